"""What a call for papers needs to be ranked: the sheets that count, the places, the awards."""

from collections.abc import Iterable
from fractions import Fraction

from homeroom_core.award import Allotment, allot
from homeroom_core.evaluation import chain_for, evaluate
from homeroom_core.explanation import Explanation, Question
from homeroom_core.families import SCORING_METHODS, TIE_BREAKERS
from homeroom_core.provided import Provided
from homeroom_core.ranking import Splitter
from homeroom_core.record import Reader
from homeroom_core.scoring import Card, Entrant, TieBreaker
from homeroom_core.scoring_policy import CRITERION, TieBreak
from homeroom_core.standing import Result
from homeroom_core.training.notice import NoticeLine
from homeroom_core.training.paper_records import (
    DECIDED,
    SCORED,
    STAGE,
    WITHDRAWN,
    Paper,
    PaperCall,
)
from homeroom_core.training.person import Person
from homeroom_core.training.review_sheet import (
    ReviewSheet,
    card_of,
    signed_sheets,
    total_of,
)
from homeroom_core.training.tally import Tally, in_order, settled_alike, tally_of
from homeroom_core.training.tally_explained import explained_place, explained_standings


def counted_sheets(paper: Paper, reader: Reader) -> tuple[ReviewSheet, ...]:
    """The signed sheets of the present round, by those who owe one."""
    sheets = signed_sheets(paper.id, STAGE, paper.round, reader)
    return tuple(sheet for sheet in sheets if sheet.reviewer in paper.due)


def spread_of(paper: Paper, call: PaperCall, reader: Reader) -> Fraction:
    """How many points the two reviewers who differ most are apart; 0 with fewer than two sheets."""
    totals = [total_of(sheet, call.rubric) for sheet in counted_sheets(paper, reader)]
    return max(totals) - min(totals) if totals else Fraction(0)


def reviews_needed(paper: Paper, call: PaperCall, reader: Reader) -> int:
    """How many reviews a paper needs: one more, or as the policy says, where two differ too much."""
    needed = max(call.policy.reviewers, call.scoring.minimum_panel)
    apart = call.policy.too_far_apart(spread_of(paper, call, reader))
    return needed + (call.policy.further_reviews if apart else 0)


def field_of(call: PaperCall, reader: Reader) -> tuple[Paper, ...]:
    """The papers that are ranked: those scored; once there is a tally, those that stand in it."""
    if call.tally is not None and not call.tally.stale:
        ids = sorted(placing.entry for placing in call.tally.placings)
        return tuple(reader.get(Paper, id) for id in ids)
    return tuple(reader.find(Paper, call=call.id, state=SCORED))


def standings_of(call: PaperCall, reader: Reader, provided: Provided) -> Result:
    """The places, by the method that papers were called for with.

    Raises:
        UnknownError: No plugin provides the method, or a tie-breaker, any more.
        InputError: A sheet does not fit the rubric.
        PanelTooSmallError: A paper has too few sheets.
        PluginError: The method fails, or answers for other papers or inexactly.
    """
    name = call.scoring.method
    origin = provided.origin(SCORING_METHODS, name)
    return evaluate(
        call.scoring,
        call.rubric,
        *_inputs(call, reader),
        methods=[provided(SCORING_METHODS, name)],
        tie_breakers=_tie_breakers(call.scoring.tie_break, provided),
        seed=call.seed,
        plugin=origin.plugin,
        plugin_version=origin.version,
    )


def allotment_of(call: PaperCall, reader: Reader, provided: Provided) -> Allotment:
    """The awards of the places; shares are of the papers that were ranked, groups do not exist.

    Raises:
        UnknownError: The policy parts a tie at the cut, and no plugin provides the method or a
            tie-breaker any more.
    """
    placings = call.tally.placings if call.tally else ()
    chain: tuple[tuple[str, Splitter], ...] = ()
    if call.awards.cut_break:
        chain = chain_for(
            call.awards.cut_break,
            call.scoring,
            call.rubric,
            *_inputs(call, reader),
            methods=[provided(SCORING_METHODS, call.scoring.method)],
            tie_breakers=_tie_breakers(call.awards.cut_break, provided),
            seed=call.seed,
        )
    return allot(call.awards, placings, len(placings), chain=chain)


def tally_again(call: PaperCall, reader: Reader, provided: Provided) -> Tally | None:
    """The places, made again from the sheets; none while papers are reviewed."""
    if call.tally is None or call.tally.stale:
        return None
    result = standings_of(call, reader, provided)
    return tally_of(result, by=call.tally.by, on=call.tally.on)


def allotment_again(call: PaperCall, reader: Reader, provided: Provided) -> Allotment | None:
    """The awards, made again from the places in force; what the jury chose, it chose."""
    if call.allotment is None or call.tally is None or call.tally.stale:
        return None
    return settled_alike(allotment_of(call, reader, provided), call.allotment)


def award_again(paper: Paper, reader: Reader, provided: Provided) -> str | None:  # noqa: ARG001  # a certificate needs no plugin
    """The award of a paper, read again from the certificates of its call."""
    return award_in(reader.get(PaperCall, paper.call), paper.id) if paper.award else None


def award_in(call: PaperCall, paper: str) -> str | None:
    """The level that a paper has a certificate for, if any."""
    return next((one.level for one in call.certificates if one.entry == paper), None)


def proposed_lines(call: PaperCall, reader: Reader) -> tuple[NoticeLine, ...]:
    """The list that a public notice of the proposed awards shows: names, grade group, award."""
    labels = {level.id: level.label for level in call.awards.levels}
    lines = []
    for award in in_order(call.awards, call.tally, call.allotment):
        authors = [reader.get(Person, id) for id in reader.get(Paper, award.entry).authors]
        lines.append(
            NoticeLine(
                name="、".join(author.details.name for author in authors),
                unit=authors[0].details.grade,
                award=labels[award.level].zh_hans,
            )
        )
    return tuple(lines)


def involved_in(call: PaperCall, reader: Reader) -> frozenset[str]:
    """Who hears no objection to the result: authors, reviewers, and whoever ranked the papers."""
    papers = [one for one in reader.find(Paper, call=call.id) if one.state != WITHDRAWN]
    people = {person for paper in papers for person in (*paper.authors, *paper.reviewers)}
    return frozenset(people | ({call.tally.by} if call.tally else set()))


def explain_call(call: PaperCall, _asked: Question) -> Explanation | None:
    """Which paper stands where, the ties that were parted, and the arithmetic of the awards."""
    return explained_standings(call)


def explain_paper(paper: Paper, asked: Question) -> Explanation | None:
    """Where a paper stands, its total down to the marks on every sheet, and its award."""
    call = asked.reader.get(PaperCall, paper.call)
    if call.tally is None or call.tally.stale:
        return None
    if all(placing.entry != paper.id for placing in call.tally.placings):
        return None
    if call.state not in DECIDED and paper.owners() & {asked.actor.id}:
        return None  # it is told them once it is decided
    result = standings_of(call, asked.reader, asked.provided)
    sheets = {sheet.reviewer: sheet.id for sheet in counted_sheets(paper, asked.reader)}
    return explained_place(call, paper.label, paper.id, result, sheets)


def _inputs(call: PaperCall, reader: Reader) -> tuple[list[Entrant], list[Card]]:
    papers = field_of(call, reader)
    entrants = [Entrant(id=paper.id) for paper in papers]
    cards = [card_of(sheet) for paper in papers for sheet in counted_sheets(paper, reader)]
    return entrants, cards


def _tie_breakers(links: Iterable[TieBreak], provided: Provided) -> list[TieBreaker]:
    return [provided(TIE_BREAKERS, link.by) for link in links if link.by != CRITERION]
