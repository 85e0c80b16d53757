"""Whatever a record hides, no view of it, of its history and no telling of it holds a value of it.

Nor does another record that refers to it, which is told with what the one is known by.
"""

import json
from typing import ClassVar

import attrs
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.codec import changed_fields
from homeroom_core.journal import Entry, Head, next_entry
from homeroom_core.people import Actor
from homeroom_core.record import Record, Shelf
from homeroom_core.telling import Telling
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.view import history_view, view

NAMES = ("first", "second", "third")


@attrs.frozen(kw_only=True)
class Paper(Record):
    kind: ClassVar[str] = "paper"
    label: ClassVar[Text] = Text.same("Paper")
    known_by: ClassVar[str] = "first"

    first: str
    second: tuple[str, ...]
    third: str
    hides: frozenset[str]

    def hidden_from(self, actor: Actor, reader: object) -> frozenset[str]:
        return self.hides


words = st.integers(0, 10**6).map(lambda n: f"word{n}.")


@st.composite
def papers(draw: st.DrawFn) -> tuple[Paper, list[Entry]]:
    """A record with its history; actors are those whom its fields name."""
    hides = draw(st.frozensets(st.sampled_from(NAMES)))
    versions = draw(st.lists(st.tuples(words, st.lists(words, max_size=2), words), min_size=1))
    head, before, entries = Head(), None, []
    for number, (first, second, third) in enumerate(versions, 1):
        paper = Paper(
            id="paper-1",
            org="s1",
            state="open",
            version=number,
            first=first,
            second=tuple(second),
            third=third,
            hides=hides,
        )
        actor = draw(st.sampled_from([first, third, *second]))
        entry = next_entry(
            head,
            bytes(16),
            org="s1",
            kind="paper",
            record="paper-1",
            version=number,
            transition="step",
            source="open",
            target="open",
            actor=actor,
            at="2025-09-01T00:00:00.000000+00:00",
            fields=changed_fields(before, paper),
            reason=f"because of {first} and {third}",
        )
        head, before = Head(entry.seq, entry.digest, entry.at), paper
        entries.append(entry)
    assert before is not None
    return before, entries


def values(fields: dict[str, object]) -> set[str]:
    found: set[str] = set()
    for value in fields.values():
        found.update([value] if isinstance(value, str) else map(str, value or ()))  # type: ignore[call-overload]  # lists of words
    return found


@given(papers())
def test_hidden_fields_are_never_shown(paper: tuple[Paper, list[Entry]]) -> None:
    record, entries = paper
    hidden = record.hides
    told = [entry.fields for entry in entries]
    secret = values({f"{i}{k}": v for i, f in enumerate(told) for k, v in f.items() if k in hidden})
    open_ = values(
        {f"{i}{k}": v for i, f in enumerate(told) for k, v in f.items() if k not in hidden}
    )
    reader, shelf = Actor.of("reader-1"), Shelf()
    seen, history = view(record, reader, shelf), history_view(entries, record, reader, shelf)
    assert seen is not None
    assert history is not None
    telling = Telling(reader, Shelf(record))
    said = [
        telling.reference(record.id),
        *telling.facts(seen, Paper),
        *(telling.cell(seen, Paper, name) for name in NAMES),
        *(node.heading() for part in telling.fields(seen, Paper) for node in part.walk()),
    ]
    told_in = [text.read(language) for text in said for language in LANGUAGES]
    shown = json.dumps([seen.to_json(), *(one.to_json() for one in history), *told_in])
    assert [word for word in sorted(secret - open_) if word in shown] == []
