"""The contract of scoring methods.

What a method may do is wide: means, sums, places, standard scores, corrections for severity. So
every law holds for all that are what they say, or looks at first what kind the method is:

- whether the entries are compared: then the marks of one may move the total of another;
- whether totals are measured by the rubric: full marks give its full points, always the same number,
  or a sum of them over the judges. `own_scale` of the method says that they are not.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.families import SCORING_METHODS
from homeroom_core.parameters import settings
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, Entrant, Score, ScoringRequest
from homeroom_core.scoring_methods import criteria_of
from homeroom_core.testing.contracts.elsewhen import (
    MOMENTS,
    Moment,
    at_moments,
    luck,
    provided_again,
)
from homeroom_core.testing.contracts.law import (
    Case,
    Contract,
    NotTried,
    Subject,
    broken,
    holds,
)
from homeroom_core.testing.contracts.method_kind import (
    OWN_SCALE,
    agreed,
    by_higher_marks,
    by_marks_on_a_scale,
    by_own_marks,
    by_the_rubric,
    scale_of,
    shown,
    shown_of,
)
from homeroom_core.testing.contracts.panels import (
    ALIKE,
    FIFTY,
    MOST_JUDGES,
    ONE,
    RUBRICS,
    TREE,
    WEIGHED,
    Marks,
    Panel,
    all_by_hand,
    at_share,
    best,
    choices_of,
    drawn_cards,
    drawn_panels,
    enough,
    evaluated,
    extremes,
    incomplete,
    keys,
    legal_marks,
    mirrored,
    ordinary,
    others_changed,
    panel_of,
    points_panel,
    renamings,
    scores,
    settings_of,
    totals,
    with_factors,
    with_not_applicable,
    worst,
)
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.trace import Step, explain, recomputed

SCORING_METHOD_CONTRACT = Contract(SCORING_METHODS, source=lambda method: method.function)

_law = SCORING_METHOD_CONTRACT.law

ESTIMATED = Fraction(1, 100_000)
"""Estimates that do not depend on the order of what they are made from may differ by so much."""

FLOAT_BITS = 20
"""A total whose denominator has so many factors of two was a binary or a long decimal fraction."""


def _panels(subject: Subject) -> Iterator[Case]:
    """All panels made by hand, and a few under every setting there is."""
    for panel in all_by_hand():
        yield (panel,)
    for panel in (ordinary(ONE), ordinary(TREE), ordinary(ALIKE), incomplete(WEIGHED)):
        for given in settings_of(subject.thing, panel.rubric):
            if given:
                yield (attrs.evolve(panel, parameters=given),)


def _any_panel(_subject: Subject) -> st.SearchStrategy[Case]:
    return st.tuples(drawn_panels())


@_law(
    "scoring.answers",
    Text(
        "为每件作品给出一个精确的总分，不多也不少",
        "為每件作品給出一個精確的總分，不多也不少",
        "It gives every entry of a panel one exact total, and answers for no others.",
    ),
    cases=_panels,
    drawn=_any_panel,
)
def answers(subject: Subject, panel: Panel) -> None:
    """A mapping from every entry to a `Fraction`, an `int` or a `Score` of them."""
    for entry, score in scores(subject, panel).items():
        strange = sorted(score.criteria.keys() - panel.rubric.by_id.keys())
        holds(
            not strange,
            found=_CRITERIA.format(entry=entry, strange=", ".join(strange)),
            wanted=", ".join(panel.rubric.by_id),
        )
        there = {card.judge for card in panel.of(entry)}
        others = sorted(set(score.judges or ()) - there)
        holds(
            not others,
            found=_JUDGES.format(entry=entry, others=", ".join(others)),
            wanted=", ".join(sorted(there)),
        )
    evaluated(subject, panel)


@_law(
    "scoring.changes_nothing",
    Text(
        "不改动交给它的评分、参数和作品",
        "不改動交給它的評分、參數和作品",
        "It changes nothing of what it is given: marks, parameters, entries.",
    ),
    cases=_panels,
)
def changes_nothing(subject: Subject, panel: Panel) -> None:
    """The request is the same afterwards."""
    scores(subject, panel)
    request = panel.request(subject.thing)
    parts = ("entrants", "cards", "parameters", "by_entry")
    before = {name: copy.deepcopy(getattr(request, name)) for name in parts}
    subject.thing(request)
    changed = [name for name in parts if getattr(request, name) != before[name]]
    holds(not changed, found=_CHANGED.format(names=", ".join(changed)), wanted=_AS_IT_WAS)


@_law(
    "scoring.same_again",
    Text(
        "相同的评分总得到相同的总分：不看时钟、不靠随机、不记前一次",
        "相同的評分總得到相同的總分：不看時鐘、不靠隨機、不記前一次",
        "The same cards always give the same totals: no clock, no chance, no memory.",
    ),
    cases=lambda subject: at_moments(_panels(subject)),
    drawn=lambda _subject: st.tuples(drawn_panels(), st.sampled_from(MOMENTS)),
)
def same_again(subject: Subject, panel: Panel, moment: Moment) -> None:
    """After other cards, and from the plugin loaded anew at another moment: the same answer."""
    with luck(1):
        first = _answer(subject, panel)
    flipped = panel.with_marks(lambda card: mirrored(panel.rubric, card))
    with suppress(NotTried):  # it was only to come in between
        totals(subject, flipped)
    after = _answer(subject, panel)
    with provided_again(subject, "homeroom_scoring_methods", moment) as other:
        later = _answer(other, panel)
    for again in (after, later):
        holds(first == again, found=again, wanted=first)


def _answer(subject: Subject, panel: Panel) -> dict[str, Fraction]:
    """Totals and criteria, by the names of both."""
    found: dict[str, Fraction] = {}
    for entry, score in scores(subject, panel).items():
        found[entry] = score.total
        found |= {f"{entry}, {c}": Fraction(value) for c, value in score.criteria.items()}
    return found


@_law(
    "scoring.exact",
    Text(
        "总分是精确的分数，不经过浮点数，也不在中途截断",
        "總分是精確的分數，不經過浮點數，也不在中途截斷",
        "Totals are exact: nothing went through a float or was cut off on the way.",
    ),
    cases=_panels,
    drawn=_any_panel,
)
def exact(subject: Subject, panel: Panel) -> None:
    """No denominator is one that only binary or cut-off fractions have."""
    for entry, total in _answer(subject, panel).items():
        below = total.denominator
        holds(
            below % 2**FLOAT_BITS,
            found=f"{entry}: {total.numerator}/{below}",
            wanted=_WHOLE_RATIO,
        )


@_law(
    "scoring.names",
    Text(
        "评委和作品叫什么、按什么顺序排列，都不影响总分",
        "評委和作品叫什麼、按什麼順序排列，都不影響總分",
        "Who judges and who enters has no part in any total, nor has their order: only marks have.",
    ),
    cases=_panels,
    drawn=_any_panel,
)
def names(subject: Subject, panel: Panel) -> None:
    """By other names, in other orders and scripts, everybody has the total they had."""
    before = totals(subject, panel)
    for new in renamings(panel):
        after = totals(subject, panel.renamed(new))
        for entry, total in before.items():
            now = after[new[entry]]
            if abs(now - total) > ESTIMATED:
                other = _RENAMED.format(names=", ".join(f"{a} → {b}" for a, b in new.items()))
                broken(
                    found=f"{entry} → {new[entry]}: {shown(now)}",
                    wanted=f"{entry}: {shown(total)}",
                    example=[*panel.lines(), other],
                )


@_law(
    "scoring.equal_cards",
    Text(
        "相同评委给分相同的作品，总分相同",
        "相同評委給分相同的作品，總分相同",
        "Entries with the same marks from the same judges have the same total.",
    ),
    cases=_panels,
    drawn=_any_panel,
)
def equal_cards(subject: Subject, panel: Panel) -> None:
    """A twin of each entry, by the first and by the last of all names, has its total exactly."""
    entrants = panel.entrants[:: max(1, len(panel.entrants) // 3)]
    for entrant in entrants:
        twins = panel
        for id in ("!first", "~last"):
            twins = twins.with_entry(id, panel.of(entrant.id), entrant)
        found = totals(subject, twins)
        same = {id: found[id] for id in (entrant.id, "!first", "~last")}
        if len(set(same.values())) > 1:
            broken(
                found={id: shown(total) for id, total in same.items()},
                wanted=_ONE_TOTAL,
                example=twins.lines(),
            )


@_law(
    "scoring.trace",
    Text(
        "计分过程如有说明，按其步骤重算应得总分，且只用卡上的分数",
        "計分過程如有說明，按其步驟重算應得總分，且只用卡上的分數",
        "A trace, if it leaves one, makes the total out of marks that stand on the entry's cards.",
    ),
    cases=_panels,
    drawn=_any_panel,
)
def trace(subject: Subject, panel: Panel) -> None:
    """Every step recomputes, the last is the total, and the marks are those of the cards."""
    for entry, score in scores(subject, panel).items():
        last = score.trace
        if last is None:
            continue
        again = recomputed(last)
        holds(
            last.value == again == score.total,
            found={f"{entry}, trace": last.value, "recomputed": again},
            wanted={f"{entry}, total": score.total},
        )
        written = {(c.judge, leaf): m for c in panel.of(entry) for leaf, m in c.marks.items()}
        for step in last.walk():
            if step.operation == "mark":
                on_card = written.get((step.judge or "", step.criterion or ""))
                holds(
                    step.written == on_card,
                    found=f"{entry}, {step.judge}, {step.criterion}: {step.written}",
                    wanted=on_card or _NO_MARK,
                )
        said = [text.read(language) for text in explain(last) for language in LANGUAGES]
        holds(all(said), found=_SAYS_NOTHING, wanted=_SAYS_SOMETHING)


@_law(
    "scoring.settings",
    Text(
        "参数的默认值本身也可以设定，且与不设定时结果相同",
        "參數的預設值本身也可以設定，且與不設定時結果相同",
        "The default of a parameter may be set as well, and then changes nothing.",
    ),
)
def defaults(subject: Subject) -> None:
    """Every default is among what is accepted."""
    for parameter in subject.thing.parameters:
        written: Any = parameter.default
        if parameter.kind == "ratio":
            written = str(written)
        elif parameter.kind == "ratios":
            written = {key: str(value) for key, value in parameter.default.items()}
        faults: list[Any] = []
        found = settings([parameter], {parameter.name: written}, faults)
        known = parameter.kind != "choice" or parameter.default in parameter.choices
        holds(
            known and not faults and found == {parameter.name: parameter.default},
            found=f"{parameter.name} = {parameter.default!r}",
            wanted=parameter.accepted,
        )


@_law(
    "scoring.best_beats_worst",
    Text(
        "人人给满分的作品排在人人给最低分的作品之前",
        "人人給滿分的作品排在人人給最低分的作品之前",
        "An entry with nothing but full marks is ahead of one with nothing but the lowest.",
    ),
    cases=lambda _subject: [(extremes(rubric, judges=n),) for rubric in RUBRICS for n in (5, 9)],
)
def best_beats_worst(subject: Subject, panel: Panel) -> None:
    """Marks decide at all, and in the right direction."""
    by_higher_marks(subject)
    found = keys(subject, panel)
    holds(found["e1"] > found["e2"], found=shown_of(subject, panel, "e1", "e2"), wanted=_E1_AHEAD)


def _criteria_cases(_subject: Subject) -> Iterator[Case]:
    for rubric in (WEIGHED, TREE, ALIKE):
        for leaf in rubric.leaves:
            yield rubric, leaf


@_law(
    "scoring.every_criterion",
    Text(
        "评分细则中的每一项都会影响总分",
        "評分細則中的每一項都會影響總分",
        "Every criterion of the rubric makes a difference to the total.",
    ),
    cases=_criteria_cases,
)
def every_criterion(subject: Subject, rubric: Rubric, leaf: str) -> None:
    """Full marks there instead of the lowest help an entry, on whichever level it is otherwise."""
    by_higher_marks(subject)
    low, high = worst(rubric), best(rubric)
    judges = [f"j{n + 1}" for n in range(7)]
    table = {}
    for tenths in range(11):
        card = at_share(rubric, Fraction(tenths, 10))
        table[f"{tenths:02}-"] = {key: {**card, leaf: low[leaf]} for key in judges}
        table[f"{tenths:02}+"] = {key: {**card, leaf: high[leaf]} for key in judges}
    panel = panel_of(rubric, table)
    found = keys(subject, panel)
    if all(found[f"{tenths:02}+"] <= found[f"{tenths:02}-"] for tenths in range(11)):
        broken(
            found=shown_of(subject, panel, "00-", "00+", "10-", "10+"),
            wanted=_COUNTS.format(leaf=leaf),
            example=[*panel_of(rubric, {id: table[id] for id in ("00-", "00+")}).lines()],
        )


def _dominated(_subject: Subject) -> Iterator[Case]:
    """A field in which one entry is better than another in every mark, at every level."""
    for rubric in (ONE, ALIKE, WEIGHED, TREE):
        levels = 40 if rubric is ONE else 6
        for level in range(levels):
            yield (_field_with_two(rubric, Fraction(level, levels)),)


def _field_with_two(rubric: Rubric, share: Fraction, judges: int = 5) -> Panel:
    field = ordinary(rubric, entries=4, judges=judges)
    table: dict[str, dict[str, dict[str, str]]] = {}
    for id, up in (("better", 1), ("worse", 0)):
        row = {}
        for n, judge in enumerate(field.judges):
            card = {}
            for leaf, criterion in rubric.leaves.items():
                legal = legal_marks(criterion)
                at = min(len(legal) - 2, int(share * (len(legal) - 1)) + n % 2)
                card[leaf] = legal[at + up]
            row[judge] = card
        table[id] = row
    two = panel_of(rubric, table)
    return attrs.evolve(
        field, entrants=(*field.entrants, *two.entrants), cards=(*field.cards, *two.cards)
    )


@_law(
    "scoring.better_everywhere",
    Text(
        "每位评委每一项都给更高分的作品，不排在另一件之后",
        "每位評委每一項都給更高分的作品，不排在另一件之後",
        "An entry that every judge marks higher in everything is never behind the other.",
    ),
    cases=_dominated,
)
def better_everywhere(subject: Subject, panel: Panel) -> None:
    """Whatever the method: unanimity decides."""
    by_higher_marks(subject)
    found = keys(subject, panel)
    holds(
        found["better"] >= found["worse"],
        found=shown_of(subject, panel, "better", "worse"),
        wanted=_BETTER_AHEAD,
    )


def _sweeps(subject: Subject) -> Iterator[Case]:
    """One mark from the lowest to the highest, the others as they are at different levels."""
    for share in (Fraction(1, 5), Fraction(1, 2), Fraction(19, 20)):
        for count in (1, 3, 5, 9):
            panel = _around(ONE, share, count)
            for judge in sorted({panel.judges[0], panel.judges[-1]}):
                yield panel, judge, "work"
    for rubric in (TREE, WEIGHED):
        for leaf in rubric.leaves:
            yield _around(rubric, Fraction(1, 2), 5), "j2", leaf
    for given in settings_of(subject.thing, ONE):
        if given:
            yield attrs.evolve(ordinary(ONE), parameters=given), "j1", "work"


def _around(rubric: Rubric, share: Fraction, judges: int) -> Panel:
    """One entry whose marks lie around a level."""
    row = {
        f"j{n + 1}": at_share(rubric, min(Fraction(1), share + Fraction(n, 40)))
        for n in range(judges)
    }
    return panel_of(rubric, {"e1": row})


@st.composite
def _drawn_sweeps(draw: st.DrawFn) -> Case:
    panel = draw(drawn_panels())
    card = draw(st.sampled_from([card for card in panel.cards if card.marks] or panel.cards))
    leaf = draw(st.sampled_from(sorted(card.marks) or sorted(panel.rubric.leaves)))
    ahead = [one for one in panel.entrants if one.id != card.entry]
    mine = next(one for one in panel.entrants if one.id == card.entry)
    return attrs.evolve(panel, entrants=(mine, *ahead)), card.judge, leaf


@_law(
    "scoring.higher_mark",
    Text(
        "一个分数提高，总分不会因此变差",
        "一個分數提高，總分不會因此變差",
        "A mark that is raised never makes the total worse.",
    ),
    cases=_sweeps,
    drawn=lambda _subject: _drawn_sweeps(),
)
def higher_mark(subject: Subject, panel: Panel, judge: str, leaf: str) -> None:
    """The total of the first entry along all marks that a judge could have written."""
    by_higher_marks(subject)
    by_own_marks(subject)  # where entries are compared, better_everywhere is what holds
    sign = -1 if _places(panel, subject) else 1
    mine, row = panel.entrants[0], panel.of(panel.entrants[0].id)
    ladder = attrs.evolve(panel, entrants=(), cards=())
    legal = legal_marks(panel.rubric.leaves[leaf])
    for at, written in enumerate(legal):
        cards = [_written(card, leaf, written) if card.judge == judge else card for card in row]
        ladder = ladder.with_entry(f"e{at:03}", cards, mine)
    found = keys(subject, ladder)
    for at in range(1, len(legal)):
        before, after = found[f"e{at - 1:03}"], found[f"e{at:03}"]
        if sign * after < sign * before:
            one = attrs.evolve(panel, entrants=(mine,), cards=tuple(row))
            low = one.with_marks(
                lambda card, at=at: (
                    {**card.marks, leaf: legal[at - 1]}  # type: ignore[misc]  # bound now
                    if card.judge == judge
                    else card.marks
                )
            )
            said = {"judge": judge, "leaf": leaf, "low": legal[at - 1], "high": legal[at]}
            broken(
                found=_FROM_TO.format(before=shown(abs(before)), after=shown(abs(after))),
                wanted=_NO_WORSE,
                example=[*low.lines(), _RAISED.format(**said)],
            )


def _written(card: Card, leaf: str, written: str) -> Card:
    return attrs.evolve(card, marks={**card.marks, leaf: written})


@_law(
    "scoring.own_cards",
    Text(
        "总分只看本作品的评分；只有比较各作品的办法才可以看别人的，且须一贯如此",
        "總分只看本作品的評分；只有比較各作品的辦法才可以看別人的，且須一貫如此",
        "A total comes from the entry's own cards; only a method that always compares entries may "
        "look at those of others.",
    ),
    cases=_panels,
    drawn=_any_panel,
)
def own_cards(subject: Subject, panel: Panel) -> None:
    """Other marks of the others leave the total of the first entry as it is."""
    by_own_marks(subject)
    entry = panel.entrants[0].id
    before = totals(subject, panel)[entry]
    for other in others_changed(panel, entry):
        after = totals(subject, other)[entry]
        if after != before:
            broken(
                found=f"{entry}: {shown(after)}",
                wanted=f"{entry}: {shown(before)}",
                example=[*panel.lines(), _THEN, *other.lines()],
            )


@_law(
    "scoring.missing_judge",
    Text(
        "缺一位评委的评分不当作零分：作品不会因此吃亏",
        "缺一位評委的評分不當作零分：作品不會因此吃虧",
        "A card that is missing is no zero: nobody is worse off than with a low mark there.",
    ),
    cases=lambda _subject: [
        (rubric, judges, share)
        for rubric in (ONE, TREE, ALIKE)
        for judges in (3, 5, 7, 9)
        for share in (Fraction(1, 5), Fraction(2, 5))
    ],
)
def missing_judge(subject: Subject, rubric: Rubric, judges: int, share: Fraction) -> None:
    """Of two entries alike, one lacks the card of a judge who gave the other a low mark."""
    by_higher_marks(subject)
    full = ordinary(rubric, entries=6, judges=judges)
    good, low = at_share(rubric, Fraction(4, 5)), at_share(rubric, share)
    last = full.judges[-1]
    row = {judge: low if judge == last else good for judge in full.judges}
    lacking = {judge: card for judge, card in row.items() if judge != last}
    two = panel_of(rubric, {"lacks one": lacking, "has a low one": row})
    mild = full.with_marks(lambda card: best(rubric) if card.judge == last else card.marks)
    panel = attrs.evolve(
        mild, entrants=(*mild.entrants, *two.entrants), cards=(*mild.cards, *two.cards)
    )
    if panel.fewest < enough(subject):
        raise NotTried(_TOO_FEW)
    found = keys(subject, panel)
    if found["lacks one"] < found["has a low one"]:
        broken(
            found=shown_of(subject, panel, "lacks one", "has a low one"),
            wanted=_NOT_BEHIND,
            example=[*two.lines()],
        )


@_law(
    "scoring.fewer_judges",
    Text(
        "评委人数不同而给分相同的作品，总分相同",
        "評委人數不同而給分相同的作品，總分相同",
        "The same marks from fewer judges give the same total.",
    ),
    cases=lambda subject: [
        (rubric, share, fewer, given)
        for rubric in (ONE, TREE, WEIGHED)
        for share in (Fraction(1), Fraction(7, 10), Fraction(1, 3))
        for fewer in (1, 2, 3, 4, 5, 6, 7, 8)
        for given in choices_of(subject.thing)
    ],
)
def fewer_judges(
    subject: Subject, rubric: Rubric, share: Fraction, fewer: int, given: Mapping[str, Any]
) -> None:
    """Nobody's total depends on how many judges could come."""
    by_marks_on_a_scale(subject)
    if fewer < enough(subject):
        raise NotTried(_TOO_FEW)
    card = at_share(rubric, share)
    everybody = [f"j{n + 1}" for n in range(MOST_JUDGES)]
    table = {
        "e1": dict.fromkeys(everybody, card),
        "e2": dict.fromkeys(everybody[:fewer], card),
        "e3": dict.fromkeys(everybody[-fewer:], card),
    }
    panel = panel_of(rubric, table, parameters=given)
    found = totals(subject, panel)
    if len(set(found.values())) > 1:
        said = {entry: shown(total) for entry, total in found.items()}
        broken(found=said, wanted=_ONE_TOTAL, example=panel.lines())


@_law(
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
    """Totals stay within the points there are: on whichever of three scales they are."""
    if not by_the_rubric(subject):
        raise NotTried(OWN_SCALE)
    by_own_marks(subject)
    scale_of(subject)
    for rubric in (ONE, FIFTY):
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


@_law(
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
    """The total is to that of full marks as the card's points are to the rubric's total."""
    by_marks_on_a_scale(subject)
    panel = attrs.evolve(agreed(rubric, card, count, given), entrants=(entrant,))
    if count < enough(subject):
        raise NotTried(_TOO_FEW)
    result = scores(subject, panel)
    full = totals(subject, agreed(rubric, best(rubric), count, given))["e1"]
    request = panel.request(subject.thing)
    step = request.card_step(entrant, request.cards[0])
    wanted = full * step.value / Fraction(rubric.total)
    near = abs(wanted) / 50 if _rounds(result) else Fraction(0)
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


@_law(
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
    near = abs(full) / 50 if _rounds(result) else Fraction(0)
    for entrant in panel.entrants:
        low, high = (_made_of(panel, entrant, unit, pick) for pick in (min, max))
        total = result[entrant.id].total
        if not low - near <= total <= high + near:
            between = _BETWEEN.format(low=shown(low), high=shown(high))
            broken(found=f"{entrant.id}: {shown(total)}", wanted=between)


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


@_law(
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
    """Equal steps of one mark, that change no order, all move the total or all leave it."""
    by_marks_on_a_scale(subject)
    if judges < enough(subject):
        raise NotTried(_TOO_FEW)
    for at in range(judges):
        row = {f"j{n + 1}": str(Decimal(base) + n) for n in range(judges)}
        seen = []
        for hundredths in range(13):
            mark = str(Decimal(base) + at + Decimal(hundredths) / 100)
            panel = points_panel({"e1": {**row, f"j{at + 1}": mark}})
            result = scores(subject, panel)
            if _rounds(result):
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


def _places(panel: Panel, subject: Subject) -> bool:
    return panel.request(subject.thing).lower_is_better


def _rounds(result: Mapping[str, Score]) -> bool:
    """Whether the method shows a rounding of its own in its trace."""
    traces = [score.trace for score in result.values() if score.trace is not None]
    return any(step.operation == "round" for trace in traces for step in trace.walk())


_CRITERIA = Text(
    "{entry} 的分项中有 {strange}", "{entry} 的分項中有 {strange}", "criteria of {entry}: {strange}"
)
_JUDGES = Text(
    "{entry} 的评委中有 {others}", "{entry} 的評委中有 {others}", "judges of {entry}: {others}"
)
_CHANGED = Text("被改动：{names}", "被改動：{names}", "changed: {names}")
_AS_IT_WAS = Text("保持原样", "保持原樣", "left as it was")
_WHOLE_RATIO = Text(
    "由分数相加、相除得到的精确值：用 Fraction，不用 float，也不先写成 Decimal 再除",
    "由分數相加、相除得到的精確值：用 Fraction，不用 float，也不先寫成 Decimal 再除",
    "what the marks make exactly: work with Fraction, not with float, nor by dividing a Decimal",
)
_RENAMED = Text("改名：{names}", "改名：{names}", "by other names: {names}")
_ONE_TOTAL = Text("总分相同", "總分相同", "one total for all of them")
_NO_MARK = Text("卡上没有的分数不能用", "卡上沒有的分數不能用", "no mark stands there")
_SAYS_NOTHING = Text("某一步没有文字", "某一步沒有文字", "a step says nothing")
_SAYS_SOMETHING = Text("三种语言的说明", "三種語言的說明", "words in three languages")
_E1_AHEAD = Text("e1 在 e2 之前", "e1 在 e2 之前", "e1 ahead of e2")
_COUNTS = Text(
    "{leaf} 的满分与最低分应有差别",
    "{leaf} 的滿分與最低分應有差別",
    "full marks and the lowest in {leaf} make a difference",
)
_BETTER_AHEAD = Text(
    "better 不在 worse 之后", "better 不在 worse 之後", "better is not behind worse"
)
_FROM_TO = Text(
    "总分从 {before} 变为 {after}",
    "總分從 {before} 變為 {after}",
    "the total goes from {before} to {after}",
)
_NO_WORSE = Text("总分不变差", "總分不變差", "a total that is no worse")
_RAISED = Text(
    "评委 {judge} 的 {leaf} 从 {low} 提高到 {high}",
    "評委 {judge} 的 {leaf} 從 {low} 提高到 {high}",
    "{judge} raises {leaf} from {low} to {high}",
)
_THEN = Text("改为：", "改為：", "and then:")
_TOO_FEW = Text("评委太少", "評委太少", "too few judges for this method")
_NOT_BEHIND = Text(
    "缺一份评分者不在有一个低分者之后",
    "缺一份評分者不在有一個低分者之後",
    "the one that lacks a card is not behind the one with a low mark there",
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
