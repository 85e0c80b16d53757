from datetime import date
from typing import Any

import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.eligibility import Eligibility, RuleSet, facts_needed, judge_rules
from homeroom_core.errors import DefinitionError, InputError
from homeroom_core.fact import FactValue, day, number, words, yes
from homeroom_core.rule import AllOf, AnyOf, Requirement, Rule
from homeroom_core.text import Text

LABEL = Text("条件", "條件", "Condition")


def years(comparator: Any = ">=", limit: int = 3, **fields: Any) -> Rule:
    named: dict[str, Any] = {
        "id": "years",
        "label": Text("班主任年限", "班主任年限", "Years as homeroom teacher"),
        "fact": "homeroom_years",
        "unit": Text("年", "年", " years"),
        **fields,
    }
    return Rule(comparator=comparator, boundary=number(limit), **named)


def true(name: str, **fields: Any) -> Rule:
    return Rule(id=name, label=LABEL, fact=name, comparator="==", boundary=yes(), **fields)


def test_a_refusal_says_what_was_measured_and_what_is_required() -> None:
    found = judge_rules([years(waiver="principal")], {"homeroom_years": 2})
    (refusal,) = found.refusals
    assert (refusal.code, refusal.measured, refusal.required, refusal.waiver) == (
        "years",
        "2",
        ">= 3",
        "principal",
    )
    assert refusal.text == Text(
        "班主任年限：现为 2年", "班主任年限：現為 2年", "Years as homeroom teacher: found 2 years"
    )
    assert refusal.remedy == Text(
        "要求 3年以上（含）", "要求 3年以上（含）", "required: at least 3 years"
    )


@pytest.mark.parametrize(("facts"), [{}, {"homeroom_years": None}])
def test_a_missing_fact_never_passes(facts: dict[str, Any]) -> None:
    found = judge_rules([years()], facts)
    (verdict,) = found.verdicts
    assert (found.eligible, verdict.holds, verdict.measured) == (False, None, None)
    assert found.refusals[0].code == "years.not_known"
    assert "homeroom_years" in found.refusals[0].text.zh_hant


def test_a_soft_rule_only_warns() -> None:
    for facts in ({"homeroom_years": 2}, {}):
        found = judge_rules([years(soft=True)], facts)
        assert (found.eligible, found.refusals, len(found.warnings)) == (True, (), 1)


def test_every_rule_is_judged() -> None:
    found = judge_rules([years(), true("in_post"), true("trained")], {"in_post": True})
    assert [(v.rule, v.holds) for v in found.verdicts] == [
        ("years", None),
        ("in_post", True),
        ("trained", None),
    ]
    assert [r.code for r in found.refusals] == ["years.not_known", "trained.not_known"]


def test_only_what_names_a_role_can_be_waived() -> None:
    rules = [years(waiver="principal"), true("in_post")]
    facts: dict[str, FactValue] = {"homeroom_years": 2, "in_post": False}
    found = judge_rules(rules, facts, waived=["years", "in_post"])
    assert [(v.rule, v.waived) for v in found.verdicts] == [("years", True), ("in_post", False)]
    assert [r.code for r in found.refusals] == ["in_post"]
    assert [w.code for w in found.warnings] == ["years"]


def test_what_holds_needs_no_waiver() -> None:
    found = judge_rules([years(waiver="principal")], {"homeroom_years": 3}, waived=["years"])
    assert (found.verdicts[0].waived, found.warnings) == (False, ())


@pytest.mark.parametrize(
    ("a", "b", "all_hold", "any_holds"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (False, False, False, False),
        (None, True, None, True),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_combinations_do_not_guess_what_is_not_known(
    a: bool | None, b: bool | None, all_hold: bool | None, any_holds: bool | None
) -> None:
    rules: tuple[Requirement, ...] = (true("a"), true("b"))
    facts = {"a": a, "b": b}
    both = judge_rules([AllOf(id="both", label=LABEL, rules=rules)], facts).verdicts[0]
    either = judge_rules([AnyOf(id="either", label=LABEL, rules=rules)], facts).verdicts[0]
    assert (both.holds, either.holds) == (all_hold, any_holds)
    assert (both.refusal is None) is (all_hold is True)


def test_a_combination_says_what_would_be_enough() -> None:
    rule = AnyOf(id="standing", label=LABEL, rules=(years(), true("leads")))
    (refusal,) = judge_rules([rule], {"homeroom_years": 1, "leads": False}).refusals
    assert str(refusal) == (
        "Condition: none of these holds: Years as homeroom teacher: found 1 years, "
        "Condition: found no; one is enough: "
        "Years as homeroom teacher (at least 3 years), Condition (yes)"
    )
    assert refusal.required == "years, leads"


SINCE: dict[str, Any] = {"counted_from": "homeroom_since"}


@pytest.mark.parametrize(
    ("rule", "facts", "when"),
    [
        (years(**SINCE), {"homeroom_since": date(2024, 9, 1)}, date(2027, 9, 1)),
        (years(">", **SINCE), {"homeroom_since": date(2024, 9, 1)}, date(2028, 9, 1)),
        (years(**SINCE), {"homeroom_since": date(2024, 2, 29)}, date(2027, 2, 28)),
        (years(**SINCE), {}, None),
        (years(), {"homeroom_since": date(2024, 9, 1)}, None),
        # the three years have passed, yet two are counted: there was a break, so nobody can tell
        (
            years(**SINCE),
            {"homeroom_since": date(2020, 9, 1), "as_of": date(2026, 9, 1)},
            None,
        ),
    ],
)
def test_a_rule_of_years_tells_when_it_will_hold(
    rule: Rule, facts: dict[str, FactValue], when: date | None
) -> None:
    (refusal,) = judge_rules([rule], {"homeroom_years": 2, **facts}).refusals
    assert refusal.when == when


def test_a_rule_of_dates_tells_when_it_will_hold() -> None:
    def opens(comparator: Any) -> Rule:
        boundary = day(date(2026, 10, 1))
        return Rule(id="open", label=LABEL, fact="as_of", comparator=comparator, boundary=boundary)

    facts = {"as_of": date(2026, 9, 1)}
    whens = [judge_rules([opens(c)], facts).refusals[0].when for c in (">=", ">")]
    assert whens == [date(2026, 10, 1), date(2026, 10, 2)]


def test_all_of_holds_when_the_last_does_and_any_of_when_the_first_does() -> None:
    rules: tuple[Requirement, ...] = (
        years(id="three", **SINCE),
        years(id="five", limit=5, **SINCE),
    )
    facts: dict[str, FactValue] = {"homeroom_years": 1, "homeroom_since": date(2025, 9, 1)}
    both = judge_rules([AllOf(id="both", label=LABEL, rules=rules)], facts)
    either = judge_rules([AnyOf(id="either", label=LABEL, rules=rules)], facts)
    assert [both.refusals[0].when, either.refusals[0].when] == [date(2030, 9, 1), date(2028, 9, 1)]


def test_facts_of_another_kind_and_repeated_ids_are_found_at_once() -> None:
    with pytest.raises(InputError) as caught:
        judge_rules([years(), years(), true("in_post")], {"homeroom_years": 2.5, "in_post": 1})  # type: ignore[dict-item]  # what a caller without types does
    assert [(fault.where, fault.found) for fault in caught.value.faults] == [
        ("homeroom_years", "2.5"),
        ("rules", "years"),
        ("homeroom_years", "2.5"),
        ("in_post", "1"),
    ]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: years("~"), "the comparator '~' does not go"),
        (lambda: years("within"), "the comparator 'within' does not go"),
        (lambda: years(id="a b"), "cannot be an id"),
        (lambda: years(fact=""), "the name of the fact"),
        (lambda: AllOf(id="x", label=LABEL, rules=()), "at least one rule"),
        (lambda: AnyOf(id="x", label=LABEL, rules=(years(soft=True),)), "cannot be soft"),
        (lambda: AnyOf(id="x", label=Text("", "", "X"), rules=(years(),)), "lacks a language"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(make: Any, problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        make()


NESTED = RuleSet(
    id="set",
    label=LABEL,
    rules=(
        years(waiver="principal", **SINCE),
        AnyOf(
            id="any",
            label=LABEL,
            rules=(
                true("a"),
                AllOf(id="all", label=LABEL, rules=(true("b"), true("c"))),
                Rule(
                    id="title",
                    label=LABEL,
                    fact="title",
                    comparator="in",
                    boundary=words("senior", labels={"senior": LABEL}),
                ),
            ),
        ),
    ),
)


def test_rules_of_every_kind_survive_storage() -> None:
    assert from_json(RuleSet, to_json(NESTED)) == NESTED


def test_a_verdict_survives_storage() -> None:
    found = NESTED.judge({"homeroom_years": 2, "homeroom_since": date(2024, 9, 1)})
    assert from_json(Eligibility, to_json(found)) == found


def test_the_facts_that_are_needed_are_known_beforehand() -> None:
    assert facts_needed(NESTED.rules) == {"homeroom_years", "a", "b", "c", "title"}
