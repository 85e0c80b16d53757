"""Record, the frozen base of every entity, and how records refer to and find each other."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Protocol, TypeVar

import attrs
from attrs.validators import ge, instance_of, matches_re

from homeroom_core.errors import NotIndexedError, RecordNotFoundError
from homeroom_core.people import CODE, Actor
from homeroom_core.text import Text

R = TypeVar("R", bound="Record")

IndexValue = str | int | bool | None
"""What an indexed field may hold: something every store can compare for equality."""

EVERYTHING = frozenset({"*"})
"""Answer of `Record.hidden_from` for a record that the reader may not see at all."""


@attrs.frozen(kw_only=True)
class Record:
    """The base of every entity: frozen; a change is a new version made by a transition.

    Subclasses are `@attrs.frozen(kw_only=True)` and set `kind`, `label` and, where they are looked
    up by a field, `indexed`. Every field holds values that `homeroom_core.codec` writes as JSON.

    Attributes:
        id: Unique within the organization; the desk gives it, `kind-number`.
        org: Code of the organization it belongs to.
        state: Where it stands in its lifecycle.
        version: 1 when created, one more at each transition.
    """

    kind: ClassVar[str]
    label: ClassVar[Text]
    indexed: ClassVar[tuple[str, ...]] = ()
    terms_class: ClassVar[type | None] = None
    """The class of what a scheme may set for this kind of record; `None` where it sets nothing."""
    known_by: ClassVar[str] = "title"
    """The field that tells people which one it is, shown beside its id wherever it is referred to;
    a path such as `details.name` where it is inside of another."""
    person_field: ClassVar[str] = ""
    """The field with the id of a person who has no person record, but is named by this one."""
    listed: ClassVar[tuple[str, ...]] = ()
    """The fields, as such paths, that lists of this kind show; empty: the first simple ones."""
    field_labels: ClassVar[Mapping[str, Text]] = {}
    """What fields are called, and arguments of steps, where that is not what
    `homeroom_core.glossary` says; value classes inside of a record may have it as well."""
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {}
    """The codes that fields may hold, as terms that know their labels; likewise."""
    field_families: ClassVar[Mapping[str, str]] = {}
    """The names of the families whose things fields name, such as `scoring_method`; likewise."""

    id: str = attrs.field(validator=matches_re(CODE))
    org: str = attrs.field(validator=matches_re(CODE))
    state: str = attrs.field(validator=instance_of(str))
    version: int = attrs.field(default=1, validator=[instance_of(int), ge(1)])

    @property
    def ref(self) -> "Ref":
        """A reference to this record, to be kept in another."""
        return Ref(self.kind, self.id)

    def owners(self) -> frozenset[str]:
        """Ids of the people whose own case this is: they may hand in, never judge it."""
        return frozenset()

    def people(self) -> frozenset[str]:
        """Ids of all who take part: in their portfolios the record has a place."""
        return self.owners()

    def hidden_from(self, actor: Actor, reader: "Reader") -> frozenset[str]:  # noqa: ARG002  # subclasses decide by both
        """Names of the fields that this actor may not read; `EVERYTHING` hides the record.

        Every output asks this, history included. What subclasses do not hide is open to everybody
        in the organization.
        """
        return frozenset()

    def index(self) -> dict[str, IndexValue]:
        """The values of the indexed fields, by name."""
        return {name: getattr(self, name) for name in self.indexed}


@attrs.frozen
class Ref:
    """A reference to a record of the same organization."""

    kind: str
    id: str

    def __str__(self) -> str:
        return self.id


class Reader(Protocol):
    """Where a guard or a body reads other records of the same organization."""

    def get(self, type: type[R], id: str) -> R:
        """The record with this id.

        Raises:
            RecordNotFoundError: There is none of this kind with this id.
        """
        ...

    def any(self, id: str) -> Record:
        """The record with this id, of whatever kind.

        Raises:
            RecordNotFoundError: There is none, or no plugin knows its kind.
            ErasedError: Its contents were erased.
        """
        ...

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        """All records of a kind, in the order they were created.

        Args:
            type: The record class.
            state: Only those in this state, or in one of these.
            **where: Only those whose indexed field has this value.

        Raises:
            NotIndexedError: A field is not indexed.
        """
        ...


class Shelf:
    """A `Reader` over records given to it: what a test hands to a guard.

    >>> Shelf().get(Record, "plan-1")
    Traceback (most recent call last):
        ...
    homeroom_core.errors.RecordNotFoundError: shelf has no record plan-1; ...
    """

    def __init__(self, *records: Record) -> None:
        self._records = {record.id: record for record in records}

    def get(self, type: type[R], id: str) -> R:
        """See `Reader.get`; it raises as that says."""
        record = self._records.get(id)
        if not isinstance(record, type):
            raise RecordNotFoundError("shelf", id)
        return record

    def any(self, id: str) -> Record:
        """See `Reader.any`."""
        return self.get(Record, id)

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        """See `Reader.find`; it raises as that says."""
        unknown = where.keys() - set(type.indexed)
        if unknown:
            raise not_indexed(type, unknown)
        states = {state} if isinstance(state, str) else state and set(state)
        for record in self._records.values():
            if (
                isinstance(record, type)
                and (states is None or record.state in states)
                and all(getattr(record, name) == value for name, value in where.items())
            ):
                yield record


def not_indexed(type: type[Record], names: Iterable[str]) -> NotIndexedError:
    """The error for a search by fields that are not indexed."""
    return NotIndexedError(type.kind, tuple(sorted(names)), type.indexed)
