"""What the school decided, as the sums and verdicts come out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from homeroom_core import Office
from homeroom_core.families import COMPUTED_CRITERIA, RUBRICS, RULE_SETS, SHEETS
from homeroom_core.sheets.evaluation import evaluate_sheet
from homeroom_core.sheets.inputs import SheetInputs
from homeroom_core.sheets.known_fact import known_facts


@pytest.fixture
def office():
    with Office.open("memory:") as office:
        yield office


def test_a_story_is_worth_a_hundred_points(office) -> None:
    story = office.plugins(RUBRICS, "riverside.story")
    best = story.points("true_case", "40"), story.points("reflection", "high")
    assert (story.total, sum(best) + story.points("told", "40")) == (Decimal(100), Decimal(100))


@pytest.mark.parametrize(
    ("new", "lessons", "hours", "total"),
    [(False, 2, 24, Fraction(9)), (True, 1, 48, Fraction(13)), (True, 9, 96, Fraction(15))],
)
def test_diligence_is_computed(office, new, lessons, hours, total) -> None:
    facts = known_facts(
        {
            "open_lessons_held": lessons,
            "new_this_year": new,
            "hours_credited": hours,
            "hours_required": 48,
        }
    )
    sheet = office.plugins(SHEETS, "riverside.diligence")
    names = ("riverside.open_lessons", "riverside.training_hours")
    made = evaluate_sheet(
        sheet,
        SheetInputs(facts=facts),
        criteria=[office.plugins(COMPUTED_CRITERIA, name) for name in names],
        origins={name: office.plugins.origin(COMPUTED_CRITERIA, name) for name in names},
    )
    assert made.total == total
    assert made.evidence["lessons"].plugin == "riverside"


@pytest.mark.parametrize(
    ("years", "title", "may"),
    [(3, "second_grade", True), (2, "second_grade", False), (0, "senior", True)],
)
def test_who_may_tell_a_story(office, years, title, may) -> None:
    rules = office.plugins(RULE_SETS, "riverside.storyteller")
    assert rules.judge({"homeroom_years": years, "title": title}).eligible is may
