"""What the sample file of a step is filled in with beforehand: what homeroom knows already.

For a new record: whom or what there is to make one for. For a step of a record: the parts that it
can be made for, and the criteria that its marks are for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from homeroom_core.desk import Desk
from homeroom_core.errors import RecordNotFoundError
from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.record import EVERYTHING, IndexValue, Reader, Record
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.parts import Part
from homeroom_core.telling import Telling
from homeroom_core.text import Text
from homeroom_core.trace import show
from homeroom_core.training.appraisal_records import Appraisal, AppraisalRound
from homeroom_core.training.appraisal_scoring import leaves_of, sheet_of_part, survey_sources
from homeroom_core.training.contest_records import Contest, ContestEntry
from homeroom_core.training.contest_scoring import missing_sheets
from homeroom_core.training.paper_records import Paper
from homeroom_core.training.person import IN_POST, Person
from homeroom_core.training.project_records import Project
from homeroom_core.training.review_sheet import Reviewed, ReviewSheet
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.values import STAFF_NO


@attrs.frozen(kw_only=True)
class Filling:
    """One row that is filled in beforehand.

    Attributes:
        cells: What stands in it, by header.
        notes: What stands in columns that nobody reads back, by what these are called.
        keys: The names in its tables, such as the criteria that marks are for, and what each takes.
    """

    cells: Mapping[str, str] = attrs.Factory(dict)
    notes: Mapping[Text, str | Text] = attrs.Factory(dict)
    keys: Mapping[str, Text] = attrs.Factory(dict)


def new_rows(
    step: tuple[str, str], desk: Desk, where: Mapping[str, IndexValue]
) -> Iterator[Filling]:
    """Rows for what there is to create; none where homeroom cannot know.

    Args:
        step: Kind, and name of the creation.
        desk: Where records are read, as far as whoever acts there may see them.
        where: Values of indexed fields that the new records are to have.
    """
    filler = _NEW.get(step)
    if filler is not None:
        yield from filler(desk, where)


def step_rows(step: tuple[str, str], record: Record, reader: Reader) -> Iterator[Filling]:
    """Rows for one step of one record; a single one with nothing in it where nothing is known.

    Args:
        step: Kind, and name of the transition.
        record: The record.
        reader: Where other records are read.
    """
    filler = _STEPS.get(step)
    yield from filler(record, reader) if filler is not None else (Filling(),)


def called(desk: Desk, value: IndexValue) -> str | Text:
    """What an indexed value is called, where that may be seen: a person by name and staff number."""
    try:
        person = desk.get(Person, str(value))
    except RecordNotFoundError:
        return Telling(desk.actor, desk).reference(str(value))
    return f"{person.details.name} {person.staff_no}" if _sees(desk, person, _WHO) else person.id


def _sees(desk: Desk, record: Record, fields: frozenset[str]) -> bool:
    """Whether whoever acts at a desk may see these fields of a record."""
    hidden = hidden_fields(record, desk.actor, desk)
    return hidden != EVERYTHING and hidden.isdisjoint(fields)


def _each_teacher(argument: str) -> "_New":
    """A row for everybody who leads a class now."""

    def rows(desk: Desk, where: Mapping[str, IndexValue]) -> Iterator[Filling]:
        del where
        for person in desk.find(Person, state=IN_POST):
            if _sees(desk, person, _WHO) and any(
                post.until is None and post.role == HOMEROOM_TEACHER for post in person.posts
            ):
                number = {f"{argument}.{STAFF_NO}": person.staff_no}
                yield Filling(cells=number, notes={_NAME: person.details.name})

    return rows


def _missing_score_sheets(desk: Desk, where: Mapping[str, IndexValue]) -> Iterator[Filling]:
    """A row for every sheet that a judge of a contest still owes."""
    named = where.get("contest")
    found = (desk.get(Contest, named),) if isinstance(named, str) else desk.find(Contest)
    for contest in (one for one in found if _sees(desk, one, _PANELS)):
        keys = _criteria(contest.rubric)
        for id, judge in missing_sheets(contest, desk):
            entry = desk.get(ContestEntry, id)
            title = entry.title if _sees(desk, entry, frozenset({"title"})) else ""
            cells = {"contest": contest.id, "entry": id, "judge": judge}
            notes: dict[Text, str | Text] = {_TITLE: title, _JUDGE: called(desk, judge)}
            yield Filling(cells=cells, notes=notes, keys=keys)


def _missing_review_sheets(desk: Desk, where: Mapping[str, IndexValue]) -> Iterator[Filling]:
    """A row for every sheet that a reviewer has not begun yet, of one case or of all."""
    subject = where.get("subject")
    found: Iterable[Record] = (
        (desk.any(subject),)
        if isinstance(subject, str)
        else (case for kind in _REVIEWED for case in desk.find(kind))
    )
    for case in found:
        review = case.review(desk) if isinstance(case, Reviewed) else None
        if review is None or not _sees(desk, case, _REVIEWERS):
            continue
        now = (review.stage, review.round)
        sheets = desk.find(ReviewSheet, subject=case.id)
        begun = {one.reviewer for one in sheets if (one.stage, one.round) == now}
        for reviewer in sorted(review.reviewers - begun):
            yield Filling(
                cells={"subject": case.id, "reviewer": reviewer},
                notes={_REVIEWER: called(desk, reviewer)},
                keys=_criteria(review.rubric),
            )


def _score_marks(sheet: Any, reader: Reader) -> Iterator[Filling]:
    yield Filling(keys=_criteria(reader.get(Contest, sheet.contest).rubric))


def _review_marks(sheet: Any, reader: Reader) -> Iterator[Filling]:
    case = reader.any(sheet.subject)
    rubric = case.rubric_of(sheet.stage, reader) if isinstance(case, Reviewed) else None
    yield Filling(keys=_criteria(rubric) if rubric is not None else {})


def _by_part(parts: "Callable[[AppraisalRound, Appraisal, Part], Iterable[Filling]]") -> "_Step":
    """Rows for the parts of an appraisal that a step can be made for."""

    def rows(case: Any, reader: Reader) -> Iterator[Filling]:
        round = reader.get(AppraisalRound, case.round)
        for part in leaves_of(round).values():
            cells, notes = {"part": part.id}, {_PART: part.label}
            for filling in parts(round, case, part):
                yield attrs.evolve(
                    filling, cells={**cells, **filling.cells}, notes={**notes, **filling.notes}
                )

    return rows


def _judged(round: AppraisalRound, _case: Appraisal, part: Part) -> Iterator[Filling]:
    """What the committee marks: by the criteria of the sheet, or as points of the part."""
    sheet = sheet_of_part(round, part)
    by_committee = round.policy.committee_source in part.sources
    if isinstance(sheet, Rubric) and (by_committee or not part.sources):
        yield Filling(keys=_criteria(sheet))
    elif by_committee:
        yield Filling(keys={part.id: _UP_TO.format(label=part.label, points=show(part.out_of))})


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
            yield Filling(cells={"source": source}, notes={_SOURCE: labels[source]})


def _bare(round: AppraisalRound, _case: Appraisal, part: Part) -> Iterator[Filling]:
    """What takes points and nothing else."""
    if not part.sources and part.computed is None and sheet_of_part(round, part) is None:
        yield Filling()


def _criteria(rubric: Rubric) -> dict[str, Text]:
    """The criteria that take marks, by id, with what each takes."""
    return {
        id: _TAKES.format(label=leaf.label, accepted=leaf.measure.accepted)
        for id, leaf in rubric.leaves.items()
    }


_WHO = frozenset({"details"})
_PANELS = frozenset({"panels", "conflicts", "absences"})
_REVIEWED: tuple[type[Record], ...] = (Paper, Project)
_REVIEWERS = frozenset({"reviewers"})
_NAME = Text("姓名", "姓名", "name")
_TITLE = Text("作品", "作品", "work")
_JUDGE = Text("评委姓名", "評委姓名", "name of the judge")
_REVIEWER = Text("评审人姓名", "評審人姓名", "name of the reviewer")
_PART = Text("部分名称", "部分名稱", "name of the part")
_SOURCE = Text("来源名称", "來源名稱", "name of the source")
_TAKES = Text("{label}：{accepted}", "{label}：{accepted}", "{label}: {accepted}")
_UP_TO = Text("{label}：0 至 {points}", "{label}：0 至 {points}", "{label}: 0 to {points}")
_New = Callable[[Desk, Mapping[str, IndexValue]], Iterator[Filling]]
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
