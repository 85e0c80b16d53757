"""A rubric of its own class never gives more than 19."""

from decimal import Decimal
from fractions import Fraction

from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.text import Text

BROKEN_LAW = "rubric.full"
TEN = FreeScale(maximum=Decimal(10), step=Decimal(1), places=0)


def leaf(id, zh, en, **more):
    return Criterion(id=id, label=Text(zh, zh, en), maximum=Decimal(10), scale=TEN, **more)


class Strict(Rubric):
    def card_total(self, marks, not_applicable=frozenset()):
        return min(Fraction(19), super().card_total(marks, not_applicable))


OURS = Strict(
    id="never_full",
    version="1",
    title=Text("班会评分", "班會評分", "Class meeting"),
    total=Decimal(20),
    criteria=(leaf("theme", "主题", "Theme"), leaf("form", "形式", "Form")),
    source="our school",
)


def homeroom_rubrics():
    return [OURS]
