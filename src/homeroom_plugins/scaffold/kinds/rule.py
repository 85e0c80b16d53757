"""A rule of eligibility: fewer than five years of work, or a second-grade title."""

from collections.abc import Sequence

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number, words
from homeroom_core.people import OFFICE
from homeroom_core.rule import AnyOf, Rule
from homeroom_core.text import Text

NEW = Rule(
    id="sample_plugin.work_years",
    label=Text("工作年限", "工作年限", "Years of work"),
    fact="work_years",
    comparator="<",
    boundary=number(5),
    unit=Text("年", "年", " years"),
    waiver=OFFICE,
)
TITLED = Rule(
    id="sample_plugin.title",
    label=Text("职称", "職稱", "Professional title"),
    fact="title",
    comparator="in",
    boundary=words("second_grade", "third_grade"),
)
_YOUNG = Text("青年教师", "青年教師", "Young teacher")
YOUNG = RuleSet(
    id="sample_plugin.young",
    label=_YOUNG,
    rules=(AnyOf(id="sample_plugin.either", label=_YOUNG, rules=(NEW, TITLED)),),
)


def homeroom_eligibility_rules() -> Sequence[RuleSet]:
    """Who counts as a young teacher."""
    return [YOUNG]
