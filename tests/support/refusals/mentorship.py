"""Attempts at the steps of a mentorship, made wrongly and made rightly."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contests import CLERK, MEETING, PINNED, an_act, creating, refusals

from homeroom_core.errors import Refusal
from homeroom_core.fact import words
from homeroom_core.people import Actor
from homeroom_core.rule import Rule
from homeroom_core.testing.acts import ORG
from homeroom_core.text import Text
from homeroom_core.training import mentorship as m
from homeroom_core.training import mentorship_records as r
from homeroom_core.training import person as p
from refusals import TODAY, case

ASSISTANT, ADVISOR = Actor.of("person-1", "teacher"), Actor.of("person-2", "teacher")
STARTS, ENDS = date(2025, 9, 1), date(2026, 8, 31)
RULE = Rule(
    id="advisor.years",
    label=Text.same("years"),
    fact="work_years",
    comparator="==",
    boundary=words("many"),
)


def teacher(number: int, state: str = p.IN_POST, **more: Any) -> p.Person:
    """Somebody who may be an advisor, except for the first, who is a beginner."""
    senior = number != 1
    given = {
        "title": "senior" if senior else "second",
        "grade": "G7",
        "work_since": date(2005, 8, 1) if senior else date(2024, 8, 1),
        **more,
    }
    return p.Person(
        id=f"person-{number}",
        org=ORG,
        state=state,
        staff_no=str(number),
        details=p.Details(name=f"Teacher {number}", **given),
        recognised_by_peers=senior,
    )


STAFF = (teacher(1), teacher(2), teacher(3))


def a_pair(state: str = r.NOMINATED, **more: Any) -> r.Mentorship:
    """`person-1` with `person-2` as advisor, as it stands in a state."""
    given: dict[str, Any] = {
        "id": "mentorship-1",
        "basis": PINNED,
        "assistant": ASSISTANT.id,
        "advisor": ADVISOR.id,
        "starts": STARTS,
        "ends": ENDS,
    }
    if state not in (r.NOMINATED, r.ELIGIBLE):
        given |= {"plan": "observe each other"}
    if state in (r.ACTIVE, r.REVIEWED):
        given |= {"active_since": STARTS}
    return r.Mentorship(org=ORG, state=state, **{**given, **more})


def a_review(**more: Any) -> r.TermReview:
    given: dict[str, Any] = {
        "first": STARTS,
        "last": date(2026, 1, 16),
        "by": CLERK.id,
        "advisor": ADVISOR.id,
        "summary": "much learnt",
        "counts": (r.DutyCount(duty="feedback", done=1, required=1),),
        **more,
    }
    return r.TermReview(**given)


REVIEWS = (a_review(), a_review())


def nominate(*others: Any, staff: Any = STAFF, **more: Any) -> tuple[Refusal, ...]:
    by = an_act(CLERK, *staff, *others, new_id="mentorship-2")
    given = {"assistant": "person-1", "advisor": "person-2", "starts": STARTS, **more}
    return creating(m.nominate, by, **given)


def qualify(pair: r.Mentorship, staff: Any = STAFF) -> tuple[Refusal, ...]:
    return refusals(pair, m.qualify, an_act(CLERK, *staff, pair))


def record(by: Any = ADVISOR, pair: r.Mentorship | None = None, **more: Any) -> Any:
    given = {"duties": ("feedback",), "evidence": "talk-1", **more}
    return refusals(pair or a_pair(r.ACTIVE), m.record_duty, an_act(by), **given)


def rate(by: Any = ASSISTANT, pair: r.Mentorship | None = None, **more: Any) -> Any:
    given = {"points": Decimal(8), **more}
    return refusals(pair or a_pair(r.ACTIVE), m.rate, an_act(by), **given)


def graduate(judgement: str = "leads a class well", **more: Any) -> tuple[Refusal, ...]:
    pair = a_pair(r.REVIEWED, **{"reviews": REVIEWS, **more})
    return refusals(pair, m.graduate, an_act(MEETING), judgement=judgement)


def re_pair(staff: Any = STAFF, /, **more: Any) -> tuple[Refusal, ...]:
    pair = a_pair(r.ACTIVE)
    given = {"advisor": "person-3", "cause": "leave", "hand_over": "two visits left", **more}
    return refusals(pair, m.re_pair, an_act(CLERK, *staff, pair, reason="ill"), **given)


DONE = r.DutyDone(
    duties=("feedback",), on=TODAY, evidence="talk-1", by=ADVISOR.id, advisor=ADVISOR.id
)
RATED = r.Rating(by=ASSISTANT.id, on=TODAY, term=1, advisor=ADVISOR.id, points=Decimal(8))
UNFIT = r.MentorshipPolicy(advisor_rules=(RULE,))

case("mentorship.unknown_person", lambda who: nominate(advisor=who), "person-9", "person-3")
case(
    "mentorship.not_in_post",
    lambda state: nominate(staff=(teacher(1), teacher(2, state))),
    p.ON_LEAVE,
    p.IN_POST,
)
case("mentorship.same_person", lambda who: nominate(advisor=who), "person-1", "person-2")
case("mentorship.paired_already", lambda state: nominate(a_pair(state)), r.ACTIVE, r.ENDED)
case("mentorship.too_many_years", lambda years: nominate(school_years=years), 4, 3)
case("mentorship.too_many_years", lambda years: nominate(school_years=years), 0, 1)
case(
    "mentorship.too_many_years",
    lambda more: refusals(
        a_pair(r.REVIEWED), m.extend, an_act(CLERK, reason="not yet"), school_years=more
    ),
    3,
    2,
)
case(
    "mentorship.rules_unfit",
    lambda policy: qualify(a_pair(policy=policy)),
    UNFIT,
    r.MentorshipPolicy(),
)
case(
    "mentorship.no_plan",
    lambda plan: refusals(a_pair(r.ELIGIBLE, plan=plan), m.sign, an_act(ASSISTANT)),
    " ",
    "observe",
)
case(
    "mentorship.no_plan",
    lambda plan: refusals(a_pair(r.ELIGIBLE), m.write_plan, an_act(ADVISOR), plan=plan),
    "",
    "observe",
)
case(
    "mentorship.signed_already",
    lambda by: refusals(
        a_pair(r.ELIGIBLE, plan="p", signed=(r.Signature(by="person-1", on=TODAY),)),
        m.sign,
        an_act(by),
    ),
    ASSISTANT,
    ADVISOR,
)
case("mentorship.no_duty", lambda duties: record(duties=duties), (), ("feedback",))
case("mentorship.unknown_duty", lambda duty: record(duties=(duty,)), "dance", "study")
case("mentorship.office_records", lambda by: record(by, duties=("monthly_check",)), ADVISOR, CLERK)
case("mentorship.no_evidence", lambda it: record(evidence=it), " ", "talk-1")
case(
    "mentorship.evidence_twice",
    lambda it: record(pair=a_pair(r.ACTIVE, done=(DONE,)), evidence=it),
    " talk-1",
    "talk-2",
)
case("mentorship.outside_term", lambda day: record(on=day), STARTS - timedelta(1), STARTS)
case("mentorship.outside_term", lambda day: record(on=day), TODAY + timedelta(1), TODAY)
case(
    "mentorship.no_summary",
    lambda said: refusals(a_pair(r.ACTIVE, summary=said), m.review, an_act(CLERK)),
    " ",
    "much learnt",
)
case(
    "mentorship.no_summary",
    lambda said: refusals(a_pair(r.ACTIVE), m.summarise, an_act(ASSISTANT), summary=said),
    "",
    "much learnt",
)
case(
    "mentorship.time_is_up",
    lambda ends: refusals(a_pair(r.REVIEWED, ends=ends), m.carry_on, an_act(CLERK)),
    TODAY,
    TODAY + timedelta(1),
)
case("mentorship.too_few_terms", lambda seen: graduate(reviews=seen), REVIEWS[:1], REVIEWS)
case(
    "mentorship.duties_not_met",
    lambda done: graduate(
        reviews=(
            a_review(),
            a_review(counts=(r.DutyCount(duty="feedback", done=done, required=1),)),
        )
    ),
    0,
    1,
)
case("mentorship.no_judgement", graduate, " ", "leads a class well")
case("mentorship.same_advisor", lambda who: re_pair(advisor=who), "person-2", "person-3")
case("mentorship.unknown_cause", lambda cause: re_pair(cause=cause), "envy", "moved")
case("mentorship.no_hand_over", lambda note: re_pair(hand_over=note), "", "two visits left")
case(
    "mentorship.not_in_post",
    lambda state: re_pair((*STAFF[:2], teacher(3, state))),
    p.LEFT,
    p.IN_POST,
)
case("mentorship.points_out_of_range", lambda it: rate(points=it), Decimal("10.5"), Decimal(10))
case(
    "mentorship.rated_already",
    lambda reviews: rate(pair=a_pair(r.ACTIVE, ratings=(RATED,), reviews=reviews)),
    (),
    (a_review(last=TODAY),),
)
case(
    "mentorship.rated_already",
    lambda reviews: rate(pair=a_pair(r.REVIEWED, ratings=(RATED,), reviews=reviews)),
    (a_review(),),
    REVIEWS,
)
