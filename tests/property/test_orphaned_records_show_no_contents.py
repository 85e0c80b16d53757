"""Whoever has no role that reads orphaned records sees nothing of what is in one, in any output.

Whoever made no step of it does not even learn that it is there, and whoever did sees no step but
their own.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tally import Tally, add, an_office, begin, mark, ticking, write

from homeroom_core.errors import HomeroomError, KindUnknownError, RecordNotFoundError
from homeroom_core.explaining import Explained
from homeroom_core.office import Office
from homeroom_core.people import OFFICE, PRINCIPAL, TEACHER, Actor, Organization
from homeroom_core.plugins import Plugins
from homeroom_core.storage import MemoryStorage, Storage
from homeroom_core.text import LANGUAGES, Text

ORG = "s1"
PEOPLE = [Actor.of(f"person-{n}", TEACHER) for n in (1, 2, 3)]
READERS = [*PEOPLE, Actor.of("office-1", OFFICE), Actor.of("guest-1")]
HEAD = Actor.of("head-1", PRINCIPAL)


@attrs.frozen
class Kept:
    """A store with tallies, what stands in each, and who made which steps of it."""

    storage: Storage
    contents: dict[str, set[str]]
    steps: dict[str, list[str]]


words = st.integers(0, 10**6).map(lambda n: f"word{n}.")
changes = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["add", "write", "mark"]), words)


@st.composite
def stores(draw: st.DrawFn) -> Kept:
    office = an_office(MemoryStorage())
    contents: dict[str, set[str]] = {}
    steps: dict[str, list[str]] = {}
    for made_by, keeper, made in draw(
        st.lists(
            st.tuples(st.sampled_from(PEOPLE), words, st.lists(changes, max_size=4)),
            min_size=1,
            max_size=3,
        )
    ):
        with office.desk(ORG, by=made_by) as desk:
            record: Tally = desk.create(begin, keeper=keeper)
        contents[record.id], steps[record.id] = {keeper}, [made_by.id]
        for actor, step, word in made:
            with office.desk(ORG, by=actor) as desk:
                if step == "write":
                    record = desk.apply_because(f"because {word}", write, record, note=word)
                    contents[record.id].add(word)
                elif step == "add":
                    record = desk.apply_because(word, add, record)
                    contents[record.id].add(word)
                else:
                    record = desk.apply(mark, record, record.mark)
            steps[record.id].append(actor.id)
    return Kept(office.storage, contents, steps)


def outputs(office: Office, id: str, to: Actor, word: str) -> Iterator[Any]:
    """Everything that can be asked about a record, as it is printed; what is refused included."""
    asks: list[Callable[[], Any]] = [
        lambda: office.show(ORG, id, to=to).to_json(),
        lambda: [one.to_json() for one in office.show_history(ORG, id, to=to)],
        lambda: [one.to_json() for one in office.list(ORG, "tally", to=to)],
        lambda: [one.to_json() for one in office.list(ORG, "tally", to=to, where={"keeper": word})],
        lambda: told(office.explain(ORG, id, to=to)),
        lambda: [str(one) for one in office.available(ORG, id, by=to)],
        lambda: gathered(office, word, to),
        lambda: referred(office, id, to),
    ]
    for ask in asks:
        try:
            yield ask()
        except HomeroomError as error:
            # What was asked for is told back; that gives away nothing.
            yield [error.text.read(one).replace(id, "ID") for one in LANGUAGES]


def told(found: Explained) -> list[Any]:
    return [
        [list(found.explanation.lines(one)), found.explanation.to_json(one)] for one in LANGUAGES
    ]


def gathered(office: Office, person: str, to: Actor) -> list[Any]:
    """A portfolio in words and as data, less the id that was asked for and stands on top."""
    found = office.portfolio(ORG, person, to=to)
    lines = [list(found.told().lines(one))[1:] for one in LANGUAGES]
    return [*lines, {**found.to_json("en"), "person": ""}]


def referred(office: Office, id: str, to: Actor) -> Text:
    with office.telling(ORG, to=to) as telling:
        return telling.reference(id)


@given(stores(), st.sampled_from(READERS))
@settings(max_examples=25)
def test_orphaned_records_show_no_contents(kept: Kept, reader: Actor) -> None:
    office = Office(
        kept.storage,
        plugins=Plugins(),
        organizations=[Organization(ORG)],
        clock=ticking().__next__,
    )
    secret = {word for found in kept.contents.values() for word in found}
    for id, found in kept.contents.items():
        for output in outputs(office, id, reader, sorted(found)[0]):
            shown = json.dumps(output, ensure_ascii=False, default=str)
            assert [word for word in sorted(secret) if word in shown] == []
        with suppress(KindUnknownError):  # being found by a value would tell it
            assert [*office.list(ORG, "tally", to=reader, where={"keeper": min(found)})] == []
        mine = [actor for actor in kept.steps[id] if actor == reader.id]
        entries: list[str | None] = []
        with suppress(RecordNotFoundError):
            entries = [entry.actor for entry in office.show_history(ORG, id, to=reader)]
        assert entries == mine
        history = [entry.to_json() for entry in office.show_history(ORG, id, to=HEAD)]
        assert [word for word in found if word not in json.dumps(history)] == []


@given(stores(), st.sampled_from(READERS))
@settings(max_examples=10)
def test_what_is_not_seen_looks_like_what_is_not_there(kept: Kept, reader: Actor) -> None:
    office = Office(kept.storage, plugins=Plugins(), clock=ticking().__next__)
    unseen = [id for id, steps in kept.steps.items() if reader.id not in steps]
    for id in unseen:
        refused = []
        for asked in (id, "tally-999"):
            try:
                office.show(ORG, asked, to=reader)
            except KindUnknownError as error:
                refused.append(str(error).replace(asked, "ID"))
        assert (len(refused), len(set(refused))) == (2, 1)
