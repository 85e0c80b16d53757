"""专家引领 (请进来): an expert from outside, appointed for a term.

The office proposes, the principal invites and appoints by letter; a term is renewed by a further
one. What comes of a visit is recorded in `expert_visit`; no appointment expires over open findings.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.dates import months_later
from homeroom_core.errors import Refusal
from homeroom_core.grants import owner, role
from homeroom_core.labels import field_label, left_blank
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE, PRINCIPAL
from homeroom_core.text import Text, listing
from homeroom_core.training.expert_reasons import (
    INCOMPLETE,
    OPEN_ALREADY,
    RENEWS_EARLY,
    TERM_RUNS,
    TERM_UNFIT,
    VISITS_OPEN,
)
from homeroom_core.training.expert_records import (
    APPOINTED,
    DECLINED,
    ENDED,
    EXPIRED,
    INVITED,
    OPEN_VISIT,
    PROPOSED,
    AppointmentTerm,
    Expert,
    ExpertPolicy,
    ExpertVisit,
)
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

OPEN_STATES = (PROPOSED, INVITED, APPOINTED)
_DAY = timedelta(days=1)

expert = Lifecycle(
    Expert,
    states=(PROPOSED, INVITED, APPOINTED, EXPIRED, ENDED, DECLINED),
    initial=PROPOSED,
    final=(EXPIRED, ENDED, DECLINED),
)

proposer = role(OFFICE, PRINCIPAL).but_not(owner)
principal = role(PRINCIPAL).but_not(owner)
office = role(OFFICE).but_not(owner)


def is_complete(proposed: Expert, _act: Act) -> Refusal | None:
    """A proposal says who the expert is, from where, and what for."""
    missing = left_blank(proposed, "expert", "name", "institution", "specialty", "purpose")
    return INCOMPLETE(measured=listing(missing)) if missing else None


def no_other_appointment(proposed: Expert, act: Act) -> Refusal | None:
    """An expert has one appointment at a time; it is renewed, not doubled."""
    for other in act.reader.find(Expert, expert=proposed.expert, state=OPEN_STATES):
        return OPEN_ALREADY(measured=other.id)
    return None


def last_term_has_begun(appointed: Expert, act: Act) -> Refusal | None:
    """Terms are not stacked up: only one that has begun is renewed."""
    since = appointed.appointments[-1].since
    return RENEWS_EARLY(measured=since, when=since) if act.on < since else None


def term_is_over(appointed: Expert, act: Act) -> Refusal | None:
    """The last day of the last term has passed."""
    until = appointed.appointments[-1].until
    return TERM_RUNS(measured=until, when=until + _DAY) if act.on <= until else None


def visits_are_closed(appointed: Expert, act: Act) -> Refusal | None:
    """Every visit is closed, every finding rechecked."""
    found = act.reader.find(ExpertVisit, appointment=appointed.id, state=OPEN_VISIT)
    waiting = [visit.id for visit in found]
    return VISITS_OPEN(measured=listing(waiting)) if waiting else None


@expert.creation(
    by=proposer,
    label=Text("拟聘", "擬聘", "Propose"),
    guards=(is_complete, no_other_appointment, keeps_to_scheme),
)
def propose(
    act: Act,
    *,
    expert: str,
    name: str,
    institution: str,
    specialty: str,
    purpose: str,
    fee_rule: str = "",
    policy: ExpertPolicy | None = None,
) -> Expert:
    """Propose an expert, with the purpose and the rule that fees are paid by."""
    opened = opening(act, Expert, ExpertPolicy, policy)
    return Expert(
        id=act.new_id,
        org=act.org,
        state=PROPOSED,
        basis=opened.basis,
        expert=expert,
        name=name,
        institution=institution,
        specialty=specialty,
        purpose=purpose,
        fee_rule=fee_rule,
        policy=opened.terms,
    )


@expert.transition(
    source=PROPOSED, target=INVITED, by=principal, label=Text("邀请", "邀請", "Invite")
)
def invite(proposed: Expert, _act: Act) -> Expert:
    """Invite the expert in the name of the school."""
    return proposed


@expert.transition(
    source=(PROPOSED, INVITED),
    target=DECLINED,
    by=proposer,
    label=Text("不聘", "不聘", "Decline"),
    reason_required=True,
)
def decline(proposed: Expert, _act: Act) -> Expert:
    """Put down that nothing comes of it: the expert or the school declines."""
    return proposed


@expert.transition(
    source=INVITED, target=APPOINTED, by=principal, label=Text("聘任", "聘任", "Appoint")
)
def appoint(invited: Expert, act: Act, *, letter: str, since: date, until: date) -> Expert:
    """Appoint the expert by letter, for a term of which both days are part."""
    return _with_term(invited, act, letter, since, until)


@appoint.check
def term_fits(
    invited: Expert, _act: Act, *, letter: str, since: date, until: date
) -> Iterable[Refusal]:
    """There is a letter, and the term is neither too short nor too long."""
    return _term_refusals(invited, letter, since, until)


@expert.transition(
    source=APPOINTED,
    target=STAY,
    by=principal,
    label=Text("续聘", "續聘", "Renew"),
    guards=(last_term_has_begun,),
)
def renew(appointed: Expert, act: Act, *, letter: str, until: date) -> Expert:
    """Appoint the expert for a further term, from the day after the last one."""
    return _with_term(appointed, act, letter, _next_day(appointed), until)


@renew.check
def further_term_fits(
    appointed: Expert, _act: Act, *, letter: str, until: date
) -> Iterable[Refusal]:
    """There is a letter, and the further term is neither too short nor too long."""
    return _term_refusals(appointed, letter, _next_day(appointed), until)


@expert.transition(
    source=APPOINTED,
    target=EXPIRED,
    by=office,
    label=Text("到期", "到期", "Expire"),
    guards=(term_is_over, visits_are_closed, rests_on_scheme),
)
def expire(appointed: Expert, _act: Act) -> Expert:
    """Close an appointment whose term is over, once every visit is closed."""
    return appointed


@expert.transition(
    source=APPOINTED,
    target=ENDED,
    by=principal,
    label=Text("提前结束", "提前結束", "End"),
    reason_required=True,
)
def end(appointed: Expert, _act: Act) -> Expert:
    """End an appointment before its time; visits that are open are still followed up."""
    return appointed


confirm = confirmation(expert, source=OPEN_STATES, by=office)

expert.seal()


def _next_day(appointed: Expert) -> date:
    return appointed.appointments[-1].until + _DAY


def _with_term(record: Expert, act: Act, letter: str, since: date, until: date) -> Expert:
    term = AppointmentTerm(letter=letter, since=since, until=until, by=act.actor.id)
    return change(record, appointments=(*record.appointments, term))


def _term_refusals(record: Expert, letter: str, since: date, until: date) -> Iterable[Refusal]:
    if not letter.strip():
        yield INCOMPLETE(measured=field_label(AppointmentTerm, "letter"))
    first = months_later(since, record.policy.least_months) - _DAY
    last = months_later(since, record.policy.most_months) - _DAY
    if not first <= until <= last:
        yield TERM_UNFIT(measured=until, required=f"{first} – {last}")
