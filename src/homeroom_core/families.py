"""The families of things that plugins provide and that lifecycles ask for by name."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.provided import Family
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import ScoringMethod
from homeroom_core.text import Text

RUBRICS: Family[Rubric] = Family("rubric", Text("评分细则", "評分細則", "rubric"))
RULE_SETS: Family[RuleSet] = Family("rule_set", Text("资格规则", "資格規則", "rule set"))
SCORING_METHODS: Family[ScoringMethod] = Family(
    "scoring_method", Text("计分办法", "計分辦法", "scoring method")
)
