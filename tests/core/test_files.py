from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from tally import KEEPER, OTHER, STRANGER, Tally, add, an_office, begin, begun, close

from homeroom_core.errors import InputError, PluginError, RefusedError, UnknownError
from homeroom_core.exporting import Exporter, ExportRequest, exporter
from homeroom_core.files import export_file, import_file
from homeroom_core.importing import (
    Found,
    ImportColumn,
    Importer,
    ImportRequest,
    ImportStep,
    importer,
)
from homeroom_core.office import Office
from homeroom_core.tables.place import Remark
from homeroom_core.text import Text

ORG = "school-1"
LABEL = Text("计数表", "計數表", "Tallies")
COUNT = Text("整数", "整數", "a whole number")


@importer(
    "tallies",
    label=LABEL,
    columns=(
        ImportColumn(name="keeper", label=Text("工号", "職員編號", "Staff no.")),
        ImportColumn(name="count", label=Text("次数", "次數", "Times")),
    ),
)
def tallies(request: ImportRequest) -> Iterator[Found]:
    """Begin a tally for each row, and count once more."""
    for row in request.rows():
        if not row["count"].isdigit():
            yield row.fault("count", COUNT)
            continue
        made = yield ImportStep(
            where=row.where,
            step=begin,
            arguments={"keeper": row["keeper"], "count": int(row["count"])},
        )
        if made is not None:
            yield ImportStep(where=row.where, step=add, record=made, arguments={"more": 1})
    yield Remark(kind="to_do", where="A1", text=LABEL)


@exporter("lines", label=LABEL, suffix=".txt", media_type="text/plain")
def lines(request: ExportRequest) -> str:
    """A line a record: what may be seen of it."""
    return "".join(
        f"{one.id} {one.fields} {request.language} {request.on}\n"
        for listed in request.lists
        for one in listed.views
    )


class Files:
    def homeroom_importers(self) -> Sequence[Importer]:
        return [tallies]

    def homeroom_exporters(self) -> Sequence[Exporter]:
        return [lines]


@pytest.fixture
def office() -> Office:
    return an_office(None, Files())


def imported(office: Office, text: str, **more: Any) -> Any:
    given: dict[str, Any] = {"by": KEEPER, **more}
    return import_file(office, ORG, "tallies", text.encode(), "t.csv", **given)


def counts(office: Office) -> list[int]:
    with office.reading(ORG) as reading:
        return [one.count for one in reading.find(Tally)]


def test_a_file_is_taken_in_with_all_its_steps_and_where_that_came_from(office: Office) -> None:
    made = imported(office, "工号,次数\np-1,3\np-2,5\n")
    assert counts(office) == [4, 6]
    assert (made.records, made.steps) == (
        ("tally-1", "tally-3"),
        {"tally.begin": 2, "tally.add": 2},
    )
    assert (made.importer, made.plugin, made.plugin_version) == ("tallies", "Files", "0")
    assert [remark.kind for remark in made.remarks] == ["to_do"]
    assert made.text.zh_hans == "t.csv：4 步，涉及 2 条记录"


def test_a_file_that_is_only_tried_changes_nothing(office: Office) -> None:
    made = imported(office, "工号,次数\np-1,3\n", commit=False)
    assert (made.steps, counts(office), office.feed(ORG)) == (
        {"tally.begin": 1, "tally.add": 1},
        [],
        (),
    )


def test_faults_and_refused_steps_are_said_together_and_nothing_is_written(office: Office) -> None:
    with pytest.raises(InputError) as caught:
        imported(office, "工号,次数\np-1,3\np-2,many\np-3,1001\np-4,1002\n")
    assert [(fault.where, fault.found) for fault in caught.value.faults] == [
        ("B3 次数", "many"),
        ("A4", "Begin"),
        ("A5", "Begin"),
    ]
    assert "1001 is not positive (at least 0)" in str(caught.value)
    assert counts(office) == []


def test_whoever_may_not_make_the_steps_imports_nothing(office: Office) -> None:
    with pytest.raises(RefusedError):
        imported(office, "工号,次数\np-1,3\n", by=STRANGER)


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (ImportStep(where="A9", step=add, record="tally-7"), "tally-7"),
        (ImportStep(where="B9 次数", step=close, record="tally-1", arguments={"more": 1}), "Close"),
    ],
)
def test_a_step_that_cannot_be_made_is_a_fault_of_its_place(step: ImportStep, fault: str) -> None:
    class Steps:
        def homeroom_importers(self) -> Sequence[Importer]:
            return [importer("tallies", label=LABEL)(lambda _request: [step])]

    office = an_office(None, Steps())
    begun(office)
    with pytest.raises(InputError) as caught:
        imported(office, "x\n1\n")
    assert [(one.where, one.found) for one in caught.value.faults] == [(step.where, fault)]


def test_an_exporter_sees_what_the_reader_may_see(office: Office) -> None:
    begun(office)
    told = export_file(office, ORG, "lines", ["tally"], to=OTHER, language="zh-Hant").decode()
    assert told == (
        "tally-1 {'keeper': 'person-1', 'count': 0, 'mark': '0', 'note': ''} zh-Hant 2025-09-01\n"
    )
    assert export_file(office, ORG, "lines", ["tally"], to=OTHER, state="closed") == b""
    assert export_file(office, ORG, "lines", ["tally"], to=OTHER, where={"count": 1}) == b""


def test_names_that_nobody_provides_are_errors_that_list_the_known(office: Office) -> None:
    with pytest.raises(UnknownError, match="no importer 'roster'; there is: tallies"):
        import_file(office, ORG, "roster", b"", "t.csv", by=KEEPER)
    with pytest.raises(UnknownError, match="no exporter 'csv'; there is: lines"):
        export_file(office, ORG, "csv", ["tally"], to=KEEPER)
    with pytest.raises(UnknownError, match="no lifecycle 'tallies'"):
        export_file(office, ORG, "lines", ["tallies"], to=KEEPER)


def test_an_exporter_that_fails_names_its_plugin() -> None:
    class Wrong:
        def homeroom_exporters(self) -> Sequence[Exporter]:
            failing: Any = lambda _request: 1 / 0  # noqa: E731  # one line is enough for it
            return [exporter("lines", label=LABEL, suffix=".txt", media_type="text/plain")(failing)]

    with pytest.raises(PluginError) as caught:
        export_file(an_office(None, Wrong()), ORG, "lines", ["tally"], to=KEEPER)
    assert caught.value.plugin == "Wrong"
