"""A share worked out as a float."""

from fractions import Fraction

from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

BROKEN_LAW = "computed.exact"


@computed_criterion("by_floats", label=Text("公开课", "公開課", "Open lessons"), facts=("lessons",))
def by_floats(facts, most):
    return min(most, Fraction(float(facts["lessons"]) / 3.0))


def homeroom_computed_criteria():
    return [by_floats]
