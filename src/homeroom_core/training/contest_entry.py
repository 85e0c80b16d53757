"""参赛作品: entering a contest, and leaving it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from homeroom_core.act import Act
from homeroom_core.eligibility import Eligibility, judge_rules
from homeroom_core.errors import Reason, RecordNotFoundError, Refusal
from homeroom_core.grants import owner, role
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.people import HEAD_JUDGE, OFFICE
from homeroom_core.text import Text, listing
from homeroom_core.training.contest_records import (
    AWARDED,
    CALLED,
    CANCELLED,
    ENTERED,
    ENTRY_IN,
    Contest,
    ContestEntry,
)
from homeroom_core.training.person import Person, facts

PASSED_OVER = State("passed_over", "未入选", "未入選", "Passed over")
WITHDRAWN = State("withdrawn", "已退赛", "已退賽", "Withdrawn")
DISQUALIFIED = State("disqualified", "取消资格", "取消資格", "Disqualified")

CLOSED = Reason(
    "contest_entry.closed",
    Text(
        "该评比现在是“{measured}”，截止日期{deadline}",
        "該評比目前是「{measured}」，截止日期{deadline}",
        "the contest is '{measured}', its deadline {deadline}",
    ),
    Text(
        "报名须在截止前；可请德育处为全体延期",
        "報名須在截止前；可請德育處為全體延期",
        "enter before the deadline; the office can extend it for all",
    ),
)
UNKNOWN_PERSON = Reason(
    "contest_entry.unknown_person",
    Text("花名册中没有{measured}", "名冊中沒有{measured}", "the roster has no {measured}"),
    Text("请先登记该教师", "請先登記該教師", "register that person first"),
)
ENTERED_TWICE = Reason(
    "contest_entry.entered_twice",
    Text("已报名：{measured}", "已報名：{measured}", "there is an entry already, {measured}"),
    Text("每人限报一件", "每人限報一件", "one entry each; withdraw that one first"),
)
IS_JUDGE = Reason(
    "contest_entry.is_judge",
    Text("该教师是本次评委", "該教師是本次評審", "the contestant is a judge of this contest"),
    Text(
        "评委不得参赛，须先退出评委组",
        "評審不得參賽，須先退出評審團",
        "a judge may not enter: leave the panel first",
    ),
)
NOT_APPLICABLE_HERE = Reason(
    "contest_entry.unknown_criterion",
    Text("细则中没有{measured}", "細則中沒有{measured}", "the rubric has no {measured}"),
    Text("可用：{required}", "可用：{required}", "it has {required}"),
)
CONTEST_OVER = Reason(
    "contest_entry.contest_over",
    Text("评比已是“{measured}”", "評比已是「{measured}」", "the contest is '{measured}'"),
    Text(
        "颁奖后须由校务会议重启公示",
        "頒獎後須由校務會議重啟公示",
        "after the awards the notice has to be reopened",
    ),
)

contest_entry = Lifecycle(
    ContestEntry,
    states=(ENTRY_IN, PASSED_OVER, WITHDRAWN, DISQUALIFIED),
    initial=ENTRY_IN,
    final=(PASSED_OVER, WITHDRAWN, DISQUALIFIED),
)

office = role(OFFICE).but_not(owner)


def is_called(entry: ContestEntry, act: Act) -> Refusal | None:
    """Entries are taken until the deadline."""
    contest = act.reader.get(Contest, entry.contest)
    if contest.state == CALLED and act.on <= contest.deadline:
        return None
    return CLOSED(measured=contest.state, deadline=contest.deadline)


def enters_once(entry: ContestEntry, act: Act) -> Refusal | None:
    """One entry for each contestant, not counting those withdrawn."""
    for other in act.reader.find(
        ContestEntry, contest=entry.contest, contestant=entry.contestant, state=ENTRY_IN
    ):
        return ENTERED_TWICE(measured=other.id)
    return None


def is_no_judge(entry: ContestEntry, act: Act) -> Refusal | None:
    """A judge of the contest may not enter it."""
    contest = act.reader.get(Contest, entry.contest)
    return IS_JUDGE() if entry.contestant in contest.judges else None


def is_eligible(entry: ContestEntry, act: Act) -> Iterable[Refusal]:
    """The contestant fulfils the rules that the contest was called with."""
    found = _eligibility(entry.contest, entry.contestant, entry.waived, act)
    if found is None:
        return (UNKNOWN_PERSON(measured=entry.contestant),)
    return found.refusals


def criteria_exist(entry: ContestEntry, act: Act) -> Refusal | None:
    """Factors and exceptions name criteria of the rubric."""
    rubric = act.reader.get(Contest, entry.contest).rubric
    strange = (entry.factors.keys() | entry.not_applicable) - rubric.by_id.keys()
    if not strange:
        return None
    return NOT_APPLICABLE_HERE(measured=listing(sorted(strange)), required=listing(rubric.by_id))


def before_scoring(entry: ContestEntry, act: Act) -> Refusal | None:
    """The choice of entries is made before the draw."""
    contest = act.reader.get(Contest, entry.contest)
    if contest.state in (CALLED, ENTERED):
        return None
    return CONTEST_OVER(measured=contest.state)


def before_awards(entry: ContestEntry, act: Act) -> Refusal | None:
    """An entry leaves before the awards are given."""
    contest = act.reader.get(Contest, entry.contest)
    return CONTEST_OVER(measured=contest.state) if contest.state in (AWARDED, CANCELLED) else None


@contest_entry.creation(
    by=owner | role(OFFICE),
    label=Text("报名", "報名", "Enter"),
    guards=(is_called, enters_once, is_no_judge, is_eligible, criteria_exist),
)
def enter(
    act: Act,
    *,
    contest: str,
    contestant: str,
    title: str,
    class_code: str = "",
    group: str = "",
    factors: Mapping[str, Decimal] | None = None,
    not_applicable: frozenset[str] = frozenset(),
    waived: tuple[str, ...] = (),
) -> ContestEntry:
    """Enter a contest; rules can be waived by whoever holds the role that each of them names."""
    found = _eligibility(contest, contestant, waived, act)
    return ContestEntry(
        id=act.new_id,
        org=act.org,
        state=ENTRY_IN,
        contest=contest,
        contestant=contestant,
        title=title,
        class_code=class_code,
        group=group,
        factors=dict(factors or {}),
        not_applicable=not_applicable,
        warnings=tuple(v.rule for v in found.verdicts if v.refusal) if found else (),
        waived=waived,
    )


@contest_entry.transition(
    source=ENTRY_IN,
    target=PASSED_OVER,
    by=office,
    label=Text("不入选", "不入選", "Pass over"),
    guards=(before_scoring,),
    reason_required=True,
)
def pass_over(entry: ContestEntry, _act: Act) -> ContestEntry:
    """Leave an entry out of the final after a preliminary round."""
    return entry


@contest_entry.transition(
    source=ENTRY_IN,
    target=WITHDRAWN,
    by=owner | role(OFFICE),
    label=Text("退赛", "退賽", "Withdraw"),
    guards=(before_awards,),
    reason_required=True,
)
def withdraw(entry: ContestEntry, _act: Act) -> ContestEntry:
    """Take the entry back; sheets already signed stay, and no longer count."""
    return entry


@contest_entry.transition(
    source=ENTRY_IN,
    target=DISQUALIFIED,
    by=role(OFFICE, HEAD_JUDGE).but_not(owner),
    label=Text("取消资格", "取消資格", "Disqualify"),
    guards=(before_awards,),
    reason_required=True,
)
def disqualify(entry: ContestEntry, _act: Act) -> ContestEntry:
    """Put an entry out, for false material and the like."""
    return entry


contest_entry.seal()


def _eligibility(
    contest: str, contestant: str, waived: tuple[str, ...], act: Act
) -> Eligibility | None:
    """The verdict on a contestant; `None` for somebody who is not on the roster."""
    try:
        person = act.reader.get(Person, contestant)
    except RecordNotFoundError:
        return None
    rules = act.reader.get(Contest, contest).rules
    required = rules.rules if rules else ()
    allowed = [rule.id for rule in required if rule.id in waived and rule.waiver in act.actor.roles]
    return judge_rules(required, facts(person, act.on), waived=allowed)
