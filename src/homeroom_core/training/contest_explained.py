"""How a contest's results are made again, and how contest, entry and sheet explain themselves."""

from homeroom_core.award import Allotment
from homeroom_core.explanation import Explanation, Question
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.score_explanation import explained_step
from homeroom_core.scoring import Card, Entrant, ScoringRequest
from homeroom_core.text import Text
from homeroom_core.trace import show
from homeroom_core.training.contest_records import Contest, ContestEntry, ScoreSheet
from homeroom_core.training.contest_scoring import allotment_of, sheets_of, standings_of
from homeroom_core.training.tally import Tally, settled_alike, tally_of
from homeroom_core.training.tally_explained import explained_place, explained_standings


def tally_again(contest: Contest, reader: Reader, provided: Provided) -> Tally | None:
    """The standings, made again from the sheets; none while scoring is open."""
    if contest.tally is None or contest.tally.stale:
        return None
    result = standings_of(contest, reader, provided)
    return tally_of(result, by=contest.tally.by, on=contest.tally.on)


def allotment_again(contest: Contest, reader: Reader, provided: Provided) -> Allotment | None:
    """The awards, made again from the standings in force; what the jury chose, it chose."""
    if contest.allotment is None or contest.tally is None or contest.tally.stale:
        return None
    return settled_alike(allotment_of(contest, reader, provided), contest.allotment)


def explain_contest(contest: Contest, asked: Question) -> Explanation | None:
    """Who stands where, the ties that were parted, and the arithmetic of the awards."""
    return explained_standings(contest, asked.provided)


def explain_entry(entry: ContestEntry, asked: Question) -> Explanation | None:
    """Where an entry stands, and its total down to the marks on every sheet."""
    contest = asked.reader.get(Contest, entry.contest)
    if contest.tally is None or contest.tally.stale:
        return None
    if all(placing.entry != entry.id for placing in contest.tally.placings):
        return None
    result = standings_of(contest, asked.reader, asked.provided)
    sheets = {s.judge: s.id for s in sheets_of(contest, asked.reader) if s.entry == entry.id}
    return explained_place(contest, entry.label, entry.id, result, sheets, asked.provided)


def explain_sheet(sheet: ScoreSheet, asked: Question) -> Explanation | None:
    """What a sheet adds up to, mark by mark."""
    contest = asked.reader.get(Contest, sheet.contest)
    entry = asked.reader.get(ContestEntry, sheet.entry)
    rubric = contest.rubric
    if not sheet.marks or rubric.refuse_marks(
        sheet.marks, complete=True, not_applicable=entry.not_applicable
    ):
        return None  # it does not add up to anything yet
    entrant = Entrant(id=entry.id, factors=entry.factors, not_applicable=entry.not_applicable)
    card = Card(entry=entry.id, judge=sheet.judge, marks=sheet.marks)
    rounding = {at: r for at, r in contest.scoring.rounding.items() if at != "total"}
    request = ScoringRequest(rubric=rubric, entrants=(entrant,), cards=(card,), rounding=rounding)
    told = explained_step(request.card_step(entrant, card), rubric.by_id, lambda _judge: sheet.id)
    recounts = tuple(
        Explanation(
            title=_RECOUNT,
            value=Text.same(f"{recount.total}, {recount.on}"),
            who=recount.by,
            source=sheet.id,
            shows=("recounts",),
        )
        for recount in sheet.recounts
        if asked.sees(sheet, "recounts")
    )
    return Explanation(
        title=sheet.label,
        value=Text.same(show(told.number)) if told.number is not None else None,
        source=sheet.id,
        shows=("marks",),
        parts=(told, *recounts),
    )


_RECOUNT = Text("复核合计", "複核合計", "Recount")
