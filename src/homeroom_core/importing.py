"""Importers: what takes a file of somebody else's into records, whole or not at all.

An importer is a pure function. It reads a file, finds all that is wrong with it, and says which
steps would take it in; whoever imports is the one who makes them, and needs the grant of each. So
an import can be tried without writing, and a file with one fault in it changes nothing.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any, Protocol

import attrs

from homeroom_core.errors import (
    ConflictError,
    Fault,
    HomeroomError,
    InputError,
    PluginError,
    RecordNotFoundError,
    Refusal,
    RefusedError,
)
from homeroom_core.lifecycle import NOT_GRANTED, Creation, Operation, Transition
from homeroom_core.parameters import Parameter, settings
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.provided import Offer, Provided
from homeroom_core.record import Reader, Record
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.tables.encoding import LARGEST_BYTES, Encoding
from homeroom_core.tables.place import Column, Remark, cell_fault, in_order, row_fault
from homeroom_core.tables.table import Table, read_table
from homeroom_core.tables.wording import half_width, trimmed
from homeroom_core.text import Text, listing

TABLES = (".csv", ".tsv", ".txt")
"""Endings of the files that `ImportRequest.table` reads."""


@takes_plain_values
@attrs.frozen(kw_only=True)
class ImportColumn:
    """A column that an importer reads.

    Attributes:
        name: What the importer calls it.
        label: Its header, in any of three languages; case, width and spaces do not matter.
        required: Whether the file has to have it, and something in every cell of it.
        also: Other headers that it is known by.
        text: What stands in it, in a sentence; `None` where the label says enough.
    """

    name: str
    label: Text
    required: bool = True
    also: tuple[str, ...] = ()
    text: Text | None = None

    def heads(self, header: str) -> bool:
        """Whether this is a header of the column.

        >>> ImportColumn(name="no", label=Text("工号", "職員編號", "Staff no.")).heads(" staff No. ")
        True
        """
        known = (self.name, self.label.zh_hans, self.label.zh_hant, self.label.en, *self.also)
        return _plain(header) in map(_plain, known)


@attrs.frozen(kw_only=True)
class ImportRow:
    """One row of a table, its cells by the names of the importer's columns.

    Attributes:
        number: The row, as the spreadsheet shows it.
        cells: From name of a column to what stands there, without padding; empty where nothing
            does, or where the file has no such column.
        columns: Where the columns are in the file.
    """

    number: int
    cells: Mapping[str, str] = attrs.field(repr=False)
    columns: Mapping[str, Column] = attrs.field(repr=False)

    def __getitem__(self, name: str) -> str:
        return self.cells[name]

    @property
    def where(self) -> str:
        """Its first cell: what stands for a whole row."""
        return f"A{self.number}"

    def fault(self, name: str, accepted: Text) -> Fault:
        """What is wrong with one of its cells, and what would be right."""
        if name not in self.columns:
            return row_fault(self.number, self.cells[name], accepted)
        return cell_fault(self.number, self.columns[name], self.cells[name], accepted)


@attrs.frozen(kw_only=True)
class ImportRequest:
    """A file to be imported, and what may be looked up.

    Attributes:
        source: What the file is called in errors.
        content: Its bytes.
        on: Today, as a school date.
        org: Code of the organization.
        settings: The importer's parameters, checked, with defaults filled in.
        columns: The columns of the importer, for `rows`.
        encoding: The encoding of the file, where it is known.
        reader: Where other records of the organization are read.
        provided: What plugins provide, by family and name.
    """

    source: str
    content: bytes = attrs.field(repr=False)
    on: date
    org: str
    settings: Mapping[str, Any] = attrs.Factory(dict)
    columns: tuple[ImportColumn, ...] = ()
    encoding: Encoding | None = None
    reader: Reader = attrs.field(repr=False)
    provided: Provided = attrs.field(factory=Offer, repr=False)

    def table(self) -> Table:
        """The file as a table, read as `homeroom_core.tables.table.read_table` does.

        National identity numbers do not get into it.

        Raises:
            InputError: It is none; lists every fault with row and column.
        """
        return read_table(self.content, name=self.source, encoding=self.encoding)

    def rows(self) -> tuple[ImportRow, ...]:
        """The rows of the table, by the columns that the importer declares.

        Raises:
            InputError: As `table`; or a required column is missing, a column stands there twice, or
                a required cell is empty. Lists every fault.
        """
        table = self.table()
        places: dict[str, Column] = {}
        faults: list[Fault] = []
        for wanted in self.columns:
            found = [column for column in table.columns if wanted.heads(column.header)]
            if len(found) > 1:
                accepted = _ONE_COLUMN.format(label=wanted.label)
                faults.append(Fault(listing(map(str, found)).en, "2", accepted))
            elif found:
                places[wanted.name] = found[0]
            elif wanted.required:
                headers = ", ".join(column.header for column in table.columns)
                faults.append(Fault("1", headers, _COLUMN.format(label=wanted.label)))
        rows = tuple(self._rows(table, places))
        for row in rows:
            faults += (
                row.fault(column.name, _FILLED)
                for column in self.columns
                if column.required and column.name in places and not row[column.name]
            )
        if faults:
            raise InputError(self.source, tuple(sorted(faults, key=in_order)))
        return rows

    def _rows(self, table: Table, places: Mapping[str, Column]) -> Iterator[ImportRow]:
        for row in table.rows:
            cells = {
                column.name: trimmed(row.cells[places[column.name].letter])
                if column.name in places
                else ""
                for column in self.columns
            }
            yield ImportRow(number=row.number, cells=cells, columns=places)


@attrs.frozen(kw_only=True)
class ImportStep:
    """A step that takes a piece of the file in.

    Attributes:
        where: The cell it comes from, such as `A3`; what is refused is a fault there.
        step: The creation, or the transition.
        record: What a transition is made of: a record, or the id of one; `None` for a creation.
        arguments: What the step is given, by name.
        reason: Why, where the step asks for a reason.
        found: What stands at that place, such as a staff number, for a fault there; by default the
            label of the step.
    """

    where: str
    step: Operation[Any, ...]
    record: Record | str | None = None
    arguments: Mapping[str, Any] = attrs.Factory(dict)
    reason: str = ""
    found: str = ""


Found = ImportStep | Remark | Fault
"""What an importer comes upon in a file: a step to make, something worth saying, or a fault."""

ImportFunction = Callable[[ImportRequest], Iterable[Found]]
"""What a plugin author writes. A generator is told what came of each step that it yields: the
record as it is after the step, or `None` where the step was refused."""


@takes_plain_values
@attrs.frozen(kw_only=True)
class Importer:
    """A named way to take a file into records.

    Attributes:
        name: What the command line calls it.
        label: What people call it.
        function: The way itself.
        columns: What it reads, for help and for `ImportRequest.rows`.
        suffixes: Endings of the files it reads, with the dot, in lower case.
        parameters: What may be set for an import.

    Raises:
        DefinitionError: The name is no id, a label lacks a language, two columns have the same
            name, or a suffix has no dot.
    """

    name: str
    label: Text
    function: ImportFunction
    columns: tuple[ImportColumn, ...] = ()
    suffixes: tuple[str, ...] = TABLES
    parameters: tuple[Parameter, ...] = ()

    def __attrs_post_init__(self) -> None:
        names = [column.name for column in self.columns]
        labels = (self.label, *(column.label for column in self.columns))
        odd = [s for s in self.suffixes if not s.startswith(".") or s != s.lower()]
        problems = [
            None if is_code(self.name) else _BAD_NAME.format(name=self.name),
            _NO_LABEL if any(map(lacks_language, labels)) else None,
            _TWICE if len(set(names)) < len(names) else None,
            _SUFFIX.format(found=listing(odd)) if odd else None,
        ]
        check(f"importer {self.name}", problems)

    def request(
        self,
        content: bytes,
        source: str,
        *,
        on: date,
        org: str,
        reader: Reader,
        provided: Provided,
        given: Mapping[str, Any] | None = None,
        encoding: Encoding | None = None,
    ) -> ImportRequest:
        """What the function is called with.

        Args:
            content: The bytes of the file.
            source: Its name; the ending has to be one of `suffixes`.
            on: Today, as a school date.
            org: Code of the organization.
            reader: Where other records are read.
            provided: What plugins provide.
            given: Parameters that were set.
            encoding: The encoding of the file, where it is known.

        Raises:
            InputError: The file is of another kind or too large, or a parameter is not accepted;
                lists every fault.
        """
        faults: list[Fault] = []
        suffix = PurePath(source).suffix.lower()
        if suffix not in self.suffixes:
            accepted = _ENDING.format(known=listing(self.suffixes))
            faults.append(Fault(source, suffix or "-", accepted))
        if len(content) > LARGEST_BYTES:
            faults.append(Fault(source, f"> {LARGEST_BYTES}", _SMALLER.format(most=LARGEST_BYTES)))
        found = settings(self.parameters, given or {}, faults)
        if faults:
            raise InputError(source, tuple(faults))
        return ImportRequest(
            source=source,
            content=content,
            on=on,
            org=org,
            settings=found,
            columns=self.columns,
            encoding=encoding,
            reader=reader,
            provided=provided,
        )


def importer(
    name: str,
    *,
    label: Text,
    columns: tuple[ImportColumn, ...] = (),
    suffixes: tuple[str, ...] = TABLES,
    parameters: tuple[Parameter, ...] = (),
) -> Callable[[ImportFunction], Importer]:
    """Make a function an importer.

    Raises:
        DefinitionError: As `Importer`.
    """

    def wrap(function: ImportFunction) -> Importer:
        return Importer(
            name=name,
            label=label,
            function=function,
            columns=columns,
            suffixes=suffixes,
            parameters=parameters,
        )

    return wrap


@attrs.frozen(kw_only=True)
class Imported:
    """What an import did, or in a rehearsal would do.

    Attributes:
        source: What the file is called.
        records: Ids of the records it made or changed, in the order of their first step.
        steps: The names of the steps it made, as `kind.step`, with how often.
        remarks: What was noticed on the way.
        importer: Name of the importer; empty where the steps were not found by one.
        plugin: Name of the plugin that provides it.
        plugin_version: Its version.
    """

    source: str
    records: tuple[str, ...]
    steps: Mapping[str, int]
    remarks: tuple[Remark, ...]
    importer: str = ""
    plugin: str = ""
    plugin_version: str = ""

    @property
    def text(self) -> Text:
        """The numbers in one line."""
        return _SUMMARY.format(
            source=self.source, steps=sum(self.steps.values()), records=len(self.records)
        )


class Bench(Protocol):
    """Where an import is carried out: a desk."""

    def get(self, type: type[Any], id: str, /) -> Any:
        """The record with this id."""
        ...

    def create_because(self, reason: str, creation: Creation[Any, ...], /, **arguments: Any) -> Any:
        """Create a record."""
        ...

    def apply_because(
        self, reason: str, transition: Transition[Any, ...], record: Any, /, **arguments: Any
    ) -> Any:
        """Make a transition."""
        ...


def carry_out(bench: Bench, found: Iterable[Found], source: str) -> Imported:
    """Make the steps of an import, one by one, and gather everything that is wrong.

    Args:
        bench: A desk. Let an error leave it, so that nothing is written.
        found: What an importer found.
        source: What the file is called.

    Raises:
        InputError: There are faults, or steps were refused; each is a fault of its place. Lists
            them all, in the order of rows.
        RefusedError: The actor may not do this at all.
    """
    records: dict[str, None] = {}
    steps: dict[str, int] = {}
    remarks: list[Remark] = []
    faults: list[Fault] = []
    answer: Record | None = None
    told = _told(found)
    while True:
        try:
            one = told.send(answer)
        except StopIteration:
            break
        answer = None
        if isinstance(one, Remark):
            remarks.append(one)
        elif isinstance(one, Fault):
            faults.append(one)
        else:
            answer = _made(bench, one, faults)
            if answer is not None:
                records[answer.id] = None
                name = f"{answer.kind}.{one.step.name}"
                steps[name] = steps.get(name, 0) + 1
    if faults:
        raise InputError(source, tuple(sorted(faults, key=in_order)))
    return Imported(source=source, records=tuple(records), steps=steps, remarks=tuple(remarks))


def found_by(importer: Importer, request: ImportRequest, plugin: str) -> Generator[Found, Any]:
    """What an importer finds; an error that it did not mean is the plugin's.

    Raises:
        InputError: The importer says what is wrong with the file.
        PluginError: It fails, or answers something else.
    """
    told: Generator[Found, Any] | None = None
    answer: Any = None
    while True:
        try:
            if told is None:
                told = _told(importer.function(request))
            one: Any = told.send(answer)
        except StopIteration:
            return
        except HomeroomError:
            raise
        except Exception as error:
            failed = _FAILS.format(name=importer.name, error=repr(error))
            raise PluginError(plugin, failed) from error
        if not isinstance(one, ImportStep | Remark | Fault):
            raise PluginError(plugin, _STRANGE.format(name=importer.name, found=repr(one)))
        answer = yield one


def _told(found: Iterable[Found]) -> Generator[Found, Any]:
    """Anything iterable, as a generator that can be told what came of each step."""
    if isinstance(found, Generator):
        yield from found
    else:
        for one in found:  # noqa: UP028  # `yield from` would tell a list what came of it
            yield one


def _made(bench: Bench, step: ImportStep, faults: list[Fault]) -> Record | None:
    """The record after a step; `None` where it was refused, which is a fault of its place."""
    operation: Any = step.step
    try:
        if isinstance(operation, Creation):
            made = bench.create_because(step.reason, operation, **step.arguments)
        else:
            record = step.record
            if isinstance(record, str):
                record = bench.get(operation.lifecycle.record, record)
            made = bench.apply_because(step.reason, operation, record, **step.arguments)
    except RefusedError as error:
        if any(refusal.code == NOT_GRANTED.code for refusal in error.refusals):
            raise
        faults.append(_at(step.where, step.found or error.label.en, _why(error.refusals)))
        return None
    except (RecordNotFoundError, ConflictError) as error:
        faults.append(_at(step.where, step.found or str(step.record), error.text))
        return None
    after: Record = made
    return after


def _at(where: str, found: str, accepted: Text) -> Fault:
    number = "".join(filter(str.isdigit, where))
    if where == f"A{number}" and number:
        return row_fault(int(number), found, accepted)
    return Fault(where, found, accepted)


def _why(refusals: Iterable[Refusal]) -> Text:
    return listing(_REFUSED.format(text=one.text, remedy=one.remedy) for one in refusals)


def _plain(header: str) -> str:
    return "".join(half_width(header).casefold().split())


_BAD_NAME = Text("名称“{name}”不合规", "名稱「{name}」不合規", "'{name}' cannot be a name")
_NO_LABEL = Text("缺少某种语言的名称", "缺少某種語言的名稱", "a label lacks a language")
_TWICE = Text("有两列同名", "有兩欄同名", "two columns have the same name")
_SUFFIX = Text(
    "后缀须以点开头且为小写：{found}",
    "副檔名須以點開頭且為小寫：{found}",
    "a suffix begins with a dot and is in lower case: {found}",
)
_ENDING = Text("文件后缀：{known}", "副檔名：{known}", "a file that ends in one of: {known}")
_SMALLER = Text("不超过 {most} 字节", "不超過 {most} 位元組", "{most} bytes or less")
_COLUMN = Text("“{label}”一列", "「{label}」一欄", "a column '{label}'")
_ONE_COLUMN = Text("只有一列是“{label}”", "只有一欄是「{label}」", "one column only for '{label}'")
_FILLED = Text("不能为空", "不能為空", "something: it may not be empty")
_REFUSED = Text("{text}（{remedy}）", "{text}（{remedy}）", "{text} ({remedy})")
_FAILS = Text(
    "导入“{name}”出错：{error}", "匯入「{name}」出錯：{error}", "importer '{name}' fails: {error}"
)
_STRANGE = Text(
    "导入“{name}”须给出 ImportStep、Remark 或 Fault，实为 {found}",
    "匯入「{name}」須給出 ImportStep、Remark 或 Fault，實為 {found}",
    "importer '{name}' has to answer with an ImportStep, a Remark or a Fault, it did with {found}",
)
_SUMMARY = Text(
    "{source}：{steps} 步，涉及 {records} 条记录",
    "{source}：{steps} 步，涉及 {records} 筆記錄",
    "{source}: {steps} steps on {records} records",
)
