"""Awards: how many of each level a field of entries gets, and what happens when a tie is cut.

"At most 20 %" rounds down; where the share falls on a tie, the policy says what is done, and what
needs a jury stays open until the jury has spoken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Protocol

import attrs

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.errors import Fault, InputError
from homeroom_core.ranking import Group
from homeroom_core.text import Text, listing
from homeroom_core.trace import show

_FIELD = Text("不少于 {least} 的整数", "不少於 {least} 的整數", "a whole number, {least} or more")
_ONCE = Text("每件作品只能出现一次", "每件作品只能出現一次", "each entry once")
_QUOTA = Text(
    "{level}：{field} × {share} = {exact}，{way}为 {quota}",
    "{level}：{field} × {share} = {exact}，{way}為 {quota}",
    "{level}: {field} × {share} = {exact}, {way} {quota}",
)
_FIXED = Text("{level}：名额 {quota}", "{level}：名額 {quota}", "{level}: {quota} places")
_WAYS: dict[str, Text] = {
    "floor": Text("舍去小数", "捨去小數", "rounded down to"),
    "ceil": Text("进一取整", "進一取整", "rounded up to"),
}
_ABOVE = Text(
    "；减去上级累计 {above}", "；減去上級累計 {above}", "; less {above} of the levels above"
)
_CARRIED = Text("；结转 {carried:+}", "；結轉 {carried:+}", "; carried over {carried:+}")
_GIVEN = Text(
    "；可评 {slots}，实评 {given}",
    "；可評 {slots}，實評 {given}",
    "; {slots} to give, {given} given",
)
_OPEN = Text("，待评委组裁定 {open}", "，待評委組裁定 {open}", ", {open} left to the jury")
_SEATS = Text(
    "从 {candidates} 中评出：{seats}",
    "從 {candidates} 中評出：{seats}",
    "for {candidates} there are: {seats}",
)
_CANDIDATE = Text("候选：{known}", "候選：{known}", "one of the candidates: {known}")


class Placed(Protocol):
    """What an award is given on: a place, as a `Standing` or a contest's own record has it."""

    @property
    def entry(self) -> str:
        """Id of the entry."""

    @property
    def rank(self) -> int:
        """Its place, 1 for the best."""

    @property
    def ranked_on(self) -> Fraction:
        """The points the place was given on."""


@attrs.frozen(kw_only=True)
class Award:
    """One entry's award."""

    entry: str
    level: str


@attrs.frozen(kw_only=True)
class Line:
    """The arithmetic of one level.

    Attributes:
        level: Its id.
        quota: Places by share or count, rounded once.
        slots: Places to give here, after the levels above and what was carried over.
        given: Awards given; with `include_all` perhaps more than `slots`.
        open: Places left to the jury.
        vacant: Places that stayed empty here.
        text: The sum, for people.
    """

    level: str
    quota: int
    slots: int
    given: int
    open: int
    vacant: int
    text: Text


@attrs.frozen(kw_only=True)
class OpenDecision:
    """What a jury still has to say: who of the tied entries gets which of the places.

    Attributes:
        candidates: The tied entries, in order of their ids.
        seats: From level to the number of places for them, the highest level first; those who
            get none of these get nothing.
    """

    candidates: tuple[str, ...]
    seats: Mapping[str, int]

    @property
    def text(self) -> Text:
        """The question to the jury, in one line."""
        seats = listing(f"{level} × {number}" for level, number in self.seats.items())
        return _SEATS.format(candidates=listing(self.candidates), seats=seats)


@attrs.frozen(kw_only=True)
class Allotment:
    """Who gets what, and how that was worked out.

    Attributes:
        awards: In the order of the places.
        lines: The arithmetic, level by level.
        open: What a jury still has to decide; the awards are final when it is empty.
    """

    awards: tuple[Award, ...]
    lines: tuple[Line, ...]
    open: tuple[OpenDecision, ...] = ()

    @property
    def vacancies(self) -> dict[str, int]:
        """Places that stayed empty, by level, where there are any."""
        return {line.level: line.vacant for line in self.lines if line.vacant}

    def level_of(self, entry: str) -> str | None:
        """The level an entry was awarded, or `None`."""
        return next((award.level for award in self.awards if award.entry == entry), None)


def allot(policy: AwardPolicy, standings: Iterable[Placed], field_size: int) -> Allotment:
    """Awards by a policy.

    Args:
        policy: The levels and what is done about ties.
        standings: Entries with their places, in any order; equal places share an award unless a
            jury parts them.
        field_size: The number that shares are taken of: entries fully judged, not registered.

    Raises:
        InputError: The field is smaller than the standings, or an entry stands there twice.

    Source: usual practice in school contests: "at most" a share is rounded down.
    """
    placed = sorted(standings, key=lambda standing: (standing.rank, standing.entry))
    _check_field(placed, field_size)
    hand_out = _HandOut(policy.ties, _groups(policy, placed))
    lines = []
    above = carried = 0
    for level in policy.levels:
        quota = level.quota(field_size)
        base = above if policy.cumulative else 0
        entitled = quota - base + carried
        used = hand_out.level(level.id, entitled)
        left = entitled - used.given - used.open
        passed_on = policy.vacancies == "pass_down" and level is not policy.levels[-1]
        text = _arithmetic(level, field_size, base, carried) + _used(entitled, used)
        lines.append(
            Line(
                level=level.id,
                quota=quota,
                slots=max(0, entitled),
                given=used.given,
                open=used.open,
                vacant=0 if passed_on else max(0, left),
                text=_chained(text),
            )
        )
        carried = left if left < 0 or passed_on else 0
        above = quota
    return Allotment(awards=tuple(hand_out.awards), lines=tuple(lines), open=hand_out.decisions())


def settle(allotment: Allotment, choices: Mapping[str, str]) -> Allotment:
    """The allotment with its open decisions closed as the jury chose.

    Args:
        allotment: One with open decisions.
        choices: From entry to level, for every seat of every decision; candidates who get nothing
            are not named.

    Raises:
        InputError: A seat is not filled or filled twice, or an entry is no candidate; lists all
            faults.
    """
    faults = list(_choice_faults(allotment, choices))
    if faults:
        raise InputError("jury decision", tuple(faults))
    order = [line.level for line in allotment.lines]
    chosen = [Award(entry=entry, level=level) for entry, level in sorted(choices.items())]
    awards = sorted([*allotment.awards, *chosen], key=lambda award: order.index(award.level))
    given = {level: list(choices.values()).count(level) for level in order}
    lines = tuple(
        attrs.evolve(line, given=line.given + given[line.level], open=0) for line in allotment.lines
    )
    return Allotment(awards=tuple(awards), lines=lines)


@attrs.frozen
class _Used:
    given: int
    open: int


@attrs.define
class _Cut:
    """A tie that a jury has to part: who, how many have no seat yet, and the seats so far."""

    candidates: Group
    unseated: int
    seats: dict[str, int]


@attrs.define
class _HandOut:
    """What is left of the field while levels are handed out from the highest down."""

    ties: str
    groups: list[Group]
    awards: list[Award] = attrs.Factory(list)
    cuts: list[_Cut] = attrs.Factory(list)

    def level(self, level: str, room: int) -> _Used:
        """Hand out one level with this many places; a negative number is a debt from above."""
        open_seats = self._seat_pending(level, room)
        room -= open_seats
        given = 0
        while room > 0 and self.groups:
            group = self.groups[0]
            if len(group) > room and self.ties != "include_all":
                open_seats += self._cut(level, room)
                break
            self.awards += [Award(entry=entry, level=level) for entry in self.groups.pop(0)]
            given += len(group)
            room -= len(group)
        return _Used(given, open_seats)

    def decisions(self) -> tuple[OpenDecision, ...]:
        """What is open, the better places first."""
        return tuple(OpenDecision(candidates=c.candidates, seats=c.seats) for c in self.cuts)

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

    def _cut(self, level: str, room: int) -> int:
        if self.ties != "jury":
            return 0
        group = self.groups.pop(0)
        self.cuts.append(_Cut(group, len(group) - room, {level: room}))
        return room


def _groups(policy: AwardPolicy, placed: Sequence[Placed]) -> list[Group]:
    """Entries that may get an award, by place."""
    least = policy.minimum_score
    reached = [s for s in placed if least is None or s.ranked_on >= Fraction(least)]
    shared = groupby(reached, key=lambda standing: standing.rank)
    return [tuple(standing.entry for standing in group) for _, group in shared]


def _check_field(placed: Sequence[Placed], field_size: int) -> None:
    entries = [standing.entry for standing in placed]
    faults = [
        Fault("standings", e, _ONCE) for e in sorted({e for e in entries if entries.count(e) > 1})
    ]
    if field_size < len(entries):
        faults.append(Fault("field_size", str(field_size), _FIELD.format(least=len(entries))))
    if faults:
        raise InputError("allotment", tuple(faults))


def _choice_faults(allotment: Allotment, choices: Mapping[str, str]) -> Iterator[Fault]:
    candidates = [entry for decision in allotment.open for entry in decision.candidates]
    for entry in sorted(choices.keys() - set(candidates)):
        yield Fault("choices", entry, _CANDIDATE.format(known=listing(candidates)))
    for decision in allotment.open:
        chosen = [choices[entry] for entry in decision.candidates if entry in choices]
        if {level: chosen.count(level) for level in chosen} != decision.seats:
            yield Fault("choices", ", ".join(chosen), decision.text)


def _arithmetic(level: AwardLevel, field_size: int, base: int, carried: int) -> list[Text]:
    """How many places a level has, as a sum."""
    quota = level.quota(field_size)
    if level.share is None:
        parts = [_FIXED.format(level=level.label, quota=quota)]
    else:
        exact = show(field_size * level.share)
        way = _WAYS[level.rounding]
        share = show(level.share)
        sums = {"field": field_size, "share": share, "exact": exact, "way": way, "quota": quota}
        parts = [_QUOTA.format(level=level.label, **sums)]
    if base:
        parts.append(_ABOVE.format(above=base))
    if carried:
        parts.append(_CARRIED.format(carried=carried))
    return parts


def _used(entitled: int, used: _Used) -> list[Text]:
    """What became of the places of a level."""
    given = _GIVEN.format(slots=max(0, entitled), given=used.given)
    return [given, *([_OPEN.format(open=used.open)] if used.open else [])]


def _chained(parts: Sequence[Text]) -> Text:
    return Text(
        "".join(p.zh_hans for p in parts),
        "".join(p.zh_hant for p in parts),
        "".join(p.en for p in parts),
    )
