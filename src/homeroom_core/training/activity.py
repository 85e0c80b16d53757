"""Activity: what forums, seminars, visits and the like have in common: people earn hours by them.

An activity says who earned how many hours by it; `homeroom_core.training.hours` credits them, once
for each activity and person.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs
from attrs.validators import gt, min_len

from homeroom_core.case import Case
from homeroom_core.errors import Reason, Refusal
from homeroom_core.people import Level
from homeroom_core.text import Term, Text

ATTENDED = Term("attended", "参加", "參加", "Attended")
CONTRIBUTED = Term("contributed", "交流发言", "交流發言", "Contributed")
LED = Term("led", "主持", "主持", "Led")
STUDIED = Term("studied", "自主研修", "自主研修", "Studied")
PARTS = (ATTENDED, CONTRIBUTED, LED, STUDIED)

MOST_HOURS = Decimal(1000)
"""More hours than any single activity has; whoever types more has mistyped."""

_HUNDREDTHS = Decimal("0.01")

HOURS_UNFIT = Reason(
    "activity.hours_unfit",
    Text("{measured}不是学时数", "{measured}不是學時數", "{measured} is no number of hours"),
    Text(
        "应大于0、不超过{required}，至多两位小数",
        "應大於0、不超過{required}，至多兩位小數",
        "give more than 0 and at most {required}, with two decimal places at most",
    ),
)


@attrs.frozen(kw_only=True)
class Credit:
    """Hours that one person earned by an activity.

    Attributes:
        person: Id of the person.
        hours: How many, above 0, exact.
        part: What they did: one of `PARTS`.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "part": Text("参与方式", "參與方式", "Took part as"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"part": PARTS}

    person: str = attrs.field(validator=min_len(1))
    hours: Decimal = attrs.field(validator=gt(Decimal(0)))
    part: str = ATTENDED


@attrs.frozen(kw_only=True)
class Activity(Case):
    """A case by which people earn hours of training.

    Subclasses override `credit_level` where the activity is not the school's own, and `earned_on`,
    so that hours count for the school year in which they were earned.

    Attributes:
        credits: Who earned how many hours by it; empty until it is credited.
    """

    credits: tuple[Credit, ...] = ()

    def credit_level(self) -> str:
        """The level that the hours count for: `school` for school-based training, or above."""
        return Level.SCHOOL

    def earned_on(self) -> date | None:
        """The day whose school year the hours count for; `None`: the day on which they are logged."""
        return None

    def credit_of(self, person: str) -> Credit | None:
        """What one person earned by it, if anything."""
        return next((credit for credit in self.credits if credit.person == person), None)


def check_hours(hours: Decimal, *, most: Decimal = MOST_HOURS) -> Refusal | None:
    """Why a number is not one of hours: above 0, at most so many, in hundredths.

    >>> check_hours(Decimal("1.25")), str(check_hours(Decimal("0.125")).text)
    (None, '0.125 is no number of hours')
    """
    fits = hours.is_finite() and 0 < hours <= most and hours == hours.quantize(_HUNDREDTHS)
    return None if fits else HOURS_UNFIT(measured=hours, required=most)
