"""Award policies that plugins provide by name, and what a function of their own answers, checked.

A function may give the places out in its own way; it may not give more of them than there are. What
it answers is held against the policy, and an answer that breaks it is an error that names the
plugin.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from homeroom_core.award import Allotment, Award, Line, Placed, allot, arithmetic
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.errors import PluginError, blamed_on
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.provided import Origin
from homeroom_core.ranking import Splitter
from homeroom_core.statistics.apportionment import largest_remainder
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text, listing


def _by_place(standings: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(sorted(standings, key=lambda one: (one.rank, one.entry)))


@attrs.frozen(kw_only=True)
class AwardRequest:
    """All that awards are given on.

    Attributes:
        policy: The policy as it was pinned, levels and all; not what the plugin says today.
        standings: The entries with their places, the best first, those that share a place in order
            of their ids.
        field_size: The number that shares are taken of: entries fully judged.
        units: From entry to its unit, such as a class, where the policy limits the awards of one.
        groups: From entry to its group, such as a grade, where the policy asks for them.
        chain: What parts a tie at the cut, where the policy says `break`.
    """

    policy: AwardPolicy
    standings: tuple[Placed, ...] = attrs.field(converter=_by_place)
    field_size: int
    units: Mapping[str, str] = attrs.Factory(dict)
    groups: Mapping[str, str] = attrs.Factory(dict)
    chain: Sequence[tuple[str, Splitter]] = ()

    def allot(self) -> Allotment:
        """What this library's own way gives; see `homeroom_core.award.allot`.

        Raises:
            InputError: As `allot`.
        """
        return allot(
            self.policy,
            self.standings,
            self.field_size,
            units=self.units,
            groups=self.groups,
            chain=self.chain,
        )


AwardFunction = Callable[[AwardRequest], Mapping[str, str] | Allotment]
"""What a plugin author writes: from entry to the id of its level, or an `Allotment` of its own."""


@takes_plain_values
@attrs.frozen(kw_only=True)
class NamedAwardPolicy:
    """An award policy that a scheme may name.

    Attributes:
        name: What schemes call it.
        label: What people call it.
        policy: The levels and all, as data; it bears the name, so that whoever pins the data keeps
            the name with it.
        function: How its awards are given; `None` for this library's own way, `allot`.

    Raises:
        DefinitionError: The name is no id, the label lacks a language, or the policy bears another
            name.
    """

    name: str
    label: Text
    policy: AwardPolicy
    function: AwardFunction | None = None

    def __attrs_post_init__(self) -> None:
        other = self.policy.name not in ("", self.name)
        problems = [
            None if is_code(self.name) else _BAD_NAME.format(name=self.name),
            _NO_LABEL if lacks_language(self.label) else None,
            _OTHER_NAME.format(other=self.policy.name) if other else None,
        ]
        check(f"award policy {self.name}", problems)
        # The one way to set a field of a frozen class that depends on another.
        object.__setattr__(self, "policy", attrs.evolve(self.policy, name=self.name))


def award_policy(
    name: str, *, label: Text, policy: AwardPolicy
) -> Callable[[AwardFunction], NamedAwardPolicy]:
    """Make a function the way in which a named policy gives its awards.

    Raises:
        DefinitionError: As `NamedAwardPolicy`.

    >>> from homeroom_core.award_policy import AwardLevel
    >>> star = AwardLevel(id="star", label=Text("之星", "之星", "Star"), count=1)
    >>> @award_policy("star", label=Text("年度之星", "年度之星", "Star of the year"),
    ...               policy=AwardPolicy(levels=(star,)))
    ... def best(request):
    ...     return {request.standings[0].entry: "star"}
    >>> best.policy.name
    'star'
    """

    def wrap(function: AwardFunction) -> NamedAwardPolicy:
        return NamedAwardPolicy(name=name, label=label, policy=policy, function=function)

    return wrap


def give(request: AwardRequest, named: NamedAwardPolicy, origin: Origin) -> Allotment:
    """The awards of a request in the way of a named policy, with where that comes from.

    Args:
        request: What the awards are given on; its policy is the pinned one.
        named: The policy of that name, as a plugin provides it.
        origin: The plugin.

    Raises:
        PluginError: The function fails, or what it answers breaks the policy: more awards than
            there are places, an entry that does not stand there or has two, an unknown level.
        InputError: As `homeroom_core.award.allot`.
    """
    if named.function is None:
        made = request.allot()
    else:
        with blamed_on(origin.plugin, _FAILS, name=named.name):
            answer = named.function(request)
            made = answer if isinstance(answer, Allotment) else _allotment(request, answer)
        wrong = list(broken_promises(request, made))
        if wrong:
            broken = _BREAKS.format(name=named.name, why=listing(wrong))
            raise PluginError(origin.plugin, broken)
    return attrs.evolve(
        made,
        policy=named.name,
        plugin=origin.plugin,
        plugin_version=origin.version,
        plugin_digest=origin.digest,
    )


def broken_promises(request: AwardRequest, made: Allotment) -> Iterator[Text]:
    """What an allotment breaks of the policy it is by; nothing where all is well.

    Places that a jury still has to fill count like awards. With `include_all` a level may have more
    awards than places, if its last places fell on a tie that is in it as a whole.
    """
    levels = [level.id for level in request.policy.levels]
    placed = {one.entry: one for one in request.standings}
    given = Counter(award.entry for award in made.awards)
    waiting = Counter(entry for decision in made.open for entry in decision.candidates)
    for entry in sorted((given + waiting).keys() - placed.keys()):
        yield _STRANGER.format(entry=entry)
    for entry, times in sorted((given + waiting).items()):
        if times > 1:
            yield _TWICE.format(entry=entry)
    named = {award.level for award in made.awards}
    named |= {level for decision in made.open for level in decision.seats}
    for level in sorted(named - set(levels)):
        yield _NO_LEVEL.format(level=level, known=listing(levels))
    if named <= set(levels) and given.keys() <= placed.keys():
        yield from _too_low(request, made, placed)
        yield from _over_quota(request, made)
        yield from _over_unit(request, made)
        yield from _lines_differ(made, levels)


def _allotment(request: AwardRequest, answer: Mapping[str, str]) -> Allotment:
    """An allotment of a plain answer: who gets which level."""
    if not isinstance(answer, Mapping):
        msg = f"a mapping from entry to level or an Allotment is expected, found {answer!r}"
        raise TypeError(msg)
    order = [level.id for level in request.policy.levels]
    places = {one.entry: at for at, one in enumerate(request.standings)}
    awards = [Award(entry=str(entry), level=str(level)) for entry, level in answer.items()]
    known = [award for award in awards if award.level in order and award.entry in places]
    if len(known) < len(awards):  # Told by what checks it; lines cannot be made of it.
        return Allotment(awards=tuple(awards), lines=())
    return Allotment(
        awards=tuple(sorted(known, key=lambda a: (order.index(a.level), places[a.entry]))),
        lines=tuple(_lines(request, known)),
    )


def _lines(request: AwardRequest, awards: Sequence[Award]) -> Iterator[Line]:
    policy = request.policy
    given = Counter(award.level for award in awards)
    above = carried = 0
    for level in policy.levels:
        quota = level.quota(request.field_size)
        base = above if policy.cumulative else 0
        slots = max(0, quota - base + carried)
        left = slots - given[level.id]
        passed_on = policy.vacancies == "pass_down" and level is not policy.levels[-1]
        carried = left if left < 0 or passed_on else 0
        yield Line(
            level=level.id,
            quota=quota,
            slots=slots,
            given=given[level.id],
            open=0,
            vacant=0 if passed_on else max(0, left),
            text=arithmetic(level, request.field_size, base, slots, given[level.id]),
        )
        above = quota


def _too_low(
    request: AwardRequest, made: Allotment, placed: Mapping[str, Placed]
) -> Iterator[Text]:
    least = request.policy.minimum_score
    if least is None:
        return
    candidates = {entry for decision in made.open for entry in decision.candidates}
    for entry in sorted({award.entry for award in made.awards} | (candidates & placed.keys())):
        if placed[entry].ranked_on < Fraction(least):
            yield _TOO_LOW.format(entry=entry, least=least)


def _over_quota(request: AwardRequest, made: Allotment) -> Iterator[Text]:
    """Levels with more awards than places; group by group where places are shared out."""
    policy = request.policy
    groups = request.groups if policy.by_group else {}
    members: dict[str, list[Placed]] = {}
    for one in request.standings:
        members.setdefault(groups.get(one.entry, ""), []).append(one)
    sizes = {group: len(part) for group, part in sorted(members.items())}
    above, carried = 0, dict.fromkeys(sizes, 0)
    for level in policy.levels:
        quota = level.quota(request.field_size)
        places = quota - (above if policy.cumulative else 0)
        shared = dict.fromkeys(sizes, places)
        if policy.by_group and sizes:
            shared = largest_remainder(sizes, max(0, places))
        for group, part in members.items():
            room = shared[group] + carried[group]
            used = sum(_taken(made, part, level.id).values())
            if used > max(0, room) and not _tie_in_whole(request, made, part, level.id, room):
                yield _TOO_MANY.format(level=level.label, given=used, places=max(0, room))
            left = room - used
            carried[group] = left if left < 0 or policy.vacancies == "pass_down" else 0
        above = quota


def _taken(made: Allotment, part: Sequence[Placed], level: str) -> Counter[int]:
    """From rank to how many places of a level went there, those left to a jury included."""
    ranks = {one.entry: one.rank for one in part}
    taken: Counter[int] = Counter()
    for award in made.awards:
        if award.level == level and award.entry in ranks:
            taken[ranks[award.entry]] += 1
    for decision in made.open:
        rank = next((ranks[entry] for entry in decision.candidates if entry in ranks), None)
        if rank is not None and decision.seats.get(level):
            taken[rank] += decision.seats[level]
    return taken


def _tie_in_whole(
    request: AwardRequest,
    made: Allotment,
    part: Sequence[Placed],
    level: str,
    room: int,
) -> bool:
    """Whether a level is over its places only by a tie at the cut, which the policy includes.

    All who share that place are in it then, but for those whose unit has its awards.
    """
    if request.policy.ties != "include_all":
        return False
    taken = _taken(made, part, level)
    last = max(taken)
    tied = {one.entry for one in part if one.rank == last}
    in_it = {award.entry for award in made.awards if award.level == level}
    in_it |= {e for one in made.open if one.seats.get(level) for e in one.candidates}
    full = _used_by_units(request, made)
    most = request.policy.per_unit
    left_out = [
        entry for entry in tied - in_it if most is None or full[request.units.get(entry, "")] < most
    ]
    return sum(taken.values()) - taken[last] < room and not left_out


def _used_by_units(request: AwardRequest, made: Allotment) -> Counter[str]:
    """From unit to its awards, those that a jury will give it included."""
    used = Counter(request.units.get(award.entry, "") for award in made.awards)
    for decision in made.open:
        used.update(decision.most)
    del used[""]
    return used


def _over_unit(request: AwardRequest, made: Allotment) -> Iterator[Text]:
    most = request.policy.per_unit
    if most is None:
        return
    for unit, count in sorted(_used_by_units(request, made).items()):
        if count > most:
            yield _UNIT.format(unit=unit, given=count, most=most)


def _lines_differ(made: Allotment, levels: Sequence[str]) -> Iterator[Text]:
    """Levels whose arithmetic says something else than the awards."""
    given = Counter(award.level for award in made.awards)
    seats: Counter[str] = Counter()
    for decision in made.open:
        seats.update(decision.seats)
    for level in levels:
        lines = [line for line in made.lines if line.level == level]
        told = sum(line.given for line in lines), sum(line.open for line in lines)
        if not lines or told != (given[level], seats[level]):
            yield _LINE.format(level=level)


_BAD_NAME = Text("名称“{name}”不合规", "名稱「{name}」不合規", "'{name}' cannot be a name")
_NO_LABEL = Text("缺少某种语言的名称", "缺少某種語言的名稱", "the label lacks a language")
_OTHER_NAME = Text(
    "其数据的名称是“{other}”", "其資料的名稱是「{other}」", "its data bears the name '{other}'"
)
_FAILS = Text(
    "奖项办法“{name}”出错：{error}",
    "獎項辦法「{name}」出錯：{error}",
    "award policy '{name}' fails: {error}",
)
_BREAKS = Text(
    "奖项办法“{name}”给出的结果不合其自身规定：{why}",
    "獎項辦法「{name}」給出的結果不合其自身規定：{why}",
    "award policy '{name}' gave awards that its own policy does not allow: {why}",
)
_STRANGER = Text(
    "{entry} 不在名次中", "{entry} 不在名次中", "{entry} does not stand among the places"
)
_TWICE = Text("{entry} 不止一次", "{entry} 不止一次", "{entry} stands there more than once")
_NO_LEVEL = Text(
    "没有奖项 {level}，只有：{known}",
    "沒有獎項 {level}，只有：{known}",
    "there is no level {level}, only: {known}",
)
_TOO_MANY = Text(
    "{level}给出 {given} 项，名额 {places}",
    "{level}給出 {given} 項，名額 {places}",
    "{level} given {given} times, for {places} places",
)
_TOO_LOW = Text(
    "{entry} 未达到 {least} 分",
    "{entry} 未達到 {least} 分",
    "{entry} is below the least of {least}",
)
_UNIT = Text(
    "{unit} 得 {given} 项，每单位至多 {most} 项",
    "{unit} 得 {given} 項，每單位至多 {most} 項",
    "{unit} gets {given}, a unit gets {most} at most",
)
_LINE = Text(
    "{level} 的算式与所给的奖项不符",
    "{level} 的算式與所給的獎項不符",
    "the arithmetic of {level} does not say what was given",
)
