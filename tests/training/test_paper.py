"""A paper: its limits on both sides, the gate, blindness, versions, the further review, the bar."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from contests import CLERK, codes, creating, refusals
from papers import (
    AUTHOR,
    EXPERTS,
    GROUP,
    POLICY,
    RESEARCH,
    REVIEWERS,
    PaperStory,
    a_call,
    a_file,
    a_paper,
    a_review,
    a_version,
    by,
)

from homeroom_core.change import change
from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.people import OFFICE, PRINCIPAL, Actor
from homeroom_core.rule import Rule
from homeroom_core.testing.acts import MORNING, ORG, SCHOOL_DAY
from homeroom_core.text import Text
from homeroom_core.training import paper as p
from homeroom_core.training import paper_records as r
from homeroom_core.training import person as staff
from homeroom_core.training.conflict import RELATED
from homeroom_core.training.paper_scoring import spread_of
from homeroom_core.training.reviewing import due_of


def accept(policy: r.PaperPolicy = POLICY, authors: int = 1, **file: Any) -> list[str]:
    names = tuple(f"person-{at}" for at in range(1, authors + 1))
    paper = a_paper(authors=names, versions=(a_version(**file),))
    return codes(refusals(paper, p.accept, by(RESEARCH, a_call(policy=policy))))


def similarity(comparator: Any, limit: int) -> r.PaperPolicy:
    label = Text("查重率", "查重率", "Similarity")
    rule = Rule(
        id="paper.similarity",
        label=label,
        fact="similarity_percent",
        comparator=comparator,
        boundary=number(limit),
    )
    return change(POLICY, gate=RuleSet(id="gate", label=label, rules=(rule,)))


@pytest.mark.parametrize(
    ("policy", "percent", "lets_through"),
    [
        (POLICY, "29.9", True),
        (POLICY, "30", False),
        (similarity("<=", 30), "30", True),
        (similarity("<=", 30), "30.1", False),
        (similarity("<=", 20), "20", True),
        (similarity("<=", 20), "20.01", False),
    ],
)
def test_similarity_is_compared_as_the_scheme_says(
    policy: r.PaperPolicy, percent: str, lets_through: bool
) -> None:
    found = accept(policy, similarity_percent=Decimal(percent))
    assert found == ([] if lets_through else ["paper.similarity"])


@pytest.mark.parametrize("file", [{"similarity_percent": None}, {"report": " "}])
def test_without_a_report_a_paper_is_not_accepted(file: dict[str, Any]) -> None:
    assert accept(**file) == ["paper.similarity.not_known"]


@pytest.mark.parametrize(
    ("characters", "refused", "warnings"),
    [
        (6000, [], ()),
        (6001, [], ("paper.recommended_characters",)),
        (8000, [], ("paper.recommended_characters",)),
        (8001, ["paper.characters"], None),
    ],
)
def test_length_warns_above_one_limit_and_refuses_above_the_other(
    characters: int, refused: list[str], warnings: tuple[str, ...] | None
) -> None:
    paper = a_paper(versions=(a_version(characters=characters),))
    now = by(RESEARCH, a_call())
    assert codes(refusals(paper, p.accept, now)) == refused
    if warnings is not None:
        assert p.accept.body(paper, now).warnings == warnings


def test_a_name_in_the_text_or_a_paper_not_original_is_not_accepted() -> None:
    assert accept(anonymous=False, original=False) == ["paper.anonymous", "paper.original"]


@pytest.mark.parametrize(
    ("authors", "refused"), [(1, []), (2, []), (3, ["paper.too_many_authors"])]
)
def test_a_paper_has_two_authors_at_most(authors: int, refused: list[str]) -> None:
    names = tuple(f"person-{at}" for at in range(1, authors + 1))
    people = [
        staff.Person(
            id=name, org=ORG, state=staff.IN_POST, staff_no=name, details=staff.Details(name=name)
        )
        for name in names
    ]
    now = by(AUTHOR, a_call(), *people, new_id="paper-1")
    found = creating(p.draft, now, call="paper_call-1", title="T", authors=names)
    assert codes(found) == refused


def submit(*records: Any, manuscript: Any = None, **call: Any) -> list[str]:
    now = by(AUTHOR, a_call(**call), *records)
    draft = a_paper(1, r.DRAFT, id="paper-9")
    return codes(refusals(draft, p.submit, now, manuscript=manuscript or a_file(9)))


def test_one_paper_each_unless_the_first_was_withdrawn() -> None:
    second = a_paper(2, authors=("person-2", "person-1"))
    assert submit(second) == ["paper.one_each"]
    assert submit(change(second, state=r.WITHDRAWN)) == []


@pytest.mark.parametrize(
    ("staff_size", "first_prizes", "taken", "refused"),
    [
        (9, 0, 1, []),
        (9, 0, 2, ["paper.no_place_left"]),  # 30 % of 9 is 2.7, rounded down
        (9, 1, 2, []),
        (9, 1, 3, ["paper.no_place_left"]),
    ],
)
def test_places_are_a_share_of_the_staff_and_one_more_for_each_first_prize(
    staff_size: int, first_prizes: int, taken: int, refused: list[str]
) -> None:
    others = [a_paper(number) for number in range(2, 2 + taken)]
    assert submit(*others, staff=staff_size, first_prizes=first_prizes) == refused


def test_a_file_that_won_before_is_not_handed_in_again_but_one_that_won_nothing_is() -> None:
    before = a_paper(7, r.PAPER_AWARDED, call="paper_call-0")
    assert submit(before, manuscript=a_file(7)) == ["paper.used_before"]
    assert submit(change(before, state=r.UNPLACED), manuscript=a_file(7)) == []


def test_plagiarism_bars_its_authors_for_three_years_and_is_found_at_the_next_paper() -> None:
    caught = p.reject.body(a_paper(), by(RESEARCH, a_call(), reason="copied"), plagiarism=True)
    caught = change(caught, state=r.REJECTED)
    assert caught.barred_until == SCHOOL_DAY.replace(year=2028) - timedelta(days=1)
    draft = a_paper(1, r.DRAFT, id="paper-9")
    for days, refused in ((1095, ["paper.author_barred"]), (1096, [])):
        day = SCHOOL_DAY + timedelta(days=days)
        now = by(AUTHOR, a_call(deadline=day), caught, at=MORNING + timedelta(days=days))
        found = refusals(draft, p.submit, now, manuscript=a_file(9))
        assert codes(found) == refused
        assert [one.when for one in found] == ([SCHOOL_DAY.replace(year=2028)] if found else [])


def test_a_paper_rejected_for_another_reason_bars_nobody() -> None:
    turned_down = p.reject.body(a_paper(), by(RESEARCH, a_call(), reason="too long"))
    assert turned_down.barred_until is None


def test_faults_are_mended_within_three_working_days_and_only_once() -> None:
    now = by(RESEARCH, a_call())
    returned = p.send_back.body(a_paper(), now, faults=("a name on page 2",))
    assert returned.repair_by == SCHOOL_DAY + timedelta(days=5)  # Wednesday, over a weekend
    returned = change(returned, state=r.RETURNED)
    for days, refused in ((5, []), (6, ["paper.repair_late"])):
        late = by(AUTHOR, a_call(), at=MORNING + timedelta(days=days))
        assert codes(refusals(returned, p.repair, late, manuscript=a_file(8))) == refused
    mended = change(p.repair.body(returned, now, manuscript=a_file(8)), state=r.SUBMITTED)
    assert [version.manuscript.digest for version in mended.versions] == [
        a_file(1).digest,
        a_file(8).digest,
    ]
    again = refusals(mended, p.send_back, now, faults=("another",))
    assert codes(again) == ["paper.returned_already"]


@pytest.mark.parametrize(
    ("mark", "comparator", "refused"),
    [
        ("6", ">", []),  # 16 and 12 points: just the gap
        ("6", ">=", ["paper.reviews_short"]),
        ("5.5", ">", ["paper.reviews_short"]),
    ],
)
def test_a_further_review_is_needed_where_two_differ_by_more_than_the_gap(
    mark: str, comparator: Any, refused: list[str]
) -> None:
    call = a_call(r.REVIEWING, policy=change(POLICY, gap_comparator=comparator))
    sheets = (a_review(1, 1, "8"), a_review(1, 2, mark))
    paper = a_paper(1, r.UNDER_REVIEW)
    now = by(RESEARCH, call, *sheets)
    assert codes(refusals(paper, p.close_review, now)) == refused
    more = change(paper, reviewers=(*REVIEWERS, "expert-3"))
    now = by(RESEARCH, call, *sheets, a_review(1, 3, "7"))
    assert codes(refusals(more, p.close_review, now)) == []


def test_a_reviewer_never_sees_whose_paper_it_is_nor_the_author_who_reviews_it() -> None:
    story = PaperStory()
    story.reviewing()
    paper, office = story.papers[0], story.walk.office
    for reviewer in (EXPERTS[0], Actor.of("expert-1", OFFICE, PRINCIPAL)):
        seen = office.show(ORG, paper, to=reviewer)
        assert {"authors", "reviewers"} <= set(seen.hidden)
        told = str(seen) + str(office.show_history(ORG, paper, to=reviewer))
        assert story.people[0].id not in told
    author = story.author()
    seen = office.show(ORG, paper, to=author)
    assert "expert" not in str(seen.fields)
    assert "authors" in seen.fields
    assert "order" in office.show(ORG, story.id, to=author).hidden


def test_what_can_be_done_tells_the_author_nothing_of_reviewers_or_points() -> None:
    paper = a_paper(1, r.UNDER_REVIEW)
    sheets = (a_review(1, 1, "9"), a_review(1, 2, "5"))
    step = p.close_review
    for there in (sheets[:1], sheets):
        now = by(AUTHOR, a_call(r.REVIEWING), *there)
        told = " ".join(f"{one.text} {one.remedy}" for one in refusals(paper, step, now))
        assert "somebody" in told
        assert "expert" not in told
        assert "8" not in told
    now = by(RESEARCH, a_call(r.REVIEWING), *sheets[:1])
    assert [str(one.measured) for one in refusals(paper, step, now)] == ["expert-2"]


def test_a_sheet_carries_a_code_and_is_read_by_the_author_only_after_the_awards() -> None:
    story = PaperStory()
    story.awarded()
    sheet = story.walk.records("review_sheet")[0]
    office = story.walk.office
    subject = office.show(ORG, sheet.id, to=RESEARCH).fields["subject"]
    author = story.author(story.papers.index(str(subject)) + 1)
    seen = office.show(ORG, sheet.id, to=author)
    assert set(seen.hidden) == {"reviewer", "keyed_by"}
    assert seen.fields["code"] in {"001", "002", "003"}


def test_a_revision_is_reviewed_anew_and_every_version_and_sheet_stays() -> None:
    story = PaperStory(papers=1)
    story.reviewing()
    for reviewer in EXPERTS[:2]:
        story.sign(1, reviewer, "6")
    story.with_paper(RESEARCH, p.ask_revision, 1, remarks="say where the data come from")
    revised = story.with_paper(story.author(), p.revise, 1, manuscript=a_file(5))
    assert (revised.round, [version.round for version in revised.versions]) == (2, [1, 2])
    missing = story.refused(RESEARCH, p.close_review, revised)
    assert missing == ["reviewing.sheets_missing"]
    for reviewer in EXPERTS[:2]:
        story.sign(1, reviewer, "9")
    story.with_paper(RESEARCH, p.close_review, 1)
    assert len(story.walk.records("review_sheet")) == 4


def test_an_author_who_leaves_still_gets_the_award() -> None:
    story = PaperStory()
    story.ranked()
    person = story.people[0]
    story.walk.apply(CLERK, staff.leave, person, because="transfer")
    notice = story.publicised()
    assert next(line.name for line in notice.lines) == "Teacher 1"


def test_plagiarism_found_after_the_award_takes_it_away() -> None:
    story = PaperStory()
    story.awarded()
    awarded = story.with_paper(RESEARCH, p.conclude, 1)
    assert (awarded.state, awarded.award) == (r.PAPER_AWARDED, "first")
    out = story.with_paper(GROUP, p.disqualify, 1, because="copied")
    assert (out.state, out.award) == (r.DISQUALIFIED, None)
    assert out.barred_until is not None
    story.walk.check_journal()


def test_a_reviewer_in_conflict_owes_no_sheet_and_is_replaced() -> None:
    story = PaperStory(papers=1)
    story.reviewing()
    story.with_paper(EXPERTS[0], p.recuse, 1, reviewer="expert-1", conflict=RELATED)
    few = story.refused(RESEARCH, p.assign, story.paper(), reviewers=REVIEWERS)
    assert few == ["reviewing.too_few_reviewers"]
    three = (*REVIEWERS, "expert-3")
    assert due_of(story.with_paper(RESEARCH, p.assign, 1, reviewers=three)) == three[1:]


def test_the_spread_of_a_paper_without_sheets_is_nothing() -> None:
    assert spread_of(a_paper(), a_call(), by(RESEARCH).reader) == Fraction(0)
