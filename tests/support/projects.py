"""Records of a small call for projects in any state, and a project walked step by step, for tests.

`project-1` is led by `person-1` with `person-2`, `project-2` by `person-3`; two reviewers approve
(`expert-1`, `expert-2`), three close (`expert-1` to `expert-3`), on two criteria of ten points.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contests import CLERK, MEETING, PEOPLE, RUBRIC, an_act, codes
from papers import EXPERTS, GROUP, PINNED, RESEARCH, a_review

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.change import change
from homeroom_core.errors import RefusedError
from homeroom_core.lifecycle import Transition
from homeroom_core.people import Actor
from homeroom_core.record import R, Record, Shelf
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.acts import ORG, SCHOOL_DAY
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.text import Text
from homeroom_core.training import notice as n
from homeroom_core.training import person as staff
from homeroom_core.training import project as p
from homeroom_core.training import project_call as k
from homeroom_core.training import project_records as r
from homeroom_core.training import review_sheet as s
from homeroom_core.training.ranked_call import involved_in, proposed_lines

LEADER = Actor.of("person-1", "teacher")
REVIEWERS = ("expert-1", "expert-2")
PANEL = ("expert-1", "expert-2", "expert-3")
STARTS, ENDS = SCHOOL_DAY, date(2026, 9, 9)
CALL_POLICY = r.ProjectCallPolicy(
    reviewers=2,
    scoring=ScoringPolicy(method="mean", minimum_panel=2),
    awards=AwardPolicy(
        levels=(AwardLevel(id="approved", label=Text.same("approved"), count=1),),
        minimum_score=Decimal(10),
        ties="jury",
    ),
)
POLICY = r.ProjectPolicy(
    panel_sizes=(3, 5), excellent_at=Decimal(17), pass_at=Decimal(12), revise_at=Decimal(10)
)
CALL: Mapping[str, Any] = {
    "title": "Projects of the year",
    "deadline": SCHOOL_DAY,
    "rubric": RUBRIC,
    "closing_rubric": RUBRIC,
    "policy": CALL_POLICY,
}
PLAN: Mapping[str, Any] = {
    "title": "Talking with parents",
    "method": "action research",
    "starts": STARTS,
    "ends": ENDS,
    "policy": POLICY,
}


def a_call(state: str = r.CALLED, **more: Any) -> r.ProjectCall:
    """The call in a state, under a scheme."""
    given: dict[str, Any] = {"basis": PINNED, **CALL, **more}
    return r.ProjectCall(id=given.pop("id", "project_call-1"), org=ORG, state=state, **given)


def a_project(number: int = 1, state: str = r.APPLIED, **more: Any) -> r.Project:
    """A project in a state; the first is led by person-1 with person-2, the second by person-3."""
    leader, members = ("person-1", ("person-2",)) if number == 1 else ("person-3", ())
    reviewed = state in (r.UNDER_REVIEW, r.REVIEWED)
    given: dict[str, Any] = {
        "id": f"project-{number}",
        "basis": PINNED,
        "call": "project_call-1",
        "applied_by": leader,
        "leader": leader,
        "members": members,
        "reviewers": REVIEWERS if reviewed else PANEL if state == r.CLOSING else (),
        **PLAN,
        **more,
    }
    return r.Project(org=ORG, state=state, **given)


def sheets(mark: str = "8", *, of: int = 1, stage: str = s.APPROVAL, **more: Any) -> Any:
    """A signed sheet of every reviewer of a project in one stage."""
    who = (1, 2) if stage == s.APPROVAL else (1, 2, 3)
    given = {"stage": str(stage), "subject": f"project-{of}", **more}
    return tuple(a_review(of, at, mark, **given) for at in who)


BOTH = (a_project(1, r.REVIEWED), a_project(2, r.REVIEWED))


def ranked(state: str = r.RANKED, **more: Any) -> r.ProjectCall:
    """The call with its places: the first project before the second."""
    by = an_act(RESEARCH, *BOTH, *sheets("9"), *sheets("7", of=2))
    made: r.ProjectCall = k.rank.body(a_call(r.CLOSED, **more), by)
    return change(made, state=state)


def a_notice(call: r.ProjectCall, state: str = n.OPEN, **more: Any) -> n.Notice:
    """A notice that fits a ranked call."""
    shelf = Shelf(call, *BOTH, *PEOPLE)
    given: dict[str, Any] = {
        "subject": call.id,
        "title": "Projects",
        "lines": proposed_lines(call, shelf),
        "policy": call.policy.notice,
        "involved": involved_in(call, shelf),
        "opens": SCHOOL_DAY,
        "closes": SCHOOL_DAY + timedelta(days=6),
        **more,
    }
    return n.Notice(id="notice-1", org=ORG, state=state, **given)


class ProjectStory:
    """A call with two projects in a practice office, each step held to the laws of the engine."""

    def __init__(self, *, scheme: bool = True, **plan: Any) -> None:
        self.walk = Walk(staff.person, n.notice, k.project_call, p.project, s.review_sheet)
        if scheme:
            adopt_scheme(self.walk.office, self.walk.clock)
        self.people = tuple(self._register(number).id for number in range(1, 6))
        self.call_id = self.walk.create(RESEARCH, k.call, **CALL).id
        self.ids = (self.drafted(0, (self.people[1],), **plan).id, self.drafted(2).id)

    @property
    def call(self) -> r.ProjectCall:
        return self.get(r.ProjectCall, self.call_id)

    @property
    def project(self) -> r.Project:
        return self.get(r.Project, self.ids[0])

    def get(self, type: type[R], id: str) -> R:
        return self.walk.office.get(ORG, type, id)

    def teacher(self, number: int) -> Actor:
        return Actor.of(self.people[number], "teacher")

    @property
    def leader(self) -> Actor:
        return Actor.of(self.project.leader, "teacher")

    def drafted(self, leader: int, members: tuple[str, ...] = (), **plan: Any) -> r.Project:
        given = {**PLAN, **plan, "leader": self.people[leader], "members": members}
        return self.walk.create(self.teacher(leader), p.draft, call=self.call_id, **given)

    def with_call(self, by: Actor, step: Transition[Any, ...], /, **arguments: Any) -> Any:
        """A step of the call."""
        because = arguments.pop("because", "")
        return self.walk.apply(by, step, self.call, because=because, **arguments)

    def do(self, by: Actor, step: Transition[Any, ...], /, at: int = 0, **arguments: Any) -> Any:
        """A step of a project."""
        because = arguments.pop("because", "")
        record = self.get(r.Project, self.ids[at])
        return self.walk.apply(by, step, record, because=because, **arguments)

    def refused(self, by: Actor, step: Any, record: Record, /, **arguments: Any) -> list[str]:
        """Codes of the reasons for which a step is refused; empty if it is made."""
        because = arguments.pop("because", "")
        try:
            self.walk.apply(by, step, record, because=because, **arguments)
        except RefusedError as error:
            return codes(error.refusals)
        return []

    def sign(self, project: str, who: Actor, mark: str) -> s.ReviewSheet:
        sheet = self.walk.create(
            who, s.begin, subject=project, reviewer=who.id, marks={"a": mark, "b": mark}
        )
        return self.walk.apply(who, s.sign, sheet)

    def ranked(self) -> None:
        """Both have applied and were reviewed; there is one place, for the first."""
        self.do(self.teacher(0), p.apply)
        self.do(self.teacher(2), p.apply, at=1)
        self.walk.clock.advance(days=1)
        self.with_call(RESEARCH, k.close)
        for at, mark in ((0, "9"), (1, "7")):
            self.do(RESEARCH, p.assign, at=at, reviewers=REVIEWERS)
            for expert in EXPERTS[:2]:
                self.sign(self.ids[at], expert, mark)
            self.do(RESEARCH, p.close_review, at=at)
        self.with_call(RESEARCH, k.rank)

    def publicised(self) -> n.Notice:
        with self.walk.office.reading(ORG) as reader:
            lines = proposed_lines(self.call, reader)
            involved = involved_in(self.call, reader)
        notice = self.walk.create(
            CLERK, n.publish, subject=self.call_id, title="P", lines=lines, involved=involved
        )
        self.with_call(RESEARCH, k.publicise, notice=notice.id)
        return notice

    def approved(self) -> r.Project:
        self.ranked()
        notice = self.publicised()
        self.walk.clock.advance(days=10)
        self.walk.apply(MEETING, n.close, notice, document="2025-9")
        self.with_call(GROUP, k.decide, number_prefix="K-")
        self.do(GROUP, p.decide_approval, at=1)
        made: r.Project = self.do(GROUP, p.decide_approval)
        return made

    def opened(self) -> None:
        self.approved()
        self.do(self.leader, p.open_project, report="O-1", expert="expert-1", opinion="feasible")

    def running(self) -> None:
        """The midterm check is passed."""
        self.opened()
        self.do(RESEARCH, p.pass_midterm, report="M-1")

    def closing(self) -> None:
        """Handed in, with a panel."""
        self.running()
        self.do(self.leader, p.hand_in, report="C-1", results=("paper-1",))
        self.do(RESEARCH, p.appoint_panel, panel=PANEL)

    def judged(self, *marks: str) -> r.Project:
        """The panel signs these marks, and the project is closed."""
        for expert, mark in zip(EXPERTS, marks, strict=True):
            self.sign(self.ids[0], expert, mark)
        made: r.Project = self.do(GROUP, p.close_project)
        return made

    def _register(self, number: int) -> staff.Person:
        details = staff.Details(name=f"Teacher {number}", grade="G7")
        return self.walk.create(CLERK, staff.register, staff_no=str(number), details=details)
