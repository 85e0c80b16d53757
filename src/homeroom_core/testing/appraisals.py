"""A small sheet with parts of every kind, and terms for it, for tests of appraisals."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from homeroom_core.criterion import Criterion
from homeroom_core.dimensions import COMPETENCE, CONDUCT, DILIGENCE, RESULTS
from homeroom_core.families import COMPUTED_CRITERIA, SHEETS
from homeroom_core.provided import Offer
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.computed import ComputedCriterion, share_of_target
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerItem
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import MeritItem
from homeroom_core.sheets.parts import Part, Source
from homeroom_core.sheets.sheet import Sheet
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import Text
from homeroom_core.training.appraisal_policy import AppraisalPolicy


def _tariff(id: str, points: int) -> Tariff:
    return Tariff(id=id, label=Text.same(id), points=Decimal(points))


def _criterion(id: str) -> Criterion:
    scale = FreeScale(maximum=Decimal(10), step=Decimal("0.5"), places=1)
    return Criterion(id=id, label=Text.same(id), maximum=Decimal(10), scale=scale)


def _source(id: str, weight: int, **more: Any) -> Source:
    return Source(id=id, label=Text.same(id), weight=Fraction(weight), **more)


def _part(id: str, maximum: int, **more: Any) -> Part:
    return Part(id=id, label=Text.same(id), maximum=Decimal(maximum), **more)


PRACTICE_RUBRIC = Rubric(
    id="practice_competence",
    version="1",
    title=Text.same("competence"),
    total=Decimal(20),
    criteria=(_criterion("guidance"), _criterion("meetings")),
    source="these tests",
)

PRACTICE_LEDGER = Ledger(
    id="practice_routine",
    version="1",
    title=Text.same("routine"),
    total=Decimal(20),
    items=(
        LedgerItem(
            id="attendance",
            label=Text.same("attendance"),
            maximum=Decimal(10),
            deductions=(_tariff("absent", 3), _tariff("late", 1)),
        ),
        LedgerItem(
            id="home_visits",
            label=Text.same("home visits"),
            maximum=Decimal(10),
            deductions=(_tariff("none", 10),),
            optional=True,
        ),
    ),
    source="these tests",
)

PRACTICE_MERITS = MeritSheet(
    id="practice_merits",
    version="1",
    title=Text.same("merits"),
    total=Decimal(10),
    items=tuple(
        MeritItem(
            id=id,
            label=Text.same(id),
            maximum=Decimal(5),
            awards=(_tariff("district", 5), _tariff("school", 2)),
            count="highest",
        )
        for id in ("awards", "talks")
    ),
    once=(),
    source="these tests",
)

PRACTICE_SHEET = Composite(
    id="practice_appraisal",
    version="1",
    title=Text.same("appraisal"),
    total=Decimal(100),
    sources=(
        _source("committee", 50),
        _source("peers", 25, when_missing="wait"),
        _source("pupils", 25, confidential=True, when_missing="leave_out"),
        _source("self", 0),
    ),
    parts=(
        _part("de", 40, sources=("committee", "peers", "pupils", "self")),
        _part("neng", 20, sheet=PRACTICE_RUBRIC, sources=("committee", "self")),
        _part("qin", 20, use=PRACTICE_LEDGER.id, sheet_total=Decimal(20)),
        _part(
            "ji",
            20,
            parts=(
                _part("ji_merits", 10, sheet=PRACTICE_MERITS),
                _part("ji_hours", 5, computed="practice_hours", when_missing="leave_out"),
                _part("ji_other", 5, optional=True),
            ),
        ),
        _part("bonus", 10, bonus=True, when_missing="leave_out"),
    ),
    source="these tests",
)
"""A committee, peers and pupils judge; a ledger by month, merit points, a computed part, bare points
and a bonus."""

PRACTICE_HOURS: ComputedCriterion = share_of_target(
    "practice_hours", label=Text.same("hours"), done="hours_credited", target="hours_required"
)

PRACTICE_TERMS = AppraisalPolicy(
    sheet=PRACTICE_SHEET.id,
    dimensions={
        "de": str(CONDUCT), "neng": str(COMPETENCE), "qin": str(DILIGENCE), "ji": str(RESULTS),
    },
    least_committee=1,
    least_survey_answers=3,
    excellent_share=Fraction(1, 3),
    most_excellent_share=Fraction(1, 2),
)  # fmt: skip
"""Terms for `PRACTICE_SHEET`: one of the committee is enough, and three answers; a third of a group
may be excellent."""


class PracticeSheets:
    """A plugin that provides the sheet, the ledger that it uses, and its computed criterion."""

    def homeroom_rubrics(self) -> Sequence[Sheet]:
        """The composite and the ledger."""
        return (PRACTICE_SHEET, PRACTICE_LEDGER)

    def homeroom_computed_criteria(self) -> Sequence[ComputedCriterion]:
        """The share of the hours required."""
        return (PRACTICE_HOURS,)


PRACTICE_OFFER = Offer(
    {
        SHEETS: {PRACTICE_SHEET.id: PRACTICE_SHEET, PRACTICE_LEDGER.id: PRACTICE_LEDGER},
        COMPUTED_CRITERIA: {PRACTICE_HOURS.name: PRACTICE_HOURS},
    }
)
"""What that plugin provides, for a guard or a body that is called by itself."""


def practice_terms(**more: Any) -> AppraisalPolicy:
    """`PRACTICE_TERMS` with other values of some attributes.

    Raises:
        DefinitionError: They do not fit each other.
    """
    return attrs.evolve(PRACTICE_TERMS, **more)
