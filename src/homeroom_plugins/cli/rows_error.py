"""Rows of a file that cannot be done, each with its reason: all of them at once."""

from collections.abc import Iterable
from typing import Literal

import attrs

from homeroom_core.errors import Fault, HomeroomError, Refusal
from homeroom_core.text import Text, listing


@attrs.frozen(kw_only=True)
class Problem:
    """Why one row cannot be done.

    Attributes:
        row: Number of the row, as the spreadsheet shows it.
        where: The cell with its header, or the row with its record.
        kind: Whether what stands there is wrong, or the step is refused.
        text: What is wrong, and what would work.
        code: Code of the refusal; empty for what is wrong.
    """

    row: int
    where: str
    kind: Literal["fault", "refusal"]
    text: Text
    code: str = ""

    @classmethod
    def of_fault(cls, row: int, fault: Fault) -> "Problem":
        """What stands in a cell is not what is accepted there."""
        nothing = fault.found in ("", "-")
        text = (
            fault.accepted
            if nothing
            else _UNLIKE.format(found=fault.found.strip("'"), accepted=fault.accepted)
        )
        return cls(row=row, where=fault.where, kind="fault", text=text)

    @classmethod
    def of_refusal(cls, row: int, where: str, refusal: Refusal) -> "Problem":
        """The step is refused."""
        text = _WHY.format(text=refusal.text, remedy=refusal.remedy)
        return cls(row=row, where=where, kind="refusal", text=text, code=refusal.code)


@attrs.define(slots=False)
class RowsError(HomeroomError):
    """Rows cannot be done; nothing was written.

    Attributes:
        source: What the file is called.
        rows: How many rows there are.
        problems: Why some cannot be done, by row.
    """

    source: str
    rows: int
    problems: tuple[Problem, ...]
    template = Text(
        "{source}：{rows} 行中有 {bad} 行不能执行，未写入任何内容：{lines}",
        "{source}：{rows} 列中有 {bad} 列不能執行，未寫入任何內容：{lines}",
        "{source}: {bad} of {rows} row(s) cannot be done, and nothing was written:{lines}",
    )

    @property
    def text(self) -> Text:
        """Every reason with the rows that it keeps back, in the order of the file."""
        by_reason: dict[Text, list[str]] = {}
        for one in self.problems:
            by_reason.setdefault(one.text, []).append(one.where)
        lines = [_LINE.format(where=_places(where), text=text) for text, where in by_reason.items()]
        return self.template.format(
            source=self.source,
            rows=self.rows,
            bad=len({one.row for one in self.problems}),
            lines=_joined(lines),
        )

    @property
    def only_refused(self) -> bool:
        """Whether every row could be read."""
        return all(one.kind == "refusal" for one in self.problems)


def _places(where: list[str]) -> Text:
    if len(where) <= _MOST_PLACES:
        return listing(where)
    return _AND_MORE.format(first=listing(where[:_MOST_PLACES]), more=len(where) - _MOST_PLACES)


def _joined(texts: Iterable[Text]) -> Text:
    parts = [(text.zh_hans, text.zh_hant, text.en) for text in texts]
    return Text(*map("".join, zip(*parts, strict=True)))


_MOST_PLACES = 12
_LINE = Text("\n  {where}：{text}", "\n  {where}：{text}", "\n  {where}: {text}")
_AND_MORE = Text(
    "{first} 等，另有 {more} 处", "{first} 等，另有 {more} 處", "{first} and {more} more"
)
_UNLIKE = Text(
    "读到“{found}”，应为：{accepted}",
    "讀到「{found}」，應為：{accepted}",
    "found {found!r}, accepted: {accepted}",
)
_WHY = Text("{text}；{remedy}", "{text}；{remedy}", "{text}; {remedy}")
