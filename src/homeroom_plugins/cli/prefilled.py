"""What the sample file of a step is filled in with beforehand: what homeroom knows already.

For a new record: whom or what there is to make one for. For a step of a record: the parts that it
can be made for, and the criteria that its marks are for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.record import IndexValue, Reader, Record
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.parts import Part
from homeroom_core.text import Text
from homeroom_core.training.appraisal_records import Appraisal, AppraisalRound
from homeroom_core.training.appraisal_scoring import leaves_of, sheet_of_part, survey_sources
from homeroom_core.training.contest_records import Contest, ContestEntry
from homeroom_core.training.contest_scoring import missing_sheets
from homeroom_core.training.person import IN_POST, Person
from homeroom_core.training.review_sheet import Reviewed
from homeroom_plugins.cli.values import STAFF_NO

Cells = Mapping[str, str | Text]
"""Cells of a row by their headers; a text is read in the language that is spoken."""


@attrs.frozen(kw_only=True)
class Filling:
    """One row that is filled in beforehand.

    Attributes:
        cells: What stands in it, by header.
        keys: The names in its tables, such as the criteria that marks are for.
    """

    cells: Cells = attrs.Factory(dict)
    keys: Sequence[str] = ()


def new_rows(
    step: tuple[str, str], reader: Reader, where: Mapping[str, IndexValue], note: str
) -> Iterator[Filling]:
    """Rows for what there is to create; none where homeroom cannot know.

    Args:
        step: Kind, and name of the creation.
        reader: Where records are read.
        where: Values of indexed fields that the new records are to have.
        note: Header of the column with names.
    """
    filler = _NEW.get(step)
    if filler is not None:
        yield from filler(reader, where, note)


def step_rows(step: tuple[str, str], record: Record, reader: Reader) -> Iterator[Filling]:
    """Rows for one step of one record; a single one with nothing in it where nothing is known.

    Args:
        step: Kind, and name of the transition.
        record: The record.
        reader: Where other records are read.
    """
    filler = _STEPS.get(step)
    yield from filler(record, reader) if filler is not None else (Filling(),)


def _each_teacher(argument: str) -> "_New":
    """A row for everybody who leads a class now."""

    def rows(reader: Reader, where: Mapping[str, IndexValue], note: str) -> Iterator[Filling]:
        del where
        for person in reader.find(Person, state=IN_POST):
            if any(post.until is None and post.role == HOMEROOM_TEACHER for post in person.posts):
                number = {f"{argument}.{STAFF_NO}": person.staff_no}
                yield Filling(cells={**number, note: person.details.name})

    return rows


def _missing_score_sheets(
    reader: Reader, where: Mapping[str, IndexValue], note: str
) -> Iterator[Filling]:
    """A row for every sheet that a judge of a contest still owes."""
    del note
    for contest in _subjects(Contest, "contest", reader, where):
        keys = tuple(contest.rubric.leaves)
        for entry, judge in missing_sheets(contest, reader):
            title = reader.get(ContestEntry, entry).title
            cells = {"contest": contest.id, "entry": entry, "judge": judge, "(title)": title}
            yield Filling(cells=cells, keys=keys)


def _missing_review_sheets(
    reader: Reader, where: Mapping[str, IndexValue], note: str
) -> Iterator[Filling]:
    """A row for every sheet that a reviewer of a case still owes."""
    del note
    subject = where.get("subject")
    if not isinstance(subject, str):
        return
    case = reader.any(subject)
    review = case.review(reader) if isinstance(case, Reviewed) else None
    if review is None:
        return
    for reviewer in sorted(review.reviewers):
        cells = {"subject": subject, "reviewer": reviewer}
        yield Filling(cells=cells, keys=tuple(review.rubric.leaves))


def _subjects(
    type: "type[Contest]", field: str, reader: Reader, where: Mapping[str, IndexValue]
) -> Iterable[Contest]:
    named = where.get(field)
    return (reader.get(type, named),) if isinstance(named, str) else reader.find(type)


def _score_marks(sheet: Any, reader: Reader) -> Iterator[Filling]:
    yield Filling(keys=tuple(reader.get(Contest, sheet.contest).rubric.leaves))


def _review_marks(sheet: Any, reader: Reader) -> Iterator[Filling]:
    case = reader.any(sheet.subject)
    rubric = case.rubric_of(sheet.stage, reader) if isinstance(case, Reviewed) else None
    yield Filling(keys=tuple(rubric.leaves) if rubric is not None else ())


def _by_part(parts: "Callable[[AppraisalRound, Appraisal, Part], Iterable[Filling]]") -> "_Step":
    """Rows for the parts of an appraisal that a step can be made for."""

    def rows(case: Any, reader: Reader) -> Iterator[Filling]:
        round = reader.get(AppraisalRound, case.round)
        for part in leaves_of(round).values():
            named: dict[str, str | Text] = {"part": part.id, "(part)": part.label}
            for filling in parts(round, case, part):
                yield attrs.evolve(filling, cells={**named, **filling.cells})

    return rows


def _judged(round: AppraisalRound, _case: Appraisal, part: Part) -> Iterator[Filling]:
    """What the committee marks: by the criteria of the sheet, or as points of the part."""
    sheet = sheet_of_part(round, part)
    by_committee = round.policy.committee_source in part.sources
    if isinstance(sheet, Rubric) and (by_committee or not part.sources):
        yield Filling(keys=tuple(sheet.leaves))
    elif by_committee:
        yield Filling(keys=(part.id,))


def _with_ledger(round: AppraisalRound, _case: Appraisal, part: Part) -> Iterator[Filling]:
    if isinstance(sheet_of_part(round, part), Ledger):
        yield Filling()


def _with_merits(round: AppraisalRound, _case: Appraisal, part: Part) -> Iterator[Filling]:
    if isinstance(sheet_of_part(round, part), MeritSheet):
        yield Filling()


def _surveyed(round: AppraisalRound, case: Appraisal, part: Part) -> Iterator[Filling]:
    """The anonymous sources that have not answered yet, nor are missing on record."""
    done = {(one.part, one.source) for one in case.surveys}
    done |= {(gap.part, gap.source or "") for gap in case.gaps}
    labels = {source.id: source.label for source in round.sheet.sources}
    for source in survey_sources(round):
        if source in part.sources and not {(part.id, source), (part.id, "")} & done:
            yield Filling(cells={"source": source, "(source)": labels[source]})


def _bare(round: AppraisalRound, _case: Appraisal, part: Part) -> Iterator[Filling]:
    """What takes points and nothing else."""
    if not part.sources and part.computed is None and sheet_of_part(round, part) is None:
        yield Filling()


_New = Callable[[Reader, Mapping[str, IndexValue], str], Iterator[Filling]]
_Step = Callable[[Any, Reader], Iterator[Filling]]
_NEW: Mapping[tuple[str, str], _New] = {
    ("appraisal", "open_case"): _each_teacher("teacher"),
    ("growth_plan", "draft"): _each_teacher("teacher"),
    ("contest_entry", "enter"): _each_teacher("contestant"),
    ("score_sheet", "begin"): _missing_score_sheets,
    ("review_sheet", "begin"): _missing_review_sheets,
}
_STEPS: Mapping[tuple[str, str], _Step] = {
    ("score_sheet", "mark"): _score_marks,
    ("review_sheet", "mark"): _review_marks,
    ("appraisal", "mark"): _by_part(_judged),
    ("appraisal", "keep_ledger"): _by_part(_with_ledger),
    ("appraisal", "draw_evidence"): _by_part(_with_merits),
    ("appraisal", "count_survey"): _by_part(_surveyed),
    ("appraisal", "record_points"): _by_part(_bare),
    ("appraisal", "record_missing"): _by_part(_surveyed),
}
