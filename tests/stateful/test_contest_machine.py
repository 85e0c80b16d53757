"""A contest with its entries, sheets and notice, walked at random, by those who may and may not.

Left to itself the contest goes on to the awards; in between somebody recuses, withdraws, reopens,
objects, counts wrongly, or tries what is not theirs to do. Whatever happens, the result that is
stored is the result of the sheets that count, and nothing is awarded behind anybody's back.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any

from contests import (
    CLERK,
    HEAD,
    JUDGES,
    MEETING,
    PANEL,
    POLICY,
    PRINCIPAL,
    SCORER,
    SUPERVISOR,
    TEACHER,
    Story,
)
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from homeroom_core.change import change
from homeroom_core.people import ROLES, Actor
from homeroom_core.record import Reader, Record
from homeroom_core.testing.acts import ORG, act
from homeroom_core.testing.walk import READERS
from homeroom_core.training import contest as c
from homeroom_core.training import contest_entry as e
from homeroom_core.training import contest_records as r
from homeroom_core.training import notice as n
from homeroom_core.training import score_sheet as s
from homeroom_core.training.conflict import CONFLICTS
from homeroom_core.training.contest_scoring import (
    entries_of,
    involved_in,
    missing_sheets,
    proposed_lines,
    sheets_of,
    standings_of,
)
from homeroom_core.training.tally import tally_of

MEDDLER = Actor.of("person-1", *ROLES)
"""A contestant who holds every office."""

EVERYBODY = (CLERK, *JUDGES, SCORER, SUPERVISOR, PRINCIPAL, MEETING, TEACHER, MEDDLER)
HAS_RESULT = (r.CHECKED, r.PROPOSED, r.PUBLICISED, r.AWARDED)
MARKS = st.sampled_from(["7", "8", "9"])


class ContestMachine(RuleBasedStateMachine):
    """See the module."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story(policy=change(POLICY, minimum_judges=2))
        self.walk = self.story.walk
        self.awarded = False

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Those who have to do the next thing, as it should be done."""
        self.do_next(data.draw)

    def do_next(self, draw: Any) -> None:
        """See `go_on`."""
        contest = self.story.contest
        step = NEXT.get(contest.state)
        if step is not None:
            step(self, contest, draw)

    @rule(data=st.data())
    def meddle(self, data: st.DataObject) -> None:
        """Somebody tries something."""
        transition = data.draw(st.sampled_from(MEDDLING))
        records = self.walk.records(transition.lifecycle.kind)
        ready = [record for record in records if record.state in transition.sources]
        if not records:
            return
        record = data.draw(st.sampled_from(ready or records))
        arguments = self._arguments(transition, record, data.draw)
        by = data.draw(st.sampled_from((*self._entitled(transition, record), *EVERYBODY)))
        self.attempt(by, transition, record, **arguments)

    @rule(mark=MARKS, data=st.data())
    def find_an_error(self, mark: str, data: st.DataObject) -> None:
        """A result is opened again as it should be, and a sheet is written otherwise."""
        contest = self.story.contest
        if contest.state == r.PUBLICISED:
            notice = self.story.get(n.Notice, contest.notice or "")
            notice = self.attempt(TEACHER, n.object_to, notice, text="a wrong sum") or notice
            for one in notice.unanswered:
                answer = {"number": one.number, "upheld": True, "note": "so it is"}
                notice = self.attempt(SUPERVISOR, n.answer, notice, **answer) or notice
        reopened = self.attempt(PRINCIPAL, c.reopen, contest)
        sheets = self.walk.records("score_sheet")
        if reopened is not None and sheets:
            sheet = self.attempt(SUPERVISOR, s.reopen, data.draw(st.sampled_from(sheets)))
            if sheet is not None:
                sheet = self.attempt(SCORER, s.mark, sheet, marks={"a": mark})
                self.attempt(SCORER, s.sign, sheet)

    @rule(days=st.integers(1, 4))
    def wait(self, days: int) -> None:
        self.walk.clock.advance(days=days)

    @invariant()
    def nobody_scores_in_conflict_absent_or_in_their_own_case(self) -> None:
        with self.walk.office.reading(ORG) as reader:
            contest = self.story.contest
            competing = {
                x.contestant for x in reader.find(r.ContestEntry) if x.state != e.WITHDRAWN
            }
            for sheet in sheets_of(contest, reader):
                away = [
                    x
                    for x in contest.conflicts
                    if (x.judge, x.entry, x.waived_by) == (sheet.judge, sheet.entry, None)
                ]
                absent = [
                    x
                    for x in contest.absences
                    if x.judge == sheet.judge and (not x.entries or sheet.entry in x.entries)
                ]
                assert (away, absent) == ([], [])
                assert sheet.judge in contest.judges
                assert competing.isdisjoint({sheet.judge, str(sheet.keyed_by)})
            assert competing.isdisjoint(contest.judges)

    @invariant()
    def a_result_is_that_of_the_sheets_that_count(self) -> None:
        contest = self.story.contest
        if contest.tally is None or contest.tally.stale:
            assert contest.state not in HAS_RESULT
            return
        with self.walk.office.reading(ORG) as reader:
            result = standings_of(contest, reader, self.walk.office.plugins)
            assert tally_of(result, by=contest.tally.by, on=contest.tally.on) == contest.tally
            there = {entry.id for entry in entries_of(contest, reader)}
        assert {placing.entry for placing in contest.tally.placings} == there
        fewest = min(len(placing.judges) for placing in contest.tally.placings)
        assert fewest >= contest.minimum_judges

    @invariant()
    def awards_keep_the_quota_and_go_to_entries_in_the_contest(self) -> None:
        contest = self.story.contest
        awards = contest.certificates or (contest.allotment.awards if contest.allotment else ())
        given = Counter(award.level for award in awards)
        assert all(given[level.id] <= (level.count or 0) for level in contest.awards.levels)
        assert len({award.entry for award in awards}) == len(awards)
        states = {self.story.get(r.ContestEntry, award.entry).state for award in awards}
        assert states <= {r.ENTRY_IN}

    @invariant()
    def nothing_is_awarded_without_a_closed_notice_of_the_same_list(self) -> None:
        contest = self.story.contest
        if contest.state != r.AWARDED or self.awarded:
            return
        self.awarded = True  # later on the notice may be reviewed
        notice = self.story.get(n.Notice, contest.notice or "")
        assert notice.state == n.CLOSED
        assert notice.closed_on is not None
        assert notice.closed_on > notice.closes >= notice.opens + timedelta(days=6 - 2)
        assert notice.lines == self.story.lines()
        assert len(contest.certificates) == len(notice.lines)

    def check(self) -> None:
        """Every invariant of the machine holds now."""
        self.nobody_scores_in_conflict_absent_or_in_their_own_case()
        self.a_result_is_that_of_the_sheets_that_count()
        self.awards_keep_the_quota_and_go_to_entries_in_the_contest()
        self.nothing_is_awarded_without_a_closed_notice_of_the_same_list()

    def teardown(self) -> None:
        """The whole journal verifies; every single record was replayed at each of its steps."""
        self.walk.check_journal()
        self.walk.check_explanations((READERS[0], JUDGES[1]))  # a contestant and a judge

    def attempt(self, by: Actor, transition: Any, record: Record, **arguments: Any) -> Any:
        return self.walk.attempt(
            self.walk.apply, by, transition, record, because="in order", **arguments
        )

    def read(self, ask: Callable[[r.Contest, Reader], Any]) -> Any:
        with self.walk.office.reading(ORG) as reader:
            return ask(self.story.contest, reader)

    def _entitled(self, transition: Any, record: Record) -> list[Actor]:
        """Those who may, so that more is tried than refused."""
        with self.walk.office.reading(ORG) as reader:
            return [
                by for by in EVERYBODY if transition.grant.holds(record, act(by, reader=reader))
            ]

    def _arguments(self, transition: Any, record: Any, draw: Any) -> dict[str, Any]:
        judges = st.sampled_from([judge.id for judge in JUDGES])
        entries = st.sampled_from(self.story.entries)
        drawn: dict[Any, dict[str, st.SearchStrategy[Any]]] = {
            c.recuse: {
                "judge": judges,
                "entry": entries,
                "conflict": st.sampled_from(CONFLICTS).map(str),
            },
            c.waive_conflict: {"judge": judges, "entry": entries},
            c.record_absence: {"judge": judges, "entries": st.just(()) | st.tuples(entries)},
            c.assign: {
                "panels": st.sampled_from(
                    [{}, dict.fromkeys(self.story.in_draw(), tuple(j.id for j in JUDGES))]
                )
            },
            c.appoint_panel: {"panel": st.sampled_from([PANEL, PANEL[:3], PANEL[:2]])},
            s.mark: {"marks": st.fixed_dictionaries({"a": MARKS})},
            s.recount: {"total": st.sampled_from([Decimal(16), Decimal(3)])},
            n.object_to: {"text": st.just("a wrong sum")},
            n.answer: {
                "number": st.just(len(getattr(record, "objections", ()))),
                "upheld": st.booleans(),
                "note": st.just("looked at"),
            },
            n.close: {"document": st.just("2025-12")},
            n.amend: {"lines": st.just(self.story.lines() or record_lines(record))},
            c.award: {"number_prefix": st.just("M-")},
        }
        return {name: draw(value) for name, value in drawn.get(transition, {}).items()}


def record_lines(record: Any) -> tuple[n.NoticeLine, ...]:
    return tuple(getattr(record, "lines", ()))


def _close_and_draw(machine: ContestMachine, contest: r.Contest, _draw: Any) -> None:
    machine.walk.clock.advance(days=1)
    machine.attempt(CLERK, c.close_entries, contest)


def _draw(machine: ContestMachine, contest: r.Contest, _draw: Any) -> None:
    if not contest.panel:
        contest = machine.attempt(CLERK, c.appoint_panel, contest, panel=PANEL) or contest
    machine.attempt(CLERK, c.draw, contest, seed="2025")


def _score(machine: ContestMachine, contest: r.Contest, draw: Any) -> None:
    """Sheets that are missing are written and signed; when none is, the result is worked out."""
    open_sheets = {
        (x.entry, x.judge): x
        for x in machine.walk.records("score_sheet")
        if isinstance(x, r.ScoreSheet) and x.state == s.OPEN
    }
    missing = machine.read(missing_sheets)
    for entry, judge in missing:
        mark = draw(MARKS)
        by = next(one for one in JUDGES if one.id == judge)
        sheet: Any = open_sheets.get((entry, judge)) or machine.walk.attempt(
            machine.walk.create,
            by,
            s.begin,
            because="",
            contest=contest.id,
            entry=entry,
            judge=judge,
            marks={"a": mark, "b": mark},
        )
        if sheet is not None:
            machine.attempt(by, s.sign, sheet)
    machine.attempt(HEAD, c.tally, contest)


def _count(machine: ContestMachine, contest: r.Contest, _draw: Any) -> None:
    """What is due is counted again; a sum that was disputed is counted once more."""
    for id in machine.story.due():
        sheet = machine.story.get(r.ScoreSheet, id)
        right = sum(map(Decimal, sheet.marks.values()), Decimal(0))
        machine.attempt(SUPERVISOR, s.recount, sheet, total=right)
    machine.attempt(SUPERVISOR, c.confirm_count, contest)


def _put_up(machine: ContestMachine, contest: r.Contest, _draw: Any) -> None:
    if contest.allotment is not None and contest.allotment.open:
        choices: dict[str, str] = {}
        for decision in contest.allotment.open:
            seats = [level for level, count in decision.seats.items() for _ in range(count)]
            choices |= dict(zip(decision.candidates, seats, strict=False))
        machine.attempt(HEAD, c.settle_ties, contest, choices=choices)
        return
    lines = machine.read(proposed_lines)
    known = contest.notice and machine.story.get(n.Notice, contest.notice)
    if isinstance(known, n.Notice) and known.state == n.OPEN:
        if known.lines != lines or known.upheld_now:
            machine.attempt(CLERK, n.amend, known, lines=lines)
        machine.attempt(CLERK, c.publicise, contest, notice=known.id)
        return
    made: Any = machine.walk.attempt(
        machine.walk.create,
        CLERK,
        n.publish,
        because="",
        subject=contest.id,
        title="Awards",
        lines=lines,
        involved=machine.read(involved_in),
    )
    if made is not None:
        machine.attempt(CLERK, c.publicise, contest, notice=made.id)


def _close_and_award(machine: ContestMachine, contest: r.Contest, _draw: Any) -> None:
    notice = machine.story.get(n.Notice, contest.notice or "")
    if notice.state == n.OBJECTED:
        number = notice.unanswered[0].number
        machine.attempt(SUPERVISOR, n.answer, notice, number=number, upheld=True, note="so it is")
    elif notice.upheld_now or notice.state == n.VOID:
        machine.attempt(PRINCIPAL, c.reopen, contest)
    elif notice.state == n.OPEN:
        machine.walk.clock.advance(days=8)
        machine.attempt(MEETING, n.close, notice, document="2025-12")
    elif notice.state == n.UNDER_REVIEW:
        machine.attempt(MEETING, n.uphold, notice, review="it stands")
    else:
        machine.attempt(PRINCIPAL, c.award, contest, number_prefix="A-")


NEXT: dict[str, Callable[[ContestMachine, r.Contest, Any], None]] = {
    r.CALLED: _close_and_draw,
    r.ENTERED: _draw,
    r.DRAWN: lambda machine, contest, _: machine.attempt(HEAD, c.open_scoring, contest),
    r.SCORING: _score,
    r.REOPENED: _score,
    r.SCORED: _count,
    r.CHECKED: lambda machine, contest, _: machine.attempt(CLERK, c.propose, contest),
    r.PROPOSED: _put_up,
    r.PUBLICISED: _close_and_award,
}
MEDDLING: tuple[Any, ...] = (
    c.recuse, c.waive_conflict, c.record_absence, c.appoint_panel, c.reopen, c.tally,
    c.confirm_count, c.award, e.withdraw, e.disqualify, e.pass_over, s.mark, s.sign, s.recount,
    s.reopen, s.declare_void, n.object_to, n.answer, n.amend, n.close, n.reopen, n.declare_void,
    n.ask_for_review,
)  # fmt: skip

TestContestMachine = ContestMachine.TestCase
TestContestMachine.settings = settings(max_examples=12, stateful_step_count=40)  # a step costs much


def test_left_to_itself_the_contest_goes_on_to_the_awards() -> None:
    """A machine that never awards would prove nothing."""
    machine = ContestMachine()
    marks = cycle("987")
    while machine.story.contest.state in NEXT:
        machine.do_next(lambda _: next(marks))
        machine.check()
    assert machine.story.contest.state == r.AWARDED


def test_an_error_that_is_found_in_time_opens_the_scoring_again() -> None:
    machine = ContestMachine()
    marks = cycle("987")
    while machine.story.contest.state != r.SCORED:
        machine.do_next(lambda _: next(marks))
    machine.attempt(PRINCIPAL, c.reopen, machine.story.contest)
    assert machine.story.contest.state == r.REOPENED
    machine.check()
