from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import attrs
import pytest

from homeroom_core.criterion import Criterion
from homeroom_core.errors import DefinitionError, InputError, UnknownError
from homeroom_core.rubric import Rubric
from homeroom_core.scale import Band, BandedScale, FreeScale
from homeroom_core.text import Text

LABEL = Text("项目", "項目", "Item")


def leaf(id: str, maximum: int, **fields: Any) -> Criterion:
    scale = FreeScale(maximum=Decimal(maximum))
    return Criterion(id=id, label=LABEL, maximum=Decimal(maximum), scale=scale, **fields)


def group(id: str, maximum: int, *children: Criterion, **fields: Any) -> Criterion:
    return Criterion(id=id, label=LABEL, maximum=Decimal(maximum), children=children, **fields)


def rubric(*criteria: Criterion, total: int = 100, **fields: Any) -> Rubric:
    named: dict[str, Any] = {"id": "r", "version": "1", "title": LABEL, "source": "", **fields}
    return Rubric(total=Decimal(total), criteria=criteria, **named)


SHEET = rubric(
    leaf("theme", 40),
    group("form", 60, leaf("varied", 20), leaf("pupils", 40, required=False)),
)


def test_a_complete_card_adds_up() -> None:
    assert SHEET.card_total({"theme": "30.5", "varied": "20", "pupils": "0"}) == Fraction(101, 2)


def test_a_part_with_a_sheet_of_its_own_is_weighed() -> None:
    skills = rubric(
        leaf("story", 100, weight=Fraction(70, 100)), leaf("answer", 40, weight=Fraction(30, 40))
    )
    assert skills.card_total({"story": "90", "answer": "33"}) == Fraction(63) + Fraction(99, 4)


def test_what_does_not_apply_scales_up_the_rest_of_its_group_only() -> None:
    total = SHEET.card_total({"theme": "20", "pupils": "10"}, not_applicable={"varied"})
    assert total == 20 + Fraction(60) * Fraction(10, 40)


def test_a_group_that_does_not_apply_leaves_the_others_to_make_up_the_total() -> None:
    assert SHEET.card_total({"theme": "30"}, not_applicable={"form"}) == 75


def test_an_optional_criterion_without_a_mark_is_no_zero() -> None:
    sheet = attrs.evolve(SHEET, minimum_share=Fraction(1, 2))
    assert sheet.card_total({"theme": "40", "varied": "20"}) == 100
    assert sheet.card_total({"theme": "40", "varied": "20", "pupils": "0"}) == 60


def test_every_reason_is_given_in_the_order_of_the_sheet() -> None:
    marks = {"mood": "5", "varied": "21", "theme": "good"}
    refusals = SHEET.refuse_marks(marks, complete=True)
    assert [(r.code, r.measured) for r in refusals] == [
        ("mark.not_a_decimal", "good"),
        ("mark.out_of_range", "21"),
        ("mark.unknown_criterion", "mood"),
        ("card.too_little_marked", "3/5"),
    ]


def test_a_card_in_the_making_may_have_gaps() -> None:
    assert SHEET.refuse_marks({"varied": "20"}, complete=False) == ()
    codes = [r.code for r in SHEET.refuse_marks({"varied": "20", "pupils": "1"}, complete=True)]
    assert codes == ["mark.missing"]


def test_a_mark_for_what_does_not_apply_is_refused() -> None:
    refusals = SHEET.refuse_marks(
        {"theme": "1", "varied": "2", "pupils": "3"}, complete=True, not_applicable={"varied"}
    )
    assert [(r.code, r.measured) for r in refusals] == [("mark.not_applicable", "2")]


def test_a_card_to_which_nothing_applies_is_refused() -> None:
    refusals = SHEET.refuse_marks({}, complete=True, not_applicable={"theme", "form"})
    assert [r.code for r in refusals] == ["card.nothing_applies"]


def test_a_group_takes_no_mark() -> None:
    refusal = SHEET.refuse_mark("form", "10")
    assert refusal is not None
    assert refusal.required == "theme, varied, pupils"


def test_the_total_of_a_card_that_cannot_be_taken_is_not_guessed() -> None:
    with pytest.raises(InputError) as caught:
        SHEET.card_total({"theme": "41"})
    assert [fault.where for fault in caught.value.faults] == [
        "mark.out_of_range",
        "mark.missing",
        "card.too_little_marked",
    ]


def test_unknown_names_are_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownError, match="theme, varied, pupils"):
        SHEET.points("form", "3")
    with pytest.raises(UnknownError, match="mood"):
        SHEET.leaves_under({"mood"})


def test_sums_do_not_depend_on_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 2
        marks = {"theme": "39.99", "varied": "19.99", "pupils": "39.99"}
        assert SHEET.card_total(marks) == Fraction(9997, 100)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: rubric(leaf("a", 95)), "the criteria add up to 95, the total says 100"),
        (
            lambda: group("g", 10, leaf("a", 4), leaf("b", 5)),
            "the children add up to 9, the maximum says 10",
        ),
        (
            lambda: Criterion(
                id="a", label=LABEL, maximum=Decimal(9), scale=FreeScale(maximum=Decimal(8))
            ),
            "the scale reaches 8, the maximum says 9",
        ),
        (lambda: rubric(leaf("a", 50), leaf("a", 50)), "criterion ids used twice: a"),
        (lambda: Criterion(id="a", label=LABEL, maximum=Decimal(9)), "either a scale or children"),
        (lambda: leaf("a b", 5), "'a b' cannot be an id"),
        (lambda: leaf("a", 5, weight=Fraction(0)), "the weight must be above 0, it is 0"),
        (lambda: leaf("a", 5, descriptors={"high": Text("", "", "x")}), "descriptor high lacks"),
        (lambda: rubric(leaf("a", 100), title=Text("题", "", "T")), "the title lacks one of"),
        (lambda: rubric(leaf("a", 100), minimum_share=Fraction(2)), "minimum_share must be"),
    ],
)  # fmt: skip
def test_a_rubric_that_does_not_hold_together_is_refused(make: Any, problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        make()


def test_rewording_changes_the_text_digest_only() -> None:
    reworded = attrs.evolve(SHEET, title=Text("新", "新", "New"), version="2")
    assert reworded.structure_digest == SHEET.structure_digest
    assert reworded.text_digest != SHEET.text_digest


def test_rewording_a_band_keeps_the_structure_digest_and_its_points_do_not() -> None:
    def banded(label: Text, low: int) -> Rubric:
        bands = (
            Band(id="high", label=label, points=Decimal(10)),
            Band(id="low", label=label, points=Decimal(low)),
        )
        scale = BandedScale(bands=bands)
        return rubric(Criterion(id="a", label=LABEL, maximum=Decimal(10), scale=scale), total=10)

    first = banded(LABEL, 2).structure_digest
    assert banded(Text("新", "新", "New"), 2).structure_digest == first
    assert banded(LABEL, 3).structure_digest != first


def test_the_digests_are_the_same_on_every_machine() -> None:
    assert SHEET.structure_digest == (
        "07bf537693db984d124d735de1e02da29138d03b77f8784a63e0c8f59166d795"
    )
