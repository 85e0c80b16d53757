"""From scores to grades: boundaries, caps, and who is excellent within the quota of a group.

Who has the grade within the quota is decided over the whole group; "at most 15 %" rounds down. What
was found caps a grade, whatever the points. A grade is made of facts that are kept beside it, so
that it can be made again.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs

from homeroom_core.award import Allotment, allot, settle
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.change import change
from homeroom_core.errors import HomeroomError
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.training.appraisal_policy import AppraisalPolicy
from homeroom_core.training.appraisal_records import (
    HAS_GRADE,
    IN_PLAY,
    Appraisal,
    AppraisalRound,
    Cap,
    Graded,
    GroupQuota,
    Outcome,
    Ruling,
    Score,
)
from homeroom_core.training.appraisal_scoring import sanctions_found
from homeroom_core.training.notice import NoticeLine
from homeroom_core.training.person import Person


def cases_of(round: str, reader: Reader) -> tuple[Appraisal, ...]:
    """The cases of a round that get, or have, a grade in it."""
    return tuple(reader.find(Appraisal, round=round, state=IN_PLAY))


def compared(policy: AppraisalPolicy, score: Score) -> Fraction:
    """The points that are held against boundaries and ranked."""
    return Fraction(score.shown) if policy.compared == "rounded" else score.total


def best_allowed(policy: AppraisalPolicy, caps: Iterable[Cap]) -> str | None:
    """The best grade that these caps allow; `None` where nothing caps it."""
    best: str | None = None
    for cap in caps:
        rule = policy.cap(cap.cause)
        if rule is not None:
            best = rule.best if best is None else policy.worse(best, rule.best)
    return best


def grade_of(
    policy: AppraisalPolicy, points: Fraction, caps: Iterable[Cap], *, excellent: bool
) -> str:
    """The grade of somebody: by points or within the quota, and then as far as nothing caps it.

    Args:
        policy: The terms.
        points: The total that is compared.
        caps: What was found to cap it.
        excellent: Whether they have a place of the quota.
    """
    top = policy.top
    own = top.id if top is not None and excellent else policy.reached(points).id
    best = best_allowed(policy, caps)
    return own if best is None else policy.worse(own, best)


def outcome_of(
    round: AppraisalRound,
    cases: Iterable[Appraisal],
    *,
    by: str,
    on: date,
    chosen: frozenset[str] = frozenset(),
) -> Outcome:
    """A grade for every case of a round that has been scored and checked.

    Args:
        round: The round.
        cases: Its cases, in any order.
        by: Who has it worked out.
        on: When.
        chosen: Ids of cases that the committee gave a place where a tie was left to it.
    """
    policy = round.policy
    stands = [stand for case in cases if (stand := _stand(policy, case)) is not None]
    quotas = tuple(_quotas(policy, stands, chosen))
    places = dict(_places(policy, stands))
    rulings = tuple(
        _ruling(policy, stand, quotas, places.get(stand.case))
        for stand in sorted(stands, key=lambda one: one.case)
    )
    return Outcome(rulings=rulings, quotas=quotas, by=by, on=on)


def settled(round: AppraisalRound, cases: Iterable[Appraisal], chosen: frozenset[str]) -> Outcome:
    """The outcome of a round with its ties closed as the committee chose.

    Raises:
        InputError: Not just as many as there are places, or somebody who is no candidate.
    """
    made = round.outcome
    by, on = (made.by, made.on) if made is not None else ("", date.min)
    return outcome_of(round, cases, by=by, on=on, chosen=chosen)


def outcome_again(round: AppraisalRound, reader: Reader, provided: Provided) -> Outcome | None:
    """The grades of a round, made again from what the cases were when it was graded."""
    del provided
    made = round.outcome
    if made is None or made.stale:
        return None
    found = [(reader.get(Appraisal, ruling.case), ruling) for ruling in made.rulings]
    cases = [change(case, checks=case.checks[: ruling.checks]) for case, ruling in found]
    top = round.policy.top
    plain = outcome_of(round, cases, by=made.by, on=made.on)
    open_now = {
        case
        for quota in plain.quotas
        for decision in quota.allotment.open
        for case in decision.candidates
    }
    if not open_now or not made.is_settled or top is None:
        return plain
    given = {award.entry for quota in made.quotas for award in quota.allotment.awards}
    return outcome_of(round, cases, by=made.by, on=made.on, chosen=frozenset(open_now & given))


def graded_by_round(round: AppraisalRound, case: Appraisal, *, by: str, on: date) -> Graded | None:
    """The grade of a case as its round came to it; `None` where the round has none for it."""
    ruling = round.outcome.of(case.id) if round.outcome is not None else None
    if ruling is None or round.outcome is None:
        return None
    quota = round.outcome.quota_of(ruling.group)
    given = quota is not None and quota.allotment.level_of(case.id) is not None
    return Graded(
        grade=ruling.grade,
        points=ruling.points,
        reached=ruling.reached,
        excellent=given,
        caps=case.checks[-1].caps if case.checks else (),
        place=ruling.place,
        places=None if quota is None else quota.places,
        members=None if quota is None else quota.members,
        by=by,
        on=on,
    )


def regraded(
    round: AppraisalRound,
    case: Appraisal,
    caps: tuple[Cap, ...],
    reader: Reader,
    *,
    by: str,
    on: date,
    reason: str = "",
    document: str = "",
) -> Graded | None:
    """The grade of a case after its round was decided, with what is found now.

    It keeps its place of the quota as far as the caps allow; a place that became free is given
    to the next in rank only where the policy says so. `None` while it has no grade at all.
    """
    before = case.in_force
    if before is None or case.score is None:
        return None
    policy = round.policy
    points = compared(policy, case.score)
    top = policy.top
    holds = top is not None and before.grade == top.id
    excellent = holds or (policy.next_moves_up and _is_next(round, case, caps, reader))
    return change(
        before,
        grade=grade_of(policy, points, caps, excellent=excellent),
        points=points,
        reached=policy.reached(points).id,
        excellent=excellent,
        caps=caps,
        regrade=True,
        document=document,
        reason=reason,
        by=by,
        on=on,
    )


def grades_again(case: Appraisal, reader: Reader, provided: Provided) -> tuple[Graded, ...] | None:
    """The grades of a case, each made again from what is kept beside it."""
    del provided
    if not case.grades:
        return None
    policy = reader.get(AppraisalRound, case.round).policy
    points = [graded.points for graded in case.grades]
    if case.state in HAS_GRADE and case.score is not None:
        points[-1] = compared(policy, case.score)
    return tuple(
        change(
            graded,
            points=own,
            reached=policy.reached(own).id,
            grade=grade_of(policy, own, graded.caps, excellent=graded.excellent),
        )
        for graded, own in zip(case.grades, points, strict=True)
    )


def free_places(round: AppraisalRound, group: str, reader: Reader) -> int:
    """How many places of a group's quota nobody holds now; 0 where there is no quota."""
    quota = round.outcome.quota_of(group) if round.outcome is not None else None
    if quota is None or round.policy.top is None:
        return 0
    return max(0, quota.places - len(holders(round, group, reader)))


def sanctions_changed(round: AppraisalRound, reader: Reader) -> tuple[str, ...]:
    """Ids of the cases for which other sanctions are on record than when they were last checked.

    Before the decision they have to be checked again, after it they may have to be regraded.
    """
    return tuple(
        case.id
        for case in cases_of(round.id, reader)
        if case.checks and _sanctions_now(round, case, reader) != case.checks[-1].sanctions
    )


def holders(round: AppraisalRound, group: str, reader: Reader) -> frozenset[str]:
    """Ids of the cases of a group that have the grade within the quota now."""
    top = round.policy.top
    return frozenset(
        case.id
        for case in cases_of(round.id, reader)
        if top is not None
        and case.in_force is not None
        and case.in_force.grade == top.id
        and group == (case.group if round.policy.by_group else "")
    )


def proposed_lines(round: AppraisalRound, reader: Reader) -> tuple[NoticeLine, ...]:
    """The list that a public notice of the round shows: name, group, grade; best grades first."""
    policy = round.policy
    order = [grade.id for grade in policy.grades]
    rulings = round.outcome.rulings if round.outcome is not None else ()
    listed = sorted(rulings, key=lambda one: (order.index(one.grade), one.case))
    every = reader.find(Appraisal, round=round.id)  # less those erased since
    found = {case.id: case for case in every}
    return tuple(
        line_of(found[one.case], one.grade, policy, reader) for one in listed if one.case in found
    )


def line_of(case: Appraisal, grade: str, policy: AppraisalPolicy, reader: Reader) -> NoticeLine:
    """The line of one case on a public notice: name, group, grade, and nothing else.

    Raises:
        RecordNotFoundError: The teacher is not in the roster.
    """
    person = reader.get(Person, case.teacher)
    label = policy.grade(grade).label
    return NoticeLine(name=person.details.name, unit=case.group, award=label.zh_hans)


def involved_in(round: AppraisalRound, reader: Reader) -> frozenset[str]:
    """Who hears no objection to the grades: whoever has one, marked for one, or worked them out."""
    cases = cases_of(round.id, reader)
    marked = {card.by for case in cases for card in case.cards}
    by = {round.outcome.by} if round.outcome is not None else set()
    return frozenset({case.teacher for case in cases} | marked | by)


def _sanctions_now(round: AppraisalRound, case: Appraisal, reader: Reader) -> tuple[Cap, ...]:
    try:
        return sanctions_found(round, reader.get(Person, case.teacher))
    except HomeroomError:  # the teacher's contents were erased: what was found stands
        return case.checks[-1].sanctions


@attrs.frozen
class _Stand:
    """What of a case the grading looks at."""

    case: str
    group: str
    points: Fraction
    caps: tuple[Cap, ...]
    checks: int


@attrs.frozen
class _Placed:
    """A place among those who could have the grade within the quota."""

    entry: str
    rank: int
    ranked_on: Fraction


def _stand(policy: AppraisalPolicy, case: Appraisal) -> _Stand | None:
    if case.score is None:
        return None
    caps = case.checks[-1].caps if case.checks else ()
    group = case.group if policy.by_group else ""
    return _Stand(case.id, group, compared(policy, case.score), caps, len(case.checks))


def _could(policy: AppraisalPolicy, points: Fraction, caps: Iterable[Cap]) -> bool:
    """Whether somebody could have the grade within the quota, by points and by what was found."""
    top = policy.top
    if top is None or not top.is_reached(points):
        return False
    best = best_allowed(policy, caps)
    return best is None or best == top.id


def _by_group(stands: Iterable[_Stand]) -> dict[str, list[_Stand]]:
    found: dict[str, list[_Stand]] = {}
    for stand in sorted(stands, key=lambda one: (one.group, one.case)):
        found.setdefault(stand.group, []).append(stand)
    return found


def _ranked(policy: AppraisalPolicy, stands: Iterable[_Stand]) -> list[_Placed]:
    """Those who could have the grade within the quota, best first; equal points share a place."""
    able = [one for one in stands if _could(policy, one.points, one.caps)]
    placed = [
        _Placed(one.case, 1 + sum(other.points > one.points for other in able), one.points)
        for one in able
    ]
    return sorted(placed, key=lambda one: (one.rank, one.entry))


def _places(policy: AppraisalPolicy, stands: Iterable[_Stand]) -> Iterator[tuple[str, int]]:
    for own in _by_group(stands).values():
        for placed in _ranked(policy, own):
            yield placed.entry, placed.rank


def _quotas(
    policy: AppraisalPolicy, stands: Iterable[_Stand], chosen: frozenset[str]
) -> Iterator[GroupQuota]:
    top = policy.top
    if top is None:
        return
    level = AwardLevel(id=top.id, label=top.label, share=policy.excellent_share)
    rules = AwardPolicy(levels=(level,), ties=policy.ties)
    for group, own in _by_group(stands).items():
        made = allot(rules, _ranked(policy, own), len(own))
        if made.open and chosen:
            made = _settle(made, chosen, top.id)
        yield GroupQuota(
            group=group, members=len(own), places=level.quota(len(own)), allotment=made
        )


def _settle(made: Allotment, chosen: frozenset[str], level: str) -> Allotment:
    candidates = {case for decision in made.open for case in decision.candidates}
    return settle(made, dict.fromkeys(sorted(candidates & chosen), level))


def _ruling(
    policy: AppraisalPolicy, stand: _Stand, quotas: Iterable[GroupQuota], place: int | None
) -> Ruling:
    given = any(quota.allotment.level_of(stand.case) is not None for quota in quotas)
    best = best_allowed(policy, stand.caps)
    reached = policy.reached(stand.points).id
    return Ruling(
        case=stand.case,
        group=stand.group,
        points=stand.points,
        reached=reached,
        best=best,
        causes=tuple(f.cause for f in stand.caps if policy.cap(f.cause) is not None),
        place=place,
        grade=grade_of(policy, stand.points, stand.caps, excellent=given),
        checks=stand.checks,
    )


def _is_next(round: AppraisalRound, case: Appraisal, caps: tuple[Cap, ...], reader: Reader) -> bool:
    """Whether a place of the quota is free, and nobody in the group stands before this case."""
    policy = round.policy
    group = case.group if policy.by_group else ""
    if case.score is None or not free_places(round, group, reader):
        return False
    points = compared(policy, case.score)
    if not _could(policy, points, caps):
        return False
    held = holders(round, group, reader)
    stands = [_stand(policy, other) for other in cases_of(round.id, reader)]
    return not any(
        stand.points > points and _could(policy, stand.points, stand.caps)
        for stand in stands
        if stand is not None and stand.group == group and stand.case not in held | {case.id}
    )
