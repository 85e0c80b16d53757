"""Published results, made again to the last digit.

Source of `diving_m3m_2000.csv`: Diving2000 data set, J. W. Emerson, M. Seltzer and D. Lin (2009),
"Assessing Judging Bias: An Example From the 2000 Olympic Games", The American Statistician 63(2);
published totals: Olympic results of 26 September 2000, men's 3 m springboard. The totals of places
4 to 12 were computed from the same data with another program.
"""

import csv
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from homeroom_core.criterion import Criterion
from homeroom_core.evaluation import evaluate
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant, ScoringMethod, ScoringRequest, scoring_method
from homeroom_core.scoring_methods import trimmed_mean
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Standing
from homeroom_core.text import Text

DATA = Path(__file__).parents[1] / "data" / "diving_m3m_2000.csv"
JUDGES = tuple(f"j{n}" for n in range(1, 8))
DIVES = {"Semi": 5, "Final": 6}


# What a local plugin has to say, and nothing else:
@scoring_method("diving", label=Text("跳水", "跳水", "Diving"))
def diving(request: ScoringRequest) -> Mapping[str, Fraction]:
    """Per dive: drop highest and lowest, sum of the rest x 0.6 x difficulty."""
    totals = {}
    for entrant in request.entrants:
        total = Fraction(0)
        for dive, points in request.points_of(entrant.id).items():
            middle = sorted(Fraction(p) for p in points.values())[1:-1]
            total += sum(middle) * Fraction(6, 10) * Fraction(entrant.factors[dive])
        totals[entrant.id] = total
    return totals


def dive(id: str) -> Criterion:
    scale = FreeScale(maximum=Decimal(10), step=Decimal("0.5"), places=1)
    return Criterion(id=id, label=Text.same(id), maximum=Decimal(10), scale=scale)


def two_rounds() -> Rubric:
    rounds = tuple(
        Criterion(
            id=name,
            label=Text.same(name),
            maximum=Decimal(10 * count),
            children=tuple(dive(f"{name}-{number}") for number in range(1, count + 1)),
        )
        for name, count in DIVES.items()
    )
    title = Text("男子三米板", "男子三公尺跳板", "Men's 3 m springboard")
    return Rubric(
        id="m3m", version="2000", title=title, total=Decimal(110), criteria=rounds, source="FINA"
    )


def contest() -> tuple[tuple[Entrant, ...], tuple[Card, ...]]:
    factors: dict[str, dict[str, Decimal]] = {}
    marks: dict[tuple[str, str], dict[str, str]] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            dive_id = f"{row['round']}-{row['dive_no']}"
            factors.setdefault(row["diver"], {})[dive_id] = Decimal(row["difficulty"])
            for judge in JUDGES:
                marks.setdefault((row["diver"], judge), {})[dive_id] = row[judge]
    entrants = tuple(Entrant(id=diver, factors=f) for diver, f in factors.items())
    cards = tuple(Card(entry=diver, judge=j, marks=m) for (diver, j), m in marks.items())
    return entrants, cards


def standings(policy: ScoringPolicy, *methods: ScoringMethod) -> tuple[Standing, ...]:
    return evaluate(policy, two_rounds(), *contest(), methods=methods).standings


PUBLISHED = [
    (1, "diver-12", "708.72"),
    (2, "diver-05", "708.42"),
    (3, "diver-08", "703.20"),
]
RECOMPUTED = [
    (4, "diver-11", "671.04"),
    (5, "diver-06", "647.40"),
    (6, "diver-03", "642.72"),
    (7, "diver-07", "638.22"),
    (8, "diver-09", "634.47"),
    (9, "diver-01", "619.17"),
    (10, "diver-10", "616.53"),
    (11, "diver-04", "613.47"),
    (12, "diver-02", "583.80"),
]


def test_a_small_plugin_gives_the_olympic_totals_and_order() -> None:
    found = standings(ScoringPolicy(method="diving", minimum_panel=7), diving)
    assert [(s.rank, s.entry, str(s.shown)) for s in found] == PUBLISHED + RECOMPUTED


def test_single_dives_as_published() -> None:
    """Last dives as in press reports of 26 and 27 September 2000: 81.60 and 65.10."""
    parameters = {"level": "criterion", "at_least": 7}
    policy = ScoringPolicy(method="trimmed_mean", parameters=parameters)
    dives = {s.entry: s.criteria["Final-6"] for s in standings(policy, trimmed_mean)}
    # Five marks x 0.6 are three times their mean.
    assert 3 * dives["diver-12"] == Fraction("81.60")
    assert 3 * dives["diver-08"] == Fraction("65.10")


def test_the_shipped_trimmed_mean_by_criterion_is_a_third_of_the_published_totals() -> None:
    parameters = {"level": "criterion", "at_least": 7}
    policy = ScoringPolicy(method="trimmed_mean", parameters=parameters)
    found = [(s.rank, s.entry, 3 * s.total) for s in standings(policy, trimmed_mean)]
    assert found == [(rank, diver, Fraction(t)) for rank, diver, t in PUBLISHED + RECOMPUTED]
