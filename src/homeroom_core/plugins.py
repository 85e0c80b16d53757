"""Plugins: found, checked, registered whole or not at all, and called by the policy of each hook."""

import difflib
import importlib.metadata
import importlib.util
import inspect
import logging
import sys
import time
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import attrs
import pluggy

from homeroom_core import builtin, hookspecs
from homeroom_core.calendar import Calendar
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import PluginError, Reason, Refusal, UnknownError
from homeroom_core.families import RUBRICS, RULE_SETS, SCORING_METHODS
from homeroom_core.hookspecs import (
    API_VERSION,
    HOOKS,
    PREFIX,
    PROJECT,
    Committed,
    TransitionRequest,
)
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.provided import Family, Origin
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import ScoringMethod
from homeroom_core.storage import Storage
from homeroom_core.text import Text, listing

T = TypeVar("T")

log = logging.getLogger("homeroom.plugins")

STORAGE_BACKENDS: Family[Callable[[str], Storage]] = Family(
    "storage_backend", Text("存储", "儲存", "storage backend")
)
CALENDARS: Family[Calendar] = Family("calendar", Text("工作日历", "工作行事曆", "calendar"))
LIFECYCLES: Family[Lifecycle[Any]] = Family("lifecycle", Text("生命周期", "生命週期", "lifecycle"))

VETO_FAILED = Reason(
    "plugin.veto_failed",
    Text(
        "插件 {plugin} 检查时出错：{error}",
        "外掛 {plugin} 檢查時出錯：{error}",
        "plugin {plugin} failed while checking: {error}",
    ),
    Text("请修复或停用该插件", "請修復或停用該外掛", "mend the plugin or leave it out"),
)


@attrs.frozen
class Plugin:
    """One plugin, as it was found.

    Attributes:
        name: Unique among the plugins of an office.
        version: Of its distribution; for a local file, the start of its digest.
        origin: `built in`, `object`, a file, or an entry point.
        module: The module or object with the hook functions.
    """

    name: str
    version: str
    origin: str
    module: object = attrs.field(repr=False)


def as_plugin(thing: object) -> Plugin:
    """A module or object as a plugin, under its own name."""
    if isinstance(thing, Plugin):
        return thing
    name = getattr(thing, "__name__", None) or type(thing).__name__
    return Plugin(name, str(getattr(thing, "__version__", "0")), "object", thing)


def from_file(path: Path) -> Plugin:
    """The plugin in a local Python file.

    Raises:
        PluginError: The file cannot be read, or fails when it is run; names the line.
    """
    try:
        source = path.read_bytes()
    except OSError as error:
        raise PluginError(str(path), _UNREADABLE.format(error=error.strerror)) from error
    # Annotations and pickles look for a class's module there; the name is no other module's.
    name = f"{PREFIX}file_{sha256(str(path.resolve()).encode()).hexdigest()[:12]}_{path.stem}"
    module = types.ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        exec(compile(source, path, "exec"), module.__dict__)  # noqa: S102  # running it is the point
    except BaseException as error:
        del sys.modules[name]
        if isinstance(error, KeyboardInterrupt):
            raise
        raise PluginError(str(path), _FAILS.format(error=_whereabouts(error, path))) from error
    return Plugin(path.stem, sha256(source).hexdigest()[:12], str(path), module)


def from_entry_points(group: str = PROJECT) -> Iterator[Plugin]:
    """The plugins that installed distributions declare.

    Raises:
        PluginError: One cannot be imported.
    """
    for point in sorted(importlib.metadata.entry_points(group=group), key=lambda p: p.name):
        version = point.dist.version if point.dist else "0"
        try:
            module = point.load()
        except (Exception, SystemExit) as error:
            raise PluginError(point.name, _FAILS.format(error=_last_line(error))) from error
        yield Plugin(point.name, version, f"entry point {point.value}", module)


class Plugins:
    """All plugins of an office: what they provide, and the hooks that are called later.

    Args:
        *found: Plugins, modules or objects with hook functions, in order.

    Raises:
        PluginError: One cannot be used; the error names it, and nothing is registered.
    """

    def __init__(self, *found: object) -> None:
        self._manager = _Manager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self.plugins: tuple[Plugin, ...] = (
            Plugin("homeroom", "built in", "built in", builtin),
            *map(as_plugin, found),
        )
        for plugin in self.plugins:
            self._register(plugin)
        self._provided: dict[str, dict[str, tuple[Any, Plugin]]] = {}
        for family, hook, items in _PROVIDERS:
            self._provided[family.name] = self._collect(family, hook, items)
        self._vetoes = self._bound("homeroom_check_transition")
        self._notified = self._bound("homeroom_committed")
        self.failures: dict[str, int] = {}
        self.trace = False

    def __call__(self, family: Family[T], name: str) -> T:
        """What is provided under a name; see `homeroom_core.provided.Provided`."""
        thing: T = self._entry(family, name)[0]
        return thing

    def provider(self, family: Family[Any], name: str) -> Plugin:
        """The plugin that provides it.

        Raises:
            UnknownError: None does.
        """
        return self._entry(family, name)[1]

    def origin(self, family: Family[Any], name: str) -> Origin:
        """Name and version of the plugin that provides it; see `Provided.origin`.

        Raises:
            UnknownError: None does.
        """
        plugin = self.provider(family, name)
        return Origin(plugin.name, plugin.version)

    def names(self, family: Family[Any]) -> tuple[str, ...]:
        """The names provided in a family, sorted."""
        return tuple(sorted(self._provided[family.name]))

    def contributions(self, plugin: Plugin) -> dict[str, tuple[str, ...]]:
        """What a plugin contributes: names by family, and the later hooks it listens to."""
        found = {
            family: tuple(sorted(name for name, (_, by) in things.items() if by is plugin))
            for family, things in self._provided.items()
        }
        for hook, bound in (("veto", self._vetoes), ("notify", self._notified)):
            found[hook] = tuple(call.__name__ for by, call in bound if by is plugin)
        return {family: names for family, names in found.items() if names}

    def refusals(self, request: TransitionRequest) -> list[Refusal]:
        """Every refusal of a step by a plugin; a plugin that fails refuses."""
        found: list[Refusal] = []
        for plugin, call in self._vetoes:
            try:
                answer = self._call(plugin, call, request)
                found.extend(_refusals(answer))
            except (Exception, SystemExit) as error:
                log.exception("plugin %s failed in %s", plugin.name, call.__name__)
                self.failures[plugin.name] = self.failures.get(plugin.name, 0) + 1
                found.append(VETO_FAILED(plugin=plugin.name, error=repr(error)))
        return found

    @property
    def has_vetoes(self) -> bool:
        """Whether any plugin checks transitions."""
        return bool(self._vetoes)

    def committed(self, request: Committed) -> None:
        """Tell the plugins that listen of a commit; whoever fails is logged and counted."""
        for plugin, call in self._notified:
            try:
                self._call(plugin, call, request)
            except (Exception, SystemExit):
                log.exception("plugin %s failed in %s", plugin.name, call.__name__)
                self.failures[plugin.name] = self.failures.get(plugin.name, 0) + 1

    def _register(self, plugin: Plugin) -> None:
        made_for = getattr(plugin.module, "HOMEROOM_API", API_VERSION)
        if made_for != API_VERSION:
            raise PluginError(plugin.name, _OTHER_API.format(made_for=made_for, api=API_VERSION))
        problem = next(_problems(plugin.module), None)
        if problem is not None:
            raise PluginError(plugin.name, problem)
        try:
            self._manager.register(plugin.module, plugin.name)
        except ValueError as error:
            same = [
                other
                for other in self.plugins
                if other.name == plugin.name or other.module is plugin.module
            ]
            origins = listing(p.origin for p in same)
            raise PluginError(plugin.name, _TWICE.format(origins=origins)) from error

    def _bound(self, hook: str) -> tuple[tuple[Plugin, Callable[..., Any]], ...]:
        """The functions of a hook, in order of registration, each with its plugin."""
        by_name = {plugin.name: plugin for plugin in self.plugins}
        impls = getattr(self._manager.hook, hook).get_hookimpls()
        order = {plugin.name: at for at, plugin in enumerate(self.plugins)}
        impls = sorted(impls, key=lambda impl: order[impl.plugin_name])
        return tuple((by_name[impl.plugin_name], impl.function) for impl in impls)

    def _collect(
        self, family: Family[Any], hook: str, items: Callable[[Any], Iterator[tuple[str, Any]]]
    ) -> dict[str, tuple[Any, Plugin]]:
        collected: dict[str, tuple[Any, Plugin]] = {}
        for plugin, call in self._bound(hook):
            try:
                offered = list(items(self._call(plugin, call)))
            except PluginError:
                raise
            except (Exception, SystemExit) as error:
                raise PluginError(
                    plugin.name, _HOOK_FAILS.format(hook=hook, error=repr(error))
                ) from error
            for name, thing in offered:
                if name in collected:
                    other = collected[name][1].name
                    raise PluginError(
                        plugin.name, _TAKEN.format(what=family.label, name=name, other=other)
                    )
                collected[name] = (thing, plugin)
        return collected

    def _call(self, plugin: Plugin, call: Callable[..., Any], *request: object) -> Any:
        if not getattr(self, "trace", False):
            return call(*request)
        start = time.perf_counter()
        answer = call(*request)
        spent = (time.perf_counter() - start) * 1000
        log.info("%s %s(%s) -> %r in %.2f ms", plugin.name, call.__name__, request, answer, spent)
        return answer

    def _entry(self, family: Family[Any], name: str) -> tuple[Any, Plugin]:
        try:
            return self._provided[family.name][name]
        except KeyError:
            raise UnknownError(family.label, name, self.names(family)) from None


class _Manager(pluggy.PluginManager):
    """Takes every function whose name starts with the prefix for a hook, without a marker."""

    def parse_hookimpl_opts(
        self, plugin: object, name: str
    ) -> pluggy.HookimplOpts | None:  # what pluggy would read from a marker
        if name not in _hook_functions(plugin):
            return None
        return pluggy.HookimplOpts(
            wrapper=False,
            hookwrapper=False,
            optionalhook=False,
            tryfirst=False,
            trylast=False,
            specname=None,
        )


def _hook_functions(module: object) -> Sequence[str]:
    return [
        name
        for name in dir(module)
        if name.startswith(PREFIX) and inspect.isroutine(getattr(module, name))
    ]


def _named(type: type, key: str) -> Callable[[Any], Iterator[tuple[str, Any]]]:
    """Reads an answer that is a list of things of one type, named by one attribute."""

    def items(answer: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(answer, str | Mapping) or not isinstance(answer, Iterable):
            msg = f"a list of {type.__name__} is expected, found {answer!r}"
            raise TypeError(msg)
        for thing in answer:
            if not isinstance(thing, type):
                msg = f"{type.__name__} is expected, found {thing!r}"
                raise TypeError(msg)
            yield str(getattr(thing, key)), thing

    return items


def _lifecycles(answer: Any) -> Iterator[tuple[str, Any]]:
    for kind, lifecycle in _named(Lifecycle, "kind")(answer):
        if not lifecycle.sealed:
            msg = f"a sealed lifecycle is expected: end the module of {kind!r} with .seal()"
            raise TypeError(msg)
        yield kind, lifecycle


def _openers(answer: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(answer, Mapping) or not all(map(callable, answer.values())):
        msg = f"a mapping from scheme to a function of the URL is expected, found {answer!r}"
        raise TypeError(msg)
    yield from answer.items()


def _calendars(answer: Any) -> Iterator[tuple[str, Any]]:
    for calendar in answer:
        if not callable(getattr(calendar, "is_working_day", None)):
            msg = f"a calendar (name, is_working_day) is expected, found {calendar!r}"
            raise TypeError(msg)
        yield calendar.name, calendar


_PROVIDERS: tuple[tuple[Family[Any], str, Callable[[Any], Iterator[tuple[str, Any]]]], ...] = (
    (RUBRICS, "homeroom_rubrics", _named(Rubric, "id")),
    (RULE_SETS, "homeroom_eligibility_rules", _named(RuleSet, "id")),
    (SCORING_METHODS, "homeroom_scoring_methods", _named(ScoringMethod, "name")),
    (STORAGE_BACKENDS, "homeroom_storage_backends", _openers),
    (CALENDARS, "homeroom_calendars", _calendars),
    (LIFECYCLES, "homeroom_lifecycles", _lifecycles),
)


def _refusals(answer: Any) -> list[Refusal]:
    if answer is None:
        return []
    found = [answer] if isinstance(answer, Refusal) else list(answer)
    strange = [item for item in found if not isinstance(item, Refusal)]
    if strange:
        msg = f"a Refusal is expected, found {strange[0]!r}"
        raise TypeError(msg)
    return found


def _unknown_hook(name: str) -> Text:
    # Without the prefix, which would make any name look like any hook.
    known = [hook.removeprefix(PREFIX) for hook in HOOKS]
    close = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1)
    return _NO_SUCH_HOOK.format(name=name, known=f"{PREFIX}{close[0]}" if close else listing(HOOKS))


def _problems(module: object) -> Iterator[Text]:
    """What keeps the hook functions of a module from being registered."""
    for name in HOOKS:
        if hasattr(module, name) and not inspect.isroutine(getattr(module, name)):
            yield _NO_FUNCTION.format(name=name)
    for name in _hook_functions(module):
        problem = _wrong_arguments(name, getattr(module, name)) if name in HOOKS else None
        if name not in HOOKS:
            yield _unknown_hook(name)
        elif problem is not None:
            yield problem


def _wrong_arguments(name: str, function: Callable[..., Any]) -> Text | None:
    """What is wrong with the arguments of a hook function: it is called with the hook's, in order."""
    expected = tuple(inspect.signature(getattr(hookspecs, name)).parameters)
    signature = inspect.signature(function)
    try:
        if tuple(signature.bind(*expected).arguments) == expected:
            return None
    except TypeError:
        pass
    return _WRONG_ARGUMENTS.format(
        name=name,
        found=signature.replace(return_annotation=inspect.Signature.empty),
        expected=f"({', '.join(expected)})",
    )


def _last_line(error: BaseException) -> str:
    """The error, and where it came up."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if isinstance(error, SyntaxError) or frame is None:
        return repr(error)
    return f"{error!r}, {frame.tb_frame.f_code.co_filename}, line {frame.tb_lineno}"


def _whereabouts(error: BaseException, path: Path) -> str:
    """The error, and the line of the file where it came up."""
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == str(path):
            line = frame.tb_lineno
        frame = frame.tb_next
    return f"{error!r}" + (f", line {line}" if line else "")


_UNREADABLE = Text(
    "无法读取文件：{error}", "無法讀取檔案：{error}", "its file cannot be read: {error}"
)
_FAILS = Text("载入时出错：{error}", "載入時出錯：{error}", "it fails while loading: {error}")
_HOOK_FAILS = Text("{hook} 出错：{error}", "{hook} 出錯：{error}", "{hook} fails: {error}")
_TWICE = Text(
    "同名或同一插件注册了两次（{origins}）：请改名或去掉一个",
    "同名或同一外掛註冊了兩次（{origins}）：請改名或去掉一個",
    "it, or another of its name, is registered twice ({origins}): rename or drop one",
)
_TAKEN = Text(
    "提供的{what}“{name}”已由插件 {other} 提供：请改名，或停用其中一个",
    "提供的{what}「{name}」已由外掛 {other} 提供：請改名，或停用其中一個",
    "it provides the {what} {name!r}, and so does {other}: rename it, or leave one plugin out",
)
_OTHER_API = Text(
    "是为插件接口 {made_for} 编写的，这里是 {api}：请换用相应版本",
    "是為外掛介面 {made_for} 編寫的，這裡是 {api}：請換用相應版本",
    "it was made for plugin API {made_for}, this is {api}: use the release that matches",
)
_NO_SUCH_HOOK = Text(
    "没有名为 {name} 的钩子；可用：{known}",
    "沒有名為 {name} 的掛鉤；可用：{known}",
    "there is no hook {name}; there is: {known}",
)
_NO_FUNCTION = Text(
    "{name} 必须是函数",
    "{name} 必須是函式",
    "{name} has to be a function",
)
_WRONG_ARGUMENTS = Text(
    "{name} 的参数是 {found}，应为 {expected}",
    "{name} 的參數是 {found}，應為 {expected}",
    "{name} has the arguments {found}, the hook's are {expected}",
)
