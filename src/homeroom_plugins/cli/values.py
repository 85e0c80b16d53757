"""Values typed on a command line, `name=value`, as the JSON values that a step is read from."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, get_args, get_origin

import attrs

from homeroom_core.arguments import Argument, arguments_of
from homeroom_core.codec import JSON, decode, to_json
from homeroom_core.errors import Fault, InputError
from homeroom_core.lifecycle import Operation
from homeroom_core.record import IndexValue, Record
from homeroom_core.rubric import Rubric
from homeroom_core.strict import is_code
from homeroom_core.text import Text, listing

_LISTS = (tuple, list, set, frozenset, Sequence, AbstractSet)


def assigned(pairs: Iterable[str], option: str) -> list[tuple[str, str]]:
    """`name=value` pairs, taken apart.

    Raises:
        InputError: One has no `=` or no name; lists every such.
    """
    split = [pair.partition("=") for pair in pairs]
    faults = tuple(
        Fault(option, "".join(parts), _PAIR) for parts in split if not (parts[0] and parts[1])
    )
    if faults:
        raise InputError("homeroom", faults)
    return [(name, value) for name, _, value in split]


def step_data(
    step: Operation[Any, ...],
    pairs: Sequence[str],
    whole: str | None,
    *,
    rubrics: Callable[[str], Rubric] | None = None,
) -> dict[str, JSON]:
    """What was handed in with a step, as JSON values by name; not yet checked against its types.

    Args:
        step: The creation or transition.
        pairs: `name=value` each; a name that takes several values may come several times. Where
            neither text nor a number, a date or the like is expected, the value is read as JSON.
        whole: A JSON object with further ones.
        rubrics: Gives the rubric with a name: where a rubric is asked for, its name is enough.

    Raises:
        UnknownError: There is no rubric with that name.
        InputError: Something is no pair or no JSON, or a name is given twice.
    """
    data = _object(whole)
    asked = {argument.name: argument for argument in arguments_of(step)}
    typed: dict[str, list[str]] = {}
    for name, value in assigned(pairs, "--arg"):
        typed.setdefault(name, []).append(value)
    faults = [Fault(name, name, _ONCE) for name in typed if name in data]
    for name, values in typed.items():
        if len(values) > 1 and _item(asked.get(name)) is None:
            faults.append(Fault(name, ", ".join(values), _ONCE))
    if faults:
        raise InputError(step.name, tuple(faults))
    return data | {name: _value(asked.get(name), values, rubrics) for name, values in typed.items()}


def where_values(record: type[Record], pairs: Iterable[str]) -> dict[str, IndexValue]:
    """What `--where` looks for, by indexed field.

    Raises:
        InputError: Something is no pair, or a field is not indexed; lists every fault.
    """
    known = _INDEXED.format(known=listing(record.indexed) if record.indexed else "–")
    found = assigned(pairs, "--where")
    faults = tuple(Fault("--where", name, known) for name, _ in found if name not in record.indexed)
    if faults:
        raise InputError(record.kind, faults)
    types = {field.name: field.type for field in attrs.fields(attrs.resolve_types(record))}
    return {name: _simple(_alternatives(types[name]), value) for name, value in found}


def _object(whole: str | None) -> dict[str, JSON]:
    if whole is None:
        return {}
    data = decode(whole, source="--args")
    if not isinstance(data, dict):
        raise InputError("--args", (Fault("--args", whole[:40], _OBJECT),))
    return data


def _value(
    argument: Argument | None,
    values: Sequence[str],
    rubrics: Callable[[str], Rubric] | None,
) -> JSON:
    """One argument as a JSON value; what nobody asks for stays text, and is refused later."""
    if argument is None:
        return values[0]
    item = _item(argument)
    if item is not None and not values[0].startswith("["):
        return [_simple(_alternatives(item), value) for value in values]
    if any(_is_simple(one) for one in argument.alternatives):
        return _simple(argument.alternatives, values[0])
    named = is_code(values[0]) and values[0] != "null"
    if rubrics is not None and named and Rubric in argument.alternatives:
        return to_json(rubrics(values[0]))
    return decode(values[0], source=f"--arg {argument.name}")


def _item(argument: Argument | None) -> Any:
    """What an argument is a list of, where it is a list of simple values."""
    for one in argument.alternatives if argument is not None else ():
        if get_origin(one) in _LISTS:
            item = get_args(one)[0]
            return item if all(map(_is_simple, _alternatives(item))) else None
    return None


def _alternatives(type: Any) -> tuple[Any, ...]:
    return Argument(name="", type=type, required=True).alternatives


def _is_simple(type: Any) -> bool:
    """Whether values of a type are written as one word: not a class with fields, list or table."""
    return get_origin(type) is None and not attrs.has(type) and not issubclass(type, Mapping)


def _simple(types: Iterable[Any], text: str) -> Any:
    if str in types:
        return text
    if bool in types and text in ("true", "false"):
        return text == "true"
    if int in types and re.fullmatch(r"-?[0-9]{1,18}", text):
        return int(text)
    return text


_PAIR = Text("名称=值", "名稱=值", "name=value")
_ONCE = Text("只写一次", "只寫一次", "to be given once")
_OBJECT = Text("JSON 对象", "JSON 物件", "a JSON object")
_INDEXED = Text(
    "只能按这些字段查找：{known}", "只能按這些欄位查詢：{known}", "only these fields: {known}"
)
