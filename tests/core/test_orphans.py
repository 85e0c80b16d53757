"""Records whose plugin is gone, or not active: who may read what of them, and what is said."""

import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tally as tally_module
from tally import (
    ERASER,
    KEEPER,
    OTHER,
    Tallies,
    add,
    an_office,
    begin,
    begun,
    mark,
    pause,
    ticking,
    write,
)

from homeroom_core.errors import (
    ErasedError,
    InactiveError,
    KindUnknownError,
    NotIndexedError,
    RecordNotFoundError,
    UnknownError,
)
from homeroom_core.hookspecs import TransitionRequest
from homeroom_core.office import Office
from homeroom_core.origin import MissingPlugin, Origin
from homeroom_core.orphans import raw_cell, raw_columns, raw_fields
from homeroom_core.people import OFFICE, PRINCIPAL, Actor, Organization
from homeroom_core.plugins import Plugins
from homeroom_core.school_year import SchoolYear
from homeroom_core.storage import MemoryStorage, Storage
from homeroom_core.text import LANGUAGES
from homeroom_core.training.person import Details, register
from homeroom_core.view import View

HEAD = Actor.of("head-1", PRINCIPAL)
CLERK = Actor.of("office-1", OFFICE)
STRANGER = Actor.of("person-9")
ORG = "school-1"

TALLIES = Origin(
    "Tallies", "0", hashlib.sha256(Path(str(tally_module.__file__)).read_bytes()).hexdigest()
)
NEEDS = MissingPlugin(org=ORG, kind="tally", origin=TALLIES)
READERS = "organizations.school-1.orphan_readers in homeroom.toml"


@pytest.fixture
def storage() -> Storage:
    """A store with two tallies of the keeper, one of which another has counted and written on."""
    office = an_office()
    with office.desk(ORG, by=KEEPER) as desk:
        desk.create(begin, keeper=KEEPER.id)
        first = desk.create(begin, keeper=KEEPER.id, count=7)
    with office.desk(ORG, by=OTHER) as desk:
        first = desk.apply(add, first)
        first = desk.apply_because("asked to", write, first, note="seen by none")
    with office.desk(ORG, by=KEEPER) as desk:
        desk.apply_because("tired", pause, first)
    return office.storage


def without(storage: Storage, **settings: Any) -> Office:
    """An office of the store in which the plugin is gone."""
    orgs = (Organization(ORG, **settings),)
    return Office(storage, plugins=Plugins(), organizations=orgs, clock=ticking().__next__)


@pytest.fixture
def office(storage: Storage) -> Office:
    return without(storage)


# who has the role


def test_whoever_has_the_role_sees_all_of_it_as_it_is_stored(office: Office) -> None:
    assert office.show(ORG, "tally-2", to=HEAD) == View(
        kind="tally",
        id="tally-2",
        org=ORG,
        state="paused",
        version=4,
        fields={"keeper": "person-1", "count": 8, "mark": "0", "note": "seen by none"},
        needs=NEEDS,
    )


def test_view_of_it_says_in_json_what_it_needs(office: Office) -> None:
    told = office.show(ORG, "tally-2", to=HEAD).to_json()
    assert told["needs"] == {
        "kind": "tally",
        "plugin": "Tallies",
        "version": "0",
        "digest": TALLIES.digest,
        "provider": "",
    }


def test_history_of_it_is_told_as_it_is_stored(office: Office) -> None:
    entries = office.show_history(ORG, "tally-2", to=HEAD)
    assert [(e.transition, e.target, e.actor, e.reason, e.fields, e.needs) for e in entries] == [
        (
            "begin",
            "open",
            "person-1",
            "",
            {"keeper": "person-1", "count": 7, "mark": "0", "note": ""},
            NEEDS,
        ),
        ("add", "open", "person-2", "", {"count": 8}, NEEDS),
        ("write", "open", "person-2", "asked to", {"note": "seen by none"}, NEEDS),
        ("pause", "paused", "person-1", "tired", {}, NEEDS),
    ]
    assert entries[0].to_json()["needs"] == NEEDS.to_json()


def test_list_has_all_of_them_oldest_first(office: Office) -> None:
    seen = office.list(ORG, "tally", to=HEAD)
    assert [(one.id, one.fields["count"], one.needs) for one in seen] == [
        ("tally-1", 0, NEEDS),
        ("tally-2", 8, NEEDS),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "paused"}, ["tally-2"]),
        ({"state": ("open", "paused")}, ["tally-1", "tally-2"]),
        ({"state": "closed"}, []),
        ({"where": {"count": 8}}, ["tally-2"]),
        ({"where": {"count": "8"}}, ["tally-2"]),
        ({"where": {"keeper": "person-1", "count": 0}}, ["tally-1"]),
        ({"where": {"keeper": "person-2"}}, []),
    ],
)
def test_list_is_narrowed_by_state_and_indexed_field(
    office: Office, query: dict[str, Any], found: list[str]
) -> None:
    assert [one.id for one in office.list(ORG, "tally", to=HEAD, **query)] == found


def test_field_that_is_not_indexed_cannot_be_looked_for(office: Office) -> None:
    with pytest.raises(
        NotIndexedError, match="tally is not indexed by note; it is by count, keeper"
    ):
        office.list(ORG, "tally", to=HEAD, where={"note": ""})


def test_history_is_explained_by_stored_names(office: Office) -> None:
    found = office.explain(ORG, "tally-2", to=HEAD)
    assert (found.kind, found.own, found.needs) == ("tally", False, NEEDS)
    assert list(found.explanation.lines("en")) == [
        "tally: paused [tally-2]",
        f"  {NEEDS.note}",
        "  What happened",
        "    begin (person-1): 2025-09-01 16:00, open",
        "    add (person-2): 2025-09-01 16:00, open",
        "    write (person-2): 2025-09-01 16:00, open",
        "      reason: asked to",
        "    pause (person-1): 2025-09-01 16:00, paused",
        "      reason: tired",
    ]


# who made a step


def test_whoever_made_a_step_sees_that_it_is_there_and_nothing_in_it(office: Office) -> None:
    seen = office.show(ORG, "tally-2", to=OTHER)
    assert (seen.kind, seen.id, seen.state, seen.version) == ("tally", "tally-2", "paused", 4)
    assert (seen.fields, seen.hidden, seen.needs) == ({}, ("*",), NEEDS)


def test_whoever_made_a_step_sees_their_own_without_contents(office: Office) -> None:
    entries = office.show_history(ORG, "tally-2", to=OTHER)
    assert [(e.version, e.transition, e.actor) for e in entries] == [
        (2, "add", "person-2"),
        (3, "write", "person-2"),
    ]
    assert {(e.reason, tuple(e.fields), e.hidden) for e in entries} == {(None, (), ("*",))}


def test_explanation_for_them_has_their_steps_and_who_may_read_the_rest(office: Office) -> None:
    assert list(office.explain(ORG, "tally-2", to=OTHER).explanation.lines("en")) == [
        "tally: paused [tally-2]",
        f"  {NEEDS.note}",
        f"  you see your own steps; what is in it is open to: Principal ({READERS})",
        "  What happened",
        "    add (person-2): 2025-09-01 16:00, open",
        "    write (person-2): 2025-09-01 16:00, open",
    ]


def test_list_for_them_has_those_they_made_a_step_of(office: Office) -> None:
    assert [one.id for one in office.list(ORG, "tally", to=OTHER)] == ["tally-2"]
    assert [one.id for one in office.list(ORG, "tally", to=KEEPER)] == ["tally-1", "tally-2"]


def test_by_contents_they_find_nothing(office: Office) -> None:
    with pytest.raises(KindUnknownError):
        office.list(ORG, "tally", to=KEEPER, where={"keeper": KEEPER.id})
    with pytest.raises(KindUnknownError):
        office.list(ORG, "tally", to=KEEPER, where={"note": ""})


# who has neither


ASKS: dict[str, Callable[[Office, str, Actor], object]] = {
    "show": lambda office, which, who: office.show(ORG, which, to=who),
    "history": lambda office, which, who: office.show_history(ORG, which, to=who),
    "explain": lambda office, which, who: office.explain(ORG, which, to=who),
    "available": lambda office, which, who: office.available(ORG, which, by=who),
}
every_ask = pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)


@every_ask
@pytest.mark.parametrize("id", ["tally-2", "tally-99"])
def test_nobody_else_learns_more_than_that_there_is_the_kind(
    office: Office, ask: Callable[[Office, str, Actor], object], id: str
) -> None:
    with pytest.raises(KindUnknownError) as caught:
        ask(office, id, STRANGER)
    assert (caught.value.record, caught.value.needs) == (id, NEEDS)
    assert str(caught.value) == (
        "school-1 has records of the kind 'tally', which no plugin that is active here knows, so "
        f"nothing can be done with them ({id} was asked for): install plugin {TALLIES}, which the "
        f"journal names; as they are stored they may be read by: Principal ({READERS})"
    )


def test_list_that_would_be_empty_says_why(office: Office) -> None:
    with pytest.raises(KindUnknownError) as caught:
        office.list(ORG, "tally", to=STRANGER)
    assert (caught.value.record, caught.value.needs) == ("tally", NEEDS)


@every_ask
def test_record_that_is_not_there_is_not_there(
    office: Office, ask: Callable[[Office, str, Actor], object]
) -> None:
    for who, id in ((HEAD, "tally-99"), (STRANGER, "tin-1"), (HEAD, "tin-1"), (STRANGER, "tally")):
        with pytest.raises(RecordNotFoundError) as caught:
            ask(office, id, who)
        assert type(caught.value) is RecordNotFoundError


def test_kind_of_which_there_is_no_record_is_simply_unknown(office: Office) -> None:
    with pytest.raises(UnknownError, match="there is no lifecycle 'tin'"):
        office.list(ORG, "tin", to=HEAD)


# nothing can be done


@pytest.mark.parametrize("who", [HEAD, KEEPER])
def test_nothing_can_be_done_with_it_and_the_answer_says_what_would_work(
    office: Office, who: Actor
) -> None:
    with pytest.raises(KindUnknownError, match="install plugin Tallies 0"):
        office.available(ORG, "tally-2", by=who)
    with pytest.raises(KindUnknownError, match="install plugin Tallies 0"):
        office.lifecycle(ORG, "tally")


def test_it_goes_on_when_the_plugin_is_back(storage: Storage) -> None:
    office = an_office(storage)
    assert office.show(ORG, "tally-2", to=STRANGER).needs is None
    assert office.show_history(ORG, "tally-2", to=STRANGER)[0].needs is None


# the roles that the organization names


def test_organization_names_the_roles(storage: Storage) -> None:
    office = without(storage, orphan_readers=(OFFICE,))
    assert office.show(ORG, "tally-2", to=CLERK).fields["note"] == "seen by none"
    with pytest.raises(KindUnknownError, match="may be read by: Moral education office"):
        office.show(ORG, "tally-2", to=HEAD)


def test_organization_may_name_none(storage: Storage) -> None:
    with pytest.raises(KindUnknownError, match="may be read by: nobody"):
        without(storage, orphan_readers=()).show(ORG, "tally-2", to=HEAD)


# erased


def test_erased_one_is_erased_for_whoever_saw_it_and_gone_for_everybody_else(
    storage: Storage,
) -> None:
    an_office(storage).erase(ORG, "tally-2", by=ERASER, reason="asked for")
    office = without(storage)
    for who in (HEAD, OTHER):
        for ask in ASKS.values():
            with pytest.raises(ErasedError):
                ask(office, "tally-2", who)
    with pytest.raises(KindUnknownError):
        office.show(ORG, "tally-2", to=STRANGER)
    assert [one.id for one in office.list(ORG, "tally", to=HEAD)] == ["tally-1"]


def test_it_is_erased_without_the_plugin_as_well(office: Office) -> None:
    office.erase(ORG, "tally-2", by=ERASER, reason="asked for")
    with pytest.raises(ErasedError):
        office.show(ORG, "tally-2", to=HEAD)
    assert list(office.verify(ORG)) == []


def test_kind_of_which_all_are_erased_still_has_a_name(storage: Storage) -> None:
    for id in ("tally-1", "tally-2"):
        an_office(storage).erase(ORG, id, by=ERASER, reason="asked for")
    office = without(storage)
    assert office.list(ORG, "tally", to=HEAD) == ()
    with pytest.raises(KindUnknownError, match="which the journal does not name"):
        office.list(ORG, "tally", to=STRANGER)
    assert office.portfolio(ORG, KEEPER.id, to=STRANGER).left_out == ()


# installed, but not active


def test_plugin_that_is_only_not_active_is_told_apart(storage: Storage) -> None:
    office = an_office(storage, organizations=[Organization(ORG, plugins=())])
    seen = office.show(ORG, "tally-2", to=HEAD)
    assert seen.needs == MissingPlugin(org=ORG, kind="tally", origin=TALLIES, provider="Tallies")
    assert seen.fields["count"] == 8
    remedy = "activate plugin Tallies, which is installed: add it to organizations.school-1.plugins"
    assert remedy in str(seen.needs.note)
    for ask in (
        lambda: office.show(ORG, "tally-2", to=STRANGER),
        lambda: office.list(ORG, "tally", to=STRANGER),
        lambda: office.available(ORG, "tally-2", by=HEAD),
        lambda: office.lifecycle(ORG, "tally"),
    ):
        with pytest.raises(KindUnknownError, match=remedy):
            ask()


def test_kind_that_is_not_active_and_has_no_records_is_inactive(storage: Storage) -> None:
    office = an_office(storage, organizations=[Organization("school-2", plugins=())])
    with pytest.raises(InactiveError):
        office.list("school-2", "tally", to=HEAD)


# what the journal names


def test_newest_version_that_the_journal_names_is_needed(storage: Storage) -> None:
    class Later(Tallies):
        __version__ = "2"

    later = Office(storage, plugins=Plugins(Later()), clock=ticking().__next__)
    with later.desk(ORG, by=KEEPER) as desk:
        desk.apply(add, desk.get(tally_module.Tally, "tally-1"))
    office = without(storage)

    def versions(needs: MissingPlugin | None) -> str:
        return "" if needs is None or needs.origin is None else needs.origin.version

    assert versions(office.show(ORG, "tally-1", to=HEAD).needs) == "2"
    assert versions(office.show(ORG, "tally-2", to=HEAD).needs) == "0"
    entries = office.show_history(ORG, "tally-1", to=HEAD)
    assert [versions(entry.needs) for entry in entries] == ["0", "2"]


def test_lifecycle_of_no_plugin_is_named_by_none() -> None:
    office = Office(MemoryStorage(), plugins=Plugins(), clock=ticking().__next__)
    record = begun(office)
    needs = office.show(ORG, record.id, to=HEAD).needs
    assert needs == MissingPlugin(org=ORG, kind="tally")
    assert "which the journal does not name" in str(needs.note)


def test_office_says_which_plugins_an_organization_lacks(storage: Storage) -> None:
    office = without(storage)
    assert office.missing_plugins(ORG) == (NEEDS,)
    assert (office.missing_plugins("school-2"), an_office(storage).missing_plugins(ORG)) == ((), ())
    with an_office(storage).desk(ORG, by=KEEPER) as desk:
        desk.create(begin, keeper=KEEPER.id)
    assert office.missing_plugins(ORG) == (NEEDS,)


def test_plugin_that_is_here_and_was_only_asked_before_a_step_is_not_needed() -> None:
    class Veto:
        def homeroom_check_transition(self, request: TransitionRequest) -> None:
            """Nothing against it."""

    plugins = Plugins(Veto())
    office = Office(MemoryStorage(), plugins=plugins, clock=ticking().__next__)
    record = begun(office)
    assert [origin.plugin for origin in office.feed(ORG)[0].plugins] == ["Veto"]
    assert office.show(ORG, record.id, to=HEAD).needs == MissingPlugin(org=ORG, kind="tally")


# portfolios


@pytest.fixture
def with_person(storage: Storage) -> Storage:
    """The store with a person beside, in whose portfolio the tallies stand."""
    with without(storage).desk(ORG, by=CLERK) as desk:
        desk.create(register, staff_no="1", details=Details(name="王芳"))
    return storage


def test_portfolio_has_those_in_which_the_person_stands(with_person: Storage) -> None:
    office = without(with_person)
    found = office.portfolio(ORG, KEEPER.id, to=HEAD)
    (group,) = found.groups
    assert (group.kind, group.label.en, group.needs) == ("tally", "tally", NEEDS)
    assert [one.view.id for one in group.entries] == ["tally-1", "tally-2"]
    assert found.left_out == ()
    lines = list(found.told().lines("en"))
    assert f"      {NEEDS.note}" in lines
    assert "      tally-2: paused, since 2025-09-01 [tally-2]" in lines
    assert "        note: seen by none" in lines
    assert found.to_json("en")["groups"][0]["needs"] == NEEDS.to_json()
    assert office.portfolio(ORG, "person-2", to=HEAD).groups == ()
    assert office.portfolio(ORG, KEEPER.id, to=HEAD, year=SchoolYear(2024)).groups == ()


def test_portfolio_of_everybody_has_the_same_note_for_whoever_may_not_read_them(
    with_person: Storage,
) -> None:
    office = without(with_person)
    note = f"Orphaned records of the organization are left out, whoever takes part in them: tally ({NEEDS.remedy})"  # fmt: skip
    for person in (KEEPER.id, OTHER.id, "person-6", "nobody"):
        for reader in (KEEPER, STRANGER):
            found = office.portfolio(ORG, person, to=reader)
            assert found.left_out == (NEEDS,)
            assert list(found.told().lines("en"))[-1 if not found.groups else 1] == f"  {note}"
            assert found.to_json("en")["left_out"] == [NEEDS.to_json()]


def test_portfolio_of_an_organization_without_orphans_says_nothing_of_them(
    storage: Storage,
) -> None:
    told = an_office(storage).portfolio(ORG, KEEPER.id, to=HEAD).to_json("en")
    assert list(told) == ["person", "name", "groups"]


# in words


def test_stored_values_are_told_by_their_names() -> None:
    seen = View(
        kind="tally",
        id="tally-1",
        org=ORG,
        state="open",
        version=1,
        fields={
            "keeper": "person-1",
            "count": 3,
            "done": False,
            "none": None,
            "tags": ["a", 2, True],
            "place": {"room": "101", "seats": None},
            "rounds": [{"on": "2025-09-01"}, {"on": "2025-09-02"}],
        },
    )
    assert [line for part in raw_fields(seen) for line in part.lines("en")] == [
        "keeper: person-1",
        "count: 3",
        "done: false",
        "tags: a, 2, true",
        "place",
        "  room: 101",
        "  seats: null",
        "rounds",
        "  1",
        "    on: 2025-09-01",
        "  2",
        "    on: 2025-09-02",
    ]
    assert raw_columns([seen]) == ("keeper", "count", "done")
    cells = [raw_cell(seen, name) for name in ("keeper", "count", "done", "place", "other")]
    assert cells == ["person-1", "3", "false", "", ""]


def test_every_note_is_written_in_three_languages() -> None:
    notes = [
        MissingPlugin(org=ORG, kind="tally", origin=origin, provider=provider).note
        for origin in (TALLIES, None)
        for provider in ("", "Tallies")
    ]
    read = {note.read(language) for note in notes for language in LANGUAGES}
    assert len(read) == len(notes) * len(LANGUAGES)
    assert [words for words in read if "tally" not in words or "{" in words] == []


def test_amounts_are_told_as_they_are_stored(storage: Storage) -> None:
    with an_office(storage).desk(ORG, by=KEEPER) as desk:
        desk.apply(mark, desk.get(tally_module.Tally, "tally-1"), Decimal("8.50"))
    assert without(storage).show(ORG, "tally-1", to=HEAD).fields["mark"] == "8.50"
