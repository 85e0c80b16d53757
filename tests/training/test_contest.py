"""A contest from the call to the awards: who may do what, and what becomes of the result."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest
from contests import (
    AWARDS,
    CALL,
    CLERK,
    ENTRIES,
    HEAD,
    JUDGES,
    MEETING,
    PANEL,
    POLICY,
    PRINCIPAL,
    SCORER,
    SUPERVISOR,
    TEACHER,
    Story,
    a_contest,
    a_notice,
    all_sheets,
    an_act,
    an_entry,
    codes,
    proposed,
    refusals,
    tallied,
)

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.case import Pinned
from homeroom_core.change import change
from homeroom_core.errors import RefusedError
from homeroom_core.families import SCORING_METHODS
from homeroom_core.people import AFFAIRS_MEETING, HEAD_JUDGE, OFFICE, Actor
from homeroom_core.people import PRINCIPAL as PRINCIPAL_ROLE
from homeroom_core.people import SCORER as SCORER_ROLE
from homeroom_core.people import SUPERVISOR as SUPERVISOR_ROLE
from homeroom_core.provided import Offer
from homeroom_core.scoring import ScoringRequest, scoring_method
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak
from homeroom_core.testing.acts import SCHOOL_DAY
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.text import Text
from homeroom_core.training import contest as c
from homeroom_core.training import contest_entry as e
from homeroom_core.training import contest_records as r
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training import score_sheet as s
from homeroom_core.training.conflict import SAME_GROUP
from homeroom_core.training.contest_guards import policy_fits
from homeroom_core.training.contest_records import Contest
from homeroom_core.training.scheme_contents import scheme_contents


def closed(story: Story, notice: n.Notice) -> n.Notice:
    """The notice, closed the day after its last day."""
    story.walk.clock.advance(days=(notice.closes - SCHOOL_DAY).days)
    return story.walk.apply(MEETING, n.close, notice, document="2025-12")


def objected(story: Story, notice: n.Notice) -> n.Notice:
    """The notice with an objection that was upheld."""
    walk = story.walk
    notice = walk.apply(TEACHER, n.object_to, notice, text="a sheet was misread")
    return walk.apply(SUPERVISOR, n.answer, notice, number=1, upheld=True, note="so it was")


def test_from_the_call_to_the_awards() -> None:
    story = Story()
    story.proposed()
    notice = story.publicised()
    assert [(line.name, line.award) for line in notice.lines] == [
        ("Teacher 1", "first"),
        ("Teacher 2", "second"),
    ]
    closed(story, notice)
    contest = story.do(PRINCIPAL, c.award, number_prefix="BH-")
    assert contest.state == r.AWARDED
    assert [(x.entry, x.level, x.number) for x in contest.certificates] == [
        (story.entries[0], "first", "BH-001"),
        (story.entries[1], "second", "BH-002"),
    ]
    story.walk.check_journal()


def test_every_step_of_contest_entry_and_sheet_is_made() -> None:
    story = Story(entries=4)
    walk = story.walk
    first, second, third, fourth = story.entries
    story.do(CLERK, c.extend, deadline=SCHOOL_DAY.replace(day=12), because="a holiday")
    walk.clock.advance(days=3)
    story.do(CLERK, c.close_entries)
    walk.apply(CLERK, e.pass_over, story.get(r.ContestEntry, fourth), because="preliminaries")
    story.do(CLERK, c.appoint_panel, panel=PANEL)
    story.do(JUDGES[3], c.recuse, judge="judge-4", entry=first, conflict=SAME_GROUP)
    story.do(HEAD, c.waive_conflict, judge="judge-4", entry=first, because="a small school")
    everybody = tuple(judge.id for judge in JUDGES)
    story.do(CLERK, c.assign, panels=dict.fromkeys(story.in_draw(), everybody))
    story.do(CLERK, c.draw, seed="1")
    story.do(HEAD, c.open_scoring)
    walk.apply(CLERK, e.disqualify, story.get(r.ContestEntry, third), because="copied")
    story.do(HEAD, c.record_absence, judge="judge-3", entries=(second,), because="ill")
    for judge in JUDGES:
        story.sign(judge, first, "8")
        if judge is not JUDGES[2]:
            story.sign(judge, second, "6")
    story.do(HEAD, c.tally)
    wrong = story.recount(story.due()[0], Decimal(3))
    assert wrong.state == r.SHEET_DISPUTED
    story.do(HEAD, c.reopen, because="a wrong sum")
    sheet = walk.apply(SUPERVISOR, s.reopen, wrong, because="misread")
    sheet = walk.apply(SCORER, s.mark, sheet, marks={"a": "9"})
    walk.apply(SCORER, s.sign, sheet)
    story.do(HEAD, c.tally)
    story.checked()
    story.do(CLERK, c.propose)
    closed(story, story.publicised())
    story.do(MEETING, c.award, number_prefix="X")
    untaken = [name for name in walk.untaken() if name.split(".")[0] not in ("person", "notice")]
    assert untaken == [
        "contest.call_under_scheme",
        "contest.settle_ties",
        "contest.cancel",
        "contest.recommend",
        "contest.confirm",
        "contest_entry.withdraw",
        "score_sheet.declare_void",
    ]  # each of them has a test of its own below


def test_a_contest_is_called_off_with_all_that_hangs_on_it() -> None:
    story = Story()
    story.scoring()
    sheet = story.sign(JUDGES[1], story.entries[0], "8")
    story.walk.apply(HEAD, s.declare_void, sheet, because="wrong form")
    story.walk.apply(
        CLERK, e.withdraw, story.get(r.ContestEntry, story.entries[1]), because="he is ill"
    )
    assert story.do(CLERK, c.cancel, because="flood").state == r.CANCELLED
    assert codes(refusals(story.contest, c.tally, an_act(HEAD))) == ["lifecycle.wrong_state"]


# ---- the draw ----


def test_the_draw_is_made_again_from_its_seed_by_anybody() -> None:
    story = Story(entries=6)
    order = story.draw("2025-11-17 / 081422").order
    expected = sorted(
        story.entries,
        key=lambda entry: sha256(f"2025-11-17 / 081422/{entry}".encode()).hexdigest(),
    )
    assert order == tuple(expected)
    assert sorted(order) == sorted(story.entries)
    assert story.in_draw() == order


def test_another_seed_gives_another_order() -> None:
    orders = set()
    for seed in "abcdefgh":
        act = an_act(CLERK, *ENTRIES)
        orders.add(c.draw.body(a_contest(r.ENTERED), act, seed=seed).order)
    assert len(orders) > 1


# ---- separation of duties ----

ROLES = (OFFICE, HEAD_JUDGE, SCORER_ROLE, SUPERVISOR_ROLE, PRINCIPAL_ROLE, AFFAIRS_MEETING)
CONTESTANT = Actor.of("person-1", *ROLES)
NEUTRAL = Actor.of("person-9", *ROLES)


@pytest.mark.parametrize("name", sorted(c.contest.transitions))
def test_no_contestant_moves_the_contest_whatever_offices_they_hold(name: str) -> None:
    step = c.contest.transitions[name]
    contest = a_contest(step.sources[0])
    grants = {
        who.id: step.grant.holds(contest, an_act(who, *ENTRIES)) for who in (CONTESTANT, NEUTRAL)
    }
    assert grants == {"person-1": False, "person-9": True}


@pytest.mark.parametrize("name", sorted(s.score_sheet.transitions))
def test_no_contestant_touches_a_sheet_of_anybody(name: str) -> None:
    step = s.score_sheet.transitions[name]
    sheet = all_sheets()[-1]  # of entry-3
    grants = {
        who.id: step.grant.holds(sheet, an_act(who, a_contest(r.SCORING), *ENTRIES))
        for who in (CONTESTANT, NEUTRAL)
    }
    assert grants == {"person-1": False, "person-9": True}


@pytest.mark.parametrize("step", [e.pass_over, e.disqualify])
def test_no_contestant_puts_out_a_rival(step: Any) -> None:
    rival = ENTRIES[1]
    grants = [
        step.grant.holds(rival, an_act(who, a_contest(), *ENTRIES)) for who in (CONTESTANT, NEUTRAL)
    ]
    assert grants == [False, True]


def test_whoever_withdrew_in_time_is_no_contestant_any_more() -> None:
    gone = an_entry(1, e.WITHDRAWN)
    assert c.tally.grant.holds(a_contest(r.SCORING), an_act(CONTESTANT, gone, *ENTRIES[1:]))


def test_those_involved_hear_no_objection_and_do_not_close() -> None:
    contest = proposed()
    notice = a_notice(contest, n.OBJECTED)
    judge = Actor.of("judge-2", *ROLES)
    for who, may in ((judge, False), (CONTESTANT, False), (HEAD, False), (NEUTRAL, True)):
        by = an_act(who)
        assert n.answer.grant.holds(notice, by) is may
        assert n.close.grant.holds(notice, by) is may


# ---- panel, recusal, absence ----


def test_a_judge_recused_needs_no_sheet_and_has_none_counted() -> None:
    story = Story()
    story.draw()
    story.do(JUDGES[3], c.recuse, judge="judge-4", entry=story.entries[0], conflict="related")
    story.do(HEAD, c.open_scoring)
    story.score()
    placings = story.do(HEAD, c.tally).tally
    assert placings is not None
    judges = {placing.entry: len(placing.judges) for placing in placings.placings}
    assert judges == dict(zip(story.entries, (3, 4, 4), strict=True))


def test_two_recused_leave_too_few_until_another_judge_is_appointed() -> None:
    story = Story()
    story.draw()
    for judge in ("judge-3", "judge-4"):
        story.do(CLERK, c.recuse, judge=judge, entry=story.entries[0], conflict="paired")
    assert story.refused(HEAD, c.open_scoring) == ["contest.too_few_judges"]
    more = (*PANEL, r.PanelMember(judge="judge-5"))
    assert story.refused(CLERK, c.appoint_panel, panel=more) == []
    assert story.refused(HEAD, c.open_scoring) == []


def test_an_absence_keeps_the_minimum_and_only_a_slight_conflict_is_waived() -> None:
    story = Story()
    story.scoring()
    story.do(HEAD, c.record_absence, judge="judge-4", because="ill")
    refused = story.refused(
        HEAD, c.record_absence, judge="judge-3", entries=(story.entries[1],), because="late"
    )
    assert refused == ["contest.too_few_judges"]


def test_nobody_is_recorded_absent_whose_signed_sheet_it_would_drop() -> None:
    story = Story()
    story.scoring()
    story.sign(JUDGES[3], story.entries[0], "2")
    absent = {"judge": "judge-4", "because": "a low mark"}
    assert story.refused(HEAD, c.record_absence, **absent) == ["contest.signed_already"]
    rest = story.entries[1:]
    assert story.refused(HEAD, c.record_absence, entries=rest, **absent) == []


def test_a_conflict_found_late_is_recorded_when_scoring_is_open_again() -> None:
    story = Story()
    story.scored()
    story.do(HEAD, c.reopen, because="judge-4 is her brother")
    late = {"judge": "judge-4", "entry": story.entries[0], "conflict": "related"}
    assert story.refused(HEAD, c.recuse, **late) == ["contest.signed_already"]
    sheet = next(
        found
        for found in story.walk.records("score_sheet")
        if isinstance(found, r.ScoreSheet)
        and (found.entry, found.judge) == (story.entries[0], "judge-4")
    )
    story.walk.apply(HEAD, s.declare_void, sheet, because="conflict")
    story.do(HEAD, c.recuse, **late)
    tally = story.do(HEAD, c.tally).tally
    assert tally is not None
    assert tally.placings[0].judges == ("judge-1", "judge-2", "judge-3")


def test_the_policy_of_scoring_may_ask_for_more_judges_than_the_contest() -> None:
    strict = a_contest(r.SCORING, scoring=ScoringPolicy(method="mean", minimum_panel=5))
    found = refusals(strict, c.tally, an_act(HEAD, *ENTRIES, *all_sheets()))
    assert codes(found) == ["contest.too_few_judges"] * 3


def test_a_late_sheet_names_what_is_missing() -> None:
    by = an_act(HEAD, *ENTRIES, *all_sheets()[1:])
    (refusal,) = refusals(a_contest(r.SCORING), c.tally, by)
    assert (refusal.measured, refusal.text.en) == (1, "sheets missing (1): entry-1/judge-1")


# ---- reopening ----


def test_reopening_keeps_the_history_and_marks_the_tally_stale() -> None:
    story = Story()
    before = story.proposed()
    reopened = story.do(HEAD, c.reopen, because="two sheets were mixed up")
    assert before.tally is not None
    assert reopened.tally == change(before.tally, stale=True)
    assert reopened.allotment is None
    names = [entry.transition for entry in story.walk.office.history("school-1", story.id)]
    assert names[-4:] == ["tally", "confirm_count", "propose", "reopen"]
    again = story.do(HEAD, c.tally).tally
    assert again == before.tally  # the same sheets give the same tally, not stale any more


def test_an_upheld_objection_leads_to_a_recount_an_amended_notice_and_a_full_new_window() -> None:
    story = Story()
    story.proposed()
    notice = objected(story, story.publicised())
    assert story.refused(CLERK, c.publicise, notice=notice.id) != []
    story.do(PRINCIPAL, c.reopen, because="objection 1")
    walk = story.walk
    for sheet in walk.records("score_sheet"):
        assert isinstance(sheet, r.ScoreSheet)
        if sheet.entry == story.entries[2]:
            sheet = walk.apply(SUPERVISOR, s.reopen, sheet, because="objection 1")
            sheet = walk.apply(SCORER, s.mark, sheet, marks={"a": "10", "b": "10"})
            walk.apply(SCORER, s.sign, sheet)
    story.do(HEAD, c.tally)
    story.checked()
    story.do(CLERK, c.propose)
    assert story.refused(CLERK, c.publicise, notice=notice.id) == ["contest.other_notice"]
    walk.clock.advance(days=5)
    amended = walk.apply(CLERK, n.amend, notice, lines=story.lines(), because="objection 1")
    story.do(CLERK, c.publicise, notice=amended.id)
    assert (amended.round, (amended.closes - amended.opens).days) == (2, 6)
    assert [line.name for line in amended.lines] == ["Teacher 3", "Teacher 1"]
    assert story.refused(PRINCIPAL, c.award, number_prefix="A-") == ["contest.notice_not_closed"]
    with pytest.raises(RefusedError):
        walk.apply(MEETING, n.close, amended, document="2025-12")
    walk.clock.advance(days=7)
    walk.apply(MEETING, n.close, amended, document="2025-12")
    given = story.do(PRINCIPAL, c.award, number_prefix="A-").certificates
    assert [x.entry for x in given] == [story.entries[2], story.entries[0]]


def test_a_void_notice_does_not_hold_the_contest_for_ever() -> None:
    story = Story()
    story.proposed()
    notice = story.publicised()
    assert story.refused(PRINCIPAL, c.reopen, because="why not") == ["contest.no_objection_upheld"]
    story.walk.apply(MEETING, n.declare_void, notice, because="wrong form")
    assert story.refused(PRINCIPAL, c.reopen, because="the notice is void") == []


# ---- tally, recount, awards ----


def test_the_tally_keeps_what_it_was_made_from() -> None:
    tally = tallied().tally
    assert tally is not None
    assert [(x.entry, x.rank, int(x.total), x.shown) for x in tally.placings] == [
        ("entry-1", 1, 18, Decimal("18.00")),
        ("entry-2", 2, 16, Decimal("16.00")),
        ("entry-3", 3, 14, Decimal("14.00")),
    ]
    assert (tally.method, tally.by, tally.stale) == ("mean", "judge-1", False)


def test_a_tie_at_the_cut_waits_for_the_jury_and_is_settled() -> None:
    story = Story()
    story.proposed({1: "9", 2: "9", 3: "7"})
    first, second, _ = story.entries
    assert story.refused(HEAD, c.settle_ties, choices={first: "first"}) == ["contest.no_decision"]
    contest = story.do(HEAD, c.settle_ties, choices={second: "first", first: "second"})
    assert contest.allotment is not None
    assert [(a.entry, a.level) for a in contest.allotment.awards] == [
        (second, "first"),
        (first, "second"),
    ]
    assert contest.allotment.open == ()
    notice = story.publicised()
    assert [line.name for line in notice.lines] == ["Teacher 2", "Teacher 1"]


def test_certificates_follow_level_and_place_even_after_the_jury_chose() -> None:
    """Whom the jury gives the second prize is placed before who got one outright."""
    levels = tuple(
        AwardLevel(id=level, label=Text.same(level), count=count)
        for level, count in (("first", 1), ("second", 2))
    )
    story = Story(awards=AwardPolicy(levels=levels, ties="jury"))
    story.proposed({1: "9", 2: "9", 3: "7"})
    first, second, third = story.entries
    story.do(HEAD, c.settle_ties, choices={first: "second", second: "first"})
    closed(story, story.publicised())
    given = story.do(PRINCIPAL, c.award, number_prefix="N").certificates
    assert [(x.number, x.entry) for x in given] == [
        ("N001", second),
        ("N002", first),
        ("N003", third),
    ]


def test_a_contest_in_which_nobody_gets_an_award_can_be_ended() -> None:
    least = AwardPolicy(levels=AWARDS.levels, minimum_score=Decimal(20))
    story = Story(awards=least)
    assert story.proposed().allotment is not None
    assert story.lines() == ()
    assert story.do(CLERK, c.cancel, because="nobody reached 20 points").state == r.CANCELLED


def test_a_contest_that_all_have_left_is_not_tallied() -> None:
    gone = tuple(an_entry(at, e.WITHDRAWN) for at in (1, 2, 3))
    found = refusals(a_contest(r.SCORING), c.tally, an_act(HEAD, *gone))
    assert codes(found) == ["contest.no_entries"]


def test_a_notice_has_to_fit_in_every_respect() -> None:
    contest = proposed()
    wrong = a_notice(
        contest,
        n.CLOSED,
        subject="contest-9",
        lines=(),
        involved=frozenset(),
        policy=n.NoticePolicy(working_days=1),
    )
    by = an_act(CLERK, *ENTRIES, p.Person(
        id="person-1", org="school-1", state=p.IN_POST, staff_no="1", details=p.Details(name="Li")
    ), p.Person(
        id="person-2", org="school-1", state=p.IN_POST, staff_no="2", details=p.Details(name="Wu")
    ), wrong)  # fmt: skip
    assert (
        codes(refusals(contest, c.publicise, by, notice="notice-1")) == ["contest.other_notice"] * 5
    )
    assert codes(refusals(contest, c.publicise, by, notice="notice-9")) == ["contest.other_notice"]


def test_a_contest_of_plugins_that_are_gone_is_not_called() -> None:
    contest = a_contest(scoring=ScoringPolicy(method="gone"))
    (refusal,) = tuple(policy_fits(contest, an_act(CLERK)))
    assert refusal.remedy.en == "accepted: mean, trimmed_mean"


def test_a_chain_of_a_tie_breaker_that_is_gone_is_not_called() -> None:
    policy = ScoringPolicy(method="mean", tie_break=(TieBreak("gone"),))
    (refusal,) = tuple(policy_fits(a_contest(scoring=policy), an_act(CLERK)))
    assert refusal.text.en == "the scoring policy does not fit: tie_break[0]: gone"
    assert refusal.remedy.en == (
        "accepted: criterion, fewer_low_marks, head_judge, head_to_head, lots, median"
    )


def test_a_tie_breaker_of_something_it_does_not_know_is_not_called() -> None:
    policy = ScoringPolicy(method="mean", tie_break=(TieBreak("fewer_low_marks", "most"),))
    (refusal,) = tuple(policy_fits(a_contest(scoring=policy), an_act(CLERK)))
    assert "tie_break[0].of: most" in refusal.text.en


@scoring_method("failing", label=Text.same("failing"))
def failing(request: ScoringRequest) -> dict[str, Fraction]:
    raise KeyError(request.entrants[0].id)


def test_a_method_that_fails_is_a_refusal_to_tally_and_no_traceback() -> None:
    contest = a_contest(r.SCORING, scoring=ScoringPolicy(method="failing"))
    by = an_act(HEAD, *ENTRIES, *all_sheets())
    offer = Offer({SCORING_METHODS: {"failing": failing}})
    (refusal,) = refusals(contest, c.tally, change(by, provided=offer))
    assert refusal.code == "contest.not_scorable"
    assert "KeyError('entry-1')" in refusal.text.en


def test_the_policy_of_a_contest_has_shares_from_none_to_all() -> None:
    with pytest.raises(ValueError, match="recheck_rest_share"):
        change(POLICY, recheck_rest_share=-POLICY.recheck_rest_share)


TERMS = r.ContestTerms(**{name: CALL[name] for name in ("rubric", "scoring", "awards")})


def test_a_contest_called_under_the_scheme_has_its_terms_and_needs_no_others() -> None:
    walk = Walk(c.contest)
    deadline = CALL["deadline"]
    made = adopt_scheme(walk.office, walk.clock, scheme_contents({"contest/autumn": TERMS}))
    given = {"title": "Autumn", "deadline": deadline, "variant": "autumn"}
    contest = walk.create(CLERK, c.call_under_scheme, **given)
    assert contest.basis == Pinned(scheme=made.id, digest=made.digest)
    assert (contest.terms, contest.variant) == (TERMS, "autumn")
    with pytest.raises(RefusedError) as caught:
        walk.create(CLERK, c.call_under_scheme, title="Spring", deadline=deadline, variant="spring")
    assert codes(caught.value.refusals) == ["contest.not_in_scheme"]


def test_a_contest_called_before_there_was_a_scheme_comes_under_one_before_scoring() -> None:
    walk = Walk(c.contest)
    contest = walk.create(CLERK, c.call, **CALL)
    walk.clock.advance(days=31)
    other = change(TERMS, policy=change(contest.policy, recheck_top=7))
    made = adopt_scheme(walk.office, walk.clock, scheme_contents({"contest": other}))
    contest = walk.apply(CLERK, c.confirm, contest, because="called before the vote")
    assert (contest.basis, contest.terms) == (Pinned(scheme=made.id, digest=made.digest), other)


def awarded(story: Story) -> Contest:
    story.proposed()
    closed(story, story.publicised())
    return story.do(MEETING, c.award, number_prefix="X")


def test_winners_are_recommended_with_what_the_receiver_has_to_know() -> None:
    story = Story()
    first, second, _ = story.entries
    assert [one.entry for one in awarded(story).certificates] == [first, second]
    contest = story.do(CLERK, c.recommend, to="district-1", entries=(second, first))
    (made,) = contest.recommendations
    assert [(one.entry, one.name, one.award) for one in made.entries] == [
        (first, "Teacher 1", "first"),
        (second, "Teacher 2", "second"),
    ]


def test_the_final_of_a_series_is_for_the_winners_of_the_preliminary() -> None:
    story = Story()
    awarded(story)
    deadline = story.walk.clock().date() + timedelta(days=9)
    final = story.walk.create(CLERK, c.call, **{**CALL, "deadline": deadline, "follows": story.id})
    winner, _, loser = story.people
    entered = story.walk.create(
        CLERK, e.enter, contest=final.id, contestant=winner.id, title="Ours"
    )
    assert (final.follows, entered.state) == (story.id, r.ENTRY_IN)
    with pytest.raises(RefusedError) as caught:
        story.walk.create(CLERK, e.enter, contest=final.id, contestant=loser.id, title="Ours")
    assert codes(caught.value.refusals) == ["contest_entry.not_through"]
