from datetime import date
from typing import Any

import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.eligibility import RuleSet, facts_needed
from homeroom_core.people import SENIOR, TITLES
from homeroom_core.rule import Requirement, Rule
from homeroom_plugins.eligibility import (
    advisor_rules,
    assistant_rules,
    bundled_rules,
    contestant_rules,
    judge_panel_rules,
)
from homeroom_plugins.eligibility.facts import FACTS

CONTESTANT: dict[str, Any] = {"in_post": True, "homeroom_years": 3, "won_last_year": False}
JUDGE: dict[str, Any] = {
    "is_contestant": False,
    "is_own_class": False,
    "is_paired": False,
    "is_related": False,
    "is_same_group": False,
}
EVERY = (*bundled_rules(), advisor_rules(honour_suffices=True))


def leaves(rules: tuple[Requirement, ...]) -> list[Rule]:
    found: list[Rule] = []
    for rule in rules:
        found += [rule] if isinstance(rule, Rule) else leaves(rule.rules)
    return found


def codes(rule_set: RuleSet, facts: dict[str, Any]) -> list[str]:
    return [refusal.code for refusal in rule_set.judge(facts).refusals]


@pytest.mark.parametrize(("years", "eligible"), [(2, True), (3, False), (0, True)])
def test_less_than_three_years_of_work_excludes_exactly_three(years: int, eligible: bool) -> None:
    assert assistant_rules().judge({"work_years": years}).eligible is eligible


def test_years_as_homeroom_teacher_are_no_years_of_work() -> None:
    assert codes(assistant_rules(), {"homeroom_years": 1}) == ["assistant.work_years.not_known"]


@pytest.mark.parametrize(("years", "eligible"), [(2, False), (3, True), (4, True)])
def test_three_years_are_enough_for_a_contestant(years: int, eligible: bool) -> None:
    facts = {**CONTESTANT, "homeroom_years": years}
    assert contestant_rules().judge(facts).eligible is eligible


def test_a_contestant_too_young_in_office_learns_when() -> None:
    facts = {**CONTESTANT, "homeroom_years": 1, "homeroom_since": date(2024, 9, 1)}
    (refusal,) = contestant_rules().judge(facts).refusals
    assert (refusal.when, refusal.waiver) == (date(2027, 9, 1), "moral_education_office")


def test_last_years_winner_is_warned_of_not_refused() -> None:
    found = contestant_rules().judge({**CONTESTANT, "won_last_year": True})
    codes = [warning.code for warning in found.warnings]
    assert (found.eligible, codes) == (True, ["contestant.not_last_winner"])


@pytest.mark.parametrize(
    ("fact", "code", "waiver"),
    [
        ("is_contestant", "judge.not_contestant", None),
        ("is_own_class", "judge.not_own_class", None),
        ("is_paired", "judge.not_paired", None),
        ("is_related", "judge.not_related", None),
        ("is_same_group", "judge.not_same_group", "head_judge"),
    ],
)
def test_a_judge_has_no_part_in_the_entry(fact: str, code: str, waiver: str | None) -> None:
    assert judge_panel_rules().judge(JUDGE).eligible
    (refusal,) = judge_panel_rules().judge({**JUDGE, fact: True}).refusals
    assert (refusal.code, refusal.waiver) == (code, waiver)


def test_an_advisor_needs_a_senior_title_and_the_peers() -> None:
    facts: dict[str, Any] = {"title": SENIOR, "recognised_by_peers": True}
    assert advisor_rules().judge(facts).eligible
    assert codes(advisor_rules(), {**facts, "title": "first_grade"}) == ["advisor.title"]
    assert codes(advisor_rules(), {"title": "senior"}) == ["advisor.recognised.not_known"]


@pytest.mark.parametrize(
    ("facts", "eligible"),
    [
        ({"is_subject_lead": True}, True),
        ({"highest_honour_level": "city"}, True),
        ({"title": "first_grade", "is_subject_lead": False, "highest_honour_level": "none"}, False),
        ({"title": "first_grade"}, False),
    ],
)
def test_an_honour_may_stand_for_the_title_where_the_school_says_so(
    facts: dict[str, Any], eligible: bool
) -> None:
    rules = advisor_rules(honour_suffices=True)
    assert rules.judge({**facts, "recognised_by_peers": True}).eligible is eligible


def test_the_figures_are_parameters() -> None:
    assert contestant_rules(least_homeroom_years=5).judge(CONTESTANT).eligible is False
    assert assistant_rules(work_years_below=4).judge({"work_years": 3}).eligible
    every_title = advisor_rules(titles=TITLES)
    assert every_title.judge({"title": "third_grade", "recognised_by_peers": True}).eligible


def test_every_fact_that_is_measured_is_documented_with_its_kind() -> None:
    kinds = {fact.name: fact.kind for fact in FACTS}
    for rule_set in EVERY:
        assert facts_needed(rule_set.rules) <= kinds.keys()
        for rule in leaves(rule_set.rules):
            assert rule.boundary.kind == kinds[rule.fact]
            assert rule.counted_from is None or kinds[rule.counted_from] == "date"


def test_bundled_rules_survive_storage() -> None:
    for rule_set in EVERY:
        assert from_json(RuleSet, to_json(rule_set)) == rule_set
