"""Linking panels that fell apart: exchanges of judges between subsets, the slightest first.

In an exchange one entry of either subset gets a judge of the other, and all loads stay as they are.
Where that is not possible, one entry gives up a judge for one of the other subset. What counts is
first how many waivers are added, then how uneven loads become, then the cost.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

import attrs

from homeroom_core.connectivity import Subset, panel_bridges, panel_subsets

Panels = dict[str, set[str]]
"""From entry to its judges."""


@attrs.frozen
class Price:
    """What a change adds: waivers, unevenness of loads, cost; compared in this order."""

    waivers: int
    uneven: int
    cost: int

    def plus(self, other: "Price") -> "Price":
        """Both together."""
        return Price(
            self.waivers + other.waivers, self.uneven + other.uneven, self.cost + other.cost
        )


class Terms(Protocol):
    """What may be changed, and what it adds."""

    def replace(self, panels: Panels, entry: str, gives_up: str, takes: str) -> Price | None:
        """What it adds if an entry changes judges, loads left aside; `None` if it may not."""
        ...

    def shift(self, panels: Panels, relieved: str, burdened: str) -> Price | None:
        """What it adds if one judge takes an entry off another; `None` if there is no room."""
        ...


@attrs.frozen
class _Change:
    """One entry gives up a judge for another."""

    entry: str
    gives_up: str
    takes: str
    price: Price


@attrs.frozen
class _Best:
    """The best change from one judge to another, and the best that leaves its subset whole."""

    any: _Change
    firm: _Change | None


def link(panels: Panels, terms: Terms) -> int | None:
    """Exchange judges until all panels hang together.

    Args:
        panels: Changed in place.
        terms: What may be changed.

    Returns:
        How many exchanges it took; `None` where no exchange connects what is left.
    """
    made = 0
    while len(subsets := panel_subsets(panels)) > 1:
        changes = _next_changes(panels, terms, subsets)
        if not changes:
            return None
        for change in changes:
            panels[change.entry].remove(change.gives_up)
            panels[change.entry].add(change.takes)
        made += 1
    return made


def _next_changes(
    panels: Panels, terms: Terms, subsets: tuple[Subset, ...]
) -> tuple[_Change, ...]:
    """The slightest exchange that ties the smallest subset it can to the others."""
    bridges = {(bridge.entry, bridge.judge) for bridge in panel_bridges(panels)}
    for subset in reversed(subsets):
        inside = frozenset(subset.judges)
        outside = frozenset(j for other in subsets for j in other.judges) - inside
        others = tuple(e for other in subsets for e in other.entries if other is not subset)
        leaving = _changes(panels, terms, bridges, subset.entries, outside)
        coming = _changes(panels, terms, bridges, others, inside)
        found = [
            *_swaps(leaving, coming),
            *_moves(panels, terms, bridges, leaving),
            *_moves(panels, terms, bridges, coming),
        ]
        if found:
            return min(found, key=_weight)[1]
    return ()


def _changes(
    panels: Panels,
    terms: Terms,
    bridges: set[tuple[str, str]],
    entries: Iterable[str],
    judges: frozenset[str],
) -> dict[tuple[str, str], _Best]:
    """The best ways for these entries to get one of these judges."""
    best: dict[tuple[str, str], _Best] = {}
    takers = sorted(judges)
    for entry in sorted(entries):
        for gives_up in sorted(panels[entry]):
            bridge = (entry, gives_up) in bridges
            for takes in takers:
                price = terms.replace(panels, entry, gives_up, takes)
                if price is None:
                    continue
                change = _Change(entry, gives_up, takes, price)
                known = best.get((gives_up, takes))
                best[gives_up, takes] = _Best(
                    _slighter(known and known.any, change),
                    (known and known.firm) if bridge else _slighter(known and known.firm, change),
                )
    return best


def _slighter(known: _Change | None, change: _Change) -> _Change:
    if known is None or attrs.astuple(change.price) < attrs.astuple(known.price):
        return change
    return known


def _swaps(
    leaving: Mapping[tuple[str, str], _Best], coming: Mapping[tuple[str, str], _Best]
) -> Iterable[tuple[Price, tuple[_Change, ...]]]:
    """Two entries swap judges; one of the two subsets has to stay whole without the old seat."""
    for (one, other), out in leaving.items():
        back = coming.get((other, one))
        if back is None:
            continue
        for first, second in ((out.any, back.firm), (out.firm, back.any)):
            if first is not None and second is not None:
                yield first.price.plus(second.price), (first, second)


def _moves(
    panels: Panels,
    terms: Terms,
    bridges: set[tuple[str, str]],
    found: Mapping[tuple[str, str], _Best],
) -> Iterable[tuple[Price, tuple[_Change, ...]]]:
    """One entry changes judges; the one it gives up has to stay tied to the rest, or has no other."""
    for (relieved, burdened), best in found.items():
        price = terms.shift(panels, relieved, burdened)
        last = sum(relieved in panel for panel in panels.values()) == 1
        change = best.any if last else best.firm
        if price is not None and change is not None:
            yield change.price.plus(price), (change,)


def _weight(found: tuple[Price, tuple[_Change, ...]]) -> tuple[object, ...]:
    price, changes = found
    return (attrs.astuple(price), len(changes), [(c.entry, c.gives_up, c.takes) for c in changes])
