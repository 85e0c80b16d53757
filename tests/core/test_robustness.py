"""What a result hangs on; the marks are made so that each answer is seen at a glance."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from rating_tables import RUBRIC, contest_of

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.criterion import Criterion
from homeroom_core.robustness import Judged, RobustnessReport, robustness
from homeroom_core.robustness_values import AwardChange, Variation
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak
from homeroom_core.text import Text

LABEL = Text("一等奖", "一等獎", "First prize")
ONE_AWARD = AwardPolicy(levels=(AwardLevel(id="first", label=LABEL, count=1),))


def judged(table: dict[str, list[int | None]], **more: Any) -> Judged:
    rows = {
        entry: {f"j{n}": Fraction(mark) for n, mark in enumerate(marks, 1) if mark is not None}
        for entry, marks in table.items()
    }
    entrants, cards = contest_of(rows)
    given = {"policy": ScoringPolicy(method="mean"), "rubric": RUBRIC, **more}
    return Judged(entrants=entrants, cards=cards, **given)


def parted(marks: dict[str, tuple[int, int]], **more: Any) -> Judged:
    """Two criteria, form for 60 points and effect for 40; one judge."""
    scales = {"form": 60, "effect": 40}
    criteria = [
        Criterion(id=id, label=LABEL, maximum=Decimal(top), scale=FreeScale(maximum=Decimal(top)))
        for id, top in scales.items()
    ]
    rubric = Rubric(
        id="two", version="1", title=LABEL, total=Decimal(100), criteria=tuple(criteria), source=""
    )
    cards = tuple(
        Card(entry=entry, judge="j", marks={"form": str(form), "effect": str(effect)})
        for entry, (form, effect) in marks.items()
    )
    entrants = tuple(Entrant(id=entry) for entry in marks)
    policy = ScoringPolicy(method="mean")
    return Judged(policy=policy, rubric=rubric, entrants=entrants, cards=cards, **more)


def of(report: RobustnessReport, kind: str, id: str, step: Fraction | None = None) -> Variation:
    (found,) = [v for v in report.variations if (v.kind, v.of, v.step) == (kind, id, step)]
    return found


CLEAR = judged(
    {e: [90 - 10 * n, 91 - 10 * n, 89 - 10 * n] for n, e in enumerate("abcdef")}, awards=ONE_AWARD
)
SWING = judged({"a": [90, 70, 70], "b": [60, 75, 75]}, awards=ONE_AWARD)


# ---- judges ----


def test_a_judge_who_decides_alone_is_named_with_what_would_come_of_it() -> None:
    report = robustness(SWING)
    found = of(report, "judge", "j1")
    assert (found.winners, found.winner_changes, found.moved) == (("b",), True, 1)
    assert found.awards == (
        AwardChange(entry="a", before="first", after=None),
        AwardChange(entry="b", before=None, after="first"),
    )
    assert not of(report, "judge", "j2").changes
    assert not report.stable


def test_the_fewest_judges_of_the_rules_are_no_reason_not_to_look() -> None:
    strict = attrs.evolve(SWING, policy=ScoringPolicy(method="mean", minimum_panel=3))
    assert of(robustness(strict), "judge", "j1").winner_changes


def test_where_an_entry_has_no_other_judge_that_is_said() -> None:
    report = robustness(judged({"a": [90, None], "b": [80, 70]}))
    refused = of(report, "judge", "j1").refused
    assert refused is not None
    assert "1" in refused.en
    assert any("without judge j1: cannot be tried" in line.en for line in report.words)


# ---- weights ----


def test_a_weight_that_decides_is_named_with_the_step() -> None:
    # 50 + 20 against 42 + 27.5: with 65 of 100 for form a gains, with 55 b is ahead.
    report = robustness(parted({"a": (50, 20), "b": (42, 27)}))
    assert report.winners == ("a",)
    less = of(report, "weight", "form", Fraction(-1, 20))
    assert (less.winners, less.winner_changes) == (("b",), True)
    assert not of(report, "weight", "form", Fraction(1, 20)).changes
    assert of(report, "weight", "effect", Fraction(1, 20)).winners == ("b",)


def test_a_step_is_a_share_of_the_whole_and_the_rest_keeps_its_proportions() -> None:
    # Moved by exactly what makes them even: 60 - s of 60 and 40 + s of 40 points.
    marks = {"a": (60, 0), "b": (0, 40)}
    report = robustness(parted(marks), step=Fraction(1, 10))
    assert of(report, "weight", "form", Fraction(-1, 10)).winners == ("a", "b")


def test_a_step_that_would_leave_nothing_is_not_tried() -> None:
    report = robustness(parted({"a": (50, 20), "b": (42, 27)}), step=Fraction(1, 2))
    assert [(v.of, v.step) for v in report.variations if v.kind == "weight"] == [
        ("form", Fraction(-1, 2)),
        ("effect", Fraction(1, 2)),
    ]


def test_a_rubric_of_one_group_is_varied_inside_it() -> None:
    plain = parted({"a": (50, 20), "b": (42, 27)})
    group = Criterion(id="all", label=LABEL, maximum=Decimal(100), children=plain.rubric.criteria)
    nested = attrs.evolve(plain, rubric=attrs.evolve(plain.rubric, criteria=(group,)))
    assert robustness(nested).variations == robustness(plain).variations


def test_weights_of_judges_are_moved_by_one() -> None:
    weighted = ScoringPolicy(method="weighted", parameters={"weights": {"j1": 2}})
    case = judged({"a": [90, 70, 70], "b": [60, 95, 75]}, policy=weighted)
    report = robustness(case)
    assert report.winners == ("a",)
    assert of(report, "judge_weight", "j1", Fraction(-1)).winners == ("a", "b")
    assert not of(report, "judge_weight", "j1", Fraction(1)).changes
    assert not of(report, "judge_weight", "j2", Fraction(1)).changes


# ---- methods ----


def test_other_methods_are_compared_and_its_own_is_not() -> None:
    report = robustness(SWING, others=("mean", "median", "gone"))
    assert [v.of for v in report.variations if v.kind == "method"] == ["median", "gone"]
    assert of(report, "method", "median").winners == ("b",)
    assert of(report, "method", "gone").refused is not None


# ---- boundaries ----


def test_the_line_below_an_award_says_who_is_near_and_how_often_it_moves() -> None:
    (line,) = robustness(SWING, others=("median",)).boundaries
    assert (line.level, line.last, line.following) == ("first", ("a",), ("b",))
    assert line.margin == Fraction(20, 3)
    assert (line.tried, line.crossed) == (4, 2)


def test_an_open_decision_of_the_jury_is_no_award() -> None:
    tied = judged({"a": [80, 80], "b": [80, 80]}, awards=attrs.evolve(ONE_AWARD, ties="jury"))
    report = robustness(tied)
    assert report.boundaries == ()
    assert report.stable


def test_the_chain_at_the_cut_is_asked_each_time() -> None:
    awards = attrs.evolve(ONE_AWARD, ties="break", cut_break=(TieBreak("head_judge"),))
    case = judged({"a": [80, 90], "b": [90, 80]}, awards=awards, head_judge="j1")
    report = robustness(case, others=("median",))
    assert of(report, "method", "median").awards == ()
    assert of(report, "judge", "j1").awards == (
        AwardChange(entry="a", before=None, after="first"),
        AwardChange(entry="b", before="first", after=None),
    )


# ---- how sure the places are ----


def test_a_clear_result_is_stable_and_said_to_be() -> None:
    report = robustness(CLEAR)
    assert report.stable
    assert not any(pair.close for pair in report.neighbours)
    assert report.words[0].en == (
        "The result is robust: a won. 7 changes were tried, and neither the winner nor any award "
        "changes."
    )
    assert report.words[-1].zh_hans == "相邻名次的次序都清楚：至少 90 % 的推演次序相同。"


def test_neighbours_closer_than_the_judges_agree_are_named() -> None:
    marks: dict[str, list[int | None]] = {
        "a": [90, 91, 92],
        "b": [81, 70, 84],
        "c": [70, 83, 80],
        "d": [60, 59, 61],
    }
    case = judged({**marks, "e": [40, 41, 39], "f": [20, 19, 22]})
    report = robustness(case)
    (close,) = [pair for pair in report.neighbours if pair.close]
    assert (close.first, close.second, close.first_rank) == ("b", "c", 2)
    assert Fraction(1, 2) < close.ahead < Fraction(9, 10)
    (line,) = [line for line in report.words if "closer" in line.en]
    assert line.en.startswith("Places 2 (b) and 3 (c) are closer than the judges agree: in about ")
    assert line.zh_hans.startswith("第 2 名（b）与第 3 名（c）的差距小于评委之间的分歧：")
    assert line.zh_hant.startswith("第 2 名（b）與第 3 名（c）的差距小於評委之間的分歧：")


def test_neighbours_on_whom_nothing_hangs_are_counted_only() -> None:
    rows: dict[str, list[int | None]] = {e: [90 - 9 * n] * 3 for n, e in enumerate("abcd")}
    case = judged({**rows, "e": [41, 39, 30], "f": [35, 40, 34], "g": [2, 3, 4]})
    report = robustness(case)
    (close,) = [pair for pair in report.neighbours if pair.close]
    assert (close.first_rank, close.at_stake) == (5, False)
    assert report.words[-1].en.startswith("1 more pairs of neighbouring places are closer")


def test_levels_criteria_and_methods_are_called_by_their_labels() -> None:
    report = robustness(SWING, others=("median",))
    assert "  改用“中位数”：奖项变化 a（一等奖→无）、b（无→一等奖）。" in [
        line.zh_hans for line in report.words
    ]


def test_entries_that_share_a_place_are_no_neighbours() -> None:
    marks: dict[str, list[int | None]] = {"a": [90, 80], "b": [80, 90], "c": [70, 60]}
    case = judged({**marks, "d": [50, 40], "e": [30, 35]})
    assert next((n.first, n.second) for n in robustness(case).neighbours) == ("b", "c")


def test_too_few_entries_have_no_intervals_and_it_is_said_why() -> None:
    report = robustness(SWING)
    assert report.intervals == ()
    assert report.words[-1].en == (
        "How sure the places are cannot be estimated: there are only 2 entries."
    )


def test_intervals_come_in_the_order_of_the_result() -> None:
    report = robustness(CLEAR, seed=7)
    assert [interval.entry for interval in report.intervals] == list("abcdef")
    assert report.intervals == robustness(CLEAR, seed=7).intervals


def test_places_written_by_judges_are_turned_round_for_the_draws() -> None:
    table = {e: [n, n, n + (n % 2)] for n, e in enumerate("abcdefg", 1)}
    policy = ScoringPolicy(method="borda", parameters={"given": "places"})
    case = judged({e: list(row) for e, row in table.items()}, policy=policy)
    assert robustness(case, others=()).intervals[0].low == 1


# ---- whatever is asked ----


def test_the_report_of_an_empty_contest_says_nothing_moves() -> None:
    report = robustness(judged({}))
    assert report.stable
    assert (report.winners, report.neighbours) == ((), ())


@pytest.mark.parametrize("step", [Fraction(0), Fraction(1), Fraction(-1, 2)])
def test_a_step_that_is_no_share_is_refused(step: Fraction) -> None:
    with pytest.raises(ValueError, match="above 0 and below 1"):
        robustness(CLEAR, step=step)


def test_the_contest_itself_is_not_changed_by_being_looked_at() -> None:
    assert robustness(SWING).result == SWING.result()
