"""Attempts at the steps of an expert's appointment and visits, made wrongly and made rightly."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contests import CLERK, PINNED, PRINCIPAL, a_person, an_act, creating, refusals

from homeroom_core.errors import Refusal
from homeroom_core.people import EXPERT, Actor
from homeroom_core.testing.acts import ORG
from homeroom_core.training import expert as e
from homeroom_core.training import expert_records as er
from homeroom_core.training import expert_visit as v
from homeroom_core.training.activity import Credit
from refusals import TODAY, case

VISITOR = Actor.of("expert-7", EXPERT)
PERSON = a_person(1)
UNTIL = date(2026, 9, 9)
"""The last day of a year that begins today."""

TERM = er.AppointmentTerm(letter="letter 1", since=TODAY, until=UNTIL, by=PRINCIPAL.id)
SAID = {
    "expert": VISITOR.id,
    "name": "Professor Lin",
    "institution": "Normal University",
    "specialty": "class meetings",
    "purpose": "to see what we do not",
}


def an_expert(state: str = er.APPOINTED, **more: Any) -> er.Expert:
    given = {"basis": PINNED, "appointments": (TERM,), **SAID, **more}
    if state in (er.PROPOSED, er.INVITED):
        given["appointments"] = ()
    return er.Expert(**{"id": "expert-1", "org": ORG, "state": state, **given})


def a_visit(state: str = er.VISITED, **more: Any) -> er.ExpertVisit:
    given = {
        "appointment": "expert-1",
        "expert": VISITOR.id,
        "form": er.DIAGNOSIS,
        "subject": "meetings",
        "visited_on": TODAY,
        "report_by": date(2025, 9, 24),
        "basis": PINNED,
        **more,
    }
    if state != er.VISITED:
        given = {"summary": "loud", "reported_on": TODAY, **given}
    return er.ExpertVisit(id="expert_visit-2", org=ORG, state=state, **given)


def proposed(*others: Any, **more: Any) -> tuple[Refusal, ...]:
    act = an_act(CLERK, *others, new_id="expert-2")
    return creating(e.propose, act, **{**SAID, **more})


case("expert.incomplete", lambda purpose: proposed(purpose=purpose), " ", "to learn")
case("expert.open_already", lambda at: proposed(an_expert(at)), er.INVITED, er.EXPIRED)


def appointed(until: date = UNTIL, letter: str = "letter 1", since: date = TODAY) -> Any:
    given = {"letter": letter, "since": since, "until": until}
    return refusals(an_expert(er.INVITED), e.appoint, an_act(PRINCIPAL), **given)


case("expert.incomplete", lambda letter: appointed(letter=letter), "", "letter 1")
case("expert.term_unfit", appointed, UNTIL - timedelta(1), UNTIL)
case("expert.term_unfit", appointed, date(2028, 9, 10), date(2028, 9, 9))


def renewed(since: date = TODAY, until: date = date(2027, 9, 9)) -> tuple[Refusal, ...]:
    term = er.AppointmentTerm(letter="l", since=since, until=UNTIL, by=PRINCIPAL.id)
    record = an_expert(appointments=(term,))
    return refusals(record, e.renew, an_act(PRINCIPAL), letter="letter 2", until=until)


case("expert.renews_early", renewed, TODAY + timedelta(1), TODAY)
case(
    "expert.term_unfit",
    lambda until: renewed(until=until),
    date(2027, 9, 8),
    date(2027, 9, 9),
)


def expired(until: date = TODAY - timedelta(1), visit: str = er.RECHECKED) -> tuple[Refusal, ...]:
    term = er.AppointmentTerm(letter="l", since=until, until=until, by=PRINCIPAL.id)
    return refusals(an_expert(appointments=(term,)), e.expire, an_act(CLERK, a_visit(visit)))


case("expert.term_runs", expired, TODAY, TODAY - timedelta(1))
case("expert.visits_open", lambda at: expired(visit=at), er.IMPROVING, er.CLOSED)

# ---- visits ----


def visited(appointed: er.Expert | None = None, **more: Any) -> tuple[Refusal, ...]:
    act = an_act(CLERK, appointed or an_expert(), new_id="expert_visit-2")
    given = {"appointment": "expert-1", "form": er.SALON, "subject": "s", "on": TODAY, **more}
    return creating(v.visit, act, **given)


case("expert_visit.not_appointed", lambda of: visited(appointment=of), "expert-9", "expert-1")
case(
    "expert_visit.not_appointed",
    lambda at: visited(an_expert(at)),
    er.ENDED,
    er.APPOINTED,
)
case("expert_visit.outside_term", lambda on: visited(on=on), TODAY - timedelta(1), TODAY)
case("expert_visit.still_to_come", lambda on: visited(on=on), TODAY + timedelta(1), TODAY)
case("expert_visit.unknown_form", lambda form: visited(form=form), "dinner", er.LECTURE)
case("expert.incomplete", lambda subject: visited(subject=subject), " ", "meetings")


def signed_in(*people: str, hours: str | None = None, **more: Any) -> tuple[Refusal, ...]:
    given = {
        "attended": frozenset(people),
        "hours": None if hours is None else Decimal(hours),
    }
    return refusals(a_visit(**more), v.sign_in, an_act(CLERK, PERSON), **given)


CREDIT = Credit(person=PERSON.id, hours=Decimal(2))
case("attendance.unknown_person", signed_in, "person-9", "person-1")
case("activity.hours_unfit", lambda hours: signed_in(hours=hours), "4.01", "4")
case(
    "expert_visit.credited_already",
    lambda earned: signed_in("person-1", credits=earned),
    (CREDIT,),
    (),
)
case(
    "linked.no_such_record",
    lambda of: refusals(a_visit(), v.link, an_act(CLERK, a_visit()), about=(of,)),
    "project-1",
    "expert_visit-2",
)


def reported(summary: str = "loud", *findings: str, form: str = er.DIAGNOSIS) -> Any:
    given = {"summary": summary, "findings": findings}
    return refusals(a_visit(form=form), v.report, an_act(VISITOR), **given)


case("expert.incomplete", lambda said: reported(said, "too long"), " ", "loud")
case("expert.incomplete", lambda finding: reported("loud", finding), " ", "too long")
case("expert_visit.no_findings", lambda form: reported(form=form), er.DIAGNOSIS, er.GUIDANCE)

FINDINGS = (er.VisitFinding(number=1, text="too long"), er.VisitFinding(number=2, text="too loud"))


def a_measure(finding: int = 1, **more: Any) -> er.Measure:
    given = {"owner": PERSON.id, "what": "shorter", "due": TODAY, **more}
    return er.Measure(finding=finding, **given)


def improved(*measures: er.Measure, findings: Any = FINDINGS[:1]) -> tuple[Refusal, ...]:
    record = a_visit(er.REPORTED, findings=findings)
    return refusals(record, v.improve, an_act(CLERK, PERSON), measures=measures)


case(
    "expert_visit.nothing_to_improve",
    lambda found: improved(*(a_measure() for _ in found), findings=found),
    (),
    FINDINGS[:1],
)
case("expert_visit.not_covered", lambda m: improved(*m), (), (a_measure(),))
case("expert_visit.not_covered", lambda m: improved(*m), (a_measure(),) * 2, (a_measure(),))
case("expert_visit.not_covered", lambda n: improved(a_measure(), *n), (a_measure(2),), ())
case("expert.incomplete", lambda what: improved(a_measure(what=what)), " ", "shorter")
case("attendance.unknown_person", lambda who: improved(a_measure(owner=who)), "p", "person-1")
case("expert_visit.due_early", lambda d: improved(a_measure(due=d)), TODAY - timedelta(1), TODAY)


def checked(*results: er.Checked) -> tuple[Refusal, ...]:
    measures = (a_measure(1), a_measure(2))
    before = er.Recheck(by=CLERK.id, on=TODAY, results=(a_result(2),))
    record = a_visit(er.IMPROVING, findings=FINDINGS, measures=measures, rechecks=(before,))
    return refusals(record, v.recheck, an_act(CLERK), results=results)


def a_result(finding: int = 1, **more: Any) -> er.Checked:
    return er.Checked(finding=finding, **{"resolved": True, "evidence": "seen", **more})


case("expert_visit.nothing_checked", lambda r: checked(*r), (), (a_result(),))
case("expert_visit.finding_not_open", lambda n: checked(a_result(n)), 2, 1)
case("expert_visit.finding_not_open", lambda n: checked(*[a_result()] * n), 2, 1)
case("expert.incomplete", lambda said: checked(a_result(evidence=said)), " ", "seen")
case(
    "expert_visit.due_early",
    lambda by: checked(a_result(resolved=False, again_by=by)),
    None,
    TODAY,
)


def credited(**more: Any) -> tuple[Refusal, ...]:
    given = {"form": er.LECTURE, "attended": {PERSON.id}, "hours": Decimal(2), **more}
    given["attended"] = frozenset(given["attended"])
    return refusals(a_visit(**given), v.credit, an_act(CLERK))


case("expert_visit.credits_nothing", lambda f: credited(form=f), er.DIAGNOSIS, er.SALON)
case("expert_visit.nobody_signed_in", lambda p: credited(attended=p), (), (PERSON.id,))
case("expert_visit.nobody_signed_in", lambda h: credited(hours=h), None, Decimal("0.5"))
case("expert_visit.credited_already", lambda earned: credited(credits=earned), (CREDIT,), ())


def closed(**more: Any) -> tuple[Refusal, ...]:
    return refusals(a_visit(er.REPORTED, **more), v.close, an_act(CLERK))


case("expert_visit.has_findings", lambda found: closed(findings=found), FINDINGS, ())
case(
    "expert_visit.not_credited",
    lambda earned: closed(
        form=er.LECTURE, attended=frozenset({PERSON.id}), hours=Decimal(2), credits=earned
    ),
    (),
    (CREDIT,),
)
