"""Arguments for steps that may do: ids of what there is, days near today, numbers people write.

Type hints alone draw any text and any day there is, and few guards are content with these. Here a
text is mostly the id of somebody or of a record in the office, a day is near the day of the act,
and numbers are small. `lifecycle_machine` takes them as `arguments`:

    lifecycle_machine(duty_week, arguments=sensible(duty_week))
"""

import typing
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from types import UnionType
from typing import Any, Union, get_type_hints

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from homeroom_core.lifecycle import Creation, Lifecycle, Operation, Transition
from homeroom_core.record import Record
from homeroom_core.testing.acts import CAST
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.registration import strategy_of
from homeroom_core.testing.strategies import values, words


def sensible(
    *lifecycles: Lifecycle[Any], kinds: Collection[type[Record]] = (), said: Iterable[str] = ()
) -> Arguments:
    """Arguments for every step of these lifecycles that may do in the office they are walked in.

    Args:
        *lifecycles: Those walked in.
        kinds: Classes of records whose ids are handed in besides theirs, such as `Person`.
        said: Texts that guards may know, such as codes of the lifecycle's own.
    """
    found = (*kinds, *(lifecycle.record for lifecycle in lifecycles))
    draw = partial(_arguments, kinds=found, said=tuple(said))
    return {
        step: partial(draw, step)
        for lifecycle in lifecycles
        for step in (*lifecycle.creations.values(), *lifecycle.transitions.values())
    }


def _arguments(
    step: Operation[Any, ...],
    scene: Scene,
    *,
    kinds: Collection[type[Record]],
    said: tuple[str, ...],
) -> st.SearchStrategy[Mapping[str, Any]]:
    body = step.body if isinstance(step, Creation | Transition) else None
    hints = get_type_hints(body)
    ids = [record.id for kind in kinds for record in scene.reader.find(kind)]
    # what the record says of itself, such as the id of one of its parts, a step may be about
    own = [] if scene.record is None else sorted(set(_codes_in(scene.record)))
    near = _Near(scene.act.on, scene.act.at, tuple(dict.fromkeys((*ids, *own))), said)
    drawn = {p.name: near.values(hints.get(p.name, Any)) for p in step.parameters}
    owed = {p.name for p in step.parameters if p.default is p.empty}
    return st.fixed_dictionaries(
        {name: one for name, one in drawn.items() if name in owed},
        optional={name: one for name, one in drawn.items() if name not in owed},
    )


def _codes_in(value: Any) -> Iterable[str]:
    """The ids and codes in a record: short texts without a space."""
    if isinstance(value, str):
        if 0 < len(value) <= _LONGEST and not any(map(str.isspace, value)):
            yield str(value)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _codes_in(key)
            yield from _codes_in(one)
    elif isinstance(value, list | tuple | frozenset | set):
        for one in value:
            yield from _codes_in(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _codes_in(getattr(value, field.name))


_LONGEST = 24


@attrs.frozen
class _Near:
    """Values as people would hand them in on a day, in an office in which these ids are."""

    on: date
    at: datetime
    ids: tuple[str, ...]
    said: tuple[str, ...]
    inside: tuple[type, ...] = ()  # classes that are made of themselves are drawn as hinted

    def values(self, hint: Any) -> st.SearchStrategy[Any]:
        """A strategy for a type hint."""
        if isinstance(hint, type) and strategy_of(hint) is not None:
            return values(hint)
        if isinstance(hint, type) and attrs.has(hint):
            return self._built(hint)
        plain = self._plain(hint)
        return self._composed(hint) if plain is None else plain

    def _plain(self, hint: Any) -> st.SearchStrategy[Any] | None:
        if hint is str:
            people = [somebody.id for somebody in CAST[-4:-1]]
            known = st.sampled_from(list(dict.fromkeys((*self.ids, *people))))
            spoken = st.sampled_from(self.said) if self.said else words()
            return known | words() | spoken
        if hint is date:
            return st.integers(-_DAYS, _DAYS).map(lambda days: self.on + timedelta(days=days))
        if hint is datetime:
            hours = st.integers(-24 * _DAYS, 24 * _DAYS)
            return hours.map(lambda hours: self.at + timedelta(hours=hours))
        if hint is int:
            return st.integers(0, 12)
        if hint is Decimal:
            return st.integers(0, 200).map(lambda halves: Decimal(halves) / 2)
        if hint is Fraction:
            return st.fractions(0, 10, max_denominator=6)
        return None

    def _composed(self, hint: Any) -> st.SearchStrategy[Any]:
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if origin in (Union, UnionType):
            given = [self.values(part) for part in parts if part is not type(None)]
            return st.one_of(*given, *([st.none()] if type(None) in parts else []))
        if origin is tuple and parts[1:] == (...,):
            return st.lists(self.values(parts[0]), min_size=1, max_size=3).map(tuple)
        if origin in (frozenset, set, AbstractSet):
            return st.frozensets(self.values(parts[0]), max_size=3)
        if origin in (dict, Mapping):
            return st.dictionaries(self.values(parts[0]), self.values(parts[1]), max_size=3)
        return values(hint)

    def _built(self, cls: Any) -> st.SearchStrategy[Any]:
        """Instances of an attrs class; a field that has a default is mostly left at that."""
        if cls in self.inside:
            return values(cls)
        within = attrs.evolve(self, inside=(*self.inside, cls))
        fields = [field for field in attrs.fields(attrs.resolve_types(cls)) if field.init]
        owed = {f.alias: within.values(f.type) for f in fields if f.default is attrs.NOTHING}
        every = {f.alias: within.values(f.type) for f in fields}
        return _fitting(cls, owed) | _fitting(cls, every) | values(cls)


@st.composite
def _fitting(draw: st.DrawFn, cls: type, drawn: Mapping[str, st.SearchStrategy[Any]]) -> Any:
    given = draw(st.fixed_dictionaries(dict(drawn)))
    try:
        return cls(**given)
    except (TypeError, ValueError):
        return reject()


_DAYS = 30
"""A day is at most so far from that of the act."""
