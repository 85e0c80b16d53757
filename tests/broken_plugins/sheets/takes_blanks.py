"""A rubric of its own class takes cards with gaps."""

from decimal import Decimal

from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.text import Text

BROKEN_LAW = "rubric.missing"
TEN = FreeScale(maximum=Decimal(10), step=Decimal(1), places=0)


def leaf(id, zh, en, **more):
    return Criterion(id=id, label=Text(zh, zh, en), maximum=Decimal(10), scale=TEN, **more)


class Patient(Rubric):
    def refuse_marks(self, marks, *, complete, not_applicable=frozenset()):
        return super().refuse_marks(marks, complete=False, not_applicable=not_applicable)


OURS = Patient(
    id="takes_blanks",
    version="1",
    title=Text("班会评分", "班會評分", "Class meeting"),
    total=Decimal(20),
    criteria=(leaf("theme", "主题", "Theme"), leaf("form", "形式", "Form")),
    source="our school",
)


def homeroom_rubrics():
    return [OURS]
