"""考核 terms: the grades, what caps them, and every number that a scheme sets for appraisals.

Nothing here is law for another school: grade sets, boundaries, the quota and the table of caps are
data, with the figures that published schemes use as defaults.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, get_args

import attrs
from attrs.validators import and_, ge, in_, le

from homeroom_core.dimensions import (
    COMPETENCE,
    CONDUCT,
    DILIGENCE,
    DIMENSIONS,
    INTEGRITY,
    RESULTS,
)
from homeroom_core.exact import Rounding
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Term, Text, listing
from homeroom_core.training.notice import NoticePolicy
from homeroom_core.training.person import DEMERIT, DEMOTION, WARNING

Reaches = Literal[">=", ">"]
"""Whether the boundary itself is enough for a grade (以上), or has to be passed (超过)."""

REACHES: tuple[Reaches, ...] = get_args(Reaches)

CapScope = Literal["when_imposed", "while_running"]
"""Which periods a sanction caps: the one in which it was imposed, or each in which it runs."""

CAP_SCOPES: tuple[CapScope, ...] = get_args(CapScope)

QuotaTie = Literal["jury", "exclude_all"]
"""What a tie at the last place of a quota means: the committee decides, or none of them gets it."""

QUOTA_TIES: tuple[QuotaTie, ...] = get_args(QuotaTie)

Compared = Literal["rounded", "exact"]
"""Which total is held against boundaries and ranked: the one that is shown, or the exact one."""

COMPARED: tuple[Compared, ...] = get_args(Compared)


@attrs.frozen(kw_only=True)
class Grade:
    """One grade of a set.

    Attributes:
        id: Its code, unique in the set.
        label: How it is called.
        boundary: The points it takes, of the total of the sheet; `None` for the lowest grade.
        reaches: Whether the boundary itself is enough.
        within_quota: Whether only so many of a group may have it.

    Raises:
        DefinitionError: Something of this does not fit; the error says everything.
    """

    id: str
    label: Text
    boundary: Decimal | None = None
    reaches: Reaches = ">="
    within_quota: bool = False

    def __attrs_post_init__(self) -> None:
        problems = [
            None if is_code(self.id) else _BAD_ID.format(id=self.id),
            _NO_LABEL if lacks_language(self.label) else None,
            None if self.reaches in REACHES else _ONE_OF.format(known=listing(REACHES)),
            _NEGATIVE if self.boundary is not None and self.boundary < 0 else None,
        ]
        check(f"grade {self.id}", problems)

    def is_reached(self, points: Fraction) -> bool:
        """Whether these points are enough for it.

        >>> grade = Grade(id="pass", label=Text("合格", "合格", "Pass"), boundary=Decimal(60))
        >>> grade.is_reached(Fraction(60)), grade.is_reached(Fraction(5999, 100))
        (True, False)
        """
        if self.boundary is None:
            return True
        boundary = Fraction(self.boundary)
        return points >= boundary if self.reaches == ">=" else points > boundary


@attrs.frozen(kw_only=True)
class CapRule:
    """What a sanction or a veto does to a grade: it caps it.

    Attributes:
        id: Kind of the sanction, or code of the veto.
        label: How it is called.
        best: Id of the best grade that is still allowed.
        scope: For a sanction, which periods it caps; a veto caps the period it is found for.

    Raises:
        DefinitionError: Something of this does not fit; the error says everything.
    """

    id: str
    label: Text
    best: str
    scope: CapScope = "while_running"

    def __attrs_post_init__(self) -> None:
        problems = [
            None if is_code(self.id) else _BAD_ID.format(id=self.id),
            _NO_LABEL if lacks_language(self.label) else None,
            None if self.scope in CAP_SCOPES else _ONE_OF.format(known=listing(CAP_SCOPES)),
        ]
        check(f"cap {self.id}", problems)


EXCELLENT, GOOD, PASS, BASIC_PASS, FAIL = "excellent", "good", "pass", "basic_pass", "fail"

_EXCELLENT = Text("优秀", "優秀", "Excellent")
_PASS = Text("合格", "合格", "Pass")
_FAIL = Text("不合格", "不合格", "Fail")

PUBLIC_INSTITUTION: tuple[Grade, ...] = (
    Grade(id=EXCELLENT, label=_EXCELLENT, boundary=Decimal(60), within_quota=True),
    Grade(id=PASS, label=_PASS, boundary=Decimal(60)),
    Grade(id=BASIC_PASS, label=Text("基本合格", "基本合格", "Basic pass"), boundary=Decimal(50)),
    Grade(id=FAIL, label=_FAIL),
)
"""优秀, 合格, 基本合格, 不合格: the grades of public institutions. Pass from 60 is one school's published
rule; no source gives a boundary for 基本合格, the 50 is homeroom's proposal."""

SCHOOL_LOCAL: tuple[Grade, ...] = (
    Grade(id=EXCELLENT, label=_EXCELLENT, boundary=Decimal(70), within_quota=True),
    Grade(id=GOOD, label=Text("良好", "良好", "Good"), boundary=Decimal(70)),
    Grade(id=PASS, label=_PASS, boundary=Decimal(60)),
    Grade(id=FAIL, label=_FAIL),
)
"""优秀, 良好, 合格, 不合格: good from 70, pass from 60, excellent by the quota alone."""

_SANCTION_LABELS: Mapping[str, Text] = {one: one.label for one in (WARNING, DEMERIT, DEMOTION)}
_VETOES: tuple[tuple[str, Text, str], ...] = (
    ("false_material", Text("弄虚作假", "弄虛作假", "False material"), PASS),
    ("class_brawl", Text("班级发生群殴", "班級發生群毆", "Group fight in the class"), PASS),
    (
        "papers_often_late",
        Text("多次迟交材料", "多次遲交材料", "Papers repeatedly late"),
        PASS,
    ),
    (
        "often_absent",
        Text(
            "班主任会议经常迟到缺席", "班主任會議經常遲到缺席", "Often late or absent at meetings"
        ),
        PASS,
    ),
    (
        "safety_accident",
        Text(
            "因本人失职发生重大安全事故",
            "因本人失職發生重大安全事故",
            "Major safety accident through own neglect",
        ),
        FAIL,
    ),
    (
        "ethics_violation",
        Text("违反师德并受处理", "違反師德並受處理", "Ethics violation with sanction"),
        FAIL,
    ),
)


def caps_for(*, warning: str, demerit: str, demotion: str) -> tuple[CapRule, ...]:
    """The usual table of caps, with these best grades for the three kinds of sanction.

    Source: published rules of public institutions: a warning bars 优秀 in the year it was imposed, a
    demerit and a demotion cap every period in which they run. The vetoes (false material, a
    group fight in the class, ...) are those of one school's published scheme.
    """
    sanctions = ((WARNING, warning), (DEMERIT, demerit), (DEMOTION, demotion))
    return (
        *(
            CapRule(
                id=str(kind),
                label=_SANCTION_LABELS[kind],
                best=best,
                scope="when_imposed" if kind == WARNING else "while_running",
            )
            for kind, best in sanctions
        ),
        *(CapRule(id=id, label=label, best=best) for id, label, best in _VETOES),
    )


PUBLIC_CAPS = caps_for(warning=PASS, demerit=BASIC_PASS, demotion=FAIL)
"""For `PUBLIC_INSTITUTION`: warning no 优秀, demerit at best 基本合格, demotion 不合格."""

LOCAL_CAPS = caps_for(warning=GOOD, demerit=FAIL, demotion=FAIL)
"""For `SCHOOL_LOCAL`, which has no 基本合格: what a demerit allows at best is then 不合格."""

USUAL_GRADES = tuple(
    dict.fromkeys(Term.of(one.id, one.label) for one in (*PUBLIC_INSTITUTION, *SCHOOL_LOCAL))
)
"""The grades of both sets, as terms: what a grade is called where its round does not say."""

USUAL_CAUSES = tuple(Term.of(one.id, one.label) for one in PUBLIC_CAPS)
"""What usually caps a grade, as terms."""

FIVE_DIMENSIONS: Mapping[str, str] = {
    "de": str(CONDUCT),
    "neng": str(COMPETENCE),
    "qin": str(DILIGENCE),
    "ji": str(RESULTS),
    "lian": str(INTEGRITY),
}
"""Which dimension each first-level part of the bundled annual sheet is about."""


_SHARE = and_(ge(Fraction(0)), le(Fraction(1)))


@attrs.frozen(kw_only=True)
class AppraisalPolicy:
    """The terms a scheme sets for a round of appraisals.

    Attributes:
        sheet: Id of the composite sheet that is filled in.
        sheet_digest: SHA-256 of that sheet as it was adopted, 64 hexadecimal digits; empty for
            whichever version is provided.
        dimensions: From first-level part of the sheet to one of the five dimensions.
        committee_source: The source of the sheet whose marks members of the committee give.
        self_source: The source that is the teacher; it counts nothing.
        least_committee: With marks from fewer members the committee is missing.
        least_survey_answers: With fewer answers an anonymous source is missing.
        switched_off: Ids of parts of the sheet, and of items of its ledgers, that are not demanded:
            a policy may forbid to judge teachers by trace papers and ledgers.
        rounding: How a total is rounded, once.
        compared: Which total is held against boundaries and ranked.
        grades: The grades, best first.
        caps: What sanctions and vetoes do to a grade.
        excellent_share: Share of a group that may have the grade within the quota; rounded down.
        most_excellent_share: What `excellent_share` may be at most.
        by_group: Whether the quota is one of each grade group, or of all together.
        ties: What a tie at the last place of the quota means.
        next_moves_up: Whether the next in rank takes a place that a later regrade sets free.
        ungraded_below: Who served less than this share of the period gets no grade.
        year_counts_from: Least share of the period for it to count as a year of service.
        month_counts_from: Least share of a month served for its ledger to count.
        strength_from: Share of a dimension's points from which it is a strength.
        gap_below: Share of a dimension's points below which it is a gap.
        evidence_once: Whether a record is credited once in a case, even where it fits two items.
        evidence_again: Whether a record that was credited in one round may be in another.
        self_review_within_working_days: Time for the self review, from the opening of the case.
        sign_within_working_days: Time to sign, from when the grade is final.
        archive_within_working_days: Time to archive, from the signature or its refusal.
        notice: The numbers that the public notice has to be put up under.

    Raises:
        DefinitionError: Grades or caps do not fit each other.

    Source: excellent 15 % of each grade group and at most 20 %, pass 60, good 70, self review not
    counted, at least 10 answers, five working days for review, notice and signature, ten to archive:
    published schemes. The boundaries of strength and gap, and the shares of a year and a month, are
    homeroom's proposal.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"dimensions": DIMENSIONS}

    sheet: str = "annual_appraisal_five_dimensions"
    sheet_digest: str = ""
    dimensions: Mapping[str, str] = attrs.Factory(lambda: dict(FIVE_DIMENSIONS))
    committee_source: str = "committee"
    self_source: str = "self"
    least_committee: int = attrs.field(default=3, validator=ge(1))
    least_survey_answers: int = attrs.field(default=10, validator=ge(1))
    switched_off: frozenset[str] = frozenset()
    rounding: Rounding = attrs.Factory(Rounding)
    compared: Compared = attrs.field(default="rounded", validator=in_(COMPARED))
    grades: tuple[Grade, ...] = PUBLIC_INSTITUTION
    caps: tuple[CapRule, ...] = PUBLIC_CAPS
    excellent_share: Fraction = attrs.field(default=Fraction(15, 100), validator=_SHARE)
    most_excellent_share: Fraction = attrs.field(default=Fraction(20, 100), validator=_SHARE)
    by_group: bool = True
    ties: QuotaTie = attrs.field(default="jury", validator=in_(QUOTA_TIES))
    next_moves_up: bool = False
    ungraded_below: Fraction = attrs.field(default=Fraction(1, 2), validator=_SHARE)
    year_counts_from: Fraction = attrs.field(default=Fraction(1, 2), validator=_SHARE)
    month_counts_from: Fraction = attrs.field(default=Fraction(1, 2), validator=_SHARE)
    strength_from: Fraction = attrs.field(default=Fraction(85, 100), validator=_SHARE)
    gap_below: Fraction = attrs.field(default=Fraction(70, 100), validator=_SHARE)
    evidence_once: bool = True
    evidence_again: bool = False
    self_review_within_working_days: int = attrs.field(default=5, validator=ge(1))
    sign_within_working_days: int = attrs.field(default=5, validator=ge(1))
    archive_within_working_days: int = attrs.field(default=10, validator=ge(1))
    notice: NoticePolicy = attrs.Factory(NoticePolicy)

    def __attrs_post_init__(self) -> None:
        check(
            "appraisal policy",
            [*self._grade_problems(), *self._cap_problems(), *self._other_problems()],
        )

    @property
    def top(self) -> Grade | None:
        """The grade that only so many may have, if there is one."""
        return self.grades[0] if self.grades[0].within_quota else None

    def grade(self, id: str) -> Grade:
        """The grade with this id; it has to be one of the set."""
        return next(grade for grade in self.grades if grade.id == id)

    def cap(self, cause: str) -> CapRule | None:
        """What a sanction of this kind, or a veto with this code, does to a grade."""
        return next((rule for rule in self.caps if rule.id == cause), None)

    def reached(self, points: Fraction) -> Grade:
        """The best grade that these points reach without any quota.

        >>> [AppraisalPolicy().reached(Fraction(points)).id for points in (60, 59, 49)]
        ['pass', 'basic_pass', 'fail']
        """
        return next(
            grade for grade in self.grades if not grade.within_quota and grade.is_reached(points)
        )

    def worse(self, one: str, other: str) -> str:
        """The lower of two grades, by id."""
        order = [grade.id for grade in self.grades]
        return max((one, other), key=order.index)

    def _grade_problems(self) -> Iterator[Text | None]:
        ids = [grade.id for grade in self.grades]
        if not self.grades:
            yield _NO_GRADES
            return
        yield _TWICE if len(set(ids)) < len(ids) else None
        yield _QUOTA_FIRST if any(grade.within_quota for grade in self.grades[1:]) else None
        lowest = self.grades[-1]
        yield _LOWEST if lowest.boundary is not None or lowest.within_quota else None
        found = [grade.boundary for grade in self.grades[:-1]]
        steps = [one for one in found if one is not None]
        yield _NO_BOUNDARY if len(steps) < len(found) else None
        yield _RISING if steps != sorted(steps, reverse=True) else None

    def _cap_problems(self) -> Iterator[Text | None]:
        causes = [rule.id for rule in self.caps]
        yield _TWICE if len(set(causes)) < len(causes) else None
        known = [grade.id for grade in self.grades]
        for rule in self.caps:
            if rule.best not in known:
                yield _UNKNOWN_BEST.format(cap=rule.id, found=rule.best, known=listing(known))

    def _other_problems(self) -> Iterator[Text | None]:
        if self.excellent_share > self.most_excellent_share:
            yield _TOO_MANY.format(found=self.excellent_share, most=self.most_excellent_share)
        yield _NO_SHARE if self.excellent_share == 0 else None
        yield _GAP if self.gap_below > self.strength_from else None
        for part, dimension in self.dimensions.items():
            if dimension not in DIMENSIONS:
                yield _NO_DIMENSION.format(part=part, found=dimension, known=listing(DIMENSIONS))


_BAD_ID = Text("代码“{id}”不合规", "代碼「{id}」不合規", "'{id}' cannot be an id")
_NO_LABEL = Text("缺少某种语言的名称", "缺少某種語言的名稱", "the label lacks a language")
_ONE_OF = Text("只能是：{known}", "只能是：{known}", "it is one of: {known}")
_NEGATIVE = Text("分数线不能为负", "分數線不能為負", "the boundary may not be below 0")
_NO_GRADES = Text("至少要有一个等次", "至少要有一個等次", "at least one grade is needed")
_TWICE = Text("代码重复", "代碼重複", "an id stands there twice")
_QUOTA_FIRST = Text(
    "只有最高等次可以限名额", "只有最高等次可以限名額", "only the best grade can be within a quota"
)
_LOWEST = Text(
    "最低等次不设分数线，也不限名额",
    "最低等次不設分數線，也不限名額",
    "the lowest grade has neither a boundary nor a quota",
)
_NO_BOUNDARY = Text(
    "除最低等次外都要写明分数线",
    "除最低等次外皆須寫明分數線",
    "every grade but the lowest needs a boundary",
)
_RISING = Text(
    "分数线须由高到低", "分數線須由高到低", "boundaries have to fall from the best grade on"
)
_UNKNOWN_BEST = Text(
    "{cap}：没有等次“{found}”，可用：{known}",
    "{cap}：沒有等次「{found}」，可用：{known}",
    "{cap}: there is no grade '{found}'; there are {known}",
)
_TOO_MANY = Text(
    "优秀比例 {found} 超过上限 {most}",
    "優秀比例 {found} 超過上限 {most}",
    "the share of excellent, {found}, is above the most allowed, {most}",
)
_NO_SHARE = Text("优秀比例须大于 0", "優秀比例須大於 0", "the share of excellent must be above 0")
_GAP = Text(
    "短板线不能高于强项线",
    "短板線不能高於強項線",
    "a gap cannot begin above where a strength begins",
)
_NO_DIMENSION = Text(
    "{part}：没有维度“{found}”，可用：{known}",
    "{part}：沒有向度「{found}」，可用：{known}",
    "{part}: there is no dimension '{found}'; there are {known}",
)
