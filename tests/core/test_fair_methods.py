from decimal import Decimal
from fractions import Fraction

import pytest
from rating_tables import RUBRIC, contest_of

from homeroom_core.criterion import Criterion
from homeroom_core.errors import DisconnectedError, InputError, PanelTooSmallError
from homeroom_core.evaluation import evaluate
from homeroom_core.fair_methods import card_ratings
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant, ScoringRequest
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.standing import Result
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.severity import fit_severity
from homeroom_core.text import Text
from homeroom_core.trace import explain

LABEL = Text("项目", "項目", "Item")


def points(rows: dict[str, dict[str, int]]) -> Points:
    return {e: {j: Fraction(v) for j, v in row.items()} for e, row in rows.items()}


LUCK = points(
    {
        "e1": {"kind": 90, "fair": 86},
        "e2": {"fair": 84, "harsh": 79},
        "e3": {"kind": 83, "harsh": 75},
        "e4": {"kind": 88, "fair": 85},
        "e5": {"fair": 90, "harsh": 86},
        "e6": {"kind": 92, "harsh": 81},
    }
)
"""`e5` was marked by the fair and the harsh judge, `e1` by the kind and the fair."""


def run(table: Points, method: str, **parameters: object) -> Result:
    policy = ScoringPolicy(method=method, parameters=parameters)
    return evaluate(policy, RUBRIC, *contest_of(table))


@pytest.mark.parametrize("method", ["severity_adjusted", "least_squares", "z_score", "t_score"])
def test_an_entry_with_strict_judges_is_made_up_for(method: str) -> None:
    parameters = {"at_least": 4} if method in ("z_score", "t_score") else {}
    plain, fair = run(LUCK, "mean"), run(LUCK, method, **parameters)
    assert (plain.standings[0].entry, plain.of("e5").rank) == ("e1", 1)
    assert fair.standings[0].entry == "e5"
    assert fair.of("e5").rank < fair.of("e1").rank


def test_each_card_is_corrected_by_the_declared_severity_and_shown() -> None:
    severity = fit_severity(LUCK).declared_severities
    found = run(LUCK, "severity_adjusted").of("e2")
    assert found.total == (84 + severity["fair"] + 79 + severity["harsh"]) / 2
    assert found.judges == ("fair", "harsh")
    stated = [step for step in found.trace.walk() if step.stage == "severity"]
    assert {step.judge: step.value for step in stated} == {
        judge: severity[judge] for judge in ("fair", "harsh")
    }
    lines = [line.en.strip() for line in explain(found.trace)]
    assert "correction for the severity of harsh, above 0 for a severe judge" in lines


@pytest.mark.parametrize("method", ["severity_adjusted", "least_squares", "rasch"])
def test_a_disconnected_design_is_refused_with_its_subsets(method: str) -> None:
    apart = points(
        {f"a{n}": {"j1": 60 + n, "j2": 70 + n % 2} for n in range(3)}
        | {f"b{n}": {"j3": 60 + n, "j4": 70 + n % 2} for n in range(3)}
    )
    with pytest.raises(DisconnectedError) as caught:
        run(apart, method)
    assert [judges for _, judges in caught.value.subsets] == [("j1", "j2"), ("j3", "j4")]


def test_with_too_few_entries_it_is_the_mean_and_says_so() -> None:
    few = {entry: LUCK[entry] for entry in ("e1", "e2", "e3")}
    found = run(few, "severity_adjusted")
    assert [s.total for s in found.standings] == [s.total for s in run(few, "mean").standings]
    note = found.standings[0].trace.note
    assert note is not None
    assert "only 3 entries" in note.en


def test_where_all_have_the_same_judges_the_trace_says_that_severities_cancel() -> None:
    table = points({f"e{n}": {"j1": n, "j2": 2 * n} for n in range(6)})
    note = run(table, "severity_adjusted").standings[0].trace.note
    assert note is not None
    assert "the same judges" in note.en


def test_judges_without_a_spread_are_left_out_by_name() -> None:
    table = {entry: {**row, "flat": Fraction(80)} for entry, row in LUCK.items()}
    found = run(table, "z_score", at_least=4).of("e1")
    assert found.judges == ("fair", "kind")
    assert found.trace.note is not None
    assert "flat" in found.trace.note.en


def test_an_entry_whose_judges_all_fall_away_has_no_standard_score() -> None:
    table = {**LUCK, "alone": {"new": Fraction(99)}}
    with pytest.raises(PanelTooSmallError) as caught:
        run(table, "z_score", at_least=4)
    assert "alone" in caught.value.__notes__[0]


def test_t_is_fifty_and_ten_z() -> None:
    z, t = run(LUCK, "z_score", at_least=4), run(LUCK, "t_score", at_least=4)
    assert {s.entry: s.total for s in t.standings} == {
        s.entry: 50 + 10 * s.total for s in z.standings
    }


@pytest.mark.parametrize("method", [method.name for method in SHIPPED_METHODS])
def test_where_nobody_entered_nobody_stands(method: str) -> None:
    assert run({}, method).standings == ()


def leaf(id: str, top: int) -> Criterion:
    scale = FreeScale(maximum=Decimal(top), step=Decimal(1), minimum=Decimal(0))
    return Criterion(id=id, label=LABEL, maximum=Decimal(top), scale=scale)


def rubric_of(*tops: int) -> Rubric:
    leaves = tuple(leaf(f"c{n}", top) for n, top in enumerate(tops))
    return Rubric(
        id="r", version="1", title=LABEL, total=Decimal(sum(tops)), criteria=leaves, source=""
    )


MARKS = {
    "a": {"x": "343", "y": "233", "z": "334"},
    "b": {"x": "455", "y": "344", "z": "454"},
    "c": {"x": "233", "y": "122", "z": "324"},
    "d": {"x": "123", "y": "212", "z": "112"},
}


def marked(rubric: Rubric) -> tuple[list[Entrant], list[Card]]:
    cards = [
        Card(entry=entry, judge=judge, marks=dict(zip(rubric.leaves, marks, strict=True)))
        for entry, row in MARKS.items()
        for judge, marks in row.items()
    ]
    return [Entrant(id=entry) for entry in MARKS], cards


def test_rasch_ranks_complete_cards_as_their_totals_do() -> None:
    rubric = rubric_of(5, 5, 5)
    fair = evaluate(ScoringPolicy(method="rasch"), rubric, *marked(rubric)).standings
    plain = evaluate(ScoringPolicy(method="mean"), rubric, *marked(rubric)).standings
    assert [s.entry for s in fair] == [s.entry for s in plain]
    assert all(0 <= s.total <= 15 for s in fair)
    assert all((s.total * 10**6).denominator == 1 for s in fair)


def test_rasch_needs_one_scale_for_all_criteria() -> None:
    rubric = rubric_of(5, 5, 6)
    with pytest.raises(InputError, match="share one scale"):
        evaluate(ScoringPolicy(method="rasch"), rubric, *marked(rubric))


def test_rasch_takes_no_factors() -> None:
    rubric = rubric_of(5, 5, 5)
    entrants, cards = marked(rubric)
    hard = [Entrant(id=one.id, factors={"c0": Decimal(2)}) for one in entrants]
    with pytest.raises(InputError, match="share one scale"):
        evaluate(ScoringPolicy(method="rasch"), rubric, hard, cards)


def test_card_ratings_are_what_agreement_is_worked_out_on() -> None:
    entrants, cards = contest_of(LUCK)
    request = ScoringRequest(rubric=RUBRIC, entrants=entrants, cards=cards)
    assert card_ratings(request) == LUCK
