"""Which plugin provides a name that several offer: what `homeroom.toml` prefers, or nobody's guess."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import attrs

from homeroom_core.discovery import Plugin
from homeroom_core.errors import PluginError
from homeroom_core.plugin_source import place_of
from homeroom_core.provided import Family
from homeroom_core.provision import PROVISIONS
from homeroom_core.text import Text, listing

Preferences = Mapping[str, Mapping[str, str]]
"""Which plugin provides a name that several offer: by family, then by name."""


@attrs.frozen
class Choice:
    """A name that several plugins offer, and which of them was chosen.

    Attributes:
        family: The family of the name, such as `sheet`.
        name: The name.
        plugin: Name of the plugin that was chosen.
        others: Names of those that were not.
    """

    family: str
    name: str
    plugin: str
    others: tuple[str, ...]


class Chooser:
    """Settles which plugin provides a name that several offer.

    Args:
        prefer: Which plugin to take, by family and name.

    Attributes:
        made: What was settled so far.
    """

    def __init__(self, prefer: Preferences) -> None:
        self.made: list[Choice] = []
        self._prefer = prefer
        self._families: dict[str, Family[Any]] = {}
        self._offered: dict[str, dict[str, list[str]]] = {}
        self._wrong: list[PluginError] = []

    def __call__(
        self, family: Family[Any], name: str, offers: Sequence[tuple[Any, Plugin, Any]]
    ) -> tuple[Any, Plugin, Any]:
        """The offer that stands; what is not settled is a problem."""
        names = [plugin.name for _, plugin, _ in offers]
        self._offered.setdefault(family.name, {})[name] = names
        if len(offers) == 1:
            return offers[0]
        wanted = self._prefer.get(family.name, {}).get(name)
        chosen = next((offer for offer in offers if offer[1].name == wanted), None)
        if chosen is not None:
            others = tuple(one for one in names if one != wanted)
            self.made.append(Choice(family.name, name, chosen[1].name, others))
            return chosen
        if wanted is None:
            (_, first, made), *more = offers
            for _, plugin, call in more:
                problem = _TAKEN.format(
                    what=family.label,
                    name=name,
                    other=_where(first, made),
                    choice=f'[prefer.{family.name}] "{name}" = "{plugin.name}"',
                    disable=f'disable = ["{plugin.name}"]',
                )
                self._wrong.append(PluginError(plugin.name, problem, *place_of(call)))
        return offers[0]

    def problems(self, plugins: Collection[str]) -> list[PluginError]:
        """What is left unsettled, and preferences that settle nothing."""
        families = [family.name for family, _, _ in PROVISIONS]
        for family, names in self._prefer.items():
            if family not in families:
                problem = _NO_FAMILY.format(family=family, known=listing(families))
                self._wrong.append(PluginError(next(iter(names.values()), "-"), problem))
                continue
            for name, plugin in names.items():
                offering = self._offered.get(family, {}).get(name, [])
                if plugin not in offering:
                    known = listing(offering or plugins)
                    words = _NOT_OFFERED if offering else _OFFERED_BY_NONE
                    problem = words.format(family=family, name=name, known=known)
                    self._wrong.append(PluginError(plugin, problem))
        return self._wrong


def _where(plugin: Plugin, call: Callable[..., Any]) -> str:
    """A plugin and the place of its function, in one word after the other."""
    file, line = place_of(call)
    return f"{plugin.name} ({file}:{line})" if file else f"{plugin.name} ({plugin.origin})"


_TAKEN = Text(
    "提供的{what}“{name}”，{other} 也提供：请改名；或在 homeroom.toml 中选定其一：{choice}；"
    "或停用一个插件：{disable}",
    "提供的{what}「{name}」，{other} 也提供：請改名；或在 homeroom.toml 中選定其一：{choice}；"
    "或停用一個外掛：{disable}",
    "it provides the {what} {name!r}, and so does {other}: rename it, choose in homeroom.toml, "
    "{choice}, or leave one plugin out, {disable}",
)
_NO_FAMILY = Text(
    "prefer 中的“{family}”不是插件提供的类别；现有：{known}",
    "prefer 中的「{family}」不是外掛提供的類別；現有：{known}",
    "`prefer` names {family!r}, which is nothing that plugins provide; there is: {known}",
)
_NOT_OFFERED = Text(
    "prefer 为 {family} “{name}”选了它，但提供该项的是：{known}",
    "prefer 為 {family}「{name}」選了它，但提供該項的是：{known}",
    "`prefer` chooses it for the {family} {name!r}, which it does not provide; these do: {known}",
)
_OFFERED_BY_NONE = Text(
    "prefer 为 {family} “{name}”选了它，但没有插件提供该项；现有插件：{known}",
    "prefer 為 {family}「{name}」選了它，但沒有外掛提供該項；現有外掛：{known}",
    "`prefer` chooses it for the {family} {name!r}, which no plugin provides; the plugins are: "
    "{known}",
)
