from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest

from homeroom_core.errors import InputError
from homeroom_core.statistics.agreement import agreement_of
from homeroom_core.statistics.concordance import kendall_w
from homeroom_core.statistics.intraclass import intraclass_correlations
from homeroom_core.statistics.krippendorff import krippendorff_alpha
from homeroom_core.statistics.ratings import Points, Ratings
from homeroom_core.text import LANGUAGES


def panel(*, severity: float, noise: float, entries: int = 30) -> Points:
    random = Random(11)
    levels = [severity * (n - 2) for n in range(5)]
    table = {}
    for entry in range(entries):
        quality = random.gauss(80, 5)
        row = {f"j{n}": quality + level + random.gauss(0, noise) for n, level in enumerate(levels)}
        table[f"e{entry:02}"] = {j: Fraction(round(value)) for j, value in row.items()}
    return table


def codes(table: Points) -> list[str]:
    return [caution.code for caution in agreement_of(table).cautions]


def test_a_panel_that_agrees_needs_no_caution() -> None:
    assert codes(panel(severity=0, noise=1)) == []


def test_judges_who_differ_in_level_are_told_from_judges_who_disagree() -> None:
    assert codes(panel(severity=5, noise=1)) == ["agreement.weak", "agreement.level"]
    assert codes(panel(severity=0, noise=9)) == ["agreement.weak", "agreement.quality"]


def test_agreement_below_every_limit_goes_to_the_jury() -> None:
    report = agreement_of(panel(severity=0, noise=40))
    assert (report.cautions[0].code, report.cautions[0].weight) == ("agreement.none", "jury")


def test_ratings_that_are_all_alike_are_not_called_perfect() -> None:
    table = {f"e{n}": {"j1": 8, "j2": 8, "j3": 8, "j4": 8} for n in range(20)}
    report = agreement_of(table)
    assert report.alpha.value is None
    assert [c.code for c in report.cautions] == ["agreement.undefined"]


def test_small_and_thin_panels_are_named() -> None:
    table = {"e1": {"j1": 8, "j2": 9}, "e2": {"j1": 5, "j2": 5}, "e3": {"j2": 7}}
    assert codes({e: {j: Fraction(v) for j, v in r.items()} for e, r in table.items()})[-3:] == [
        "agreement.unpaired",
        "agreement.few_entries",
        "agreement.few_judges",
    ]


def test_complete_designs_have_all_figures_and_others_those_that_stand_gaps() -> None:
    table = panel(severity=1, noise=2)
    whole = agreement_of(table)
    assert whole.intraclass is not None
    assert whole.concordance is not None
    assert whole.reliability is not None
    assert whole.intraclass.consistency_mean is not None
    assert whole.reliability == pytest.approx(float(whole.intraclass.consistency_mean), abs=1e-3)
    del table["e00"]["j0"]
    gap = agreement_of(table)
    assert (gap.intraclass, gap.concordance) == (None, None)
    assert gap.alpha.value is not None


def test_cautions_are_said_in_three_languages() -> None:
    for caution in agreement_of(panel(severity=5, noise=1, entries=8)).cautions:
        assert len({caution.text.read(language) for language in LANGUAGES}) == 3


@pytest.mark.parametrize("statistic", [intraclass_correlations, kendall_w])
@pytest.mark.parametrize("table", [{"e1": {"j1": 1, "j2": 2}}, {"e1": {"j1": 1}, "e2": {"j1": 2}}])
def test_one_entry_or_one_judge_is_no_panel(
    statistic: Callable[[Ratings], object], table: Ratings
) -> None:
    with pytest.raises(InputError, match="two entries and two judges"):
        statistic(table)


def test_gaps_are_refused_where_a_figure_needs_all_ratings() -> None:
    with pytest.raises(InputError, match="entry e2, judge j2"):
        kendall_w({"e1": {"j1": 1, "j2": 2}, "e2": {"j1": 2}})


def test_alpha_refuses_levels_it_does_not_know_and_negative_ratios() -> None:
    table = {"e1": {"j1": 1, "j2": -2}}
    with pytest.raises(InputError, match="nominal, ordinal, interval, ratio"):
        krippendorff_alpha(table, level="cardinal")  # type: ignore[arg-type]  # the mistake tested
    with pytest.raises(InputError, match="no negative number"):
        krippendorff_alpha(table, level="ratio")


def test_nominal_alpha_takes_words() -> None:
    table = {"e1": {"j1": "good", "j2": "good"}, "e2": {"j1": "poor", "j2": "good"}}
    assert krippendorff_alpha(table, level="nominal").value == 0


def test_ordinal_alpha_takes_grades_in_their_order() -> None:
    words: dict[str, dict[str, str | None]] = {
        "u1": {"a": "good", "b": "fair"},
        "u2": {"a": "poor", "b": None},
        "u3": {"a": "poor", "b": "good"},
    }
    worth: dict[str | None, int | None] = {"poor": 1, "fair": 2, "good": 3, None: None}
    numbers = {
        unit: {judge: worth[word] for judge, word in row.items()} for unit, row in words.items()
    }
    grades = ("poor", "fair", "good")
    assert krippendorff_alpha(words, level="ordinal", grades=grades) == krippendorff_alpha(
        numbers, level="ordinal"
    )
    with pytest.raises(InputError, match="entry u1, judge b: found 'fair', accepted: one of"):
        krippendorff_alpha(words, level="ordinal", grades=("poor", "good"))
