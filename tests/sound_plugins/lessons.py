"""Points for lessons, with words and days among the facts, and a share that refuses a zero."""

from decimal import Decimal
from fractions import Fraction

from homeroom_core.sheets.computed import computed_criterion, share_of_target
from homeroom_core.text import Text


@computed_criterion("title_points", label=Text("职称", "職稱", "Title"), facts=("title",))
def title_points(facts, most):
    return most if facts["title"].lower() == "senior" else most / 2


@computed_criterion("since", label=Text("年资", "年資", "Service"), facts=("work_since", "lessons"))
def since(facts, most):
    early = facts["work_since"].year < 2025
    return min(most, Fraction(facts["lessons"]) / 4) if early else Decimal(0)


def homeroom_computed_criteria():
    return [
        title_points,
        since,
        share_of_target(
            "ours", label=Text("学时", "學時", "Hours"), done="hours_done", target="hours_asked"
        ),
    ]
