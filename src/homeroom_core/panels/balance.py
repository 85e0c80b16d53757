"""Which seatings are left once the fewest waivers and the most even loads are settled.

Both steps keep every best answer and drop all others, so that what is cheapest among the rest is
cheapest among all that are as free of waivers and as even:

* an optimal flow and its prices show which pairs, in every flow with the fewest waivers, are always
  or never used (complementary slackness);
* loads are as even as can be when no chain of exchanges leads from a judge to one who has two
  entries fewer; judges whom exchanges cannot relieve by shifting entries to others form a layer of
  their own (Frank and Murota, Decreasing minimization on M-convex sets, 2022).
"""

from collections.abc import Iterator, Sequence

import attrs

from homeroom_core.panels.filling import Filling
from homeroom_core.panels.problem import PanelProblem, members


@attrs.define
class Latitude:
    """What may still be exchanged in a filling.

    Attributes:
        free: The pairs that may be on or off; seats outside of them are fixed.
        least: The fewest entries each judge takes.
        most: The most entries each judge takes.
    """

    free: list[int]
    least: list[int]
    most: list[int]


def fewest_waivers(filling: Filling) -> Latitude:
    """All seatings with no more waivers than this one, which has the fewest."""
    judges = range(len(filling.room))
    if not filling.waived:
        free = list(filling.tiers[0].masks)
        return Latitude(free, [0 for _ in judges], list(filling.room))
    entry_price, judge_price, end = _prices(filling)
    at = _levels(judge_price)
    free = [
        sum(t.masks[e] & at.get(price + t.waivers, 0) for t in filling.tiers)
        for e, price in enumerate(entry_price)
    ]
    least = [filling.room[j] if judge_price[j] < end else 0 for j in judges]
    most = [0 if judge_price[j] > end else filling.room[j] for j in judges]
    return Latitude(free, least, most)


def even_out(filling: Filling, latitude: Latitude, *, spread: int) -> Latitude:
    """Make the loads as even as can be; all seatings that are as even, or within a wider spread.

    Args:
        filling: Is changed by exchanges.
        latitude: What may be exchanged.
        spread: By how much loads may differ; 1 keeps only what is as even as can be.
    """
    layers = Latitude(list(latitude.free), list(latitude.least), list(latitude.most))
    open_judges = set(range(len(filling.room)))
    while open_judges:
        heavy = [j for j in open_judges if filling.loads[j] > latitude.least[j]]
        if not heavy:
            break
        top = max(filling.loads[j] for j in heavy)
        layer = _relieve(filling, layers, [j for j in heavy if filling.loads[j] == top], top)
        if layer is not None:
            _close(filling, layers, layer, top)
            open_judges -= set(members(layer))
    for judge in open_judges:
        layers.least[judge] = layers.most[judge] = filling.loads[judge]
    return layers if spread == 1 else _widened(latitude, layers, spread - 1)


def as_problem(
    filling: Filling,
    latitude: Latitude,
    *,
    costs: Sequence[Sequence[int]],
    bands: tuple[int, ...],
    crowding: tuple[int, ...],
) -> PanelProblem:
    """The problem that is left to a solver: only what is truly open."""
    free = list(latitude.free)
    least, most = list(latitude.least), list(latitude.most)
    seated = [panel & ~mask for panel, mask in zip(filling.panels, free, strict=True)]
    for mask in seated:
        _deduct(mask, least, most)
    _settle(filling.seats, free, seated, least, most)
    return PanelProblem(
        costs=costs,
        seats=tuple(filling.seats - mask.bit_count() for mask in seated),
        options=tuple(free),
        seated=tuple(seated),
        least=tuple(max(0, low) for low in least),
        most=tuple(most),
        bands=bands,
        crowding=crowding,
    )


def _prices(filling: Filling) -> tuple[list[int], list[int], int]:
    """Shortest distances in the residual graph from anywhere: the prices of an optimal flow."""
    entry_price = [0] * len(filling.panels)
    judge_price = [0] * len(filling.room)
    end, before = 0, None
    while before != (entry_price, judge_price, end):
        before = (list(entry_price), list(judge_price), end)
        for e, panel in enumerate(filling.panels):
            prices = (judge_price[j] - filling.waivers(e, j) for j in members(panel))
            entry_price[e] = min(entry_price[e], *prices)
        for judge, price in _cheaper(filling, entry_price, _levels(judge_price)):
            judge_price[judge] = min(judge_price[judge], price)
        spare = [j for j, load in enumerate(filling.loads) if load < filling.room[j]]
        end = min([end, *(judge_price[j] for j in spare)])
        judge_price = [
            min(price, end) if filling.loads[j] else price for j, price in enumerate(judge_price)
        ]
    return entry_price, judge_price, end


def _cheaper(
    filling: Filling, entry_price: Sequence[int], at: dict[int, int]
) -> Iterator[tuple[int, int]]:
    for tier in filling.tiers:
        for e, mask in enumerate(tier.masks):
            price = entry_price[e] + tier.waivers
            above = sum(judges for level, judges in at.items() if level > price)
            for j in members(mask & above & ~filling.panels[e]):
                yield j, price


def _levels(prices: Sequence[int]) -> dict[int, int]:
    """From price to the judges who have it."""
    at: dict[int, int] = {}
    for judge, price in enumerate(prices):
        at[price] = at.get(price, 0) | 1 << judge
    return at


def _relieve(filling: Filling, latitude: Latitude, starts: Sequence[int], top: int) -> int | None:
    """Shift one entry from a heavy judge to one with two fewer; else all who were reached."""
    seen = sum(1 << judge for judge in starts)
    came: dict[int, tuple[int, int]] = {}
    queue = list(starts)
    for judge in queue:
        for entry in filling.entries[judge]:
            free = latitude.free[entry]
            if not free >> judge & 1:
                continue
            for other in members(free & ~filling.panels[entry] & ~seen):
                seen |= 1 << other
                came[other] = (entry, judge)
                if filling.loads[other] <= top - 2 and filling.loads[other] < latitude.most[other]:
                    _shift(filling, other, came)
                    return None
                queue.append(other)
    return seen


def _shift(filling: Filling, judge: int, came: dict[int, tuple[int, int]]) -> None:
    while judge in came:
        entry, giver = came[judge]
        filling.unseat(entry, giver)
        filling.seat(entry, judge)
        judge = giver


def _close(filling: Filling, latitude: Latitude, layer: int, top: int) -> None:
    """A layer keeps its entries to itself: who gives seats to it gives no more than needed."""
    for entry, panel in enumerate(filling.panels):
        inside = panel & latitude.free[entry] & layer
        latitude.free[entry] &= layer if inside else ~layer
    for judge in members(layer):
        load = filling.loads[judge]
        even = load in (top - 1, top)
        least = max(latitude.least[judge], top - 1) if even else load
        latitude.most[judge] = min(latitude.most[judge], top) if even else load
        latitude.least[judge] = least


def _widened(outer: Latitude, even: Latitude, more: int) -> Latitude:
    down, up = more // 2, more - more // 2
    return Latitude(
        outer.free,
        [max(low, least - down) for low, least in zip(outer.least, even.least, strict=True)],
        [min(high, most + up) for high, most in zip(outer.most, even.most, strict=True)],
    )


def _deduct(mask: int, least: list[int], most: list[int]) -> None:
    for judge in members(mask):
        least[judge] -= 1
        most[judge] -= 1


def _settle(
    seats: int, free: list[int], seated: list[int], least: list[int], most: list[int]
) -> None:
    """Seat whoever is the only choice, drop who has no room, until nothing changes any more."""
    changed = True
    while changed:
        changed = False
        full = sum(1 << judge for judge, high in enumerate(most) if not high)
        for entry, mask in enumerate(free):
            mask &= ~full
            lacking = seats - seated[entry].bit_count()
            if mask and mask.bit_count() == lacking:
                seated[entry] |= mask
                _deduct(mask, least, most)
            if not lacking or mask.bit_count() == lacking:
                mask = 0
            changed = changed or mask != free[entry]
            free[entry] = mask
