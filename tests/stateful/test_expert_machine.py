"""Experts and their visits, walked at random and, so that every step is surely made, once by hand."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis.stateful import invariant
from lifecycle_machines import ExpertMachine, walking

from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import expert as e
from homeroom_core.training import expert_records as er
from homeroom_core.training import expert_visit as v
from homeroom_core.training import person as p
from homeroom_core.training.activity import Credit

CLERK, PRINCIPAL, VISITOR = map(actor, ("moral_education_office-1", "principal-1", "expert-1"))


class VisitsMachine(ExpertMachine):  # type: ignore[misc,valid-type]  # a class made at run time
    """Appointments that expire over no open visit; findings that nobody rechecks as their owner."""

    @invariant()
    def nothing_is_left_open(self) -> None:
        visits = [one for one in self.walk.records() if isinstance(one, er.ExpertVisit)]
        states = {one.id: one.state for one in self.walk.records("expert")}
        for visit in visits:
            owners = {measure.owner for measure in visit.measures}
            assert owners.isdisjoint(check.by for check in visit.rechecks)
            assert (visit.state == er.RECHECKED) == bool(
                visit.findings and visit.measures and not visit.open_findings
            )
            open_still = visit.state in er.OPEN_VISIT
            assert not open_still or states[visit.appointment] != er.EXPIRED
            credited = [credit.person for credit in visit.credits]
            assert credited in ([], sorted(visit.attended))


TestExpertMachine = VisitsMachine.TestCase
TestExpertMachine.settings = walking()


def proposed(walk: Walk) -> er.Expert:
    return walk.create(
        CLERK,
        e.propose,
        expert=VISITOR.id,
        name="Professor Lin",
        institution="Normal University",
        specialty="class meetings",
        purpose="to see what we do not",
    )


def a_measure(finding: int, owner: str) -> er.Measure:
    due = SCHOOL_DAY + timedelta(days=90)
    return er.Measure(finding=finding, owner=owner, what="shorter", due=due)


def test_every_step_of_an_appointment_and_its_visits_is_made() -> None:
    walk = Walk(e.expert, v.expert_visit, p.person)
    declined = walk.apply(PRINCIPAL, e.decline, proposed(walk), because="no time")
    expert = proposed(walk)
    details = p.Details(name="Teacher")
    people = [walk.create(CLERK, p.register, staff_no=n, details=details).id for n in "12"]
    walk.clock.advance(days=40)
    adopt_scheme(walk.office, walk.clock)
    expert = walk.apply(CLERK, e.confirm, expert, because="proposed before the vote")
    expert = walk.apply(PRINCIPAL, e.invite, expert)
    since, until = SCHOOL_DAY + timedelta(days=40), date(2026, 10, 19)
    expert = walk.apply(PRINCIPAL, e.appoint, expert, letter="1", since=since, until=until)
    first, second = (
        walk.create(CLERK, v.visit, appointment=expert.id, form="diagnosis", subject="s", on=since)
        for _ in range(2)
    )
    lecture = walk.create(
        CLERK, v.visit, appointment=expert.id, form="lecture", subject="s", on=since
    )
    first = walk.apply(VISITOR, v.report, first, summary="loud", findings=("a", "b"))
    second = walk.apply(CLERK, v.report, second, summary="well", findings=("c",))
    measures = (a_measure(1, people[0]), a_measure(2, people[1]))
    first = walk.apply(CLERK, v.improve, first, measures=measures)
    second = walk.apply(CLERK, v.improve, second, measures=(a_measure(1, people[0]),))
    first = walk.apply(CLERK, v.link, first, about=(expert.id,))
    later = SCHOOL_DAY + timedelta(days=200)
    results = (
        er.Checked(finding=1, resolved=True, evidence="seen"),
        er.Checked(finding=2, resolved=False, evidence="heard", again_by=later),
    )
    first = walk.apply(VISITOR, v.recheck, first, results=results)
    assert (first.state, first.open_findings, first.due_of(2)) == (er.IMPROVING, (2,), later)
    rest = (er.Checked(finding=2, resolved=True, evidence="heard"),)
    first = walk.apply(CLERK, v.recheck, first, results=rest)
    seen = (er.Checked(finding=1, resolved=True, evidence="seen"),)
    second = walk.apply(CLERK, v.recheck, second, results=seen)
    attended = frozenset(people)
    lecture = walk.apply(CLERK, v.sign_in, lecture, attended=attended, hours=Decimal("2.5"))
    lecture = walk.apply(CLERK, v.credit, lecture)
    lecture = walk.apply(CLERK, v.report, lecture, summary="well received")
    lecture = walk.apply(CLERK, v.close, lecture)
    expert = walk.apply(PRINCIPAL, e.renew, expert, letter="2", until=date(2027, 10, 19))
    walk.clock.advance(days=730)
    expert = walk.apply(CLERK, e.expire, expert)
    another = walk.apply(PRINCIPAL, e.invite, proposed(walk))
    since = SCHOOL_DAY + timedelta(days=770)
    until = since + timedelta(days=400)
    another = walk.apply(PRINCIPAL, e.appoint, another, letter="3", since=since, until=until)
    another = walk.apply(PRINCIPAL, e.end, another, because="moved away")
    walk.check_journal()
    assert [one.state for one in (declined, expert, another, first, second, lecture)] == [
        er.DECLINED, er.EXPIRED, er.ENDED, er.RECHECKED, er.RECHECKED, er.CLOSED,
    ]  # fmt: skip
    assert lecture.credits == tuple(Credit(person=one, hours=Decimal("2.5")) for one in people)
    left = [step for step in walk.untaken() if not step.startswith("person.")]
    assert left == ["expert_visit.confirm"]


def test_a_visit_recorded_before_there_was_a_scheme_is_confirmed() -> None:
    walk = Walk(e.expert, v.expert_visit)
    expert = walk.apply(PRINCIPAL, e.invite, proposed(walk))
    until = SCHOOL_DAY + timedelta(days=400)
    expert = walk.apply(PRINCIPAL, e.appoint, expert, letter="1", since=SCHOOL_DAY, until=until)
    visit = walk.create(
        CLERK, v.visit, appointment=expert.id, form="salon", subject="s", on=SCHOOL_DAY
    )
    walk.clock.advance(days=40)
    scheme = adopt_scheme(walk.office, walk.clock)
    visit = walk.apply(CLERK, v.confirm, visit, because="recorded before the vote")
    assert getattr(visit.basis, "scheme", None) == scheme.id
