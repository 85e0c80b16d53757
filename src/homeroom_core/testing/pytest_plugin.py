"""The pytest plugin of homeroom: failures inside the shipped contracts show both sides.

pytest rewrites the assertions of test modules only; those of the contracts and of `Walk` are
imported from here, so they are announced before anybody imports them.
"""

import pytest

pytest.register_assert_rewrite("homeroom_core.testing.storage_contract")
pytest.register_assert_rewrite("homeroom_core.testing.walk")
