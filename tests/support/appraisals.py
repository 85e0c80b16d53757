"""Records of a small round of appraisals in any state, and one walked step by step, for tests.

Three teachers (`person-1` to `person-3`) of the grade group G7; each led a class since the first day
of the period. The sheet and the terms are those of `homeroom_core.testing.appraisals`.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from contests import PINNED

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.people import APPRAISAL_COMMITTEE, Actor
from homeroom_core.record import Record, Shelf
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger
from homeroom_core.sheets.known_fact import known_facts
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.testing.acts import ORG, act, actor, practice_plugins
from homeroom_core.testing.appraisals import (
    PRACTICE_LEDGER,
    PRACTICE_OFFER,
    PRACTICE_SHEET,
    PRACTICE_TERMS,
    PracticeSheets,
)
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import appraisal as a
from homeroom_core.training import appraisal_records as r
from homeroom_core.training import appraisal_round as ar
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training.appraisal_grading import (
    graded_by_round,
    involved_in,
    line_of,
    outcome_of,
    proposed_lines,
)
from homeroom_core.training.appraisal_policy import AppraisalPolicy
from homeroom_core.training.appraisal_records import Appraisal, AppraisalRound
from homeroom_core.training.appraisal_scoring import score_of, service_now

FIRST, LAST = date(2024, 9, 1), date(2025, 8, 31)
"""The period: the school year before `SCHOOL_DAY`."""

CLERK = actor("moral_education_office-1")
COMMITTEE = actor("appraisal_committee-1")
SECOND = Actor.of("appraisal_committee-2", APPRAISAL_COMMITTEE)
PRINCIPAL = actor("principal-1")
MEETING = actor("school_affairs_meeting-1")
SUPERVISOR = actor("supervisor-1")
COLLEAGUE = actor("teacher-1")
TEACHERS = tuple(Actor.of(f"person-{number}", "teacher") for number in (1, 2, 3))

MARKS: Mapping[int, str] = {1: "36", 2: "32", 3: "28"}
"""What the committee marks for conduct, of 40, by number of the teacher."""

EVIDENCE = "plan-1"


def a_teacher(number: int = 1, **more: Any) -> p.Person:
    posts = (p.Post(class_code=f"2024-G7-0{number}", role="homeroom_teacher", since=FIRST),)
    details = p.Details(name=f"Teacher {number}", grade="G7")
    given = {"details": details, "staff_no": str(number), "posts": posts, **more}
    return p.Person(id=f"person-{number}", org=ORG, state=given.pop("state", p.IN_POST), **given)


PEOPLE = tuple(map(a_teacher, (1, 2, 3)))


def a_round(state: str = r.ROUND_OPENED, **more: Any) -> AppraisalRound:
    given: dict[str, Any] = {
        "title": "2024-2025",
        "first": FIRST,
        "last": LAST,
        "policy": PRACTICE_TERMS,
        "sheets": (PRACTICE_SHEET, PRACTICE_LEDGER),
        "basis": PINNED,
        **more,
    }
    return AppraisalRound(id="round-1", org=ORG, state=state, **given)


ROUND = a_round()

FILLED: Mapping[str, Any] = {
    "self_review": r.SelfReview(on=LAST, text="a good year"),
    "ledgers": (KeptLedger(part="qin", months=("2025-03",)),),
    "surveys": (
        r.Survey(source="peers", part="de", answers=3, tally={"30": 2, "36": 1}),
        r.Survey(source="pupils", part="de", answers=4, tally={"40": 4}),
    ),
    "merits": (ClaimedMerits(part="ji_merits", year=2024),),
    "points": (r.PartPoints(part="ji_other", points=Fraction(3), basis="2025-7"),),
    "facts": known_facts({"hours_credited": 36, "hours_required": 48}),
}
"""What is collected for a case: everything but the committee's marks."""


def cards(number: int = 1, mark: str | None = None) -> tuple[r.CommitteeMark, ...]:
    """What one member of the committee marks for a teacher."""
    by: dict[str, Any] = {"by": COMMITTEE.id, "on": LAST}
    de = {"de": mark or MARKS[number]}
    neng = {"guidance": "8", "meetings": "9"}
    return (
        r.CommitteeMark(part="de", marks=de, **by),
        r.CommitteeMark(part="neng", marks=neng, **by),
    )


def a_case(number: int = 1, state: str = r.OPENED, **more: Any) -> Appraisal:
    """The case of a teacher, filled in as far as its state asks for."""
    given: dict[str, Any] = {}
    at = r.APPRAISAL_STATES.index(state)
    if r.APPRAISAL_STATES.index(r.SELF_REVIEWED) < at <= r.APPRAISAL_STATES.index(r.ARCHIVED):
        given |= FILLED
    round = more.pop("graded_in", ROUND)
    mark = more.pop("mark", None)
    made = Appraisal(
        id=f"case-{number}",
        org=ORG,
        state=state,
        **{
            "round": "round-1",
            "teacher": f"person-{number}",
            "group": "G7",
            "review_by": LAST,
            **given,
            **more,
        },
    )
    if r.APPRAISAL_STATES.index(r.SCORED) <= at <= r.APPRAISAL_STATES.index(r.ARCHIVED):
        made = change(made, cards=made.cards or cards(number, mark))
        if made.score is None:
            made = change(made, score=score_of(round, made, PRACTICE_OFFER))
        if at > r.APPRAISAL_STATES.index(r.SCORED) and not made.checks:
            made = change(made, checks=(r.Check(by=SUPERVISOR.id, on=LAST),))
    return made


def all_cases(state: str = r.VETO_CHECKED, **more: Any) -> tuple[Appraisal, ...]:
    return tuple(a_case(number, state, **more) for number in (1, 2, 3))


def graded(
    state: str = r.ROUND_GRADED, cases: tuple[Appraisal, ...] | None = None, **more: Any
) -> AppraisalRound:
    """The round with the grades of these cases."""
    round = a_round(state, **more)
    outcome = outcome_of(round, cases or all_cases(), by=COMMITTEE.id, on=LAST)
    return change(round, outcome=more.get("outcome", outcome))


def a_graded_case(
    number: int = 1, state: str = r.GRADED, round: AppraisalRound | None = None, **more: Any
) -> Appraisal:
    """A case with the grade that the round came to."""
    case = a_case(number, state, **more)
    given = graded_by_round(round or graded(), case, by=COMMITTEE.id, on=LAST)
    return case if given is None or case.grades else change(case, grades=(given,))


def a_notice(
    about: Record, lines: tuple[n.NoticeLine, ...], state: str = n.OPEN, **more: Any
) -> n.Notice:
    given: dict[str, Any] = {
        "subject": about.id,
        "title": "Grades",
        "lines": lines,
        "policy": PRACTICE_TERMS.notice,
        "involved": frozenset({"person-1", "person-2", "person-3", COMMITTEE.id}),
        "opens": LAST,
        "closes": LAST,
        **more,
    }
    return n.Notice(id="notice-1", org=ORG, state=state, **given)


def an_act(by: Actor | str, *records: Record, **more: Any) -> Act:
    """An act that reads these records and finds the practice sheet."""
    return act(by, reader=Shelf(*records), provided=PRACTICE_OFFER, **more)


class Story:
    """A round walked step by step in a real office; a year has passed since the classes were taken.

    Args:
        policy: Its terms.
        teachers: How many teachers there are.
    """

    def __init__(self, policy: AppraisalPolicy = PRACTICE_TERMS, *, teachers: int = 3) -> None:
        lifecycles = (ar.appraisal_round, a.appraisal, n.notice, p.person)
        plugins = practice_plugins(PracticeSheets(), lifecycles=lifecycles)
        self.walk = Walk(*lifecycles[:3], plugins=plugins)
        self.people: list[p.Person] = []
        for number in range(1, teachers + 1):
            details = p.Details(name=f"Teacher {number}", grade="G7")
            made = self.walk.create(CLERK, p.register, staff_no=str(number), details=details)
            code = f"2025-G7-0{number}"
            self.people.append(self.walk.apply(CLERK, p.take_class, made, class_code=code))
        self.walk.clock.advance(days=330)
        adopt_scheme(self.walk.office, self.walk.clock)
        days = {"first": date(2025, 9, 1), "last": date(2026, 8, 31)}
        given: dict[str, Any] = {"title": "2025-2026", "policy": policy, **days}
        self.round_id = self.walk.create(CLERK, ar.open_round, **given).id

    def get(self, kind: type[Any], id: str) -> Any:
        return self.walk.office.get(ORG, kind, id)

    @property
    def round(self) -> AppraisalRound:
        """The round as it is stored."""
        found: AppraisalRound = self.get(AppraisalRound, self.round_id)
        return found

    def case(self, number: int) -> Appraisal:
        """The case of a teacher as it is stored."""
        with self.walk.office.reading(ORG) as reader:
            (found,) = reader.find(Appraisal, teacher=self.people[number - 1].id)
        return found

    def teacher(self, number: int) -> Actor:
        return Actor.of(self.people[number - 1].id, "teacher")

    def open(self, number: int) -> Appraisal:
        given = {"round": self.round_id, "teacher": self.people[number - 1].id}
        return self.walk.create(CLERK, a.open_case, **given)

    def collect(self, number: int, **claims: str) -> Appraisal:
        """A case from the opening to the committee's marks; a claim names a record."""
        case = self.open(number)
        case = self.walk.apply(self.teacher(number), a.review_oneself, case, text="a good year")
        steps: tuple[tuple[Any, dict[str, Any]], ...] = (
            (a.keep_ledger, {"part": "qin"}),
            (a.count_survey, {"source": "peers", "part": "de", "tally": {"30": 2, "36": 1}}),
            (a.count_survey, {"source": "pupils", "part": "de", "tally": {"40": 4}}),
            (a.draw_evidence, {"part": "ji_merits", "year": 2025, "claims": _claims(claims)}),
            (a.record_points, {"part": "ji_other", "points": Decimal(3), "basis": "2026-7"}),
            (a.collect, {}),
        )
        for step, given in steps:
            case = self.walk.apply(CLERK, step, case, **given)
        return case

    def score(self, number: int, mark: str | None = None, **claims: str) -> Appraisal:
        """A case from the opening to the check for vetoes."""
        case = self.collect(number, **claims)
        marks = {"de": mark or MARKS.get(number, "30")}
        case = self.walk.apply(COMMITTEE, a.mark, case, part="de", marks=marks)
        marks = {"guidance": "8", "meetings": "9"}
        case = self.walk.apply(COMMITTEE, a.mark, case, part="neng", marks=marks)
        case = self.walk.apply(COMMITTEE, a.score, case)
        return self.walk.apply(SUPERVISOR, a.check_vetoes, case)

    def grade(self) -> AppraisalRound:
        """All cases that were checked are graded together, and take over their grades."""
        round = self.walk.apply(COMMITTEE, ar.grade_all, self.round)
        for case in self._cases(r.VETO_CHECKED):
            self.walk.apply(COMMITTEE, a.grade, case)
        return round

    def publicise(self) -> n.Notice:
        """The grades are put up; every case stands on the list."""
        with self.walk.office.reading(ORG) as reader:
            lines = proposed_lines(self.round, reader)
            involved = involved_in(self.round, reader)
        given: dict[str, Any] = {
            "subject": self.round_id,
            "title": "Grades",
            "lines": lines,
            "involved": involved,
        }
        notice = self.walk.create(CLERK, n.publish, **given)
        self.walk.apply(CLERK, ar.publicise, self.round, notice=notice.id)
        for case in self._cases(r.GRADED):
            self.walk.apply(CLERK, a.publicise, case)
        return notice

    def decide(self) -> AppraisalRound:
        """The notice has run its time, and the grades become final."""
        self.walk.clock.advance(days=10)
        notice = self.get(n.Notice, self.round.notice or "")
        self.walk.apply(PRINCIPAL, n.close, notice, document="2026-12")
        return self.walk.apply(PRINCIPAL, ar.decide, self.round, document="2026-12")

    def publicise_regrade(self, case: Appraisal) -> Appraisal:
        """The changed grade of one case is put up by itself."""
        with self.walk.office.reading(ORG) as reader:
            assert case.in_force is not None
            line = line_of(case, case.in_force.grade, self.round.policy, reader)
        involved = frozenset({case.teacher})
        given: dict[str, Any] = {
            "subject": case.id,
            "title": "Grade",
            "lines": (line,),
            "involved": involved,
        }
        notice = self.walk.create(CLERK, n.publish, **given)
        return self.walk.apply(CLERK, a.publicise_regrade, case, notice=notice.id)

    def sanction(self, number: int, kind: str = "demerit") -> None:
        """The teacher is sanctioned today."""
        person = self.get(p.Person, self.people[number - 1].id)
        given = {"kind": kind, "document": "2026-20", "since": self.today}
        self.walk.apply(PRINCIPAL, p.impose_sanction, person, because="found out", **given)

    @property
    def today(self) -> date:
        """The school date that the clock shows."""
        return (self.walk.clock.moment + timedelta(hours=8)).date()

    def _cases(self, state: str) -> list[Appraisal]:
        found = [case for case in self.walk.records("appraisal") if case.state == state]
        return [self.get(Appraisal, case.id) for case in found]


def _claims(claims: Mapping[str, str]) -> tuple[Claim, ...]:
    """Claims to school awards, each for a record: from item to its id."""
    return tuple(
        Claim(id=f"c{at}", fact=fact, item=item, kind="school", years=(2025,))
        for at, (item, fact) in enumerate(claims.items())
    )


def service_of_case(case: Appraisal, *records: Record) -> Any:
    return service_now(ROUND, case, an_act(CLERK, ROUND, *records))
