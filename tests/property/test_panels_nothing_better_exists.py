from fractions import Fraction

from hypothesis import given, settings
from panel_requests import every_assignment, panel_requests, worth

from homeroom_core.panels.assignment import assign_panels
from homeroom_core.panels.auction import AuctionSolver
from homeroom_core.panels.request import PanelRequest


@given(panel_requests())
@settings(max_examples=200)
def test_no_assignment_has_fewer_waivers_evener_loads_or_a_lower_cost(
    request: PanelRequest,
) -> None:
    found = assign_panels(request)
    best = min((worth(request, panels) for panels in every_assignment(request)), default=None)
    assert (worth(request, dict(found.panels)) if found else None) == best
    if found:
        assert best is not None
        assert found.cost == found.bound == best.cost


@given(panel_requests())
def test_a_coarse_auction_never_claims_a_bound_above_the_least_cost(request: PanelRequest) -> None:
    found = assign_panels(request, solver=AuctionSolver(gap=Fraction(1), exact_up_to=0))
    if found:
        best = min(worth(request, panels) for panels in every_assignment(request))
        assert found.bound <= best.cost <= found.cost <= 2 * found.bound


@given(panel_requests())
def test_only_what_is_impossible_is_refused(request: PanelRequest) -> None:
    possible = any(True for _ in every_assignment(request))
    assert bool(assign_panels(request)) is possible


@given(panel_requests(connected=True))
def test_linked_panels_claim_no_bound_above_what_linked_panels_can_cost(
    request: PanelRequest,
) -> None:
    found = assign_panels(request)
    if found:
        mine = worth(request, dict(found.panels))
        assert found.cost == mine.cost
        for panels in every_assignment(request):
            other = worth(request, panels)
            if (other.waivers, other.squares) == (mine.waivers, mine.squares):
                assert found.bound <= other.cost
