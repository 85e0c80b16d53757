"""homeroom: the training year of homeroom teachers.

The few names used every day; everything else is imported from the module it lives in. Nothing is
opened, discovered or even loaded before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeroom_core.act import Act as Act
    from homeroom_core.decision import decide as decide
    from homeroom_core.decision import perform as perform
    from homeroom_core.errors import HomeroomError as HomeroomError
    from homeroom_core.errors import Reason as Reason
    from homeroom_core.errors import Refusal as Refusal
    from homeroom_core.errors import RefusedError as RefusedError
    from homeroom_core.lifecycle import Lifecycle as Lifecycle
    from homeroom_core.lifecycle import State as State
    from homeroom_core.office import Office as Office
    from homeroom_core.people import Actor as Actor
    from homeroom_core.record import Record as Record
    from homeroom_core.text import Text as Text

_HOMES = {
    "Act": "act",
    "Actor": "people",
    "HomeroomError": "errors",
    "Lifecycle": "lifecycle",
    "Office": "office",
    "Reason": "errors",
    "Record": "record",
    "Refusal": "errors",
    "RefusedError": "errors",
    "State": "lifecycle",
    "Text": "text",
    "decide": "decision",
    "perform": "decision",
}

__all__ = list(_HOMES)
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
