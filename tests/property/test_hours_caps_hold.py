"""Whatever is credited in whatever order, no cap is exceeded and nothing earned gets lost."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.people import Level
from homeroom_core.provided import Offer
from homeroom_core.record import Shelf
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.hours_strategies import AMOUNTS, hours_policies
from homeroom_core.testing.strategies import school_days
from homeroom_core.training.hours import counted_again
from homeroom_core.training.hours_account import account
from homeroom_core.training.hours_records import (
    CREDITED,
    REVOKED,
    SOURCES,
    HoursPolicy,
    TrainingHours,
    count,
)

EARNED = st.builds(
    TrainingHours,
    id=st.just("hours-1"),
    org=st.just(ORG),
    state=st.just(CREDITED),
    person=st.just("person-1"),
    source=st.sampled_from(SOURCES).map(str),
    level=st.sampled_from(Level),
    hours=AMOUNTS,
    earned_on=school_days(date(2024, 1, 1), date(2027, 12, 31)),
)
"""What one person earned within a few years."""


def credited(hours: list[TrainingHours], policy: HoursPolicy) -> list[TrainingHours]:
    """All of it, credited under one policy in this order."""
    done: list[TrainingHours] = []
    for number, one in enumerate(hours, 1):
        placed = change(one, policy=policy, number=number)
        done.append(change(placed, counted=count(placed, done)))
    return done


@settings(max_examples=25)
@given(st.lists(EARNED, min_size=1, max_size=6), hours_policies())
def test_caps_hold_and_nothing_is_lost(hours: list[TrainingHours], policy: HoursPolicy) -> None:
    done = credited(hours, policy)
    for one in done:
        assert one.counted is not None
        cut = sum((c.hours for c in one.counted.cut_off), Fraction(0))
        assert one.counted.hours + cut == one.hours
        assert one.counted.hours >= 0
        for cap in policy.caps:
            found = account("person-1", done, policy, cap.per, one.earned_on)
            counted = [s.counted for s in found.sources if cap.source in ("", s.source)]
            assert sum(counted, Fraction(0)) <= cap.limit(policy)


@settings(max_examples=25)
@given(st.lists(EARNED, max_size=6), hours_policies())
def test_years_of_a_cycle_add_up_to_it(hours: list[TrainingHours], policy: HoursPolicy) -> None:
    done = credited(hours, policy)
    for one in done:
        whole = account("person-1", done, policy, "cycle", one.earned_on)
        first, _ = policy.years("cycle", one.earned_on)
        years = [first.shifted(n) for n in range(policy.cycle_years)]
        parts = [account("person-1", done, policy, "year", year.first) for year in years]
        assert (whole.earned, whole.counted, whole.credits) == (
            sum((part.earned for part in parts), Fraction(0)),
            sum((part.counted for part in parts), Fraction(0)),
            sum((part.credits for part in parts), Fraction(0)),
        )


@settings(max_examples=25)
@given(st.lists(EARNED, min_size=2, max_size=6), hours_policies(), st.data())
def test_revoked_hours_count_for_nothing_and_give_their_room_back(
    hours: list[TrainingHours], policy: HoursPolicy, data: st.DataObject
) -> None:
    done = credited(hours, policy)
    at = data.draw(st.integers(0, len(done) - 1))
    done[at] = change(done[at], state=REVOKED)
    for later in range(at + 1, len(done)):
        shelf = Shelf(*(change(one, id=f"hours-{n}") for n, one in enumerate(done)))
        again = counted_again(done[later], shelf, Offer())
        done[later] = change(done[later], counted=again)
    without = credited([one for n, one in enumerate(hours) if n != at], policy)
    for per in ("year", "cycle"):
        for one in hours:
            found = account("person-1", done, policy, per, one.earned_on)
            assert found == account("person-1", without, policy, per, one.earned_on)
