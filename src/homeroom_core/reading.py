"""Reading: a consistent view of one organization, for those who only look."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from homeroom_core.errors import RecordNotFoundError
from homeroom_core.journal import Entry, Head
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.record import R, Record
from homeroom_core.repository import held, history, load, pages, query, unknown_kind
from homeroom_core.storage import Query, Session


class Reading:
    """Made by `Office.reading`; a `homeroom_core.record.Reader` that takes no lock.

    Attributes:
        org: The organization.
        session: The store's view of it.
        lifecycles: The lifecycles that are known, by kind.
        inactive: The kinds that plugins know which are not active here, each with the plugin.
    """

    def __init__(
        self,
        org: str,
        session: Session,
        lifecycles: Mapping[str, Lifecycle[Any]],
        inactive: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.org = org
        self.session = session
        self.lifecycles = lifecycles
        self.inactive = inactive

    def get(self, type: type[R], id: str) -> R:
        """The record with this id.

        Raises:
            RecordNotFoundError: There is none of this kind.
            ErasedError: Its contents were erased.
        """
        return load(self.session, self.org, type, id).record  # type: ignore[return-value]  # load checks it

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        """All records of a kind, oldest first, less those whose contents were erased.

        Raises:
            NotIndexedError: A field is not indexed.
        """
        for document in pages(self.session, query(type, state, where)):
            if document.body is not None:
                yield held(self.session, type, document).record  # type: ignore[misc]  # its kind

    def any(self, id: str) -> Record:
        """The record with this id, of whatever kind.

        Raises:
            RecordNotFoundError: There is none; or no plugin knows its kind (`KindUnknownError`).
            ErasedError: Its contents were erased.
        """
        found: Record = self.get(self.lifecycle_of(id).record, id)
        return found

    def lifecycle_of(self, id: str) -> Lifecycle[Any]:
        """The lifecycle of the record with this id.

        Raises:
            RecordNotFoundError: There is none; or no plugin knows its kind (`KindUnknownError`).
        """
        document = self.session.get(id)
        if document is None:
            raise RecordNotFoundError(self.org, id)
        if document.kind not in self.lifecycles:
            provider = self.inactive.get(document.kind, "")
            raise unknown_kind(self.session, self.org, document, provider)
        return self.lifecycles[document.kind]

    def history(self, id: str) -> tuple[Entry, ...]:
        """All entries of a record, oldest first.

        Raises:
            RecordNotFoundError: There are none.
        """
        return tuple(history(self.session, id))

    def ids(self, kind: str) -> Iterator[str]:
        """Ids of all records of a kind, oldest first, whether they can be read or not."""
        return (document.id for document in pages(self.session, Query(kind=kind)))

    def erased(self, kind: str) -> Iterator[str]:
        """Ids of the records of a kind whose contents were erased, oldest first."""
        found = pages(self.session, Query(kind=kind))
        return (document.id for document in found if document.body is None)

    def head(self) -> Head:
        """The end of the journal."""
        return self.session.head()
