"""发展性评价（德能勤绩廉）: the appraisal of one teacher, from the opening to the archive.

The teacher reviews the year first, and nothing of that counts. The office collects what is recorded
anyway, the committee marks, sanctions and vetoes cap the grade, the round grades all of a group
together, and nothing is final before a public notice has closed. A grade is never changed: a later
one is added after it. What is missing is missing, and never zero.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.grants import owner, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import (
    AFFAIRS_MEETING,
    APPRAISAL_COMMITTEE,
    OFFICE,
    PRINCIPAL,
    SUPERVISOR,
)
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger
from homeroom_core.sheets.known_fact import KnownFact
from homeroom_core.sheets.ledger_items import LedgerEntry
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.text import Text
from homeroom_core.training.appraisal_archive import archive_of, archives_again
from homeroom_core.training.appraisal_checks import (
    can_be_missing,
    evidence_fits,
    facts_are_on_record,
    items_off,
    ledger_fits,
    ledger_months,
    marks_fit,
    points_fit,
    regrade_notice_fits,
    review_says_something,
    survey_fits,
    veto_refusals,
    vetoes_are_proved,
)
from homeroom_core.training.appraisal_explained import explain_appraisal
from homeroom_core.training.appraisal_grading import (
    graded_by_round,
    grades_again,
    regraded,
)
from homeroom_core.training.appraisal_guards import (
    all_is_in,
    can_be_scored,
    found_round,
    grade_is_another,
    has_one_case,
    has_served,
    in_time_to_sign,
    is_final,
    person_of,
    place_is_free,
    review_time_is_over,
    round_has_grade,
    round_is_decided,
    round_is_open,
    round_of,
    served_long_enough,
    served_too_little,
    stands_on_list,
    teacher_is_known,
    time_to_sign_is_over,
    was_regraded,
)
from homeroom_core.training.appraisal_reasons import (
    NO_DOCUMENT,
    NOTHING_NEW,
)
from homeroom_core.training.appraisal_records import (
    APPRAISAL_STATES,
    ARCHIVED,
    CANCELLED,
    COLLECTED,
    GRADED,
    OPENED,
    PUBLICISED,
    SCORED,
    SELF_REVIEWED,
    SIGNED,
    UNGRADED,
    VETO_CHECKED,
    Appraisal,
    Cap,
    Check,
    CommitteeMark,
    Gap,
    Graded,
    PartPoints,
    SelfReview,
    Signature,
    Survey,
)
from homeroom_core.training.appraisal_scoring import (
    fewest_answers,
    sanctions_found,
    score_again,
    score_of,
    service_again,
    service_now,
)

appraisal = Lifecycle(
    Appraisal,
    states=APPRAISAL_STATES,
    initial=OPENED,
    final=(ARCHIVED, UNGRADED, CANCELLED),
)

office = role(OFFICE).but_not(owner)
committee = role(APPRAISAL_COMMITTEE).but_not(owner)
checking = role(SUPERVISOR, AFFAIRS_MEETING, PRINCIPAL).but_not(owner)
leadership = role(PRINCIPAL, AFFAIRS_MEETING).but_not(owner)


@appraisal.creation(
    by=office,
    label=Text("立案", "立案", "Open"),
    guards=(round_is_open, teacher_is_known, has_one_case, has_served),
)
def open_case(act: Act, *, round: str, teacher: str, group: str | None = None) -> Appraisal:
    """Open the case of a teacher; without a group it is that of the roster's grade."""
    case = Appraisal(
        id=act.new_id,
        org=act.org,
        state=OPENED,
        round=round,
        teacher=teacher,
        group=group or "",
        review_by=act.on,
    )
    person, found = person_of(case, act), found_round(case, act)
    if group is None and person is not None:
        case = change(case, group=person.details.grade)
    if found is None:
        return case
    days = found.policy.self_review_within_working_days
    return change(case, review_by=add_working_days(act.working_days(), act.on, days))


@appraisal.transition(
    source=OPENED, target=SELF_REVIEWED, by=owner, label=Text("自评", "自評", "Review oneself")
)
def review_oneself(
    case: Appraisal, act: Act, *, text: str, points: Mapping[str, Decimal] | None = None
) -> Appraisal:
    """Say what the year was like, with points for reference; nothing of it counts."""
    given = {part: Fraction(one) for part, one in (points or {}).items()}
    return change(case, self_review=SelfReview(on=act.on, text=text, points=given))


review_oneself.check(review_says_something)


@appraisal.transition(
    source=OPENED,
    target=SELF_REVIEWED,
    by=office,
    label=Text("略过自评", "略過自評", "Pass over self review"),
    guards=(review_time_is_over,),
    reason_required=True,
)
def pass_over_review(case: Appraisal, _act: Act) -> Appraisal:
    """Go on without a self review once its time is over; that is no fault in points."""
    return case


@appraisal.transition(
    source=SELF_REVIEWED,
    target=STAY,
    by=office,
    label=Text("登记台账", "登記紀錄表", "Keep ledger"),
)
def keep_ledger(
    case: Appraisal,
    act: Act,
    *,
    part: str,
    entries: tuple[LedgerEntry, ...] = (),
    months: tuple[str, ...] = (),
) -> Appraisal:
    """Take over a ledger as it was kept; without months, for all months that were served."""
    round = round_of(case, act)
    served = service_now(round, case, act).months
    kept = KeptLedger(
        part=part,
        entries=entries,
        months=ledger_months(round, part, months, served),
        off=items_off(round, part),
    )
    return change(case, ledgers=(*(one for one in case.ledgers if one.part != part), kept))


keep_ledger.check(ledger_fits)


@appraisal.transition(
    source=SELF_REVIEWED,
    target=STAY,
    by=office,
    label=Text("登记问卷", "登記問卷", "Count survey"),
)
def count_survey(
    case: Appraisal, act: Act, *, source: str, part: str, tally: Mapping[str, int]
) -> Appraisal:
    """Take over how many gave how many points; with too few answers only their number is kept."""
    round = round_of(case, act)
    answers = sum(tally.values())
    least = {one.id: fewest_answers(round, one) for one in round.sheet.sources}
    shown = dict(tally) if answers >= least.get(source, answers) else {}
    counted = Survey(source=source, part=part, answers=answers, tally=shown)
    others = (one for one in case.surveys if (one.source, one.part) != (source, part))
    return change(case, surveys=(*others, counted))


count_survey.check(survey_fits)


@appraisal.transition(
    source=SELF_REVIEWED,
    target=STAY,
    by=office,
    label=Text("引用业绩", "引用業績", "Draw evidence"),
)
def draw_evidence(
    case: Appraisal, _act: Act, *, part: str, year: int, claims: tuple[Claim, ...] = ()
) -> Appraisal:
    """Claim merit points for records that exist already; none at all is an answer as well."""
    claimed = ClaimedMerits(part=part, year=year, claims=claims)
    return change(case, merits=(*(one for one in case.merits if one.part != part), claimed))


draw_evidence.check(evidence_fits)


@appraisal.transition(
    source=SELF_REVIEWED,
    target=STAY,
    by=office,
    label=Text("登记事实", "登記事實", "Note facts"),
)
def note_facts(
    case: Appraisal, _act: Act, *, facts: tuple[KnownFact, ...], records: tuple[str, ...]
) -> Appraisal:
    """Take over what records say, for the parts that are computed from it."""
    return change(case, facts=facts, fact_sources=records)


note_facts.check(facts_are_on_record)


@appraisal.transition(
    source=SELF_REVIEWED,
    target=STAY,
    by=office,
    label=Text("登记得分", "登記得分", "Record points"),
)
def record_points(
    case: Appraisal, _act: Act, *, part: str, points: Decimal, basis: str
) -> Appraisal:
    """Record the points of a part without sheet or sources, such as a bonus, and what they rest on."""
    one = PartPoints(part=part, points=Fraction(points), basis=basis)
    return change(case, points=(*(other for other in case.points if other.part != part), one))


record_points.check(points_fit)


@appraisal.transition(
    source=SELF_REVIEWED,
    target=STAY,
    by=office,
    label=Text("记为缺项", "記為缺項", "Record missing"),
    reason_required=True,
)
def record_missing(case: Appraisal, act: Act, *, part: str, source: str | None = None) -> Appraisal:
    """Record that a part, or a source of it, is missing; it is left out, and never zero."""
    gap = Gap(part=part, source=source, why=act.reason, by=act.actor.id, on=act.on)
    return change(case, gaps=(*case.gaps, gap))


record_missing.check(can_be_missing)


@appraisal.transition(
    source=SELF_REVIEWED,
    target=COLLECTED,
    by=office,
    label=Text("收齐材料", "收齊材料", "Close collection"),
    guards=(round_is_open, served_long_enough, all_is_in),
)
def collect(case: Appraisal, act: Act) -> Appraisal:
    """Close the collection; how much of the period was served is counted now."""
    return change(case, service=service_now(round_of(case, act), case, act))


@appraisal.transition(
    source=COLLECTED,
    target=SELF_REVIEWED,
    by=office,
    label=Text("补充材料", "補充材料", "Collect more"),
    guards=(round_is_open,),
    reason_required=True,
)
def collect_more(case: Appraisal, _act: Act) -> Appraisal:
    """Open the collection again; what is there stays."""
    return case


@appraisal.transition(
    source=COLLECTED, target=STAY, by=committee, label=Text("评分", "評分", "Mark")
)
def mark(case: Appraisal, act: Act, *, part: str, marks: Mapping[str, str]) -> Appraisal:
    """Mark a part; marking it again replaces one's own marks."""
    card = CommitteeMark(part=part, by=act.actor.id, marks=dict(marks), on=act.on)
    others = (one for one in case.cards if (one.part, one.by) != (part, act.actor.id))
    return change(case, cards=(*others, card))


mark.check(marks_fit)


@appraisal.transition(
    source=COLLECTED,
    target=SCORED,
    by=committee,
    label=Text("计分", "計分", "Score"),
    guards=(round_is_open, can_be_scored),
)
def score(case: Appraisal, act: Act) -> Appraisal:
    """Work out the total from all that was collected and marked."""
    return change(case, score=score_of(round_of(case, act), case, act.provided))


@appraisal.transition(
    source=(SCORED, VETO_CHECKED, GRADED, PUBLICISED, SIGNED, ARCHIVED),
    target=VETO_CHECKED,
    by=checking,
    label=Text("核查", "核查", "Check vetoes"),
    guards=(round_is_open,),
)
def check_vetoes(case: Appraisal, act: Act, *, vetoes: tuple[Cap, ...] = ()) -> Appraisal:
    """Look for sanctions on record, and record the vetoes that cap the grade."""
    return change(case, checks=(*case.checks, _check(case, act, vetoes)))


check_vetoes.check(vetoes_are_proved)


@appraisal.transition(
    source=(SCORED, VETO_CHECKED, GRADED, PUBLICISED, SIGNED, ARCHIVED),
    target=COLLECTED,
    by=committee,
    label=Text("重新评分", "重新評分", "Mark again"),
    guards=(round_is_open,),
    reason_required=True,
)
def mark_again(case: Appraisal, _act: Act) -> Appraisal:
    """Open the marking again, such as after an objection that was upheld; marks stay until then."""
    return case


@appraisal.transition(
    source=(VETO_CHECKED, GRADED, PUBLICISED, SIGNED, ARCHIVED),
    target=GRADED,
    by=committee,
    label=Text("定等次", "定等次", "Grade"),
    guards=(round_has_grade, grade_is_another, place_is_free),
)
def grade(case: Appraisal, act: Act) -> Appraisal:
    """Take over the grade that the round came to; it is added after any earlier one."""
    given = graded_by_round(round_of(case, act), case, by=act.actor.id, on=act.on)
    return case if given is None else change(case, grades=(*case.grades, given))


@appraisal.transition(
    source=GRADED,
    target=PUBLICISED,
    by=office,
    label=Text("公示", "公示", "Publicise"),
    guards=(stands_on_list,),
)
def publicise(case: Appraisal, _act: Act) -> Appraisal:
    """Note that the grade stands on the round's public notice."""
    return case


@appraisal.transition(
    source=GRADED,
    target=PUBLICISED,
    by=office,
    label=Text("公示更改", "公示更改", "Publicise regrade"),
    guards=(was_regraded,),
)
def publicise_regrade(case: Appraisal, _act: Act, *, notice: str) -> Appraisal:
    """Tie a case whose grade was changed to the public notice of the change."""
    return change(case, notice=notice)


publicise_regrade.check(regrade_notice_fits)


@appraisal.transition(
    source=PUBLICISED,
    target=SIGNED,
    by=owner,
    label=Text("签收", "簽收", "Sign"),
    guards=(is_final, in_time_to_sign),
)
def sign(case: Appraisal, act: Act, *, words: str = "") -> Appraisal:
    """Sign that one has seen the grade; words of one's own may be added."""
    return _signed(case, act, signed=True, words=words)


@appraisal.transition(
    source=PUBLICISED,
    target=SIGNED,
    by=owner,
    label=Text("拒签", "拒簽", "Refuse to sign"),
    guards=(is_final, in_time_to_sign),
    reason_required=True,
)
def refuse_to_sign(case: Appraisal, act: Act) -> Appraisal:
    """Refuse to sign, with the reason; the grade stands, and the refusal is on record."""
    return _signed(case, act, signed=False, words=act.reason)


@appraisal.transition(
    source=PUBLICISED,
    target=SIGNED,
    by=office,
    label=Text("记为未签收", "記為未簽收", "Record as not signed"),
    guards=(is_final, time_to_sign_is_over),
    reason_required=True,
)
def record_unsigned(case: Appraisal, act: Act) -> Appraisal:
    """Record that the teacher did not sign in time, such as after leaving the school."""
    return _signed(case, act, signed=False, words=act.reason)


@appraisal.transition(
    source=SIGNED,
    target=ARCHIVED,
    by=office,
    label=Text("归档", "歸檔", "Archive"),
    guards=(is_final,),
)
def archive(case: Appraisal, act: Act) -> Appraisal:
    """Put the case into the archive, with an index of what belongs to it and a checksum."""
    return change(case, archives=(*case.archives, archive_of(case, round_of(case, act), act)))


@appraisal.transition(
    source=(GRADED, PUBLICISED, SIGNED, ARCHIVED),
    target=GRADED,
    by=leadership,
    label=Text("更改等次", "更改等次", "Regrade"),
    guards=(round_is_decided,),
    reason_required=True,
)
def regrade(case: Appraisal, act: Act, *, document: str, vetoes: tuple[Cap, ...] = ()) -> Appraisal:
    """Give another grade after the decision, for sanctions or vetoes that came to light since.

    The grade before stays on record. Whether the next in rank takes a place that becomes free is
    said by the policy.
    """
    check = _check(case, act, (*case.vetoes_found, *vetoes))
    given = _regraded(case, act, check, document=document)
    if given is None:
        return case
    return change(case, checks=(*case.checks, check), grades=(*case.grades, given))


@regrade.check
def grade_changes(
    case: Appraisal, act: Act, *, document: str, vetoes: tuple[Cap, ...] = ()
) -> Iterable[Refusal]:
    """A document decides it, vetoes are proved, and by what is found now the grade is another."""
    if not document.strip():
        yield NO_DOCUMENT()
    unproved = tuple(veto_refusals(round_of(case, act), vetoes))
    if unproved:
        yield from unproved
        return
    given = _regraded(
        case, act, _check(case, act, (*case.vetoes_found, *vetoes)), document=document
    )
    if given is not None and case.in_force is not None and given.grade == case.in_force.grade:
        yield NOTHING_NEW(measured=round_of(case, act).policy.grade(given.grade).label)


@appraisal.transition(
    source=(OPENED, SELF_REVIEWED, COLLECTED),
    target=UNGRADED,
    by=office,
    label=Text("不定等次", "不定等次", "Leave ungraded"),
    guards=(round_is_open, served_too_little),
    reason_required=True,
)
def leave_ungraded(case: Appraisal, act: Act) -> Appraisal:
    """Give no grade to somebody who served too little of the period; what was served is kept."""
    return change(case, service=service_now(round_of(case, act), case, act))


@appraisal.transition(
    source=(OPENED, SELF_REVIEWED, COLLECTED, SCORED, VETO_CHECKED),
    target=CANCELLED,
    by=office,
    label=Text("取消", "取消", "Cancel"),
    guards=(round_is_open,),
    reason_required=True,
)
def cancel(case: Appraisal, _act: Act) -> Appraisal:
    """Give up a case that should not have been opened."""
    return case


appraisal.derived(
    "service", label=Text("任职时间", "任職時間", "time served"), by=office, source=COLLECTED
)(service_again)
appraisal.derived("score", label=Text("总分", "總分", "total"), by=committee, source=SCORED)(
    score_again
)
appraisal.derived("grades", label=Text("等次", "等次", "grades"), by=leadership, source=GRADED)(
    grades_again
)
appraisal.derived(
    "archives", label=Text("归档校验", "歸檔校驗", "archives"), by=office, source=ARCHIVED
)(archives_again)
appraisal.explained(explain_appraisal)

appraisal.seal()


def _check(case: Appraisal, act: Act, vetoes: tuple[Cap, ...]) -> Check:
    """A check made now: the sanctions on record, and these vetoes."""
    person = person_of(case, act)
    found = () if person is None else sanctions_found(round_of(case, act), person)
    return Check(by=act.actor.id, on=act.on, sanctions=found, vetoes=vetoes)


def _regraded(case: Appraisal, act: Act, check: Check, *, document: str) -> Graded | None:
    return regraded(
        round_of(case, act),
        case,
        check.caps,
        act.reader,
        by=act.actor.id,
        on=act.on,
        reason=act.reason,
        document=document,
    )


def _signed(case: Appraisal, act: Act, *, signed: bool, words: str) -> Appraisal:
    signature = Signature(by=act.actor.id, on=act.on, signed=signed, words=words)
    return change(case, signatures=(*case.signatures, signature))
