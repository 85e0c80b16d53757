"""A rubric of its own class gives half a point more for every mark."""

from decimal import Decimal

from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.text import Text

BROKEN_LAW = "sheet.plain"
TEN = FreeScale(maximum=Decimal(10), step=Decimal(1), places=0)


def leaf(id, zh, en, **more):
    return Criterion(id=id, label=Text(zh, zh, en), maximum=Decimal(10), scale=TEN, **more)


class Generous(Rubric):
    def card_total(self, marks, not_applicable=frozenset()):
        return super().card_total(marks, not_applicable) + len(marks) / Decimal(2)


OURS = Generous(
    id="generous",
    version="1",
    title=Text("班会评分", "班會評分", "Class meeting"),
    total=Decimal(20),
    criteria=(leaf("theme", "主题", "Theme"), leaf("form", "形式", "Form")),
    source="our school",
)


def homeroom_rubrics():
    return [OURS]
