from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import RUBRIC, contest_of

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.statistics.ratings import Points


@pytest.mark.parametrize("method", ["sum", "median", "mean"])
@given(value=st.integers(1, 100), judges=st.integers(2, 6), data=st.data(), times=st.integers(1, 4))
def test_an_entry_with_the_same_marks_from_fewer_judges_ties(
    method: str, value: int, judges: int, data: st.DataObject, times: int
) -> None:
    everybody = [f"j{n}" for n in range(judges)]
    fewer = sorted(data.draw(st.sets(st.sampled_from(everybody), min_size=1)))
    table: Points = {
        "full": dict.fromkeys(everybody, Fraction(value)),
        "part": dict.fromkeys(fewer, Fraction(value)),
    }
    parameters = {"times": f"{times}/10"} if method == "sum" else {}
    policy = ScoringPolicy(method=method, parameters=parameters)
    standings = evaluate(policy, RUBRIC, *contest_of(table)).standings
    assert [s.rank for s in standings] == [1, 1]
    wanted = Fraction(value * judges * times, 10) if method == "sum" else Fraction(value)
    assert {s.total for s in standings} == {wanted}
