"""Does a store still tell the truth? The chain, and every record against its journal."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from homeroom_core.codec import JSON, decode, from_json
from homeroom_core.errors import ErasedError, InputError
from homeroom_core.journal import Entry, Flaw, Head, fold, verify_chain
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.record import IndexValue
from homeroom_core.repository import contents, pages
from homeroom_core.storage import Document, Query, Session
from homeroom_core.text import Text

_PAGE = 1000

Progress = Callable[[int, int], None]
"""Told how many entries were read, and how many there are in all."""


def verify(
    session: Session,
    lifecycles: Mapping[str, Lifecycle[Any]],
    progress: Progress | None = None,
) -> Iterator[Flaw]:
    """Every flaw of one organization.

    Checked are the chain, entry by entry; that every document is what its entries fold to, indexed
    fields included; that no document lacks entries and no entries lack their document; and that the
    contents fit the record class, where a lifecycle of that kind is known.

    Args:
        session: The store's view of the organization.
        lifecycles: The lifecycles that are known, by kind.
        progress: Told after every page of entries.
    """
    total = session.head().seq
    folded: dict[str, dict[str, JSON] | None] = {}
    last: dict[str, Entry] = {}
    begun: dict[str, int] = {}
    head = Head()
    while entries := session.entries(after=head.seq, limit=_PAGE):
        yield from verify_chain(entries, head)
        for entry in entries:
            last[entry.record] = entry
            begun.setdefault(entry.record, entry.seq)
            _fold_on(folded, entry)
        head = Head(entries[-1].seq, entries[-1].digest, entries[-1].at)
        if progress is not None:
            progress(head.seq, total)
    known = set()
    for kind in sorted({entry.kind for entry in last.values()}):
        kept: dict[tuple[str, IndexValue], list[str]] = {}
        for document in _documents(session, kind):
            known.add(document.id)
            problem = _compare(session, document, last.get(document.id), folded, lifecycles)
            if problem is None and document.created != begun[document.id]:
                problem = _WRONG_PLACE
            if problem is not None:
                yield Flaw(document.created, document.id, problem)
            for field in (document.index or {}).items():
                kept.setdefault(field, []).append(document.id)
        yield from _misplaced(session, kind, kept, begun)
    for record in sorted(last.keys() - known):
        yield Flaw(last[record].seq, record, _NO_DOCUMENT)


def _fold_on(folded: dict[str, dict[str, JSON] | None], entry: Entry) -> None:
    base = folded.get(entry.record, {})
    try:
        folded[entry.record] = None if base is None else fold((entry,), base)
    except (ErasedError, InputError, KeyError):  # KeyError: altered so that its keys are others
        folded[entry.record] = None


def _documents(session: Session, kind: str) -> Iterator[Document]:
    after = 0
    while page := session.find(Query(kind=kind, after=after, limit=_PAGE)):
        yield from page
        after = page[-1].created


def _misplaced(
    session: Session,
    kind: str,
    kept: Mapping[tuple[str, IndexValue], list[str]],
    begun: Mapping[str, int],
) -> Iterator[Flaw]:
    """Documents that a search by an indexed field does not give, though they have its value."""
    for (name, value), ids in kept.items():
        found = {d.id for d in pages(session, Query(kind=kind, where={name: value}))}
        for id in sorted(found.symmetric_difference(ids)):
            yield Flaw(begun.get(id, 0), id, _MISPLACED.format(name=name))


def _compare(
    session: Session,
    document: Document,
    last: Entry | None,
    folded: dict[str, dict[str, JSON] | None],
    lifecycles: Mapping[str, Lifecycle[Any]],
) -> Text | None:
    """What is wrong with a document, or nothing."""
    if last is None:
        return _NO_ENTRIES
    if (document.kind, document.version, document.state) != (
        last.kind,
        last.version,
        last.target,
    ):
        return _NOT_THE_LAST
    expected = folded[document.id]
    if document.body is None:
        return None if expected is None and document.body_version == 0 else _NO_BODY
    if expected is None:
        return _NOT_ERASED
    try:
        body = decode(document.body, source=document.id)
        if not isinstance(body, dict) or body.get("version") != document.body_version:
            return _DIFFERS
        if contents(session, document) != expected:
            return _DIFFERS
    except InputError as error:
        return error.text
    lifecycle = lifecycles.get(document.kind)
    if lifecycle is None:
        return None
    try:
        record = from_json(lifecycle.record, expected)
    except InputError as error:
        return error.text
    return None if record.index() == dict(document.index or {}) else _WRONG_INDEX


_NO_DOCUMENT = Text(
    "流水账有记录，但没有档案", "流水帳有記錄，但沒有檔案", "it has entries, but no document"
)
_NO_ENTRIES = Text(
    "有档案，但流水账没有记录", "有檔案，但流水帳沒有記錄", "it has a document, but no entries"
)
_NOT_THE_LAST = Text(
    "档案的状态或版本与最后一条流水账不符",
    "檔案的狀態或版本與最後一筆流水帳不符",
    "its state or version is not that of its last entry",
)
_WRONG_PLACE = Text(
    "档案的创建序号与流水账不符",
    "檔案的建立序號與流水帳不符",
    "its place is not that of the entry that created it",
)
_NO_BODY = Text("档案内容缺失", "檔案內容遺失", "its contents are missing")
_NOT_ERASED = Text(
    "流水账内容已删除，档案内容却还在",
    "流水帳內容已刪除，檔案內容卻還在",
    "its entries were erased, its document was not",
)
_DIFFERS = Text(
    "档案内容与流水账不符", "檔案內容與流水帳不符", "its contents are not what its entries say"
)
_MISPLACED = Text(
    "按索引字段 {name} 查找的结果与档案不符",
    "按索引欄位 {name} 查找的結果與檔案不符",
    "searching by its indexed field {name} does not agree with it",
)
_WRONG_INDEX = Text(
    "索引字段与内容不符", "索引欄位與內容不符", "its indexed fields are not its contents"
)
