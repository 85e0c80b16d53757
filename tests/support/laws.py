"""The laws of a training year, each written once, over everything that a school has on record.

A law of a *state* is a function over a `Reader`: it looks at all that is there. A law of a *step*
looks at one `Moment`: who did what, and everything as it was right after. Both give a sentence for
each case in which they are broken, and nothing when they hold.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from law_tables import DECIDED, OWN_STEPS, PUBLICISED
from moments import Moment

from homeroom_core.award_policy import AwardPolicy
from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.case import Case, Provisional
from homeroom_core.eligibility import judge_rules
from homeroom_core.people import ROLES, Actor
from homeroom_core.recomputing import NOTHING, SAME, recompute_all
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.testing.acts import CAST
from homeroom_core.training import appraisal_records as ap
from homeroom_core.training import contest_records as co
from homeroom_core.training import hours_records as ho
from homeroom_core.training import notice as no
from homeroom_core.training import paper_records as pa
from homeroom_core.training import person as pe
from homeroom_core.training import reflection_records as re
from homeroom_core.training import review_sheet as rs
from homeroom_core.training.activity import Activity
from homeroom_core.training.contest_scoring import SIGNED
from homeroom_core.training.tally import Tally

Broken = Iterator[str]
StateLaw = Callable[[Reader], Broken]
StepLaw = Callable[[Moment], Broken]

CASES = tuple(
    lifecycle.record for lifecycle in homeroom_lifecycles() if issubclass(lifecycle.record, Case)
)
"""Every kind of case that is built in."""

ALMIGHTY = Actor.of("everyone-9", *ROLES)
"""Somebody who holds every office, and takes part in nothing."""


def nobody_judges_their_own_case(reader: Reader) -> Broken:
    """No sheet, mark, check, grade or verified study is by the person whose case it is."""
    for id, by, case in _judging(reader):
        if by in case:
            yield f"{id}: {by} judges their own case"


def nobody_hears_an_objection_to_their_own_list(reader: Reader) -> Broken:
    """Objections are answered by somebody who neither made them nor is involved in the list."""
    for notice in reader.find(no.Notice):
        for objection in notice.objections:
            if objection.answered_by in notice.involved | {objection.by}:
                yield f"{notice.id}: {objection.answered_by} answered objection {objection.number}"


def no_mark_of_a_conflicted_judge_counts(reader: Reader) -> Broken:
    """In no result in force is there a judge in conflict, absent, or not on the panel."""
    for contest in reader.find(co.Contest):
        out = {(c.judge, c.entry) for c in contest.conflicts if c.waived_by is None}
        for absence in contest.absences:
            out |= {(absence.judge, one) for one in absence.entries or contest.order}
        for entry, judges in _judged(contest.tally):
            for judge in sorted(judges):
                if (judge, entry) in out or judge not in contest.judges:
                    yield f"{contest.id}: {judge} counts for {entry}"
    for call in reader.find(pa.PaperCall):
        for id, reviewers in _judged(call.tally):
            paper = reader.get(pa.Paper, id)
            away = {conflict.reviewer for conflict in paper.conflicts}
            for reviewer in sorted(reviewers - (set(paper.reviewers) - away)):
                yield f"{call.id}: {reviewer} counts for {id}"


def no_award_goes_to_an_ineligible_entry(reader: Reader) -> Broken:
    """Awards are of works that take part, that passed the gate, and whose authors are not barred."""
    for contest in reader.find(co.Contest):
        for award in _given(contest):
            entry = reader.get(co.ContestEntry, award.entry)
            if (entry.contest, entry.state) != (contest.id, co.ENTRY_IN):
                yield f"{contest.id}: {entry.id} has an award and is {entry.state}"
    for call in reader.find(pa.PaperCall):
        for award in _given(call):
            paper = reader.get(pa.Paper, award.entry)
            if call.certificates and (paper.state, paper.award) == (pa.DISQUALIFIED, None):
                continue  # it was taken away again, on record
            if paper.call != call.id or paper.state not in (pa.SCORED, pa.PAPER_AWARDED):
                yield f"{call.id}: {paper.id} has an award and is {paper.state}"
            version = paper.versions[-1] if paper.versions else None
            if (
                version is None
                or not call.policy.gate.judge(
                    version.manuscript.facts(len(paper.authors), version.on)
                ).eligible
            ):
                yield f"{call.id}: {paper.id} has an award and is not past the gate"


def no_quota_is_exceeded(reader: Reader) -> Broken:
    """Awards, grades and places are never more than the terms of the case allow."""
    for contest in reader.find(co.Contest):
        yield from _over_quota(contest.id, contest.awards, _given(contest), contest.tally)
    for call in reader.find(pa.PaperCall):
        yield from _over_quota(call.id, call.awards, _given(call), call.tally)
        there = list(reader.find(pa.Paper, call=call.id, state=pa.HANDED_IN))
        if call.places is not None and len(there) > call.places:
            yield f"{call.id}: {len(there)} papers for {call.places} places"
        signed = Counter(author for paper in there for author in paper.authors)
        for author, number in signed.items():
            if number > call.policy.papers_per_author:
                yield f"{call.id}: {author} has {number} papers in"
    for round in reader.find(ap.AppraisalRound):
        yield from _too_many_excellent(round, reader)


def hours_are_credited_once(reader: Reader) -> Broken:
    """An activity or a document gives hours to a person once, and never more than were earned."""
    counted = list(reader.find(ho.TrainingHours, state=tuple(ho.COUNTED_STATES)))
    keys = Counter((one.person, one.activity, one.document) for one in counted)
    for (person, activity, document), number in keys.items():
        if number > 1:
            yield f"{person} has hours of {activity or document} {number} times"
    for one in counted:
        if one.counted is None or one.counted.hours > Fraction(one.hours):
            yield f"{one.id}: more was credited than was earned"
    for kind in _activities(counted, reader):
        people = Counter(credit.person for credit in kind.credits)
        if people and max(people.values()) > 1:
            yield f"{kind.id} gives somebody hours twice"


def nothing_final_is_provisional(reader: Reader) -> Broken:
    """No case that is decided, and none that has given hours, was left without a scheme."""
    for kind in CASES:
        for case in reader.find(kind):
            given = isinstance(case, Activity) and case.credits
            decided = case.state in DECIDED.get(case.kind, ())
            if isinstance(case.basis, Provisional) and (decided or given):
                yield f"{case.id} is {case.state} and provisional"
    for appraisal in reader.find(ap.Appraisal, state=(ap.SIGNED, ap.ARCHIVED)):
        if isinstance(reader.get(ap.AppraisalRound, appraisal.round).basis, Provisional):
            yield f"{appraisal.id} is {appraisal.state} in a provisional round"
    for paper in reader.find(pa.Paper, state=pa.PAPER_AWARDED):
        if isinstance(reader.get(pa.PaperCall, paper.call).basis, Provisional):
            yield f"{paper.id} has an award of a provisional call"


def private_reflections_are_read_by_nobody_else(reader: Reader) -> Broken:
    """A private entry shows nobody anything but its author; a shared one only whom it names."""
    for entry in reader.find(re.Reflection):
        for somebody in (*CAST, ALMIGHTY):
            named = somebody.id in entry.readers or (entry.all_staff and bool(somebody.roles))
            may = somebody.id == entry.author or (entry.state != re.PRIVATE and named)
            if not may and entry.hidden_from(somebody, reader) != EVERYTHING:
                yield f"{entry.id} is open to {somebody.id}"


STATE_LAWS: tuple[StateLaw, ...] = (
    nobody_judges_their_own_case,
    nobody_hears_an_objection_to_their_own_list,
    no_mark_of_a_conflicted_judge_counts,
    no_award_goes_to_an_ineligible_entry,
    no_quota_is_exceeded,
    hours_are_credited_once,
    nothing_final_is_provisional,
    private_reflections_are_read_by_nobody_else,
)


def nobody_decides_their_own_case(moment: Moment) -> Broken:
    """Whoever a case is about takes no step in it but those that are theirs to take."""
    case = moment.before or moment.after
    by, step = moment.entry.actor, moment.entry.transition
    if by in about(case, moment.reader) and step not in OWN_STEPS.get(case.kind, ()):
        yield f"{by} did {step} of {case.id}, their own case"


def what_is_decided_was_publicised(moment: Moment) -> Broken:
    """What the public has to see first is decided once its notice has run its time and closed."""
    case = moment.after
    if case.state != PUBLICISED.get(case.kind) or _was(moment) == case.state:
        return
    id = getattr(case, "notice", None)
    notices = {notice.id: notice for notice in moment.reader.find(no.Notice)}
    notice = notices.get(id or "")
    if notice is None:
        yield f"{case.id} is {case.state} without a notice"
        return
    days = (notice.closes - notice.opens).days + 1
    closed = notice.closed_on is not None and notice.closed_on > notice.closes
    if notice.state != no.CLOSED or notice.subject != case.id or not closed:
        yield f"{case.id} is {case.state}, and {notice.id} has not closed"
    if days < notice.policy.working_days or notice.upheld_now or notice.unanswered:
        yield f"{case.id} is {case.state}, and {notice.id} was not put up as it should"


def a_running_case_keeps_its_terms(moment: Moment) -> Broken:
    """Terms and basis of a case change only when a provisional case is confirmed."""
    before, after = moment.before, moment.after
    if not (isinstance(before, Case) and isinstance(after, Case)):
        return
    if moment.entry.transition == "confirm" and isinstance(before.basis, Provisional):
        return
    if (before.basis, before.terms) != (after.basis, after.terms):
        yield f"{after.id} has other terms after {moment.entry.transition}"


def who_enters_fulfils_the_rules(moment: Moment) -> Broken:
    """Whoever enters a contest is in post and fulfils its rules, but for those waived on record."""
    entry = moment.after
    if not isinstance(entry, co.ContestEntry) or moment.before is not None:
        return
    contest = moment.reader.get(co.Contest, entry.contest)
    person = moment.reader.get(pe.Person, entry.contestant)
    rules = contest.rules.rules if contest.rules else ()
    known = pe.facts(person, moment.on)
    if person.state != pe.IN_POST or not judge_rules(rules, known, waived=entry.waived).eligible:
        yield f"{person.id} entered {contest.id}"


def hours_are_those_of_the_activity(moment: Moment) -> Broken:
    """What is credited of an activity is what the activity gave that person then."""
    hours = moment.after
    if not isinstance(hours, ho.TrainingHours) or moment.entry.transition != "credit":
        return
    if hours.activity:
        activity = moment.reader.any(hours.activity)
        given = activity.credit_of(hours.person) if isinstance(activity, Activity) else None
        if given is None or given.hours != hours.hours:
            yield f"{hours.id} is not what {hours.activity} gave"


def every_result_recomputes(moment: Moment) -> Broken:
    """Every stored result that is in force then comes out of its sources again, the same.

    Made again is what rests on the record that was changed; all else is as it was the step before.
    """
    for lifecycle in moment.lifecycles:
        for record in moment.reader.find(lifecycle.record) if lifecycle.derivations else ():
            if not moment.may_change(record):
                continue
            for found in recompute_all(lifecycle, record, moment.watched(record), moment.provided):
                if found.verdict not in (SAME, NOTHING):
                    yield str(found.text)


STEP_LAWS: tuple[StepLaw, ...] = (
    every_result_recomputes,
    nobody_decides_their_own_case,
    what_is_decided_was_publicised,
    a_running_case_keeps_its_terms,
    who_enters_fulfils_the_rules,
    hours_are_those_of_the_activity,
)


def broken_at(moment: Moment) -> Broken:
    """Every law that is broken at a moment, with where and how."""
    for law in STEP_LAWS:
        for how in law(moment):
            yield f"{law.__name__}, {moment.entry.seq} {moment.entry.transition}: {how}"
    for rule in STATE_LAWS:
        for how in rule(moment.reader):
            yield f"{rule.__name__}, {moment.entry.seq} {moment.entry.transition}: {how}"


def about(case: Record, reader: Reader) -> frozenset[str]:
    """Ids of the people whom a case is about: its owners, or those of all that it decides on."""
    match case:
        case co.Contest():
            entries = reader.find(co.ContestEntry, contest=case.id)
            return frozenset(e.contestant for e in entries if e.state != co.ENTRY_WITHDRAWN)
        case co.ScoreSheet():
            return about(reader.get(co.Contest, case.contest), reader)
        case pa.PaperCall():
            papers = reader.find(pa.Paper, call=case.id)
            return frozenset(a for p in papers if p.state != pa.WITHDRAWN for a in p.authors)
        case rs.ReviewSheet():
            return reader.any(case.subject).owners()
        case ap.AppraisalRound():
            cases = reader.find(ap.Appraisal, round=case.id)
            return frozenset(c.teacher for c in cases if c.state != ap.CANCELLED)
        case no.Notice():
            return case.involved
    return case.owners()


def _judging(reader: Reader) -> Iterator[tuple[str, str | None, frozenset[str]]]:
    """Everybody who judged something: where, who, and whose case it is."""
    for sheet in reader.find(co.ScoreSheet, state=(*SIGNED, "open")):
        case = about(reader.get(co.Contest, sheet.contest), reader)
        for by in (sheet.judge, sheet.keyed_by, *(one.by for one in sheet.recounts)):
            yield sheet.id, by, case
    for review in reader.find(rs.ReviewSheet, state=(rs.OPEN, rs.SIGNED)):
        for by in (review.reviewer, review.keyed_by):
            yield review.id, by, reader.any(review.subject).owners()
    for appraisal in reader.find(ap.Appraisal):
        done: list[Any] = [*appraisal.cards, *appraisal.checks, *appraisal.grades]
        for one in (*done, *appraisal.archives, *appraisal.gaps):
            yield appraisal.id, one.by, appraisal.owners()
    for entry in reader.find(re.Reflection):
        for study in entry.studies:
            yield entry.id, study.verified_by, entry.owners()


def _judged(tally: Tally | None) -> Iterator[tuple[str, frozenset[str]]]:
    """Each entry of a result in force, with those whose marks made its place."""
    for placing in tally.placings if tally and not tally.stale else ():
        yield placing.entry, frozenset(placing.judges)


def _given(case: co.Contest | pa.PaperCall) -> tuple[Any, ...]:
    """The awards that a contest or a call gives, or proposes while its result is in force."""
    if case.certificates:
        return case.certificates
    in_force = case.tally is not None and not case.tally.stale
    return case.allotment.awards if case.allotment and in_force else ()


def _over_quota(
    id: str, policy: AwardPolicy, given: tuple[Any, ...], tally: Tally | None
) -> Broken:
    """Levels of award that were given too often; entries that were given two."""
    if len({award.entry for award in given}) < len(given):
        yield f"{id}: an entry has two awards"
    if policy.ties == "include_all":
        return  # the policy says that ties go beyond the places
    field = len(tally.placings) if tally else 0
    number = Counter(award.level for award in given)
    so_far = room = 0
    for level in policy.levels:
        quota = level.quota(field)
        so_far += number[level.id]
        room = quota if policy.cumulative else room + quota
        fixed = policy.vacancies == "lapse" and not policy.cumulative
        if so_far > room or (fixed and number[level.id] > quota):
            yield f"{id}: {number[level.id]} of {level.id}, {quota} allowed"


def _too_many_excellent(round: ap.AppraisalRound, reader: Reader) -> Broken:
    outcome, top = round.outcome, round.policy.top
    if outcome is None or outcome.stale or top is None:
        return
    for quota in outcome.quotas:
        share = quota.members * round.policy.excellent_share
        held = [
            case.id
            for case in reader.find(ap.Appraisal, round=round.id, state=ap.HAS_GRADE)
            if quota.group in ("", case.group)
            and case.in_force is not None
            and case.in_force.grade == top.id
        ]
        if quota.places > share.numerator // share.denominator or len(held) > quota.places:
            yield f"{round.id}: {len(held)} in {quota.group!r} are excellent, {share} allowed"


def _activities(counted: Iterable[ho.TrainingHours], reader: Reader) -> Iterator[Activity]:
    for id in sorted({one.activity for one in counted} - {""}):
        found = reader.any(id)
        if isinstance(found, Activity):
            yield found


def _was(moment: Moment) -> str:
    return moment.before.state if moment.before is not None else ""
