"""评比: a contest from the call to the awards.

Whatever decides the result (rubric, scoring policy, award policy, rules of entry) is kept in the
contest as it was when it was called. Nobody scores where they have a conflict, a second person
counts the sheets again, and nothing is awarded before a public notice has closed on the same list.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from homeroom_core.act import Act
from homeroom_core.award import settle
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.change import change
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import (
    HomeroomError,
    RecordNotFoundError,
    Refusal,
)
from homeroom_core.grants import Grant, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, HEAD_JUDGE, OFFICE, PRINCIPAL, SCORER, SUPERVISOR
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Text, listing
from homeroom_core.training.conflict import CONFLICTS, WAIVABLE
from homeroom_core.training.contest_explained import (
    allotment_again,
    explain_contest,
    tally_again,
)
from homeroom_core.training.contest_guards import (
    awards_nothing,
    can_be_scored,
    counted_by_second_person,
    deadline_ahead,
    deadline_has_passed,
    has_entries,
    has_title,
    is_settled,
    no_sheet_missing,
    notice_has_closed,
    objection_was_upheld,
    panel_is_large_enough,
    policy_fits,
    preliminary_is_over,
    rules_fit,
)
from homeroom_core.training.contest_panels import refuse_panels
from homeroom_core.training.contest_reasons import (
    AWARDS_DIFFER,
    DEADLINE_PAST,
    FOR_ANOTHER,
    HAS_SIGNED,
    JUDGE_COMPETES,
    NO_DECISION,
    NO_PREFIX,
    NO_RECEIVER,
    NO_SEED,
    NOBODY_RECOMMENDED,
    NOT_A_WINNER,
    NOT_IN_SCHEME,
    NOT_LATER,
    NOT_ON_PANEL,
    NOT_WAIVABLE,
    NOTHING_OPEN,
    NUMBER_TAKEN,
    ONE_PRESIDES,
    OTHER_NOTICE,
    OWN_CONFLICT,
    PANEL_TOO_SMALL,
    RECOMMENDED_ALREADY,
    RECUSED_ALREADY,
    SIGNED_ALREADY,
    TOO_MANY_RECOMMENDED,
    TWICE_ON_PANEL,
    UNKNOWN_CONFLICT,
    UNKNOWN_ENTRY,
)
from homeroom_core.training.contest_records import (
    AWARDED,
    CALLED,
    CANCELLED,
    CHECKED,
    CONTEST_STATES,
    DRAWN,
    ENTERED,
    ENTRY_IN,
    PROPOSED,
    PUBLICISED,
    REOPENED,
    SCORED,
    SCORING,
    Absence,
    Conflict,
    Contest,
    ContestEntry,
    ContestPolicy,
    ContestTerms,
    PanelMember,
    Recommendation,
    ScoreSheet,
    competes,
)
from homeroom_core.training.contest_scoring import (
    SIGNED,
    allotment_of,
    awards_in_order,
    entries_of,
    involved_in,
    proposed_lines,
    recommended_works,
    standings_of,
)
from homeroom_core.training.notice import OPEN as NOTICE_OPEN
from homeroom_core.training.notice import Notice
from homeroom_core.training.scheme import scheme_in_force
from homeroom_core.training.tally import MADE_FROM, Certificate, Tally, numbered, tally_of
from homeroom_core.training.under_scheme import (
    NO_SCHEME,
    Opening,
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

contest = Lifecycle(
    Contest,
    states=CONTEST_STATES,
    initial=CALLED,
    final=(AWARDED, CANCELLED),
)

presiding = Grant(
    Text("本场评委组长", "本場評委組長", "the head judge of the contest"),
    lambda contest, act: act.actor.id in contest.head_judges,
)
on_panel = Grant(
    Text("本场评委", "本場評委", "a judge of the contest"),
    lambda contest, act: act.actor.id in contest.judges,
)
competing = Grant(
    Text("参赛者", "參賽者", "a contestant"),
    lambda contest, act: competes(contest.id, act.actor.id, act.reader),
)
office = role(OFFICE).but_not(competing)
head = (presiding | role(HEAD_JUDGE)).but_not(competing)
tallier = (presiding | role(HEAD_JUDGE, SCORER, OFFICE)).but_not(competing)
leadership = role(PRINCIPAL, AFFAIRS_MEETING).but_not(competing)


def awards_stay(contest: Contest, act: Act) -> Refusal | None:
    """Once awards are put up, other arithmetic is accepted only if it changes no award."""
    if contest.state not in (PUBLICISED, AWARDED) or contest.tally is None:
        return None
    again = tally_again(contest, act.reader, act.provided)
    same = again is None or _outcome(contest, act, again) == _outcome(contest, act, contest.tally)
    return None if same else AWARDS_DIFFER()


@contest.creation(
    by=office,
    label=Text("发通知", "發通知", "Call"),
    guards=(
        has_title,
        policy_fits,
        rules_fit,
        deadline_ahead,
        preliminary_is_over,
        keeps_to_scheme,
    ),
)
def call(
    act: Act,
    *,
    title: str,
    deadline: date,
    rubric: Rubric,
    scoring: ScoringPolicy,
    awards: AwardPolicy,
    rules: RuleSet | None = None,
    policy: ContestPolicy | None = None,
    variant: str = "",
    follows: str = "",
) -> Contest:
    """Call a contest, with everything that will decide it; a final names its preliminary."""
    terms = ContestTerms(
        rubric=rubric,
        scoring=scoring,
        awards=awards,
        rules=rules,
        policy=policy or ContestPolicy(),
    )
    opened = opening(act, Contest, ContestTerms, terms)
    return _called(act, title, deadline, opened, variant=variant, follows=follows)


@contest.creation(
    by=office,
    label=Text("按方案发通知", "按方案發通知", "Call under scheme"),
    guards=(has_title, policy_fits, rules_fit, deadline_ahead, preliminary_is_over),
)
def call_under_scheme(
    act: Act, *, title: str, deadline: date, variant: str = "", follows: str = ""
) -> Contest:
    """Call a contest of a variant that the scheme in force sets the terms for."""
    opened = opening(act, Contest, ContestTerms, variant=variant)
    return _called(act, title, deadline, opened, variant=variant, follows=follows)


@call_under_scheme.precondition
def scheme_names_the_contest(
    act: Act, *, title: str, deadline: date, variant: str = "", follows: str = ""
) -> Refusal | None:
    """The scheme in force sets the terms of such a contest."""
    del title, deadline, follows
    scheme = scheme_in_force(act.reader, act.on)
    if scheme is None:
        return NO_SCHEME()
    if scheme.contents.terms_of(Contest.kind, ContestTerms, variant) is None:
        named = [name for name in scheme.contents.terms if name.startswith(Contest.kind)]
        return NOT_IN_SCHEME(measured=variant, required=listing(named) if named else "–")
    return None


@contest.transition(
    source=CALLED,
    target=STAY,
    by=office,
    label=Text("延期", "延期", "Extend"),
    reason_required=True,
)
def extend(contest: Contest, _act: Act, *, deadline: date) -> Contest:
    """Move the deadline, for all alike."""
    return change(contest, deadline=deadline)


@extend.check
def deadline_moves_on(contest: Contest, act: Act, *, deadline: date) -> Iterable[Refusal]:
    """A deadline is only ever moved to a later day, and not into the past."""
    if deadline <= contest.deadline:
        yield NOT_LATER(measured=deadline, required=contest.deadline)
    if deadline < act.on:
        yield DEADLINE_PAST(measured=deadline, required=act.on)


@contest.transition(
    source=CALLED,
    target=ENTERED,
    by=office,
    label=Text("截止报名", "截止報名", "Close entries"),
    guards=(deadline_has_passed, has_entries),
)
def close_entries(contest: Contest, _act: Act) -> Contest:
    """Take no more entries."""
    return contest


@contest.transition(
    source=(CALLED, ENTERED, DRAWN, SCORING, REOPENED),
    target=STAY,
    by=office,
    label=Text("组成评委", "組成評委", "Appoint panel"),
)
def appoint_panel(contest: Contest, _act: Act, *, panel: tuple[PanelMember, ...]) -> Contest:
    """Name the judges, and who of them presides; later on, to fill gaps."""
    return change(contest, panel=panel)


@appoint_panel.check
def panel_fits(contest: Contest, act: Act, *, panel: tuple[PanelMember, ...]) -> Iterable[Refusal]:
    """Each judge once, one presiding, enough of them, none who competes; who has signed stays."""
    judges = [member.judge for member in panel]
    for judge in sorted({judge for judge in judges if judges.count(judge) > 1}):
        yield TWICE_ON_PANEL(measured=judge)
    preside = sum(member.presides for member in panel)
    if preside != 1:
        yield ONE_PRESIDES(measured=preside, required=1)
    if len(set(judges)) < contest.minimum_judges:
        yield PANEL_TOO_SMALL(measured=len(set(judges)), required=contest.minimum_judges)
    for judge in sorted(set(judges)):
        if competes(contest.id, judge, act.reader):
            yield JUDGE_COMPETES(measured=judge)
    for judge in sorted(contest.judges - set(judges)):
        if any(_signed(contest, act, judge)):
            yield HAS_SIGNED(measured=judge)


@contest.transition(
    source=(ENTERED, DRAWN),
    target=STAY,
    by=office,
    label=Text("分派评委", "分派評委", "Assign panels"),
)
def assign(contest: Contest, _act: Act, *, panels: Mapping[str, tuple[str, ...]]) -> Contest:
    """Say which judges score which entry: entry -> judges; none at all means all of the panel."""
    return change(contest, panels={entry: tuple(panels[entry]) for entry in sorted(panels)})


@assign.check
def panels_can_score(
    contest: Contest, act: Act, *, panels: Mapping[str, tuple[str, ...]]
) -> Iterable[Refusal]:
    """Every entry has enough judges, none in conflict, and all entries can be compared."""
    return refuse_panels(contest, act.reader, panels)


@contest.transition(
    source=(ENTERED, DRAWN, SCORING, REOPENED),
    target=STAY,
    by=office | head | on_panel,
    label=Text("申报回避", "申報迴避", "Recuse"),
)
def recuse(contest: Contest, act: Act, *, judge: str, entry: str, conflict: str) -> Contest:
    """Record that a judge does not score an entry, and why; the mark is absent, never neutral."""
    recorded = Conflict(judge=judge, entry=entry, kind=conflict, on=act.on, by=act.actor.id)
    return change(contest, conflicts=(*contest.conflicts, recorded))


@recuse.check
def conflict_is_known(
    contest: Contest, act: Act, *, judge: str, entry: str, conflict: str
) -> Iterable[Refusal]:
    """Judge, entry and kind are known, it is new, no sheet was signed; judges speak for themselves."""
    if judge != act.actor.id and not (office | head).holds(contest, act):
        yield FOR_ANOTHER(measured=judge, required=act.actor.id)
    yield from _judge_and_entries(contest, act, judge, (entry,))
    if conflict not in CONFLICTS:
        yield UNKNOWN_CONFLICT(measured=conflict, required=listing(CONFLICTS))
    same = (judge, entry, conflict, None)
    if any((c.judge, c.entry, c.kind, c.waived_by) == same for c in contest.conflicts):
        yield RECUSED_ALREADY(measured=judge)
    if any(sheet.entry == entry for sheet in _signed(contest, act, judge)):
        yield SIGNED_ALREADY(measured=judge, entry=entry)


@contest.transition(
    source=(ENTERED, DRAWN),
    target=STAY,
    by=head,
    label=Text("豁免回避", "豁免迴避", "Waive conflict"),
    reason_required=True,
)
def waive_conflict(contest: Contest, act: Act, *, judge: str, entry: str) -> Contest:
    """Admit a judge in spite of a slight conflict, on record, as small schools must."""
    conflicts = tuple(
        change(c, waived_by=act.actor.id) if _may_be_waived(c, judge, entry) else c
        for c in contest.conflicts
    )
    return change(contest, conflicts=conflicts)


@waive_conflict.check
def is_waivable(contest: Contest, act: Act, *, judge: str, entry: str) -> Iterable[Refusal]:
    """Only slight conflicts are waived, and nobody waives their own."""
    if judge == act.actor.id:
        yield OWN_CONFLICT(measured=judge)
    if not any(_may_be_waived(c, judge, entry) for c in contest.conflicts):
        yield NOT_WAIVABLE(required=listing(WAIVABLE))


@contest.transition(
    source=ENTERED,
    target=DRAWN,
    by=office,
    label=Text("抽签", "抽籤", "Draw"),
    guards=(has_entries, panel_is_large_enough),
)
def draw(contest: Contest, act: Act, *, seed: str) -> Contest:
    """Draw the order of appearance from a seed that was made public; anybody can draw it again."""
    entries = [entry.id for entry in entries_of(contest, act.reader)]
    order = sorted(entries, key=lambda entry: sha256(f"{seed}/{entry}".encode()).digest())
    return change(contest, seed=seed, order=tuple(order))


@draw.check
def seed_is_given(_contest: Contest, _act: Act, *, seed: str) -> Refusal | None:
    """There is something to draw from."""
    return None if seed.strip() else NO_SEED()


@contest.transition(
    source=DRAWN,
    target=SCORING,
    by=head | office,
    label=Text("开始评分", "開始評分", "Open scoring"),
    guards=(panel_is_large_enough,),
)
def open_scoring(contest: Contest, _act: Act) -> Contest:
    """Let the judges begin their sheets."""
    return contest


@contest.transition(
    source=(SCORING, REOPENED),
    target=STAY,
    by=head,
    label=Text("记录缺席", "記錄缺席", "Record absence"),
    reason_required=True,
)
def record_absence(
    contest: Contest, act: Act, *, judge: str, entries: tuple[str, ...] = ()
) -> Contest:
    """Record that a judge did not score some entries, or any; those need no sheet of theirs."""
    absence = Absence(judge=judge, entries=entries, on=act.on, reason=act.reason)
    return change(contest, absences=(*contest.absences, absence))


@record_absence.check
def enough_judges_stay(
    contest: Contest, act: Act, *, judge: str, entries: tuple[str, ...] = ()
) -> Iterable[Refusal]:
    """The judge is on the panel, has signed nothing there, and every entry keeps enough judges."""
    unknown = tuple(_judge_and_entries(contest, act, judge, entries))
    if unknown:
        yield from unknown
        return
    for sheet in _signed(contest, act, judge):
        if not entries or sheet.entry in entries:
            yield SIGNED_ALREADY(measured=judge, entry=sheet.entry)
    absence = Absence(judge=judge, entries=entries, on=act.on, reason=act.reason)
    yield from panel_is_large_enough(change(contest, absences=(*contest.absences, absence)), act)


@contest.transition(
    source=(SCORING, REOPENED),
    target=SCORED,
    by=tallier,
    label=Text("计分", "計分", "Tally"),
    guards=(has_entries, panel_is_large_enough, no_sheet_missing, can_be_scored),
)
def tally(contest: Contest, act: Act) -> Contest:
    """Work out the standings from the signed sheets."""
    result = standings_of(contest, act.reader, act.provided)
    return change(contest, tally=tally_of(result, by=act.actor.id, on=act.on))


@contest.transition(
    source=SCORED,
    target=CHECKED,
    by=role(SUPERVISOR, SCORER, OFFICE).but_not(competing),
    label=Text("确认复核", "確認複核", "Confirm count"),
    guards=(counted_by_second_person,),
)
def confirm_count(contest: Contest, _act: Act) -> Contest:
    """Confirm, as a second person, that the sheets were counted again and are right."""
    return contest


@contest.transition(
    source=(SCORED, CHECKED, PROPOSED, PUBLICISED),
    target=REOPENED,
    by=head | leadership,
    label=Text("重新评分", "重新評分", "Reopen"),
    guards=(objection_was_upheld,),
    reason_required=True,
)
def reopen(contest: Contest, _act: Act) -> Contest:
    """Open scoring again; the tally is stale until it is made again, and no award is proposed."""
    stale = change(contest.tally, stale=True) if contest.tally else None
    return change(contest, tally=stale, allotment=None)


@contest.transition(
    source=CHECKED, target=PROPOSED, by=office, label=Text("拟定奖项", "擬定獎項", "Propose awards")
)
def propose(contest: Contest, act: Act) -> Contest:
    """Work out the awards from the standings; the result is no longer blind."""
    return change(contest, allotment=allotment_of(contest, act.reader, act.provided))


@contest.transition(
    source=PROPOSED, target=STAY, by=head, label=Text("裁定并列", "裁定並列", "Settle ties")
)
def settle_ties(contest: Contest, _act: Act, *, choices: Mapping[str, str]) -> Contest:
    """Close the decisions that the award policy left to the jury: entry -> level."""
    if contest.allotment is None:
        return contest
    return change(contest, allotment=settle(contest.allotment, choices))


@settle_ties.check
def choices_fit(contest: Contest, _act: Act, *, choices: Mapping[str, str]) -> Refusal | None:
    """The choices are just those that were open."""
    if contest.allotment is None or not contest.allotment.open:
        return NOTHING_OPEN()
    try:
        settle(contest.allotment, choices)
    except HomeroomError as error:
        needed = listing(decision.text for decision in contest.allotment.open)
        return NO_DECISION(measured=error.text, required=needed)
    return None


@contest.transition(
    source=PROPOSED,
    target=PUBLICISED,
    by=office,
    label=Text("公示", "公示", "Publicise"),
    guards=(is_settled,),
)
def publicise(contest: Contest, _act: Act, *, notice: str) -> Contest:
    """Tie the contest to the public notice of its proposed awards."""
    return change(contest, notice=notice)


@publicise.check
def notice_fits(contest: Contest, act: Act, *, notice: str) -> Iterable[Refusal]:
    """The notice is open, about this contest, under its policy, with its list and all involved."""
    try:
        found = act.reader.get(Notice, notice)
    except RecordNotFoundError as error:
        yield OTHER_NOTICE(measured=notice, why=error.text)
        return
    problems = (
        (found.subject != contest.id, Text("对象不同", "對象不同", "it is about another record")),
        (found.state != NOTICE_OPEN, Text("不在公示中", "不在公示中", "it is not open")),
        (found.policy != contest.policy.notice,
         Text("公示天数等规定不同", "公示天數等規定不同", "it is put up under another policy")),
        (found.lines != proposed_lines(contest, act.reader),
         Text("名单不同", "名單不同", "it shows another list")),
        (not involved_in(contest, act.reader) <= found.involved,
         Text("未列明全部参与者", "未列明全部參與者", "it does not name all who are involved")),
    )  # fmt: skip
    for wrong, why in problems:
        if wrong:
            yield OTHER_NOTICE(measured=notice, why=why)


@contest.transition(
    source=PUBLICISED,
    target=AWARDED,
    by=leadership,
    label=Text("颁奖", "頒獎", "Award"),
    guards=(notice_has_closed, rests_on_scheme),
)
def award(contest: Contest, _act: Act, *, number_prefix: str) -> Contest:
    """Give the awards; certificates are numbered in order of the places."""
    return change(contest, certificates=_certificates(contest, number_prefix))


@award.check
def numbers_are_free(contest: Contest, act: Act, *, number_prefix: str) -> Iterable[Refusal]:
    """There is a prefix, and no certificate of another contest has one of the numbers."""
    if not number_prefix.strip():
        yield NO_PREFIX()
    numbers = {certificate.number for certificate in _certificates(contest, number_prefix)}
    for other in act.reader.find(Contest, state=AWARDED):
        for certificate in other.certificates:
            if certificate.number in numbers:
                yield NUMBER_TAKEN(measured=certificate.number, other=other.id)
                break


@contest.transition(
    source=(CALLED, ENTERED, DRAWN, SCORING, REOPENED, PROPOSED),
    target=CANCELLED,
    by=office,
    label=Text("取消", "取消", "Cancel"),
    guards=(awards_nothing,),
    reason_required=True,
)
def cancel(contest: Contest, _act: Act) -> Contest:
    """Call the contest off; with a result only where nobody gets an award."""
    return contest


contest.derived(
    "tally",
    label=Text("名次", "名次", "standings"),
    by=leadership,
    source=(SCORED, CHECKED, PROPOSED, PUBLICISED, AWARDED),
    guards=(awards_stay,),
    made_by=("method", "plugin", "plugin_version", "homeroom_version"),
    made_from=MADE_FROM,
)(tally_again)
contest.derived(
    "allotment",
    label=Text("奖项", "獎項", "awards"),
    by=leadership,
    source=PROPOSED,
    made_by=("homeroom_version",),
)(allotment_again)
contest.explained(explain_contest)


@contest.transition(
    source=AWARDED,
    target=STAY,
    by=office,
    label=Text("推荐", "推薦", "Recommend"),
)
def recommend(contest: Contest, act: Act, *, to: str, entries: tuple[str, ...]) -> Contest:
    """Recommend winners to another organization, such as the district; the best place first."""
    lines = recommended_works(contest, act.reader)
    named = tuple(lines[entry] for entry in lines if entry in entries)
    made = Recommendation(to=to, on=act.on, entries=named)
    return change(contest, recommendations=(*contest.recommendations, made))


@recommend.check
def winners_are_recommended(
    contest: Contest, act: Act, *, to: str, entries: tuple[str, ...]
) -> Iterable[Refusal]:
    """To another organization; only winners, each once, and no more than the contest allows."""
    if to == act.org or not to.strip():
        yield NO_RECEIVER(measured=to or "–")
    if not entries:
        yield NOBODY_RECOMMENDED()
    won = [certificate.entry for certificate in contest.certificates]
    for entry in sorted(set(entries) - set(won)):
        yield NOT_A_WINNER(measured=entry, required=listing(won) if won else "–")
    sent = {entry for there, entry in contest.recommended if there == to}
    for entry in sorted(sent & set(entries)):
        yield RECOMMENDED_ALREADY(measured=entry, to=to)
    most = contest.policy.recommend_at_most
    if len(sent | set(entries)) > most:
        yield TOO_MANY_RECOMMENDED(measured=len(sent | set(entries)), required=most)


confirm = confirmation(contest, source=(CALLED, ENTERED, DRAWN), by=office)

contest.seal()


def _called(
    act: Act,
    title: str,
    deadline: date,
    opened: Opening[ContestTerms],
    *,
    variant: str,
    follows: str,
) -> Contest:
    terms = opened.terms
    return Contest(
        id=act.new_id,
        org=act.org,
        state=CALLED,
        basis=opened.basis,
        variant=variant,
        follows=follows,
        title=title,
        deadline=deadline,
        rubric=terms.rubric,
        scoring=terms.scoring,
        awards=terms.awards,
        rules=terms.rules,
        policy=terms.policy,
    )


def _may_be_waived(conflict: Conflict, judge: str, entry: str) -> bool:
    here = (conflict.judge, conflict.entry, conflict.waived_by) == (judge, entry, None)
    return here and conflict.kind in WAIVABLE


def _judge_and_entries(
    contest: Contest, act: Act, judge: str, entries: Iterable[str]
) -> Iterable[Refusal]:
    if judge not in contest.judges:
        yield NOT_ON_PANEL(measured=judge, required=listing(sorted(contest.judges)))
    strange = [entry for entry in entries if not _is_in(contest, act, entry)]
    if strange:
        known = listing(entry.id for entry in entries_of(contest, act.reader))
        yield from (UNKNOWN_ENTRY(measured=entry, required=known) for entry in strange)


def _is_in(contest: Contest, act: Act, entry: str) -> bool:
    try:
        found = act.reader.get(ContestEntry, entry)
    except HomeroomError:  # there is none, or its contents were erased
        return False
    return (found.contest, found.state) == (contest.id, ENTRY_IN)


def _signed(contest: Contest, act: Act, judge: str) -> Iterable[ScoreSheet]:
    return act.reader.find(ScoreSheet, contest=contest.id, judge=judge, state=SIGNED)


def _outcome(contest: Contest, act: Act, tally: Tally) -> object:
    """What a tally decides: the order of the entries, their places, and the awards."""
    made = allotment_of(change(contest, tally=tally), act.reader, act.provided)
    return [(p.entry, p.rank) for p in tally.placings], made.awards, made.open


def _certificates(contest: Contest, prefix: str) -> tuple[Certificate, ...]:
    return numbered(awards_in_order(contest), prefix)
