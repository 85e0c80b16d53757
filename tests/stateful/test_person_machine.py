"""Persons, walked at random and, so that every step is surely made, once by hand."""

from lifecycle_machines import PersonMachine, walking

from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.walk import Walk
from homeroom_core.training import person as p

TestPersonMachine = PersonMachine.TestCase
TestPersonMachine.settings = walking()

OFFICE = actor("moral_education_office-1")
PRINCIPAL = actor("principal-1")
LI = p.Details(name="Li")


def test_every_step_of_a_person_is_made() -> None:
    walk = Walk(p.person)
    somebody = walk.create(OFFICE, p.register, staff_no="001", details=LI)
    somebody = walk.apply(OFFICE, p.update, somebody, details=p.Details(name="Li", title="senior"))
    somebody = walk.apply(OFFICE, p.appoint, somebody, roles=frozenset({"judge"}))
    somebody = walk.apply(OFFICE, p.take_class, somebody, class_code="2025-G7-01")
    walk.clock.advance(days=30)
    somebody = walk.apply(
        OFFICE, p.hand_over_class, somebody, because="another grade", class_code="2025-G7-01"
    )
    somebody = walk.apply(OFFICE, p.go_on_leave, somebody, because="study")
    somebody = walk.apply(OFFICE, p.come_back, somebody)
    somebody = walk.apply(OFFICE, p.leave, somebody, because="transferred")
    somebody = walk.apply(OFFICE, p.rehire, somebody, details=LI)
    given = {"kind": p.WARNING, "document": "2025-3", "since": SCHOOL_DAY}
    somebody = walk.apply(PRINCIPAL, p.impose_sanction, somebody, because="late", **given)
    somebody = walk.apply(PRINCIPAL, p.lift_sanction, somebody, because="well", document="2025-3")
    walk.check_journal()
    assert (somebody.state, walk.untaken()) == (p.IN_POST, [])
