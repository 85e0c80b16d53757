"""Handing out places level by level: who is next, what a tie at the cut means, who is passed over.

Works on ids alone; `homeroom_core.award` gives it quotas and turns what it did into an allotment.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from homeroom_core.award_policy import CutTie
from homeroom_core.ranking import Broken, Group, Splitter, groups_of

_SAME = Fraction(0)


@attrs.frozen
class Used:
    """What became of the places of a level: given at once, and left to the jury."""

    given: int
    open: int


@attrs.define
class Cut:
    """A tie that a jury has to part.

    Attributes:
        candidates: Who is tied.
        unseated: How many of them have no seat yet, at any level.
        seats: From level to the seats for them so far.
        most: From unit to how many of its candidates may be seated, where that is limited.
    """

    candidates: Group
    unseated: int
    seats: dict[str, int]
    most: Mapping[str, int]


@attrs.define(kw_only=True)
class HandOut:
    """What is left of a field while levels are handed out from the highest down.

    Each level is begun with its places, then handed out step by step while somebody is next, then
    ended: several fields that share the limit of their units take turns.

    Attributes:
        ties: What is done where the last places fall on a tie too large for them.
        groups: Who share a place, the best first; those at the head are next.
        chain: What parts a tie at the cut, where `ties` is `break`.
        units: From entry to its unit, where the number of awards of a unit is limited.
        per_unit: That limit.
        taken: From unit to the awards it has; one for all fields that share the limit.
        awards: Pairs of entry and level.
        cuts: What is left to the jury, the better places first.
        passed_over: Those whose unit had its awards already.
        broken: What each link of the chain saw.
    """

    ties: CutTie
    groups: list[Group]
    chain: Sequence[tuple[str, Splitter]] = ()
    units: Mapping[str, str] = attrs.Factory(dict)
    per_unit: int = 0
    taken: Counter[str] = attrs.Factory(Counter)
    awards: list[tuple[str, str]] = attrs.Factory(list)
    cuts: list[Cut] = attrs.Factory(list)
    passed_over: list[str] = attrs.Factory(list)
    broken: list[Broken] = attrs.Factory(list)
    _level: str = attrs.field(default="", init=False)
    _room: int = attrs.field(default=0, init=False)
    _given: int = attrs.field(default=0, init=False)
    _open: int = attrs.field(default=0, init=False)

    def begin(self, level: str, room: int) -> None:
        """Begin a level with this many places; a negative number is a debt from above."""
        self._level, self._given = level, 0
        self._open = self._seat_pending(level, room)
        self._room = room - self._open

    @property
    def next(self) -> Group:
        """Who is next for the level that was begun; nobody where it has no places left."""
        return self.groups[0] if self._room > 0 and self._next() else ()

    def step(self) -> None:
        """Give who is next their award, part them, or leave them to the jury."""
        group = self.groups[0]
        wanted = self._room_of(group)
        fits = sum(wanted.values()) <= self._room
        rivals = {unit: n for unit, n in wanted.items() if n < self._members(group, unit)}
        if (rivals or not fits) and self.ties == "break" and self._part():
            return
        if not fits and self.ties != "include_all":
            if self.ties != "exclude_all":
                self._open += self._cut(self._level, group, wanted, self._room)
            self._room = 0
            return
        self._open += self._give(self._level, group, rivals)
        self._given += len(group) - sum(self._members(group, unit) for unit in rivals)
        self._room -= sum(wanted.values())

    def end(self) -> Used:
        """What became of the places of the level."""
        return Used(self._given, self._open)

    def _next(self) -> bool:
        """Whether somebody is next in line; those whose unit has its awards are passed over."""
        while self.groups:
            full = [e for e in self.groups[0] if self._left(self._unit(e)) == 0]
            self.passed_over += full
            rest = tuple(entry for entry in self.groups[0] if entry not in full)
            if rest:
                self.groups[0] = rest
                return True
            self.groups.pop(0)
        return False

    def _unit(self, entry: str) -> str:
        """The unit an entry counts for; one of its own where there is no limit."""
        return self.units.get(entry, "") or f"/{entry}"

    def _left(self, unit: str) -> int | None:
        """How many awards a unit may still get; `None` for as many as it likes."""
        return None if unit.startswith("/") else self.per_unit - self.taken[unit]

    def _members(self, group: Group, unit: str) -> int:
        return sum(self._unit(entry) == unit for entry in group)

    def _room_of(self, group: Group) -> dict[str, int]:
        """From unit to how many of the group may get an award."""
        counts = Counter(map(self._unit, group))
        return {
            unit: count if (left := self._left(unit)) is None else min(count, left)
            for unit, count in counts.items()
        }

    def _part(self) -> bool:
        """Put the parts of the group at the head in its place, if the chain parts it."""
        group = self.groups[0]
        if len(group) == 1:
            return False
        parts, log = groups_of(dict.fromkeys(group, _SAME), self.chain)
        self.broken += (broken for broken in log if broken not in self.broken)
        self.groups[:1] = parts
        return len(parts) > 1

    def _give(self, level: str, group: Group, rivals: Mapping[str, int]) -> int:
        """Give a whole group its award; rivals of one unit are the jury's to part."""
        self.groups.pop(0)
        for entry in group:
            unit = self._unit(entry)
            if unit not in rivals:
                self.awards.append((entry, level))
                self.taken[unit] += 1
        for unit, seats in rivals.items():
            candidates = tuple(entry for entry in group if self._unit(entry) == unit)
            self.taken[unit] += seats
            self.cuts.append(Cut(candidates, 0, {level: seats}, {unit: seats}))
        return sum(rivals.values())

    def _cut(self, level: str, group: Group, wanted: Mapping[str, int], room: int) -> int:
        self.groups.pop(0)
        # Whoever comes later gets a place only once all of these have theirs.
        self.taken.update(wanted)
        most = {unit: n for unit, n in wanted.items() if not unit.startswith("/")}
        self.cuts.append(Cut(group, sum(wanted.values()) - room, {level: room}, most))
        return room

    def _seat_pending(self, level: str, room: int) -> int:
        """Those whom the jury passes over one level up are the next in line for this one."""
        if not self.cuts or room <= 0:
            return 0
        cut = self.cuts[-1]
        seats = min(cut.unseated, room)
        if seats:
            cut.seats[level] = seats
            cut.unseated -= seats
        return seats
