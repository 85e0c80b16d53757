"""What a type checker makes of calls of steps; mypy reads this file, nothing runs it.

Each call that is wrong carries the error it has to give. Were it accepted, mypy would report the
comment as unused, since the project checks itself with `warn_unused_ignores`.
"""

from decimal import Decimal
from typing import assert_type

from tally import Tally, add, begin, mark, pause, settle, write
from tally import tally as tally_lifecycle

from homeroom_core.act import Act
from homeroom_core.decision import Decision, Option, decide, originate, perform
from homeroom_core.desk import Desk
from homeroom_core.lifecycle import Creation, Lifecycle, Transition
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.growth_plan import submit
from homeroom_core.training.growth_plan import write as write_plan
from homeroom_core.training.growth_plan_records import GrowthPlan


def right_calls(desk: Desk, record: Tally, plan: GrowthPlan, goals: tuple[Goal, ...]) -> None:
    assert_type(desk.create(begin, keeper="a"), Tally)
    assert_type(desk.create_because("asked for", begin, keeper="a", count=2), Tally)
    assert_type(desk.apply(add, record), Tally)
    assert_type(desk.apply(add, record, more=2), Tally)
    assert_type(desk.apply(mark, record, Decimal("8.5")), Tally)
    assert_type(desk.apply(mark, record, points=Decimal("8.5")), Tally)
    assert_type(desk.apply_because("ill", pause, record), Tally)
    assert_type(desk.apply(write_plan, plan, diagnosis="d", goals=goals), GrowthPlan)
    assert_type(desk.apply(submit, plan), GrowthPlan)


def wrong_arguments(desk: Desk, record: Tally, plan: GrowthPlan, goals: tuple[Goal, ...]) -> None:
    desk.create(begin)  # type: ignore[call-arg]  # keeper is missing
    desk.create(begin, keeper=1)  # type: ignore[arg-type]  # an id is text
    desk.create(begin, keeper="a", colour="red")  # type: ignore[call-arg]  # there is no colour
    desk.apply(write, record)  # type: ignore[call-arg]  # note is missing
    desk.apply(write, record, note=1)  # type: ignore[arg-type]  # a note is text
    desk.apply(write, record, "n")  # type: ignore[call-arg]  # note has to be named
    desk.apply(add, record, less=1)  # type: ignore[call-arg]  # it is called more
    desk.apply(mark, record, 8.5)  # type: ignore[arg-type]  # marks are exact
    desk.apply(pause, record, why="ill")  # type: ignore[call-arg]  # it takes nothing
    desk.apply_because("now", settle, record)  # type: ignore[call-arg]  # go_on is missing
    desk.apply(write_plan, plan, goals=goals)  # type: ignore[call-arg]  # diagnosis is missing
    desk.apply(write_plan, plan, diagnosis="d", goals=("g1",))  # type: ignore[arg-type]  # ids are no goals


def wrong_records(desk: Desk, record: Tally, plan: GrowthPlan) -> None:
    desk.apply(add, plan)  # type: ignore[misc]  # a plan is no tally
    desk.apply(submit, record)  # type: ignore[misc]  # a tally is no plan
    desk.apply(begin, record)  # type: ignore[arg-type]  # a creation is no transition
    desk.create(add, record)  # type: ignore[arg-type]  # a transition is no creation
    desk.available(tally_lifecycle, plan)  # type: ignore[misc]  # a plan has another lifecycle


def deciding(record: Tally, plan: GrowthPlan, act: Act) -> None:
    assert_type(decide(record, write, act, note="n"), Decision)
    assert_type(perform(record, write, act, note="n"), Tally)
    assert_type(originate(begin, act, keeper="a"), Tally)
    decide(record, write, act)  # type: ignore[call-arg]  # note is missing
    perform(plan, write, act, note="n")  # type: ignore[misc]  # a plan is no tally
    originate(begin, act)  # type: ignore[call-arg]  # keeper is missing


def offices(office: Office, actor: Actor) -> None:
    assert_type(office.transact("s", actor, lambda desk: desk.create(begin, keeper="a")), Tally)
    assert_type(office.get("s", Tally, "tally-1"), Tally)
    with office.desk("s", by=actor) as desk:
        assert_type(desk, Desk)
        assert_type(desk.get(Tally, "tally-1"), Tally)
        assert_type([record.count for record in desk.find(Tally)], list[int])
        assert_type(desk.available(tally_lifecycle, desk.get(Tally, "tally-1")), tuple[Option, ...])


def declarations() -> None:
    assert_type(tally_lifecycle, Lifecycle[Tally])
    assert_type(pause, Transition[Tally, []])
    only_an_act: Creation[Tally, []] = begin  # type: ignore[assignment]  # it wants a keeper
    del only_an_act
