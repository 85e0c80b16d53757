"""What plugins provide, by family and name, as the engine asks for it."""

from typing import Generic, Protocol, TypeVar

import attrs

from homeroom_core.errors import UnknownError
from homeroom_core.text import Text

T = TypeVar("T")


@attrs.frozen
class Family(Generic[T]):
    """One kind of thing that plugins provide by name, such as scoring methods."""

    name: str
    label: Text


class Provided(Protocol):
    """What plugins provide, as a body or a guard may ask for it."""

    def __call__(self, family: Family[T], name: str) -> T:
        """The thing of this family with this name.

        Raises:
            UnknownError: No plugin provides it.
        """
        ...


def nothing_provided(family: Family[T], name: str) -> T:
    """A `Provided` that has nothing: the default, where no office stands behind an act."""
    raise UnknownError(family.label, name)
