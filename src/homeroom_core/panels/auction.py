"""The auction: entries bid for judges in whole numbers until nobody wants to change.

Every judge offers so many places, each at a price. An entry that lacks a judge bids for the one it
gets cheapest (cost plus price), as much as makes the next best as good, and a step more; whoever is
outbid bids again. With steps that shrink from round to round the seating comes within a step a seat
of the least cost, and at the smallest step it is the least (Bertsekas, Linear Network Optimization,
1991, chapter 4).

How good a seating is does not rest on that argument: prices of any auction give a bound by duality,
which is worked out anew each round, and the auction stops when cost and bound are close enough.
"""

from collections.abc import Sequence
from fractions import Fraction
from heapq import heapreplace
from operator import add

import attrs

from homeroom_core.panels.problem import PanelProblem, Seating, cheapest, members

_BARRED = 1 << 62
_FIRST_STEP = 20
"""The first step is this part of the widest difference of costs."""
_SHRINK = 4


@attrs.frozen(kw_only=True)
class AuctionSolver:
    """The solver that needs nothing but Python.

    Attributes:
        gap: How far above the proved bound a seating may stay, as a share of the bound.
        exact_up_to: Where no more seats than this are open, the least cost itself is found.
    """

    gap: Fraction = Fraction(1, 200)
    exact_up_to: int = 2000

    def solve(self, problem: PanelProblem) -> Seating:
        """The cheapest seating there is, or one within the gap.

        Args:
            problem: There has to be a way to fill its seats, as `assign_panels` makes sure of.
        """
        gap = self.gap if sum(problem.seats) > self.exact_up_to else Fraction(0)
        auction = _Auction(problem)
        step = max(1, auction.widest // _FIRST_STEP)
        best, bound = None, auction.bound()
        while True:
            chosen = auction.round(step)
            best = chosen if best is None else min(best, chosen, key=problem.cost)
            cost, bound = problem.cost(best), max(bound, auction.settle())
            if step == 1 or cost - bound <= gap * bound:
                return Seating(best, bound)
            step = max(1, step // _SHRINK)


class _Auction:
    """Bidders, prices and who holds which place.

    Judges stand band by band, so that the costs of a band are one list. Places that may stay empty
    are held by one more bidder, to whom they cost nothing; thus all places are always wanted.
    """

    def __init__(self, problem: PanelProblem) -> None:
        crowded = any(problem.crowding)
        bands = problem.bands if crowded else (0,) * len(problem.bands)
        self.problem = problem
        self.bidders = [e for e, seats in enumerate(problem.seats) if seats]
        self.bands = [
            [j for j, band in enumerate(bands) if band == which and problem.most[j]]
            for which in range(max(bands, default=0) + 1)
        ]
        self.seats = [problem.seats[e] for e in self.bidders]
        self.scale = 2 * (sum(problem.most) + 1)
        self.spare = [[problem.most[j] - problem.least[j] for j in band] for band in self.bands]
        self.places = [[problem.most[j] for j in band] for band in self.bands]
        self.prices = [[0] * len(band) for band in self.bands]
        self._set_up_costs(crowded=crowded)
        self._set_up_rest()

    def _set_up_costs(self, *, crowded: bool) -> None:
        problem, scale = self.problem, self.scale
        self.rows: list[list[list[int]]] = []
        highest = 0
        for e in self.bidders:
            scaled = [cost * scale for cost in problem.costs[e]]
            allowed = [_BARRED] * len(scaled)
            for j in members(problem.options[e]):
                allowed[j] = scaled[j]
                highest = max(highest, scaled[j])
            self.rows.append([[allowed[j] for j in band] for band in self.bands])
        self.crowding = [crowd * scale for crowd in problem.crowding] + [_BARRED]
        self.counts = [problem.in_band(problem.seated[e]) if crowded else [0] for e in self.bidders]
        if not crowded:
            self.crowding = [0] * len(self.crowding)
        self.widest = highest + max(self.crowding[:-1], default=0)

    def _set_up_rest(self) -> None:
        """The bidder for places that stay empty; does not mind crowding."""
        self.idle = len(self.bidders)
        self.lacking_none = [0] * (sum(self.problem.most) + 1)
        rest = sum(self.problem.most) - sum(self.problem.seats)
        self.rows.append([[0 if n else _BARRED for n in spare] for spare in self.spare])
        self.counts.append([0] * len(self.bands))
        self.seats.append(rest)

    def round(self, step: int) -> tuple[int, ...]:
        """Sell all places anew, starting from the prices there are."""
        start = [list(counts) for counts in self.counts]
        rows = [[list(band) for band in row] for row in self.rows]
        spare = [list(band) for band in self.spare]
        prices, idle = self.prices, self.idle
        crowding = [self.crowding] * idle + [self.lacking_none]
        held = [
            [[(price, -1)] * places for price, places in zip(*band, strict=True)]
            for band in zip(prices, self.places, strict=True)
        ]
        waiting = [
            b for turn in range(max(self.seats)) for b, n in enumerate(self.seats) if turn < n
        ]
        while waiting:
            bidder = waiting.pop()
            row, crowd, count = rows[bidder], crowding[bidder], start[bidder]
            best = second = _BARRED << 1
            for which, costs in enumerate(row):
                nets = list(map(add, costs, prices[which]))
                if nets:
                    lowest = min(nets)
                    value = lowest + crowd[count[which]]
                    if value < best:
                        best, second, band, found, low = value, best, which, nets, lowest
                    elif value < second:
                        second = value
            at = found.index(low)
            found[at] = _BARRED
            second = min(second, min(found) + best - low)
            offer = prices[band][at] + min(second - best, self.widest) + step
            _, loser = heapreplace(held[band][at], (offer, bidder))
            prices[band][at] = held[band][at][0][0]
            count[band] += 1
            if bidder < idle:
                row[band][at] += _BARRED
            else:
                spare[band][at] -= 1
                row[band][at] = 0 if spare[band][at] else _BARRED
            if loser < 0:
                continue
            waiting.append(loser)
            start[loser][band] -= 1
            if loser < idle:
                rows[loser][band][at] -= _BARRED
            else:
                spare[band][at] += 1
                rows[loser][band][at] = 0
        return self._chosen(held)

    def settle(self) -> int:
        """Round the prices to whole costs where that proves more; the bound they prove.

        Costs are whole, so among the best prices there are whole ones. Rounding takes away what
        bidding by steps has left over, and saves most of the rounds with small steps.
        """
        found, bound, scale = self.prices, self.bound(), self.scale
        self.prices = [[(p + scale // 2) // scale * scale for p in band] for band in found]
        rounded = self.bound()
        if rounded < bound:
            self.prices = found
        return max(bound, rounded)

    def bound(self) -> int:
        """The least that any seating can cost, by the prices as they are; rounded up."""
        total = 0
        for at, row in enumerate(self.rows[: self.idle]):
            nets = [list(map(add, *band)) for band in zip(row, self.prices, strict=True)]
            ahead = [self.crowding[count:-1] for count in self.counts[at]]
            total += cheapest(nets, ahead, self.seats[at])
        empty = [
            price
            for prices, spare in zip(self.prices, self.spare, strict=True)
            for price, places in zip(prices, spare, strict=True)
            for _ in range(places)
        ]
        total += sum(sorted(empty)[: self.seats[self.idle]])
        for prices, places in zip(self.prices, self.places, strict=True):
            total -= sum(price * number for price, number in zip(prices, places, strict=True))
        return -(-total // self.scale)

    def _chosen(self, held: Sequence[Sequence[Sequence[tuple[int, int]]]]) -> tuple[int, ...]:
        chosen = [0] * len(self.problem.seats)
        for judges, places in zip(self.bands, held, strict=True):
            for judge, holders in zip(judges, places, strict=True):
                for _, bidder in holders:
                    if bidder < self.idle:
                        chosen[self.bidders[bidder]] |= 1 << judge
        return tuple(chosen)
