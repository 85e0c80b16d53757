"""Office: a store, its plugins and a clock; where integrators begin.

One `with` block is one unit of work:

    office = Office.open("sqlite:///school.db")
    with office.desk("school-1", by=Actor.of("person-7", TEACHER)) as desk:
        plan = desk.create(draft, teacher="person-7", title="2025-2028")
        desk.apply(submit, plan)
"""

import os
import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import attrs

from homeroom_core import repository
from homeroom_core.act import Act
from homeroom_core.calendar import Calendar
from homeroom_core.dates import school_date
from homeroom_core.decision import Option, available
from homeroom_core.desk import Desk, Surroundings
from homeroom_core.errors import (
    BusyError,
    RecordNotFoundError,
)
from homeroom_core.explaining import Explained, explain, explain_orphan
from homeroom_core.explanation_page import page
from homeroom_core.families import (
    CALENDARS,
    LIFECYCLES,
    SCORING_METHODS,
    TIE_BREAKERS,
)
from homeroom_core.hookspecs import Committed
from homeroom_core.journal import Entry, Flaw
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.opening import demand_active, opened
from homeroom_core.origin import MissingPlugin
from homeroom_core.orphans import Orphans
from homeroom_core.people import Actor, Organization
from homeroom_core.plugins import Plugins, Preferences
from homeroom_core.portfolio import Portfolio, gather
from homeroom_core.provided import Family, Origin
from homeroom_core.reading import Reading
from homeroom_core.record import EVERYTHING, IndexValue, R, Reader
from homeroom_core.replaying import ReplayCertificate, flaws_of, replay
from homeroom_core.school_year import SchoolYear
from homeroom_core.storage import Storage
from homeroom_core.telling import Telling
from homeroom_core.text import Language
from homeroom_core.verification import Progress, verify
from homeroom_core.view import EntryView, View, history_view, view, views
from homeroom_core.visibility import hidden_fields

T = TypeVar("T")

_NOBODY = Actor("nobody")
"""Stands for the reader where only the kind of records matters."""


def system_clock() -> datetime:
    """The moment, aware, in UTC: the clock of an office that was given no other."""
    return datetime.now(UTC)


@attrs.frozen(kw_only=True)
class Retry:
    """How `Office.transact` tries again when a store was busy.

    Attributes:
        attempts: How often at most, the first included.
        base_seconds: Longest wait before the second attempt; it doubles from there.
        limit_seconds: Longest wait at all.
        sleep: Waits so many seconds.
        jitter: A number from 0 to 1: the share of the longest wait to take.
    """

    attempts: int = 8
    base_seconds: float = 0.02
    limit_seconds: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random

    def wait(self, attempt: int) -> None:
        """Wait after a failed attempt, counted from 0: a random share of a doubling span."""
        span = min(self.limit_seconds, self.base_seconds * 2**attempt)
        self.sleep(span * self.jitter())


class Office:
    """A store with everything needed to work on it.

    Args:
        storage: Where records and journals are kept.
        plugins: What they provide and check; by default only what is built in.
        organizations: Those that differ from a school with the defaults of `Organization`.
        names: What people without a record are called, such as those who only administer, by id.
        clock: Tells the moment, aware.
        entropy: Gives so many random bytes.
        retry: How `transact` tries again.
        using: What has a part in every step that is made here, by family and name, such as the
            command of a plugin; see `Desk.using`.
    """

    def __init__(
        self,
        storage: Storage,
        *,
        plugins: Plugins | None = None,
        organizations: Sequence[Organization] = (),
        names: Mapping[str, str] | None = None,
        clock: Callable[[], datetime] = system_clock,
        entropy: Callable[[int], bytes] = os.urandom,
        retry: Retry | None = None,
        using: Sequence[tuple[Family[Any], str]] = (),
    ) -> None:
        self.storage = storage
        self.plugins = plugins or Plugins()
        self._names = names or {}
        self._organizations = {org.id: org for org in organizations}
        demand_active(organizations, self.plugins)
        self._active: dict[str, Plugins] = {}
        self._around: dict[str, Surroundings] = {}
        self._kinds = repository.Kinds()
        self._clock = clock
        self._entropy = entropy
        self._retry = retry or Retry()
        self._using = tuple(using)

    @classmethod
    def open(
        cls,
        url: str,
        *,
        plugins: Sequence[object] = (),
        files: Sequence[Path] = (),
        installed: bool = True,
        disable: Collection[str] = (),
        prefer: Preferences | None = None,
        trace: bool = False,
        **options: Any,
    ) -> Self:
        """Open a store by its URL, with plugins found in this order: objects, files, installed.

        Args:
            url: Such as `memory:` or `sqlite:///school.db`; a plugin provides its scheme.
            plugins: Modules or objects with hook functions.
            files: Local Python files with hook functions.
            installed: Whether to use the plugins that installed distributions declare.
            disable: Names of plugins that are left out, and not even loaded.
            prefer: Which plugin provides a name that several offer, by family and name:
                `{"sheet": {"essay": "ours"}}`.
            trace: Whether every call of a hook is logged.
            **options: As for `Office`.

        Raises:
            PluginError: Plugins cannot be used; every problem of every one of them at once. The
                store was not opened.
            StorageError: There is no store for this URL, or it cannot be opened.
        """
        registered = Plugins.find(
            plugins, files, installed=installed, disable=disable, prefer=prefer, trace=trace
        )
        demand_active(options.get("organizations", ()), registered)
        storage = opened(url, registered)
        try:
            return cls(storage, plugins=registered, **options)
        except BaseException:
            storage.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        self.storage.close()

    def organization(self, org: str) -> Organization:
        """The organization with this code; one never heard of is a school with the defaults."""
        return self._organizations.get(org) or Organization(org)

    def today(self, org: str) -> date:
        """The school date of this moment, in the organization's zone."""
        return school_date(self._clock(), self.organization(org).zone)

    @contextmanager
    def desk(self, org: str, *, by: Actor) -> Iterator[Desk]:
        """A unit of work of one organization; see `Desk`.

        Raises:
            BusyError: Another writer holds the organization; nothing happened.
        """
        desk = Desk(org, by, self.storage.session(org, write=True), self._surroundings(org))
        with desk:
            yield desk
        if desk.entries:
            self.plugins_of(org).committed(Committed(org=org, entries=desk.entries))

    def transact(self, org: str, actor: Actor, work: Callable[[Desk], T]) -> T:
        """Do the work at a desk, again from the start if the store was busy.

        Only what may succeed unchanged is tried again; a `ConflictError` or a refusal is not.

        Args:
            org: The organization.
            actor: Who acts.
            work: Called with a new desk at each attempt; must have no other effects.

        Raises:
            BusyError: The store was still busy at the last attempt.
        """
        for attempt in range(self._retry.attempts):
            try:
                with self.desk(org, by=actor) as desk:
                    return work(desk)
            except BusyError:
                if attempt + 1 == self._retry.attempts:
                    raise
            self._retry.wait(attempt)
        msg = "a retry needs at least one attempt"
        raise ValueError(msg)

    def rehearse(self, org: str, actor: Actor, work: Callable[[Desk], T]) -> T:
        """Do the work at a desk that commits nothing: what would come of it.

        Args:
            org: The organization.
            actor: Who acts.
            work: Called with a new desk.

        Raises:
            BusyError: Another writer holds the organization.
        """
        try:
            with self.desk(org, by=actor) as desk:
                raise _RehearsedError(work(desk))  # noqa: TRY301  # so that it commits nothing
        except _RehearsedError as end:
            answer: T = end.answer
            return answer

    def erase(self, org: str, id: str, *, by: Actor, reason: str) -> None:
        """Forget the contents of a record; see `Desk.erase`.

        Raises:
            RefusedError: No reason is given.
            RecordNotFoundError: There is no such record.
            ErasedError: It was erased before.
            BusyError: Another writer holds the organization; nothing happened.
        """
        with self.desk(org, by=by) as desk:
            desk.erase(id, reason)

    @contextmanager
    def reading(self, org: str) -> Iterator[Reading]:
        """A consistent view of one organization that waits for nobody."""
        with self.storage.session(org, write=False) as session:
            inactive = self.plugins_of(org).inactive(LIFECYCLES)
            yield Reading(org, session, self.lifecycles_of(org), inactive)

    def get(self, org: str, type: type[R], id: str) -> R:
        """The record with this id.

        Raises:
            RecordNotFoundError: There is none of this kind.
            ErasedError: Its contents were erased.
        """
        with self.reading(org) as reading:
            return reading.get(type, id)

    def as_of(self, org: str, type: type[R], id: str, moment: datetime) -> R:
        """The record as it stood at a moment, aware.

        Raises:
            RecordNotFoundError: It did not exist then.
            ErasedError: Its contents were erased.
        """
        with self.storage.session(org, write=False) as session:
            return repository.as_of(session, type, id, moment)

    def history(self, org: str, id: str) -> Sequence[Entry]:
        """All entries of a record, oldest first; unfiltered, see `homeroom_core.view`.

        Raises:
            RecordNotFoundError: There are none.
        """
        with self.storage.session(org, write=False) as session:
            return repository.history(session, id)

    def show(self, org: str, id: str, *, to: Actor) -> View:
        """A record of whatever kind, as this actor may see it.

        One of a kind that no plugin knows here is shown as `homeroom_core.orphans` says.

        Raises:
            RecordNotFoundError: There is none, or the actor may not see it at all; no plugin knows
                records of its kind (`KindUnknownError`).
            ErasedError: Its contents were erased.
        """
        with self.reading(org) as reading:
            orphan = self._orphans(reading, to).one(id)
            seen = orphan.view if orphan else view(reading.any(id), to, reading)
        if seen is None:
            raise RecordNotFoundError(org, id)
        return seen

    def list(
        self,
        org: str,
        kind: str,
        *,
        to: Actor,
        state: str | Iterable[str] | None = None,
        where: Mapping[str, IndexValue] | None = None,
    ) -> Sequence[View]:
        """The records of a kind, oldest first, as this actor may see them.

        Those of a kind that no plugin knows here are shown as `homeroom_core.orphans` says.

        Args:
            org: The organization.
            kind: Kind of the records.
            to: Who reads.
            state: Only those in this state, or in one of these.
            where: Only those whose indexed fields have these values; less those that hide one of
                these fields from the actor.

        Raises:
            UnknownError: No plugin knows the kind, or none that is active here.
            KindUnknownError: There are such records, but none of the plugins knows the kind, and
                the actor may see none of them.
            NotIndexedError: A field is not indexed.
        """
        found_by = where or {}
        with self.reading(org) as reading:
            orphans = self._orphans(reading, to)
            if orphans.has(kind):
                seen = tuple(orphans.views(kind, state=state, where=where))
                if not seen and not orphans.all_open:
                    raise orphans.error(kind, kind)
                return seen
            known = self._lifecycle(kind, reading)
            records = reading.find(known.record, state=state, **found_by)
            return tuple(views(records, to, reading, found_by=found_by))

    @contextmanager
    def telling(self, org: str, *, to: Actor) -> Iterator[Telling]:
        """What puts records in words for this actor: labels, and names of what is referred to."""
        with self.reading(org) as reading:
            yield self._telling(reading, to)

    def _telling(self, reading: Reading, to: Actor) -> Telling:
        kinds = {kind: one.record for kind, one in self.lifecycles.items()}
        families: tuple[Family[Any], ...] = (SCORING_METHODS, TIE_BREAKERS)
        names = {
            one.name: {name: self.plugins(one, name).label for name in self.plugins.names(one)}
            for one in families
        }
        return Telling(to, reading, kinds=kinds, provided=names, names=self._names)

    def show_history(self, org: str, id: str, *, to: Actor) -> Sequence[EntryView]:
        """All entries of a record, oldest first, as this actor may see them.

        Those of an orphaned record are shown as `homeroom_core.orphans` says.

        Raises:
            RecordNotFoundError: There is no such record, or the actor may not see it at all.
            ErasedError: Its contents were erased.
        """
        with self.reading(org) as reading:
            orphan = self._orphans(reading, to).one(id)
            if orphan is not None:
                return orphan.history
            record = reading.any(id)
            seen = history_view(reading.history(id), record, to, reading)
        if seen is None:
            raise RecordNotFoundError(org, id)
        return seen

    def available(self, org: str, id: str, *, by: Actor) -> Sequence[Option]:
        """What this actor can do with a record now, and why not the rest; takes no lock.

        Raises:
            RecordNotFoundError: There is no such record, or the actor may not see it at all; or no
                plugin knows its kind, so nothing can be done with it (`KindUnknownError`).
            ErasedError: Its contents were erased.
        """
        with self.reading(org) as reading:
            orphans = self._orphans(reading, by)
            orphan = orphans.one(id)
            if orphan is not None:
                raise orphans.error(orphan.view.kind, id)
            record = reading.any(id)
            if hidden_fields(record, by, reading) == EVERYTHING:
                raise RecordNotFoundError(org, id)
            act = self._act(org, by, reading)
            return available(reading.lifecycle_of(id), record, act)

    def explain(self, org: str, id: str, *, to: Actor) -> Explained:
        """How a record came to be what it is, as this actor may see it; takes no lock.

        A lifecycle tells it in its own way (a result down to its marks); else the history is told,
        that of an orphaned record as `homeroom_core.orphans` says.

        Raises:
            RecordNotFoundError: There is no such record, or the actor may not see it at all.
            RefusedError: It explains itself by something that is closed to the actor.
            ErasedError: Its contents were erased.
        """
        zone = self.organization(org).zone
        with self.reading(org) as reading:
            telling = self._telling(reading, to)
            orphan = self._orphans(reading, to).one(id)
            if orphan is not None:
                return explain_orphan(orphan, telling, zone)
            act = self._act(org, to, reading)
            return explain(reading, id, act, zone, telling, self._here(org))

    def explanation_page(self, org: str, found: Explained, language: Language) -> str:
        """An explanation as a page to print: one HTML file that needs nothing else, no script.

        Args:
            org: The organization, whose name and zone the page has.
            found: What `explain` answered.
            language: In which language.
        """
        school = self.organization(org)
        at = self._clock().astimezone(school.zone)
        return page(found, language, heading=school.name, at=at)

    def portfolio(
        self, org: str, person: str, *, to: Actor, year: SchoolYear | None = None
    ) -> Portfolio:
        """Somebody's whole record, of every kind, as this actor may see it; takes no lock.

        What the actor may not see is left out, and so is that it is there. Of orphaned records it
        holds those in which the person's id stands, for whoever may read them.

        Args:
            org: The organization.
            person: Id of the teacher.
            to: Who reads.
            year: Only what began in this school year; by default everything.
        """
        zone = self.organization(org).zone
        with self.reading(org) as reading:
            orphans = self._orphans(reading, to)
            kinds = sorted(self._kinds.of(reading.session, org) - reading.lifecycles.keys())

            def began(id: str) -> date:
                return school_date(datetime.fromisoformat(reading.history(id)[0].at), zone)

            return gather(
                person,
                (
                    (record, began(record.id))
                    for lifecycle in reading.lifecycles.values()
                    for record in reading.find(lifecycle.record)
                    if person in record.people()
                ),
                reading.lifecycles,
                to,
                reading,
                telling=self._telling(reading, to),
                year=year,
                orphans=(
                    (seen, began(seen.id))
                    for kind in (kinds if orphans.all_open else ())
                    for seen in orphans.views(kind)
                ),
                left_out=() if orphans.all_open else orphans.missing(kinds),
            )

    def missing_plugins(self, org: str) -> Sequence[MissingPlugin]:
        """The plugins without which an organization has orphaned records, by kind, sorted.

        See `homeroom_core.orphans`; takes no lock.
        """
        with self.reading(org) as reading:
            kinds = self._kinds.of(reading.session, org)
            return self._orphans(reading).missing(kinds)

    def portfolio_page(self, org: str, found: Portfolio, language: Language) -> str:
        """A portfolio as a page to print: one HTML file that needs nothing else, no script.

        Args:
            org: The organization, whose name and zone the page has.
            found: What `portfolio` answered.
            language: In which language.
        """
        told = Explained(record=found.person, kind="portfolio", explanation=found.told(), own=True)
        return self.explanation_page(org, told, language)

    def feed(self, org: str, *, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        """The journal after a sequence number: no gap, no repetition, in order.

        Args:
            org: The organization.
            after: Number of the last entry already seen; 0 for the beginning.
            limit: At most so many.
        """
        with self.storage.session(org, write=False) as session:
            return session.entries(after=after, limit=limit)

    def verify(
        self,
        org: str,
        *,
        progress: Progress | None = None,
        replayed: Callable[[ReplayCertificate], None] | None = None,
    ) -> Iterator[Flaw]:
        """Every flaw in the journal and the records of an organization; none when all is sound.

        Every stored result is made again from its sources as well; one that the very code that
        made it now makes otherwise is a flaw.

        Args:
            org: The organization.
            progress: Told now and then how many entries were read, and of how many.
            replayed: Handed the replay certificate, which also lists what a newer version would
                compute otherwise and what cannot be made again.
        """
        with self.reading(org) as reading:
            yield from verify(reading.session, reading.lifecycles, progress)
            certificate = replay(reading, self.plugins_of(org))
            if replayed is not None:
                replayed(certificate)
            yield from flaws_of(certificate, reading)

    def replay(self, org: str) -> ReplayCertificate:
        """Make every stored result of an organization again; what is stored stays in force."""
        with self.reading(org) as reading:
            return replay(reading, self.plugins_of(org))

    @property
    def lifecycles(self) -> Mapping[str, Lifecycle[Any]]:
        """Every lifecycle that a plugin provides, by kind."""
        return _lifecycles(self.plugins)

    def lifecycles_of(self, org: str) -> Mapping[str, Lifecycle[Any]]:
        """Every lifecycle that a plugin provides which is active for an organization, by kind."""
        return _lifecycles(self.plugins_of(org))

    def lifecycle(self, org: str, kind: str) -> Lifecycle[Any]:
        """The lifecycle of a kind of record.

        Raises:
            UnknownError: No plugin knows the kind, or none that is active for the organization.
            KindUnknownError: There are such records, but none of the plugins knows the kind.
        """
        with self.reading(org) as reading:
            return self._lifecycle(kind, reading)

    def plugins_of(self, org: str) -> Plugins:
        """The plugins that are active for an organization; see `Organization.plugins`."""
        if org not in self._active:
            known = self._organizations.get(org)
            self._active[org] = self.plugins.only(known.plugins if known else None, org)
        return self._active[org]

    def calendar(self, org: str) -> Calendar | None:
        """The working days of an organization, or `None` where no plugin provides its calendar."""
        name = self.organization(org).calendar
        plugins = self.plugins_of(org)
        return plugins(CALENDARS, name) if name in plugins.names(CALENDARS) else None

    def _lifecycle(self, kind: str, reading: Reading) -> Lifecycle[Any]:
        """See `lifecycle`; whether there are records of the kind decides how it is refused."""
        orphans = self._orphans(reading)
        if orphans.has(kind):
            raise orphans.error(kind, kind)
        return self.plugins_of(reading.org)(LIFECYCLES, kind)

    def _orphans(self, reading: Reading, to: Actor = _NOBODY) -> Orphans:
        """The orphaned records of an organization, for this reader."""
        organization = self.organization(reading.org)
        known, inactive, here = reading.lifecycles, reading.inactive, self._here(reading.org)
        return Orphans(reading.session, organization, known, inactive, here, to)

    def _here(self, org: str) -> frozenset[Origin]:
        """The plugins that are active for an organization, as entries name them."""
        return frozenset(plugin.known_as for plugin in self.plugins_of(org).plugins)

    def _act(self, org: str, actor: Actor, reader: Reader) -> Act:
        """The circumstances of somebody who only asks."""
        now = self._clock()
        return Act(
            actor=actor,
            at=now,
            on=school_date(now, self.organization(org).zone),
            org=org,
            reader=reader,
            calendar=self.calendar(org),
            provided=self.plugins_of(org),
        )

    def _surroundings(self, org: str) -> Surroundings:
        """What every desk of an organization is lent; none of it changes while the office is open."""
        if org not in self._around:
            self._around[org] = Surroundings(
                plugins=self.plugins_of(org),
                calendar=self.calendar(org),
                zone=self.organization(org).zone,
                clock=self._clock,
                entropy=self._entropy,
                using=self._using,
            )
        return self._around[org]


class _RehearsedError(Exception):
    """Leaves a desk without a commit, and carries the answer out."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


def _lifecycles(plugins: Plugins) -> dict[str, Lifecycle[Any]]:
    return {kind: plugins(LIFECYCLES, kind) for kind in plugins.names(LIFECYCLES)}
