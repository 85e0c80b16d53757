"""Whose rules decide a step: the plugin that provides them has a part in it."""

from homeroom_core.act import Act
from homeroom_core.eligibility import RuleSet
from homeroom_core.families import RULE_SETS
from homeroom_core.rule import Requirement


def credit_rules(act: Act, rules: RuleSet | tuple[Requirement, ...]) -> None:
    """Have the journal name the plugin that provides just these rules, if one does.

    A case keeps its rules by value, as they were when it was opened. So no plugin is asked for them
    when somebody is judged, and it is by their being the same that they are known for a plugin's.

    Args:
        act: The step that they decide.
        rules: The rule set that the case keeps, or where it keeps no more, its rules.
    """
    if isinstance(rules, RuleSet):
        act.provided.credit(RULE_SETS, lambda one: one == rules)
    elif rules:
        act.provided.credit(RULE_SETS, lambda one: one.rules == rules)
