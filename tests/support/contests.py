"""Records of a small contest in any state, and a contest walked step by step, for tests.

Three entries (`entry-1` to `entry-3`) of `person-1` to `person-3`, four judges (`judge-1`, who
presides, to `judge-4`), two criteria of ten points.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from homeroom_core.act import Act
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.case import Pinned
from homeroom_core.change import change
from homeroom_core.criterion import Criterion
from homeroom_core.decision import decide, originate
from homeroom_core.errors import Refusal, RefusedError
from homeroom_core.families import SCORING_METHODS, TIE_BREAKERS
from homeroom_core.lifecycle import Creation, Transition
from homeroom_core.people import JUDGE, Actor
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Offer
from homeroom_core.record import R, Record, Shelf
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring_methods import mean, trimmed_mean
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.storage import Storage
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, act, actor
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.text import Text
from homeroom_core.tie_breakers import SHIPPED_TIE_BREAKERS
from homeroom_core.training import contest as c
from homeroom_core.training import contest_entry as e
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training import score_sheet as s
from homeroom_core.training.contest_records import (
    CALLED,
    CHECKED,
    ENTRY_IN,
    PROPOSED,
    SCORED,
    SHEET_CHECKED,
    SHEET_SIGNED,
    Contest,
    ContestEntry,
    ContestPolicy,
    PanelMember,
    ScoreSheet,
)
from homeroom_core.training.contest_scoring import (
    entries_of,
    involved_in,
    judges_of,
    proposed_lines,
    sheets_of,
    sheets_to_recount,
    standings_of,
)
from homeroom_core.training.tally import tally_of

PINNED = Pinned(scheme="scheme-1", digest="0" * 64)
"""The basis of a case that was opened under a scheme."""

CLERK = actor("moral_education_office-1")
SCORER = actor("scorer-1")
SUPERVISOR = actor("supervisor-1")
PRINCIPAL = actor("principal-1")
MEETING = actor("school_affairs_meeting-1")
TEACHER = actor("teacher-1")
JUDGES = tuple(Actor.of(f"judge-{number}", JUDGE) for number in range(1, 5))
HEAD = JUDGES[0]
PANEL = tuple(PanelMember(judge=judge.id, presides=judge is HEAD) for judge in JUDGES)


def _leaf(id: str) -> Criterion:
    scale = FreeScale(maximum=Decimal(10), step=Decimal("0.5"), places=1)
    return Criterion(id=id, label=Text.same(id), maximum=Decimal(10), scale=scale)


def _level(id: str) -> AwardLevel:
    return AwardLevel(id=id, label=Text.same(id), count=1)


RUBRIC = Rubric(
    id="small",
    version="1",
    title=Text.same("small"),
    total=Decimal(20),
    criteria=(_leaf("a"), _leaf("b")),
    source="these tests",
)
SCORING = ScoringPolicy(method="mean")
AWARDS = AwardPolicy(levels=(_level("first"), _level("second")), ties="jury")
POLICY = ContestPolicy(minimum_judges=3, recheck_top=1)
CALL: Mapping[str, Any] = {
    "title": "Class meetings",
    "deadline": SCHOOL_DAY,
    "rubric": RUBRIC,
    "scoring": SCORING,
    "awards": AWARDS,
    "policy": POLICY,
}
OFFER = Offer(
    {
        SCORING_METHODS: {method.name: method for method in (mean, trimmed_mean)},
        TIE_BREAKERS: {breaker.name: breaker for breaker in SHIPPED_TIE_BREAKERS},
    }
)


def a_contest(state: str = CALLED, **more: Any) -> Contest:
    """The contest in a state; with a panel unless another is given."""
    given = {"panel": PANEL, "basis": PINNED, **CALL, **more}
    return Contest(id=given.pop("id", "contest-1"), org=ORG, state=state, **given)


def an_entry(number: int = 1, state: str = ENTRY_IN, **more: Any) -> ContestEntry:
    given: dict[str, Any] = {
        "contest": "contest-1",
        "contestant": f"person-{number}",
        "title": "Our rules",
        **more,
    }
    return ContestEntry(id=f"entry-{number}", org=ORG, state=state, **given)


ENTRIES = tuple(map(an_entry, (1, 2, 3)))


def a_sheet(
    entry: int = 1, judge: int = 1, state: str = SHEET_SIGNED, mark: str = "8", **more: Any
) -> ScoreSheet:
    given: dict[str, Any] = {
        "contest": "contest-1",
        "entry": f"entry-{entry}",
        "judge": f"judge-{judge}",
        "marks": {"a": mark, "b": mark},
        "keyed_by": f"judge-{judge}",
        **more,
    }
    return ScoreSheet(id=f"sheet-{entry}-{judge}", org=ORG, state=state, **given)


def all_sheets(
    state: str = SHEET_SIGNED, marks: Mapping[int, str] | None = None
) -> tuple[ScoreSheet, ...]:
    """A signed sheet of every judge for every entry; marks by number of the entry."""
    given = marks or {1: "9", 2: "8", 3: "7"}
    judges = range(1, len(JUDGES) + 1)
    return tuple(a_sheet(at, judge, state, mark) for at, mark in given.items() for judge in judges)


def a_person(number: int = 1, state: str = p.IN_POST, **more: Any) -> p.Person:
    details = p.Details(name=f"Teacher {number}", homeroom_years=Decimal(5), counted_on=SCHOOL_DAY)
    given = {"details": details, "staff_no": str(number), **more}
    return p.Person(id=f"person-{number}", org=ORG, state=state, **given)


PEOPLE = tuple(map(a_person, (1, 2, 3)))


def tallied(
    state: str = SCORED, *, by: str = HEAD.id, sheets: Iterable[ScoreSheet] = (), **more: Any
) -> Contest:
    """The contest with the tally of these sheets, by default of `all_sheets()`."""
    contest = a_contest(state, **more)
    shelf = Shelf(contest, *ENTRIES, *(tuple(sheets) or all_sheets()))
    tally = tally_of(standings_of(contest, shelf, OFFER), by=by, on=SCHOOL_DAY)
    return change(contest, tally=tally)


def proposed(state: str = PROPOSED, *, sheets: Iterable[ScoreSheet] = (), **more: Any) -> Contest:
    """The contest with proposed awards."""
    contest = tallied(CHECKED, sheets=sheets, **more)
    made = c.propose.body(contest, an_act(CLERK))
    return change(made, state=state)


def a_notice(contest: Contest, state: str = n.OPEN, **more: Any) -> n.Notice:
    """A notice that fits a proposed contest."""
    shelf = Shelf(contest, *ENTRIES, *PEOPLE)
    given: dict[str, Any] = {
        "subject": contest.id,
        "title": "Awards",
        "lines": proposed_lines(contest, shelf),
        "policy": contest.policy.notice,
        "involved": involved_in(contest, shelf),
        "opens": SCHOOL_DAY,
        "closes": date(2025, 9, 16),
        **more,
    }
    return n.Notice(id="notice-1", org=ORG, state=state, **given)


def an_act(by: Actor | str, *records: Record, **more: Any) -> Act:
    """An act that reads these records and finds the shipped scoring methods."""
    return act(by, reader=Shelf(*records), provided=OFFER, **more)


def refusals(
    record: Any, transition: Transition[Any, ...], by: Act, /, **arguments: Any
) -> tuple[Refusal, ...]:
    """Why a step is refused; nothing when it is allowed, and then it is made as well."""
    decision = decide(record, transition, by, **arguments)
    if decision:
        transition.body(record, by, **arguments)
    return decision.refusals


def creating(creation: Creation[Any, ...], by: Act, /, **arguments: Any) -> tuple[Refusal, ...]:
    """Why a creation is refused; nothing when it is allowed."""
    try:
        originate(creation, by, **arguments)
    except RefusedError as error:
        return error.refusals
    return ()


def codes(found: Iterable[Refusal]) -> list[str]:
    return [refusal.code for refusal in found]


class Story:
    """A contest in a practice office, each step held to the laws of the engine.

    Args:
        entries: How many enter.
        storage: Where to keep it; by default in memory.
        plugins: Those of the office, as `practice_plugins` makes them.
        **call: What is otherwise than in `CALL`.
    """

    def __init__(
        self,
        entries: int = 3,
        storage: Storage | None = None,
        plugins: Plugins | None = None,
        **call: Any,
    ) -> None:
        walked = (p.person, n.notice, c.contest, e.contest_entry, s.score_sheet)
        self.walk = Walk(*walked, storage=storage, plugins=plugins)
        adopt_scheme(self.walk.office, self.walk.clock)
        self.people = tuple(self._register(number) for number in range(1, entries + 1))
        self.id = self.walk.create(CLERK, c.call, **{**CALL, **call}).id
        self.entries = tuple(
            self.walk.create(CLERK, e.enter, contest=self.id, contestant=person.id, title="Ours").id
            for person in self.people
        )

    @property
    def contest(self) -> Contest:
        return self.get(Contest, self.id)

    def get(self, type: type[R], id: str) -> R:
        return self.walk.office.get(ORG, type, id)

    def do(self, by: Actor, transition: Transition[Contest, ...], /, **arguments: Any) -> Contest:
        """A step of the contest."""
        because = arguments.pop("because", "")
        return self.walk.apply(by, transition, self.contest, because=because, **arguments)

    def refused(
        self, by: Actor, transition: Transition[Contest, ...], /, **arguments: Any
    ) -> list[str]:
        """Codes of the reasons for which a step of the contest is refused; empty if it is made."""
        try:
            self.do(by, transition, **arguments)
        except RefusedError as error:
            return codes(error.refusals)
        return []

    def draw(self, seed: str = "2025-09-11") -> Contest:
        self.walk.clock.advance(days=1)
        self.do(CLERK, c.close_entries)
        self.do(CLERK, c.appoint_panel, panel=PANEL)
        return self.do(CLERK, c.draw, seed=seed)

    def score(self, marks: Mapping[int, str] | None = None) -> None:
        """Every judge signs a sheet for every entry; marks by the entry's number."""
        given = marks or {1: "9", 2: "8", 3: "7"}
        for judge in JUDGES:
            for at, entry in enumerate(self.entries, 1):
                if judge.id in judges_of(self.contest, entry):
                    self.sign(judge, entry, given.get(at, "6"))

    def sign(self, judge: Actor, entry: str, mark: str) -> ScoreSheet:
        marks = {"a": mark, "b": mark}
        sheet = self.walk.create(
            judge, s.begin, contest=self.id, entry=entry, judge=judge.id, marks=marks
        )
        return self.walk.apply(judge, s.sign, sheet)

    def scoring(self, seed: str = "2025-09-11") -> None:
        self.draw(seed)
        self.do(HEAD, c.open_scoring)

    def scored(self, marks: Mapping[int, str] | None = None) -> None:
        self.scoring()
        self.score(marks)
        self.do(HEAD, c.tally)

    def due(self) -> tuple[str, ...]:
        """Ids of the sheets that have to be counted again."""
        with self.walk.office.reading(ORG) as reader:
            return sheets_to_recount(self.contest, sheets_of(self.contest, reader))

    def recount(self, id: str, total: Decimal | None = None) -> ScoreSheet:
        """Count a sheet again, rightly unless a total is given."""
        sheet = self.get(ScoreSheet, id)
        right = sum(map(Decimal, sheet.marks.values()), Decimal(0))
        return self.walk.apply(
            SUPERVISOR, s.recount, sheet, total=right if total is None else total
        )

    def checked(self) -> Contest:
        while due := self.due():
            for id in due:
                assert self.recount(id).state == SHEET_CHECKED
        return self.do(SUPERVISOR, c.confirm_count)

    def proposed(self, marks: Mapping[int, str] | None = None) -> Contest:
        self.scored(marks)
        self.checked()
        return self.do(CLERK, c.propose)

    def lines(self) -> tuple[n.NoticeLine, ...]:
        with self.walk.office.reading(ORG) as reader:
            return proposed_lines(self.contest, reader)

    def publicised(self) -> n.Notice:
        """Put up a notice of what is proposed, and tie the contest to it."""
        with self.walk.office.reading(ORG) as reader:
            involved = involved_in(self.contest, reader)
        notice = self.walk.create(
            CLERK, n.publish, subject=self.id, title="Awards", lines=self.lines(), involved=involved
        )
        self.do(CLERK, c.publicise, notice=notice.id)
        return notice

    def in_draw(self) -> tuple[str, ...]:
        with self.walk.office.reading(ORG) as reader:
            return tuple(entry.id for entry in entries_of(self.contest, reader))

    def _register(self, number: int) -> p.Person:
        details = p.Details(name=f"Teacher {number}")
        return self.walk.create(CLERK, p.register, staff_no=str(number), details=details)
