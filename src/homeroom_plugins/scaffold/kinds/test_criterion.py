"""What the criterion is worth."""

from fractions import Fraction

import pytest

from homeroom_plugins.scaffold.kinds.criterion import open_lessons


@pytest.mark.parametrize(
    ("held", "new", "points"), [(0, False, 0), (2, False, 4), (1, True, 3), (9, True, 5)]
)
def test_what_open_lessons_are_worth(held: int, new: bool, points: int) -> None:
    facts = {"open_lessons_held": Fraction(held), "new_this_year": new}
    assert open_lessons.function(facts, Fraction(5)) == points
