from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from homeroom_core.exact import Rounding
from homeroom_core.text import Text
from homeroom_core.trace import Step, explain, made, mark, recomputed, show, stated

MARKS = [mark(f"j{n}", "form", str(n), Decimal(n)) for n in (1, 2, 4)]


@pytest.mark.parametrize(
    ("step", "value"),
    [
        (made("total", "sum", MARKS), Fraction(7)),
        (made("total", "sum", MARKS, weights=[Fraction(1, 2)] * 3, factor=Fraction(3)), Fraction(21, 2)),
        (made("total", "mean", MARKS), Fraction(7, 3)),
        (
            made("total", "weighted_mean", MARKS, weights=[Fraction(w) for w in (1, 0, 3)]),
            Fraction(13, 4),
        ),
        (made("total", "times", MARKS[2:], factor=Fraction(3, 2)), Fraction(6)),
        (
            made("total", "round", [made("panel", "mean", MARKS)], rounding=Rounding(1)),
            Fraction(23, 10),
        ),
        (made("item", "deduct", MARKS[::-1]), Fraction(1)),
        (made("item", "deduct", MARKS), Fraction(0)),
        (made("item", "cap", MARKS, limit=Fraction(5)), Fraction(5)),
        (made("item", "cap", MARKS, limit=Fraction(8)), Fraction(7)),
        (made("item", "highest", MARKS), Fraction(4)),
    ],
)  # fmt: skip
def test_a_step_is_made_from_its_inputs_and_can_be_made_again(step: Step, value: Fraction) -> None:
    assert (step.value, recomputed(step)) == (value, value)


def test_a_changed_value_inside_a_trace_is_found_by_making_it_again() -> None:
    mean = made("panel", "mean", MARKS)
    forged = attrs.evolve(mean, value=Fraction(4))
    total = made("total", "sum", [forged])
    assert (total.value, recomputed(total)) == (Fraction(4), Fraction(7, 3))


@pytest.mark.parametrize("operation", ["mark", "stated", "mean"])
def test_nothing_is_made_from_nothing(operation: str) -> None:
    with pytest.raises(ValueError, match="cannot be made from 0 inputs"):
        made("total", operation, [])  # type: ignore[arg-type]  # a literal, chosen by the case


def test_a_cap_has_a_limit() -> None:
    with pytest.raises(ValueError, match="a cap needs a limit"):
        made("item", "cap", MARKS)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (made("item", "deduct", MARKS[::-1], label=Text("甲", "甲", "a")), "a: 4 less 2, 1 is 1"),
        (
            made("item", "deduct", MARKS, label=Text("甲", "甲", "a")),
            "a: 1 less 2, 4 is 0 (never below 0)",
        ),
        (made("item", "deduct", MARKS[:1], label=Text("甲", "甲", "a")), "a: 1 less nothing is 1"),
        (
            made("item", "cap", MARKS, limit=Fraction(5), label=Text("甲", "甲", "a")),
            "a: 1, 2, 4 add up to 5 (at most 5)",
        ),
        (
            made("item", "highest", MARKS, label=Text("甲", "甲", "a")),
            "a: of 1, 2, 4 only the highest counts, 4",
        ),
        (
            made("item", "sum", MARKS, weights=[Fraction(1), Fraction(1, 2), Fraction(3)]),
            "item: 1, 2 × 0.5, 4 × 3 add up to 14",
        ),
        (stated("item", Text("甲", "甲", "a"), Fraction(1, 3)), "a: 1/3"),
    ],
)
def test_steps_of_records_say_what_was_done(step: Step, words: str) -> None:
    assert step.text.en == words


def test_weights_that_are_all_zero_divide_nothing() -> None:
    with pytest.raises(ValueError, match="add up to nothing"):
        made("total", "weighted_mean", MARKS, weights=[Fraction(0)] * 3)


def test_an_explanation_goes_from_the_total_down_to_judge_and_criterion() -> None:
    mean = made("total", "mean", MARKS[:2], dropped=MARKS[2:], note=Text("注", "註", "note"))
    rounded = made("total", "round", [mean], rounding=Rounding(0))
    assert [line.en for line in explain(rounded)] == [
        "total: 1.5 rounded to 0 place(s), half up, is 2",
        "  total: the mean of 1, 2 is 1.5",
        "  note",
        "  dropped: 4 (j4)",
        "    judge j1 marked form '1', worth 1",
        "    judge j2 marked form '2', worth 2",
    ]
    assert next(explain(rounded)).zh_hans == "总分：1.5 保留0位小数（四舍五入），得 2"


def test_scaling_for_gaps_is_said() -> None:
    step = made("card", "sum", MARKS, factor=Fraction(5, 4), judge="j1")
    assert step.text.en == "card of j1: 1, 2, 4 add up to 8.75, scaled by 1.25 for what is left out"


def test_the_walk_meets_dropped_steps_as_well() -> None:
    step = made("total", "mean", MARKS[:1], dropped=MARKS[1:])
    assert [one.judge for one in step.walk()] == [None, "j1", "j2", "j4"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(0), "0"), (Fraction(1, 10**9), "0.000000001"), (Fraction(-5, 4), "-1.25"), (Fraction(2, 7), "2/7")],
)  # fmt: skip
def test_numbers_are_shown_exactly(value: Fraction, shown: str) -> None:
    assert show(value) == shown
