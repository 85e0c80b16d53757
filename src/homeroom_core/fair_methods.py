"""Scoring methods for panels in which not every judge marks every entry.

Each takes what a judge's card is worth, corrects it, and joins the cards of an entry by their mean.
The correction comes from a statistical model and may be a float; before it touches a score it is
rounded once, half up to 6 places, at a stage of its own that the trace shows (`severity`,
`standardised`, `rasch`). From there on everything is exact, so results are equal on every machine.

The default for such panels is `severity_adjusted`. No method here takes away a favour: a judge with
a conflict has to step aside.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from homeroom_core.errors import Fault, InputError, PanelTooSmallError
from homeroom_core.exact import Rounding
from homeroom_core.parameters import Parameter
from homeroom_core.scoring import Score, ScoringMethod, ScoringRequest, scoring_method
from homeroom_core.statistics.connectivity import require_connected
from homeroom_core.statistics.least_squares import fit_least_squares
from homeroom_core.statistics.rasch import fit_rasch
from homeroom_core.statistics.rasch_data import Rated
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.severity import SEVERITY_ROUNDING, fit_severity, refuse_severity
from homeroom_core.statistics.standardise import FEWEST_RATINGS, PRIOR_WEIGHT, standardise, t_score
from homeroom_core.text import Text
from homeroom_core.trace import Step, made

RASCH_ROUNDING = Rounding(6)
"""How a fair average of the Rasch model is rounded before it becomes a total."""

Cards = Mapping[str, Mapping[str, Step]]
"""From entry to judge to the step that says what the card is worth."""

_SEVERITY = Text(
    "评委 {judge} 的宽严校正（偏严为正）",
    "評委 {judge} 的寬嚴校正（偏嚴為正）",
    "correction for the severity of {judge}, above 0 for a severe judge",
)
_SAME_PANEL = Text(
    "所有作品由相同评委评分，宽严相互抵消，等于平均分",
    "所有作品由相同評委評分，寬嚴相互抵消，等於平均分",
    "all entries have the same judges: severities cancel, this is the mean",
)
_NOT_ADJUSTED = Text(
    "未作宽严校正，取平均分：{why}",
    "未作寬嚴校正，取平均分：{why}",
    "severity is not adjusted, this is the mean: {why}",
)
_STANDARD = Text(
    "评委 {judge} 的标准分", "評委 {judge} 的標準分", "standard score by {judge}'s own marks"
)
_LEFT_OUT = Text(
    "评委 {judges} 的评分过少或全部相同，未计入",
    "評委 {judges} 的評分過少或全部相同，未計入",
    "not counted, with too few marks or all alike: {judges}",
)
_FAIR_AVERAGE = Text(
    "Rasch 公平平均分，按满分折算",
    "Rasch 公平平均分，按滿分折算",
    "fair average of the Rasch model, scaled to the full points",
)
_ONE_SCALE = Text(
    "各项使用同一量尺、权重均为 1、无难度系数的评分细则",
    "各項使用同一量尺、權重均為 1、無難度係數的評分細則",
    "a rubric whose criteria share one scale, with weights of 1 and no factors",
)


@scoring_method(
    "severity_adjusted",
    label=Text("宽严校正平均分", "寬嚴校正平均分", "Severity-adjusted mean"),
)
def severity_adjusted(request: ScoringRequest) -> Mapping[str, Score]:
    """Mean of the cards, each corrected by its judge's estimated severity.

    Severities are shrunk random effects (`severity`), rounded half up to 6 places. Where all
    entries have the same judges it is exactly the mean; with one judge or fewer than five entries
    nothing can be estimated, it is the mean, and the trace says so.

    Raises:
        DisconnectedError: Judges and entries fall into subsets that cannot be compared.
    """
    cards = _cards(request)
    ratings = _values(cards)
    if len({tuple(row) for row in ratings.values()}) <= 1:
        return _means(cards, note=_SAME_PANEL)
    require_connected(ratings)
    refusals = refuse_severity(ratings)
    if refusals:
        return _means(cards, note=_NOT_ADJUSTED.format(why=refusals[0].text))
    return _corrected(cards, fit_severity(ratings).declared_severities)


@scoring_method(
    "least_squares",
    label=Text("最小二乘校正平均分", "最小平方校正平均分", "Least-squares fair average"),
)
def least_squares(request: ScoringRequest) -> Mapping[str, Score]:
    """Mean of the cards, each corrected by its judge's severity by additive least squares.

    Exact but for one rounding of each severity, half up to 6 places. A judge with few entries gets
    a wild severity: prefer `severity_adjusted`.

    Raises:
        DisconnectedError: Judges and entries fall into subsets that cannot be compared.
    """
    cards = _cards(request)
    ratings = _values(cards)
    if len({tuple(row) for row in ratings.values()}) <= 1:
        return _means(cards, note=_SAME_PANEL)
    severities = fit_least_squares(ratings).severities
    return _corrected(cards, {j: Fraction(SEVERITY_ROUNDING(s)) for j, s in severities.items()})


_STANDARD_PARAMETERS = (
    Parameter(
        name="at_least",
        kind="whole",
        default=FEWEST_RATINGS,
        minimum=2,
        label=Text(
            "评委至少评几件才计入", "評委至少評幾件才計入", "fewest marks for a judge to count"
        ),
    ),
    Parameter(
        name="prior_weight",
        kind="whole",
        default=PRIOR_WEIGHT,
        label=Text(
            "向全体离散程度收缩的权重",
            "向全體離散程度收縮的權重",
            "marks' worth of the pooled spread",
        ),
    ),
)


@scoring_method(
    "z_score",
    label=Text("标准分（Z）", "標準分（Z）", "z score"),
    parameters=_STANDARD_PARAMETERS,
    own_scale=True,
)
def z_score(request: ScoringRequest) -> Mapping[str, Score]:
    """Mean of the standard scores of the cards by each judge's own mean and spread.

    Parameters of the policy: `at_least` and `prior_weight`, as in `standardise`. Standard scores
    are rounded half up to 6 places. Fair only where each judge marked all entries or a random part.

    Raises:
        PanelTooSmallError: All judges of an entry had to be left out.
    """
    return _standardised(request, lambda z: z)


@scoring_method(
    "t_score",
    label=Text("标准分（T）", "標準分（T）", "T score"),
    parameters=_STANDARD_PARAMETERS,
    own_scale=True,
)
def t_score_mean(request: ScoringRequest) -> Mapping[str, Score]:
    """As `z_score`, on the scale with mean 50 and spread 10.

    Raises:
        PanelTooSmallError: All judges of an entry had to be left out.
    """
    return _standardised(request, t_score)


@scoring_method("rasch", label=Text("多面 Rasch", "多面 Rasch", "Many-facet Rasch"))
def rasch(request: ScoringRequest) -> Mapping[str, Score]:
    """Fair average of the many-facet Rasch model, on the scale of the rubric.

    Facets are entry, judge and, with two criteria or more, criterion. The fair average of a mark,
    times the rubric's total over the scale's best mark, is rounded half up to 6 places.

    Raises:
        InputError: The criteria do not share one scale, or the facets cannot be told apart.
        DisconnectedError: Judges and entries fall into subsets that cannot be compared.
        NotConvergedError: The estimate did not settle.
    """
    _check_one_scale(request)
    if not request.entrants:
        return {}
    leaves = tuple(request.rubric.leaves)
    facets = ("entry", "judge", "criterion")[: 2 + (len(leaves) > 1)]
    ratings = [
        Rated((entrant.id, judge, leaf)[: len(facets)], points)
        for entrant in request.entrants
        for leaf, by_judge in request.points_of(entrant.id).items()
        for judge, points in by_judge.items()
    ]
    fit = fit_rasch(ratings, facets=facets)
    top = next(iter(request.rubric.leaves.values())).measure.top
    scale = Fraction(request.rubric.total) / Fraction(top)
    return {
        entrant.id: _stated(fit.facets["entry"][entrant.id].fair_average, scale)
        for entrant in request.entrants
    }


FAIR_METHODS: tuple[ScoringMethod, ...] = (
    severity_adjusted,
    least_squares,
    z_score,
    t_score_mean,
    rasch,
)
"""The methods of this module, in the order a list of choices shows them."""


def card_ratings(request: ScoringRequest) -> Points:
    """What each card is worth, by entry and judge: what the agreement of a panel is worked out on."""
    return _values(_cards(request))


def _cards(request: ScoringRequest) -> Cards:
    return {
        entrant.id: {
            card.judge: request.card_step(entrant, card) for card in request.by_entry[entrant.id]
        }
        for entrant in request.entrants
    }


def _values(cards: Cards) -> Points:
    return {entry: {judge: s.value for judge, s in row.items()} for entry, row in cards.items()}


def _means(cards: Cards, *, note: Text) -> Mapping[str, Score]:
    return {entry: _joined(list(row.values()), note) for entry, row in cards.items()}


def _corrected(cards: Cards, severities: Mapping[str, Fraction]) -> Mapping[str, Score]:
    def correct(judge: str, step: Step) -> Step:
        correction = Step(
            stage="severity",
            operation="stated",
            value=severities[judge],
            judge=judge,
            note=_SEVERITY.format(judge=judge),
        )
        return made("adjusted", "sum", [step, correction], judge=judge)

    return {
        entry: _joined([correct(judge, step) for judge, step in row.items()], None)
        for entry, row in cards.items()
    }


def _standardised(
    request: ScoringRequest, scale: Callable[[Fraction], Fraction]
) -> Mapping[str, Score]:
    cards = _cards(request)
    if not cards:
        return {}
    found = standardise(
        _values(cards),
        at_least=request.parameters["at_least"],
        prior_weight=request.parameters["prior_weight"],
    )
    lost = [entry for entry in cards if entry not in found.scores]
    if lost:
        error = PanelTooSmallError(0, 1)
        for entry in lost:
            error.add_note(f"entry {entry}: all of its judges have too few marks or all alike")
        raise error

    def step_of(entry: str, judge: str, z: Fraction) -> Step:
        return Step(
            stage="standardised",
            operation="stated",
            value=scale(z),
            inputs=(cards[entry][judge],),
            judge=judge,
            note=_STANDARD.format(judge=judge),
        )

    away = (*found.constant, *found.too_few)
    note = _LEFT_OUT.format(judges=", ".join(away)) if away else None
    return {
        entry: _joined([step_of(entry, judge, z) for judge, z in row.items()], note)
        for entry, row in found.scores.items()
    }


def _joined(steps: Sequence[Step], note: Text | None) -> Score:
    trace = made("total", "mean", steps, note=note)
    judges = tuple(step.judge for step in steps if step.judge is not None)
    return Score(total=trace.value, trace=trace, judges=judges)


def _stated(fair_average: float, scale: Fraction) -> Score:
    total = Fraction(RASCH_ROUNDING(Fraction(fair_average) * scale))
    step = Step(stage="rasch", operation="stated", value=total, note=_FAIR_AVERAGE)
    return Score(total=total, trace=made("total", "sum", [step]))


def _check_one_scale(request: ScoringRequest) -> None:
    criteria = list(request.rubric.walk())
    scales = {leaf.measure for leaf in request.rubric.leaves.values()}
    weights = {criterion.weight for criterion in criteria}
    factors = [entrant.id for entrant in request.entrants if entrant.factors]
    if len(scales) > 1 or weights != {1} or factors:
        raise InputError(
            "evaluation", (Fault(f"rubric {request.rubric.id}", request.rubric.id, _ONE_SCALE),)
        )
