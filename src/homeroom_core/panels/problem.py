"""The arithmetic core of a panel assignment, by index: what a solver is given and gives back.

Sets of judges are bit masks: bit `j` stands for judge `j`. What is already decided (who may, who
must, how even the loads are) has been worked in; all that is left to a solver is the cheapest way.
"""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Protocol

import attrs

from homeroom_core.errors import PluginError
from homeroom_core.text import Text

Masks = tuple[int, ...]
"""One set of judges for each entry."""

_BROKEN = Text(
    "给出的分派不符合要求：{what}",
    "給出的分派不符合要求：{what}",
    "its assignment breaks what was asked for: {what}",
)
_WRONG_PANEL = Text("第 {at} 件作品的评委", "第 {at} 件作品的評委", "the panel of entry {at}")
_WRONG_LOAD = Text("第 {at} 位评委的件数", "第 {at} 位評委的件數", "the load of judge {at}")
_WRONG_BOUND = Text("下界高于成本", "下界高於成本", "a bound above its cost")


@attrs.frozen(kw_only=True)
class PanelProblem:
    """Fill the seats that are open, at the least cost. There is always a way to do so.

    Attributes:
        costs: Whole numbers, 0 or more: one row an entry, one column a judge.
        seats: How many judges each entry still gets.
        options: From whom they are chosen, each at most once.
        seated: Who sits on the panel already; they count for the mix only.
        least: The fewest of these seats that each judge takes.
        most: The most of them that each judge takes.
        bands: The band of experience of each judge, 0 and up.
        crowding: What the first, second, ... judge of one band costs on a panel, seated ones
            included; never falling.
    """

    costs: Sequence[Sequence[int]]
    seats: tuple[int, ...]
    options: Masks
    seated: Masks
    least: tuple[int, ...]
    most: tuple[int, ...]
    bands: tuple[int, ...]
    crowding: tuple[int, ...]

    def in_band(self, mask: int) -> list[int]:
        """How many judges of a set stand in each band."""
        counts = [0] * (max(self.bands, default=0) + 1)
        for judge in members(mask):
            counts[self.bands[judge]] += 1
        return counts

    def mix_cost(self, mask: int) -> int:
        """What crowding costs on a panel."""
        return sum(sum(self.crowding[:count]) for count in self.in_band(mask))

    def cost(self, chosen: Masks) -> int:
        """What these choices add to what is seated already."""
        found = sum(self.costs[e][j] for e, mask in enumerate(chosen) for j in members(mask))
        if any(self.crowding):
            for mask, seated in zip(chosen, self.seated, strict=True):
                found += self.mix_cost(mask | seated) - self.mix_cost(seated)
        return found


@attrs.frozen
class Seating:
    """A solver's answer.

    Attributes:
        chosen: The judges chosen for each entry.
        bound: No answer costs less than this: proved, not guessed. 0 where nothing is known.
    """

    chosen: Masks
    bound: int


class PanelSolver(Protocol):
    """Finds the cheapest seating, or one close to it with a proof of how close."""

    def solve(self, problem: PanelProblem) -> Seating:
        """The seating. The same problem always gets the same answer."""
        ...


def check_seating(problem: PanelProblem, seating: Seating, solver: str) -> None:
    """Pass only an answer that keeps to the problem; nobody trusts a solver with a conflict.

    Raises:
        PluginError: A panel, a load or the bound is wrong.
    """
    loads = [0] * len(problem.least)
    parts = zip(seating.chosen, problem.options, problem.seats, strict=True)
    for at, (chosen, options, seats) in enumerate(parts):
        if chosen & ~options or chosen.bit_count() != seats:
            raise PluginError(solver, _BROKEN.format(what=_WRONG_PANEL.format(at=at)))
        for judge in members(chosen):
            loads[judge] += 1
    for at, load in enumerate(loads):
        if not problem.least[at] <= load <= problem.most[at]:
            raise PluginError(solver, _BROKEN.format(what=_WRONG_LOAD.format(at=at)))
    if seating.bound > problem.cost(seating.chosen):
        raise PluginError(solver, _BROKEN.format(what=_WRONG_BOUND))


def members(mask: int) -> Iterator[int]:
    """The judges of a set, in order.

    >>> list(members(0b1101))
    [0, 2, 3]
    """
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def cheapest(bands: Sequence[Sequence[int]], crowding: Sequence[Sequence[int]], seats: int) -> int:
    """The least cost of so many seats, where crowding within a band never gets cheaper.

    Args:
        bands: What each judge costs, band by band.
        crowding: What the next, and the one after, ... of that band costs on top.
        seats: How many are to be taken in all.

    >>> cheapest([[1, 2, 3], [4]], [[0, 5, 5], [0]], seats=2)
    5
    """
    rising = (
        [cost + more for cost, more in zip(sorted(band), extra, strict=False)]
        for band, extra in zip(bands, crowding, strict=True)
    )
    return sum(islice(merge(*rising), seats))
