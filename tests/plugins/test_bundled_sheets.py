"""The sheets that come with homeroom: the published figures, and that each can be filled in whole."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from math import ceil
from typing import Any

import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.families import RUBRICS, SHEETS
from homeroom_core.plugins import Plugins
from homeroom_core.rubric import Rubric
from homeroom_core.scale import BandedScale
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.evaluation import evaluate_sheet, refuse_inputs
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger, MarkedCard, SheetInputs
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerEntry
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import Claim, MeritItem
from homeroom_core.sheets.parts import Part, PartSheet
from homeroom_core.sheets.result import SheetResult
from homeroom_core.sheets.sheet import Sheet, check_uses, model_of, points_of
from homeroom_core.text import LANGUAGES
from homeroom_core.trace import explain, recomputed
from homeroom_plugins import rubrics
from homeroom_plugins.rubrics import bundled_policies, bundled_rubrics, bundled_sheets

YEAR = 2025
MONTHS = ("2025-09", "2025-10")
BUNDLED = {sheet.id: sheet for sheet in bundled_sheets()}
every_sheet = pytest.mark.parametrize("sheet", BUNDLED.values(), ids=list(BUNDLED))

FIGURES: dict[str, tuple[str, int | None, dict[str, int]]] = {
    "advisor_yearly_review": ("composite", 100, {"effect": 60, "ratings": 30, "other": 10}),
    "annual_appraisal_five_dimensions": (
        "composite",
        100,
        {"de": 20, "neng": 25, "qin": 20, "ji": 30, "lian": 5, "bonus": 10},
    ),
    "backbone_title_merit_points": (
        "merit_points",
        None,
        {"title": 3, "service": 8, "training": 5, "appraisal": 5, "honours": 8, "moral_honours": 8},
    ),
    "growth_plan_review_inspection": (
        "judged",
        100,
        {"progress": 50, "action": 20, "reflection": 15, "adjust": 15},
    ),
    "growth_plan_review_plan": (
        "judged",
        100,
        {"diagnosis": 20, "goals": 25, "actions": 25, "evidence": 15, "fit": 15},
    ),
    "homeroom_skills_contest": (
        "composite",
        100,
        {"story": 20, "strategy": 30, "meeting": 20, "scenario": 30},
    ),
    "monthly_quantified_appraisal": (
        "deduction_ledger",
        100,
        {"tasks": 25, "home_visits": 25, "class_management": 65, "democratic_review": 5},
    ),
    "paper_review": (
        "judged",
        100,
        {"topic": 20, "problem": 10, "abstract": 10, "content": 20, "novelty": 15, "form": 25},
    ),
    "project_review_approval": (
        "judged",
        100,
        {"value": 25, "design": 35, "base": 20, "outcome": 20},
    ),
    "project_review_closing": (
        "judged",
        100,
        {"done": 25, "process": 20, "quality": 35, "use": 20},
    ),
    "studio_assessment_achievements": (
        "merit_points",
        None,
        {"class_honours": 11, "personal_honours": 6, "class_meeting": 12, "talks": 8, "stories": 6},
    ),
    "studio_assessment_member": (
        "composite",
        100,
        {"daily": 40, "show": 20, "online": 10, "research": 20, "self": 10},
    ),
    "studio_assessment_studio": (
        "judged",
        100,
        {"building": 20, "activity": 20, "research": 20, "members": 25, "radiation": 15},
    ),
    "themed_class_meeting_contest": (
        "judged",
        100,
        {"setting": 5, "theme": 15, "content": 20, "form": 30, "climate": 20, "plan": 10},
    ),
}
"""Kind, total and the maxima of the first level."""


def first_level(sheet: Sheet) -> dict[str, Decimal]:
    if isinstance(sheet, Rubric):
        return {one.id: one.maximum for one in sheet.criteria}
    if isinstance(sheet, Composite):
        return {one.id: one.maximum for one in sheet.parts}
    return {one.id: one.maximum for one in sheet.items}


def best_card(rubric: Rubric) -> dict[str, str]:
    marks = {}
    for leaf in rubric.leaves.values():
        scale = leaf.measure
        marks[leaf.id] = str(leaf.maximum)
        if isinstance(scale, BandedScale):
            marks[leaf.id] = max(scale.bands, key=lambda band: band.points).id
    return marks


def best_claims(sheet: MeritSheet) -> Iterator[Claim]:
    for item in sheet.items:
        if item.service is not None:
            years = tuple(range(YEAR - 29, YEAR + 1))
            kind = item.service.levels[0].id
            yield Claim(id=item.id, fact=item.id, item=item.id, kind=kind, years=years)
        else:
            yield from _awards(item)


def _awards(item: MeritItem) -> Iterator[Claim]:
    best = max(item.awards, key=lambda award: award.most)
    for number in range(ceil(Fraction(item.maximum) / Fraction(best.most))):
        id = f"{item.id}-{number}"
        written = None if best.scale is None else str(best.most)
        yield Claim(
            id=id, fact=id, item=item.id, kind=best.id, years=(YEAR - number,), written=written
        )


def best(sheet: Sheet) -> SheetInputs:
    """What fills a sheet in with full points everywhere."""
    if not isinstance(sheet, Composite):
        return _gathered([_best_piece(sheet, sheet.id)])
    handed: list[Any] = []
    for part in (one for one in sheet.walk() if one.is_leaf):
        own = part.sheet or BUNDLED.get(part.use or "")
        if part.sources:
            handed += _best_answers(sheet, part)
        elif own is None or isinstance(own, Composite):
            handed.append(Answer(part=part.id, points=part.out_of))
        else:
            handed.append(_best_piece(own, part.id))
    return _gathered(handed)


def _best_piece(sheet: PartSheet, part: str) -> MarkedCard | KeptLedger | ClaimedMerits:
    if isinstance(sheet, Rubric):
        return MarkedCard(part=part, by="judge-1", marks=best_card(sheet))
    if isinstance(sheet, Ledger):
        return KeptLedger(part=part, months=MONTHS if sheet.period == "month" else ())
    return ClaimedMerits(part=part, year=YEAR, claims=tuple(best_claims(sheet)))


def _best_answers(sheet: Composite, part: Part) -> Iterator[MarkedCard | Answer]:
    for source in (one for one in sheet.sources if one.id in part.sources):
        for by in (f"{source.id}-{n}" for n in range(source.minimum_answers)):
            if isinstance(part.sheet, Rubric):
                marks = best_card(part.sheet)
                yield MarkedCard(part=part.id, by=by, source=source.id, marks=marks)
            else:
                yield Answer(part=part.id, by=by, source=source.id, points=part.out_of)


def _gathered(handed: list[Any]) -> SheetInputs:
    def those(kind: type) -> tuple[Any, ...]:
        return tuple(one for one in handed if isinstance(one, kind))

    return SheetInputs(
        cards=those(MarkedCard),
        ledgers=those(KeptLedger),
        merits=those(ClaimedMerits),
        answers=those(Answer),
    )


def evaluate(sheet: Sheet, inputs: SheetInputs) -> SheetResult:
    return evaluate_sheet(sheet, inputs, sheets=BUNDLED)


def test_every_file_is_a_sheet_under_its_own_name() -> None:
    files = [file.name for file in resources.files(rubrics).iterdir()]
    stems = sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))
    assert stems == sorted(BUNDLED) == sorted(FIGURES)


@every_sheet
def test_figures_are_those_that_were_published_or_proposed(sheet: Sheet) -> None:
    model, total, maxima = FIGURES[sheet.id]
    assert model_of(sheet) == model
    assert sheet.total == total
    assert {id: int(most) for id, most in first_level(sheet).items()} == maxima


@every_sheet
def test_full_points_everywhere_are_what_the_sheet_can_be_worth(sheet: Sheet) -> None:
    bonus = 10 if sheet.id == "annual_appraisal_five_dimensions" else 0
    result = evaluate(sheet, best(sheet))
    assert result.total == recomputed(result.trace) == points_of(sheet) + bonus
    assert all(line.read(one) for line in explain(result.trace) for one in LANGUAGES)
    assert from_json(SheetResult, to_json(result)) == result


@every_sheet
def test_nothing_handed_in_is_no_result(sheet: Sheet) -> None:
    refusals = refuse_inputs(sheet, SheetInputs(), sheets=BUNDLED)
    codes = {refusal.code for refusal in refusals}
    assert codes
    assert codes <= {"part.missing", "source.missing", "source.waiting"}


@every_sheet
def test_a_sheet_is_stored_and_read_back(sheet: Sheet) -> None:
    assert from_json(type(sheet), to_json(sheet)) == sheet


@every_sheet
def test_the_sheets_that_a_sheet_uses_come_with_it(sheet: Sheet) -> None:
    check_uses(sheet, BUNDLED)


def test_judged_sheets_are_rubrics_and_all_of_them_are_sheets() -> None:
    plugins = Plugins(rubrics)
    assert plugins.names(SHEETS) == tuple(sorted(BUNDLED))
    judged = [id for id, (model, _, _) in FIGURES.items() if model == "judged"]
    assert plugins.names(RUBRICS) == tuple(sorted(judged))
    assert [one.id for one in bundled_rubrics()] == sorted(judged)
    assert bundled_policies().keys() == {
        "paper_review",
        "project_review_closing",
        "themed_class_meeting_contest",
    }


def test_home_visits_can_be_switched_off_and_nothing_else_of_the_month() -> None:
    ledger = BUNDLED["monthly_quantified_appraisal"]
    assert isinstance(ledger, Ledger)
    assert [item.id for item in ledger.items if item.optional] == ["home_visits"]
    result = ledger.result([], months=MONTHS, off={"home_visits"})
    assert (result.total, "home_visits" in result.parts) == (Fraction(100), False)


def test_what_the_assistant_says_of_the_advisor_is_never_shown_by_itself() -> None:
    sheet = BUNDLED["advisor_yearly_review"]
    inputs = best(sheet)
    rated = tuple(
        Answer(part=one.part, by=one.by, source=one.source, points=17)
        if one.source == "assistant"
        else one
        for one in inputs.answers
    )
    result = evaluate(sheet, SheetInputs(cards=inputs.cards, answers=rated))
    assert result.total == 100 - 13 * Fraction(12, 30)
    assert not any(step.value == 17 for step in result.trace.walk())


def test_the_same_result_does_not_count_in_two_parts_of_a_members_sheet() -> None:
    sheet = BUNDLED["studio_assessment_member"]
    claims = {
        "online": Claim(id="c1", fact="paper-1", item="pieces", kind="county_or_higher"),
        "research_paper": Claim(id="c2", fact="paper-1", item="papers", kind="city"),
        "self": Claim(id="c3", fact="prize-1", item="results", kind="city"),
    }
    whole = best(sheet)
    merits = tuple(
        ClaimedMerits(part=part, year=YEAR, claims=(one,)) for part, one in claims.items()
    )
    inputs = SheetInputs(ledgers=whole.ledgers, answers=whole.answers, merits=merits)
    assert [one.code for one in refuse_inputs(sheet, inputs)] == ["merit.fact_used_twice"]


@pytest.mark.parametrize(
    ("level", "years", "points"),
    [
        ("backbone", 2, 0),
        ("backbone", 3, 2),
        ("backbone", 9, 8),
        ("expert", 10, 2),
        ("named", 20, 8),
    ],
)
def test_years_of_service_give_two_points_and_one_for_each_further_year(
    level: str, years: int, points: int
) -> None:
    sheet = BUNDLED["backbone_title_merit_points"]
    assert isinstance(sheet, MeritSheet)
    served = tuple(range(YEAR - years + 1, YEAR + 1))
    claim = Claim(id="c", fact="posts", item="service", kind=level, years=served)
    assert sheet.result([claim], year=YEAR).total == points


def test_three_late_papers_take_their_share_of_a_month() -> None:
    ledger = BUNDLED["monthly_quantified_appraisal"]
    assert isinstance(ledger, Ledger)
    entries = [
        LedgerEntry(id=f"e{n}", item="tasks", kind="late_item", day=date(2025, 9, n + 1))
        for n in range(3)
    ]
    assert ledger.result(entries, months=["2025-09"]).total == 100 - 3 * Fraction(30, 50)
    assert ledger.result(entries, months=MONTHS).total == 100 - Fraction(3 * 30, 2 * 50)
