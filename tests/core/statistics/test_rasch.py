from fractions import Fraction
from random import Random

import pytest

from homeroom_core.errors import DisconnectedError, InputError, NotConvergedError
from homeroom_core.statistics.rasch import RaschFit, fit_rasch
from homeroom_core.statistics.rasch_data import Rated
from homeroom_core.statistics.ratings import Points


def drawn(seed: int = 2, each: int = 4) -> Points:
    random = Random(seed)
    severe = [random.gauss(0, 0.75) for _ in range(7)]
    table: Points = {}
    for entry in range(30):
        quality = random.gauss(5, 1.5)
        panel = sorted(random.sample(range(7), each))
        marks = {j: round(quality - severe[j] + random.gauss(0, 1)) for j in panel}
        table[f"e{entry:02}"] = {f"j{j}": Fraction(min(max(m, 2), 8)) for j, m in marks.items()}
    return table


def fit(table: Points) -> RaschFit:
    return fit_rasch([Rated((e, j), v) for e, row in table.items() for j, v in row.items()])


def order(found: RaschFit) -> list[str]:
    entries = found.facets["entry"]
    return sorted(entries, key=lambda entry: (-round(entries[entry].measure, 6), entry))


def test_observed_and_expected_scores_agree_for_every_element() -> None:
    table = drawn()
    found = fit(table)
    assert found.residuals < 1e-4
    for judge in found.facets["judge"]:
        rated = [(e, row[judge]) for e, row in table.items() if judge in row]
        expected = sum(found.expected((entry, judge)) for entry, _ in rated)
        assert expected == pytest.approx(float(sum(mark for _, mark in rated)), abs=1e-3)


def test_complete_ratings_rank_as_their_sums() -> None:
    table = drawn(each=7)
    entries = fit(table).facets["entry"]
    sums = {entry: sum(row.values()) for entry, row in table.items()}
    for one in table:
        for other in table:
            if sums[one] > sums[other]:
                assert entries[one].measure > entries[other].measure


def test_a_shift_of_all_marks_and_categories_nobody_used_change_nothing() -> None:
    """From 2 to 8 or from 102 to 114 in steps of two: the categories are the same."""
    table = drawn()
    moved = {e: {j: 98 + 2 * v for j, v in row.items()} for e, row in table.items()}
    one, other = fit(table), fit(moved)
    assert other.thresholds == one.thresholds
    assert {e: x.measure for e, x in other.facets["entry"].items()} == {
        e: x.measure for e, x in one.facets["entry"].items()
    }


def test_facets_after_the_first_have_the_mean_zero_unless_another_one_floats() -> None:
    table = drawn()
    judges = [one.measure for one in fit(table).facets["judge"].values()]
    assert sum(judges) == pytest.approx(0, abs=1e-9)
    ratings = [Rated((e, j), v) for e, row in table.items() for j, v in row.items()]
    floated = fit_rasch(ratings, floating="judge")
    entries = [one.measure for one in floated.facets["entry"].values()]
    assert sum(entries) == pytest.approx(0, abs=1e-9)
    assert floated.log_likelihood == pytest.approx(fit(table).log_likelihood, abs=1e-9)
    with pytest.raises(InputError, match="floating"):
        fit_rasch(ratings, floating="mood")


def test_an_entry_with_the_best_marks_only_is_extreme_and_still_ranked_first() -> None:
    table = drawn()
    table["top"] = {f"j{n}": Fraction(8) for n in range(4)}
    found = fit(table)
    top = found.facets["entry"]["top"]
    assert (top.extreme, top.infit, order(found)[0]) == (True, None, "top")
    others = [one.standard_error for one in found.facets["entry"].values() if not one.extreme]
    assert top.standard_error > max(others)
    plain = fit(drawn())
    assert found.facets["entry"]["e00"].measure == pytest.approx(
        plain.facets["entry"]["e00"].measure, abs=1e-6
    )


def test_ratings_without_noise_have_no_result() -> None:
    perfect = {f"e{n}": {f"j{m}": Fraction(n + m) for m in range(3)} for n in range(5)}
    with pytest.raises(NotConvergedError):
        fit(perfect)


def test_too_few_rounds_are_an_error_never_a_result() -> None:
    table = drawn()
    ratings = [Rated((e, j), v) for e, row in table.items() for j, v in row.items()]
    with pytest.raises(NotConvergedError) as caught:
        fit_rasch(ratings, most_rounds=1)
    assert caught.value.rounds == 1


def test_judges_who_each_mark_one_criterion_cannot_be_told_from_it() -> None:
    ratings = [
        Rated((entry, judge, criterion), mark)
        for entry, marks in {"a": "12", "b": "23", "c": "21"}.items()
        for judge, criterion, mark in zip("xy", "pq", marks, strict=True)
    ]
    with pytest.raises(InputError, match="told apart"):
        fit_rasch(ratings, facets=("entry", "judge", "criterion"))


def test_subsets_are_refused() -> None:
    with pytest.raises(DisconnectedError):
        fit_rasch([Rated(("a", "x"), 1), Rated(("a", "x"), 2), Rated(("b", "y"), 1)])


@pytest.mark.parametrize(
    ("ratings", "facets", "said"),
    [
        ([Rated(("a",), 1), Rated(("b",), 2)], ("entry",), "two facets or more"),
        ([Rated(("a", "x"), 1), Rated(("b",), 2)], ("entry", "judge"), "one element of each"),
        ([Rated(("a", "x"), 1), Rated(("b", "x"), "1,5")], ("entry", "judge"), "exact number"),
        ([Rated(("a", "x"), 1), Rated(("b", "x"), 1)], ("entry", "judge"), "two different points"),
        ([Rated(("a", "x"), 1), Rated(("b", "x"), 2)], ("entry", "judge"), "not all extreme"),
    ],
)
def test_what_the_model_cannot_work_on_is_refused(
    ratings: list[Rated], facets: tuple[str, ...], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        fit_rasch(ratings, facets=facets)
