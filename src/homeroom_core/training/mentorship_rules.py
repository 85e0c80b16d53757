"""Who must have an advisor, and who may be one: rules of the policy on facts of the roster."""

from collections.abc import Iterable
from datetime import date

import attrs

from homeroom_core.eligibility import Eligibility, judge_rules
from homeroom_core.errors import RecordNotFoundError, Refusal
from homeroom_core.fact import FactValue
from homeroom_core.record import Reader
from homeroom_core.training.mentorship_records import (
    OPEN_STATES,
    Mentorship,
    MentorshipPolicy,
)
from homeroom_core.training.person import IN_POST, Person, facts


@attrs.frozen(kw_only=True)
class NeedsAdvisor:
    """Somebody who has no advisor and must have one, or of whom it cannot be said.

    Attributes:
        person: Id of the person.
        unknown: What is not known of them, so that it cannot be said; empty for those who must.
    """

    person: str
    unknown: tuple[Refusal, ...] = ()


def without_advisor(
    people: Iterable[Person], pairs: Iterable[Mentorship], policy: MentorshipPolicy, on: date
) -> tuple[NeedsAdvisor, ...]:
    """Everybody who must have an advisor on a school date and has none, in the order of `people`.

    Args:
        people: The roster.
        pairs: Mentorships; those that have ended do not count.
        policy: Whose rules say who must have one.
        on: The day for which years of work are counted.

    Raises:
        InputError: A rule compares a fact with something of another kind.
    """
    paired = {pair.assistant for pair in pairs if pair.state in OPEN_STATES}
    found = []
    for person in people:
        bound = not policy.bound_roles or bool(policy.bound_roles & person.roles)
        if person.state != IN_POST or not bound or person.id in paired:
            continue
        verdicts = judge_rules(policy.needs_advisor, facts(person, on)).verdicts
        if any(verdict.holds is False and not verdict.soft for verdict in verdicts):
            continue
        unknown = tuple(v.refusal for v in verdicts if v.holds is None and v.refusal)
        found.append(NeedsAdvisor(person=person.id, unknown=unknown))
    return tuple(found)


def judge_pair(pair: Mentorship, advisor: str, reader: Reader, on: date) -> Eligibility | None:
    """Whether somebody may be the advisor of a pair; `None` where one of the two is not known.

    Raises:
        InputError: A rule compares a fact with something of another kind.
    """
    theirs, assistant = person_of(reader, advisor), person_of(reader, pair.assistant)
    if theirs is None or assistant is None:
        return None
    others = reader.find(Mentorship, advisor=advisor, state=OPEN_STATES)
    known: dict[str, FactValue | None] = {
        **facts(theirs, on),
        "advisor_load": 1 + sum(other.id != pair.id for other in others),
    }
    if theirs.details.grade and assistant.details.grade:
        known["same_grade"] = theirs.details.grade == assistant.details.grade
    return judge_rules((*pair.policy.advisor_rules, *pair.policy.pair_rules), known)


def person_of(reader: Reader, id: str) -> Person | None:
    """The person with this id, if the roster has them."""
    try:
        return reader.get(Person, id)
    except RecordNotFoundError:
        return None
