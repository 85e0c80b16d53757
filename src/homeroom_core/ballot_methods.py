"""Scoring methods on ballots: each judge's order of the entries, or grades in words, not sums.

A ballot is what a judge's cards say of the entries: the higher card is the better one. Where judges
write places instead of points, the policy says so: `given = "places"`; then 1 is the best.

Rules on places are not independent of later entries: a new entry can swap two that were there
before. Majority judgment has no such fault. None of these shows provisional standings as final.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from homeroom_core.errors import Fault, InputError, PanelTooSmallError
from homeroom_core.panel_methods import MADE_UP
from homeroom_core.parameters import Parameter
from homeroom_core.ranking import Group, fractional_ranks, groups_of, ranks
from homeroom_core.scoring import Score, ScoringMethod, ScoringRequest, scoring_method
from homeroom_core.statistics.ballots import Ballot, majority_judgment
from homeroom_core.statistics.ballots import borda as borda_points
from homeroom_core.statistics.placements import Part, factored_placements
from homeroom_core.text import Text, listing
from homeroom_core.trace import Step, made, show

SMALLEST = Fraction(1, 1_000_000)
"""At most so much of a point tells entries of equal median grades apart."""

GIVEN = Parameter(
    name="given",
    kind="choice",
    default="points",
    choices=("points", "places"),
    label=Text(
        "评委写的是分数（高者优）还是名次（1 为最优）",
        "評委寫的是分數（高者優）還是名次（1 為最優）",
        "what judges write: points, or places with 1 the best",
    ),
)
_BALLOT = Text(
    "评委 {judge} 在 {count} 件中将它列在第 {place} 位",
    "評委 {judge} 在 {count} 件中將它列在第 {place} 位",
    "{judge} places it {place} of {count}",
)
_ORDER = Text(
    "中位等级相同者按其余等级排序：{value}",
    "中位等級相同者按其餘等級排序：{value}",
    "order among equal medians, by the medians that follow: {value}",
)
_PLACE = Text(
    "{part} 部分第 {place} 名", "{part} 部分第 {place} 名", "place {place} in part {part}"
)
_PART = Text("部分之一：{known}", "部分之一：{known}", "one of the parts: {known}")
_MARKED = Text(
    "每个部分都须有评分", "每個部分都須有評分", "a mark in every part: a place cannot be left open"
)
_PLACES = Text(
    "不小于 1 的名次", "不小於 1 的名次", "places, 1 or more, as the policy says places are given"
)


@scoring_method(
    "borda",
    label=Text("波达计数", "波達計數", "Borda count"),
    parameters=(GIVEN,),
    own_scale=True,
)
def borda(request: ScoringRequest) -> Mapping[str, Score]:
    """Borda count: on each judge's ballot an entry gets as many points as are placed behind it.

    Parameters of the policy: `given`, whether judges write `points` or `places`. Tied entries share
    the mean of their points. A judge who did not judge all is scaled up to the whole field, and an
    entry with fewer ballots to as many as the most have: what is missing is not a last place. A
    judge of a single entry places nobody and does not count.

    Raises:
        PanelTooSmallError: No judge compared an entry with another.

    Source: the Borda count (n - 1, n - 2, … 0 points).
    """
    field = len(request.entrants)
    steps: dict[str, list[Step]] = {entrant.id: [] for entrant in request.entrants}
    for judge, cards in _by_judge(request).items():
        if len(cards) < 2 <= field:
            continue
        groups = _order(request, cards)
        points = borda_points(tuple(cards), [Ballot(groups)])
        places = fractional_ranks(groups)
        for entry, card in cards.items():
            note = _BALLOT.format(judge=judge, count=len(cards), place=show(places[entry]))
            ballot = Step(
                stage="ballot",
                operation="stated",
                value=points[entry],
                inputs=(card,),
                judge=judge,
                note=note,
            )
            if len(cards) != field:
                factor = Fraction(field - 1, len(cards) - 1)
                ballot = made("ballot", "times", [ballot], factor=factor, judge=judge)
            steps[entry].append(ballot)
    _check_compared(steps)
    most = max(map(len, steps.values()), default=1)
    return {entry: _summed(ballots, most) for entry, ballots in steps.items()}


@scoring_method("majority_judgment", label=Text("多数评判", "多數評判", "Majority judgment"))
def majority(request: ScoringRequest) -> Mapping[str, Score]:
    """Majority judgment: the (lower) median grade; equal medians by the medians that follow.

    A grade is what a judge's card is worth, such as the points of a band. The total is the median
    grade plus less than a millionth of a point that keeps the order among equal medians, so rank on
    the exact total.

    Raises:
        InputError: Entries have unequal numbers of cards: the rule needs as many for each.

    Source: M. Balinski and R. Laraki (2011), Majority Judgment.
    """
    cards = {
        entrant.id: [request.card_step(entrant, card) for card in request.by_entry[entrant.id]]
        for entrant in request.entrants
    }
    if not cards:
        return {}
    worth = sorted({step.value for row in cards.values() for step in row}, reverse=True)
    grade = {value: str(value) for value in worth}
    groups = majority_judgment(
        {entry: [grade[step.value] for step in row] for entry, row in cards.items()},
        scale=list(grade.values()),
    )
    gaps = [high - low for high, low in pairwise(worth)]
    unit = min(SMALLEST / len(groups), min(gaps, default=Fraction(1)) / (2 * len(groups)))
    scores = {}
    for place, group in enumerate(groups):
        for one in group:
            behind = sum(other[0].grade == one.grade for other in groups[place + 1 :])
            median = _median(cards[one.entry])
            order = Step(
                stage="order",
                operation="stated",
                value=behind * unit,
                note=_ORDER.format(value=listing(show(worth[-1 - n]) for n in one.value)),
            )
            trace = made("total", "sum", [median, order])
            scores[one.entry] = Score(total=trace.value, trace=trace)
    return scores


@scoring_method(
    "factored_placements",
    label=Text("分部名次加权和", "分部名次加權和", "Factored placements"),
    parameters=(
        Parameter(
            name="factors",
            kind="ratios",
            default={},
            label=Text(
                "各部分（一级项目）名次的系数",
                "各部分（一級項目）名次的係數",
                "what places of each part, a criterion of the first level, are multiplied by",
            ),
        ),
        GIVEN,
        Parameter(
            name="ties",
            kind="choice",
            default="standard",
            choices=("standard", "fractional"),
            label=Text(
                "同分者的名次：并列取前，或取平均",
                "同分者的名次：並列取前，或取平均",
                "places of equal entries: the better one, or their mean",
            ),
        ),
    ),
    lowest_wins=True,
    own_scale=True,
)
def factored(request: ScoringRequest) -> Mapping[str, Score]:
    """Factored placements: the place in each part times its factor, added up; the lowest sum wins.

    Parameters of the policy: `factors`, from part to ratio, 1 where nothing is said; parts are the
    criteria of the first level, such as rounds. `given`: from `points` the mean of the judges'
    cards is placed; `places` are taken as they are, the mean over judges. `ties`: `standard` or
    `fractional` places of equal means. Sums that are equal are parted by the policy's tie-break:
    `criterion` and the part.

    Raises:
        InputError: A factor is of no part, an entry has no mark in some part, or a given place is
            below 1; lists all faults.

    Source: figure skating before 2004: 0.5 × short programme + 1.0 × free skating, ties broken by
    the free skating.
    """
    parts = [criterion.id for criterion in request.rubric.criteria]
    factors = {part: request.parameters["factors"].get(part, Fraction(1)) for part in parts}
    means = _part_means(request, parts)
    _check_parts(request, parts, means)
    steps: dict[str, list[Step]] = {entrant.id: [] for entrant in request.entrants}
    placed = []
    for part in parts:
        places = _places(request, {entry: row[part].value for entry, row in means.items()})
        placed.append(Part(id=part, factor=factors[part], places=places))
        for entry, place in places.items():
            note = _PLACE.format(part=part, place=show(place))
            step = Step(
                stage="criterion",
                operation="stated",
                value=place,
                inputs=(means[entry][part],),
                criterion=part,
                note=note,
            )
            times = made("criterion", "times", [step], factor=factors[part], criterion=part)
            steps[entry].append(times)
    totals = factored_placements(placed).totals
    sign = -1 if request.lower_is_better else 1
    return {
        entry: Score(
            total=totals[entry],
            trace=made("total", "sum", row),
            criteria={part: sign * means[entry][part].value for part in parts},
        )
        for entry, row in steps.items()
    }


BALLOT_METHODS: tuple[ScoringMethod, ...] = (borda, majority, factored)
"""The methods of this module, in the order a list of choices shows them."""


def _by_judge(request: ScoringRequest) -> dict[str, dict[str, Step]]:
    """From judge to entry to what the card is worth."""
    found: dict[str, dict[str, Step]] = {}
    for entrant in request.entrants:
        for card in request.by_entry[entrant.id]:
            found.setdefault(card.judge, {})[entrant.id] = request.card_step(entrant, card)
    return found


def _order(request: ScoringRequest, cards: Mapping[str, Step]) -> tuple[Group, ...]:
    sign = -1 if request.lower_is_better else 1
    return groups_of({entry: sign * step.value for entry, step in cards.items()})[0]


def _check_compared(steps: Mapping[str, Sequence[Step]]) -> None:
    lost = [entry for entry, ballots in steps.items() if not ballots]
    if lost:
        error = PanelTooSmallError(0, 1)
        for entry in lost:
            error.add_note(f"entry {entry}: no judge compared it with another")
        raise error


def _summed(ballots: Sequence[Step], most: int) -> Score:
    note = MADE_UP.format(found=len(ballots), wanted=most) if len(ballots) != most else None
    trace = made("total", "sum", ballots, factor=Fraction(most, len(ballots)), note=note)
    judges = tuple(ballot.judge for ballot in ballots if ballot.judge is not None)
    return Score(total=trace.value, trace=trace, judges=judges)


def _median(cards: Sequence[Step]) -> Step:
    rising = sorted(cards, key=lambda step: (step.value, step.judge or ""))
    middle = (len(rising) - 1) // 2
    dropped = rising[:middle] + rising[middle + 1 :]
    return made("panel", "mean", [rising[middle]], dropped=dropped)


def _part_means(request: ScoringRequest, parts: Sequence[str]) -> dict[str, dict[str, Step]]:
    """From entry to part to the mean of the judges' points of that part."""
    found: dict[str, dict[str, Step]] = {}
    for entrant in request.entrants:
        cards = [request.card_step(entrant, card) for card in request.by_entry[entrant.id]]
        row = found.setdefault(entrant.id, {})
        for part in parts:
            # The outermost step of a criterion comes first: rounded, where it was rounded.
            inner = [next((s for s in card.walk() if s.criterion == part), None) for card in cards]
            marked = [step for step in inner if step is not None]
            if marked:
                mean = made("criterion", "mean", marked, criterion=part)
                row[part] = request.rounded("criterion", mean, criterion=part)
    return found


def _places(request: ScoringRequest, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    if request.lower_is_better:
        return dict(values)
    groups, _ = groups_of(values)
    if request.parameters["ties"] == "fractional":
        return fractional_ranks(groups)
    return {entry: Fraction(place) for entry, place in ranks(groups).items()}


def _check_parts(
    request: ScoringRequest, parts: Sequence[str], means: Mapping[str, Mapping[str, Step]]
) -> None:
    known = _PART.format(known=listing(parts))
    strange = sorted(request.parameters["factors"].keys() - set(parts))
    faults = [Fault("policy.parameters.factors", part, known) for part in strange]
    for entry, row in means.items():
        faults += [Fault(f"entry {entry}", part, _MARKED) for part in parts if part not in row]
        if request.lower_is_better:
            faults += [
                Fault(f"entry {entry}, {part}", show(step.value), _PLACES)
                for part, step in row.items()
                if step.value < 1
            ]
    if faults:
        raise InputError("placements", tuple(faults))
