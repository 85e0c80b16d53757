"""评比: a contest from the call to the awards.

Whatever decides the result (rubric, scoring policy, award policy, rules of entry) is kept in the
contest as it was when it was called. Nobody scores where they have a conflict, a second person
counts the sheets again, and nothing is awarded before a public notice has closed on the same list.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from homeroom_core.act import Act
from homeroom_core.award import allot, settle
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.change import change
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import HomeroomError, Reason, RecordNotFoundError, Refusal
from homeroom_core.evaluation_checks import policy_faults
from homeroom_core.families import SCORING_METHODS
from homeroom_core.grants import Grant, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, HEAD_JUDGE, OFFICE, PRINCIPAL, SCORER, SUPERVISOR
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Text, listing
from homeroom_core.training.contest_records import (
    AWARDED,
    CALLED,
    CANCELLED,
    CHECKED,
    CONFLICTS,
    DRAWN,
    ENTERED,
    PROPOSED,
    PUBLICISED,
    REOPENED,
    SCORED,
    SCORING,
    WAIVABLE,
    Absence,
    Certificate,
    Conflict,
    Contest,
    ContestEntry,
    ContestPolicy,
    PanelMember,
    ScoreSheet,
)
from homeroom_core.training.contest_scoring import (
    SIGNED,
    entries_of,
    judges_of,
    missing_sheets,
    proposed_lines,
    sheets_of,
    sheets_to_recount,
    standings_of,
    tally_of,
)
from homeroom_core.training.notice import CLOSED as NOTICE_CLOSED
from homeroom_core.training.notice import OPEN as NOTICE_OPEN
from homeroom_core.training.notice import Notice

POLICY_UNFIT = Reason(
    "contest.policy_unfit",
    Text(
        "计分办法不适用：{measured}",
        "計分辦法不適用：{measured}",
        "the scoring policy does not fit: {measured}",
    ),
    Text("应为：{required}", "應為：{required}", "accepted: {required}"),
)
DEADLINE_PAST = Reason(
    "contest.deadline_past",
    Text(
        "截止日期{measured}太早", "截止日期{measured}太早", "the deadline {measured} is too early"
    ),
    Text("应晚于{required}", "應晚於{required}", "it has to be after {required}"),
)
NO_ENTRIES = Reason(
    "contest.no_entries",
    Text("没有参赛作品", "沒有參賽作品", "there are no entries"),
    Text("请先报名", "請先報名", "somebody has to enter first"),
)
TWICE_ON_PANEL = Reason(
    "contest.twice_on_panel",
    Text(
        "{measured}在评委组中重复",
        "{measured}在評審團中重複",
        "{measured} stands twice on the panel",
    ),
    Text("每位评委列一次", "每位評審列一次", "name every judge once"),
)
JUDGE_COMPETES = Reason(
    "contest.judge_competes",
    Text("{measured}是参赛者", "{measured}是參賽者", "{measured} takes part in the contest"),
    Text("参赛者不得担任评委", "參賽者不得擔任評審", "a contestant may not judge"),
)
PANEL_TOO_SMALL = Reason(
    "contest.panel_too_small",
    Text(
        "作品{entry}只有{measured}位评委",
        "作品{entry}只有{measured}位評審",
        "entry {entry} has only {measured} judges",
    ),
    Text("至少需要{required}位", "至少需要{required}位", "it needs {required}"),
)
UNKNOWN_CONFLICT = Reason(
    "contest.unknown_conflict",
    Text(
        "没有回避类型“{measured}”",
        "沒有迴避類型「{measured}」",
        "there is no conflict '{measured}'",
    ),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
NOT_ON_PANEL = Reason(
    "contest.not_on_panel",
    Text("{measured}不在评委组", "{measured}不在評審團", "{measured} is not on the panel"),
    Text("评委：{required}", "評審：{required}", "the judges are {required}"),
)
UNKNOWN_ENTRY = Reason(
    "contest.unknown_entry",
    Text(
        "评比中没有作品{measured}",
        "評比中沒有作品{measured}",
        "the contest has no entry {measured}",
    ),
    Text("作品：{required}", "作品：{required}", "its entries are {required}"),
)
SIGNED_ALREADY = Reason(
    "contest.signed_already",
    Text(
        "{measured}已签该作品的评分表",
        "{measured}已簽該作品的評分表",
        "{measured} has signed a sheet for it",
    ),
    Text("先将该表作废", "先將該表作廢", "have that sheet declared void first"),
)
NOT_WAIVABLE = Reason(
    "contest.not_waivable",
    Text("没有可豁免的回避", "沒有可豁免的迴避", "there is no conflict there that may be waived"),
    Text("只有{required}可豁免", "只有{required}可豁免", "only {required} may be"),
)
SHEETS_MISSING = Reason(
    "contest.sheets_missing",
    Text(
        "还缺{measured}份评分表：{which}",
        "還缺{measured}份評分表：{which}",
        "{measured} sheets are missing: {which}",
    ),
    Text(
        "请评委签名，或记录缺席",
        "請評審簽名，或記錄缺席",
        "have them signed, or record the absence",
    ),
)
NOT_SCORABLE = Reason(
    "contest.not_scorable",
    Text("无法计分：{measured}", "無法計分：{measured}", "it cannot be scored: {measured}"),
    Text("请先补齐", "請先補齊", "mend that first"),
)
NOT_RECOUNTED = Reason(
    "contest.not_recounted",
    Text(
        "还有{measured}份评分表未由第二人核对：{which}",
        "還有{measured}份評分表未由第二人核對：{which}",
        "{measured} sheets have not been counted by a second person: {which}",
    ),
    Text("请逐份核对合计", "請逐份核對合計", "have each of them counted again"),
)
SAME_PERSON = Reason(
    "contest.same_person",
    Text("计分也是您做的", "計分也是您做的", "you made the tally yourself"),
    Text("请由第二人复核", "請由第二人複核", "a second person has to check it"),
)
OPEN_DECISION = Reason(
    "contest.open_decision",
    Text(
        "评委组尚待裁定：{measured}",
        "評審團尚待裁定：{measured}",
        "the jury still has to decide: {measured}",
    ),
    Text("先用 settle_ties 裁定", "先用 settle_ties 裁定", "settle it with `settle_ties`"),
)
NO_DECISION = Reason(
    "contest.no_decision",
    Text("裁定不合：{measured}", "裁定不合：{measured}", "that is no decision: {measured}"),
    Text("须为：{required}", "須為：{required}", "it has to be: {required}"),
)
OTHER_NOTICE = Reason(
    "contest.other_notice",
    Text(
        "公示{measured}不合：{why}",
        "公示{measured}不合：{why}",
        "notice {measured} does not fit: {why}",
    ),
    Text(
        "须为本次评比、公示中、名单一致，并列明评委为参与者",
        "須為本次評比、公示中、名單一致，並列明評審為參與者",
        "it has to be about this contest, open, with the proposed list, naming the judges as involved",
    ),
)
NOTICE_NOT_CLOSED = Reason(
    "contest.notice_not_closed",
    Text("公示现在是“{measured}”", "公示目前是「{measured}」", "the notice is '{measured}'"),
    Text("公示结束后才能颁奖", "公示結束後才能頒獎", "awards are given once it is closed"),
)
NOTICE_DIFFERS = Reason(
    "contest.notice_differs",
    Text("公示名单与拟定结果不同", "公示名單與擬定結果不同", "the notice shows another list"),
    Text("请更正公示并等待期满", "請更正公示並等待期滿", "amend the notice and let it run"),
)
NOT_UPHELD = Reason(
    "contest.no_objection_upheld",
    Text(
        "公示期内没有成立的异议", "公示期內沒有成立的異議", "no objection to the notice was upheld"
    ),
    Text(
        "公示后须有异议成立方可重开",
        "公示後須有異議成立方可重開",
        "after the notice it is reopened for an upheld objection only",
    ),
)

contest = Lifecycle(
    Contest,
    states=(
        CALLED, ENTERED, DRAWN, SCORING, SCORED, CHECKED, PROPOSED, PUBLICISED, AWARDED,
        REOPENED, CANCELLED,
    ),
    initial=CALLED,
    final=(AWARDED, CANCELLED),
)  # fmt: skip

presiding = Grant(
    Text("本场评委组长", "本場評審組長", "the head judge of the contest"),
    lambda contest, act: act.actor.id in contest.head_judges,
)
competing = Grant(
    Text("参赛者", "參賽者", "a contestant"),
    lambda contest, act: any(
        True for _ in act.reader.find(ContestEntry, contest=contest.id, contestant=act.actor.id)
    ),
)
office = role(OFFICE)
head = (presiding | role(HEAD_JUDGE)).but_not(competing)
tallier = (presiding | role(HEAD_JUDGE, SCORER, OFFICE)).but_not(competing)
leadership = role(PRINCIPAL, AFFAIRS_MEETING).but_not(competing)


def policy_fits(contest: Contest, act: Act) -> Iterable[Refusal]:
    """The scoring policy can work with the rubric, and its method is there."""
    try:
        method = act.provided(SCORING_METHODS, contest.scoring.method)
    except HomeroomError as error:
        yield POLICY_UNFIT(measured=error.text, required=contest.rubric.title)
        return
    for fault in policy_faults(contest.scoring, contest.rubric, method):
        yield POLICY_UNFIT(measured=f"{fault.where}: {fault.found}", required=fault.accepted)


def deadline_ahead(contest: Contest, act: Act) -> Refusal | None:
    """There is time to enter."""
    if contest.deadline >= act.on:
        return None
    return DEADLINE_PAST(measured=contest.deadline, required=act.on)


def has_entries(contest: Contest, act: Act) -> Refusal | None:
    """Somebody has entered."""
    return None if entries_of(contest, act.reader) else NO_ENTRIES()


def panel_is_large_enough(contest: Contest, act: Act) -> Iterable[Refusal]:
    """Every entry keeps enough judges after recusals and absences."""
    needed = contest.policy.minimum_judges
    for entry in entries_of(contest, act.reader):
        judges = judges_of(contest, entry.id)
        if len(judges) < needed:
            yield PANEL_TOO_SMALL(entry=entry.id, measured=len(judges), required=needed)


def no_sheet_missing(contest: Contest, act: Act) -> Refusal | None:
    """Every judge has signed a sheet for every entry they score."""
    missing = missing_sheets(contest, act.reader)
    if not missing:
        return None
    which = listing(f"{entry}/{judge}" for entry, judge in missing[:10])
    return SHEETS_MISSING(measured=len(missing), which=which)


def can_be_scored(contest: Contest, act: Act) -> Refusal | None:
    """The method gives standings for the sheets as they are."""
    if missing_sheets(contest, act.reader):
        return None  # said already, and the method would only say it again
    try:
        standings_of(contest, act.reader, act.provided)
    except HomeroomError as error:
        return NOT_SCORABLE(measured=error.text)
    return None


def counted_by_second_person(contest: Contest, act: Act) -> Iterable[Refusal]:
    """Enough sheets were counted again, and not by whoever made the tally."""
    if contest.tally is not None and contest.tally.by == act.actor.id:
        yield SAME_PERSON()
    left = sheets_to_recount(contest, sheets_of(contest, act.reader))
    if left:
        yield NOT_RECOUNTED(measured=len(left), which=listing(left[:10]))


def is_settled(contest: Contest, _act: Act) -> Refusal | None:
    """No tie at the cut waits for the jury."""
    if contest.allotment is None or not contest.allotment.open:
        return None
    return OPEN_DECISION(measured=listing(d.text for d in contest.allotment.open))


def notice_has_closed(contest: Contest, act: Act) -> Iterable[Refusal]:
    """The public notice has closed, on the list that is proposed."""
    notice = act.reader.get(Notice, contest.notice or "-")
    if notice.state != NOTICE_CLOSED:
        yield NOTICE_NOT_CLOSED(measured=notice.state)
    if notice.lines != proposed_lines(contest, act.reader):
        yield NOTICE_DIFFERS()


def objection_was_upheld(contest: Contest, act: Act) -> Refusal | None:
    """Once there is a notice, scoring is only reopened for an objection that was upheld."""
    if contest.state != PUBLICISED:
        return None
    notice = act.reader.get(Notice, contest.notice or "-")
    return None if notice.upheld_now else NOT_UPHELD()


@contest.creation(
    by=office, label=Text("发通知", "發通知", "Call"), guards=(policy_fits, deadline_ahead)
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
) -> Contest:
    """Call a contest, with everything that will decide it."""
    return Contest(
        id=act.new_id,
        org=act.org,
        state=CALLED,
        title=title,
        deadline=deadline,
        rubric=rubric,
        scoring=scoring,
        awards=awards,
        rules=rules,
        policy=policy or ContestPolicy(),
    )


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
def deadline_moves_on(contest: Contest, act: Act, *, deadline: date) -> Refusal | None:
    """A deadline is only ever moved to a later day."""
    least = max(contest.deadline, act.on)
    return None if deadline > least else DEADLINE_PAST(measured=deadline, required=least)


@contest.transition(
    source=CALLED,
    target=ENTERED,
    by=office,
    label=Text("截止报名", "截止報名", "Close entries"),
    guards=(has_entries,),
)
def close_entries(contest: Contest, _act: Act) -> Contest:
    """Take no more entries."""
    return contest


@contest.transition(
    source=(CALLED, ENTERED),
    target=STAY,
    by=office,
    label=Text("组成评委", "組成評審", "Appoint panel"),
)
def appoint_panel(contest: Contest, _act: Act, *, panel: tuple[PanelMember, ...]) -> Contest:
    """Name the judges, and who of them presides."""
    return change(contest, panel=panel)


@appoint_panel.check
def panel_fits(contest: Contest, act: Act, *, panel: tuple[PanelMember, ...]) -> Iterable[Refusal]:
    """Each judge once, enough of them, and none who competes."""
    judges = [member.judge for member in panel]
    for judge in sorted({judge for judge in judges if judges.count(judge) > 1}):
        yield TWICE_ON_PANEL(measured=judge)
    needed = contest.policy.minimum_judges
    if len(set(judges)) < needed:
        yield PANEL_TOO_SMALL(entry="*", measured=len(set(judges)), required=needed)
    competing = {entry.contestant for entry in entries_of(contest, act.reader)}
    for judge in sorted(competing & set(judges)):
        yield JUDGE_COMPETES(measured=judge)


@contest.transition(
    source=(ENTERED, DRAWN, SCORING),
    target=STAY,
    by=office | head | Grant(
        Text("评委本人", "評審本人", "a judge"),
        lambda contest, act: act.actor.id in contest.judges,
    ),
    label=Text("申报回避", "申報迴避", "Recuse"),
)  # fmt: skip
def recuse(contest: Contest, act: Act, *, judge: str, entry: str, conflict: str) -> Contest:
    """Record that a judge does not score an entry, and why; the mark is absent, never neutral."""
    recorded = Conflict(judge=judge, entry=entry, kind=conflict, on=act.on, by=act.actor.id)
    return change(contest, conflicts=(*contest.conflicts, recorded))


@recuse.check
def conflict_is_known(
    contest: Contest, act: Act, *, judge: str, entry: str, conflict: str
) -> Iterable[Refusal]:
    """Judge, entry and kind of conflict are known, and no sheet was signed."""
    yield from _judge_and_entries(contest, act, judge, (entry,))
    if conflict not in CONFLICTS:
        yield UNKNOWN_CONFLICT(measured=conflict, required=listing(CONFLICTS))
    for _ in act.reader.find(ScoreSheet, entry=entry, judge=judge, state=SIGNED):
        yield SIGNED_ALREADY(measured=judge)


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
def is_waivable(contest: Contest, act: Act, *, judge: str, entry: str) -> Refusal | None:
    """Only slight conflicts are waived, and nobody waives their own."""
    slight = any(_may_be_waived(c, judge, entry) for c in contest.conflicts)
    if slight and judge != act.actor.id:
        return None
    return NOT_WAIVABLE(required=listing(WAIVABLE))


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
    """The judge is on the panel, and every entry keeps enough judges."""
    unknown = tuple(_judge_and_entries(contest, act, judge, entries))
    if unknown:
        yield from unknown
        return
    absence = Absence(judge=judge, entries=entries, on=act.on, reason=act.reason)
    yield from panel_is_large_enough(change(contest, absences=(*contest.absences, absence)), act)


@contest.transition(
    source=(SCORING, REOPENED),
    target=SCORED,
    by=tallier,
    label=Text("计分", "計分", "Tally"),
    guards=(no_sheet_missing, can_be_scored),
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
def propose(contest: Contest, _act: Act) -> Contest:
    """Work out the awards from the standings; the result is no longer blind."""
    placings = contest.tally.placings if contest.tally else ()
    return change(contest, allotment=allot(contest.awards, placings, len(placings)))


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
    if contest.allotment is None:
        return None
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
    """The notice is open, is about this contest, shows its list and names who was involved."""
    try:
        found = act.reader.get(Notice, notice)
    except RecordNotFoundError as error:
        yield OTHER_NOTICE(measured=notice, why=error.text)
        return
    problems = (
        (found.subject != contest.id, Text("对象不同", "對象不同", "it is about another record")),
        (found.state != NOTICE_OPEN, Text("不在公示中", "不在公示中", "it is not open")),
        (found.lines != proposed_lines(contest, act.reader),
         Text("名单不同", "名單不同", "it shows another list")),
        (not contest.judges <= found.involved,
         Text("未列明评委", "未列明評審", "it does not name the judges as involved")),
    )  # fmt: skip
    for wrong, why in problems:
        if wrong:
            yield OTHER_NOTICE(measured=notice, why=why)


@contest.transition(
    source=PUBLICISED,
    target=AWARDED,
    by=leadership,
    label=Text("颁奖", "頒獎", "Award"),
    guards=(notice_has_closed,),
)
def award(contest: Contest, _act: Act, *, number_prefix: str) -> Contest:
    """Give the awards; certificates are numbered in order of the places."""
    awards = contest.allotment.awards if contest.allotment else ()
    certificates = tuple(
        Certificate(entry=a.entry, level=a.level, number=f"{number_prefix}{at:03d}")
        for at, a in enumerate(awards, start=1)
    )
    return change(contest, certificates=certificates)


@contest.transition(
    source=(CALLED, ENTERED, DRAWN, SCORING),
    target=CANCELLED,
    by=office,
    label=Text("取消", "取消", "Cancel"),
    reason_required=True,
)
def cancel(contest: Contest, _act: Act) -> Contest:
    """Call the contest off."""
    return contest


contest.seal()


def _may_be_waived(conflict: Conflict, judge: str, entry: str) -> bool:
    here = (conflict.judge, conflict.entry, conflict.waived_by) == (judge, entry, None)
    return here and conflict.kind in WAIVABLE


def _judge_and_entries(
    contest: Contest, act: Act, judge: str, entries: Iterable[str]
) -> Iterable[Refusal]:
    if judge not in contest.judges:
        yield NOT_ON_PANEL(measured=judge, required=listing(sorted(contest.judges)))
    known = [entry.id for entry in entries_of(contest, act.reader)]
    for entry in entries:
        if entry not in known:
            yield UNKNOWN_ENTRY(measured=entry, required=listing(known))
