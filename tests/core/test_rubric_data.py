from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.errors import InputError
from homeroom_core.rubric_data import rubric_from
from homeroom_core.scale import BandedScale, FreeScale, SteppedScale

LABEL = {"zh_hans": "项目", "zh_hant": "項目", "en": "Item"}


def sheet(*criteria: object, **fields: Any) -> dict[str, Any]:
    data = {
        "id": "sheet",
        "version": "1",
        "title": LABEL,
        "total": 10,
        "source": "test",
        "criteria": list(criteria),
    }
    return {**data, **fields}


def item(id: str, maximum: object, **fields: Any) -> dict[str, Any]:
    return {"id": id, "label": LABEL, "maximum": maximum, **fields}


def faults(data: Any) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        rubric_from(data, "sheet.toml")
    return [(fault.where, fault.found) for fault in caught.value.faults]


def test_every_kind_of_scale_is_read() -> None:
    bands = [
        {"id": "high", "label": LABEL, "points": 2},
        {"id": "low", "label": LABEL, "points": "0.5"},
    ]
    rubric = rubric_from(
        sheet(
            item("free", 2),
            item("half", "2", scale={"kind": "free", "step": Decimal("0.5"), "places": 1}),
            item("stepped", 2, scale={"kind": "stepped", "steps": [2, "1.5"]}),
            item("banded", 2, scale={"kind": "banded", "bands": bands}),
            item("group", 4, weight="2/4", children=[item("a", 3), item("b", 1, required=False)]),
        ),
        "sheet.toml",
    )
    assert [type(leaf.scale) for leaf in rubric.leaves.values()] == [
        FreeScale,
        FreeScale,
        SteppedScale,
        BandedScale,
        FreeScale,
        FreeScale,
    ]
    marks = {"free": "1.25", "half": "1.5", "stepped": "1.5", "banded": "low", "a": "3", "b": "1"}
    assert rubric.card_total(marks) == Fraction(675, 100)


def test_all_faults_are_found_at_once_with_their_places() -> None:
    data = sheet(
        item("a b", 5, colour="red"),
        item("b", 2.5, scale={"kind": "smileys"}),
        item("c", 5, scale={"steps": [5], "kind": "stepped"}, label={"zh_hans": "丙", "en": ""}),
        "not a table",
        version=3,
        totl=10,
    )
    assert faults(data) == [
        ("version", "3"),
        ("criteria[0].id", "a b"),
        ("criteria[0].colour", "colour"),
        ("criteria[1].maximum", "2.5"),
        ("criteria[1].scale.kind", "smileys"),
        ("criteria[2].label.zh_hant", ""),
        ("criteria[2].label.en", ""),
        ("criteria[2].scale", "stepped"),
        ("criteria[3]", "not a table"),
        ("totl", "totl"),
    ]


def test_sums_are_checked_at_every_level() -> None:
    wrong_group = item("g", 5, children=[item("x", 2), item("y", 2)])
    assert faults(sheet(wrong_group, item("b", 5))) == [("criteria[0]", "g")]
    with pytest.raises(InputError, match="the criteria add up to 9, the total says 10"):
        rubric_from(sheet(item("a", 4), item("b", 5)), "sheet.toml")


def test_a_scale_that_misses_its_maximum_is_placed() -> None:
    data = sheet(item("a", 10, scale={"kind": "free", "step": 3}))
    assert faults(data) == [("criteria[0].scale", "free")]


def test_a_group_with_a_scale_is_refused() -> None:
    data = sheet(item("g", 10, scale={"kind": "free"}, children=[item("x", 10)]))
    assert faults(data) == [("criteria[0]", "g")]


@pytest.mark.parametrize("data", [None, [], "rubric", {}, {"criteria": {}}])
def test_what_is_no_rubric_is_refused(data: Any) -> None:
    assert faults(data)


def test_missing_keys_are_named() -> None:
    assert [where for where, _ in faults({"id": "x"})] == [
        "version",
        "title.zh_hans",
        "title.zh_hant",
        "title.en",
        "total",
        "source",
        "criteria",
    ]


def test_a_tree_too_deep_is_refused_without_being_followed() -> None:
    data = item("x", 10)
    for n in range(500):
        data = item(f"g{n}", 10, children=[data])
    places = [where for where, _ in faults(sheet(data))]
    assert places == ["criteria[0]" + ".children[0]" * 6]
