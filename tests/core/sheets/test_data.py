import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.errors import InputError
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.data import sheet_from
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import Service

WORDS = {"zh_hans": "项目", "zh_hant": "項目", "en": "Item"}
HEAD = {"id": "sheet", "version": "1", "source": "school year 2025", "title": WORDS}
LATE = {"id": "late", "label": WORDS, "points": 1}


def named(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "label": WORDS, **more}


def ledger(**changes: Any) -> dict[str, Any]:
    items = [named("a", maximum=10, deductions=[LATE])]
    return {**HEAD, "model": "deduction_ledger", "total": 10, "items": items, **changes}


def merit(**changes: Any) -> dict[str, Any]:
    items = [named("a", maximum=8, awards=[named("city", points=6)])]
    return {**HEAD, "model": "merit_points", "once": [], "items": items, **changes}


def composite(*parts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    found = list(parts) or [named("a", maximum=60), named("b", maximum=40)]
    return {**HEAD, "model": "composite", "total": 100, "parts": found, **changes}


def faults(data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        sheet_from(data, "sheet.toml")
    assert caught.value.source == "sheet.toml"
    return [(fault.where, fault.accepted.en) for fault in caught.value.faults]


def test_without_a_model_a_file_holds_a_judged_rubric() -> None:
    criterion = named("voice", maximum=10, scale={"kind": "free", "step": "0.5"})
    found = sheet_from({**HEAD, "total": 10, "criteria": [criterion]}, "sheet.toml")
    assert isinstance(found, Rubric)
    assert found.card_total({"voice": "8.5"}) == Fraction(17, 2)


def test_a_ledger_is_read_with_everything_it_may_say() -> None:
    free = named("free", scale={"minimum": "0.5", "maximum": 5, "step": "0.5", "places": 1})
    items = [
        named("a", maximum=50, weight="10/50", optional=True, deductions=[LATE, free]),
        named("b", maximum=10, deductions=[LATE]),
    ]
    found = sheet_from(ledger(total=20, items=items, period="term", deductions=[LATE]), "x")
    assert isinstance(found, Ledger)
    assert (found.period, found.total) == ("term", Decimal(20))
    assert (found.items[0].weight, found.items[0].optional) == (Fraction(1, 5), True)
    assert [one.most for one in found.items[0].deductions] == [1, 5]
    assert [one.id for one in found.deductions] == ["late"]


def test_a_merit_sheet_is_read_with_everything_it_may_say() -> None:
    service = {
        "counting": "consecutive",
        "entry_points": 2,
        "further_points": 1,
        "levels": [named("backbone", years=3)],
    }
    award = named("city", points=6)
    items = [
        named("a", maximum=6, count="highest", window_years=5, awards=[award]),
        named("b", maximum=8, awards=[award]),
        named("years", maximum=8, service=service),
    ]
    groups = {"once": [["a", "b"]], "highest_of": [["a", "b"]]}
    found = sheet_from(merit(items=items, total=12, cap=12, **groups), "x")
    assert isinstance(found, MeritSheet)
    assert (found.once, found.highest_of) == ((("a", "b"),), (("a", "b"),))
    assert (found.cap, found.total) == (Decimal(12), Decimal(12))
    assert (found.items[0].count, found.items[0].window_years) == ("highest", 5)
    years = found.items[2].service
    assert isinstance(years, Service)
    assert (years.counting, years.levels[0].years) == ("consecutive", 3)


def test_a_composite_is_read_with_everything_it_may_say() -> None:
    sources = [
        named("committee", weight=50),
        named(
            "pupils",
            weight="25",
            minimum_answers=10,
            confidential=True,
            shown_from=5,
            when_missing="leave_out",
        ),
    ]
    parts = [
        named("conduct", maximum=20, sources=["committee", "pupils"], optional=True),
        named("duty", maximum=10, sheet=_inner(ledger())),
        named("merit", maximum=10, sheet=_inner(merit())),
        named("other", maximum=10, sheet=_inner(merit())),
        named(
            "group",
            maximum=50,
            parts=[
                named("monthly", maximum=30, use="monthly", sheet_total=100),
                named("hours", maximum=20, computed="hours", when_missing="wait"),
            ],
        ),
        named("bonus", maximum=10, bonus=True, when_missing="leave_out"),
    ]
    once = [["merit", "other"]]
    found = sheet_from(composite(*parts, sources=sources, once=once), "x")
    assert isinstance(found, Composite)
    assert found.once == (("merit", "other"),)
    pupils = found.sources[1]
    assert pupils.weight == 25
    assert (pupils.minimum_answers, pupils.shown_from) == (10, 5)
    assert (pupils.confidential, pupils.when_missing) == (True, "leave_out")
    assert found.part("conduct").optional
    duty = found.part("duty").sheet
    assert isinstance(duty, Ledger)
    assert (duty.id, duty.version, duty.source) == ("duty", "1", "school year 2025")
    assert isinstance(found.part("merit").sheet, MeritSheet)
    assert found.part("monthly").out_of == 100
    assert (found.part("hours").computed, found.part("hours").when_missing) == ("hours", "wait")
    assert found.part("bonus").bonus


def _inner(data: dict[str, Any]) -> dict[str, Any]:
    """A sheet as it stands in a part: what it has from there is not said again."""
    return {key: value for key, value in data.items() if key not in HEAD}


NOTHING: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ({"model": "vote"}, ["model"]),
        (ledger(items=[named("a", maximum=10, deductions=[{"id": "late", "label": WORDS}])]),
         ["items[0].deductions[0]"]),
        (ledger(items=[named("a", maximum=10, deductions=[{**LATE, "points": 0.5}])]),
         ["items[0].deductions[0].points"]),
        (ledger(items=[named("a", maximum=10, deductions=[named("f", scale={"minimum": 3, "maximum": 2})])]),
         ["items[0].deductions[0].scale"]),
        (ledger(items=[named("a", maximum=10, deductions=[named("f", scale={"minimum": 3})])]),
         ["items[0].deductions[0].scale.maximum"]),
        (ledger(period="week"), ["period"]),
        (ledger(mood="good"), ["mood"]),
        (merit(once="all"), ["once"]),
        (merit(once=["a"]), ["once[0]"]),
        (merit(once=[["a", "b c"]]), ["once[0][1]"]),
        ({key: value for key, value in merit().items() if key != "once"}, ["once"]),
        (merit(items=[named("a", maximum=8, window_years=0, awards=[named("city", points=6)])]),
         ["items[0].window_years"]),
        (merit(items=[named("a", maximum=8, service={"counting": "some"})]),
         ["items[0].service.counting", "items[0].service.entry_points",
          "items[0].service.further_points", "items[0].service.levels"]),
        (composite(named("a", maximum=100, sheet=_inner({**composite()}))), ["parts[0].sheet.model"]),
        (composite(named("a", maximum=100, sheet=5)), ["parts[0].sheet"]),
        (composite(named("a", maximum=100, sources=["x y"])), ["parts[0].sources[0]"]),
        (composite(named("a", maximum=100, when_missing="zero")), ["parts[0].when_missing"]),
        (composite(sources=[named("s", weight=-1)]), ["sources[0]"]),
    ],
)  # fmt: skip
def test_a_fault_is_found_where_it_stands(data: dict[str, Any], places: list[str]) -> None:
    assert [where for where, _ in faults(data)] == places


def test_parts_go_no_deeper_than_rubrics_do() -> None:
    part = named("p9", maximum=100)
    for level in range(8, 0, -1):
        part = named(f"p{level}", maximum=100, parts=[part])
    ((where, accepted),) = faults(composite(part))
    assert where.startswith("parts[0].parts[0]")
    assert re.fullmatch(r"at most \d levels of parts", accepted)


def test_sums_are_shown_even_where_something_else_is_wrong() -> None:
    items = [
        named("a", maximum=60, deductions=[LATE]),
        {"id": "b", "label": {**WORDS, "en": ""}, "maximum": 35, "deductions": [LATE]},
    ]
    assert faults(ledger(total=100, items=items)) == [
        ("items[1].label.en", "text that is not empty"),
        ("total", "the items add up to 95, the total says 100"),
    ]


def test_a_sum_that_cannot_be_read_is_not_guessed() -> None:
    items = [
        named("a", maximum="many", deductions=[LATE]),
        named("b", maximum=35, weight="none", deductions=[LATE]),
    ]
    assert [where for where, _ in faults(ledger(total=100, items=items))] == [
        "items[0].maximum",
        "items[1].weight",
    ]


PUBLISHED = (10, 5, 10, 15, 5, 10, 10, 10, 5, 10, 5)
"""The maxima of a published monthly list of eleven items, which states no total; they make 95."""


def test_a_published_list_that_makes_95_is_refused_as_one_of_100_with_both_sums() -> None:
    items = [named(f"i{n}", maximum=most, deductions=[LATE]) for n, most in enumerate(PUBLISHED)]
    assert faults(ledger(total=100, items=items)) == [
        (".", "the items add up to 95, the total says 100")
    ]
    assert isinstance(sheet_from(ledger(total=95, items=items), "x"), Ledger)
