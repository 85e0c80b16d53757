"""Hypothesis strategies for rubrics, cards, policies, standings and rules.

Everything drawn is valid by construction, so that no example is thrown away, and shrinks towards
one flat criterion, one judge, one entry and low marks.
"""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from homeroom_core.award_policy import CUT_TIES, VACANCIES, AwardLevel, AwardPolicy
from homeroom_core.criterion import Criterion
from homeroom_core.exact import MODES, Rounding
from homeroom_core.fact import Boundary, Comparator, FactValue
from homeroom_core.ranking import groups_of, ranks
from homeroom_core.rubric import Rubric
from homeroom_core.rule import Rule
from homeroom_core.scale import Band, BandedScale, FreeScale, Scale, SteppedScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_methods import LEVELS
from homeroom_core.scoring_policy import RANK_ON, ScoringPolicy, TieBreak, by_criteria
from homeroom_core.standing import Standing
from homeroom_core.text import Text
from homeroom_core.trace import Step

_LABEL = Text("项目", "項目", "Item")
_ORDER_COMPARATORS: tuple[Comparator, ...] = ("<", "<=", ">", ">=", "==", "!=")
_WORD_COMPARATORS: tuple[Comparator, ...] = ("in", "not in")


@st.composite
def scales(draw: st.DrawFn, *, most: int = 30) -> Scale:
    """Scales of every kind whose best mark is worth a whole number of points, `most` or fewer."""
    top = draw(st.integers(1, most))
    kind = draw(st.sampled_from(["free", "stepped", "banded"]))
    if kind == "free":
        steps = [None, Decimal("0.5"), Decimal(1)]
        return FreeScale(maximum=Decimal(top), step=draw(st.sampled_from(steps)))
    lower = draw(st.lists(st.integers(0, top - 1), min_size=1, max_size=3, unique=True))
    points = sorted([top, *lower], reverse=True)
    if kind == "stepped":
        return SteppedScale(steps=tuple(Decimal(p) for p in points))
    bands = [Band(id=f"band-{n}", label=_LABEL, points=Decimal(p)) for n, p in enumerate(points)]
    return BandedScale(bands=tuple(bands))


@st.composite
def criteria(
    draw: st.DrawFn, *, name: str = "c", depth: int = 1, optional: bool = False
) -> Criterion:
    """Criteria up to `depth` levels deep, ids beginning with `name`.

    With `optional`, some leaves need no mark; children may be weighted.
    """
    if depth <= 1 or draw(st.booleans()):
        scale = draw(scales())
        required = not (optional and draw(st.booleans()))
        return Criterion(id=name, label=_LABEL, maximum=scale.top, scale=scale, required=required)
    count = draw(st.integers(1, 3))
    below = [
        draw(criteria(name=f"{name}.{n}", depth=depth - 1, optional=optional)) for n in range(count)
    ]
    children = tuple(draw(_weighed(child)) for child in below)
    worth = sum((c.weight * Fraction(c.maximum) for c in children), Fraction(0))
    return Criterion(id=name, label=_LABEL, maximum=_decimal(worth), children=children)


@st.composite
def rubrics(
    draw: st.DrawFn, *, most_criteria: int = 4, depth: int = 2, optional: bool = False
) -> Rubric:
    """Rubrics whose sums are right."""
    count = draw(st.integers(1, most_criteria))
    found = [draw(criteria(name=f"c{n}", depth=depth, optional=optional)) for n in range(count)]
    total = sum((Fraction(c.maximum) for c in found), Fraction(0))
    return Rubric(
        id="rubric",
        version="1",
        title=_LABEL,
        total=_decimal(total),
        criteria=tuple(found),
        source="drawn by hypothesis",
        minimum_share=Fraction(1, 1000),
    )


def marks_on(scale: Scale) -> st.SearchStrategy[str]:
    """Marks as a judge may write them on this scale, the lowest first."""
    if isinstance(scale, BandedScale):
        ids = [b.id for b in sorted(scale.bands, key=lambda b: b.points)]
        return st.sampled_from(ids)
    if isinstance(scale, SteppedScale):
        return st.sampled_from([str(step) for step in sorted(scale.steps)])
    step = Fraction(scale.step if scale.step is not None else Decimal(1).scaleb(-scale.places))
    low = Fraction(scale.minimum)
    steps = int((Fraction(scale.maximum) - low) / step)
    return st.integers(0, steps).map(lambda n: f"{_decimal(low + n * step):f}")


@st.composite
def cards(
    draw: st.DrawFn, rubric: Rubric, *, entry: str = "e1", judge: str = "j1", complete: bool = True
) -> Card:
    """Cards that fit the rubric; with `complete`, every leaf is marked."""
    marks = {}
    for leaf in rubric.leaves.values():
        if complete or leaf.required or draw(st.booleans()):
            marks[leaf.id] = draw(marks_on(leaf.measure))
    if not marks:  # a card without a single mark is worth nothing at all, not even zero
        first = next(iter(rubric.leaves.values()))
        marks[first.id] = draw(marks_on(first.measure))
    return Card(entry=entry, judge=judge, marks=marks)


@st.composite
def panels(
    draw: st.DrawFn,
    rubric: Rubric,
    *,
    most_entries: int = 4,
    fewest_judges: int = 1,
    most_judges: int = 6,
    complete: bool = True,
) -> tuple[tuple[Entrant, ...], tuple[Card, ...]]:
    """Entrants, and the cards of a panel for them; every judge marks every entry."""
    entries = [f"e{n + 1}" for n in range(draw(st.integers(1, most_entries)))]
    judges = [f"j{n + 1}" for n in range(draw(st.integers(fewest_judges, most_judges)))]
    marked = tuple(
        draw(cards(rubric, entry=entry, judge=judge, complete=complete))
        for entry in entries
        for judge in judges
    )
    return tuple(Entrant(id=entry) for entry in entries), marked


@st.composite
def scoring_policies(draw: st.DrawFn, *, rubric: Rubric | None = None) -> ScoringPolicy:
    """Policies with one of the shipped methods; ties are broken on criteria of the rubric, if any."""
    method = draw(st.sampled_from(["mean", "trimmed_mean", "weighted"]))
    parameters: dict[str, object] = {"level": draw(st.sampled_from(LEVELS))}
    if method == "trimmed_mean":
        drops = st.integers(0, 2)
        parameters |= {"drop_high": draw(drops), "drop_low": draw(drops)}
        parameters["at_least"] = draw(st.integers(1, 6))
    if method == "weighted":
        parameters["weights"] = {"j1": draw(st.integers(1, 5)), "j2": draw(st.integers(1, 5))}
    known = [] if rubric is None else sorted(rubric.by_id)
    chain = draw(st.lists(st.sampled_from(known), unique=True, max_size=2)) if known else []
    stages = {stage: draw(roundings()) for stage in ("criterion", "card") if draw(st.booleans())}
    return ScoringPolicy(
        method=method,
        parameters=parameters,
        rounding={**stages, "total": draw(roundings())},
        rank_on=draw(st.sampled_from(RANK_ON)),
        tie_break=by_criteria(*chain),
    )


def roundings() -> st.SearchStrategy[Rounding]:
    """Roundings to four places or fewer, in every mode."""
    return st.builds(Rounding, places=st.integers(0, 4), mode=st.sampled_from(MODES))


@st.composite
def award_policies(draw: st.DrawFn, *, ties: str | None = None) -> AwardPolicy:
    """Award policies of up to four levels; `ties` fixes what a cut tie means."""
    count = draw(st.integers(1, 4))
    cumulative = draw(st.booleans())
    percents = [draw(st.integers(1, 100 // count)) for _ in range(count)]
    if cumulative:
        percents.sort()
    cut = draw(st.sampled_from([t for t in CUT_TIES if ties in (None, t)]))
    levels = tuple(
        AwardLevel(id=f"level-{n + 1}", label=_LABEL, share=Fraction(percent, 100))
        for n, percent in enumerate(percents)
    )
    return AwardPolicy(
        levels=levels,
        cumulative=cumulative,
        ties=cut,
        cut_break=(TieBreak("lots"),) if cut == "break" else (),
        vacancies=draw(st.sampled_from(VACANCIES)),
        minimum_score=draw(st.none() | st.integers(0, 5).map(Decimal)),
    )


@st.composite
def standings(draw: st.DrawFn, *, most_entries: int = 30) -> tuple[Standing, ...]:
    """Fields of entries with few different totals, so that there are ties."""
    totals = draw(st.lists(st.integers(0, 6), max_size=most_entries))
    values = {f"e{n:03}": Fraction(total) for n, total in enumerate(totals)}
    groups, _ = groups_of(values)
    places = ranks(groups)
    return tuple(
        Standing(
            entry=entry,
            rank=places[entry],
            tied_with=tuple(other for other in group if other != entry),
            total=values[entry],
            shown=_decimal(values[entry]),
            ranked_on=values[entry],
            judges=("j1",),
            criteria={},
            trace=Step(stage="total", operation="stated", value=values[entry]),
        )
        for group in groups
        for entry in group
    )


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Rules on a number or a word."""
    if draw(st.booleans()):
        values = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True).map(tuple)
        boundary = Boundary(kind="word", values=draw(values))
        return _rule(draw(st.sampled_from(_WORD_COMPARATORS)), boundary)
    if draw(st.booleans()):
        ends = sorted([draw(st.integers(0, 9)), draw(st.integers(0, 9))])
        return _rule("within", Boundary(kind="number", values=tuple(map(str, ends))))
    limit = Boundary(kind="number", values=(str(draw(st.integers(0, 9))),))
    return _rule(draw(st.sampled_from(_ORDER_COMPARATORS)), limit)


def fact_values(rule: Rule) -> st.SearchStrategy[FactValue]:
    """Facts of the kind that a rule of `rules` compares, often on its boundary."""
    if rule.boundary.kind == "word":
        return st.sampled_from(["a", "b", "c", "d"])
    halves = st.integers(0, 20).map(lambda n: Fraction(n, 2))
    return st.integers(0, 10) | halves | st.integers(0, 100).map(lambda n: Decimal(n).scaleb(-1))


def _rule(comparator: Comparator, boundary: Boundary) -> Rule:
    return Rule(id="rule", label=_LABEL, fact="fact", comparator=comparator, boundary=boundary)


@st.composite
def _weighed(draw: st.DrawFn, child: Criterion) -> Criterion:
    weight = Fraction(draw(st.sampled_from([1, 2, 3])), draw(st.sampled_from([1, 2, 4])))
    return Criterion(
        id=child.id,
        label=child.label,
        maximum=child.maximum,
        scale=child.scale,
        children=child.children,
        required=child.required,
        weight=weight,
    )


def _decimal(value: Fraction) -> Decimal:
    """A fraction whose denominator is a small power of two or ten, as the decimal it is."""
    return Decimal(value.numerator) / Decimal(value.denominator)
