"""The testing kit: fakes, strategies, contracts, and machines that walk in any lifecycle.

Needs the extra `testing` (hypothesis and pytest). The names below are handed on from the modules
they live in, each loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeroom_core.testing.acts import CAST as CAST
    from homeroom_core.testing.acts import ORG as ORG
    from homeroom_core.testing.acts import Clock as Clock
    from homeroom_core.testing.acts import CountingEntropy as CountingEntropy
    from homeroom_core.testing.acts import act as act
    from homeroom_core.testing.acts import actor as actor
    from homeroom_core.testing.acts import practice_office as practice_office
    from homeroom_core.testing.acts import practice_plugins as practice_plugins
    from homeroom_core.testing.fakes import public_notice as public_notice
    from homeroom_core.testing.fakes import staff as staff
    from homeroom_core.testing.lifecycle_machine import Scene as Scene
    from homeroom_core.testing.lifecycle_machine import lifecycle_machine as lifecycle_machine
    from homeroom_core.testing.lifecycle_machine import walks as walks
    from homeroom_core.testing.storage_contract import StorageContract as StorageContract
    from homeroom_core.testing.strategies import values as values
    from homeroom_core.testing.walk import Walk as Walk

_HOMES = {
    "CAST": "acts",
    "Clock": "acts",
    "CountingEntropy": "acts",
    "ORG": "acts",
    "Scene": "lifecycle_machine",
    "StorageContract": "storage_contract",
    "Walk": "walk",
    "act": "acts",
    "actor": "acts",
    "lifecycle_machine": "lifecycle_machine",
    "practice_office": "acts",
    "practice_plugins": "acts",
    "public_notice": "fakes",
    "staff": "fakes",
    "values": "strategies",
    "walks": "lifecycle_machine",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
