"""The flow solver against the auction; without the extra `panels` only its refusal is tested."""

import sys

import attrs
import pytest
from hypothesis import given
from panel_requests import panel_requests

from homeroom_core.errors import PluginError
from homeroom_core.panels.assignment import Assignment, assign_panels
from homeroom_core.panels.request import EntryDemand, JudgeOffer, PanelRequest
from homeroom_plugins.panels import MinCostFlowSolver


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.graph.python.min_cost_flow", None)
    with pytest.raises(PluginError, match=r"homeroom\[panels\]"):
        MinCostFlowSolver()


@given(panel_requests(most_entries=9, most_judges=9))
def test_flow_and_auction_find_the_same_least_cost(request: PanelRequest) -> None:
    pytest.importorskip("ortools", reason="the extra `panels` is not installed")
    auction = assign_panels(request)
    flow = assign_panels(request, solver=MinCostFlowSolver())
    if isinstance(auction, Assignment) and isinstance(flow, Assignment):
        assert (flow.cost, flow.bound) == (auction.cost, auction.bound)
        assert len(flow.waivers) == len(auction.waivers)
        assert sorted(flow.loads.values()) == sorted(auction.loads.values())
    else:
        assert flow == auction


def test_a_district_gets_the_same_cost_from_both() -> None:
    pytest.importorskip("ortools", reason="the extra `panels` is not installed")
    request = PanelRequest(
        judges=[JudgeOffer(id=f"j{n:02}", group=f"g{n % 4}", experience=n % 23) for n in range(30)],
        entries=[EntryDemand(f"e{n:03}", f"g{n % 3}") for n in range(120)],
        per_entry=5,
        costs={(f"j{j:02}", f"e{e:03}"): j * e % 37 for j in range(30) for e in range(120)},
    )
    auction = assign_panels(request)
    flow = assign_panels(attrs.evolve(request), solver=MinCostFlowSolver())
    assert isinstance(auction, Assignment)
    assert isinstance(flow, Assignment)
    assert flow.cost == flow.bound == auction.cost
