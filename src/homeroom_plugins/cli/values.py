"""Values typed on a command line, `name=value`, as the JSON values that a step is read from."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

import attrs

from homeroom_core.arguments import Argument, arguments_of
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.codec import JSON, decode, to_json
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import Fault, InputError
from homeroom_core.labels import alternatives, field_label
from homeroom_core.lifecycle import Operation
from homeroom_core.record import IndexValue, Record
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.strict import is_code
from homeroom_core.tables.wording import half_width
from homeroom_core.text import Term, Text, coded
from homeroom_plugins.cli.handed_in_files import MARK, read_file

STAFF_NO = "staff_no"
"""`name.staff_no` gives a person by staff number, where an id is asked for."""

_NAMED_TYPES = (Rubric, ScoringPolicy, AwardPolicy, RuleSet)
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


@attrs.frozen(kw_only=True)
class Shelf:
    """What may be named instead of being written out, and where files are looked for.

    Attributes:
        rubrics: Gives the rubric with a name.
        scoring: Gives the way of scoring that comes with the rubric of a name.
        awards: Gives the award policy with a name.
        rules: Gives the set of rules with a name.
        staff: Gives the id of the person with a staff number.
        folder: Where `@file` begins.
    """

    rubrics: Callable[[str], Rubric] | None = None
    scoring: Callable[[str], ScoringPolicy] | None = None
    awards: Callable[[str], AwardPolicy] | None = None
    rules: Callable[[str], RuleSet] | None = None
    staff: Callable[[str], str] | None = None
    folder: Path = attrs.field(factory=Path)

    def read(self, value: str) -> JSON:
        """What `@file` holds; `None` where a value names no file.

        Raises:
            InputError: There is no such file, or it does not hold what its ending says.
        """
        if not value.startswith(MARK) or value.startswith(MARK * 2):
            return None
        return read_file(self.folder / value.removeprefix(MARK))

    def named(self, argument: Argument, value: JSON) -> JSON:
        """A value with the name of a rubric, its scoring, awards or rules, written out.

        Raises:
            UnknownError: There is none with that name.
        """
        if not isinstance(value, str) or not is_code(value) or value == "null":
            return value
        finders = (self.rubrics, self.scoring, self.awards, self.rules)
        for type, find in zip(_NAMED_TYPES, finders, strict=True):
            if find is not None and type in argument.alternatives:
                return to_json(find(value))
        return value


def step_data(
    step: Operation[Any, ...],
    pairs: Sequence[str],
    whole: str | None,
    *,
    shelf: Shelf | None = None,
) -> dict[str, JSON]:
    """What was handed in with a step, as JSON values by name; not yet checked against its types.

    Args:
        step: The creation or transition.
        pairs: `name=value` each; a name that takes several values may come several times. Where
            neither text nor a number, a date or the like is expected, the value is read as JSON.
            `name.field=value` gives one field of a value that has fields, and `name=@file` what
            stands in a file. `name.staff_no=value` gives somebody by staff number, and with `@file`
            everybody of a list: a number a line, or a column of numbers.
        whole: A JSON object with further ones, or `@file` for those of a file.
        shelf: What may be named, and where files are looked for.

    Raises:
        UnknownError: There is nothing with a name that was given for something.
        InputError: Something is no pair, no JSON or no such file, or a name is given twice.
    """
    shelf = shelf or Shelf()
    data = _object(whole, shelf)
    asked = {argument.name: argument for argument in arguments_of(step)}
    typed: dict[str, list[str]] = {}
    parts: dict[str, dict[str, JSON]] = {}
    faults = []
    for name, value in assigned(pairs, "--arg"):
        of, dot, field = name.partition(".")
        inner = field_types(asked.get(of), field) if dot else None
        if dot and shelf.staff is not None and takes_people(asked.get(of), field):
            numbers = _numbers(shelf.read(value), value)
            typed.setdefault(of, []).extend(map(shelf.staff, numbers))
        elif inner is None:
            typed.setdefault(name, []).append(value)
        elif field in parts.setdefault(of, {}):
            faults.append(Fault(name, value, _ONCE))
        else:
            parts[of][field] = _of_types(name, inner, [value], shelf)
    faults += [Fault(name, name, _ONCE) for name in (*typed, *parts) if name in data]
    faults += [Fault(name, name, _ONCE) for name in typed if name in parts]
    for name, values in typed.items():
        if len(values) > 1 and item_of(types_of(asked.get(name))) is None:
            faults.append(Fault(name, ", ".join(values), _ONCE))
    if faults:
        raise InputError(step.name, tuple(faults))
    data |= parts
    for name, values in typed.items():
        found = asked.get(name)
        data[name] = values[0] if found is None else _of_types(name, types_of(found), values, shelf)
    return {n: shelf.named(asked[n], v) if n in asked else v for n, v in data.items()}


def where_values(record: type[Record], pairs: Iterable[str]) -> dict[str, IndexValue]:
    """What `--where` looks for, by indexed field.

    Raises:
        InputError: Something is no pair, or a field is not indexed; lists every fault.
    """
    called = (Term.of(name, field_label(record, name)) for name in record.indexed)
    known = _INDEXED.format(known=coded(called) if record.indexed else "–")
    found = assigned(pairs, "--where")
    faults = tuple(Fault("--where", name, known) for name, _ in found if name not in record.indexed)
    if faults:
        raise InputError(record.kind, faults)
    types = {field.name: field.type for field in attrs.fields(attrs.resolve_types(record))}
    return {name: _simple(alternatives(types[name]), value) for name, value in found}


def _object(whole: str | None, shelf: Shelf) -> dict[str, JSON]:
    if whole is None:
        return {}
    held = shelf.read(whole)
    data = decode(whole, source="--args") if held is None else held
    if not isinstance(data, dict):
        raise InputError("--args", (Fault("--args", whole[:40], _OBJECT),))
    return data


def types_of(argument: Argument | None) -> tuple[Any, ...]:
    """The types that an argument takes; none for a name that is no argument."""
    return () if argument is None else argument.alternatives


def takes_people(argument: Argument | None, field: str) -> bool:
    """Whether `name.field` gives a person by staff number: an id, or a list of ids."""
    types = types_of(argument)
    return field == STAFF_NO and (str in types or item_of(types) is str)


def field_types(argument: Argument | None, field: str) -> tuple[Any, ...] | None:
    """What one field of an argument may be; `None` for an argument that has no such field."""
    for one in types_of(argument):
        if get_origin(one) is Mapping:
            return alternatives(get_args(one)[1])
        if attrs.has(one):
            return fields_of(one).get(field)
    return None


def fields_of(type: Any) -> dict[str, tuple[Any, ...]]:
    """What each field of a class may be, by name."""
    fields = attrs.fields(attrs.resolve_types(type))
    return {field.name: alternatives(field.type) for field in fields if field.init}


def _of_types(name: str, types: tuple[Any, ...], values: Sequence[str], shelf: Shelf) -> JSON:
    """One value, or several for a list, as a JSON value; `@file` is what stands in the file."""
    held = shelf.read(values[0]) if len(values) == 1 else None
    if held is not None:
        return _fitted(types, held, values[0], shelf)
    values = [value.removeprefix(MARK) if value.startswith(MARK * 2) else value for value in values]
    return in_types(name, types, values)


def in_types(name: str, types: tuple[Any, ...], values: Sequence[str]) -> JSON:
    """One value, or several for a list, as a JSON value.

    Args:
        name: What it is called.
        types: What it may be.
        values: The words that were written, at least one.

    Raises:
        InputError: JSON is needed there and it is none.
    """
    item, first = item_of(types), values[0]
    if item is not None and not first.startswith("["):
        return [_simple(alternatives(item), value) for value in values]
    if any(_is_simple(one) for one in types):
        return _simple(types, values[0])
    if is_named(types) and is_code(first) and first != "null":
        return first
    try:
        return decode(first, source=f"--arg {name}")
    except InputError as error:
        if first.lstrip().startswith(("{", "[")):
            raise
        how = _ROWS if any(get_origin(one) in _LISTS for one in types) else _STRUCTURE
        fault = Fault(name, first[:40], how.format(name=name))
        raise InputError("--arg", (fault,)) from error


def _fitted(types: tuple[Any, ...], held: JSON, file: str, shelf: Shelf) -> JSON:
    """What a file holds, as an argument takes it: lines for a list, cells by the field's type."""
    item = item_of(types)
    if item is not None and isinstance(held, str):
        return [
            _simple(alternatives(item), one.strip()) for one in held.splitlines() if one.strip()
        ]
    if not file.lower().endswith(".csv"):
        return held
    if item is not None:
        return [_simple(alternatives(item), cell) for row in held for cell in row.values()]
    row = listed(types)
    if row is None or not attrs.has(row):
        return held
    known = fields_of(row)
    return numbered([dict(_fields(line, known, shelf)) for line in held], row)


def _fields(
    line: Mapping[str, str], known: Mapping[str, tuple[Any, ...]], shelf: Shelf
) -> Iterator[tuple[str, JSON]]:
    """The fields that a row of a file gives; `name.staff_no` gives a person by staff number."""
    for header, cell in line.items():
        name, _, more = header.partition(".")
        if more == STAFF_NO and name in known and shelf.staff is not None:
            yield name, shelf.staff(cell)
        else:
            yield header, in_cell(known.get(header), cell)


def _numbers(held: JSON, written: str) -> list[str]:
    """The staff numbers of a file; the number itself where no file is named.

    Raises:
        InputError: The file has several columns, and none for staff numbers.
    """
    if held is None:
        return [written]
    if isinstance(held, str):
        return [half_width(line.strip()) for line in held.splitlines() if line.strip()]
    rows = held if isinstance(held, list) else []
    heads = {head for row in rows if isinstance(row, Mapping) for head in row}
    column = heads if len(heads) == 1 else heads & set(_NUMBER_HEADS)
    if len(column) != 1:
        raise InputError(written.removeprefix(MARK), (Fault("1", ",".join(heads), _NUMBERS),))
    (head,) = column
    return [half_width(row[head]) for row in rows if row.get(head)]


def numbered(items: list[dict[str, JSON]], item: Any) -> list[dict[str, JSON]]:
    """The items of a list; where they need an `id` and none has one, they are numbered from 1."""
    needs = any(f.name == "id" and f.default is attrs.NOTHING for f in attrs.fields(item))
    if not needs or any("id" in one for one in items):
        return items
    return [{"id": str(number), **one} for number, one in enumerate(items, 1)]


def in_cell(types: tuple[Any, ...] | None, cell: str) -> JSON:
    """What a cell of a spreadsheet holds, as a JSON value; a list is separated by `、` or `;`.

    Args:
        types: What it may be; `None` for a column that nobody knows.
        cell: What is written there.

    Raises:
        InputError: JSON is needed there and it is none.
    """
    if types is None:
        return cell
    item = item_of(types)
    if item is not None:
        return [_simple(alternatives(item), one) for one in several(cell)]
    if any(map(_is_simple, types)) or (is_named(types) and is_code(cell)):
        return _simple(types, cell)
    return decode(cell, source=cell[:20])


def is_table(types: tuple[Any, ...]) -> bool:
    """Whether it is a table with a value for each name."""
    return any(get_origin(one) is Mapping for one in types)


def is_named(types: tuple[Any, ...]) -> bool:
    """Whether a name will do: of a rubric, its scoring, an award policy or rules."""
    return not set(_NAMED_TYPES).isdisjoint(types)


def several(cell: str) -> list[str]:
    """The items of a cell that holds a list."""
    return [one.strip() for one in re.split(_SEPARATORS, cell) if one.strip()]


def item_of(types: tuple[Any, ...]) -> Any:
    """What a list holds, where it is a list of simple values."""
    item = listed(types)
    return item if item is not None and all(map(_is_simple, alternatives(item))) else None


def listed(types: tuple[Any, ...]) -> Any:
    """What a list holds, simple or with fields; `None` for what is no list."""
    return next((get_args(one)[0] for one in types if get_origin(one) in _LISTS), None)


def _is_simple(type: Any) -> bool:
    """Whether values of a type are written as one word: not a class with fields, list or table."""
    return get_origin(type) is None and not attrs.has(type) and not issubclass(type, Mapping)


def _simple(types: Iterable[Any], text: str) -> Any:
    if str in types:
        return text
    if bool in types and text in _FLAGS:
        return _FLAGS[text]
    if int in types and re.fullmatch(r"-?[0-9]{1,18}", text):
        return int(text)
    day = _DAY.fullmatch(text) if date in types else None
    return "{:0>4}-{:0>2}-{:0>2}".format(*day.groups()) if day else text


_FLAGS = {"true": True, "false": False, "是": True, "否": False}
_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_SEPARATORS = r"[、;；]"
_NUMBER_HEADS = (STAFF_NO, "工号", "教职工号", "教職員編號", "職號")
_NUMBERS = Text(
    "一列工号，表头为 工号 或 staff_no",
    "一欄編號，標題為 教職員編號 或 staff_no",
    "a column of staff numbers, headed staff_no",
)
_ROWS = Text(
    "写在文件里：{name}=@文件.csv（表头为各项的名称）、.toml、.json",
    "寫在檔案裡：{name}=@檔案.csv（表頭為各項的名稱）、.toml、.json",
    "a file: {name}=@file.csv (with the names of the fields in its header), .toml, .json",
)
_STRUCTURE = Text(
    "各项分开写（{name}.项=值），或写在文件里（{name}=@文件.toml、.csv、.json）",
    "各項分開寫（{name}.項=值），或寫在檔案裡（{name}=@檔案.toml、.csv、.json）",
    "its fields one by one ({name}.field=value), or a file ({name}=@file.toml, .csv, .json)",
)
_PAIR = Text("名称=值", "名稱=值", "name=value")
_ONCE = Text("只写一次", "只寫一次", "to be given once")
_OBJECT = Text("JSON 对象", "JSON 物件", "a JSON object")
_INDEXED = Text(
    "只能按这些字段查找：{known}", "只能按這些欄位查詢：{known}", "only these fields: {known}"
)
