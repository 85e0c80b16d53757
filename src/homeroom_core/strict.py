"""Saying everything that is wrong at once: checks of definitions, and strict reading of data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar, cast

from homeroom_core.errors import DefinitionError, Fault
from homeroom_core.exact import decimal_from, is_short, ratio_from
from homeroom_core.people import CODE
from homeroom_core.text import Text, listing

T = TypeVar("T")

REQUIRED: Any = object()
"""Default of a key that has to be there."""

_NOTHING: Any = object()
"""Stands for a table inside of what is no table: one fault was noted, and that is enough."""

_LANGUAGES = ("zh_hans", "zh_hant", "en")
_MISSING = Text("必须写明", "必須寫明", "must be given")
_TABLE = Text("一组键值", "一組鍵值", "a table of keys and values")
_LIST = Text("一个列表", "一個清單", "a list")
_WORDS = Text("非空文字", "非空白文字", "text that is not empty")
_CODE = Text(
    "代码：字母、数字、点、连字符或下划线，最多64个字符",
    "代碼：字母、數字、點、連字號或底線，最多64個字元",
    "a code: letters, digits, dot, hyphen or underscore, at most 64",
)
_WHOLE = Text("整数，不小于{least}", "整數，不小於{least}", "a whole number, {least} or more")
_DECIMAL = Text("小数，如 8.5", "小數，如 8.5", "a decimal such as 8.5")
_RATIO = Text("比值，如 15/100", "比值，如 15/100", "a ratio such as 15/100")
_FLAG = Text("true 或 false", "true 或 false", "true or false")
_ONE_OF = Text("下列之一：{choices}", "下列之一：{choices}", "one of: {choices}")
_KNOWN = Text("只能是这些键：{known}", "只能是這些鍵：{known}", "only these keys: {known}")


def check(place: str, problems: Iterable[Text | None]) -> None:
    """Refuse a definition for every problem in the list; `None` is no problem.

    Raises:
        DefinitionError: There is at least one problem; the error says all of them.
    """
    found = [problem for problem in problems if problem is not None]
    if found:
        raise DefinitionError(place, _joined(found))


def lacks_language(text: Text) -> bool:
    """Whether the text is empty in one of the three languages.

    >>> lacks_language(Text("主题", "", "Theme"))
    True
    """
    return not all(getattr(text, language).strip() for language in _LANGUAGES)


def is_code(value: object) -> bool:
    """Whether the value may be an id."""
    return isinstance(value, str) and re.fullmatch(CODE, value) is not None


def number_from(value: object) -> Decimal | None:
    """An exact decimal from text, a whole number or a decimal; `None` if it is none.

    >>> number_from("8.5"), number_from(8), number_from(8.5)
    (Decimal('8.5'), Decimal('8'), None)
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return decimal_from(value)
    if not is_short(value):
        return None
    return decimal_from(f"{value:f}" if isinstance(value, Decimal) else str(value))


class Table:
    """One table of a data file, read strictly: each key once, faults collected, none raised.

    A key that is wrong is noted in `faults` and a harmless value is returned, so that reading goes
    on and finds the other faults; ask `sound` before building anything from what was read. End
    with `done`, which notes the keys that nobody asked for.

    >>> faults: list[Fault] = []
    >>> table = Table({"places": "two", "mood": "good"}, "rounding", faults)
    >>> table.whole("places"), table.done(), [fault.where for fault in faults]
    (0, False, ['rounding.places', 'rounding.mood'])
    """

    def __init__(self, data: object, where: str, faults: list[Fault]) -> None:
        self.where = where
        self.faults = faults
        self._before = len(faults)
        self._asked: list[str] = []
        self._data: Mapping[Any, Any] = data if isinstance(data, Mapping) else {}
        self._is_table = isinstance(data, Mapping)
        if not self._is_table and data is not _NOTHING:
            faults.append(Fault(where or ".", _shown(data), _TABLE))

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong so far, here and in the tables read since."""
        return len(self.faults) == self._before

    def has(self, name: str) -> bool:
        """Whether the key is there and not null; the key then counts as known."""
        self._asked.append(name)
        return self._data.get(name) is not None

    def word(self, name: str, default: str = REQUIRED) -> str:
        """Text that is not empty."""
        return self._read(name, default, _words, _WORDS, "")

    def code(self, name: str, default: str = REQUIRED) -> str:
        """An id."""
        return self._read(name, default, lambda v: v if is_code(v) else None, _CODE, "")

    def choice(self, name: str, choices: tuple[str, ...], default: str = REQUIRED) -> str:
        """One of these words."""
        accepted = _ONE_OF.format(choices=listing(choices))
        return self._read(
            name, default, lambda v: v if v in choices else None, accepted, choices[0]
        )

    def whole(self, name: str, default: int = REQUIRED, *, least: int = 0) -> int:
        """A whole number, `least` or more."""
        accepted = _WHOLE.format(least=least)
        return self._read(name, default, lambda v: _whole(v, least), accepted, least)

    def decimal(self, name: str, default: Decimal = REQUIRED) -> Decimal:
        """An exact decimal, written as text or as a whole number; a float is refused."""
        return self._read(name, default, number_from, _DECIMAL, Decimal(1))

    def ratio(self, name: str, default: Fraction = REQUIRED) -> Fraction:
        """An exact ratio."""
        return self._read(name, default, ratio_from, _RATIO, Fraction(1))

    def flag(self, name: str, default: bool = REQUIRED) -> bool:  # noqa: FBT001  # a default is no switch
        """True or false."""
        return self._read(
            name, default, lambda v: v if isinstance(v, bool) else None, _FLAG, harmless=True
        )

    def text(self, name: str) -> Text:
        """A text in three languages, none of them empty."""
        table = self.table(name)
        read = Text(*(table.word(language) for language in _LANGUAGES))
        table.done()
        return read

    def table(self, name: str, default: Mapping[str, Any] = REQUIRED) -> "Table":
        """The table under a key; where it is missing, its own keys are found missing."""
        if not self._is_table:
            return Table(_NOTHING, self._at(name), self.faults)
        return Table(
            self._take(name, {} if default is REQUIRED else default), self._at(name), self.faults
        )

    def tables(self, name: str, default: tuple[()] = REQUIRED) -> Iterator["Table"]:
        """The list of tables under a key; read each to its end before the next is asked for."""
        for number, row in enumerate(self.items(name, default)):
            yield Table(row, self._at(f"{name}[{number}]"), self.faults)

    def items(self, name: str, default: tuple[()] = REQUIRED) -> list[Any]:
        """The list under a key, its items as they are."""
        return self._read(
            name, default, lambda v: list(v) if isinstance(v, list | tuple) else None, _LIST, []
        )

    def keys(self) -> list[str]:
        """The keys of a table whose names are free; they all count as asked for."""
        self._asked += [str(key) for key in self._data]
        return self._asked[-len(self._data) :] if self._data else []

    def value(self, name: str) -> Any:
        """What stands under a key, as it is; `None` if there is nothing."""
        self._asked.append(name)
        return self._data.get(name)

    def refuse(self, name: str, found: object, accepted: Text) -> None:
        """Note a fault at a key; at the table itself if the name is empty."""
        self.faults.append(Fault(self._at(name), _shown(found), accepted))

    def done(self) -> bool:
        """Note every key that nobody asked for; answer whether the table is sound."""
        known = _KNOWN.format(known=listing(dict.fromkeys(self._asked)))
        for key in self._data:
            if key not in self._asked:
                self.refuse(str(key), key, known)
        return self.sound

    def _take(self, name: str, default: Any) -> Any:
        self._asked.append(name)
        value = self._data.get(name)
        if value is not None:
            return value
        if default is REQUIRED:
            if self._is_table:
                self.refuse(name, "", _MISSING)
            return None
        return default

    def _read(self, name: str, default: Any, read: Any, accepted: Text, harmless: T) -> T:
        value = self._take(name, default)
        if value is None or value is default:
            usual: Any = harmless if default is REQUIRED else value
            return cast("T", usual)
        known: T | None = read(value)
        if known is None:
            self.refuse(name, value, accepted)
            return harmless
        return known

    def _at(self, name: str) -> str:
        return ".".join(part for part in (self.where, name) if part) or "."


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _whole(value: object, least: int) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and isinstance(value, int) and value >= least else None


def _shown(value: object) -> str:
    """What was found, short enough for a message."""
    if isinstance(value, int) and not is_short(value):
        value = hex(value)  # which, unlike repr, has no limit of digits
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _joined(problems: list[Text]) -> Text:
    return Text(
        "；".join(p.zh_hans for p in problems),
        "；".join(p.zh_hant for p in problems),
        "; ".join(p.en for p in problems),
    )
