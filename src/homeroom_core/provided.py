"""What plugins provide, by family and name, as the engine asks for it."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

import attrs

from homeroom_core.errors import UnknownError
from homeroom_core.origin import Origin as Origin  # from here it has always been had
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

    def names(self, family: Family[Any]) -> tuple[str, ...]:
        """The names provided in a family, sorted."""
        ...

    def origin(self, family: Family[Any], name: str) -> Origin:
        """Which plugin provides it, in which version.

        Raises:
            UnknownError: None does.
        """
        ...

    def credit(self, family: Family[T], is_it: Callable[[T], bool]) -> None:
        """Note that whoever provides something has a part in the step, though nobody asked for it.

        For what a case keeps by value and not by name, such as its rules. What homeroom itself
        provides as well is nobody else's.

        Args:
            family: The family of the thing.
            is_it: Whether something provided is the thing.
        """
        ...


class Offer:
    """A `Provided` over things given to it: what a test hands to a guard.

    >>> words = Family("word", Text.same("word"))
    >>> Offer({words: {"a": 1}})(words, "a")
    1
    """

    def __init__(self, things: Mapping[Family[Any], Mapping[str, Any]] | None = None) -> None:
        self._things = things or {}

    def __call__(self, family: Family[T], name: str) -> T:
        """See `Provided`."""
        offered = self._things.get(family, {})
        if name not in offered:
            raise UnknownError(family.label, name, self.names(family))
        thing: T = offered[name]
        return thing

    def names(self, family: Family[Any]) -> tuple[str, ...]:
        """See `Provided.names`."""
        return tuple(sorted(self._things.get(family, {})))

    def origin(self, family: Family[Any], name: str) -> Origin:
        """See `Provided.origin`; what is given by hand comes from no plugin."""
        self(family, name)
        return Origin("", "")

    def credit(self, family: Family[T], is_it: Callable[[T], bool]) -> None:
        """See `Provided.credit`; nobody keeps a journal here."""
