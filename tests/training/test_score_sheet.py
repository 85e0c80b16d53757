"""Sheets: written, signed, counted again, reopened, declared void."""

from decimal import Decimal
from fractions import Fraction

import pytest
from contests import (
    CLERK,
    ENTRIES,
    HEAD,
    JUDGES,
    SCORER,
    SUPERVISOR,
    a_contest,
    a_sheet,
    an_act,
    an_entry,
    codes,
    creating,
    refusals,
    tallied,
)

from homeroom_core.change import change
from homeroom_core.decision import originate, perform
from homeroom_core.exact import Rounding
from homeroom_core.people import HEAD_JUDGE, Actor
from homeroom_core.people import SCORER as SCORER_ROLE
from homeroom_core.people import SUPERVISOR as SUPERVISOR_ROLE
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.acts import SCHOOL_DAY
from homeroom_core.training import contest_records as r
from homeroom_core.training import score_sheet as s
from homeroom_core.training.conflict import RELATED

JUDGE = JUDGES[1]
BEGIN = {"contest": "contest-1", "entry": "entry-1", "judge": JUDGE.id}
SCORING = (a_contest(r.SCORING), *ENTRIES)
SCORED = (tallied(), *ENTRIES)


def test_a_judge_begins_marks_and_signs() -> None:
    by = an_act(JUDGE, *SCORING, new_id="sheet-1")
    sheet = originate(s.begin, by, **BEGIN, marks={"a": "8.5", "b": ""})
    assert (sheet.state, sheet.marks, sheet.keyed_by) == (s.OPEN, {"a": "8.5"}, JUDGE.id)
    assert codes(refusals(sheet, s.sign, by)) == ["mark.missing"]
    sheet = perform(sheet, s.mark, by, marks={"b": "9"})
    sheet = perform(sheet, s.sign, by)
    assert (sheet.state, sheet.signed_on, s.total_of(sheet, by)) == (
        "signed",
        SCHOOL_DAY,
        Fraction(35, 2),
    )


def test_an_empty_mark_takes_one_away_and_the_rest_stays() -> None:
    by = an_act(SCORER, *SCORING)
    sheet = perform(a_sheet(state=s.OPEN), s.mark, by, marks={"b": ""})
    assert (sheet.marks, sheet.keyed_by) == ({"a": "8"}, SCORER.id)


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({"a": "11"}, "mark.out_of_range"),
        ({"a": "8.3"}, "mark.off_step"),
        ({"a": "8,5"}, "mark.not_a_decimal"),
        ({"z": "8"}, "mark.unknown_criterion"),
    ],
)
def test_only_marks_of_the_rubric_are_taken(marks: dict[str, str], code: str) -> None:
    by = an_act(JUDGE, *SCORING)
    assert codes(creating(s.begin, by, **BEGIN, marks=marks)) == [code]
    sheet = a_sheet(1, 2, s.OPEN)
    assert codes(refusals(sheet, s.mark, by, marks=marks)) == [code]


def test_a_criterion_that_does_not_apply_takes_no_mark_and_is_not_missed() -> None:
    entry = an_entry(1, not_applicable=frozenset({"b"}))
    by = an_act(JUDGE, a_contest(r.SCORING), entry)
    both, one = {"a": "8", "b": "8"}, {"a": "8"}
    assert codes(creating(s.begin, by, **BEGIN, marks=both)) == ["mark.not_applicable"]
    sheet = a_sheet(1, 2, s.OPEN, marks=one)
    assert codes(refusals(sheet, s.sign, by)) == []
    assert s.total_of(sheet, by) == 16  # what applies is scaled up to the full total


def test_a_scorer_writes_for_a_judge_from_paper_and_another_judge_does_not() -> None:
    assert codes(creating(s.begin, an_act(SCORER, *SCORING), **BEGIN)) == []
    assert codes(creating(s.begin, an_act(JUDGES[2], *SCORING), **BEGIN)) == [
        "lifecycle.not_granted"
    ]


def test_of_a_contest_or_an_entry_that_is_not_there_it_is_said_so() -> None:
    nothing = an_act(JUDGE)
    assert codes(creating(s.begin, nothing, **BEGIN)) == ["score_sheet.no_contest"]
    found = creating(s.begin, an_act(JUDGE, a_contest(r.SCORING)), **BEGIN, marks={"a": "99"})
    assert codes(found) == ["score_sheet.entry_not_in"]
    other = an_entry(1, contest="contest-2")
    found = creating(s.begin, an_act(JUDGE, a_contest(r.SCORING), other), **BEGIN)
    assert codes(found) == ["score_sheet.entry_not_in"]


def test_a_judge_recused_after_beginning_can_neither_go_on_nor_sign() -> None:
    conflict = r.Conflict(judge=JUDGE.id, entry="entry-1", kind=RELATED, on=SCHOOL_DAY, by=CLERK.id)
    by = an_act(JUDGE, a_contest(r.SCORING, conflicts=(conflict,)), *ENTRIES)
    sheet = a_sheet(1, 2, s.OPEN)
    assert codes(refusals(sheet, s.mark, by, marks={"a": "9"})) == ["score_sheet.not_theirs"]
    assert codes(refusals(sheet, s.sign, by)) == ["score_sheet.not_theirs"]


# ---- recount ----


def counted(total: str, sheet: r.ScoreSheet | None = None) -> r.ScoreSheet:
    by = an_act(SUPERVISOR, *SCORED)
    return perform(sheet or a_sheet(), s.recount, by, total=Decimal(total))


@pytest.mark.parametrize(("total", "state"), [("16", r.SHEET_CHECKED), ("16.5", r.SHEET_DISPUTED)])
def test_a_recount_is_kept_whether_it_agrees_or_not(total: str, state: str) -> None:
    sheet = counted(total)
    assert (sheet.state, sheet.recounts) == (
        state,
        (
            r.Recount(
                by=SUPERVISOR.id,
                on=SCHOOL_DAY,
                total=Decimal(total),
                agrees=state == r.SHEET_CHECKED,
            ),
        ),
    )


def test_a_disputed_sum_that_was_miscounted_is_counted_once_more() -> None:
    sheet = counted("16", counted("15"))
    assert (sheet.state, [recount.agrees for recount in sheet.recounts]) == (
        r.SHEET_CHECKED,
        [False, True],
    )


@pytest.mark.parametrize(
    ("total", "agrees"), [("6.67", True), ("6.66", False), ("7", False), ("6.666667", False)]
)
def test_a_total_that_no_decimal_can_be_is_counted_as_the_contest_rounds(
    total: str, agrees: bool
) -> None:
    """2.5 of 6 points, scaled up to 16, are 20/3: no decimal is exact."""
    leaves = a_contest().rubric.criteria
    six = change(leaves[0], maximum=Decimal(6), scale=change(leaves[0].scale, maximum=Decimal(6)))
    rubric = change(a_contest().rubric, criteria=(six, leaves[1]), total=Decimal(16))
    contest = a_contest(
        r.SCORED,
        rubric=rubric,
        scoring=ScoringPolicy(method="mean", rounding={"total": Rounding(2)}),
    )
    entry = an_entry(1, not_applicable=frozenset({"b"}))
    sheet = a_sheet(marks={"a": "2.5"})
    by = an_act(SUPERVISOR, contest, entry)
    assert s.total_of(sheet, by) == Fraction(20, 3)
    assert perform(sheet, s.recount, by, total=Decimal(total)).recounts[0].agrees is agrees


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (Actor.of("judge-1", SCORER_ROLE, SUPERVISOR_ROLE), False),  # whose sheet it is
        (Actor.of("typist-1", SCORER_ROLE), False),  # who typed it in
        (Actor.of("person-3", SUPERVISOR_ROLE), False),  # who competes, with another entry
        (Actor.of("judge-2", SUPERVISOR_ROLE), True),
        (SUPERVISOR, True),
        (CLERK, False),
    ],
    ids=lambda value: getattr(value, "id", str(value)),
)
def test_a_second_person_counts(who: Actor, may: bool) -> None:
    sheet = a_sheet(keyed_by="typist-1")
    found = refusals(sheet, s.recount, an_act(who, *SCORED), total=Decimal(16))
    assert codes(found) == ([] if may else ["lifecycle.not_granted"])


@pytest.mark.parametrize("total", ["NaN", "Infinity", "-1"])
def test_a_total_is_a_finite_number(total: str) -> None:
    found = refusals(a_sheet(), s.recount, an_act(SUPERVISOR, *SCORED), total=Decimal(total))
    assert codes(found) == ["score_sheet.bad_total"]


# ---- reopening ----


def test_a_sheet_is_reopened_with_a_reason_and_keeps_its_recounts() -> None:
    checked = counted("16")
    by = an_act(HEAD, a_contest(r.REOPENED), *ENTRIES, reason="misread")
    sheet = change(checked, judge="judge-3")
    reopened = perform(sheet, s.reopen, by)
    assert (reopened.state, reopened.signed_on, reopened.recounts, reopened.marks) == (
        s.OPEN,
        None,
        checked.recounts,
        checked.marks,
    )
    found = refusals(sheet, s.reopen, change(by, reason=""))
    assert codes(found) == ["lifecycle.reason_required"]


@pytest.mark.parametrize("step", [s.reopen, s.declare_void])
def test_nobody_reopens_or_voids_their_own_sheet(step: object) -> None:
    transition = s.score_sheet.step(getattr(step, "name", ""))
    head_everywhere = Actor.of(HEAD.id, HEAD_JUDGE, SUPERVISOR_ROLE)
    by = an_act(head_everywhere, *SCORING, reason="second thoughts")
    assert codes(refusals(a_sheet(1, 1), transition, by)) == ["lifecycle.not_granted"]
    assert codes(refusals(a_sheet(1, 2), transition, by)) == []


@pytest.mark.parametrize("state", [s.OPEN, r.SHEET_SIGNED, r.SHEET_CHECKED, r.SHEET_DISPUTED])
def test_a_sheet_is_declared_void_from_wherever_it_stands(state: str) -> None:
    by = an_act(CLERK, *SCORING, reason="conflict")
    assert codes(refusals(a_sheet(state=state), s.declare_void, by)) == []
