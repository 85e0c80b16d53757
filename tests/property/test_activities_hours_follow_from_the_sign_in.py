"""Credits are the sign-in, counted: each person once, no hour more or less, in any order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.testing.strategies import values
from homeroom_core.training.attendance import Attended, credits_of
from homeroom_core.training.demonstration_records import Demonstration
from homeroom_core.training.forum_records import Forum
from homeroom_core.training.seminar_records import Seminar
from homeroom_core.training.visit_records import Visit

ACTIVITIES = (Demonstration, Forum, Seminar, Visit)


@pytest.mark.parametrize("cls", ACTIVITIES)
@given(data=st.data())
def test_each_person_is_credited_once_and_nobody_whose_presence_does_not_count(
    cls: type[Attended], data: st.DataObject
) -> None:
    activity = data.draw(values(cls))
    credited = [credit.person for credit in credits_of(activity)]
    assert credited == sorted({one.person for one in activity.counted})


@pytest.mark.parametrize("cls", ACTIVITIES)
@given(data=st.data())
def test_the_hours_add_up_to_those_of_the_sheet(cls: type[Attended], data: st.DataObject) -> None:
    activity = data.draw(values(cls))
    of_sheet = [activity.hours_a_day.of(one.part) for one in activity.counted]
    credited = [credit.hours for credit in credits_of(activity)]
    assert sum(credited, Decimal(0)) == sum(of_sheet, Decimal(0))


@pytest.mark.parametrize("cls", ACTIVITIES)
@given(data=st.data())
def test_the_order_of_the_sheet_does_not_matter(cls: type[Attended], data: st.DataObject) -> None:
    activity = data.draw(values(cls))
    shuffled = tuple(data.draw(st.permutations(activity.presences)))
    assert credits_of(change(activity, presences=shuffled)) == credits_of(activity)
