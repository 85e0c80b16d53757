"""Records of a small call for papers in any state, and a call walked step by step, for tests.

Three papers (`paper-1` to `paper-3`) of `person-1` to `person-3`, two reviewers each (`expert-1`
and `expert-2`) and a further one (`expert-3`), two criteria of ten points.
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from contests import AWARDS, CLERK, MEETING, PEOPLE, RUBRIC, an_act, codes

from homeroom_core.act import Act
from homeroom_core.case import Pinned
from homeroom_core.change import change
from homeroom_core.errors import RefusedError
from homeroom_core.lifecycle import Transition
from homeroom_core.people import EXPERT, RESEARCH_GROUP, RESEARCH_OFFICE, Actor
from homeroom_core.record import R, Record, Shelf
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, act
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import notice as n
from homeroom_core.training import paper as p
from homeroom_core.training import paper_call as k
from homeroom_core.training import paper_records as r
from homeroom_core.training import person as staff
from homeroom_core.training import review_sheet as s
from homeroom_core.training.ranked_call import involved_in, proposed_lines

RESEARCH = Actor.of("research_office-1", RESEARCH_OFFICE)
GROUP = Actor.of("research_leading_group-1", RESEARCH_GROUP)
AUTHOR = Actor.of("person-1", "teacher")
EXPERTS = tuple(Actor.of(f"expert-{number}", EXPERT) for number in (1, 2, 3))
REVIEWERS = ("expert-1", "expert-2")
PINNED = Pinned(scheme="scheme-1", digest="0" * 64)
POLICY = r.PaperPolicy(
    reviewers=2,
    gap_points=Decimal(4),
    scoring=ScoringPolicy(method="mean", minimum_panel=2),
    awards=AWARDS,
)
CALL: Mapping[str, Any] = {
    "title": "Papers of the year",
    "deadline": SCHOOL_DAY,
    "rubric": RUBRIC,
    "staff": 60,
    "policy": POLICY,
}


def a_file(number: int = 1, **more: Any) -> r.Manuscript:
    """What is handed in about a file that passes the gate; another file for each number."""
    given: dict[str, Any] = {
        "digest": sha256(str(number).encode()).hexdigest(),
        "characters": 5200,
        "similarity_percent": Decimal("12.5"),
        "report": f"CC-{number}",
        "anonymous": True,
        "original": True,
        **more,
    }
    return r.Manuscript(**given)


def a_version(number: int = 1, **more: Any) -> r.PaperVersion:
    return r.PaperVersion(number=1, round=1, on=SCHOOL_DAY, manuscript=a_file(number, **more))


def a_call(state: str = r.CALLED, **more: Any) -> r.PaperCall:
    """The call in a state, under a scheme."""
    given: dict[str, Any] = {"basis": PINNED, "order": ("paper-1", "paper-2", "paper-3")}
    given |= {**CALL, **more}
    return r.PaperCall(id=given.pop("id", "paper_call-1"), org=ORG, state=state, **given)


def a_paper(number: int = 1, state: str = r.SUBMITTED, **more: Any) -> r.Paper:
    """A paper in a state; with a file unless it is a draft, with reviewers once it has them."""
    reviewed = state in (r.UNDER_REVIEW, r.REVISING, r.SCORED, r.PAPER_AWARDED, r.UNPLACED)
    given: dict[str, Any] = {
        "id": f"paper-{number}",
        "call": "paper_call-1",
        "title": f"On trust {number}",
        "authors": (f"person-{number}",),
        "versions": () if state == r.DRAFT else (a_version(number),),
        "reviewers": REVIEWERS if reviewed else (),
        **more,
    }
    return r.Paper(org=ORG, state=state, **given)


def a_review(
    paper: int = 1, reviewer: int = 1, mark: str = "8", state: str = s.SIGNED, **more: Any
) -> s.ReviewSheet:
    given: dict[str, Any] = {
        "subject": f"paper-{paper}",
        "code": f"{paper:03d}",
        "stage": s.PAPER_STAGE,
        "reviewer": f"expert-{reviewer}",
        "keyed_by": f"expert-{reviewer}",
        "marks": {"a": mark, "b": mark},
        **more,
    }
    return s.ReviewSheet(id=f"sheet-{paper}-{reviewer}", org=ORG, state=state, **given)


def papers(state: str = r.SCORED) -> tuple[r.Paper, ...]:
    return tuple(a_paper(number, state) for number in (1, 2, 3))


def reviews(marks: Mapping[int, str] | None = None) -> tuple[s.ReviewSheet, ...]:
    """A signed sheet of both reviewers for every paper; marks by number of the paper."""
    given = marks or {1: "9", 2: "8", 3: "7"}
    return tuple(a_review(at, number, mark) for at, mark in given.items() for number in (1, 2))


def ranked(
    state: str = r.RANKED, *, marks: Mapping[int, str] | None = None, **more: Any
) -> r.PaperCall:
    """The call with the places of these marks."""
    by = an_act(RESEARCH, *papers(), *reviews(marks))
    made: r.PaperCall = k.rank.body(a_call(r.REVIEWING, **more), by)
    return change(made, state=state)


def a_notice(call: r.PaperCall, state: str = n.OPEN, **more: Any) -> n.Notice:
    """A notice that fits a ranked call."""
    shelf = Shelf(call, *papers(), *PEOPLE)
    given: dict[str, Any] = {
        "subject": call.id,
        "title": "Awards",
        "lines": proposed_lines(call, shelf),
        "policy": call.policy.notice,
        "involved": involved_in(call, shelf),
        "opens": SCHOOL_DAY,
        "closes": SCHOOL_DAY + timedelta(days=6),
        **more,
    }
    return n.Notice(id="notice-1", org=ORG, state=state, **given)


def research_act(*records: Record, **more: Any) -> Act:
    """An act of the research office that reads these records."""
    return an_act(RESEARCH, *records, **more)


class PaperStory:
    """A call for papers in a practice office, each step held to the laws of the engine.

    Args:
        papers: How many are handed in.
        scheme: Whether a scheme is in force.
        **call: What is otherwise than in `CALL`.
    """

    def __init__(self, papers: int = 3, *, scheme: bool = True, **call: Any) -> None:
        self.walk = Walk(staff.person, n.notice, k.paper_call, p.paper, s.review_sheet)
        if scheme:
            adopt_scheme(self.walk.office, self.walk.clock)
        self.people = tuple(self._register(number) for number in range(1, papers + 1))
        self.id = self.walk.create(RESEARCH, k.call, **{**CALL, **call}).id
        self.papers: tuple[str, ...] = tuple(
            self.submitted(number).id for number in range(1, papers + 1)
        )

    @property
    def call(self) -> r.PaperCall:
        return self.get(r.PaperCall, self.id)

    def paper(self, number: int = 1) -> r.Paper:
        return self.get(r.Paper, self.papers[number - 1])

    def get(self, type: type[R], id: str) -> R:
        return self.walk.office.get(ORG, type, id)

    def author(self, number: int = 1) -> Actor:
        return Actor.of(self.people[number - 1].id, "teacher")

    def submitted(self, number: int) -> r.Paper:
        author = self.author(number)
        made = self.walk.create(
            author, p.draft, call=self.id, title=f"On trust {number}", authors=(author.id,)
        )
        return self.walk.apply(author, p.submit, made, manuscript=a_file(number))

    def do(self, by: Actor, step: Transition[r.PaperCall, ...], /, **arguments: Any) -> r.PaperCall:
        """A step of the call."""
        because = arguments.pop("because", "")
        return self.walk.apply(by, step, self.call, because=because, **arguments)

    def with_paper(
        self, by: Actor, step: Transition[r.Paper, ...], number: int = 1, /, **arguments: Any
    ) -> r.Paper:
        """A step of a paper."""
        because = arguments.pop("because", "")
        return self.walk.apply(by, step, self.paper(number), because=because, **arguments)

    def refused(self, by: Actor, step: Any, record: Record, /, **arguments: Any) -> list[str]:
        """Codes of the reasons for which a step is refused; empty if it is made."""
        because = arguments.pop("because", "")
        try:
            self.walk.apply(by, step, record, because=because, **arguments)
        except RefusedError as error:
            return codes(error.refusals)
        return []

    def accepted(self) -> None:
        for number in range(1, len(self.papers) + 1):
            self.with_paper(RESEARCH, p.accept, number)

    def reviewing(self) -> None:
        """Every paper is accepted and has its reviewers."""
        self.accepted()
        self.walk.clock.advance(days=1)
        self.do(RESEARCH, k.close)
        self.do(RESEARCH, k.begin_review, seed="sealed")
        for number in range(1, len(self.papers) + 1):
            self.with_paper(RESEARCH, p.assign, number, reviewers=REVIEWERS)

    def sign(self, number: int, reviewer: Actor, mark: str) -> s.ReviewSheet:
        sheet = self.walk.create(
            reviewer,
            s.begin,
            subject=self.papers[number - 1],
            reviewer=reviewer.id,
            marks={"a": mark, "b": mark},
        )
        return self.walk.apply(reviewer, s.sign, sheet)

    def scored(self, marks: Mapping[int, str] | None = None) -> None:
        """Every paper is reviewed, and its review closed; marks by number of the paper."""
        given = marks or {1: "9", 2: "8", 3: "7"}
        for number in range(1, len(self.papers) + 1):
            for reviewer in EXPERTS[:2]:
                self.sign(number, reviewer, given.get(number, "6"))
            self.with_paper(RESEARCH, p.close_review, number)

    def ranked(self, marks: Mapping[int, str] | None = None) -> r.PaperCall:
        self.reviewing()
        self.scored(marks)
        return self.do(RESEARCH, k.rank)

    def lines(self) -> tuple[n.NoticeLine, ...]:
        with self.walk.office.reading(ORG) as reader:
            return proposed_lines(self.call, reader)

    def publicised(self) -> n.Notice:
        """Put up a notice of what is proposed, and tie the call to it."""
        with self.walk.office.reading(ORG) as reader:
            involved = involved_in(self.call, reader)
        notice = self.walk.create(
            CLERK, n.publish, subject=self.id, title="Awards", lines=self.lines(), involved=involved
        )
        self.do(RESEARCH, k.publicise, notice=notice.id)
        return notice

    def awarded(self, marks: Mapping[int, str] | None = None) -> r.PaperCall:
        self.ranked(marks)
        notice = self.publicised()
        self.walk.clock.advance(days=10)
        self.walk.apply(MEETING, n.close, notice, document="2026-1")
        return self.do(GROUP, k.award, number_prefix="LW-")

    def _register(self, number: int) -> staff.Person:
        details = staff.Details(name=f"Teacher {number}", grade="G7")
        return self.walk.create(CLERK, staff.register, staff_no=str(number), details=details)


def by(actor: Actor, *records: Record, **more: Any) -> Act:
    return act(actor, reader=Shelf(*records), **more)
