from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from homeroom_core.evaluation import evaluate
from homeroom_core.exact import Rounding
from homeroom_core.testing.evaluation_strategies import (
    panels,
    roundings,
    rubrics,
    scoring_policies,
)
from homeroom_core.trace import recomputed

MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "floor": ROUND_FLOOR}


@given(st.data())
def test_shown_total_is_the_exact_total_rounded_once(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    policy = data.draw(scoring_policies(rubric=rubric))
    for standing in evaluate(policy, rubric, *data.draw(panels(rubric))).standings:
        assert standing.shown == policy.rounding["total"](standing.total)
        assert standing.total == standing.trace.value == recomputed(standing.trace)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), roundings())
@example(45, 4, Rounding(2))
@example(-5, 1, Rounding(0))
def test_rounding_a_decimal_agrees_with_the_decimal_module(
    whole: int, scale: int, rounding: Rounding
) -> None:
    exact = Fraction(whole, 10**scale)
    by_decimal = (
        Decimal(whole)
        .scaleb(-scale)
        .quantize(
            Decimal(1).scaleb(-rounding.places),
            rounding=MODES[rounding.mode],
            context=Context(prec=60),
        )
    )
    assert rounding(exact) == by_decimal


@given(st.fractions(), roundings())
def test_rounding_moves_less_than_one_unit_and_is_idempotent(
    value: Fraction, rounding: Rounding
) -> None:
    rounded = Fraction(rounding(value))
    assert abs(rounded - value) < Fraction(1, 10**rounding.places)
    assert Fraction(rounding(rounded)) == rounded
