"""Numbers that are none of hours, beside such as are."""

from decimal import Decimal

from homeroom_core.errors import Refusal
from homeroom_core.training.activity import check_hours
from refusals import case


def hours(given: str) -> tuple[Refusal, ...]:
    refusal = check_hours(Decimal(given))
    return () if refusal is None else (refusal,)


case("activity.hours_unfit", hours, "0", "0.01")
case("activity.hours_unfit", hours, "1000.01", "1000")
case("activity.hours_unfit", hours, "1.255", "1.250")
