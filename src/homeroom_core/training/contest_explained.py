"""How a contest's results are made again, and how contest, entry and sheet explain themselves."""

from collections.abc import Mapping
from fractions import Fraction

from homeroom_core.award import Allotment, settle
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.provided import Provided
from homeroom_core.ranking import Broken
from homeroom_core.record import Reader
from homeroom_core.score_explanation import explained_step
from homeroom_core.scoring import Card, Entrant, ScoringRequest
from homeroom_core.standing import Standing
from homeroom_core.text import Text, listing
from homeroom_core.trace import show
from homeroom_core.training.contest_records import (
    Contest,
    ContestEntry,
    Placing,
    ScoreSheet,
    Tally,
)
from homeroom_core.training.contest_scoring import allotment_of, sheets_of, standings_of, tally_of


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
    made = allotment_of(contest, reader, provided)
    if contest.allotment.open:
        return made
    chosen = {
        entry: contest.allotment.level_of(entry)
        for decision in made.open
        for entry in decision.candidates
    }
    return settle(made, {entry: level for entry, level in chosen.items() if level is not None})


def explain_contest(contest: Contest, _asked: Question) -> Explanation | None:
    """Who stands where, the ties that were parted, and the arithmetic of the awards."""
    tally = contest.tally
    if tally is None:
        return None
    awards = _awards(contest)
    return Explanation(
        title=contest.label,
        value=Text.same(contest.title),
        source=contest.id,
        shows=("title", "tally"),
        notes=(_METHOD.format(method=tally.method), *([_STALE] if tally.stale else ())),
        parts=(
            Explanation(
                title=_STANDINGS,
                source=contest.id,
                shows=("tally",),
                parts=tuple(_place(contest, placing) for placing in tally.placings),
            ),
            *([awards] if awards is not None else ()),
        ),
    )


def explain_entry(entry: ContestEntry, asked: Question) -> Explanation | None:
    """Where an entry stands, and its total down to the marks on every sheet."""
    contest = asked.reader.get(Contest, entry.contest)
    if contest.tally is None or contest.tally.stale:
        return None
    placing = next((p for p in contest.tally.placings if p.entry == entry.id), None)
    if placing is None:
        return None
    standing = standings_of(contest, asked.reader, asked.provided).of(entry.id)
    sheets = {s.judge: s.id for s in sheets_of(contest, asked.reader) if s.entry == entry.id}
    level = contest.allotment.level_of(entry.id) if contest.allotment is not None else None
    return Explanation(
        title=entry.label,
        value=_STANDS.format(rank=placing.rank, shown=placing.shown),
        source=entry.id,
        notes=(
            _METHOD.format(method=contest.tally.method),
            *_ties(contest, entry.id),
        ),
        parts=(
            _published(contest, standing, sheets),
            *([_award(contest, level)] if level is not None else ()),
        ),
    )


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
    told = explained_step(request.card_step(entrant, card), rubric, lambda _judge: sheet.id)
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


def _published(contest: Contest, standing: Standing, sheets: Mapping[str, str]) -> Explanation:
    """The total that is published: the exact one, rounded once."""
    rounding = contest.scoring.rounding["total"]
    return Explanation(
        title=_PUBLISHED,
        value=Text.same(str(standing.shown)),
        number=Fraction(standing.shown),
        made=Made(operation="round", rounding=rounding),
        source=contest.id,
        shows=("tally",),
        parts=(explained_step(standing.trace, contest.rubric, sheets.get),),
    )


def _award(contest: Contest, level: str) -> Explanation:
    label = _levels(contest)[level]
    return Explanation(title=_AWARD, value=label, source=contest.id, shows=("allotment",))


def _place(contest: Contest, placing: Placing) -> Explanation:
    notes = []
    if placing.tied_with:
        notes.append(_TIED.format(others=listing(placing.tied_with)))
    notes += _ties(contest, placing.entry)
    return Explanation(
        title=_PLACE.format(rank=placing.rank, entry=placing.entry),
        value=_POINTS.format(shown=placing.shown, exact=show(placing.total)),
        notes=tuple(notes),
    )


def _ties(contest: Contest, entry: str) -> list[Text]:
    """What the links of the tie-break chain saw for an entry."""
    broken = contest.tally.tie_breaks if contest.tally is not None else ()
    return [_looked_at(one) for one in broken if entry in one.values]


def _looked_at(tie: Broken) -> Text:
    return _BROKEN.format(
        link=tie.link,
        values=listing(f"{entry} {show(value)}" for entry, value in tie.values.items()),
        outcome=_PARTED if tie.parted else _NOT_PARTED,
    )


def _awards(contest: Contest) -> Explanation | None:
    allotment = contest.allotment
    if allotment is None:
        return None
    parts = []
    for level, label in _levels(contest).items():
        given = [award.entry for award in allotment.awards if award.level == level]
        parts.append(
            Explanation(
                title=label,
                value=listing(given) if given else None,
                notes=tuple(line.text for line in allotment.lines if line.level == level),
            )
        )
    return Explanation(
        title=_AWARDS,
        source=contest.id,
        shows=("allotment",),
        notes=(
            *(decision.text for decision in allotment.open),
            *(passed.text for passed in allotment.passed_over),
            *map(_looked_at, allotment.tie_breaks),
        ),
        parts=tuple(parts),
    )


def _levels(contest: Contest) -> Mapping[str, Text]:
    return {level.id: level.label for level in contest.awards.levels}


_METHOD = Text("计分办法：{method}", "計分辦法：{method}", "Scoring method: {method}")
_STALE = Text(
    "已重新评分，须重新计分后才有效",
    "已重新評分，須重新計分後才有效",
    "Scoring was reopened since: out of date until it is tallied again",
)
_STANDINGS = Text("名次", "名次", "Standings")
_AWARDS = Text("奖项", "獎項", "Awards")
_AWARD = Text("奖项", "獎項", "Award")
_STANDS = Text(
    "第 {rank} 名，{shown} 分", "第 {rank} 名，{shown} 分", "place {rank}, {shown} points"
)
_PLACE = Text("第 {rank} 名 {entry}", "第 {rank} 名 {entry}", "Place {rank}, {entry}")
_POINTS = Text(
    "{shown} 分（准确值 {exact}）",
    "{shown} 分（準確值 {exact}）",
    "{shown} points ({exact} exactly)",
)
_PUBLISHED = Text("公布的总分", "公布的總分", "Published total")
_TIED = Text("与 {others} 并列", "與 {others} 並列", "tied with {others}")
_BROKEN = Text(
    "并列时比较 {link}：{values}，{outcome}",
    "並列時比較 {link}：{values}，{outcome}",
    "tie looked at by {link}: {values}: {outcome}",
)
_PARTED = Text("已分先后", "已分先後", "parted")
_NOT_PARTED = Text("仍然并列", "仍然並列", "still tied")
_RECOUNT = Text("复核合计", "複核合計", "Recount")
