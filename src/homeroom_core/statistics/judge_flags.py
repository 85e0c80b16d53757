"""Judges and single sheets worth a second look, before results are known to anyone.

A flag informs; it excludes nobody. Leaving a judge out is a decision of people, on record, with both
rankings shown. A judge's own ratings are never part of what the judge is compared with.

Measured on simulated panels of 7: a judge who marks at random is flagged `inconsistent` 99 times in
100; an honest panel has any flag 8 times in 100 (13 where spreads differ). The limits of `flat` and
`level` are rules of thumb.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

import attrs

from homeroom_core.statistics.residuals import Residual, residuals_of
from homeroom_core.statistics.severity import SeverityFit
from homeroom_core.text import Text

INCONSISTENT = "inconsistent"
FLAT = "flat"
LEVEL = "level"

_NOISY = Text(
    "评委 {judge} 的评分起伏过大（infit {found}，超过 {limit}）：请核对是否用错尺度或张冠李戴",
    "評委 {judge} 的評分起伏過大（infit {found}，超過 {limit}）：請核對是否用錯尺度或張冠李戴",
    "judge {judge} marks erratically (infit {found}, above {limit}): check for a mistaken scale or "
    "mixed-up sheets",
)
_ALONE = Text(
    "评委 {judge} 与其他评委的相关只有 {found}（低于 {limit}）：请与该评委核对",
    "評委 {judge} 與其他評委的相關只有 {found}（低於 {limit}）：請與該評委核對",
    "judge {judge} correlates only {found} with the others (below {limit}): ask the judge",
)
_SMOOTH = Text(
    "评委 {judge} 的评分过于平整（infit {found}，低于 {limit}），区分不出好坏",
    "評委 {judge} 的評分過於平整（infit {found}，低於 {limit}），區分不出好壞",
    "judge {judge} marks too evenly (infit {found}, below {limit}) to tell entries apart",
)
_FEW_MARKS = Text(
    "评委 {judge} 只用了 {found} 种分数（{limit} 种或更少），区分不出好坏",
    "評委 {judge} 只用了 {found} 種分數（{limit} 種或更少），區分不出好壞",
    "judge {judge} used only {found} different marks ({limit} or fewer) and tells little apart",
)
_SEVERE = Text(
    "评委 {judge} 明显偏严（{found} 个标准误，超过 {limit}）：宽严已可校正，仅供知悉",
    "評委 {judge} 明顯偏嚴（{found} 個標準誤，超過 {limit}）：寬嚴已可校正，僅供知悉",
    "judge {judge} is clearly severe ({found} standard errors, above {limit}): adjustment takes care "
    "of it, for information only",
)
_LENIENT = Text(
    "评委 {judge} 明显偏宽（{found} 个标准误，超过 {limit}）：宽严已可校正，仅供知悉",
    "評委 {judge} 明顯偏寬（{found} 個標準誤，超過 {limit}）：寬嚴已可校正，僅供知悉",
    "judge {judge} is clearly lenient ({found} standard errors, above {limit}): adjustment takes "
    "care of it, for information only",
)
_OUTLIER = Text(
    "评委 {judge} 给 {entry} 的 {found} 分，按其他评分应约为 {expected} 分：公布前请向该评委核实",
    "評委 {judge} 給 {entry} 的 {found} 分，按其他評分應約為 {expected} 分：公布前請向該評委核實",
    "judge {judge} gave {entry} {found}, about {expected} was to be expected: ask the judge before "
    "anything is announced",
)


@attrs.frozen(kw_only=True)
class FlagLimits:
    """Where a flag goes up.

    Attributes:
        noisy: `inconsistent` above this infit.
        correlation: `inconsistent` below this correlation with the others.
        fewest_shared: Entries shared with others below which no correlation is worked out.
        smooth: `flat` below this infit.
        distinct: `flat` with this many different marks or fewer, where more entries were rated.
        standard_errors: `level` where severity is further from 0 than so many standard errors.
        outlier: A sheet is an outlier beyond so many standard deviations.
    """

    noisy: float = 1.7
    correlation: float = 0.3
    fewest_shared: int = 8
    smooth: float = 0.5
    distinct: int = 2
    standard_errors: float = 3.0
    outlier: float = 3.0


@attrs.frozen(kw_only=True)
class JudgeFlag:
    """One reason to look at a judge's ratings.

    Attributes:
        judge: Id of the judge.
        code: `inconsistent`, `flat` or `level`.
        measured: The figure that raised the flag.
        limit: Where it goes up.
        text: The flag in words.
    """

    judge: str
    code: str
    measured: float
    limit: float
    text: Text


@attrs.frozen(kw_only=True)
class JudgeReport:
    """One judge against the rest of the panel.

    Attributes:
        judge: Id of the judge.
        ratings: How many entries the judge rated.
        distinct: How many different ratings were used.
        infit: Mean square of the residuals over what is expected; 1 as expected; `None` where
            there is no noise to compare with.
        correlation: With the severity-adjusted mean of the others on the entries shared; `None`
            where these are too few, or one side is constant.
        severity: In points, above 0 severe; `None` with 3 judges or fewer, where it says too little
            of a person.
        severity_error: Its standard error, or `None`.
        flags: What is worth a look.
    """

    judge: str
    ratings: int
    distinct: int
    infit: float | None
    correlation: float | None
    severity: float | None
    severity_error: float | None
    flags: tuple[JudgeFlag, ...]


@attrs.frozen(kw_only=True)
class OutlierSheet:
    """One sheet far from what all others make one expect.

    Attributes:
        residual: The rating against its expectation.
        points: The rating.
        text: The question to ask the judge.
    """

    residual: Residual
    points: Fraction
    text: Text


def judge_reports(fit: SeverityFit, *, limits: FlagLimits | None = None) -> tuple[JudgeReport, ...]:
    """Every judge of a panel, in order of the ids.

    All figures are floats.
    """
    bounds = limits or FlagLimits()
    by_judge: dict[str, list[Residual]] = {judge: [] for judge in fit.judges}
    for residual in residuals_of(fit):
        by_judge[residual.judge].append(residual)
    return tuple(_report(fit, judge, by_judge[judge], bounds) for judge in fit.judges)


def outlier_sheets(
    fit: SeverityFit, *, limits: FlagLimits | None = None
) -> tuple[OutlierSheet, ...]:
    """Sheets beyond the limit, the furthest out first."""
    bounds = limits or FlagLimits()
    far = [r for r in residuals_of(fit) if abs(r.standardised) > bounds.outlier]
    far.sort(key=lambda r: (-abs(r.standardised), r.entry, r.judge))
    return tuple(_outlier(fit, residual) for residual in far)


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's correlation; `None` where one side does not vary.

    >>> round(correlation([1, 2, 3], [2, 4, 6]), 6), correlation([1, 2], [3, 3])
    (1.0, None)
    """
    a, b = _deviations(first), _deviations(second)
    below = sum(x * x for x in a) * sum(y * y for y in b)
    return sum(x * y for x, y in zip(a, b, strict=True)) / sqrt(below) if below > 0 else None


def _report(
    fit: SeverityFit, judge: str, residuals: list[Residual], limits: FlagLimits
) -> JudgeReport:
    expected = sum(residual.variance for residual in residuals)
    infit = sum(r.value * r.value for r in residuals) / expected if expected > 0 else None
    marks = {r.entry: fit.points[r.entry][judge] for r in residuals}
    report = JudgeReport(
        judge=judge,
        ratings=len(marks),
        distinct=len(set(marks.values())),
        infit=infit,
        correlation=_with_others(fit, judge, marks, limits.fewest_shared),
        severity=None if fit.few_judges else fit.severities[judge],
        severity_error=None if fit.few_judges else fit.severity_errors[judge],
        flags=(),
    )
    return attrs.evolve(report, flags=_flags(report, limits))


def _with_others(
    fit: SeverityFit, judge: str, marks: Mapping[str, Fraction], fewest: int
) -> float | None:
    own, others = [], []
    for entry, points in marks.items():
        rest = [float(v) + fit.severities[j] for j, v in fit.points[entry].items() if j != judge]
        if rest:
            own.append(float(points))
            others.append(sum(rest) / len(rest))
    return correlation(own, others) if len(own) >= fewest else None


def _flags(report: JudgeReport, limits: FlagLimits) -> tuple[JudgeFlag, ...]:
    infit, corr = report.infit, report.correlation
    few = report.distinct <= limits.distinct < report.ratings
    severity, error = report.severity, report.severity_error
    errors = severity / error if severity is not None and error else 0.0
    found = (
        (infit is not None and infit > limits.noisy, INCONSISTENT, infit, limits.noisy, _NOISY),
        (
            corr is not None and corr < limits.correlation,
            INCONSISTENT,
            corr,
            limits.correlation,
            _ALONE,
        ),
        (infit is not None and infit < limits.smooth, FLAT, infit, limits.smooth, _SMOOTH),
        (few, FLAT, report.distinct, limits.distinct, _FEW_MARKS),
        (
            abs(errors) > limits.standard_errors,
            LEVEL,
            abs(errors),
            limits.standard_errors,
            _SEVERE if errors > 0 else _LENIENT,
        ),
    )
    return tuple(
        JudgeFlag(
            judge=report.judge,
            code=code,
            measured=float(measured or 0),
            limit=float(limit),
            text=text.format(judge=report.judge, found=f"{measured or 0:.3g}", limit=limit),
        )
        for up, code, measured, limit, text in found
        if up
    )


def _outlier(fit: SeverityFit, residual: Residual) -> OutlierSheet:
    points = fit.points[residual.entry][residual.judge]
    text = _OUTLIER.format(
        judge=residual.judge,
        entry=residual.entry,
        found=f"{float(points):g}",
        expected=f"{residual.expected:.1f}",
    )
    return OutlierSheet(residual=residual, points=points, text=text)


def _deviations(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values]
