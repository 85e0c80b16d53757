"""Visits, walked at random and, so that every step is surely made, once by hand."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from lifecycle_machines import VisitMachine, walking

from homeroom_core.case import Pinned
from homeroom_core.errors import RefusedError
from homeroom_core.people import TEACHER, Actor
from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.attendance_strategies import ROSTER, staffed
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.visit_strategies import CLASS, visiting_school
from homeroom_core.testing.walk import Walk
from homeroom_core.training import visit as v
from homeroom_core.training import visit_records as r
from homeroom_core.training.attendance import credits_of

TestVisitMachine = VisitMachine.TestCase
TestVisitMachine.settings = walking()

CLERK, PRINCIPAL = actor("moral_education_office-1"), actor("principal-1")
GOES, STAYS, ALONG = (Actor.of(id, TEACHER) for id in ROSTER)
DAY = SCHOOL_DAY + timedelta(days=14)


def applied(walk: Walk) -> r.Visit:
    given: dict[str, Any] = {
        "leader": GOES.id,
        "companions": frozenset({ALONG.id}),
        "destination": "school 2",
        "purpose": "class meetings",
        "starts": DAY,
        "ends": DAY + timedelta(days=1),
        "budget": Decimal("1200.50"),
    }
    return walk.create(GOES, v.apply, **given)


def there(walk: Walk) -> r.Visit:
    visit = walk.apply(GOES, v.name_cover, applied(walk), class_code=CLASS, colleague=STAYS.id)
    visit = walk.apply(STAYS, v.step_back, visit, because="exams")
    visit = walk.apply(GOES, v.name_cover, visit, class_code=CLASS, colleague=STAYS.id)
    visit = walk.apply(STAYS, v.agree, visit)
    visit = walk.apply(PRINCIPAL, v.approve, visit, document="2025-9")
    walk.clock.advance(days=15)
    who: dict[str, Any] = {"attended": (GOES.id, ALONG.id), "evidence": ("T-1",)}
    return walk.apply(GOES, v.sign_in, visit, on=DAY, **who)


def test_every_step_of_a_visit_is_made() -> None:
    walk = Walk(v.visit)
    visiting_school(walk)
    assert walk.apply(PRINCIPAL, v.decline, applied(walk), because="exams").state == r.DECLINED
    assert walk.apply(GOES, v.cancel, applied(walk), because="ill").state == r.CANCELLED
    visit = walk.apply(CLERK, v.strike, there(walk), because="was ill", person=ALONG.id, on=DAY)
    visit = walk.apply(GOES, v.travel, visit)
    visit = walk.apply(GOES, v.report, visit, text="we saw")
    walk.clock.advance(days=31)
    visit = walk.apply(CLERK, v.remind, visit)
    visit = walk.apply(GOES, v.share, visit, document="2025-11")
    visit = walk.apply(CLERK, v.credit, visit)
    assert (visit.state, visit.credits) == (r.CREDITED, credits_of(visit))
    walk.check_journal()
    assert walk.untaken() == ["visit.lapse", "visit.confirm"]


def test_what_will_not_be_reported_lapses_once_it_is_overdue() -> None:
    walk = Walk(v.visit)
    visiting_school(walk)
    visit = walk.apply(GOES, v.travel, there(walk))
    with pytest.raises(RefusedError):
        walk.apply(CLERK, v.lapse, visit, because="moved away")
    walk.clock.advance(days=31)
    assert walk.apply(CLERK, v.lapse, visit, because="moved away").state == r.LAPSED


def test_a_visit_applied_for_without_a_scheme_is_confirmed_under_one() -> None:
    walk = Walk(v.visit)
    staffed(walk)
    visit = applied(walk)
    walk.clock.advance(days=31)
    made = adopt_scheme(walk.office, walk.clock)
    visit = walk.apply(CLERK, v.confirm, visit, because="applied for before the vote")
    assert visit.basis == Pinned(scheme=made.id, digest=made.digest)
