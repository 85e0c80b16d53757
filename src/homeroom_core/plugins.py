"""Plugins: found, checked, registered whole or not at all, and called by the policy of each hook."""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

import pluggy

from homeroom_core import builtin, hookspecs
from homeroom_core.discovery import Plugin, as_plugin
from homeroom_core.errors import PluginError, Reason, Refusal, UnknownError
from homeroom_core.hook_checks import hook_functions, problems
from homeroom_core.hookspecs import PROJECT, Committed, TransitionRequest
from homeroom_core.provided import Family, Origin
from homeroom_core.provision import NARROWED, PROVISIONS, Reader
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


class Plugins:
    """All plugins of an office: what they provide, and the hooks that are called later.

    Args:
        *found: Plugins, modules or objects with hook functions, in order.
        trace: Whether every call of a hook is logged, with its answer and the time it took.

    Raises:
        PluginError: One cannot be used; the error names it, and nothing is registered.
    """

    def __init__(self, *found: object, trace: bool = False) -> None:
        self.trace = trace
        self._manager = _Manager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self.plugins: tuple[Plugin, ...] = (
            Plugin("homeroom", "built in", "built in", builtin),
            *map(as_plugin, found),
        )
        for plugin in self.plugins:
            self._register(plugin)
        self._provided: dict[str, dict[str, tuple[Any, Plugin]]] = {}
        for family, hook, items in PROVISIONS:
            self._provided[family.name] = self._collect(family, hook, items)
        for family, wider, type in NARROWED:
            found_there = self._provided[wider.name].items()
            self._provided[family.name] = {n: f for n, f in found_there if isinstance(f[0], type)}
        self._vetoes = self._bound("homeroom_check_transition")
        self._notified = self._bound("homeroom_committed")
        self.failures: dict[str, int] = {}

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
        problem = next(problems(plugin.module), None)
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
        self, family: Family[Any], hook: str, items: Reader
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
        if not self.trace:
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
        if name not in hook_functions(plugin):
            return None
        return pluggy.HookimplOpts(
            wrapper=False,
            hookwrapper=False,
            optionalhook=False,
            tryfirst=False,
            trylast=False,
            specname=None,
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
