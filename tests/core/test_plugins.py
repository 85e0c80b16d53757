import importlib
import logging
import pickle
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tally import NO_NOTE, OPEN, Tallies, Tally, a_tally, an_act, tally

from homeroom_core.discovery import Plugin, as_plugin, from_entry_points, from_file
from homeroom_core.errors import PluginError, Refusal, UnknownError
from homeroom_core.families import (
    CALENDARS,
    LIFECYCLES,
    RUBRICS,
    SCORING_METHODS,
    STORAGE_BACKENDS,
)
from homeroom_core.hookspecs import HOOKS, PROVIDE, Committed, TransitionRequest
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Origin
from homeroom_core.storage import MemoryStorage
from homeroom_core.text import LANGUAGES


def plugin(name: str = "mine", **functions: Any) -> Plugin:
    module = ModuleType(name)
    vars(module).update(functions)
    return Plugin(name, "1.2", "object", module)


def refused(*found: object) -> PluginError:
    with pytest.raises(PluginError) as caught:
        Plugins(*found)
    assert all(caught.value.text.read(language) for language in LANGUAGES)
    return caught.value


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write(source: str, name: str = "mine.py") -> Path:
        path = tmp_path / name
        path.write_text(source, encoding="utf-8")
        return path

    return write


class Weekdays:
    name = "weekdays"

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5


# objects


def test_without_plugins_there_is_what_is_built_in() -> None:
    plugins = Plugins()
    assert [p.name for p in plugins.plugins] == ["homeroom"]
    assert plugins.names(STORAGE_BACKENDS) == ("memory",)
    assert isinstance(plugins(STORAGE_BACKENDS, "memory")("memory:"), MemoryStorage)
    assert plugins.names(RUBRICS) == ()
    assert "growth_plan" in plugins.names(LIFECYCLES)


def test_object_is_a_plugin_by_the_name_of_its_class_or_module() -> None:
    module = ModuleType("local_rules")
    module.__version__ = "3.1"  # type: ignore[attr-defined]  # as modules have it
    found = [as_plugin(thing) for thing in (Tallies(), module)]
    assert [(p.name, p.version, p.origin) for p in found] == [
        ("Tallies", "0", "object"),
        ("local_rules", "3.1", "object"),
    ]


def test_what_a_plugin_provides_is_found_by_name_with_its_origin() -> None:
    plugins = Plugins(plugin(homeroom_calendars=lambda: [Weekdays()]), Tallies())
    assert plugins(CALENDARS, "weekdays").is_working_day(date(2025, 9, 6)) is False
    assert plugins(LIFECYCLES, "tally") is tally
    assert plugins.origin(CALENDARS, "weekdays") == Origin("mine", "1.2")
    assert plugins.provider(LIFECYCLES, "tally").name == "Tallies"
    assert plugins.provider(STORAGE_BACKENDS, "memory").origin == "built in"


def test_name_that_nobody_provides_is_an_error_that_lists_the_known() -> None:
    plugins = Plugins()
    for ask in (plugins, plugins.origin, plugins.provider):
        with pytest.raises(UnknownError, match="no storage backend 'sqlit'; there is: memory"):
            ask(STORAGE_BACKENDS, "sqlit")


def test_contributions_tell_what_each_plugin_adds_and_listens_to() -> None:
    mine = plugin(
        homeroom_calendars=lambda: [Weekdays()],
        homeroom_check_transition=vetoing,
        homeroom_committed=listening,
    )
    plugins = Plugins(mine)
    assert plugins.contributions(plugins.plugins[1]) == {
        "calendar": ("weekdays",),
        "veto": ("homeroom_check_transition",),
        "notify": ("homeroom_committed",),
    }
    assert plugins.contributions(plugins.plugins[0])["storage_backend"] == ("memory",)


def vetoing(request: TransitionRequest) -> Refusal | None:
    return NO_NOTE()


def answering(answer: Any) -> Callable[[TransitionRequest], Any]:
    def veto(request: TransitionRequest) -> Any:
        return answer

    return veto


def listening(request: Committed) -> None:
    return None


def a_request() -> TransitionRequest:
    return TransitionRequest(record=a_tally(), transition="add", act=an_act(), arguments={})


def test_hooks_are_called_in_the_order_of_the_plugins() -> None:
    called: list[str] = []

    def noting(name: str) -> Callable[[TransitionRequest], None]:
        def veto(request: TransitionRequest) -> None:
            called.append(name)

        return veto

    plugins = Plugins(*(plugin(n, homeroom_check_transition=noting(n)) for n in "cab"))
    assert (plugins.refusals(a_request()), called) == ([], ["c", "a", "b"])


@pytest.mark.parametrize(
    "answer",
    [None, (), [], NO_NOTE(), [NO_NOTE(), NO_NOTE()], iter([NO_NOTE()])],
    ids=["none", "empty tuple", "empty list", "one", "two", "iterator"],
)
def test_veto_may_answer_with_refusals_in_any_form(answer: Any) -> None:
    expected = 2 if isinstance(answer, list) and answer else int(answer not in (None, (), []))
    plugins = Plugins(plugin(homeroom_check_transition=answering(answer)))
    assert plugins.refusals(a_request()) == [NO_NOTE()] * expected


@pytest.mark.parametrize("answer", [True, "no", 7, [NO_NOTE(), "no"], {"code": "x"}])
def test_veto_that_answers_anything_else_refuses(
    answer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    plugins = Plugins(plugin(homeroom_check_transition=answering(answer)))
    codes = {refusal.code for refusal in plugins.refusals(a_request())}
    assert (codes, plugins.failures) == ({"plugin.veto_failed"}, {"mine": 1})


def test_veto_that_leaves_the_program_refuses(caplog: pytest.LogCaptureFixture) -> None:
    def leave(request: TransitionRequest) -> None:
        sys.exit(3)

    plugins = Plugins(plugin(homeroom_check_transition=leave))
    (refusal,) = plugins.refusals(a_request())
    assert (refusal.code, "SystemExit(3)" in str(refusal)) == ("plugin.veto_failed", True)


def test_trace_shows_every_call_and_its_answer(caplog: pytest.LogCaptureFixture) -> None:
    silent, told = (
        Plugins(plugin(homeroom_check_transition=vetoing)),
        plugin(homeroom_check_transition=vetoing),
    )
    with caplog.at_level(logging.INFO, logger="homeroom.plugins"):
        silent.refusals(a_request())
        assert caplog.text == ""
        Plugins(told, trace=True).refusals(a_request())
    assert "homeroom: homeroom_lifecycles() -> person, scheme" in caplog.text
    asked = "mine: homeroom_check_transition(add of tally tally-1 by person-1) -> tally.no_note in "
    assert asked in caplog.text


# refusals at registration


def test_misspelt_hook_is_refused_with_what_was_meant() -> None:
    error = refused(plugin(homeroom_rubric=vetoing))
    assert str(error.problem) == "there is no hook homeroom_rubric; there is: homeroom_rubrics"


def test_hook_unlike_any_other_is_refused_with_all_there_are() -> None:
    told = str(refused(plugin(homeroom_zzz=vetoing)))
    assert [name for name in HOOKS if name not in told] == []


def test_function_without_the_prefix_is_the_plugins_own() -> None:
    mine = plugin(homeroom_committed=listening, rubrics=vetoing, _homeroom_x=vetoing)
    assert Plugins(mine).plugins[1].name == "mine"


def test_module_whose_name_begins_with_the_prefix_is_no_hook() -> None:
    mine = plugin(homeroom_committed=listening, homeroom_core=sys.modules["homeroom_core"])
    assert Plugins(mine).plugins[1].name == "mine"


@pytest.mark.parametrize(
    ("hook", "arguments", "expected"),
    [
        ("homeroom_rubrics", "(request)", "()"),
        ("homeroom_committed", "()", "(request)"),
        ("homeroom_committed", "(event)", "(request)"),
        ("homeroom_committed", "(request, more)", "(request)"),
        ("homeroom_committed", "(*, request)", "(request)"),
        ("homeroom_check_transition", "(*args)", "(request)"),
    ],
)
def test_wrong_arguments_are_refused_with_the_right_ones(
    hook: str, arguments: str, expected: str, write: Callable[..., Path]
) -> None:
    path = write(f"A = 1\ndef {hook}{arguments}:\n    return None\n")
    assert str(refused(from_file(path))) == (
        f"plugin mine ({path}, line 2): "
        f"{hook} has the arguments {arguments}, the hook's are {expected}"
    )


def test_further_arguments_with_defaults_are_the_plugins_own() -> None:
    def homeroom_committed(request: Committed, retries: int = 3) -> None:
        return None

    assert Plugins(plugin(homeroom_committed=homeroom_committed)).failures == {}


@pytest.mark.parametrize("value", [[], None, "rubrics", Weekdays()])
def test_hook_that_is_no_function_is_refused(value: object) -> None:
    error = refused(plugin(homeroom_rubrics=value))
    assert str(error.problem) == "homeroom_rubrics has to be a function"


def test_plugin_made_for_another_version_is_refused() -> None:
    error = refused(plugin(HOMEROOM_API=2, homeroom_committed=listening))
    assert "it was made for plugin API 2, this is 1" in str(error)


def test_plugin_may_say_that_it_was_made_for_this_version() -> None:
    mine = plugin(HOMEROOM_API=1, homeroom_committed=listening)
    assert Plugins(mine).plugins[1].name == "mine"


def test_one_plugin_twice_is_refused() -> None:
    module = plugin(homeroom_committed=listening).module
    error = refused(Plugin("a", "1", "here", module), Plugin("b", "1", "there", module))
    assert (error.plugin, "here, there" in str(error)) == ("b", True)


def test_two_plugins_of_one_name_are_refused_with_both_places() -> None:
    modules = [(place, plugin(homeroom_committed=listening).module) for place in ("a.py", "b.py")]
    error = refused(*(Plugin("mine", "1", place, module) for place, module in modules))
    assert (error.plugin, "(a.py, b.py)" in str(error)) == ("mine", True)


def test_built_in_name_is_taken() -> None:
    assert refused(plugin("homeroom")).plugin == "homeroom"


def test_name_provided_by_two_plugins_is_refused_and_both_are_named() -> None:
    calendars: dict[str, Any] = {"homeroom_calendars": lambda: [Weekdays()]}
    error = refused(plugin("one", **calendars), plugin("two", **calendars))
    line = calendars["homeroom_calendars"].__code__.co_firstlineno
    assert (error.plugin, error.file, error.line) == ("two", __file__, line)
    assert str(error.problem) == (
        f"it provides the calendar 'weekdays', and so does one ({__file__}:{line}): rename it, "
        'choose in homeroom.toml, [prefer.calendar] "weekdays" = "two", '
        'or leave one plugin out, disable = ["two"]'
    )


def test_name_provided_twice_by_one_plugin_is_refused() -> None:
    error = refused(plugin(homeroom_calendars=lambda: [Weekdays(), Weekdays()]))
    assert str(error.problem) == (
        "homeroom_calendars provides 'weekdays' twice: rename or drop one"
    )


def test_name_that_is_built_in_cannot_be_provided_again() -> None:
    error = refused(plugin(homeroom_storage_backends=lambda: {"memory": MemoryStorage}))
    assert "so does homeroom" in str(error)


UNSEALED = Lifecycle(Tally, states=(OPEN,), initial=OPEN)


@pytest.mark.parametrize(
    ("hook", "answer", "expected"),
    [
        *[(hook, None, "NoneType|None") for hook, kind in HOOKS.items() if kind == PROVIDE],
        ("homeroom_rubrics", "abc", "a list of Rubric or .* is expected, found 'abc'"),
        ("homeroom_rubrics", {}, "a list of Rubric or .* is expected"),
        ("homeroom_rubrics", ["abc"], "Rubric or .* is expected, found 'abc'"),
        ("homeroom_computed_criteria", [len], "ComputedCriterion is expected"),
        ("homeroom_eligibility_rules", [7], "RuleSet is expected, found 7"),
        ("homeroom_scoring_methods", [len], "ScoringMethod is expected"),
        ("homeroom_storage_backends", {"mine": "x"}, "a mapping from scheme to a function"),
        ("homeroom_storage_backends", [MemoryStorage], "a mapping from scheme to a function"),
        ("homeroom_calendars", [date], "a calendar .* is expected"),
        ("homeroom_lifecycles", [Tally], "Lifecycle is expected"),
        ("homeroom_lifecycles", [UNSEALED], "a sealed lifecycle is expected.*'tally'"),
    ],
)
def test_answer_of_another_type_is_refused(hook: str, answer: Any, expected: str) -> None:
    functions: dict[str, Any] = {hook: lambda: answer}
    error = refused(plugin(**functions))
    assert error.plugin == "mine"
    assert re.search(f"(?s){hook} fails: .*({expected})", str(error))


@pytest.mark.parametrize("error", [ValueError("no luck"), SystemExit("no luck")])
def test_hook_that_fails_while_providing_is_refused(error: BaseException) -> None:
    def failing() -> list[Any]:
        raise error

    found = refused(plugin(homeroom_rubrics=failing))
    assert "homeroom_rubrics fails" in str(found)
    assert "no luck" in str(found)


def test_hook_that_fails_half_way_is_refused() -> None:
    def half() -> Iterator[Any]:
        yield Weekdays()
        msg = "no more"
        raise ValueError(msg)

    assert "no more" in str(refused(plugin(homeroom_calendars=half)))


# files


def test_file_is_a_plugin_by_its_stem_and_the_digest_of_its_text(
    write: Callable[..., Path],
) -> None:
    path = write("def homeroom_rubrics():\n    return []\n", "our_rubrics.py")
    found = from_file(path)
    assert (found.name, len(found.version), found.origin) == ("our_rubrics", 12, str(path))
    assert Plugins(found).contributions(found) == {}


def test_other_text_is_another_version(write: Callable[..., Path]) -> None:
    assert from_file(write("A = 1\n")).version != from_file(write("A = 2\n")).version


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("A = 1\ndef homeroom_rubrics(:\n", ["SyntaxError", "line 2"]),
        ("A = 1\n\nB = A / 0\n", ["ZeroDivisionError", "line 3"]),
        ("import sys\n\n\nsys.exit(4)\n", ["SystemExit(4)", "line 4"]),
        ("A = 1\nraise KeyboardInterrupt\n", ["KeyboardInterrupt()", "line 2"]),
        ("def f(:\n", ["SyntaxError: invalid syntax: def f(:", "line 1"]),
        ("import no_such_module_at_all\n", ["no_such_module_at_all", "line 1"]),
        ("def f():\n    raise ValueError('deep')\n\n\nf()\n", ["deep", "line 2"]),
        ("A = '\x00'\n", ["null bytes"]),
    ],
)
def test_file_that_fails_is_refused_with_the_line(
    write: Callable[..., Path], source: str, words: list[str]
) -> None:
    path = write(source)
    before = set(sys.modules)
    with pytest.raises(PluginError) as caught:
        from_file(path)
    assert (caught.value.plugin, caught.value.file) == ("mine", str(path))
    assert [word for word in words if word not in str(caught.value)] == []
    assert set(sys.modules) == before


def test_file_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.py"
    path.write_bytes("A = 1\n名 = '班'\n".encode("gb18030"))
    with pytest.raises(PluginError, match=r"old\.py, line 2\): its file is not in UTF-8: save it"):
        from_file(path)


def test_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="cannot be read"):
        from_file(tmp_path / "none.py")


@pytest.mark.usefixtures("ctrl_c")
def test_interrupt_while_a_file_runs_is_passed_on(write: Callable[..., Path]) -> None:
    with pytest.raises(KeyboardInterrupt):
        from_file(write("import signal\nsignal.raise_signal(signal.SIGINT)\n"))


def test_file_may_hold_classes_of_every_make(write: Callable[..., Path]) -> None:
    source = (
        "from __future__ import annotations\n"
        "import dataclasses, typing\nimport attrs\n\n\n"
        "@dataclasses.dataclass\nclass Plain:\n    at: date | None = None\n\n\n"
        "@attrs.frozen\nclass Frozen:\n    inner: Plain\n\n\n"
        "from datetime import date\nHINTS = typing.get_type_hints(Plain)\nattrs.resolve_types(Frozen)\n"
    )
    module: Any = from_file(write(source, "random.py")).module
    made = module.Frozen(module.Plain(date(2025, 9, 1)))
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301  # pickled just here
    assert importlib.import_module("random").randint(1, 1) == 1


def test_two_files_of_one_name_do_not_share_their_classes(tmp_path: Path) -> None:
    found = []
    for folder in ("a", "b"):
        path = tmp_path / folder / "mine.py"
        path.parent.mkdir()
        path.write_text(f"class C:\n    at = {folder!r}\n", encoding="utf-8")
        found.append(from_file(path))
    modules: list[Any] = [plugin.module for plugin in found]
    assert [pickle.loads(pickle.dumps(m.C())).at for m in modules] == ["a", "b"]  # noqa: S301  # pickled just here
    assert refused(*found).plugin == "mine"


# entry points


def install(folder: Path, name: str, points: Mapping[str, str], **modules: str) -> None:
    """What an installed distribution leaves on the path."""
    info = folder / f"{name}-2.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.5\n")
    lines = "".join(f"{point} = {value}\n" for point, value in points.items())
    (info / "entry_points.txt").write_text(f"[homeroom]\n{lines}")
    for module, source in modules.items():
        (folder / f"{module}.py").write_text(source, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    before = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("zz_"):
            del sys.modules[name]


def test_installed_plugins_are_found_with_the_version_of_their_distribution(site: Path) -> None:
    install(
        site,
        "zz-school",
        {"zz-school": "zz_school", "zz-object": "zz_school:extra"},
        zz_school="class Extra:\n    pass\n\n\nextra = Extra()\n",
    )
    found = [p for p in from_entry_points() if p.name.startswith("zz-")]
    assert [(p.name, p.version, p.origin) for p in found] == [
        ("zz-object", "2.5", "entry point zz_school:extra"),
        ("zz-school", "2.5", "entry point zz_school"),
    ]
    assert type(found[0].module).__name__ == "Extra"


def test_shipped_plugins_are_installed_and_can_be_used_together() -> None:
    plugins = Plugins(*from_entry_points())
    assert {"calendars", "eligibility", "rubrics", "sqlite"} <= {p.name for p in plugins.plugins}
    assert {"memory", "sqlite"} <= set(plugins.names(STORAGE_BACKENDS))
    assert plugins.names(SCORING_METHODS) != ()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("A = 1\nB = A / 0\n", ["ZeroDivisionError", "zz_bad.py, line 2"]),
        ("import sys\nsys.exit(3)\n", ["SystemExit(3)", "zz_bad.py, line 2"]),
        ("def f(:\n", ["SyntaxError", "zz_bad.py"]),
    ],
)
def test_installed_plugin_that_fails_is_refused_with_its_name_and_line(
    site: Path, source: str, words: list[str]
) -> None:
    install(site, "zz-bad", {"zz-bad": "zz_bad"}, zz_bad=source)
    with pytest.raises(PluginError) as caught:
        list(from_entry_points())
    assert caught.value.plugin == "zz-bad"
    assert [word for word in words if word not in str(caught.value)] == []
    assert "zz_bad" not in sys.modules


@pytest.mark.parametrize("value", ["zz_missing", "zz_empty:nothing"])
def test_entry_point_to_nothing_is_refused_with_its_name(site: Path, value: str) -> None:
    install(site, "zz-bad", {"zz-bad": value}, zz_empty="")
    with pytest.raises(PluginError, match="plugin zz-bad: it fails while loading"):
        list(from_entry_points())
