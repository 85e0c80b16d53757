"""Projects and their call, walked at random and, so that every step is surely made, once by hand."""

from datetime import date

from contests import MEETING, TEACHER
from hypothesis import settings
from hypothesis.stateful import invariant
from lifecycle_machines import ProjectMachine
from papers import EXPERTS, GROUP, RESEARCH
from projects import CALL, PANEL, REVIEWERS, ProjectStory

from homeroom_core.testing.acts import ORG, SCHOOL_DAY
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.training import notice as n
from homeroom_core.training import project as p
from homeroom_core.training import project_call as k
from homeroom_core.training import project_records as r
from homeroom_core.training import review_sheet as s
from homeroom_core.training.conflict import RELATED


class CarefulProjectMachine(ProjectMachine):  # type: ignore[misc,valid-type]  # a class made at run time
    """Walks as `ProjectMachine` does, and looks at the laws of projects after every step."""

    @invariant()
    def nobody_leads_or_joins_more_than_they_may(self) -> None:
        with self.walk.office.reading(ORG) as reader:
            open_ones = list(reader.find(r.Project, state=r.UNFINISHED))
        for project in open_ones:
            led = [one for one in open_ones if one.leader == project.leader]
            assert len(led) <= max(one.policy.leads_at_most for one in led)
            for person in project.team:
                joined = [one for one in open_ones if person in one.team]
                assert len(joined) <= max(one.policy.takes_part_at_most for one in joined)

    @invariant()
    def nobody_reviews_their_own_project(self) -> None:
        with self.walk.office.reading(ORG) as reader:
            for sheet in reader.find(s.ReviewSheet, state=s.SIGNED):
                owners = reader.get(r.Project, sheet.subject).owners()
                assert not {sheet.reviewer, sheet.keyed_by} & owners

    @invariant()
    def nothing_runs_that_its_call_did_not_approve(self) -> None:
        with self.walk.office.reading(ORG) as reader:
            for project in reader.find(r.Project, state=(*r.RUNNING, r.PROJECT_CLOSED)):
                call = reader.get(r.ProjectCall, project.call)
                given = call.given(project.id)
                assert call.state == r.DECIDED
                assert given is not None
                assert given.number == project.number

    @invariant()
    def no_old_value_is_lost(self) -> None:
        for project in self.walk.records("project"):
            assert isinstance(project, r.Project)
            granted = [one for one in project.requests if one.granted]
            if granted:
                assert granted[-1].after == project.project_terms
            extended = sum(one.extends for one in granted)
            assert extended <= project.policy.extensions


TestProjectMachine = CarefulProjectMachine.TestCase
TestProjectMachine.settings = settings(max_examples=12, stateful_step_count=30)  # a step costs much


def test_every_step_of_a_call_and_its_projects_is_made() -> None:
    story = ProjectStory()
    later = SCHOOL_DAY.replace(day=11)
    story.with_call(RESEARCH, k.extend, deadline=later, because="fog")
    third = story.drafted(3)
    story.walk.apply(story.teacher(3), p.take_back, third, because="too much to do")
    story.walk.clock.advance(days=1)
    story.ranked()
    story.with_call(GROUP, k.reopen, because="one more look")
    story.do(RESEARCH, p.reopen_review, because="one more look")
    three = (*REVIEWERS, "expert-3")
    story.do(RESEARCH, p.assign, reviewers=three)
    story.do(EXPERTS[2], p.recuse, reviewer="expert-3", conflict=RELATED)
    for sheet in story.walk.records("review_sheet"):
        assert isinstance(sheet, s.ReviewSheet)
        if sheet.subject == story.ids[0] and sheet.reviewer == "expert-1":
            opened = story.walk.apply(RESEARCH, s.reopen, sheet, because="a slip")
            marked = story.walk.apply(EXPERTS[0], s.mark, opened, marks={"a": "5", "b": "9"})
            marked = story.walk.apply(EXPERTS[0], s.sign, marked)
            story.walk.apply(RESEARCH, s.declare_void, marked, because="begun anew")
    story.sign(story.ids[0], EXPERTS[0], "5")
    story.do(RESEARCH, p.close_review)
    story.with_call(RESEARCH, k.rank)
    assert story.call.allotment is not None
    assert story.call.allotment.open  # 14 points each, one place
    story.with_call(GROUP, k.settle_ties, choices={story.ids[0]: "approved"})
    notice = story.publicised()
    story.walk.clock.advance(days=10)
    story.walk.apply(MEETING, n.close, notice, document="2025-9")
    story.with_call(GROUP, k.decide, number_prefix="K-")
    for at in (0, 1):
        story.do(GROUP, p.decide_approval, at=at)
    story.do(story.leader, p.open_project, report="O-1", expert="expert-1", opinion="feasible")
    story.do(RESEARCH, p.ask_repairs, repairs=("more data",))
    story.do(RESEARCH, p.pass_midterm, report="M-1")
    story.do(story.leader, p.request_change, title="Trust", because="narrower")
    story.do(GROUP, p.turn_down, because="as approved")
    story.do(story.leader, p.request_change, title="Trust", because="narrower still")
    story.do(GROUP, p.grant_change)
    story.do(story.leader, p.request_extension, ends=date(2027, 1, 31), because="more time")
    story.do(GROUP, p.grant_extension)
    story.do(story.leader, p.hand_in, report="C-1")
    story.do(RESEARCH, p.appoint_panel, panel=PANEL)
    assert story.judged("5", "6", "5").state == r.REVISING
    story.do(story.leader, p.hand_in_revised, report="C-2")
    assert story.judged("9", "9", "9").state == r.PROJECT_CLOSED
    again = story.walk.create(RESEARCH, k.call, **{**CALL, "deadline": story.walk.clock().date()})
    story.walk.apply(RESEARCH, k.cancel, again, because="nobody came")
    story.walk.check_journal()
    left = [x for x in story.walk.untaken() if x.split(".")[0] in ("project", "project_call")]
    own = {"project.promote", "project.withdraw"}  # in tests of their own, below
    assert set(left) == own | {"project.confirm", "project_call.confirm"}


def test_a_project_is_promoted_and_another_withdrawn() -> None:
    story = ProjectStory()
    story.opened()
    struck = story.do(GROUP, p.withdraw, because="repairs not shown")
    assert struck.barred_until is not None
    other = ProjectStory()
    other.approved()
    assert other.do(RESEARCH, p.promote, level="city", document="D-1").state == r.PROMOTED
    assert story.walk.done[p.withdraw] == other.walk.done[p.promote] == 1
    assert TEACHER.id not in struck.people()


def test_a_call_and_a_project_without_a_scheme_are_confirmed_under_one() -> None:
    story = ProjectStory(scheme=False)
    assert {story.call.basis.kind, story.project.basis.kind} == {"provisional"}
    story.walk.clock.advance(days=40)
    adopt_scheme(story.walk.office, story.walk.clock)
    story.with_call(RESEARCH, k.confirm, because="there is a scheme now")
    story.do(RESEARCH, p.confirm, because="there is a scheme now")
    assert {story.call.basis.kind, story.project.basis.kind} == {"pinned"}


def test_without_a_scheme_nothing_is_decided() -> None:
    story = ProjectStory(scheme=False)
    story.ranked()
    notice = story.publicised()
    story.walk.clock.advance(days=10)
    story.walk.apply(MEETING, n.close, notice, document="2025-9")
    refused = story.refused(GROUP, k.decide, story.call, number_prefix="K-")
    assert refused == ["scheme.case_is_provisional"]


def test_a_project_whose_result_falls_far_short_has_failed() -> None:
    story = ProjectStory()
    story.closing()
    project = story.judged("2", "2", "2")
    assert project.state == r.FAILED
    story.walk.check_journal()
