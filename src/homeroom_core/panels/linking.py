"""Linking panels that fell apart: exchanges of judges between subsets, the slightest first.

In an exchange one entry of either subset gets a judge of the other, and all loads stay as they are.
Where that is not possible, one entry gives up a judge for one of the other subset. What counts is
first how many waivers are added, then how uneven loads become, then the cost.
"""

from collections.abc import Callable, Iterator, Mapping

import attrs

from homeroom_core.panels.problem import Masks, PanelProblem, members
from homeroom_core.statistics.connectivity import Subset, panel_bridges, panel_subsets

Weight = tuple[int, int, int]
"""What a change adds: waivers, unevenness of loads, cost; compared in this order."""


@attrs.frozen(kw_only=True)
class Terms:
    """What may be changed, and what it costs.

    Attributes:
        entries: Ids by index.
        judges: Ids by index.
        permitted: Who may score each entry, waivers included.
        waivers: How many waivers an entry and a judge need.
        room: The most entries each judge can take.
        uneven: How uneven a judge makes the loads who has so many entries.
        problem: Costs, bands and crowding.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    permitted: Masks
    waivers: Callable[[int, int], int]
    room: tuple[int, ...]
    uneven: Callable[[int, int], int]
    problem: PanelProblem


@attrs.frozen
class _Change:
    """One entry gives up a judge for another."""

    weight: Weight
    entry: int
    gives_up: int
    takes: int


@attrs.frozen
class _Best:
    """The slightest change from one judge to another; and the slightest that cuts nothing off."""

    any: _Change
    firm: _Change | None


_Exchange = tuple[Weight, tuple[_Change, ...]]
_Pair = tuple[int, int]


def link(panels: list[int], terms: Terms) -> tuple[Subset, ...]:
    """Exchange judges until all panels hang together.

    Args:
        panels: The judges of each entry, changed in place.
        terms: What may be changed.

    Returns:
        The subsets that are left: one, or those that no exchange connects.
    """
    while len(subsets := panel_subsets(named(panels, terms.entries, terms.judges))) > 1:
        changes = _next_changes(panels, terms, subsets)
        if not changes:
            break
        for change in changes:
            panels[change.entry] ^= 1 << change.gives_up | 1 << change.takes
    return subsets


def named(
    panels: list[int], entries: tuple[str, ...], judges: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """The panels by id."""
    return {
        entry: tuple(judges[judge] for judge in members(panel))
        for entry, panel in zip(entries, panels, strict=True)
    }


def loads_of(panels: list[int], judges: int) -> list[int]:
    """How many entries each judge has."""
    loads = [0] * judges
    for panel in panels:
        for judge in members(panel):
            loads[judge] += 1
    return loads


def _next_changes(
    panels: list[int], terms: Terms, subsets: tuple[Subset, ...]
) -> tuple[_Change, ...]:
    """The slightest exchange that ties the smallest subset that can be tied to the others."""
    entry_at = {id: at for at, id in enumerate(terms.entries)}
    judge_at = {id: at for at, id in enumerate(terms.judges)}
    bridges = {
        (entry_at[bridge.entry], judge_at[bridge.judge])
        for bridge in panel_bridges(named(panels, terms.entries, terms.judges))
    }
    loads = loads_of(panels, len(terms.judges))
    seated = sum(1 << judge for judge, load in enumerate(loads) if load)
    for subset in reversed(subsets):
        inside = sum(1 << judge_at[id] for id in subset.judges)
        own = {entry_at[id] for id in subset.entries}
        leaving: dict[_Pair, _Best] = {}
        coming: dict[_Pair, _Best] = {}
        for entry in range(len(panels)):
            if entry in own:
                _note_changes(leaving, panels, terms, bridges, entry, seated & ~inside)
            else:
                _note_changes(coming, panels, terms, bridges, entry, inside)
        exchanges = [
            *_swaps(leaving, coming),
            *_moves(leaving, loads, terms),
            *_moves(coming, loads, terms),
        ]
        if exchanges:
            return min(exchanges, key=_order)[1]
    return ()


def _note_changes(
    best: dict[_Pair, _Best],
    panels: list[int],
    terms: Terms,
    bridges: set[_Pair],
    entry: int,
    judges: int,
) -> None:
    """Keep the best ways for this entry to get one of these judges."""
    problem = terms.problem
    costs, bands, crowding = problem.costs[entry], problem.bands, problem.crowding
    counts = problem.in_band(panels[entry])
    takers = [
        (judge, terms.waivers(entry, judge), costs[judge], bands[judge])
        for judge in members(judges & terms.permitted[entry] & ~panels[entry])
    ]
    for gives_up in members(panels[entry]):
        waivers, cost, band = terms.waivers(entry, gives_up), costs[gives_up], bands[gives_up]
        firm = (entry, gives_up) not in bridges
        for takes, more, price, other in takers:
            crowd = crowding[counts[other]] - crowding[counts[band] - 1] if band != other else 0
            weight = (more - waivers, 0, price - cost + crowd)
            known = best.get((gives_up, takes))
            settled = known and (known.firm if firm else known.any)
            if settled and settled.weight <= weight:
                continue
            change = _Change(weight, entry, gives_up, takes)
            any_one = change if known is None or weight < known.any.weight else known.any
            firm_one = change if firm else known.firm if known else None
            best[gives_up, takes] = _Best(any_one, firm_one)


def _swaps(leaving: Mapping[_Pair, _Best], coming: Mapping[_Pair, _Best]) -> Iterator[_Exchange]:
    """Two entries swap judges; at most one of the two seats may have been a bridge."""
    for (inner, outer), out in leaving.items():
        back = coming.get((outer, inner))
        if back is None:
            continue
        for one, other in ((out.any, back.firm), (out.firm, back.any)):
            if one is not None and other is not None:
                yield _sum(one.weight, other.weight), (one, other)


def _moves(found: Mapping[_Pair, _Best], loads: list[int], terms: Terms) -> Iterator[_Exchange]:
    """One entry changes judges; whom it gives up stays tied to the rest, or has no other entry."""
    for (relieved, burdened), best in found.items():
        change = best.any if loads[relieved] == 1 else best.firm
        if change is not None and loads[burdened] < terms.room[burdened]:
            uneven = (
                terms.uneven(relieved, loads[relieved] - 1)
                - terms.uneven(relieved, loads[relieved])
                + terms.uneven(burdened, loads[burdened] + 1)
                - terms.uneven(burdened, loads[burdened])
            )
            yield _sum(change.weight, (0, uneven, 0)), (change,)


def _sum(one: Weight, other: Weight) -> Weight:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _order(exchange: _Exchange) -> tuple[Weight, int, list[tuple[int, int, int]]]:
    weight, changes = exchange
    return weight, len(changes), [(c.entry, c.gives_up, c.takes) for c in changes]
