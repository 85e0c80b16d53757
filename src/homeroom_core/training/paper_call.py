"""论文征集: a call for papers, from the call through blind review to the awards and the archive.

Whatever decides the result (rubric, scoring, awards, the gate) is kept in the call as it was when
papers were called for. Papers are reviewed under codes, ranked when every review is closed, and
nothing is awarded before a public notice has closed on the same list.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from homeroom_core.act import Act
from homeroom_core.award import settle
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.eligibility import judge_rules
from homeroom_core.errors import HomeroomError, InputError, Refusal, UnknownError
from homeroom_core.evaluation_checks import chain_faults, policy_faults
from homeroom_core.fact import Facts
from homeroom_core.families import SCORING_METHODS, TIE_BREAKERS
from homeroom_core.grants import Grant, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, PRINCIPAL, RESEARCH_GROUP, RESEARCH_OFFICE
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import CRITERION
from homeroom_core.text import Text, listing
from homeroom_core.trace import show
from homeroom_core.training.call import (
    deadline_ahead,
    deadline_has_passed,
    extension,
    has_title,
)
from homeroom_core.training.paper_reasons import (
    AWARDS_DIFFER,
    GATE_UNFIT,
    NEGATIVE,
    NO_DECISION,
    NO_DOCUMENTS,
    NO_PREFIX,
    NO_SEED,
    NO_STAFF,
    NONE_ACCEPTED,
    NOT_NOTED,
    NOT_REVIEWED,
    NOT_SCORABLE,
    NUMBER_TAKEN,
    OPEN_DECISION,
    POLICY_UNFIT,
    UNDECIDED,
)
from homeroom_core.training.paper_records import (
    ACCEPTED,
    ARCHIVED,
    AWARDED,
    CALL_STATES,
    CALLED,
    CANCELLED,
    CLOSED,
    DECIDED,
    PUBLICISED,
    RANKED,
    RETURNED,
    REVIEWING,
    REVISING,
    SCORED,
    SUBMITTED,
    UNDER_REVIEW,
    Paper,
    PaperCall,
    PaperPolicy,
    competes,
)
from homeroom_core.training.paper_scoring import (
    allotment_again,
    allotment_of,
    explain_call,
    involved_in,
    proposed_lines,
    standings_of,
    tally_again,
)
from homeroom_core.training.publicity import closed_faults, may_be_reopened, notice_faults
from homeroom_core.training.tally import MADE_FROM, Tally, in_order, numbered, tally_of
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

paper_call = Lifecycle(PaperCall, states=CALL_STATES, initial=CALLED, final=(ARCHIVED, CANCELLED))

competing = Grant(
    Text("该征集的作者", "該徵集的作者", "those who have a paper in the call"),
    lambda call, act: competes(call.id, act.actor.id, act.reader),
)
research = role(RESEARCH_OFFICE, OFFICE).but_not(competing)
group = role(RESEARCH_GROUP, PRINCIPAL).but_not(competing)
leadership = role(RESEARCH_GROUP, PRINCIPAL, AFFAIRS_MEETING).but_not(competing)


def numbers_fit(call: PaperCall, _act: Act) -> Iterable[Refusal]:
    """Where places are a share of the staff, its number is given; no number is negative."""
    share = call.policy.entry_share
    if share is not None and call.staff is None:
        yield NO_STAFF(required=f"{show(share * 100)} %")
    for number in (call.staff or 0, call.first_prizes):
        if number < 0:
            yield NEGATIVE(measured=number)


def policy_fits(call: PaperCall, act: Act) -> Iterable[Refusal]:
    """The scoring policy can work with the rubric; its method and tie-breakers are there."""
    try:
        method = act.provided(SCORING_METHODS, call.scoring.method)
    except UnknownError as error:
        yield POLICY_UNFIT(measured=call.scoring.method, required=listing(error.known))
        return
    found = list(policy_faults(change(call.scoring, tie_break=()), call.rubric, method))
    for place, links in (
        ("tie_break", call.scoring.tie_break),
        ("awards.cut_break", call.awards.cut_break),
    ):
        breakers = {}
        for link in links:
            try:
                if link.by != CRITERION:
                    breakers[link.by] = act.provided(TIE_BREAKERS, link.by)
            except UnknownError as error:
                known = listing((CRITERION, *error.known))
                yield POLICY_UNFIT(measured=f"{place}: {link}", required=known)
        known_links = [link for link in links if link.by == CRITERION or link.by in breakers]
        found += chain_faults(known_links, call.rubric, breakers, place=place)
    for fault in found:
        yield POLICY_UNFIT(measured=f"{fault.where}: {fault.found}", required=fault.accepted)


def gate_fits(call: PaperCall, act: Act) -> Refusal | None:
    """The rules of the gate can be judged, together and on what is handed in."""
    known: Facts = {
        "as_of": act.on, "characters": 0, "authors": 1, "anonymous": True, "original": True,
        "similarity_percent": 0,
    }  # fmt: skip
    try:
        judge_rules(call.policy.gate.rules, known)
    except InputError as error:
        return GATE_UNFIT(measured=error.text)
    return None


def papers_are_decided(call: PaperCall, act: Act) -> Refusal | None:
    """Every paper that was handed in was accepted, rejected or withdrawn."""
    waiting = [one.id for one in act.reader.find(Paper, call=call.id, state=(SUBMITTED, RETURNED))]
    return UNDECIDED(measured=listing(waiting)) if waiting else None


def has_papers(call: PaperCall, act: Act) -> Refusal | None:
    """There is something to review."""
    states = (ACCEPTED, UNDER_REVIEW, REVISING, SCORED)
    found = any(True for _ in act.reader.find(Paper, call=call.id, state=states))
    return None if found else NONE_ACCEPTED()


def reviews_are_closed(call: PaperCall, act: Act) -> Refusal | None:
    """The review of every paper is closed."""
    states = (ACCEPTED, UNDER_REVIEW, REVISING)
    waiting = [one.id for one in act.reader.find(Paper, call=call.id, state=states)]
    return NOT_REVIEWED(measured=listing(waiting)) if waiting else None


def can_be_ranked(call: PaperCall, act: Act) -> Refusal | None:
    """The method gives places for the sheets as they are."""
    if has_papers(call, act) is not None or reviews_are_closed(call, act) is not None:
        return None  # said already
    try:
        _ranked(call, act)
    except HomeroomError as error:
        return NOT_SCORABLE(measured=error.text)
    return None


def is_settled(call: PaperCall, _act: Act) -> Refusal | None:
    """No tie at the cut waits for a decision."""
    if call.allotment is None or not call.allotment.open:
        return None
    return OPEN_DECISION(measured=listing(d.text for d in call.allotment.open))


def has_open_ties(call: PaperCall, _act: Act) -> Refusal | None:
    """A tie at the cut waits for a decision."""
    if call.allotment is not None and call.allotment.open:
        return None
    return NO_DECISION(measured=_NOTHING_OPEN, required=_NOTHING)


def objection_was_upheld(call: PaperCall, act: Act) -> Refusal | None:
    """Once there is a notice, the review is only opened again for an objection that was upheld."""
    return may_be_reopened(call.notice, act) if call.state == PUBLICISED else None


def notice_has_closed(call: PaperCall, act: Act) -> Iterable[Refusal]:
    """The public notice has closed, on the list that is proposed."""
    return closed_faults(call.notice, act, lines=proposed_lines(call, act.reader))


def results_are_noted(call: PaperCall, act: Act) -> Refusal | None:
    """The result was noted with every paper that was ranked."""
    waiting = [one.id for one in act.reader.find(Paper, call=call.id, state=SCORED)]
    return NOT_NOTED(measured=listing(waiting)) if waiting else None


def awards_stay(call: PaperCall, act: Act) -> Refusal | None:
    """Once awards are put up, other arithmetic is accepted only if it changes no award."""
    if call.state not in (PUBLICISED, *DECIDED) or call.tally is None:
        return None
    again = tally_again(call, act.reader, act.provided)
    same = again is None or _outcome(call, act, again) == _outcome(call, act, call.tally)
    return None if same else AWARDS_DIFFER()


@paper_call.creation(
    by=research,
    label=Text("征集论文", "徵集論文", "Call for papers"),
    guards=(has_title, deadline_ahead, numbers_fit, policy_fits, gate_fits, keeps_to_scheme),
)
def call(
    act: Act,
    *,
    title: str,
    deadline: date,
    rubric: Rubric,
    staff: int | None = None,
    first_prizes: int = 0,
    policy: PaperPolicy | None = None,
) -> PaperCall:
    """Call for papers, with everything that will decide the result."""
    opened = opening(act, PaperCall, PaperPolicy, policy)
    return PaperCall(
        id=act.new_id,
        org=act.org,
        state=CALLED,
        basis=opened.basis,
        title=title,
        deadline=deadline,
        rubric=rubric,
        staff=staff,
        first_prizes=first_prizes,
        policy=opened.terms,
    )


extend = extension(paper_call, source=CALLED, by=research)


@paper_call.transition(
    source=CALLED,
    target=CLOSED,
    by=research,
    label=Text("截止征集", "截止徵集", "Close"),
    guards=(deadline_has_passed,),
)
def close(call: PaperCall, _act: Act) -> PaperCall:
    """Take no more papers; those sent back can still be mended in their time."""
    return call


@paper_call.transition(
    source=CLOSED,
    target=REVIEWING,
    by=research,
    label=Text("开始评审", "開始評審", "Begin review"),
    guards=(papers_are_decided, has_papers),
)
def begin_review(call: PaperCall, act: Act, *, seed: str) -> PaperCall:
    """Draw the codes under which papers are reviewed; seed and codes are sealed until the result."""
    papers = [paper.id for paper in act.reader.find(Paper, call=call.id, state=ACCEPTED)]
    order = sorted(papers, key=lambda paper: sha256(f"{seed}/{paper}".encode()).digest())
    last = add_working_days(act.working_days(), act.on, call.policy.review_working_days)
    return change(call, seed=seed, order=tuple(order), review_by=last)


@begin_review.check
def seed_is_given(_call: PaperCall, _act: Act, *, seed: str) -> Refusal | None:
    """There is something to draw from."""
    return None if seed.strip() else NO_SEED()


@paper_call.transition(
    source=REVIEWING,
    target=RANKED,
    by=research,
    label=Text("排名", "排名", "Rank"),
    guards=(has_papers, reviews_are_closed, can_be_ranked),
)
def rank(call: PaperCall, act: Act) -> PaperCall:
    """Work out the places from the signed sheets, and the awards from the places."""
    return _ranked(call, act)


@paper_call.transition(
    source=RANKED,
    target=STAY,
    by=group,
    label=Text("裁定并列", "裁定並列", "Settle ties"),
    guards=(has_open_ties,),
)
def settle_ties(call: PaperCall, _act: Act, *, choices: Mapping[str, str]) -> PaperCall:
    """Close the decisions that the award policy left open: paper -> level."""
    if call.allotment is None:
        return call
    return change(call, allotment=settle(call.allotment, choices))


@settle_ties.check
def choices_fit(call: PaperCall, _act: Act, *, choices: Mapping[str, str]) -> Refusal | None:
    """The choices are just those that were open."""
    if call.allotment is None or not call.allotment.open:
        return None  # said already
    try:
        settle(call.allotment, choices)
    except HomeroomError as error:
        needed = listing(decision.text for decision in call.allotment.open)
        return NO_DECISION(measured=error.text, required=needed)
    return None


@paper_call.transition(
    source=RANKED,
    target=PUBLICISED,
    by=research,
    label=Text("公示", "公示", "Publicise"),
    guards=(is_settled,),
)
def publicise(call: PaperCall, _act: Act, *, notice: str) -> PaperCall:
    """Tie the call to the public notice of its proposed awards."""
    return change(call, notice=notice)


@publicise.check
def notice_fits(call: PaperCall, act: Act, *, notice: str) -> Iterable[Refusal]:
    """The notice is open, about this call, under its policy, with its list and all involved."""
    return notice_faults(
        notice,
        act,
        subject=call.id,
        lines=proposed_lines(call, act.reader),
        involved=involved_in(call, act.reader),
        policy=call.policy.notice,
    )


@paper_call.transition(
    source=(RANKED, PUBLICISED),
    target=REVIEWING,
    by=leadership,
    label=Text("重新评审", "重新評審", "Reopen"),
    guards=(objection_was_upheld,),
    reason_required=True,
)
def reopen(call: PaperCall, _act: Act) -> PaperCall:
    """Open the review again; the places are stale until made again, and no award is proposed."""
    stale = change(call.tally, stale=True) if call.tally else None
    return change(call, tally=stale, allotment=None)


@paper_call.transition(
    source=PUBLICISED,
    target=AWARDED,
    by=leadership,
    label=Text("表彰", "表彰", "Award"),
    guards=(notice_has_closed, rests_on_scheme),
)
def award(call: PaperCall, _act: Act, *, number_prefix: str) -> PaperCall:
    """Give the awards; certificates are numbered in order of the places."""
    awards = in_order(call.awards, call.tally, call.allotment)
    return change(call, certificates=numbered(awards, number_prefix))


@award.check
def numbers_are_free(call: PaperCall, act: Act, *, number_prefix: str) -> Iterable[Refusal]:
    """There is a prefix, and no certificate of another call has one of the numbers."""
    if not number_prefix.strip():
        yield NO_PREFIX()
    awards = in_order(call.awards, call.tally, call.allotment)
    numbers = {one.number for one in numbered(awards, number_prefix)}
    for other in act.reader.find(PaperCall, state=DECIDED):
        for certificate in other.certificates:
            if certificate.number in numbers:
                yield NUMBER_TAKEN(measured=certificate.number, other=other.id)
                break


@paper_call.transition(
    source=AWARDED,
    target=ARCHIVED,
    by=research,
    label=Text("归档", "歸檔", "Archive"),
    guards=(results_are_noted,),
)
def archive(call: PaperCall, _act: Act, *, documents: tuple[str, ...]) -> PaperCall:
    """Put the call, papers, sheets, result list and photos into the archive, by their numbers."""
    return change(call, documents=documents)


@archive.check
def documents_are_named(
    _call: PaperCall, _act: Act, *, documents: tuple[str, ...]
) -> Refusal | None:
    """It is said what goes into the archive."""
    named = bool(documents) and all(document.strip() for document in documents)
    return None if named else NO_DOCUMENTS()


@paper_call.transition(
    source=(CALLED, CLOSED, REVIEWING),
    target=CANCELLED,
    by=research,
    label=Text("取消", "取消", "Cancel"),
    reason_required=True,
)
def cancel(call: PaperCall, _act: Act) -> PaperCall:
    """Call it off while there is no result."""
    return call


paper_call.derived(
    "tally",
    label=Text("名次", "名次", "places"),
    by=leadership,
    source=(RANKED, PUBLICISED, AWARDED, ARCHIVED),
    guards=(awards_stay,),
    made_by=("method", "plugin", "plugin_version"),
    made_from=MADE_FROM,
)(tally_again)
paper_call.derived("allotment", label=Text("奖项", "獎項", "awards"), by=leadership, source=RANKED)(
    allotment_again
)
paper_call.explained(explain_call)
confirm = confirmation(paper_call, source=(CALLED, CLOSED), by=research)

paper_call.seal()


def _ranked(call: PaperCall, act: Act) -> PaperCall:
    """The call with the places of the papers that were reviewed, and the awards of these."""
    fresh = change(call, tally=None)
    result = standings_of(fresh, act.reader, act.provided)
    placed = change(call, tally=tally_of(result, by=act.actor.id, on=act.on))
    return change(placed, allotment=allotment_of(placed, act.reader, act.provided))


def _outcome(call: PaperCall, act: Act, tally: Tally) -> object:
    """What a tally decides: the order of the papers, their places, and the awards."""
    made = allotment_of(change(call, tally=tally), act.reader, act.provided)
    return [(p.entry, p.rank) for p in tally.placings], made.awards, made.open


_NOTHING_OPEN = Text("没有待裁定的并列", "沒有待裁定的並列", "no tie waits for a decision")
_NOTHING = Text("不必裁定", "不必裁定", "nothing")
