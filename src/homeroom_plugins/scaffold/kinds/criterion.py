"""A computed criterion: points that nobody marks, since the records say what they are."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from homeroom_core.sheets.computed import ComputedCriterion, computed_criterion
from homeroom_core.text import Text


@computed_criterion(
    "sample_plugin.open_lessons",
    label=Text("公开课", "公開課", "Open lessons"),
    facts=("open_lessons_held", "new_this_year"),
)
def open_lessons(facts: Mapping[str, Any], most: Fraction) -> Fraction:
    """Two points a lesson, three for a teacher who is new this year; never more than there are."""
    each = 3 if facts["new_this_year"] else 2
    held: Fraction = facts["open_lessons_held"]
    return min(most, each * held)


def homeroom_computed_criteria() -> Sequence[ComputedCriterion]:
    """The criterion."""
    return [open_lessons]
