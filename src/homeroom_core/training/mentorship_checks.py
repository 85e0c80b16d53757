"""What is looked at before a step of a mentorship, and when one is handed something."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from homeroom_core.act import Act
from homeroom_core.eligibility import Eligibility
from homeroom_core.errors import InputError, Refusal
from homeroom_core.grants import owner, role
from homeroom_core.people import OFFICE
from homeroom_core.school_year import SchoolYear
from homeroom_core.text import coded, listing
from homeroom_core.training.mentorship_reasons import (
    BAD_POINTS,
    EVIDENCE_TWICE,
    NO_DUTY,
    NO_EVIDENCE,
    NO_HAND_OVER,
    NO_JUDGEMENT,
    NO_PLAN,
    NO_SUMMARY,
    NOT_IN_POST,
    NOT_MET,
    OFFICE_RECORDS,
    OUTSIDE_TERM,
    PAIRED_ALREADY,
    RATED_ALREADY,
    RULES_UNFIT,
    SAME_ADVISOR,
    SAME_PERSON,
    SIGNED_ALREADY,
    TIME_IS_UP,
    TOO_FEW_TERMS,
    TOO_LONG,
    UNKNOWN_CAUSE,
    UNKNOWN_DUTY,
    UNKNOWN_PERSON,
)
from homeroom_core.training.mentorship_records import (
    CAUSES,
    OF_OFFICE,
    OPEN_STATES,
    Mentorship,
    MentorshipPolicy,
)
from homeroom_core.training.mentorship_rules import judge_pair, person_of
from homeroom_core.training.mentorship_terms import labels_of
from homeroom_core.training.person import IN_POST
from homeroom_core.training.rule_origin import credit_rules

office = role(OFFICE).but_not(owner)
"""Who keeps the pairing: the office, never one of the two."""


def two_in_post(pair: Mentorship, act: Act) -> Iterable[Refusal]:
    """Advisor and assistant are two people of the roster, both in post."""
    if pair.advisor == pair.assistant:
        yield SAME_PERSON()
    for id in dict.fromkeys((pair.assistant, pair.advisor)):
        yield from _not_in_post(id, act)


def assistant_is_free(pair: Mentorship, act: Act) -> Refusal | None:
    """An assistant is in one pair at a time."""
    for other in act.reader.find(Mentorship, assistant=pair.assistant, state=OPEN_STATES):
        if other.id != pair.id:
            return PAIRED_ALREADY(measured=other.id)
    return None


def is_eligible(pair: Mentorship, act: Act) -> Iterable[Refusal]:
    """The advisor fulfils the rules of the policy; soft rules only warn."""
    return _unfit(pair, pair.advisor, act)


def has_plan(pair: Mentorship, _act: Act) -> Refusal | None:
    """An agreement is signed with its plan."""
    return None if pair.plan.strip() else NO_PLAN()


def signs_once(pair: Mentorship, act: Act) -> Refusal | None:
    """Each of the two signs once."""
    return SIGNED_ALREADY() if act.actor.id in [one.by for one in pair.signed] else None


def has_summary(pair: Mentorship, _act: Act) -> Refusal | None:
    """A term is reviewed once the assistant has summed it up."""
    return None if pair.summary.strip() else NO_SUMMARY()


def has_time_left(pair: Mentorship, act: Act) -> Refusal | None:
    """A pair goes on until the day that is planned, and no longer unless it is extended."""
    return TIME_IS_UP(measured=pair.ends) if act.on >= pair.ends else None


def terms_are_reached(pair: Mentorship, _act: Act) -> Refusal | None:
    """One graduates after the least number of school years, each with its two term reviews."""
    reviewed, least = len(pair.reviews), pair.policy.least_reviews
    return TOO_FEW_TERMS(measured=reviewed, required=least) if reviewed < least else None


def last_term_was_met(pair: Mentorship, _act: Act) -> Refusal | None:
    """One graduates after a term in which every duty was done often enough."""
    short = [c.duty for review in pair.reviews[-1:] for c in review.counts if not c.met]
    return NOT_MET(measured=labels_of(pair, short)) if short else None


def _not_in_post(id: str, act: Act) -> Iterable[Refusal]:
    person = person_of(act.reader, id)
    if person is None:
        yield UNKNOWN_PERSON(measured=id)
    elif person.state != IN_POST:
        yield NOT_IN_POST(measured=id)


def verdict_on(pair: Mentorship, advisor: str, act: Act) -> Eligibility | None:
    """Whether somebody may advise, by the rules of the terms; see `judge_pair`."""
    credit_rules(act, pair.policy.advisor_rules)
    credit_rules(act, pair.policy.pair_rules)
    return judge_pair(pair, advisor, act.reader, act.on)


def _unfit(pair: Mentorship, advisor: str, act: Act) -> Iterable[Refusal]:
    try:
        judged = verdict_on(pair, advisor, act)
    except InputError as error:
        faults = ", ".join(f"{fault.where}: {fault.found}" for fault in error.faults)
        return (RULES_UNFIT(measured=faults),)
    return judged.refusals if judged is not None else ()


def years_of(pair: Mentorship) -> int:
    """How many school years the pairing touches."""
    return SchoolYear.on(pair.ends).year - SchoolYear.on(pair.starts).year + 1


def _too_long(pair: Mentorship, school_years: int) -> Refusal | None:
    most = pair.policy.most_school_years
    if 1 <= school_years <= most:
        return None
    return TOO_LONG(measured=school_years, required=most)


def length_fits(
    pair: Mentorship,
    _act: Act,
    *,
    assistant: str,
    advisor: str,
    starts: date,
    school_years: int = 1,
    policy: MentorshipPolicy | None = None,
) -> Refusal | None:
    """A pair lasts as many school years as the policy allows."""
    del assistant, advisor, starts, policy
    return _too_long(pair, school_years)


def plan_says_something(_pair: Mentorship, _act: Act, *, plan: str) -> Refusal | None:
    """A plan is not empty."""
    return None if plan.strip() else NO_PLAN()


def duty_is_done(
    pair: Mentorship,
    act: Act,
    *,
    duties: tuple[str, ...],
    evidence: str,
    on: date | None = None,
    note: str = "",
) -> Iterable[Refusal]:
    """It answers known duties in the term that runs, with evidence that is used once."""
    del note
    known = listing(duty.id for duty in pair.policy.duties) if pair.policy.duties else "–"
    if not duties:
        yield NO_DUTY(required=known)
    for id in duties:
        duty = pair.duty(id)
        if duty is None:
            yield UNKNOWN_DUTY(measured=id, required=known)
        elif duty.side == OF_OFFICE and not office.holds(pair, act):
            yield OFFICE_RECORDS(measured=duty.label)
    if not evidence.strip():
        yield NO_EVIDENCE()
    for one in pair.done:
        if one.evidence == evidence.strip():
            yield EVIDENCE_TWICE(measured=one.evidence, required=one.on)
    first = pair.recorded_from or act.on
    if not first <= (on or act.on) <= act.on:
        yield OUTSIDE_TERM(measured=on or act.on, required=f"{first} – {act.on}")


def summary_says_something(_pair: Mentorship, _act: Act, *, summary: str) -> Refusal | None:
    """A summary is not empty."""
    return None if summary.strip() else NO_SUMMARY()


def rating_fits(
    pair: Mentorship, act: Act, *, points: Decimal, remark: str = ""
) -> Iterable[Refusal]:
    """Points are within range, and nobody rates an advisor twice in a term."""
    del remark
    if not 0 <= points <= pair.policy.rating_maximum:
        yield BAD_POINTS(measured=points, required=pair.policy.rating_maximum)
    mine = (one for one in pair.ratings if one.by == act.actor.id and one.advisor == pair.advisor)
    if any(one.term == pair.term for one in mine):
        yield RATED_ALREADY()


def extension_fits(pair: Mentorship, _act: Act, *, school_years: int = 1) -> Refusal | None:
    """It gets longer, and no longer than the policy allows."""
    more = years_of(pair) + school_years if school_years > 0 else school_years
    return _too_long(pair, more)


def judgement_says_something(_pair: Mentorship, _act: Act, *, judgement: str) -> Refusal | None:
    """The meeting says why."""
    return None if judgement.strip() else NO_JUDGEMENT()


def successor_fits(
    pair: Mentorship, act: Act, *, advisor: str, cause: str, hand_over: str
) -> Iterable[Refusal]:
    """Another one who may be an advisor takes over, with a note of what was done."""
    if advisor == pair.advisor:
        yield SAME_ADVISOR(measured=advisor)
    if advisor == pair.assistant:
        yield SAME_PERSON()
    if cause not in CAUSES:
        yield UNKNOWN_CAUSE(measured=cause, required=coded(CAUSES))
    if not hand_over.strip():
        yield NO_HAND_OVER()
    yield from _not_in_post(advisor, act)
    yield from _unfit(pair, advisor, act)
