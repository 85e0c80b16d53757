"""Who may give a demonstration lesson, and who watches it as a young teacher: rules on facts."""

from collections.abc import Iterable
from datetime import date

import attrs

from homeroom_core.eligibility import Eligibility, judge_rules
from homeroom_core.fact import Facts
from homeroom_core.record import Reader
from homeroom_core.training.contest_records import AWARDED, Contest, ContestEntry
from homeroom_core.training.demonstration_records import Demonstration
from homeroom_core.training.person import IN_POST, Person, facts


@attrs.frozen(kw_only=True)
class YoungTeachers:
    """The young teachers in post who have no seat in a lesson yet.

    Attributes:
        people: Their ids, in the order of the roster.
        unknown: Ids of those of whom it cannot be said whether they are young.
    """

    people: tuple[str, ...]
    unknown: tuple[str, ...]


def host_facts(person: Person, reader: Reader, on: date) -> Facts:
    """What is known of somebody who would give a lesson: a person's facts, and their awards.

    `award_certificates` is the number of certificates they hold in the organization's contests.
    """
    return {**facts(person, on), "award_certificates": sum(_certificates(person.id, reader))}


def judge_host(lesson: Demonstration, person: Person, reader: Reader, on: date) -> Eligibility:
    """Whether somebody may give a lesson, judged on a school date.

    Raises:
        InputError: A rule compares a fact with something of another kind.
    """
    return judge_rules(lesson.policy.host_rules, host_facts(person, reader, on))


def judge_young(lesson: Demonstration, person: Person) -> Eligibility:
    """Whether somebody is a young teacher on the day of a lesson.

    Raises:
        InputError: A rule compares a fact with something of another kind.
    """
    return judge_rules(lesson.policy.young_rules, facts(person, lesson.on))


def young_without_seat(
    lesson: Demonstration, reader: Reader, *, grade: str | None = None
) -> YoungTeachers:
    """The young teachers in post who could still take a seat in a lesson.

    Args:
        lesson: The lesson.
        reader: Where the roster is read.
        grade: Only those of this grade group, as the roster has it; `None`: all of them.

    Raises:
        InputError: A rule compares a fact with something of another kind.
    """
    young, unknown = [], []
    for person in reader.find(Person, state=IN_POST):
        elsewhere = grade is not None and person.details.grade.strip() != grade.strip()
        if elsewhere or person.id == lesson.host or person.id in lesson.registered:
            continue
        found = judge_young(lesson, person)
        if found.eligible:
            young.append(person.id)
        elif all(v.holds is not False or v.soft for v in found.verdicts):
            unknown.append(person.id)
    return YoungTeachers(people=tuple(young), unknown=tuple(unknown))


def _certificates(person: str, reader: Reader) -> Iterable[int]:
    """For each of somebody's entries, how many certificates its contest gave it."""
    for entry in reader.find(ContestEntry, contestant=person):
        contest = reader.get(Contest, entry.contest)
        if contest.state == AWARDED:
            yield sum(one.entry == entry.id for one in contest.certificates)
