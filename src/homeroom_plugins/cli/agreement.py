"""`homeroom agreement`: how far the judges of a contest agree, and what deserves a second look."""

from typing import Any

import click

from homeroom_core.codec import JSON
from homeroom_core.statistics.agreement import AgreementReport, agreement_of
from homeroom_core.statistics.judge_flags import (
    JudgeReport,
    OutlierSheet,
    judge_reports,
    outlier_sheets,
)
from homeroom_core.text import Text
from homeroom_core.training.contest_scoring import judged_of
from homeroom_plugins.cli.contest_reading import whole_result
from homeroom_plugins.cli.invocation import Invocation, command

_LABEL = Text("评分一致性", "評分一致性", "Agreement of the judges")


@command(
    Text(
        "说明评委的评分有多一致：一致性系数、应注意之处、需要核对的评委和评分表。\n\n"
        "只作提示，不排除任何评委；只有看得到全部评分表的人可以查看。",
        "說明評委的評分有多一致：一致性係數、應注意之處、需要核對的評委和評分表。\n\n"
        "只作提示，不排除任何評委；只有看得到全部評分表的人可以檢視。",
        "Say how far the judges of a contest agree: the coefficients, what to be cautious about, "
        "which judges and sheets deserve a second look.\n\n"
        "It informs and excludes nobody; only those who may see every sheet may see it.",
    ),
    click.Argument(["contest"]),
)
def agreement(here: Invocation, *, contest: str) -> None:
    """Say how far the judges agree."""
    with here.office() as office:
        actor = here.actor(office)
        with office.reading(here.org) as reading:
            found, names = whole_result(reading, contest, actor, "agreement", _LABEL)
            judged = judged_of(found, reading, office.plugins_of(reading.org))
    # By the names that the reader may know: the words of a flag name the judge.
    ratings = {
        entry: {names.get(judge, "#"): value for judge, value in row.items()}
        for entry, row in judged.ratings().items()
    }
    report = agreement_of(ratings)
    judges = () if report.severity is None else judge_reports(report.severity)
    sheets = () if report.severity is None else outlier_sheets(report.severity)
    here.answer(
        _json(here, contest, report, judges, sheets), lambda: _show(here, report, judges, sheets)
    )


def _json(
    here: Invocation,
    contest: str,
    report: AgreementReport,
    judges: tuple[JudgeReport, ...],
    sheets: tuple[OutlierSheet, ...],
) -> dict[str, JSON]:
    adjusted = report.adjusted_alpha
    whole = report.concordance
    return {
        "contest": contest,
        "alpha": _number(report.alpha.value),
        "alpha_without_severity": None if adjusted is None else _number(adjusted.value),
        "kendall_w": None if whole is None else _number(whole.w),
        "reliability": _number(report.reliability),
        "cautions": [
            {"code": one.code, "weight": one.weight, "text": here.read(one.text)}
            for one in report.cautions
        ],
        "judges": [
            {
                "judge": one.judge,
                "ratings": one.ratings,
                "infit": _number(one.infit),
                "correlation": _number(one.correlation),
                "severity": _number(one.severity),
                "flags": [{"code": f.code, "text": here.read(f.text)} for f in one.flags],
            }
            for one in judges
        ],
        "outliers": [
            {
                "entry": one.residual.entry,
                "judge": one.residual.judge,
                "points": _number(one.points),
                "text": here.read(one.text),
            }
            for one in sheets
        ],
    }


def _show(
    here: Invocation,
    report: AgreementReport,
    judges: tuple[JudgeReport, ...],
    sheets: tuple[OutlierSheet, ...],
) -> None:
    adjusted = report.adjusted_alpha
    here.say(
        _FIGURES.format(
            alpha=_shown(report.alpha.value),
            adjusted=_shown(None if adjusted is None else adjusted.value),
            reliability=_shown(report.reliability),
        )
    )
    for caution in report.cautions:
        here.say(caution.text)
    flags = [flag for one in judges for flag in one.flags]
    for flag in flags:
        here.say(flag.text)
    for sheet in sheets:
        here.say(sheet.text)
    if not (report.cautions or flags or sheets):
        here.say(_NOTHING)


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 6)


def _shown(value: Any) -> str:
    return "–" if value is None else f"{float(value):.3f}"


_FIGURES = Text(
    "一致性 alpha = {alpha}，去除宽严后 {adjusted}；名次信度 {reliability}",
    "一致性 alpha = {alpha}，去除寬嚴後 {adjusted}；名次信度 {reliability}",
    "Agreement: alpha is {alpha}, {adjusted} once severity is taken out; the reliability of the "
    "ranking is {reliability}",
)
_NOTHING = Text("没有需要注意之处。", "沒有需要注意之處。", "Nothing here asks for a second look.")
