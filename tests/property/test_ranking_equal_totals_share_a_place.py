from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.evaluation import evaluate
from homeroom_core.ranking import fractional_ranks, groups_of, ranks
from homeroom_core.testing.evaluation_strategies import panels, rubrics, scoring_policies

VALUES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 4).map(Fraction), max_size=12
)


@given(VALUES)
def test_equal_values_share_a_place_and_better_ones_come_first(values: dict[str, Fraction]) -> None:
    places = ranks(groups_of(values)[0])
    better = {
        name: sum(other > value for other in values.values()) for name, value in values.items()
    }
    assert places == {name: 1 + number for name, number in better.items()}


@given(VALUES)
def test_conventions_keep_their_order_and_fractional_places_their_sum(
    values: dict[str, Fraction],
) -> None:
    groups, _ = groups_of(values)
    shared = fractional_ranks(groups)
    dense, standard, modified = (ranks(groups, c) for c in ("dense", "standard", "modified"))
    assert all(dense[v] <= standard[v] <= shared[v] <= modified[v] for v in values)
    assert sum(shared.values()) == Fraction(len(values) * (len(values) + 1), 2)


@given(VALUES, VALUES)
def test_a_tie_break_refines_and_never_reorders(
    values: dict[str, Fraction], other: dict[str, Fraction]
) -> None:
    chain = [("other", lambda group: {name: other.get(name, Fraction(0)) for name in group})]
    before, after = ranks(groups_of(values)[0]), ranks(groups_of(values, chain)[0])
    assert all(after[a] < after[b] for a in values for b in values if before[a] < before[b])


@given(st.data())
def test_without_a_chain_equal_totals_share_their_rank(data: st.DataObject) -> None:
    rubric = data.draw(rubrics(most_criteria=1, depth=1))
    policy = data.draw(scoring_policies(rubric=rubric).filter(lambda p: not p.tie_break))
    standings = evaluate(policy, rubric, *data.draw(panels(rubric, most_judges=2))).standings
    for one in standings:
        equal = {s.entry for s in standings if s.ranked_on == one.ranked_on} - {one.entry}
        assert set(one.tied_with) == equal
        assert {s.rank for s in standings if s.entry in equal} <= {one.rank}
