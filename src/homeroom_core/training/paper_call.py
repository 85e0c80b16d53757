"""论文征集: a call for papers, from the call through blind review to the awards and the archive.

Whatever decides the result (rubric, scoring, awards, the gate) is kept in the call as it was when
papers were called for. Papers are reviewed under codes, ranked when every review is closed, and
nothing is awarded before a public notice has closed on the same list.
"""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.eligibility import judge_rules
from homeroom_core.errors import InputError, Refusal
from homeroom_core.fact import Facts
from homeroom_core.grants import Grant, role
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, PRINCIPAL, RESEARCH_GROUP, RESEARCH_OFFICE
from homeroom_core.rubric import Rubric
from homeroom_core.text import Text, listing
from homeroom_core.trace import show
from homeroom_core.training.call import (
    deadline_ahead,
    deadline_has_passed,
    extension,
    has_title,
)
from homeroom_core.training.paper_reasons import (
    GATE_UNFIT,
    NEGATIVE,
    NO_DOCUMENTS,
    NO_SEED,
    NO_STAFF,
    NONE_ACCEPTED,
    NOT_NOTED,
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
from homeroom_core.training.ranked_call import (
    certificates_of,
    notice_has_closed,
    numbers_are_free,
    policy_fits,
)
from homeroom_core.training.ranking_steps import ranking_steps
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


def results_are_noted(call: PaperCall, act: Act) -> Refusal | None:
    """The result was noted with every paper that was ranked."""
    waiting = [one.id for one in act.reader.find(Paper, call=call.id, state=SCORED)]
    return NOT_NOTED(measured=listing(waiting)) if waiting else None


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


_steps = ranking_steps(
    paper_call,
    reviewing=REVIEWING,
    placed=RANKED,
    publicised=PUBLICISED,
    decided=DECIDED,
    research=research,
    group=group,
    leadership=leadership,
)
rank, settle_ties = _steps.rank, _steps.settle_ties
publicise, reopen = _steps.publicise, _steps.reopen


@paper_call.transition(
    source=PUBLICISED,
    target=AWARDED,
    by=leadership,
    label=Text("表彰", "表彰", "Award"),
    guards=(notice_has_closed, rests_on_scheme),
)
def award(call: PaperCall, _act: Act, *, number_prefix: str) -> PaperCall:
    """Give the awards; certificates are numbered in order of the places."""
    return change(call, certificates=certificates_of(call, number_prefix))


award.check(numbers_are_free)


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


confirm = confirmation(paper_call, source=(CALLED, CLOSED), by=research)

paper_call.seal()
