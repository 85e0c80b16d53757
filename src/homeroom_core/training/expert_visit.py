"""专家来访: a visit of an appointed expert, its report, and what becomes of each finding.

A diagnosis (诊断把脉), lecture, salon or project guidance is recorded with those who signed in. Each
finding gets an owner and a date, and is rechecked on evidence by somebody who owns none of them,
until all are resolved. Lectures and salons credit hours.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.errors import RecordNotFoundError, Refusal
from homeroom_core.explanation import Explanation, Question
from homeroom_core.grants import named, owner, role
from homeroom_core.labels import field_label
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.text import Text, coded, listing
from homeroom_core.training.activity import Credit, check_hours
from homeroom_core.training.attendance import unknown_people
from homeroom_core.training.expert_reasons import (
    CREDITED_ALREADY,
    CREDITS_NOTHING,
    DUE_EARLY,
    HAS_FINDINGS,
    INCOMPLETE,
    NO_FINDINGS,
    NOBODY_SIGNED_IN,
    NOT_APPOINTED,
    NOT_COVERED,
    NOT_CREDITED,
    NOT_OPEN,
    NOTHING_CHECKED,
    NOTHING_TO_IMPROVE,
    OUTSIDE_TERM,
    STILL_TO_COME,
    UNKNOWN_FORM,
)
from homeroom_core.training.expert_records import (
    APPOINTED,
    CLOSED,
    DIAGNOSIS,
    FORMS,
    IMPROVING,
    OPEN_VISIT,
    RECHECKED,
    REPORTED,
    VISITED,
    Checked,
    Expert,
    ExpertVisit,
    ExpertVisitPolicy,
    Measure,
    Recheck,
    VisitFinding,
)
from homeroom_core.training.linked import NO_SUCH_RECORD, seen_record
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

expert_visit = Lifecycle(
    ExpertVisit,
    states=(VISITED, REPORTED, IMPROVING, RECHECKED, CLOSED),
    initial=VISITED,
    final=(RECHECKED, CLOSED),
)

visitor = named("expert", Text("来访专家", "來訪專家", "the expert who came"))
office = role(OFFICE).but_not(owner)


def is_within_a_term(visited: ExpertVisit, act: Act) -> Iterable[Refusal]:
    """The expert is appointed, and a term runs on the day of the visit."""
    found = _appointment(act, visited.appointment)
    if found is None or found.state != APPOINTED:
        yield NOT_APPOINTED(measured=visited.appointment)
    elif not found.covers(visited.visited_on):
        terms = listing(f"{term.since} – {term.until}" for term in found.appointments)
        yield OUTSIDE_TERM(measured=visited.visited_on, required=terms)


def has_taken_place(visited: ExpertVisit, act: Act) -> Refusal | None:
    """A visit is recorded once it has taken place."""
    on = visited.visited_on
    return STILL_TO_COME(measured=on, when=on) if on > act.on else None


def is_described(visited: ExpertVisit, _act: Act) -> Iterable[Refusal]:
    """The form of the visit is known, and it has a subject."""
    if visited.form not in FORMS:
        yield UNKNOWN_FORM(measured=visited.form, required=coded(FORMS))
    if not visited.subject.strip():
        yield INCOMPLETE(measured=field_label(ExpertVisit, "subject"))


def found_something(visited: ExpertVisit, _act: Act) -> Refusal | None:
    """Only findings are improved upon."""
    return None if visited.findings else NOTHING_TO_IMPROVE()


def found_nothing(visited: ExpertVisit, _act: Act) -> Refusal | None:
    """A visit with findings is rechecked before it ends."""
    return HAS_FINDINGS(measured=len(visited.findings)) if visited.findings else None


def form_credits(visited: ExpertVisit, _act: Act) -> Refusal | None:
    """Only some forms of visit credit hours."""
    forms = visited.policy.credited_forms
    if visited.form in forms:
        return None
    known = [form for form in FORMS if form in forms]
    form = next((one for one in FORMS if one == visited.form), visited.form)
    return CREDITS_NOTHING(measured=form, required=listing(known) if known else "–")


def somebody_signed_in(visited: ExpertVisit, _act: Act) -> Refusal | None:
    """Hours are known, and somebody signed in."""
    return None if visited.hours and visited.attended else NOBODY_SIGNED_IN()


def not_credited_yet(visited: ExpertVisit, _act: Act) -> Refusal | None:
    """Hours are credited once, to those who had signed in by then."""
    return CREDITED_ALREADY() if visited.credits else None


def hours_are_settled(visited: ExpertVisit, _act: Act) -> Refusal | None:
    """Hours that can be credited are, before the visit ends."""
    could = visited.form in visited.policy.credited_forms and _credits(visited)
    return NOT_CREDITED() if could and not visited.credits else None


@expert_visit.creation(
    by=role(OFFICE),
    label=Text("登记来访", "登記來訪", "Record visit"),
    guards=(is_within_a_term, has_taken_place, is_described, keeps_to_scheme),
)
def visit(
    act: Act,
    *,
    appointment: str,
    form: str,
    subject: str,
    on: date,
    policy: ExpertVisitPolicy | None = None,
) -> ExpertVisit:
    """Record that an appointed expert came, and what for."""
    opened = opening(act, ExpertVisit, ExpertVisitPolicy, policy)
    appointed = _appointment(act, appointment)
    days = opened.terms.report_working_days
    return ExpertVisit(
        id=act.new_id,
        org=act.org,
        state=VISITED,
        basis=opened.basis,
        appointment=appointment,
        expert=appointed.expert if appointed else "",
        form=form,
        subject=subject,
        visited_on=on,
        report_by=add_working_days(act.working_days(), on, days),
        policy=opened.terms,
    )


@expert_visit.transition(
    source=OPEN_VISIT,
    target=STAY,
    by=office,
    label=Text("签到", "簽到", "Sign in"),
    guards=(not_credited_yet,),
)
def sign_in(
    visited: ExpertVisit, _act: Act, *, attended: frozenset[str], hours: Decimal | None = None
) -> ExpertVisit:
    """Take over the sign-in sheet, and how many hours it took; until hours are credited."""
    return change(visited, attended=attended, hours=hours)


@sign_in.check
def people_are_known(
    visited: ExpertVisit, act: Act, *, attended: frozenset[str], hours: Decimal | None = None
) -> Iterable[Refusal]:
    """Whoever signed in is in the roster, and the hours are within the limit of a visit."""
    yield from unknown_people(act.reader, attended)
    unfit = None if hours is None else check_hours(hours, most=visited.policy.most_hours)
    if unfit is not None:
        yield unfit


@expert_visit.transition(
    source=OPEN_VISIT,
    target=STAY,
    by=office,
    label=Text("关联记录", "關聯記錄", "Link records"),
)
def link(visited: ExpertVisit, _act: Act, *, about: tuple[str, ...]) -> ExpertVisit:
    """Say which projects and other records the visit was about."""
    return change(visited, about=about)


@link.check
def records_are_seen(
    _visited: ExpertVisit, act: Act, *, about: tuple[str, ...]
) -> Iterable[Refusal]:
    """The records are there, and whoever links them may see them."""
    for id in about:
        if seen_record(act, id) is None:
            yield NO_SUCH_RECORD(measured=id)


@expert_visit.transition(
    source=VISITED, target=REPORTED, by=visitor | office, label=Text("报告", "報告", "Report")
)
def report(
    visited: ExpertVisit, act: Act, *, summary: str, findings: tuple[str, ...] = ()
) -> ExpertVisit:
    """Hand in the report; the office may type what the expert wrote."""
    numbered = (VisitFinding(number=n, text=text) for n, text in enumerate(findings, 1))
    days = visited.policy.improve_working_days
    by = add_working_days(act.working_days(), act.on, days) if findings else None
    return change(
        visited,
        summary=summary,
        reported_on=act.on,
        findings=tuple(numbered),
        improve_by=by,
    )


@report.check
def report_says_something(
    visited: ExpertVisit, _act: Act, *, summary: str, findings: tuple[str, ...] = ()
) -> Iterable[Refusal]:
    """A report has a summary, and one of a diagnosis has findings."""
    if not summary.strip():
        yield INCOMPLETE(measured=field_label(ExpertVisit, "summary"))
    if any(not text.strip() for text in findings):
        yield INCOMPLETE(measured=field_label(VisitFinding, "text"))
    least = visited.policy.least_findings if visited.form == DIAGNOSIS else 0
    if len(findings) < least:
        yield NO_FINDINGS(measured=len(findings), required=least)


@expert_visit.transition(
    source=REPORTED,
    target=IMPROVING,
    by=office,
    label=Text("落实整改", "落實整改", "Improve"),
    guards=(found_something,),
)
def improve(visited: ExpertVisit, act: Act, *, measures: tuple[Measure, ...]) -> ExpertVisit:
    """Give each finding an owner, something to do, and a date."""
    return change(visited, measures=measures, planned_on=act.on)


@improve.check
def every_finding_has_a_measure(
    visited: ExpertVisit, act: Act, *, measures: tuple[Measure, ...]
) -> Iterable[Refusal]:
    """One measure a finding, each with something to do, a known owner and a day still to come."""
    listed = [measure.finding for measure in measures]
    known = [finding.number for finding in visited.findings]
    wrong = [n for n in dict.fromkeys((*known, *listed)) if n not in known or listed.count(n) != 1]
    if wrong:
        yield NOT_COVERED(measured=listing(map(str, wrong)))
    if any(not measure.what.strip() for measure in measures):
        yield INCOMPLETE(measured=field_label(Measure, "what"))
    yield from unknown_people(act.reader, {measure.owner for measure in measures})
    for measure in measures:
        if measure.due < act.on:
            yield DUE_EARLY(finding=measure.finding, measured=measure.due, required=act.on)


@expert_visit.transition(
    source=IMPROVING,
    target=(IMPROVING, RECHECKED),
    by=(role(OFFICE) | visitor).but_not(owner),
    label=Text("复查", "複查", "Recheck"),
    guards=(rests_on_scheme,),
)
def recheck(visited: ExpertVisit, act: Act, *, results: tuple[Checked, ...]) -> ExpertVisit:
    """Look at findings that are open; what is not resolved gets a further date."""
    seen = Recheck(by=act.actor.id, on=act.on, results=results)
    after = change(visited, rechecks=(*visited.rechecks, seen))
    return change(after, state=IMPROVING if after.open_findings else RECHECKED)


@recheck.check
def results_are_of_open_findings(
    visited: ExpertVisit, act: Act, *, results: tuple[Checked, ...]
) -> Iterable[Refusal]:
    """Open findings, each once and on evidence; what is not resolved has a day still to come."""
    listed, waiting = [one.finding for one in results], visited.open_findings
    wrong = [n for n in dict.fromkeys(listed) if n not in waiting or listed.count(n) != 1]
    told = listing(map(str, waiting))
    if not results:
        yield NOTHING_CHECKED(required=told)
    if wrong:
        yield NOT_OPEN(measured=listing(map(str, wrong)), required=told)
    if any(not one.evidence.strip() for one in results):
        yield INCOMPLETE(measured=field_label(Checked, "evidence"))
    for one in results:
        if not one.resolved and (one.again_by is None or one.again_by < act.on):
            by = one.again_by or "–"
            yield DUE_EARLY(finding=one.finding, measured=by, required=act.on)


@expert_visit.transition(
    source=OPEN_VISIT,
    target=STAY,
    by=office,
    label=Text("计入学时", "計入學時", "Credit hours"),
    guards=(form_credits, somebody_signed_in, not_credited_yet, rests_on_scheme),
)
def credit(visited: ExpertVisit, _act: Act) -> ExpertVisit:
    """Credit the hours to everybody who signed in."""
    return change(visited, credits=_credits(visited))


@expert_visit.transition(
    source=REPORTED,
    target=CLOSED,
    by=office,
    label=Text("办结", "辦結", "Close"),
    guards=(found_nothing, hours_are_settled, rests_on_scheme),
)
def close(visited: ExpertVisit, _act: Act) -> ExpertVisit:
    """Close a visit without findings."""
    return visited


@expert_visit.derived("credits", label=Text("学时", "學時", "hours"), by=office)
def credits_again(
    visited: ExpertVisit, _reader: Reader, _provided: Provided
) -> tuple[Credit, ...] | None:
    """The credited hours, made again from the sign-in sheet."""
    return _credits(visited) if visited.credits else None


@expert_visit.explained
def explain_visit(visited: ExpertVisit, asked: Question) -> Explanation | None:
    """Which dates were kept, where each finding stands, and what was credited."""
    if visited.reported_on is None or not asked.sees(visited, "findings"):
        return None
    return Explanation(
        title=visited.label,
        value=Text.same(visited.subject),
        source=visited.id,
        shows=("subject",),
        parts=(
            _deadline(visited, _REPORT, visited.report_by, visited.reported_on),
            *_planning(visited),
            *(_finding(visited, finding) for finding in visited.findings),
            *(
                Explanation(
                    title=_HOURS,
                    number=Fraction(credit.hours),
                    who=credit.person,
                    source=visited.id,
                    shows=("credits",),
                )
                for credit in visited.credits
            ),
        ),
    )


confirm = confirmation(expert_visit, source=OPEN_VISIT, by=office)

expert_visit.seal()


def _credits(visited: ExpertVisit) -> tuple[Credit, ...]:
    if visited.hours is None:
        return ()
    return tuple(Credit(person=one, hours=visited.hours) for one in sorted(visited.attended))


def _appointment(act: Act, id: str) -> Expert | None:
    try:
        return act.reader.get(Expert, id)
    except RecordNotFoundError:
        return None


def _planning(visited: ExpertVisit) -> Iterator[Explanation]:
    if visited.improve_by is not None and visited.planned_on is not None:
        yield _deadline(visited, _PLANNED, visited.improve_by, visited.planned_on)


def _deadline(visited: ExpertVisit, title: Text, by: date, on: date) -> Explanation:
    words = _IN_TIME if on <= by else _LATE
    value = words.format(on=on, by=by)
    return Explanation(title=title, value=value, source=visited.id)


def _finding(visited: ExpertVisit, finding: VisitFinding) -> Explanation:
    measure = next((one for one in visited.measures if one.finding == finding.number), None)
    waiting = finding.number in visited.open_findings
    due = visited.due_of(finding.number)
    stands = _RESOLVED if not waiting else _NO_MEASURE if due is None else _DUE.format(due=due)
    return Explanation(
        title=_NUMBERED.format(number=finding.number),
        value=stands,
        who=measure.owner if measure is not None else None,
        source=visited.id,
        shows=("findings", "measures", "rechecks"),
        notes=(
            Text.same(finding.text),
            *(() if measure is None else (Text.same(measure.what),)),
            *(
                (_SEEN_RESOLVED if one.resolved else _SEEN_OPEN).format(
                    on=check.on, evidence=one.evidence
                )
                for check in visited.rechecks
                for one in check.results
                if one.finding == finding.number
            ),
        ),
    )


_REPORT = Text("报告", "報告", "Report")
_PLANNED = Text("落实责任人和期限", "落實責任人和期限", "Owners and dates settled")
_IN_TIME = Text("{on}（期限{by}）", "{on}（期限{by}）", "{on}, in time (by {by})")
_LATE = Text("{on}，逾期（期限{by}）", "{on}，逾期（期限{by}）", "{on}, late (by {by})")
_NUMBERED = Text("问题{number}", "問題{number}", "Finding {number}")
_RESOLVED = Text("已解决", "已解決", "resolved")
_NO_MEASURE = Text("尚未落实", "尚未落實", "no measure yet")
_DUE = Text("{due}前解决", "{due}前解決", "due on {due}")
_SEEN_RESOLVED = Text(
    "{on}复查，已解决：{evidence}",
    "{on}複查，已解決：{evidence}",
    "rechecked on {on}, resolved: {evidence}",
)
_SEEN_OPEN = Text(
    "{on}复查，未解决：{evidence}",
    "{on}複查，未解決：{evidence}",
    "rechecked on {on}, not resolved: {evidence}",
)
_HOURS = Text("计入学时", "計入學時", "Hours credited")
