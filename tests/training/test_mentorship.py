"""Mentoring pairs: who needs one, who may lead one, what is done in a term, re-pairing, the end."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from contests import CLERK, MEETING, an_act, codes, refusals
from refusals.mentorship import ADVISOR, ASSISTANT, STAFF, STARTS, a_pair, a_review, teacher

from homeroom_core.change import change
from homeroom_core.decision import originate, perform
from homeroom_core.explanation import Question
from homeroom_core.fact import number
from homeroom_core.people import GRADE_LEADER, OFFICE, Actor
from homeroom_core.provided import Offer
from homeroom_core.record import Shelf
from homeroom_core.rule import Rule
from homeroom_core.testing.acts import MORNING, SCHOOL_DAY, actor
from homeroom_core.training import mentorship as m
from homeroom_core.training import mentorship_records as r
from homeroom_core.training import person as p
from homeroom_core.training.activity import ATTENDED, LED, Credit
from homeroom_core.training.mentorship_defaults import NEEDS_ADVISOR
from homeroom_core.training.mentorship_rules import judge_pair, without_advisor

POLICY = r.MentorshipPolicy()


def beginner(work_since: date | None, **more: Any) -> p.Person:
    made = teacher(1, work_since=work_since)
    return change(made, roles=frozenset({"homeroom_teacher"}), **more)


def in_need(*people: p.Person, policy: r.MentorshipPolicy = POLICY, pairs: Any = ()) -> list[str]:
    return [one.person for one in without_advisor(people, pairs, policy, SCHOOL_DAY)]


@pytest.mark.parametrize(
    ("work_since", "needs"),
    [(date(2022, 9, 11), ["person-1"]), (date(2022, 9, 10), []), (date(2010, 9, 1), [])],
)
def test_who_has_worked_less_than_three_years_must_have_an_advisor(
    work_since: date, needs: list[str]
) -> None:
    assert in_need(beginner(work_since)) == needs


def test_a_school_may_include_exactly_three_years_by_another_comparator() -> None:
    [shipped] = NEEDS_ADVISOR
    assert isinstance(shipped, Rule)
    policy = r.MentorshipPolicy(needs_advisor=(change(shipped, comparator="<="),))
    assert in_need(beginner(date(2022, 9, 10)), policy=policy) == ["person-1"]
    assert in_need(beginner(date(2021, 9, 10)), policy=policy) == []


def test_who_is_paired_on_leave_or_in_no_class_needs_none() -> None:
    new = beginner(date(2024, 9, 1))
    assert in_need(new, pairs=(a_pair(r.ACTIVE),)) == []
    assert in_need(new, pairs=(a_pair(r.ENDED),)) == ["person-1"]
    assert in_need(change(new, state=p.ON_LEAVE)) == []
    assert in_need(change(new, roles=frozenset({"teacher"}))) == []
    everybody = r.MentorshipPolicy(bound_roles=frozenset())
    assert in_need(change(new, roles=frozenset()), policy=everybody) == ["person-1"]


def test_who_has_no_date_on_the_roster_is_listed_as_unknown_and_never_passed_over() -> None:
    [found] = without_advisor((beginner(None),), (), POLICY, SCHOOL_DAY)
    assert codes(found.unknown) == ["assistant.work_years.not_known"]


def judged(*staff: p.Person, others: Any = ()) -> Any:
    found = judge_pair(a_pair(), ADVISOR.id, Shelf(*staff, *others), SCHOOL_DAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("advisor", "code"),
    [
        (teacher(2, title="first"), "advisor.title"),
        (change(teacher(2), recognised_by_peers=False), "advisor.recognised"),
        (
            change(
                teacher(2),
                sanctions=(
                    p.Sanction(
                        kind="warning", since=STARTS, until=date(2026, 2, 28), document="2025-3"
                    ),
                ),
            ),
            "advisor.no_sanction",
        ),
    ],
)
def test_an_advisor_has_a_senior_title_peers_behind_them_and_no_sanction(
    advisor: p.Person, code: str
) -> None:
    assert codes(judged(teacher(1), advisor).refusals) == [code]
    assert judged(*STAFF).refusals == ()


def test_an_advisor_has_two_assistants_at_most() -> None:
    pairs = [a_pair(r.ACTIVE, id=f"mentorship-{n}", assistant=f"person-{n}") for n in (7, 8, 9)]
    assert judged(*STAFF, others=pairs[:1]).eligible
    assert codes(judged(*STAFF, others=pairs[:2]).refusals) == ["pair.load"]
    over = change(pairs[1], state=r.GRADUATED)
    assert judged(*STAFF, others=(pairs[0], over)).eligible


def test_another_grade_warns_on_record_and_does_not_stop_the_pair() -> None:
    staff = (teacher(1), teacher(2, grade="G9"))
    pair = perform(a_pair(), m.qualify, an_act(CLERK, *staff))
    assert (pair.state, pair.warnings) == (r.ELIGIBLE, ("pair.same_grade",))
    assert perform(a_pair(), m.qualify, an_act(CLERK, *STAFF)).warnings == ()


def test_the_agreement_is_to_be_signed_within_ten_working_days_of_the_start() -> None:
    pair = perform(a_pair(starts=date(2025, 9, 15)), m.qualify, an_act(CLERK, *STAFF))
    assert pair.sign_by == date(2025, 9, 29)


def test_a_pair_is_planned_for_whole_school_years() -> None:
    by = an_act(CLERK, *STAFF, new_id="mentorship-1")
    given: Any = {"assistant": "person-1", "advisor": "person-2", "starts": SCHOOL_DAY}
    assert originate(m.nominate, by, **given).ends == date(2026, 8, 31)
    assert originate(m.nominate, by, **given, school_years=3).ends == date(2028, 8, 31)


def test_the_agreement_stands_once_both_have_signed_the_same_plan() -> None:
    pair = perform(a_pair(r.ELIGIBLE), m.write_plan, an_act(ADVISOR), plan="visit each other")
    pair = perform(pair, m.sign, an_act(ADVISOR))
    assert pair.state == r.ELIGIBLE
    other = perform(pair, m.write_plan, an_act(ASSISTANT), plan="visit weekly")
    assert (other.signed, other.state) == ((), r.ELIGIBLE)
    pair = perform(pair, m.sign, an_act(ASSISTANT))
    assert (pair.state, [one.by for one in pair.signed]) == (r.AGREED, ["person-2", "person-1"])


def test_only_the_two_sign() -> None:
    pair = a_pair(r.ELIGIBLE, plan="visit")
    assert codes(refusals(pair, m.sign, an_act(CLERK))) == ["lifecycle.not_granted"]


def did(pair: r.Mentorship, evidence: str, on: date, *duties: str, by: Any = CLERK) -> r.Mentorship:
    acting = an_act(by, at=MORNING + timedelta(days=200))
    return perform(pair, m.record_duty, acting, duties=duties, evidence=evidence, on=on)


def test_what_is_done_once_counts_for_both_sides() -> None:
    pair = did(a_pair(r.ACTIVE), "lesson-3", STARTS, "class_observation", "class_meeting")
    counts = r.counts_of(POLICY.duties, pair.done, STARTS, date(2026, 1, 16))
    found = {count.duty: (count.done, count.required) for count in counts}
    assert (found["class_observation"], found["class_meeting"]) == ((1, 3), (1, 1))
    assert found["study"] == (0, 0)


def test_a_monthly_duty_asks_for_one_in_each_full_month() -> None:
    pair = a_pair(r.ACTIVE)
    for at, on in enumerate((date(2025, 9, 5), date(2025, 9, 20), date(2025, 11, 3))):
        pair = did(pair, f"check-{at}", on, "monthly_check")
    counts = r.counts_of(POLICY.duties, pair.done, STARTS, date(2025, 12, 31))
    assert counts[-1] == r.DutyCount(duty="monthly_check", done=2, required=4)


def test_a_term_review_counts_from_the_review_before() -> None:
    pair = did(a_pair(r.ACTIVE), "talk-1", STARTS, "feedback")
    pair = change(pair, summary="learnt", reviews=(a_review(recorded=1),))
    pair = did(pair, "talk-2", date(2026, 1, 16), "feedback")  # on the day of the review, after it
    seen = perform(pair, m.review, an_act(CLERK, at=MORNING + timedelta(days=200))).reviews[1]
    assert (seen.first, seen.last) == (date(2026, 1, 17), date(2026, 3, 29))
    assert {c.duty: c.done for c in seen.counts}["feedback"] == 1
    assert (seen.summary, seen.met) == ("learnt", False)


def test_reviews_are_made_again_from_what_was_recorded() -> None:
    pair = did(a_pair(r.ACTIVE, summary="learnt"), "talk-1", STARTS, "feedback")
    pair = perform(pair, m.review, an_act(CLERK))
    assert m.reviews_again(pair, Shelf(), Offer({})) == pair.reviews
    other = change(pair, done=())
    assert m.reviews_again(other, Shelf(), Offer({})) != pair.reviews


def graduated(**more: Any) -> r.Mentorship:
    reviews = (a_review(), a_review(advisor="person-3"))
    pair = a_pair(r.REVIEWED, reviews=reviews, **more)
    return perform(pair, m.graduate, an_act(MEETING), judgement="leads a class well")


def test_terms_that_were_met_earn_hours_for_the_assistant_and_for_each_advisor() -> None:
    policy = r.MentorshipPolicy(
        advisor_hours_per_term=Decimal(6), assistant_hours_per_term=Decimal("4.5")
    )
    pair = graduated(policy=policy)
    assert pair.credits == (
        Credit(person="person-1", hours=Decimal(9), part=ATTENDED),
        Credit(person="person-2", hours=Decimal(6), part=LED),
        Credit(person="person-3", hours=Decimal(6), part=LED),
    )
    assert (pair.earned_on(), m.credits_again(pair, Shelf(), Offer({}))) == (
        SCHOOL_DAY,
        pair.credits,
    )
    assert graduated().credits == ()


def test_a_term_in_which_too_little_was_done_earns_nothing() -> None:
    short = a_review(counts=(r.DutyCount(duty="feedback", done=0, required=1),))
    policy = r.MentorshipPolicy(assistant_hours_per_term=Decimal(4))
    pair = a_pair(r.REVIEWED, policy=policy, reviews=(short, a_review()))
    ended = perform(pair, m.end, an_act(CLERK, reason="moved away"))
    assert [one.hours for one in ended.credits] == [Decimal(4)]


def test_a_new_advisor_takes_over_what_was_done_and_signs_anew() -> None:
    pair = did(a_pair(r.ACTIVE), "talk-1", STARTS, "feedback")
    by = an_act(CLERK, *STAFF, pair, reason="a long leave")
    given = {"advisor": "person-3", "cause": "leave", "hand_over": "two visits left"}
    again = perform(pair, m.re_pair, by, **given)
    assert (again.state, again.advisor, again.done, again.signed) == (
        r.RE_PAIRED,
        "person-3",
        pair.done,
        (),
    )
    [left] = again.former
    assert (left.advisor, left.until, left.hand_over) == ("person-2", SCHOOL_DAY, "two visits left")
    assert again.people() == {"person-1", "person-2", "person-3"}
    pair = perform(again, m.sign, an_act(ASSISTANT))
    pair = perform(pair, m.sign, an_act(Actor.of("person-3", "teacher")))
    pair = perform(pair, m.approve, an_act(CLERK))
    assert (pair.state, pair.active_since) == (r.ACTIVE, STARTS)


def test_a_successor_has_to_be_one_who_may_be_an_advisor() -> None:
    pair = a_pair(r.ACTIVE)
    staff = (*STAFF[:2], teacher(3, title="second"))
    by = an_act(CLERK, *staff, pair, reason="a long leave")
    given = {"advisor": "person-3", "cause": "leave", "hand_over": "n"}
    assert codes(refusals(pair, m.re_pair, by, **given)) == ["advisor.title"]


def test_a_pair_whose_assistant_went_on_leave_can_still_be_finished() -> None:
    pair = a_pair(r.ACTIVE, summary="learnt")
    by = an_act(CLERK, teacher(1, p.ON_LEAVE), teacher(2, p.LEFT))
    assert perform(pair, m.review, by).state == r.REVIEWED


def test_an_extension_lengthens_by_school_years_up_to_three() -> None:
    pair = a_pair(r.REVIEWED)
    longer = perform(pair, m.extend, an_act(CLERK, reason="not yet"), school_years=2)
    assert (longer.state, longer.ends) == (r.ACTIVE, date(2028, 8, 31))
    found = refusals(
        change(longer, state=r.REVIEWED), m.extend, an_act(CLERK, reason="not yet"), school_years=1
    )
    assert codes(found) == ["mentorship.too_many_years"]


def test_ratings_are_read_by_those_who_decide_and_by_nobody_of_the_pair() -> None:
    pair, shelf = a_pair(r.ACTIVE), Shelf()
    assert pair.hidden_from(CLERK, shelf) == frozenset()
    for inside in (ADVISOR, ASSISTANT, Actor.of("person-2", OFFICE), Actor.of("x", GRADE_LEADER)):
        assert pair.hidden_from(inside, shelf) == {"ratings"}
    outside = pair.hidden_from(actor("teacher-1"), shelf)
    assert {"ratings", "done", "summary", "reviews", "plan"} < outside
    assert "advisor" not in outside


def test_an_advisor_never_rates_themselves_in_whatever_office() -> None:
    both = Actor.of("person-2", OFFICE)
    found = refusals(a_pair(r.ACTIVE), m.rate, an_act(both), points=Decimal(10))
    assert codes(found) == ["lifecycle.not_granted"]


def test_a_pair_explains_each_term_duty_by_duty() -> None:
    told = m.why(a_pair(r.REVIEWED, reviews=(a_review(),)), Question(actor=CLERK))
    assert told is not None
    assert list(told.lines("en")) == [
        "Mentorship: terms reviewed 1, met 1 [mentorship-1]",
        "  2025-09-01 to 2026-01-16: met",
        "    Summary and feedback: 1, at least 1",
    ]
    assert m.why(a_pair(), Question(actor=CLERK)) is None


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 9, 1), date(2025, 9, 29), 0),
        (date(2025, 9, 1), date(2025, 9, 30), 1),
        (date(2025, 9, 10), date(2026, 1, 16), 4),
        (date(2026, 1, 16), date(2026, 1, 15), 0),
    ],
)
def test_only_full_months_count(first: date, last: date, months: int) -> None:
    assert r.full_months(first, last) == months


@pytest.mark.parametrize(
    "given",
    [
        {"duties": (POLICY.duties[0],) * 2},
        {"least_school_years": 4},
        {"most_school_years": 0},
    ],
)
def test_terms_that_cannot_hold_are_refused(given: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        r.MentorshipPolicy(**given)


def test_the_load_limit_is_a_rule_that_a_school_may_change() -> None:
    load, grade = POLICY.pair_rules
    assert isinstance(load, Rule)
    one = r.MentorshipPolicy(pair_rules=(change(load, boundary=number(1)), grade))
    pair = a_pair(policy=one)
    other = a_pair(r.ACTIVE, id="mentorship-7", assistant="person-7")
    found = judge_pair(pair, ADVISOR.id, Shelf(*STAFF, other), SCHOOL_DAY)
    assert found is not None
    assert codes(found.refusals) == ["pair.load"]
