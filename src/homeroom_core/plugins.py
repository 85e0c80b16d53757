"""Plugins: found, checked, registered whole or not at all, and called by the policy of each hook."""

import copy
import logging
import time
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

import pluggy

from homeroom_core import builtin, hookspecs
from homeroom_core.choosing import Choice as Choice  # from here it has always been had
from homeroom_core.choosing import Chooser
from homeroom_core.choosing import Preferences as Preferences  # likewise
from homeroom_core.discovery import Plugin, as_plugin, find, forget, said, whereabouts
from homeroom_core.errors import (
    HomeroomDeprecationWarning,
    InactiveError,
    PluginError,
    Reason,
    Refusal,
    UnknownError,
)
from homeroom_core.hook_checks import Outdated, bound, outdated, problems
from homeroom_core.hook_trace import answered, asked, kept
from homeroom_core.hookspecs import (
    PROJECT,
    RENAMED,
    Committed,
    Renamed,
    TransitionRequest,
)
from homeroom_core.interrupts import let_through
from homeroom_core.plugin_source import place_of
from homeroom_core.provided import Family, Origin
from homeroom_core.provision import NARROWED, PROVISIONS, Reader
from homeroom_core.quiet import watched
from homeroom_core.text import Text, listing

T = TypeVar("T")

log = logging.getLogger("homeroom.plugins")

VETO_FAILED = Reason(
    "plugin.veto_failed",
    Text(
        "插件 {plugin} 检查时出错：{error}",
        "外掛 {plugin} 檢查時出錯：{error}",
        "plugin {plugin} failed while checking: {error}",
    ),
    Text("请修复或停用该插件", "請修復或停用該外掛", "mend the plugin or leave it out"),
)

_BUILT_IN = Plugin("homeroom", "built in", "built in", builtin)


class Plugins:
    """All plugins of an office: what they provide, and the hooks that are called later.

    Args:
        *found: Plugins, modules or objects with hook functions, in order.
        trace: Whether every call of a hook is logged (`homeroom.plugins`, INFO), with what it was
            asked, what it answered and the time it took; see `homeroom_core.hook_trace`.
        prefer: Which plugin provides a name that several offer, `{"sheet": {"essay": "ours"}}`.
        found_wrong: What went wrong while they were looked for; raised with everything else.
        renamed: The hooks and arguments that are still taken by an older name.
        slow_seconds: A hook that is asked before a step and takes longer is logged.
        timer: Tells seconds that never go back.

    Raises:
        PluginError: Some cannot be used; the error names each and says what is wrong and where, all
            at once. Nothing is registered then.
    """

    def __init__(
        self,
        *found: object,
        trace: bool = False,
        prefer: Preferences | None = None,
        found_wrong: Iterable[PluginError] = (),
        renamed: Sequence[Renamed] = RENAMED,
        slow_seconds: float = 1.0,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.trace = trace
        self.failures: dict[str, int] = {}
        self.choices: tuple[Choice, ...] = ()
        self.outdated: tuple[Outdated, ...] = ()
        self._renamed = renamed
        self._slow_seconds = slow_seconds
        self._timer = timer
        self._inactive: dict[str, dict[str, tuple[Any, Plugin]]] = {}
        self._org = ""
        self._manager = _Manager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._wrong = list(found_wrong)
        offered = (_BUILT_IN, *map(as_plugin, found))
        self.plugins: tuple[Plugin, ...] = tuple(self._registered(offered))
        self._provided: dict[str, dict[str, tuple[Any, Plugin]]] = {}
        choose = Chooser(prefer or {})
        for family, hook, items in PROVISIONS:
            self._provided[family.name] = self._collect(family, hook, items, choose)
        for family, wider, type in NARROWED:
            found_there = self._provided[wider.name].items()
            self._provided[family.name] = {n: f for n, f in found_there if isinstance(f[0], type)}
        self._wrong += choose.problems([plugin.name for plugin in offered])
        if self._wrong:
            forget(offered)
            raise PluginError.of(self._wrong)
        self.choices = tuple(choose.made)
        self._vetoes = self._bound("homeroom_check_transition")
        self._notified = self._bound("homeroom_committed")
        self._warn()

    @classmethod
    def find(
        cls,
        objects: Iterable[object] = (),
        files: Sequence[Path] = (),
        *,
        installed: bool = True,
        disable: Collection[str] = (),
        prefer: Preferences | None = None,
        trace: bool = False,
    ) -> Self:
        """The plugins there are, found in this order: objects, files, installed distributions.

        Args:
            objects: Modules or objects with hook functions.
            files: Local Python files with hook functions.
            installed: Whether to use the plugins that installed distributions declare.
            disable: Names of plugins that are left out, and not even loaded.
            prefer: As for the class.
            trace: As for the class.

        Raises:
            PluginError: As for the class.
        """
        found = find(objects, files, installed=installed, disable=disable)
        return cls(*found.plugins, found_wrong=found.problems, prefer=prefer, trace=trace)

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
        """Name, version and digest of the plugin that provides it; see `Provided.origin`.

        Raises:
            UnknownError: None does.
        """
        plugin = self.provider(family, name)
        return plugin.known_as

    def credit(self, family: Family[T], is_it: Callable[[T], bool]) -> None:
        """See `Provided.credit`; who only looks leaves no mark."""

    def providers(self, family: Family[T], is_it: Callable[[T], bool]) -> tuple[Plugin, ...]:
        """The plugins that provide a thing, by what it is and not by its name."""
        return tuple(
            plugin for thing, plugin in self._provided[family.name].values() if is_it(thing)
        )

    def names(self, family: Family[Any]) -> tuple[str, ...]:
        """The names provided in a family, sorted."""
        return tuple(sorted(self._provided[family.name]))

    def inactive(self, family: Family[Any]) -> dict[str, str]:
        """The names that are provided, but not here: each with the plugin that is not active."""
        here = self._provided[family.name]
        there = self._inactive.get(family.name, {})
        return {name: plugin.name for name, (_, plugin) in there.items() if name not in here}

    def contributions(self, plugin: Plugin) -> dict[str, tuple[str, ...]]:
        """What a plugin contributes: names by family, and the later hooks it listens to."""
        found = {
            family: tuple(sorted(name for name, (_, by) in things.items() if by is plugin))
            for family, things in self._provided.items()
        }
        for kind, hook, calls in (
            ("veto", "homeroom_check_transition", self._vetoes),
            ("notify", "homeroom_committed", self._notified),
        ):
            found[kind] = tuple(hook for by, _ in calls if by is plugin)
        return {family: names for family, names in found.items() if names}

    def refusals(self, request: TransitionRequest) -> list[Refusal]:
        """Every refusal of a step by a plugin; a plugin that fails refuses."""
        found: list[Refusal] = []
        for plugin, call in self._vetoes:
            start = self._timer()
            try:
                found.extend(
                    _refusals(self._call(plugin, "homeroom_check_transition", call, request))
                )
            except BaseException as error:  # noqa: BLE001,RUF100  # whatever it is, it refuses
                let_through(error)
                self._failed(plugin, "homeroom_check_transition", error)
                found.append(VETO_FAILED(plugin=plugin.name, error=said(error)))
            spent = self._timer() - start
            if spent > self._slow_seconds:
                log.warning(
                    "plugin %s took %.1f s in homeroom_check_transition; nobody else can write to "
                    "%s meanwhile",
                    plugin.name,
                    spent,
                    request.act.org,
                )
        return found

    @property
    def vetoing(self) -> tuple[Plugin, ...]:
        """The plugins that are asked before every step, in order."""
        return tuple(plugin for plugin, _ in self._vetoes)

    def only(self, names: Collection[str] | None, org: str) -> Self:
        """The plugins that are active for one organization, and what they provide.

        Those that homeroom is shipped with are active everywhere.

        Args:
            names: Names of the other plugins that are active; `None` for all.
            org: The organization, for messages.
        """
        if names is None:
            return self

        def active(plugin: Plugin) -> bool:
            return plugin.shipped or plugin.name in names

        narrowed = copy.copy(self)
        vars(narrowed).update(
            plugins=tuple(filter(active, self.plugins)),
            _org=org,
            _inactive=self._provided,
            _provided={
                family: {name: entry for name, entry in things.items() if active(entry[1])}
                for family, things in self._provided.items()
            },
            _vetoes=tuple(call for call in self._vetoes if active(call[0])),
            _notified=tuple(call for call in self._notified if active(call[0])),
        )
        return narrowed

    @property
    def has_vetoes(self) -> bool:
        """Whether any plugin checks transitions."""
        return bool(self._vetoes)

    def committed(self, request: Committed) -> None:
        """Tell the plugins that listen of a commit; whoever fails is logged and counted."""
        for plugin, call in self._notified:
            try:
                self._call(plugin, "homeroom_committed", call, request)
            except BaseException as error:  # noqa: BLE001,RUF100  # whatever it is, the commit stands
                let_through(error)
                self._failed(plugin, "homeroom_committed", error)

    def _registered(self, offered: Sequence[Plugin]) -> Iterator[Plugin]:
        """Those that nothing is wrong with, registered."""
        for at, plugin in enumerate(offered):
            same = [
                other
                for other in offered[:at]
                if other.name == plugin.name or other.module is plugin.module
            ]
            if same:
                self._wrong.append(_of_one_name((*same, plugin)))
                continue
            try:
                wrong = list(problems(plugin.name, plugin.module, self._renamed))
                functions = {} if wrong else bound(plugin.module, self._renamed)
                self.outdated += tuple(
                    outdated(plugin.name, plugin.module, self._renamed) if functions else ()
                )
            except Exception as error:  # noqa: BLE001,RUF100  # it cannot even be looked at
                wrong = [_failure(plugin, _LOOKED_AT.format(error=said(error)), error)]
            if wrong:
                self._wrong += wrong
                continue
            self._manager.register(_Bound(functions), plugin.name)
            yield plugin

    def _bound(self, hook: str) -> tuple[tuple[Plugin, Callable[..., Any]], ...]:
        """The functions of a hook, in order of registration, each with its plugin."""
        by_name = {plugin.name: plugin for plugin in self.plugins}
        impls = getattr(self._manager.hook, hook).get_hookimpls()
        order = {plugin.name: at for at, plugin in enumerate(self.plugins)}
        impls = sorted(impls, key=lambda impl: order[impl.plugin_name])
        return tuple((by_name[impl.plugin_name], impl.function) for impl in impls)

    def _collect(
        self, family: Family[Any], hook: str, items: Reader, choose: Chooser
    ) -> dict[str, tuple[Any, Plugin]]:
        """What the plugins answer to a hook that provides, by name."""
        offers: dict[str, list[tuple[Any, Plugin, Callable[..., Any]]]] = {}
        for plugin, call in self._bound(hook):
            for name, thing in self._offered(plugin, hook, call, items):
                offers.setdefault(name, []).append((thing, plugin, call))
        collected = {}
        for name, several in offers.items():
            thing, plugin, _ = choose(family, name, several)
            collected[name] = (thing, plugin)
        return collected

    def _offered(
        self, plugin: Plugin, hook: str, call: Callable[..., Any], items: Reader
    ) -> Sequence[tuple[str, Any]]:
        """What one plugin answers; nothing, where something is wrong with it."""
        wrong: list[PluginError] = []
        offered: list[tuple[str, Any]] = []
        try:
            with watched() as misdeeds:
                offered = list(items(self._call(plugin, hook, call)))
        except BaseException as error:  # noqa: BLE001,RUF100  # whatever it is: the office does not open
            let_through(error)
            if isinstance(error, PluginError):
                wrong += error.all
            else:
                problem = _HOOK_FAILS.format(hook=hook, error=said(error))
                wrong.append(_failure(plugin, problem, error, call))
        file, line = place_of(call)
        for one in misdeeds:
            where = (one.file, one.line) if one.file else (file, line)
            wrong.append(PluginError(plugin.name, one.problem, *where))
        names: list[object] = [name for name, _ in offered]
        for name in dict.fromkeys(names):
            if not (isinstance(name, str) and name.strip()):
                problem = _NO_NAME.format(hook=hook, name=repr(name))
                wrong.append(PluginError(plugin.name, problem, file, line))
            elif names.count(name) > 1:
                problem = _TWICE_BY_ONE.format(hook=hook, name=name)
                wrong.append(PluginError(plugin.name, problem, file, line))
        self._wrong += wrong
        return () if wrong else offered

    def _call(self, plugin: Plugin, hook: str, call: Callable[..., Any], *request: object) -> Any:
        if not self.trace:
            return call(*request)
        line = f"{plugin.name}: {hook}({', '.join(map(asked, request))})"
        start = self._timer()
        try:
            answer = kept(call(*request))
        except BaseException as error:
            file, number = whereabouts(error, place_of(call)[0])
            log.info("%s -> %s in %s, line %s", line, type(error).__name__, file or "?", number)
            raise
        spent = (self._timer() - start) * 1000
        log.info("%s -> %s in %.2f ms", line, answered(answer), spent)
        return answer

    def _failed(self, plugin: Plugin, hook: str, error: BaseException) -> None:
        log.error("plugin %s failed in %s: %s", plugin.name, hook, said(error), exc_info=error)
        self.failures[plugin.name] = self.failures.get(plugin.name, 0) + 1

    def _warn(self) -> None:
        for one in self.outdated:
            warnings.warn_explicit(
                str(one.text), HomeroomDeprecationWarning, one.file or one.plugin, one.line or 1
            )

    def _entry(self, family: Family[Any], name: str) -> tuple[Any, Plugin]:
        try:
            return self._provided[family.name][name]
        except KeyError:
            pass
        there = self._inactive.get(family.name, {}).get(name)
        if there is not None:
            raise InactiveError(family.label, name, self.names(family), there[1].name, self._org)
        raise UnknownError(family.label, name, self.names(family))


class Asked:
    """What plugins provide, as a desk lends it to a step: it remembers whose code was asked for.

    Args:
        plugins: The plugins.
        touched: Filled with those that were asked for something, by name, less homeroom's own.
    """

    def __init__(self, plugins: Plugins, touched: dict[str, Origin]) -> None:
        self._plugins = plugins
        self._touched = touched

    def __call__(self, family: Family[T], name: str) -> T:
        """See `Provided`."""
        thing = self._plugins(family, name)
        provider = self._plugins.provider(family, name)
        if not provider.shipped:
            self._touched[provider.name] = provider.known_as
            if self._plugins.trace:
                log.info("%s: its %s %s is used", provider.name, family.label.en, name)
        return thing

    def names(self, family: Family[Any]) -> tuple[str, ...]:
        """See `Provided.names`."""
        return self._plugins.names(family)

    def origin(self, family: Family[Any], name: str) -> Origin:
        """See `Provided.origin`."""
        return self._plugins.origin(family, name)

    def credit(self, family: Family[T], is_it: Callable[[T], bool]) -> None:
        """See `Provided.credit`."""
        found = self._plugins.providers(family, is_it)
        if not any(plugin.shipped for plugin in found):
            self._touched.update({plugin.name: plugin.known_as for plugin in found})


class _Bound:
    """The functions of one plugin by the name of their hook, as they are registered."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        vars(self).update(functions)


class _Manager(pluggy.PluginManager):
    """Takes every function that has the name of a hook for one, without a marker."""

    def parse_hookimpl_opts(
        self, plugin: object, name: str
    ) -> pluggy.HookimplOpts | None:  # what pluggy would read from a marker
        if name not in vars(plugin):
            return None
        return pluggy.HookimplOpts(
            wrapper=False,
            hookwrapper=False,
            optionalhook=False,
            tryfirst=False,
            trylast=False,
            specname=None,
        )


def _of_one_name(found: Sequence[Plugin]) -> PluginError:
    """What is wrong with plugins that share a name; the one to be renamed is never homeroom's."""
    others = [plugin for plugin in found if not plugin.shipped]
    if 0 < len(others) < len(found):
        problem = _SHIPPED.format(name=others[-1].name)
        return PluginError(others[-1].name, problem, others[-1].file)
    last = found[-1]
    problem = _TWICE.format(origins=listing(one.origin for one in found), name=last.name)
    return PluginError(last.name, problem, last.file)


def _failure(
    plugin: Plugin, problem: Text, error: BaseException, call: Callable[..., Any] | None = None
) -> PluginError:
    """An error of a plugin's code, at the line of its own file where it came up."""
    file = (place_of(call)[0] if call else "") or plugin.file
    where = whereabouts(error, file)
    if where[1] is None and call is not None:
        where = place_of(call)
    found = PluginError(plugin.name, problem, *where)
    found.__cause__ = error
    return found


def _refusals(answer: Any) -> list[Refusal]:
    if answer is None:
        return []
    found = [answer] if isinstance(answer, Refusal) else list(answer)
    for item in found:
        if not isinstance(item, Refusal):
            msg = f"a Refusal is expected, found {item!r}"
            raise TypeError(msg)
        words: tuple[object, ...] = (item.text, item.remedy)
        if not all(isinstance(one, Text) for one in words):
            msg = f"the text and the remedy of a Refusal are each a Text, found {item!r}"
            raise TypeError(msg)
    return found


_HOOK_FAILS = Text("{hook} 出错：{error}", "{hook} 出錯：{error}", "{hook} fails: {error}")
_LOOKED_AT = Text(
    "无法查看其内容：{error}", "無法檢視其內容：{error}", "it cannot be looked at: {error}"
)
_NO_NAME = Text(
    "{hook} 提供的一项没有可用的名称：{name}",
    "{hook} 提供的一項沒有可用的名稱：{name}",
    "{hook} provides something without a name, {name}: it needs a text that is not blank",
)
_TWICE = Text(
    "同名或同一插件注册了两次（{origins}）：请改名或去掉一个",
    "同名或同一外掛註冊了兩次（{origins}）：請改名或去掉一個",
    "it, or another of its name, is registered twice ({origins}): rename or drop one",
)
_SHIPPED = Text(
    "homeroom 自带的一个插件已叫“{name}”：请给文件改名，例如 our_{name}.py",
    "homeroom 自帶的一個外掛已叫「{name}」：請給檔案改名，例如 our_{name}.py",
    "a plugin that homeroom is shipped with is called {name!r}: rename yours, a file to "
    "our_{name}.py for example",
)
_TWICE_BY_ONE = Text(
    "{hook} 两次提供“{name}”：请改名或去掉一个",
    "{hook} 兩次提供「{name}」：請改名或去掉一個",
    "{hook} provides {name!r} twice: rename or drop one",
)
