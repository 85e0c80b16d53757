from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from homeroom_core.act import Act
from homeroom_core.arguments import arguments_from_json, arguments_of, name_of
from homeroom_core.errors import DefinitionError, InputError
from homeroom_core.grants import owner
from homeroom_core.lifecycle import Lifecycle, Operation
from homeroom_core.text import Text
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.growth_plan import adjust, draft, note_progress, submit
from homeroom_core.training.growth_plan_records import DRAFT, GrowthPlan, GrowthPolicy
from homeroom_core.training.score_sheet import recount

PLAN = {"teacher": "t-1", "title": "Plan", "starts": "2025-09-01", "ends": "2028-08-31"}


def test_arguments_are_what_the_function_asks_for_beyond_record_and_act() -> None:
    assert [(one.name, one.type_name, one.required) for one in arguments_of(draft)] == [
        ("teacher", "str", True),
        ("title", "str", True),
        ("starts", "date", True),
        ("ends", "date", True),
        ("advisor", "str | None", False),
        ("policy", "GrowthPolicy | None", False),
    ]
    assert arguments_of(submit) == ()


def test_values_are_read_by_their_types() -> None:
    read = arguments_from_json(draft, {**PLAN, "policy": {"least_goals": 2}, "advisor": None})
    assert read == {
        "teacher": "t-1",
        "title": "Plan",
        "starts": date(2025, 9, 1),
        "ends": date(2028, 8, 31),
        "advisor": None,
        "policy": GrowthPolicy(least_goals=2),
    }


def test_a_decimal_keeps_its_digits() -> None:
    assert str(arguments_from_json(recount, {"total": "92.50"})["total"]) == "92.50"
    assert arguments_from_json(recount, {"total": "92.50"}) == {"total": Decimal("92.5")}


def test_what_is_left_out_keeps_its_default() -> None:
    assert arguments_from_json(note_progress, {"goal": "g1", "note": "n"}) == {
        "goal": "g1",
        "note": "n",
    }


@pytest.mark.parametrize(
    ("step", "data", "places"),
    [
        (draft, {}, ["ends", "starts", "teacher", "title"]),
        (draft, {**PLAN, "titel": "x"}, ["titel"]),
        (draft, {**PLAN, "title": 3, "ends": "soon"}, ["ends", "title"]),
        (draft, {**PLAN, "policy": {"least_goals": "2"}}, ["policy.least_goals"]),
        (
            adjust,
            {"goals": [{"id": "g"}], "reasons": {}},
            [f"goals[0].{name}" for name in ("dimension", "due", "measure", "title")],
        ),
        (adjust, {"goals": [], "reasons": {"g1": 1}}, ["reasons['g1']"]),
        (recount, {"total": 92.5}, ["total"]),
        (note_progress, {"goal": "g1", "note": "n", "evidence": "abc"}, ["evidence"]),
        (submit, {"x": 1}, ["x"]),
    ],
)
def test_every_fault_is_named_with_its_place(
    step: Operation[Any, ...], data: Mapping[str, Any], places: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        arguments_from_json(step, data)
    assert [fault.where for fault in caught.value.faults] == places
    assert caught.value.source == step.name


def test_a_fault_says_what_people_call_its_place() -> None:
    with pytest.raises(InputError) as caught:
        arguments_from_json(adjust, {"goals": [{"id": "g"}], "reason": {}})
    called = {fault.where: fault.called for fault in caught.value.faults}
    assert {where: text and text.zh_hans for where, text in called.items()} == {
        "goals[0].dimension": "目标 · 1 · 维度",
        "goals[0].due": "目标 · 1 · 期限",
        "goals[0].measure": "目标 · 1 · 衡量办法",
        "goals[0].title": "目标 · 1 · 标题",
        "reason": None,
        "reasons": "调整理由",
    }
    accepted = next(f.accepted for f in caught.value.faults if f.where == "reason")
    assert accepted.zh_hans == "只能是这些参数：goals（目标）、reasons（调整理由）"


def test_the_source_of_an_error_can_be_named() -> None:
    with pytest.raises(InputError) as caught:
        arguments_from_json(submit, {"x": 1}, source="form 7")
    assert caught.value.source == "form 7"


def test_a_type_hint_that_cannot_be_read_is_an_error_in_the_definition() -> None:
    plans = Lifecycle(GrowthPlan, states=(DRAFT,), initial=DRAFT, final=(DRAFT,))

    @plans.creation(by=owner, label=Text.same("Begin"))
    def begin(act: Act, *, goal: "Gaol") -> GrowthPlan:  # type: ignore[name-defined]  # noqa: F821  # the point
        raise NotImplementedError

    with pytest.raises(DefinitionError, match=r"growth_plan\.begin: .*'Gaol'"):
        arguments_of(begin)


@pytest.mark.parametrize(
    ("type", "name"),
    [
        (str, "str"),
        (tuple[Goal, ...], "tuple[Goal, ...]"),
        (Mapping[str, Decimal], "Mapping[str, Decimal]"),
        (frozenset[str] | None, "frozenset[str] | None"),
        (Any, "Any"),
    ],
)
def test_types_are_named_without_their_modules(type: Any, name: str) -> None:
    assert name_of(type) == name
