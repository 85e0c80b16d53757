from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from tally import a_tally, begin

from homeroom_core.errors import DefinitionError, Fault, InputError, PluginError
from homeroom_core.importing import (
    Found,
    ImportColumn,
    Importer,
    ImportRequest,
    ImportStep,
    found_by,
    importer,
)
from homeroom_core.parameters import Parameter
from homeroom_core.provided import Offer
from homeroom_core.record import Shelf
from homeroom_core.tables.encoding import LARGEST_BYTES
from homeroom_core.tables.place import Remark
from homeroom_core.text import LANGUAGES, Text

LABEL = Text("计数表", "計數表", "Tallies")
KEEPER = ImportColumn(name="keeper", label=Text("工号", "職員編號", "Staff no."))
COUNT = ImportColumn(
    name="count", label=Text("次数", "次數", "Times"), also=("次",), required=False
)
TIMES = Parameter(name="times", kind="whole", default=1, label=LABEL, minimum=1)


def an_importer(found: object = (), **more: Any) -> Importer:
    function: Any = found if callable(found) else lambda _request: found
    given = {"columns": (KEEPER, COUNT), "parameters": (TIMES,), **more}
    return importer("tallies", label=LABEL, **given)(function)


def asked(content: str, source: str = "t.csv", by: Importer | None = None, **more: Any) -> Any:
    given: dict[str, Any] = {"on": date(2025, 9, 1), "org": "school-1", "reader": Shelf(), **more}
    return (by or an_importer()).request(content.encode(), source, provided=Offer(), **given)


def faults(request: ImportRequest) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as caught:
        request.rows()
    assert all(caught.value.text.read(language) for language in LANGUAGES)
    return [(fault.where, fault.found, fault.accepted.en) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "header", ["工号", " 職員編號 ", "staff NO.", "keeper", "\uff4b\uff45eper"]
)
def test_a_column_is_known_by_its_header_in_any_language(header: str) -> None:
    (row,) = asked(f"{header},次\np-1, 3 \n").rows()
    assert (row["keeper"], row["count"], row.where) == ("p-1", "3", "A2")


def test_a_column_that_need_not_be_there_reads_as_empty() -> None:
    (row,) = asked("工号,备注\np-1,x\n").rows()
    assert row["count"] == ""
    assert (row.fault("count", LABEL).where, row.fault("count", LABEL).found) == ("A2", "")
    assert row.fault("keeper", LABEL).where == "A2 工号"


def test_what_is_missing_in_a_table_is_said_all_at_once() -> None:
    assert faults(asked("姓名,次\nx,1\n")) == [("1", "姓名, 次", "a column 'Staff no.'")]
    assert faults(asked("工号,次\np-1,1\n,2\n,\n ,3\n")) == [
        ("A3 工号", "", "something: it may not be empty"),
        ("A5 工号", "", "something: it may not be empty"),
    ]
    assert faults(asked("工号,keeper\np-1,p-1\n"))[0][2] == "one column only for 'Staff no.'"


def test_identity_numbers_do_not_get_into_the_rows() -> None:
    (row,) = asked("工号,身份证号,次\np-1,11010519491231002X,110105194912310021\n").rows()
    assert "1101" not in str(dict(row.cells))


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"source": "t.xlsx"}, "a file that ends in one of: .csv, .tsv, .txt"),
        ({"content": "x" * (LARGEST_BYTES + 1)}, "bytes or less"),
        ({"given": {"times": 0}}, "1 or more"),
        ({"given": {"often": 1}}, "only these keys: times"),
    ],
)
def test_a_file_or_setting_that_does_not_fit_is_refused(
    given: dict[str, Any], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        asked(**{"content": "工号\np-1\n", **given})


def test_an_importer_that_reads_other_files_gets_their_bytes() -> None:
    request = asked("\x00\x01", "t.bin", by=an_importer(suffixes=(".bin",)))
    assert (request.content, request.settings) == (b"\x00\x01", {"times": 1})


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": "a b"}, "'a b' cannot be a name"),
        ({"label": Text("表", "表", "")}, "a label lacks a language"),
        ({"columns": (KEEPER, KEEPER)}, "two columns have the same name"),
        ({"suffixes": ("csv", ".CSV")}, "begins with a dot and is in lower case: csv, .CSV"),
    ],
)
def test_an_importer_that_cannot_work_is_refused(given: dict[str, Any], problem: str) -> None:
    usual: dict[str, Any] = {"name": "tallies", "label": LABEL, "function": lambda _: ()}
    with pytest.raises(DefinitionError, match=problem):
        Importer(**{**usual, **given})


def test_a_generator_is_told_what_came_of_its_steps_and_a_list_is_not() -> None:
    told: list[object] = []

    def steps(_request: ImportRequest) -> Iterator[Found]:
        told.append((yield ImportStep(where="A2", step=begin, arguments={"keeper": "p-1"})))

    found = found_by(an_importer(steps), asked("工号\np\n"), "ours")
    assert next(found).step is begin  # type: ignore[union-attr]  # it is the step
    with pytest.raises(StopIteration):
        found.send(a_tally())
    assert told == [a_tally()]
    listed = found_by(an_importer([Fault("A2", "", LABEL)]), asked("工号\np\n"), "ours")
    assert list(listed) == [Fault("A2", "", LABEL)]


def failing(_request: ImportRequest) -> Iterator[Found]:
    yield Remark(kind="check", where="A2", text=LABEL)
    raise KeyError("x")


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        (failing, "importer 'tallies' fails: KeyError"),
        (None, "importer 'tallies' fails: TypeError"),
        (["A2"], "has to answer with an ImportStep, a Remark or a Fault, it did with 'A2'"),
    ],
)
def test_an_importer_that_fails_is_an_error_that_names_its_plugin(
    found: object, problem: str
) -> None:
    with pytest.raises(PluginError, match=problem) as caught:
        list(found_by(an_importer(found), asked("工号\np\n"), "ours"))
    assert caught.value.plugin == "ours"


def test_what_an_importer_says_is_wrong_with_the_file_goes_through_as_it_is() -> None:
    def wrong(request: ImportRequest) -> Iterable[Found]:
        raise InputError(request.source, (Fault("A2", "x", LABEL),))

    with pytest.raises(InputError, match="A2"):
        list(found_by(an_importer(wrong), asked("工号\np\n"), "ours"))
