"""顾问/助理: a mentoring pair, from the nomination over the agreement and its duties to graduation.

Young teachers must have an advisor. The two sign an agreement with a plan; what they do for the
duties of the pair (六到位) is recorded once and counted on both sides; each term is reviewed
against the least numbers. When the advisor changes, the pair goes on and keeps what was done.
"""

from datetime import date, timedelta
from decimal import Decimal

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.explanation import Explanation, Question
from homeroom_core.grants import named, owner, role
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, GRADE_LEADER, OFFICE
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.school_year import SchoolYear
from homeroom_core.text import Text
from homeroom_core.training.activity import Credit
from homeroom_core.training.mentorship_checks import (
    assistant_is_free,
    duty_is_done,
    extension_fits,
    has_plan,
    has_summary,
    has_time_left,
    is_eligible,
    judgement_says_something,
    last_term_was_met,
    length_fits,
    office,
    plan_says_something,
    rating_fits,
    signs_once,
    successor_fits,
    summary_says_something,
    terms_are_reached,
    two_in_post,
    verdict_on,
    years_of,
)
from homeroom_core.training.mentorship_records import (
    ACTIVE,
    AGREED,
    ELIGIBLE,
    ENDED,
    GRADUATED,
    NOMINATED,
    OPEN_STATES,
    RE_PAIRED,
    REVIEWED,
    DutyDone,
    FormerAdvisor,
    Mentorship,
    MentorshipPolicy,
    Rating,
    Signature,
    TermReview,
    reviewed,
)
from homeroom_core.training.mentorship_terms import credits_of, explain_terms
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

mentorship = Lifecycle(
    Mentorship,
    states=(NOMINATED, ELIGIBLE, AGREED, ACTIVE, REVIEWED, RE_PAIRED, GRADUATED, ENDED),
    initial=NOMINATED,
    final=(GRADUATED, ENDED),
)

advisor = named("advisor", Text("该对顾问", "該對顧問", "the advisor of the pair"))
assistant = named("assistant", Text("该对助理", "該對助理", "the assistant of the pair"))
affairs_meeting = role(AFFAIRS_MEETING).but_not(owner)
recorder = owner | role(OFFICE)
rater = assistant | role(OFFICE, GRADE_LEADER).but_not(advisor)


@mentorship.creation(
    by=role(OFFICE),
    label=Text("提名", "提名", "Nominate"),
    guards=(two_in_post, assistant_is_free, keeps_to_scheme),
)
def nominate(
    act: Act,
    *,
    assistant: str,
    advisor: str,
    starts: date,
    school_years: int = 1,
    policy: MentorshipPolicy | None = None,
) -> Mentorship:
    """Propose an advisor for an assistant, for one school year or more."""
    opened = opening(act, Mentorship, MentorshipPolicy, policy)
    return Mentorship(
        id=act.new_id,
        org=act.org,
        state=NOMINATED,
        basis=opened.basis,
        policy=opened.terms,
        assistant=assistant,
        advisor=advisor,
        starts=starts,
        ends=_last_day(starts, school_years, opened.terms),
    )


nominate.check(length_fits)


@mentorship.transition(
    source=NOMINATED,
    target=ELIGIBLE,
    by=office,
    label=Text("资格审查通过", "資格審查通過", "Find eligible"),
    guards=(is_eligible,),
)
def qualify(pair: Mentorship, act: Act) -> Mentorship:
    """Find that the advisor may be one; soft rules that do not hold stay on record as warnings."""
    return _qualified(pair, act)


@mentorship.transition(
    source=(ELIGIBLE, RE_PAIRED),
    target=STAY,
    by=owner,
    label=Text("写结对计划", "寫結對計劃", "Write the plan"),
)
def write_plan(pair: Mentorship, _act: Act, *, plan: str) -> Mentorship:
    """Write the plan, as often as needed; whoever had signed another one signs again."""
    return change(pair, plan=plan, signed=())


write_plan.check(plan_says_something)


@mentorship.transition(
    source=(ELIGIBLE, RE_PAIRED),
    target=(ELIGIBLE, RE_PAIRED, AGREED),
    by=owner,
    label=Text("签协议", "簽協議", "Sign"),
    guards=(has_plan, signs_once),
)
def sign(pair: Mentorship, act: Act) -> Mentorship:
    """Sign the agreement and its plan; it stands once both have."""
    signed = (*pair.signed, Signature(by=act.actor.id, on=act.on))
    both = pair.owners() <= {one.by for one in signed}
    return change(pair, signed=signed, state=AGREED if both else pair.state)


@mentorship.transition(
    source=AGREED,
    target=(ELIGIBLE, RE_PAIRED),
    by=office,
    label=Text("退回协议", "退回協議", "Send back"),
    reason_required=True,
)
def send_back(pair: Mentorship, _act: Act) -> Mentorship:
    """Have the two write another plan and sign again."""
    return change(pair, signed=(), state=RE_PAIRED if pair.former else ELIGIBLE)


@mentorship.transition(
    source=AGREED, target=ACTIVE, by=office, label=Text("批准", "核准", "Approve")
)
def approve(pair: Mentorship, act: Act) -> Mentorship:
    """Approve the agreement and its plan: the pair is active."""
    return change(pair, active_since=pair.active_since or act.on)


@mentorship.transition(
    source=ACTIVE, target=STAY, by=recorder, label=Text("登记到位", "登記到位", "Record a duty")
)
def record_duty(
    pair: Mentorship,
    act: Act,
    *,
    duties: tuple[str, ...],
    evidence: str,
    on: date | None = None,
    note: str = "",
) -> Mentorship:
    """Record something done, once, for every duty that it answers; by default it was done today."""
    done = DutyDone(
        duties=duties,
        on=on or act.on,
        evidence=evidence.strip(),
        by=act.actor.id,
        advisor=pair.advisor,
        note=note,
    )
    return change(pair, done=(*pair.done, done))


record_duty.check(duty_is_done)


@mentorship.transition(
    source=ACTIVE, target=STAY, by=assistant, label=Text("写学期总结", "寫學期總結", "Sum up")
)
def summarise(pair: Mentorship, _act: Act, *, summary: str) -> Mentorship:
    """Sum up the term, as often as needed before it is reviewed."""
    return change(pair, summary=summary)


summarise.check(summary_says_something)


@mentorship.transition(
    source=(ACTIVE, REVIEWED), target=STAY, by=rater, label=Text("评议顾问", "評議顧問", "Rate")
)
def rate(pair: Mentorship, act: Act, *, points: Decimal, remark: str = "") -> Mentorship:
    """Rate the advisor, in confidence, once a term."""
    given = Rating(
        by=act.actor.id,
        on=act.on,
        term=pair.term,
        advisor=pair.advisor,
        points=points,
        remark=remark,
    )
    return change(pair, ratings=(*pair.ratings, given))


rate.check(rating_fits)


@mentorship.transition(
    source=ACTIVE,
    target=REVIEWED,
    by=office,
    label=Text("学期考核", "學期考核", "Review the term"),
    guards=(has_summary,),
)
def review(pair: Mentorship, act: Act, *, remark: str = "") -> Mentorship:
    """Count what was done since the last review against the least numbers of the policy."""
    since = pair.reviews[-1].last + timedelta(days=1) if pair.reviews else pair.active_since
    seen = TermReview(
        first=min(since or act.on, act.on),
        last=act.on,
        by=act.actor.id,
        advisor=pair.advisor,
        summary=pair.summary,
        counts=(),
        recorded=len(pair.done),
        remark=remark,
    )
    return change(pair, reviews=reviewed(pair, (*pair.reviews, seen)), summary="")


@mentorship.transition(
    source=REVIEWED,
    target=ACTIVE,
    by=office,
    label=Text("继续", "繼續", "Carry on"),
    guards=(has_time_left,),
)
def carry_on(pair: Mentorship, _act: Act) -> Mentorship:
    """Go on with the next term."""
    return pair


@mentorship.transition(
    source=REVIEWED,
    target=ACTIVE,
    by=office,
    label=Text("延长", "延長", "Extend"),
    reason_required=True,
)
def extend(pair: Mentorship, _act: Act, *, school_years: int = 1) -> Mentorship:
    """Go on for some school years more than was planned."""
    return change(pair, ends=_last_day(pair.starts, years_of(pair) + school_years, pair.policy))


extend.check(extension_fits)


@mentorship.transition(
    source=REVIEWED,
    target=GRADUATED,
    by=affairs_meeting,
    label=Text("出师", "出師", "Graduate"),
    guards=(terms_are_reached, last_term_was_met, rests_on_scheme),
)
def graduate(pair: Mentorship, act: Act, *, judgement: str) -> Mentorship:
    """Find the assistant competent: the pair has done its work."""
    return _closed(change(pair, judgement=judgement), act)


graduate.check(judgement_says_something)


@mentorship.transition(
    source=(AGREED, ACTIVE, REVIEWED, RE_PAIRED),
    target=RE_PAIRED,
    by=office,
    label=Text("改配顾问", "改配顧問", "Re-pair"),
    reason_required=True,
)
def re_pair(pair: Mentorship, act: Act, *, advisor: str, cause: str, hand_over: str) -> Mentorship:
    """Give the assistant another advisor; what was done stays, and a new agreement is signed."""
    left = FormerAdvisor(
        advisor=pair.advisor,
        until=act.on,
        cause=cause,
        hand_over=hand_over,
        plan=pair.plan,
        signed=pair.signed,
    )
    changed = change(pair, advisor=advisor, former=(*pair.former, left), signed=())
    return _qualified(changed, act)


re_pair.check(successor_fits)


@mentorship.transition(
    source=OPEN_STATES,
    target=ENDED,
    by=office,
    label=Text("终止", "終止", "End"),
    reason_required=True,
)
def end(pair: Mentorship, act: Act) -> Mentorship:
    """End the pair without graduation; terms that were done still earn their hours."""
    return _closed(pair, act)


confirm = confirmation(mentorship, source=OPEN_STATES, by=office)


@mentorship.derived("reviews", label=Text("学期考核", "學期考核", "the term reviews"), by=office)
def reviews_again(
    pair: Mentorship, _reader: Reader, _provided: Provided
) -> tuple[TermReview, ...] | None:
    """The counts of every term, made again from what was recorded."""
    if not pair.reviews:
        return None
    return reviewed(pair, pair.reviews)


@mentorship.derived("credits", label=Text("学时", "學時", "the hours"), by=office)
def credits_again(
    pair: Mentorship, _reader: Reader, _provided: Provided
) -> tuple[Credit, ...] | None:
    """The hours of both sides, made again from the term reviews."""
    return None if pair.ended_on is None else credits_of(pair)


@mentorship.explained
def why(pair: Mentorship, _asked: Question) -> Explanation | None:
    """Every term, duty by duty: how often it was done, and how often it should have been."""
    return explain_terms(pair)


mentorship.seal()


def _qualified(pair: Mentorship, act: Act) -> Mentorship:
    """The pair as it stands once its advisor was judged, with time to sign."""
    judged = verdict_on(pair, pair.advisor, act)
    warned = tuple(v.rule for v in judged.verdicts if v.refusal) if judged is not None else ()
    days = pair.policy.sign_within_working_days
    by = add_working_days(act.working_days(), max(act.on, pair.starts), days)
    return change(pair, warnings=warned, sign_by=by)


def _last_day(starts: date, school_years: int, policy: MentorshipPolicy) -> date:
    """Last day of the last of so many school years; what is out of range is refused elsewhere."""
    years = min(max(school_years, 1), policy.most_school_years + 1)
    return SchoolYear.on(starts).shifted(years - 1).last


def _closed(pair: Mentorship, act: Act) -> Mentorship:
    return change(pair, ended_on=act.on, credits=credits_of(pair))
