import re
from typing import Any

import pytest
from cli_runs import Run

from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.diagram import mermaid, outline, transition_table
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.text import LANGUAGES
from homeroom_core.training.growth_plan import growth_plan
from homeroom_plugins.cli.asked import asked_for

SYSTEMS = (
    "scheme", "growth_plan", "reflection", "appraisal", "mentorship", "forum", "contest", "notice",
    "studio", "seminar", "expert", "visit", "paper", "project", "hours",
)  # fmt: skip
"""The systems of a training year; further lifecycles are parts of these."""


def test_a_lifecycle_is_shown_as_a_table(run: Run) -> None:
    table = transition_table(growth_plan, told=asked_for)
    assert run("lifecycle", "growth_plan").out == table


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "zh-Hans",
            "`starts`（开始日期）：日期，如 2025-09-01；`ends`（结束日期）：日期，如 2025-09-01；"
            "`advisor`（班主任顾问）：文字（可省）；`policy`（适用条款）（可省）",
        ),
        (
            "zh-Hant",
            "`starts`（開始日期）：日期，如 2025-09-01；`ends`（結束日期）：日期，如 2025-09-01；"
            "`advisor`（班主任顧問）：文字（可省）；`policy`（適用條款）（可省）",
        ),
        (
            "en",
            "`starts`: date such as 2025-09-01; `ends`: date such as 2025-09-01; "
            "`advisor`: text (optional); `policy` (Terms) (optional)",
        ),
    ],
)
def test_what_is_handed_in_is_told_in_words(language: str, told: str, run: Run) -> None:
    assert told in run("lifecycle", "growth_plan", "--language", language).out


def test_codes_are_told_with_their_labels(run: Run) -> None:
    table = run("lifecycle", "person", "--language", "en").out
    assert "`kind`: warning (Warning), demerit (Demerit), demotion (Demotion); `document`" in table


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
        table = transition_table(lifecycle, language, told=asked_for)
        assert run(*words, "table").out == table
        assert not re.search(r"(str|date|tuple|Mapping|frozenset)\b *(\[|;|；|$)", table)
        assert run(*words, "mermaid").out == mermaid(lifecycle, language)
        assert run(*words, "json").data == outline(lifecycle, language)


def test_every_system_of_the_training_year_is_listed(run: Run) -> None:
    found = run("lifecycle", "--list", "--json").data["lifecycles"]
    assert set(SYSTEMS) - {one["kind"] for one in found} == set()
    told = run("lifecycle", "--list").out.split()
    assert set(SYSTEMS) - set(told) == set()
