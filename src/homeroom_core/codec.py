"""Records to JSON and back: cattrs, made strict.

What comes back is what went in, or it is refused: unknown keys, a number where a text belongs, a
date that is none. Nothing is converted silently. Structuring tries the fast way first; only when
that fails does cattrs look again, slowly, to name every fault with the path to its place.

| type                      | JSON                            |
|---------------------------|---------------------------------|
| str, int, bool, None      | the same                        |
| Decimal                   | string, `"8.50"`: digits kept   |
| Fraction                  | string, `"15/2"`                |
| date, datetime            | ISO 8601 string; datetimes aware|
| Enum                      | its value                       |
| tuple, frozenset          | list; sets are sorted           |
| Mapping with string keys  | object                          |
| attrs class               | object with every field         |
"""

import json
import marshal
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum, EnumType, StrEnum
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import (
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from homeroom_core.errors import Fault, InputError
from homeroom_core.freezing import frozen
from homeroom_core.plain_values import is_definition
from homeroom_core.record import Record
from homeroom_core.text import Text, listing

T = TypeVar("T")

JSON = Any
"""A value that `json` writes as it is: dict, list, str, int, bool, None."""

_TEXT = Text("文字", "文字", "text")
_WHOLE = Text("整数", "整數", "a whole number")
_FLAG = Text("true 或 false", "true 或 false", "true or false")
_DECIMAL = Text(
    '以文字书写的小数，如 "8.5"', '以文字書寫的小數，如 "8.5"', 'a decimal as text: "8.5"'
)
_RATIO = Text('以文字书写的比值，如 "1/3"', '以文字書寫的比值，如 "1/3"', 'a ratio as text: "1/3"')
_DATE = Text("日期，如 2025-09-01", "日期，如 2025-09-01", "a date such as 2025-09-01")
_MOMENT = Text(
    "带时区的时刻，如 2025-09-01T08:00:00+08:00",
    "帶時區的時刻，如 2025-09-01T08:00:00+08:00",
    "a moment with its zone, such as 2025-09-01T08:00:00+08:00",
)
_LIST = Text("列表", "清單", "a list")
_SO_MANY = Text("恰好 {count} 项的列表", "恰好 {count} 項的清單", "a list of exactly {count}")
_DISTINCT = Text("没有重复项的列表", "沒有重複項的清單", "a list without repetitions")
_OBJECT = Text("由键和值组成的对象", "由鍵和值組成的物件", "an object of keys and values")
_JSON = Text("有效的 JSON", "有效的 JSON", "valid JSON")
_FIELDS = Text("只能是这些键：{known}", "只能是這些鍵：{known}", "only these keys: {known}")
_MISSING = Text("必须写明", "必須寫明", "must be given")


@attrs.define(slots=False)
class UnfitError(ValueError):
    """One value that does not fit its type; becomes a `Fault` with its path."""

    found: Any
    accepted: Text


def to_json(record: Any) -> dict[str, JSON]:
    """Every field of an attrs instance as JSON values, by name."""
    written: dict[str, JSON] = _fast.unstructure(record)
    return written


def from_json(type: type[T], data: JSON, *, source: str = "") -> T:
    """The instance that JSON values describe.

    Args:
        type: Any type of the table above.
        data: What `to_json` wrote, or what somebody else did.
        source: What to call the input in an error.

    Raises:
        InputError: The data is not of this type; lists every fault with its path.
    """
    try:
        return _fast.structure(data, type)
    except Exception as error:  # noqa: BLE001,RUF100  # cattrs lets through whatever a validator raises
        name = source or getattr(type, "__name__", str(type))
        raise InputError(name, _faults(type, data, error)) from error


def encode(value: JSON) -> str:
    """JSON text of JSON values: compact, Chinese as it is."""
    return _encoder.encode(value)


def decode(text: str, *, source: str = "") -> JSON:
    """The JSON values of a text.

    Raises:
        InputError: It is no JSON; says in which line and column, where that is known.
    """
    try:
        return _decoder.decode(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        fault = Fault(where, text[error.pos : error.pos + 20], _JSON)
        raise InputError(source or "JSON", (fault,)) from error
    except (ValueError, RecursionError) as error:  # NaN, thousands of digits or of brackets
        raise InputError(source or "JSON", (Fault("$", str(error)[:80], _JSON),)) from error


def changed_fields(before: Record | None, after: Record) -> dict[str, JSON]:
    """The fields in which a record differs from what it was, as JSON values of afterwards.

    `id`, `org`, `state` and `version` are left out: a journal entry has them of its own. Without a
    record before, every other field has changed.
    """
    if before is None:
        return {name: write(getattr(after, name)) for name, write in _writers(type(after))}
    changes = {}
    for name, write in _writers(type(after)):
        value, old = getattr(after, name), getattr(before, name)
        if value is old:
            continue
        written = write(value)
        # Equal is not the same: 8.5 equals 8.50, and the digits are to be kept.
        if value != old or written != write(old):
            changes[name] = written
    return changes


_HEADER = frozenset({"id", "org", "state", "version"})
_field_writers: dict[type, tuple[tuple[str, Callable[[Any], JSON]], ...]] = {}


def _writers(type: type) -> tuple[tuple[str, Callable[[Any], JSON]], ...]:
    try:
        return _field_writers[type]
    except KeyError:
        fields = attrs.fields(attrs.resolve_types(type))
        writers = tuple(
            (field.name, _fast.get_unstructure_hook(field.type))
            for field in fields
            if field.name not in _HEADER
        )
        _field_writers[type] = writers
        return writers


def _faults(type: type, data: JSON, error: Exception) -> tuple[Fault, ...]:
    """All faults of the data, found by structuring it once more, in detail."""
    try:
        _detailed.structure(data, type)
    except BaseValidationError as group:
        met: list[BaseException] = []

        def number(exc: BaseException, _type: Any) -> str:
            met.append(exc)
            return str(len(met) - 1)

        rows = [row.split(" @ ", 1) for row in cattrs.transform_error(group, "$", number)]
        return tuple(_fault(met[int(row[0])], row[1].removeprefix("$.")) for row in rows)
    except Exception as single:  # noqa: BLE001,RUF100  # a plain value at the top, not in a class
        return (_fault(single, "$"),)
    return (_fault(error, "$"),)


def _fault(error: BaseException, path: str) -> Fault:
    if isinstance(error, UnfitError):
        return Fault(path, repr(error.found)[:80], error.accepted)
    if isinstance(error, ForbiddenExtraKeysError):
        known = ", ".join(field.name for field in attrs.fields(error.cl))
        found = ", ".join(sorted(map(str, error.extra_fields)))
        return Fault(path, found, _FIELDS.format(known=known))
    if isinstance(error, KeyError):
        return Fault(path, "-", _MISSING)
    words, *more = error.args or (repr(error),)
    match more:  # what the validators of attrs raise: the message, the field, the limit, the value
        case [attrs.Attribute(name=name), _, value]:
            return Fault(f"{path}.{name}", repr(value)[:80], Text.same(str(words)))
    return Fault(path, str(words), Text.same(str(words)))


def _strict(type: type, accepted: Text) -> Callable[[Any, Any], Any]:
    def structure(value: Any, wanted: Any) -> Any:
        if wanted is not type and isinstance(
            wanted, EnumType
        ):  # a StrEnum is a str, and an IntEnum an int
            return _member(value, wanted)
        if not isinstance(value, type) or (type is int and isinstance(value, bool)):
            raise UnfitError(value, accepted)
        return value

    return structure


def _collection(
    converter: cattrs.Converter, *, detailed: bool
) -> Callable[[Any], Callable[[Any, Any], Any]]:
    """Makes the hooks of tuples and frozensets; cattrs' own split a text into its letters."""
    read = _each_in_detail if detailed else _each

    def hook_of(type: Any) -> Callable[[Any, Any], Any]:
        whole, inner = get_origin(type), get_args(type)
        fixed = whole is tuple and inner[-1:] != (...,)
        kinds = [(converter.get_structure_hook(kind), kind) for kind in inner if kind is not ...]

        def structure(value: Any, _type: Any) -> Any:
            if not isinstance(value, list | tuple):
                raise UnfitError(value, _LIST)
            if fixed and len(value) != len(kinds):
                raise UnfitError(value, _SO_MANY.format(count=len(kinds)))
            found = whole(read(value, kinds if fixed else kinds * len(value)))
            if len(found) != len(value):
                raise UnfitError(value, _DISTINCT)
            return found

        return structure

    return hook_of


def _is_collection(type: Any) -> bool:
    return get_origin(type) in (tuple, frozenset)


def _is_mapping(type: Any) -> bool:
    return get_origin(type) is Mapping


def _each(value: Any, kinds: Any) -> list[Any]:
    return [hook(item, kind) for item, (hook, kind) in zip(value, kinds, strict=True)]


def _each_in_detail(value: Any, kinds: Any) -> list[Any]:
    """The same, but all that fail are noted with their place, as cattrs does it."""
    found, failed = [], []
    for at, (item, (hook, kind)) in enumerate(zip(value, kinds, strict=True)):
        try:
            found.append(hook(item, kind))
        except Exception as error:  # noqa: BLE001,PERF203,RUF100  # whatever a validator raises
            error.add_note(IterableValidationNote(f"item {at}", at, kind))
            failed.append(error)
    if failed:
        raise IterableValidationError("items", failed, list)
    return found


def _only(
    type: type, accepted: Text, inner: Callable[[Any], Callable[[Any, Any], Any]]
) -> Callable[[Any], Callable[[Any, Any], Any]]:
    """Makes the hooks of `inner`, asked only for a value of one type."""

    def hook_of(kind: Any) -> Callable[[Any, Any], Any]:
        hook = inner(kind)

        def structure(value: Any, wanted: Any) -> Any:
            if not isinstance(value, type):
                raise UnfitError(value, accepted)
            return hook(value, wanted)

        return structure

    return hook_of


REMEMBERED = 256
"""So many different definitions of a class are remembered as they were read."""


def _remembering(
    inner: Callable[[Any], Callable[[Any, Any], Any]],
) -> Callable[[Any], Callable[[Any, Any], Any]]:
    """Makes the hooks of definitions: of the same JSON values the same instance, in all records.

    A record holds whole rubrics and sheets, the same at every step and in every case of a round; to
    make one takes a hundred times as long as to write its values down and look for them.
    """

    def hook_of(cls: Any) -> Callable[[Any, Any], Any]:
        structure = inner(cls)

        @lru_cache(REMEMBERED)
        def made(written: bytes) -> Any:
            return frozen(structure(marshal.loads(written), cls))  # noqa: S302  # written below

        def remembered(value: Any, wanted: Any) -> Any:
            try:
                written = marshal.dumps(value, 2)  # tells 1, True and "1" apart; JSON keys do not
            except ValueError:  # no JSON values: as they are
                return structure(value, wanted)
            return made(written)

        return remembered

    return hook_of


def _parsed(parse: Callable[[str], T], accepted: Text) -> Callable[[Any, Any], T]:
    def structure(value: Any, _type: Any) -> T:
        if not isinstance(value, str):
            raise UnfitError(value, accepted)
        try:
            return parse(value)
        except (ValueError, InvalidOperation, ZeroDivisionError):
            raise UnfitError(value, accepted) from None

    return structure


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    # Decimal() drops blanks and underscores, and takes the digits of every script.
    if not number.is_finite() or not _PLAIN.fullmatch(text):
        raise ValueError(text)
    return number


def _ratio(text: str) -> Fraction:
    if not _RATIO_FORM.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # 20250901 and 2025-W36-1 are ISO 8601 as well
        raise ValueError(text)
    return day


def _no_constant(name: str) -> JSON:
    msg = f"{name} is no JSON value"
    raise ValueError(msg)


_PLAIN = re.compile(r"[0-9Ee.+-]+")
_RATIO_FORM = re.compile(r"-?[0-9]+(/[0-9]+)?")


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _member(value: Any, type: Any) -> Any:
    for member in type:  # type(value) would also take True and 1.0 for 1
        if member.value == value and member.value.__class__ is value.__class__:
            return member
    raise UnfitError(value, listing(member.value for member in type))


def _converter(*, detailed: bool) -> cattrs.Converter:
    converter = cattrs.Converter(
        detailed_validation=detailed,
        forbid_extra_keys=True,
        unstruct_collection_overrides={AbstractSet: sorted},
    )
    for plain, accepted in ((str, _TEXT), (int, _WHOLE), (bool, _FLAG)):
        converter.register_structure_hook(plain, _strict(plain, accepted))
    converter.register_structure_hook(Decimal, _parsed(_finite, _DECIMAL))
    converter.register_structure_hook(Fraction, _parsed(_ratio, _RATIO))
    converter.register_structure_hook(date, _parsed(_day, _DATE))
    converter.register_structure_hook(datetime, _parsed(_aware, _MOMENT))
    converter.register_structure_hook(Enum, _member)
    converter.register_structure_hook_factory(
        _is_collection,
        _collection(converter, detailed=detailed),
    )
    if detailed:  # the fast way fails anyhow, in words of its own
        converter.register_structure_hook_factory(
            attrs.has, _only(Mapping, _OBJECT, converter.gen_structure_attrs_fromdict)
        )
        converter.register_structure_hook_factory(
            _is_mapping,
            _only(Mapping, _OBJECT, converter.gen_structure_mapping),
        )
    else:
        converter.register_structure_hook_factory(
            is_definition, _remembering(converter.gen_structure_attrs_fromdict)
        )
    for enumeration in (Enum, StrEnum):  # a StrEnum is a str first, which is left as it is
        converter.register_unstructure_hook(enumeration, attrgetter("value"))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(Fraction, lambda f: f"{f.numerator}/{f.denominator}")
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    return converter


_fast = _converter(detailed=False)
_detailed = _converter(detailed=True)
# Nothing that was frozen can hold itself, so that need not be watched for.
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_decoder = json.JSONDecoder(parse_constant=_no_constant)  # json.loads would make one each time
