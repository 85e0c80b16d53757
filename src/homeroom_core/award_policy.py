"""The award policy: levels, shares, and what a tie at the cut means, as plain data."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, get_args

import attrs

from homeroom_core.plain_values import takes_plain_values
from homeroom_core.scoring_policy import TieBreak
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text, listing

QuotaRounding = Literal["floor", "ceil"]
CutTie = Literal["include_all", "exclude_all", "break", "jury"]
Vacancies = Literal["lapse", "pass_down"]
QUOTA_ROUNDINGS: tuple[QuotaRounding, ...] = get_args(QuotaRounding)
CUT_TIES: tuple[CutTie, ...] = get_args(CutTie)
VACANCIES: tuple[Vacancies, ...] = get_args(Vacancies)

_BAD_ID = Text("代码“{id}”不合规", "代碼「{id}」不合規", "'{id}' cannot be an id")
_NO_LABEL = Text("缺少某种语言的名称", "缺少某種語言的名稱", "the label lacks a language")
_SHARE_OR_COUNT = Text(
    "比例与名额须且只能写一个", "比例與名額須且只能寫一個", "needs a share or a count, not both"
)
_BAD_SHARE = Text(
    "比例须大于 0 且不超过 1，现为 {found}",
    "比例須大於 0 且不超過 1，現為 {found}",
    "the share must be above 0 and at most 1, it is {found}",
)
_BAD_COUNT = Text("名额不能为负", "名額不能為負", "the count may not be negative")
_ONE_OF = Text("{field} 只能是：{known}", "{field} 只能是：{known}", "{field} can only be: {known}")
_TWICE = Text("奖项代码重复", "獎項代碼重複", "a level id stands there twice")
_NO_LEVEL = Text("至少要有一个奖项", "至少要有一個獎項", "at least one level is needed")
_OVER_ALL = Text(
    "各奖项比例合计 {found}，超过全体",
    "各獎項比例合計 {found}，超過全體",
    "the shares add up to {found}, more than everybody",
)
_FALLING = Text(
    "累计比例不能逐级减小",
    "累計比例不能逐級減小",
    "cumulative shares may not fall from level to level",
)
_BREAK_BY = Text(
    "并列处理为 break 时须写明 cut_break，否则不得写",
    "並列處理為 break 時須寫明 cut_break，否則不得寫",
    "ties 'break' needs a chain in cut_break, and only it may have one",
)
_PER_UNIT = Text(
    "每个单位的奖项上限至少为 1",
    "每個單位的獎項上限至少為 1",
    "the most awards of one unit is 1 or more",
)
_MIXED = Text(
    "累计方式须全用比例或全用名额",
    "累計方式須全用比例或全用名額",
    "a cumulative policy needs shares only, or counts only",
)


@takes_plain_values
@attrs.frozen(kw_only=True)
class AwardLevel:
    """One level of award, such as first prize.

    Attributes:
        id: Unique within the policy.
        label: What stands on the certificate.
        share: Share of the field, above 0 and at most 1, such as `Fraction(15, 100)`.
        count: Fixed number of places instead of a share.
        rounding: `floor` for "at most" (the default), `ceil` for "at least".

    Raises:
        DefinitionError: Neither or both of share and count, or a value out of range.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "count": Text("名额数", "名額數", "Count"),
    }

    id: str
    label: Text
    share: Fraction | None = None
    count: int | None = None
    rounding: QuotaRounding = "floor"

    def __attrs_post_init__(self) -> None:
        bad_share = self.share is not None and not 0 < self.share <= 1
        problems = [
            None if is_code(self.id) else _BAD_ID.format(id=self.id),
            _NO_LABEL if lacks_language(self.label) else None,
            _SHARE_OR_COUNT if (self.share is None) == (self.count is None) else None,
            _BAD_SHARE.format(found=self.share) if bad_share else None,
            _BAD_COUNT if self.count is not None and self.count < 0 else None,
            _one_of("rounding", self.rounding, QUOTA_ROUNDINGS),
        ]
        check(f"award level {self.id}", problems)

    def quota(self, field_size: int) -> int:
        """How many places this level has in a field of so many entries, exact share rounded once.

        >>> level = AwardLevel(id="first", label=Text("一等奖", "一等獎", "First prize"),
        ...                    share=Fraction(15, 100))
        >>> level.quota(18)
        2
        """
        if self.share is None:
            return self.count or 0
        exact = field_size * self.share
        whole, rest = divmod(exact.numerator, exact.denominator)
        return whole + (1 if rest and self.rounding == "ceil" else 0)


@takes_plain_values
@attrs.frozen(kw_only=True)
class AwardPolicy:
    """Which awards a contest gives: plain data that a scheme adopts and pins.

    Attributes:
        levels: The levels, the highest first.
        cumulative: Whether a share or count includes the levels above it.
        ties: When a level's last places fall on a tie too large for them: `include_all` (give all
            of them the award; the next levels pay for it), `exclude_all` (give none of them this
            award), `break` (part just this tie by `cut_break`; what that cannot part is left to
            the jury), or `jury` (an open decision).
        cut_break: The chain that parts a tie at the cut, where `ties` is `break`.
        per_unit: The most awards one unit, such as a class, may get, in all groups together; `None`
            for any number. Entries of one unit that are tied for its last award are left to the
            jury; if they are of different groups, that of the group first by name goes first.
        by_group: Whether the places of each level are shared out among the groups of entries, such
            as grades, in proportion to their sizes by largest remainders, and given within each.
        vacancies: Whether places that stay empty `lapse` or `pass_down` to the next level.
        minimum_score: The least total for any award, compared with what the places were given on;
            where the lowest total wins that is its negative, so -6 asks for at most 6.
        name: Name under which a plugin provides the policy, and with it perhaps a way of its own to
            give the awards; empty for a policy that is no more than what stands here.

    Raises:
        DefinitionError: Shares exceed the field, cumulative shares fall, an id stands there twice,
            or the name is no id.
    """

    levels: tuple[AwardLevel, ...]
    cumulative: bool = False
    ties: CutTie = "exclude_all"
    vacancies: Vacancies = "lapse"
    minimum_score: Decimal | None = None
    cut_break: tuple[TieBreak, ...] = ()
    per_unit: int | None = None
    by_group: bool = False
    name: str = ""

    def __attrs_post_init__(self) -> None:
        ids = [level.id for level in self.levels]
        problems = [
            None if self.levels else _NO_LEVEL,
            _TWICE if len(set(ids)) < len(ids) else None,
            self._cumulative_problem() if self.cumulative else self._share_problem(),
            _one_of("ties", self.ties, CUT_TIES),
            _one_of("vacancies", self.vacancies, VACANCIES),
            None if (self.ties == "break") == bool(self.cut_break) else _BREAK_BY,
            _PER_UNIT if self.per_unit is not None and self.per_unit < 1 else None,
            _BAD_ID.format(id=self.name) if self.name and not is_code(self.name) else None,
        ]
        check("award policy", problems)

    def _share_problem(self) -> Text | None:
        total = sum((level.share or Fraction(0) for level in self.levels), Fraction(0))
        return _OVER_ALL.format(found=total) if total > 1 else None

    def _cumulative_problem(self) -> Text | None:
        shares = [level.share for level in self.levels if level.share is not None]
        counts = [level.count for level in self.levels if level.count is not None]
        if shares and counts:
            return _MIXED
        falling = shares != sorted(shares) or counts != sorted(counts)
        return _FALLING if falling else None


def _one_of(field: str, found: str, known: tuple[str, ...]) -> Text | None:
    return None if found in known else _ONE_OF.format(field=field, known=listing(known))
