"""Every promise of a store, as a test of pytest."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from homeroom_core.storage import Storage
from homeroom_core.testing.storage_contract.every import LAWS
from homeroom_core.testing.storage_contract.promise import Promise, Promises, Trial, brief

C = TypeVar("C", bound=type)


def _filled(contract: C) -> C:
    """The class, with a test of each promise."""
    for law in LAWS:
        for promise in law.promises:
            setattr(contract, f"test_{promise.name}", _test(law, promise))
    return contract


def _test(law: Promises, promise: Promise) -> Callable[..., None]:
    def test(self: "StorageContract", storage: Storage, case: tuple[Any, ...]) -> None:
        trial = Trial(storage, lambda: self.reopen(storage))
        if not law.claimed(trial.capabilities):
            pytest.skip(f"{storage.url} does not promise {law.needs!r}")
        try:
            promise.keeps(trial, *case)
        finally:
            if trial.storage is not storage:
                trial.storage.close()

    test.__name__ = f"test_{promise.name}"
    test.__doc__ = law.says.en
    names = ["-".join(map(brief, case)) or "once" for case in promise.cases]
    marked: Callable[..., None] = pytest.mark.parametrize("case", promise.cases, ids=names)(test)
    return marked


@_filled
class StorageContract:
    """Tests of every promise a store makes. Subclasses give the fixture `storage`: an empty store.

    A store that keeps anything beyond its own life overrides `reopen` as well.
    """

    def reopen(self, storage: Storage) -> Storage:
        """Close the store, if it is not closed yet, and give back another on the same data."""
        pytest.skip(f"{storage.url} does not outlive itself")
