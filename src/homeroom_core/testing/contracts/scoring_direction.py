"""That a scoring method goes in the right direction: better marks make no worse totals."""

from collections.abc import Iterator
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card
from homeroom_core.testing.contracts.law import (
    Case,
    Subject,
    broken,
    holds,
)
from homeroom_core.testing.contracts.method_answers import keys
from homeroom_core.testing.contracts.method_kind import (
    by_higher_marks,
    by_own_marks,
    shown,
    shown_of,
)
from homeroom_core.testing.contracts.panel_changes import settings_of
from homeroom_core.testing.contracts.panel_rubrics import (
    ALIKE,
    ONE,
    RUBRICS,
    TREE,
    WEIGHED,
    at_share,
    best,
    legal_marks,
    rungs,
    worst,
)
from homeroom_core.testing.contracts.panels import Panel, drawn_panels, extremes, ordinary, panel_of
from homeroom_core.testing.contracts.scoring_contract import law
from homeroom_core.text import Text


@law(
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


@law(
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


@law(
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


@law(
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
    legal = rungs(panel.rubric.leaves[leaf])
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


def _places(panel: Panel, subject: Subject) -> bool:
    return panel.request(subject.thing).lower_is_better


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
