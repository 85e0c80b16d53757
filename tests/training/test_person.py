"""People of a school: posts, roles, years of service, and who sees what."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from contests import CLERK, MEETING, PRINCIPAL, TEACHER, a_person, an_act, codes, creating, refusals

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.decision import perform
from homeroom_core.people import HOMEROOM_TEACHER, Actor
from homeroom_core.people import PRINCIPAL as PRINCIPAL_ROLE
from homeroom_core.record import Shelf
from homeroom_core.testing.acts import MORNING, SCHOOL_DAY
from homeroom_core.training import person as p

CLASS = "2025-G7-01"


def on(day: int, *records: p.Person, by: Actor = CLERK, **more: Any) -> Act:
    return an_act(by, *records, at=MORNING.replace(day=day), **more)


def leading(number: int = 1, class_code: str = CLASS, since: int = 1, **more: Any) -> p.Person:
    post = p.Post(class_code=class_code, role=HOMEROOM_TEACHER, since=date(2025, 9, since))
    return a_person(number, posts=(post,), roles=frozenset({HOMEROOM_TEACHER}), **more)


def test_taking_a_class_begins_a_post_and_gives_its_role() -> None:
    person = perform(a_person(), p.take_class, on(10), class_code=CLASS)
    assert person.posts == (p.Post(class_code=CLASS, role=HOMEROOM_TEACHER, since=SCHOOL_DAY),)
    assert person.roles == {HOMEROOM_TEACHER}
    assert person.class_led(SCHOOL_DAY) == CLASS


def test_a_class_handed_over_is_free_the_day_after() -> None:
    before = leading()
    after = perform(before, p.hand_over_class, on(10, reason="leave"), class_code=CLASS)
    assert (after.posts[0].until, after.roles) == (SCHOOL_DAY, frozenset())
    same_day, day_after = (on(day, after) for day in (10, 11))
    newcomer = a_person(2)
    assert codes(refusals(newcomer, p.take_class, same_day, class_code=CLASS)) == [
        "person.class_has_a_leader"
    ]
    assert codes(refusals(newcomer, p.take_class, day_after, class_code=CLASS)) == []


def test_whoever_led_another_class_before_is_found_by_the_class_led_now() -> None:
    old = p.Post(
        class_code="2024-G7-09",
        role=HOMEROOM_TEACHER,
        since=date(2024, 9, 1),
        until=date(2025, 8, 31),
    )
    person = change(leading(), posts=(old, *leading().posts))
    assert (person.latest_class, person.index()["latest_class"]) == (CLASS, CLASS)
    assert a_person().latest_class is None
    found = refusals(a_person(2), p.take_class, on(10, person), class_code="2024-G7-09")
    assert codes(found) == []


def test_a_class_may_have_several_assistants_but_nobody_assists_their_own() -> None:
    assisting = perform(a_person(2), p.take_class, on(10), class_code=CLASS, role="assistant")
    by = on(10, assisting, leading())
    other = {"class_code": CLASS, "role": "assistant"}
    assert codes(refusals(a_person(3), p.take_class, by, **other)) == []
    assert codes(refusals(assisting, p.take_class, by, **other)) == ["person.holds_post_already"]
    assert codes(refusals(leading(), p.take_class, by, **other)) == ["person.holds_post_already"]


def test_all_that_is_wrong_with_a_post_is_said_at_once() -> None:
    found = refusals(a_person(), p.take_class, on(10), class_code=" ", role="king")
    assert codes(found) == ["person.no_class", "person.unknown_role"]


def test_a_leave_ends_all_posts_and_their_roles_only() -> None:
    person = change(leading(), roles=frozenset({HOMEROOM_TEACHER, "judge"}))
    away = perform(person, p.go_on_leave, on(10, reason="maternity"))
    assert (str(away.state), away.class_led(date(2025, 9, 11))) == ("on_leave", None)
    assert away.roles == {"judge"}
    assert perform(away, p.come_back, on(11)).state == p.IN_POST
    assert codes(refusals(away, p.take_class, on(11), class_code=CLASS)) == [
        "lifecycle.wrong_state"
    ]


def test_whoever_leaves_keeps_the_record_and_comes_back_to_it() -> None:
    gone = perform(leading(), p.leave, on(10, reason="transfer"))
    assert (gone.state, gone.roles, gone.actor()) == (p.LEFT, frozenset(), Actor("person-1"))
    back = perform(gone, p.rehire, on(11), details=p.Details(name="Li Ming"))
    assert (back.state, back.details.name, back.posts) == (p.IN_POST, "Li Ming", gone.posts)
    by = on(11, gone)
    found = creating(p.register, by, staff_no="1", details=p.Details(name="Other"))
    assert codes(found) == ["person.staff_no_taken"]


def test_roles_of_a_class_come_and_go_with_the_post_alone() -> None:
    roles = frozenset({"judge", HOMEROOM_TEACHER})
    person = perform(a_person(), p.appoint, on(10), roles=roles, recognised_by_peers=True)
    assert person.roles == {"judge"}
    assert person.recognised_by_peers
    assert perform(leading(), p.appoint, on(10), roles=frozenset()).roles == {HOMEROOM_TEACHER}


def test_every_unknown_role_is_named() -> None:
    found = refusals(a_person(), p.appoint, on(10), roles=frozenset({"king", "queen", "judge"}))
    assert [(refusal.code, refusal.measured) for refusal in found] == [
        ("person.unknown_role", "king"),
        ("person.unknown_role", "queen"),
    ]


@pytest.mark.parametrize("name", ["update", "appoint", "take_class", "go_on_leave", "leave"])
def test_the_roster_is_kept_by_the_office_and_the_principal(name: str) -> None:
    grant = p.person.step(name).grant
    held = [grant.holds(a_person(), an_act(by)) for by in (CLERK, PRINCIPAL, TEACHER)]
    assert held == [True, True, False]


def test_details_are_replaced_as_a_whole() -> None:
    newer = p.Details(name="Li", title="senior")
    assert perform(a_person(), p.update, on(10), details=newer).details == newer


# ---- years of service ----


def years(counted: str | None, counted_on: date | None, *led: tuple[date, date | None]) -> object:
    posts = tuple(
        p.Post(class_code=f"c{at}", role=HOMEROOM_TEACHER, since=since, until=until)
        for at, (since, until) in enumerate(led)
    )
    details = p.Details(
        name="Li",
        homeroom_years=None if counted is None else Decimal(counted),
        counted_on=counted_on,
    )
    person = a_person(details=details, posts=posts)
    return p.facts(person, date(2025, 9, 10)).get("homeroom_years")


@pytest.mark.parametrize(
    ("counted", "counted_on", "led", "expected"),
    [
        (None, None, (), None),
        ("5", None, (), 5),
        ("5.9", date(2025, 9, 1), (), 5),
        ("5", date(2024, 9, 10), ((date(2020, 9, 1), None),), 6),
        ("5", date(2024, 9, 12), ((date(2020, 9, 1), None),), 5),
        (None, None, ((date(2023, 9, 11), date(2024, 9, 9)), (date(2024, 9, 10), None)), 2),
        ("5", date(2026, 1, 1), ((date(2020, 9, 1), None),), 5),
    ],
)
def test_years_are_what_the_roster_counted_and_the_days_led_since(
    counted: str | None, counted_on: date | None, led: Any, expected: int | None
) -> None:
    assert years(counted, counted_on, *led) == expected


def test_what_is_not_known_is_no_fact() -> None:
    known = p.facts(a_person(details=p.Details(name="Li")), SCHOOL_DAY)
    assert known == {
        "as_of": SCHOOL_DAY,
        "in_post": False,
        "recognised_by_peers": False,
        "has_open_sanction": False,
    }


def test_facts_of_somebody_who_leads_a_class() -> None:
    details = p.Details(
        name="Li",
        title="senior",
        work_since=date(2010, 9, 11),
        homeroom_since=date(2012, 9, 1),
    )
    known = p.facts(leading(details=details), SCHOOL_DAY)
    assert {key: known[key] for key in ("in_post", "title", "work_years", "homeroom_since")} == {
        "in_post": True,
        "title": "senior",
        "work_years": 14,
        "homeroom_since": date(2012, 9, 1),
    }


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        (Actor("person-1"), set()),
        (CLERK, set()),
        (PRINCIPAL, set()),
        (MEETING, {"details", "recognised_by_peers"}),
        (TEACHER, {"details", "recognised_by_peers", "sanctions"}),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_what_the_roster_says_is_for_the_person_and_the_office(
    who: Actor, hidden: set[str]
) -> None:
    assert a_person().hidden_from(who, Shelf()) == hidden


@pytest.mark.parametrize("step", ["go_on_leave", "leave"])
def test_a_class_given_up_by_going_away_is_free_the_day_after(step: str) -> None:
    gone = perform(leading(), p.person.step(step), on(10, reason="transfer"))
    for day, expected in ((10, ["person.class_has_a_leader"]), (11, [])):
        found = refusals(a_person(2), p.take_class, on(day, gone), class_code=CLASS)
        assert codes(found) == expected


def test_a_sanction_runs_as_long_as_the_scheme_says_and_counts_until_it_is_lifted() -> None:
    by = on(10, by=MEETING, reason="late again")
    person = perform(
        a_person(), p.impose_sanction, by, kind=p.DEMERIT, document="2025-3", since=SCHOOL_DAY
    )
    (imposed,) = person.sanctions
    assert imposed.until == date(2026, 9, 9)
    assert p.facts(person, date(2026, 9, 9))["has_open_sanction"] is True
    assert p.facts(person, date(2026, 9, 10))["has_open_sanction"] is False
    lifted = perform(
        person, p.lift_sanction, on(20, by=MEETING, reason="all well"), document="2025-3"
    )
    assert lifted.sanctions_in(date(2025, 9, 20), date(2026, 9, 9)) == ()
    assert lifted.sanctions_in(date(2025, 9, 19), date(2025, 9, 19)) == lifted.sanctions


def test_nobody_decides_on_a_sanction_of_their_own() -> None:
    principal = Actor.of("person-1", PRINCIPAL_ROLE)
    given = {"kind": p.WARNING, "document": "2025-3", "since": SCHOOL_DAY}
    found = refusals(a_person(), p.impose_sanction, on(10, by=principal, reason="x"), **given)
    assert codes(found) == ["lifecycle.not_granted"]
