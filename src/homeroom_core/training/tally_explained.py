"""How standings, one place and its award are explained, for whatever keeps a tally."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar, Protocol

from homeroom_core.award import Allotment
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.errors import UnknownError
from homeroom_core.explanation import Explanation, Made
from homeroom_core.families import AWARD_POLICIES, SCORING_METHODS, TIE_BREAKERS
from homeroom_core.provided import Family, Provided
from homeroom_core.ranking import Broken
from homeroom_core.rubric import Rubric
from homeroom_core.score_explanation import explained_step
from homeroom_core.scoring_policy import CRITERION, ScoringPolicy
from homeroom_core.standing import Result, Standing
from homeroom_core.text import Text, listing
from homeroom_core.trace import show
from homeroom_core.training.tally import Placing, Tally


class Tallied(Protocol):
    """What keeps a tally: a contest, a call for papers."""

    label: ClassVar[Text]

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def rubric(self) -> Rubric:
        """What was judged."""

    @property
    def scoring(self) -> ScoringPolicy:
        """How sheets became places."""

    @property
    def awards(self) -> AwardPolicy:
        """How places became awards."""

    @property
    def tally(self) -> Tally | None:
        """The places."""

    @property
    def allotment(self) -> Allotment | None:
        """The awards."""


def explained_standings(held: Tallied, provided: Provided) -> Explanation | None:
    """Who stands where, the ties that were parted, and the arithmetic of the awards."""
    tally = held.tally
    if tally is None:
        return None
    awards = _awards(held, provided)
    return Explanation(
        title=held.label,
        value=Text.same(held.title),
        source=held.id,
        shows=("title", "tally"),
        notes=(_method(tally, provided), *([_STALE] if tally.stale else ())),
        parts=(
            Explanation(
                title=_STANDINGS,
                source=held.id,
                shows=("tally",),
                parts=tuple(_place(held, placing, provided) for placing in tally.placings),
            ),
            *([awards] if awards is not None else ()),
        ),
    )


def explained_place(
    held: Tallied,
    label: Text,
    entry: str,
    result: Result,
    sheets: Mapping[str, str],
    provided: Provided,
) -> Explanation | None:
    """Where an entry stands, and its total down to the marks on every sheet.

    Args:
        held: What keeps the tally.
        label: What an entry is called.
        entry: Id of the entry.
        result: The standings made again, with their traces.
        sheets: From judge to the id of their sheet for the entry.
        provided: What plugins provide, for what methods and tie-breakers are called.
    """
    tally = held.tally
    placing = next((p for p in tally.placings if p.entry == entry), None) if tally else None
    if tally is None or placing is None:
        return None
    level = held.allotment.level_of(entry) if held.allotment is not None else None
    return Explanation(
        title=label,
        value=_STANDS.format(rank=placing.rank, shown=placing.shown),
        source=entry,
        notes=(_method(tally, provided), *_ties(held, entry, provided)),
        parts=(
            _published(held, result.of(entry), sheets),
            *([_award(held, level)] if level is not None else ()),
        ),
    )


def _method(tally: Tally, provided: Provided) -> Text:
    return _METHOD.format(method=_called(SCORING_METHODS, tally.method, provided))


def _link(link: str, rubric: Rubric, provided: Provided) -> Text:
    """What a link of a tie-break chain is called: by the criterion that it compares, if one."""
    name, _, of = link.partition(" ")
    if name == CRITERION and of in rubric.by_id:
        return rubric.by_id[of].label
    return _called(TIE_BREAKERS, name, provided)


def _called(family: Family[Any], name: str, provided: Provided) -> Text:
    """What people call something provided; its name, where no plugin provides it any more."""
    try:
        label: Text = provided(family, name).label
    except UnknownError:
        return Text.same(name)
    return label


def _published(held: Tallied, standing: Standing, sheets: Mapping[str, str]) -> Explanation:
    """The total that is published: the exact one, rounded once."""
    rounding = held.scoring.rounding["total"]
    return Explanation(
        title=_PUBLISHED,
        value=Text.same(str(standing.shown)),
        number=Fraction(standing.shown),
        made=Made(operation="round", rounding=rounding),
        source=held.id,
        shows=("tally",),
        parts=(explained_step(standing.trace, held.rubric.by_id, sheets.get),),
    )


def _award(held: Tallied, level: str) -> Explanation:
    label = _levels(held)[level]
    return Explanation(title=_AWARD, value=label, source=held.id, shows=("allotment",))


def _place(held: Tallied, placing: Placing, provided: Provided) -> Explanation:
    notes = []
    if placing.tied_with:
        notes.append(_TIED.format(others=listing(placing.tied_with)))
    notes += _ties(held, placing.entry, provided)
    return Explanation(
        title=_PLACE.format(rank=placing.rank, entry=placing.entry),
        value=_POINTS.format(shown=placing.shown, exact=show(placing.total)),
        notes=tuple(notes),
    )


def _ties(held: Tallied, entry: str, provided: Provided) -> list[Text]:
    """What the links of the tie-break chain saw for an entry."""
    broken = held.tally.tie_breaks if held.tally is not None else ()
    return [_looked_at(one, held.rubric, provided) for one in broken if entry in one.values]


def _looked_at(tie: Broken, rubric: Rubric, provided: Provided) -> Text:
    return _BROKEN.format(
        link=_link(tie.link, rubric, provided),
        values=listing(f"{entry} {show(value)}" for entry, value in tie.values.items()),
        outcome=_PARTED if tie.parted else _NOT_PARTED,
    )


def _awards(held: Tallied, provided: Provided) -> Explanation | None:
    allotment = held.allotment
    if allotment is None:
        return None
    parts = []
    for level, label in _levels(held).items():
        given = [award.entry for award in allotment.awards if award.level == level]
        parts.append(
            Explanation(
                title=label,
                value=listing(given) if given else None,
                notes=tuple(line.text for line in allotment.lines if line.level == level),
            )
        )
    return Explanation(
        title=_AWARDS,
        source=held.id,
        shows=("allotment",),
        notes=(
            *_policy(allotment, provided),
            *(decision.text for decision in allotment.open),
            *(passed.text for passed in allotment.passed_over),
            *(_looked_at(one, held.rubric, provided) for one in allotment.tie_breaks),
        ),
        parts=tuple(parts),
    )


def _policy(allotment: Allotment, provided: Provided) -> list[Text]:
    """What the award policy is called, and the plugin that it came from, where it has a name."""
    if not allotment.policy:
        return []
    return [
        _POLICY.format(
            policy=_called(AWARD_POLICIES, allotment.policy, provided),
            plugin=allotment.plugin,
            version=allotment.plugin_version,
        )
    ]


def _levels(held: Tallied) -> Mapping[str, Text]:
    return {level.id: level.label for level in held.awards.levels}


_METHOD = Text("计分办法：{method}", "計分辦法：{method}", "Scoring method: {method}")
_POLICY = Text(
    "奖项办法：{policy}（插件 {plugin} {version}）",
    "獎項辦法：{policy}（外掛 {plugin} {version}）",
    "Award policy: {policy} (plugin {plugin} {version})",
)
_STALE = Text(
    "已重新评分，须重新计分后才有效",
    "已重新評分，須重新計分後才有效",
    "Scoring was reopened since: out of date until it is tallied again",
)
_STANDINGS = Text("名次", "名次", "Standings")
_AWARDS = Text("奖项", "獎項", "Awards")
_AWARD = Text("奖项", "獎項", "Award")
_STANDS = Text(
    "第 {rank} 名，{shown} 分", "第 {rank} 名，{shown} 分", "place {rank}, {shown} points"
)
_PLACE = Text("第 {rank} 名 {entry}", "第 {rank} 名 {entry}", "Place {rank}, {entry}")
_POINTS = Text(
    "{shown} 分（准确值 {exact}）",
    "{shown} 分（準確值 {exact}）",
    "{shown} points ({exact} exactly)",
)
_PUBLISHED = Text("公布的总分", "公布的總分", "Published total")
_TIED = Text("与 {others} 并列", "與 {others} 並列", "tied with {others}")
_BROKEN = Text(
    "并列时比较 {link}：{values}，{outcome}",
    "並列時比較 {link}：{values}，{outcome}",
    "tie looked at by {link}: {values}: {outcome}",
)
_PARTED = Text("已分先后", "已分先後", "parted")
_NOT_PARTED = Text("仍然并列", "仍然並列", "still tied")
