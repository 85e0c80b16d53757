"""The examples of what a step asks for: each can be read back, in every language."""

from typing import Any

import pytest
from cli_runs import Run

from homeroom_core.arguments import arguments_from_json, arguments_of
from homeroom_core.errors import InputError
from homeroom_core.families import AWARD_POLICIES, RUBRICS
from homeroom_core.lifecycle import Operation
from homeroom_core.office import Office
from homeroom_core.rubric import Rubric
from homeroom_core.text import LANGUAGES, Language
from homeroom_plugins.cli.asked import PLACEHOLDER, example, in_words, table
from homeroom_plugins.cli.handed_in_files import from_toml
from homeroom_plugins.cli.values import Shelf
from homeroom_plugins.rubrics import bundled_policies

with Office.open("memory:") as _office:
    LIFECYCLES = dict(_office.lifecycles)
    _shelf = Shelf(
        rubrics=lambda name: _office.plugins(RUBRICS, name),
        scoring=lambda name: bundled_policies()[name],
        awards=lambda name: _office.plugins(AWARD_POLICIES, name).policy,
    )
STEPS = [
    step
    for lifecycle in LIFECYCLES.values()
    for step in (*lifecycle.creations.values(), *lifecycle.transitions.values())
]


def _name(step: Operation[Any, ...]) -> str:
    return f"{step.lifecycle.kind}.{step.name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_gives_what_is_required_and_nothing_else(language: Language) -> None:
    for step in STEPS:
        data = from_toml(example(step, language), source=_name(step))
        assert data.keys() == {one.name for one in arguments_of(step) if one.required}, _name(step)


def test_every_example_has_the_shape_that_its_step_takes() -> None:
    for step in STEPS:
        asked = {one.name: one for one in arguments_of(step)}
        data = from_toml(example(step, "en"), source=_name(step))
        data = {name: _shelf.named(asked[name], value) for name, value in data.items()}
        try:
            arguments_from_json(step, data)
        except InputError as error:
            # The place of a text is known, what stands in it is for whoever fills it in.
            odd = [f for f in error.faults if not _may_be_filled_in(f.found)]
            assert odd == [], _name(step)


def _may_be_filled_in(found: str) -> bool:
    return PLACEHOLDER in found or "id-1" in found


def test_a_rubric_and_its_scoring_are_asked_for_by_name() -> None:
    call = LIFECYCLES["contest"].creations["call"]
    asked = {one.name: one for one in arguments_of(call)}
    assert asked["rubric"].type is Rubric
    assert in_words(asked["rubric"]).zh_hans == "评分细则的代码（见 homeroom rubric list）"


def test_a_step_is_shown_as_a_file_to_fill_in(run: Run) -> None:
    ran = run("lifecycle", "growth_plan", "send_back", "--language", "zh-Hans")
    assert ran.out == (
        "# 退回\n"
        "# 填好后存为文件，运行 homeroom do growth_plan-1 send_back --args @send_back.toml\n"
        'comment = "…"  # 意见：文字\n'
    )
    data = run("lifecycle", "scheme", "draft", "--json").data
    assert (data["name"], 'title = "…"' in data["example"]) == ("draft", True)
    assert run("lifecycle", "growth_plan", "fly").code == 3


def test_a_table_can_be_read_back() -> None:
    data = {
        "b": {"c": 1, "d": {"e f": ["x", {"y": True}]}, "g": [{"h": {"i": "\u201c\n"}}], "j": {}}
    }
    assert from_toml("\n".join(table(data)), source="x") == data
