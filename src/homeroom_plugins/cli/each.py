"""`--each`: a step for every row of a file; all of them are committed together, or none is."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from homeroom_core.arguments import arguments_of
from homeroom_core.codec import JSON
from homeroom_core.desk import Desk
from homeroom_core.errors import (
    ErasedError,
    HomeroomError,
    InputError,
    PanelTooSmallError,
    RecordNotFoundError,
    RefusedError,
    UnknownError,
)
from homeroom_core.labels import field_label
from homeroom_core.lifecycle import STATE, Creation, Operation, Transition
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, IndexValue, Record
from homeroom_core.tables.table import Table, read_table
from homeroom_core.telling import Telling
from homeroom_core.text import Text, listing
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.each_rows import ID, Row, read_rows
from homeroom_plugins.cli.invocation import Invocation
from homeroom_plugins.cli.making import (
    check_owners,
    fitting,
    read_arguments,
    shelf_of,
    staff_numbers,
    typed,
)
from homeroom_plugins.cli.rows_error import Problem, RowsError
from homeroom_plugins.cli.said import SaidOption
from homeroom_plugins.cli.values import Shelf

STDIN = "-"
_EXPECTED = (
    RefusedError,
    InputError,
    RecordNotFoundError,
    UnknownError,
    ErasedError,
    PanelTooSmallError,
)
"""What may be wrong with one row; any other error ends the run."""


def each_option() -> SaidOption:
    """`--each FILE`."""
    return SaidOption("--each", metavar="FILE.csv", text=_EACH_HELP)


def dry_run_option() -> SaidOption:
    """`--dry-run`, which goes with `--each`."""
    return SaidOption("--dry-run", is_flag=True, text=_DRY_HELP)


def where_option() -> SaidOption:
    """`--where`, which goes with `--each`."""
    return SaidOption("--where", multiple=True, metavar="FIELD=VALUE", text=_WHERE_HELP)


def table_of(here: Invocation, file: str) -> Table:
    """A file, or what comes in on standard input, as a table.

    Raises:
        InputError: It cannot be read, or is no table.
    """
    if file == STDIN:
        return read_table(sys.stdin.buffer.read(), name="--each")
    return read_table(here.outside.folder / Path(file))


@attrs.frozen(kw_only=True)
class _Done:
    """A step that was made."""

    row: int
    record: Record


class _RehearsedError(Exception):
    """Leaves the desk without a commit."""

    def __init__(self, done: tuple[_Done, ...]) -> None:
        super().__init__()
        self.done = done


@attrs.frozen(kw_only=True)
class Each:
    """A step for every row of a file.

    Attributes:
        here: The call.
        office: Where it is done.
        step: The creation or transition.
        reason: Why, for the rows that do not say.
        where: Values of indexed fields, for the rows that name no id.
    """

    here: Invocation
    office: Office
    step: Operation[Any, ...]
    reason: str
    where: Mapping[str, IndexValue] = attrs.Factory(dict)

    def run(
        self, file: str, pairs: tuple[str, ...], whole: str | None, *, dry_run: bool
    ) -> tuple[_Done, ...]:
        """Make the steps.

        Raises:
            InputError: The file is no table, or what holds for all rows is wrong.
            RowsError: Rows cannot be done; nothing was written.
        """
        here, office = self.here, self.office
        actor = here.actor(office)
        table = table_of(here, file)
        common = typed(here, office, self.step, pairs, whole)
        with office.reading(here.org) as reading:
            rows = read_rows(table, self.step, common, staff_numbers(reading))
        rows = tuple(self._named(row) for row in rows)

        def work(desk: Desk) -> tuple[_Done, ...]:
            run = _Run(self, desk, actor)
            done = tuple(run.all(rows))
            problems = sorted(run.problems, key=lambda one: one.row)
            if problems:
                raise RowsError(table.source, len(rows), tuple(problems))
            if dry_run:
                raise _RehearsedError(done)
            return done

        try:
            return office.transact(here.org, actor, work)
        except _RehearsedError as end:
            return end.done

    def _named(self, row: Row) -> Row:
        """A row with the rubrics that it names written out."""
        asked = {argument.name: argument for argument in arguments_of(self.step)}
        shelf: Shelf = shelf_of(self.here, self.office)
        data = {n: shelf.named(asked[n], v) if n in asked else v for n, v in row.data.items()}
        return attrs.evolve(row, data=data)


class _Run:
    """One run at one desk."""

    def __init__(self, each: Each, desk: Desk, actor: Actor) -> None:
        self.each = each
        self.step = each.step
        self.desk = desk
        self.actor = actor
        self.actors: dict[str, Actor] = {}
        self.problems: list[Problem] = []
        self.stopped: dict[str, int] = {}
        self._where: dict[str, Any] = dict(each.where)
        self._sources = each.step.sources if isinstance(each.step, Transition) else ()
        self._found: dict[frozenset[str], dict[tuple[IndexValue, ...], list[Record]]] = {}

    def all(self, rows: tuple[Row, ...]) -> Iterator[_Done]:
        """The steps that could be made; what is wrong with the others is kept."""
        for row in rows:
            before = len(self.problems)
            self.problems.extend(row.problems)
            try:
                acting = self._acting(row)
                arguments = self._arguments(row)
                id = "" if isinstance(self.step, Creation) else self._id(row)
                if len(self.problems) > before:
                    self.stopped.setdefault(id, row.number)
                elif id and id in self.stopped:
                    where, text = f"{row.number} {id}", _AFTER.format(row=self.stopped[id])
                    problem = Problem(row=row.number, where=where, kind="refusal", text=text)
                    self.problems.append(problem)
                else:
                    yield from self._made(row, id, arguments, acting)
            except _EXPECTED as error:
                self._note(row, "", error)

    def _made(
        self,
        row: Row,
        id: str,
        arguments: Mapping[str, Any],
        acting: AbstractContextManager[None],
    ) -> Iterator[_Done]:
        step: Any = self.step
        desk, reason = self.desk, row.reason or self.each.reason
        try:
            with acting:
                if isinstance(step, Creation):
                    create = partial(desk.create_because, reason, step)
                    made: Record = fitting(step, partial(create, **arguments))
                    check_owners(self.each.here, desk, step, made, arguments)
                else:
                    apply = partial(desk.apply_because, reason, step, self._before(id))
                    made = fitting(step, partial(apply, **arguments))
        except _EXPECTED as error:
            self.stopped.setdefault(id, row.number)
            self._note(row, id, error)
        else:
            yield _Done(row=row.number, record=made)

    def _before(self, id: str) -> Record:
        """The record that a step is made with.

        Raises:
            RecordNotFoundError: There is none, or whoever acts may not see it.
        """
        found: Record = self.desk.get(self.step.lifecycle.record, id)
        if hidden_fields(found, self.desk.actor, self.desk) == EVERYTHING:
            raise RecordNotFoundError(self.desk.org, id)
        return found

    def _acting(self, row: Row) -> AbstractContextManager[None]:
        if not row.actor:
            return nullcontext()
        if row.actor not in self.actors:
            self.actors[row.actor] = self.each.here.somebody(row.actor, self.desk)
        return self.desk.acting(self.actors[row.actor])

    def _arguments(self, row: Row) -> dict[str, Any]:
        """The arguments of a row; what is wrong with them is kept, cell by cell."""
        try:
            return read_arguments(self.step, row.data)
        except InputError as error:
            for fault in error.faults:
                if fault.found == "-" and fault.where in row.unread:
                    continue  # it is there, and what is wrong with it was said
                number, where = row.place(fault.where)
                self.problems.append(Problem.of_fault(number, attrs.evolve(fault, where=where)))
            return {}

    def _id(self, row: Row) -> str:
        """Id of the record that a row is about; empty, and noted, where that cannot be told."""
        if row.id:
            return row.id
        said = " ".join(row.found_by.values())
        where = f"{row.number} {said}".strip()
        if not row.found_by:
            names = (ID, *self.step.lifecycle.record.indexed)
            text = _NAME_IT.format(fields=listing(names))
        else:
            found = self._candidates(row)
            ready = [one for one in found if one.state in self._sources] or found
            if len(ready) == 1:
                return ready[0].id
            text = _SEVERAL.format(ids=listing(one.id for one in ready)) if ready else _NOBODY
        self.problems.append(Problem(row=row.number, where=where, kind="fault", text=text))
        return ""

    def _candidates(self, row: Row) -> list[Record]:
        """The records that a row may mean, as far as whoever acts may know of them."""
        names = frozenset(row.found_by)
        order = sorted(names)
        if names not in self._found:
            known = self._found[names] = {}
            for record in self.desk.find(self.step.lifecycle.record, **self._where):
                hidden = hidden_fields(record, self.actor, self.desk)
                if hidden != EVERYTHING and hidden.isdisjoint({*names, *self._where}):
                    index = record.index()
                    key = tuple(str(index[name]) for name in order)
                    known.setdefault(key, []).append(record)
        return self._found[names].get(tuple(row.found_by[name] for name in order), [])

    def _note(self, row: Row, id: str, error: HomeroomError) -> None:
        """Keep what is wrong with a row."""
        where = f"{row.number} {id}".strip()
        if isinstance(error, RefusedError):
            self.problems += (Problem.of_refusal(row.number, where, r) for r in error.refusals)
        elif isinstance(error, InputError):
            for fault in error.faults:
                known = fault.where in row.data
                number, place = row.place(fault.where) if known else (row.number, where)
                placed = attrs.evolve(fault, where=place)
                self.problems.append(Problem.of_fault(number, placed))
        else:
            number, text = row.number, error.text
            self.problems.append(Problem(row=number, where=where, kind="fault", text=text))


def show_done(
    here: Invocation,
    step: Operation[Any, ...],
    done: tuple[_Done, ...],
    telling: Telling,
    *,
    dry_run: bool,
) -> None:
    """Say what was done: how often and, for new records, under which ids."""
    here.say(_DONE.format(step=step.label, count=len(done)))
    if isinstance(step, Creation):
        record = step.lifecycle.record
        labels = (here.read(field_label(record, name)) for name in record.indexed)
        table = here.tables(here.read(_ROW), ID, *labels, unbroken=1)
        for one in done:
            values = one.record.index().values()
            told = (v if v is None else here.read(telling.reference(str(v))) for v in values)
            table.add([one.row, one.record.id, *told])
        table.show()
    else:
        latest = {one.record.id: one.record.state for one in done}
        states = Counter(latest.values())
        here.say(f"  {here.read(STATE)}{here.read(_COLON)}" + here.read(listing(
            _COUNTED.format(state=step.lifecycle.state(state), count=count)
            for state, count in states.items()
        )))  # fmt: skip
    if dry_run:
        here.say(_REHEARSED)


def done_json(
    step: Operation[Any, ...], done: tuple[_Done, ...], *, dry_run: bool
) -> dict[str, JSON]:
    """The same as JSON values."""
    return {
        "transition": step.name,
        "dry_run": dry_run,
        "rows": [
            {"row": one.row, "record": one.record.id, "to": str(one.record.state)} for one in done
        ],
    }


_EACH_HELP = Text(
    "对文件的每一行执行；- 表示标准输入。样例由 homeroom lifecycle 类别 步骤 --each 文件 写出",
    "對檔案的每一列執行；- 表示標準輸入。範例由 homeroom lifecycle 類別 步驟 --each 檔案 寫出",
    "Once for every row of a file; - is standard input. "
    "`homeroom lifecycle KIND STEP --each FILE` writes one to fill in.",
)
_DRY_HELP = Text(
    "只试 --each 的各行，不写入",
    "只試 --each 的各列，不寫入",
    "Try the rows of --each; write nothing.",
)
_WHERE_HELP = Text(
    "配合 --each：只在索引字段为该值的记录中查找；可重复",
    "配合 --each：只在索引欄位為該值的記錄中查詢；可重複",
    "With --each: look for records only among those whose indexed field has this value; "
    "may be repeated.",
)
_AFTER = Text(
    "未试：第 {row} 行的同一记录未能执行",
    "未試：第 {row} 列的同一筆記錄未能執行",
    "not tried: row {row} failed for the same record",
)
_NAME_IT = Text(
    "没有指明记录：请加一列 {fields}",
    "沒有指明記錄：請加一欄 {fields}",
    "it names no record: add a column, one of {fields}",
)
_SEVERAL = Text(
    "可能是其中几条：{ids}；请用 id 列或 --where 指明",
    "可能是其中幾筆：{ids}；請用 id 欄或 --where 指明",
    "it may be several: {ids}; say which by a column id, or with --where",
)
_NOBODY = Text(
    "没有这样的记录；请核对，或见 homeroom list",
    "沒有這樣的記錄；請核對，或見 homeroom list",
    "there is no such record; see `homeroom list`",
)
_DONE = Text("已{step}：{count} 行", "已{step}：{count} 列", "{step}: {count} row(s) done")
_COUNTED = Text("{state} {count} 条", "{state} {count} 筆", "{state} {count}")
_REHEARSED = Text("（演练，未写入）", "（演練，未寫入）", "(rehearsed; nothing was written)")
_ROW = Text("行", "列", "row")
_COLON = Text("：", "：", ": ")
