"""The practice school that contracts try plugins in: who is on its books, and what it holds."""

import attrs

from homeroom_core.codec import JSON, to_json
from homeroom_core.office import Office
from homeroom_core.people import TEACHER
from homeroom_core.plugins import Plugins
from homeroom_core.testing.acts import ORG, Clock, actor, practice_office, practice_plugins
from homeroom_core.testing.contracts.law import Subject
from homeroom_core.training.person import Details, Person, register

CLERK = actor("everyone-1")
"""Who imports and tries: somebody with every role, whose own case nothing is."""

STAFF = {"T001": "林一", "T002": "陈二", "T003": "周三", "T004": "吴四", "T005": "郑五"}
"""The staff numbers of the practice school, and whose they are."""


def practice_of(subject: Subject) -> Plugins:
    """What a practice office knows: what is built in, and all that the plugin is loaded among."""
    if "practice" not in subject.known:
        others = [one for one in subject.plugins.plugins if one.origin != "built in"]
        subject.known["practice"] = practice_plugins(*others)
    found: Plugins = subject.known["practice"]
    return found


@attrs.frozen
class School:
    """A practice office with a staff, and the clock that it goes by."""

    office: Office
    clock: Clock

    def names(self) -> dict[str, str]:
        """From the id of each person to their staff number."""
        with self.office.reading(ORG) as reading:
            return {one.id: one.staff_no for one in reading.find(Person)}

    def contents(self) -> dict[str, JSON]:
        """From the id of each record to its state and what stands in it."""
        with self.office.reading(ORG) as reading:
            return {
                record.id: {k: v for k, v in to_json(record).items() if k != "version"}
                for lifecycle in self.office.lifecycles_of(ORG).values()
                for record in reading.find(lifecycle.record)
            }


def school(subject: Subject, *, backwards: bool = False) -> School:
    """A new practice school, its staff registered; backwards, they have other ids."""
    clock = Clock()
    office = practice_office(clock=clock, plugins=practice_of(subject))
    with office.desk(ORG, by=CLERK) as desk:
        for number in sorted(STAFF, reverse=backwards):
            details = Details(name=STAFF[number])
            desk.create(register, staff_no=number, details=details, roles=frozenset({str(TEACHER)}))
    clock.advance(days=1)
    return School(office, clock)
