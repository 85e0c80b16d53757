"""考核工作: a round of appraisals, from the opening to the decision.

The round fixes the period, the sheet and the terms; its cases are scored one by one, and then graded
together, because only so many of a group may be excellent. Nobody with a case of their own in it
grades it, publicises it or decides on it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import (
    DefinitionError,
    InputError,
    Refusal,
    UnknownError,
)
from homeroom_core.families import SHEETS
from homeroom_core.grants import Grant, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, APPRAISAL_COMMITTEE, OFFICE, PRINCIPAL
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.sheet import Sheet, check_uses
from homeroom_core.text import Text, listing
from homeroom_core.training.appraisal_explained import explain_round
from homeroom_core.training.appraisal_grading import (
    cases_of,
    involved_in,
    outcome_again,
    outcome_of,
    proposed_lines,
    sanctions_changed,
    settled,
)
from homeroom_core.training.appraisal_policy import AppraisalPolicy
from homeroom_core.training.appraisal_reasons import (
    ENDS_EARLY,
    HAS_CASES,
    NO_CASES,
    NO_DECISION,
    NO_TITLE,
    NOT_READY,
    OPEN_DECISION,
    ROUND_NO_DOCUMENT,
    SANCTIONS_CHANGED,
    SHEET_UNFIT,
)
from homeroom_core.training.appraisal_records import (
    READY_TO_GRADE,
    ROUND_CANCELLED,
    ROUND_DECIDED,
    ROUND_GRADED,
    ROUND_OPENED,
    ROUND_PUBLICISED,
    ROUND_STATES,
    Appraisal,
    AppraisalRound,
    is_appraised,
)
from homeroom_core.training.appraisal_scoring import sheet_for, survey_sources
from homeroom_core.training.publicity import (
    closed_faults,
    may_be_reopened,
    notice_faults,
    tied_notice,
)
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

appraisal_round = Lifecycle(
    AppraisalRound,
    states=ROUND_STATES,
    initial=ROUND_OPENED,
    final=(ROUND_DECIDED, ROUND_CANCELLED),
)

appraised = Grant(
    Text("本次被考核者", "本次被考核者", "those appraised in the round"),
    lambda one, act: is_appraised(one.id, act.actor.id, act.reader),
)
office = role(OFFICE).but_not(appraised)
committee = role(APPRAISAL_COMMITTEE).but_not(appraised)
leadership = role(PRINCIPAL, AFFAIRS_MEETING).but_not(appraised)


def has_title(round: AppraisalRound, _act: Act) -> Refusal | None:
    """It has a title."""
    return None if round.title.strip() else NO_TITLE()


def ends_after_start(round: AppraisalRound, _act: Act) -> Refusal | None:
    """Its period does not end before it begins."""
    if round.last >= round.first:
        return None
    return ENDS_EARLY(measured=round.last, required=round.first)


def sheet_fits(round: AppraisalRound, _act: Act) -> Iterable[Refusal]:
    """The sheet is there, is the one that was adopted, and works under the policy."""
    if not round.sheets or not isinstance(round.sheets[0], Composite):
        yield SHEET_UNFIT(measured=_NO_COMPOSITE, required=round.policy.sheet)
        return
    for problem in _sheet_problems(round, round.sheet):
        yield SHEET_UNFIT(measured=problem, required=round.policy.sheet)


def has_cases(round: AppraisalRound, act: Act) -> Refusal | None:
    """There is somebody to grade."""
    return None if cases_of(round.id, act.reader) else NO_CASES()


def cases_are_ready(round: AppraisalRound, act: Act) -> Refusal | None:
    """Every case has been scored and checked."""
    left = [case.id for case in cases_of(round.id, act.reader) if case.state not in READY_TO_GRADE]
    return NOT_READY(measured=len(left), which=listing(left[:10])) if left else None


def checks_are_fresh(round: AppraisalRound, act: Act) -> Refusal | None:
    """No sanction has come or gone since a case was checked."""
    stale = sanctions_changed(round, act.reader)
    return SANCTIONS_CHANGED(measured=listing(stale[:10])) if stale else None


def is_settled(round: AppraisalRound, _act: Act) -> Refusal | None:
    """No tie at the last place of a quota waits for the committee."""
    open_now = list(_open_decisions(round))
    return OPEN_DECISION(measured=listing(open_now)) if open_now else None


def notice_has_closed(round: AppraisalRound, act: Act) -> Iterable[Refusal]:
    """The public notice has closed, on the grades as they are."""
    lines = proposed_lines(round, act.reader) if tied_notice(round.notice, act) else ()
    return closed_faults(round.notice, act, lines=lines)


def may_be_opened_again(round: AppraisalRound, act: Act) -> Refusal | None:
    """What was publicised is opened again for an upheld objection or a sanction that changed."""
    if round.state == ROUND_GRADED:
        return None
    if round.state == ROUND_PUBLICISED and checks_are_fresh(round, act) is not None:
        return None
    return may_be_reopened(round.notice, act)


def no_case_is_open(round: AppraisalRound, act: Act) -> Refusal | None:
    """Nobody's case is left behind."""
    left = len(cases_of(round.id, act.reader))
    return HAS_CASES(measured=left) if left else None


@appraisal_round.creation(
    by=role(OFFICE),
    label=Text("启动考核", "啟動考核", "Open"),
    guards=(has_title, ends_after_start, sheet_fits, keeps_to_scheme),
)
def open_round(
    act: Act, *, title: str, first: date, last: date, policy: AppraisalPolicy | None = None
) -> AppraisalRound:
    """Open the appraisals of a period, with the sheet and the terms that will decide them."""
    opened = opening(act, AppraisalRound, AppraisalPolicy, policy)
    return AppraisalRound(
        id=act.new_id,
        org=act.org,
        state=ROUND_OPENED,
        basis=opened.basis,
        title=title,
        first=first,
        last=last,
        policy=opened.terms,
        sheets=tuple(_sheets(opened.terms.sheet, act)),
    )


@appraisal_round.transition(
    source=ROUND_OPENED,
    target=ROUND_GRADED,
    by=committee,
    label=Text("评定等次", "評定等次", "Grade"),
    guards=(has_cases, cases_are_ready, checks_are_fresh),
)
def grade_all(round: AppraisalRound, act: Act) -> AppraisalRound:
    """Work out the grades of all cases, and who is excellent within the quota of each group."""
    cases = cases_of(round.id, act.reader)
    return change(round, outcome=outcome_of(round, cases, by=act.actor.id, on=act.on))


@appraisal_round.transition(
    source=ROUND_GRADED,
    target=STAY,
    by=committee,
    label=Text("裁定并列", "裁定並列", "Settle ties"),
    reason_required=True,
)
def settle_ties(round: AppraisalRound, act: Act, *, chosen: tuple[str, ...]) -> AppraisalRound:
    """Say which of the tied cases take the last places of their quotas."""
    cases = cases_of(round.id, act.reader)
    return change(round, outcome=settled(round, cases, frozenset(chosen)))


@settle_ties.check
def choice_fits(round: AppraisalRound, act: Act, *, chosen: tuple[str, ...]) -> Refusal | None:
    """Just as many as there are places, each of them one of the tied, for all ties at once."""
    open_now = list(_open_decisions(round))
    candidates = {
        case
        for quota in (round.outcome.quotas if round.outcome is not None else ())
        for decision in quota.allotment.open
        for case in decision.candidates
    }
    strange = [case for case in chosen if case not in candidates]
    required = listing(open_now) if open_now else "–"
    if strange or not open_now or not chosen:
        return NO_DECISION(measured=listing(strange) if strange else "–", required=required)
    try:
        settled(round, cases_of(round.id, act.reader), frozenset(chosen))
    except InputError as error:
        return NO_DECISION(measured=error.text, required=required)
    return None


@appraisal_round.transition(
    source=ROUND_GRADED,
    target=ROUND_PUBLICISED,
    by=office,
    label=Text("公示", "公示", "Publicise"),
    guards=(is_settled,),
)
def publicise(round: AppraisalRound, _act: Act, *, notice: str) -> AppraisalRound:
    """Tie the round to the public notice of its grades."""
    return change(round, notice=notice)


@publicise.check
def notice_fits(round: AppraisalRound, act: Act, *, notice: str) -> Iterable[Refusal]:
    """The notice is open, about this round, under its policy, with its list and all involved."""
    return notice_faults(
        notice,
        act,
        subject=round.id,
        lines=proposed_lines(round, act.reader) if round.outcome is not None else (),
        involved=involved_in(round, act.reader),
        policy=round.policy.notice,
    )


@appraisal_round.transition(
    source=ROUND_PUBLICISED,
    target=ROUND_DECIDED,
    by=leadership,
    label=Text("审定", "審定", "Decide"),
    guards=(notice_has_closed, checks_are_fresh, rests_on_scheme),
)
def decide(round: AppraisalRound, act: Act, *, document: str) -> AppraisalRound:
    """Make the grades final, under a document number."""
    return change(round, decided_on=act.on, document=document)


@decide.check
def decision_has_document(_round: AppraisalRound, _act: Act, *, document: str) -> Refusal | None:
    """A decision has a document."""
    return None if document.strip() else ROUND_NO_DOCUMENT()


@appraisal_round.transition(
    source=(ROUND_GRADED, ROUND_PUBLICISED, ROUND_DECIDED),
    target=ROUND_OPENED,
    by=leadership,
    label=Text("重新评定", "重新評定", "Reopen"),
    guards=(may_be_opened_again,),
    reason_required=True,
)
def reopen(round: AppraisalRound, _act: Act) -> AppraisalRound:
    """Open the round again: its grades are out of date until they are worked out anew."""
    stale = None if round.outcome is None else change(round.outcome, stale=True)
    return change(round, outcome=stale, decided_on=None, document="")


@appraisal_round.transition(
    source=ROUND_OPENED,
    target=ROUND_CANCELLED,
    by=office,
    label=Text("取消", "取消", "Cancel"),
    guards=(no_case_is_open,),
    reason_required=True,
)
def cancel(round: AppraisalRound, _act: Act) -> AppraisalRound:
    """Give the round up; no case of it is open any more."""
    return round


confirm = confirmation(appraisal_round, source=ROUND_OPENED, by=office)

appraisal_round.derived(
    "outcome",
    label=Text("等次", "等次", "grades"),
    by=leadership,
    source=ROUND_GRADED,
)(outcome_again)
appraisal_round.explained(explain_round)

appraisal_round.seal()


def _sheets(name: str, act: Act) -> Iterator[Sheet]:
    """The sheet with this id, and after it all that its parts use, as plugins provide them."""
    ahead, seen = [name], set()
    while ahead:
        id = ahead.pop(0)
        if id in seen:
            continue
        seen.add(id)
        try:
            sheet = act.provided(SHEETS, id)
        except UnknownError:  # `sheet_fits` says so
            continue
        yield sheet
        if isinstance(sheet, Composite):
            ahead += [part.use for part in sheet.walk() if part.use is not None]


def _sheet_problems(round: AppraisalRound, sheet: Composite) -> Iterator[Text | str]:
    policy = round.policy
    if sheet.id != policy.sheet:
        yield _OTHER_SHEET.format(found=sheet.id)
    if policy.sheet_digest and sheet.text_digest != policy.sheet_digest:
        yield _OTHER_VERSION.format(found=sheet.version)
    try:
        check_uses(sheet, {one.id: one for one in round.sheets})
        sheet_for(round, _BLANK)
    except (InputError, DefinitionError) as error:
        yield error.text
    optional = {part.id for part in sheet.walk() if part.optional}
    ledgers = [part.sheet for part in sheet.walk() if isinstance(part.sheet, Ledger)]
    ledgers += [used for used in round.sheets if isinstance(used, Ledger)]
    optional |= {item.id for ledger in ledgers for item in ledger.items if item.optional}
    for id in sorted(policy.switched_off - optional):
        yield _NOT_OPTIONAL.format(found=id, known=listing(sorted(optional)) if optional else "–")
    first = {part.id for part in sheet.parts}
    for id in sorted(policy.dimensions.keys() - first):
        yield _NO_PART.format(found=id)
    weights = {source.id: source.weight for source in sheet.sources}
    if weights.get(policy.self_source):
        yield _SELF_COUNTS
    judged = any(part.sources for part in sheet.walk())
    if judged and policy.committee_source not in weights:
        yield _NO_COMMITTEE.format(known=listing(survey_sources(round)))


def _open_decisions(round: AppraisalRound) -> Iterator[Text]:
    for quota in round.outcome.quotas if round.outcome is not None else ():
        for decision in quota.allotment.open:
            yield decision.text


_BLANK = Appraisal(
    id="case", org="org", state="opened", round="round", teacher="teacher", review_by=date.min
)
_NO_COMPOSITE = Text(
    "没有这份多方加权考评表", "沒有這份多方加權考評表", "there is no such composite sheet"
)
_OTHER_SHEET = Text("现用“{found}”", "現用「{found}」", "it is '{found}'")
_OTHER_VERSION = Text(
    "内容与方案通过时不同（版本{found}）",
    "內容與方案通過時不同（版本{found}）",
    "it is not as it was adopted (version {found})",
)
_NOT_OPTIONAL = Text(
    "“{found}”不能停用，可停用：{known}",
    "「{found}」不能停用，可停用：{known}",
    "'{found}' cannot be switched off; these can be: {known}",
)
_NO_PART = Text("没有一级部分“{found}”", "沒有一級部分「{found}」", "it has no part '{found}'")
_SELF_COUNTS = Text("自评不得计分", "自評不得計分", "the self review must not count")
_NO_COMMITTEE = Text(
    "评价主体中没有考核小组：{known}",
    "評價主體中沒有考核小組：{known}",
    "the committee is none of its sources: {known}",
)
