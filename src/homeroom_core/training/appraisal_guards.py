"""Rules about a single case of appraisal: what has to hold before a step is made."""

from collections.abc import Iterable
from datetime import date

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.errors import HomeroomError, Refusal
from homeroom_core.text import listing
from homeroom_core.training.appraisal_goals import percent
from homeroom_core.training.appraisal_grading import graded_by_round, holders, line_of
from homeroom_core.training.appraisal_reasons import (
    HAS_CASE,
    IS_REGRADED,
    NEVER_SERVED,
    NOT_DECIDED,
    NOT_FINAL,
    NOT_GRADED,
    NOT_PUBLICISED,
    NOT_REGRADED,
    PLACE_TAKEN,
    ROUND_NOT_OPEN,
    SAME_GRADE,
    SERVED_ENOUGH,
    SIGN_LATE,
    SIGN_OPEN,
    STILL_TIME,
    TOO_SHORT,
    UNKNOWN_PERSON,
    UNKNOWN_ROUND,
)
from homeroom_core.training.appraisal_records import (
    CANCELLED,
    ROUND_DECIDED,
    ROUND_OPENED,
    ROUND_PUBLICISED,
    ROUND_STATES,
    VETO_CHECKED,
    Appraisal,
    AppraisalRound,
)
from homeroom_core.training.appraisal_scoring import refusals_of, service_now
from homeroom_core.training.notice import NoticeLine
from homeroom_core.training.person import Person
from homeroom_core.training.publicity import closed_faults, tied_notice


def round_is_open(case: Appraisal, act: Act) -> Refusal | None:
    """Its round is open: nothing that decides a grade changes once all are graded together."""
    round = found_round(case, act)
    if round is None:
        return UNKNOWN_ROUND(measured=case.round)
    if round.state == ROUND_OPENED:
        return None
    return ROUND_NOT_OPEN(measured=_state_of(round))


def teacher_is_known(case: Appraisal, act: Act) -> Refusal | None:
    """The teacher is in the roster, whether still in post or not."""
    return UNKNOWN_PERSON(measured=case.teacher) if person_of(case, act) is None else None


def has_one_case(case: Appraisal, act: Act) -> Refusal | None:
    """A teacher has one case in a round."""
    for other in act.reader.find(Appraisal, round=case.round, teacher=case.teacher):
        if other.state != CANCELLED:
            return HAS_CASE(measured=other.id)
    return None


def has_served(case: Appraisal, act: Act) -> Refusal | None:
    """They led or assisted a class on some day of the period."""
    if found_round(case, act) is None or person_of(case, act) is None:
        return None  # said already
    served = service_now(round_of(case, act), case, act)
    return None if served.days else NEVER_SERVED()


def review_time_is_over(case: Appraisal, act: Act) -> Refusal | None:
    """The teacher has the whole time that was promised for the self review."""
    if act.on > case.review_by:
        return None
    return STILL_TIME(measured=case.review_by, when=add_working_days(
        act.working_days(), case.review_by, 1
    ))  # fmt: skip


def all_is_in(case: Appraisal, act: Act) -> Iterable[Refusal] | None:
    """Whatever the sheet asks for is there, or missing on record, but for the committee's marks."""
    found = refusals_of(round_of(case, act), case, act.provided, before_committee=True)
    return found or None  # `None` spares the engine to ask a second time, and this costs most


def can_be_scored(case: Appraisal, act: Act) -> Iterable[Refusal] | None:
    """The sheet gives a total."""
    return refusals_of(round_of(case, act), case, act.provided) or None


def served_long_enough(case: Appraisal, act: Act) -> Refusal | None:
    """Who served too little of the period gets no grade, and is not scored either."""
    round = round_of(case, act)
    share = service_now(round, case, act).share
    least = round.policy.ungraded_below
    if share >= least:
        return None
    return TOO_SHORT(measured=percent(share), required=percent(least))


def served_too_little(case: Appraisal, act: Act) -> Refusal | None:
    """Only who served too little of the period is left without a grade."""
    round = round_of(case, act)
    share = service_now(round, case, act).share
    least = round.policy.ungraded_below
    if share < least:
        return None
    return SERVED_ENOUGH(measured=percent(share), required=percent(least))


def round_has_grade(case: Appraisal, act: Act) -> Refusal | None:
    """The round has been graded, ties included, and this case with it."""
    round = round_of(case, act)
    outcome = round.outcome
    there = outcome is not None and not outcome.stale and outcome.of(case.id) is not None
    if outcome is not None and there and outcome.is_settled:
        return None
    return NOT_GRADED()


def grade_is_another(case: Appraisal, act: Act) -> Refusal | None:
    """A case that has a grade takes over only a grade that differs."""
    if case.state == VETO_CHECKED or case.in_force is None:
        return None
    round = round_of(case, act)
    found = graded_by_round(round, case, by=act.actor.id, on=act.on)
    if found is None or found.grade != case.in_force.grade:
        return None
    return SAME_GRADE(measured=round.policy.grade(found.grade).label)


def place_is_free(case: Appraisal, act: Act) -> Refusal | None:
    """Nobody takes a place of the quota before it is free: whoever loses it goes first."""
    round = round_of(case, act)
    found = graded_by_round(round, case, by=act.actor.id, on=act.on)
    top = round.policy.top
    if found is None or top is None or found.grade != top.id or found.places is None:
        return None
    group = case.group if round.policy.by_group else ""
    others = holders(round, group, act.reader) - {case.id}
    if len(others) < found.places:
        return None
    return PLACE_TAKEN(measured=len(others), which=listing(sorted(others)[:10]))


def stands_on_list(case: Appraisal, act: Act) -> Refusal | None:
    """The round's list with this very grade has been publicised."""
    round = round_of(case, act)
    if case.in_force is not None and case.in_force.regrade:
        return IS_REGRADED()
    ruling = round.outcome.of(case.id) if round.outcome is not None else None
    same = ruling is not None and case.in_force is not None and ruling.grade == case.in_force.grade
    if round.state in (ROUND_PUBLICISED, ROUND_DECIDED) and same:
        return None
    return NOT_PUBLICISED(measured=_state_of(round))


def was_regraded(case: Appraisal, _act: Act) -> Refusal | None:
    """Only a grade that was changed after the decision has a notice of its own."""
    return None if case.in_force is not None and case.in_force.regrade else NOT_REGRADED()


def is_final(case: Appraisal, act: Act) -> Refusal | None:
    """The notice has closed on this grade, and the round was decided."""
    return NOT_FINAL() if final_on(case, act) is None else None


def in_time_to_sign(case: Appraisal, act: Act) -> Refusal | None:
    """A grade is signed within some working days of becoming final."""
    last = _sign_by(case, act)
    return SIGN_LATE(measured=last) if last is not None and act.on > last else None


def time_to_sign_is_over(case: Appraisal, act: Act) -> Refusal | None:
    """The teacher has the whole time to sign."""
    last = _sign_by(case, act)
    if last is None or act.on > last:
        return None
    return SIGN_OPEN(measured=last, when=add_working_days(act.working_days(), last, 1))


def round_is_decided(case: Appraisal, act: Act) -> Refusal | None:
    """A single case is regraded only after the decision; before it the round is reopened."""
    round = round_of(case, act)
    return None if round.state == ROUND_DECIDED else NOT_DECIDED(measured=_state_of(round))


def round_of(case: Appraisal, act: Act) -> AppraisalRound:
    """The round of a case.

    Raises:
        RecordNotFoundError: There is none.
    """
    return act.reader.get(AppraisalRound, case.round)


def found_round(case: Appraisal, act: Act) -> AppraisalRound | None:
    """The round of a case, if it can be read."""
    try:
        return round_of(case, act)
    except HomeroomError:  # there is none, or its contents were erased
        return None


def person_of(case: Appraisal, act: Act) -> Person | None:
    """The teacher of a case, if the roster has them."""
    try:
        return act.reader.get(Person, case.teacher)
    except HomeroomError:  # there is none, or their contents were erased
        return None


def own_line(case: Appraisal, act: Act) -> tuple[NoticeLine, ...]:
    """The list of a notice that shows the grade in force of a case, and nothing else."""
    if case.in_force is None:
        return ()
    policy = round_of(case, act).policy
    return (line_of(case, case.in_force.grade, policy, act.reader),)


def final_on(case: Appraisal, act: Act) -> date | None:
    """Since when the grade in force is final; `None` while it is not."""
    if case.in_force is None:
        return None
    if case.in_force.regrade:
        notice = tied_notice(case.notice, act)
        if notice is None or any(closed_faults(case.notice, act, lines=own_line(case, act))):
            return None
        return notice.closed_on
    round = round_of(case, act)
    ruling = round.outcome.of(case.id) if round.outcome is not None else None
    same = ruling is not None and ruling.grade == case.in_force.grade
    return round.decided_on if round.state == ROUND_DECIDED and same else None


_ROUND_STATES = {str(state): state for state in ROUND_STATES}


def _state_of(round: AppraisalRound) -> str:
    """The state of a round as a term that knows its label."""
    return _ROUND_STATES.get(round.state, round.state)


def _sign_by(case: Appraisal, act: Act) -> date | None:
    """Last day to sign; `None` while the grade is not final."""
    final = final_on(case, act)
    if final is None:
        return None
    days = round_of(case, act).policy.sign_within_working_days
    return add_working_days(act.working_days(), final, days)
