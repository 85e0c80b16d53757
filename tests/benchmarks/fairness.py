"""How fair is which scoring method: invented contests whose true order is known, scored and compared.

Each contest has 40 entries of a drawn quality and a panel of judges who differ in severity; every
judge marks a part of the entries in whole marks from 1 to 10. All methods score the same contests
through `evaluate`, so that they are compared pair by pair. What is drawn, in marks: quality with
spread 1.5, severity with half of that, noise with 0.6 of it; the general level is 5.5.

    python tests/benchmarks/fairness.py [--replications N] [--seed N] [--json]
"""

import argparse
import json
import platform
import random
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import partial
from itertools import combinations
from math import sqrt

import attrs

from homeroom_core.criterion import Criterion
from homeroom_core.evaluation import evaluate
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Result
from homeroom_core.statistics.connectivity import refuse_disconnected
from homeroom_core.text import Text

ENTRIES = 40
AWARDS = 4
LEVEL, QUALITY, NOISE = 5.5, 1.5, 0.6
LOWEST, HIGHEST = 1, 10
REPLICATIONS = 400
SEED = 20250901
RAW = "raw mean"
MEASURES = ("tau_b", "top", "winner")
SHOWN = {"tau_b": "tau_b", "top": "correct top 10 %", "winner": "right winner"}


@attrs.frozen(kw_only=True)
class Scenario:
    """One kind of contest.

    Attributes:
        name: Of the row.
        judges: How many there are.
        share: Which part of the entries each of them marks.
        severity: Spread of the severities, in spreads of quality.
        rogues: How many judges mark at random.
        lean: How strongly every other judge is given the better entries, and the rest the worse.
    """

    name: str
    judges: int = 7
    share: float = 0.6
    severity: float = 0.5
    rogues: int = 0
    lean: float = 0.0


SCENARIOS = (
    Scenario(name="A base: 7 judges mark 60 % each"),
    Scenario(name="B no severity differences", severity=0.0),
    Scenario(name="C severity 1.0", severity=1.0),
    Scenario(name="D complete: everybody marks all", share=1.0),
    Scenario(name="E sparse: 30 %, two marks an entry", share=0.3),
    Scenario(name="G one judge marks at random", rogues=1),
    Scenario(name="I assignment follows quality", lean=0.5),
    Scenario(name="J 3 judges", judges=3),
)

METHODS = {
    RAW: ScoringPolicy(method="mean"),
    "trimmed mean": ScoringPolicy(method="trimmed_mean", parameters={"at_least": 3}),
    "median": ScoringPolicy(method="median"),
    "z score": ScoringPolicy(method="z_score"),
    "least squares": ScoringPolicy(method="least_squares"),
    "severity-adjusted": ScoringPolicy(method="severity_adjusted"),
}

_LABEL = Text("作品", "作品", "Entry")
RUBRIC = Rubric(
    id="one_mark",
    version="1",
    title=_LABEL,
    total=Decimal(HIGHEST),
    criteria=(
        Criterion(
            id="all",
            label=_LABEL,
            maximum=Decimal(HIGHEST),
            scale=FreeScale(minimum=Decimal(LOWEST), maximum=Decimal(HIGHEST)),
        ),
    ),
    source="invented",
)

Found = dict[str, dict[str, float]]
"""From method to measure to what it is in one contest."""


@attrs.frozen(kw_only=True)
class Estimate:
    """A mean over all contests, and half the width of its 95 % interval."""

    mean: float
    margin: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Estimate":
        """From one value a contest."""
        margin = 1.96 * statistics.stdev(values) / sqrt(len(values))
        return cls(mean=statistics.fmean(values), margin=margin)


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--replications", type=_several, default=REPLICATIONS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    started = time.perf_counter()
    found = {s.name: simulate(s, options.replications, options.seed) for s in SCENARIOS}
    about = {
        "benchmark": "fairness",
        "python": platform.python_version(),
        "seed": options.seed,
        "replications": options.replications,
        "seconds": round(time.perf_counter() - started),
    }
    sys.stdout.write(as_json(about, found) if options.json else as_text(about, found))


def simulate(scenario: Scenario, replications: int, seed: int) -> list[Found]:
    """So many contests of a kind; each has a seed of its own, so the order of work is no matter."""
    sys.stderr.write(f"fairness: {scenario.name}\n")
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(replicate, scenario, seed), range(replications), chunksize=5))


def replicate(scenario: Scenario, seed: int, number: int) -> Found:
    """One contest, scored by all methods."""
    draw = random.Random(f"{seed} {scenario.name} {number}")
    quality = [draw.gauss() for _ in range(ENTRIES)]
    cards = cards_of(scenario, quality, draw)
    entrants = [Entrant(id=_entry(n)) for n in range(ENTRIES)]
    return {
        name: judged(quality, evaluate(policy, RUBRIC, entrants, cards))
        for name, policy in METHODS.items()
    }


def cards_of(scenario: Scenario, quality: Sequence[float], draw: random.Random) -> list[Card]:
    """The cards of one contest; whole marks, cut off at the ends of the scale."""
    severity = [draw.gauss(0, scenario.severity) for _ in range(scenario.judges)]
    cards = []
    for judge, entries in enumerate(panels(scenario, quality, draw)):
        for entry in entries:
            liked = quality[entry] - severity[judge] + draw.gauss(0, NOISE)
            mark = min(HIGHEST, max(LOWEST, round(LEVEL + QUALITY * liked)))
            if judge < scenario.rogues:
                mark = draw.randint(LOWEST, HIGHEST)
            cards.append(Card(entry=_entry(entry), judge=f"j{judge}", marks={"all": str(mark)}))
    return cards


def panels(scenario: Scenario, quality: Sequence[float], draw: random.Random) -> list[list[int]]:
    """The entries of each judge: panels as even as can be, drawn anew until all can be compared."""
    while True:
        drawn = _draw_panels(scenario, quality, draw)
        table = {
            _entry(e): {f"j{j}": 1 for j, entries in enumerate(drawn) if e in entries}
            for e in range(ENTRIES)
        }
        if all(table.values()) and refuse_disconnected(table) is None:
            return drawn


def _draw_panels(
    scenario: Scenario, quality: Sequence[float], draw: random.Random
) -> list[list[int]]:
    marked = [0] * ENTRIES
    drawn = []
    for judge in range(scenario.judges):
        lean = scenario.lean * (-1) ** judge
        urgency = [marked[e] - lean * quality[e] + draw.random() for e in range(ENTRIES)]
        taken = sorted(range(ENTRIES), key=urgency.__getitem__)[: round(scenario.share * ENTRIES)]
        for entry in taken:
            marked[entry] += 1
        drawn.append(taken)
    return drawn


def judged(quality: Sequence[float], result: Result) -> dict[str, float]:
    """How near the places come to the true order."""
    ranks = [result.of(_entry(n)).rank for n in range(ENTRIES)]
    true = sorted(range(ENTRIES), key=quality.__getitem__, reverse=True)
    return {
        "tau_b": tau_b(quality, ranks),
        "top": sum(chance(ranks, entry, AWARDS) for entry in true[:AWARDS]) / AWARDS,
        "winner": chance(ranks, true[0], 1),
    }


def tau_b(quality: Sequence[float], ranks: Sequence[int]) -> float:
    """Kendall's rank correlation with the truth, in which nobody is tied."""
    agree = untied = pairs = 0
    for one, other in combinations(range(len(ranks)), 2):
        pairs += 1
        if ranks[one] != ranks[other]:
            untied += 1
            agree += 1 if (quality[one] > quality[other]) == (ranks[one] < ranks[other]) else -1
    return agree / sqrt(pairs * untied) if untied else 0.0


def chance(ranks: Sequence[int], entry: int, seats: int) -> float:
    """The chance of an entry to get one of the seats if lots decide among those tied at the cut."""
    rank = ranks[entry]
    left = seats - (rank - 1)
    return max(0.0, min(1.0, left / ranks.count(rank)))


def as_json(about: Mapping[str, object], found: Mapping[str, list[Found]]) -> str:
    """Everything, for programs."""
    scenarios = {
        scenario: {
            name: {
                measure: attrs.asdict(Estimate.of([one[name][measure] for one in contests]))
                | {"against_raw": attrs.asdict(difference(contests, name, measure))}
                for measure in MEASURES
            }
            for name in METHODS
        }
        for scenario, contests in found.items()
    }
    return json.dumps({**about, "scenarios": scenarios}, ensure_ascii=False, indent=2) + "\n"


def as_text(about: Mapping[str, object], found: Mapping[str, list[Found]]) -> str:
    """Tables in Markdown: all means, then what each method gains on the raw mean."""
    lines = [", ".join(f"{name} {value}" for name, value in about.items())]
    lines += _table(
        "tau_b / correct top 10 % / right winner",
        {
            scenario: [
                " / ".join(
                    f"{statistics.fmean(one[name][measure] for one in contests):.3f}"
                    for measure in MEASURES
                )
                for name in METHODS
            ]
            for scenario, contests in found.items()
        },
        list(METHODS),
    )
    others = [name for name in METHODS if name != RAW]
    for measure in MEASURES:
        rows = {
            scenario: [_signed(difference(contests, name, measure)) for name in others]
            for scenario, contests in found.items()
        }
        lines += _table(f"{SHOWN[measure]}, against the raw mean", rows, others)
    return "\n".join(lines) + "\n"


def difference(contests: Sequence[Found], name: str, measure: str) -> Estimate:
    """What a method gains on the raw mean, contest by contest."""
    return Estimate.of([one[name][measure] - one[RAW][measure] for one in contests])


def _table(title: str, rows: Mapping[str, Sequence[str]], columns: Sequence[str]) -> list[str]:
    head = ["", f"| {title} | {' | '.join(columns)} |", "|--" * (len(columns) + 1) + "|"]
    return head + [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]


def _signed(found: Estimate) -> str:
    return f"{found.mean:+.3f} ± {found.margin:.3f}"


def _entry(number: int) -> str:
    return f"e{number:02}"


def _several(written: str) -> int:
    count = int(written)
    if count < 2:
        msg = "two replications at least: one has no interval"
        raise argparse.ArgumentTypeError(msg)
    return count


if __name__ == "__main__":
    main()
