"""Hypothesis strategies for ratings of a panel: few entries and judges, whole marks, gaps."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.statistics.connectivity import subsets_of
from homeroom_core.statistics.ratings import Points
from homeroom_core.text import Text

_LABEL = Text("项目", "項目", "Item")
RUBRIC = Rubric(
    id="one",
    version="1",
    title=_LABEL,
    total=Decimal(100),
    criteria=(
        Criterion(
            id="all",
            label=_LABEL,
            maximum=Decimal(100),
            scale=FreeScale(maximum=Decimal(100), minimum=Decimal(0)),
        ),
    ),
    source="",
)


@st.composite
def tables(
    draw: st.DrawFn,
    *,
    complete: bool = False,
    fewest_entries: int = 2,
    most_entries: int = 6,
    fewest_judges: int = 2,
    most_judges: int = 4,
    most_points: int = 6,
) -> Points:
    """Ratings from 0 to `most_points`; every entry is rated, not always by every judge."""
    entries = [f"e{n}" for n in range(draw(st.integers(fewest_entries, most_entries)))]
    judges = [f"j{n}" for n in range(draw(st.integers(fewest_judges, most_judges)))]
    points = st.integers(0, most_points).map(Fraction)
    panels = st.just(judges) if complete else st.sets(st.sampled_from(judges), min_size=1)
    return {e: {j: draw(points) for j in sorted(draw(panels))} for e in entries}


def connected_tables(
    *, fewest_entries: int = 2, most_entries: int = 6
) -> st.SearchStrategy[Points]:
    """Ratings of which every two can be compared, through others if need be."""
    return tables(fewest_entries=fewest_entries, most_entries=most_entries).filter(
        lambda table: len(subsets_of(table)) == 1
    )


def renamed(table: Points, entries: dict[str, str], judges: dict[str, str]) -> Points:
    """The same ratings under other names."""
    return {entries[e]: {judges[j]: v for j, v in row.items()} for e, row in table.items()}


def contest_of(table: Points) -> tuple[tuple[Entrant, ...], tuple[Card, ...]]:
    """Entrants and cards on `RUBRIC` with these ratings as the only mark."""
    cards = tuple(
        Card(entry=entry, judge=judge, marks={"all": str(value)})
        for entry, row in table.items()
        for judge, value in row.items()
    )
    return tuple(Entrant(id=entry) for entry in table), cards
