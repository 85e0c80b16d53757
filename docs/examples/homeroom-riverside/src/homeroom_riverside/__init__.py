"""The sheets and rules of Riverside Middle School, an invented school."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib.resources import as_file, files
from typing import Any

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number, words
from homeroom_core.people import OFFICE
from homeroom_core.rule import AnyOf, Rule
from homeroom_core.sheets.computed import (
    ComputedCriterion,
    computed_criterion,
    share_of_target,
)
from homeroom_core.sheets.sheet import Sheet
from homeroom_core.text import Text
from homeroom_plugins.rubrics import read_sheet

HOMEROOM_API = 1
"""Major version of the plugin API that this was made for."""

SHEETS = ("story.toml", "diligence.toml")
NOTICE = "Riverside Middle School, notice of 2025-09"


@computed_criterion(
    "riverside.open_lessons",
    label=Text("公开课", "公開課", "Open lessons"),
    facts=("open_lessons_held", "new_this_year"),
)
def open_lessons(facts: Mapping[str, Any], most: Fraction) -> Fraction:
    """Two points a lesson; three for a teacher who is new this year."""
    each = 3 if facts["new_this_year"] else 2
    held: Fraction = facts["open_lessons_held"]
    return min(most, each * held)


training_hours = share_of_target(
    "riverside.training_hours",
    label=Text("培训学时", "培訓時數", "Training hours"),
    done="hours_credited",
    target="hours_required",
)

EXPERIENCED = Rule(
    id="riverside.storyteller.years",
    label=Text("班主任年限", "班主任年資", "Years as a homeroom teacher"),
    fact="homeroom_years",
    comparator=">=",
    boundary=number(3),
    unit=Text("年", "年", " years"),
    waiver=OFFICE,
    source=NOTICE,
)
TITLED = Rule(
    id="riverside.storyteller.title",
    label=Text("职称", "職稱", "Professional title"),
    fact="title",
    comparator="in",
    boundary=words("senior", "first_grade"),
    source=NOTICE,
)
_STORYTELLER = Text("可参加故事评比者", "可參加故事評比者", "Who may tell a story")


def homeroom_rubrics() -> Sequence[Sheet]:
    """The class story and the yearly sheet of diligence."""
    found = []
    for name in SHEETS:
        with as_file(files(__name__) / name) as path:
            found.append(read_sheet(path))
    return found


def homeroom_computed_criteria() -> Sequence[ComputedCriterion]:
    """The two parts of diligence that nobody marks."""
    return [open_lessons, training_hours]


def homeroom_eligibility_rules() -> Sequence[RuleSet]:
    """Three years as a homeroom teacher, or a first-grade or senior title."""
    either = AnyOf(
        id="riverside.storyteller.either", label=_STORYTELLER, rules=(EXPERIENCED, TITLED)
    )
    return [RuleSet(id="riverside.storyteller", label=_STORYTELLER, rules=(either,))]
