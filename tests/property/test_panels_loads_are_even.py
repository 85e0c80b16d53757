import attrs
from hypothesis import given
from hypothesis import strategies as st
from panel_requests import panel_requests

from homeroom_core.panels.assignment import assign_panels
from homeroom_core.panels.request import PanelRequest


@given(panel_requests(most_entries=9, most_judges=9), st.integers(1, 3))
def test_loads_differ_by_no_more_than_asked_where_nothing_forces_it(
    request: PanelRequest, spread: int
) -> None:
    judges = tuple(attrs.evolve(judge, capacity=None) for judge in request.judges)
    free = attrs.evolve(request, judges=judges, conflicts=(), spread=spread)
    found = assign_panels(free)
    if found:
        assert max(found.loads.values()) - min(found.loads.values()) <= spread


@given(panel_requests(most_entries=9, most_judges=9))
def test_a_wider_spread_never_costs_more(request: PanelRequest) -> None:
    even = assign_panels(request)
    wide = assign_panels(attrs.evolve(request, spread=2))
    if even and wide:
        assert wide.cost <= even.cost
        assert len(wide.waivers) == len(even.waivers)
