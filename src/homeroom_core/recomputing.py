"""Results made again: is what a record keeps still what its sources give, by the code of today?"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import attrs

from homeroom_core.change import change
from homeroom_core.codec import JSON, to_json
from homeroom_core.derivation import Derivation
from homeroom_core.errors import ErasedError, HomeroomError, UnknownError
from homeroom_core.labels import path_label
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.provided import Provided
from homeroom_core.record import Reader, Record
from homeroom_core.text import Term, Text

R = TypeVar("R", bound=Record)

SAME = Term(
    "same",
    "重新计算，与存储的结果一致",
    "重新計算，與儲存的結果一致",
    "made again, it is the same as what is stored",
)
DIFFERS = Term(
    "differs",
    "重新计算，与存储的结果不一致",
    "重新計算，與儲存的結果不一致",
    "made again, it differs from what is stored",
)
NEWER = Term(
    "newer",
    "按新版本计算会不同；未经采用，仍以存储的结果为准",
    "按新版本計算會不同；未經採用，仍以儲存的結果為準",
    "a newer version computes it otherwise; what is stored stays in force until that is accepted",
)
UNCHECKED = Term("unchecked", "现在无法重算", "目前無法重算", "it cannot be made again now")
NOTHING = Term(
    "nothing",
    "没有可核对的结果：尚未计算或已作废",
    "沒有可核對的結果：尚未計算或已作廢",
    "there is no result in force to compare: not computed yet, or out of date",
)


@attrs.frozen
class Part:
    """One place in which a stored value and the one made again differ.

    Attributes:
        path: Where in the field: `placings[0].total`; empty for the whole of it.
        stored: The JSON value that stands there; `None` where nothing does.
        again: The one made again.
    """

    path: str
    stored: JSON
    again: JSON


@attrs.frozen(kw_only=True)
class Recomputed:
    """What came of making one stored result again.

    Attributes:
        kind: Kind of the record.
        id: Its id.
        field: Name of the derived field.
        label: What people call the result.
        verdict: `SAME`, `DIFFERS` (by the very code that made it), `NEWER` (by another version),
            `UNCHECKED` (a plugin is missing, or the contents of a source were erased) or `NOTHING`.
        parts: Where the two differ.
        stored_by: Which code made what is stored, as it says itself.
        again_by: Which code made it again.
        problem: Why it could not be made again.
        record: The class of the record, for what its fields are called.
    """

    kind: str
    id: str
    field: str
    label: Text
    verdict: Term
    parts: tuple[Part, ...] = ()
    stored_by: Mapping[str, str] = attrs.Factory(dict)
    again_by: Mapping[str, str] = attrs.Factory(dict)
    problem: Text | None = None
    record: type[Record] = Record

    @property
    def text(self) -> Text:
        """The verdict in one line, with what differs and which versions."""
        words = _VERDICT.format(id=self.id, what=self.label, verdict=self.verdict)
        if self.problem is not None:
            words = _WITH.format(words=words, more=self.problem)
        if self.verdict == UNCHECKED and self.stored_by.get("plugin"):
            needed = _NEEDED.format(stored=_joined(self.stored_by))
            words = _WITH.format(words=words, more=needed)
        if self.verdict == NEWER:
            by = _VERSIONS.format(stored=_joined(self.stored_by), again=_joined(self.again_by))
            words = _WITH.format(words=words, more=by)
        for part in self.parts[:_SHOWN]:
            place = f"{self.field}.{part.path}" if part.path else self.field
            called = path_label(self.record, place)
            differs = _PART.format(path=called, stored=brief(part.stored), again=brief(part.again))
            words = _WITH.format(words=words, more=differs)
        more = len(self.parts) - _SHOWN
        return _AND_MORE.format(words=words, more=more) if more > 0 else words

    def to_json(self) -> dict[str, JSON]:
        """The finding as one JSON object."""
        return {
            "kind": self.kind,
            "record": self.id,
            "field": self.field,
            "verdict": str(self.verdict),
            "parts": [attrs.asdict(part) for part in self.parts],
            "stored_by": dict(self.stored_by),
            "again_by": dict(self.again_by),
        }


def recompute(
    record: R, derivation: Derivation[R], reader: Reader, provided: Provided
) -> Recomputed:
    """Make one stored result again and compare it.

    Never raises: records that were tampered with must not stop a verification half-way.
    """

    def found(verdict: Term, **more: Any) -> Recomputed:
        return Recomputed(
            kind=record.kind,
            id=record.id,
            field=derivation.field,
            label=derivation.label,
            record=type(record),
            verdict=verdict,
            **more,
        )

    try:
        again = derivation.again(record, reader, provided)
        if again is None:
            return found(NOTHING)
        if derivation.same(record, again):
            return found(SAME)
        parts = tuple(_parts(derivation, record, again))
    except (UnknownError, ErasedError) as error:
        made_by = derivation.makers(derivation.stored(record))
        return found(UNCHECKED, problem=error.text, stored_by=made_by)
    except HomeroomError as error:
        return found(DIFFERS, problem=error.text)
    except Exception as error:  # noqa: BLE001,RUF100  # whatever the code of a plugin fails with
        return found(DIFFERS, problem=Text.same(repr(error)))
    stored_by = derivation.makers(derivation.stored(record))
    again_by = derivation.makers(again)
    verdict = DIFFERS if stored_by == again_by else NEWER
    return found(verdict, parts=parts, stored_by=stored_by, again_by=again_by)


def recompute_all(
    lifecycle: Lifecycle[R], record: R, reader: Reader, provided: Provided
) -> tuple[Recomputed, ...]:
    """Make every derived field of a record again, in the order they were declared."""
    return tuple(
        recompute(record, derivation, reader, provided)
        for derivation in lifecycle.derivations.values()
    )


def _parts(derivation: Derivation[R], record: R, again: Any) -> Iterator[Part]:
    """Where the two differ, less the names of the code that made them."""
    field = derivation.field
    stored_json = to_json(record)[field]
    again_json = to_json(change(record, **{field: again}))[field]
    for part in differences(stored_json, again_json, ""):
        if part.path not in derivation.made_by:
            yield part


def differences(stored: JSON, again: JSON, path: str = "") -> Iterator[Part]:
    """Where two JSON values differ, in the order of the first.

    >>> list(differences({"total": "87/1", "by": "a"}, {"total": "88/1", "by": "a"}))
    [Part(path='total', stored='87/1', again='88/1')]
    """
    if isinstance(stored, Mapping) and isinstance(again, Mapping):
        for key in dict.fromkeys((*stored, *again)):
            below = f"{path}.{key}" if path else str(key)
            yield from differences(stored.get(key), again.get(key), below)
    elif isinstance(stored, list | tuple) and isinstance(again, list | tuple):
        for at in range(max(len(stored), len(again))):
            ours = stored[at] if at < len(stored) else None
            theirs = again[at] if at < len(again) else None
            yield from differences(ours, theirs, f"{path}[{at}]")
    elif stored != again:
        yield Part(path, stored, again)


def _joined(makers: Mapping[str, str]) -> str:
    """What makers say of themselves, in a row; of a digest its beginning, as everywhere."""
    told = (value[:_SHORT] if _DIGEST.fullmatch(value) else value for value in makers.values())
    return " ".join(filter(None, told)) or "?"


def brief(value: JSON) -> str:
    """A JSON value in a few words, for a line that names several."""
    words = "–" if value is None else str(value)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


_DIGEST = re.compile(r"[0-9a-f]{64}")
_SHORT = 12
_SHOWN = 3
_LONGEST = 40
_VERDICT = Text("{id} 的{what}：{verdict}", "{id} 的{what}：{verdict}", "{what} of {id}: {verdict}")
_WITH = Text("{words}；{more}", "{words}；{more}", "{words}; {more}")
_VERSIONS = Text(
    "存储的由 {stored} 计算，现为 {again}",
    "儲存的由 {stored} 計算，目前為 {again}",
    "stored by {stored}, now {again}",
)
_NEEDED = Text("存储的由 {stored} 计算", "儲存的由 {stored} 計算", "stored by {stored}")
_PART = Text(
    "{path} 存为 {stored}，重算为 {again}",
    "{path} 存為 {stored}，重算為 {again}",
    "{path} is stored as {stored}, made again it is {again}",
)
_AND_MORE = Text(
    "{words}；另有 {more} 处不同", "{words}；另有 {more} 處不同", "{words}; and {more} more"
)
