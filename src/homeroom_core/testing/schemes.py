"""A scheme in force, for tests of what rests on one."""

from datetime import timedelta

from homeroom_core.office import Office
from homeroom_core.people import OFFICE, PRINCIPAL, STAFF_CONGRESS
from homeroom_core.testing.acts import ORG, Clock, actor
from homeroom_core.training import scheme as s
from homeroom_core.training import scheme_records as sr
from homeroom_core.training.scheme_contents import Clause, SchemeContents

PRACTICE_CONTENTS = SchemeContents(clauses=(Clause(number="1", text="As homeroom ships it."),))
"""A scheme that sets no terms of its own, so that all are those that homeroom ships."""

PRACTICE_VOTE = sr.Vote(
    representatives=45,
    teachers=30,
    present=41,
    in_favour=38,
    against=2,
    abstained=1,
    minutes="2025-1",
)
"""A vote that adopts: of 45 representatives 41 were present, and 38 in favour."""

_TAKES = timedelta(days=30)


def adopt_scheme(
    office: Office,
    clock: Clock,
    contents: SchemeContents = PRACTICE_CONTENTS,
    *,
    org: str = ORG,
) -> sr.Scheme:
    """A scheme that is in force from today on, having gone the whole way of its lifecycle.

    All of it happened in the thirty days before what the clock shows; the clock shows the same
    afterwards. The last entry of the organization must not be younger than that.

    Args:
        office: The office of the organization.
        clock: The office's clock.
        contents: What is adopted; by default nothing but what homeroom ships.
        org: The organization.

    Raises:
        RefusedError: The contents cannot be adopted.
    """
    now = clock.moment
    clock.moment = now - _TAKES
    clerk, principal, congress = (
        actor(f"{role}-1") for role in (OFFICE, PRINCIPAL, STAFF_CONGRESS)
    )
    with office.desk(org, by=clerk) as desk:
        made = desk.create(s.draft, title="Scheme", contents=contents)
        made = desk.apply(s.consult, made)
    clock.moment = now - timedelta(hours=1)
    with office.desk(org, by=principal) as desk:
        made = desk.apply(s.table, made)
    with office.desk(org, by=congress) as desk:
        made = desk.apply(s.vote, made, vote=PRACTICE_VOTE)
    with office.desk(org, by=principal) as desk:
        today = desk.act().on
        made = desk.apply(s.put_in_force, made, document="2025-1", effective_on=today)
    clock.moment = now
    return made
