from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from rosters import BY, ORG, YEAR, people, school

from homeroom_core.tables.identity import is_identity_number
from homeroom_core.training.person import Person, facts
from homeroom_plugins.eligibility import advisor_rules, assistant_rules
from homeroom_plugins.roster import (
    DEMO_ROSTER,
    Roster,
    demo_roster,
    import_roster,
    read_roster,
    read_table,
)

START = date(2025, 9, 1)


@pytest.fixture(scope="module")
def roster() -> Roster:
    return read_roster(read_table(demo_roster(), name=DEMO_ROSTER), school_year=YEAR)


@pytest.fixture(scope="module")
def staff(roster: Roster) -> list[Person]:
    office = school()
    office.transact(ORG, BY, lambda desk: import_roster(desk, roster))
    return list(people(office).values())


def test_it_can_be_read_from_a_file_as_well(tmp_path: Path, roster: Roster) -> None:
    file = tmp_path / DEMO_ROSTER
    file.write_bytes(demo_roster())
    assert read_roster(read_table(file), school_year=YEAR) == roster


def test_it_has_one_identity_column_and_two_padded_names(roster: Roster) -> None:
    kinds = Counter(remark.kind for remark in roster.remarks)
    assert kinds == {"dropped": 1, "repaired": 2, "left_out": 4}
    dropped = next(remark for remark in roster.remarks if remark.kind == "dropped")
    assert dropped.where == "E 身份证号"


def test_none_of_its_identity_numbers_can_exist() -> None:
    lines = demo_roster().decode("utf-8-sig").splitlines()[1:]
    numbers = [line.split(",")[4] for line in lines]
    assert {len(number) for number in numbers} == {18}
    assert {number[:6] for number in numbers} == {"000000"}
    assert not any(map(is_identity_number, numbers))


def test_every_class_of_three_grades_has_one_homeroom_teacher(staff: list[Person]) -> None:
    led = sorted(filter(None, (person.class_led(START) for person in staff)))
    assert led == [f"2025-G{grade}-{number:02d}" for grade in (7, 8, 9) for number in range(1, 21)]


def test_the_offices_and_helpers_of_a_contest_are_there(staff: list[Person]) -> None:
    assert Counter(role for person in staff for role in person.roles) == {
        "teacher": 103,
        "homeroom_teacher": 60,
        "assistant": 18,
        "judge": 7,
        "grade_leader": 3,
        "moral_education_office": 2,
        "head_judge": 1,
        "scorer": 1,
        "supervisor": 1,
        "research_office": 1,
        "principal": 1,
    }


def test_assistants_are_eligible_all_year(staff: list[Person]) -> None:
    assistants = [person for person in staff if "assistant" in person.roles]
    verdicts = [assistant_rules().judge(facts(p, date(2026, 7, 31))) for p in assistants]
    assert len(verdicts) == 18
    assert all(verdict.eligible for verdict in verdicts)


def test_twelve_teachers_without_a_class_are_advisors_once_recognised(
    staff: list[Person],
) -> None:
    grades = {"七年级", "八年级", "九年级"}
    free = [p for p in staff if not p.posts and p.details.grade in grades]
    judged = [advisor_rules().judge({**facts(p, START), "recognised_by_peers": True}) for p in free]
    assert len(judged) == 12
    assert all(verdict.eligible for verdict in judged)


def test_nine_lead_a_class_for_the_first_time(staff: list[Person]) -> None:
    leading = [p for p in staff if p.class_led(START)]
    assert sum(p.details.homeroom_years == 0 for p in leading) == 9


def test_names_and_staff_numbers_are_each_one_persons(roster: Roster) -> None:
    assert len({row.name for row in roster.rows}) == len({r.staff_no for r in roster.rows}) == 103
