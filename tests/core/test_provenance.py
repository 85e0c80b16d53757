"""Which plugins had a part in a step, a result or a verdict; and what is left when they are gone."""

import hashlib
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest
import tally as tally_module
from results import KEEPER as COUNTER
from results import Tins, a_counted_tin, a_rate, an_office
from tally import ERASER, KEEPER, Tallies, Tally, add, begin, pause

from homeroom_core.calendar import WeekdayCalendar
from homeroom_core.commands import Command
from homeroom_core.discovery import Plugin, as_plugin, from_entry_points, from_file
from homeroom_core.errors import ErasedError, InputError, KindUnknownError, UnknownError
from homeroom_core.families import COMMANDS, IMPORTERS
from homeroom_core.files import import_file
from homeroom_core.hookspecs import TransitionRequest
from homeroom_core.importing import Found, ImportRequest, ImportStep, importer
from homeroom_core.journal import Head, next_entry, verify_chain
from homeroom_core.office import Office
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, Actor, Organization
from homeroom_core.plugin_source import digest_of, line_of
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Origin
from homeroom_core.recomputing import UNCHECKED
from homeroom_core.storage import MemoryStorage
from homeroom_core.testing.acts import practice_plugins
from homeroom_core.text import Text
from homeroom_core.training.notice import NoticeLine, declare_void, publish
from homeroom_core.training.person import Details, register

TALLIES = Origin(
    "Tallies", "0", hashlib.sha256(Path(str(tally_module.__file__)).read_bytes()).hexdigest()
)


def plugin(name: str = "mine", **functions: Any) -> Plugin:
    module = ModuleType(name)
    vars(module).update(functions)
    return Plugin(name, "1.2", "object", module, "d" * 64)


def begun(office: Office) -> Tally:
    with office.desk("s1", by=KEEPER) as desk:
        return desk.apply(add, desk.create(begin, keeper=KEEPER.id))


def allowing(request: TransitionRequest) -> None:
    return None


# digests


def test_digest_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "ours.py"
    path.write_text("def homeroom_committed(request):\n    pass\n", encoding="utf-8")
    found = from_file(path)
    assert found.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.version, found.known_as) == (
        found.digest[:12],
        Origin("ours", found.digest[:12], found.digest),
    )


def test_digest_of_an_object_is_that_of_the_file_of_its_class() -> None:
    assert as_plugin(Tallies()).known_as == TALLIES


def test_what_has_no_source_has_no_digest() -> None:
    assert as_plugin(ModuleType("mine")).digest == ""


def test_homeroom_says_its_version_and_no_digest() -> None:
    plugins = Plugins(*from_entry_points())
    assert {(p.digest, p.shipped) for p in plugins.plugins if p.name in ("homeroom", "sqlite")} == {
        ("", True)
    }


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """A package with a module and a data file; answers the digest of it as it is now."""
    folder = tmp_path / "zz_pack"
    (folder / "inner").mkdir(parents=True)
    for name in ("__init__.py", "inner/__init__.py", "inner/hooks.py", "data.toml"):
        (folder / name).write_text(f"# {name}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def digest() -> str:
        __import__("zz_pack.inner.hooks")
        try:
            return digest_of(sys.modules["zz_pack.inner.hooks"])
        finally:
            for name in [one for one in sys.modules if one.startswith("zz_pack")]:
                del sys.modules[name]

    return digest


@pytest.mark.parametrize("name", ["__init__.py", "inner/hooks.py", "data.toml", "new.py"])
def test_digest_of_a_package_changes_with_every_file_of_it(
    package: Callable[[], str], tmp_path: Path, name: str
) -> None:
    before = package()
    assert package() == before  # what was compiled meanwhile is no source
    with (tmp_path / "zz_pack" / name).open("a", encoding="utf-8") as file:
        file.write("A = 1\n")
    assert package() != before


def test_line_of_a_name_is_where_it_gets_its_value(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("import os as x\nA: int = 1\nB = C = 2\n\n\nclass D:\n    E = 1\n")
    lines = [line_of(str(path), name) for name in ("x", "A", "C", "D", "E")]
    assert lines == [1, 2, 3, 6, None]
    assert line_of(str(tmp_path / "none.py"), "A") is None


# commits


def test_step_of_a_plugins_lifecycle_names_the_plugin() -> None:
    office = Office(MemoryStorage(), plugins=Plugins(Tallies()))
    record = begun(office)
    assert [entry.plugins for entry in office.history("s1", record.id)] == [(TALLIES,)] * 2
    assert list(office.verify("s1")) == []


def test_plugins_that_were_asked_before_a_step_are_named_after_that_of_its_lifecycle() -> None:
    veto = plugin("a_veto", homeroom_check_transition=allowing)
    office = Office(MemoryStorage(), plugins=Plugins(veto, Tallies()))
    record = begun(office)
    expected = (TALLIES, Origin("a_veto", "1.2", "d" * 64))
    assert [entry.plugins for entry in office.history("s1", record.id)] == [expected] * 2


def test_plugins_that_provide_what_a_step_used_are_named() -> None:
    rates = plugin("rates", homeroom_rubrics=lambda: [a_rate(Decimal(3))])
    office = an_office(None, Tins(rate=None), rates)
    made = a_counted_tin(office)
    last = office.history("s1", made.id)[-1]
    assert [origin.plugin for origin in last.plugins] == ["Tins", "rates"]
    first = office.history("s1", made.id)[0]
    assert [origin.plugin for origin in first.plugins] == ["Tins"]


DAYS = WeekdayCalendar("ours", frozenset(), frozenset(), 2025, 2026)
CLERK = Actor.of("office-1", OFFICE, AFFAIRS_MEETING)
LINES = (NoticeLine(name="王芳", unit="", award="first"),)


def put_up(calendar: str, *plugins: Plugin) -> Office:
    """A notice, which counts working days, and is closed early, which counts none."""
    office = Office(
        MemoryStorage(),
        plugins=Plugins(*from_entry_points(), *plugins),
        organizations=[Organization("s1", calendar=calendar)],
        clock=lambda: datetime(2025, 9, 1, 8, tzinfo=UTC),
    )
    with office.desk("s1", by=CLERK) as desk:
        made = desk.create(publish, subject="person-1", title="Awards", lines=LINES)
        desk.apply_because("a name is missing", declare_void, made)
    return office


def test_step_that_counted_the_working_days_of_a_plugin_names_it() -> None:
    ours = plugin("days", homeroom_calendars=lambda: [DAYS])
    published, voided = put_up("ours", ours).feed("s1")
    assert published.plugins == (Origin("days", "1.2", "d" * 64),)
    assert voided.plugins == ()


def test_step_that_counted_the_working_days_of_homeroom_names_nobody() -> None:
    ours = plugin("days", homeroom_calendars=lambda: [DAYS])
    assert [entry.plugins for entry in put_up("china", ours).feed("s1")] == [(), ()]


def test_asking_at_a_desk_what_can_be_done_leaves_no_mark() -> None:
    ours = plugin("days", homeroom_calendars=lambda: [DAYS])
    office = put_up("ours", ours)
    with office.desk("s1", by=CLERK) as desk:
        desk.act().working_days()
        desk.create(register, staff_no="1", details=Details(name="王芳"))
    assert office.feed("s1")[-1].plugins == ()


def rows(request: ImportRequest) -> Iterable[Found]:
    """A tally begun, and counted once."""
    made = yield ImportStep(where="A2", step=begin, arguments={"keeper": KEEPER.id})
    yield ImportStep(where="A2", step=add, record=made)


def test_steps_that_an_importer_made_name_its_plugin_after_that_of_the_lifecycle() -> None:
    made = importer("sheet", label=Text.same("Sheet"))(rows)
    files = plugin("files", homeroom_importers=lambda: [made])
    office = Office(MemoryStorage(), plugins=Plugins(files, Tallies()))
    import_file(office, "s1", "sheet", b"keeper\n", "t.csv", by=KEEPER)
    expected = (TALLIES, Origin("files", "1.2", "d" * 64))
    assert [entry.plugins for entry in office.feed("s1")] == [expected] * 2
    begun(office)
    assert office.feed("s1")[-1].plugins == (TALLIES,)
    assert list(office.verify("s1")) == []


def test_steps_that_an_importer_of_homeroom_made_name_nobody() -> None:
    office = Office(MemoryStorage(), plugins=Plugins(*from_entry_points()))
    roster = "姓名,工号\n王芳,1001\n".encode()
    import_file(office, "s1", "roster", roster, "r.csv", by=CLERK)
    assert {entry.plugins for entry in office.feed("s1")} == {()}


def test_what_an_office_uses_has_a_part_in_every_step() -> None:
    said = Command(name="hire", label=Text.same("Hire"), loads=lambda: None)
    ours = plugin("ours", homeroom_commands=lambda: [said])
    office = Office(MemoryStorage(), plugins=Plugins(ours, Tallies()), using=[(COMMANDS, "hire")])
    begun(office)
    expected = (TALLIES, Origin("ours", "1.2", "d" * 64))
    assert [entry.plugins for entry in office.feed("s1")] == [expected] * 2


def test_desk_uses_nothing_that_nobody_provides() -> None:
    office = Office(MemoryStorage(), plugins=Plugins())
    with (
        office.desk("s1", by=KEEPER) as desk,
        pytest.raises(UnknownError, match="importer"),
        desk.using(IMPORTERS, "sheet"),
    ):
        pass


def test_step_that_only_homeroom_had_a_part_in_costs_nothing() -> None:
    office = Office(MemoryStorage(), plugins=practice_plugins(lifecycles=(tally_module.tally,)))
    record = begun(office)
    for entry in office.history("s1", record.id):
        assert (entry.plugins, '"plugins"' in str(entry.payload)) == ((), False)


def test_lifecycle_that_no_plugin_provides_is_nobodys() -> None:
    office = Office(MemoryStorage(), plugins=Plugins())
    with office.desk("s1", by=KEEPER) as desk:
        desk.create(begin, keeper=KEEPER.id)
    assert office.feed("s1")[0].plugins == ()


def test_names_of_plugins_go_with_the_contents() -> None:
    office = Office(MemoryStorage(), plugins=Plugins(Tallies()))
    record = begun(office)
    office.erase("s1", record.id, by=ERASER, reason="asked for")
    first, *_, last = office.history("s1", record.id)
    with pytest.raises(ErasedError):
        _ = first.plugins
    assert (last.plugins, list(office.verify("s1"))) == ((), [])


def entry(**more: Any) -> Any:
    return next_entry(
        Head(),
        bytes(16),
        org="s1",
        kind="tally",
        record="tally-1",
        version=1,
        transition="begin",
        source="",
        target="open",
        actor="person-1",
        at="2025-09-01T00:00:00.000000+00:00",
        fields={},
        reason="",
        **more,
    )


def test_entry_without_plugins_is_chained_as_ever() -> None:
    assert entry() == entry(plugins=())
    assert entry().payload == '{"fields":{},"reason":""}'
    assert entry().digest == "1e1e873bb7e5322209bebb4c9c303998847440e928ddc9aaf5f2c53de1aa669f"


def test_entry_whose_plugins_were_altered_does_not_verify() -> None:
    made = entry(plugins=[TALLIES])
    assert made.plugins == (TALLIES,)
    forged = attrs.evolve(made, payload=str(made.payload).replace("Tallies", "Someone"))
    assert list(verify_chain([made])) == []
    assert [str(flaw.problem) for flaw in verify_chain([forged])] == ["its contents were altered"]


@pytest.mark.parametrize("named", ['"x"', "[1]", '[{"name":"x"}]', "7"])
def test_plugins_that_are_none_are_bad_input(named: str) -> None:
    odd = attrs.evolve(entry(), payload=f'{{"fields":{{}},"plugins":{named},"reason":""}}')
    with pytest.raises(InputError, match="a list of plugins"):
        _ = odd.plugins


# when the plugin is gone


@pytest.fixture
def left() -> Office:
    """A store with the records of a plugin, opened without it."""
    storage = MemoryStorage()
    begun(Office(storage, plugins=Plugins(Tallies())))
    return Office(storage, plugins=Plugins())


def test_record_of_a_plugin_that_is_gone_says_which_plugin_it_needs(left: Office) -> None:
    with left.desk("s1", by=KEEPER) as desk, pytest.raises(KindUnknownError) as caught:
        desk.any("tally-1")
    error = caught.value
    assert (error.record, error.kind, error.plugin) == ("tally-1", "tally", str(TALLIES))


def test_kind_of_which_there_is_no_record_is_simply_unknown(left: Office) -> None:
    with pytest.raises(UnknownError, match="there is no lifecycle 'tin'"):
        left.list("s1", "tin", to=KEEPER)


def test_journal_of_a_plugin_that_is_gone_is_whole_and_verifies(left: Office) -> None:
    first, second = left.history("s1", "tally-1")
    assert (first.fields["keeper"], second.fields) == (KEEPER.id, {"count": 1})
    assert left.feed("s1") == (first, second)
    assert list(left.verify("s1")) == []


def test_record_of_a_plugin_that_came_back_goes_on(left: Office) -> None:
    office = Office(left.storage, plugins=Plugins(Tallies()))
    with office.desk("s1", by=KEEPER) as desk:
        desk.apply_because("rest", pause, desk.get(Tally, "tally-1"))
    assert office.show("s1", "tally-1", to=KEEPER).state == "paused"


def test_result_whose_plugin_is_gone_cannot_be_made_again_and_stays() -> None:
    storage = MemoryStorage()
    made = a_counted_tin(an_office(storage))
    office = an_office(storage, Tins(rate=None))
    (result,) = office.replay("s1").results
    assert (result.verdict, list(office.verify("s1"))) == (UNCHECKED, [])
    assert "there is no rubric 'rate'" in str(result.text)
    assert office.show("s1", made.id, to=COUNTER).fields["total"] is not None
