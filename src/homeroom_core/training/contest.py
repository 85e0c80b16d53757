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
    Refusal,
)
from homeroom_core.grants import Grant, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, HEAD_JUDGE, OFFICE, PRINCIPAL, SCORER, SUPERVISOR
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Text, coded, listing
from homeroom_core.training.conflict import CONFLICTS
from homeroom_core.training.contest_checks import (
    awards_stay,
    certificates_of,
    choices_fit,
    enough_judges_stay,
    is_waivable,
    judge_and_entries,
    may_be_waived,
    notice_fits,
    numbers_are_free,
    panel_fits,
    signed_sheets,
    winners_are_recommended,
)
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
    DEADLINE_PAST,
    FOR_ANOTHER,
    NO_SEED,
    NOT_IN_SCHEME,
    NOT_LATER,
    RECUSED_ALREADY,
    SIGNED_ALREADY,
    UNKNOWN_CONFLICT,
)
from homeroom_core.training.contest_records import (
    AWARDED,
    CALLED,
    CANCELLED,
    CHECKED,
    CONTEST_STATES,
    DRAWN,
    ENTERED,
    PROPOSED,
    PUBLICISED,
    REOPENED,
    SCORED,
    SCORING,
    Absence,
    Conflict,
    Contest,
    ContestPolicy,
    ContestTerms,
    PanelMember,
    Recommendation,
    competes,
)
from homeroom_core.training.contest_scoring import (
    allotment_of,
    entries_of,
    recommended_works,
    standings_of,
)
from homeroom_core.training.scheme_records import scheme_in_force
from homeroom_core.training.tally import ALLOTTED_BY, MADE_FROM, tally_of
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


appoint_panel.check(panel_fits)


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
    yield from judge_and_entries(contest, act, judge, (entry,))
    if conflict not in CONFLICTS:
        yield UNKNOWN_CONFLICT(measured=conflict, required=coded(CONFLICTS))
    same = (judge, entry, conflict, None)
    if any((c.judge, c.entry, c.kind, c.waived_by) == same for c in contest.conflicts):
        yield RECUSED_ALREADY(measured=judge)
    if any(sheet.entry == entry for sheet in signed_sheets(contest, act, judge)):
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
        change(c, waived_by=act.actor.id) if may_be_waived(c, judge, entry) else c
        for c in contest.conflicts
    )
    return change(contest, conflicts=conflicts)


waive_conflict.check(is_waivable)


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


record_absence.check(enough_judges_stay)


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


settle_ties.check(choices_fit)


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


publicise.check(notice_fits)


@contest.transition(
    source=PUBLICISED,
    target=AWARDED,
    by=leadership,
    label=Text("颁奖", "頒獎", "Award"),
    guards=(notice_has_closed, rests_on_scheme),
)
def award(contest: Contest, _act: Act, *, number_prefix: str) -> Contest:
    """Give the awards; certificates are numbered in order of the places."""
    return change(contest, certificates=certificates_of(contest, number_prefix))


award.check(numbers_are_free)


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
    made_by=("method", "plugin", "plugin_version", "plugin_digest", "homeroom_version"),
    made_from=MADE_FROM,
)(tally_again)
contest.derived(
    "allotment",
    label=Text("奖项", "獎項", "awards"),
    by=leadership,
    source=PROPOSED,
    made_by=ALLOTTED_BY,
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


recommend.check(winners_are_recommended)


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
