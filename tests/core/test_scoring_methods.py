from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.criterion import Criterion
from homeroom_core.errors import InputError, PanelTooSmallError
from homeroom_core.evaluation import evaluate
from homeroom_core.exact import Rounding
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_methods import trimmed_mean, weighted
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Standing
from homeroom_core.text import Text

LABEL = Text("项目", "項目", "Item")


def leaf(id: str) -> Criterion:
    scale = FreeScale(maximum=Decimal(50))
    return Criterion(id=id, label=LABEL, maximum=Decimal(50), scale=scale)


RUBRIC = Rubric(
    id="r",
    version="1",
    title=LABEL,
    total=Decimal(100),
    criteria=(leaf("a"), leaf("b")),
    source="",
)


def standing(
    marks: Mapping[str, tuple[int, int]],
    method: str,
    rounding: Mapping[str, Rounding] | None = None,
    factors: Mapping[str, Decimal] | None = None,
    **parameters: Any,
) -> Standing:
    policy = ScoringPolicy(
        method=method, parameters=parameters, rounding={"total": Rounding(), **(rounding or {})}
    )
    cards = [
        Card(entry="e", judge=judge, marks={"a": str(a), "b": str(b)})
        for judge, (a, b) in marks.items()
    ]
    return evaluate(policy, RUBRIC, [Entrant(id="e", factors=factors or {})], cards).of("e")


FIVE = {"j1": (40, 40), "j2": (50, 0), "j3": (42, 40), "j4": (10, 50), "j5": (43, 45)}


def test_the_mean_counts_every_judge_alike() -> None:
    assert standing(FIVE, "mean").total == Fraction(80 + 50 + 82 + 60 + 88, 5)


def test_trimming_judge_totals_drops_whole_cards() -> None:
    found = standing(FIVE, "trimmed_mean")
    assert found.total == Fraction(80 + 82 + 60, 3)
    assert [step.judge for step in found.trace.dropped] == ["j2", "j5"]
    assert found.judges == ("j1", "j2", "j3", "j4", "j5")


def test_trimming_criteria_is_another_rule() -> None:
    found = standing(FIVE, "trimmed_mean", level="criterion")
    assert found.total == Fraction(40 + 42 + 43, 3) + Fraction(40 + 40 + 45, 3)
    assert found.criteria == {"a": Fraction(125, 3), "b": Fraction(125, 3)}


def test_criteria_for_ties_are_trimmed_like_the_totals() -> None:
    assert standing(FIVE, "trimmed_mean").criteria == {
        "a": Fraction(40 + 42 + 43, 3),
        "b": Fraction(40 + 40 + 45, 3),
    }


def test_too_few_scores_are_not_trimmed_and_the_trace_says_so() -> None:
    four = {judge: FIVE[judge] for judge in ("j1", "j2", "j3", "j4")}
    found = standing(four, "trimmed_mean")
    assert found.total == Fraction(80 + 50 + 82 + 60, 4)
    assert found.trace.note == Text(
        "只有 4 个分数，不足 5 个，未去掉最高、最低分",
        "只有 4 個分數，不足 5 個，未去掉最高、最低分",
        "only 4 scores, fewer than 5: nothing was dropped",
    )


def test_dropping_never_empties_a_panel() -> None:
    three = {judge: FIVE[judge] for judge in ("j1", "j2", "j3")}
    found = standing(three, "trimmed_mean", drop_high=2, drop_low=1, at_least=1)
    assert found.total == Fraction(80 + 50 + 82, 3)
    assert found.trace.note is not None


def test_of_equal_scores_the_judge_named_first_is_dropped() -> None:
    alike = {f"j{n}": (40, 40) for n in range(1, 6)}
    found = standing(alike, "trimmed_mean")
    assert (str(found.total), [step.judge for step in found.trace.dropped]) == (
        "80",
        ["j1", "j2"],
    )


def test_weights_count_a_judge_more_than_once() -> None:
    found = standing(FIVE, "weighted", weights={"j1": 3, "j2": 0}, otherwise=1)
    assert found.total == Fraction(3 * 80 + 82 + 60 + 88, 6)


def test_weights_that_leave_nobody_are_a_panel_too_small() -> None:
    with pytest.raises(PanelTooSmallError):
        standing(FIVE, "weighted", otherwise=0)


def test_a_factor_multiplies_its_criterion_before_anything_is_added() -> None:
    factors = {"a": Decimal("1.5")}
    by_judge = standing(FIVE, "mean", factors=factors)
    by_criterion = standing(FIVE, "mean", factors=factors, level="criterion")
    assert by_judge.total == Fraction(185, 5) * Fraction(3, 2) + Fraction(175, 5)
    assert by_criterion.total == by_judge.total


def test_rounding_happens_at_the_stages_that_are_named() -> None:
    """The means are 43 1/3 and 26 2/3: exactly 70 together, 43 + 26 where each is cut off."""
    marks = {"j1": (43, 26), "j2": (43, 27), "j3": (44, 27)}
    whole = Rounding(0)
    assert standing(marks, "mean", level="criterion").total == 70
    up = standing(marks, "mean", {"criterion": Rounding(0, "floor")}, level="criterion")
    assert (up.total, str(up.shown)) == (Fraction(69), "69.00")
    cards = standing({"j1": (1, 2)}, "mean", {"card": whole}, {"a": Decimal("0.5")})
    assert cards.total == 3
    assert [step.stage for step in cards.trace.walk()][:3] == ["total", "card", "card"]


def test_the_shown_total_is_never_rounded_from_a_rounded_one() -> None:
    marks = {f"j{n}": (0, 0) for n in range(2, 201)} | {"j1": (0, 1)}  # exactly 0.005
    found = standing(marks, "mean", {"total": Rounding(1)})
    assert (found.total, str(found.shown)) == (Fraction(1, 200), "0.0")


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"drop_high": -1}, "parameters.drop_high"),
        ({"drop_high": 1.5}, "parameters.drop_high"),
        ({"level": "sheet"}, "parameters.level"),
        ({"at_least": 0}, "parameters.at_least"),
        ({"drop_hihg": 1}, "parameters.drop_hihg"),
    ],
)
def test_parameters_are_checked(given: dict[str, Any], where: str) -> None:
    with pytest.raises(InputError) as caught:
        trimmed_mean.settings(given)
    assert [fault.where for fault in caught.value.faults] == [where]


def test_weights_are_whole_numbers() -> None:
    with pytest.raises(InputError) as caught:
        weighted.settings({"weights": {"j1": "2", "j2": 0.5}})
    assert [fault.where for fault in caught.value.faults] == [
        "parameters.weights.j1",
        "parameters.weights.j2",
    ]
