"""Definitions take what an author naturally writes, exactly, or say at once what they take.

The fields of a rubric, a rule or a policy have exact types: `Decimal` points, `Fraction` shares,
tuples, `Text` labels. Their authors write `10`, `"8.5"` and `[...]`. Such values become what the
field holds, without loss; a float, which is not what was written, and whatever else does not fit is
refused: all fields at once, each with what to write instead.
"""

import functools
import reprlib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from homeroom_core.exact import decimal_from, is_short, ratio_from
from homeroom_core.strict import check
from homeroom_core.text import Text, listing

C = TypeVar("C", bound=type)

_BAD = object()
"""What a reader answers for a value that it cannot take."""

_FOUND = Text(
    "{place} 处写的是 {found}，应写 {accepted}",
    "{place} 處寫的是 {found}，應寫 {accepted}",
    "{place} is {found}, write {accepted}",
)
_FLOAT = Text(
    "{place} 处写的是浮点数 {found}，浮点数不精确，应写 {accepted}",
    "{place} 處寫的是浮點數 {found}，浮點數不精確，應寫 {accepted}",
    "{place} is the float {found}, which is not exact, write {accepted}",
)
_DECIMAL = Text(
    '整数或 Decimal("8.5")', '整數或 Decimal("8.5")', 'a whole number or Decimal("8.5")'
)
_RATIO = Text(
    "整数或 Fraction(15, 100)", "整數或 Fraction(15, 100)", "a whole number or Fraction(15, 100)"
)
_WHOLE = Text("整数", "整數", "a whole number")
_FLAG = Text("True 或 False", "True 或 False", "True or False")
_WORDS = Text("引号中的文字", "引號中的文字", "text in quotation marks")
_LABEL = Text(
    'Text("简体", "繁體", "English")',
    'Text("简体", "繁體", "English")',
    'Text("简体", "繁體", "English")',
)
_FUNCTION = Text("函数", "函式", "a function")
_SEVERAL = Text("列表，每项为 {each}", "清單，每項為 {each}", "a list, each item {each}")
_FIXED = Text("恰好 {count} 项的列表", "恰好 {count} 項的清單", "a list of exactly {count}")
_TABLE = Text("字典，每个值为 {each}", "字典，每個值為 {each}", "a dict, each value {each}")
_NONE = Text("None", "None", "None")
_EITHER = Text("下列之一：{kinds}", "下列之一：{kinds}", "one of: {kinds}")


def takes_plain_values(cls: C) -> C:
    """Let an attrs class take plain values for its fields; the decorator above `attrs.frozen`.

    A whole number or plain decimal text becomes a `Decimal` or a `Fraction`, a list becomes a tuple.
    Everything else has to be of the field's type. A class may say in `written_as` how its instances
    are written, where that is not by its own name.

    Raises:
        DefinitionError: (when an instance is made) A value does not fit; the error names all.

    >>> @takes_plain_values
    ... @attrs.frozen(kw_only=True)
    ... class Prize:
    ...     points: Decimal
    ...     share: Fraction
    ...     notes: tuple[str, ...] = ()
    >>> Prize(points=10, share="15/100", notes=["a", "b"])
    Prize(points=Decimal('10'), share=Fraction(3, 20), notes=('a', 'b'))
    >>> Prize(points=8.5, share=1, notes="ab")
    Traceback (most recent call last):
    homeroom_core.errors.DefinitionError: Prize: points is the float 8.5, which is not exact, write Decimal("8.5"); notes is 'ab', write a list, each item text in quotation marks
    """
    init = cls.__init__  # type: ignore[misc]  # that of this very class
    order = [field.alias for field in attrs.fields(cls) if field.init and not field.kw_only]

    @functools.wraps(init)
    def reading_init(self: Any, *args: Any, **named: Any) -> None:
        readers, problems = _readers(cls), list[Text]()
        for name, value in named.items():
            named[name] = readers.get(name, _ANYTHING)(value, name, problems)
        in_order = [
            readers[name](value, name, problems) for name, value in zip(order, args, strict=False)
        ]
        if problems:
            check(_place(cls, dict(zip(order, args, strict=False)) | named), problems)
        init(self, *in_order, *args[len(in_order) :], **named)

    _DEFINITIONS.add(cls)
    setattr(cls, "__init__", reading_init)  # noqa: B010,RUF100  # which mypy takes for a mistake
    return cls


def is_definition(cls: object) -> bool:
    """Whether this is a class that takes plain values: one of what rules and policies are made of."""
    return cls in _DEFINITIONS


_DEFINITIONS: set[object] = set()


@attrs.frozen
class _Reader:
    """How values of one type are taken.

    Attributes:
        accepted: What may be written, for people.
        take: From a value to what the field holds, or `_BAD`; its second and third argument are
            the place and where the problems of values inside are noted.
        exact: What to write in place of a float, if there is such a thing.
    """

    accepted: Text
    take: Callable[[Any, str, list[Text]], Any]
    exact: str | None = None

    def __call__(self, value: Any, place: str, problems: list[Text]) -> Any:
        taken = self.take(value, place, problems)
        if taken is not _BAD:
            return taken
        if self.exact is not None and isinstance(value, float) and _plain(value):
            accepted = Text.same(self.exact.format(value))
            problems.append(_FLOAT.format(place=place, found=repr(value), accepted=accepted))
        else:
            found = reprlib.repr(value)
            problems.append(_FOUND.format(place=place, found=found, accepted=self.accepted))
        return value


def _place(cls: type, given: Mapping[str, Any]) -> str:
    names = (given.get(name) for name in ("id", "name"))
    return " ".join([cls.__name__, *(name for name in names if isinstance(name, str))])


def _plain(value: float) -> bool:
    return decimal_from(repr(value)) is not None


@functools.cache
def _readers(cls: type) -> Mapping[str, _Reader]:
    """How each field is taken, by its name in a call; asked when all types are known."""
    hints = get_type_hints(cls)
    return {
        field.alias: _reader(hints[field.name]) if field.converter is None else _ANYTHING
        for field in attrs.fields(cls)
        if field.init
    }


def _reader(wanted: Any) -> _Reader:
    origin, inner = get_origin(wanted), get_args(wanted)
    if wanted in _PLAIN:
        return _PLAIN[wanted]
    if origin in (Union, UnionType):
        return _union([_NOTHING if one is NoneType else _reader(one) for one in inner])
    if origin is tuple:
        return _each(_reader(inner[0])) if inner[1:] == (...,) else _fixed(inner)
    if origin is Mapping:
        return _mapping(_reader(inner[1]))
    if origin is Literal:  # which words: the class itself says it best
        return _PLAIN[str] if all(isinstance(one, str) for one in inner) else _ANYTHING
    if origin is Callable:
        return _CALLABLE
    is_class = isinstance(wanted, type) and not getattr(wanted, "_is_protocol", False)
    return _instance(wanted) if is_class and origin is None else _ANYTHING


def _decimal(value: Any, *_: Any) -> Any:
    if isinstance(value, Decimal):
        return value if is_short(value) else _BAD
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    number = decimal_from(value)
    return _BAD if number is None else number


def _fraction(value: Any, *_: Any) -> Any:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Decimal) and not is_short(value):
        return _BAD
    ratio = ratio_from(value)
    return _BAD if ratio is None else ratio


def _whole(value: Any, *_: Any) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else _BAD


def _label(value: Any, *_: Any) -> Any:
    if not isinstance(value, Text):
        return _BAD
    sound = all(isinstance(words, str) for words in attrs.astuple(value))
    return value if sound else _BAD


def _callable(value: Any, *_: Any) -> Any:
    return value if callable(value) else _BAD


def _instance(wanted: type) -> _Reader:
    written: str = vars(wanted).get("written_as", f"{wanted.__name__}(…)")

    def take(value: Any, *_: Any) -> Any:
        return value if isinstance(value, wanted) else _BAD

    return _Reader(Text.same(written), take)


def _each(inner: _Reader) -> _Reader:
    def take(value: Any, place: str, problems: list[Text]) -> Any:
        if not _in_order(value):
            return _BAD
        return tuple(inner(one, f"{place}[{at}]", problems) for at, one in enumerate(value))

    return _Reader(_SEVERAL.format(each=inner.accepted), take)


def _fixed(kinds: tuple[Any, ...]) -> _Reader:
    readers = [_reader(kind) for kind in kinds]

    def take(value: Any, place: str, problems: list[Text]) -> Any:
        found = tuple(value) if _in_order(value) else ()
        if len(found) != len(readers):
            return _BAD
        pairs = enumerate(zip(readers, found, strict=True))
        return tuple(inner(one, f"{place}[{at}]", problems) for at, (inner, one) in pairs)

    return _Reader(_FIXED.format(count=len(readers)), take)


def _in_order(value: Any) -> bool:
    unordered = isinstance(value, str | bytes | Mapping | set | frozenset)
    return isinstance(value, Iterable) and not unordered


def _mapping(inner: _Reader) -> _Reader:
    def take(value: Any, place: str, problems: list[Text]) -> Any:
        if not isinstance(value, Mapping):
            return _BAD
        read = {key: inner(one, f"{place}[{key!r}]", problems) for key, one in value.items()}
        return value if all(read[key] is one for key, one in value.items()) else read

    return _Reader(_TABLE.format(each=inner.accepted), take)


def _union(readers: list[_Reader]) -> _Reader:
    """What the first of several can take; with one beside `None`, what that says is wrong."""
    alone = [one for one in readers if one is not _NOTHING]

    def take(value: Any, place: str, problems: list[Text]) -> Any:
        if value is None and _NOTHING in readers:
            return None
        if len(alone) == 1:
            return alone[0](value, place, problems)
        for one in alone:
            inside: list[Text] = []
            taken = one.take(value, place, inside)
            if taken is not _BAD and not inside:
                return taken
        return _BAD

    return _Reader(_EITHER.format(kinds=listing(one.accepted for one in readers)), take)


def _anything(value: Any, *_: Any) -> Any:
    return value


def _nothing(value: Any, *_: Any) -> Any:
    return _BAD if value is not None else None


def _exactly(wanted: type) -> Callable[..., Any]:
    return lambda value, *_: value if isinstance(value, wanted) else _BAD


_ANYTHING = _Reader(Text.same("…"), _anything)
_NOTHING = _Reader(_NONE, _nothing)
_CALLABLE = _Reader(_FUNCTION, _callable)
_PLAIN: dict[Any, _Reader] = {
    Decimal: _Reader(_DECIMAL, _decimal, 'Decimal("{}")'),
    Fraction: _Reader(_RATIO, _fraction, 'Fraction("{}")'),
    int: _Reader(_WHOLE, _whole),
    bool: _Reader(_FLAG, _exactly(bool)),
    str: _Reader(_WORDS, _exactly(str)),
    Text: _Reader(_LABEL, _label),
    Any: _ANYTHING,
    object: _ANYTHING,
}
