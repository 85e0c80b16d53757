"""Panels: which judges score which entry, without conflicts, with even loads, at the least cost.

What comes first is settled first:

1. every entry has its judges, and nobody scores where a conflict rules them out;
2. the fewest waivers, where conflicts may be waived;
3. loads as even as can be;
4. the least cost: judges from other groups, mixed experience, or whatever the request prefers;
5. panels that fell apart are linked by exchanges, each of which adds as little as it can to the
   waivers, then to the unevenness, then to the cost.

Nothing depends on the order of judges, entries or conflicts: everything is worked out by id.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from homeroom_core.errors import Refusal
from homeroom_core.panels.auction import AuctionSolver
from homeroom_core.panels.balance import Latitude, as_problem, even_out, fewest_waivers
from homeroom_core.panels.field import PanelField
from homeroom_core.panels.filling import Filling
from homeroom_core.panels.linking import Terms, link, loads_of, named
from homeroom_core.panels.problem import (
    PanelProblem,
    PanelSolver,
    cheapest,
    check_seating,
    members,
)
from homeroom_core.panels.refusals import cannot_connect, lacking, waivers_needed
from homeroom_core.panels.request import PanelConflict, PanelRequest
from homeroom_core.statistics.connectivity import Link, Subset, panel_bridges, panel_subsets
from homeroom_core.text import Text

_SUMMARY = Text(
    "{entries} 件作品各有 {panel} 位评委，每位评委评 {fewest} 至 {most} 件；成本 {cost}，"
    "已证明不可能低于 {bound}；须豁免回避 {waivers} 项",
    "{entries} 件作品各有 {panel} 位評委，每位評委評 {fewest} 至 {most} 件；成本 {cost}，"
    "已證明不可能低於 {bound}；須豁免迴避 {waivers} 項",
    "{entries} entries with {panel} judges each, {fewest} to {most} entries a judge; cost {cost}, "
    "proved to be no less than {bound}; {waivers} conflicts to be waived",
)


@attrs.frozen(kw_only=True)
class Assignment:
    """The panels, what they cost, and how sure it is that nothing better exists.

    Attributes:
        panels: From entry to the ids of its judges, entries and judges in order.
        loads: From judge to how many entries they score, 0 included.
        waivers: The conflicts that have to be waived on record before these panels may score.
        cost: What the panels cost in all, whole, in the units of the request.
        mix_cost: The part of it that is due to experience that is not mixed.
        bound: No assignment with as few waivers and loads as even costs less; it is proved. Where
            linking the panels took further waivers or less even loads, none at all costs less.
        subsets: Entries and judges that hang together; one where the request asks for it.
    """

    panels: Mapping[str, tuple[str, ...]]
    loads: Mapping[str, int]
    waivers: tuple[PanelConflict, ...]
    cost: int
    mix_cost: int
    bound: int
    subsets: tuple[Subset, ...]

    def __bool__(self) -> Literal[True]:
        return True

    @property
    def gap(self) -> Fraction | None:
        """How far above the bound the cost may be, as a share of it; `None` if the bound is 0."""
        if self.cost == self.bound:
            return Fraction(0)
        return Fraction(self.cost - self.bound, self.bound) if self.bound else None

    @property
    def bridges(self) -> tuple[Link, ...]:
        """Seats without which the panels would fall apart: nobody should be absent there."""
        return panel_bridges(self.panels)

    @property
    def text(self) -> Text:
        """The assignment in one sentence."""
        return _SUMMARY.format(
            entries=len(self.panels),
            panel=len(next(iter(self.panels.values()))),
            fewest=min(self.loads.values()),
            most=max(self.loads.values()),
            cost=self.cost,
            bound=self.bound,
            waivers=len(self.waivers),
        )


@attrs.frozen
class Unassignable:
    """There is no assignment, for all these reasons; it is false, as an `Assignment` is not."""

    refusals: tuple[Refusal, ...]

    def __bool__(self) -> Literal[False]:
        return False


def assign_panels(
    request: PanelRequest, *, solver: PanelSolver | None = None
) -> Assignment | Unassignable:
    """Judges for every entry, or why there is no way.

    Args:
        request: Who, what, and what is preferred.
        solver: How the cheapest panels are found; by default an auction, which needs nothing else.

    Returns:
        The assignment; or the reasons: which entries lack judges and how many, which conflicts
        could be waived, or which subsets cannot be linked.

    Raises:
        InputError: A function of costs gave something else than a whole number from 0 to 1,000,000.
        PluginError: The solver broke what was asked for.

    Source: usual practice in school contests: conflicts are declared before panels are drawn up.

    >>> from homeroom_core.panels.request import JudgeOffer, PanelConflict, PanelRequest
    >>> request = PanelRequest(
    ...     judges=[JudgeOffer(id=f"j{n}") for n in range(1, 4)],
    ...     entries=["e1", "e2", "e3"],
    ...     per_entry=2,
    ...     conflicts=[
    ...         PanelConflict(judge="j1", entry="e1", kind="own_class"),
    ...         PanelConflict(judge="j2", entry="e2", kind="paired"),
    ...     ],
    ... )
    >>> dict(assign_panels(request).panels)
    {'e1': ('j2', 'j3'), 'e2': ('j1', 'j3'), 'e3': ('j1', 'j2')}
    """
    field = PanelField(request)
    filling = Filling(field.tiers(waive=False), field.room, request.per_entry)
    if not filling.fill():
        filling = Filling(field.tiers(waive=True), field.room, request.per_entry)
        if not filling.fill():
            return Unassignable(tuple(lacking(field, filling)))
        if not request.waive:
            return Unassignable((waivers_needed(field, filling),))
    outer = fewest_waivers(filling)
    even = even_out(filling, outer, spread=request.spread)
    problem = as_problem(
        filling, even, costs=field.costs, bands=field.bands, crowding=field.crowding
    )
    return _solved(field, even, problem, solver or AuctionSolver())


def _solved(
    field: PanelField, even: Latitude, problem: PanelProblem, solver: PanelSolver
) -> Assignment | Unassignable:
    seating = solver.solve(problem)
    check_seating(problem, seating, type(solver).__name__)
    panels = [s | c for s, c in zip(problem.seated, seating.chosen, strict=True)]
    bound = seating.bound + _cost(problem, problem.seated)
    terms = _terms(field, even, problem)
    subsets = panel_subsets(named(panels, terms.entries, terms.judges))
    if field.request.connected and len(subsets) > 1:
        before = _given_up(panels, terms)
        subsets = link(panels, terms)
        if len(subsets) > 1:
            return Unassignable((cannot_connect(subsets),))
        if _given_up(panels, terms) != before:
            bound = min(bound, _least_at_all(problem, terms))
    return _assignment(field, problem, panels, bound, subsets)


def _terms(field: PanelField, even: Latitude, problem: PanelProblem) -> Terms:
    strict = field.request.spread == 1

    def uneven(judge: int, load: int) -> int:
        if strict:
            return load * load
        return max(0, even.least[judge] - load, load - even.most[judge])

    tiers = field.tiers(waive=field.request.waive)
    return Terms(
        entries=field.entries,
        judges=field.judges,
        permitted=tuple(map(sum, zip(*(tier.masks for tier in tiers), strict=True))),
        waivers=lambda entry, judge: len(field.conflicts.get((entry, judge), ())),
        room=field.room,
        uneven=uneven,
        problem=problem,
    )


def _given_up(panels: list[int], terms: Terms) -> tuple[int, int]:
    """Waivers and unevenness, the two things that linking may add to."""
    waivers = sum(terms.waivers(e, j) for e, panel in enumerate(panels) for j in members(panel))
    return waivers, sum(
        map(terms.uneven, *zip(*enumerate(loads_of(panels, len(terms.room))), strict=True))
    )


def _least_at_all(problem: PanelProblem, terms: Terms) -> int:
    """What the panels cost at least, if each entry could choose from all who may score it."""
    total = 0
    for entry, mask in enumerate(terms.permitted):
        bands: list[list[int]] = [[] for _ in problem.in_band(mask)]
        for judge in members(mask):
            bands[problem.bands[judge]].append(problem.costs[entry][judge])
        crowding = [problem.crowding for _ in bands]
        total += cheapest(bands, crowding, len(problem.crowding))
    return total


def _cost(problem: PanelProblem, panels: Iterable[int]) -> int:
    """What panels cost in all."""
    return sum(
        sum(problem.costs[entry][judge] for judge in members(panel)) + problem.mix_cost(panel)
        for entry, panel in enumerate(panels)
    )


def _assignment(
    field: PanelField,
    problem: PanelProblem,
    panels: list[int],
    bound: int,
    subsets: tuple[Subset, ...],
) -> Assignment:
    loads = loads_of(panels, len(field.judges))
    return Assignment(
        panels=named(panels, field.entries, field.judges),
        loads=dict(zip(field.judges, loads, strict=True)),
        waivers=field.to_waive(panels),
        cost=_cost(problem, panels),
        mix_cost=sum(map(problem.mix_cost, panels)),
        bound=bound,
        subsets=subsets,
    )
