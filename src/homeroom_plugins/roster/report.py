"""What an import did, or would do."""

from typing import Self

import attrs

from homeroom_core.tables.place import Remark, RemarkKind
from homeroom_core.text import Text
from homeroom_plugins.roster.rows import Roster


@attrs.frozen(kw_only=True)
class ImportReport:
    """What an import did, or in a rehearsal would do.

    Every row's person is in one of `added`, `updated` and `unchanged`, by staff number, sorted.

    Attributes:
        source: What the file is called.
        encoding: How the file was read.
        school_year: The year its classes are of, such as `2025-2026`.
        added: People registered.
        updated: People known before, of whom something changed: details, roles or class.
        unchanged: People of whom nothing changed.
        missing: People on the books, in post or on leave, whom the roster does not name. Nothing
            was done to them.
        steps: How many entries of the journal that makes.
        remarks: What was dropped, left out, repaired; what to check, and what is left to do.
    """

    source: str
    encoding: str
    school_year: str
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    steps: int = 0
    remarks: tuple[Remark, ...] = ()

    @classmethod
    def of(cls, roster: Roster, **found: object) -> Self:
        """The report on an import of this roster."""
        return cls(
            source=roster.source,
            encoding=roster.encoding,
            school_year=roster.school_year.label,
            **found,  # type: ignore[arg-type]  # names and values are those of the class
        )

    def about(self, kind: RemarkKind) -> tuple[Remark, ...]:
        """The remarks of one kind."""
        return tuple(remark for remark in self.remarks if remark.kind == kind)

    @property
    def text(self) -> Text:
        """The numbers in one line."""
        return _SUMMARY.format(
            source=self.source,
            added=len(self.added),
            updated=len(self.updated),
            unchanged=len(self.unchanged),
            missing=len(self.missing),
            to_do=len(self.about("to_do")),
        )

    def __str__(self) -> str:
        return str(self.text)


_SUMMARY = Text(
    "{source}：新增 {added} 人，更新 {updated} 人，未变 {unchanged} 人；"
    "名册外在册 {missing} 人；待办 {to_do} 项",
    "{source}：新增 {added} 人，更新 {updated} 人，未變 {unchanged} 人；"
    "名冊外在冊 {missing} 人；待辦 {to_do} 項",
    "{source}: {added} added, {updated} updated, {unchanged} unchanged; "
    "{missing} on the books but not in it; {to_do} left to do",
)
