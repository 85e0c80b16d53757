"""The scoring policy: how a contest turns cards into places, as plain data."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal, get_args

import attrs

from homeroom_core.exact import Rounding
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.ranking import CONVENTIONS, Convention
from homeroom_core.strict import check, is_code
from homeroom_core.text import Term, Text, listing

Stage = Literal["criterion", "card", "total"]
"""Where a rule-book may ask for rounding: each criterion's value, each judge's card, the total."""

STAGES: tuple[Stage, ...] = get_args(Stage)
RankOn = Literal["exact", "rounded"]
Incomplete = Literal["refuse", "leave_out"]
RANK_ON: tuple[RankOn, ...] = get_args(RankOn)
INCOMPLETE: tuple[Incomplete, ...] = get_args(Incomplete)
CRITERION = "criterion"
"""Name of the tie-break that compares one criterion; every other is a `TieBreaker`'s."""

_BAD_NAME = Text("名称“{name}”不合规", "名稱「{name}」不合規", "'{name}' cannot be a name")
_BAD_STAGE = Text(
    "取舍阶段只能是：{known}", "取捨階段只能是：{known}", "rounding stages can only be: {known}"
)
_NO_TOTAL = Text(
    "必须写明总分（total）的取舍",
    "必須寫明總分（total）的取捨",
    "the rounding of 'total' must be given",
)
_ONE_OF = Text("{field} 只能是：{known}", "{field} 只能是：{known}", "{field} can only be: {known}")
_NO_PANEL = Text(
    "评委组至少 1 人，现为 {found}",
    "評委組至少 1 人，現為 {found}",
    "minimum_panel must be 1 or more, it is {found}",
)
_TWICE = Text("{what} 出现两次", "{what} 出現兩次", "{what} stands there twice")


@takes_plain_values
@attrs.frozen
class TieBreak:
    """One link of a tie-break chain, as data.

    Attributes:
        by: `criterion`, or the name of a tie-breaker, shipped or a plugin's.
        of: Id of the criterion, leaf or group, that is compared; else what the tie-breaker asks
            for, such as the share below which a mark is low.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("办法", "辦法", "By"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "by": (Term(CRITERION, "比较一项指标", "比較一項指標", "One criterion"),)
    }
    field_families: ClassVar[Mapping[str, str]] = {"by": "tie_breaker"}

    by: str
    of: str | None = None

    def __str__(self) -> str:
        return self.by if self.of is None else f"{self.by} {self.of}"


def by_criteria(*criterion_ids: str) -> tuple[TieBreak, ...]:
    """A chain that compares criteria one after another, the most important first."""
    return tuple(TieBreak(CRITERION, criterion_id) for criterion_id in criterion_ids)


@takes_plain_values
@attrs.frozen(kw_only=True)
class ScoringPolicy:
    """How a contest turns cards into places: plain data that a scheme adopts and pins.

    Attributes:
        method: Name of the scoring method.
        parameters: The method's parameters, as JSON values.
        rounding: From stage (`criterion`, `card`, `total`) to rounding; `total` is always there
            and only decides what is shown, from the exact total.
        rank_on: Whether places are given on exact totals, or on those shown.
        ranking: `standard` (1 2 2 4), `modified` (1 3 3 4) or `dense` (1 2 2 3).
        minimum_panel: The fewest cards an entry needs, 1 or more.
        incomplete: What becomes of a card that lacks a required mark: the evaluation is refused,
            or the card is left out and named in the result. It never counts as zero.
        tie_break: The chain, in order; what it cannot part shares its place.

    Raises:
        DefinitionError: Something of this does not fit; the error says everything.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "method": Text("计分方法", "計分方法", "Scoring method"),
    }
    field_families: ClassVar[Mapping[str, str]] = {"method": "scoring_method"}

    method: str
    parameters: Mapping[str, Any] = attrs.Factory(dict)
    rounding: Mapping[str, Rounding] = attrs.Factory(lambda: {"total": Rounding()})
    rank_on: RankOn = "exact"
    ranking: Convention = "standard"
    minimum_panel: int = 1
    incomplete: Incomplete = "refuse"
    tie_break: tuple[TieBreak, ...] = ()

    def __attrs_post_init__(self) -> None:
        strange = [stage for stage in self.rounding if stage not in STAGES]
        twice = [str(link) for link in self.tie_break if self.tie_break.count(link) > 1]
        problems = [
            None if is_code(self.method) else _BAD_NAME.format(name=self.method),
            _BAD_STAGE.format(known=listing(STAGES)) if strange else None,
            None if "total" in self.rounding else _NO_TOTAL,
            _choice("rank_on", self.rank_on, RANK_ON),
            _choice("ranking", self.ranking, CONVENTIONS),
            _choice("incomplete", self.incomplete, INCOMPLETE),
            None if self.minimum_panel >= 1 else _NO_PANEL.format(found=self.minimum_panel),
            _TWICE.format(what=twice[0]) if twice else None,
        ]
        check(f"scoring policy {self.method}", problems)


def _choice(field: str, found: str, known: tuple[str, ...]) -> Text | None:
    return None if found in known else _ONE_OF.format(field=field, known=listing(known))
