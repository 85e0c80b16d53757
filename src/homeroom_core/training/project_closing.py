"""What the sheets of a closing panel come to, and how a project explains itself."""

from fractions import Fraction

from homeroom_core.evaluation import evaluate
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.families import RUBRICS, SCORING_METHODS
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.score_explanation import explained_step
from homeroom_core.scoring import Entrant
from homeroom_core.standing import Standing
from homeroom_core.text import Text
from homeroom_core.training.project_records import (
    GRADES,
    ClosingResult,
    Project,
    call_of,
)
from homeroom_core.training.ranked_call import standings_of
from homeroom_core.training.review_sheet import (
    APPROVAL,
    CLOSING_STAGE,
    card_of,
    signed_sheets,
)
from homeroom_core.training.tally_explained import explained_place


def closing_of(project: Project, reader: Reader, provided: Provided) -> ClosingResult:
    """What the signed sheets of the closing panel come to in the present round.

    Raises:
        UnknownError: No plugin provides the method any more.
        InputError: A sheet does not fit the rubric.
        PanelTooSmallError: There are too few sheets.
        PluginError: The method fails, or answers inexactly.
    """
    standing = _standing(project, project.round, reader, provided)
    return ClosingResult(
        total=standing.total,
        shown=standing.shown,
        grade=project.policy.grade(standing.total, project.round - 1),
        round=project.round,
    )


def closing_again(project: Project, reader: Reader, provided: Provided) -> ClosingResult | None:
    """The closing result, made again from the sheets; none while there is none."""
    return closing_of(project, reader, provided) if project.closing is not None else None


def explain_project(project: Project, asked: Question) -> Explanation | None:
    """The closing result down to the marks; before that, the place of the application."""
    if project.closing is not None:
        return _closing(project, project.closing, asked)
    call = call_of(project, asked.reader)
    if call is None or call.tally is None or not call.has_places:
        return None
    if all(placing.entry != project.id for placing in call.tally.placings):
        return None
    if asked.actor.id in project.owners() and not project.told(APPROVAL, asked.reader):
        return None  # it is told them once it is decided
    result = standings_of(call, asked.reader, asked.provided)
    found = signed_sheets(project.id, APPROVAL, 1, asked.reader)
    sheets = {sheet.reviewer: sheet.id for sheet in found}
    return explained_place(call, project.label, project.id, result, sheets, asked.provided)


def _closing(project: Project, closing: ClosingResult, asked: Question) -> Explanation:
    standing = _standing(project, closing.round, asked.reader, asked.provided)
    rubric = project.rubric_of(CLOSING_STAGE, asked.reader)
    found = signed_sheets(project.id, CLOSING_STAGE, closing.round, asked.reader)
    sheets = {sheet.reviewer: sheet.id for sheet in found}
    labels = {str(grade): grade.label for grade in GRADES}
    rounding = project.policy.closing_scoring.rounding["total"]
    return Explanation(
        title=project.label,
        value=labels[closing.grade],
        source=project.id,
        shows=("closing",),
        notes=(
            _BANDS.format(
                excellent=project.policy.excellent_at,
                passes=project.policy.pass_at,
                revise=project.policy.revise_at,
            ),
        ),
        parts=(
            Explanation(
                title=_TOTAL,
                value=Text.same(str(closing.shown)),
                number=Fraction(closing.shown),
                made=Made(operation="round", rounding=rounding),
                source=project.id,
                shows=("closing",),
                parts=(explained_step(standing.trace, rubric.by_id, sheets.get),),
            ),
        ),
    )


def _standing(project: Project, round: int, reader: Reader, provided: Provided) -> Standing:
    policy = project.policy.closing_scoring
    origin = provided.origin(SCORING_METHODS, policy.method)
    sheets = signed_sheets(project.id, CLOSING_STAGE, round, reader)
    rubric = project.rubric_of(CLOSING_STAGE, reader)
    provided.credit(RUBRICS, lambda one: one == rubric)
    result = evaluate(
        policy,
        rubric,
        [Entrant(id=project.id)],
        [card_of(sheet) for sheet in sheets],
        methods=[provided(SCORING_METHODS, policy.method)],
        plugin=origin.plugin,
        plugin_version=origin.version,
        plugin_digest=origin.digest,
    )
    return result.of(project.id)


_TOTAL = Text("评审组总分", "評審組總分", "Total of the panel")
_BANDS = Text(
    "{excellent} 分起优秀，{passes} 分起合格，{revise} 分起可修改一次",
    "{excellent} 分起優秀，{passes} 分起合格，{revise} 分起可修改一次",
    "excellent from {excellent} points, passed from {passes}, to be revised from {revise}",
)
