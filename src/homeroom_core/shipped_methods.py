"""All scoring methods that are always there, in the order a list of choices shows them."""

from homeroom_core.ballot_methods import BALLOT_METHODS
from homeroom_core.fair_methods import FAIR_METHODS
from homeroom_core.panel_methods import PANEL_METHODS
from homeroom_core.scoring import ScoringMethod
from homeroom_core.scoring_methods import MEANS

SHIPPED_METHODS: tuple[ScoringMethod, ...] = (
    *MEANS,
    *PANEL_METHODS,
    *FAIR_METHODS,
    *BALLOT_METHODS,
)
