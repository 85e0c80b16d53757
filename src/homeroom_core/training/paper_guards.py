"""What has to hold before a step of a paper: of its call, its authors, the gate, the reviews."""

from collections.abc import Iterable
from datetime import timedelta

from homeroom_core.act import Act
from homeroom_core.eligibility import Eligibility, judge_rules
from homeroom_core.errors import ErasedError, RecordNotFoundError, Refusal
from homeroom_core.text import listing
from homeroom_core.trace import show
from homeroom_core.training.paper_reasons import (
    AUTHOR_TWICE,
    BARRED,
    CALL_CLOSED,
    CALL_NOT_REVIEWING,
    HAS_RESULT,
    NO_PLACE_LEFT,
    NO_TITLE,
    NOT_DECIDED,
    NOTHING_IN,
    ONE_EACH,
    REPAIR_LATE,
    RETURNED_ALREADY,
    REVIEWS_SHORT,
    REVISED_ENOUGH,
    REVISION_LATE,
    REVISION_OPEN,
    TOO_MANY_AUTHORS,
    UNKNOWN_AUTHOR,
    UNKNOWN_CALL,
)
from homeroom_core.training.paper_records import (
    CALL_STATES,
    CALLED,
    CANCELLED,
    CLOSED,
    DECIDED,
    DISQUALIFIED,
    HANDED_IN,
    REJECTED,
    REVIEWING,
    Paper,
    PaperCall,
    call_of,
)
from homeroom_core.training.paper_scoring import reviews_needed, spread_of
from homeroom_core.training.person import IN_POST, Person
from homeroom_core.training.reviewing import (
    SHEETS_MISSING,
    counted_sheets,
    named_to,
    sheets_are_signed,
)
from homeroom_core.training.rule_origin import credit_rules

_STATES = {str(state): state for state in CALL_STATES}


def has_title(paper: Paper, _act: Act) -> Refusal | None:
    """A paper has a title."""
    return None if paper.title.strip() else NO_TITLE()


def is_called(paper: Paper, act: Act) -> Refusal | None:
    """Papers are taken until the deadline."""
    call = call_of(paper, act.reader)
    if call is None:
        return UNKNOWN_CALL(measured=paper.call)
    if call.state == CALLED and act.on <= call.deadline:
        return None
    return CALL_CLOSED(measured=_STATES[call.state], deadline=call.deadline)


def authors_fit(paper: Paper, act: Act) -> Iterable[Refusal]:
    """Its authors are few enough, each named once, and on the staff when it is begun."""
    call = call_of(paper, act.reader)
    most = call.policy.authors_at_most if call else len(paper.authors)
    if not 1 <= len(paper.authors) <= most:
        yield TOO_MANY_AUTHORS(measured=len(paper.authors), required=most)
    for author in sorted(set(paper.authors)):
        if paper.authors.count(author) > 1:
            yield AUTHOR_TWICE(measured=author)
        if not _in_post(author, act):
            yield UNKNOWN_AUTHOR(measured=author)


def one_paper_each(paper: Paper, act: Act) -> Iterable[Refusal]:
    """Nobody signs more papers of one call than it allows."""
    call = call_of(paper, act.reader)
    if call is None:
        return
    most = call.policy.papers_per_author
    there = [one for one in _handed_in(call, act) if one.id != paper.id]
    for author in paper.authors:
        signed = [one.id for one in there if author in one.authors]
        if len(signed) >= most:
            yield ONE_EACH(measured=author, other=listing(signed), required=most)


def place_is_left(paper: Paper, act: Act) -> Refusal | None:
    """There are no more papers than the call has places."""
    call = call_of(paper, act.reader)
    if call is None or call.places is None:
        return None
    taken = len(_handed_in(call, act))
    return None if taken < call.places else NO_PLACE_LEFT(measured=taken, required=call.places)


def nobody_is_barred(paper: Paper, act: Act) -> Iterable[Refusal]:
    """No author is barred for plagiarism in an earlier paper."""
    for other in act.reader.find(Paper, state=(REJECTED, DISQUALIFIED)):
        until = other.barred_until
        if until is not None and until >= act.on and other.id != paper.id:
            for author in sorted(other.owners() & paper.owners()):
                when = until + timedelta(days=1)
                yield BARRED(measured=author, other=other.id, required=until, when=when)


def passes_gate(paper: Paper, act: Act) -> Iterable[Refusal]:
    """It fulfils the rules of the gate: similarity, length, no names, original."""
    found = gate_of(paper, act)
    if found is None:
        return (NOTHING_IN(),)
    return found.refusals


def returned_seldom(paper: Paper, act: Act) -> Refusal | None:
    """A paper is sent back for faults only so many times."""
    call = call_of(paper, act.reader)
    most = call.policy.returns if call else 0
    if len(paper.faults) < most:
        return None
    return RETURNED_ALREADY(measured=len(paper.faults), required=most)


def repaired_in_time(paper: Paper, act: Act) -> Refusal | None:
    """Faults are mended within some working days."""
    last = paper.repair_by
    return REPAIR_LATE(measured=last) if last is not None and act.on > last else None


def call_takes_reviews(paper: Paper, act: Act) -> Refusal | None:
    """The call is at the stage of review."""
    call = call_of(paper, act.reader)
    if call is None:
        return UNKNOWN_CALL(measured=paper.call)
    if call.state == REVIEWING:
        return None
    return CALL_NOT_REVIEWING(measured=_STATES[call.state], required=REVIEWING)


def revised_seldom(paper: Paper, act: Act) -> Refusal | None:
    """A paper is revised only so many times."""
    call = call_of(paper, act.reader)
    most = call.policy.revisions if call else 0
    if len(paper.remarks) < most:
        return None
    return REVISED_ENOUGH(measured=len(paper.remarks), required=most)


def revised_in_time(paper: Paper, act: Act) -> Refusal | None:
    """A revision comes within some working days."""
    last = paper.revise_by
    return REVISION_LATE(measured=last) if last is not None and act.on > last else None


def time_to_revise_is_over(paper: Paper, act: Act) -> Refusal | None:
    """The authors keep the time that they were given."""
    last = paper.revise_by
    if last is None or act.on > last:
        return None
    return REVISION_OPEN(measured=last, when=last + timedelta(days=1))


def enough_reviews(paper: Paper, act: Act) -> Refusal | None:
    """There are as many reviews as the call asks for, and a further one where two differ much."""
    call = call_of(paper, act.reader)
    if call is None:
        return None
    there = len(counted_sheets(paper, act.reader))
    needed = reviews_needed(paper, call, act.reader)
    if there >= needed or sheets_are_signed(paper, act) is not None:
        return None  # what is missing has been said already
    if act.actor.id in (*paper.authors, *paper.reviewers):
        return SHEETS_MISSING(measured=named_to(paper, act, ()))  # how they differ is not for them
    spread = show(spread_of(paper, call, act.reader))
    return REVIEWS_SHORT(measured=there, required=needed, spread=spread)


def call_has_no_result(paper: Paper, act: Act) -> Refusal | None:
    """A paper leaves while there is no result, so that none is given to one that has left."""
    call = call_of(paper, act.reader)
    if call is None or call.state in (CALLED, CLOSED, REVIEWING, CANCELLED):
        return None
    return HAS_RESULT(measured=_STATES[call.state])


def result_is_not_on_its_way(paper: Paper, act: Act) -> Refusal | None:
    """Between the ranking and the awards a call is reopened first; before and after it is not."""
    call = call_of(paper, act.reader)
    if call is None or call.state in (CALLED, CLOSED, REVIEWING, *DECIDED):
        return None
    return HAS_RESULT(measured=_STATES[call.state])


def call_is_decided(paper: Paper, act: Act) -> Refusal | None:
    """The awards of the call were given."""
    call = call_of(paper, act.reader)
    if call is None:
        return UNKNOWN_CALL(measured=paper.call)
    return None if call.state in DECIDED else NOT_DECIDED(measured=_STATES[call.state])


def gate_of(paper: Paper, act: Act) -> Eligibility | None:
    """The verdict of the gate on the version in force; `None` where there is nothing to judge."""
    call, manuscript = call_of(paper, act.reader), paper.manuscript
    if call is None or manuscript is None:
        return None
    credit_rules(act, call.policy.gate)
    return judge_rules(call.policy.gate.rules, manuscript.facts(len(paper.authors), act.on))


def _handed_in(call: PaperCall, act: Act) -> list[Paper]:
    return list(act.reader.find(Paper, call=call.id, state=HANDED_IN))


def _in_post(person: str, act: Act) -> bool:
    try:
        return act.reader.get(Person, person).state == IN_POST
    except (RecordNotFoundError, ErasedError):
        return False
