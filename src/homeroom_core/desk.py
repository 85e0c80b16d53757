"""Desk: one unit of work of one organization — load, decide, commit; all of it or nothing."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, tzinfo
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

import attrs

from homeroom_core.act import Act
from homeroom_core.calendar import Calendar
from homeroom_core.change import change
from homeroom_core.codec import JSON, changed_fields
from homeroom_core.dates import school_date
from homeroom_core.decision import Option, available, originate, perform
from homeroom_core.errors import (
    ConflictError,
    ErasedError,
    InactiveError,
    RecordNotFoundError,
    RefusedError,
    UnknownError,
)
from homeroom_core.families import CALENDARS, LIFECYCLES
from homeroom_core.freezing import frozen
from homeroom_core.grants import role
from homeroom_core.hookspecs import TransitionRequest
from homeroom_core.journal import Entry, Head, next_entry, timestamp
from homeroom_core.lifecycle import (
    REASON_REQUIRED,
    Creation,
    Lifecycle,
    Operation,
    Transition,
    not_granted,
)
from homeroom_core.people import OFFICE, PRINCIPAL, Actor
from homeroom_core.plugins import Asked, Plugins
from homeroom_core.provided import Family, Origin
from homeroom_core.record import Reader, Record
from homeroom_core.repository import (
    Held,
    Latest,
    document_of,
    held,
    load,
    pages,
    query,
    unknown_kind,
)
from homeroom_core.storage import Document, Session
from homeroom_core.text import Text

R = TypeVar("R", bound=Record)
P = ParamSpec("P")

ERASE = "erase"
"""Name of the step that `Desk.erase` puts in the journal; no lifecycle has it."""

_ERASE = Text("删除内容", "刪除內容", "Erase")
_eraser = role(OFFICE, PRINCIPAL)


@attrs.frozen(kw_only=True)
class Surroundings:
    """What an office lends its desks.

    Attributes:
        plugins: What they provide, and whom to ask before a step.
        calendar: Working days of the organization, where there are any.
        zone: Time zone of the organization.
        clock: Tells the moment, aware.
        entropy: Gives so many random bytes, for salts.
        latest: The records that earlier desks stored last.
        using: What has a part in every step, by family and name; see `Desk.using`.
    """

    plugins: Plugins
    calendar: Calendar | None
    zone: tzinfo
    clock: Callable[[], datetime]
    entropy: Callable[[int], bytes]
    latest: Latest = attrs.Factory(Latest)
    using: tuple[tuple[Family[Any], str], ...] = ()


class Desk:
    """A unit of work; made by `Office.desk`, used as a context manager.

    The organization's write lock is held from the first read to the end of the `with` block. There
    everything is committed together; an exception commits nothing. A desk reads its own changes.

    Every record handed to `apply` has to be as new as the stored one: pass on what `get`, `create`
    or the last `apply` gave you.
    """

    def __init__(
        self,
        org: str,
        actor: Actor,
        session: AbstractContextManager[Session],
        surroundings: Surroundings,
    ) -> None:
        self.org = org
        self.actor = actor
        self.entries: tuple[Entry, ...] = ()
        self._opening = session
        self._session: Session | None = None
        self._around = surroundings
        self._held: dict[str, Held] = {}
        self._dirty: dict[str, Held | None] = {}
        self._pending: list[Entry] = []
        self._start = self._head = Head()
        self._at = ""
        self._act: Act | None = None
        self._touched: dict[str, Origin] = {}
        self._in_use = [*surroundings.using]
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        try:
            if self._session is None:
                return None
            if kind is None:
                try:
                    self._flush()
                except BaseException as failed:
                    self._opening.__exit__(type(failed), failed, failed.__traceback__)
                    raise
            handled = self._opening.__exit__(kind, error, trace)
            if kind is None and self.entries:
                stored = {entry.record: self._held.get(entry.record) for entry in self.entries}
                self._around.latest.note(self.org, self._start, self._head, stored)
            return handled
        finally:
            self._closed, self._session, self._act, self._held = True, None, None, {}

    def get(self, type: type[R], id: str) -> R:
        """The record with this id, as this desk has it.

        Raises:
            RecordNotFoundError: There is none of this kind.
            ErasedError: Its contents were erased.
        """
        found = self._held.get(id)
        if found is None:
            found = self._held[id] = load(self._reading(), self.org, type, id)
        if not isinstance(found.record, type):
            raise RecordNotFoundError(self.org, id)
        return found.record

    def any(self, id: str) -> Record:
        """The record with this id, of whatever kind, as this desk has it.

        Raises:
            RecordNotFoundError: There is none, or no plugin knows its kind.
            ErasedError: Its contents were erased.
        """
        known = self._held.get(id)
        if known is not None:
            return known.record
        document = self._reading().get(id)
        if document is None:
            raise RecordNotFoundError(self.org, id)
        try:
            lifecycle = self._around.plugins(LIFECYCLES, document.kind)
        except UnknownError as error:
            provider = error.plugin if isinstance(error, InactiveError) else ""
            raise unknown_kind(self._reading(), self.org, document, provider) from None
        found: Record = self.get(lifecycle.record, id)
        return found

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        """All records of a kind, oldest first; see `homeroom_core.record.Reader.find`.

        Raises:
            NotIndexedError: A field is not indexed.
        """
        session = self._reading()
        self._flush()
        for document in pages(session, query(type, state, where)):
            if document.body is None:
                continue
            if document.id not in self._held:
                self._held[document.id] = held(session, type, document)
            yield self._held[document.id].record  # type: ignore[misc]  # its kind is the type's

    def create(self, creation: Creation[R, P], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Create a record.

        Raises:
            RefusedError: It is refused; the error holds every reason.
            InactiveError: The plugin of the lifecycle is not active for the organization.
        """
        return self.create_because("", creation, *args, **kwargs)

    def create_because(
        self, reason: str, creation: Creation[R, P], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Create a record, and say why.

        Raises:
            RefusedError: It is refused; the error holds every reason.
            InactiveError: The plugin of the lifecycle is not active for the organization.
        """
        act = self._act_of(creation, reason)
        act = change(act, new_id=f"{creation.lifecycle.kind}-{self._head.seq + 1}")
        record = originate(creation, act, *args, **kwargs)
        self._ask_plugins(record, creation, act, args, kwargs)
        self._note(creation, None, record, reason)
        return record

    def apply(
        self, transition: Transition[R, P], record: R, /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Make a transition.

        Raises:
            RefusedError: It is refused; the error holds every reason.
            ConflictError: The record is older than the stored one.
            RecordNotFoundError: It is not stored here.
            InactiveError: The plugin of the lifecycle is not active for the organization.
        """
        return self.apply_because("", transition, record, *args, **kwargs)

    def apply_because(
        self,
        reason: str,
        transition: Transition[R, P],
        record: R,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Make a transition, and say why.

        Raises:
            RefusedError: It is refused; the error holds every reason.
            ConflictError: The record is older than the stored one.
            RecordNotFoundError: It is not stored here.
            InactiveError: The plugin of the lifecycle is not active for the organization.
        """
        act = self._act_of(transition, reason)
        before = self._held.get(record.id)
        if before is None or before.record is not record:
            self._compare(transition, record, act, args, kwargs)
        after = perform(record, transition, act, *args, **kwargs)
        self._ask_plugins(record, transition, act, args, kwargs)
        self._note(transition, record, after, reason)
        return after

    def erase(self, id: str, reason: str) -> None:
        """Forget the contents of a record, as the law may ask; its entries stay and verify.

        Fields, reasons and indexed values are gone for good; who took which step and when remains,
        and one more entry, `erase`, says who forgot them and why. The moral education office or the
        principal may.

        Args:
            id: Id of the record.
            reason: Why; it is kept, so it must not say what was to be forgotten.

        Raises:
            RefusedError: The actor may not, or no reason is given.
            RecordNotFoundError: There is no such record.
            ErasedError: It was erased before.
        """
        refusals = [] if _eraser.holds(None, self.act()) else [not_granted(_eraser, self.act())]
        if not reason.strip():
            refusals.append(REASON_REQUIRED())
        if refusals:
            raise RefusedError(id, ERASE, _ERASE, tuple(refusals))
        session = self._reading()
        self._flush()
        self._touched.clear()
        document = session.get(id)
        if document is None:
            raise RecordNotFoundError(self.org, id)
        if document.body is None:
            raise ErasedError(id)
        session.erase(id)
        self._held.pop(id, None)
        self._around.latest.note(self.org, self._start, self._start, {id: None})
        erased = change(document, version=document.version + 1, index=None, body=None)
        entry = self._entry(erased, ERASE, source=erased.state, fields={}, reason=reason)
        session.write([entry], [erased])
        forgotten = (
            change(e, payload=None, salt=None) if e.record == id else e for e in self.entries
        )
        self.entries = (*forgotten, entry)

    @contextmanager
    def acting(self, actor: Actor) -> Iterator[None]:
        """Within this, somebody else acts at the desk; the journal names them for their steps.

        So the steps of several people, such as the sheets of a panel, are committed together.

        Args:
            actor: Who acts until the end of the `with` block.
        """
        before = self.actor
        self._seat(actor)
        try:
            yield
        finally:
            self._seat(before)

    @contextmanager
    def using(self, family: Family[Any], name: str) -> Iterator[None]:
        """Within this, what a plugin provides has a part in every step, and the journal says so.

        So an importer is named by the entries of the steps that take its file in.

        Args:
            family: The family of the thing.
            name: Its name.

        Raises:
            UnknownError: No plugin provides it.
        """
        self._around.plugins.provider(family, name)
        self._in_use.append((family, name))
        try:
            yield
        finally:
            self._in_use.pop()

    def available(self, lifecycle: Lifecycle[R], record: R) -> tuple[Option, ...]:
        """What the actor can do with the record now, and why not the rest."""
        return available(lifecycle, record, self.act())

    def act(self, reason: str = "") -> Act:
        """The circumstances of a step at this desk; every step of a desk has the same moment."""
        if self._act is None:
            self._reading()
            around = self._around
            now = around.clock()
            self._at = timestamp(now)
            if self._at < self._head.at:
                self._at, now = self._head.at, datetime.fromisoformat(self._head.at)
            self._act = Act(
                actor=self.actor,
                at=now,
                on=school_date(now, around.zone),  # type: ignore[arg-type]  # ZoneInfo is a tzinfo
                org=self.org,
                reader=self,
                calendar=around.calendar,
                provided=Asked(around.plugins, self._touched),
                counted=self._counted,
            )
        return change(self._act, reason=reason) if reason else self._act

    def _seat(self, actor: Actor) -> None:
        self.actor = actor
        if self._act is not None:
            self._act = change(self._act, actor=actor)

    def _act_of(self, step: Operation[R, P], reason: str) -> Act:
        """The circumstances of a step; from here on it is kept whose code has a part in it."""
        act = self.act(reason)
        self._touched.clear()
        try:
            act.provided(LIFECYCLES, step.lifecycle.kind)
        except InactiveError:
            raise
        except UnknownError:
            pass  # a lifecycle that no plugin provides is the caller's own
        for family, name in self._in_use:
            act.provided(family, name)
        return act

    def _counted(self) -> None:
        """Keep it that the working days of a plugin have a part in the step."""
        calendar = self._around.calendar
        if calendar is not None:
            self.act().provided(CALENDARS, calendar.name)

    def _reading(self) -> Session:
        """The session, opened (and the write lock taken) at the first need of it."""
        if self._closed:
            msg = "this desk is closed: what it did is committed or dropped; open another one"
            raise RuntimeError(msg)
        if self._session is None:
            self._session = self._opening.__enter__()
            self._start = self._head = self._session.head()
        return self._session

    def _compare(
        self, transition: Transition[R, P], record: R, act: Act, args: Any, kwargs: Any
    ) -> None:
        """Refuse a record that is not what is stored: somebody has changed it since."""
        if record.id not in self._held:
            known = self._around.latest.held(self._start, record)
            if known is not None:
                self._held[record.id] = known
                return
        stored = self.get(type(record), record.id)
        if stored == record:
            return
        try:
            attempted = changed_fields(record, perform(record, transition, act, *args, **kwargs))
        except RefusedError:
            attempted = {}
        attempted = changed_fields(stored, record) | attempted
        now = changed_fields(None, stored)
        raise ConflictError(
            record.id,
            record.version,
            stored.version,
            attempted,
            {name: now[name] for name in attempted},
            type(stored),
        )

    def _ask_plugins(
        self, record: R, step: Operation[R, P], act: Act, args: Any, kwargs: Any
    ) -> None:
        plugins = self._around.plugins
        if not plugins.has_vetoes:
            return
        names = [p.name for p in step.parameters if p.kind is not inspect.Parameter.KEYWORD_ONLY]
        request = TransitionRequest(
            record=frozen(record),
            transition=step.name,
            act=change(act, reader=_Looking(self)),
            arguments=frozen({**dict(zip(names, args, strict=False)), **kwargs}),
        )
        asked = (plugin for plugin in plugins.vetoing if not plugin.shipped)
        self._touched.update({plugin.name: plugin.known_as for plugin in asked})
        refusals = plugins.refusals(request)
        if refusals:
            raise RefusedError(record.id, step.name, step.label, tuple(refusals))

    def _note(self, step: Operation[R, P], before: R | None, after: R, reason: str) -> None:
        """Put a step in the journal, to be written with the rest."""
        source = str(before.state) if before is not None else ""
        fields = changed_fields(before, after)
        entry = self._entry(after, step.name, source=source, fields=fields, reason=reason)
        self._pending.append(entry)
        known = self._held.get(after.id)
        self._dirty.setdefault(after.id, known)
        created = known.created if known is not None else entry.seq
        self._held[after.id] = Held(after, created, known.body_version if known else 0)

    def _entry(
        self,
        after: Record | Document,
        step: str,
        *,
        source: str,
        fields: dict[str, JSON],
        reason: str,
    ) -> Entry:
        """The entry of a step, from which on the journal goes on."""
        self.act()  # from which on the moment is known
        entry = next_entry(
            self._head,
            self._around.entropy(16),
            org=self.org,
            kind=after.kind,
            record=after.id,
            version=after.version,
            transition=step,
            source=source,
            target=str(after.state),
            actor=self.actor.id,
            at=self._at,
            fields=fields,
            reason=reason,
            plugins=self._touched.values(),
        )
        self._head = Head(entry.seq, entry.digest, entry.at)
        return entry

    def _flush(self) -> None:
        """Hand everything noted so far to the session; it is committed with the session."""
        if self._session is None or not self._pending:
            return
        documents: list[Document] = []
        for key, before in self._dirty.items():
            now = self._held[key]
            document = document_of(now.record, before, now.created)
            documents.append(document)
            self._held[key] = Held(now.record, now.created, document.body_version)
        self._session.write(self._pending, documents)
        self.entries += tuple(self._pending)
        self._pending, self._dirty = [], {}


class _Looking:
    """A desk for those who may only look: a `Reader`, and what it gives cannot be changed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def get(self, type: type[R], id: str) -> R:
        found: R = frozen(self._reader.get(type, id))
        return found

    def any(self, id: str) -> Record:
        found: Record = frozen(self._reader.any(id))
        return found

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        return map(frozen, self._reader.find(type, state=state, **where))
