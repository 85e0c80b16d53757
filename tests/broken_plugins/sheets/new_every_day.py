"""Its version is the day on which it is asked for."""

from datetime import date
from decimal import Decimal

from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.text import Text

BROKEN_LAW = "sheet.same_again"
TEN = FreeScale(maximum=Decimal(10), step=Decimal(1), places=0)


def leaf(id, zh, en, **more):
    return Criterion(id=id, label=Text(zh, zh, en), maximum=Decimal(10), scale=TEN, **more)


def homeroom_rubrics():
    ours = Rubric(
        id="new_every_day",
        version=f"{date.today():%Y%m%d}",
        title=Text("班会评分", "班會評分", "Class meeting"),
        total=Decimal(20),
        criteria=(leaf("theme", "主题", "Theme"), leaf("form", "形式", "Form")),
        source="our school",
    )
    return [ours]
