"""Entering a contest and leaving it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from contests import (
    CLERK,
    ENTRIES,
    PEOPLE,
    TEACHER,
    Story,
    a_contest,
    a_person,
    an_act,
    an_entry,
    codes,
    creating,
    refusals,
)

from homeroom_core.change import change
from homeroom_core.decision import originate
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import RefusedError
from homeroom_core.fact import number
from homeroom_core.people import HEAD_JUDGE, OFFICE, Actor
from homeroom_core.rule import Rule
from homeroom_core.testing.acts import MORNING, SCHOOL_DAY
from homeroom_core.text import Text
from homeroom_core.training import contest_entry as e
from homeroom_core.training import contest_records as r
from homeroom_core.training import person as p

OWNER = Actor.of("person-1", "teacher")
OWNER_IN_OFFICE = Actor.of("person-1", OFFICE)
YEARS = Rule(
    id="years",
    label=Text.same("years"),
    fact="homeroom_years",
    comparator=">=",
    boundary=number(8),
    waiver=OFFICE,
)
STRICT = a_contest(rules=RuleSet(id="rules", label=Text.same("rules"), rules=(YEARS,)))
ENTER = {"contest": "contest-1", "contestant": "person-1", "title": "Our rules"}


def entered(by: Actor, contest: r.Contest, **more: object) -> r.ContestEntry:
    act = an_act(by, contest, *PEOPLE, new_id="entry-1")
    return originate(e.enter, act, **{**ENTER, **more})  # type: ignore[arg-type]  # checked by it


def test_a_teacher_enters_on_the_last_day() -> None:
    entry = entered(OWNER, a_contest(deadline=SCHOOL_DAY))
    assert (entry.state, entry.contestant) == ("entered", "person-1")
    assert entry.owners() == {"person-1"}


def test_nobody_enters_another_unless_they_are_the_office() -> None:
    act = an_act(Actor.of("person-2", "teacher"), a_contest(), *PEOPLE)
    assert codes(creating(e.enter, act, **ENTER)) == ["lifecycle.not_granted"]


def test_whoever_is_not_eligible_is_told_what_was_measured_and_who_may_waive_it() -> None:
    act = an_act(OWNER, STRICT, *PEOPLE)
    (refusal,) = creating(e.enter, act, **ENTER)
    assert (refusal.code, refusal.measured, refusal.waiver) == ("years", "5", OFFICE)


def test_a_waiver_is_kept_with_the_entry_and_with_its_warning() -> None:
    entry = entered(CLERK, STRICT, waived=("years",))
    assert (entry.waived, entry.warnings) == (("years",), ("years",))


def test_a_waiver_that_was_not_needed_is_not_kept() -> None:
    easy = change(STRICT, rules=change(STRICT.rules, rules=(change(YEARS, boundary=number(2)),)))
    assert entered(CLERK, easy, waived=("years",)).waived == ()


def test_nobody_waives_a_rule_for_themselves() -> None:
    act = an_act(OWNER_IN_OFFICE, STRICT, *PEOPLE)
    assert codes(creating(e.enter, act, **ENTER, waived=("years",))) == ["years"]


def test_nobody_sets_the_difficulty_of_their_own_work_office_or_not() -> None:
    for by in (OWNER, OWNER_IN_OFFICE):
        act = an_act(by, a_contest(), *PEOPLE)
        found = creating(e.enter, act, **ENTER, factors={"a": Decimal(2)})
        assert codes(found) == ["contest_entry.office_sets"]
    assert entered(CLERK, a_contest(), factors={"a": Decimal(2)}).factors == {"a": 2}


def test_without_any_criterion_left_there_is_nothing_to_judge() -> None:
    act = an_act(CLERK, a_contest(), *PEOPLE)
    found = creating(e.enter, act, **ENTER, not_applicable=frozenset({"a", "b"}))
    assert codes(found) == ["card.nothing_applies"]


def test_every_fault_of_factors_and_exceptions_is_named_with_its_place() -> None:
    act = an_act(CLERK, a_contest(), *PEOPLE)
    found = creating(
        e.enter,
        act,
        **ENTER,
        factors={"a": Decimal("NaN"), "z": Decimal(1)},
        not_applicable=frozenset({"q"}),
    )
    assert codes(found) == ["contest_entry.criteria_unfit"] * 3
    assert [refusal.text.en for refusal in found] == [
        "not_applicable: 'q' does not fit the rubric",
        "factors.a: 'NaN' does not fit the rubric",
        "factors: 'z' does not fit the rubric",
    ]


def test_all_that_stands_against_an_entry_is_said_at_once() -> None:
    contest = a_contest(r.SCORING, panel=(r.PanelMember(judge="person-1", presides=True),))
    act = an_act(TEACHER, contest, a_person(1, p.LEFT), an_entry(1), at=MORNING)
    assert codes(creating(e.enter, act, **{**ENTER, "title": ""})) == [
        "lifecycle.not_granted",
        "contest_entry.no_title",
        "contest_entry.closed",
        "contest_entry.entered_twice",
        "contest_entry.is_judge",
        "contest_entry.not_in_post",
    ]


@pytest.mark.parametrize("state", [r.ENTRY_IN, e.PASSED_OVER, e.DISQUALIFIED])
def test_whoever_was_put_out_does_not_come_back(state: str) -> None:
    act = an_act(CLERK, a_contest(), *PEOPLE, an_entry(1, state))
    assert codes(creating(e.enter, act, **ENTER)) == ["contest_entry.entered_twice"]


@pytest.mark.parametrize("step", [e.withdraw, e.disqualify])
@pytest.mark.parametrize("state", r.CONTEST_STATES)
def test_an_entry_leaves_only_while_there_is_no_result(step: object, state: str) -> None:
    act = an_act(CLERK, a_contest(state), reason="ill")
    transition = e.contest_entry.step(getattr(step, "name", ""))
    expected = {
        r.AWARDED: ["contest_entry.contest_over"],
        r.CANCELLED: ["contest_entry.contest_over"],
    }.get(state, [] if state in e.STILL_OPEN else ["contest_entry.has_result"])  # type: ignore[call-overload]  # a state is a str
    assert codes(refusals(ENTRIES[0], transition, act)) == expected


def test_a_contestant_withdraws_but_neither_passes_over_nor_disqualifies() -> None:
    act = an_act(Actor.of("person-1", OFFICE, HEAD_JUDGE), a_contest(), *ENTRIES, reason="ill")
    assert codes(refusals(ENTRIES[0], e.withdraw, act)) == []
    for step in (e.pass_over, e.disqualify):
        assert codes(refusals(ENTRIES[0], step, act)) == ["lifecycle.not_granted"]


def test_leaving_needs_a_reason() -> None:
    act = an_act(OWNER, a_contest())
    assert codes(refusals(ENTRIES[0], e.withdraw, act)) == ["lifecycle.reason_required"]


def test_withdrawn_once_one_may_enter_again_before_the_deadline() -> None:
    story = Story(entries=1, deadline=SCHOOL_DAY + timedelta(5))
    entry = story.get(r.ContestEntry, story.entries[0])
    story.walk.apply(Actor.of(entry.contestant, "teacher"), e.withdraw, entry, because="typo")
    again = story.walk.create(
        CLERK, e.enter, contest=story.id, contestant=entry.contestant, title="Better"
    )
    assert story.in_draw() == (again.id,)
    with pytest.raises(RefusedError):
        story.walk.create(
            CLERK, e.enter, contest=story.id, contestant=entry.contestant, title="Third"
        )
