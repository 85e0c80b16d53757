"""Where rules decide a step, the journal names the plugin that provides them."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from contests import CLERK, RUBRIC, Story, an_act
from papers import RESEARCH, a_call, a_paper
from refusals.demonstration import GIVEN, LESSON_STAFF, YOUNG, a_lesson
from refusals.mentorship import STAFF, a_pair

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.decision import originate, perform
from homeroom_core.discovery import Plugin
from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.plugins import Asked, Plugins
from homeroom_core.provided import Origin
from homeroom_core.rule import Requirement, Rule
from homeroom_core.testing.acts import ORG, practice_plugins
from homeroom_core.text import Text
from homeroom_core.training import demonstration, mentorship, paper
from homeroom_core.training.contest_records import ContestEntry
from homeroom_core.training.rule_origin import credit_rules

OURS = Origin("rules", "1.2", "d" * 64)


def a_set(id: str, rules: tuple[Requirement, ...]) -> RuleSet:
    return RuleSet(id=id, label=Text.same(id), rules=rules)


YEARS = Rule(
    id="years",
    label=Text.same("years"),
    fact="homeroom_years",
    comparator=">=",
    boundary=number(1),
    soft=True,
)
RULES = a_set("ours", (YEARS,))


def a_plugin(*rules: RuleSet) -> Plugin:
    module = ModuleType("rules")
    vars(module)["homeroom_eligibility_rules"] = lambda: list(rules)
    return Plugin("rules", "1.2", "object", module, "d" * 64)


def noting(act: Act, *rules: RuleSet) -> tuple[Act, dict[str, Origin]]:
    """An act at a desk where a plugin provides these rules, and what is noted there."""
    noted: dict[str, Origin] = {}
    return change(act, provided=Asked(Plugins(a_plugin(*rules)), noted)), noted


def test_entry_of_whoever_was_judged_by_the_rules_of_a_plugin_names_it() -> None:
    story = Story(entries=1, plugins=practice_plugins(a_plugin(RULES)), rules=RULES)
    named = {e.kind: e.plugins for e in story.walk.office.feed(ORG) if e.kind != "scheme"}
    assert story.get(ContestEntry, story.entries[0]).warnings == ("years",)
    assert named == {"person": (), "contest": (), "contest_entry": (OURS,)}
    assert list(story.walk.office.verify(ORG)) == []


def test_rules_that_are_not_the_same_any_more_are_nobodys() -> None:
    later = a_set("ours", (change(YEARS, boundary=number(2)),))
    story = Story(entries=1, plugins=practice_plugins(a_plugin(later)), rules=RULES)
    assert {entry.plugins for entry in story.walk.office.feed(ORG)} == {()}


def test_tally_by_the_rubric_of_a_plugin_names_it() -> None:
    module = ModuleType("rules")
    vars(module)["homeroom_rubrics"] = lambda: [RUBRIC]
    ours = Plugin("rules", "1.2", "object", module, "d" * 64)
    story = Story(plugins=practice_plugins(ours))
    story.scored()
    named = [e.transition for e in story.walk.office.feed(ORG) if e.plugins]
    assert named == ["tally"]
    assert list(story.walk.office.verify(ORG)) == []


PAIR, LESSON, CALL = a_pair(), a_lesson(), a_call()
STEPS: dict[str, tuple[RuleSet, Callable[[], tuple[Any, Any, Act, dict[str, Any]]]]] = {
    "paper": (
        CALL.policy.gate,
        lambda: (a_paper(), paper.accept, an_act(RESEARCH, CALL), {}),
    ),
    "young": (
        a_set("young", LESSON.policy.young_rules),
        lambda: (LESSON, demonstration.register, an_act(YOUNG, *LESSON_STAFF), {}),
    ),
    "grade": (
        a_set("young", LESSON.policy.young_rules),
        lambda: (LESSON, demonstration.enrol, an_act(CLERK, *LESSON_STAFF), {"grade": "G7"}),
    ),
    "advisor": (
        a_set("advisor", PAIR.policy.advisor_rules),
        lambda: (PAIR, mentorship.qualify, an_act(CLERK, *STAFF), {}),
    ),
    "pair": (
        a_set("pair", PAIR.policy.pair_rules),
        lambda: (PAIR, mentorship.qualify, an_act(CLERK, *STAFF), {}),
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_every_step_that_rules_decide_credits_whoever_provides_them(name: str) -> None:
    rules, made = STEPS[name]
    record, step, act, given = made()
    at_desk, noted = noting(act, rules)
    perform(record, step, at_desk, **given)
    assert noted == {"rules": OURS}


def test_whoever_gives_a_lesson_is_judged_by_rules_as_well() -> None:
    at_desk, noted = noting(
        an_act(CLERK, *LESSON_STAFF, new_id="demonstration-1"),
        a_set("host", LESSON.policy.host_rules),
    )
    originate(demonstration.announce, at_desk, **GIVEN)
    assert noted == {"rules": OURS}


def test_what_homeroom_provides_as_well_is_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    at_desk, noted = noting(an_act(CLERK), RULES)
    monkeypatch.setattr("homeroom_core.discovery.is_ours", lambda _module: True)
    credit_rules(at_desk, RULES)
    assert noted == {}


def test_rules_that_are_none_credit_nobody() -> None:
    at_desk, noted = noting(an_act(CLERK), a_set("ours", ()))
    credit_rules(at_desk, ())
    assert noted == {}
