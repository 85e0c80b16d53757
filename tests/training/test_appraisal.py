"""Appraisal (考核): boundaries, caps, quotas, part of a year, surveys, evidence, and who sees what."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from appraisals import (
    CLERK,
    COLLEAGUE,
    COMMITTEE,
    FIRST,
    LAST,
    MEETING,
    PEOPLE,
    PRINCIPAL,
    ROUND,
    SUPERVISOR,
    TEACHERS,
    Story,
    a_case,
    a_graded_case,
    a_round,
    a_teacher,
    all_cases,
    an_act,
    cards,
    graded,
    service_of_case,
)
from contests import codes, refusals

from homeroom_core.change import change
from homeroom_core.decision import perform
from homeroom_core.errors import DefinitionError, RefusedError
from homeroom_core.people import APPRAISAL_COMMITTEE, OFFICE, Actor
from homeroom_core.people import PRINCIPAL as PRINCIPAL_ROLE
from homeroom_core.record import EVERYTHING, Shelf
from homeroom_core.testing.acts import ORG, practice_plugins
from homeroom_core.testing.appraisals import PRACTICE_OFFER, PracticeSheets, practice_terms
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import appraisal as a
from homeroom_core.training import appraisal_records as r
from homeroom_core.training import appraisal_round as ar
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training.appraisal_grading import (
    free_places,
    grade_of,
    outcome_of,
    proposed_lines,
    sanctions_changed,
)
from homeroom_core.training.appraisal_policy import (
    LOCAL_CAPS,
    SCHOOL_LOCAL,
    AppraisalPolicy,
    CapRule,
    Grade,
)
from homeroom_core.training.appraisal_scoring import sanctions_found, score_of
from homeroom_core.training.notice import NoticeLine
from homeroom_core.training.scheme_contents import scheme_contents

LOCAL = AppraisalPolicy(grades=SCHOOL_LOCAL, caps=LOCAL_CAPS)
COLLECTED = a_case(1, r.COLLECTED)


def sanction(kind: str, since: date, until: date) -> p.Sanction:
    return p.Sanction(kind=kind, since=since, until=until, document="2025-3")


# ---- grades ----


@pytest.mark.parametrize(
    ("policy", "points", "grade"),
    [
        (AppraisalPolicy(), "60", "pass"),
        (AppraisalPolicy(), "59.99", "basic_pass"),
        (AppraisalPolicy(), "50", "basic_pass"),
        (AppraisalPolicy(), "49.99", "fail"),
        (LOCAL, "70", "good"),
        (LOCAL, "69.99", "pass"),
        (LOCAL, "60", "pass"),
        (LOCAL, "59.99", "fail"),
    ],
)
def test_points_reach_the_best_grade_whose_boundary_they_meet(
    policy: AppraisalPolicy, points: str, grade: str
) -> None:
    assert grade_of(policy, Fraction(points), (), excellent=False) == grade


def test_a_boundary_that_has_to_be_passed_is_not_enough_itself() -> None:
    over = Grade(id="pass", label=SCHOOL_LOCAL[2].label, boundary=Decimal(60), reaches=">")
    assert (over.is_reached(Fraction(60)), over.is_reached(Fraction(6001, 100))) == (False, True)


@pytest.mark.parametrize(("compared", "reached"), [("rounded", "pass"), ("exact", "basic_pass")])
def test_the_policy_says_whether_the_rounded_or_the_exact_total_is_compared(
    compared: str, reached: str
) -> None:
    policy = practice_terms(compared=compared)
    score = r.Score(
        total=Fraction(59996, 1000),
        shown=Decimal("60.00"),
        parts={},
        sheet_digest="",
        inputs_digest="",
    )
    case = change(a_case(1, r.VETO_CHECKED), score=score)
    (ruling,) = outcome_of(a_round(policy=policy), [case], by="x", on=LAST).rulings
    assert ruling.reached == reached


# ---- caps ----


@pytest.mark.parametrize(
    ("kind", "best"), [("warning", "pass"), ("demerit", "basic_pass"), ("demotion", "fail")]
)
def test_a_sanction_caps_the_grade_whatever_the_points(kind: str, best: str) -> None:
    found = (r.Cap(cause=kind, document="2025-3"),)
    assert grade_of(AppraisalPolicy(), Fraction(99), found, excellent=True) == best


def test_the_worst_of_several_findings_counts_and_none_raises_a_grade() -> None:
    policy = AppraisalPolicy()
    both = (r.Cap(cause="warning", document="1"), r.Cap(cause="demotion", document="2"))
    assert grade_of(policy, Fraction(99), both, excellent=True) == "fail"
    assert grade_of(policy, Fraction(10), both[:1], excellent=False) == "fail"


@pytest.mark.parametrize(
    ("kind", "since", "until", "counts"),
    [
        ("warning", FIRST - timedelta(1), FIRST + timedelta(100), False),
        ("warning", FIRST, FIRST + timedelta(180), True),
        ("warning", LAST, LAST + timedelta(180), True),
        ("warning", LAST + timedelta(1), LAST + timedelta(180), False),
        ("demerit", FIRST - timedelta(300), FIRST, True),
        ("demerit", FIRST - timedelta(300), FIRST - timedelta(1), False),
        ("demotion", FIRST - timedelta(700), FIRST + timedelta(30), True),
    ],
)
def test_a_warning_caps_the_period_it_was_imposed_in_and_others_each_they_run_in(
    kind: str, since: date, until: date, counts: bool
) -> None:
    person = a_teacher(1, sanctions=(sanction(kind, since, until),))
    assert bool(sanctions_found(ROUND, person)) == counts


def test_a_sanction_that_was_lifted_before_the_period_caps_nothing() -> None:
    lifted = change(
        sanction("demerit", FIRST - timedelta(300), LAST), lifted_on=FIRST - timedelta(1)
    )
    assert sanctions_found(ROUND, a_teacher(1, sanctions=(lifted,))) == ()


# ---- the quota ----


def many(count: int, group: str = "G7", first: int = 1) -> list[r.Appraisal]:
    made = a_case(1, r.VETO_CHECKED)
    assert made.score is not None
    return [
        change(
            made,
            id=f"{group}-{number:02d}",
            group=group,
            score=change(made.score, shown=Decimal(99 - number), total=Fraction(99 - number)),
        )
        for number in range(first, first + count)
    ]


def excellent(policy: AppraisalPolicy, cases: list[r.Appraisal]) -> list[str]:
    outcome = outcome_of(a_round(policy=policy), cases, by="x", on=LAST)
    return [one.case for one in outcome.rulings if one.grade == "excellent"]


@pytest.mark.parametrize(("members", "places"), [(6, 0), (7, 1), (13, 1), (14, 2), (20, 3)])
def test_at_most_fifteen_percent_of_a_group_rounds_down(members: int, places: int) -> None:
    assert len(excellent(AppraisalPolicy(), many(members))) == places


def test_the_demonstration_year_has_four_of_twenty_in_each_of_three_groups() -> None:
    policy = AppraisalPolicy(excellent_share=Fraction(20, 100))
    cases = [case for group in ("G7", "G8", "G9") for case in many(20, group)]
    found = excellent(policy, cases)
    assert [one for one in found if one.startswith("G8")] == ["G8-01", "G8-02", "G8-03", "G8-04"]
    assert len(found) == 12


def test_groups_too_small_by_themselves_share_a_quota_where_the_policy_says_so() -> None:
    cases = [*many(4, "G7"), *many(4, "G8")]
    assert excellent(AppraisalPolicy(), cases) == []
    assert len(excellent(AppraisalPolicy(by_group=False, ties="exclude_all"), cases)) == 0
    cases = [*many(4, "G7"), *many(4, "G8", 5)]
    assert excellent(AppraisalPolicy(by_group=False), cases) == ["G7-01"]


def test_a_place_goes_to_the_next_when_the_first_is_capped_before_grading() -> None:
    cases = many(7)
    check = r.Check(by="x", on=LAST, sanctions=(r.Cap(cause="warning", document="1"),))
    cases[0] = change(cases[0], checks=(check,))
    assert excellent(AppraisalPolicy(), cases) == ["G7-02"]


def test_below_the_boundary_nobody_is_excellent_and_the_place_stays_empty() -> None:
    cases = [change(one, score=change(one.score, shown=Decimal("59.99"))) for one in many(7)]
    assert excellent(AppraisalPolicy(), cases) == []


def test_a_tie_at_the_last_place_is_left_to_the_committee_or_to_nobody() -> None:
    tied = list(all_cases(mark="32"))
    outcome = outcome_of(ROUND, tied, by="x", on=LAST)
    assert (outcome.is_settled, excellent(ROUND.policy, tied)) == (False, [])
    exclude = practice_terms(ties="exclude_all")
    assert outcome_of(a_round(policy=exclude), tied, by="x", on=LAST).is_settled


# ---- what is collected ----


def score_with(**more: Any) -> r.Score:
    return score_of(ROUND, change(COLLECTED, cards=cards(), **more), PRACTICE_OFFER)


def test_the_total_is_that_of_the_sheet() -> None:
    # conduct (2 x 36 + 32 + 40) / 4, competence 17, diligence 20, results (0 + 3.75 + 3) / 20
    assert score_with().total == 36 + 17 + 20 + Fraction(675, 100)


def test_a_self_review_counts_nothing() -> None:
    proud = r.SelfReview(on=LAST, text="splendid", points={"de": Fraction(40)})
    assert score_with(self_review=proud).total == score_with(self_review=None).total


def test_a_missing_source_is_left_out_and_never_zero() -> None:
    gap = r.Gap(part="de", source="peers", why="none held", by="x", on=LAST)
    found = score_with(surveys=COLLECTED.surveys[1:], gaps=(gap,))
    assert found.parts["de"] == Fraction(50 * 36 + 25 * 40, 75)
    assert "de/peers" in found.left_out


def test_a_missing_part_is_left_out_and_the_rest_is_scaled_up() -> None:
    gap = r.Gap(part="neng", why="no committee met", by="x", on=LAST)
    found = score_with(gaps=(gap,))
    assert "neng" not in found.parts
    assert found.total == (score_with().total - 17) * Fraction(100, 80)


def survey(tally: dict[str, int]) -> r.Survey:
    case = change(a_case(1, r.SELF_REVIEWED), surveys=())
    act = an_act(CLERK, ROUND, *PEOPLE)
    after = perform(case, a.count_survey, act, source="pupils", part="de", tally=tally)
    return after.surveys[0]


def test_of_too_few_answers_only_their_number_is_kept() -> None:
    few, enough = survey({"30": 2}), survey({"30": 2, "40": 1})
    assert (few.answers, few.tally) == (2, {})
    assert (enough.answers, enough.tally) == (3, {"30": 2, "40": 1})


def test_a_survey_that_is_counted_again_takes_the_place_of_the_first() -> None:
    case, act = a_case(1, r.SELF_REVIEWED), an_act(CLERK, ROUND)
    for count in (3, 4):
        given: dict[str, Any] = {"source": "pupils", "part": "de", "tally": {"30": count}}
        case = perform(case, a.count_survey, act, **given)
    assert [one.answers for one in case.surveys] == [4]


def test_what_is_switched_off_is_not_asked_for() -> None:
    off = practice_terms(switched_off=frozenset({"ji_other", "home_visits"}))
    round = a_round(policy=off)
    case = change(COLLECTED, cards=cards(), points=())
    act = an_act(CLERK, round, *PEOPLE)
    kept = perform(change(case, state=r.SELF_REVIEWED), a.keep_ledger, act, part="qin")
    assert kept.ledgers[0].off == {"home_visits"}
    found = score_of(round, kept, PRACTICE_OFFER)
    assert ("ji_other" in found.parts, "ji_other" in found.left_out) == (False, False)


def test_only_months_that_were_served_count_in_a_ledger() -> None:
    since = date(2025, 3, 17)  # 15 of the 31 days of March are less than half of it
    posts = (p.Post(class_code="2024-G7-01", role="homeroom_teacher", since=since),)
    act = an_act(CLERK, ROUND, a_teacher(1, posts=posts))
    kept = perform(a_case(1, r.SELF_REVIEWED), a.keep_ledger, act, part="qin")
    assert kept.ledgers[0].months == ("2025-04", "2025-05", "2025-06", "2025-07", "2025-08")


# ---- strangers, colleagues and one's own case ----


@pytest.mark.parametrize("state", r.APPRAISAL_STATES)
def test_nobody_but_the_owner_signs_and_reviews_and_the_owner_does_nothing_else(
    state: str,
) -> None:
    everything = Actor.of("person-1", OFFICE, APPRAISAL_COMMITTEE, PRINCIPAL_ROLE, "supervisor")
    case = a_case(1, state) if state not in r.HAS_GRADE else a_graded_case(1, state)
    act = an_act(everything, ROUND, *PEOPLE)
    may = {name for name, step in a.appraisal.transitions.items() if step.grant.holds(case, act)}
    assert may == {"review_oneself", "sign", "refuse_to_sign"}


@pytest.mark.parametrize("name", ar.appraisal_round.transitions)
def test_whoever_is_appraised_takes_no_step_of_the_round(name: str) -> None:
    everything = Actor.of("person-1", OFFICE, APPRAISAL_COMMITTEE, PRINCIPAL_ROLE)
    act = an_act(everything, ROUND, *all_cases())
    assert not ar.appraisal_round.transitions[name].grant.holds(ROUND, act)


@pytest.mark.parametrize(
    ("reader", "hidden"),
    [
        (TEACHERS[0], {"cards", "surveys"}),
        (COMMITTEE, set()),
        (CLERK, set()),
        (PRINCIPAL, set()),
        (SUPERVISOR, {"cards", "surveys", "self_review"}),
        (MEETING, {"cards", "surveys", "self_review"}),
        (TEACHERS[1], EVERYTHING),
        (COLLEAGUE, EVERYTHING),
    ],
)
def test_a_case_is_seen_by_the_teacher_and_those_who_work_on_it(
    reader: Actor, hidden: set[str]
) -> None:
    assert a_graded_case(1).hidden_from(reader, Shelf()) == hidden


@pytest.mark.parametrize(("reader", "seen"), [(COMMITTEE, True), (COLLEAGUE, False)])
def test_the_grades_of_all_are_seen_by_those_who_work_them_out(reader: Actor, seen: bool) -> None:
    round = graded()
    assert ("outcome" not in round.hidden_from(reader, Shelf(round, *all_cases()))) == seen


def test_a_member_of_the_committee_who_is_appraised_does_not_see_the_grades() -> None:
    member = Actor.of("person-1", APPRAISAL_COMMITTEE)
    assert graded().hidden_from(member, Shelf(*all_cases())) == {"outcome"}


def test_a_notice_shows_name_group_and_grade_best_first_and_no_points() -> None:
    lines = proposed_lines(graded(), Shelf(*all_cases(), *PEOPLE))
    assert lines == (
        NoticeLine(name="Teacher 1", unit="G7", award="优秀"),
        NoticeLine(name="Teacher 2", unit="G7", award="合格"),
        NoticeLine(name="Teacher 3", unit="G7", award="合格"),
    )


# ---- after the decision ----


def decided(story: Story, *numbers: int) -> Story:
    for number in numbers:
        story.score(number)
    story.grade()
    story.publicise()
    story.decide()
    return story


def test_a_sanction_after_the_decision_adds_a_lower_grade_and_keeps_the_first() -> None:
    story = decided(Story(), 1, 2, 3)
    story.sanction(1)
    story.walk.apply(PRINCIPAL, a.regrade, story.case(1), because="a demerit", document="2026-30")
    first, second = story.case(1).grades
    assert (first.grade, first.regrade, second.grade, second.regrade) == (
        "excellent", False, "basic_pass", True,
    )  # fmt: skip
    assert (second.document, second.reason, second.points) == (
        "2026-30", "a demerit", first.points,
    )  # fmt: skip


@pytest.mark.parametrize("moves_up", [False, True])
def test_the_next_in_rank_takes_the_free_place_only_where_the_policy_says_so(
    moves_up: bool,
) -> None:
    story = decided(Story(practice_terms(next_moves_up=moves_up)), 1, 2, 3)
    walk, given = story.walk, {"because": "a place is free", "document": "2026-30"}
    with pytest.raises(RefusedError):  # nothing is free yet
        walk.apply(PRINCIPAL, a.regrade, story.case(2), **given)
    story.sanction(1)
    walk.apply(PRINCIPAL, a.regrade, story.case(1), **given)
    with pytest.raises(RefusedError):  # the third stands behind the second
        walk.apply(PRINCIPAL, a.regrade, story.case(3), **given)
    if not moves_up:
        with pytest.raises(RefusedError):
            walk.apply(PRINCIPAL, a.regrade, story.case(2), **given)
        return
    risen = walk.apply(PRINCIPAL, a.regrade, story.case(2), **given)
    with walk.office.reading(ORG) as reader:
        assert free_places(story.round, "G7", reader) == 0
    assert [one.grade for one in risen.grades] == ["pass", "excellent"]


def test_a_grade_that_was_changed_is_final_only_after_its_own_notice() -> None:
    story = decided(Story(teachers=1), 1)
    story.sanction(1)
    given = {"because": "a demerit", "document": "2026-30"}
    case = story.walk.apply(PRINCIPAL, a.regrade, story.case(1), **given)
    case = story.publicise_regrade(case)
    with pytest.raises(RefusedError) as refused:
        story.walk.apply(story.teacher(1), a.sign, case)
    assert codes(refused.value.refusals) == ["appraisal.not_final"]


def test_a_sanction_during_the_notice_stops_the_decision_and_opens_the_round_again() -> None:
    story = Story(teachers=2)
    for number in (1, 2):
        story.score(number)
    story.grade()
    story.publicise()
    story.sanction(1)
    story.walk.clock.advance(days=10)
    notice = story.get(n.Notice, story.round.notice or "")
    story.walk.apply(PRINCIPAL, n.close, notice, document="2026-12")
    with pytest.raises(RefusedError) as refused:
        story.walk.apply(PRINCIPAL, ar.decide, story.round, document="2026-12")
    assert codes(refused.value.refusals) == ["appraisal_round.sanctions_changed"]
    story.walk.apply(PRINCIPAL, ar.reopen, story.round, because="a sanction came")
    case = story.walk.apply(SUPERVISOR, a.check_vetoes, story.case(1))
    story.grade()
    assert [one.grade for one in story.case(1).grades] == ["pass", "basic_pass"]
    assert len(case.checks) == 2


def test_who_left_the_school_is_still_graded_and_recorded_as_not_signed() -> None:
    story = Story(teachers=1)
    story.score(1)
    person = story.get(p.Person, story.people[0].id)
    story.walk.apply(CLERK, p.leave, person, because="transferred")
    story.grade()
    story.publicise()
    story.decide()
    story.walk.clock.advance(days=20)
    case = story.walk.apply(CLERK, a.record_unsigned, story.case(1), because="has left")
    archived = story.walk.apply(CLERK, a.archive, case)
    assert (archived.state, archived.signatures[0].signed) == (r.ARCHIVED, False)
    story.walk.check_journal()


# ---- terms ----


@pytest.mark.parametrize(
    "given",
    [
        {"excellent_share": Fraction(21, 100)},
        {"excellent_share": Fraction(0)},
        {"grades": ()},
        {"grades": SCHOOL_LOCAL},  # there is no 基本合格 for a demerit
        {"grades": tuple(reversed(AppraisalPolicy().grades))},
        {"caps": (CapRule(id="demerit", label=SCHOOL_LOCAL[0].label, best="splendid"),)},
        {"gap_below": Fraction(9, 10)},
        {"dimensions": {"de": "virtue"}},
    ],
)
def test_terms_that_do_not_fit_each_other_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError):
        AppraisalPolicy(**given)


def test_a_record_that_fits_two_items_counts_in_both_only_where_the_terms_say_so() -> None:
    from refusals.appraisal import claim  # cases of the same attempt

    loose = a_round(policy=practice_terms(evidence_once=False))
    assert codes(claim("awards", "talks", round=loose)) == []
    assert codes(claim("awards", "talks")) == ["appraisal.credited_twice"]


def test_refusals_of_a_wrong_state_name_the_steps_that_are_open() -> None:
    found = refusals(a_case(1), a.collect, an_act(CLERK, ROUND, *PEOPLE))
    assert codes(found) == ["lifecycle.wrong_state"]


def test_a_round_takes_the_terms_of_the_scheme_in_force_and_no_others() -> None:
    terms = practice_terms(excellent_share=Fraction(1, 5))
    plugins = practice_plugins(PracticeSheets())
    walk = Walk(ar.appraisal_round, plugins=plugins)
    walk.clock.advance(days=40)
    adopt_scheme(walk.office, walk.clock, scheme_contents({"appraisal_round": terms}))
    given: dict[str, Any] = {"title": "2024-2025", "first": FIRST, "last": LAST}
    made = walk.create(CLERK, ar.open_round, **given)
    assert (made.policy, made.basis.kind) == (terms, "pinned")
    with pytest.raises(RefusedError) as refused:
        walk.create(CLERK, ar.open_round, **given, policy=practice_terms())
    assert codes(refused.value.refusals) == ["scheme.terms_differ"]


def test_what_another_scheme_would_have_graded_is_found_without_writing_anything() -> None:
    cases = all_cases(mark="36")
    round = graded(cases=cases, policy=practice_terms(ties="exclude_all"))
    other = round.under(practice_terms(grades=SCHOOL_LOCAL, caps=LOCAL_CAPS, ties="exclude_all"))
    found = ar.appraisal_round.derivations["outcome"].again(other, Shelf(*cases), PRACTICE_OFFER)
    assert round.outcome is not None
    assert [one.grade for one in round.outcome.rulings] == ["pass"] * 3
    assert [one.grade for one in found.rulings] == ["good"] * 3


def test_a_score_is_out_of_date_while_the_case_is_marked_again() -> None:
    story = Story(teachers=1)
    case = story.score(1)
    case = story.walk.apply(COMMITTEE, a.mark_again, case, because="mistyped")
    case = story.walk.apply(COMMITTEE, a.mark, case, part="de", marks={"de": "10"})
    assert case.score is not None
    story.walk.check_journal()
    told = story.walk.office.explain(ORG, case.id, to=COMMITTEE).explanation
    assert "out of date" in " ".join(note.en for note in told.notes)


def test_the_round_names_the_cases_whose_sanctions_changed() -> None:
    story = decided(Story(teachers=2), 1, 2)
    with story.walk.office.reading(ORG) as reader:
        assert sanctions_changed(story.round, reader) == ()
    story.sanction(2)
    with story.walk.office.reading(ORG) as reader:
        assert sanctions_changed(story.round, reader) == (story.case(2).id,)
    told = story.walk.office.explain(ORG, story.round_id, to=COMMITTEE).explanation
    assert story.case(2).id in " ".join(note.en for note in told.notes)


@pytest.mark.parametrize(("given", "group"), [({}, "G7"), ({"group": "G8"}, "G8")])
def test_a_case_counts_in_the_group_of_the_roster_unless_another_is_given(
    given: dict[str, str], group: str
) -> None:
    act = an_act(CLERK, ROUND, *PEOPLE, new_id="case-1")
    assert a.open_case.body(act, round="round-1", teacher="person-1", **given).group == group


def test_after_a_hand_over_each_is_appraised_by_the_months_they_led_the_class() -> None:
    day = date(2025, 2, 28)
    before = p.Post(class_code="2024-G7-01", role="homeroom_teacher", since=FIRST, until=day)
    after = change(before, since=day + timedelta(1), until=None)
    people = (a_teacher(1, posts=(before,)), a_teacher(2, posts=(after,)))
    act = an_act(CLERK, ROUND, *people)
    kept = [
        perform(a_case(number, r.SELF_REVIEWED), a.keep_ledger, act, part="qin").ledgers[0].months
        for number in (1, 2)
    ]
    assert (kept[0][-1], kept[1][0], len(kept[0]) + len(kept[1])) == ("2025-02", "2025-03", 12)
    share = service_of_case(a_case(1), *people).share
    assert share + service_of_case(a_case(2), *people).share == 1
