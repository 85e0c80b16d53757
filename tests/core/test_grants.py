from collections.abc import Iterable
from typing import Any

import attrs
import pytest
from tally import KEEPER, OTHER, STRANGER, a_tally, an_act

from homeroom_core.grants import Grant, named, owner, role, staff
from homeroom_core.people import JUDGE, OFFICE, PRINCIPAL, TEACHER, Actor
from homeroom_core.text import Text

LABEL = Text("甲", "乙", "A")


@attrs.frozen
class Panel:
    chair: str | None
    judges: Iterable[str]


def held(grant: Grant, actor: Actor, record: Any = None) -> bool:
    return grant.holds(record or a_tally(), an_act(actor))


def test_role_is_held_by_whoever_has_one_of_them() -> None:
    grant = role(OFFICE, PRINCIPAL)
    holders = [Actor.of("x", OFFICE), Actor.of("x", PRINCIPAL, TEACHER), Actor.of("x", TEACHER)]
    assert [held(grant, actor) for actor in holders] == [True, True, False]
    assert grant.label == Text("德育处、校长", "德育處、校長", "Moral education office, Principal")


def test_owner_is_whose_case_it_is() -> None:
    assert [held(owner, actor) for actor in (KEEPER, OTHER)] == [True, False]


def test_staff_is_whoever_holds_any_role() -> None:
    assert [held(staff, actor) for actor in (KEEPER, OTHER, STRANGER)] == [True, True, False]


@pytest.mark.parametrize("judges", [("a", "b"), frozenset({"a"}), ["b", "a"]])
def test_named_is_whoever_stands_among_the_ids(judges: Iterable[str]) -> None:
    grant = named("judges", LABEL)
    panel = Panel(None, judges)
    assert [held(grant, Actor(id), panel) for id in ("a", "c")] == [True, False]


def test_named_is_the_whole_id_and_not_a_part_of_it() -> None:
    grant = named("chair", LABEL)
    found = [held(grant, Actor(id), Panel("person-12", ())) for id in ("person-12", "person-1")]
    assert found == [True, False]


def test_field_that_names_nobody_grants_nothing() -> None:
    assert not held(named("chair", LABEL), Actor("a"), Panel(None, ()))


def test_either_of_two_grants_is_enough() -> None:
    grant = owner | role(OFFICE)
    actors = (KEEPER, Actor.of("x", OFFICE), OTHER)
    assert [held(grant, actor) for actor in actors] == [True, True, False]
    assert grant.label == Text(
        "本人或德育处", "本人或德育處", "the owner or Moral education office"
    )


def test_grant_but_not_another_keeps_people_from_their_own_case() -> None:
    grant = role(TEACHER).but_not(owner)
    assert [held(grant, actor) for actor in (KEEPER, OTHER)] == [False, True]
    assert grant.label == Text("教师（本人除外）", "教師（本人除外）", "Teacher, but not the owner")


def test_combinations_combine() -> None:
    grant = (role(OFFICE) | role(JUDGE)).but_not(owner | role(PRINCIPAL))
    cases = [Actor.of("x", JUDGE), Actor.of("x", JUDGE, PRINCIPAL), Actor.of(KEEPER.id, OFFICE)]
    assert [held(grant, actor) for actor in cases] == [True, False, False]
