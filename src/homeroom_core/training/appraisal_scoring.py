"""What a case comes to on its sheet: what is filled in, what is missing, the total, the dimensions.

Everything is made from the records alone, now and whenever it is checked again. Members of the
committee are told apart by number, anonymous sources only by how many gave what.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

import attrs

from homeroom_core.act import Act
from homeroom_core.errors import Refusal, UnknownError
from homeroom_core.exact import decimal_from, exact_sum
from homeroom_core.families import COMPUTED_CRITERIA
from homeroom_core.provided import Origin, Provided
from homeroom_core.record import Reader
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.computed import ComputedCriterion
from homeroom_core.sheets.evaluation import evaluate_sheet, refuse_inputs
from homeroom_core.sheets.inputs import MarkedCard, SheetInputs
from homeroom_core.sheets.parts import Part, PartSheet, Source
from homeroom_core.sheets.reasons import NONE_LEFT
from homeroom_core.sheets.result import SheetResult
from homeroom_core.sheets.sheet import Sheet
from homeroom_core.training.appraisal_policy import AppraisalPolicy
from homeroom_core.training.appraisal_records import (
    HAS_SCORE,
    Appraisal,
    AppraisalRound,
    Cap,
    CommitteeMark,
    DimensionScore,
    Score,
)
from homeroom_core.training.appraisal_service import Service, service_of
from homeroom_core.training.person import Person


def score_of(round: AppraisalRound, case: Appraisal, provided: Provided) -> Score:
    """What the sheet of a case comes to, with all that is needed to compare it later.

    Raises:
        InputError: Something on it is refused or missing; lists every reason.
        UnknownError: The round has no sheet.
        PluginError: A computed criterion fails.
    """
    result = result_of(round, case, provided)
    return Score(
        total=result.total,
        shown=round.policy.rounding(result.total),
        parts=result.parts,
        dimensions=tuple(_dimensions(round.sheet, round.policy, result)),
        left_out=tuple(_left_out(round, case, result)),
        sheet_digest=round.sheet.text_digest,
        inputs_digest=result.inputs_digest,
    )


def result_of(round: AppraisalRound, case: Appraisal, provided: Provided) -> SheetResult:
    """What the sheet of a case comes to, with its trace.

    Raises:
        InputError: Something on it is refused or missing; lists every reason.
        UnknownError: The round has no sheet.
        PluginError: A computed criterion fails.
    """
    criteria, origins = _criteria(round.sheet, provided)
    return evaluate_sheet(
        sheet_for(round, case),
        inputs_of(round, case),
        sheets=used_sheets(round),
        criteria=criteria,
        origins=origins,
    )


def refusals_of(
    round: AppraisalRound, case: Appraisal, provided: Provided, *, before_committee: bool = False
) -> tuple[Refusal, ...]:
    """Every reason why the sheet of a case comes to nothing yet; what is missing included.

    Args:
        round: The round.
        case: The case.
        provided: What plugins provide.
        before_committee: Whether the committee has still to mark, so that its marks are not missed.
    """
    criteria, origins = _criteria(round.sheet, provided)
    found = refuse_inputs(
        sheet_for(round, case, before_committee=before_committee),
        inputs_of(round, case),
        sheets=used_sheets(round),
        criteria=criteria,
        origins=origins,
    )
    return tuple(one for one in found if not (before_committee and one.code == NONE_LEFT.code))


def used_sheets(round: AppraisalRound) -> dict[str, Sheet]:
    """The sheets that parts of the round's sheet use, by id."""
    return {sheet.id: sheet for sheet in round.sheets[1:]}


def leaves_of(round: AppraisalRound) -> dict[str, Part]:
    """The parts that take points and are not switched off, by id.

    Raises:
        UnknownError: The round has no sheet.
    """
    off = _off_parts(round.sheet, round.policy)
    return {part.id: part for part in round.sheet.walk() if part.is_leaf and part.id not in off}


def sheet_of_part(round: AppraisalRound, part: Part) -> PartSheet | None:
    """The sheet on which a part is filled in, its own or the one it uses; `None` for bare points."""
    found = part.sheet if part.use is None else used_sheets(round).get(part.use)
    return None if isinstance(found, Composite) else found


def survey_sources(round: AppraisalRound) -> tuple[str, ...]:
    """Ids of the sources that answer anonymously: all but the committee and the teacher."""
    known = (round.policy.committee_source, round.policy.self_source)
    return tuple(source.id for source in round.sheet.sources if source.id not in known)


def fewest_answers(round: AppraisalRound, source: Source) -> int:
    """With fewer answers a source is missing: by the sheet, and by the policy.

    An anonymous source needs as many as are needed to show its mean by itself.
    """
    policy = round.policy
    if source.id == policy.committee_source:
        return max(source.minimum_answers, policy.least_committee)
    if source.id == policy.self_source:
        return source.minimum_answers
    return max(source.minimum_answers, source.shown_from, policy.least_survey_answers)


def sheet_for(
    round: AppraisalRound, case: Appraisal, *, before_committee: bool = False
) -> Composite:
    """The round's sheet as it holds for a case: what is missing on record is left out of it.

    Args:
        round: The round.
        case: The case.
        before_committee: Whether the committee has still to mark.

    Raises:
        UnknownError: The round has no sheet.
        DefinitionError: What is left is no sheet.
    """
    sheet = round.sheet
    committee = round.policy.committee_source
    sources = tuple(
        attrs.evolve(
            source,
            minimum_answers=fewest_answers(round, source),
            confidential=source.confidential or source.id in survey_sources(round),
            when_missing="leave_out"
            if before_committee and source.id == committee
            else source.when_missing,
        )
        for source in sheet.sources
    )
    weights = {source.id: source.weight for source in sources}
    missing = {(gap.part, gap.source) for gap in case.gaps}
    lenient = committee if before_committee else None
    parts = tuple(_part_for(part, missing, weights, lenient) for part in sheet.parts)
    return attrs.evolve(sheet, sources=sources, parts=parts)


def inputs_of(round: AppraisalRound, case: Appraisal) -> SheetInputs:
    """What the sheet of a case is filled in with.

    Raises:
        UnknownError: The round has no sheet.
    """
    leaves = leaves_of(round)
    gone = {gap.part for gap in case.gaps if gap.source is None}
    absent = {(gap.part, gap.source) for gap in case.gaps}
    marked = [_marked(round, leaves.get(card.part), card, case) for card in case.cards]
    surveyed = [
        Answer(part=survey.part, points=Fraction(points), source=survey.source)
        for survey in case.surveys
        for points, count in sorted(survey.tally.items())
        for _ in range(count)
    ]
    reviewed = case.self_review.points if case.self_review is not None else {}
    own = [
        Answer(part=part, points=points, source=round.policy.self_source, by="self")
        for part, points in reviewed.items()
    ]
    recorded = [Answer(part=one.part, points=one.points) for one in case.points]
    answers = [*(one for one in marked if isinstance(one, Answer)), *surveyed, *own, *recorded]
    return SheetInputs(
        cards=tuple(one for one in marked if isinstance(one, MarkedCard) and one.part not in gone),
        ledgers=tuple(one for one in case.ledgers if one.part not in gone),
        merits=tuple(one for one in case.merits if one.part not in gone),
        answers=tuple(
            one for one in answers if one.part not in gone and (one.part, one.source) not in absent
        ),
        facts=case.facts,
        off=frozenset(part.id for part in round.sheet.walk()) & round.policy.switched_off,
    )


def sanctions_found(round: AppraisalRound, person: Person) -> tuple[Cap, ...]:
    """The sanctions of a person that cap a grade of the round, oldest first."""
    found = []
    for sanction in person.sanctions_in(round.first, round.last):
        rule = round.policy.cap(sanction.kind)
        imposed_here = round.first <= sanction.since <= round.last
        if rule is not None and (rule.scope == "while_running" or imposed_here):
            note = f"{sanction.since} – {sanction.until}"
            found.append(Cap(cause=sanction.kind, document=sanction.document, note=note))
    return tuple(found)


def service_now(round: AppraisalRound, case: Appraisal, act: Act) -> Service:
    """How much of the period the teacher served, counted today.

    Raises:
        RecordNotFoundError: The teacher is not in the roster.
    """
    return _service(round, act.reader.get(Person, case.teacher), act.on)


def service_again(case: Appraisal, reader: Reader, provided: Provided) -> Service | None:
    """The service of a case, counted again for the day on which it was counted."""
    del provided
    if case.service is None:
        return None
    round = reader.get(AppraisalRound, case.round)
    person = reader.get(Person, case.teacher)
    return _service(round, person, case.service.counted_to)


def score_again(case: Appraisal, reader: Reader, provided: Provided) -> Score | None:
    """The score of a case, made again from what it was filled in with; none while it is marked again."""
    if case.score is None or case.state not in HAS_SCORE:
        return None
    return score_of(reader.get(AppraisalRound, case.round), case, provided)


def _service(round: AppraisalRound, person: Person, on: date) -> Service:
    return service_of(
        person,
        round.first,
        round.last,
        on=on,
        month_from=round.policy.month_counts_from,
        year_from=round.policy.year_counts_from,
    )


def _criteria(
    sheet: Composite, provided: Provided
) -> tuple[list[ComputedCriterion], dict[str, Origin]]:
    """The computed criteria that a sheet names, as far as plugins provide them."""
    criteria, origins = [], {}
    for name in sorted({part.computed for part in sheet.walk() if part.computed is not None}):
        try:
            criteria.append(provided(COMPUTED_CRITERIA, name))
            origins[name] = provided.origin(COMPUTED_CRITERIA, name)
        except UnknownError:  # the sheet says so, with the part it is for
            continue
    return criteria, origins


def _off_parts(sheet: Composite, policy: AppraisalPolicy) -> frozenset[str]:
    tops = [part for part in sheet.walk() if part.id in policy.switched_off]
    return frozenset(below.id for part in tops for below in part.walk())


def _part_for(
    part: Part,
    missing: set[tuple[str, str | None]],
    weights: Mapping[str, Fraction],
    lenient: str | None,
) -> Part:
    """A part of the sheet less the sources that are missing on record."""
    if not part.is_leaf:
        below = tuple(_part_for(one, missing, weights, lenient) for one in part.parts)
        return attrs.evolve(part, parts=below)
    left = tuple(id for id in part.sources if (part.id, id) not in missing)
    counts = any(weights.get(id, 0) for id in left) or not part.sources
    if (part.id, None) in missing or not counts:
        return attrs.evolve(part, sources=(), when_missing="leave_out")
    if lenient in left or (lenient is not None and _is_marked(part)):
        return attrs.evolve(part, sources=left, when_missing="leave_out")
    return attrs.evolve(part, sources=left)


def _is_marked(part: Part) -> bool:
    """Whether the committee marks it although it has no sources: a judged sheet of its own."""
    return isinstance(part.sheet, Rubric) and not part.sources


def _marked(
    round: AppraisalRound, part: Part | None, card: CommitteeMark, case: Appraisal
) -> MarkedCard | Answer:
    """A mark of the committee; its members are told apart by number."""
    by = str(list(dict.fromkeys(one.by for one in case.cards)).index(card.by) + 1)
    source = round.policy.committee_source if part is not None and part.sources else None
    sheet = None if part is None else sheet_of_part(round, part)
    if isinstance(sheet, Rubric):
        return MarkedCard(part=card.part, by=by, marks=card.marks, source=source)
    points = decimal_from(card.marks.get(card.part)) or 0
    return Answer(part=card.part, points=Fraction(points), source=source, by=by)


def _dimensions(
    sheet: Composite, policy: AppraisalPolicy, result: SheetResult
) -> Iterator[DimensionScore]:
    """How each dimension stands: its points out of those that were there to reach."""
    counting = [part for part in sheet.parts if not part.bonus]
    there = [part for part in counting if _points_of(part, result) is not None]
    if not there:
        return
    scaled = Fraction(sheet.total) / exact_sum(Fraction(part.maximum) for part in there)
    for dimension in dict.fromkeys(policy.dimensions.values()):
        own = [part for part in there if policy.dimensions.get(part.id) == dimension]
        if not own:
            continue
        points = exact_sum(_points_of(part, result) or Fraction(0) for part in own) / scaled
        maximum = exact_sum(Fraction(part.maximum) for part in own)
        yield DimensionScore(
            dimension=dimension, points=points, maximum=maximum, share=points / maximum
        )


def _points_of(part: Part, result: SheetResult) -> Fraction | None:
    found = [result.parts[one.id] for one in part.walk() if one.id in result.parts]
    return exact_sum(found) if found else None


def _left_out(round: AppraisalRound, case: Appraisal, result: SheetResult) -> Iterator[str]:
    """What was missing and left out: whole parts, and sources of parts."""
    inputs = inputs_of(round, case)
    given = [(one.part, one.source) for one in inputs.answers]
    given += [(one.part, one.source) for one in inputs.cards]
    sources = {source.id: source for source in round.sheet.sources}
    for part in leaves_of(round).values():
        if part.id not in result.parts:
            yield part.id
            continue
        for id in part.sources:
            few = given.count((part.id, id)) < fewest_answers(round, sources[id])
            if sources[id].weight and few:
                yield f"{part.id}/{id}"
