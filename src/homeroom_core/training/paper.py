"""论文: a paper from the draft to the award, reviewed without anybody knowing whose it is.

Authors hand in what describes the file (its digest, its length, the similarity report), never the
text. The research office lets it through the gate, sends it back once for faults that can be
mended, or rejects it; plagiarism bars its authors, and the bar is found again at the next paper.
Every version is kept.
"""

from collections.abc import Iterable
from datetime import timedelta

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.errors import Refusal
from homeroom_core.grants import Grant, owner, role
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, PRINCIPAL, RESEARCH_GROUP, RESEARCH_OFFICE
from homeroom_core.text import Text
from homeroom_core.training.paper_guards import (
    authors_fit,
    call_has_no_result,
    call_is_decided,
    call_takes_reviews,
    enough_reviews,
    gate_of,
    has_title,
    is_called,
    nobody_is_barred,
    one_paper_each,
    passes_gate,
    place_is_left,
    repaired_in_time,
    result_is_not_on_its_way,
    returned_seldom,
    revised_in_time,
    revised_seldom,
    time_to_revise_is_over,
)
from homeroom_core.training.paper_reasons import (
    NO_FAULTS,
    NO_REMARKS,
    NOT_DECLARED,
    REVIEWER_COMPETES,
    USED_BEFORE,
)
from homeroom_core.training.paper_records import (
    ACCEPTED,
    DISQUALIFIED,
    DRAFT,
    HANDED_IN,
    PAPER_AWARDED,
    PAPER_STATES,
    REJECTED,
    RETURNED,
    REVISING,
    SCORED,
    SUBMITTED,
    UNDER_REVIEW,
    UNPLACED,
    WITHDRAWN,
    Manuscript,
    Paper,
    PaperCall,
    PaperVersion,
    call_of,
    competes,
)
from homeroom_core.training.paper_scoring import (
    award_again,
    award_in,
    explain_paper,
)
from homeroom_core.training.reviewing import (
    recusal,
    reviewer_faults,
    reviewing_it,
    sheets_are_signed,
)

paper = Lifecycle(
    Paper,
    states=PAPER_STATES,
    initial=DRAFT,
    final=(REJECTED, PAPER_AWARDED, UNPLACED, WITHDRAWN, DISQUALIFIED),
)

competing = Grant(
    Text("该征集的作者", "該徵集的作者", "those who have a paper in the call"),
    lambda paper, act: competes(paper.call, act.actor.id, act.reader),
)
research = role(RESEARCH_OFFICE, OFFICE).but_not(owner).but_not(competing).but_not(reviewing_it)
leadership = role(RESEARCH_GROUP, PRINCIPAL, AFFAIRS_MEETING).but_not(owner).but_not(competing)

_USED = (*(state for state in HANDED_IN if state is not UNPLACED), DISQUALIFIED)
"""States of a paper whose file no other paper may have: in a call, awarded, or put out."""


@paper.creation(
    by=owner | role(RESEARCH_OFFICE, OFFICE),
    label=Text("起草", "起草", "Draft"),
    guards=(has_title, is_called, authors_fit),
)
def draft(act: Act, *, call: str, title: str, authors: tuple[str, ...]) -> Paper:
    """Begin a paper, by an author or by the office for the authors."""
    return Paper(id=act.new_id, org=act.org, state=DRAFT, call=call, title=title, authors=authors)


@paper.transition(
    source=DRAFT,
    target=SUBMITTED,
    by=owner,
    label=Text("提交", "提交", "Submit"),
    guards=(is_called, one_paper_each, place_is_left, nobody_is_barred),
)
def submit(paper: Paper, act: Act, *, manuscript: Manuscript) -> Paper:
    """Hand the paper in: what describes the file, the similarity report, the declaration."""
    return _next_version(paper, act, manuscript)


@submit.check
def file_is_new(paper: Paper, act: Act, *, manuscript: Manuscript) -> Iterable[Refusal]:
    """It is declared to be original, and no other paper was handed in with the same file."""
    if not manuscript.original:
        yield NOT_DECLARED()
    yield from _used_before(paper, act, manuscript)


@paper.transition(
    source=SUBMITTED,
    target=RETURNED,
    by=research,
    label=Text("退回补正", "退回補正", "Send back"),
    guards=(returned_seldom,),
)
def send_back(paper: Paper, act: Act, *, faults: tuple[str, ...]) -> Paper:
    """Send it back for faults that can be mended, all of them listed at once."""
    call = act.reader.get(PaperCall, paper.call)
    days = call.policy.repair_working_days
    last = add_working_days(act.working_days(), act.on, days)
    return change(paper, faults=(*paper.faults, faults), repair_by=last)


@send_back.check
def faults_are_named(_paper: Paper, _act: Act, *, faults: tuple[str, ...]) -> Refusal | None:
    """It is said what has to be mended."""
    named = bool(faults) and all(fault.strip() for fault in faults)
    return None if named else NO_FAULTS()


@paper.transition(
    source=RETURNED,
    target=SUBMITTED,
    by=owner,
    label=Text("补正", "補正", "Repair"),
    guards=(repaired_in_time,),
)
def repair(paper: Paper, act: Act, *, manuscript: Manuscript) -> Paper:
    """Hand in the mended file as a further version."""
    return change(_next_version(paper, act, manuscript), repair_by=None)


@repair.check
def repaired_file_is_new(paper: Paper, act: Act, *, manuscript: Manuscript) -> Iterable[Refusal]:
    """No other paper was handed in with the same file."""
    return _used_before(paper, act, manuscript)


@paper.transition(
    source=SUBMITTED,
    target=ACCEPTED,
    by=research,
    label=Text("受理", "受理", "Accept"),
    guards=(passes_gate,),
)
def accept(paper: Paper, act: Act) -> Paper:
    """Let it through the gate; soft rules that do not hold stay on record as warnings."""
    found = gate_of(paper, act)
    verdicts = found.verdicts if found else ()
    return change(paper, warnings=tuple(v.rule for v in verdicts if v.refusal))


@paper.transition(
    source=(SUBMITTED, RETURNED),
    target=REJECTED,
    by=research,
    label=Text("不通过", "不通過", "Reject"),
    reason_required=True,
)
def reject(paper: Paper, act: Act, *, plagiarism: bool = False) -> Paper:
    """Turn it down at the gate; for plagiarism its authors are barred for some years."""
    return _barring(paper, act, plagiarism=plagiarism)


@paper.transition(
    source=(ACCEPTED, UNDER_REVIEW),
    target=UNDER_REVIEW,
    by=research,
    label=Text("指派评审", "指派評審", "Assign reviewers"),
    guards=(call_takes_reviews,),
)
def assign(paper: Paper, _act: Act, *, reviewers: tuple[str, ...]) -> Paper:
    """Name all its reviewers; later on, with a further one, or one in place of another."""
    return change(paper, reviewers=reviewers)


@assign.check
def reviewers_fit(paper: Paper, act: Act, *, reviewers: tuple[str, ...]) -> Iterable[Refusal]:
    """Each reviewer once, enough of them, none who has a paper in the call; who signed stays."""
    call = call_of(paper, act.reader)
    needed = max(call.policy.reviewers, call.scoring.minimum_panel) if call else 1
    yield from reviewer_faults(paper, act, reviewers, needed=needed)
    for reviewer in sorted(set(reviewers)):
        if competes(paper.call, reviewer, act.reader) and reviewer not in paper.authors:
            yield REVIEWER_COMPETES(measured=reviewer)


recuse = recusal(paper, source=UNDER_REVIEW, by=research)


@paper.transition(
    source=UNDER_REVIEW,
    target=REVISING,
    by=research,
    label=Text("请作者修改", "請作者修改", "Ask for revision"),
    guards=(call_takes_reviews, revised_seldom),
)
def ask_revision(paper: Paper, act: Act, *, remarks: str) -> Paper:
    """Hand on what the reviewers would have changed, without their names."""
    call = act.reader.get(PaperCall, paper.call)
    last = add_working_days(act.working_days(), act.on, call.policy.revise_working_days)
    return change(paper, remarks=(*paper.remarks, remarks), revise_by=last)


@ask_revision.check
def remarks_say_something(_paper: Paper, _act: Act, *, remarks: str) -> Refusal | None:
    """A revision is never asked for without a word."""
    return None if remarks.strip() else NO_REMARKS()


@paper.transition(
    source=REVISING,
    target=UNDER_REVIEW,
    by=owner,
    label=Text("提交修改稿", "提交修改稿", "Revise"),
    guards=(call_takes_reviews, revised_in_time),
)
def revise(paper: Paper, act: Act, *, manuscript: Manuscript) -> Paper:
    """Hand in a revised version; it is reviewed again in a new round, the old sheets stay."""
    changed = change(paper, round=paper.round + 1, revise_by=None)
    return _next_version(changed, act, manuscript)


@revise.check
def revised_file_passes(paper: Paper, act: Act, *, manuscript: Manuscript) -> Iterable[Refusal]:
    """The revised file passes the gate as well, and no other paper was handed in with it."""
    found = gate_of(_next_version(paper, act, manuscript), act)
    yield from found.refusals if found else ()
    yield from _used_before(paper, act, manuscript)


@paper.transition(
    source=REVISING,
    target=UNDER_REVIEW,
    by=research,
    label=Text("以原稿继续", "以原稿繼續", "Go on unrevised"),
    guards=(call_takes_reviews, time_to_revise_is_over),
)
def go_on(paper: Paper, _act: Act) -> Paper:
    """Go on with the version there is, once the time to revise is over."""
    return change(paper, revise_by=None)


@paper.transition(
    source=UNDER_REVIEW,
    target=SCORED,
    by=research,
    label=Text("结束评审", "結束評審", "Close review"),
    guards=(call_takes_reviews, sheets_are_signed, enough_reviews),
)
def close_review(paper: Paper, _act: Act) -> Paper:
    """Take no more sheets: there are enough, and no two differ too much without a further one."""
    return paper


@paper.transition(
    source=SCORED,
    target=UNDER_REVIEW,
    by=research,
    label=Text("重新评审", "重新評審", "Reopen review"),
    guards=(call_takes_reviews,),
    reason_required=True,
)
def reopen_review(paper: Paper, _act: Act) -> Paper:
    """Let its sheets be written again, as after an objection that was upheld."""
    return paper


@paper.transition(
    source=SCORED,
    target=(PAPER_AWARDED, UNPLACED),
    by=research,
    label=Text("记录结果", "記錄結果", "Conclude"),
    guards=(call_is_decided,),
)
def conclude(paper: Paper, act: Act) -> Paper:
    """Note with the paper what its call gave it."""
    award = award_in(act.reader.get(PaperCall, paper.call), paper.id)
    return change(paper, award=award, state=PAPER_AWARDED if award else UNPLACED)


@paper.transition(
    source=(DRAFT, SUBMITTED, RETURNED, ACCEPTED, UNDER_REVIEW, REVISING, SCORED),
    target=WITHDRAWN,
    by=owner | research,
    label=Text("撤回", "撤回", "Withdraw"),
    guards=(call_has_no_result,),
    reason_required=True,
)
def withdraw(paper: Paper, _act: Act) -> Paper:
    """Take the paper back while there is no result."""
    return change(paper, repair_by=None, revise_by=None)


@paper.transition(
    source=(ACCEPTED, UNDER_REVIEW, REVISING, SCORED, PAPER_AWARDED, UNPLACED),
    target=DISQUALIFIED,
    by=leadership,
    label=Text("取消资格", "取消資格", "Disqualify"),
    guards=(result_is_not_on_its_way,),
    reason_required=True,
)
def disqualify(paper: Paper, act: Act, *, plagiarism: bool = True) -> Paper:
    """Put a paper out, also after its award, for plagiarism or other false material."""
    return _barring(change(paper, award=None, revise_by=None), act, plagiarism=plagiarism)


paper.derived("award", label=Text("奖项", "獎項", "award"), by=leadership)(award_again)
paper.explained(explain_paper)

paper.seal()


def _next_version(paper: Paper, act: Act, manuscript: Manuscript) -> Paper:
    version = PaperVersion(
        number=len(paper.versions) + 1, round=paper.round, on=act.on, manuscript=manuscript
    )
    return change(paper, versions=(*paper.versions, version))


def _barring(paper: Paper, act: Act, *, plagiarism: bool) -> Paper:
    call = call_of(paper, act.reader)
    years = call.policy.bar_years if call and plagiarism else 0
    until = months_later(act.on, 12 * years) - timedelta(days=1) if years else None
    return change(paper, barred_until=until, repair_by=None)


def _used_before(paper: Paper, act: Act, manuscript: Manuscript) -> Iterable[Refusal]:
    for other in act.reader.find(Paper, state=_USED):
        digests = {version.manuscript.digest for version in other.versions}
        if other.id != paper.id and manuscript.digest in digests:
            yield USED_BEFORE(measured=other.id)
