"""A roster, understood: what each row says of one person."""

from datetime import date
from decimal import Decimal

import attrs

from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.school_year import SchoolYear
from homeroom_core.tables.place import Remark
from homeroom_core.training.person import Details


@attrs.frozen(kw_only=True)
class RosterRow:
    """What one row says of one person; `None` where it says nothing.

    Attributes:
        number: The row, as the spreadsheet shows it.
        staff_no: The school's own number, by which people are recognised.
        name: Without padding.
        title: Code of the professional title; empty for none yet.
        subject: Subject taught.
        grade: Grade group.
        work_since: First day of the first job anywhere.
        joined_on: First day at this school.
        homeroom_since: First day of ever leading a class.
        homeroom_years: Years of leading a class, as the roster counts them.
        roles: Codes of the roles named, less those that go with the class.
        class_code: The class led or assisted, such as `2025-G7-03`.
        class_role: `homeroom_teacher` or `assistant`; what the person is to that class.
    """

    number: int
    staff_no: str
    name: str = attrs.field(repr=False)
    title: str | None = None
    subject: str | None = None
    grade: str | None = None
    work_since: date | None = None
    joined_on: date | None = None
    homeroom_since: date | None = None
    homeroom_years: Decimal | None = None
    roles: frozenset[str] = frozenset()
    class_code: str | None = None
    class_role: str = HOMEROOM_TEACHER

    def details(self, known: Details | None, counted_on: date) -> Details:
        """What is known of the person once this row is taken over.

        Args:
            known: What was known before; kept where the row says nothing.
            counted_on: The day for which `homeroom_years` holds.
        """
        said = {name: value for name in _SAID if (value := getattr(self, name)) is not None}
        if self.homeroom_years is not None:
            said["counted_on"] = counted_on
        return Details(**said) if known is None else attrs.evolve(known, **said)


@attrs.frozen(kw_only=True)
class Roster:
    """A roster without a fault in it.

    Attributes:
        source: What the file is called in errors.
        encoding: How the file was read.
        school_year: The year its classes are of.
        counted_on: The day for which its years of leading a class hold.
        lists_classes: Whether it has a column of classes at all.
        rows: One a person.
        remarks: What was dropped, left out, repaired, or should be looked at.
    """

    source: str
    encoding: str
    school_year: SchoolYear
    counted_on: date
    lists_classes: bool
    rows: tuple[RosterRow, ...]
    remarks: tuple[Remark, ...]


_SAID = tuple(
    field.name for field in attrs.fields(Details) if hasattr(attrs.fields(RosterRow), field.name)
)
