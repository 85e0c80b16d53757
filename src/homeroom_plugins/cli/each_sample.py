"""A file for `--each`, to be filled in: its columns, and a row for every record that is ready."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import attrs

from homeroom_core.arguments import Argument, arguments_of
from homeroom_core.desk import Desk
from homeroom_core.errors import Reason, RecordNotFoundError, RefusedError
from homeroom_core.labels import field_label
from homeroom_core.lifecycle import Operation, Transition
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, IndexValue, Record
from homeroom_core.telling import Telling
from homeroom_core.text import Text
from homeroom_core.training.person import Person
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.asked import in_detail
from homeroom_plugins.cli.each import STDIN
from homeroom_plugins.cli.each_rows import AS, ID, REASON, headers_of
from homeroom_plugins.cli.invocation import Invocation
from homeroom_plugins.cli.output import say
from homeroom_plugins.cli.prefilled import Filling, called, new_rows, step_rows
from homeroom_plugins.cli.values import field_types, fields_of, item_of, listed

FILE_EXISTS = Reason(
    "sample.file_exists",
    Text("已有文件 {measured}", "已有檔案 {measured}", "there is a file {measured} already"),
    Text("请换一个文件名", "請換一個檔案名稱", "give another name"),
)


@attrs.frozen(kw_only=True)
class Sample:
    """A file to be filled in.

    Attributes:
        headers: Its columns.
        rows: What is filled in already, by header.
        arguments: What each column of an argument takes.
    """

    headers: Sequence[str]
    rows: Sequence[Mapping[str, str]]
    arguments: Mapping[str, Text]

    @property
    def csv(self) -> str:
        """It as CSV; what a spreadsheet would compute is marked as text."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(self.headers)
        for row in self.rows:
            writer.writerow([_harmless(row.get(header, "")) for header in self.headers])
        return text.getvalue()


def sample_of(
    here: Invocation, office: Office, step: Operation[Any, ...], where: Mapping[str, IndexValue]
) -> Sample:
    """The sample of a step, as the actor may see it.

    Args:
        here: The call.
        office: Where records are read.
        step: The creation or transition.
        where: Only records whose indexed fields have these values.
    """
    record = step.lifecycle.record
    with office.desk(here.org, by=here.actor(office)) as desk:
        if isinstance(step, Transition):
            rows = list(_step_rows(desk, step, where))
        else:
            rows = list(_new_rows(desk, step, where))
    keys = {key: said for row in rows for key, said in row.keys.items()}
    arguments = [one for one in arguments_of(step) if record.terms_class not in one.alternatives]
    takes = {
        header: _in_a_cell(one, header, _takes(record, one, header, keys))
        for one in arguments
        for header in headers_of(one, tuple(keys))
    }
    filled = [_cells(here, row) for row in rows]
    known = dict.fromkeys(header for row in filled for header in row)
    headers = [*([ID] if isinstance(step, Transition) else []), *known]
    headers += [h for h in takes if not any(one.startswith(f"{h}.") for one in known)]
    headers = list(dict.fromkeys([*headers, *([REASON] if step.reason_required else [])]))
    said = {header: takes[header] for header in headers if header in takes}
    return Sample(headers=headers, rows=filled, arguments=said)


def _in_a_cell(argument: Argument, header: str, said: Text) -> Text:
    """What an argument takes, with how several values are written in one cell."""
    whole = header == argument.name and item_of(argument.alternatives) is not None
    return _BETWEEN.format(said=said) if whole else said


def write_sample(here: Invocation, sample: Sample, file: str) -> None:
    """Write it for a spreadsheet (UTF-8 with its mark), or to standard output.

    Raises:
        RefusedError: There is such a file already.
    """
    if file == STDIN:
        say(sample.csv.replace("\r\n", "\n").rstrip("\n"))
        return
    path = here.outside.folder / Path(file)
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as target:
            target.write(sample.csv)
    except FileExistsError:
        raise RefusedError(file, "sample", _WRITE, (FILE_EXISTS(measured=file),)) from None


def _cells(here: Invocation, row: Filling) -> dict[str, str]:
    """The cells of a row, its notes behind what says which row it is."""
    notes = {
        f"({here.read(name)})": here.read(value) if isinstance(value, Text) else value
        for name, value in row.notes.items()
    }
    first = {name: value for name, value in row.cells.items() if name == ID}
    return {**first, **notes, **row.cells}


def _new_rows(
    desk: Desk, step: Operation[Any, ...], where: Mapping[str, IndexValue]
) -> Iterator[Filling]:
    given = {name: str(value) for name, value in where.items()}
    for filling in new_rows((step.lifecycle.kind, step.name), desk, where):
        yield attrs.evolve(filling, cells={**given, **filling.cells})


def _step_rows(
    desk: Desk, step: Transition[Any, ...], where: Mapping[str, IndexValue]
) -> Iterator[Filling]:
    lifecycle = step.lifecycle
    for record in desk.find(lifecycle.record, state=step.sources, **dict(where)):
        hidden = hidden_fields(record, desk.actor, desk)
        if hidden == EVERYTHING or not hidden.isdisjoint(where):
            continue
        notes = _notes(desk, record, hidden | where.keys())
        other = _only_other(desk, step, record)
        cells = {ID: record.id, **({AS: other} if other else {})}
        for filling in step_rows((lifecycle.kind, step.name), record, desk):
            yield attrs.evolve(
                filling, cells={**cells, **filling.cells}, notes={**notes, **filling.notes}
            )


def _notes(desk: Desk, record: Record, unsaid: AbstractSet[str]) -> dict[Text, str | Text]:
    """What tells people which record a row is about: what it is known by, and its indexed fields."""
    title = Telling(desk.actor, desk).name(record.id)
    notes: dict[Text, str | Text] = {}
    known_by = record.known_by.partition(".")[0]
    if title is not None and known_by not in record.indexed:
        notes[field_label(type(record), known_by)] = title
    for name, value in record.index().items():
        if name not in unsaid and value not in ("", None):
            notes[field_label(type(record), name)] = called(desk, value)
    return notes


def _only_other(desk: Desk, step: Transition[Any, ...], record: Record) -> str:
    """The one person whose step it is, where it is not the actor's; else empty."""
    if step.grant.holds(record, desk.act()):
        return ""
    able = []
    for person in sorted(record.people()):
        with desk.acting(_actor(desk, person)):
            if step.grant.holds(record, desk.act()):
                able.append(person)
    return able[0] if len(able) == 1 else ""


def _actor(desk: Desk, id: str) -> Actor:
    try:
        return desk.get(Person, id).actor()
    except RecordNotFoundError:
        return Actor.of(id)


def _takes(record: type[Record], argument: Argument, header: str, keys: Mapping[str, Text]) -> Text:
    """What a column is called and its cells take."""
    types, (name, _, field) = argument.alternatives, header.partition(".")
    if field in keys:
        return keys[field]
    inner = next((one for one in (listed(types), *types) if attrs.has(one)), None)
    if field and inner is not None:
        said = in_detail(inner, field, fields_of(inner)[field])
    else:
        said = in_detail(record, name, field_types(argument, field) or types)
    return said if argument.required else _OPTIONAL.format(said=said)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; the mark is not read back."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


_WRITE = Text("写出样例", "寫出範例", "Write a sample")
_BETWEEN = Text(
    "{said}（同一格内以；隔开）",
    "{said}（同一格內以；隔開）",
    "{said}, in one cell with ; between them",
)
_OPTIONAL = Text("{said}（可省）", "{said}（可省）", "{said} (optional)")
