"""工作研究室: what an assessment comes to, made from its sheets, and how that is explained."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil

import attrs

from homeroom_core.evaluation import evaluate
from homeroom_core.explanation import Explanation, Question
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.score_explanation import explained_step
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Standing
from homeroom_core.text import Text, listing
from homeroom_core.trace import show
from homeroom_core.training.studio_records import (
    GRADES,
    LEARNER,
    MEMBER,
    MISSED,
    SHORTFALLS,
    TOO_FEW_LEARNERS,
    TOO_FEW_MEMBERS,
    TOO_FEW_RURAL,
    Studio,
    StudioAssessment,
    StudioResult,
)

_SCORING = ScoringPolicy(method="mean", minimum_panel=1)
"""The mean of the assessors' sheets, exact."""


def result_of(studio: Studio, assessment: StudioAssessment) -> StudioResult:
    """The total and the grade of an assessment.

    Raises:
        InputError: A sheet does not fit the rubric.
        PanelTooSmallError: There is no sheet.
    """
    total = _standing(studio, assessment).total
    grade = studio.policy.grade(total, Fraction(assessment.rubric.total))
    return StudioResult(year=assessment.year, total=total, grade=str(grade))


def results_again(
    studio: Studio, _reader: Reader, _provided: Provided
) -> tuple[StudioResult, ...] | None:
    """What every concluded assessment came to, made again from the sheets."""
    done = [one for one in studio.assessments if one.concluded_on is not None]
    return tuple(result_of(studio, one) for one in done) if done else None


def rural_needed(studio: Studio, members: int) -> int:
    """How many of so many members have to be from rural schools, rounded up."""
    share = studio.policy.least_rural_share
    return 0 if share is None else ceil(share * members)


def shortfalls(studio: Studio, on: date) -> tuple[str, ...]:
    """What a studio is short of on a day, for its assessors to know; it stops nobody."""
    policy, year = studio.policy, studio.next_assessment or studio.policy.cycle_years
    members = studio.there(MEMBER, on)
    first = studio.year_starts(year)
    last = min(on, studio.year_ends(year))
    learners = {
        one.person
        for one in studio.members
        if one.part == LEARNER and one.since <= last and (one.until is None or first <= one.until)
    }
    missed = any(one.due <= on and one.reached_on is None for one in studio.plan)
    found = {
        TOO_FEW_MEMBERS: len(members) < policy.least_members,
        TOO_FEW_RURAL: sum(one.rural for one in members) < rural_needed(studio, len(members)),
        TOO_FEW_LEARNERS: len(learners) < policy.least_learners,
        MISSED: missed,
    }
    return tuple(str(term) for term, short in found.items() if short)


def explain_studio(studio: Studio, asked: Question) -> Explanation | None:
    """The grade of every assessment, down to the marks for those who may see them."""
    if not studio.results:
        return None
    last = studio.results[-1]
    return Explanation(
        title=studio.label,
        value=_grade(last.grade),
        source=studio.id,
        shows=("results",),
        parts=tuple(_assessed(studio, asked)),
    )


def assessment_name(year: int) -> Text:
    """What an assessment is called: that of a year, or the final one."""
    return _YEAR.format(year=year) if year else _FINAL


def _assessed(studio: Studio, asked: Question) -> Iterator[Explanation]:
    concluded = [one for one in studio.assessments if one.concluded_on is not None]
    seen = asked.sees(studio, "assessments")
    for result, assessment in zip(studio.results, concluded, strict=True):
        points = Fraction(assessment.rubric.total)
        told = explained_step(
            _standing(studio, assessment).trace, assessment.rubric.by_id, lambda _judge: None
        )
        short = [term for term in SHORTFALLS if term in assessment.shortfalls]
        yield Explanation(
            title=assessment_name(result.year),
            value=_COMES_TO.format(
                grade=_grade(result.grade), total=show(result.total), points=show(points)
            ),
            clause=_BANDS.format(
                excellent=show(studio.policy.excellent_from * points),
                passes=show(studio.policy.pass_from * points),
            ),
            notes=(_SHORT.format(what=listing(short)),) if short and seen else (),
            source=studio.id,
            shows=("results", "policy"),
            parts=(attrs.evolve(told, source=studio.id, shows=("assessments",)),) if seen else (),
        )


def _standing(studio: Studio, assessment: StudioAssessment) -> Standing:
    cards = (
        Card(entry=studio.id, judge=sheet.assessor, marks=sheet.marks)
        for sheet in assessment.sheets
    )
    entrants = (Entrant(id=studio.id),)
    return evaluate(_SCORING, assessment.rubric, entrants, cards).of(studio.id)


def _grade(code: str) -> Text:
    return next((term.label for term in GRADES if term == code), Text.same(code))


_YEAR = Text("第{year}年度考核", "第{year}年度考核", "Assessment of year {year}")
_FINAL = Text("期满考核", "期滿考核", "Final assessment")
_COMES_TO = Text(
    "{grade}，{total}分（满分{points}）",
    "{grade}，{total}分（滿分{points}）",
    "{grade}, {total} of {points} points",
)
_BANDS = Text(
    "{excellent}分以上为优秀，{passes}分以上为合格",
    "{excellent}分以上為優秀，{passes}分以上為合格",
    "excellent from {excellent} points on, a pass from {passes} on",
)
_SHORT = Text("考核时：{what}", "考核時：{what}", "When it was opened: {what}")
