from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.errors import DefinitionError, InputError
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerEntry, LedgerItem
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.trace import explain, recomputed

LABEL = Text("项目", "項目", "Item")
LATE = Tariff(id="late", label=Text("迟到", "遲到", "Late"), points=Decimal(1))
ABSENT = Tariff(id="absent", label=Text("缺席", "缺席", "Absent"), points=Decimal(3))
FREE = Tariff(
    id="free", label=LABEL, scale=FreeScale(minimum=Decimal(1), maximum=Decimal(5), places=0)
)


def item(id: str, maximum: int, *, weight: str = "1", optional: bool = False) -> LedgerItem:
    return LedgerItem(
        id=id,
        label=Text(id, id, id),
        maximum=Decimal(maximum),
        deductions=(LATE, ABSENT, FREE),
        weight=Fraction(weight),
        optional=optional,
    )


def ledger(**changes: Any) -> Ledger:
    fields: dict[str, Any] = {
        "id": "duty",
        "version": "1",
        "title": Text("值班", "值班", "Duty"),
        "total": Decimal(20),
        "source": "test",
        "period": "term",
        "items": (item("meetings", 10), item("visits", 20, weight="1/2", optional=True)),
    }
    return Ledger(**{**fields, **changes})


def entry(number: int, item: str, kind: str, day: str = "2025-10-08", **more: Any) -> LedgerEntry:
    return LedgerEntry(id=f"e{number}", item=item, kind=kind, day=date.fromisoformat(day), **more)


def codes(sheet: Ledger, entries: list[LedgerEntry], **more: Any) -> list[tuple[str, Any]]:
    refusals = sheet.refuse(entries, **more)
    assert all(
        r.text.read(language) and r.remedy.read(language)
        for r in refusals
        for language in LANGUAGES
    )
    return [(r.code, str(r.measured) if r.measured is not None else None) for r in refusals]


def test_every_item_starts_full() -> None:
    result = ledger().result([])
    assert result.total == 20
    assert result.parts == {"meetings": 10, "visits": 10}


def test_entries_take_points_away_times_the_weight_of_their_item() -> None:
    entries = [entry(1, "meetings", "absent"), entry(2, "visits", "free", written="5")]
    result = ledger().result(entries)
    assert result.parts == {"meetings": Fraction(7), "visits": Fraction(15, 2)}
    assert result.total == recomputed(result.trace) == Fraction(29, 2)
    assert result.taken == 0


def test_an_item_never_goes_below_zero_and_takes_nothing_from_the_others() -> None:
    entries = [entry(n, "meetings", "absent") for n in range(9)]
    assert ledger().result(entries).parts == {"meetings": 0, "visits": 10}


def test_the_whole_never_goes_below_zero() -> None:
    sheet = ledger(deductions=(Tariff(id="grave", label=LABEL, points=Decimal(15)),))
    one = sheet.result([entry(1, "duty", "grave")])
    two = sheet.result([entry(1, "duty", "grave"), entry(2, "duty", "grave")])
    assert [one.total, one.taken, two.total, two.taken] == [5, 15, 0, 20]
    assert sum(two.parts.values()) - two.taken == two.total


def test_an_item_that_is_switched_off_is_left_out_and_the_rest_scaled_up() -> None:
    result = ledger().result([entry(1, "meetings", "absent")], off={"visits"})
    assert (result.parts, result.total) == ({"meetings": Fraction(14)}, Fraction(14))
    assert "switched off: visits" in [str(line).strip() for line in explain(result.trace)]


def test_a_term_is_the_mean_of_its_months_and_a_month_without_entry_is_full() -> None:
    sheet = ledger(period="month")
    entries = [entry(1, "meetings", "absent"), entry(2, "meetings", "late", "2025-11-03")]
    result = sheet.result(entries, months=["2025-10", "2025-11", "2025-12"])
    assert result.total == Fraction(17 + 19 + 20, 3)
    assert sum(result.parts.values()) == result.total == recomputed(result.trace)


def test_the_floor_holds_in_each_month_by_itself() -> None:
    sheet = ledger(period="month")
    entries = [entry(n, "meetings", "absent") for n in range(5)]
    assert sheet.result(entries, months=["2025-10", "2025-11"]).parts["meetings"] == 5


def test_an_explanation_names_each_entry_with_its_day() -> None:
    result = ledger().result([entry(1, "meetings", "absent", note="no leave asked for")])
    assert [line.en for line in explain(result.trace)][:5] == [
        "Duty: 7, 20 × 0.5 add up to 17",
        "  meetings: 10 less 3 is 7",
        "    meetings, full points: 10",
        "    2025-10-08, Absent: 3",
        "    no leave asked for",
    ]


def test_a_floor_that_was_reached_is_said() -> None:
    trace = ledger().result([entry(n, "meetings", "absent") for n in range(4)]).trace
    assert trace.inputs[0].text.en == "meetings: 10 less 3, 3, 3, 3 is 0 (never below 0)"
    assert "扣完为止" in trace.inputs[0].text.zh_hans


def test_every_reason_is_given_at_once() -> None:
    entries = [
        entry(1, "mood", "late"),
        entry(2, "meetings", "asleep"),
        entry(3, "meetings", "late", written="2"),
        entry(4, "meetings", "free"),
        entry(5, "meetings", "free", written="6"),
        entry(5, "visits", "late"),
        entry(6, "duty", "late"),
    ]
    assert codes(ledger(), entries, off={"visits", "meetings"}, months=["2025-10"]) == [
        ("ledger.not_monthly", "2025-10"),
        ("sheet.not_optional", "meetings"),
        ("sheet.all_off", None),
        ("sheet.unknown_item", "mood"),
        ("sheet.switched_off", "meetings"),
        ("sheet.unknown_kind", "asleep"),
        ("sheet.switched_off", "meetings"),
        ("sheet.fixed_points", "2"),
        ("sheet.switched_off", "meetings"),
        ("sheet.no_points", None),
        ("sheet.switched_off", "meetings"),
        ("mark.out_of_range", "6"),
        ("sheet.twice", "e5"),
        ("sheet.switched_off", "visits"),
        ("sheet.unknown_item", "duty"),
    ]


def test_months_are_checked() -> None:
    sheet = ledger(period="month")
    assert codes(sheet, []) == [("ledger.no_months", None)]
    months = ["2025-13", "2025-09", "2025-09"]
    assert codes(sheet, [entry(1, "meetings", "late")], months=months) == [
        ("sheet.twice", "2025-09"),
        ("ledger.bad_month", "2025-13"),
        ("ledger.outside_months", "2025-10-08"),
    ]


def test_a_ledger_that_is_refused_has_no_total() -> None:
    with pytest.raises(InputError) as caught:
        ledger().result([entry(1, "mood", "late"), entry(2, "meetings", "asleep")])
    assert [fault.where for fault in caught.value.faults] == [
        "sheet.unknown_item",
        "sheet.unknown_kind",
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"total": Decimal(25)}, "the items add up to 20, the total says 25"),
        ({"total": Decimal(0)}, "the total must be above 0"),
        ({"items": ()}, "at least one item is needed"),
        ({"items": (item("a", 10), item("a", 10))}, "ids used twice: a"),
        ({"items": (item("duty", 20),)}, "ids used twice: duty"),
        ({"period": "week"}, "month, term"),
        ({"id": "a b"}, "'a b' cannot be an id"),
        ({"title": Text("值班", "", "Duty")}, "lacks one of the three languages"),
        ({"deductions": (LATE, LATE)}, "ids used twice: late"),
    ],
)
def test_a_ledger_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem):
        ledger(**changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"maximum": Decimal(0)}, "the maximum must be above 0"),
        ({"weight": Fraction(0)}, "the weight must be above 0"),
        ({"deductions": ()}, "at least one kind of deduction"),
        ({"deductions": (LATE, LATE)}, "ids used twice: late"),
    ],
)
def test_an_item_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem):
        attrs.evolve(item("a", 10), **changes)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "either fixed points or a scale"),
        ({"points": Decimal(1), "scale": FREE.scale}, "either fixed points or a scale"),
        ({"points": Decimal(0)}, "above 0"),
        ({"points": Decimal("NaN")}, "write a whole number"),
    ],
)
def test_a_tariff_is_fixed_or_free(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        Tariff(id="t", label=LABEL, **fields)


def test_a_ledger_is_stored_and_read_back() -> None:
    assert from_json(Ledger, to_json(ledger())) == ledger()


def test_the_digest_of_the_structure_is_that_of_the_points() -> None:
    worded = ledger(version="2", title=LABEL, source="elsewhere")
    assert worded.structure_digest == ledger().structure_digest
    other = ledger(items=(item("meetings", 10), item("visits", 20, weight="1/2")))
    assert other.structure_digest != ledger().structure_digest
