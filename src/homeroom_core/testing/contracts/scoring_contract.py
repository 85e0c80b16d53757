"""The contract of scoring methods, and the cases that most of its laws are tried on.

What a method may do is wide: means, sums, places, standard scores, corrections for severity. So
every law holds for all that are what they say, or looks at first what kind the method is:

- whether the entries are compared: then the marks of one may move the total of another;
- whether totals are measured by the rubric: full marks give its full points, always the same number,
  or a sum of them over the judges. `own_scale` of the method says that they are not.
"""

from collections.abc import Iterator

import attrs
from hypothesis import strategies as st

from homeroom_core.families import SCORING_METHODS
from homeroom_core.testing.contracts.law import (
    Case,
    Contract,
    Subject,
)
from homeroom_core.testing.contracts.panel_changes import settings_of
from homeroom_core.testing.contracts.panel_rubrics import ALIKE, ONE, TREE, WEIGHED
from homeroom_core.testing.contracts.panels import all_by_hand, drawn_panels, incomplete, ordinary
from homeroom_core.text import Text

SCORING_METHOD_CONTRACT = Contract(SCORING_METHODS, source=lambda method: method.function)

law = SCORING_METHOD_CONTRACT.law


def panels_by_hand(subject: Subject) -> Iterator[Case]:
    """All panels made by hand, and a few under every setting there is."""
    for panel in all_by_hand():
        yield (panel,)
    for panel in (ordinary(ONE), ordinary(TREE), ordinary(ALIKE), incomplete(WEIGHED)):
        for given in settings_of(subject.thing, panel.rubric):
            if given:
                yield (attrs.evolve(panel, parameters=given),)


def any_panel(_subject: Subject) -> st.SearchStrategy[Case]:
    """Random panels."""
    return st.tuples(drawn_panels())


TOO_FEW = Text("评委太少", "評委太少", "too few judges for this method")
