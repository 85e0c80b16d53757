"""Panels that scoring methods and tie-breakers are tried on: entries, judges, cards.

Those made by hand are the ones on which methods usually go wrong: one judge, one entry, ties, equal
cards, gaps, full and lowest marks, decimals that no float holds, ids in any script.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, Entrant, ScoringMethod, ScoringRequest
from homeroom_core.testing.contracts.panel_rubrics import (
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
from homeroom_core.text import Text

Table = Mapping[str, Mapping[str, Marks]]
"""The cards of a panel: from entry to judge to card."""


@attrs.frozen(kw_only=True)
class Panel:
    """One field of entries with its cards, and how they are to be scored.

    Attributes:
        rubric: What the cards were marked on.
        entrants: The entries.
        cards: The cards.
        parameters: What the policy sets about the method, as JSON values.
        head_judge: Id of the judge who presides, if anybody does.
    """

    rubric: Rubric
    entrants: tuple[Entrant, ...]
    cards: tuple[Card, ...]
    parameters: Mapping[str, Any] = attrs.Factory(dict)
    head_judge: str | None = None

    def lines(self) -> Iterator[Text]:
        """Rubric, settings and cards, as one would write them on a board."""
        yield _RUBRIC.format(total=self.rubric.total)
        for criterion in self.rubric.walk():
            yield _criterion(criterion)
        if self.parameters:
            said = ", ".join(f"{name} = {value!r}" for name, value in self.parameters.items())
            yield _PARAMETERS.format(said=said)
        if self.head_judge is not None:
            yield _HEAD_JUDGE.format(judge=self.head_judge)
        for entrant in self.entrants:
            if entrant.factors:
                said = ", ".join(f"{leaf} × {factor}" for leaf, factor in entrant.factors.items())
                yield _FACTORS.format(entry=entrant.id, said=said)
            if entrant.not_applicable:
                said = ", ".join(sorted(entrant.not_applicable))
                yield _NOT_APPLICABLE.format(entry=entrant.id, said=said)
        for card in self.cards:
            said = ", ".join(f"{leaf} {written}" for leaf, written in card.marks.items())
            yield _CARD.format(entry=card.entry, judge=card.judge, said=said)

    @property
    def judges(self) -> tuple[str, ...]:
        """Everybody who judged anything, in order of their ids."""
        return tuple(sorted({card.judge for card in self.cards}))

    @property
    def complete(self) -> bool:
        """Whether every judge marked every entry in everything."""
        leaves = len(self.rubric.leaves)
        full = all(len(card.marks) == leaves for card in self.cards)
        return full and len(self.cards) == len(self.judges) * len(self.entrants)

    @property
    def fewest(self) -> int:
        """The fewest judges there are for any criterion of any entry that somebody marked."""
        counts: dict[tuple[str, str], int] = {}
        for card in self.cards:
            for leaf in card.marks:
                counts[card.entry, leaf] = counts.get((card.entry, leaf), 0) + 1
        return min(counts.values(), default=0)

    def of(self, entry: str) -> tuple[Card, ...]:
        """The cards of an entry."""
        return tuple(card for card in self.cards if card.entry == entry)

    def with_marks(self, change: Callable[[Card], Marks]) -> "Panel":
        """The same panel with other marks."""
        return attrs.evolve(
            self, cards=tuple(attrs.evolve(card, marks=change(card)) for card in self.cards)
        )

    def with_entry(self, id: str, cards: Iterable[Card], like: Entrant | None = None) -> "Panel":
        """The panel and one more entry with such cards."""
        entrant = Entrant(id=id) if like is None else attrs.evolve(like, id=id)
        added = tuple(attrs.evolve(card, entry=id) for card in cards)
        return attrs.evolve(self, entrants=(*self.entrants, entrant), cards=(*self.cards, *added))

    def renamed(self, names: Mapping[str, str]) -> "Panel":
        """The same panel with entries and judges by other names, in its settings as well."""

        def new(name: str) -> str:
            return names.get(name, name)

        return attrs.evolve(
            self,
            entrants=tuple(attrs.evolve(one, id=new(one.id)) for one in self.entrants),
            cards=tuple(
                attrs.evolve(card, entry=new(card.entry), judge=new(card.judge))
                for card in self.cards
            ),
            parameters={
                name: {new(key): inner for key, inner in value.items()}
                if isinstance(value, Mapping)
                else value
                for name, value in self.parameters.items()
            },
            head_judge=None if self.head_judge is None else new(self.head_judge),
        )

    def request(self, method: ScoringMethod) -> ScoringRequest:
        """What a method is handed of it, as `evaluate` does; it may write into that, not in this."""
        return ScoringRequest(
            rubric=self.rubric,
            entrants=tuple(
                attrs.evolve(one, factors=dict(one.factors))
                for one in sorted(self.entrants, key=lambda one: one.id)
            ),
            cards=tuple(
                Card(entry=card.entry, judge=card.judge, marks=dict(card.marks))
                for card in sorted(self.cards, key=lambda card: (card.entry, card.judge))
            ),
            parameters=method.settings(self.parameters),
            head_judge=self.head_judge,
        )


MOST_JUDGES = 9
"""Every method answers for a panel of so many."""


def panel_of(rubric: Rubric, table: Table, **more: Any) -> Panel:
    """A panel with these cards."""
    return Panel(
        rubric=rubric,
        entrants=tuple(Entrant(id=entry) for entry in table),
        cards=tuple(
            Card(entry=entry, judge=judge, marks=dict(marks))
            for entry, row in table.items()
            for judge, marks in row.items()
        ),
        **more,
    )


def ordinary(rubric: Rubric, *, entries: int = 6, judges: int = 5) -> Panel:
    """A complete panel in which all differ: better and worse entries, strict and mild judges."""

    def share(entry: int, judge: int) -> Fraction:
        level = Fraction(entry + 1, entries + 2)
        return min(
            Fraction(1), max(Fraction(0), level + Fraction((judge * 7 + entry * 3) % 5 - 2, 25))
        )

    return panel_of(
        rubric,
        {
            f"e{e + 1}": {f"j{j + 1}": at_share(rubric, share(e, j)) for j in range(judges)}
            for e in range(entries)
        },
    )


def points_panel(table: Mapping[str, Mapping[str, str]], rubric: Rubric = ONE) -> Panel:
    """A panel on a rubric of a single criterion."""
    leaf = next(iter(rubric.leaves))
    return panel_of(
        rubric,
        {e: {j: {leaf: written} for j, written in row.items()} for e, row in table.items()},
    )


def incomplete(rubric: Rubric) -> Panel:
    """Six entries of which no two have the same judges, all linked."""
    full = ordinary(rubric, judges=6)
    kept = [c for c in full.cards if (int(c.entry[1:]) + int(c.judge[1:])) % 3]
    return attrs.evolve(full, cards=tuple(kept))


def with_gaps(panel: Panel) -> Panel:
    """The panel without some of the marks that need not be there."""
    optional = [leaf.id for leaf in panel.rubric.leaves.values() if not leaf.required]
    return panel.with_marks(
        lambda card: {
            leaf: written
            for leaf, written in card.marks.items()
            if leaf not in optional or (int(card.entry[1:]) + int(card.judge[1:])) % 2
        }
    )


def with_factors(panel: Panel) -> Panel:
    """The panel with a difficulty of each entry in its first criterion."""
    first = next(iter(panel.rubric.leaves))
    return attrs.evolve(
        panel,
        entrants=tuple(
            attrs.evolve(one, factors={first: Decimal(n % 3 + 1) + Decimal("0.4")})
            for n, one in enumerate(panel.entrants)
        ),
    )


def with_not_applicable(panel: Panel) -> Panel:
    """The panel with a criterion, the last that has to be marked, that does not apply to some."""
    leaves = [leaf.id for leaf in panel.rubric.leaves.values() if leaf.required]
    if len(leaves) == 1:
        return panel
    away = {one.id for n, one in enumerate(panel.entrants) if n % 2 == 0}
    changed = attrs.evolve(
        panel,
        entrants=tuple(
            attrs.evolve(
                one, not_applicable=frozenset((leaves[-1],)) if one.id in away else frozenset()
            )
            for one in panel.entrants
        ),
    )
    return changed.with_marks(
        lambda card: {
            leaf: written
            for leaf, written in card.marks.items()
            if card.entry not in away or leaf != leaves[-1]
        }
    )


def ties() -> Panel:
    """Entries with equal means, equal medians or equal cards."""
    return points_panel(
        {
            "e1": {"j1": "80", "j2": "80", "j3": "80", "j4": "80", "j5": "80"},
            "e2": {"j1": "70", "j2": "75", "j3": "80", "j4": "85", "j5": "90"},
            "e3": {"j1": "80", "j2": "80", "j3": "80", "j4": "80", "j5": "80"},
            "e4": {"j1": "90", "j2": "85", "j3": "80", "j4": "75", "j5": "70"},
            "e5": {"j1": "60", "j2": "99.99", "j3": "80", "j4": "80.01", "j5": "80"},
            "e6": {"j1": "80", "j2": "80", "j3": "100", "j4": "60", "j5": "80"},
        }
    )


def decimals() -> Panel:
    """Marks that no float holds, with means that no decimal holds."""
    return points_panel(
        {
            "e1": {"j1": "0.1", "j2": "0.2", "j3": "0.4"},
            "e2": {"j1": "8.33", "j2": "8.33", "j3": "8.34"},
            "e3": {"j1": "99.99", "j2": "99.97", "j3": "99.99"},
            "e4": {"j1": "33.33", "j2": "33.34", "j3": "66.67"},
            "e5": {"j1": "0", "j2": "0.01", "j3": "0"},
            "e6": {"j1": "70.07", "j2": "70.7", "j3": "7.07"},
        }
    )


def extremes(rubric: Rubric, *, judges: int = 5) -> Panel:
    """Entries with nothing but full marks, nothing but the lowest, and something of each."""
    low, high, middle = worst(rubric), best(rubric), at_share(rubric, Fraction(1, 2))
    names = [f"j{n + 1}" for n in range(judges)]
    return panel_of(
        rubric,
        {
            "e1": dict.fromkeys(names, high),
            "e2": dict.fromkeys(names, low),
            "e3": {name: high if n % 2 else low for n, name in enumerate(names)},
            "e4": {name: low if n else high for n, name in enumerate(names)},
            "e5": {name: high if n else low for n, name in enumerate(names)},
            "e6": dict.fromkeys(names, middle),
        },
    )


@cache
def all_by_hand() -> tuple[Panel, ...]:
    """Panels on which methods go wrong, small ones first."""
    return tuple(_by_hand())


def _by_hand() -> Iterator[Panel]:
    yield points_panel({"e1": {"j1": "85.5"}})
    yield points_panel({"e1": {"j1": "0", "j2": "0"}, "e2": {"j1": "100", "j2": "100"}})
    yield decimals()
    yield ties()
    for rubric in RUBRICS:
        yield ordinary(rubric)
        yield extremes(rubric)
        yield incomplete(rubric)
    for rubric in (WEIGHED, TREE):
        yield with_factors(ordinary(rubric))
        yield with_not_applicable(ordinary(rubric))
    yield with_gaps(ordinary(TREE))
    yield ordinary(ONE, entries=24, judges=3)
    yield ordinary(ONE, judges=MOST_JUDGES)
    yield ordinary(ONE, entries=3, judges=MOST_JUDGES + 3)


@st.composite
def drawn_panels(
    draw: st.DrawFn,
    *,
    rubrics: Sequence[Rubric] = RUBRICS,
    complete: bool = False,
    fewest_entries: int = 1,
    most_entries: int = 6,
    fewest_judges: int = 1,
    most_judges: int = 6,
) -> Panel:
    """Panels with any legal marks, and gaps unless all has to be complete."""
    rubric = draw(st.sampled_from(rubrics))
    entries = [f"e{n + 1}" for n in range(draw(st.integers(fewest_entries, most_entries)))]
    judges = [f"j{n + 1}" for n in range(draw(st.integers(fewest_judges, most_judges)))]
    table: dict[str, dict[str, dict[str, str]]] = {}
    for entry in entries:
        there = judges
        if not complete:
            there = sorted(draw(st.sets(st.sampled_from(judges), min_size=1)))
        table[entry] = {judge: draw(drawn_cards(rubric, complete=complete)) for judge in there}
    return panel_of(rubric, table)


def _criterion(criterion: Criterion) -> Text:
    accepted = Text.same("") if criterion.scale is None else criterion.scale.accepted
    optional = Text.same("") if criterion.required else _OPTIONAL
    weight = "" if criterion.weight == 1 else f" × {criterion.weight}"
    return _CRITERION.format(id=criterion.id, accepted=accepted, weight=weight, optional=optional)


_RUBRIC = Text("评分细则，满分 {total}：", "評分細則，滿分 {total}：", "rubric, {total} points:")
_CRITERION = Text(
    "  {id}：{accepted}{weight}{optional}",
    "  {id}：{accepted}{weight}{optional}",
    "  {id}: {accepted}{weight}{optional}",
)
_OPTIONAL = Text("，可不打分", "，可不評分", ", need not be marked")
_PARAMETERS = Text("参数：{said}", "參數：{said}", "parameters: {said}")
_HEAD_JUDGE = Text("评委组长：{judge}", "評委組長：{judge}", "head judge: {judge}")
_FACTORS = Text("{entry} 的系数：{said}", "{entry} 的係數：{said}", "factors of {entry}: {said}")
_NOT_APPLICABLE = Text(
    "{entry} 不适用：{said}", "{entry} 不適用：{said}", "does not apply to {entry}: {said}"
)
_CARD = Text(
    "{entry}，评委 {judge}：{said}", "{entry}，評委 {judge}：{said}", "{entry} by {judge}: {said}"
)
