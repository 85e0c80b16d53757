"""What an exporter keeps to: all that a reader may see, as the same bytes for the same request.

Each is tried on lists made for it: none, an empty one, many rows, texts that break columns or that
a spreadsheet would take for formulas, fields that the reader may not see; and on records of every
kind. What it writes of a record is found out by looking: then it has to write it of every other.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from xml.etree import ElementTree as ET

from homeroom_core.exporting import Exporter, ExportRequest, ViewList
from homeroom_core.families import EXPORTERS
from homeroom_core.testing.contracts.elsewhen import another_day
from homeroom_core.testing.contracts.elsewhere import written_elsewhere
from homeroom_core.testing.contracts.export_lists import (
    ODD,
    PLAIN,
    SHEETS,
    Lists,
    Readable,
    cells_of,
    kinds_for,
    read_back,
    request,
    text_of,
    written,
)
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, broken, holds
from homeroom_core.text import LANGUAGES, Language, Text

EXPORTER_CONTRACT = Contract(EXPORTERS, source=lambda exporter: exporter.function)

_law = EXPORTER_CONTRACT.law

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_MARKUP = ("html", "xml", "svg")


def _cases(subject: Subject) -> Iterator[Case]:
    one, two = PLAIN[:1], PLAIN[:2]
    for names in (
        (one,),
        ((),),
        (),
        (two,),
        (("", *two),),
        ((*two, *ODD),),
        (two, one),
        (ODD, two),
    ):
        yield (Lists(names),)
    for language in LANGUAGES:
        yield (Lists((ODD,), language),)
    yield (Lists((two,), hidden=True),)
    yield (Lists((), kinds=kinds_for(subject)),)


def _written(subject: Subject, lists: Lists) -> bytes:
    return written(subject, lists.request(subject.thing))


def _read(subject: Subject, lists: Lists) -> Readable:
    return read_back(_written(subject, lists), subject.thing.media_type)


@_law(
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


@_law(
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


@_law(
    "exporter.same_elsewhere",
    Text(
        "换一台电脑写出的也是同样的字节：与系统语言、时区、当前文件夹无关",
        "換一台電腦寫出的也是同樣的位元組：與系統語言、時區、目前資料夾無關",
        "On another computer it writes the same bytes: its language, zone and folder do not matter.",
    ),
)
def same_elsewhere(subject: Subject) -> None:
    """In a process with another locale, time zone, folder and order of sets."""
    exporter: Exporter = subject.thing
    every = (Lists((PLAIN,)), Lists((ODD,), "zh-Hans"), Lists((), kinds=kinds_for(subject)))
    asked = [lists.request(exporter) for lists in every]
    here = [_or_none(subject, one) for one in asked]
    there = written_elsewhere(subject, asked)
    for lists, one, other in zip(every, here, there, strict=True):
        if one is not None and other != one:
            broken(
                found=_NOTHING if other is None else _parting(other, one),
                wanted=_parting(one, other or b""),
                example=lists.lines(),
            )


@_law(
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
    asked = lists.request(subject.thing)
    before = deepcopy(asked)
    written(subject, asked)
    holds(asked == before, found=_CHANGED, wanted=_AS_IT_WAS)


@_law(
    "exporter.is_what_it_says",
    Text(
        "写出的就是所说的媒体类型：是 JSON 就读得成 JSON，是表格就读得成表格，是文字就读得成文字",
        "寫出的就是所說的媒體類型：是 JSON 就讀得成 JSON，是表格就讀得成表格，是文字就讀得成文字",
        "What it writes is of the media type that it names: JSON reads as JSON, a sheet as a sheet, "
        "text as text.",
    ),
    cases=_cases,
)
def is_what_it_says(subject: Subject, lists: Lists) -> None:
    """Read as strictly as other programs read it.

    Raises:
        NotTried: The law is not about what is tried; it says why.
    """
    media_type = subject.thing.media_type.partition(";")[0]
    content = _written(subject, lists)
    try:
        if media_type.endswith("json"):
            json.loads(content)
        elif media_type.endswith("xml"):
            ET.fromstring(content)  # noqa: S314  # it was made here
        elif media_type in SHEETS:
            list(csv.reader(text_of(content).splitlines(keepends=True), strict=True))
        elif media_type.startswith("text/"):
            text_of(content)
        else:
            raise NotTried(_NOT_READ)
    except (ValueError, csv.Error, ET.ParseError) as error:
        holds(None, found=repr(error)[:200], wanted=media_type)


def _several(subject: Subject) -> Iterator[Case]:
    two = PLAIN[:2]
    for names in ((two,), (("", *two),), ((*ODD, *PLAIN),), (("林一", "林一"),), (two, PLAIN[2:])):
        yield (Lists(names),)
    yield (Lists((PLAIN,), twins=True),)
    for kind in kinds_for(subject):
        yield (Lists((), kinds=(kind,)),)
    yield (Lists((), kinds=kinds_for(subject)),)


@_law(
    "exporter.loses_nothing",
    Text(
        "单独一条会写出的内容，与别的一起时也写出：不漏行、不漏列、不截断、不丢字",
        "單獨一筆會寫出的內容，與別的一起時也寫出：不漏列、不漏欄、不截斷、不丟字",
        "What it writes of one record alone it writes of each among others: no row, no column, no end "
        "of a text and no letter is lost.",
    ),
    cases=_several,
)
def loses_nothing(subject: Subject, lists: Lists) -> None:
    """Every cell of the columns that it writes; an ellipsis may stand for the end of a long one."""
    asked = lists.request(subject.thing)
    together = read_back(written(subject, asked), subject.thing.media_type)
    for listed in asked.lists:
        for row in listed.rows:
            for path in _columns(subject, listed, row):
                cell = row[path].read(asked.language) if path in row else ""
                if "<" in cell and subject.thing.media_type not in _PLAIN_TEXT:
                    continue  # what escapes what is no concern of this law
                holds(
                    together.has(cell),
                    found=_LOST.format(kind=listed.kind, id=row["id"], head=listed.heads[path]),
                    wanted=repr(cell)[:200],
                )


_PLAIN_TEXT = (*SHEETS, "application/json", "text/plain")


def _columns(subject: Subject, listed: ViewList, row: Mapping[str, Text]) -> list[str]:
    """The columns that are written of a record that stands alone: of a plain one, for made ones."""
    made = listed.kind in ("person", "growth_plan") and "staff_no" in listed.heads
    if made:
        known = _known_columns(subject)
        return [path for path in listed.heads if path in known and path in row]
    alone = _alone(subject, listed, row)
    if alone is None:
        return []
    return [path for path, text in row.items() if alone.has(text.en)]


_AS_IT_IS = 101
"""A number that is written alike by whoever takes it for a number and whoever does not."""


def _known_columns(subject: Subject) -> frozenset[str]:
    if "columns" not in subject.known:
        asked = Lists((PLAIN[:1],), first=_AS_IT_IS).request(subject.thing)
        (row,) = asked.lists[0].rows
        alone = read_back(written(subject, asked), subject.thing.media_type)
        subject.known["columns"] = frozenset(p for p, text in row.items() if alone.has(text.en))
    found: frozenset[str] = subject.known["columns"]
    return found


def _alone(subject: Subject, listed: ViewList, row: Mapping[str, Text]) -> Readable | None:
    """What is written of one record; `None` where the exporter writes no such list."""
    at = listed.rows.index(row)
    heads = {path: head for path, head in listed.heads.items() if path in row}
    one = ViewList(
        kind=listed.kind,
        label=listed.label,
        heads=heads,
        rows=(row,),
        views=listed.views[at : at + 1],
    )
    try:
        content = written(subject, request(subject.thing, [one], "en"))
        return read_back(content, subject.thing.media_type)
    except NotTried:
        return None


@_law(
    "exporter.columns_in_place",
    Text(
        "表格里每个值都在自己的表头下面：缺一项时后面的不会左移",
        "表格裡每個值都在自己的表頭下面：缺一項時後面的不會左移",
        "In a sheet each value stands below its own head: where one is missing, the next stay put.",
    ),
    cases=lambda _subject: [(Lists((names,)),) for names in (PLAIN, ("", *PLAIN), ODD)],
)
def columns_in_place(subject: Subject, lists: Lists) -> None:
    """By the heads that it writes, or else by where the values of a plain record stand.

    Raises:
        NotTried: The law is not about what is tried; it says why.
    """
    media_type = subject.thing.media_type.partition(";")[0]
    if media_type not in SHEETS:
        raise NotTried(_NO_SHEET)
    asked = lists.request(subject.thing)
    (listed,) = asked.lists
    rows = cells_of(text_of(written(subject, asked)), media_type)
    places = _places(rows, {path: head.en for path, head in listed.heads.items()})
    places = places or _places_of_a_plain_one(subject, media_type)
    key = next((path for path in ("id", "staff_no") if path in places), None)
    if key is None:
        raise NotTried(_NO_HEADS)
    for row in listed.rows:
        found = [cells for cells in rows if _at(cells, places[key]) == row[key].en]
        holds(found, found=_LOST.format(kind=listed.kind, id=row["id"], head=key), wanted=_A_ROW)
        for path, place in places.items():
            cell = _at(found[0], place)
            if path in row:
                right = cell == _one_line(row[path].en) or cell.endswith(("…", "..."))
                wanted = row[path].en
            else:
                right, wanted = cell not in [text.en for text in row.values()], ""
            where = _UNDER.format(head=listed.heads[path], id=row["id"], cell=repr(cell)[:100])
            holds(right, found=where, wanted=repr(wanted)[:100])


def _places(rows: list[list[str]], heads: Mapping[str, str]) -> dict[str, int]:
    """Where the columns are, by the row that holds most of the heads; none where none holds two."""
    best = max(rows, key=lambda row: len(set(row) & set(heads.values())), default=[])
    found = {path: best.index(head) for path, head in heads.items() if head in best}
    return found if len(found) > 1 else {}


def _places_of_a_plain_one(subject: Subject, media_type: str) -> dict[str, int]:
    """Where the values of a plain record stand, under whatever heads; likewise."""
    asked = Lists((PLAIN[:1],)).request(subject.thing)
    rows = cells_of(text_of(written(subject, asked)), media_type)
    (row,) = asked.lists[0].rows
    return _places(rows, {path: text.en for path, text in row.items()})


def _at(cells: list[str], place: int) -> str:
    return _one_line(cells[place]) if place < len(cells) else ""


def _one_line(cell: str) -> str:
    return " ".join(cell.removeprefix("'").split())


@_law(
    "exporter.one_language",
    Text(
        "要哪种语言就全写哪种语言，不夹杂另一种",
        "要哪種語言就全寫哪種語言，不夾雜另一種",
        "It writes in the language asked for, all of it: or always in the same, whatever is asked.",
    ),
    cases=lambda _subject: [(Lists((PLAIN[:2],)),)],
)
def one_language(subject: Subject, lists: Lists) -> None:
    """A term that stands there in another language stands there in the one asked for as well.

    Raises:
        NotTried: The law is not about what is tried; it says why.
    """
    read = {one: _read(subject, lists.in_language(one)) for one in LANGUAGES}
    if len({one.text for one in read.values()}) == 1:
        raise NotTried(_ONE_ONLY)
    listed = lists.request(subject.thing).lists[0]
    terms = [listed.label, *listed.heads.values(), *listed.rows[0].values()]
    for language, text in read.items():
        for term in terms:
            _in_language(text, term, language)


def _in_language(text: Readable, term: Text, language: Language) -> None:
    own = term.read(language)
    for other in LANGUAGES:
        foreign = term.read(other)
        if own not in foreign and foreign not in own and text.has(foreign):
            holds(text.has(own), found=f"{language}: {foreign}", wanted=f"{language}: {own}")


@_law(
    "exporter.writes_no_markup",
    Text(
        "记录里的 < 和 & 写进网页时都转义，不会被当作标记执行",
        "記錄裡的 < 和 & 寫進網頁時都轉義，不會被當作標記執行",
        "What stands in a record is text in a page: < and & are escaped, so that nothing of it runs.",
    ),
    cases=lambda _subject: [(Lists((("<b>1 & 2</b>", '"><script>x()</script>'),)),)],
)
def writes_no_markup(subject: Subject, lists: Lists) -> None:
    """No tag of a record gets into a page.

    Raises:
        NotTried: The law is not about what is tried; it says why.
    """
    if not any(one in subject.thing.media_type for one in _MARKUP):
        raise NotTried(_NO_PAGE)
    text = text_of(_written(subject, lists))
    for tag in ("<b>1 & 2", "<script>x()"):
        holds(tag not in text, found=tag, wanted=tag.replace("&", "&amp;").replace("<", "&lt;"))


@_law(
    "exporter.writes_no_formula",
    Text(
        "电子表格的单元格不会被当作公式执行",
        "試算表的儲存格不會被當作公式執行",
        "No cell of a spreadsheet could be taken for a formula.",
    ),
    cases=_cases,
)
def writes_no_formula(subject: Subject, lists: Lists) -> None:
    """Cells that come from records begin with nothing that a spreadsheet runs.

    Raises:
        NotTried: The law is not about what is tried; it says why.
    """
    media_type = subject.thing.media_type.partition(";")[0]
    if media_type not in SHEETS:
        raise NotTried(_NO_SHEET)
    for row in cells_of(text_of(_written(subject, lists)), media_type):
        for cell in row:
            runs = cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell)
            holds(not runs, found=ascii(cell), wanted=ascii(f"'{cell}"))


def _or_none(subject: Subject, asked: ExportRequest) -> bytes | None:
    try:
        return written(subject, asked)
    except NotTried:
        return None


def _parting(one: bytes, other: bytes) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return f"({len(one)} bytes) … {one[max(0, at - 20) : at + 20]!r}"


_CHANGED = Text("请求被改动", "請求被改動", "the request was changed")
_AS_IT_WAS = Text("保持原样", "保持原樣", "as it was")
_NO_SHEET = Text("不是电子表格", "不是試算表", "it writes no spreadsheet")
_NO_PAGE = Text("不是网页", "不是網頁", "it writes no page")
_NO_HEADS = Text(
    "没有写出编号或工号，认不出各行",
    "沒有寫出編號或職員編號，認不出各列",
    "it writes neither ids nor staff numbers, so that rows could be known by them",
)
_NOT_READ = Text(
    "没有读这种媒体类型的办法", "沒有讀這種媒體類型的辦法", "that media type is not read here"
)
_NOTHING = Text("什么也没写出", "什麼也沒寫出", "nothing was written")
_ONE_ONLY = Text("它只写一种语言", "它只寫一種語言", "it writes in one language, whatever is asked")
_LOST = Text(
    "{kind} {id} 的“{head}”没有写出",
    "{kind} {id} 的「{head}」沒有寫出",
    "'{head}' of {kind} {id} is not written",
)
_UNDER = Text(
    "{id} 的“{head}”下面是 {cell}",
    "{id} 的「{head}」下面是 {cell}",
    "below '{head}', {id} has {cell}",
)
_A_ROW = Text("每条记录一行", "每筆記錄一列", "a row for each record")
