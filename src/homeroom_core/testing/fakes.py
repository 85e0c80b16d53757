"""Records that guards look up and tests are seldom about: a member of staff, a public notice.

Hand them to a guard through a `Shelf`: `act("principal-1", reader=Shelf(public_notice("case-1")))`.
Everything that is not said is the same at every run.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from homeroom_core.calendar import window
from homeroom_core.people import HOMEROOM_TEACHER, TEACHER
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, WEEKDAYS
from homeroom_core.training.notice import CLOSED, OPEN, Notice, NoticeLine, NoticePolicy
from homeroom_core.training.person import IN_POST, Details, Person, Post


def staff(
    id: str = "person-1",
    *,
    roles: Iterable[str] = (TEACHER,),
    leads: str | None = None,
    since: date = date(2022, 9, 1),
    **details: Any,
) -> Person:
    """A member of staff who is in post.

    >>> staff("person-7", title="senior", leads="2025-G7-03").class_led(SCHOOL_DAY)
    '2025-G7-03'

    Args:
        id: Id of the person.
        roles: What they are besides leading a class.
        leads: Code of the class they lead, if any.
        since: First day of the first job, in this school, and of leading the class.
        **details: Any attribute of `Details`; the name is made of the id unless it is given.
    """
    posts = () if leads is None else (Post(class_code=leads, role=HOMEROOM_TEACHER, since=since),)
    given: dict[str, Any] = {
        "name": f"Name of {id}",
        "work_since": since,
        "joined_on": since,
        "homeroom_since": since if leads else None,
        **details,
    }
    return Person(
        id=id,
        org=ORG,
        state=IN_POST,
        staff_no=f"no-{id}",
        details=Details(**given),
        roles=frozenset(roles) | {post.role for post in posts},
        posts=posts,
    )


def public_notice(
    subject: str,
    *,
    id: str = "notice-1",
    opens: date = SCHOOL_DAY,
    working_days: int = 5,
    closed: bool = True,
    involved: Iterable[str] = (),
) -> Notice:
    """A public notice of one line that nobody objected to.

    >>> public_notice("contest-1").closed_on
    datetime.date(2025, 9, 17)

    Args:
        subject: Id of the record that the list is about.
        id: Id of the notice.
        opens: The day it was put up.
        working_days: How many working days it is up.
        closed: Whether it has been closed, the day after its last; else it is still open.
        involved: Ids of those who may hear no objection to it.
    """
    up = window(WEEKDAYS, opens, working_days)
    return Notice(
        id=id,
        org=ORG,
        state=CLOSED if closed else OPEN,
        subject=subject,
        title="Awards",
        lines=(NoticeLine(name="Name of person-1", unit="2025-G7-03", award="First prize"),),
        policy=NoticePolicy(working_days=working_days),
        involved=frozenset(involved),
        opens=up.opens,
        closes=up.closes,
        closed_on=up.closes + timedelta(days=1) if closed else None,
        document="2025-12" if closed else "",
    )
