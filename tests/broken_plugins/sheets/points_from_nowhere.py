"""A part is computed by a criterion that nobody provides."""

from decimal import Decimal

from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.parts import Part
from homeroom_core.text import Text

BROKEN_LAW = "sheet.uses"

OURS = Composite(
    id="points_from_nowhere",
    version="1",
    title=Text("年度考核", "年度考核", "Yearly review"),
    total=Decimal(5),
    parts=(
        Part(
            id="hours",
            label=Text("学时", "學時", "Hours"),
            maximum=Decimal(5),
            computed="hours_of_nobody",
        ),
    ),
    source="our school",
)


def homeroom_rubrics():
    return [OURS]
