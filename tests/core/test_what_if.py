"""A scheme tried on the cases of another: whose result changes, by which clause; nothing written."""

from fractions import Fraction

import pytest
from contests import CALL, CLERK, MEETING, Story

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.change import change
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.acts import ORG
from homeroom_core.text import Text
from homeroom_core.training import contest as c
from homeroom_core.training import notice as notices
from homeroom_core.training.contest_records import ContestPolicy, ContestTerms
from homeroom_core.training.scheme_contents import Clause, SchemeContents, scheme_contents
from homeroom_core.what_if import WhatIf, what_if

TERMS = ContestTerms(
    **{name: CALL[name] for name in ("rubric", "scoring", "awards", "policy") if name in CALL}
)
CLAUSES = (
    Clause(number="3.1", text="Awards.", sets=("contest.awards",)),
    Clause(number="3.2", text="Scoring.", sets=("contest.scoring",)),
)


def awards(*counts: int) -> AwardPolicy:
    names = ("first", "second", "third")
    return AwardPolicy(
        levels=tuple(
            AwardLevel(id=name, label=Text.same(name), count=count)
            for name, count in zip(names, counts, strict=False)
        )
    )


@pytest.fixture(scope="module")
def story() -> Story:
    story = Story()
    story.proposed({1: "9", 2: "8", 3: "7"})
    notice = story.publicised()
    story.walk.clock.advance(days=9)
    story.walk.apply(MEETING, notices.close, notice, document="2025-7")
    story.do(MEETING, c.award, number_prefix="X")
    return story


def tried(story: Story, contents: SchemeContents, of: str | None = None) -> WhatIf:
    office = story.walk.office
    before = len(office.feed(ORG))
    with office.reading(ORG) as reading:
        found = what_if(contents, reading, office.lifecycles, office.plugins, of=of)
    assert len(office.feed(ORG)) == before
    return found


def test_the_same_terms_change_nothing(story: Story) -> None:
    found = tried(story, scheme_contents({"contest": story.contest.terms}, CLAUSES))
    assert (found.cases, found.terms, found.changed) == (0, (), ())


def test_a_scheme_that_says_nothing_of_contests_changes_nothing(story: Story) -> None:
    assert tried(story, SchemeContents(clauses=CLAUSES)).changed == ()


def test_fewer_prizes_change_the_awards_and_name_their_clause(story: Story) -> None:
    terms = change(story.contest.terms, awards=awards(1))
    found = tried(story, scheme_contents({"contest": terms}, CLAUSES))
    assert found.cases == 1
    (changed,) = found.changed
    assert (changed.record, changed.field) == (story.id, "allotment")
    assert [(cause.path, cause.clause) for cause in changed.causes] == [("awards.levels", "3.1")]


def test_a_term_that_changes_no_result_is_listed_but_blamed_for_nothing(story: Story) -> None:
    policy = change(story.contest.policy, recheck_top=2, recheck_rest_share=Fraction(1, 2))
    found = tried(story, scheme_contents({"contest": change(story.contest.terms, policy=policy)}))
    assert {cause.path for cause in found.terms} == {
        "policy.recheck_top",
        "policy.recheck_rest_share",
    }
    assert (found.cases, found.changed) == (1, ())


def test_a_method_that_is_not_there_is_told_as_a_problem(story: Story) -> None:
    terms = change(story.contest.terms, scoring=ScoringPolicy(method="by_weather"))
    found = tried(story, scheme_contents({"contest": terms}, CLAUSES))
    told = {one.field: one for one in found.changed}
    assert told["tally"].problem is not None
    assert "by_weather" in told["tally"].problem.en
    assert [cause.clause for cause in told["tally"].causes] == ["3.2"]


def test_only_cases_of_the_named_scheme_are_tried(story: Story) -> None:
    contents = scheme_contents({"contest": change(story.contest.terms, awards=awards(1))})
    assert tried(story, contents, of="scheme-99").cases == 0
    assert tried(story, contents, of=story.contest.basis.scheme).cases == 1  # type: ignore[union-attr]  # it is pinned


def test_provisional_cases_are_left_out() -> None:
    story = Story()
    contest = story.walk.create(CLERK, c.call, **{**CALL, "policy": ContestPolicy()})
    assert contest.basis.kind == "pinned"
    contents = scheme_contents({"contest": change(contest.terms, awards=awards(1))})
    found = tried(story, contents)
    assert (found.cases, found.changed) == (2, ())
