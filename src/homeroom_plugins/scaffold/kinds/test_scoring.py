"""How the method counts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from homeroom_core.criterion import Criterion
from homeroom_core.evaluation import evaluate
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Text

from homeroom_plugins.scaffold.kinds.scoring import middle

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


@pytest.mark.parametrize(
    ("marks", "total"), [(["70", "90", "80"], 80), (["70", "90"], 80), (["71"], 71)]
)
def test_the_middle_card_counts(marks: list[str], total: int) -> None:
    cards = [
        Card(entry="class-1", judge=f"judge-{number}", marks={"story": mark})
        for number, mark in enumerate(marks)
    ]
    policy = ScoringPolicy(method=middle.name)
    result = evaluate(policy, RUBRIC, [Entrant(id="class-1")], cards, methods=[middle])
    assert [one.total for one in result.standings] == [Fraction(total)]
