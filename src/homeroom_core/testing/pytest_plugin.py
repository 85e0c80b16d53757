"""The pytest plugin of homeroom: failures inside the shipped contracts show both sides.

pytest rewrites the assertions of test modules only; those of the contracts and of `Walk` are
imported from here, so they are announced before anybody imports them.
"""

import sys

import pytest

REWRITTEN = ("homeroom_core.testing.storage_contract", "homeroom_core.testing.walk")
"""The modules (and packages) whose assertions are rewritten."""

pytest.register_assert_rewrite(*(name for name in REWRITTEN if name not in sys.modules))
