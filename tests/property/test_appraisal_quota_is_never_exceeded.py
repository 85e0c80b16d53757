"""However points, groups and caps fall: the quota is kept, caps hold, and order does not matter."""

from fractions import Fraction
from math import floor

from appraisals import LAST, a_case, a_round
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.testing.appraisal_strategies import appraisal_policies
from homeroom_core.training import appraisal_records as r
from homeroom_core.training.appraisal_grading import best_allowed, grade_of, outcome_of
from homeroom_core.training.appraisal_policy import AppraisalPolicy

SCORED = a_case(1, r.VETO_CHECKED)
CAUSES = st.lists(st.sampled_from(["warning", "demerit", "demotion", "class_brawl"]), max_size=2)


def caps(causes: list[str]) -> tuple[r.Cap, ...]:
    return tuple(r.Cap(cause=cause, document="1") for cause in causes)


@st.composite
def cases(draw: st.DrawFn) -> tuple[r.Appraisal, ...]:
    """One to twelve cases with few different totals, so that there are ties."""
    made = []
    assert SCORED.score is not None
    for number in range(draw(st.integers(1, 12))):
        total = Fraction(draw(st.sampled_from([45, 60, 70, 80, 90])))
        score = change(SCORED.score, total=total, shown=draw(st.just(int(total))))
        check = r.Check(by="x", on=LAST, vetoes=caps(draw(CAUSES)))
        group = draw(st.sampled_from(["G7", "G8"]))
        made.append(change(SCORED, id=f"case-{number}", group=group, score=score, checks=(check,)))
    return tuple(made)


def excellent(outcome: r.Outcome) -> dict[str, int]:
    found: dict[str, int] = {}
    for ruling in outcome.rulings:
        found[ruling.group] = found.get(ruling.group, 0) + (ruling.grade == "excellent")
    return found


@given(policy=appraisal_policies(), cases=cases())
def test_no_group_has_more_than_its_share_and_all_together_no_more_than_the_most(
    policy: AppraisalPolicy, cases: tuple[r.Appraisal, ...]
) -> None:
    outcome = outcome_of(a_round(policy=policy), cases, by="x", on=LAST)
    for group, number in excellent(outcome).items():
        members = sum(case.group == group or not policy.by_group for case in cases)
        assert number <= floor(policy.excellent_share * members)
    assert sum(excellent(outcome).values()) <= floor(policy.most_excellent_share * len(cases))


@given(policy=appraisal_policies(), cases=cases())
def test_nobody_is_graded_better_than_what_was_found_allows(
    policy: AppraisalPolicy, cases: tuple[r.Appraisal, ...]
) -> None:
    outcome = outcome_of(a_round(policy=policy), cases, by="x", on=LAST)
    for case, ruling in zip(sorted(cases, key=lambda one: one.id), outcome.rulings, strict=True):
        best = best_allowed(policy, case.checks[0].caps)
        assert best is None or policy.worse(best, ruling.grade) == ruling.grade


@given(policy=appraisal_policies(), cases=cases(), data=st.data())
def test_the_order_of_the_cases_does_not_matter(
    policy: AppraisalPolicy, cases: tuple[r.Appraisal, ...], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(cases))
    round = a_round(policy=policy)
    made = [outcome_of(round, some, by="x", on=LAST) for some in (cases, other)]
    assert made[0] == made[1]


@given(
    policy=appraisal_policies(),
    points=st.integers(0, 100).map(Fraction),
    excellent=st.booleans(),
    causes=CAUSES,
    more=CAUSES,
)
def test_a_further_finding_never_raises_a_grade(
    policy: AppraisalPolicy, points: Fraction, excellent: bool, causes: list[str], more: list[str]
) -> None:
    before = grade_of(policy, points, caps(causes), excellent=excellent)
    after = grade_of(policy, points, caps(causes + more), excellent=excellent)
    assert policy.worse(before, after) == after
