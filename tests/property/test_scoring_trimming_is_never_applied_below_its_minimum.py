from hypothesis import given
from hypothesis import strategies as st
from rating_tables import RUBRIC, contest_of, tables

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.statistics.ratings import Points


@given(
    tables(most_judges=7),
    st.sampled_from(["trimmed_mean", "sum"]),
    st.sampled_from(["judge_total", "criterion"]),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(1, 6),
)
def test_dropped_only_with_enough_and_never_more_than_asked(
    table: Points, method: str, level: str, high: int, low: int, at_least: int
) -> None:
    parameters = {"level": level, "drop_high": high, "drop_low": low, "at_least": at_least}
    policy = ScoringPolicy(method=method, parameters=parameters)
    for standing in evaluate(policy, RUBRIC, *contest_of(table)).standings:
        present = len(table[standing.entry])
        enough = present >= max(at_least, high + low + 1)
        dropped = [one for step in standing.trace.walk() for one in step.dropped]
        assert len(dropped) == (high + low if enough else 0)
