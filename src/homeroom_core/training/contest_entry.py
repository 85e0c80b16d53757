"""参赛作品: entering a contest, and leaving it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from homeroom_core.act import Act
from homeroom_core.eligibility import Eligibility, judge_rules
from homeroom_core.errors import ErasedError, InputError, Reason, RecordNotFoundError, Refusal
from homeroom_core.evaluation_checks import entrant_faults
from homeroom_core.grants import Grant, owner, role
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.mark_reasons import NOTHING_APPLIES
from homeroom_core.people import HEAD_JUDGE, OFFICE
from homeroom_core.rule import Requirement
from homeroom_core.scoring import Entrant
from homeroom_core.text import Text, listing
from homeroom_core.training.contest_explained import explain_entry
from homeroom_core.training.contest_records import (
    AWARDED,
    CALLED,
    CANCELLED,
    DRAWN,
    ENTERED,
    ENTRY_IN,
    ENTRY_WITHDRAWN,
    REOPENED,
    SCORING,
    Contest,
    ContestEntry,
    competes,
    contest_state,
)
from homeroom_core.training.person import IN_POST, Person, facts
from homeroom_core.training.rule_origin import credit_rules

WITHDRAWN = ENTRY_WITHDRAWN
PASSED_OVER = State("passed_over", "未入选", "未入選", "Passed over")
DISQUALIFIED = State("disqualified", "取消资格", "取消資格", "Disqualified")

STILL_OPEN = (CALLED, ENTERED, DRAWN, SCORING, REOPENED)
"""States of a contest in which there is no result that an entry could be missing from."""

NO_TITLE = Reason(
    "contest_entry.no_title",
    Text("没有作品标题", "沒有作品標題", "the entry has no title"),
    Text("请写明标题", "請寫明標題", "give it one"),
)
UNKNOWN_CONTEST = Reason(
    "contest_entry.unknown_contest",
    Text("没有评比{measured}", "沒有評比{measured}", "there is no contest {measured}"),
    Text("请核对评比编号", "請核對評比編號", "check the id of the contest"),
)
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
        "enter by the deadline; before entries are closed the office can extend it for all",
    ),
)
UNKNOWN_PERSON = Reason(
    "contest_entry.unknown_person",
    Text("花名册中没有{measured}", "名冊中沒有{measured}", "the roster has no {measured}"),
    Text("请先登记该教师", "請先登記該教師", "register that person first"),
)
NOT_IN_POST = Reason(
    "contest_entry.not_in_post",
    Text("{measured}目前不在岗", "{measured}目前不在職", "{measured} is not in post"),
    Text("在岗教职工方可报名", "在職教職員方可報名", "only staff in post may enter"),
)
RULES_UNFIT = Reason(
    "contest_entry.rules_unfit",
    Text(
        "参赛规则与名册资料不合：{measured}",
        "參賽規則與名冊資料不合：{measured}",
        "the rules of entry do not fit what the roster says: {measured}",
    ),
    Text(
        "请取消评比，改正规则后重发通知",
        "請取消評比，改正規則後重發通知",
        "cancel the contest and call it again with rules that fit",
    ),
)
UNKNOWN_RULE = Reason(
    "contest_entry.unknown_rule",
    Text("没有参赛规则{measured}", "沒有參賽規則{measured}", "there is no rule {measured}"),
    Text("规则：{required}", "規則：{required}", "the rules are {required}"),
)
OFFICE_SETS = Reason(
    "contest_entry.office_sets",
    Text(
        "难度系数与不适用项不能由参赛者本人填写",
        "難度係數與不適用項目不能由參賽者本人填寫",
        "factors and exceptions are not for the contestant to set",
    ),
    Text("请由德育处报名", "請由德育處報名", "have the office enter it"),
)
ENTERED_TWICE = Reason(
    "contest_entry.entered_twice",
    Text("已报名：{measured}", "已報名：{measured}", "there is an entry already, {measured}"),
    Text(
        "每人限报一件；须先退赛",
        "每人限報一件；須先退賽",
        "one entry each; withdraw that one while it is still in",
    ),
)
IS_JUDGE = Reason(
    "contest_entry.is_judge",
    Text("该教师是本次评委", "該教師是本次評委", "the contestant is a judge of this contest"),
    Text(
        "评委不得参赛，须先退出评委组",
        "評委不得參賽，須先退出評委組",
        "a judge may not enter: leave the panel first",
    ),
)
NOT_THROUGH = Reason(
    "contest_entry.not_through",
    Text(
        "{measured}未从初赛{required}出线",
        "{measured}未從初賽{required}出線",
        "{measured} did not win in the preliminary contest {required}",
    ),
    Text("决赛限初赛获奖者参加", "決賽限初賽獲獎者參加", "only its winners take part in the final"),
)
CRITERIA_UNFIT = Reason(
    "contest_entry.criteria_unfit",
    Text(
        "{where}：“{measured}”与细则不合",
        "{where}：「{measured}」與細則不合",
        "{where}: '{measured}' does not fit the rubric",
    ),
    Text("应为：{required}", "應為：{required}", "accepted: {required}"),
)
PAST_CHOICE = Reason(
    "contest_entry.past_choice",
    Text("评比已是“{measured}”", "評比已是「{measured}」", "the contest is '{measured}'"),
    Text(
        "入选与否须在抽签前决定",
        "入選與否須在抽籤前決定",
        "entries are chosen before the draw",
    ),
)
HAS_RESULT = Reason(
    "contest_entry.has_result",
    Text("评比已是“{measured}”", "評比已是「{measured}」", "the contest is '{measured}'"),
    Text(
        "计分后须先重新评分，名次才能随之更正",
        "計分後須先重新評分，名次才能隨之更正",
        "after the tally scoring has to be reopened first, so that the places follow",
    ),
)
CONTEST_OVER = Reason(
    "contest_entry.contest_over",
    Text("评比已是“{measured}”", "評比已是「{measured}」", "the contest is '{measured}'"),
    Text(
        "此后只能就公示申请复核",
        "此後只能就公示申請複核",
        "from now on one can only ask for a review of the notice",
    ),
)

contest_entry = Lifecycle(
    ContestEntry,
    states=(ENTRY_IN, PASSED_OVER, WITHDRAWN, DISQUALIFIED),
    initial=ENTRY_IN,
    final=(PASSED_OVER, WITHDRAWN, DISQUALIFIED),
)

competing = Grant(
    Text("该评比的参赛者", "該評比的參賽者", "those who compete in the contest"),
    lambda entry, act: competes(entry.contest, act.actor.id, act.reader),
)
office = role(OFFICE).but_not(owner).but_not(competing)


def has_title(entry: ContestEntry, _act: Act) -> Refusal | None:
    """It has a title."""
    return None if entry.title.strip() else NO_TITLE()


def is_called(entry: ContestEntry, act: Act) -> Refusal | None:
    """Entries are taken until the deadline."""
    contest = _contest(entry.contest, act)
    if contest is None:
        return UNKNOWN_CONTEST(measured=entry.contest)
    if contest.state == CALLED and act.on <= contest.deadline:
        return None
    return CLOSED(measured=contest_state(contest.state), deadline=contest.deadline)


def enters_once(entry: ContestEntry, act: Act) -> Refusal | None:
    """One entry for each contestant; whoever was passed over or put out does not come back."""
    for other in act.reader.find(ContestEntry, contest=entry.contest, contestant=entry.contestant):
        if other.state != WITHDRAWN:
            return ENTERED_TWICE(measured=other.id)
    return None


def is_no_judge(entry: ContestEntry, act: Act) -> Refusal | None:
    """A judge of the contest may not enter it."""
    contest = _contest(entry.contest, act)
    judges = contest.judges if contest else ()
    return IS_JUDGE() if entry.contestant in judges else None


def came_through(entry: ContestEntry, act: Act) -> Refusal | None:
    """The final of a series is for the winners of its preliminary contest."""
    contest = _contest(entry.contest, act)
    if contest is None or not contest.follows:
        return None
    before = _contest(contest.follows, act)
    won = {certificate.entry for certificate in before.certificates} if before else set()
    for other in act.reader.find(
        ContestEntry, contest=contest.follows, contestant=entry.contestant
    ):
        if other.id in won:
            return None
    return NOT_THROUGH(measured=entry.contestant, required=contest.follows)


def is_eligible(entry: ContestEntry, act: Act) -> Iterable[Refusal]:
    """The contestant fulfils the rules of the contest; without rules it is enough to be in post."""
    found = _eligibility(entry.contest, entry.contestant, entry.waived, act)
    return (found,) if isinstance(found, Refusal) else found.refusals


def criteria_fit(entry: ContestEntry, act: Act) -> Iterable[Refusal]:
    """Factors and exceptions fit the rubric, and leave something to mark."""
    contest = _contest(entry.contest, act)
    if contest is None:
        return
    entrant = Entrant(id=entry.id, factors=entry.factors, not_applicable=entry.not_applicable)
    faults = tuple(entrant_faults(contest.rubric, (entrant,)))
    for fault in faults:
        where = fault.where.removeprefix(f"entrant {entry.id}.")
        yield CRITERIA_UNFIT(measured=fault.found, where=where, required=fault.accepted)
    if (
        not faults
        and contest.rubric.leaves_under(entry.not_applicable) >= contest.rubric.leaves.keys()
    ):
        yield NOTHING_APPLIES()


def factors_by_office(entry: ContestEntry, act: Act) -> Refusal | None:
    """Nobody says how difficult their own work is."""
    if not (entry.factors or entry.not_applicable) or office.holds(entry, act):
        return None
    return OFFICE_SETS()


def before_draw(entry: ContestEntry, act: Act) -> Refusal | None:
    """The choice of entries is made before the draw."""
    state = act.reader.get(Contest, entry.contest).state
    return None if state in (CALLED, ENTERED) else PAST_CHOICE(measured=contest_state(state))


def before_result(entry: ContestEntry, act: Act) -> Refusal | None:
    """An entry leaves while there is no result, so that none is ever given to one that has left."""
    state = act.reader.get(Contest, entry.contest).state
    if state in STILL_OPEN:
        return None
    reason = CONTEST_OVER if state in (AWARDED, CANCELLED) else HAS_RESULT
    return reason(measured=contest_state(state))


@contest_entry.creation(
    by=owner | role(OFFICE),
    label=Text("报名", "報名", "Enter"),
    guards=(
        has_title,
        is_called,
        enters_once,
        is_no_judge,
        came_through,
        is_eligible,
        criteria_fit,
        factors_by_office,
    ),
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
    """Enter a contest.

    A rule is waived by somebody who holds the role that it names, and never by the contestant; kept
    are those waivers that made a difference.
    """
    found = _eligibility(contest, contestant, waived, act)
    verdicts = () if isinstance(found, Refusal) else found.verdicts
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
        warnings=tuple(v.rule for v in verdicts if v.refusal),
        waived=tuple(v.rule for v in verdicts if v.waived),
    )


@enter.check
def waived_rules_exist(
    entry: ContestEntry,
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
) -> Iterable[Refusal]:
    """What is waived is a rule of the contest."""
    del entry, contestant, title, class_code, group, factors, not_applicable
    known = [rule.id for rule in _rules(contest, act)]
    for rule in waived:
        if rule not in known:
            yield UNKNOWN_RULE(measured=rule, required=listing(known) if known else "–")


@contest_entry.transition(
    source=ENTRY_IN,
    target=PASSED_OVER,
    by=office,
    label=Text("不入选", "不入選", "Pass over"),
    guards=(before_draw,),
    reason_required=True,
)
def pass_over(entry: ContestEntry, _act: Act) -> ContestEntry:
    """Leave an entry out of the final after a preliminary round."""
    return entry


@contest_entry.transition(
    source=ENTRY_IN,
    target=WITHDRAWN,
    by=owner | office,
    label=Text("退赛", "退賽", "Withdraw"),
    guards=(before_result,),
    reason_required=True,
)
def withdraw(entry: ContestEntry, _act: Act) -> ContestEntry:
    """Take the entry back; sheets already signed stay, and no longer count."""
    return entry


@contest_entry.transition(
    source=ENTRY_IN,
    target=DISQUALIFIED,
    by=role(OFFICE, HEAD_JUDGE).but_not(owner).but_not(competing),
    label=Text("取消资格", "取消資格", "Disqualify"),
    guards=(before_result,),
    reason_required=True,
)
def disqualify(entry: ContestEntry, _act: Act) -> ContestEntry:
    """Put an entry out, for false material and the like."""
    return entry


contest_entry.explained(explain_entry)

contest_entry.seal()


def _contest(id: str, act: Act) -> Contest | None:
    try:
        return act.reader.get(Contest, id)
    except (RecordNotFoundError, ErasedError):
        return None


def _rules(contest: str, act: Act) -> tuple[Requirement, ...]:
    found = _contest(contest, act)
    if found is None or found.rules is None:
        return ()
    credit_rules(act, found.rules)
    return found.rules.rules


def _eligibility(
    contest: str, contestant: str, waived: tuple[str, ...], act: Act
) -> Eligibility | Refusal:
    """The verdict on a contestant, or why there can be none."""
    try:
        person = act.reader.get(Person, contestant)
    except (RecordNotFoundError, ErasedError):
        return UNKNOWN_PERSON(measured=contestant)
    rules = _rules(contest, act)
    if not rules and person.state != IN_POST:
        return NOT_IN_POST(measured=contestant)
    roles = act.actor.roles if act.actor.id != contestant else frozenset()
    allowed = [rule.id for rule in rules if rule.id in waived and rule.waiver in roles]
    try:
        return judge_rules(rules, facts(person, act.on), waived=allowed)
    except InputError as error:
        return RULES_UNFIT(measured=error.text)
