"""Do the judges agree? The statistics of one panel together, and what the office should make of them.

Alpha on the ratings as they are and alpha after severities are taken out tell two troubles apart:
low and then high, the judges only differ in level, which adjustment mends; low and low, they
disagree on quality, which no arithmetic mends.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import attrs

from homeroom_core.statistics.concordance import Concordance, kendall_w
from homeroom_core.statistics.intraclass import IntraclassCorrelations, intraclass_correlations
from homeroom_core.statistics.krippendorff import Alpha, krippendorff_alpha
from homeroom_core.statistics.ratings import Points, Ratings, is_complete, judges_of, read_ratings
from homeroom_core.statistics.severity import FEW_JUDGES, SeverityFit, fit_severity, refuse_severity
from homeroom_core.text import Text

Weight = Literal["note", "warning", "strong", "jury"]
"""How heavy a caution is: for information; the ranking is tentative; do something first; no ranking
without a vote of the jury."""

RELIABLE = Fraction(4, 5)
TENTATIVE = Fraction(667, 1000)
WEAK = Fraction(1, 2)
NONE = Fraction(1, 5)
ENOUGH_ENTRIES = 20

_NOTE = Text(
    "评委一致性 alpha = {alpha}（低于 0.80）：可作暂定结论，名次相近者请谨慎",
    "評委一致性 alpha = {alpha}（低於 0.80）：可作暫定結論，名次相近者請謹慎",
    "agreement alpha = {alpha} (below 0.80): good for tentative conclusions; be careful with close "
    "places",
)
_WARNING = Text(
    "评委一致性 alpha = {alpha}（低于 0.667）：名次只宜视为暂定",
    "評委一致性 alpha = {alpha}（低於 0.667）：名次只宜視為暫定",
    "agreement alpha = {alpha} (below 0.667): the ranking is tentative",
)
_STRONG = Text(
    "评委一致性 alpha = {alpha}（低于 0.50）：请增加评委，或由评审组合议后再定名次",
    "評委一致性 alpha = {alpha}（低於 0.50）：請增加評委，或由評委組合議後再定名次",
    "agreement alpha = {alpha} (below 0.50): add judges, or let the jury discuss before ranking",
)
_JURY = Text(
    "评委一致性 alpha = {alpha}（低于 0.20）：未经评审组表决不应排名",
    "評委一致性 alpha = {alpha}（低於 0.20）：未經評委組表決不應排名",
    "agreement alpha = {alpha} (below 0.20): no ranking without a vote of the jury",
)
_UNDEFINED = Text(
    "所有评分相同，或没有作品有两个以上评分，无法判断一致性（不等于完全一致）",
    "所有評分相同，或沒有作品有兩個以上評分，無法判斷一致性（不等於完全一致）",
    "all ratings are alike, or no entry has two: agreement cannot be told, which is not the same as "
    "perfect",
)
_LEVEL = Text(
    "去除宽严后 alpha = {alpha}：评委主要是宽严不同，宜用宽严校正（severity_adjusted）",
    "去除寬嚴後 alpha = {alpha}：評委主要是寬嚴不同，宜用寬嚴校正（severity_adjusted）",
    "alpha is {alpha} once severity is taken out: judges mainly differ in level, so use "
    "severity_adjusted",
)
_QUALITY = Text(
    "去除宽严后 alpha 仍只有 {alpha}：评委对优劣看法不同，校正无济于事，请合议",
    "去除寬嚴後 alpha 仍只有 {alpha}：評委對優劣看法不同，校正無濟於事，請合議",
    "alpha is still {alpha} once severity is taken out: judges disagree on quality, which no "
    "adjustment mends; let them discuss",
)
_UNPAIRED = Text(
    "{count} 件作品只有一个评分，未计入一致性",
    "{count} 件作品只有一個評分，未計入一致性",
    "{count} entries have a single rating and do not count towards agreement",
)
_FEW_ENTRIES = Text(
    "作品不足 {least} 件（{count} 件），一致性数值本身误差较大",
    "作品不足 {least} 件（{count} 件），一致性數值本身誤差較大",
    "with fewer than {least} entries ({count}) the figures of agreement are themselves uncertain",
)
_FEW_JUDGES = Text(
    "只有 {count} 位评委：宽严估计粗略，不宜公布个人数值",
    "只有 {count} 位評委：寬嚴估計粗略，不宜公布個人數值",
    "only {count} judges: severities are rough, do not publish anybody's",
)


@attrs.frozen(kw_only=True)
class Caution:
    """One thing the office should know before it relies on a ranking.

    Attributes:
        code: Stable name, `agreement.what`.
        weight: `note`, `warning`, `strong` or `jury`.
        text: The caution in words.
    """

    code: str
    weight: Weight
    text: Text


@attrs.frozen(kw_only=True, eq=False)
class AgreementReport:
    """The agreement of one panel.

    Attributes:
        alpha: Krippendorff's alpha of the ratings, as interval data; exact.
        ordinal_alpha: The same as ordinal data; exact.
        adjusted_alpha: Alpha after each rating is corrected by its judge's severity, or `None`
            where severities cannot be estimated.
        intraclass: The six intraclass correlations, or `None` where there are gaps; exact.
        concordance: Kendall's W, or `None` where there are gaps; exact.
        severity: The severity model, or `None`; floats.
        cautions: What follows, the heaviest first.
    """

    alpha: Alpha
    ordinal_alpha: Alpha
    adjusted_alpha: Alpha | None
    intraclass: IntraclassCorrelations | None
    concordance: Concordance | None
    severity: SeverityFit | None
    cautions: tuple[Caution, ...]

    @property
    def reliability(self) -> float | None:
        """Share of the variance of the scores that is between entries, or `None`."""
        return None if self.severity is None else self.severity.reliability


def agreement_of(ratings: Ratings) -> AgreementReport:
    """Everything about the agreement of a panel.

    Args:
        ratings: From entry to judge to points, such as the totals of their cards.

    Raises:
        InputError: A rating is no exact number, or there is none.

    Source of the limits: K. Krippendorff (2004), Content Analysis, 2nd ed., for 0.800 and 0.667;
    below them simulated contests, where alpha from 0.4 to 0.5 went with the right winner in 45 of
    100 and from 0.2 to 0.4 in 37.
    """
    points = read_ratings(ratings)
    judges = len(judges_of(points))
    whole = is_complete(points) and len(points) > 1 and judges > 1
    fit = None if refuse_severity(points) else fit_severity(points)
    report = AgreementReport(
        alpha=krippendorff_alpha(points),
        ordinal_alpha=krippendorff_alpha(points, level="ordinal"),
        adjusted_alpha=None if fit is None else krippendorff_alpha(_corrected(fit)),
        intraclass=intraclass_correlations(points) if whole else None,
        concordance=kendall_w(points) if whole else None,
        severity=fit,
        cautions=(),
    )
    cautions = (*_on_alpha(report), *_on_design(report, len(points), judges))
    return attrs.evolve(report, cautions=cautions)


def _corrected(fit: SeverityFit) -> Points:
    severity = fit.declared_severities
    return {e: {j: v + severity[j] for j, v in row.items()} for e, row in fit.points.items()}


def _on_alpha(report: AgreementReport) -> Iterator[Caution]:
    value = report.alpha.value
    if value is None:
        yield Caution(code="agreement.undefined", weight="strong", text=_UNDEFINED)
        return
    limits: tuple[tuple[Fraction, Weight, str, Text], ...] = (
        (NONE, "jury", "agreement.none", _JURY),
        (WEAK, "strong", "agreement.weak", _STRONG),
        (TENTATIVE, "warning", "agreement.tentative", _WARNING),
        (RELIABLE, "note", "agreement.moderate", _NOTE),
    )
    for limit, weight, code, text in limits:
        if value < limit:
            yield Caution(code=code, weight=weight, text=text.format(alpha=_shown(value)))
            break
    adjusted = None if report.adjusted_alpha is None else report.adjusted_alpha.value
    if value < TENTATIVE and adjusted is not None:
        mends = adjusted >= TENTATIVE
        text = (_LEVEL if mends else _QUALITY).format(alpha=_shown(adjusted))
        code = "agreement.level" if mends else "agreement.quality"
        yield Caution(code=code, weight="note" if mends else "warning", text=text)


def _on_design(report: AgreementReport, entries: int, judges: int) -> Iterator[Caution]:
    unpaired = len(report.alpha.unpaired)
    if unpaired:
        text = _UNPAIRED.format(count=unpaired)
        yield Caution(code="agreement.unpaired", weight="note", text=text)
    if entries < ENOUGH_ENTRIES:
        text = _FEW_ENTRIES.format(count=entries, least=ENOUGH_ENTRIES)
        yield Caution(code="agreement.few_entries", weight="note", text=text)
    if judges <= FEW_JUDGES:
        text = _FEW_JUDGES.format(count=judges)
        yield Caution(code="agreement.few_judges", weight="note", text=text)


def _shown(value: Fraction) -> str:
    return f"{float(value):.3f}"
