"""What a step asks for, and the same read strictly from JSON, by the step's own type hints."""

import inspect
import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from homeroom_core.codec import JSON, from_json
from homeroom_core.errors import DefinitionError, Fault, InputError
from homeroom_core.labels import (
    alternatives,
    declared_label,
    field_label,
    path_label,
    typed_names,
)
from homeroom_core.lifecycle import Operation
from homeroom_core.text import Text


@attrs.frozen(kw_only=True)
class Argument:
    """One thing that is handed in with a step.

    Attributes:
        name: Its name.
        type: Its type, as Python knows it.
        required: Whether it has to be handed in.
    """

    name: str
    type: Any
    required: bool

    @property
    def type_name(self) -> str:
        """Its type in words: `str`, `tuple[Goal, ...]`."""
        return name_of(self.type)

    @property
    def alternatives(self) -> tuple[Any, ...]:
        """The types that its type allows, less `None`; most types allow only themselves."""
        return alternatives(self.type)


def arguments_of(step: Operation[Any, ...]) -> tuple[Argument, ...]:
    """What a creation or transition asks for, in the order it is declared.

    Raises:
        DefinitionError: A type hint of its function names something that is not there.
    """
    hints = _hints(step)
    return tuple(
        Argument(
            name=parameter.name,
            type=hints.get(parameter.name, Any),
            required=parameter.default is inspect.Parameter.empty,
        )
        for parameter in step.parameters
    )


def arguments_from_json(
    step: Operation[Any, ...], data: Mapping[str, JSON], *, source: str = ""
) -> dict[str, Any]:
    """The arguments of a step, from JSON values by name; what is left out keeps its default.

    Args:
        step: The creation or transition.
        data: A value for each argument, as `homeroom_core.codec` writes it.
        source: What to call the input in an error; the name of the step by default.

    Raises:
        InputError: A name is unknown, one that is required is missing, or a value does not fit;
            lists every fault with its place.
        DefinitionError: A type hint of its function names something that is not there.
    """
    asked = {argument.name: argument for argument in arguments_of(step)}
    record = step.lifecycle.record
    known = _NAMES.format(known=typed_names(record, asked) if asked else "–")
    faults = [Fault(name, name, known) for name in data.keys() - asked.keys()]
    read: dict[str, Any] = {}
    for name, argument in asked.items():
        if name in data:
            _read(argument, data[name], read, faults, record)
        elif argument.required:
            called = declared_label(record, name)
            faults.append(Fault(name, "-", _MISSING.format(type=argument.type_name), called=called))
    if faults:
        raise InputError(source or step.name, tuple(sorted(faults, key=lambda f: f.where)))
    return read


def name_of(type: Any) -> str:
    """A type in words, without the modules that its parts come from.

    >>> name_of(tuple[Text, ...]), name_of(int | None)
    ('tuple[Text, ...]', 'int | None')
    """
    if type is Ellipsis:
        return "..."
    if type is types.NoneType:
        return "None"
    origin, parts = get_origin(type), [name_of(part) for part in get_args(type)]
    if origin in (Union, types.UnionType):
        return " | ".join(parts)
    if origin is None:
        return getattr(type, "__name__", str(type))
    return f"{getattr(origin, '__name__', origin)}[{', '.join(parts)}]"


def _read(
    argument: Argument, value: JSON, read: dict[str, Any], faults: list[Fault], record: type
) -> None:
    try:
        read[argument.name] = from_json(argument.type, value)
    except InputError as error:
        for fault in error.faults:
            place = fault.where.removeprefix("$")
            joint = "" if not place or place.startswith("[") else "."
            where = f"{argument.name}{joint}{place}"
            above = field_label(record, argument.name)
            called = path_label(argument.type, place, above=above) if place else above
            faults.append(Fault(where, fault.found, fault.accepted, called=called))


def _hints(step: Operation[Any, ...]) -> dict[str, Any]:
    body: Any = step.body  # type: ignore[attr-defined]  # both creations and transitions have one
    try:
        return get_type_hints(body)
    except NameError as error:
        place = f"{step.lifecycle.kind}.{step.name}"
        raise DefinitionError(place, _HINT.format(error=error)) from error


_NAMES = Text("只能是这些参数：{known}", "只能是這些參數：{known}", "only these arguments: {known}")
_MISSING = Text("必须写明（{type}）", "必須寫明（{type}）", "must be given ({type})")
_HINT = Text(
    "类型标注无法读取：{error}；所用的名称须能在运行时导入",
    "型別標註無法讀取：{error}；所用的名稱須能在執行時匯入",
    "a type hint cannot be read: {error}; the names it uses have to be there at run time",
)
