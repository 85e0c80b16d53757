import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Run

OURS = """
from homeroom_core.errors import Refusal
from homeroom_core.text import Text

def homeroom_check_transition(request):
    if request.transition == "submit":
        return Refusal(code="ours.closed", text=Text("关", "關", "closed"),
                       remedy=Text("等", "等", "wait"))
"""


@pytest.fixture
def quiet() -> Iterator[None]:
    """The log of plugins as it was before, afterwards."""
    log = logging.getLogger("homeroom.plugins")
    handlers, level = log.handlers[:], log.level
    yield
    log.handlers[:], log.level = handlers, level


def use(tmp_path: Path, content: str) -> None:
    (tmp_path / "ours.py").write_text(content, encoding="utf-8")
    path = tmp_path / "homeroom.toml"
    path.write_text(f'plugins = ["ours.py"]\n{path.read_text(encoding="utf-8")}', encoding="utf-8")


def test_plugins_are_listed_with_what_each_contributed(run: Run) -> None:
    data = run("plugins", "--json").data
    found = {plugin["name"]: plugin for plugin in data["plugins"]}
    assert found["homeroom"]["origin"] == "built in"
    assert found["homeroom"]["contributes"]["storage_backend"] == ["memory"]
    assert found["sqlite"]["contributes"] == {"storage_backend": ["sqlite"]}
    assert list(found["sqlite"]) == ["name", "version", "digest", "origin", "contributes"]


def test_plugins_need_no_store(run: Run) -> None:
    ran = run("plugins", "--language", "zh-Hant")
    assert (ran.code, ran.out.split()[:4]) == (0, ["外掛", "版本", "來源", "提供"])


CALENDARS = """
from homeroom_core.calendar import WeekdayCalendar

def homeroom_calendars():
    return [WeekdayCalendar("school", frozenset(), frozenset(), 2025, 2026)]
"""


def test_a_choice_between_two_plugins_is_shown(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text(CALENDARS, encoding="utf-8")
    settings = tmp_path / "homeroom.toml"
    settings.write_text('plugins = ["one.py", "two.py"]\n', encoding="utf-8")
    ran = run("plugins")
    assert (ran.code, '[prefer.calendar] "school" = "two"' in ran.err) == (5, True)
    with settings.open("a", encoding="utf-8") as file:
        file.write('[prefer.calendar]\nschool = "two"\n')
    assert (
        run("plugins", "--language", "en").out.splitlines()[-1] == "calendar school: two, not one"
    )
    assert run("plugins", "--json").data["choices"] == [
        {"family": "calendar", "name": "school", "plugin": "two", "others": ["one"]}
    ]


def test_a_plugin_that_is_left_out_is_not_loaded(school: Run, tmp_path: Path) -> None:
    use(tmp_path, "1/0")
    path = tmp_path / "homeroom.toml"
    path.write_text(f'disable = ["ours"]\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    assert school("list", "person").code == 0


def test_organizations_with_some_plugins_only_are_shown(school: Run, tmp_path: Path) -> None:
    use(tmp_path, OURS)
    path = tmp_path / "homeroom.toml"
    content = path.read_text(encoding="utf-8")
    only = content.replace("[organizations.s1]\n", "[organizations.s1]\nplugins = []\n")
    path.write_text(only, encoding="utf-8")
    line = school("plugins").out.splitlines()[-1]
    assert (line[:24], "ours" in line) == ("active for s1: only home", False)
    assert "ours" not in school("plugins", "--json").data["active"]["s1"]
    new = ("new", "person", "register", "--arg", "staff_no=7", "--arg", 'details={"name":"x"}')
    assert school(*new).code == 0


def test_a_local_plugin_is_listed_and_asked(school: Run, tmp_path: Path) -> None:
    use(tmp_path, OURS)
    found = {plugin["name"]: plugin for plugin in school("plugins", "--json").data["plugins"]}
    assert found["ours"]["contributes"] == {"veto": ["homeroom_check_transition"]}
    assert found["ours"]["origin"] == str(tmp_path / "ours.py")
    goals = '[{"id":"g1","title":"t","measure":"m","due":"2026-06-01","dimension":"conduct"}]'
    write = ("do", "growth_plan-3", "write", "--as", "1001", "--arg", "diagnosis=d")
    assert school(*write, "--arg", f"goals={goals}").code == 0
    ran = school("do", "growth_plan-3", "submit", "--as", "1001", "--json")
    assert (ran.code, [r["code"] for r in ran.data["refusals"]]) == (1, ["ours.closed"])


@pytest.mark.parametrize("content", ["1/0", "def homeroom_rubrik(): pass"])
def test_a_plugin_that_cannot_be_used_is_named(content: str, school: Run, tmp_path: Path) -> None:
    use(tmp_path, content)
    ran = school("list", "person")
    assert (ran.code, ran.out, "ours" in ran.err) == (5, "", True)


NEW = ("new", "person", "register", "--arg", "staff_no=7", "--arg", 'details={"name":"王芳"}')


@pytest.mark.usefixtures("quiet")
def test_calls_of_plugins_are_shown_when_asked_for(school: Run, tmp_path: Path) -> None:
    use(tmp_path, OURS)
    traced = school(*NEW, environ={"HOMEROOM_TRACE_PLUGINS": "1"})
    assert traced.code == 0
    (line,) = [one for one in traced.err.splitlines() if one.startswith("ours:")]
    assert line.startswith(
        "ours: homeroom_check_transition(register of person person-4 by office-1, "
        "arguments: staff_no, details) -> nothing in "
    )
    assert "王芳" not in traced.err


@pytest.mark.usefixtures("quiet")
def test_another_command_is_run_with_its_calls_shown(school: Run, tmp_path: Path) -> None:
    use(tmp_path, OURS)
    traced = school("plugins", "--trace", *NEW, "--json")
    assert (traced.code, traced.data["record"]) == (0, "person-4")
    assert "ours: homeroom_check_transition(register of person person-4" in traced.err
    quiet = school("list", "person", "--json")
    assert (quiet.code, quiet.err) == (0, "")


@pytest.mark.usefixtures("quiet")
def test_exit_of_the_traced_command_is_that_of_the_whole(school: Run) -> None:
    assert school("plugins", "--trace", "show", "person-99").code == 3


@pytest.mark.usefixtures("quiet")
def test_shared_options_before_the_command_are_handed_on(school: Run) -> None:
    traced = school("plugins", "--json", "--trace", "list", "person")
    assert [one["id"] for one in traced.data["records"]] == ["person-1", "person-2"]


@pytest.mark.usefixtures("quiet")
def test_traced_without_a_command_the_opening_is_shown(run: Run) -> None:
    traced = run("plugins", "--trace", "--json")
    assert "sqlite: homeroom_storage_backends() -> sqlite in " in traced.err
    assert "plugins" in traced.data


FAILING = """
def homeroom_committed(request):
    raise ValueError("no luck")
"""


@pytest.mark.usefixtures("quiet")
def test_a_plugin_that_fails_after_a_commit_is_told_of_in_a_line(
    school: Run, tmp_path: Path
) -> None:
    use(tmp_path, FAILING)
    ran = school(*NEW, "--json")
    assert (ran.code, ran.data["record"]) == (0, "person-4")
    assert ran.err == "plugin ours failed in homeroom_committed: ValueError('no luck')\n"
