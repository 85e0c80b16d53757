"""A rubric of 100 points, of which a judge may give half ones."""

from collections.abc import Sequence
from decimal import Decimal

from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.text import Text

ID = "sample_plugin.story"
TITLE = Text("育人故事评比", "育人故事評比", "Class story contest")
CONTENT = Text("内容", "內容", "Content")
TELLING = Text("表达", "表達", "Telling")


def leaf(id: str, points: int, label: Text) -> Criterion:
    """A criterion that takes marks from 0 to its points, in halves."""
    most = Decimal(points)
    scale = FreeScale(maximum=most, step=Decimal("0.5"), places=1)
    return Criterion(id=id, label=label, maximum=most, scale=scale)


def homeroom_rubrics() -> Sequence[Rubric]:
    """The rubric."""
    both = (leaf("content", 60, CONTENT), leaf("told", 40, TELLING))
    total, source = Decimal(100), "Moral education office"
    return [Rubric(id=ID, version="1", title=TITLE, total=total, source=source, criteria=both)]
