"""Rosters and offices for tests of the importer."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from homeroom_core.office import Office
from homeroom_core.people import OFFICE, Actor
from homeroom_core.plugins import Plugins
from homeroom_core.school_year import SchoolYear
from homeroom_core.storage import MemoryStorage
from homeroom_core.training.person import Person
from homeroom_plugins.roster import (
    ImportReport,
    Roster,
    import_roster,
    read_roster,
    read_table,
)

ORG = "school-1"
BY = Actor.of("office-1", OFFICE)
YEAR = SchoolYear(2025)
NAMES = ("王芳", "李雷", "韩梅梅", "阿依古丽·买买提", "John Smith", "㐂𠮷")


class Day:
    """A clock that stands at eight in the morning of a day until it is told another."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(8), UTC)

    def pass_by(self, days: int = 1) -> None:
        self.day += timedelta(days=days)


def school(clock: Day | None = None, *plugins: object) -> Office:
    clock = clock or Day(date(2025, 9, 1))
    return Office(MemoryStorage(), clock=clock, plugins=Plugins(*plugins))


def wide(text: str) -> str:
    """Full-width letters, digits and signs, as Chinese input methods type them."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def csv_of(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A CSV file with the columns of the first row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def roster_of(*rows: Mapping[str, str], year: SchoolYear = YEAR) -> Roster:
    return read_roster(read_table(csv_of(rows), name="roster.csv"), school_year=year)


def imported(office: Office, *rows: Mapping[str, str], year: SchoolYear = YEAR) -> ImportReport:
    roster = roster_of(*rows, year=year)
    return office.transact(ORG, BY, lambda desk: import_roster(desk, roster))


def people(office: Office) -> dict[str, Person]:
    """Everybody, by staff number."""
    with office.reading(ORG) as reading:
        return {person.staff_no: person for person in reading.find(Person)}


@st.composite
def staff_rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """Rows of a roster without a fault; staff numbers and classes differ."""
    count = draw(st.integers(1, 8))
    numbers = draw(st.lists(st.integers(1, 999), min_size=count, max_size=count, unique=True))
    classes = draw(st.lists(st.integers(1, 30), min_size=count, max_size=count, unique=True))
    duties = st.sampled_from(["", "班主任", "班主任助理", "评委、计分员", "德育处"])
    rows = []
    for number, place in zip(numbers, classes, strict=True):
        duty = draw(duties)
        leads = "班主任" in duty or (not duty and draw(st.booleans()))
        month = draw(st.dates(date(1990, 1, 1), date(2025, 8, 1)))
        rows.append(
            {
                "工号": f"T{number:03d}",
                "姓名": draw(st.sampled_from(NAMES)),
                "职务": duty,
                "职称": draw(st.sampled_from(["", "二级教师", "高级教师", "未评"])),
                "班级": f"七（{place}）班" if leads else "",
                "参加工作年月": draw(st.sampled_from(["", f"{month:%Y.%m}", f"{month:%Y/%m/%d}"])),
                "累计班主任年限": draw(st.sampled_from(["", "0", "3", "6.5"])),
            }
        )
    return rows
