"""Hours of training: logged, verified, credited under caps, reported; and what is missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from contests import CLERK, a_person, an_act, codes, refusals
from refusals.hours import an_activity, some_hours

from homeroom_core.codec import to_json
from homeroom_core.decision import originate, perform
from homeroom_core.errors import InputError, RefusedError
from homeroom_core.explanation import Question, recomputed
from homeroom_core.people import HOMEROOM_TEACHER, Actor, Level
from homeroom_core.provided import Offer
from homeroom_core.record import EVERYTHING, Shelf
from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.text import LANGUAGES
from homeroom_core.training import hours as h
from homeroom_core.training import hours_account as accounts
from homeroom_core.training import hours_records as r
from homeroom_core.training import person as p
from homeroom_core.training.activity import STUDIED, Credit

OWNER = actor("person-1")
POLICY = r.HoursPolicy()


def earned(number: int, amount: str, source: str = r.EXTERNAL, **more: Any) -> r.TrainingHours:
    """Credited hours of `person-1`, the so many-eth, counted in full unless `counted` is given."""
    level = Level.SCHOOL if source == r.SCHOOL_BASED else Level.CITY
    rate = POLICY.hours_per_credit[level]
    given = {
        "id": f"hours-{number}",
        "activity": "",
        "document": f"2025-{number}",
        "source": source,
        "level": level,
        "hours": Decimal(amount),
        "number": number,
        "counted": r.Counted(hours=Fraction(amount), credits=Fraction(amount) / Fraction(rate)),
        **more,
    }
    return some_hours(r.CREDITED, **given)


def credited(hours: r.TrainingHours, *before: r.TrainingHours) -> r.Counted:
    verified = perform(hours, h.verify, an_act(CLERK, an_activity(str(hours.hours))))
    reading = an_act(CLERK, an_activity(str(hours.hours)), *before)
    counted = perform(verified, h.credit, reading).counted
    assert counted is not None
    return counted


def test_hours_come_from_the_activity_with_its_day_and_level() -> None:
    activity = an_activity("2.5", held_on=date(2025, 8, 29), level=Level.DISTRICT)
    by = an_act(OWNER, a_person(1), activity)
    made = originate(h.log_activity, by, activity="forum-1", person="person-1")
    assert (made.hours, made.earned_on, made.level, made.source) == (
        Decimal("2.5"),
        date(2025, 8, 29),
        Level.DISTRICT,
        r.EXTERNAL,
    )


def test_an_activity_without_a_day_counts_on_the_day_it_is_logged() -> None:
    by = an_act(OWNER, a_person(1), an_activity())
    made = originate(h.log_activity, by, activity="forum-1", person="person-1")
    assert (made.earned_on, made.source) == (SCHOOL_DAY, r.SCHOOL_BASED)


def test_self_study_is_a_source_of_its_own() -> None:
    studied = Credit(person="person-1", hours=Decimal(2), part=STUDIED)
    by = an_act(OWNER, a_person(1), an_activity(credits=(studied,)))
    made = originate(h.log_activity, by, activity="forum-1", person="person-1")
    assert (made.source, made.part) == (r.SELF_STUDY, STUDIED)


@pytest.mark.parametrize(
    ("source", "level", "credits"),
    [(r.SCHOOL_BASED, Level.SCHOOL, Fraction(1, 4)), (r.EXTERNAL, Level.CITY, Fraction(1, 2))],
)
def test_ten_hours_are_a_credit_and_twenty_of_school_based_training(
    source: str, level: Level, credits: Fraction
) -> None:
    made = credited(some_hours(source=source, level=level, hours=Decimal(5)))
    assert made == r.Counted(hours=Fraction(5), credits=credits)


def test_school_based_training_counts_for_a_third_of_the_cycle_and_the_rest_is_kept() -> None:
    before = earned(1, "118", r.SCHOOL_BASED)
    made = credited(some_hours(hours=Decimal(4)), before)
    cut = r.CutOff(cap="school-based-share", room=Fraction(2), hours=Fraction(2))
    assert made == r.Counted(hours=Fraction(2), credits=Fraction(1, 10), cut_off=(cut,))
    assert credited(some_hours(hours=Decimal(2)), before).cut_off == ()


def test_a_platform_counts_144_hours_a_year_and_anew_in_the_next() -> None:
    before = earned(1, "144", r.PLATFORM, earned_on=date(2025, 9, 1))
    more = some_hours(
        activity="", document="x", source=r.PLATFORM, level=Level.CITY, hours=Decimal(6)
    )
    assert credited(more, before).hours == 0
    last_year = earned(1, "144", r.PLATFORM, earned_on=date(2025, 8, 31))
    assert credited(more, last_year).hours == 6


def test_hours_credited_to_the_person_elsewhere_take_no_room_under_another_cap() -> None:
    made = credited(some_hours(hours=Decimal(4)), earned(1, "300"))
    assert made.cut_off == ()


def test_a_share_that_is_no_whole_number_stays_exact() -> None:
    cap = r.HoursCap(id="third", share=Fraction(1, 3))
    policy = r.HoursPolicy(yearly_hours=Decimal(50), caps=(cap,))
    made = credited(some_hours(hours=Decimal(20), policy=policy))
    assert (made.hours, made.cut_off[0].hours) == (Fraction(50, 3), Fraction(10, 3))


def test_hours_credited_are_numbered_and_made_again_from_those_before() -> None:
    first = earned(1, "118", r.SCHOOL_BASED)
    second = some_hours(r.VERIFIED, id="hours-2")
    second = perform(second, h.credit, an_act(CLERK, an_activity(), first))
    third = earned(3, "9", r.SCHOOL_BASED)
    assert second.number == 2
    again = h.counted_again(second, Shelf(first, second, third), Offer({}))
    assert again == second.counted


def test_credits_explain_themselves_through_every_cap() -> None:
    made = perform(
        some_hours(r.VERIFIED),
        h.credit,
        an_act(CLERK, an_activity(), earned(1, "118", r.SCHOOL_BASED)),
    )
    told = h.why(made, Question(actor=CLERK))
    assert told is not None
    assert (told.number, recomputed(told)) == (Fraction(1, 10), Fraction(1, 10))
    assert [list(told.lines(tag)) for tag in LANGUAGES][2] == [
        "Credits, 20 hours to the credit: 2 × 0.05 = 0.1 [hours-1]",
        "  After the cap school-based-share: 4, at most 2, = 2",
        "    School-based training: at most 120 hours a cycle, less what counted before",
        "    Hours earned on 2025-09-10, School-based training: 4",
    ]
    assert h.why(some_hours(), Question(actor=CLERK)) is None


def test_hours_are_seen_by_their_owner_and_by_those_who_decide() -> None:
    hours, shelf = some_hours(), Shelf()
    assert hours.hidden_from(OWNER, shelf) == frozenset()
    assert hours.hidden_from(CLERK, shelf) == frozenset()
    assert hours.hidden_from(Actor.of("person-2", "teacher"), shelf) == EVERYTHING


def test_a_cycle_is_five_years_counted_from_a_year_given() -> None:
    first, last = POLICY.years("cycle", date(2026, 8, 31))
    assert (first.label, last.label) == ("2021-2022", "2025-2026")
    first, last = POLICY.years("cycle", date(2026, 9, 1))
    assert (first.label, last.label) == ("2026-2027", "2030-2031")
    assert POLICY.years("cycle", date(2020, 9, 1))[0].label == "2016-2017"


def test_an_account_says_what_is_earned_counted_required_and_missing() -> None:
    cut = r.Counted(hours=Fraction(6), credits=Fraction(3, 10))
    hours = (
        earned(1, "10", r.SCHOOL_BASED, counted=cut),
        earned(2, "41.5"),
        earned(3, "90", earned_on=date(2024, 9, 1)),
        some_hours(r.VERIFIED, id="hours-4", hours=Decimal(8)),
        some_hours(r.REJECTED, id="hours-5", hours=Decimal(8)),
        some_hours(r.CREDITED, id="hours-6", person="person-2", hours=Decimal(8)),
    )
    year = accounts.account("person-1", hours, POLICY, "year", SCHOOL_DAY)
    assert (year.label, year.earned, year.counted, year.pending, year.missing) == (
        "2025-2026",
        Fraction("51.5"),
        Fraction("47.5"),
        Fraction(8),
        Fraction(1, 2),
    )
    assert {one.source: one.cut_off for one in year.sources if one.cut_off} == {
        r.SCHOOL_BASED: Fraction(4)
    }
    cycle = accounts.account("person-1", hours, POLICY, "cycle", SCHOOL_DAY)
    assert (cycle.label, cycle.counted, cycle.missing, cycle.block_missing) == (
        "2021-2022 – 2025-2026",
        Fraction("137.5"),
        Fraction("222.5"),
        False,
    )
    assert cycle.credits == Fraction(3, 10) + Fraction("4.15") + 9


@pytest.mark.parametrize(("amount", "missing"), [("89.5", True), ("90", False)])
def test_one_training_of_the_cycle_has_ninety_hours(amount: str, missing: bool) -> None:  # a case
    found = accounts.account("person-1", (earned(1, amount),), POLICY, "cycle", SCHOOL_DAY)
    assert found.block_missing == missing


@pytest.mark.parametrize(("amount", "complete"), [("47.5", False), ("48", True)])
def test_forty_eight_hours_a_year_are_enough(amount: str, complete: bool) -> None:  # a case
    found = accounts.account("person-1", (earned(1, amount),), POLICY, "year", SCHOOL_DAY)
    assert found.complete == complete


def appointed(on: date) -> p.Person:
    return a_person(1, details=p.Details(name="Wang", homeroom_since=on))


@pytest.mark.parametrize(
    ("earned_on", "hours"), [(date(2026, 3, 1), 30), (date(2026, 3, 2), 0), (date(2025, 8, 29), 30)]
)
def test_pre_service_training_counts_until_half_a_year_after_the_appointment(
    earned_on: date, hours: int
) -> None:
    block = earned(1, "30", pre_service=True, earned_on=earned_on)
    found = accounts.pre_service(appointed(date(2025, 9, 1)), (block,), POLICY, SCHOOL_DAY)
    assert found is not None
    assert (found.until, found.hours, found.missing) == (
        date(2026, 3, 1),
        Fraction(hours),
        Fraction(30 - hours),
    )


@pytest.mark.parametrize(
    ("on", "owed"),
    [(date(2025, 2, 28), False), (date(2025, 3, 1), True), (date(2026, 9, 1), False)],
)
def test_pre_service_training_is_asked_of_those_whose_time_for_it_runs(
    on: date,
    owed: bool,  # a case
) -> None:
    found = accounts.pre_service(appointed(on), (), POLICY, SCHOOL_DAY)
    assert (found is not None) == owed


def test_for_the_whole_school_it_says_what_is_missing_for_whom() -> None:
    people = (a_person(1), a_person(2), a_person(3, p.ON_LEAVE), a_person(4))
    hours = (earned(1, "48"), earned(2, "20", person="person-4"))
    standings = accounts.whole_school(people, hours, POLICY, SCHOOL_DAY)
    assert [one.person for one in standings] == ["person-1", "person-2", "person-4"]
    short = accounts.missing_for_whom(standings)
    assert [(one.person, one.year.missing) for one in short] == [
        ("person-2", Fraction(48)),
        ("person-4", Fraction(28)),
    ]


def test_the_requirements_bind_only_the_roles_named() -> None:
    policy = r.HoursPolicy(required_roles=frozenset({str(HOMEROOM_TEACHER)}))
    leads = a_person(1, roles=frozenset({"homeroom_teacher"}))
    assert [accounts.bound(one, policy) for one in (leads, a_person(2))] == [True, False]


def test_what_is_required_is_what_the_scheme_says_or_homeroom_ships() -> None:
    assert accounts.hours_policy(Shelf(), SCHOOL_DAY) == POLICY


@pytest.mark.parametrize(
    "given",
    [
        {"caps": (r.HoursCap(id="a", hours=Decimal(1)),) * 2},
        {"hours_per_credit": {"school": Decimal(20)}},
        {"hours_per_credit": {str(level): Decimal(0) for level in Level}},
        {"cycle_years": 0},
    ],
)
def test_terms_that_cannot_hold_are_refused(given: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        r.HoursPolicy(**given)


def test_a_school_year_begins_on_a_day_that_every_year_has() -> None:
    with pytest.raises(InputError):
        r.HoursPolicy(year_starts_month=2, year_starts_day=29)


@pytest.mark.parametrize(
    "given", [{}, {"hours": Decimal(1), "share": Fraction(1, 3)}, {"share": Fraction(4, 3)}]
)
def test_a_cap_is_either_hours_or_a_share(given: Any) -> None:
    with pytest.raises(ValueError, match="cap a"):
        r.HoursCap(id="a", **given)


def test_people_whose_hours_are_not_logged_yet_are_those_without_a_record_in_force() -> None:
    both = tuple(Credit(person=f"person-{n}", hours=Decimal(4)) for n in (1, 2, 3))
    activity = an_activity(credits=both)
    shelf = Shelf(
        activity, some_hours(r.REJECTED), some_hours(r.CREDITED, id="hours-2", person="person-2")
    )
    assert h.unlogged(activity, shelf) == ("person-1", "person-3")


def test_terms_are_written_as_a_scheme_holds_them() -> None:
    assert to_json(POLICY)["caps"][0] == {
        "id": "school-based-share",
        "source": "school_based",
        "per": "cycle",
        "hours": None,
        "share": "1/3",
    }


def test_nobody_else_logs_hours_for_a_teacher() -> None:
    by = an_act(Actor.of("person-2", "teacher"), a_person(1), an_activity())
    with pytest.raises(RefusedError) as caught:
        originate(h.log_activity, by, activity="forum-1", person="person-1")
    assert codes(caught.value.refusals) == ["lifecycle.not_granted"]


def test_hours_of_an_activity_that_gives_others_now_are_found_and_taken_over_on_record() -> None:
    logged = some_hours(r.VERIFIED)
    by = an_act(CLERK, an_activity("3"), reason="somebody left at noon")
    assert codes(refusals(logged, h.credit, by)) == ["hours.differs_from_activity"]
    accepted = perform(logged, h.hours.step("accept_hours"), by)
    assert (accepted.hours, accepted.state) == (Decimal(3), r.VERIFIED)
    assert perform(accepted, h.credit, by).counted == r.Counted(
        hours=Fraction(3), credits=Fraction(3, 20)
    )
    assert h.hours_again(some_hours(activity="", document="x"), Shelf(), Offer({})) is None
