"""Papers and their call, walked at random and, so that every step is surely made, once by hand."""

from contests import AWARDS, CLERK, MEETING, TEACHER
from hypothesis import settings
from hypothesis.stateful import invariant
from lifecycle_machines import PaperMachine
from papers import (
    EXPERTS,
    GROUP,
    POLICY,
    RESEARCH,
    REVIEWERS,
    PaperStory,
    a_file,
)

from homeroom_core.change import change
from homeroom_core.testing.acts import ORG, SCHOOL_DAY
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.training import notice as n
from homeroom_core.training import paper as p
from homeroom_core.training import paper_call as k
from homeroom_core.training import paper_records as r
from homeroom_core.training import person as staff
from homeroom_core.training import review_sheet as s
from homeroom_core.training.conflict import RELATED
from homeroom_core.training.reviewing import due_of


class CarefulPaperMachine(PaperMachine):  # type: ignore[misc,valid-type]  # a class made at run time
    """Walks as `PaperMachine` does, and looks at the laws of papers after every step."""

    @invariant()
    def nobody_reviews_in_conflict_or_in_their_own_call(self) -> None:
        with self.walk.office.reading(ORG) as reader:
            for sheet in reader.find(s.ReviewSheet, state=s.SIGNED):
                paper = reader.get(r.Paper, sheet.subject)
                assert sheet.reviewer in due_of(paper)
                assert not r.competes(paper.call, sheet.reviewer, reader)
                assert sheet.keyed_by not in paper.authors

    @invariant()
    def nobody_has_more_papers_in_than_the_call_allows(self) -> None:
        with self.walk.office.reading(ORG) as reader:
            for call in reader.find(r.PaperCall):
                there = list(reader.find(r.Paper, call=call.id, state=r.HANDED_IN))
                assert call.places is None or len(there) <= call.places
                for person in {author for paper in there for author in paper.authors}:
                    signed = sum(person in paper.authors for paper in there)
                    assert signed <= call.policy.papers_per_author

    @invariant()
    def places_are_those_of_papers_whose_review_is_closed(self) -> None:
        with self.walk.office.reading(ORG) as reader:
            for call in reader.find(r.PaperCall, state=(r.RANKED, r.PUBLICISED)):
                assert call.tally is not None
                scored = {one.id for one in reader.find(r.Paper, call=call.id, state=r.SCORED)}
                assert {placing.entry for placing in call.tally.placings} == scored

    @invariant()
    def no_version_is_ever_lost(self) -> None:
        for paper in self.walk.records("paper"):
            assert isinstance(paper, r.Paper)
            numbers = [version.number for version in paper.versions]
            assert numbers == list(range(1, len(numbers) + 1))


TestPaperMachine = CarefulPaperMachine.TestCase
TestPaperMachine.settings = settings(max_examples=12, stateful_step_count=30)  # a step costs much


def objected(story: PaperStory, notice: n.Notice) -> n.Notice:
    """An objection to the notice is made and upheld."""
    notice = story.walk.apply(TEACHER, n.object_to, notice, text="the sum is wrong")
    return story.walk.apply(CLERK, n.answer, notice, number=1, upheld=True, note="so it is")


def test_every_step_of_a_call_its_papers_and_its_sheets_is_made() -> None:
    story = PaperStory(papers=4, policy=change(POLICY, awards=AWARDS))
    story.do(RESEARCH, k.extend, deadline=SCHOOL_DAY.replace(day=11), because="fog")
    story.with_paper(RESEARCH, p.send_back, 1, faults=("a name on page 2",))
    story.with_paper(story.author(1), p.repair, 1, manuscript=a_file(11))
    story.accepted()
    late = story.walk.create(
        story.author(4), p.draft, call=story.id, title="Second", authors=(story.people[3].id,)
    )
    story.walk.apply(story.author(4), p.withdraw, late, because="one each")
    story.walk.clock.advance(days=3)
    story.do(RESEARCH, k.close)
    story.do(RESEARCH, k.begin_review, seed="sealed")
    three = (*REVIEWERS, "expert-3")
    for number in range(1, 5):
        story.with_paper(RESEARCH, p.assign, number, reviewers=three)
        story.with_paper(RESEARCH, p.recuse, number, reviewer="expert-3", conflict=RELATED)
    story.with_paper(RESEARCH, p.ask_revision, 1, remarks="say where the data come from")
    story.with_paper(story.author(1), p.revise, 1, manuscript=a_file(12))
    story.with_paper(RESEARCH, p.ask_revision, 2, remarks="shorter")
    story.walk.clock.advance(days=20)
    story.with_paper(RESEARCH, p.go_on, 2)
    sheet = story.walk.create(EXPERTS[0], s.begin, subject=story.papers[0], reviewer="expert-1")
    sheet = story.walk.apply(EXPERTS[0], s.mark, sheet, marks={"a": "3", "b": "3"})
    sheet = story.walk.apply(EXPERTS[0], s.sign, sheet)
    sheet = story.walk.apply(RESEARCH, s.reopen, sheet, because="a slip of the pen")
    story.walk.apply(RESEARCH, s.declare_void, sheet, because="begun anew")
    story.with_paper(GROUP, p.disqualify, 4, because="copied")
    for number, mark in ((1, "8"), (2, "8"), (3, "7")):
        for reviewer in EXPERTS[:2]:
            story.sign(number, reviewer, mark)
        story.with_paper(RESEARCH, p.close_review, number)
    story.do(RESEARCH, k.rank)
    story.do(GROUP, k.reopen, because="one more look")
    story.with_paper(RESEARCH, p.reopen_review, 1, because="one more look")
    story.with_paper(RESEARCH, p.close_review, 1)
    story.do(RESEARCH, k.rank)
    tied = story.papers[:2]
    story.do(GROUP, k.settle_ties, choices={tied[0]: "first", tied[1]: "second"})
    notice = story.publicised()
    story.walk.clock.advance(days=10)
    story.walk.apply(MEETING, n.close, notice, document="2026-1")
    story.do(GROUP, k.award, number_prefix="LW-")
    for number in (1, 2, 3):
        story.with_paper(RESEARCH, p.conclude, number)
    story.do(RESEARCH, k.archive, documents=("2026-1", "sheets 1 to 6"))
    again = story.walk.create(
        RESEARCH, k.call, title="Next", deadline=story.walk.clock().date(), rubric=story.call.rubric,
        staff=9, policy=POLICY,
    )  # fmt: skip
    bad = story.walk.create(
        story.author(1), p.draft, call=again.id, title="Again", authors=(story.people[0].id,)
    )
    bad = story.walk.apply(story.author(1), p.submit, bad, manuscript=a_file(13))
    story.walk.apply(RESEARCH, p.reject, bad, because="copied", plagiarism=True)
    story.walk.apply(RESEARCH, k.cancel, again, because="nobody came")
    story.walk.check_journal()
    others = {"paper_call.confirm"}
    ours = [x for x in story.walk.untaken() if x.split(".")[0] in ("paper", "paper_call")]
    assert set(ours) <= others
    assert [x for x in story.walk.untaken() if x.startswith("review_sheet")] == []
    assert [story.paper(number).state for number in (1, 2, 3, 4)] == [
        r.PAPER_AWARDED,
        r.PAPER_AWARDED,
        r.UNPLACED,
        r.DISQUALIFIED,
    ]


def test_a_result_is_opened_again_for_an_objection_and_put_up_anew() -> None:
    story = PaperStory()
    story.ranked()
    notice = story.publicised()
    assert story.refused(GROUP, k.reopen, story.call, because="so") == [
        "publicity.no_objection_upheld"
    ]
    notice = objected(story, notice)
    story.do(GROUP, k.reopen, because="the sum")
    paper = story.with_paper(RESEARCH, p.reopen_review, 3, because="the sum")
    sheet = next(
        one
        for one in story.walk.records("review_sheet")
        if isinstance(one, s.ReviewSheet) and one.subject == paper.id
    )
    sheet = story.walk.apply(RESEARCH, s.reopen, sheet, because="the sum")
    reviewer = next(one for one in EXPERTS if one.id == sheet.reviewer)
    sheet = story.walk.apply(reviewer, s.mark, sheet, marks={"a": "9"})
    story.walk.apply(reviewer, s.sign, sheet)
    story.with_paper(RESEARCH, p.close_review, 3)
    story.do(RESEARCH, k.rank)
    assert story.call.tally is not None
    assert not story.call.tally.stale
    notice = story.walk.apply(CLERK, n.amend, notice, lines=story.lines(), because="the sum")
    story.do(RESEARCH, k.publicise, notice=notice.id)
    story.walk.check_journal()


def test_a_call_opened_without_a_scheme_is_awarded_only_after_it_is_confirmed_under_one() -> None:
    story = PaperStory(papers=2, scheme=False)
    assert isinstance(story.people[0], staff.Person)
    story.accepted()
    story.walk.clock.advance(days=40)
    adopt_scheme(story.walk.office, story.walk.clock)
    story.do(RESEARCH, k.confirm, because="the scheme is in force now")
    assert story.call.basis.kind == "pinned"
