from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from rating_tables import RUBRIC, contest_of
from reference import expected, rows

from homeroom_core.criterion import Criterion
from homeroom_core.errors import InputError, PanelTooSmallError
from homeroom_core.evaluation import evaluate
from homeroom_core.exact import Rounding
from homeroom_core.rubric import Rubric
from homeroom_core.scale import Band, BandedScale, FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy, by_criteria
from homeroom_core.standing import Result
from homeroom_core.text import Text
from homeroom_core.trace import explain, recomputed

LABEL = Text("部分", "部分", "Part")


def run(table: dict[str, list[int | None]], method: str, **parameters: Any) -> Result:
    rows = {
        entry: {f"j{n}": Fraction(mark) for n, mark in enumerate(marks, 1) if mark is not None}
        for entry, marks in table.items()
    }
    policy = ScoringPolicy(method=method, parameters=parameters)
    return evaluate(policy, RUBRIC, *contest_of(rows))


def totals(result: Result) -> dict[str, Fraction]:
    return {standing.entry: standing.total for standing in result.standings}


def ranks(result: Result) -> dict[str, int]:
    return {standing.entry: standing.rank for standing in result.standings}


def parts(*ids: str) -> Rubric:
    scale = FreeScale(maximum=Decimal(100))
    criteria = [Criterion(id=id, label=LABEL, maximum=Decimal(100), scale=scale) for id in ids]
    return Rubric(
        id="parts",
        version="1",
        title=LABEL,
        total=Decimal(100 * len(ids)),
        criteria=tuple(criteria),
        source="",
    )


# ---- Borda ----


def test_the_capital_of_tennessee_by_one_card_a_voter() -> None:
    """The worked example of the Borda count: every voter a judge who writes places."""
    case = expected("borda_tennessee")["published"]
    cards = []
    for row in rows("borda_tennessee"):
        for voter in range(int(row["voters"])):
            cards += [
                Card(entry=city, judge=f"{row['ranking'][0]}{voter}", marks={"all": str(place)})
                for place, city in enumerate(row["ranking"].split(">"), 1)
            ]
    policy = ScoringPolicy(method="borda", parameters={"given": "places"})
    found = evaluate(policy, RUBRIC, [Entrant(id=city) for city in "MNCK"], cards)
    assert totals(found) == case["borda"]
    assert [standing.entry for standing in found.standings] == case["rank"]


def test_points_and_places_are_the_same_ballot() -> None:
    points = run({"a": [90, 70], "b": [80, 70], "c": [10, 95]}, "borda")
    places = run({"a": [1, 2], "b": [2, 2], "c": [3, 1]}, "borda", given="places")
    assert (
        totals(points) == totals(places) == {"a": 2 + Fraction(1, 2), "c": 2, "b": Fraction(3, 2)}
    )


def test_who_stepped_aside_costs_an_entry_nothing() -> None:
    found = run({"a": [9, 9, None], "b": [8, 8, 9], "c": [7, 7, 8]}, "borda")
    assert totals(found) == {"a": 6, "b": 4, "c": 0}
    notes = [line.en for line in explain(found.of("a").trace)]
    assert "2 scores count and are scaled to 3: what is missing is not zero" in notes
    assert recomputed(found.of("a").trace) == 6


def test_a_judge_of_a_single_entry_places_nobody() -> None:
    found = run({"a": [9, None], "b": [8, 10]}, "borda")
    assert found.of("b").judges == ("j1",)
    with pytest.raises(PanelTooSmallError) as caught:
        run({"a": [9, None, 9], "b": [8, None, 8], "c": [None, 10, None]}, "borda")
    assert caught.value.__notes__ == ["entry c: no judge compared it with another"]


def test_a_contest_of_one_entry_has_a_winner_without_points() -> None:
    assert totals(run({"a": [9, 8]}, "borda")) == {"a": 0}


# ---- majority judgment ----

GRADES = ("excellent", "good", "fair", "poor")


def graded(**grades: str) -> Result:
    """One letter a judge: e, g, f or p."""
    bands = tuple(
        Band(id=grade, label=LABEL, points=Decimal(n)) for n, grade in enumerate(GRADES[::-1])
    )
    criterion = Criterion(
        id="grade", label=LABEL, maximum=Decimal(3), scale=BandedScale(bands=bands)
    )
    rubric = Rubric(
        id="graded", version="1", title=LABEL, total=Decimal(3), criteria=(criterion,), source=""
    )
    words = {grade[0]: grade for grade in GRADES}
    cards = [
        Card(entry=entry, judge=f"j{n}", marks={"grade": words[letter]})
        for entry, letters in grades.items()
        for n, letter in enumerate(letters)
    ]
    policy = ScoringPolicy(method="majority_judgment")
    return evaluate(policy, rubric, [Entrant(id=entry) for entry in grades], cards)


def test_the_lower_median_grade_decides() -> None:
    found = graded(a="eepp", b="ggff", c="eefp")
    assert ranks(found) == {"c": 1, "b": 2, "a": 3}
    assert {s.entry: s.shown for s in found.standings} == {
        "a": Decimal("0.00"),
        "b": Decimal("1.00"),
        "c": Decimal("1.00"),
    }


def test_equal_medians_are_parted_by_the_medians_that_follow() -> None:
    found = graded(a="egf", b="ggf", c="ggg")
    # One median (good) taken off, a has excellent and fair left: the lower one is fair.
    assert ranks(found) == {"c": 1, "a": 2, "b": 3}
    assert [standing.shown for standing in found.standings] == [Decimal("2.00")] * 3
    assert all(recomputed(s.trace) == s.total for s in found.standings)


def test_the_same_grades_share_a_place_whoever_gave_them() -> None:
    assert ranks(graded(a="egf", b="feg")) == {"a": 1, "b": 1}


def test_unequal_numbers_of_grades_are_refused() -> None:
    with pytest.raises(InputError, match="as many as every other entry"):
        graded(a="egf", b="eg")


# ---- factored placements ----


SKATING = "tiebreak_factored_placements_2002"


def skated(places: dict[str, tuple[str, str]]) -> Result:
    """0.5 × short programme + 1.0 × free skating; the free skating parts equal sums."""
    cards = [
        Card(entry=skater, judge="referee", marks={"short": short, "free": free})
        for skater, (short, free) in places.items()
    ]
    policy = ScoringPolicy(
        method="factored_placements",
        parameters={"factors": {"short": "0.5"}, "given": "places"},
        rounding={"total": Rounding(1)},
        tie_break=by_criteria("free"),
    )
    return evaluate(policy, parts("short", "free"), [Entrant(id=e) for e in places], cards)


def test_the_ladies_singles_of_2002_as_published() -> None:
    found = skated(
        {row["skater"]: (row["short_place"], row["free_place"]) for row in rows(SKATING)}
    )
    published = expected(SKATING)["published"]
    assert ranks(found) == published["rank"]
    assert {s.entry: str(s.shown) for s in found.standings} == published["total"]
    assert all(standing.ranked_on == -standing.total for standing in found.standings)


def test_before_the_last_skater_two_others_stood_the_other_way_round() -> None:
    """Why nothing is published before everybody has been placed in every part."""
    found = skated({"skater-a": ("4", "1"), "skater-c": ("1", "2"), "skater-d": ("3", "3")})
    before = expected(SKATING)["published"]["counterfactual_before_last_skater"]["total"]
    assert {s.entry: str(s.shown) for s in found.standings[:2]} == before
    assert ranks(found)["skater-c"] < ranks(found)["skater-a"]


def two_parts(marks: dict[str, tuple[int, int]], **parameters: Any) -> Result:
    cards = [
        Card(entry=entry, judge="j", marks={"one": str(one), "two": str(two)})
        for entry, (one, two) in marks.items()
    ]
    policy = ScoringPolicy(method="factored_placements", parameters=parameters)
    return evaluate(policy, parts("one", "two"), [Entrant(id=e) for e in marks], cards)


def test_points_are_placed_and_the_lowest_sum_wins() -> None:
    found = two_parts({"a": (90, 70), "b": (80, 95), "c": (80, 60)}, factors={"one": "1/2"})
    assert totals(found) == {"b": 2, "a": Fraction(5, 2), "c": 4}
    assert ranks(found) == {"b": 1, "a": 2, "c": 3}
    assert next(line.en for line in explain(found.of("b").trace)) == "total: 1, 1 add up to 2"


def test_equal_means_share_the_mean_place_if_the_policy_says_so() -> None:
    found = two_parts({"a": (90, 70), "b": (80, 95), "c": (80, 60)}, ties="fractional")
    assert totals(found) == {"a": 3, "b": Fraction(7, 2), "c": Fraction(11, 2)}


def test_faults_are_told_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        two_parts({"a": (0, 1), "b": (1, 0)}, factors={"three": "2"}, given="places")
    assert [(fault.where, fault.found) for fault in caught.value.faults] == [
        ("policy.parameters.factors", "three"),
        ("entry a, one", "0"),
        ("entry b, two", "0"),
    ]


def test_a_factor_is_a_ratio_above_nothing() -> None:
    with pytest.raises(InputError) as caught:
        two_parts({"a": (1, 1)}, factors={"one": "0"})
    (fault,) = caught.value.faults
    assert fault.where == "policy.parameters.factors.one"
