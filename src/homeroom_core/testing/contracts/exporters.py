"""What an exporter keeps to: the same bytes for the same request, whatever the records say.

Each is tried on lists made for it: none, an empty one, many rows, texts that break columns or that
a spreadsheet would take for formulas, fields that the reader may not see.
"""

import csv
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date

import attrs

from homeroom_core.errors import InputError
from homeroom_core.exporting import Exporter, ExportRequest, ViewList
from homeroom_core.families import EXPORTERS
from homeroom_core.people import Organization
from homeroom_core.testing.contracts.elsewhen import another_day
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, holds
from homeroom_core.text import LANGUAGES, Language, Text
from homeroom_core.view import View

EXPORTER_CONTRACT = Contract(EXPORTERS, source=lambda exporter: exporter.function)

NAMES = (
    "林一",
    '=HYPERLINK("http://example.org","x")',
    "+86 1",
    "-2+3",
    "@SUM(A1)",
    'quote " and, comma; semicolon\ttab',
    "two\nlines\r\nof it",
    "\U00020bb7\u7530 e\u0301",
    "",
    "\uff1d1+1",
)
_SHEETS = ("text/csv", "text/tab-separated-values")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@attrs.frozen
class Lists:
    """What is to be exported, and how, for the lines of an example.

    Attributes:
        sizes: How many records of each kind.
        language: The language to write in.
        hidden: Whether the reader may not see the names.
    """

    sizes: tuple[int, ...]
    language: Language = "en"
    hidden: bool = False

    def lines(self) -> Iterator[Text]:
        """In one line, and the names that stand in the records."""
        sizes = ", ".join(map(str, self.sizes)) or "0"
        yield _SIZES.format(sizes=sizes, language=self.language)
        if self.hidden:
            yield _HIDDEN
        for at in range(max(self.sizes, default=0)):
            yield Text.same(f"details.name = {NAMES[at % len(NAMES)]!a}")

    def request(self, exporter: Exporter) -> ExportRequest:
        """What an exporter is handed of it."""
        kinds = ("person", "growth_plan")
        return ExportRequest(
            lists=tuple(
                _list(kind, size, hidden=self.hidden)
                for kind, size in zip(kinds, self.sizes, strict=False)
            ),
            organization=Organization("school-1"),
            on=date(2025, 9, 10),
            language=self.language,
            settings=exporter.settings({}),
        )


def _list(kind: str, size: int, *, hidden: bool) -> ViewList:
    names = [NAMES[at % len(NAMES)] for at in range(size)]
    rows: list[dict[str, Text]] = []
    views: list[View] = []
    for at, name in enumerate(names, 1):
        row = {"id": Text.same(f"{kind}-{at}"), "state": Text("在岗", "在職", "In post")}
        row |= {"staff_no": Text.same(f"T{at:03}")}
        if name and not hidden:
            row["details.name"] = Text.same(name)
        rows.append(row)
        fields = {"staff_no": f"T{at:03}", **({} if hidden else {"details": {"name": name}})}
        views.append(
            View(
                kind=kind,
                id=f"{kind}-{at}",
                org="school-1",
                state="active",
                version=at,
                fields=fields,
                hidden=("details",) if hidden else (),
            )
        )
    heads = {
        "id": Text("编号", "編號", "Id"),
        "state": Text("状态", "狀態", "State"),
        "staff_no": Text("工号", "職員編號", "Staff no."),
        **({} if hidden else {"details.name": Text("姓名", "姓名", "Name")}),
    }
    label = Text("人员", "人員", "Person")
    return ViewList(kind=kind, label=label, heads=heads, rows=tuple(rows), views=tuple(views))


def _cases(_subject: Subject) -> list[Case]:
    sizes = ((1,), (0,), (), (2,), (len(NAMES) + 1,), (2, 1))
    found = [Lists(size) for size in sizes]
    found += [Lists((len(NAMES),), language) for language in LANGUAGES]
    return [(one,) for one in (*found, Lists((2,), hidden=True))]


def _written(subject: Subject, lists: Lists) -> bytes:
    """What the exporter writes.

    Raises:
        NotTried: It refuses what it was asked for, as it may.
    """
    exporter: Exporter = subject.thing
    try:
        made: object = exporter.function(lists.request(exporter))
    except InputError as error:
        raise NotTried(error.text) from error
    holds(isinstance(made, str | bytes), found=type(made).__name__, wanted="str / bytes")
    return made.encode() if isinstance(made, str) else bytes(made)  # type: ignore[call-overload]  # as just seen


@EXPORTER_CONTRACT.law(
    "exporter.answers",
    Text(
        "任何名单都写得出来，或说明为什么不写；空名单、隐去的内容也一样",
        "任何名單都寫得出來，或說明為什麼不寫；空名單、隱去的內容也一樣",
        "It writes any list, or says why not: empty ones and hidden fields as well.",
    ),
    cases=_cases,
)
def answers(subject: Subject, lists: Lists) -> None:
    """It never fails."""
    _written(subject, lists)


@EXPORTER_CONTRACT.law(
    "exporter.same_bytes",
    Text(
        "同样的请求写出同样的字节",
        "同樣的請求寫出同樣的位元組",
        "The same request is written as the same bytes.",
    ),
    cases=_cases,
)
def same_bytes(subject: Subject, lists: Lists) -> None:
    """Asked again, and more than a year later."""
    first = _written(subject, lists)
    again = _written(subject, lists)
    with another_day(subject.plugin):
        later = _written(subject, lists)
    for other in (again, later):
        holds(other == first, found=_parting(other, first), wanted=_parting(first, other))


@EXPORTER_CONTRACT.law(
    "exporter.changes_nothing",
    Text(
        "不改动交给它的内容",
        "不改動交給它的內容",
        "It does not change what it was handed.",
    ),
    cases=_cases,
)
def changes_nothing(subject: Subject, lists: Lists) -> None:
    """The request is as it was."""
    exporter: Exporter = subject.thing
    request = lists.request(exporter)
    before = deepcopy(request)
    try:
        exporter.function(request)
    except InputError as error:
        raise NotTried(error.text) from error
    holds(request == before, found=_CHANGED, wanted=_AS_IT_WAS)


@EXPORTER_CONTRACT.law(
    "exporter.writes_no_formula",
    Text(
        "电子表格的单元格不会被当作公式执行",
        "試算表的儲存格不會被當作公式執行",
        "No cell of a spreadsheet could be taken for a formula.",
    ),
    cases=_cases,
)
def writes_no_formula(subject: Subject, lists: Lists) -> None:
    """Cells that come from records begin with nothing that a spreadsheet runs."""
    exporter: Exporter = subject.thing
    if exporter.media_type.partition(";")[0] not in _SHEETS:
        raise NotTried(_NO_SHEET)
    written = _written(subject, lists)
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = written.decode("gb18030", "replace")
    delimiter = "\t" if "tab" in exporter.media_type else ","
    for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
        for cell in row:
            runs = cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell)
            holds(not runs, found=ascii(cell), wanted=ascii(f"'{cell}"))


def _parting(one: bytes, other: bytes) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return f"({len(one)} bytes) … {one[max(0, at - 20) : at + 20]!r}"


_SIZES = Text(
    "记录数：{sizes}（{language}）",
    "記錄數：{sizes}（{language}）",
    "records: {sizes} ({language})",
)
_HIDDEN = Text("姓名对读者隐去", "姓名對讀者隱去", "names are hidden from the reader")
_CHANGED = Text("请求被改动", "請求被改動", "the request was changed")
_AS_IT_WAS = Text("保持原样", "保持原樣", "as it was")
_NO_SHEET = Text("不是电子表格", "不是試算表", "it writes no spreadsheet")
