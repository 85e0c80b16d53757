"""What of a case can be taken: marks, surveys, ledgers, evidence, gaps; and why something cannot."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from homeroom_core.act import Act
from homeroom_core.errors import HomeroomError, Refusal
from homeroom_core.exact import decimal_from
from homeroom_core.record import EVERYTHING
from homeroom_core.rubric import Rubric
from homeroom_core.sheets.known_fact import KnownFact
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerEntry
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.sheets.parts import Part
from homeroom_core.text import listing
from homeroom_core.trace import show
from homeroom_core.training.appraisal_guards import own_line, round_of
from homeroom_core.training.appraisal_policy import AppraisalPolicy
from homeroom_core.training.appraisal_reasons import (
    CREDITED_BEFORE,
    CREDITED_TWICE,
    MONTH_NOT_SERVED,
    NO_ANSWERS,
    NO_BASIS,
    NO_DOCUMENT,
    NO_WORDS,
    NOT_INVOLVED,
    NOT_MISSING,
    OUT_OF_POINTS,
    UNKNOWN_CAUSE,
    UNKNOWN_PART,
    UNKNOWN_RECORD,
    UNKNOWN_SOURCE,
)
from homeroom_core.training.appraisal_records import (
    CANCELLED,
    Appraisal,
    AppraisalRound,
    Cap,
)
from homeroom_core.training.appraisal_scoring import (
    leaves_of,
    service_now,
    sheet_of_part,
    survey_sources,
)
from homeroom_core.training.person import SANCTIONS
from homeroom_core.training.publicity import notice_faults
from homeroom_core.visibility import hidden_fields


def review_says_something(
    case: Appraisal, act: Act, *, text: str, points: Mapping[str, Decimal] | None = None
) -> Iterable[Refusal]:
    """It says something, and its points are within range."""
    if not text.strip():
        yield NO_WORDS()
    yield from self_points(round_of(case, act), points or {})


def ledger_fits(
    case: Appraisal,
    act: Act,
    *,
    part: str,
    entries: tuple[LedgerEntry, ...] = (),
    months: tuple[str, ...] = (),
) -> Iterable[Refusal]:
    """The part has a ledger, its entries fit, and only months that were served count."""
    round = round_of(case, act)
    served = service_now(round, case, act).months
    counted = ledger_months(round, part, months, served)
    return ledger_refusals(round, part, entries, counted, served)


def survey_fits(
    case: Appraisal, act: Act, *, source: str, part: str, tally: Mapping[str, int]
) -> Iterable[Refusal]:
    """The source is an anonymous one of the part, and every answer is within range."""
    return survey_refusals(round_of(case, act), source, part, tally)


def evidence_fits(
    case: Appraisal, act: Act, *, part: str, year: int, claims: tuple[Claim, ...] = ()
) -> Iterable[Refusal]:
    """Each claim is for a record with a part of the teacher in it, credited here and nowhere else."""
    return evidence_refusals(case, round_of(case, act), part, year, claims, act)


def facts_are_on_record(
    case: Appraisal, act: Act, *, facts: tuple[KnownFact, ...], records: tuple[str, ...]
) -> Iterable[Refusal]:
    """Facts are read from records that exist, and that the teacher has part in."""
    if facts and not records:
        yield NO_BASIS()
    yield from record_refusals(case, records, act)


def points_fit(
    case: Appraisal, act: Act, *, part: str, points: Decimal, basis: str
) -> Iterable[Refusal]:
    """The part takes bare points, they are within range, and rest on something."""
    yield from points_refusals(round_of(case, act), part, points)
    if not basis.strip():
        yield NO_BASIS()


def can_be_missing(
    case: Appraisal, act: Act, *, part: str, source: str | None = None
) -> Iterable[Refusal]:
    """It is a part or an anonymous source that is not missing yet; the committee always marks."""
    return gap_refusals(round_of(case, act), case, part, source)


def marks_fit(
    case: Appraisal, act: Act, *, part: str, marks: Mapping[str, str]
) -> Iterable[Refusal]:
    """The committee judges the part, and the marks are those of its sheet, all of them."""
    return mark_refusals(round_of(case, act), part, marks)


def vetoes_are_proved(
    case: Appraisal, act: Act, *, vetoes: tuple[Cap, ...] = ()
) -> Iterable[Refusal]:
    """Each is a row of the table of caps, and a document proves it."""
    return veto_refusals(round_of(case, act), vetoes)


def regrade_notice_fits(case: Appraisal, act: Act, *, notice: str) -> Iterable[Refusal]:
    """The notice is open, about this case, with this grade alone, and the teacher is involved."""
    return notice_faults(
        notice,
        act,
        subject=case.id,
        lines=own_line(case, act),
        involved=frozenset((case.teacher,)),
        policy=round_of(case, act).policy.notice,
    )


def self_points(round: AppraisalRound, points: Mapping[str, Decimal]) -> Iterator[Refusal]:
    """Points of a self review are for parts that the teacher is asked about, and within range."""
    parts = _parts_with(round, round.policy.self_source)
    for id, given in points.items():
        if id not in parts:
            yield _unknown(id, parts)
        elif not given.is_finite() or not 0 <= Fraction(given) <= parts[id].out_of:
            yield _out_of(parts[id], str(given))


def ledger_refusals(
    round: AppraisalRound,
    part: str,
    entries: Iterable[LedgerEntry],
    months: tuple[str, ...],
    served: tuple[str, ...],
) -> Iterator[Refusal]:
    """A ledger is kept for a part that has one, with entries that fit, for months that were served."""
    kept = {id: s for id, s in _sheets(round).items() if isinstance(s, Ledger)}
    if part not in kept:
        yield _unknown(part, kept)
        return
    ledger = kept[part]
    for month in sorted(set(months) - set(served)):
        yield MONTH_NOT_SERVED(measured=month, required=listing(served) if served else "–")
    if ledger.period == "month" and not months:
        yield MONTH_NOT_SERVED(measured="–", required="–")
        return
    yield from ledger.refuse(entries, months=months, off=ledger_off(ledger, round.policy))


def ledger_months(
    round: AppraisalRound, part: str, given: tuple[str, ...], served: tuple[str, ...]
) -> tuple[str, ...]:
    """The months a ledger is kept for: those given, else all that were served."""
    ledger = _sheets(round).get(part)
    by_month = isinstance(ledger, Ledger) and ledger.period == "month"
    return given or (served if by_month else ())


def ledger_off(ledger: Ledger, policy: AppraisalPolicy) -> frozenset[str]:
    """The items of a ledger that the policy switches off."""
    return frozenset(item.id for item in ledger.items) & policy.switched_off


def items_off(round: AppraisalRound, part: str) -> frozenset[str]:
    """The items that are switched off in the ledger of a part; none where it has no ledger."""
    ledger = _sheets(round).get(part)
    return ledger_off(ledger, round.policy) if isinstance(ledger, Ledger) else frozenset()


def survey_refusals(
    round: AppraisalRound, source: str, part: str, tally: Mapping[str, int]
) -> Iterator[Refusal]:
    """A survey is of an anonymous source of the part; every answer is within range."""
    parts = leaves_of(round)
    found = parts.get(part)
    asked = [id for id in survey_sources(round) if found is not None and id in found.sources]
    if found is None or not asked:
        with_survey = [
            one.id for one in parts.values() if set(one.sources) & set(survey_sources(round))
        ]
        yield _unknown(part, with_survey)
        return
    if source not in asked:
        yield UNKNOWN_SOURCE(measured=source, part=found.label, required=listing(asked))
    for points, count in sorted(tally.items()):
        if count < 1:
            yield NO_ANSWERS(measured=count, points=points)
        yield from _range(found, points)


def evidence_refusals(
    case: Appraisal,
    round: AppraisalRound,
    part: str,
    year: int,
    claims: tuple[Claim, ...],
    act: Act,
) -> Iterator[Refusal]:
    """Claims rest on records that exist, that the teacher has part in, and that are credited once."""
    taking = {id: s for id, s in _sheets(round).items() if isinstance(s, MeritSheet)}
    if part not in taking:
        yield _unknown(part, taking)
        return
    yield from taking[part].refuse(claims, year=year)
    facts = [claim.fact for claim in claims]
    yield from record_refusals(case, dict.fromkeys(facts), act)
    others = {claim.fact for one in case.merits if one.part != part for claim in one.claims}
    if round.policy.evidence_once:
        for fact in sorted({one for one in facts if facts.count(one) > 1 or one in others}):
            yield CREDITED_TWICE(measured=fact)
    if not round.policy.evidence_again:
        yield from _credited_before(case, frozenset(facts), act)


def record_refusals(case: Appraisal, records: Iterable[str], act: Act) -> Iterator[Refusal]:
    """Each is a record that exists already and may be seen, and the teacher has part in it."""
    for id in records:
        try:
            record = act.reader.any(id)
            seen = hidden_fields(record, act.actor, act.reader) != EVERYTHING
        except HomeroomError:  # there is none, its kind is not known, or its contents were erased
            seen = False
        if not seen:
            yield UNKNOWN_RECORD(measured=id)
        elif case.teacher not in record.people():
            yield NOT_INVOLVED(measured=id)


def points_refusals(round: AppraisalRound, part: str, points: Decimal) -> Iterator[Refusal]:
    """Points are recorded for a part that takes nothing else, within its range."""
    bare = {
        id: one
        for id, one in leaves_of(round).items()
        if not one.sources and one.computed is None and sheet_of_part(round, one) is None
    }
    if part not in bare:
        yield _unknown(part, bare)
    elif not points.is_finite() or not 0 <= Fraction(points) <= bare[part].out_of:
        yield _out_of(bare[part], str(points))


def mark_refusals(round: AppraisalRound, part: str, marks: Mapping[str, str]) -> Iterator[Refusal]:
    """The committee marks a part that it judges, all criteria of its sheet, or just its points."""
    parts = _parts_with(round, round.policy.committee_source)
    parts |= {
        id: one
        for id, one in leaves_of(round).items()
        if not one.sources and isinstance(sheet_of_part(round, one), Rubric)
    }
    if part not in parts:
        yield _unknown(part, parts)
        return
    sheet = sheet_of_part(round, parts[part])
    if isinstance(sheet, Rubric):
        yield from sheet.refuse_marks(marks, complete=True)
        return
    for id in sorted(marks.keys() - {part}):
        yield _unknown(id, [part])
    yield from _range(parts[part], marks.get(part, ""))


def gap_refusals(
    round: AppraisalRound, case: Appraisal, part: str, source: str | None
) -> Iterator[Refusal]:
    """What is missing is a part, or an anonymous source of it; the committee is never missing."""
    parts = leaves_of(round)
    asked = set(survey_sources(round))
    known = {(gap.part, gap.source) for gap in case.gaps}
    possible = [(id, None) for id in parts]
    possible += [(id, one) for id, p in parts.items() for one in p.sources if one in asked]  # type: ignore[misc]  # the list holds both
    free = [one for one in possible if one not in known]
    if (part, source) not in free:
        said = listing("/".join(filter(None, one)) for one in free) if free else "–"
        yield NOT_MISSING(measured="/".join(filter(None, (part, source))), required=said)


def veto_refusals(round: AppraisalRound, vetoes: Iterable[Cap]) -> Iterator[Refusal]:
    """A veto is a row of the table of caps, and a document proves it."""
    known = [rule.id for rule in round.policy.caps if rule.id not in SANCTIONS]
    for veto in vetoes:
        if veto.cause not in known:
            yield UNKNOWN_CAUSE(measured=veto.cause, required=listing(known) if known else "–")
        if not veto.document.strip():
            yield NO_DOCUMENT()


def _credited_before(case: Appraisal, facts: frozenset[str], act: Act) -> Iterator[Refusal]:
    for other in act.reader.find(Appraisal, teacher=case.teacher):
        if other.round == case.round or other.state == CANCELLED:
            continue
        claimed = {claim.fact for one in other.merits for claim in one.claims}
        for fact in sorted(facts & claimed):
            yield CREDITED_BEFORE(measured=fact, other=other.id)


def _sheets(round: AppraisalRound) -> dict[str, object]:
    """The sheet of each part that has one, by id of the part."""
    return {id: sheet_of_part(round, part) for id, part in leaves_of(round).items()}


def _parts_with(round: AppraisalRound, source: str) -> dict[str, Part]:
    return {id: part for id, part in leaves_of(round).items() if source in part.sources}


def _range(part: Part, written: str) -> Iterator[Refusal]:
    points = decimal_from(written)
    if points is None or not 0 <= Fraction(points) <= part.out_of:
        yield _out_of(part, written)


def _out_of(part: Part, found: str) -> Refusal:
    return OUT_OF_POINTS(measured=found or "–", part=part.label, required=show(part.out_of))


def _unknown(part: str, known: Iterable[str]) -> Refusal:
    listed = list(known)
    return UNKNOWN_PART(measured=part, required=listing(listed) if listed else "–")
