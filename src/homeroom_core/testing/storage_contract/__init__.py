"""The contract of a store: subclass it, say how your store is made, run pytest.

    from homeroom_core.testing import StorageContract

    class TestOurStore(StorageContract):
        @pytest.fixture
        def storage(self, tmp_path):
            with closing(OurStore(tmp_path / "store")) as store:
                yield store

        def reopen(self, storage):
            storage.close()
            return OurStore(storage.path)

Each promise of `homeroom_core.storage` is a test of its own; those that the store does not claim
(see `Capabilities`) are skipped. `homeroom plugin check` tries the same promises, from the same
functions, on every store that a plugin offers, and with them what takes other processes: several at
work at once, and one that is killed.

Text is any Unicode text without lone surrogates; NUL may stand in it only as JSON escapes it. Whole
numbers in indexed fields have 64 bits.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeroom_core.testing.storage_contract.as_tests import StorageContract as StorageContract

__all__ = ["StorageContract"]


def __getattr__(name: str) -> object:
    """The class of tests, for which pytest is needed, only when it is asked for."""
    if name != "StorageContract":
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    found = import_module(f"{__name__}.as_tests").StorageContract
    globals()[name] = found
    return found
