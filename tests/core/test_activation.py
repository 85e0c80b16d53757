"""Plugins that are active for some organizations only."""

from types import ModuleType
from typing import Any

import pytest
from tally import KEEPER, NO_NOTE, OTHER, Tallies, Tally, add, begin

from homeroom_core.calendar import WeekdayCalendar
from homeroom_core.discovery import Plugin
from homeroom_core.errors import InactiveError, KindUnknownError, PluginError, Refusal, RefusedError
from homeroom_core.families import CALENDARS, LIFECYCLES, STORAGE_BACKENDS
from homeroom_core.hookspecs import TransitionRequest
from homeroom_core.office import Office
from homeroom_core.people import Organization
from homeroom_core.plugins import Plugins
from homeroom_core.storage import MemoryStorage


def plugin(name: str, **functions: Any) -> Plugin:
    module = ModuleType(name)
    vars(module).update(functions)
    return Plugin(name, "1", "object", module)


DAYS = WeekdayCalendar("days", frozenset(), frozenset(), 2025, 2025)


def refusing(request: TransitionRequest) -> Refusal:
    return NO_NOTE()


def an_office(told: list[str], *organizations: Organization) -> Office:
    """An office of three plugins: tallies, one that refuses, and one that listens and has days."""
    plugins = Plugins(
        Tallies(),
        plugin("strict", homeroom_check_transition=refusing),
        plugin(
            "diary",
            homeroom_committed=lambda request: told.append(request.org),
            homeroom_calendars=lambda: [DAYS],
        ),
    )
    return Office(MemoryStorage(), plugins=plugins, organizations=organizations)


S1 = Organization("s1", plugins=("Tallies",))
S2 = Organization("s2", plugins=("Tallies", "diary"), calendar="days")
S3 = Organization("s3", plugins=())


def begun(office: Office, org: str) -> Tally:
    with office.desk(org, by=KEEPER) as desk:
        return desk.create(begin, keeper=KEEPER.id)


def test_organization_that_says_nothing_has_every_plugin() -> None:
    office = an_office([], Organization("s4"))
    for org in ("s4", "s5"):
        assert office.plugins_of(org) is office.plugins
        with pytest.raises(RefusedError):
            begun(office, org)


def test_plugin_that_is_not_active_is_neither_asked_nor_told() -> None:
    told: list[str] = []
    office = an_office(told, S1, S2)
    begun(office, "s1")
    begun(office, "s2")
    assert told == ["s2"]
    assert [entry.plugins[0].plugin for entry in office.feed("s1")] == ["Tallies"]


def test_what_it_provides_is_not_there_and_the_error_names_the_setting() -> None:
    office = an_office([], S1, S3)
    with pytest.raises(InactiveError) as caught:
        office.plugins_of("s3")(LIFECYCLES, "tally")
    assert (caught.value.plugin, caught.value.org) == ("Tallies", "s3")
    assert str(caught.value) == (
        "the lifecycle 'tally' is provided by plugin Tallies, which is not active for s3: "
        "add it to organizations.s3.plugins in homeroom.toml"
    )
    with pytest.raises(InactiveError):
        office.list("s3", "tally", to=KEEPER)
    assert "tally" not in office.lifecycles_of("s3")
    assert "tally" in office.lifecycles_of("s1")


def test_no_step_is_made_by_a_lifecycle_whose_plugin_is_not_active() -> None:
    office = an_office([], S3)
    with pytest.raises(InactiveError, match=r"add it to organizations\.s3\.plugins"):
        begun(office, "s3")
    assert office.feed("s3") == ()
    made = begun(an_office([], S1), "s1")
    with office.desk("s3", by=KEEPER) as desk, pytest.raises(InactiveError):
        desk.apply(add, made)


def test_calendar_of_a_plugin_that_is_not_active_is_none() -> None:
    office = an_office([], S2, Organization("s1", plugins=(), calendar="days"))
    assert (office.calendar("s2"), office.calendar("s1")) == (DAYS, None)


def test_what_homeroom_is_shipped_with_is_active_everywhere() -> None:
    plugins = an_office([], S3).plugins_of("s3")
    assert [plugin.name for plugin in plugins.plugins] == ["homeroom"]
    assert plugins.names(STORAGE_BACKENDS) == ("memory",)
    assert plugins.names(CALENDARS) == ()


def test_record_of_a_plugin_that_is_no_longer_active_says_so() -> None:
    office = an_office([], S1)
    record = begun(office, "s1")
    later = Office(office.storage, plugins=office.plugins, organizations=[switched_off(S1)])
    with pytest.raises(KindUnknownError, match=r"add it to organizations\.s1\.plugins") as caught:
        later.show("s1", record.id, to=OTHER)
    assert (caught.value.needs.provider, caught.value.plugin[:9]) == ("Tallies", "Tallies 0")
    with later.desk("s1", by=KEEPER) as desk, pytest.raises(KindUnknownError) as caught:
        desk.any(record.id)
    assert caught.value.needs.provider == "Tallies"
    assert list(later.verify("s1")) == []


def switched_off(org: Organization) -> Organization:
    return Organization(org.id, plugins=())


def test_failures_are_counted_together() -> None:
    def fail(request: object) -> None:
        raise ValueError

    plugins = Plugins(Tallies(), plugin("bad", homeroom_committed=fail))
    orgs = [Organization(code, plugins=("Tallies", "bad")) for code in ("s1", "s2")]
    office = Office(MemoryStorage(), plugins=plugins, organizations=orgs)
    begun(office, "s1")
    begun(office, "s2")
    assert office.plugins.failures == {"bad": 2}


def test_active_plugin_that_is_not_there_is_refused_before_a_store_is_opened() -> None:
    org = Organization("s1", plugins=("tallys", "homeroom"))
    with pytest.raises(PluginError) as caught:
        Office.open("memory:", plugins=[Tallies()], installed=False, organizations=[org])
    assert str(caught.value) == (
        "plugin tallys: organizations.s1.plugins names it, and there is no such plugin; "
        "there is: homeroom, Tallies"
    )
