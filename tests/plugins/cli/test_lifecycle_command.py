from typing import Any

import pytest
from cli_runs import Run

from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.diagram import mermaid, outline, transition_table
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.text import LANGUAGES
from homeroom_core.training.growth_plan import growth_plan

SYSTEMS = (
    "scheme", "growth_plan", "reflection", "appraisal", "mentorship", "forum", "contest", "notice",
    "studio", "seminar", "expert", "visit", "paper", "project", "hours",
)  # fmt: skip
"""The systems of a training year; further lifecycles are parts of these."""


def test_a_lifecycle_is_shown_as_a_table(run: Run) -> None:
    assert run("lifecycle", "growth_plan").out == transition_table(growth_plan)


def test_a_lifecycle_is_drawn_in_the_language_asked_for(run: Run) -> None:
    ran = run("lifecycle", "growth_plan", "--format", "mermaid", "--language", "zh-Hans")
    assert ran.out == mermaid(growth_plan, "zh-Hans")


@pytest.mark.parametrize("words", [["--format", "json"], ["--json"]])
def test_a_lifecycle_is_given_as_data(words: list[str], run: Run) -> None:
    assert run("lifecycle", "growth_plan", *words).data == outline(growth_plan)


@pytest.mark.parametrize("words", [["--list"], []])
def test_lifecycles_are_listed(words: list[str], run: Run) -> None:
    found = run("lifecycle", *words, "--json").data["lifecycles"]
    plan = next(one for one in found if one["kind"] == "growth_plan")
    assert plan == {
        "kind": "growth_plan",
        "label": "Growth plan",
        "states": 9,
        "steps": 15,
        "plugin": "homeroom",
    }
    assert "Growth plan" in run("lifecycle", *words).out


def test_an_unknown_lifecycle_is_not_found(run: Run) -> None:
    ran = run("lifecycle", "plan")
    assert (ran.code, "growth_plan" in ran.err) == (3, True)


def test_an_unknown_format_is_refused(run: Run) -> None:
    ran = run("lifecycle", "growth_plan", "--format", "png")
    assert (ran.code, ran.err) == (
        2,
        "error: --format is one of: table, mermaid, json; see homeroom lifecycle --help\n",
    )


@pytest.mark.parametrize("lifecycle", homeroom_lifecycles(), ids=lambda one: one.kind)
def test_every_lifecycle_is_shown_in_every_form_and_language(
    lifecycle: Lifecycle[Any], run: Run
) -> None:
    for language in LANGUAGES:
        words = ("lifecycle", lifecycle.kind, "--language", language, "--format")
        assert run(*words, "table").out == transition_table(lifecycle, language)
        assert run(*words, "mermaid").out == mermaid(lifecycle, language)
        assert run(*words, "json").data == outline(lifecycle, language)


def test_every_system_of_the_training_year_is_listed(run: Run) -> None:
    found = run("lifecycle", "--list", "--json").data["lifecycles"]
    assert set(SYSTEMS) - {one["kind"] for one in found} == set()
    told = run("lifecycle", "--list").out.split()
    assert set(SYSTEMS) - set(told) == set()
