"""Hypothesis strategies for texts, people, dates, and values of any type that records hold.

Everything drawn is valid by construction, so that no example is thrown away, and shrinks towards
short texts, early dates and small numbers. `values` gives a strategy for a type hint; the classes
named in `homeroom_core.testing.registration` have strategies of their own, any other attrs class
is drawn field by field.
"""

import collections.abc
import string
import types
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Union

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from homeroom_core.act import Act
from homeroom_core.calendar import WeekdayCalendar
from homeroom_core.errors import Fault, Refusal
from homeroom_core.lifecycle import State
from homeroom_core.people import ROLES, Actor, Level, Organization, Role
from homeroom_core.record import IndexValue, Record, Ref
from homeroom_core.testing.acts import CAST, act
from homeroom_core.testing.registration import strategy_of
from homeroom_core.text import LANGUAGES, Language, Term, Text

FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2040, 12, 31)
"""Between these the dates of records are drawn, unless others are asked for."""

_START = string.ascii_lowercase + string.ascii_uppercase + string.digits
_SATURDAY = 5
_CODES = st.builds(
    str.__add__, st.sampled_from(_START), st.text(alphabet=_START + "._-", max_size=10)
)


def texts(*, max_size: int = 12) -> st.SearchStrategy[str]:
    """Any text that can be written as UTF-8: Chinese, control characters and emoji as well."""
    return _texts(max_size)


def words(*, max_size: int = 12) -> st.SearchStrategy[str]:
    """Texts that say something: not empty and not blank."""
    return _words(max_size)


def codes() -> st.SearchStrategy[str]:
    """Ids and codes as `homeroom_core.people.CODE` allows them."""
    return _CODES


def languages() -> st.SearchStrategy[Language]:
    """The languages of the field."""
    return st.sampled_from(LANGUAGES)


def labels() -> st.SearchStrategy[Text]:
    """Wordings in three languages, without placeholders."""
    plain = words().map(lambda said: said.translate({ord("{"): "(", ord("}"): ")"}))
    return st.builds(Text, plain, plain, plain)


def terms() -> st.SearchStrategy[Term]:
    """Codes with labels."""
    return st.builds(_term, codes(), labels())


def states() -> st.SearchStrategy[State]:
    """States of no lifecycle in particular."""
    return st.builds(lambda code, of: State(code, *attrs.astuple(of)), codes(), labels())


def roles() -> st.SearchStrategy[Role]:
    """The roles of the field."""
    return st.sampled_from(ROLES)


def actors() -> st.SearchStrategy[Actor]:
    """Anybody, with any roles or none."""
    return st.builds(Actor, codes(), st.frozensets(roles(), max_size=3))


def organizations() -> st.SearchStrategy[Organization]:
    """Organizations of every level, in zones with and without summer time."""
    zones = st.sampled_from(["Asia/Shanghai", "Asia/Taipei", "UTC", "Europe/London"])
    return st.builds(
        Organization,
        codes(),
        labels(),
        level=st.sampled_from(Level),
        time_zone=zones,
        calendar=st.sampled_from(["china", "weekdays"]),
    )


def school_days(first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[date]:
    """School dates from the first to the last, both included."""
    return st.dates(first, last)


def moments() -> st.SearchStrategy[datetime]:
    """Aware moments in UTC, to the microsecond."""
    return st.datetimes(
        datetime(FIRST_DAY.year, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
        datetime(LAST_DAY.year, 12, 31),  # noqa: DTZ001  # hypothesis adds the zone
        timezones=st.just(UTC),
    )


def acts() -> st.SearchStrategy[Act]:
    """Acts of anybody in the cast, with or without a reason, and nothing to read."""
    by = st.sampled_from(CAST)
    return st.builds(act, by, at=moments(), reason=st.just("") | words())


def refs() -> st.SearchStrategy[Ref]:
    """References to records of any kind."""
    return st.builds(Ref, codes(), codes())


def index_values() -> st.SearchStrategy[IndexValue]:
    """What every store promises to find a record by: see `homeroom_core.testing.StorageContract`."""
    plain = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
    return st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | plain


def refusals() -> st.SearchStrategy[Refusal]:
    """Refusals with whatever may have been measured."""
    found = st.none() | st.integers() | words() | school_days()
    return st.builds(
        Refusal,
        code=st.builds("{}.{}".format, codes(), codes()),
        text=labels(),
        remedy=labels(),
        measured=found,
        required=found,
        when=st.none() | school_days(),
        waiver=st.none() | roles(),
    )


def faults() -> st.SearchStrategy[Fault]:
    """Single faults of an input."""
    return st.builds(Fault, words(), texts(), labels())


def decimals() -> st.SearchStrategy[Decimal]:
    """Finite decimals, trailing zeros included."""
    return st.decimals(allow_nan=False, allow_infinity=False)


@st.composite
def calendars(draw: st.DrawFn) -> WeekdayCalendar:
    """Working-day calendars of one to three years, with holidays and make-up workdays."""
    first = draw(st.integers(2020, 2030))
    last = first + draw(st.integers(0, 2))
    days = st.frozensets(st.dates(date(first, 1, 1), date(last, 12, 31)), max_size=12)
    holidays, others = draw(days), draw(days)
    makeup = {day for day in others - holidays if day.weekday() >= _SATURDAY}
    return WeekdayCalendar(draw(words()), holidays, makeup, first, last)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """A strategy for a type hint, as the fields of records and the arguments of steps have them.

    Args:
        hint: A type of the table in `homeroom_core.codec`, an attrs class of such types, a union,
            a `Literal`, or whatever `hypothesis.strategies.from_type` can do. Of an attrs class
            without a strategy of its own, only instances that its validators accept are drawn.
    """
    found: st.SearchStrategy[Any] | None = strategy_of(hint) if isinstance(hint, type) else None
    if found is not None:
        return found
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and attrs.has(hint):
        return _fitting(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    return _composed(typing.get_origin(hint), typing.get_args(hint), hint)


def fields_of(cls: type) -> st.SearchStrategy[Any]:
    """Instances of an attrs class, every field drawn by its type.

    Only for classes whose fields may be drawn apart from each other: validators are not looked at,
    but for those that every `Record` has.
    """
    return st.deferred(lambda: st.builds(cls, **_drawn(cls)))


@st.composite
def _fitting(draw: st.DrawFn, cls: type) -> Any:
    """Instances that the validators accept; where they do not, the one of all defaults."""
    drawn = draw(_arguments(cls))
    try:
        return cls(**drawn)
    except (TypeError, ValueError):
        if any(field.default is attrs.NOTHING for field in attrs.fields(cls) if field.init):
            reject()
        return cls()


@cache
def _arguments(cls: type) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(_drawn(cls))


@cache  # building a strategy costs more than drawing from it
def _texts(max_size: int) -> st.SearchStrategy[str]:
    return st.text(max_size=max_size)


@cache
def _words(max_size: int) -> st.SearchStrategy[str]:
    return st.builds(str.__add__, st.sampled_from("a班語🌱"), _texts(max_size - 1))


def _drawn(cls: Any) -> dict[str, st.SearchStrategy[Any]]:
    fields = attrs.fields(attrs.resolve_types(cls))
    drawn = {field.alias: values(field.type) for field in fields if field.init}
    if issubclass(cls, Record):
        drawn |= {"id": codes(), "org": codes(), "state": codes(), "version": st.integers(1, 30)}
    return drawn


_PLAIN: Mapping[Any, st.SearchStrategy[Any]] = {
    str: words() | st.just(" "),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    type(None): st.none(),
    Decimal: decimals(),
    Fraction: st.fractions(),
    date: school_days(),
    datetime: moments(),
    Any: st.none() | st.booleans() | st.integers() | texts(),
}


def _composed(origin: Any, parts: tuple[Any, ...], hint: Any) -> st.SearchStrategy[Any]:
    """A strategy for a hint made of others."""
    if origin in (Union, types.UnionType):
        return st.one_of(*(values(part) for part in sorted(parts, key=_none_first)))
    if origin is Literal:
        return st.sampled_from(parts)
    if origin is tuple and parts[1:] == (...,):
        return st.lists(values(parts[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, parts))
    if origin in (frozenset, collections.abc.Set):
        return st.frozensets(values(parts[0]), max_size=3)
    if origin in (dict, collections.abc.Mapping):
        return st.dictionaries(values(parts[0]), values(parts[1]), max_size=3)
    return st.from_type(hint)


def _none_first(part: Any) -> bool:
    return part is not type(None)


def _term(code: str, label: Text) -> Term:
    return Term(code, label.zh_hans, label.zh_hant, label.en)
