import operator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.eligibility import judge_rules
from homeroom_core.rule import Rule
from homeroom_core.testing.evaluation_strategies import fact_values, rules

ORDERS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def holds(rule: Rule, fact: Any) -> bool:
    values = rule.boundary.values
    if rule.boundary.kind == "word":
        return (fact in values) is (rule.comparator == "in")
    measured, numbers = Fraction(fact), [Fraction(Decimal(v)) for v in values]
    if rule.comparator == "within":
        return numbers[0] <= measured <= numbers[1]
    return bool(ORDERS[rule.comparator](measured, numbers[0]))


@given(st.data())
def test_verdict_agrees_with_its_comparator(data: st.DataObject) -> None:
    rule = data.draw(rules())
    fact = data.draw(fact_values(rule))
    expected = holds(rule, fact)
    found = judge_rules([rule], {"fact": fact})
    assert (found.eligible, found.verdicts[0].holds) == (expected, expected)
    assert [refusal.code for refusal in found.refusals] == ([] if expected else ["rule"])


@given(rules())
def test_what_is_not_known_never_passes(rule: Rule) -> None:
    found = judge_rules([rule], {})
    assert (found.eligible, found.verdicts[0].holds) == (False, None)
