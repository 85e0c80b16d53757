"""Full points for the most that it has ever seen."""

from fractions import Fraction

from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.text import Text

BROKEN_LAW = "computed.same_again"
SEEN = [Fraction(1)]


@computed_criterion("broken", label=Text("听课", "聽課", "Lessons"), facts=("lessons_seen",))
def broken(facts, most):
    SEEN[0] = max(SEEN[0], facts["lessons_seen"])
    return most * facts["lessons_seen"] / SEEN[0]


def homeroom_computed_criteria():
    return [broken]
