"""What is refused at the door: one bad plugin of each kind, as a file and as an installed module."""

import decimal
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from homeroom_core.discovery import find
from homeroom_core.errors import HomeroomError, PluginError, StorageError
from homeroom_core.families import CALENDARS
from homeroom_core.office import Office
from homeroom_core.plugins import Choice, Plugins
from homeroom_core.text import LANGUAGES

NOTHING = "def homeroom_committed(request):\n    return None\n"

CALENDAR = """
class Days:
    name = "{name}"

    def is_working_day(self, day):
        return True


def homeroom_calendars():
    return [Days()]
"""

BAD = {
    "misspelt hook": (
        "A = 1\ndef homeroom_rubrik():\n    return []\n",
        2,
        "there is no hook homeroom_rubrik; there is: homeroom_rubrics",
    ),
    "misspelt prefix": (
        NOTHING + "def homerom_rubrics():\n    return []\n",
        3,
        "homerom_rubrics is no hook, homeroom_rubrics seems to be meant",
    ),
    "wrong arguments": (
        "def homeroom_committed():\n    return None\n",
        1,
        r"homeroom_committed has the arguments \(\), the hook's are \(request\)",
    ),
    "not a function": ("A = 1\nhomeroom_rubrics = []\n", 2, "has to be a function"),
    "a partial": (
        "import functools\nhomeroom_rubrics = functools.partial(list)\n",
        2,
        "has to be a function",
    ),
    "asynchronous": (
        "async def homeroom_rubrics():\n    return []\n",
        1,
        "write def, not async def",
    ),
    "an asynchronous generator": (
        "async def homeroom_rubrics():\n    yield 1\n",
        1,
        "write def, not async def",
    ),
    "a generator that would never run": (
        "def homeroom_committed(request):\n    yield request\n",
        1,
        "would never run",
    ),
    "no hook at all": ("def rubrics():\n    return []\n", None, "it has no hook function"),
    "nothing": ("", None, "it has no hook function"),
    "made for a later version": (
        NOTHING + "HOMEROOM_API = 2\n",
        3,
        "made for plugin API 2, this is 1: update homeroom",
    ),
    "made for an earlier version": (
        NOTHING + "HOMEROOM_API = 0\n",
        3,
        "made for plugin API 0, this is 1: update the plugin",
    ),
    "version in words": (NOTHING + "HOMEROOM_API = '1'\n", 3, "has to be a whole number"),
    "version that is true": (NOTHING + "HOMEROOM_API = True\n", 3, "has to be a whole number"),
    "version with a point": (NOTHING + "HOMEROOM_API = 1.0\n", 3, "has to be a whole number"),
    "import that fails": (NOTHING + "import zz_no_such_thing\n", 3, "No module named"),
    "syntax": ("def homeroom_rubrics(:\n", 1, "SyntaxError"),
    "exits": ("import sys\nsys.exit()\n", 2, r"SystemExit\("),
    "raises what is no Exception": (
        "class Stop(BaseException):\n    pass\n\n\nraise Stop\n",
        5,
        r"Stop\(",
    ),
    "raises what cannot be shown": (
        "class Stop(Exception):\n    def __repr__(self):\n        1 / 0\n\n\nraise Stop\n",
        6,
        "it fails while loading: Stop",
    ),
    "prints": (NOTHING + "print('hello', 3)\n", 3, "it prints 'hello 3' while it is loaded"),
    "prints while it provides": (
        "def homeroom_rubrics():\n    print('here')\n    return []\n",
        2,
        "it prints 'here'",
    ),
    "changes arithmetic": (
        NOTHING + "import decimal\ndecimal.getcontext().prec = 3\n",
        None,
        "it changes the context of decimal arithmetic",
    ),
    "changes arithmetic of new threads": (
        NOTHING + "import decimal\ndecimal.DefaultContext.rounding = decimal.ROUND_UP\n",
        None,
        "it changes the default decimal context",
    ),
    "traps": (
        NOTHING + "import decimal\ndecimal.getcontext().traps[decimal.Inexact] = True\n",
        None,
        "it changes the context of decimal arithmetic",
    ),
    "changes arithmetic while it provides": (
        "import decimal\n\n\ndef homeroom_rubrics():\n"
        "    decimal.setcontext(decimal.ExtendedContext)\n    return []\n",
        4,
        "it changes the context of decimal arithmetic",
    ),
    "goes elsewhere": (
        NOTHING + "import os\nos.chdir('/')\n",
        None,
        "it changes the current folder",
    ),
    "takes standard output": (
        NOTHING + "import io, sys\nsys.stdout = io.StringIO()\n",
        None,
        "it changes standard output",
    ),
    "takes standard error": (
        NOTHING + "import io, sys\nsys.stderr = io.StringIO()\n",
        None,
        "it changes standard error",
    ),
    "fails to provide": (
        "def homeroom_rubrics():\n    return [1 / 0]\n",
        2,
        "homeroom_rubrics fails: ZeroDivisionError",
    ),
    "exits while it provides": (
        "def homeroom_rubrics():\n    raise SystemExit\n",
        2,
        r"homeroom_rubrics fails: SystemExit",
    ),
    "provides another thing": (
        "def homeroom_rubrics():\n    return [7]\n",
        1,
        "homeroom_rubrics fails: .* is expected, found 7",
    ),
    "provides without a name": (
        CALENDAR.format(name=" "),
        9,
        "homeroom_calendars provides something without a name, ' '",
    ),
    "provides the same twice": (
        CALENDAR.format(name="days").replace("[Days()]", "[Days(), Days()]"),
        9,
        "homeroom_calendars provides 'days' twice",
    ),
}


def state() -> tuple[Any, ...]:
    """What the whole program shares."""
    arithmetic = decimal.getcontext()
    return (
        arithmetic.prec,
        arithmetic.rounding,
        dict(arithmetic.traps),
        decimal.DefaultContext.rounding,
        Path.cwd(),
        sys.stdout,
        sys.stderr,
    )


def opened(**how: Any) -> PluginError:
    """What opening an office with bad plugins raises; nothing is left of it."""
    before, shared = set(sys.modules), state()
    with pytest.raises(PluginError) as caught:
        Office.open("memory:", **how)
    assert state() == shared
    left = {
        name for name in set(sys.modules) - before if name.startswith(("homeroom_file_", "zz_"))
    }
    assert left == set()
    told = [caught.value.text.read(language) for language in LANGUAGES]
    assert len(set(told)) == len(LANGUAGES)
    return caught.value


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(source: str, name: str = "mine.py") -> Path:
        path = tmp_path / name
        path.write_text(source, encoding="utf-8")
        return path

    return write


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Puts a module on the path as an installed distribution would."""
    before = set(sys.modules)

    def install(source: str, name: str = "zz-bad", module: str = "zz_bad") -> Path:
        info = tmp_path / f"{name}-2.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.5\n")
        (info / "entry_points.txt").write_text(f"[homeroom]\n{name} = {module}\n")
        path = tmp_path / f"{module}.py"
        path.write_text(source, encoding="utf-8")
        return path

    monkeypatch.syspath_prepend(tmp_path)
    yield install
    for name in set(sys.modules) - before:
        if name.startswith("zz_"):
            del sys.modules[name]


@pytest.mark.parametrize("what", BAD)
def test_bad_file_is_refused_with_its_name_file_and_line(
    what: str, write: Callable[..., Path]
) -> None:
    source, line, words = BAD[what]
    path = write(source)
    error = opened(files=[path], installed=False)
    assert (error.plugin, error.file, error.line) == ("mine", str(path), line)
    with pytest.raises(PluginError, match=words):
        raise error


# A module stays imported when its hooks do not fit; only one that cannot be loaded is dropped.
LOADS = {
    name: (source, line, words)
    for name, (source, line, words) in BAD.items()
    if "while it provides" not in name and "provide" not in name
}


@pytest.mark.parametrize("what", LOADS)
def test_bad_installed_plugin_is_refused_with_its_name_file_and_line(
    what: str, install: Callable[..., Path]
) -> None:
    source, line, words = LOADS[what]
    path = install(source)
    shared = state()
    with pytest.raises(PluginError, match=words) as caught:
        Office.open("memory:")
    error = caught.value
    assert (error.plugin, error.file, error.line) == ("zz-bad", str(path), line)
    assert state() == shared


def test_every_problem_of_every_plugin_is_told_at_once(write: Callable[..., Path]) -> None:
    files = [write(source, f"bad_{at}.py") for at, (source, _, _) in enumerate(BAD.values())]
    error = opened(files=files, installed=False)
    assert {one.plugin for one in error.all} == {path.stem for path in files}
    assert str(error).splitlines()[0] == f"{len(error.all)} things are wrong with plugins:"
    assert len(str(error).splitlines()) == len(error.all) + 1


def test_two_faults_of_one_plugin_are_both_told(write: Callable[..., Path]) -> None:
    path = write("HOMEROOM_API = 7\n\n\ndef homeroom_rubrik():\n    return []\n")
    error = opened(files=[path], installed=False)
    assert [one.line for one in error.all] == [1, 4]


def test_file_that_fails_after_it_has_printed_is_told_both(write: Callable[..., Path]) -> None:
    error = opened(files=[write("print(1)\n1 / 0\n")], installed=False)
    assert [(one.line, one.plugin) for one in error.all] == [(2, "mine"), (1, "mine")]


def test_same_file_twice_is_refused(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write(NOTHING)
    again = tmp_path / "x" / ".." / "mine.py"
    (tmp_path / "x").mkdir()
    error = opened(files=[path, again], installed=False)
    assert (error.plugin, str(error.problem)) == (
        "mine",
        "the same file is named twice: name it once",
    )


def test_two_files_of_one_name_are_refused_with_both_places(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    files = [write(NOTHING), write(NOTHING, "other/mine.py")]
    error = opened(files=files, installed=False)
    assert [str(path) in str(error) for path in files] == [True, True]


def test_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_bytes(b"\xef\xbb\xbf" + NOTHING.encode())
    assert [plugin.name for plugin in Plugins.find(files=[path], installed=False).plugins] == [
        "homeroom",
        "mine",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_file_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "mine.py"
    path.write_bytes("班 = 1\n".encode(encoding))
    error = opened(files=[path], installed=False)
    assert (error.line, str(error.problem)) == (
        1,
        "its file is not in UTF-8: save it as UTF-8",
    )


def test_file_that_says_its_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_bytes(f"# coding: gb18030\n班 = 1\n{NOTHING}".encode("gb18030"))
    assert Plugins.find(files=[path], installed=False).plugins[1].name == "mine"


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (Path("rules.py"), "rules.py is a path and no plugin: hand files in as `files`"),
        ("rules.py", "rules.py is a path and no plugin"),
        (7, "it has no hook function"),
    ],
)
def test_what_is_no_plugin_at_all_is_refused(thing: object, words: str) -> None:
    with pytest.raises(PluginError, match=words):
        raise opened(plugins=[thing], installed=False)


class Listener:
    def homeroom_committed(self, request: Any) -> None:
        return None


def test_class_in_place_of_its_instance_is_refused() -> None:
    error = opened(plugins=[Listener], installed=False)
    assert str(error.problem) == "Listener is a class: hand in an instance, such as Listener()"
    assert error.file == __file__


class Awkward:
    @property
    def homeroom_rubrics(self) -> Any:
        raise RuntimeError

    def homeroom_committed(self, request: Any) -> None:
        return None


def test_object_that_cannot_be_looked_at_is_refused() -> None:
    error = opened(plugins=[Awkward()], installed=False)
    assert str(error.problem) == "it cannot be looked at: RuntimeError()"


def test_output_of_a_plugin_does_not_reach_the_reader(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    opened(files=[write(NOTHING + "print('hello')\n")], installed=False)
    assert capsys.readouterr().out == ""


def test_output_kept_for_later_is_not_lost(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(
        "import sys\nout = sys.stdout\n\n\ndef homeroom_committed(request):\n    out.write('later')\n"
    )
    plugins = Plugins.find(files=[path], installed=False)
    plugins.committed(None)  # type: ignore[arg-type]  # the plugin does not look at it
    assert (capsys.readouterr().out, plugins.failures) == ("later", {})


def test_mended_file_can_be_used_in_the_same_process(write: Callable[..., Path]) -> None:
    opened(files=[write("1 / 0\n")], installed=False)
    path = write(NOTHING)
    assert Plugins.find(files=[path], installed=False).plugins[1].name == "mine"


def test_file_that_fails_leaves_an_earlier_reading_of_it_as_it_was(
    write: Callable[..., Path],
) -> None:
    first: Any = Plugins.find(files=[write(NOTHING)], installed=False).plugins[1].module
    opened(files=[write("1 / 0\n")], installed=False)
    assert sys.modules[first.__name__] is first


def test_no_store_is_made_for_an_office_that_does_not_open(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(PluginError):
        Office.open(f"sqlite:///{tmp_path}/school.db", files=[write("1 / 0\n")])
    assert not (tmp_path / "school.db").exists()


def test_store_is_closed_again_where_the_office_does_not_open(write: Callable[..., Path]) -> None:
    path = write(
        "closed = []\n\n\nclass Store:\n    session = organizations = print\n\n"
        "    def close(self):\n        closed.append(1)\n\n\n"
        "def homeroom_storage_backends():\n    return {'mine': lambda url: Store()}\n"
    )
    with pytest.raises(TypeError, match="colour"):
        Office.open("mine:", files=[path], installed=False, colour="red")
    (module,) = [m for n, m in sys.modules.items() if n.endswith("_mine") and hasattr(m, "closed")]
    assert module.closed == [1]


@pytest.mark.parametrize(
    ("opener", "words"),
    [
        ("lambda url: 1 / 0", "opening its mine store fails: ZeroDivisionError"),
        ("lambda url: None", "what opens mine answers None, which is no store"),
    ],
)
def test_store_that_cannot_be_opened_is_the_error_of_its_plugin(
    write: Callable[..., Path], opener: str, words: str
) -> None:
    path = write(f"\ndef homeroom_storage_backends():\n    return {{'mine': {opener}}}\n")
    with pytest.raises(PluginError, match=words) as caught:
        Office.open("mine:", files=[path], installed=False)
    assert (caught.value.plugin, caught.value.file, caught.value.line) == ("mine", str(path), 3)


def test_url_that_nobody_opens_is_an_error_of_the_store() -> None:
    with pytest.raises(StorageError, match="no storage backend 'zz'"):
        Office.open("zz:", installed=False)


def test_plugin_may_raise_an_error_of_its_own_when_opening(write: Callable[..., Path]) -> None:
    path = write(
        "from homeroom_core.errors import BusyError\n\n\ndef open_it(url):\n"
        "    raise BusyError(url, 'locked')\n\n\n"
        "def homeroom_storage_backends():\n    return {'mine': open_it}\n"
    )
    with pytest.raises(HomeroomError, match="is busy"):
        Office.open("mine:", files=[path], installed=False)


# names that several plugins offer


@pytest.fixture
def two(write: Callable[..., Path]) -> list[Path]:
    return [write(CALENDAR.format(name="days"), f"{name}.py") for name in ("one", "two")]


def test_name_of_two_plugins_is_refused_with_both_places_and_the_settings(two: list[Path]) -> None:
    error = opened(files=two, installed=False)
    assert (error.plugin, error.file, error.line) == ("two", str(two[1]), 9)
    assert str(error.problem) == (
        f"it provides the calendar 'days', and so does one ({two[0]}:9): rename it, "
        'choose in homeroom.toml, [prefer.calendar] "days" = "two", '
        'or leave one plugin out, disable = ["two"]'
    )


@pytest.mark.parametrize("name", ["one", "two"])
def test_preference_chooses_between_them(two: list[Path], name: str) -> None:
    plugins = Plugins.find(files=two, installed=False, prefer={"calendar": {"days": name}})
    other = {"one": "two", "two": "one"}[name]
    assert plugins.provider(CALENDARS, "days").name == name
    assert plugins.choices == (Choice("calendar", "days", name, (other,)),)
    contributed = {p.name: plugins.contributions(p) for p in plugins.plugins[1:]}
    assert contributed == {name: {"calendar": ("days",)}, other: {}}


def test_built_in_thing_can_be_chosen_away(write: Callable[..., Path]) -> None:
    path = write(
        "from homeroom_core.storage import MemoryStorage\n\n\n"
        "def homeroom_storage_backends():\n"
        "    return {'memory': lambda url: MemoryStorage(timeout_seconds=1)}\n"
    )
    prefer = {"storage_backend": {"memory": "mine"}}
    with Office.open("memory:", files=[path], installed=False, prefer=prefer) as office:
        assert office.plugins.choices == (
            Choice("storage_backend", "memory", "mine", ("homeroom",)),
        )


@pytest.mark.parametrize(
    ("prefer", "words"),
    [
        (
            {"calendar": {"days": "three"}},
            "`prefer` chooses it for the calendar 'days', which it does not provide; "
            "these do: one, two",
        ),
        (
            {"calendar": {"days": "one", "nights": "one"}},
            "`prefer` chooses it for the calendar 'nights', which no plugin provides; "
            "the plugins are: homeroom, one, two",
        ),
        (
            {"calendar": {"days": "one"}, "calender": {"days": "one"}},
            "`prefer` names 'calender', which is nothing that plugins provide; there is: sheet, ",
        ),
    ],
)
def test_preference_for_what_is_not_there_is_refused(
    two: list[Path], prefer: dict[str, dict[str, str]], words: str
) -> None:
    error = opened(files=two, installed=False, prefer=prefer)
    assert str(error.problem)[: len(words)] == words


def test_preference_where_there_is_nothing_to_choose_does_no_harm(two: list[Path]) -> None:
    prefer = {"calendar": {"days": "one"}}
    assert Plugins.find(files=two[:1], installed=False, prefer=prefer).choices == ()


def test_disabled_plugin_is_not_even_loaded(two: list[Path], write: Callable[..., Path]) -> None:
    files = [*two, write("1 / 0\n", "bad.py")]
    plugins = Plugins.find(files=files, installed=False, disable=["two", "bad"])
    assert [plugin.name for plugin in plugins.plugins] == ["homeroom", "one"]


def test_disabled_installed_plugin_is_not_even_loaded(install: Callable[..., Path]) -> None:
    install("1 / 0\n")
    assert find(disable=["zz-bad"]).problems == ()
    assert "zz_bad" not in sys.modules


def test_disabled_object_is_left_out() -> None:
    plugins = Plugins.find([Listener()], installed=False, disable=["Listener"])
    assert [plugin.name for plugin in plugins.plugins] == ["homeroom"]


def test_disabling_what_is_not_there_is_refused(two: list[Path]) -> None:
    error = opened(files=two[:1], installed=False, disable=["tow"])
    assert str(error) == (
        "plugin tow: `disable` names it, and there is no such plugin; there is: one"
    )


def test_plugin_that_leaves_by_force_cannot_be_caught(write: Callable[..., Path]) -> None:
    path = write("import os\nos._exit(9)\n")
    child = os.fork()
    if child == 0:
        Plugins.find(files=[path], installed=False)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
