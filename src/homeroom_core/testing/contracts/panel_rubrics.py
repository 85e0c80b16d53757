"""Rubrics that methods and tie-breakers are tried on, and the marks that may stand on them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import strategies as st

from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import Band, BandedScale, FreeScale, Scale, SteppedScale
from homeroom_core.text import Text

Marks = Mapping[str, str]
"""One card: from criterion to what the judge wrote."""


def _leaf(id: str, scale: Any, **more: Any) -> Criterion:
    return Criterion(id=id, label=Text.same(id), maximum=scale.top, scale=scale, **more)


def _rubric(id: str, *criteria: Criterion) -> Rubric:
    total = sum((c.weight * Fraction(c.maximum) for c in criteria), Fraction(0))
    return Rubric(
        id=id,
        version="1",
        title=Text.same(id),
        total=Decimal(total.numerator) / Decimal(total.denominator),
        criteria=criteria,
        source="made to check plugins",
        minimum_share=Fraction(1, 1000),
    )


HUNDRED = FreeScale(maximum=Decimal(100))
TEN = FreeScale(maximum=Decimal(10), step=Decimal(1), places=0)

ONE = _rubric("one", _leaf("work", HUNDRED))
"""A single criterion, 0 to 100 with two decimal places."""

LARGE = _rubric("large", _leaf("work", FreeScale(maximum=Decimal(150))))
"""A single criterion out of 150: whoever takes 100 for granted goes wrong."""

ALIKE = _rubric("alike", _leaf("theme", TEN), _leaf("form", TEN))
"""Two criteria on one scale of whole points, as the Rasch model wants them."""

WEIGHED = _rubric(
    "weighed",
    _leaf("theme", FreeScale(maximum=Decimal(10)), weight=Fraction(3)),
    _leaf("form", FreeScale(maximum=Decimal(20)), weight=Fraction(1, 2)),
)
"""Two criteria whose points do not count alike: 3 × 10 and 1/2 × 20 make 40."""

TREE = _rubric(
    "tree",
    Criterion(
        id="meeting",
        label=Text.same("meeting"),
        maximum=Decimal(20),
        weight=Fraction(1, 2),
        children=(
            _leaf(
                "form",
                BandedScale(
                    bands=tuple(
                        Band(id=id, label=Text.same(id), points=Decimal(points))
                        for id, points in (("good", 8), ("fair", 5), ("weak", 1))
                    )
                ),
            ),
            _leaf("theme", FreeScale(maximum=Decimal(12), step=Decimal("0.5"), places=1)),
        ),
    ),
    _leaf("plan", SteppedScale(steps=(Decimal(30), Decimal(25), Decimal(18), Decimal(0)))),
    _leaf("extra", FreeScale(maximum=Decimal(10)), required=False),
)
"""A tree with every kind of scale, a group that counts by half, and one criterion that need not be
marked; the first marks on it are no numbers."""

RUBRICS: tuple[Rubric, ...] = (ONE, ALIKE, WEIGHED, TREE, LARGE)


def legal_marks(criterion: Criterion) -> tuple[str, ...]:
    """Marks of a criterion from the lowest to the highest: all of them, or 41 between the ends."""
    return _legal(criterion.measure)


def rungs(criterion: Criterion) -> tuple[str, ...]:
    """Marks of a criterion from the lowest to the highest, and those right beside the two ends."""
    marks, scale = legal_marks(criterion), criterion.measure
    if not isinstance(scale, FreeScale):
        return marks
    step = Fraction(scale.step or Decimal(1).scaleb(-scale.places))
    beside = (Fraction(scale.minimum) + step, Fraction(scale.top) - step)
    return tuple(sorted({*marks, *map(_written, beside)}, key=Fraction))


@cache
def _legal(scale: Scale) -> tuple[str, ...]:
    if isinstance(scale, BandedScale):
        return tuple(band.id for band in sorted(scale.bands, key=lambda band: band.points))
    if isinstance(scale, SteppedScale):
        return tuple(map(str, sorted(scale.steps)))
    step = Fraction(scale.step or Decimal(1).scaleb(-scale.places))
    low, count = (
        Fraction(scale.minimum),
        int((Fraction(scale.top) - Fraction(scale.minimum)) / step),
    )
    if count <= _SWEEP:
        at: Sequence[int] = range(count + 1)
    else:
        at = sorted({round(count * n / _SWEEP) for n in range(_SWEEP + 1)})
    return tuple(_written(low + n * step) for n in at)


_SWEEP = 40


def worst(rubric: Rubric) -> dict[str, str]:
    """The card with the lowest mark everywhere."""
    return {leaf: legal_marks(criterion)[0] for leaf, criterion in rubric.leaves.items()}


def best(rubric: Rubric) -> dict[str, str]:
    """The card with the highest mark everywhere."""
    return {leaf: legal_marks(criterion)[-1] for leaf, criterion in rubric.leaves.items()}


def at_share(rubric: Rubric, share: Fraction) -> dict[str, str]:
    """The card with such a share of the way from the lowest mark to the highest everywhere."""
    found = {}
    for leaf, criterion in rubric.leaves.items():
        marks = legal_marks(criterion)
        found[leaf] = marks[round(share * (len(marks) - 1))]
    return found


@st.composite
def drawn_cards(draw: st.DrawFn, rubric: Rubric, *, complete: bool = True) -> dict[str, str]:
    """Cards with any legal marks; without `complete`, what is optional may not be marked."""
    found = {}
    for leaf in rubric.leaves.values():
        if complete or leaf.required or draw(st.booleans()):
            found[leaf.id] = draw(drawn_marks(leaf))
    return found


def drawn_marks(criterion: Criterion) -> st.SearchStrategy[str]:
    """Any legal mark of a criterion, the lowest first."""
    scale = criterion.measure
    if not isinstance(scale, FreeScale):
        return st.sampled_from(legal_marks(criterion))
    step = Fraction(scale.step or Decimal(1).scaleb(-scale.places))
    low, count = (
        Fraction(scale.minimum),
        int((Fraction(scale.top) - Fraction(scale.minimum)) / step),
    )
    whole = max(1, int(1 / step))
    return st.integers(0, count).map(lambda n: _written(low + n * step)) | st.integers(
        0, count // whole
    ).map(lambda n: _written(low + n * whole * step))


def _written(value: Fraction) -> str:
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
