"""评分表: a judge's marks for an entry — written, signed, counted again, and reopened with a reason."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import ErasedError, Reason, RecordNotFoundError, Refusal
from homeroom_core.grants import Grant, named, role
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.people import HEAD_JUDGE, OFFICE, SCORER, SUPERVISOR
from homeroom_core.text import Text, listing
from homeroom_core.training.contest_explained import explain_sheet
from homeroom_core.training.contest_records import (
    ENTRY_IN,
    REOPENED,
    SCORED,
    SCORING,
    Contest,
    ContestEntry,
    Recount,
    ScoreSheet,
    competes,
    contest_state,
)
from homeroom_core.training.contest_records import SHEET_CHECKED as CHECKED
from homeroom_core.training.contest_records import SHEET_DISPUTED as DISPUTED
from homeroom_core.training.contest_records import SHEET_SIGNED as SIGNED
from homeroom_core.training.contest_scoring import entries_of, judges_of

OPEN = State("open", "填写中", "填寫中", "Open")
VOID = State("void", "已作废", "已作廢", "Void")

NOT_SCORING = Reason(
    "score_sheet.not_scoring",
    Text("评比现在是“{measured}”", "評比目前是「{measured}」", "the contest is '{measured}'"),
    Text("须处于“{required}”", "須處於「{required}」", "it has to be '{required}'"),
)
NO_CONTEST = Reason(
    "score_sheet.no_contest",
    Text("没有评比{measured}", "沒有評比{measured}", "there is no contest {measured}"),
    Text("请核对评比编号", "請核對評比編號", "check the id of the contest"),
)
NOT_THEIRS = Reason(
    "score_sheet.not_theirs",
    Text(
        "{measured}不评{entry}（非评委、回避或缺席）",
        "{measured}不評{entry}（非評委、迴避或缺席）",
        "{measured} does not score {entry} (not on the panel, recused or absent)",
    ),
    Text("该作品的评委：{required}", "該作品的評委：{required}", "its judges are {required}"),
)
NOT_IN = Reason(
    "score_sheet.entry_not_in",
    Text(
        "作品{measured}不在评比中",
        "作品{measured}不在評比中",
        "entry {measured} is not in the contest",
    ),
    Text("可评：{required}", "可評：{required}", "entries to score: {required}"),
)
TWO_SHEETS = Reason(
    "score_sheet.two_sheets",
    Text("已有评分表{measured}", "已有評分表{measured}", "there is a sheet already, {measured}"),
    Text("请在原表上填写", "請在原表上填寫", "write on that one"),
)

BAD_TOTAL = Reason(
    "score_sheet.bad_total",
    Text("“{measured}”不是合计", "「{measured}」不是合計", "'{measured}' is no total"),
    Text("应为不小于 0 的小数", "應為不小於 0 的小數", "give a decimal, 0 or more"),
)

score_sheet = Lifecycle(
    ScoreSheet,
    states=(OPEN, SIGNED, CHECKED, DISPUTED, VOID),
    initial=OPEN,
    final=(CHECKED, VOID),
)

judge = named("judge", Text("该评委本人", "該評委本人", "the judge"))
keyed_it = named("keyed_by", Text("录入者", "輸入者", "whoever typed it in"))
competing = Grant(
    Text("该评比的参赛者", "該評比的參賽者", "those who compete in the contest"),
    lambda sheet, act: competes(sheet.contest, act.actor.id, act.reader),
)
presiding = Grant(
    Text("本场评委组长", "本場評委組長", "the head judge of the contest"),
    lambda sheet, act: act.actor.id in _head_judges(sheet, act),
)
writer = (judge | role(SCORER)).but_not(competing)
counter = role(SCORER, SUPERVISOR).but_not(keyed_it).but_not(judge).but_not(competing)
overseer = (presiding | role(HEAD_JUDGE, SUPERVISOR)).but_not(judge).but_not(competing)


def is_scoring(sheet: ScoreSheet, act: Act) -> Refusal | None:
    """Marks are written while scoring is open."""
    return _in_state(sheet, act, (SCORING, REOPENED))


def is_scored(sheet: ScoreSheet, act: Act) -> Refusal | None:
    """Sheets are counted again when all of them are in."""
    return _in_state(sheet, act, (SCORED,))


def scores_the_entry(sheet: ScoreSheet, act: Act) -> Iterable[Refusal]:
    """The judge is on the panel, without a conflict, and the entry is still in."""
    contest, entry = _contest_and_entry(sheet, act)
    if contest is None:
        return  # said already: it is not scoring
    if entry is None or entry.contest != contest.id or entry.state != ENTRY_IN:
        entries = [entry.id for entry in entries_of(contest, act.reader)]
        yield NOT_IN(measured=sheet.entry, required=listing(entries) if entries else "–")
        return
    judges = judges_of(contest, sheet.entry)
    if sheet.judge not in judges:
        yield NOT_THEIRS(measured=sheet.judge, entry=sheet.entry, required=listing(sorted(judges)))


def only_sheet(sheet: ScoreSheet, act: Act) -> Refusal | None:
    """One sheet for each judge and entry."""
    written = (OPEN, SIGNED, CHECKED, DISPUTED)
    for other in act.reader.find(ScoreSheet, entry=sheet.entry, judge=sheet.judge, state=written):
        return TWO_SHEETS(measured=other.id)
    return None


def marks_fit(sheet: ScoreSheet, act: Act) -> Iterable[Refusal]:
    """What is written so far fits the rubric."""
    return _refuse_marks(sheet, act, sheet.marks, complete=False)


def marks_are_complete(sheet: ScoreSheet, act: Act) -> Iterable[Refusal]:
    """Every criterion that must be marked is."""
    return _refuse_marks(sheet, act, sheet.marks, complete=True)


@score_sheet.creation(
    by=writer,
    label=Text("领表", "領表", "Begin"),
    guards=(is_scoring, scores_the_entry, only_sheet, marks_fit),
)
def begin(
    act: Act, *, contest: str, entry: str, judge: str, marks: Mapping[str, str] | None = None
) -> ScoreSheet:
    """Begin a sheet, by the judge or by a scorer from paper, with or without marks."""
    return ScoreSheet(
        id=act.new_id,
        org=act.org,
        state=OPEN,
        contest=contest,
        entry=entry,
        judge=judge,
        marks={key: value for key, value in (marks or {}).items() if value},
        keyed_by=act.actor.id,
    )


@score_sheet.transition(
    source=OPEN,
    target=STAY,
    by=writer,
    label=Text("打分", "評分", "Mark"),
    guards=(is_scoring, scores_the_entry),
)
def mark(sheet: ScoreSheet, act: Act, *, marks: Mapping[str, str]) -> ScoreSheet:
    """Write some or all marks; an empty mark takes one away."""
    written = {key: value for key, value in {**sheet.marks, **marks}.items() if value}
    return change(sheet, marks=written, keyed_by=act.actor.id)


@mark.check
def new_marks_fit(sheet: ScoreSheet, act: Act, *, marks: Mapping[str, str]) -> Iterable[Refusal]:
    """What is written fits the rubric."""
    written = {key: value for key, value in marks.items() if value}
    return _refuse_marks(sheet, act, written, complete=False)


@score_sheet.transition(
    source=OPEN,
    target=SIGNED,
    by=writer,
    label=Text("签名", "簽名", "Sign"),
    guards=(is_scoring, scores_the_entry, marks_are_complete),
)
def sign(sheet: ScoreSheet, act: Act) -> ScoreSheet:
    """Sign the sheet; from here on it is changed only by reopening it."""
    return change(sheet, signed_on=act.on)


@score_sheet.transition(
    source=(SIGNED, DISPUTED),
    target=(CHECKED, DISPUTED),
    by=counter,
    label=Text("核对合计", "核對合計", "Recount"),
    guards=(is_scored,),
)
def recount(sheet: ScoreSheet, act: Act, *, total: Decimal) -> ScoreSheet:
    """Give the total that a second person counted from the original sheet."""
    agrees = _agrees(total, sheet, act)
    counted = Recount(by=act.actor.id, on=act.on, total=total, agrees=agrees)
    state = CHECKED if agrees else DISPUTED
    return change(sheet, state=state, recounts=(*sheet.recounts, counted))


@recount.check
def total_is_a_number(_sheet: ScoreSheet, _act: Act, *, total: Decimal) -> Refusal | None:
    """A total is a finite number of points."""
    return None if total.is_finite() and total >= 0 else BAD_TOTAL(measured=total)


@score_sheet.transition(
    source=(SIGNED, CHECKED, DISPUTED),
    target=OPEN,
    by=overseer,
    label=Text("重新开启", "重新開啟", "Reopen"),
    guards=(is_scoring,),
    reason_required=True,
)
def reopen(sheet: ScoreSheet, _act: Act) -> ScoreSheet:
    """Let a signed sheet be written again; what stood there stays in the journal."""
    return change(sheet, signed_on=None)


@score_sheet.transition(
    source=(OPEN, SIGNED, CHECKED, DISPUTED),
    target=VOID,
    by=overseer | role(OFFICE).but_not(judge).but_not(competing),
    label=Text("作废", "作廢", "Declare void"),
    guards=(is_scoring,),
    reason_required=True,
)
def declare_void(sheet: ScoreSheet, _act: Act) -> ScoreSheet:
    """Take a sheet out, as when a conflict comes to light."""
    return sheet


score_sheet.explained(explain_sheet)

score_sheet.seal()


def total_of(sheet: ScoreSheet, act: Act) -> Fraction:
    """What the marks of a sheet add up to, exact."""
    contest = act.reader.get(Contest, sheet.contest)
    entry = act.reader.get(ContestEntry, sheet.entry)
    return contest.rubric.card_total(sheet.marks, not_applicable=entry.not_applicable)


def _agrees(total: Decimal, sheet: ScoreSheet, act: Act) -> bool:
    """Whether a count is right; rounded as the contest rounds only where no decimal is exact."""
    exact, counted = total_of(sheet, act), Fraction(total)
    if counted == exact:
        return True
    unending = 10 ** (exact.denominator.bit_length()) % exact.denominator
    rounding = act.reader.get(Contest, sheet.contest).scoring.rounding["total"]
    return bool(unending) and counted == Fraction(rounding(exact))


def _contest_and_entry(sheet: ScoreSheet, act: Act) -> tuple[Contest | None, ContestEntry | None]:
    """What the sheet refers to, as far as it is there."""
    contest: Contest | None = None
    try:
        contest = act.reader.get(Contest, sheet.contest)
        return contest, act.reader.get(ContestEntry, sheet.entry)
    except (RecordNotFoundError, ErasedError):
        return contest, None


def _head_judges(sheet: ScoreSheet, act: Act) -> frozenset[str]:
    contest, _ = _contest_and_entry(sheet, act)
    return contest.head_judges if contest else frozenset()


def _in_state(sheet: ScoreSheet, act: Act, states: tuple[State, ...]) -> Refusal | None:
    contest, _ = _contest_and_entry(sheet, act)
    if contest is None:
        return NO_CONTEST(measured=sheet.contest)
    if contest.state in states:
        return None
    return NOT_SCORING(measured=contest_state(contest.state), required=listing(states))


def _refuse_marks(
    sheet: ScoreSheet, act: Act, marks: Mapping[str, str], *, complete: bool
) -> Iterable[Refusal]:
    contest, entry = _contest_and_entry(sheet, act)
    if contest is None or entry is None:
        return ()  # said already
    return contest.rubric.refuse_marks(
        marks, complete=complete, not_applicable=entry.not_applicable
    )
