from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.errors import DefinitionError, InputError, PluginError
from homeroom_core.fact import Facts
from homeroom_core.provided import Origin
from homeroom_core.sheets.computed import (
    ComputedCriterion,
    computed_answer,
    computed_criterion,
    refuse_facts,
    share_of_target,
)
from homeroom_core.sheets.known_fact import KnownFact, known_facts
from homeroom_core.sheets.parts import Part
from homeroom_core.sheets.result import Evidence
from homeroom_core.text import Text

LABEL = Text("学时", "學時", "Hours")
HOURS = share_of_target("hours", label=LABEL, done="done", target="target")
PART = Part(id="training", label=LABEL, maximum=Decimal(5), computed="hours")


@pytest.mark.parametrize(
    ("done", "points"), [(0, 0), (36, Fraction(15, 4)), (48, 5), (60, 5), (-1, 0)]
)
def test_a_share_of_a_target_is_in_proportion_up_to_full(done: int, points: Fraction) -> None:
    assert computed_answer(PART, HOURS, {"done": done, "target": 48}).points == points


def test_what_it_was_computed_from_is_kept_as_evidence() -> None:
    facts: Facts = {"done": Decimal("36.50"), "target": 48, "unrelated": True}
    answer = computed_answer(PART, HOURS, facts, origin=Origin("hours.py", "a1b2"))
    assert answer.evidence == Evidence(
        criterion="hours",
        plugin="hours.py",
        plugin_version="a1b2",
        facts={"done": "36.50", "target": "48"},
    )


def test_a_fact_that_is_not_known_refuses_and_is_no_zero() -> None:
    refusal = refuse_facts(HOURS, {"done": None})
    assert refusal is not None
    assert (refusal.code, str(refusal.measured)) == ("computed.missing_facts", "done, target")
    with pytest.raises(InputError, match=r"computed\.missing_facts"):
        computed_answer(PART, HOURS, {"done": 3})


@pytest.mark.parametrize("answer", [0.5, True, "5", None, -1, 6, Decimal("NaN"), Fraction(51, 10)])
def test_points_out_of_range_or_not_exact_are_the_fault_of_the_plugin(answer: Any) -> None:
    @computed_criterion("hours", label=LABEL, facts=("done",))
    def hours(facts: Facts, most: Fraction) -> Any:
        return answer

    with pytest.raises(PluginError, match=r"plugin mine: .* from 0 to 5 is expected"):
        computed_answer(PART, hours, {"done": 1}, origin=Origin("mine", "1"))


def test_a_function_that_fails_is_named() -> None:
    with pytest.raises(PluginError, match=r"'hours' fails: ValueError.*target must be above 0"):
        computed_answer(PART, HOURS, {"done": 1, "target": 0})
    with pytest.raises(PluginError, match="done: a number is expected, found 'many'"):
        computed_answer(PART, HOURS, {"done": "many", "target": 1})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": "a b"}, "'a b' cannot be an id"),
        ({"facts": ()}, "at least one fact"),
        ({"facts": ("done", "done")}, "ids used twice: done"),
        ({"facts": ("so much",)}, "'so much' cannot be an id"),
        ({"label": Text("学时", "", "Hours")}, "lacks one of the three languages"),
    ],
)
def test_a_criterion_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    fields = {"name": "hours", "label": LABEL, "facts": ("done",), "function": HOURS.function}
    with pytest.raises(DefinitionError, match=problem):
        ComputedCriterion(**{**fields, **changes})


def test_facts_are_stored_as_text_and_read_back_exactly() -> None:
    facts: Facts = {
        "day": date(2025, 9, 1),
        "decimal": Decimal("0.10"),
        "negative": Fraction(-1, 3),
        "no": False,
        "ratio": Fraction(1, 3),
        "unknown": None,
        "whole": 48,
        "word": "第一",
        "yes": True,
    }
    stored = known_facts(facts)
    assert {fact.name: fact.value for fact in stored} == {
        "day": "2025-09-01",
        "decimal": "0.10",
        "negative": "-1/3",
        "no": "no",
        "ratio": "1/3",
        "whole": "48",
        "word": "第一",
        "yes": "yes",
    }
    assert {f.name: f.known for f in stored} == {k: v for k, v in facts.items() if v is not None}


def test_a_float_is_no_fact() -> None:
    floating: Any = {"hours": 0.1}
    with pytest.raises(TypeError, match=r"fact hours: .* found 0\.1"):
        known_facts(floating)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("number", "many"),
        ("number", "1/0"),
        ("number", "1/-2"),
        ("number", "0.5/2"),
        ("number", "1/"),
        ("yes_no", "true"),
        ("date", "2025-13-01"),
    ],
)
def test_a_stored_fact_is_of_its_kind(kind: Any, value: str) -> None:
    with pytest.raises(DefinitionError, match="is no value of kind"):
        KnownFact(name="fact", kind=kind, value=value)


def test_a_stored_fact_has_a_name_and_a_kind_there_is() -> None:
    strange: Any = "mood"
    with pytest.raises(DefinitionError, match="'a b' cannot be an id; the kind can only be"):
        KnownFact(name="a b", kind=strange, value="good")
