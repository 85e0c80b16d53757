"""Random histories of a store, answered by it as by the store in memory."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

import attrs
from hypothesis import strategies as st

from homeroom_core.journal import Entry
from homeroom_core.record import IndexValue
from homeroom_core.storage import Document, MemoryStorage, Query, Session
from homeroom_core.testing.storage_contract.promise import Trial, same
from homeroom_core.testing.storage_contract.steps import (
    KIND,
    OTHER,
    Step,
    document_of,
    head_after,
    plain,
)
from homeroom_core.text import Text

NAMES = ("plan-1", "plan-10", "Plan-1", "plan-2", "9")
STATES = ("draft", "done", "\u5f52\u6863", "Draft")
VALUES: tuple[IndexValue, ...] = (None, "", "1", 1, 0, -1, 10, "a", "A", "\u00e9", "e\u0301", "0")
ORGS = ("org-a", "org-b")


@attrs.frozen(kw_only=True)
class Change:
    """One change in a session.

    Attributes:
        record: Which record; it is created by its first change.
        kind: Its kind, when it is created.
        state: Its state afterwards.
        index: Its indexed fields, `None` to leave them.
        body: Whether its body is written.
        erases: Whether it is erased instead, where there is one.
    """

    record: str
    kind: str = KIND
    state: str = "draft"
    index: dict[str, IndexValue] | None = None
    body: bool = True
    erases: bool = False

    def line(self) -> Text:
        """In one line."""
        if self.erases:
            return Text.same(f"  erase {self.record}")
        return Text.same(
            f"  write {self.record} ({self.kind}, {self.state}), index={self.index!r}"
            f"{'' if self.body else ', body=None'}"
        )


@attrs.frozen(kw_only=True)
class Visit:
    """One session.

    Attributes:
        org: Of which organization.
        changes: What is written in it; those in one row are written at once.
        commits: Whether it ends well.
        reopens: Whether the store is opened again afterwards, where it promises to be durable.
    """

    org: str
    changes: tuple[tuple[Change, ...], ...]
    commits: bool = True
    reopens: bool = False

    def lines(self) -> Iterator[Text]:
        """Line by line."""
        yield Text.same(f"session {self.org}")
        for row in self.changes:
            yield from (change.line() for change in row)
        yield Text.same("commit" if self.commits else "abandon")
        if self.reopens:
            yield Text.same("open again")


@attrs.frozen(kw_only=True)
class History:
    """Sessions, one after the other."""

    visits: tuple[Visit, ...]

    def lines(self) -> Iterable[Text]:
        """Line by line, for a finding."""
        return [line for visit in self.visits for line in visit.lines()]


class _AbandonedError(Exception):
    """Ends a session that is not to commit."""


def histories(*, durable: bool) -> st.SearchStrategy[History]:
    """Histories of a few sessions, small ones first.

    Args:
        durable: Whether the store is opened again now and then.
    """
    values = st.sampled_from(VALUES)
    indexes = st.fixed_dictionaries(
        {"teacher": values, "n": values}
    )  # a kind has all of its fields
    changes = st.builds(
        Change,
        record=st.sampled_from(NAMES),
        kind=st.sampled_from((KIND, OTHER)),
        state=st.sampled_from(STATES),
        index=st.none() | indexes,
        body=st.booleans(),
        erases=st.sampled_from((False, False, False, True)),
    )
    rows = st.lists(changes, min_size=1, max_size=3, unique_by=lambda one: one.record).map(tuple)
    visits = st.builds(
        Visit,
        org=st.sampled_from(ORGS),
        changes=st.lists(rows, max_size=4).map(tuple),
        commits=st.sampled_from((True, True, True, False)),
        reopens=st.booleans() if durable else st.just(False),  # noqa: FBT003  # a value to draw
    )
    return st.builds(History, visits=st.lists(visits, min_size=1, max_size=5).map(tuple))


def play(trial: Trial, history: History) -> None:
    """Live through a history with a store and with the one in memory; all answers are the same.

    Raises:
        BrokenLaw: An answer differs.
    """
    model = MemoryStorage()
    for visit in history.visits:
        try:
            with ExitStack() as both:
                ours = both.enter_context(model.session(visit.org, write=True))
                theirs = both.enter_context(trial.writing(visit.org))
                for row in visit.changes:
                    _make(row, visit.org, ours, theirs)
                    same(_answers(theirs), _answers(ours))
                if not visit.commits:
                    raise _AbandonedError  # noqa: TRY301  # a session ends by an exception, or not
        except _AbandonedError:
            pass
        if visit.reopens:
            trial.reopen()
        same(list(trial.storage.organizations()), list(model.organizations()))
        for org in ORGS:
            with model.session(org, write=False) as ours, trial.reading(org) as theirs:
                same(_answers(theirs), _answers(ours))


def _make(row: Sequence[Change], org: str, *sessions: Session) -> None:
    """Write a row of changes in both sessions, alike."""
    step, known = Step(org), sessions[0]
    head = known.head()
    entries: list[Entry] = []
    documents: list[Document] = []
    erased: list[str] = []
    for change in row:
        before = known.get(change.record)
        if change.erases:
            erased.append(change.record)
            continue
        version = before.version + 1 if before else 1
        kind = before.kind if before else change.kind
        entry = step.entry(head, change.record, version=version, kind=kind)
        head = head_after(entry)
        entries.append(entry)
        whole = document_of(
            change.record,
            created=before.created if before else entry.seq,
            version=version,
            state=change.state,
            index=change.index,
            body=f'{{"seq":{entry.seq}}}',
            body_version=version,
        )
        kept = bool(before)  # a creation is always written whole
        documents.append(
            attrs.evolve(
                whole,
                kind=kind,
                index=None if change.index is None and kept else whole.index,
                body=whole.body if change.body or not kept else None,
            )
        )
    for session in sessions:
        session.write(entries, documents)
        for record in erased:
            session.erase(record)


def _answers(session: Session) -> dict[str, object]:
    """What a session answers to all kinds of questions."""
    head = session.head()
    found: dict[str, object] = {
        "head()": head,
        "entries()": list(session.entries()),
        "entries(after=1, limit=2)": list(session.entries(after=1, limit=2)),
    }
    for name in NAMES:
        found[f"get({name!r})"] = plain(session.get(name))
        found[f"history({name!r})"] = list(session.history(name))
        later = session.history(name, after_version=1)
        found[f"history({name!r}, after_version=1)"] = list(later)
    for query in _queries(head.seq):
        asked = [
            f"{name}={value!r}"
            for name, value in attrs.asdict(query, recurse=False).items()
            if value != getattr(_PLAIN, name) or name == "kind"
        ]
        found[f"find({', '.join(asked)})"] = [plain(one) for one in session.find(query)]
    return found


def _queries(last: int) -> Iterator[Query]:
    for kind in (KIND, OTHER):
        yield Query(kind=kind)
        yield Query(kind=kind, limit=1)
        yield Query(kind=kind, after=max(0, last - 2), limit=2)
        yield Query(kind=kind, states=frozenset({"draft", "Draft"}))
        yield Query(kind=kind, states=frozenset())
    for value in VALUES:
        yield Query(kind=KIND, where={"teacher": value})
    yield Query(kind=KIND, where={"teacher": "a", "n": 1})
    yield Query(kind=KIND, where={"n": None}, states=frozenset({"done"}), after=1)


_PLAIN = Query(kind="")
