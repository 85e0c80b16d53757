"""Small panel requests, as strategies, and every assignment of one, by trying all."""

from collections.abc import Iterator
from itertools import combinations, product

import attrs
from hypothesis import strategies as st

from homeroom_core.panels.request import (
    EntryDemand,
    ExperienceMix,
    JudgeOffer,
    PanelConflict,
    PanelRequest,
)

Panels = dict[str, tuple[str, ...]]


@attrs.frozen(order=True)
class Worth:
    """What is settled first stands first."""

    waivers: int
    squares: int
    cost: int


@st.composite
def panel_requests(
    draw: st.DrawFn, *, most_entries: int = 4, most_judges: int = 4, connected: bool = False
) -> PanelRequest:
    """Requests small enough to try every assignment; not all of them can be met."""
    groups, years = st.sampled_from(["", "g7", "g8"]), st.integers(0, 20)
    judges = tuple(
        JudgeOffer(
            id=f"j{number}",
            group=draw(groups),
            experience=draw(years),
            capacity=draw(st.none() | st.integers(0, most_entries)),
        )
        for number in range(draw(st.integers(1, most_judges)))
    )
    entries = tuple(
        EntryDemand(f"e{number}", draw(groups))
        for number in range(draw(st.integers(1, most_entries)))
    )
    pairs = st.tuples(st.sampled_from(judges), st.sampled_from(entries))
    conflicts = draw(
        st.lists(
            st.tuples(pairs, st.sampled_from(["own_class", "same_group", "paired"])), max_size=6
        )
    )
    prices = st.dictionaries(pairs.map(lambda p: (p[0].id, p[1].id)), st.integers(0, 30))
    return PanelRequest(
        judges=judges,
        entries=entries,
        per_entry=draw(st.integers(1, 3)),
        conflicts=tuple(
            PanelConflict(judge=j.id, entry=e.id, kind=kind, waivable=kind != "own_class")
            for (j, e), kind in conflicts
        ),
        costs=draw(prices),
        mix=draw(st.none() | st.builds(ExperienceMix, cost=st.integers(0, 15))),
        waive=draw(st.booleans()),
        connected=connected,
    )


def permitted(request: PanelRequest, entry: str) -> list[str]:
    """Who may score an entry: no conflict that may not be waived, or none at all."""
    out = {
        c.judge
        for c in request.conflicts
        if c.entry == entry and not (c.waivable and request.waive)
    }
    return sorted({judge.id for judge in request.judges} - out)


def every_assignment(request: PanelRequest) -> Iterator[Panels]:
    """All panels that keep to conflicts and capacities."""
    room = capacities(request)
    ids = [entry.id for entry in request.entries]
    choices = [list(combinations(permitted(request, id), request.per_entry)) for id in ids]
    for panels in product(*choices):
        found = dict(zip(ids, panels, strict=True))
        if all(load <= room[j] for j, load in loads(request, found).items()):
            yield found


def capacities(request: PanelRequest) -> dict[str, int]:
    """The most entries each judge can take; all of them where there is no limit."""
    most = len(request.entries)
    return {j.id: most if j.capacity is None else j.capacity for j in request.judges}


def loads(request: PanelRequest, panels: Panels) -> dict[str, int]:
    """How many entries each judge has."""
    return {j.id: sum(j.id in panel for panel in panels.values()) for j in request.judges}


def waivers(request: PanelRequest, panels: Panels) -> set[PanelConflict]:
    """The conflicts within panels."""
    return {c for c in request.conflicts if c.judge in panels[c.entry]}


def cost(request: PanelRequest, panels: Panels) -> int:
    """Preferences and crowding, added up anew."""
    assert not callable(request.costs)
    total = 0
    for entry, panel in panels.items():
        total += sum(request.costs.get((judge, entry), 0) for judge in panel)
    if request.mix is None:
        return total
    band = {j.id: request.mix.band(j.experience) for j in request.judges}
    crowding = request.mix.crowding(request.per_entry, bands_present=len(set(band.values())))
    for panel in panels.values():
        bands = [band[judge] for judge in panel]
        total += sum(sum(crowding[: bands.count(one)]) for one in set(bands))
    return total


def worth(request: PanelRequest, panels: Panels) -> Worth:
    """How good an assignment is."""
    squares = sum(load * load for load in loads(request, panels).values())
    return Worth(len(waivers(request, panels)), squares, cost(request, panels))
