"""What the benchmarks share: peers, samples of variants taken in turns, a table, ratios.

A shared machine changes its speed from one second to the next. So every variant is measured in many
short samples, all variants take turns in an order shuffled anew each round (from a fixed seed), and
what counts is the ratio of two figures of one run, first of all that of the minima. Work that waits
for nothing is measured in processor time, which leaves out what other processes take.
"""

import argparse
import importlib
import json
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import attrs

Work = Callable[[int], object]
"""Does one thing so many times."""

Clock = Callable[[], float]
"""Tells seconds."""

_SEED = 20250901


@attrs.frozen
class Figure:
    """What one thing costs, in seconds: median and minimum of the samples."""

    median: float
    minimum: float

    def less(self, other: "Figure") -> "Figure":
        """What remains when something that both contain is taken off."""
        return Figure(self.median - other.median, self.minimum - other.minimum)

    def each(self, count: int) -> "Figure":
        """The cost of one, where so many were done at once."""
        return Figure(self.median / count, self.minimum / count)


@attrs.frozen(kw_only=True)
class Ratio:
    """One figure set against another, and what it was meant to be.

    Attributes:
        name: What is compared.
        minimum: Ratio of the minima; the one that is held against the target.
        median: Ratio of the medians.
        at_least: The ratio is to be so large, where that is the target.
        at_most: The ratio is to be no larger, where that is the target.
    """

    name: str
    minimum: float
    median: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def target(self) -> str:
        """The target in a few signs; empty where there is none."""
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"

    @property
    def met(self) -> bool | None:
        """Whether the target was met; `None` where there is none."""
        if self.at_least is not None:
            return self.minimum >= self.at_least
        return None if self.at_most is None else self.minimum <= self.at_most


class Bench:
    """One script's figures and ratios, printed at the end.

    Args:
        name: Of the subject.
        about: What `--help` says.
        peers: Distributions that are measured as well, where they are installed.
    """

    def __init__(self, name: str, about: str, *, peers: tuple[str, ...] = ()) -> None:
        parser = argparse.ArgumentParser(description=about.partition("\n")[0])
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--quick", action="store_true", help="fewer and smaller samples")
        options = parser.parse_args()
        self.name = name
        self.quick: bool = options.quick
        self.tables: dict[str, dict[str, Figure]] = {}
        self.ratios: list[Ratio] = []
        self.counts: dict[str, int] = {}
        self._as_json: bool = options.json
        self._shuffler = random.Random(_SEED)
        self._versions = {peer: _version(peer) for peer in ("attrs", "cattrs", *peers)}

    @property
    def missing(self) -> tuple[str, ...]:
        """Distributions that are not installed, and so were not measured."""
        return tuple(name for name, found in self._versions.items() if found is None)

    def note(self, doing: str) -> None:
        """Say on standard error what takes its time."""
        sys.stderr.write(f"{self.name}: {doing}\n")

    def measure(
        self,
        title: str,
        works: Mapping[str, Work],
        *,
        samples: int = 51,
        seconds: float = 0.01,
        times: int | None = None,
        cpu: bool = False,
    ) -> dict[str, Figure]:
        """One table: what each kind of work costs, once.

        Args:
            title: Of the table.
            works: By the name of their row.
            samples: How many are taken of each; a fifth of them when in a hurry.
            seconds: How long a sample takes, about.
            times: How often the work is done in a sample, where that is not to be found out.
            cpu: Whether to measure processor time; otherwise it is the time on the wall.
        """
        self.note(title)
        clock = time.process_time if cpu else time.perf_counter
        taken: dict[str, list[float]] = {name: [] for name in works}
        loops = {name: _loops(work, seconds, times, clock) for name, work in works.items()}
        order = list(works)
        for _ in range(max(3, samples // 5) if self.quick else samples):
            self._shuffler.shuffle(order)
            for name in order:
                taken[name].append(_seconds(works[name], loops[name], clock) / loops[name])
        return self.add(title, {name: figure(found) for name, found in taken.items()})

    def add(self, title: str, figures: Mapping[str, Figure]) -> dict[str, Figure]:
        """A table of figures, however they came about."""
        self.tables[title] = dict(figures)
        return self.tables[title]

    def faster(
        self, name: str, mine: Figure, theirs: Figure | None, *, at_least: float | None = None
    ) -> None:
        """Note how many times as fast one thing is as another; nothing where the peer is missing."""
        if theirs is not None:
            self._ratio(name, theirs, mine, at_least=at_least)

    def cost(
        self, name: str, mine: Figure, theirs: Figure | None, *, at_most: float | None = None
    ) -> None:
        """Note how many times the cost of another a thing has; nothing where the peer is missing."""
        if theirs is not None:
            self._ratio(name, mine, theirs, at_most=at_most)

    def report(self) -> None:
        """Print everything, as it was asked for."""
        sys.stdout.write(self._json() if self._as_json else self._text())

    def _ratio(self, name: str, over: Figure, under: Figure, **target: float | None) -> None:
        minimum, median = over.minimum / under.minimum, over.median / under.median
        self.ratios.append(Ratio(name=name, minimum=minimum, median=median, **target))

    def _json(self) -> str:
        found = {
            "benchmark": self.name,
            "quick": self.quick,
            "python": platform.python_version(),
            "versions": {name: found for name, found in self._versions.items() if found},
            "missing": self.missing,
            "figures": {
                title: {name: _in_microseconds(figure) for name, figure in rows.items()}
                for title, rows in self.tables.items()
            },
            "counts": self.counts,
            "ratios": {
                ratio.name: {
                    "minimum": round(ratio.minimum, 3),
                    "median": round(ratio.median, 3),
                    "target": ratio.target,
                    "met": ratio.met,
                }
                for ratio in self.ratios
            },
        }
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"

    def _text(self) -> str:
        lines = [f"{self.name}, Python {platform.python_version()}"]
        lines += [f"not installed, so not measured: {name}" for name in self.missing]
        for title, rows in self.tables.items():
            lines += ["", f"{title:<60}{'median us':>12}{'min us':>12}{'per second':>13}"]
            lines += [_row(name, figure) for name, figure in rows.items()]
        if self.counts:
            lines += ["", *(f"{name:<60}{count:>12}" for name, count in self.counts.items())]
        lines += ["", f"{'ratio':<60}{'of minima':>12}{'of medians':>12}  target"]
        lines += [_line(ratio) for ratio in self.ratios]
        return "\n".join(lines) + "\n"


def peer(name: str) -> Any:
    """The module of a peer, or `None` where it is not installed.

    It is `Any`: the scripts are checked where no peer is installed, too.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def figure(samples: list[float]) -> Figure:
    """Median and minimum of samples."""
    return Figure(statistics.median(samples), min(samples))


def _loops(work: Work, seconds: float, times: int | None, clock: Clock) -> int:
    """How often a work fits into so many seconds, unless that is given; warms it up as well."""
    if times is not None:
        work(times)
        return times
    loops = 1
    while (spent := _seconds(work, loops, clock)) < seconds / 4:
        loops *= 2
    return max(1, round(loops * seconds / spent))


def _seconds(work: Work, times: int, clock: Clock) -> float:
    start = clock()
    work(times)
    return clock() - start


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _in_microseconds(found: Figure) -> dict[str, float]:
    return {
        "median_us": round(found.median * 1e6, 3),
        "min_us": round(found.minimum * 1e6, 3),
        "per_second": round(1 / found.minimum),
    }


def _row(name: str, found: Figure) -> str:
    shown = _in_microseconds(found)
    return f"  {name:<58}{shown['median_us']:>12,.2f}{shown['min_us']:>12,.2f}{shown['per_second']:>13,}"


def _line(ratio: Ratio) -> str:
    verdict = {None: "", True: "met", False: "MISSED"}[ratio.met]
    return (
        f"  {ratio.name:<58}{ratio.minimum:>12.2f}{ratio.median:>12.2f}  {ratio.target} {verdict}"
    )
