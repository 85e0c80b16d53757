"""Whom the tie-breaker puts first."""

from decimal import Decimal

from homeroom_core.criterion import Criterion
from homeroom_core.evaluation import evaluate
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak
from homeroom_core.text import Text

from homeroom_plugins.scaffold.kinds.tie_break import best_card

HUNDRED = Decimal(100)
STORY = Criterion(
    id="story", label=Text.same("Story"), maximum=HUNDRED, scale=FreeScale(maximum=HUNDRED)
)
RUBRIC = Rubric(
    id="trial",
    version="1",
    title=Text.same("Trial"),
    total=HUNDRED,
    criteria=(STORY,),
    source="a test",
)
MARKS = {"class-1": ("80", "80"), "class-2": ("70", "90"), "class-3": ("90", "70")}
"""Three entries with the same mean; the last two with the same best card as well."""


def test_the_higher_best_card_goes_first_and_equal_ones_share_a_place() -> None:
    cards = [
        Card(entry=entry, judge=f"judge-{number}", marks={"story": mark})
        for entry, marks in MARKS.items()
        for number, mark in enumerate(marks)
    ]
    policy = ScoringPolicy(method="mean", tie_break=(TieBreak(best_card.name),))
    entrants = [Entrant(id=entry) for entry in MARKS]
    result = evaluate(policy, RUBRIC, entrants, cards, tie_breakers=[best_card])
    ranks = {one.entry: one.rank for one in result.standings}
    assert ranks == {"class-2": 1, "class-3": 1, "class-1": 3}
