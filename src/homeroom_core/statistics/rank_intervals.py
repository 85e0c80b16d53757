"""How sure the places are: rank intervals from seeded draws of the severity model.

Each draw takes the entries' qualities from their joint posterior distribution and ranks them; an
interval such as "places 3 to 9" holds the middle part of the ranks drawn. Say it in these words,
never as "wins with 95 %". Equal seeds give equal draws.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, sqrt
from operator import mul
from random import Random

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.ranking import groups_of
from homeroom_core.statistics.severity import SeverityFit
from homeroom_core.text import Text, listing

_COUNT = Text("不小于 {least} 的整数", "不小於 {least} 的整數", "a whole number, {least} or more")
_SHARE = Text("大于 0 且小于 1 的比值", "大於 0 且小於 1 的比值", "a ratio between 0 and 1")
_ORDER = Text(
    "每件作品各一次：{known}", "每件作品各一次：{known}", "each of the entries once: {known}"
)
_WORDING = Text(
    "{entry}：第 {low} 至第 {high} 名",
    "{entry}：第 {low} 至第 {high} 名",
    "{entry}: places {low} to {high}",
)


@attrs.frozen(kw_only=True)
class RankInterval:
    """Where an entry may stand.

    Attributes:
        entry: Its id.
        low: The best place of the interval.
        high: The worst place of the interval.
        top: Share of the draws in which it is among the best `top` entries that were asked for.
        ahead_of_next: Share of the draws in which it is ahead of the entry that comes next in the
            order reported, by default that of severity-adjusted means; `None` for the last.
    """

    entry: str
    low: int
    high: int
    top: Fraction
    ahead_of_next: Fraction | None

    @property
    def text(self) -> Text:
        """The interval in words."""
        return _WORDING.format(entry=self.entry, low=self.low, high=self.high)


def rank_intervals(
    fit: SeverityFit,
    *,
    seed: int,
    top: int = 1,
    draws: int = 1000,
    level: Fraction = Fraction(9, 10),
    order: Sequence[str] | None = None,
) -> tuple[RankInterval, ...]:
    """Rank intervals of all entries, in order of their severity-adjusted means.

    Args:
        fit: The fitted ratings.
        seed: Of the draws; print it with the result.
        top: How many places count as the top, 1 or more.
        draws: How many draws, 1 or more.
        level: Share of the draws that an interval holds at least.
        order: The entries in another order to report and compare neighbours in, such as that of a
            result by another method.

    Raises:
        InputError: A number is out of its range.

    Source: measured by `tests/benchmarks/fairness.py --intervals`: at the level 0.90 the true place
    is held 0.92 to 0.94 of the time, for 40 entries and 3 or 7 judges.
    """
    _check(fit, top, draws, level, order)
    if order is None:
        order = [entry for group in groups_of(fit.adjusted)[0] for entry in group]
    number = {entry: n for n, entry in enumerate(fit.points)}
    ranks: list[list[int]] = [[] for _ in order]
    ahead = [0] * len(order)
    places = [0] * len(order)
    positions = [number[entry] for entry in order]
    for values in _draws(fit, Random(seed), draws):  # noqa: S311  # a simulation, no secret
        best_first = sorted(range(len(values)), key=values.__getitem__, reverse=True)
        for place, entry in enumerate(best_first, 1):
            ranks[entry].append(place)
            places[entry] = place
        for at in range(len(order) - 1):
            ahead[at] += places[positions[at]] < places[positions[at + 1]]
    return tuple(
        _interval(
            entry,
            sorted(ranks[number[entry]]),
            top=top,
            level=level,
            ahead=Fraction(ahead[at], draws) if at + 1 < len(order) else None,
        )
        for at, entry in enumerate(order)
    )


def _interval(
    entry: str, ranks: Sequence[int], *, top: int, level: Fraction, ahead: Fraction | None
) -> RankInterval:
    draws = len(ranks)
    tail = (1 - level) / 2
    return RankInterval(
        entry=entry,
        low=ranks[floor(draws * tail)],
        high=ranks[ceil(draws * (1 - tail)) - 1],
        top=Fraction(sum(rank <= top for rank in ranks), draws),
        ahead_of_next=ahead,
    )


def _draws(fit: SeverityFit, random: Random, draws: int) -> Iterator[list[float]]:
    """Joint draws: first mean and judges, then each entry given these; the full covariance."""
    if not fit.noise_variance:
        yield from ([0.0] * len(fit.points) for _ in range(draws))
        return
    number = {judge: n for n, judge in enumerate(fit.judges, 1)}
    panels = [tuple(number[judge] for judge in row) for row in fit.points.values()]
    distinct = list(dict.fromkeys(panels))
    at = {panel: n for n, panel in enumerate(distinct)}
    which = [at[panel] for panel in panels]
    scale = sqrt(fit.noise_variance)
    weights = [1 / (len(panel) + fit.ratios.entry_ratio) for panel in panels]
    centres = list(fit.effects.values())
    spreads = [scale * sqrt(weight) for weight in weights]
    pulls = [scale * weight for weight in weights]
    judge_count = len(fit.judges) + 1
    gauss = random.gauss
    for _ in range(draws):
        effects = fit.solution.factor.backward([gauss(0, 1) for _ in range(judge_count)])
        shifts = [len(p) * effects[0] + sum(effects[j] for j in p) for p in distinct]
        noise = map(mul, spreads, [gauss(0, 1) for _ in centres])
        yield [
            centre + own - pull * shifts[panel]
            for centre, own, pull, panel in zip(centres, noise, pulls, which, strict=True)
        ]


def _check(
    fit: SeverityFit, top: int, draws: int, level: Fraction, order: Sequence[str] | None
) -> None:
    asked: Mapping[str, int] = {"top": top, "draws": draws}
    faults = [
        Fault(name, str(value), _COUNT.format(least=1))
        for name, value in asked.items()
        if value < 1
    ]
    if not 0 < level < 1:
        faults.append(Fault("level", str(level), _SHARE))
    if order is not None and sorted(order) != sorted(fit.points):
        known = _ORDER.format(known=listing(sorted(fit.points)))
        faults.append(Fault("order", ", ".join(order), known))
    if faults:
        raise InputError("rank intervals", tuple(faults))
