"""Ranking 100,000 entries x 10 sheets by an exact trimmed mean, ties included, against numpy.

Both are given the same Python objects, a list of lists of marks, and drop the highest and lowest
mark of each entry. numpy turns them into an array of floats first: that is part of its work, as the
marks come from sheets. Its places are those of its float means, which here are exact as well.

    python tests/benchmarks/scoring.py [--json] [--quick]
"""

import random
import tracemalloc
from collections.abc import Callable, Sequence
from decimal import Decimal

from harness import Bench, Figure, Work, peer

from homeroom_core.bulk import rank_trimmed

PANEL = 10
MINE = "rank_trimmed"
THEIRS = "numpy"
AT_MOST = 2.5

Marks = Sequence[Sequence[int]] | Sequence[Sequence[Decimal]]


def main() -> None:
    """Measure and report."""
    bench = Bench("scoring", __doc__ or "", peers=("numpy",))
    entries = 10_000 if bench.quick else 100_000
    against_numpy(bench, "marks 1 to 10", whole_marks(entries))
    against_numpy(bench, "marks 60 to 100", whole_marks(entries, 60, 100))
    against_numpy(bench, "marks 1.0 to 10.0", decimal_marks(entries))
    growth(bench, (1_000, 10_000) if bench.quick else (1_000, 10_000, 100_000))
    bench.report()


def against_numpy(bench: Bench, name: str, marks: Marks) -> None:
    """The same marks ranked both ways, in turns; the answers have to be equal."""
    works: dict[str, Work] = {MINE: a_work(mine, marks)}
    if peer("numpy") is not None:
        assert theirs(marks) == list(rank_trimmed(marks).ranks)
        works[THEIRS] = a_work(numpy_ranks, marks)
    title = f"{len(marks):,} entries x {PANEL}, {name}"
    found = bench.measure(title, works, samples=15, times=1, cpu=True)
    bench.cost(f"{MINE} : numpy, {name}", found[MINE], found.get(THEIRS), at_most=AT_MOST)


def growth(bench: Bench, counts: Sequence[int]) -> None:
    """Time and memory for more and more sheets, a sheet each; linear where they stay about even."""
    works: dict[str, Work] = {}
    sizes = {count: whole_marks(count) for count in counts}
    for count, marks in sizes.items():
        works[f"{count * PANEL:,} sheets"] = a_work(mine, marks)
        bench.counts[f"peak bytes a sheet, {count * PANEL:,} sheets"] = peak(marks) // (
            count * PANEL
        )
    found = bench.measure("growth, marks 1 to 10", works, samples=15, times=1, cpu=True)
    (_, first), *_, (_, last) = zip(sizes, found.values(), strict=True)
    times = max(sizes) // min(sizes)
    grown = Figure(first.median * times, first.minimum * times)
    bench.cost(f"time for {times} times the sheets : {times} times the time", last, grown)


def a_work(rank: Callable[[Marks], object], marks: Marks) -> Work:
    """One ranking after another."""

    def work(times: int) -> None:
        for _ in range(times):
            rank(marks)

    return work


def mine(marks: Marks) -> object:
    """The library's ranking."""
    return rank_trimmed(marks, places=1)


def numpy_ranks(marks: Marks) -> object:
    """numpy's ranking, an array: one place an entry, ties shared."""
    numpy = peer("numpy")
    ordered = numpy.sort(numpy.array(marks, dtype=float), axis=1)
    means = ordered[:, 1:-1].mean(axis=1)
    return means.size - numpy.searchsorted(numpy.sort(means), means, side="right") + 1


def theirs(marks: Marks) -> list[int]:
    """numpy's places as a list; its means are rounded, lest equal ones differ in their last bit."""
    numpy = peer("numpy")
    ordered = numpy.sort(numpy.array(marks, dtype=float), axis=1)
    means = ordered[:, 1:-1].mean(axis=1).round(6)
    places = means.size - numpy.searchsorted(numpy.sort(means), means, side="right") + 1
    return [int(place) for place in places]


def peak(marks: Marks) -> int:
    """The most memory one ranking holds at a time, its answer included, in bytes."""
    tracemalloc.start()
    mine(marks)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def whole_marks(entries: int, low: int = 1, high: int = 10) -> list[list[int]]:
    """The same for the same sizes, from a fixed seed."""
    draw = random.Random(7)
    return [[draw.randint(low, high) for _ in range(PANEL)] for _ in range(entries)]


def decimal_marks(entries: int) -> list[list[Decimal]]:
    """Marks with one decimal place, each an object of its own, as if read from sheets."""
    return [
        [Decimal(mark).scaleb(-1) for mark in row] for row in whole_marks(entries, low=10, high=100)
    ]


if __name__ == "__main__":
    main()
