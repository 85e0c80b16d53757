import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from tally import KEEPER, OTHER, an_office, begin, write

from homeroom_core.errors import InputError
from homeroom_core.exporting import Exporter, ExportRequest
from homeroom_core.files import export_file
from homeroom_core.people import Organization
from homeroom_plugins.exporters import homeroom_exporters
from homeroom_plugins.exporters.sheet import csv_list, harmless

ORG = "school-1"


class Exporters:
    def homeroom_exporters(self) -> Sequence[Exporter]:
        return homeroom_exporters()


def exported(*notes: str, language: Any = "en") -> bytes:
    office = an_office(None, Exporters())
    for note in notes:
        with office.desk(ORG, by=KEEPER) as desk:
            made = desk.create(begin, keeper=KEEPER.id, count=-0 + len(note))
            desk.apply(write, made, note=note)
    return export_file(office, ORG, "csv", ["tally"], to=OTHER, language=language)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_list_is_written_so_that_spreadsheets_read_it() -> None:
    content = exported("三班，\n“好”")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 2
    assert rows(content)[1][-1] == "三班，\n“好”"


@pytest.mark.parametrize(
    ("language", "head", "state"), [("zh-Hans", "状态", "开放"), ("zh-Hant", "狀態", "開放")]
)
def test_heads_and_states_are_in_the_language_asked_for(
    language: str, head: str, state: str
) -> None:
    heads, row = rows(exported("x", language=language))
    assert (heads[1], row[:2]) == (head, ["tally-1", state])


def test_the_same_records_are_the_same_bytes() -> None:
    assert exported("a", "b") == exported("a", "b")


@pytest.mark.parametrize(
    "note", ["=1+1", "+1+1", "-1+1", "@x", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff201"]
)
def test_what_a_spreadsheet_would_take_for_a_formula_is_text(note: str) -> None:
    assert rows(exported(note))[1][-1] == f"'{note}"


@pytest.mark.parametrize("cell", ["-5", "+8.5", "-0.25", "5-1", "张三", "", " =1"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize("kinds", [0, 2])
def test_a_sheet_has_one_kind(kinds: int) -> None:
    office = an_office(None, Exporters())
    with pytest.raises(InputError, match="one kind of record for one sheet"):
        export_file(office, ORG, "csv", ["tally"] * kinds, to=KEEPER)
    request = ExportRequest(lists=(), organization=Organization(ORG), on=date(2025, 9, 1))
    with pytest.raises(InputError):
        csv_list.function(request)
