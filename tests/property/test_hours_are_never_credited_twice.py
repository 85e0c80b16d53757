"""No history credits the hours of an activity or a certificate to a person twice."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from lifecycle_machines import HoursMachine

from homeroom_core.testing.lifecycle_machine import walks
from homeroom_core.testing.walk import Walk
from homeroom_core.training.hours_records import COUNTED_STATES, REVOKED, VOID_STATES, TrainingHours


@settings(max_examples=10)
@given(walks(HoursMachine, steps=20))
def test_no_history_credits_hours_twice(walk: Walk) -> None:
    hours = [one for one in walk.records() if isinstance(one, TrainingHours)]
    live = Counter(
        (one.person, one.activity, one.document) for one in hours if one.state not in VOID_STATES
    )
    assert [times for times in live.values() if times > 1] == []
    ever = (*COUNTED_STATES, REVOKED)
    credited = [one for one in hours if one.state in ever]
    steps = Counter(
        (one.person, one.activity, one.document)
        for taken in walk.taken.values()
        for before, one in pairwise(taken)
        if isinstance(one, TrainingHours)
        and isinstance(before, TrainingHours)
        and before.counted is None
        and one.counted is not None
    )
    assert steps == Counter((one.person, one.activity, one.document) for one in credited)
    counted = Counter(
        (one.person, one.activity, one.document) for one in hours if one.state in COUNTED_STATES
    )
    assert [times for times in counted.values() if times > 1] == []
    people = Counter((one.person, one.number) for one in credited)
    assert [times for times in people.values() if times > 1] == []
