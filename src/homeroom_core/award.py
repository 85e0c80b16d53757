"""Awards: how many of each level a field of entries gets, and what happens when a tie is cut.

"At most 20 %" rounds down; where the share falls on a tie, the policy says what is done, and what
needs a jury stays open until the jury has spoken.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import ClassVar, Protocol

import attrs

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.errors import Fault, InputError
from homeroom_core.hand_out import Cut, HandOut, Used
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.ranking import Broken, Group, Splitter
from homeroom_core.statistics.apportionment import largest_remainder
from homeroom_core.text import Text, listing
from homeroom_core.trace import show
from homeroom_core.version import VERSION

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
_SHARED = Text(
    "；{group} 组 {field} 件中占 {size} 件，{places} 个名额按最大余数分得 {shared}",
    "；{group} 組 {field} 件中占 {size} 件，{places} 個名額按最大餘數分得 {shared}",
    "; group {group}, {size} of {field}, gets {shared} of {places} by largest remainders",
)
_PASSED = Text(
    "{entry}：{unit} 已得 {most} 项，每单位至多 {most} 项",
    "{entry}：{unit} 已得 {most} 項，每單位至多 {most} 項",
    "{entry}: {unit} has {most} already, a unit gets {most} at most",
)
_OF_UNIT = Text("{unit} 至多 {most} 项", "{unit} 至多 {most} 項", "{unit}: {most} at most")
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


@takes_plain_values
@attrs.frozen(kw_only=True)
class Award:
    """One entry's award."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "level": Text("奖项", "獎項", "Award"),
    }

    entry: str
    level: str


@takes_plain_values
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
        group: The group of entries it is of, where places are shared out among groups.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "level": Text("奖项", "獎項", "Award"),
        "text": Text("算式", "算式", "The sum"),
    }

    level: str
    quota: int
    slots: int
    given: int
    open: int
    vacant: int
    text: Text
    group: str = ""


@takes_plain_values
@attrs.frozen(kw_only=True)
class OpenDecision:
    """What a jury still has to say: who of the tied entries gets which of the places.

    Attributes:
        candidates: The tied entries, in order of their ids.
        seats: From level to the number of places for them, the highest level first; those who
            get none of these get nothing.
        units: From candidate to its unit, where the awards of one are limited.
        most: From unit to how many of its candidates may be given a place.
    """

    candidates: tuple[str, ...]
    seats: Mapping[str, int]
    units: Mapping[str, str] = attrs.Factory(dict)
    most: Mapping[str, int] = attrs.Factory(dict)

    @property
    def text(self) -> Text:
        """The question to the jury, in one line."""
        seats = listing(f"{level} × {number}" for level, number in self.seats.items())
        return _SEATS.format(candidates=listing(self.candidates), seats=seats)


@attrs.frozen(kw_only=True)
class PassedOver:
    """An entry that got nothing because its unit had its awards already, and why in words."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "text": Text("说明", "說明", "Why"),
    }

    entry: str
    unit: str
    text: Text


@takes_plain_values
@attrs.frozen(kw_only=True)
class Allotment:
    """Who gets what, and how that was worked out.

    Attributes:
        awards: The highest level first, then in the order of the places.
        lines: The arithmetic, level by level, and within a level group by group.
        open: What a jury still has to decide; the awards are final when it is empty.
        passed_over: Who got nothing because their unit had its awards already.
        tie_breaks: What the chain saw where it parted a tie at the cut.
        homeroom_version: Version of homeroom that worked it out.
        policy: Name of the award policy it is by; empty where that has none.
        plugin: Name of the plugin that provides the policy of that name; empty likewise.
        plugin_version: Its version.
        plugin_digest: SHA-256 of its source; empty for homeroom's own.
    """

    awards: tuple[Award, ...]
    lines: tuple[Line, ...]
    open: tuple[OpenDecision, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    tie_breaks: tuple[Broken, ...] = ()
    homeroom_version: str = VERSION
    policy: str = ""
    plugin: str = ""
    plugin_version: str = ""
    plugin_digest: str = ""

    @property
    def vacancies(self) -> dict[str, int]:
        """Places that stayed empty, by level, where there are any."""
        found: dict[str, int] = {}
        for line in self.lines:
            if line.vacant:
                found[line.level] = found.get(line.level, 0) + line.vacant
        return found

    def level_of(self, entry: str) -> str | None:
        """The level an entry was awarded, or `None`."""
        return next((award.level for award in self.awards if award.entry == entry), None)


def allot(
    policy: AwardPolicy,
    standings: Iterable[Placed],
    field_size: int,
    *,
    units: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
    chain: Sequence[tuple[str, Splitter]] = (),
) -> Allotment:
    """Awards by a policy.

    Args:
        policy: The levels and what is done about ties.
        standings: Entries with their places, in any order; equal places share an award unless a
            chain or a jury parts them.
        field_size: The number that shares are taken of: entries fully judged, not registered.
        units: From entry to its unit, such as a class, where the policy limits the awards of one;
            an entry without a unit is under no limit.
        groups: From entry to its group, such as a grade, where places are shared out among them.
        chain: What parts a tie at the cut, where the policy says `break`; see
            `homeroom_core.evaluation.chain_for`.

    Raises:
        InputError: The field is smaller than the standings, or an entry stands there twice.

    Source: usual practice in school contests: "at most" a share is rounded down.
    """
    placed = sorted(standings, key=lambda standing: (standing.rank, standing.entry))
    places = {standing.entry: standing.rank for standing in placed}
    _check_field(placed, field_size)
    sections = _sections(policy, placed, groups or {}, units or {}, chain)
    sizes = {name: section.size for name, section in sections.items()}
    lines = []
    above = 0
    for level in policy.levels:
        quota = level.quota(field_size)
        base = above if policy.cumulative else 0
        last = level is policy.levels[-1]
        shared = _shared_out(policy, sizes, quota - base)
        _hand_out(level.id, sections, shared, places)
        for name, section in sections.items():
            text = _arithmetic(level, field_size, base)
            if len(sections) > 1:
                text.append(_share_of(name, sizes, shared))
            lines.append(section.line(level.id, quota, shared[name], text, policy, last=last))
        above = quota
    hand_outs = [section.hand_out for section in sections.values()]
    order = [level.id for level in policy.levels]
    awards = [Award(entry=e, level=level) for one in hand_outs for e, level in one.awards]
    return Allotment(
        awards=tuple(sorted(awards, key=lambda award: order.index(award.level))),
        lines=tuple(lines),
        open=tuple(_decision(cut, one.units) for one in hand_outs for cut in one.cuts),
        passed_over=tuple(
            _passed(entry, one.units[entry], policy)
            for one in hand_outs
            for entry in one.passed_over
        ),
        tie_breaks=tuple(broken for one in hand_outs for broken in one.broken),
    )


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
    # All that was open in a line has been filled, just as it says.
    lines = tuple(
        attrs.evolve(line, given=line.given + line.open, open=0) for line in allotment.lines
    )
    return attrs.evolve(allotment, awards=tuple(awards), lines=lines, open=())


def arithmetic(level: AwardLevel, field_size: int, base: int, slots: int, given: int) -> Text:
    """How many places a level has and how many of them were given, as a sum.

    Args:
        level: The level.
        field_size: The number that shares are taken of.
        base: Places of the levels above, where the policy is cumulative; else 0.
        slots: Places to give here, after what was carried over.
        given: Awards given.
    """
    used = _GIVEN.format(slots=slots, given=given)
    return _chained([*_arithmetic(level, field_size, base), used])


@attrs.define
class _Section:
    """One group of the field while its places are handed out; the whole field, without groups."""

    group: str
    size: int
    hand_out: HandOut
    carried: int = 0

    def line(
        self,
        level: str,
        quota: int,
        shared: int,
        text: list[Text],
        policy: AwardPolicy,
        *,
        last: bool,
    ) -> Line:
        """The arithmetic of a level that was handed out; what is left of it is carried on."""
        if self.carried:
            text.append(_CARRIED.format(carried=self.carried))
        entitled, used = shared + self.carried, self.hand_out.end()
        left = entitled - used.given - used.open
        passed_on = policy.vacancies == "pass_down" and not last
        self.carried = left if left < 0 or passed_on else 0
        return Line(
            level=level,
            quota=shared if policy.by_group else quota,
            slots=max(0, entitled),
            given=used.given,
            open=used.open,
            vacant=0 if passed_on else max(0, left),
            text=_chained([*text, *_used(entitled, used)]),
            group=self.group,
        )


def _sections(
    policy: AwardPolicy,
    placed: Sequence[Placed],
    groups: Mapping[str, str],
    units: Mapping[str, str],
    chain: Sequence[tuple[str, Splitter]],
) -> dict[str, _Section]:
    parts: dict[str, list[Placed]] = {}
    taken: Counter[str] = Counter()
    for one in placed:
        parts.setdefault(groups.get(one.entry, "") if policy.by_group else "", []).append(one)
    return {
        name: _Section(
            name,
            len(part),
            HandOut(
                ties=policy.ties,
                groups=_groups(policy, part),
                chain=chain,
                units=units if policy.per_unit else {},
                per_unit=policy.per_unit or 0,
                taken=taken,
            ),
        )
        for name, part in sorted(parts.items()) or [("", [])]
    }


def _hand_out(
    level: str,
    sections: Mapping[str, _Section],
    shared: Mapping[str, int],
    places: Mapping[str, int],
) -> None:
    """Hand out one level: the better place first, whatever its group, for units share a limit."""
    for name, section in sections.items():
        section.hand_out.begin(level, shared[name] + section.carried)
    turns = {name: section.hand_out for name, section in sections.items()}
    while waiting := [(places[one.next[0]], name) for name, one in turns.items() if one.next]:
        turns[min(waiting)[1]].step()


def _shared_out(policy: AwardPolicy, sizes: Mapping[str, int], places: int) -> dict[str, int]:
    if not policy.by_group or not any(sizes.values()):
        return dict.fromkeys(sizes, places)
    return largest_remainder(sizes, max(0, places))


def _share_of(group: str, sizes: Mapping[str, int], shared: Mapping[str, int]) -> Text:
    return _SHARED.format(
        group=group,
        size=sizes[group],
        field=sum(sizes.values()),
        shared=shared[group],
        places=sum(shared.values()),
    )


def _decision(cut: Cut, units: Mapping[str, str]) -> OpenDecision:
    limited = {e: units[e] for e in cut.candidates if units.get(e) in cut.most}
    return OpenDecision(
        candidates=cut.candidates, seats=cut.seats, units=limited, most=dict(cut.most)
    )


def _passed(entry: str, unit: str, policy: AwardPolicy) -> PassedOver:
    return PassedOver(
        entry=entry, unit=unit, text=_PASSED.format(entry=entry, unit=unit, most=policy.per_unit)
    )


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
        units = [decision.units.get(e, "") for e in decision.candidates if e in choices]
        for unit, most in decision.most.items():
            if units.count(unit) > most:
                accepted = _OF_UNIT.format(unit=unit, most=most)
                yield Fault("choices", str(units.count(unit)), accepted)


def _arithmetic(level: AwardLevel, field_size: int, base: int) -> list[Text]:
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
    return parts


def _used(entitled: int, used: Used) -> list[Text]:
    """What became of the places of a level."""
    given = _GIVEN.format(slots=max(0, entitled), given=used.given)
    return [given, *([_OPEN.format(open=used.open)] if used.open else [])]


def _chained(parts: Sequence[Text]) -> Text:
    return Text(
        "".join(p.zh_hans for p in parts),
        "".join(p.zh_hant for p in parts),
        "".join(p.en for p in parts),
    )
