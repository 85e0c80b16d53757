from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.errors import DefinitionError, Fault
from homeroom_core.strict import Table, check
from homeroom_core.text import Text


def read(data: Any) -> tuple[Table, list[Fault]]:
    faults: list[Fault] = []
    return Table(data, "file", faults), faults


def test_good_values_are_read_as_what_they_are() -> None:
    table, faults = read(
        {
            "n": 3,
            "d": "0.50",
            "r": "1/3",
            "f": False,
            "w": "word",
            "c": "b",
            "l": [1],
            "x": {"y": 1},
        }
    )
    found = (
        table.whole("n"),
        table.decimal("d"),
        table.ratio("r"),
        table.flag("f"),
        table.word("w"),
        table.choice("c", ("a", "b")),
        table.items("l"),
        table.table("x").whole("y"),
        table.whole("absent", 7),
        table.word("absent", ""),
    )
    expected = (3, Decimal("0.50"), Fraction(1, 3), False, "word", "b", [1], 1, 7, "")
    assert (found, table.done(), faults) == (expected, True, [])


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("whole", True),
        ("whole", -1),
        ("whole", "3"),
        ("whole", 3.0),
        ("decimal", 0.5),
        ("decimal", True),
        ("decimal", "1e3"),
        ("decimal", Decimal("NaN")),
        ("ratio", 0.5),
        ("ratio", "1/0"),
        ("flag", 1),
        ("flag", "true"),
        ("word", "  "),
        ("word", 3),
        ("code", "a/b"),
        ("code", ["a"]),
        ("items", "abc"),
        ("table", [1]),
    ],
)
def test_a_value_of_another_kind_is_a_fault_at_its_place(method: str, value: object) -> None:
    table, faults = read({"key": value})
    getattr(table, method)("key")
    assert [fault.where for fault in faults] == ["file.key"]
    assert not table.sound


def test_null_counts_as_absent() -> None:
    table, faults = read({"key": None})
    assert (table.has("key"), table.word("key", "usual"), table.done()) == (False, "usual", True)
    assert faults == []


def test_long_finds_are_shortened() -> None:
    table, faults = read({"key": "x" * 1000})
    table.code("key")
    assert len(faults[0].found) == 60


def test_a_definition_is_refused_for_every_problem_at_once() -> None:
    problems = [None, Text("甲", "甲", "first"), Text("乙", "乙", "second")]
    with pytest.raises(DefinitionError) as caught:
        check("place", problems)
    assert caught.value.text == Text("place：甲；乙", "place：甲；乙", "place: first; second")


def test_a_definition_without_problems_passes() -> None:
    check("place", [None, None])
