"""Filling panels: everybody gets enough judges, with as few waivers as there can be.

A maximum flow from entries to judges, first over pairs without any conflict, then along shortest
augmenting paths (by the waivers they need) over pairs whose conflicts may be waived. Successive
shortest paths keep the number of waivers at its minimum (Ahuja, Magnanti, Orlin, Network Flows,
1993, section 9.7).
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import attrs

from homeroom_core.panels.problem import Masks, members

_FAR = 1 << 60


@attrs.frozen
class Tier:
    """Pairs that need the same number of waivers."""

    waivers: int
    masks: Masks


class Filling:
    """Panels as they fill up. Entries, judges and seats are numbers; sets of judges are bit masks.

    Args:
        tiers: Who may score what, the tier without waivers first.
        room: The most entries each judge can take.
        seats: How many judges each entry needs.
    """

    def __init__(self, tiers: Sequence[Tier], room: Sequence[int], seats: int) -> None:
        self.tiers = tuple(tiers)
        self.room = tuple(room)
        self.seats = seats
        self.panels = [0] * len(tiers[0].masks)
        self.loads = [0] * len(room)
        self.entries: list[set[int]] = [set() for _ in room]
        self.reached: tuple[frozenset[int], int] = (frozenset(), 0)
        self._waivers = [
            {j: t.waivers for t in tiers[1:] for j in members(t.masks[e])}
            for e in range(len(self.panels))
        ]

    def waivers(self, entry: int, judge: int) -> int:
        """How many conflicts have to be waived for this pair."""
        return self._waivers[entry].get(judge, 0)

    @property
    def waived(self) -> int:
        """How many waivers the panels need."""
        return sum(
            self.waivers(e, j) for e, panel in enumerate(self.panels) for j in members(panel)
        )

    @property
    def short(self) -> dict[int, int]:
        """From entry to how many judges it lacks."""
        missing = ((e, self.seats - panel.bit_count()) for e, panel in enumerate(self.panels))
        return {e: lacking for e, lacking in missing if lacking}

    def fill(self) -> bool:
        """Seat as many judges as can be, with the fewest waivers; whether every entry has enough."""
        self._take_idle_judges()
        return self._augment(self.tiers[:1]) or self._augment(self.tiers)

    def seat(self, entry: int, judge: int) -> None:
        """Put a judge on a panel."""
        self.panels[entry] |= 1 << judge
        self.loads[judge] += 1
        self.entries[judge].add(entry)

    def unseat(self, entry: int, judge: int) -> None:
        """Take a judge off a panel."""
        self.panels[entry] ^= 1 << judge
        self.loads[judge] -= 1
        self.entries[judge].remove(entry)

    def _take_idle_judges(self) -> None:
        """Give each entry the least loaded judges, those with the fewest candidates first."""
        masks = self.tiers[0].masks
        by_load = [sum(1 << j for j, room in enumerate(self.room) if room > 0)]
        for entry in sorted(range(len(masks)), key=lambda e: (masks[e].bit_count(), e)):
            lacking = self.seats
            for load in range(len(by_load)):
                idle = members(masks[entry] & by_load[load] & ~self.panels[entry])
                for judge in islice(idle, lacking):
                    self.seat(entry, judge)
                    by_load[load] ^= 1 << judge
                    if load + 1 == len(by_load):
                        by_load.append(0)
                    if self.loads[judge] < self.room[judge]:
                        by_load[load + 1] |= 1 << judge
                lacking = self.seats - self.panels[entry].bit_count()
                if not lacking:
                    break

    def _augment(self, tiers: tuple[Tier, ...]) -> bool:
        """Seat further judges by moving others about, one path after another."""
        while short := self.short:
            path = _shortest_path(self, tiers, short)
            if not path:
                return False
            for entry, judge, gives_up in path:
                if gives_up is not None:
                    self.unseat(entry, gives_up)
                self.seat(entry, judge)
        return True


def _shortest_path(
    filling: Filling, tiers: tuple[Tier, ...], starts: Iterable[int]
) -> list[tuple[int, int, int | None]]:
    """From an entry that lacks a judge to a judge with room: (entry, takes, gives up), last first.

    Labels are corrected until none gets shorter; without waivers the first judge with room will do.
    What was reached in vain is kept in `filling.reached`: it shows why there is no path.
    """
    far = dict.fromkeys(starts, 0)
    from_judge: dict[int, int] = {}
    from_entry: dict[int, int] = {}
    judge_far: dict[int, int] = {}
    at: dict[int, int] = {}
    queue = deque(sorted(far))
    simple = len(tiers) == 1
    found: int | None = None
    while queue and found is None:
        entry = queue.popleft()
        for tier in tiers:
            length = far[entry] + tier.waivers
            near = sum(mask for d, mask in at.items() if d <= length)
            for judge in members(tier.masks[entry] & ~filling.panels[entry] & ~near):
                if judge in judge_far:
                    at[judge_far[judge]] ^= 1 << judge
                judge_far[judge] = length
                at[length] = at.get(length, 0) | 1 << judge
                from_entry[judge] = entry
                if simple and filling.loads[judge] < filling.room[judge]:
                    found = judge
                    break
                for other in filling.entries[judge]:
                    shorter = length - filling.waivers(other, judge)
                    if shorter < far.get(other, _FAR):
                        far[other] = shorter
                        from_judge[other] = judge
                        queue.append(other)
            if found is not None:
                break
    if found is None:
        free = [j for j in judge_far if filling.loads[j] < filling.room[j]]
        found = min(free, key=lambda j: (judge_far[j], filling.loads[j], j), default=None)
    filling.reached = (frozenset(far), sum(1 << judge for judge in judge_far))
    return [] if found is None else _trace(found, from_entry, from_judge)


def _trace(
    judge: int, from_entry: Mapping[int, int], from_judge: Mapping[int, int]
) -> list[tuple[int, int, int | None]]:
    path = []
    while True:
        entry = from_entry[judge]
        gives_up = from_judge.get(entry)
        path.append((entry, judge, gives_up))
        if gives_up is None:
            return path
        judge = gives_up
