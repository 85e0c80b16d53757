"""The same panel otherwise: other names, other marks of others, other settings."""

from collections.abc import Iterator, Sequence
from typing import Any

from homeroom_core.parameters import Parameter
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, ScoringMethod
from homeroom_core.testing.contracts.panel_rubrics import Marks, best, legal_marks, worst
from homeroom_core.testing.contracts.panels import Panel


def mirrored(rubric: Rubric, card: Card) -> Marks:
    """The card with low marks high and high marks low."""
    marks = {}
    for leaf, written in card.marks.items():
        legal = legal_marks(rubric.leaves[leaf])
        points = rubric.points(leaf, written)
        at = sum(rubric.points(leaf, one) < points for one in legal)
        marks[leaf] = legal[len(legal) - 1 - min(at, len(legal) - 1)]
    return marks


def others_changed(panel: Panel, *kept: str) -> Iterator[Panel]:
    """The panel with other marks of everybody but these entries; the same cards are there."""
    low, high = worst(panel.rubric), best(panel.rubric)

    def with_card(card_of: Any) -> Panel:
        return panel.with_marks(
            lambda card: (
                card.marks
                if card.entry in kept
                else {leaf: card_of(card)[leaf] for leaf in card.marks}
            )
        )

    yield with_card(lambda _card: low)
    yield with_card(lambda _card: high)
    yield with_card(lambda card: mirrored(panel.rubric, card))


def renamings(panel: Panel) -> Iterator[dict[str, str]]:
    """Other names for all entries and judges: turned around, moved on, in any script."""
    entries, judges = sorted(one.id for one in panel.entrants), list(panel.judges)
    yield dict(zip([*entries, *judges], [*entries[::-1], *judges[::-1]], strict=True))
    turned = [*entries[1:], *entries[:1], *judges[1:], *judges[:1]]
    yield dict(zip([*entries, *judges], turned, strict=True))
    yield {
        **{id: f"{_SCRIPTS[n % len(_SCRIPTS)]} {n}" for n, id in enumerate(entries)},
        **{id: f"{_SCRIPTS[-n % len(_SCRIPTS)]}-{999 - n}" for n, id in enumerate(judges)},
    }


_SCRIPTS = (
    "作品",
    "a name that is far longer than most of the ids there are",
    "Zoë",
    "10",
    "a",
    "评委/一",
    "_",
)


def settings_of(method: ScoringMethod, rubric: Rubric) -> Iterator[dict[str, Any]]:
    """What a policy may set about a method, one thing at a time; first of all nothing."""
    yield {}
    for parameter in method.parameters:
        for value in _values_of(parameter, rubric):
            if value != parameter.default:
                yield {parameter.name: value}


def _values_of(parameter: Parameter, rubric: Rubric) -> Sequence[Any]:
    first = rubric.criteria[0].id
    kinds: dict[str, Sequence[Any]] = {
        "choice": parameter.choices,
        "flag": (False, True),
        "whole": (parameter.minimum, parameter.minimum + 1, parameter.minimum + 2),
        "ratio": ("1/2", "2"),
        "wholes": ({"j1": 2, "j2": 3},),
        "ratios": ({first: "1/2"},),
    }
    return kinds[parameter.kind]


def choices_of(method: ScoringMethod) -> Iterator[dict[str, Any]]:
    """Settings that only choose between ways; none that changes a number, and none of places."""
    yield {}
    for parameter in method.parameters:
        if parameter.kind in ("choice", "flag") and parameter.name != "given":
            values = parameter.choices if parameter.kind == "choice" else (False, True)
            yield from ({parameter.name: value} for value in values if value != parameter.default)
