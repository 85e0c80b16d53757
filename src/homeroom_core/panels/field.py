"""A panel request by index: judges and entries in order of their ids, conflicts as bit masks."""

from operator import attrgetter

from homeroom_core.panels.filling import Tier
from homeroom_core.panels.problem import members
from homeroom_core.panels.request import PanelConflict, PanelRequest, cost_rows

_IN_ORDER = attrgetter("judge", "entry", "kind", "waivable")


class PanelField:
    """A request, numbered.

    Attributes:
        judges: Ids by index; `entries` likewise.
        costs: One row an entry, one column a judge.
        room: The most entries each judge can take.
        bands: The band of experience of each judge; bands that nobody is in are left out.
        crowding: What the first, second, ... judge of one band costs on a panel.
        conflicts: From entry and judge to what stands between them.
        hard: For each entry the judges who are ruled out.

    Raises:
        InputError: A cost is no whole number from 0 to 1,000,000.
    """

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
        judge_at = {id: at for at, id in enumerate(self.judges)}
        entry_at = {id: at for at, id in enumerate(self.entries)}
        self.conflicts: dict[tuple[int, int], list[PanelConflict]] = {}
        for conflict in sorted(set(self.request.conflicts), key=_IN_ORDER):
            pair = (entry_at[conflict.entry], judge_at[conflict.judge])
            self.conflicts.setdefault(pair, []).append(conflict)
        self.hard = [0] * len(self.entries)
        self._soft: dict[int, list[int]] = {}
        for (entry, judge), found in self.conflicts.items():
            if all(conflict.waivable for conflict in found):
                tier = self._soft.setdefault(len(found), [0] * len(self.entries))
                tier[entry] |= 1 << judge
            else:
                self.hard[entry] |= 1 << judge

    def tiers(self, *, waive: bool) -> list[Tier]:
        """Who may score what, by how many waivers it takes."""
        everybody = (1 << len(self.judges)) - 1
        soft = [sum(masks) for masks in zip(*self._soft.values(), strict=True)] or [0] * len(
            self.hard
        )
        clean = [everybody & ~hard & ~mask for hard, mask in zip(self.hard, soft, strict=True)]
        waived = [Tier(count, tuple(masks)) for count, masks in sorted(self._soft.items())]
        return [Tier(0, tuple(clean)), *(waived if waive else ())]

    def to_waive(self, panels: list[int]) -> tuple[PanelConflict, ...]:
        """The conflicts within panels."""
        return tuple(
            conflict
            for entry, panel in enumerate(panels)
            for judge in members(panel)
            for conflict in self.conflicts.get((entry, judge), ())
        )
