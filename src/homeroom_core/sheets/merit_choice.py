"""Where a fact that is claimed in several items counts, when it may count in one of them only.

The places are chosen so that the whole is worth the most: to give each fact its dearest place would
lose points where that item is already full. Among equally good choices each fact, in order of ids,
takes the place that gives it more points, then the one that stands earlier on the sheet.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

MOST_STATES = 20_000
"""More ways to fill the items than this are not compared; real claims have a few dozen."""

Place = tuple[str, str, Fraction]
"""A claim's id, its item, and its points."""

State = tuple[tuple[str, Fraction], ...]
Hold = Callable[[str, Fraction, Fraction], Fraction]
"""Points of an item that has some and is given more, as the item counts them."""


def placed(
    facts: Sequence[Sequence[Place]],
    held: Mapping[str, Fraction],
    hold: Hold,
    worth: Callable[[Mapping[str, Fraction]], Fraction],
) -> frozenset[str] | None:
    """Ids of the claims that count, one for each fact.

    Args:
        facts: For each fact its places, the one to be preferred first.
        held: Points of each item without these facts.
        hold: What an item has after a fact is added.
        worth: What the whole sheet is worth with these points of its items; never lower for more.

    Returns:
        The best choice, or `None` if there are too many ways to compare.

    >>> a, b = ("a-city", "city", Fraction(6)), ("a-school", "school", Fraction(4))
    >>> def most(item, has, more):
    ...     return max(has, more)
    >>> sorted(placed([[a, b]], {"city": Fraction(8), "school": Fraction(0)}, most,
    ...               lambda points: sum(points.values())))
    ['a-school']
    """
    contested = sorted({item for places in facts for _, item, _ in places})
    start: State = tuple((item, held[item]) for item in contested)
    found: dict[State, tuple[int, ...]] = {start: ()}
    for places in facts:
        after = _with(found, places, hold)
        if after is None:
            return None
        found = after
    best = min(found, key=lambda state: (-worth({**held, **dict(state)}), found[state]))
    chosen = zip(facts, found[best], strict=True)
    return frozenset(places[number][0] for places, number in chosen)


def _with(
    found: Mapping[State, tuple[int, ...]], places: Sequence[Place], hold: Hold
) -> dict[State, tuple[int, ...]] | None:
    """Every state after one more fact, each with the first choice that leads to it.

    `None` once there are more than `MOST_STATES`.
    """
    after: dict[State, tuple[int, ...]] = {}
    for state, path in found.items():
        for number, (_, item, points) in enumerate(places):
            new = tuple(
                (name, hold(name, has, points) if name == item else has) for name, has in state
            )
            after[new] = min(after.get(new, (*path, number)), (*path, number))
        if len(after) > MOST_STATES:
            return None
    return after
