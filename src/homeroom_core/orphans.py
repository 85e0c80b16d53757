"""Orphaned records (孤立记录): those of a kind that no plugin knows which is active here.

Which field somebody may see is decided by the code of the kind, and that is gone. So another rule
stands in its place, which gives nothing away: whoever has a role of
`Organization.orphan_readers` sees all of it, as it is stored; whoever made a step of it sees that
it is there, where it stands, and their own steps without what is in them; nobody else sees
anything, nor whether a record of that kind with some id exists.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from homeroom_core.codec import JSON, encode
from homeroom_core.errors import (
    ErasedError,
    KindUnknownError,
    NotIndexedError,
    RecordNotFoundError,
)
from homeroom_core.explanation import Explanation
from homeroom_core.journal import Entry
from homeroom_core.origin import MissingPlugin, Origin
from homeroom_core.people import Actor, Organization, named_roles
from homeroom_core.record import EVERYTHING, IndexValue
from homeroom_core.repository import contents, named_origin, pages, states
from homeroom_core.storage import Document, Query, Session
from homeroom_core.text import Text, listing
from homeroom_core.view import EntryView, View
from homeroom_core.visibility import HEADER


@attrs.frozen(kw_only=True)
class Orphan:
    """An orphaned record as one reader may see it.

    Attributes:
        view: The record.
        history: Its entries, or of them those that the reader made, oldest first.
        notes: See `notes_on`.
    """

    view: View
    history: tuple[EntryView, ...]
    notes: tuple[Text, ...]


class Orphans:
    """The orphaned records of an organization, for one reader.

    Args:
        session: The store's view of the organization.
        organization: The organization.
        known: The kinds that are known here.
        inactive: The kinds that plugins know which are not active here, each with the plugin.
        here: The plugins that are active here.
        to: Who reads.
    """

    def __init__(
        self,
        session: Session,
        organization: Organization,
        known: Container[str],
        inactive: Mapping[str, str],
        here: Collection[Origin],
        to: Actor,
    ) -> None:
        self._session = session
        self._organization = organization
        self._known = known
        self._inactive = inactive
        self._here = here
        self._to = to
        self._needs: dict[str, MissingPlugin] = {}

    @cached_property
    def all_open(self) -> bool:
        """Whether the reader may see all of them."""
        return self._organization.reads_orphans(self._to)

    def one(self, id: str) -> Orphan | None:
        """The orphaned record with this id; `None` where there is none.

        Raises:
            KindUnknownError: The reader sees no such record, and there are some of the kind that
                the id is of.
            RecordNotFoundError: The reader sees no such record.
            ErasedError: Its contents were erased.
        """
        document = self._session.get(id)
        if document is not None and document.kind in self._known:
            return None
        if document is None or not self._is_seen(document):
            kind = id.rpartition("-")[0]
            if not self.all_open and self.has(kind):
                raise self.error(kind, id)
            if document is None:
                return None
            raise RecordNotFoundError(self._organization.id, id)
        if document.body is None:
            raise ErasedError(id)
        return self._orphan(document)

    def views(
        self,
        kind: str,
        *,
        state: str | Iterable[str] | None = None,
        where: Mapping[str, IndexValue] | None = None,
    ) -> Iterator[View]:
        """The orphaned records of a kind, oldest first, less those that were erased.

        Args:
            kind: The kind.
            state: Only those in this state, or in one of these.
            where: Only those whose indexed fields have these values; a text also stands for the
                number or the code that is written like it. Whoever may not see contents finds
                nothing by them.

        Raises:
            NotIndexedError: There are some, and none is indexed by a field that was named.
        """
        wanted = dict(where or {})
        if wanted and not self.all_open:
            return
        found = [d for d in self._of_kind(kind) if d.body is not None and self._is_seen(d)]
        indexed = {name for one in found for name in one.index or ()}
        if found and not indexed.issuperset(wanted):
            unknown = tuple(sorted(wanted.keys() - indexed))
            raise NotIndexedError(kind, unknown, tuple(sorted(indexed)))
        among = states(state)
        for one in found:
            if (among is None or one.state in among) and _holds(one.index or {}, wanted):
                yield self._view(one, self.needs(kind))

    def has(self, kind: str) -> bool:
        """Whether there are orphaned records of a kind, erased ones included."""
        return kind not in self._known and bool(self._session.find(Query(kind=kind, limit=1)))

    def missing(self, kinds: Iterable[str]) -> tuple[MissingPlugin, ...]:
        """What is missing for those of these kinds of which there are orphaned records, sorted.

        A kind of which all records were erased is left out.
        """
        return tuple(
            self.needs(kind)
            for kind in sorted(kinds)
            if kind not in self._known and any(d.body is not None for d in self._of_kind(kind))
        )

    def needs(self, kind: str) -> MissingPlugin:
        """The plugin that is missing for a kind, as the newest record that names it has it."""
        if kind not in self._needs:
            newest = sorted(self._of_kind(kind), key=lambda one: one.created, reverse=True)
            named = (self._named(self._session.history(one.id)) for one in newest)
            origin = next((one for one in named if one is not None), None)
            self._needs[kind] = self._missing(kind, origin)
        return self._needs[kind]

    def error(self, kind: str, asked: str) -> KindUnknownError:
        """Why nothing can be done with records of a kind, and what would work.

        Args:
            kind: The kind.
            asked: What was asked for: an id, or the kind.
        """
        return KindUnknownError(
            self._organization.id, asked, self.needs(kind), _readers(self._organization)
        )

    def _orphan(self, document: Document) -> Orphan:
        entries = self._session.history(document.id)
        needs = self._missing(document.kind, self._named(entries))
        seen = self._view(document, needs)
        mine = (entry for entry in entries if self.all_open or entry.actor == self._to.id)
        return Orphan(
            view=seen,
            history=tuple(self._entry(entry, needs) for entry in mine),
            notes=notes_on(seen, self._organization),
        )

    def _view(self, document: Document, needs: MissingPlugin) -> View:
        written = contents(self._session, document) if self.all_open else {}
        return View(
            kind=document.kind,
            id=document.id,
            org=self._organization.id,
            state=document.state,
            version=document.version,
            fields={name: value for name, value in written.items() if name not in HEADER},
            hidden=self._hidden,
            needs=needs,
        )

    def _entry(self, entry: Entry, needs: MissingPlugin) -> EntryView:
        named = self._named((entry,))
        return EntryView(
            seq=entry.seq,
            version=entry.version,
            transition=entry.transition,
            source=entry.source,
            target=entry.target,
            actor=entry.actor,
            at=entry.at,
            reason=entry.reason if self.all_open else None,
            fields=entry.fields if self.all_open else {},
            hidden=self._hidden,
            needs=needs if named is None else attrs.evolve(needs, origin=named),
        )

    @property
    def _hidden(self) -> tuple[str, ...]:
        return () if self.all_open else tuple(EVERYTHING)

    def _is_seen(self, document: Document) -> bool:
        """Whether the reader may see that this record is there."""
        return self.all_open or any(
            entry.actor == self._to.id for entry in self._session.history(document.id)
        )

    def _of_kind(self, kind: str) -> Iterator[Document]:
        return pages(self._session, Query(kind=kind))

    def _named(self, entries: Sequence[Entry]) -> Origin | None:
        return named_origin(entries, self._here)

    def _missing(self, kind: str, origin: Origin | None) -> MissingPlugin:
        return MissingPlugin(
            org=self._organization.id,
            kind=kind,
            origin=origin,
            provider=self._inactive.get(kind, ""),
        )


def notes_on(seen: View | EntryView, organization: Organization) -> tuple[Text, ...]:
    """What has to be said beside what is shown of a record; nothing of one that is no orphan.

    Which plugin it needs, and where its contents are closed to the reader, who may read them.
    """
    if seen.needs is None:
        return ()
    if not seen.hidden:
        return (seen.needs.note,)
    closed = _CLOSED.format(readers=_readers(organization), org=organization.id)
    return (seen.needs.note, closed)


def raw_fields(seen: View) -> tuple[Explanation, ...]:
    """Every field that holds something, by its stored name, with what is stored."""
    told = (_told(name, value) for name, value in seen.fields.items() if value not in _EMPTY)
    return tuple(told)


def raw_columns(seen: Iterable[View]) -> tuple[str, ...]:
    """The fields that a list of these records shows: the first that hold something in one line."""
    held = dict.fromkeys(
        name
        for one in seen
        for name, value in one.fields.items()
        if value not in _EMPTY and not isinstance(value, Mapping | list)
    )
    return tuple(held)[:_MOST_COLUMNS]


def raw_cell(seen: View, name: str) -> str:
    """What a column of such a list holds; empty where there is nothing."""
    value = seen.fields.get(name)
    return "" if value in _EMPTY or isinstance(value, Mapping | list) else _word(value)


def _readers(organization: Organization) -> Text:
    roles = named_roles(organization.orphan_readers)
    return listing(roles) if roles else _NOBODY


def _told(title: str, value: JSON) -> Explanation:
    """A stored value under its name, what is inside of it below."""
    if isinstance(value, Mapping):
        inside = tuple(_told(name, one) for name, one in value.items())
        return Explanation(title=Text.same(title), parts=inside)
    if isinstance(value, list) and any(isinstance(one, Mapping | list) for one in value):
        inside = tuple(_told(str(number), one) for number, one in enumerate(value, 1))
        return Explanation(title=Text.same(title), parts=inside)
    words = listing(map(_word, value)) if isinstance(value, list) else Text.same(_word(value))
    return Explanation(title=Text.same(title), value=words)


def _word(value: JSON) -> str:
    """A plain value as it is stored, a text without quotation marks."""
    return value if isinstance(value, str) else encode(value)


def _holds(index: Mapping[str, IndexValue], wanted: Mapping[str, IndexValue]) -> bool:
    return all(
        index.get(name) == value or (name in index and _word(index[name]) == value)
        for name, value in wanted.items()
    )


_MOST_COLUMNS = 5
_EMPTY: tuple[JSON, ...] = (None, "", [], {})
_NOBODY = Text("无人", "無人", "nobody")
_CLOSED = Text(
    "您可见的是自己做过的步骤；内容只对以下角色开放：{readers}"
    "（homeroom.toml 的 organizations.{org}.orphan_readers）",
    "您可見的是自己做過的步驟；內容只對以下角色開放：{readers}"
    "（homeroom.toml 的 organizations.{org}.orphan_readers）",
    "you see your own steps; what is in it is open to: {readers} "
    "(organizations.{org}.orphan_readers in homeroom.toml)",
)
