"""Lists for exporters, made by hand and of records of every kind, and what was written read back."""

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import attrs

from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.errors import HomeroomError, InputError
from homeroom_core.exporting import Exporter, ExportRequest, ViewList, view_list
from homeroom_core.people import Organization
from homeroom_core.record import Shelf
from homeroom_core.telling import Telling
from homeroom_core.testing.acts import actor
from homeroom_core.testing.contracts.law import NotTried, Subject, holds
from homeroom_core.testing.contracts.samples import records_of, words_of
from homeroom_core.text import Language, Text
from homeroom_core.view import View, views

PLAIN = ("林一", "陈二", "周三")
"""Names that break nothing."""

ODD = (
    '=HYPERLINK("http://example.org","x")',
    "+86 1",
    "-2+3",
    "@SUM(A1)",
    'quote " and, comma; semicolon\ttab',
    "two\nlines\r\nof it",
    "\U00020bb7\u7530 e\u0301",
    "",
    "\uff1d1+1",
    "<b>1 & 2</b>",
    "从教三十年来始终" * 12,
)
"""Names that break columns, pages or encodings, or that a spreadsheet would run; one is missing."""

SHEETS = {"text/csv": ",", "text/tab-separated-values": "\t"}
"""The types of spreadsheets that are plain text, with what stands between their cells."""

_STATE = Text("在岗", "在職", "In post")
_TITLE = Text("一级教师", "一級教師", "First-grade teacher")
_HEADS = {
    "id": Text("编号", "編號", "Id"),
    "state": Text("状态", "狀態", "State"),
    "staff_no": Text("工号", "職員編號", "Staff no."),
    "details.name": Text("姓名", "姓名", "Name"),
    "details.title": Text("职称", "職稱", "Title"),
}
_LABELS = {
    "person": Text("人员", "人員", "Person"),
    "growth_plan": Text("成长规划", "成長規劃", "Growth plan"),
}


@attrs.frozen
class Lists:
    """What is to be exported, and how, for the lines of an example.

    Attributes:
        names: For each kind, the names in its records.
        language: The language to write in.
        hidden: Whether the reader may not see the names.
        kinds: Kinds of which records are exported besides, as they would be drawn.
        twins: Whether all of them are alike but for their ids.
        first: The number of the first record.
    """

    names: tuple[tuple[str, ...], ...]
    language: Language = "en"
    hidden: bool = False
    kinds: tuple[str, ...] = ()
    twins: bool = False
    first: int = 1

    def lines(self) -> Iterator[Text]:
        """How many records, in which language, and the names that stand in them."""
        sizes = ", ".join(str(len(names)) for names in self.names) or "0"
        yield _SIZES.format(sizes=sizes, language=self.language)
        if self.kinds:
            yield Text.same(", ".join(self.kinds))
        if self.hidden:
            yield _HIDDEN
        for names in self.names:
            for at, name in enumerate(names, 1):
                yield Text.same(f"{at:03}: {name!a}"[:120])

    def request(self, exporter: Exporter) -> ExportRequest:
        """What an exporter is handed of it."""
        made = [
            _list(kind, names[:1] * len(names) if self.twins else names, self)
            for kind, names in zip(_LABELS, self.names, strict=False)
        ]
        made += [listed for one in self.kinds for listed in _drawn(one)]
        return request(exporter, made, self.language)

    def in_language(self, language: Language) -> "Lists":
        """The same in another language."""
        return attrs.evolve(self, language=language)


def request(exporter: Exporter, lists: Iterable[ViewList], language: Language) -> ExportRequest:
    """A request to write these lists."""
    return ExportRequest(
        lists=tuple(map(deepcopy, lists)),  # so that nobody changes those of others
        organization=Organization("school-1"),
        on=date(2025, 9, 10),
        language=language,
        settings=exporter.settings({}),
    )


def kinds_for(subject: Subject) -> tuple[str, ...]:
    """The kinds of which records are exported: a few usual ones, and those the plugin names."""
    bundled = {one.kind for one in homeroom_lifecycles()}
    named = [word for word in words_of(subject.plugin.module) if word in bundled]
    return tuple(dict.fromkeys(("reflection", "forum", "hours", *named)))


def _list(kind: str, names: Sequence[str], how: Lists) -> ViewList:
    hidden = how.hidden
    rows: list[dict[str, Text]] = []
    seen: list[View] = []
    for at, name in enumerate(names, how.first):
        staff_no = f"{how.first if how.twins else at:03}"
        row = {"id": Text.same(f"{kind}-{at}"), "state": _STATE, "staff_no": Text.same(staff_no)}
        if name and not hidden:
            row["details.name"] = Text.same(name)
        row["details.title"] = _TITLE
        rows.append(row)
        details = {"title": "first_grade", **({} if hidden else {"name": name})}
        seen.append(
            View(
                kind=kind,
                id=f"{kind}-{at}",
                org="school-1",
                state="active",
                version=1,
                fields={"staff_no": staff_no, **({} if hidden else {"details": details})},
                hidden=("details",) if hidden else (),
            )
        )
    used = {path for row in rows for path in row} or {"id", "state"}
    return ViewList(
        kind=kind,
        label=_LABELS[kind],
        heads={path: head for path, head in _HEADS.items() if path in used},
        rows=tuple(rows),
        views=tuple(seen),
    )


@cache
def _drawn(kind: str) -> tuple[ViewList, ...]:
    """Two records of a kind, as the moral education office sees them; none if that cannot be."""
    office = actor("moral_education_office-1")
    bundled = {one.kind: one for one in homeroom_lifecycles()}
    shelf = Shelf(*records_of(bundled[kind], 2))
    telling = Telling(office, reader=shelf, kinds={one: li.record for one, li in bundled.items()})
    try:
        seen = tuple(views(records_of(bundled[kind], 2), office, shelf))
        return (view_list(bundled[kind], seen, telling),) if seen else ()
    except HomeroomError:  # what a drawn record refers to need not be there
        return ()


def written(subject: Subject, asked: ExportRequest) -> bytes:
    """What the exporter writes.

    Raises:
        NotTried: It refuses what it was asked for, as it may.
    """
    exporter: Exporter = subject.thing
    try:
        made: object = exporter.function(asked)
    except InputError as error:
        raise NotTried(error) from error
    holds(isinstance(made, str | bytes), found=type(made).__name__, wanted="str / bytes")
    return made.encode() if isinstance(made, str) else bytes(made)  # type: ignore[call-overload]  # as just seen


@attrs.frozen
class Readable:
    """What was written, in every form in which a cell may be found in it.

    Attributes:
        text: As it reads; of a workbook or a document, what stands in its parts.
        forms: The text and what escapes stand for, with all space alike.
    """

    text: str
    forms: tuple[str, ...] = attrs.field(repr=False)

    def has(self, cell: str) -> bool:
        """Whether a cell stands in it, whole or cut short with an ellipsis."""
        plain = _spaced(cell)
        if any(plain in form for form in self.forms):
            return True
        cuts = (f"{plain[:at]}{dots}" for at in range(_CUT, len(plain)) for dots in ("…", "..."))
        return any(cut in form for cut in cuts for form in self.forms)


_CUT = 4
"""A cell that is cut short keeps so many letters at least."""


def read_back(content: bytes, media_type: str) -> Readable:
    """What was written, as text.

    Raises:
        NotTried: It is of a kind that cannot be read here.
    """
    text = _text(content)
    forms = [text, html.unescape(text), text.replace("\\", "")]
    kind = media_type.partition(";")[0]
    if kind in SHEETS:
        forms += [" ".join(row) for row in cells_of(text, kind)]
    if kind.endswith("json"):
        forms.append(" ".join(_strings(json.loads(text))))
    return Readable(text, tuple(map(_spaced, forms)))


def cells_of(text: str, media_type: str) -> list[list[str]]:
    """The cells of a spreadsheet that is plain text, row by row."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=SHEETS[media_type]))


def text_of(content: bytes) -> str:
    """A text in one of the encodings that programs here read: UTF-8, UTF-16, GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _text(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith("ml")]
        return html.unescape(re.sub("<[^>]*>", " ", " ".join(texts)))
    if content.startswith(b"%PDF") or b"\0" in content[:100]:
        raise NotTried(_UNREADABLE)
    return text_of(content)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif value is not None:
        yield str(value)


def _spaced(text: str) -> str:
    return " ".join(text.split())


_SIZES = Text(
    "记录数：{sizes}（{language}）",
    "記錄數：{sizes}（{language}）",
    "records: {sizes} ({language})",
)
_HIDDEN = Text("姓名对读者隐去", "姓名對讀者隱去", "names are hidden from the reader")
_UNREADABLE = Text(
    "写出的格式在此读不回来", "寫出的格式在此讀不回來", "what it writes cannot be read here"
)
