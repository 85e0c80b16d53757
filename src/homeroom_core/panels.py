"""Panels: which judges score which entry, without conflicts, with even loads, at the least cost.

What comes first is settled first, and never given up for what comes later:

1. every entry has its judges, and nobody scores where a conflict rules them out;
2. the fewest waivers, where conflicts may be waived;
3. all panels hang together, so that entries can be compared;
4. loads as even as can be;
5. the least cost: judges from other groups, mixed experience, or whatever the request prefers.

Nothing depends on the order of judges, entries or conflicts: everything is worked out by id.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from homeroom_core.auction import AuctionSolver
from homeroom_core.connectivity import Subset, panel_bridges, panel_subsets
from homeroom_core.connectivity import Link as Link
from homeroom_core.errors import Refusal
from homeroom_core.panel_balance import as_problem, even_out, fewest_waivers
from homeroom_core.panel_filling import Filling, Tier
from homeroom_core.panel_linking import Panels, Price, link
from homeroom_core.panel_problem import PanelProblem, PanelSolver, check_seating, members
from homeroom_core.panel_reasons import (
    CANNOT_CONNECT,
    ENTRIES_LACK_CAPACITY,
    ENTRY_LACKS_JUDGES,
    TOO_FEW_JUDGES,
    WAIVERS_NEEDED,
)
from homeroom_core.panel_request import PanelConflict, PanelRequest, cost_rows
from homeroom_core.text import Text, listing
