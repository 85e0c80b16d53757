from decimal import Decimal, getcontext, localcontext
from fractions import Fraction

import pytest

from homeroom_core.errors import InputError
from homeroom_core.statistics.shrinkage import shrink
from homeroom_core.statistics.standardise import standardise, t_score

TABLE = {f"e{n}": {"steady": 80 + n % 3, "wild": 60 + 9 * n % 40, "flat": 70} for n in range(6)}


def test_standard_scores_are_correctly_rounded_square_roots() -> None:
    found = standardise(TABLE, prior_weight=0)
    assert getcontext().prec < 50
    with localcontext(prec=50):
        marks = [Decimal(row["steady"]) for row in TABLE.values()]
        mean = sum(marks, Decimal(0)) / 6
        spread = (sum(((mark - mean) ** 2 for mark in marks), Decimal(0)) / 5).sqrt()
        wanted = [round((mark - mean) / spread, 6) for mark in marks]
    assert [row["steady"] for row in found.scores.values()] == [Fraction(z) for z in wanted]


def test_judges_without_spread_or_with_few_ratings_are_listed_never_put_in_the_middle() -> None:
    table = {**TABLE, "e0": {**TABLE["e0"], "new": 99}}
    found = standardise(table)
    assert (found.constant, found.too_few) == (("flat",), ("new",))
    assert all(set(row) == {"steady", "wild"} for row in found.scores.values())


def test_an_entry_all_of_whose_judges_are_left_out_has_no_score() -> None:
    found = standardise({**TABLE, "lone": {"flat": 70}})
    assert "lone" not in found.means


def test_small_spreads_are_drawn_to_the_common_one() -> None:
    plain, mixed = standardise(TABLE, prior_weight=0), standardise(TABLE)
    assert abs(mixed.scores["e2"]["steady"]) < abs(plain.scores["e2"]["steady"])


def test_t_has_the_mean_fifty_for_every_judge() -> None:
    scores = standardise(TABLE).scores
    for judge in ("steady", "wild"):
        mean = sum((t_score(row[judge]) for row in scores.values()), Fraction(0)) / 6
        assert abs(mean - 50) < Fraction(1, 10**4)


@pytest.mark.parametrize("wrong", [{"at_least": 1}, {"prior_weight": -1}])
def test_settings_are_checked(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be"):
        standardise(TABLE, **wrong)


def test_shrinking_names_every_fault() -> None:
    with pytest.raises(InputError) as caught:
        shrink({"a": 1, "b": "2,5"}, -1)
    assert [fault.where for fault in caught.value.faults] == ["means.b", "means", "variance"]


def test_means_closer_than_chance_are_all_put_together() -> None:
    found = shrink({"a": 1, "b": 1, "c": 1, "d": 2}, 9)
    assert found.factor == 0
    assert set(found.estimates.values()) == {Fraction(5, 4)}
