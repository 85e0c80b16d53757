"""What the review of a paper comes to: how far reviewers are apart, its place, its award."""

from fractions import Fraction

from homeroom_core.explanation import Explanation, Question
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.training.paper_records import DECIDED, Paper, PaperCall
from homeroom_core.training.ranked_call import standings_of
from homeroom_core.training.review_sheet import total_of
from homeroom_core.training.reviewing import counted_sheets
from homeroom_core.training.tally_explained import explained_place


def spread_of(paper: Paper, call: PaperCall, reader: Reader) -> Fraction:
    """How many points the two reviewers who differ most are apart; 0 without sheets."""
    totals = [total_of(sheet, call.rubric) for sheet in counted_sheets(paper, reader)]
    return max(totals) - min(totals) if totals else Fraction(0)


def reviews_needed(paper: Paper, call: PaperCall, reader: Reader) -> int:
    """How many reviews a paper needs: more, as the policy says, where two differ too much."""
    needed = max(call.policy.reviewers, call.scoring.minimum_panel)
    apart = call.policy.too_far_apart(spread_of(paper, call, reader))
    return needed + (call.policy.further_reviews if apart else 0)


def award_in(call: PaperCall, paper: str) -> str | None:
    """The level that a paper has a certificate for, if any."""
    given = call.given(paper)
    return given.level if given else None


def award_again(paper: Paper, reader: Reader, provided: Provided) -> str | None:  # noqa: ARG001  # a certificate needs no plugin
    """The award of a paper, read again from the certificates of its call."""
    return award_in(reader.get(PaperCall, paper.call), paper.id) if paper.award else None


def explain_paper(paper: Paper, asked: Question) -> Explanation | None:
    """Where a paper stands, its total down to the marks on every sheet, and its award."""
    call = asked.reader.get(PaperCall, paper.call)
    if call.tally is None or not call.has_places:
        return None
    if all(placing.entry != paper.id for placing in call.tally.placings):
        return None
    if call.state not in DECIDED and asked.actor.id in paper.authors:
        return None  # it is told them once it is decided
    result = standings_of(call, asked.reader, asked.provided)
    sheets = {sheet.reviewer: sheet.id for sheet in counted_sheets(paper, asked.reader)}
    return explained_place(call, paper.label, paper.id, result, sheets, asked.provided)
