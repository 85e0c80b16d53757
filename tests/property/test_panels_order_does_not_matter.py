from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st
from panel_requests import panel_requests

from homeroom_core.panels.assignment import assign_panels
from homeroom_core.panels.request import PanelRequest


@given(
    panel_requests(most_entries=8, most_judges=8),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_the_order_of_judges_entries_and_conflicts_does_not_matter(
    request: PanelRequest, connected: bool, random: Random
) -> None:
    judges, entries, conflicts = (
        list(request.judges),
        list(request.entries),
        list(request.conflicts),
    )
    random.shuffle(judges)
    random.shuffle(entries)
    random.shuffle(conflicts)
    first = attrs.evolve(request, connected=connected)
    shuffled = attrs.evolve(first, judges=judges, entries=entries, conflicts=conflicts)
    assert assign_panels(shuffled) == assign_panels(first)
