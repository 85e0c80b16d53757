import datetime as dt
from collections.abc import Iterator
from typing import Any, ClassVar

import attrs
import pytest

from homeroom_core.codec import changed_fields
from homeroom_core.errors import DefinitionError, ErasedError
from homeroom_core.journal import Entry, Head, next_entry
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, Record, Shelf
from homeroom_core.text import Text
from homeroom_core.view import history_view, view, views
from homeroom_core.visibility import hidden_fields

READER = Actor.of("reader-1")
SHELF = Shelf()


@attrs.frozen(kw_only=True)
class Secret(Record):
    kind: ClassVar[str] = "secret"
    label: ClassVar[Text] = Text.same("Secret")
    indexed: ClassVar[tuple[str, ...]] = ("writer",)

    writer: str = "writer-1"
    title: str = "Open"
    helpers: tuple[str, ...] = ()
    hides: frozenset[str] = frozenset()

    def hidden_from(self, actor: Actor, reader: object) -> frozenset[str]:
        return self.hides


def secret(*hides: str, **fields: Any) -> Secret:
    return Secret(id="secret-1", org="s1", state="open", hides=frozenset(hides), **fields)


def told(*steps: tuple[Secret, str, str]) -> Iterator[Entry]:
    """Entries of a record: each the record after it, who, and the reason."""
    head, before = Head(), None
    for after, actor, reason in steps:
        entry = next_entry(
            head,
            bytes(16),
            org="s1",
            kind="secret",
            record=after.id,
            version=after.version,
            transition="step",
            source="" if before is None else before.state,
            target=after.state,
            actor=actor,
            at=dt.datetime(2025, 9, 1, tzinfo=dt.UTC).isoformat(timespec="microseconds"),
            fields=changed_fields(before, after),
            reason=reason,
        )
        head, before = Head(entry.seq, entry.digest, entry.at), after
        yield entry


def test_a_view_holds_every_field_that_is_not_hidden() -> None:
    seen = view(secret("writer", "hides"), READER, SHELF)
    assert seen is not None
    assert seen.to_json() == {
        "kind": "secret",
        "id": "secret-1",
        "org": "s1",
        "state": "open",
        "version": 1,
        "fields": {"title": "Open", "helpers": []},
        "hidden": ["hides", "writer"],
    }


@pytest.mark.parametrize("hides", ["*", "id", "org", "state", "version"])
def test_a_record_that_hides_what_it_is_is_hidden_altogether(hides: str) -> None:
    record = secret(hides)
    assert hidden_fields(record, READER, SHELF) == EVERYTHING
    assert view(record, READER, SHELF) is None
    assert history_view(told((record, "writer-1", "")), record, READER, SHELF) is None


def test_hiding_a_field_that_is_not_there_is_an_error_and_no_leak() -> None:
    with pytest.raises(
        DefinitionError, match=r"secret\.hidden_from: it hides no such field: wrter"
    ):
        view(secret("wrter"), READER, SHELF)


def test_whoever_hides_is_asked_about_the_reader() -> None:
    asked = []

    @attrs.frozen(kw_only=True)
    class Asking(Secret):
        def hidden_from(self, actor: Actor, reader: object) -> frozenset[str]:
            asked.append((actor, reader))
            return frozenset()

    view(Asking(id="a-1", org="s1", state="open"), READER, SHELF)
    assert asked == [(READER, SHELF)]


def test_a_list_leaves_out_what_is_hidden_altogether() -> None:
    found = views([secret("*"), secret(title="Seen")], READER, SHELF)
    assert [one.fields["title"] for one in found] == ["Seen"]


def test_a_list_leaves_out_what_was_found_by_a_hidden_field() -> None:
    records = [secret("writer"), secret()]
    assert len(list(views(records, READER, SHELF))) == 2
    assert [one.hidden for one in views(records, READER, SHELF, found_by=("writer",))] == [()]


def test_history_names_hidden_changes_without_their_values() -> None:
    first, second = secret("writer"), secret("writer", writer="writer-2", title="New")
    entries = told((first, "office-1", ""), (attrs.evolve(second, version=2), "office-1", "moved"))
    seen = history_view(entries, second, READER, SHELF)
    assert seen is not None
    assert [(one.fields.get("title"), one.hidden) for one in seen] == [
        ("Open", ("writer",)),
        ("New", ("writer",)),
    ]
    assert [(one.actor, one.reason) for one in seen] == [("office-1", None), ("office-1", None)]


def test_history_of_an_open_record_shows_actors_and_reasons() -> None:
    record = secret()
    seen = history_view(told((record, "writer-1", "because")), record, READER, SHELF)
    assert seen is not None
    assert [(one.actor, one.reason, one.hidden) for one in seen] == [("writer-1", "because", ())]
    assert seen[0].to_json()["fields"]["writer"] == "writer-1"


def test_an_actor_named_only_in_a_hidden_field_is_not_shown() -> None:
    record = secret("writer", "helpers", helpers=("helper-1",))
    entries = told((record, "writer-1", ""), (attrs.evolve(record, version=2), "helper-1", ""))
    seen = history_view(entries, record, READER, SHELF)
    assert seen is not None
    assert [one.actor for one in seen] == [None, None]


def test_an_actor_who_was_named_in_a_hidden_field_before_is_not_shown() -> None:
    now = secret("writer", writer="writer-2")
    entries = told((secret("writer"), "writer-1", ""), (attrs.evolve(now, version=2), "x-1", ""))
    seen = history_view(entries, now, READER, SHELF)
    assert seen is not None
    assert [one.actor for one in seen] == [None, "x-1"]


def test_an_actor_who_is_named_in_an_open_field_as_well_is_shown() -> None:
    record = secret("writer", helpers=("writer-1",))
    seen = history_view(told((record, "writer-1", "")), record, READER, SHELF)
    assert seen is not None
    assert seen[0].actor == "writer-1"


def test_history_is_seen_by_the_record_as_it_is_now() -> None:
    blind, now = secret("writer"), attrs.evolve(secret(), version=2)
    seen = history_view(told((blind, "writer-1", "a"), (now, "office-1", "")), now, READER, SHELF)
    assert seen is not None
    assert (seen[0].actor, seen[0].reason, seen[0].fields["writer"]) == (
        "writer-1",
        "a",
        "writer-1",
    )


def test_history_of_erased_contents_is_an_error() -> None:
    record = secret()
    erased = [attrs.evolve(e, payload=None, salt=None) for e in told((record, "writer-1", ""))]
    with pytest.raises(ErasedError):
        history_view(erased, record, READER, SHELF)
