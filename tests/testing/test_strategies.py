"""Every registered class has its strategy, and what it draws is valid and often tells apart."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.codec import from_json, to_json
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.record import Record
from homeroom_core.testing.registration import STRATEGIES, register
from homeroom_core.testing.strategies import values
from homeroom_core.testing.training_strategies import growth_plans, notices, persons
from homeroom_core.training.growth_goal import check_goals
from homeroom_core.training.growth_plan import growth_plan
from homeroom_core.training.growth_plan_records import ACTIVE, REVISED, GrowthPlan
from homeroom_core.training.notice import OBJECTED, Notice, notice
from homeroom_core.training.person import LEFT, Person, person

register()


@pytest.mark.parametrize("cls", STRATEGIES, ids=lambda cls: cls.__name__)
@settings(max_examples=settings().max_examples // 5)
@given(data=st.data())
def test_from_type_draws_instances(cls: type, data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(cls)), cls)
    assert isinstance(data.draw(values(cls)), cls)


@pytest.mark.parametrize(
    ("strategy", "states"),
    [(growth_plans, growth_plan.states), (notices, notice.states), (persons, person.states)],
    ids=["growth_plan", "notice", "person"],
)
@given(data=st.data())
def test_every_state_can_be_asked_for(strategy, states, data) -> None:  # type: ignore[no-untyped-def]  # three functions of one shape
    state = data.draw(st.sampled_from(states))
    assert data.draw(strategy(state=state)).state == state


@pytest.mark.parametrize("lifecycle", homeroom_lifecycles(), ids=lambda one: one.kind)
@settings(max_examples=1)
@given(data=st.data())
def test_a_record_of_every_lifecycle_can_be_drawn(
    lifecycle: Lifecycle[Any], data: st.DataObject
) -> None:
    assert data.draw(values(lifecycle.record)).kind == lifecycle.kind


@given(growth_plans())
def test_goals_of_a_growth_plan_are_those_of_a_plan(plan: GrowthPlan) -> None:
    begun = plan.state in ("draft", "withdrawn")
    least = 0 if begun else plan.policy.least_goals
    found = check_goals(plan.goals, first=plan.starts, last=plan.ends, at_least=least)
    assert list(found) == []
    for version in plan.versions:
        goals = check_goals(version.goals, first=plan.starts, last=plan.ends)
        assert list(goals) == []


@given(growth_plans())
def test_versions_of_a_growth_plan_count_up(plan: GrowthPlan) -> None:
    numbers = [version.number for version in plan.versions]
    assert numbers == list(range(1, len(numbers) + 1))
    if plan.state == ACTIVE:
        assert plan.goals == plan.versions[-1].goals
    if plan.state == REVISED:
        assert plan.goals != plan.versions[-1].goals


@given(notices())
def test_objections_are_open_only_while_the_notice_is_objected_to(notice: Notice) -> None:
    assert bool(notice.unanswered) == (notice.state == OBJECTED)


@given(persons())
def test_whoever_has_left_holds_nothing(person: Person) -> None:
    current = {post.role for post in person.posts if post.until is None}
    assert current <= person.roles
    if person.state == LEFT:
        assert (person.roles, current) == (frozenset(), set())


@attrs.frozen(kw_only=True)
class Trip(Record):
    """A record of a plugin, with no strategy of its own."""

    to: tuple[str, ...]
    leader: Person | None


@given(values(Trip))
def test_record_of_a_plugin_is_drawn_field_by_field(trip: Trip) -> None:
    assert from_json(Trip, to_json(trip)) == trip


@attrs.frozen(kw_only=True)
class Least:
    """Terms of a plugin, without a strategy of their own."""

    rounds: int = attrs.field(default=5, validator=attrs.validators.ge(1))


@given(values(Least))
def test_what_a_plugin_validates_is_drawn_valid(terms: Least) -> None:
    assert terms.rounds >= 1
