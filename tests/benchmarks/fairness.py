"""How fair is which scoring method: invented contests whose true order is known, scored and compared.

Each contest has 40 entries of a drawn quality and a panel of judges who differ in severity; every
judge marks a part of the entries in whole marks from 1 to 10. All methods score the same contests
through `evaluate`, so that they are compared pair by pair. What is drawn, in marks: quality with
spread 1.5, severity with half of that, noise with 0.6 of it; the general level is 5.5.

Where a method refuses a contest (an estimate that does not settle), that contest is left out of its
figures and counted in a table of its own.

With `--intervals`, instead of the methods, how often the 90 % rank intervals of the model of
severity hold the true place, and how many places wide they are.

    python tests/benchmarks/fairness.py [--replications N] [--seed N] [--processes N] [--json]
    python tests/benchmarks/fairness.py --intervals [--replications N] [--seed N] [--processes N]
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
from functools import cache, partial
from itertools import combinations
from math import nan, sqrt

import attrs

from homeroom_core.criterion import Criterion
from homeroom_core.errors import HomeroomError
from homeroom_core.evaluation import evaluate
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Result
from homeroom_core.statistics.connectivity import refuse_disconnected
from homeroom_core.statistics.rank_intervals import rank_intervals
from homeroom_core.statistics.severity import fit_severity
from homeroom_core.text import Text

ENTRIES = 40
AWARDS = 4
LEVEL, QUALITY = 5.5, 1.5
LOWEST, HIGHEST = 1, 10
REPLICATIONS = 400
SEED = 20250901
RAW = "raw mean"
SHOWN = {
    "tau_b": "tau_b",
    "tau_a": "tau_a",
    "top": "correct top 10 %",
    "winner": "right winner",
    "luck": "luck of the panel",
}
MEASURES = tuple(SHOWN)


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
        noise: Spread of what is neither quality nor severity, in spreads of quality.
        stretch: Spread of how widely judges use the scale; 0 where all use it alike.
        favoured: How many entries the first judge favours, with three marks each.
        criteria: How many marks a card has, each with noise of its own; the card adds them up.
    """

    name: str
    judges: int = 7
    share: float = 0.6
    severity: float = 0.5
    rogues: int = 0
    lean: float = 0.0
    noise: float = 0.6
    stretch: float = 0.0
    favoured: int = 0
    criteria: int = 1


SCENARIOS = (
    Scenario(name="A base: 7 judges mark 60 % each"),
    Scenario(name="B no severity differences", severity=0.0),
    Scenario(name="C severity 1.0", severity=1.0),
    Scenario(name="D complete: everybody marks all", share=1.0),
    Scenario(name="E sparse: 30 %, two marks an entry", share=0.3),
    Scenario(name="F judges use the scale unlike", stretch=0.25),
    Scenario(name="G one judge marks at random", rogues=1),
    Scenario(name="H one judge favours three entries", favoured=3),
    Scenario(name="I assignment follows quality", lean=0.5),
    Scenario(name="J 3 judges", judges=3),
    Scenario(name="K noise 1.0", noise=1.0),
    Scenario(name="L five criteria", criteria=5),
)

METHODS = {
    RAW: ScoringPolicy(method="mean"),
    "trimmed mean": ScoringPolicy(method="trimmed_mean", parameters={"at_least": 3}),
    "median": ScoringPolicy(method="median"),
    "z score": ScoringPolicy(method="z_score"),
    "least squares": ScoringPolicy(method="least_squares"),
    "severity-adjusted": ScoringPolicy(method="severity_adjusted"),
    "Rasch": ScoringPolicy(method="rasch"),
}

_LABEL = Text("作品", "作品", "Entry")

Found = dict[str, dict[str, float]]
"""From method to measure to what it is in one contest; a method that refused it is not there."""


@attrs.frozen(kw_only=True)
class Estimate:
    """A mean over all contests, and half the width of its 95 % interval."""

    mean: float
    margin: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Estimate":
        """From one value a contest."""
        if len(values) < 2:
            return cls(mean=nan, margin=nan)
        margin = 1.96 * statistics.stdev(values) / sqrt(len(values))
        return cls(mean=statistics.fmean(values), margin=margin)


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--replications", type=_several, default=REPLICATIONS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    parser.add_argument("--processes", type=int, metavar="N", help="default: one a core")
    parser.add_argument("--intervals", action="store_true", help="measure rank intervals")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    started = time.perf_counter()
    if options.intervals:
        with ProcessPoolExecutor(options.processes) as pool:
            sys.stdout.write(intervals_table(pool, options.replications, options.seed))
        return
    with ProcessPoolExecutor(options.processes) as pool:
        found = {s.name: simulate(pool, s, options.replications, options.seed) for s in SCENARIOS}
    about = {
        "benchmark": "fairness",
        "python": platform.python_version(),
        "seed": options.seed,
        "replications": options.replications,
        "seconds": round(time.perf_counter() - started),
    }
    sys.stdout.write(as_json(about, found) if options.json else as_text(about, found))


def simulate(
    pool: ProcessPoolExecutor, scenario: Scenario, replications: int, seed: int
) -> list[Found]:
    """So many contests of a kind; each has a seed of its own, so the order of work is no matter."""
    sys.stderr.write(f"fairness: {scenario.name}\n")
    return list(pool.map(partial(replicate, scenario, seed), range(replications), chunksize=5))


def replicate(scenario: Scenario, seed: int, number: int) -> Found:
    """One contest, scored by all methods."""
    quality, severity, drawn, cards = contest(scenario, seed, number)
    entrants = [Entrant(id=_entry(n)) for n in range(ENTRIES)]
    strictness = [
        statistics.fmean(s for s, entries in zip(severity, drawn, strict=True) if n in entries)
        for n in range(ENTRIES)
    ]
    found = {}
    for name, policy in METHODS.items():
        try:
            result = evaluate(policy, rubric(scenario.criteria), entrants, cards)
        except HomeroomError:
            continue
        found[name] = judged(quality, strictness, result)
    return found


def contest(
    scenario: Scenario, seed: int, number: int
) -> tuple[list[float], list[float], list[list[int]], list[Card]]:
    """One invented contest: qualities, severities, the entries of each judge, and the cards."""
    draw = random.Random(f"{seed} {scenario.name} {number}")
    quality = [draw.gauss() for _ in range(ENTRIES)]
    severity = [draw.gauss(0, scenario.severity) for _ in range(scenario.judges)]
    drawn = panels(scenario, quality, draw)
    return quality, severity, drawn, cards_of(scenario, quality, severity, drawn, draw)


def intervals_table(pool: ProcessPoolExecutor, replications: int, seed: int) -> str:
    """Coverage and width of the rank intervals, as a table."""
    rows = {}
    for scenario in SCENARIOS:
        if scenario.criteria == 1:
            found = list(
                pool.map(partial(covered, scenario, seed), range(replications), chunksize=5)
            )
            held, wide = (Estimate.of(column) for column in zip(*found, strict=True))
            rows[scenario.name] = [
                f"{held.mean:.3f} ± {held.margin:.3f}",
                f"{wide.mean:.1f} ± {wide.margin:.1f}",
            ]
    head = f"90 % rank intervals, {replications} contests, seed {seed}"
    return "\n".join(_table(head, rows, ("hold the true place", "places wide"))) + "\n"


def covered(scenario: Scenario, seed: int, number: int) -> tuple[float, float]:
    """Share of the entries of one contest whose true place is in the interval; its mean width."""
    quality, _, _, cards = contest(scenario, seed, number)
    ratings: dict[str, dict[str, int]] = {}
    for card in cards:
        ratings.setdefault(card.entry, {})[card.judge] = int(card.marks["c0"])
    true = sorted(range(ENTRIES), key=quality.__getitem__, reverse=True)
    places = {_entry(entry): place for place, entry in enumerate(true, 1)}
    found = rank_intervals(fit_severity(ratings), seed=number)
    held = statistics.fmean(one.low <= places[one.entry] <= one.high for one in found)
    return held, statistics.fmean(one.high - one.low + 1 for one in found)


@cache
def rubric(criteria: int) -> Rubric:
    """So many criteria, each marked from 1 to 10."""
    scale = FreeScale(minimum=Decimal(LOWEST), maximum=Decimal(HIGHEST))
    return Rubric(
        id="invented",
        version="1",
        title=_LABEL,
        total=Decimal(HIGHEST * criteria),
        criteria=tuple(
            Criterion(id=f"c{number}", label=_LABEL, maximum=Decimal(HIGHEST), scale=scale)
            for number in range(criteria)
        ),
        source="invented",
    )


def cards_of(
    scenario: Scenario,
    quality: Sequence[float],
    severity: Sequence[float],
    drawn: Sequence[Sequence[int]],
    draw: random.Random,
) -> list[Card]:
    """The cards of one contest; whole marks, cut off at the ends of the scale."""
    cards = []
    for judge, entries in enumerate(drawn):
        width = 2 ** draw.gauss(0, scenario.stretch) if scenario.stretch else 1.0
        for place, entry in enumerate(entries):
            favour = 3 if judge == 0 and place < scenario.favoured else 0
            marks = {}
            for number in range(scenario.criteria):
                noise = draw.gauss(0, scenario.noise)
                liked = width * quality[entry] - severity[judge] + noise
                mark = round(LEVEL + QUALITY * liked) + favour
                if judge < scenario.rogues:
                    mark = draw.randint(LOWEST, HIGHEST)
                marks[f"c{number}"] = str(min(HIGHEST, max(LOWEST, mark)))
            cards.append(Card(entry=_entry(entry), judge=f"j{judge}", marks=marks))
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


def judged(
    quality: Sequence[float], strictness: Sequence[float], result: Result
) -> dict[str, float]:
    """How near the places come to the true order, and how far they hang on who sat on the panel."""
    ranks = [result.of(_entry(n)).rank for n in range(ENTRIES)]
    true = sorted(range(ENTRIES), key=quality.__getitem__, reverse=True)
    lost = [ranks[entry] - place for place, entry in sorted(enumerate(true, 1), key=_second)]
    return {
        "tau_b": tau(quality, ranks, ties=False),
        "tau_a": tau(quality, ranks, ties=True),
        "top": sum(chance(ranks, entry, AWARDS) for entry in true[:AWARDS]) / AWARDS,
        "winner": chance(ranks, true[0], 1),
        "luck": correlation(lost, strictness),
    }


def tau(quality: Sequence[float], ranks: Sequence[int], *, ties: bool) -> float:
    """Kendall's rank correlation with the truth, in which nobody is tied.

    With `ties` (tau_a) a tie of two entries counts as half right; without (tau_b) not at all.
    """
    agree = untied = pairs = 0
    for one, other in combinations(range(len(ranks)), 2):
        pairs += 1
        if ranks[one] != ranks[other]:
            untied += 1
            agree += 1 if (quality[one] > quality[other]) == (ranks[one] < ranks[other]) else -1
    return agree / (pairs if ties else sqrt(pairs * untied)) if untied else 0.0


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's; 0 where either of them is the same throughout."""
    if len(set(one)) < 2 or max(other) - min(other) < 1e-9:
        return 0.0
    return statistics.correlation(one, other)


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
                measure: attrs.asdict(Estimate.of(values(contests, name, measure)))
                | {"against_raw": attrs.asdict(difference(contests, name, measure))}
                for measure in MEASURES
            }
            for name in METHODS
        }
        for scenario, contests in found.items()
    }
    about = {**about, "refused": {s: refused(contests) for s, contests in found.items()}}
    return json.dumps({**about, "scenarios": scenarios}, ensure_ascii=False, indent=2) + "\n"


def as_text(about: Mapping[str, object], found: Mapping[str, list[Found]]) -> str:
    """Tables in Markdown: all means, then what each method gains on the raw mean."""
    lines = [", ".join(f"{name} {value}" for name, value in about.items())]
    lines += _table(
        " / ".join(SHOWN.values()),
        {
            scenario: [
                " / ".join(
                    f"{Estimate.of(values(contests, name, measure)).mean:.3f}"
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
    counts = {
        scenario: [str(refused(contests)[name]) for name in METHODS]
        for scenario, contests in found.items()
    }
    lines += _table("contests refused", counts, list(METHODS))
    return "\n".join(lines) + "\n"


def difference(contests: Sequence[Found], name: str, measure: str) -> Estimate:
    """What a method gains on the raw mean, contest by contest."""
    return Estimate.of([one[name][measure] - one[RAW][measure] for one in contests if name in one])


def values(contests: Sequence[Found], name: str, measure: str) -> list[float]:
    """What a measure came to, in each contest that the method scored."""
    return [one[name][measure] for one in contests if name in one]


def refused(contests: Sequence[Found]) -> dict[str, int]:
    """How many contests each method refused."""
    return {name: sum(name not in one for one in contests) for name in METHODS}


def _table(title: str, rows: Mapping[str, Sequence[str]], columns: Sequence[str]) -> list[str]:
    head = ["", f"| {title} | {' | '.join(columns)} |", "|--" * (len(columns) + 1) + "|"]
    return head + [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]


def _signed(found: Estimate) -> str:
    return f"{found.mean:+.3f} ± {found.margin:.3f}"


def _second(pair: tuple[int, int]) -> int:
    return pair[1]


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
