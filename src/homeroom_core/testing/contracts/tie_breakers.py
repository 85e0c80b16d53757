"""The contract of tie-breakers: a value for each tied entry, from what is known of them alone."""

import copy
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.errors import HomeroomError
from homeroom_core.families import TIE_BREAKERS
from homeroom_core.scoring import Score, ScoringRequest, TieBreaker
from homeroom_core.scoring_methods import mean
from homeroom_core.testing.contracts.elsewhen import (
    MOMENTS,
    Moment,
    at_moments,
    luck,
    provided_again,
)
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, broken, holds
from homeroom_core.testing.contracts.panel_changes import others_changed, renamings
from homeroom_core.testing.contracts.panel_rubrics import ONE, TREE, WEIGHED
from homeroom_core.testing.contracts.panels import (
    Panel,
    drawn_panels,
    extremes,
    incomplete,
    ordinary,
    points_panel,
    ties,
    with_factors,
    with_gaps,
    with_not_applicable,
)
from homeroom_core.text import Text, listing

TIE_BREAKER_CONTRACT = Contract(TIE_BREAKERS, source=lambda breaker: breaker.function)

_law = TIE_BREAKER_CONTRACT.law

SEED = "2025-09-10"
"""What lots are drawn from here."""

_FLOAT_BITS = 20


def _panels(_subject: Subject) -> Iterator[Panel]:
    yield points_panel({"e1": {"j1": "80"}, "e2": {"j1": "80"}})
    yield points_panel({"e1": {"j1": "70", "j2": "90"}, "e2": {"j1": "80", "j2": "80"}})
    yield points_panel({"e1": {"j1": "80", "j2": "80"}, "e2": {"j2": "80"}, "e3": {"j1": "80"}})
    yield ties()
    for rubric in (ONE, WEIGHED, TREE):
        yield ordinary(rubric, entries=4)
        yield extremes(rubric)
        yield incomplete(rubric)
    yield with_factors(ordinary(WEIGHED))
    yield with_not_applicable(ordinary(TREE))
    yield with_gaps(ordinary(TREE))


def _groups(subject: Subject) -> Iterator[Case]:
    """Panels by hand, each with all of its entries tied, and with two of them."""
    for panel in _panels(subject):
        entries = sorted(one.id for one in panel.entrants)
        for group in {tuple(entries), tuple(entries[1:3])}:
            if len(group) > 1:
                yield panel, group


def _sorted_groups(subject: Subject) -> list[Case]:
    return sorted(_groups(subject), key=lambda case: (len(case[0].cards), case[1]))


@st.composite
def _drawn_groups(draw: st.DrawFn) -> Case:
    panel = draw(drawn_panels(fewest_entries=2))
    entries = sorted(one.id for one in panel.entrants)
    return panel, tuple(sorted(draw(st.sets(st.sampled_from(entries), min_size=2))))


def _drawn(_subject: Subject) -> st.SearchStrategy[Case]:
    return _drawn_groups()


def _asked(subject: Subject, panel: Panel) -> tuple[ScoringRequest, Mapping[str, Score]]:
    """The request and the scores, as a chain hands them to a tie-breaker."""
    breaker: TieBreaker = subject.thing
    somebody = panel.judges[0] if "head_judge" in breaker.needs else None
    request = attrs.evolve(
        panel.request(mean),
        head_judge=panel.head_judge or somebody,  # who says nothing of one has to do without
        seed=SEED if "seed" in breaker.needs else "",
        of=breaker.setting(None),
    )
    return request, {entry: _score(score) for entry, score in mean(request).items()}


def _score(score: object) -> Score:
    assert isinstance(score, Score)
    return score


def _values(subject: Subject, panel: Panel, group: tuple[str, ...]) -> dict[str, Fraction]:
    """What a tie-breaker answers, as the chain would take it."""
    request, scores = _asked(subject, panel)
    return _checked(subject, request, scores, group)


def _checked(
    subject: Subject,
    request: ScoringRequest,
    scores: Mapping[str, Score],
    group: tuple[str, ...],
) -> dict[str, Fraction]:
    try:
        answer: Any = subject.thing.function(request, scores, group)
    except HomeroomError as error:
        raise NotTried(error.text) from error
    holds(isinstance(answer, Mapping), found=_TYPE.format(type=type(answer).__name__), wanted=_MAP)
    found = dict(answer)
    holds(sorted(map(str, found)) == sorted(group), found=listing(found), wanted=listing(group))
    for entry, value in found.items():
        exact = isinstance(value, int | Fraction) and not isinstance(value, bool)
        holds(exact, found=f"{entry}: {value!r}", wanted=_FRACTION)
    return {entry: Fraction(value) for entry, value in found.items()}


@_law(
    "tie_break.answers",
    Text(
        "为每件并列的作品给出一个精确的数，不多也不少",
        "為每件並列的作品給出一個精確的數，不多也不少",
        "It gives each of the tied entries one exact number, and answers for no others.",
    ),
    cases=_sorted_groups,
    drawn=_drawn,
)
def answers(subject: Subject, panel: Panel, group: tuple[str, ...]) -> None:
    """A mapping from each of the tied to a `Fraction` or an `int`, exact."""
    for entry, value in _values(subject, panel, group).items():
        below = value.denominator
        holds(below % 2**_FLOAT_BITS, found=f"{entry}: {value.numerator}/{below}", wanted=_FRACTION)


@_law(
    "tie_break.changes_nothing",
    Text(
        "不改动交给它的评分和得分",
        "不改動交給它的評分和得分",
        "It changes nothing of what it is given: cards, scores, the tied entries.",
    ),
    cases=_sorted_groups,
)
def changes_nothing(subject: Subject, panel: Panel, group: tuple[str, ...]) -> None:
    """Request and scores are the same afterwards."""
    request, scores = _asked(subject, panel)
    parts = {
        "cards": request.cards,
        "entrants": request.entrants,
        "parameters": request.parameters,
        "by_entry": request.by_entry,
        "scores": {e: (s.total, dict(s.criteria)) for e, s in scores.items()},
    }
    before = copy.deepcopy(parts)
    _checked(subject, request, scores, group)
    parts["scores"] = {e: (s.total, dict(s.criteria)) for e, s in scores.items()}
    changed = [name for name, value in parts.items() if value != before[name]]
    holds(not changed, found=_CHANGED.format(names=", ".join(changed)), wanted=_AS_IT_WAS)


@_law(
    "tie_break.same_again",
    Text(
        "相同的并列总得到相同的数：不看时钟、不靠随机、不记前一次",
        "相同的並列總得到相同的數：不看時鐘、不靠隨機、不記前一次",
        "The same tie always gives the same numbers: no clock, no chance, no memory.",
    ),
    cases=lambda subject: at_moments(_sorted_groups(subject)),
    drawn=lambda _subject: st.builds(
        lambda case, moment: (*case, moment), _drawn_groups(), st.sampled_from(MOMENTS)
    ),
)
def same_again(subject: Subject, panel: Panel, group: tuple[str, ...], moment: Moment) -> None:
    """After another tie, and from the plugin loaded anew at another moment: the same answer."""
    with luck(1):
        first = _values(subject, panel, group)
    _values(subject, ties(), ("e1", "e2", "e3"))
    after = _values(subject, panel, group)
    with provided_again(subject, "homeroom_tie_breaks", moment) as other:
        later = _values(other, panel, group)
    for again in (after, later):
        holds(first == again, found=again, wanted=first)


@_law(
    "tie_break.order_of_the_tied",
    Text(
        "并列作品的先后次序不影响结果",
        "並列作品的先後次序不影響結果",
        "The order in which the tied entries are handed in does not matter.",
    ),
    cases=_sorted_groups,
    drawn=_drawn,
)
def order_of_the_tied(subject: Subject, panel: Panel, group: tuple[str, ...]) -> None:
    """Turned around, and with each of them first."""
    first = _values(subject, panel, group)
    others = [group[::-1], *(group[n:] + group[:n] for n in range(1, len(group)))]
    for other in others:
        again = _values(subject, panel, other)
        if again != first:
            broken(
                found=again,
                wanted=first,
                example=[*panel.lines(), _ORDER.format(group=listing(other))],
            )


@_law(
    "tie_break.names",
    Text(
        "评委和作品叫什么不影响结果；只有抽签（needs 含 seed）才看名称",
        "評委和作品叫什麼不影響結果；只有抽籤（needs 含 seed）才看名稱",
        "What judges and entries are called has no part in it; only lots (needs the seed) see names.",
    ),
    cases=_sorted_groups,
    drawn=_drawn,
)
def names(subject: Subject, panel: Panel, group: tuple[str, ...]) -> None:
    """By other names everybody has the value they had.

    Raises:
        NotTried: It draws lots.
    """
    if "seed" in subject.thing.needs:
        raise NotTried(_LOTS)
    panel = attrs.evolve(panel, head_judge=panel.judges[0])
    before = _values(subject, panel, group)
    for new in renamings(panel):
        after = _values(subject, panel.renamed(new), tuple(sorted(new[one] for one in group)))
        now = {entry: after[new[entry]] for entry in group}
        if now != before:
            said = _RENAMED.format(names=", ".join(f"{a} → {b}" for a, b in new.items()))
            broken(found=now, wanted=before, example=[*panel.lines(), said])


@_law(
    "tie_break.equal_cards",
    Text(
        "相同评委给分相同的作品分不出先后；只有抽签（needs 含 seed）例外",
        "相同評委給分相同的作品分不出先後；只有抽籤（needs 含 seed）例外",
        "Entries with the same marks from the same judges are not parted, but by lots (needs the seed).",
    ),
    cases=lambda subject: [(panel,) for panel in _panels(subject)],
    drawn=lambda _subject: st.tuples(drawn_panels()),
)
def equal_cards(subject: Subject, panel: Panel) -> None:
    """A twin of the first entry has its value.

    Raises:
        NotTried: It draws lots.
    """
    if "seed" in subject.thing.needs:
        raise NotTried(_LOTS)
    first = panel.entrants[0]
    twins = panel.with_entry("!first", panel.of(first.id), first)
    twins = twins.with_entry("~last", panel.of(first.id), first)
    group = ("!first", first.id, "~last")
    found = _values(subject, twins, group)
    if len(set(found.values())) > 1:
        broken(found=found, wanted=_ONE_VALUE, example=twins.lines())


@_law(
    "tie_break.only_the_tied",
    Text(
        "只看并列的作品：其他作品的评分不影响结果",
        "只看並列的作品：其他作品的評分不影響結果",
        "It looks at the tied entries only: the marks of others do not matter.",
    ),
    cases=_sorted_groups,
    drawn=_drawn,
)
def only_the_tied(subject: Subject, panel: Panel, group: tuple[str, ...]) -> None:
    """Other marks of the others leave everything as it is."""
    first = _values(subject, panel, group)
    for other in others_changed(panel, *group):
        again = _values(subject, other, group)
        if again != first:
            example = [*panel.lines(), _THEN, *other.lines(), _TIED.format(group=listing(group))]
            broken(found=again, wanted=first, example=example)


def _single_judges(_subject: Subject) -> Iterator[Case]:
    """Fields of one judge: no two judges there could disagree on."""
    for marks in (
        ("90", "80", "70", "60"),
        ("59.99", "60", "60.01", "100"),
        ("0", "33.33", "66.66", "99.99"),
        ("85", "85", "84", "0"),
        ("50", "75", "25", "75"),
    ):
        yield (points_panel({f"e{n + 1}": {"j1": mark} for n, mark in enumerate(marks)}),)
    for rubric in (TREE, WEIGHED, ONE):
        yield (ordinary(rubric, entries=5, judges=1),)


@_law(
    "tie_break.total_order",
    Text(
        "两两比较不会循环：甲先于乙、乙先于丙，则丙不先于甲",
        "兩兩比較不會循環：甲先於乙、乙先於丙，則丙不先於甲",
        "Pairs never go in a circle: if a is ahead of b and b ahead of c, c is not ahead of a.",
    ),
    cases=_single_judges,
)
def total_order(subject: Subject, panel: Panel) -> None:
    """Every pair of a field with one judge is compared by itself."""
    entries = sorted(one.id for one in panel.entrants)
    ahead = set()
    for pair in combinations(entries, 2):
        found = _values(subject, panel, pair)
        for one, other in (pair, pair[::-1]):
            if found[one] > found[other]:
                ahead.add((one, other))
    for a, b, c in permutations(entries, 3):
        if {(a, b), (b, c), (c, a)} <= ahead:
            broken(found=_CIRCLE.format(a=a, b=b, c=c), wanted=_NO_CIRCLE, example=panel.lines())


@_law(
    "tie_break.places",
    Text(
        "评委写名次（1 为最优）时也能给出结果",
        "評委寫名次（1 為最優）時也能給出結果",
        "It answers as well where judges write places, 1 for the best.",
    ),
    cases=_sorted_groups,
)
def places(subject: Subject, panel: Panel, group: tuple[str, ...]) -> None:
    """The same cards, taken for places."""
    request, scores = _asked(subject, panel)
    lower = attrs.evolve(request, parameters={**request.parameters, "given": "places"})
    _checked(subject, lower, scores, group)


@_law(
    "tie_break.settings",
    Text(
        "可设定的值（of）都能用，默认值也可以写明",
        "可設定的值（of）都能用，預設值也可以寫明",
        "Whatever a link may be of works, and the default may be said as well.",
    ),
)
def settings(subject: Subject) -> None:
    """The default, said, is the default; every choice is answered for.

    Raises:
        NotTried: There is nothing to set.
    """
    breaker: TieBreaker = subject.thing
    if breaker.of is None:
        raise NotTried(_NOTHING_TO_SAY)
    written = str(breaker.of.default)
    try:
        said = breaker.setting(written)
    except HomeroomError as error:
        broken(found=error.text, wanted=breaker.of.accepted)
    holds(said == breaker.setting(None), found=str(said), wanted=written)
    samples: Mapping[str, tuple[str, ...]] = {
        "choice": tuple(breaker.of.choices),
        "ratio": ("1/2", "9/10", "1"),
    }
    for of in samples.get(breaker.of.kind, ()):
        request, scores = _asked(subject, ties())
        asked = attrs.evolve(request, of=breaker.setting(of))
        _checked(subject, asked, scores, ("e1", "e2", "e4"))


_TYPE = Text("类型为 {type}", "類型為 {type}", "a {type}")
_MAP = Text(
    "从作品到数的对照（dict）", "從作品到數的對照（dict）", "a mapping (dict) from entry to number"
)
_FRACTION = Text("精确的 Fraction 或整数", "精確的 Fraction 或整數", "an exact Fraction or an int")
_CHANGED = Text("被改动：{names}", "被改動：{names}", "changed: {names}")
_AS_IT_WAS = Text("保持原样", "保持原樣", "left as it was")
_ORDER = Text("按此次序：{group}", "按此次序：{group}", "in this order: {group}")
_TIED = Text("并列：{group}", "並列：{group}", "tied: {group}")
_THEN = Text("改为：", "改為：", "and then:")
_RENAMED = Text("改名：{names}", "改名：{names}", "by other names: {names}")
_ONE_VALUE = Text("相同的数", "相同的數", "one value for all of them")
_LOTS = Text("该办法是抽签", "該辦法是抽籤", "it draws lots")
_CIRCLE = Text(
    "{a} 先于 {b}，{b} 先于 {c}，{c} 先于 {a}",
    "{a} 先於 {b}，{b} 先於 {c}，{c} 先於 {a}",
    "{a} ahead of {b}, {b} ahead of {c}, {c} ahead of {a}",
)
_NO_CIRCLE = Text("不循环的次序", "不循環的次序", "an order without a circle")
_NOTHING_TO_SAY = Text("没有可设定的值", "沒有可設定的值", "there is nothing to set")
