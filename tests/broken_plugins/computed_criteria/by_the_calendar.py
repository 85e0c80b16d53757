"""Later in the year there are fewer points."""

from datetime import date
from fractions import Fraction

from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

BROKEN_LAW = "computed.same_again"


@computed_criterion(
    "by_the_calendar", label=Text("公开课", "公開課", "Open lessons"), facts=("lessons",)
)
def by_the_calendar(facts, most):
    day = date.today().toordinal()
    return most * Fraction(day % 365, 400)


def homeroom_computed_criteria():
    return [by_the_calendar]
