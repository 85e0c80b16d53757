"""Explanations: arithmetic in words, lines, JSON, and the number made again from the leaves."""

from fractions import Fraction

import pytest

from homeroom_core.exact import Rounding
from homeroom_core.explanation import Explanation, Made, recomputed
from homeroom_core.text import Text


def node(
    title: str = "x",
    number: Fraction | int | None = None,
    made: Made | None = None,
    /,
    **more: object,
) -> Explanation:
    exact = None if number is None else Fraction(number)
    return Explanation(title=Text.same(title), number=exact, made=made, **more)  # type: ignore[arg-type]  # any attribute


LEAVES = (node("a", 8), node("b", 9))


@pytest.mark.parametrize(
    ("made", "number", "sum"),
    [
        (Made(operation="sum"), Fraction(17), "8 + 9"),
        (Made(operation="sum", factor=Fraction(5, 4)), Fraction(85, 4), "(8 + 9) × 1.25"),
        (
            Made(operation="sum", weights=(Fraction(3, 4), Fraction(1))),
            Fraction(15),
            "0.75 × 8 + 1 × 9",
        ),
        (Made(operation="mean"), Fraction(17, 2), "(8 + 9) ÷ 2"),
        (
            Made(operation="weighted_mean", weights=(Fraction(2), Fraction(1))),
            Fraction(25, 3),
            "(2 × 8 + 1 × 9) ÷ 3",
        ),
        (Made(operation="deduct"), Fraction(0), "8 - 9, never below 0,"),
        (Made(operation="cap", limit=Fraction(10)), Fraction(10), "8 + 9, at most 10,"),
        (Made(operation="highest"), Fraction(9), "the highest of 8, 9"),
        (Made(operation="times", factor=Fraction(3, 2)), Fraction(12), "8 × 1.5"),
        (Made(operation="round", rounding=Rounding(0)), Fraction(8), "8 to 0 place(s), half up"),
    ],
)
def test_a_number_is_made_again_as_its_sum_says(made: Made, number: Fraction, sum: str) -> None:
    parts = LEAVES[:1] if made.operation in ("times", "round") else LEAVES
    told = node("total", number, made, parts=parts)
    assert str(told.arithmetic) == sum
    assert recomputed(told) == number


def test_a_number_that_nobody_stated_is_an_error() -> None:
    with pytest.raises(ValueError, match="x has no number"):
        recomputed(node("x"))


def test_a_number_shows_itself_unless_other_words_are_given() -> None:
    assert str(node("x", Fraction(1, 3)).shown) == "1/3"
    assert str(node("x", 1, value=Text.same("one")).shown) == "one"
    assert node("x").shown is None


TREE = node(
    "total",
    17,
    Made(operation="sum"),
    source="contest-1",
    clause=Text.same("as the rules say"),
    notes=(Text.same("checked"),),
    parts=(
        node("card", 8, None, who="judge-1", source="sheet-1", parts=(node("form", 8, None, who="judge-1", source="sheet-1"),)),
        node("card", 9, None, who="judge-2", source="sheet-2"),
    ),
    set_aside=(node("card", 2, None, who="judge-3", source="sheet-3", notes=(Text.same("low"),)),),
)  # fmt: skip


def test_lines_say_the_same_only_once() -> None:
    assert list(TREE.lines("en")) == [
        "total: 8 + 9 = 17 [contest-1]",
        "  as the rules say",
        "  checked",
        "  card (judge-1): 8 [sheet-1]",
        "    form: 8",
        "  card (judge-2): 9 [sheet-2]",
        "  (set aside) card (judge-3): 2 [sheet-3]",
        "    low",
    ]
    assert next(TREE.lines("zh-Hans")) == "total：8 + 9 = 17〔contest-1〕"


def test_walk_meets_what_was_set_aside() -> None:
    assert [one.who for one in TREE.walk()] == [None, "judge-1", "judge-1", "judge-2", "judge-3"]


def test_json_holds_everything() -> None:
    data = TREE.to_json("en")
    assert {key: data[key] for key in data if key not in ("parts", "set_aside")} == {
        "title": "total",
        "value": "17",
        "number": "17",
        "operation": "sum",
        "arithmetic": "8 + 9",
        "clause": "as the rules say",
        "who": None,
        "source": "contest-1",
        "notes": ["checked"],
    }
    assert [part["who"] for part in data["parts"]] == ["judge-1", "judge-2"]
    assert [(part["who"], part["number"]) for part in data["set_aside"]] == [("judge-3", "2")]
