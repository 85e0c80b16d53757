"""Ranking 100,000 entries x 10 sheets by an exact trimmed mean, ties included, against numpy.

Both are given the same Python objects, a list of lists of marks, and drop the highest and lowest
mark of each entry. numpy turns them into an array of floats first: that is part of its work, as the
marks come from sheets. Its places are those of its float means, which here are exact as well.

Then the severity-adjusted mean of 500 entries and 50 judges whose panels repeat: the model alone,
and all that `evaluate` does, traces and digests included. Last, `evaluate` by the mean for more and
more cards, and what each ranking takes of a process of its own.

    python tests/benchmarks/scoring.py [--json] [--quick]
"""

import random
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from harness import Bench, Figure, Work, peer

from homeroom_core.bulk import rank_trimmed
from homeroom_core.criterion import Criterion
from homeroom_core.evaluation import evaluate
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.statistics.severity import fit_severity
from homeroom_core.text import Text

PANEL = 10
MINE = "rank_trimmed"
THEIRS = "numpy"
AT_MOST = 2.5

LABEL = Text("作品", "作品", "Entry")
RUBRIC = Rubric(
    id="one_mark",
    version="1",
    title=LABEL,
    total=Decimal(100),
    criteria=(
        Criterion(
            id="all", label=LABEL, maximum=Decimal(100), scale=FreeScale(maximum=Decimal(100))
        ),
    ),
    source="invented",
)

Marks = Sequence[Sequence[int]] | Sequence[Sequence[Decimal]]


def main() -> None:
    """Measure and report."""
    bench = Bench("scoring", __doc__ or "", peers=("numpy",))
    entries = 10_000 if bench.quick else 100_000
    against_numpy(bench, "marks 1 to 10", whole_marks(entries))
    against_numpy(bench, "marks 60 to 100", whole_marks(entries, 60, 100))
    against_numpy(bench, "marks 1.0 to 10.0", decimal_marks(entries))
    severity(bench)
    growth(bench, (1_000, 10_000) if bench.quick else (1_000, 10_000, 100_000))
    growth_of_evaluate(bench, (100, 1_000) if bench.quick else (1_000, 10_000))
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
        sheets = count * PANEL
        bench.counts[f"peak bytes a sheet, {sheets:,} sheets"] = peak(marks) // sheets
        if Path("/proc/self/status").exists():
            before, after = process_peak(count)
            bench.counts[f"peak KiB of a process holding {sheets:,} sheets"] = before
            bench.counts[f"peak KiB of it after ranking them, {sheets:,} sheets"] = after
    found = bench.measure("growth, marks 1 to 10", works, samples=15, times=1, cpu=True)
    (_, first), *_, (_, last) = zip(sizes, found.values(), strict=True)
    times = max(sizes) // min(sizes)
    grown = Figure(first.median * times, first.minimum * times)
    bench.cost(f"time for {times} times the sheets : {times} times the time", last, grown)


def severity(bench: Bench) -> None:
    """500 entries and 50 judges: five of them a panel, 50 panels, and everybody marks everything."""
    designs = {"5 a panel": panels(500, 50, 5), "all mark all": panels(500, 50, 50)}
    works: dict[str, Work] = {}
    for name, table in designs.items():
        cards, entrants = cards_of(table), [Entrant(id=entry) for entry in table]
        works[f"fit_severity, {name}"] = repeated(partial(fit_severity, table))
        works[f"evaluate, {name}"] = repeated(
            partial(evaluate, ScoringPolicy(method="severity_adjusted"), RUBRIC, entrants, cards)
        )
    title = "500 entries x 50 judges, severity-adjusted"
    found = bench.measure(title, works, samples=7, times=1, cpu=True)
    for name, taken in found.items():
        bench.cost(f"{name} : 1 s", taken, Figure(1.0, 1.0), at_most=1)


def growth_of_evaluate(bench: Bench, counts: Sequence[int]) -> None:
    """The whole evaluation by the mean, ten cards an entry."""
    works: dict[str, Work] = {}
    for count in counts:
        table = panels(count, PANEL, PANEL)
        entrants = [Entrant(id=entry) for entry in table]
        run = partial(evaluate, ScoringPolicy(method="mean"), RUBRIC, entrants, cards_of(table))
        works[f"{count * PANEL:,} cards"] = repeated(run)
    found = bench.measure("growth of evaluate, mean", works, samples=5, times=1, cpu=True)
    first, last = (found[f"{count * PANEL:,} cards"] for count in counts)
    times = counts[1] // counts[0]
    grown = Figure(first.median * times, first.minimum * times)
    bench.cost(f"evaluate, {times} times the cards : {times} times the time", last, grown)


def panels(entries: int, judges: int, size: int) -> dict[str, dict[str, int]]:
    """Marks of overlapping panels that repeat: panel n begins at judge n x size / 2."""
    draw = random.Random(11)
    severities = [draw.gauss(0, 4) for _ in range(judges)]
    table: dict[str, dict[str, int]] = {}
    for number in range(entries):
        quality, start = draw.gauss(70, 8), number * size // 2
        table[f"e{number:05}"] = {
            f"j{j:02}": max(0, min(100, round(quality - severities[j] + draw.gauss(0, 5))))
            for j in sorted((start + n) % judges for n in range(size))
        }
    return table


def cards_of(table: Mapping[str, Mapping[str, int]]) -> list[Card]:
    """The same marks as cards."""
    return [
        Card(entry=entry, judge=judge, marks={"all": str(mark)})
        for entry, row in table.items()
        for judge, mark in row.items()
    ]


def repeated(run: Callable[[], object]) -> Work:
    """One run after another."""

    def work(times: int) -> None:
        for _ in range(times):
            run()

    return work


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


def process_peak(entries: int) -> tuple[int, int]:
    """The most memory of a process of its own, in KiB: once the marks are there, and at the end.

    Linux tells it; what `resource` says would include the parent's.
    """
    code = (
        "import pathlib, re, scoring\n"
        "status = pathlib.Path('/proc/self/status')\n"
        "most = lambda: re.search(r'VmHWM:\\s+(\\d+)', status.read_text())[1]\n"
        f"marks = scoring.whole_marks({entries})\n"
        "before = most()\n"
        "scoring.mine(marks)\n"
        "print(before, most())\n"
    )
    done = subprocess.run(  # noqa: S603  # our own code in our own interpreter
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = map(int, done.stdout.split())
    return before, after


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
