from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from rich.cells import cell_len

from homeroom_core.people import OFFICE
from homeroom_core.text import Text
from homeroom_plugins.cli.output import harmless, plain
from homeroom_plugins.cli.tables import Table


@pytest.mark.parametrize("code", [0x00, 0x07, 0x08, 0x0D, 0x1B, 0x7F, 0x9B, 0x202E, 0x2066])
def test_what_could_move_the_cursor_is_made_visible(code: int) -> None:
    assert harmless(f"a{chr(code)}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_lines_tabs_and_chinese_stay() -> None:
    assert harmless("王芳\n\t“好”") == "王芳\n\t“好”"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (Text("甲", "乙", "c"), "甲"),
        (OFFICE, "moral_education_office"),
        (Fraction(17, 2), "8.5"),
        (Fraction(1, 3), "1/3"),
        (Decimal("8.50"), "8.50"),
        (date(2025, 9, 1), "2025-09-01"),
        (frozenset({"b", "a"}), ["a", "b"]),
        ((1, {"x": Decimal(1)}), [1, {"x": "1"}]),
    ],
)
def test_any_value_becomes_json(value: object, written: object) -> None:
    assert plain(value, "zh-Hans") == written


def test_columns_line_up_however_wide_their_characters_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = Table("姓名", "id")
    for row in (("王芳", "p-1"), ("Ann", "p-2"), ("欧阳娜娜", "p-3")):
        table.add(row)
    table.show()
    lines = capsys.readouterr().out.splitlines()
    found = [cell_len(line[: line.index("p-")]) for line in lines if "p-" in line]
    assert found == [cell_len("欧阳娜娜") + 3] * 3


def test_cells_are_no_markup_and_no_control(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("[bold]x")
    table.add(["[red]a\x1b[2J :smile:"])
    table.add([None])
    table.show()
    shown = capsys.readouterr().out
    assert "[bold]x" in shown
    assert "[red]a\N{REPLACEMENT CHARACTER}[2J :smile:" in shown
