"""Factored placements: places in several parts, each times a factor, added up; the lowest sum wins.

As with every rule on ranks, a later entry can swap two earlier ones: the sums are final only when
everybody has been placed in every part.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.exact import ratio_from
from homeroom_core.ranking import Broken, Group, groups_of
from homeroom_core.statistics.ratings import Number
from homeroom_core.text import Text, listing

_PLACE = Text("名次：1 或以上的准确数", "名次：1 或以上的準確數", "a place, 1 or more")
_FACTOR = Text("大于 0 的准确数", "大於 0 的準確數", "an exact number above 0")
_EVERYBODY = Text(
    "每个部分都有名次的作品：{known}",
    "每個部分都有名次的作品：{known}",
    "a place for each of: {known}",
)
_PART = Text("部分之一：{known}", "部分之一：{known}", "one of the parts: {known}")


@attrs.frozen(kw_only=True)
class Part:
    """One part of a competition.

    Attributes:
        id: Its code.
        factor: What places are multiplied by, above 0.
        places: From entry to its place, 1 for the best; tied places may be fractions.
    """

    id: str
    factor: Number
    places: Mapping[str, Number]


@attrs.frozen(kw_only=True)
class Placements:
    """The sums and the order.

    Attributes:
        totals: From entry to its sum of factored places; the lowest is the best.
        groups: Entries that share a place, the best first.
        tie_breaks: What each part saw where sums were tied: places, negative, so that higher is
            better.
    """

    totals: Mapping[str, Fraction]
    groups: tuple[Group, ...]
    tie_breaks: tuple[Broken, ...]


def factored_placements(parts: Sequence[Part], *, tie_break: Sequence[str] = ()) -> Placements:
    """Add up factored places.

    Args:
        parts: The parts, each with a place for the same entries.
        tie_break: Ids of the parts whose places part equal sums, the most important first.

    Raises:
        InputError: An entry lacks a place in some part, a number is out of range, or the chain
            names no part; lists all faults.

    Source: figure skating before 2004: 0.5 × short programme + 1.0 × free skating, ties broken by
    the free skating.

    >>> short = Part(id="short", factor="0.5", places={"a": 2, "b": 1})
    >>> free = Part(id="free", factor=1, places={"a": 1, "b": 2})
    >>> factored_placements([short, free], tie_break=["free"]).groups
    (('a',), ('b',))
    """
    read = _read(parts, tie_break)
    entries = next(iter(read.values()), {})
    sums = {e: sum((places[e] for places in read.values()), Fraction(0)) for e in entries}
    places = {part.id: part.places for part in parts}

    def by(id: str) -> tuple[str, "_Lowest"]:
        return id, _Lowest(places[id])

    groups, broken = groups_of({e: -s for e, s in sums.items()}, [by(id) for id in tie_break])
    return Placements(totals=sums, groups=groups, tie_breaks=broken)


@attrs.frozen
class _Lowest:
    """A link of a chain: the lowest place in one part is the best."""

    places: Mapping[str, Number]

    def __call__(self, group: Group) -> dict[str, Fraction]:
        return {entry: -(ratio_from(self.places[entry]) or Fraction(0)) for entry in group}


def _read(parts: Sequence[Part], chain: Sequence[str]) -> dict[str, dict[str, Fraction]]:
    """Factored places by part and entry."""
    faults: list[Fault] = []
    entries = sorted({entry for part in parts for entry in part.places})
    everybody = _EVERYBODY.format(known=listing(entries))
    read: dict[str, dict[str, Fraction]] = {}
    for part in parts:
        factor = ratio_from(part.factor)
        if factor is None or factor <= 0:
            faults.append(Fault(f"{part.id}.factor", str(part.factor), _FACTOR))
            factor = Fraction(1)
        for entry in entries:
            given = part.places.get(entry)
            place = ratio_from(given)
            if given is None:
                faults.append(Fault(f"{part.id}.places", entry, everybody))
            elif place is None or place < 1:
                faults.append(Fault(f"{part.id}.places.{entry}", str(given), _PLACE))
            else:
                read.setdefault(part.id, {})[entry] = factor * place
    known = _PART.format(known=listing(part.id for part in parts))
    faults += [Fault("tie_break", id, known) for id in chain if id not in {p.id for p in parts}]
    if faults:
        raise InputError("placements", tuple(faults))
    return read
