from decimal import Decimal

import pytest

from homeroom_core.errors import DefinitionError, InputError
from homeroom_core.scale import Band, BandedScale, FreeScale, Scale, SteppedScale
from homeroom_core.text import Text

LABEL = Text("形式", "形式", "Form")
HALF = FreeScale(maximum=Decimal(10), step=Decimal("0.5"), places=1)
STEPPED = SteppedScale(steps=(Decimal(30), Decimal(25), Decimal(22), Decimal(18)))
BANDED = BandedScale(
    bands=(
        Band(id="high", label=Text("高", "高", "High"), points=Decimal(10)),
        Band(id="mid", label=Text("中", "中", "Middle"), points=Decimal(6)),
        Band(id="also_mid", label=Text("亦中", "亦中", "Also middle"), points=Decimal(6)),
    )
)


@pytest.mark.parametrize(
    ("scale", "written", "points"),
    [
        (HALF, "8.5", "8.5"),
        (HALF, "0", "0"),
        (HALF, "10", "10"),
        (FreeScale(maximum=Decimal(10)), "3.33", "3.33"),
        (FreeScale(minimum=Decimal(1), maximum=Decimal(7), step=Decimal(2)), "5", "5"),
        (STEPPED, "22", "22"),
        (STEPPED, "22.0", "22"),
        (BANDED, "also_mid", "6"),
    ],
)
def test_a_mark_on_the_scale_has_its_points(scale: Scale, written: str, points: str) -> None:
    assert scale.refuse(written, LABEL) is None
    assert scale.points(written) == Decimal(points)


@pytest.mark.parametrize(
    ("scale", "written", "code"),
    [
        (HALF, "8,5", "mark.not_a_decimal"),
        (HALF, "1e1", "mark.not_a_decimal"),
        (HALF, "NaN", "mark.not_a_decimal"),
        (HALF, "8.50", "mark.too_many_places"),
        (HALF, "10.5", "mark.out_of_range"),
        (HALF, "-1", "mark.out_of_range"),
        (HALF, "8.2", "mark.off_step"),
        (FreeScale(minimum=Decimal(1), maximum=Decimal(7), step=Decimal(2)), "4", "mark.off_step"),
        (STEPPED, "20", "mark.off_step"),
        (STEPPED, "high", "mark.not_a_decimal"),
        (BANDED, "6", "mark.unknown_band"),
        (BANDED, "High", "mark.unknown_band"),
    ],
)
def test_a_mark_off_the_scale_is_refused(scale: Scale, written: str, code: str) -> None:
    refusal = scale.refuse(written, LABEL)
    assert refusal is not None
    assert (refusal.code, refusal.measured) == (code, written)
    with pytest.raises(InputError):
        scale.points(written)


def test_a_refusal_says_in_each_language_what_is_accepted() -> None:
    refusal = HALF.refuse("8.2", LABEL)
    assert refusal is not None
    assert refusal.text == Text(
        "形式：8.2 不在评分档上",
        "形式：8.2 不在評分級距上",
        "Form: 8.2 is not on the scale's steps",
    )
    assert refusal.remedy == Text(
        "请填写：0 至 10，每档 0.5",
        "請填寫：0 至 10，每級 0.5",
        "accepted: 0 to 10 in steps of 0.5",
    )
    assert refusal.required == "0 to 10 in steps of 0.5"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"maximum": "10", "step": "3"}, "steps of 3 from 0 never reach the maximum 10"),
        ({"maximum": "5", "minimum": "5"}, "the minimum 5 is not below the maximum 5"),
        ({"maximum": "5", "minimum": "-1"}, "the minimum may not be negative"),
        ({"maximum": "5", "step": "0"}, "the step 0 must be above 0"),
        ({"maximum": "5", "step": "0.125"}, "more than 2 places"),
        ({"maximum": "NaN"}, r"maximum is Decimal\('NaN'\), write a whole number"),
    ],
)
def test_a_free_scale_that_cannot_work_is_refused(fields: dict[str, str], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        FreeScale(**{name: Decimal(value) for name, value in fields.items()})  # type: ignore[arg-type]  # names vary


def test_all_that_is_wrong_with_a_scale_is_said_at_once() -> None:
    with pytest.raises(DefinitionError) as caught:
        FreeScale(maximum=Decimal(5), minimum=Decimal(-1), step=Decimal(-2))
    assert str(caught.value) == (
        "FreeScale: the minimum may not be negative; the step -2 must be above 0"
    )


@pytest.mark.parametrize("places", [-1, 10])
def test_impossible_places_are_refused(places: int) -> None:
    with pytest.raises(DefinitionError, match="places must be 0 to 9"):
        FreeScale(maximum=Decimal(5), places=places)


@pytest.mark.parametrize(
    ("steps", "problem"),
    [(["5"], "two steps"), (["5", "5.0"], "repeated: 5"), (["5", "-1"], "negative")],
)
def test_a_stepped_scale_needs_different_points(steps: list[str], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        SteppedScale(steps=tuple(map(Decimal, steps)))


def test_a_banded_scale_needs_ids_and_labels() -> None:
    bad = (
        Band(id="a b", label=LABEL, points=Decimal(1)),
        Band(id="x", label=Text("", "", "X"), points=Decimal(2)),
        Band(id="x", label=LABEL, points=Decimal(3)),
    )
    with pytest.raises(DefinitionError) as caught:
        BandedScale(bands=bad)
    assert str(caught.value) == (
        "BandedScale: repeated: x; bad band ids: a b; bands without a label in every language: x"
    )
