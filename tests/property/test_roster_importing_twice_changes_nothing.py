"""A second import of one roster adds nothing to the journal, on the same day or another."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from rosters import ORG, Day, imported, people, school, staff_rows


@given(staff_rows(), st.integers(0, 300))
def test_importing_twice_changes_nothing(rows: list[dict[str, str]], days: int) -> None:
    clock = Day(date(2025, 9, 1))
    office = school(clock)
    first = imported(office, *rows)
    before, entries = people(office), office.feed(ORG)
    clock.pass_by(days)
    again = imported(office, *rows)
    assert first.added == again.unchanged == tuple(sorted(row["工号"] for row in rows))
    assert (again.added, again.updated, again.missing, again.steps) == ((), (), (), 0)
    assert again.remarks == first.remarks
    assert (people(office), office.feed(ORG)) == (before, entries)


LEADS = {
    "工号": "T001",
    "姓名": "王芳",
    "职务": "班主任",
    "职称": "",
    "班级": "七（2）班",
    "参加工作年月": "",
    "累计班主任年限": "",
}


@given(staff_rows(), staff_rows())
@example([LEADS], [{**LEADS, "职务": "班主任助理"}])
def test_a_newer_roster_is_taken_over_at_once(
    older: list[dict[str, str]], newer: list[dict[str, str]]
) -> None:
    office = school()
    imported(office, *older)
    first = imported(office, *newer)
    assert imported(office, *newer).steps == 0
    kept = {row["工号"] for row in older} | {row["工号"] for row in newer}
    assert people(office).keys() == kept
    assert set(first.missing) == kept - {row["工号"] for row in newer}
