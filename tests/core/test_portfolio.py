"""Portfolios, gathered in an office: by school year and kind, for whoever reads them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.portfolio import Portfolio
from homeroom_core.school_year import SchoolYear
from homeroom_core.testing.acts import ORG, Clock, actor, practice_office
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.training import growth_plan as g
from homeroom_core.training import person as p
from homeroom_core.training import reflection as r
from homeroom_core.training.reflection_records import Reflection

CLERK, STRANGER = actor("moral_education_office-1"), actor("teacher-1")
MIDNIGHT = datetime(2026, 8, 31, 16, tzinfo=UTC)
"""When 1 September 2026 begins in the school's zone."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(clock: Clock) -> Office:
    """A teacher, person-1, with a plan and two entries, the second in the next school year."""
    office = practice_office(clock=clock)
    with office.desk(ORG, by=CLERK) as desk:
        who = desk.create(p.register, staff_no="7", details=p.Details(name="王 <芳>"))
    teacher = Actor.of(who.id, "teacher")
    clock.advance(days=40)
    adopt_scheme(office, clock)
    today = clock.moment.date()
    with office.desk(ORG, by=teacher) as desk:
        ends = today + timedelta(days=300)
        desk.create(g.draft, teacher=who.id, title="three years", starts=today, ends=ends)
        entry = desk.create(r.draft, title="Monday", text="too loud")
        entry = desk.apply(
            r.log_study, entry, form="course", title="Talking", hours=Decimal(3), on=today
        )
        entry = desk.apply(r.share, entry, readers=frozenset({CLERK.id}))
    with office.desk(ORG, by=CLERK) as desk:
        entry = desk.get(Reflection, entry.id)
        entry = desk.apply(r.verify_study, entry, number=1, hours=Decimal(2), evidence="platform")
        desk.apply(r.credit, entry)
    clock.moment = MIDNIGHT
    with office.desk(ORG, by=teacher) as desk:
        desk.create(r.draft, title="Private")
    return office


TEACHER = Actor.of("person-1", "teacher")


def groups(found: Portfolio) -> list[tuple[str, str, list[str]]]:
    return [(o.year.label, o.kind, [e.view.id for e in o.entries]) for o in found.groups]


def test_a_portfolio_is_grouped_by_school_year_and_kind(office: Office) -> None:
    found = office.portfolio(ORG, "person-1", to=TEACHER)
    assert (found.name, groups(found)) == (
        "王 <芳>",
        [
            ("2025-2026", "growth_plan", ["growth_plan-7"]),
            ("2025-2026", "person", ["person-1"]),
            ("2025-2026", "reflection", ["reflection-8"]),
            ("2026-2027", "reflection", ["reflection-13"]),
        ],
    )


def test_what_a_reader_may_not_see_is_not_there(office: Office) -> None:
    assert groups(office.portfolio(ORG, "person-1", to=CLERK)) == [
        ("2025-2026", "growth_plan", ["growth_plan-7"]),
        ("2025-2026", "person", ["person-1"]),
        ("2025-2026", "reflection", ["reflection-8"]),
    ]
    found = office.portfolio(ORG, "person-1", to=STRANGER)
    assert (found.name, groups(found)) == (None, [("2025-2026", "person", ["person-1"])])


def test_a_year_is_that_of_the_schools_own_calendar(office: Office) -> None:
    later = office.portfolio(ORG, "person-1", to=TEACHER, year=SchoolYear(2026))
    assert groups(later) == [("2026-2027", "reflection", ["reflection-13"])]
    assert later.name == "王 <芳>"


def test_those_who_take_part_find_it_in_theirs_and_others_do_not(office: Office) -> None:
    found = office.portfolio(ORG, STRANGER.id, to=TEACHER)
    assert list(found.told().lines("en")) == [
        "Portfolio (teacher-1)",
        "  There is nothing in it that you may see.",
    ]


def test_a_portfolio_tells_hours_that_were_credited(office: Office) -> None:
    lines = list(office.portfolio(ORG, "person-1", to=CLERK).told().lines("en"))
    at = next(n for n, line in enumerate(lines) if "[reflection-8]" in line)
    assert lines[at].strip() == "Monday: Shared, since 2025-10-20 [reflection-8]"
    assert lines[-1].strip() == "hours credited: 2"


def test_a_page_escapes_everything(office: Office) -> None:
    found = office.portfolio(ORG, "person-1", to=TEACHER)
    page = office.portfolio_page(ORG, found, "zh-Hans")
    assert "王 &lt;芳&gt;" in page
    assert "<芳>" not in page
    assert page.count("<script") == 0


def test_json_does_not_say_that_something_is_hidden(office: Office) -> None:
    told = office.portfolio(ORG, "person-1", to=STRANGER).to_json("en")
    (group,) = told["groups"]
    (record,) = group["records"]
    assert ("hidden" in record, sorted(record["fields"])) == (
        False,
        ["posts", "roles", "staff_no"],
    )


def test_an_erased_record_has_left_the_portfolio(office: Office) -> None:
    office.erase(ORG, "reflection-8", by=CLERK, reason="asked for")
    kept = groups(office.portfolio(ORG, "person-1", to=TEACHER, year=SchoolYear(2025)))
    assert kept == [
        ("2025-2026", "growth_plan", ["growth_plan-7"]),
        ("2025-2026", "person", ["person-1"]),
    ]
