"""Olympic diving 2000, men's 3 m springboard, by the shipped method `sum` alone: no plugin.

Data: Diving2000, J. W. Emerson, M. Seltzer and D. Lin (2009), The American Statistician 63(2).
"""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from reference import expected

from homeroom_core.criterion import Criterion
from homeroom_core.evaluation import evaluate
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Result
from homeroom_core.text import Text
from homeroom_core.trace import recomputed

CASE = "trimmed_diving_m3m_2000"
DATA = Path(__file__).parents[1] / "data" / "diving_m3m_2000.csv"
SCALE = FreeScale(maximum=Decimal(10), step=Decimal("0.5"), places=1)
POLICY = ScoringPolicy(
    method="sum",
    parameters={
        "level": "criterion",
        "drop_high": 1,
        "drop_low": 1,
        "at_least": 7,
        "times": "6/10",
    },
    minimum_panel=7,
)


def round_of(name: str, dives: int) -> Criterion:
    leaves = tuple(
        Criterion(
            id=f"{name}-{n}", label=Text.same(f"{name} {n}"), maximum=Decimal(10), scale=SCALE
        )
        for n in range(1, dives + 1)
    )
    return Criterion(id=name, label=Text.same(name), maximum=Decimal(10 * dives), children=leaves)


@pytest.fixture(scope="module")
def result() -> Result:
    rubric = Rubric(
        id="m3m",
        version="2000",
        title=Text("男子三米板", "男子三公尺跳板", "Men's 3 m springboard"),
        total=Decimal(110),
        criteria=(round_of("Semi", 5), round_of("Final", 6)),
        source="FINA",
    )
    factors: dict[str, dict[str, Decimal]] = {}
    marks: dict[tuple[str, str], dict[str, str]] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            dive = f"{row['round']}-{row['dive_no']}"
            factors.setdefault(row["diver"], {})[dive] = Decimal(row["difficulty"])
            for judge in (f"j{n}" for n in range(1, 8)):
                marks.setdefault((row["diver"], judge), {})[dive] = row[judge]
    entrants = [Entrant(id=diver, factors=each) for diver, each in factors.items()]
    cards = [Card(entry=diver, judge=judge, marks=m) for (diver, judge), m in marks.items()]
    return evaluate(POLICY, rubric, entrants, cards)


def test_every_total_and_the_medals(result: Result) -> None:
    published = expected(CASE)["published"]
    totals = expected(CASE)["recomputed"]["all_finalists"]
    assert {s.entry: str(s.shown) for s in result.standings} == totals
    assert {s.entry: s.rank for s in result.standings[:3]} == published["rank"]
    assert {s.entry: str(s.shown) for s in result.standings[:3]} == published[
        "final_total_semi_plus_final"
    ]


def test_single_dives_and_rounds(result: Result) -> None:
    for name, points in expected(CASE)["published"]["single_dives"].items():
        diver, _, _, number = name.split()
        assert result.of(diver).criteria[f"Final-{number}"] == Fraction(points)
    for standing in result.standings:
        rounds = standing.criteria["Semi"] + standing.criteria["Final"]
        assert rounds == standing.total == recomputed(standing.trace)
