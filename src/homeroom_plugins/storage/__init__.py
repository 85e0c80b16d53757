"""Stores: where an office keeps its journals and records."""

from collections.abc import Callable, Mapping

from homeroom_core.storage import Storage
from homeroom_plugins.storage.sqlite import SqliteStorage


def homeroom_storage_backends() -> Mapping[str, Callable[[str], Storage]]:
    """A store in one file: `sqlite:///school.db`."""
    return {"sqlite": SqliteStorage.open}
