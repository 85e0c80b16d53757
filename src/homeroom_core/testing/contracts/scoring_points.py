"""That a scoring method's totals are points of the rubric: in range, weighed, and not rounded."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.exact import Rounding
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import Card, Entrant, Score, ScoringRequest
from homeroom_core.scoring_methods import criteria_of
from homeroom_core.testing.contracts.law import (
    Case,
    NotTried,
    Subject,
    broken,
)
from homeroom_core.testing.contracts.method_answers import enough, scores, totals
from homeroom_core.testing.contracts.method_kind import (
    OWN_SCALE,
    agreed,
    by_marks_on_a_scale,
    by_own_marks,
    by_the_rubric,
    scale_of,
    shown,
)
from homeroom_core.testing.contracts.panel_changes import choices_of
from homeroom_core.testing.contracts.panel_rubrics import (
    LARGE,
    ONE,
    RUBRICS,
    TREE,
    WEIGHED,
    Marks,
    at_share,
    best,
    drawn_cards,
    worst,
)
from homeroom_core.testing.contracts.panels import (
    MOST_JUDGES,
    Panel,
    all_by_hand,
    drawn_panels,
    ordinary,
    points_panel,
    with_factors,
    with_not_applicable,
)
from homeroom_core.testing.contracts.scoring_contract import TOO_FEW, law
from homeroom_core.text import Text
from homeroom_core.trace import Step


@law(
    "scoring.full_marks",
    Text(
        "人人给满分时得评分细则的满分（或固定的数，或其总和），人人给零分时得零分",
        "人人給滿分時得評分細則的滿分（或固定的數，或其總和），人人給零分時得零分",
        "Full marks from everybody give the rubric's full points (or always one number, or a sum of "
        "them over the judges), and zeros give zero.",
    ),
    cases=lambda _subject: [()],
)
def full_marks(subject: Subject) -> None:
    """Totals stay within the points there are: on whichever of three scales they are.

    Raises:
        NotTried: Its totals are on a scale of their own.
    """
    if not by_the_rubric(subject):
        raise NotTried(OWN_SCALE)
    by_own_marks(subject)
    scale_of(subject)
    for rubric in (ONE, LARGE):
        panel = agreed(rubric, dict.fromkeys(rubric.leaves, "0"), MOST_JUDGES)
        found = totals(subject, panel)
        if found["e1"] != 0:
            broken(found=f"e1: {shown(found['e1'])}", wanted="e1: 0", example=panel.lines())


def _agreed_cards(subject: Subject) -> Iterator[Case]:
    """Cards that all judges agree on: at every level, with factors, gaps, and what does not apply."""
    for given in choices_of(subject.thing):
        for rubric in RUBRICS:
            levels = 40 if rubric is ONE and not given else 8
            for level in range(levels + 1):
                card = at_share(rubric, Fraction(level, levels))
                yield rubric, Entrant(id="e1"), card, 5, given
        for rubric in (WEIGHED, TREE):
            for entrant, odd in _odd_entrants(rubric):
                yield rubric, entrant, odd, 5, given
        for mark in ("0.1", "0.3", "8.7", "33.33", "66.67", "70.07", "99.99"):
            for count in (1, 3, 5, 7, 9):
                yield ONE, Entrant(id="e1"), {"work": mark}, count, given


def _odd_entrants(rubric: Rubric) -> Iterator[tuple[Entrant, Marks]]:
    """Entrants with a difficulty, or to whom a criterion does not apply; and cards with a gap."""
    first = next(iter(rubric.leaves.values()))
    if isinstance(first.scale, FreeScale):  # decimals that only an exact number keeps
        card = {**at_share(rubric, Fraction(1, 3)), first.id: "3.33"}
        yield Entrant(id="e1", factors={first.id: Decimal("1.23457")}), card
    for n, leaf in enumerate(rubric.leaves):
        card = at_share(rubric, Fraction(3 + n, 10))
        for factor in ("2.4", "0.75"):
            yield Entrant(id="e1", factors={leaf: Decimal(factor)}), card
        rest = {key: written for key, written in card.items() if key != leaf}
        if not rubric.leaves[leaf].required:
            yield Entrant(id="e1"), rest
        yield Entrant(id="e1", not_applicable=frozenset((leaf,))), rest
    groups = [criterion for criterion in rubric.criteria if criterion.children]
    for group in groups:
        below = {leaf.id for leaf in group.walk()}
        card = at_share(rubric, Fraction(2, 5))
        rest = {key: written for key, written in card.items() if key not in below}
        yield Entrant(id="e1", not_applicable=frozenset((group.id,))), rest


@st.composite
def _drawn_agreed(draw: st.DrawFn) -> Case:
    rubric = draw(st.sampled_from(RUBRICS))
    card = draw(drawn_cards(rubric, complete=False)) or worst(rubric)
    factors = draw(
        st.dictionaries(
            st.sampled_from(sorted(rubric.leaves)),
            st.sampled_from(["1.5", "2", "3.1", "0.7"]).map(Decimal),
            max_size=2,
        )
    )
    count = draw(st.integers(1, MOST_JUDGES))
    return rubric, Entrant(id="e1", factors=factors), card, count, {}


@law(
    "scoring.agreed_card",
    Text(
        "所有评委给分一致时，总分就是这张评分卡按评分细则的得分：权重、系数、不适用项和空缺都照规则",
        "所有評委給分一致時，總分就是這張評分卡按評分細則的得分：權重、係數、不適用項和空缺都照規則",
        "A card that all judges agree on is worth what the rubric says: weights, factors, what does "
        "not apply and what is not marked included.",
    ),
    cases=_agreed_cards,
    drawn=lambda _subject: _drawn_agreed(),
)
def agreed_card(
    subject: Subject,
    rubric: Rubric,
    entrant: Entrant,
    card: Marks,
    count: int,
    given: Mapping[str, Any],
) -> None:
    """The total is to that of full marks as the card's points are to the rubric's total.

    Raises:
        NotTried: There are too few judges for the method.
    """
    by_marks_on_a_scale(subject)
    panel = attrs.evolve(agreed(rubric, card, count, given), entrants=(entrant,))
    if count < enough(subject):
        raise NotTried(TOO_FEW)
    result = scores(subject, panel)
    full = totals(subject, agreed(rubric, best(rubric), count, given))["e1"]
    request = panel.request(subject.thing)
    step = request.card_step(entrant, request.cards[0])
    wanted = full * step.value / Fraction(rubric.total)
    near = _slack(result["e1"], wanted)
    total = result["e1"].total
    if abs(total - wanted) > near:
        broken(found=f"e1: {shown(total)}", wanted=f"e1: {shown(wanted)}", example=panel.lines())
    if scale_of(subject) == "points" and not near:
        _agreed_criteria(panel, result["e1"], criteria_of(step))


def _agreed_criteria(panel: Panel, score: Score, wanted: Mapping[str, Step]) -> None:
    for criterion, value in score.criteria.items():
        if criterion in wanted and value != wanted[criterion].value:
            broken(
                found=f"e1, {criterion}: {shown(value)}",
                wanted=f"e1, {criterion}: {shown(wanted[criterion].value)}",
                example=panel.lines(),
            )


@law(
    "scoring.within_the_marks",
    Text(
        "总分不低于每项取最低分的得分，也不高于每项取最高分的得分",
        "總分不低於每項取最低分的得分，也不高於每項取最高分的得分",
        "A total lies between what the lowest and what the highest marks given would make.",
    ),
    cases=lambda subject: [
        (attrs.evolve(panel, parameters=given),)
        for given in choices_of(subject.thing)
        for panel in (
            *(p for p in all_by_hand() if p.complete),
            with_factors(ordinary(TREE)),
            with_not_applicable(ordinary(WEIGHED)),
        )
    ],
    drawn=lambda _subject: st.tuples(drawn_panels(complete=True)),
)
def within_the_marks(subject: Subject, panel: Panel) -> None:
    """No panel makes more of the marks than they are, nor less."""
    by_marks_on_a_scale(subject)
    result = scores(subject, panel)
    count = len(panel.judges)
    full = totals(subject, agreed(panel.rubric, best(panel.rubric), count, panel.parameters))["e1"]
    unit = full / Fraction(panel.rubric.total)
    for entrant in panel.entrants:
        low, high = (_made_of(panel, entrant, unit, pick) for pick in (min, max))
        total, near = result[entrant.id].total, _slack(result[entrant.id], full)
        if not low - near <= total <= high + near:
            between = _BETWEEN.format(low=shown(low), high=shown(high))
            broken(found=f"{entrant.id}: {shown(total)}", wanted=between)


def _slack(score: Score, scale: Fraction) -> Fraction:
    """How far a total may be off by the roundings of its trace: nothing without any."""
    units = [Fraction(1, 10**rounding.places) for rounding in _roundings(score)]
    return abs(scale) / 50 + sum(units) if units else Fraction(0)


def _roundings(score: Score) -> list[Rounding]:
    """The roundings that the method shows in its trace."""
    steps = () if score.trace is None else score.trace.walk()
    return [step.rounding or Rounding() for step in steps if step.operation == "round"]


def _made_of(panel: Panel, entrant: Entrant, unit: Fraction, pick: Callable[..., str]) -> Fraction:
    """What the lowest, or the highest, of an entry's marks in each criterion would make."""
    marks = {}
    for leaf in panel.rubric.leaves:
        given = [card.marks[leaf] for card in panel.of(entrant.id) if leaf in card.marks]
        if given:
            marks[leaf] = pick(given, key=partial(panel.rubric.points, leaf))
    card = Card(entry=entrant.id, judge="j1", marks=marks)
    request = ScoringRequest(rubric=panel.rubric, entrants=(entrant,), cards=(card,))
    return unit * request.card_step(entrant, card).value


@law(
    "scoring.rounds_only_where_asked",
    Text(
        "不自行舍入：规则要求的舍入写进计分过程",
        "不自行捨入：規則要求的捨入寫進計分過程",
        "It rounds nothing by itself; a rounding of its own rule is a step of its trace.",
    ),
    cases=lambda _subject: [
        (n, base) for n in (3, 7, 9) for base in ("61.23", "8.31", "40", "90.5")
    ],
)
def rounds_only_where_asked(subject: Subject, judges: int, base: str) -> None:
    """Equal steps of one mark, that change no order, all move the total or all leave it.

    Raises:
        NotTried: There are too few judges for the method.
    """
    by_marks_on_a_scale(subject)
    if judges < enough(subject):
        raise NotTried(TOO_FEW)
    for at in range(judges):
        row = {f"j{n + 1}": str(Decimal(base) + n) for n in range(judges)}
        seen = []
        for hundredths in range(13):
            mark = str(Decimal(base) + at + Decimal(hundredths) / 100)
            panel = points_panel({"e1": {**row, f"j{at + 1}": mark}})
            result = scores(subject, panel)
            if _roundings(result["e1"]):
                return
            seen.append(result["e1"].total)
        steps = [later - before for before, later in pairwise(seen)]
        if any(steps) and not all(steps):
            broken(
                found=", ".join(map(shown, seen)),
                wanted=_EVENLY,
                example=[
                    *panel.lines(),
                    _FROM_ON.format(judge=f"j{at + 1}", low=row[f"j{at + 1}"]),
                ],
            )


_BETWEEN = Text("{low} 至 {high}", "{low} 至 {high}", "from {low} to {high}")
_EVENLY = Text(
    '同样的提高使总分同样变动（或都不变）；确需舍入，请写成计分过程的一步（made(…, "round", …)）',
    '同樣的提高使總分同樣變動（或都不變）；確需捨入，請寫成計分過程的一步（made(…, "round", …)）',
    "equal steps that all move the total, or none; if your rules do round there, make it a step of "
    'the trace (made(…, "round", …))',
)
_FROM_ON = Text(
    "评委 {judge} 从 {low} 起每次加 0.01",
    "評委 {judge} 從 {low} 起每次加 0.01",
    "where {judge} goes up from {low} by 0.01 at a time",
)
