"""How deep a plugin is checked in the tests, and with `HYPOTHESIS_PROFILE=thorough`: to the bottom.

By default every law is tried on every sixth of the cases made by hand and on one that is drawn.
"""

import os

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

TRIED: dict[str, int] = {"examples": 20} if THOROUGH else {"examples": 1, "every": 6}
"""So many cases of each law; arguments of `try_law`."""

SEEDS = (0, 7, 20_250_910) if THOROUGH else (0,)
"""What random cases are drawn from."""
