from hypothesis import given
from panel_requests import capacities, loads, panel_requests, permitted, waivers

from homeroom_core.panels.assignment import assign_panels
from homeroom_core.panels.request import PanelRequest
from homeroom_core.statistics.connectivity import panel_subsets


@given(panel_requests(most_entries=9, most_judges=9, connected=True))
def test_every_entry_has_its_judges_and_none_who_is_ruled_out(request: PanelRequest) -> None:
    found = assign_panels(request)
    if not found:
        return
    assert set(found.panels) == {entry.id for entry in request.entries}
    for entry, panel in found.panels.items():
        assert len(set(panel)) == len(panel) == request.per_entry
        assert set(panel) <= set(permitted(request, entry))


@given(panel_requests(most_entries=9, most_judges=9, connected=True))
def test_loads_and_waivers_are_those_of_the_panels(request: PanelRequest) -> None:
    found = assign_panels(request)
    if found:
        panels = dict(found.panels)
        assert found.loads == loads(request, panels)
        assert set(found.waivers) == waivers(request, panels)
        room = capacities(request)
        assert all(load <= room[judge] for judge, load in found.loads.items())


@given(panel_requests(most_entries=9, most_judges=9, connected=True))
def test_panels_hang_together_where_that_is_asked_for(request: PanelRequest) -> None:
    found = assign_panels(request)
    if found:
        assert found.subsets == panel_subsets(found.panels)
        assert len(found.subsets) == 1
        assert found.bound <= found.cost
