"""Panels: which judges score which entry, without conflicts, with even loads, at the least cost.

What comes first is settled first:

1. every entry has its judges, and nobody scores where a conflict rules them out;
2. the fewest waivers, where conflicts may be waived;
3. loads as even as can be;
4. the least cost: judges from other groups, mixed experience, or whatever the request prefers;
5. panels that fell apart are linked by exchanges that add as little as possible to 2, 3 and 4.

Nothing depends on the order of judges, entries or conflicts: everything is worked out by id.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from homeroom_core.auction import AuctionSolver
from homeroom_core.errors import Refusal
from homeroom_core.panel_balance import Latitude, as_problem, even_out, fewest_waivers
from homeroom_core.panel_filling import Filling, Tier
from homeroom_core.panel_linking import Terms, link, loads_of, named
from homeroom_core.panel_problem import (
    PanelProblem,
    PanelSolver,
    cheapest,
    check_seating,
    members,
)
from homeroom_core.panel_reasons import (
    CANNOT_CONNECT,
    ENTRIES_LACK_CAPACITY,
    ENTRY_LACKS_JUDGES,
    TOO_FEW_JUDGES,
    WAIVERS_NEEDED,
)
from homeroom_core.panel_request import PanelConflict, PanelRequest, cost_rows
from homeroom_core.statistics.connectivity import Link, Subset, panel_bridges, panel_subsets
from homeroom_core.text import Text, listing

_CONFLICT = Text(
    "{judge} 与 {entry}（{kind}）", "{judge} 與 {entry}（{kind}）", "{judge} and {entry} ({kind})"
)
_NOBODY = Text("无", "無", "nobody")
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

    >>> from homeroom_core.panel_request import JudgeOffer, PanelConflict, PanelRequest
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
    field = _Field(request)
    filling = Filling(field.tiers(waive=False), field.room, request.per_entry)
    if not filling.fill():
        filling = Filling(field.tiers(waive=True), field.room, request.per_entry)
        if not filling.fill():
            return Unassignable(tuple(_lacking(field, filling)))
        if not request.waive:
            return Unassignable((_waivers_needed(field, filling),))
    outer = fewest_waivers(filling)
    even = even_out(filling, outer, spread=request.spread)
    problem = as_problem(
        filling, even, costs=field.costs, bands=field.bands, crowding=field.crowding
    )
    return _solved(field, even, problem, solver or AuctionSolver())


class _Field:
    """A request by index: judges and entries in order of their ids."""

    def __init__(self, request: PanelRequest) -> None:
        self.request = request
        offers = sorted(request.judges, key=lambda judge: judge.id)
        demands = sorted(request.entries, key=lambda entry: entry.id)
        self.judges = tuple(offer.id for offer in offers)
        self.entries = tuple(demand.id for demand in demands)
        self.costs = cost_rows(request, offers, demands)
        most = len(demands)
        self.room = tuple(most if o.capacity is None else min(most, o.capacity) for o in offers)
        mix, panel = request.mix, request.per_entry
        bands = [0 if mix is None else mix.band(offer.experience) for offer in offers]
        present = sorted(set(bands))
        self.bands = tuple(present.index(band) for band in bands)
        none = (0,) * panel
        self.crowding = none if mix is None else mix.crowding(panel, bands_present=len(present))
        self._read_conflicts()

    def _read_conflicts(self) -> None:
        """What each pair would have waived; `None` where that is not possible."""
        judge_at = {id: at for at, id in enumerate(self.judges)}
        entry_at = {id: at for at, id in enumerate(self.entries)}
        self.conflicts: dict[tuple[int, int], list[PanelConflict]] = {}
        for conflict in sorted(set(self.request.conflicts), key=attrs.astuple):
            pair = (entry_at[conflict.entry], judge_at[conflict.judge])
            self.conflicts.setdefault(pair, []).append(conflict)
        self.hard = [0] * len(self.entries)
        self.soft: dict[int, list[int]] = {}
        for (entry, judge), found in self.conflicts.items():
            if all(conflict.waivable for conflict in found):
                tier = self.soft.setdefault(len(found), [0] * len(self.entries))
                tier[entry] |= 1 << judge
            else:
                self.hard[entry] |= 1 << judge

    def tiers(self, *, waive: bool) -> list[Tier]:
        """Who may score what, by how many waivers it takes."""
        everybody = (1 << len(self.judges)) - 1
        soft = [sum(masks) for masks in zip(*self.soft.values(), strict=True)] or [0] * len(
            self.hard
        )
        clean = [everybody & ~hard & ~mask for hard, mask in zip(self.hard, soft, strict=True)]
        waived = [Tier(count, tuple(masks)) for count, masks in sorted(self.soft.items())]
        return [Tier(0, tuple(clean)), *(waived if waive else ())]

    def to_waive(self, panels: list[int]) -> tuple[PanelConflict, ...]:
        """The conflicts within panels."""
        return tuple(
            conflict
            for entry, panel in enumerate(panels)
            for judge in members(panel)
            for conflict in self.conflicts.get((entry, judge), ())
        )

    def excluded(self, entry: int) -> Text:
        """Who is ruled out from an entry, and why."""
        found = [
            _CONFLICT.format(judge=c.judge, entry=c.entry, kind=c.kind)
            for judge in members(self.hard[entry])
            for c in self.conflicts[entry, judge]
        ]
        return listing(found) if found else _NOBODY


def _lacking(field: _Field, filling: Filling) -> Iterator[Refusal]:
    """Entries that lack judges by themselves, and entries that compete for too few."""
    needed, count = filling.seats, len(field.judges)
    if count < needed:
        yield TOO_FEW_JUDGES(measured=count, required=needed, lacking=needed - count)
        return
    able = sum(1 << judge for judge, room in enumerate(field.room) if room)
    missing = sum(filling.short.values())
    for entry, hard in enumerate(field.hard):
        present = (able & ~hard).bit_count()
        if present < needed:
            missing -= needed - present
            yield ENTRY_LACKS_JUDGES(
                measured=present,
                required=needed,
                entry=field.entries[entry],
                lacking=needed - present,
                excluded=field.excluded(entry),
            )
    if missing > 0:
        yield _lacking_room(field, filling, able)


def _lacking_room(field: _Field, filling: Filling, able: int) -> Refusal:
    """Entries whose judges are all full, as the search for a further seat found them."""
    entries, judges = filling.reached
    places = sum(filling.room[judge] for judge in members(judges))
    seats = 0
    for entry in entries:
        may = able & ~field.hard[entry]
        seats += min(filling.seats, may.bit_count()) - min(
            filling.seats, (may & ~judges).bit_count()
        )
    return ENTRIES_LACK_CAPACITY(
        measured=places,
        required=seats,
        entries=listing(sorted(field.entries[entry] for entry in entries)),
        judges=listing(field.judges[judge] for judge in members(judges)),
        lacking=seats - places,
    )


def _waivers_needed(field: _Field, filling: Filling) -> Refusal:
    waivers = field.to_waive(filling.panels)
    return WAIVERS_NEEDED(
        measured=len(waivers),
        required=0,
        waivers=listing(
            _CONFLICT.format(judge=c.judge, entry=c.entry, kind=c.kind) for c in waivers
        ),
    )


def _solved(
    field: _Field, even: Latitude, problem: PanelProblem, solver: PanelSolver
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
            return Unassignable((_cannot_connect(subsets),))
        if _given_up(panels, terms) != before:
            bound = min(bound, _least_at_all(problem, terms))
    return _assignment(field, problem, panels, bound, subsets)


def _terms(field: _Field, even: Latitude, problem: PanelProblem) -> Terms:
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


def _cannot_connect(subsets: tuple[Subset, ...]) -> Refusal:
    return CANNOT_CONNECT(
        measured=len(subsets),
        required=1,
        subsets=listing(subset.text for subset in subsets),
    )


def _cost(problem: PanelProblem, panels: Iterable[int]) -> int:
    """What panels cost in all."""
    return sum(
        sum(problem.costs[entry][judge] for judge in members(panel)) + problem.mix_cost(panel)
        for entry, panel in enumerate(panels)
    )


def _assignment(
    field: _Field,
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
