"""The seats of a demonstration lesson: who may have one, and when. Young teachers come first."""

from collections.abc import Iterable, Mapping

from homeroom_core.act import Act
from homeroom_core.calendar import working_days_before
from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.text import Text, listing
from homeroom_core.training.attendance import NOTHING, nominated, person_of
from homeroom_core.training.demonstration_reasons import (
    FULL,
    HOST_WATCHES,
    NO_SPARE_SEAT,
    NOT_YET,
    REGISTERED,
)
from homeroom_core.training.demonstration_records import Demonstration, Registration
from homeroom_core.training.demonstration_rules import judge_young, young_without_seat
from homeroom_core.training.rule_origin import credit_rules


def enrolled(
    lesson: Demonstration, act: Act, people: tuple[str, ...], grade: str
) -> tuple[str, ...]:
    """Those named, and then the young teachers of the grade who are not among them."""
    if not grade.strip():
        return people
    credit_rules(act, lesson.policy.young_rules)
    young = young_without_seat(lesson, act.reader, grade=grade).people
    return (*people, *(one for one in young if one not in people))


def seated(lesson: Demonstration, act: Act, people: Iterable[str]) -> Demonstration:
    """The lesson with these people in seats."""
    more = tuple(
        Registration(
            person=one, on=act.on, by=act.actor.id, young=_why_not_young(lesson, act, one) is None
        )
        for one in people
    )
    return change(lesson, registrations=(*lesson.registrations, *more))


def seating(lesson: Demonstration, act: Act, people: tuple[str, ...]) -> Iterable[Refusal]:
    """People in post, each once, none of them the host; seats for all, young teachers first."""
    yield from nominated(act.reader, people)
    if lesson.host in people:
        yield HOST_WATCHES(measured=lesson.host)
    twice = sorted({one for one in people if one in lesson.registered or people.count(one) > 1})
    if twice:
        yield REGISTERED(measured=listing(twice))
    others = {
        one: why
        for one in people
        if one not in (lesson.host, *twice)
        and (why := _why_not_young(lesson, act, one)) is not None
    }
    if others:
        yield from _others_may(lesson, act, people, others)
    if len(people) > lesson.seats_left:
        yield FULL(measured=len(people), required=lesson.seats_left)


def listed(people: Iterable[str]) -> Text:
    """These people by id, sorted; in words where there is nobody."""
    found = sorted(people)
    return listing(found) if found else NOTHING


def _others_may(
    lesson: Demonstration, act: Act, people: tuple[str, ...], others: Mapping[str, Text]
) -> Iterable[Refusal]:
    """Whether those who are not young may have seats now."""
    told = listing(others.values())
    if lesson.policy.others == "spare_seats":
        waiting = {*young_without_seat(lesson, act.reader).people} - {*people}
        young = len(people) - len(others)
        spare = max(lesson.seats_left - young - len(waiting), 0)
        if len(others) > spare:
            yield NO_SPARE_SEAT(measured=told, required=spare)
        return
    days = lesson.policy.others_working_days_before
    first = working_days_before(act.working_days(), lesson.on, days)
    if act.on < first:
        yield NOT_YET(measured=told, when=first)


def _why_not_young(lesson: Demonstration, act: Act, id: str) -> Text | None:
    """Why somebody does not count as young, in words; `None` for a young teacher."""
    person = person_of(act.reader, id)
    if person is None:
        return _WHY.format(person=id, why=_UNKNOWN)
    credit_rules(act, lesson.policy.young_rules)
    found = judge_young(lesson, person)
    if found.eligible:
        return None
    return _WHY.format(person=id, why=listing(one.text for one in found.refusals))


_WHY = Text("{person}（{why}）", "{person}（{why}）", "{person} ({why})")
_UNKNOWN = Text("不在花名册", "不在花名冊", "not in the roster")
