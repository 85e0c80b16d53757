from pathlib import Path
from textwrap import dedent

import pytest
from cli_runs import Run

from homeroom_core.office import Office

GREET = """
from homeroom_core.commands import Command
from homeroom_core.text import Text
from homeroom_plugins.cli.invocation import command

LABEL = Text("问好", "問好", "Say hello.")

@command(LABEL)
def greet(here):
    with here.office() as office:
        here.answer({"org": here.org}, lambda: here.say(f"hello from {here.org}"))

def homeroom_commands():
    return [Command(name="greet", label=LABEL, loads=lambda: greet)]
"""


@pytest.fixture
def with_plugin(school: Run, tmp_path: Path) -> Run:
    use(tmp_path, GREET)
    return school


def use(tmp_path: Path, source: str) -> None:
    (tmp_path / "ours.py").write_text(dedent(source), encoding="utf-8")
    path = tmp_path / "homeroom.toml"
    said = path.read_text(encoding="utf-8") if path.exists() else ""
    if "plugins" not in said:
        path.write_text(f'plugins = ["ours.py"]\n{said}', encoding="utf-8")


def test_a_command_of_a_plugin_runs_like_those_of_homeroom(with_plugin: Run) -> None:
    assert with_plugin("greet").out == "hello from s1\n"
    assert with_plugin("greet", "--json", "--org", "s1").data == {"org": "s1"}
    assert "--store URL" in with_plugin("greet", "--help").out


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Commands of plugins:", "greet", "Say hello."]),
        ("zh-Hans", ["插件提供的命令:", "greet", "问好"]),
        ("zh-Hant", ["外掛提供的命令:", "greet", "問好"]),
    ],
)
def test_help_lists_commands_of_plugins_in_each_language(
    with_plugin: Run, language: str, words: list[str]
) -> None:
    out = with_plugin("--help", "--language", language).out
    assert [word for word in words if word not in out.partition("lifecycle  ")[2]] == []


HIRE = """
from homeroom_core.commands import Command
from homeroom_core.text import Text
from homeroom_core.training.person import Details, register
from homeroom_plugins.cli.invocation import command

LABEL = Text("录用", "錄用", "Hire.")

@command(LABEL)
def hire(here):
    with here.office() as office, office.desk(here.org, by=here.actor(office)) as desk:
        desk.create(register, staff_no="7", details=Details(name="Li"))

def homeroom_commands():
    return [Command(name="hire", label=LABEL, loads=lambda: hire)]
"""


def test_steps_that_a_command_of_a_plugin_made_name_the_plugin(school: Run, tmp_path: Path) -> None:
    use(tmp_path, HIRE)
    ran = school("hire")
    assert (ran.code, ran.err) == (0, "")
    with Office.open(f"sqlite:///{tmp_path}/school.db") as office:
        *others, last = office.feed("s1")
    assert [origin.plugin for origin in last.plugins] == ["ours"]
    assert {entry.plugins for entry in others} == {()}


def test_command_of_a_plugin_makes_no_step_where_the_plugin_is_not_active(
    school: Run, tmp_path: Path
) -> None:
    use(tmp_path, HIRE)
    path = tmp_path / "homeroom.toml"
    said = path.read_text(encoding="utf-8")
    path.write_text(said.replace("[organizations.s1]", "[organizations.s1]\nplugins = []"))
    ran = school("hire")
    assert (ran.code, "add it to organizations.s1.plugins" in ran.err) == (3, True)


def test_an_unknown_command_is_told_those_of_plugins_too(with_plugin: Run) -> None:
    ran = with_plugin("gret")
    assert (ran.code, ran.err.endswith("greet; see homeroom --help\n")) == (2, True), ran.err


@pytest.mark.parametrize("source", ["1/0", "def homeroom_comands(): return []", "import nowhere"])
def test_a_plugin_that_cannot_be_used_takes_no_help_away(
    source: str, school: Run, tmp_path: Path
) -> None:
    use(tmp_path, source)
    ran = school("--help")
    assert (ran.code, ran.err) == (0, "")
    assert "  verify  " in ran.out
    assert "ours" in ran.out.partition("Commands are not listed of what cannot be used: ")[2]
    ran = school("greet")
    assert (ran.code, ran.out, "ours" in ran.err) == (5, "", True)


def test_a_sound_plugin_keeps_its_commands_beside_one_that_cannot_be_used(
    with_plugin: Run, tmp_path: Path
) -> None:
    (tmp_path / "broken.py").write_text("1/0", encoding="utf-8")
    path = tmp_path / "homeroom.toml"
    said = path.read_text(encoding="utf-8")
    path.write_text(said.replace('["ours.py"]', '["broken.py", "ours.py"]'), encoding="utf-8")
    out = with_plugin("--help").out
    assert ("greet  Say hello." in out, "plugin broken" in out) == (True, True)
    ran = with_plugin("grete")
    assert (ran.code, "plugin broken" in ran.err) == (5, True)


def test_a_plugin_that_cannot_be_used_keeps_nobody_from_setting_up_a_folder(
    run: Run, tmp_path: Path
) -> None:
    use(tmp_path, "1/0")
    ran = run("init", "--org", "s1", "--as", "office-1")
    assert (ran.code, "not every plugin can be used: plugin ours" in ran.out) == (0, True)
    assert (tmp_path / "school.db").exists()
    ran = run("init", "--actor", "principal=principal", "--json")
    assert (ran.code, "plugin ours" in ran.data["problem"]) == (0, True)


def test_settings_that_cannot_be_read_take_no_help_away(run: Run, tmp_path: Path) -> None:
    (tmp_path / "homeroom.toml").write_text("plugins = 3", encoding="utf-8")
    ran = run("--help")
    assert (ran.code, "not listed of what" in ran.out) == (0, True)


def test_a_command_may_not_take_the_name_of_one_of_homeroom(school: Run, tmp_path: Path) -> None:
    use(tmp_path, GREET.replace('name="greet"', 'name="verify"'))
    ran = school("plugins")
    assert ran.code == 5
    assert "the command 'verify'" in ran.err
    assert ("ours" in ran.err, "cli" in ran.err) == (True, True)


@pytest.mark.parametrize(
    ("loads", "said"),
    [
        ("lambda: 1/0", "the command 'greet' cannot be loaded: ZeroDivisionError"),
        ("lambda: print", "the command 'greet' has to be a click command, it is <built-in"),
        ("'nowhere:greet'", "the command 'greet' cannot be loaded: ModuleNotFoundError"),
    ],
)
def test_a_command_that_cannot_be_loaded_names_its_plugin(
    loads: str, said: str, school: Run, tmp_path: Path
) -> None:
    use(tmp_path, GREET.replace("loads=lambda: greet", f"loads={loads}"))
    assert "greet" in school("--help").out
    ran = school("greet")
    assert (ran.code, "plugin ours" in ran.err, said in ran.err) == (5, True, True), ran.err


def test_nothing_is_discovered_where_there_are_no_plugins(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object, **_options: object) -> None:
        raise AssertionError

    monkeypatch.setattr("homeroom_plugins.cli.invocation.Invocation.open", never)
    assert run("--help").code == 0
    assert run("greet").code == 2
