"""Hours of training, walked at random and, so that every step is surely made, once by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from contests import codes
from lifecycle_machines import HoursMachine, school_with_activities, walking

from homeroom_core.case import Pinned
from homeroom_core.errors import RefusedError
from homeroom_core.people import Level
from homeroom_core.testing.activities import PracticeActivity, hold, practice_activity
from homeroom_core.testing.acts import ORG, actor, practice_plugins
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import hours as h
from homeroom_core.training import hours_records as r
from homeroom_core.training import person as p
from homeroom_core.training.activity import Credit
from homeroom_core.training.scheme_contents import scheme_contents

TestHoursMachine = HoursMachine.TestCase
TestHoursMachine.settings = walking()

OWNER, OFFICE = actor("person-1"), actor("moral_education_office-1")
PLUGINS = practice_plugins(lifecycles=(practice_activity,))


def activities(walk: Walk) -> list[str]:
    with walk.office.reading(ORG) as reading:
        return [one.id for one in reading.find(PracticeActivity)]


def test_every_step_of_hours_is_made() -> None:
    walk = Walk(h.hours, plugins=PLUGINS)
    school_with_activities(walk)
    forum, _ = activities(walk)
    made = walk.create(OWNER, h.log_activity, activity=forum, person=OWNER.id)
    made = walk.apply(OFFICE, h.reject, made, because="left early")
    assert made.state == r.REJECTED
    made = walk.create(OFFICE, h.log_activity, activity=forum, person=OWNER.id)
    made = walk.apply(OFFICE, h.verify, made)
    made = walk.apply(OFFICE, h.credit, made)
    assert made.counted == r.Counted(hours=Fraction(4), credits=Fraction(1, 5))
    made = walk.apply(OFFICE, h.report, made, receipt="P-1")
    other = walk.create(
        OWNER,
        h.log_document,
        person=OWNER.id,
        document="2025-7",
        title="Summer course",
        hours=Decimal(90),
        level=Level.CITY,
        earned_on=date(2025, 8, 20),
    )
    other = walk.apply(OFFICE, h.credit, walk.apply(OFFICE, h.verify, other))
    other = walk.apply(OFFICE, h.revoke, other, because="the certificate is forged")
    again = walk.create(OFFICE, h.log_activity, activity=activities(walk)[1], person=OWNER.id)
    again = walk.apply(OFFICE, h.credit, walk.apply(OFFICE, h.verify, again))
    walk.check_journal()
    assert (made.state, other.state) == (r.REPORTED, r.REVOKED)
    assert (other.number, again.number, walk.untaken()) == (2, 3, ["hours.confirm"])


def test_hours_logged_without_a_scheme_are_credited_only_once_they_are_confirmed_under_one() -> (
    None
):
    walk = Walk(h.hours, plugins=PLUGINS)
    walk.clock.advance(days=-40)
    with walk.office.desk(ORG, by=OFFICE) as desk:
        desk.create(p.register, staff_no="1", details=p.Details(name="Wang"))
        forum = desk.create(hold, credits=(Credit(person="person-1", hours=Decimal(4)),))
    made = walk.create(OWNER, h.log_activity, activity=forum.id, person="person-1")
    made = walk.apply(OFFICE, h.verify, made)
    with pytest.raises(RefusedError) as caught:
        walk.apply(OFFICE, h.credit, made)
    assert codes(caught.value.refusals) == ["scheme.case_is_provisional"]
    walk.clock.advance(days=40)
    policy = r.HoursPolicy(caps=(r.HoursCap(id="little", hours=Decimal(1)),))
    scheme = adopt_scheme(walk.office, walk.clock, scheme_contents({"hours": policy}))
    made = walk.apply(OFFICE, h.confirm, made, because="logged before the vote")
    assert made.basis == Pinned(scheme=scheme.id, digest=scheme.digest)
    made = walk.apply(OFFICE, h.credit, made)
    assert made.counted is not None
    assert made.counted.hours == 1
    walk.check_journal()


def test_nobody_verifies_or_credits_their_own_hours() -> None:
    walk = Walk(h.hours, plugins=PLUGINS)
    school_with_activities(walk)
    both = actor("person-2")  # of the office as well
    made = walk.create(both, h.log_activity, activity=activities(walk)[0], person=both.id)
    for step in (h.verify, h.credit, h.report):
        arguments = {"receipt": "P-1"} if step is h.report else {}
        with pytest.raises(RefusedError) as caught:
            walk.apply(both, step, made, **arguments)
        assert codes(caught.value.refusals) == ["lifecycle.not_granted"]
        made = walk.apply(OFFICE, step, made, **arguments)
    with pytest.raises(RefusedError) as caught:
        walk.apply(both, h.revoke, made, because="a mistake")
    assert codes(caught.value.refusals) == ["lifecycle.not_granted"]
