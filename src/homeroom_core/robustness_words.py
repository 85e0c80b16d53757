"""What a robustness report says, in plain sentences for the office."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from homeroom_core.robustness_values import AwardChange, Boundary, Neighbours, Variation
from homeroom_core.text import Text, listing
from homeroom_core.trace import show

TO_THE_JURY = Text("待评委组裁定", "待評委組裁定", "left to the jury")
"""What the words call a level that the jury would have to decide."""

_NONE = Text("无", "無", "none")
_KINDS = {
    "judge": Text("去掉任何一位评委", "去掉任何一位評委", "Leaving out any one judge"),
    "weight": Text(
        "任何一项的比重增减 {step}",
        "任何一項的比重增減 {step}",
        "Moving the share of any one criterion by {step}",
    ),
    "judge_weight": Text(
        "任何一位评委的权重增减 1",
        "任何一位評委的權重增減 1",
        "Moving the weight of any one judge by 1",
    ),
    "method": Text("改用其他计分办法", "改用其他計分辦法", "Using another method"),
}
_OF = {
    "judge": Text("不计评委 {of}", "不計評委 {of}", "without judge {of}"),
    "weight": Text(
        "项目 {of} 的比重 {step}", "項目 {of} 的比重 {step}", "the share of {of} moved by {step}"
    ),
    "judge_weight": Text(
        "评委 {of} 的权重 {step}",
        "評委 {of} 的權重 {step}",
        "the weight of judge {of} moved by {step}",
    ),
    "method": Text("改用“{of}”", "改用「{of}」", "by {of}"),
}
_STABLE = Text(
    "结果稳固：第一名 {winners}。试了 {tried} 种变化，第一名和各奖项都不变。",
    "結果穩固：第一名 {winners}。試了 {tried} 種變化，第一名和各獎項都不變。",
    "The result is robust: {winners} won. {tried} changes were tried, and neither the winner nor any "
    "award changes.",
)
_SENSITIVE = Text(
    "结果敏感：第一名 {winners}。试了 {tried} 种变化，其中 {changed} 种会改变第一名或奖项。",
    "結果敏感：第一名 {winners}。試了 {tried} 種變化，其中 {changed} 種會改變第一名或獎項。",
    "The result is sensitive: {winners} won. {tried} changes were tried, and {changed} of them would "
    "change the winner or an award.",
)
_SAME = Text(
    "{what}（{count} 种）：第一名和各奖项都不变。",
    "{what}（{count} 種）：第一名和各獎項都不變。",
    "{what} ({count} ways): neither the winner nor any award changes.",
)
_CHANGED = Text(
    "{what}（{count} 种）：{winner} 种改变第一名，{awards} 种改变奖项。",
    "{what}（{count} 種）：{winner} 種改變第一名，{awards} 種改變獎項。",
    "{what} ({count} ways): {winner} change the winner, {awards} change an award.",
)
_WINNER = Text(
    "  {variation}：第一名为 {winners}。",
    "  {variation}：第一名為 {winners}。",
    "  {variation}: {winners} would win.",
)
_AWARDS = Text(
    "  {variation}：奖项变化 {changes}。",
    "  {variation}：獎項變化 {changes}。",
    "  {variation}: awards would change: {changes}.",
)
_CHANGE = Text(
    "{entry}（{before}→{after}）", "{entry}（{before}→{after}）", "{entry} ({before} → {after})"
)
_REFUSED = Text(
    "  {variation}：无法试算（{why}）。",
    "  {variation}：無法試算（{why}）。",
    "  {variation}: cannot be tried ({why}).",
)
_BOUNDARY = Text(
    "{level}的分数线：{last} 比 {following} 高 {margin} 分；{tried} 种变化中有 {crossed} 种会移动这条线。",
    "{level}的分數線：{last} 比 {following} 高 {margin} 分；{tried} 種變化中有 {crossed} 種會移動這條線。",
    "The line below {level}: {last} is {margin} points ahead of {following}; {crossed} of {tried} "
    "changes would move it.",
)
_CLOSE = Text(
    "第 {first_rank} 名（{first}）与第 {second_rank} 名（{second}）的差距小于评委之间的分歧："
    "100 次推演中约有 {reverse} 次次序相反。",
    "第 {first_rank} 名（{first}）與第 {second_rank} 名（{second}）的差距小於評委之間的分歧："
    "100 次推演中約有 {reverse} 次次序相反。",
    "Places {first_rank} ({first}) and {second_rank} ({second}) are closer than the judges agree: in "
    "about {reverse} of 100 draws they come out the other way round.",
)
_OTHERS = Text(
    "另有 {count} 对相邻名次的差距小于评委之间的分歧，不涉及前三名和奖项。",
    "另有 {count} 對相鄰名次的差距小於評委之間的分歧，不涉及前三名和獎項。",
    "{count} more pairs of neighbouring places are closer than the judges agree; neither the first "
    "three places nor an award hangs on them.",
)
_CLEAR = Text(
    "相邻名次的次序都清楚：至少 {level} 的推演次序相同。",
    "相鄰名次的次序都清楚：至少 {level} 的推演次序相同。",
    "The order of all neighbouring places is clear: it is the same in {level} of the draws or more.",
)
_NO_INTERVALS = Text(
    "无法估计名次的把握：{why}。",
    "無法估計名次的把握：{why}。",
    "How sure the places are cannot be estimated: {why}.",
)


def verdict_words(winners: Sequence[str], tried: int, changed: int) -> Text:
    """Whether the result is robust, in one sentence."""
    words = _SENSITIVE if changed else _STABLE
    return words.format(winners=listing(winners), tried=tried, changed=changed)


def kind_words(
    kind: str, variations: Sequence[Variation], step: Fraction, labels: Mapping[str, Text]
) -> Iterator[Text]:
    """What came of one kind of change: a summary, then each that changes something or failed."""
    what = _KINDS[kind].format(step=_percent(step))
    tried = [one for one in variations if one.refused is None]
    winner = sum(one.winner_changes for one in tried)
    awards = sum(bool(one.awards) for one in tried)
    if tried:
        summary = _CHANGED if winner or awards else _SAME
        yield summary.format(what=what, count=len(tried), winner=winner, awards=awards)
    for one in variations:
        name = _name(one)
        if one.refused is not None:
            yield _REFUSED.format(variation=name, why=one.refused)
        if one.winner_changes:
            yield _WINNER.format(variation=name, winners=listing(one.winners))
        if one.awards:
            yield _AWARDS.format(variation=name, changes=_changes(one.awards, labels))


def boundary_words(line: Boundary) -> Text:
    """Where a line is, and how often it would move."""
    return _BOUNDARY.format(
        level=line.label,
        last=listing(line.last),
        following=listing(line.following),
        margin=show(line.margin),
        tried=line.tried,
        crossed=line.crossed,
    )


def neighbour_words(pair: Neighbours) -> Text:
    """That two neighbours are closer than the judges agree."""
    return _CLOSE.format(
        first=pair.first,
        second=pair.second,
        first_rank=pair.first_rank,
        second_rank=pair.second_rank,
        reverse=round(100 * (1 - pair.ahead)),
    )


def other_neighbours_words(count: int) -> Text:
    """How many more are, where less hangs on it."""
    return _OTHERS.format(count=count)


def between(level: Fraction) -> Text:
    """That no two neighbours are."""
    return _CLEAR.format(level=_percent(level))


def no_intervals_words(why: Text) -> Text:
    """Why nothing is said of how sure the places are."""
    return _NO_INTERVALS.format(why=why)


def _name(one: Variation) -> Text:
    of = one.label or one.of
    if one.kind == "weight" and one.step is not None:
        return _OF[one.kind].format(of=of, step=_percent(one.step, signed=True))
    return _OF[one.kind].format(of=of, step=_signed(one.step))


def _signed(step: Fraction | None) -> str:
    if step is None:
        return ""
    return f"+{show(step)}" if step > 0 else show(step)


def _percent(share: Fraction, *, signed: bool = False) -> str:
    sign = "+" if signed and share > 0 else ""
    return f"{sign}{show(100 * share)} %"


def _changes(changes: Sequence[AwardChange], labels: Mapping[str, Text]) -> Text:
    def named(level: str | None) -> Text:
        return _NONE if level is None else labels[level]

    return listing(
        _CHANGE.format(entry=one.entry, before=named(one.before), after=named(one.after))
        for one in changes
    )
