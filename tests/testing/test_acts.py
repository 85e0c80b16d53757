from datetime import datetime, timedelta

import pytest

from homeroom_core.errors import InputError
from homeroom_core.people import ROLES
from homeroom_core.testing.acts import (
    CAST,
    MORNING,
    ORG,
    SCHOOL_DAY,
    Clock,
    CountingEntropy,
    act,
    actor,
    practice_office,
)


def test_clock_moves_only_when_told_to() -> None:
    clock = Clock()
    shown = [clock(), clock()]
    clock.advance(days=1, hours=1, minutes=1)
    assert (shown, clock() - MORNING) == ([MORNING] * 2, timedelta(days=1, hours=1, minutes=1))


def test_clock_wants_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Clock(datetime(2025, 9, 1))  # noqa: DTZ001  # what is refused


def test_entropy_never_repeats_itself_and_is_the_same_at_every_run() -> None:
    first, second = CountingEntropy(), CountingEntropy()
    given = [first(16) for _ in range(300)]
    assert len(set(given)) == 300
    assert given == [second(16) for _ in range(300)]


def test_act_has_sensible_defaults() -> None:
    made = act("person-1")
    assert (made.at, made.on, made.org, made.reason) == (MORNING, SCHOOL_DAY, ORG, "")
    assert made.working_days().is_working_day(SCHOOL_DAY)


def test_act_takes_anything_else_as_given() -> None:
    made = act(actor("principal-1"), at=MORNING + timedelta(hours=16), reason="because")
    assert (made.actor.id, made.on - SCHOOL_DAY, made.reason) == (
        "principal-1", timedelta(days=1), "because",
    )  # fmt: skip


def test_act_without_a_time_zone_is_refused() -> None:
    with pytest.raises(InputError):
        act("person-1", at=datetime(2025, 9, 1))  # noqa: DTZ001  # what is refused


def test_cast_has_somebody_for_each_role_and_somebody_without() -> None:
    assert [actor(f"{role}-1").roles for role in ROLES] == [frozenset({role}) for role in ROLES]
    assert len({somebody.id for somebody in CAST}) == len(CAST)
    assert actor("outsider-1").roles == frozenset()


def test_unknown_actor_is_an_error_that_lists_the_cast() -> None:
    with pytest.raises(LookupError, match="outsider-1"):
        actor("nobody-1")


def test_practice_office_works_on_weekdays() -> None:
    calendar = practice_office().calendar(ORG)
    assert calendar is not None
    assert [calendar.is_working_day(SCHOOL_DAY + timedelta(days=n)) for n in range(5)] == [
        True, True, True, False, False,
    ]  # fmt: skip
