from decimal import Decimal
from typing import Any

import attrs
import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.criterion import Criterion
from homeroom_core.errors import InputError
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerItem
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import MeritItem
from homeroom_core.sheets.parts import Part
from homeroom_core.sheets.sheet import MODEL_LABELS, MODELS, Sheet, check_uses, model_of, points_of
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import Text

LABEL = Text("项目", "項目", "Item")
LATE = Tariff(id="late", label=LABEL, points=Decimal(1))


def ledger(id: str) -> Ledger:
    item = LedgerItem(id="x", label=LABEL, maximum=Decimal(10), deductions=(LATE,))
    return Ledger(id=id, version="1", title=LABEL, total=Decimal(10), items=(item,), source="test")


def merit(id: str, **more: Any) -> MeritSheet:
    item = MeritItem(id="x", label=LABEL, maximum=Decimal(8), awards=(LATE,))
    return MeritSheet(
        id=id, version="1", title=LABEL, items=(item,), once=(), source="test", **more
    )


def using(id: str, use: str, out_of: int) -> Composite:
    part = Part(id="p", label=LABEL, maximum=Decimal(5), use=use, sheet_total=Decimal(out_of))
    return Composite(
        id=id, version="1", title=LABEL, total=Decimal(5), parts=(part,), source="test"
    )


def test_a_sheet_knows_its_kind_and_its_points() -> None:
    sheets: list[Sheet] = [ledger("a"), merit("b"), merit("c", cap=Decimal(5)), using("d", "a", 10)]
    assert [model_of(one) for one in sheets] == [
        "deduction_ledger",
        "merit_points",
        "merit_points",
        "composite",
    ]
    assert [points_of(one) for one in sheets] == [10, 8, 5, 5]
    assert MODEL_LABELS.keys() == set(MODELS)


@attrs.frozen(kw_only=True)
class Terms:
    """Something that keeps sheets of any kind, as records do."""

    sheets: tuple[Sheet, ...]


def test_sheets_of_any_kind_are_told_apart_when_they_are_read_back() -> None:
    rubric = Rubric(
        id="talk",
        version="1",
        title=LABEL,
        total=Decimal(10),
        source="test",
        criteria=(
            Criterion(
                id="x", label=LABEL, maximum=Decimal(10), scale=FreeScale(maximum=Decimal(10))
            ),
        ),
    )
    terms = Terms(sheets=(rubric, ledger("a"), merit("b"), using("c", "a", 10)))
    assert from_json(Terms, to_json(terms)) == terms


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [
        (using("yearly", "weekly", 10), "a sheet there is: capped, circle, monthly"),
        (using("yearly", "monthly", 100), "'monthly' is out of 10; that is to be said here"),
        (using("yearly", "capped", 8), "'capped' is out of 5"),
        (using("yearly", "yearly", 5), "does not lead back"),
        (using("yearly", "circle", 5), "does not lead back"),
    ],
)
def test_a_used_sheet_has_to_be_there_to_be_out_of_the_same_and_to_lead_away(
    sheet: Composite, problem: str
) -> None:
    known: dict[str, Sheet] = {
        "monthly": ledger("monthly"),
        "capped": merit("capped", cap=Decimal(5)),
        "circle": using("circle", "yearly", 5),
    }
    with pytest.raises(InputError, match=problem):
        check_uses(sheet, known)


def test_a_computed_part_needs_a_criterion_that_somebody_provides() -> None:
    part = Part(id="p", label=LABEL, maximum=Decimal(5), computed="hours")
    sheet = Composite(
        id="yearly", version="1", title=LABEL, total=Decimal(5), parts=(part,), source="test"
    )
    check_uses(sheet, {})
    check_uses(sheet, {}, ["hours"])
    with pytest.raises(InputError, match=r"yearly\.p: found 'hours', accepted: .*: days"):
        check_uses(sheet, {}, ["days"])


def test_a_sheet_whose_uses_are_there_is_in_order() -> None:
    sheets: dict[str, Sheet] = {"monthly": ledger("monthly")}
    check_uses(using("yearly", "monthly", 10), sheets)
    check_uses(ledger("monthly"), {})
