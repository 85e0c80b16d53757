"""Settings of importers and exporters: typed as `name=value`, and listed for help."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from homeroom_core.codec import JSON, decode
from homeroom_core.errors import InputError
from homeroom_core.parameters import Parameter
from homeroom_core.text import Language, Text
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.cli.values import assigned

_WORDS = frozenset({"choice", "ratio"})


def settings_option() -> SaidOption:
    """`--set name=value`, which may be repeated."""
    return SaidOption("--set", "given", multiple=True, metavar="NAME=VALUE", text=_SET)


def list_option() -> SaidOption:
    """`--list`: what there is, instead of doing anything."""
    return SaidOption("--list", "show_list", is_flag=True, text=_LIST)


def given_settings(pairs: Iterable[str], parameters: Sequence[Parameter]) -> dict[str, Any]:
    """What was set, by name; values are JSON but for words and ratios.

    Raises:
        InputError: A pair is no `name=value`.
    """
    kinds = {one.name: one.kind for one in parameters}
    return {name: _value(kinds.get(name, ""), typed) for name, typed in assigned(pairs, "--set")}


def parameters_json(parameters: Iterable[Parameter], language: Language) -> list[JSON]:
    """The parameters as JSON values, their labels in one language."""
    return [
        {
            "name": one.name,
            "label": one.label.read(language),
            "accepted": one.accepted.read(language),
            "default": one.default if not isinstance(one.default, Mapping) else dict(one.default),
        }
        for one in parameters
    ]


def parameter_lines(parameters: Iterable[Parameter], language: Language) -> Iterable[str]:
    """A line for each parameter."""
    for one in parameters:
        told = _PARAMETER.format(name=one.name, label=one.label, default=one.default)
        yield told.read(language)


def _value(kind: str, typed: str) -> Any:
    if kind in _WORDS:
        return typed
    try:
        return decode(typed)
    except InputError:
        return typed  # what reads the settings says that it is not accepted


_SET = Text("设定一项；可重复", "設定一項；可重複", "Set one thing; may be repeated.")
_LIST = Text("列出可用的，不做别的", "列出可用的，不做別的", "List what there is; do nothing else.")
_PARAMETER = Text(
    "    --set {name}=…：{label}（默认 {default}）",
    "    --set {name}=…：{label}（預設 {default}）",
    "    --set {name}=…: {label} (default {default})",
)
