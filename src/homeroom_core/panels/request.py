"""What a panel assignment is asked for: judges, entries, conflicts, and what is preferred.

Everything is a frozen value that says all its faults at once. Costs are whole numbers without a
unit: only their differences count, and 0 is the best.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.strict import is_code
from homeroom_core.text import Text, listing

MOST_COST = 1_000_000
"""The highest cost of one judge for one entry."""

_CODE = Text(
    "代码：字母、数字、点、连字符或下划线，最多64个字符",
    "代碼：字母、數字、點、連字號或底線，最多64個字元",
    "a code: letters, digits, dot, hyphen or underscore, at most 64",
)
_KIND = Text("回避情形的名称", "迴避情形的名稱", "the type of the conflict")
_ONCE = Text("只能出现一次", "只能出現一次", "may stand there only once")
_KNOWN_JUDGE = Text("名单中的评委", "名單中的評委", "a judge of the list")
_KNOWN_ENTRY = Text("名单中的作品", "名單中的作品", "an entry of the list")
_KNOWN_PAIR = Text(
    "（评委, 作品）代码对", "（評委, 作品）代碼對", "a pair of ids (judge, entry) of the lists"
)
_ENTRIES = Text("至少一件作品", "至少一件作品", "at least one entry")
_WHOLE = Text("整数，不小于 {least}", "整數，不小於 {least}", "a whole number, {least} or more")
_COST = Text("0 至 {most} 的整数", "0 至 {most} 的整數", "a whole number from 0 to {most}").format(
    most=MOST_COST
)
_RISING = Text(
    "逐段升高的年数，均大于 0",
    "逐段升高的年數，均大於 0",
    "years above 0 that rise from band to band",
)


@attrs.frozen(kw_only=True)
class JudgeOffer:
    """A judge, and how much they can take on.

    Attributes:
        id: Id of the judge.
        group: The group they belong to, such as a grade group (年级组); empty for none.
        experience: Full years of experience, 0 or more.
        capacity: The most entries they can score; `None` for no limit of their own.
    """

    id: str
    group: str = ""
    experience: int = 0
    capacity: int | None = None


@attrs.frozen
class EntryDemand:
    """An entry that needs a panel, and the group it comes from; empty for none."""

    id: str
    group: str = ""


@attrs.frozen(kw_only=True)
class PanelConflict:
    """A reason why a judge should not score an entry.

    Attributes:
        judge: Id of the judge.
        entry: Id of the entry.
        kind: Type of the conflict, such as `own_class` or `same_group`.
        waivable: Whether it may be waived on record. One conflict that may not rules the pair out.
    """

    judge: str
    entry: str
    kind: str
    waivable: bool = False


@attrs.frozen
class SameGroup:
    """The usual preference: judges from other groups than the entry's.

    Attributes:
        cost: Of a judge from the entry's own group.

    >>> SameGroup(cost=20)(JudgeOffer(id="j1", group="grade-7"), EntryDemand("e1", "grade-7"))
    20
    """

    cost: int = 20

    def __call__(self, judge: JudgeOffer, entry: EntryDemand) -> int:
        """What this judge costs for this entry."""
        return self.cost if judge.group and judge.group == entry.group else 0


@attrs.frozen
class ExperienceMix:
    """Panels that mix old hands and new: no band of experience takes more than its even share.

    Where `n` bands are present among the judges, a panel of `k` has room for k/n of each, rounded
    up. The first judge of a band beyond that costs `cost`, the second twice that, and so on.

    Attributes:
        bands: Years at which the next band begins: `(5, 15)` makes the bands 0-4, 5-14, 15 and up.
        cost: Of crowding, a whole number; 0 turns the mix off.

    Source: usual practice in school contests (panels of 老中青, old, middle and young).

    >>> ExperienceMix().band(7), ExperienceMix(cost=10).crowding(5, bands_present=3)
    (1, (0, 0, 10, 20, 30))
    """

    bands: tuple[int, ...] = (5, 15)
    cost: int = 10

    def band(self, years: int) -> int:
        """The number of the band, 0 for the newest."""
        return sum(years >= start for start in self.bands)

    def crowding(self, panel: int, *, bands_present: int) -> tuple[int, ...]:
        """What the first, second, ... judge of one band costs on a panel of this size."""
        share = -(-panel // max(1, bands_present))
        return tuple(self.cost * max(0, number - share) for number in range(1, panel + 1))


Costs = Mapping[tuple[str, str], int] | Callable[[JudgeOffer, EntryDemand], int]
"""What a judge costs for an entry: by (judge, entry), 0 where nothing is given; or a function."""


def _offers(judges: Iterable[JudgeOffer]) -> tuple[JudgeOffer, ...]:
    return tuple(judges)


def _demands(entries: Iterable[EntryDemand | str]) -> tuple[EntryDemand, ...]:
    return tuple(EntryDemand(entry) if isinstance(entry, str) else entry for entry in entries)


def _conflicts(conflicts: Iterable[PanelConflict]) -> tuple[PanelConflict, ...]:
    return tuple(conflicts)


@attrs.frozen(kw_only=True)
class PanelRequest:
    """Everything an assignment is worked out from; the order of the parts does not matter.

    Attributes:
        judges: Who can score.
        entries: What is to be scored; a plain id stands for an entry without a group.
        per_entry: How many different judges each entry gets, 1 or more.
        conflicts: Who should not score what. A judge and an entry may have several.
        costs: Which judge suits which entry, whole numbers from 0 to 1,000,000.
        mix: How panels mix experience; `None` for not at all.
        spread: By how much the loads of two judges may differ where neither capacities nor
            conflicts force more; 1 for as even as can be. More makes for cheaper panels.
        waive: Whether conflicts may be waived where an entry cannot be judged otherwise. Where they
            may not, the refusal says which waivers would do.
        connected: Whether the panels have to hang together, so that all entries can be compared
            when the severity of judges is adjusted for.

    Raises:
        InputError: A value is out of range, an id stands there twice or is not known; all faults.
    """

    judges: tuple[JudgeOffer, ...] = attrs.field(converter=_offers)
    entries: tuple[EntryDemand, ...] = attrs.field(converter=_demands)
    per_entry: int
    conflicts: tuple[PanelConflict, ...] = attrs.field(converter=_conflicts, default=())
    costs: Costs = SameGroup()
    mix: ExperienceMix | None = ExperienceMix()
    spread: int = 1
    waive: bool = True
    connected: bool = True

    def __attrs_post_init__(self) -> None:
        faults = (*_judge_faults(self), *_entry_faults(self), *_conflict_faults(self))
        faults = (*faults, *_rule_faults(self), *_pair_faults(self))
        if faults:
            raise InputError("panel request", faults)


def cost_rows(
    request: PanelRequest, judges: Iterable[JudgeOffer], entries: Iterable[EntryDemand]
) -> list[list[int]]:
    """What each judge costs for each entry: one row an entry, one column a judge.

    Raises:
        InputError: A cost is no whole number from 0 to 1,000,000; lists all of them.
    """
    offers, demands, costs = list(judges), list(entries), request.costs
    if isinstance(costs, Mapping):
        rows = [[costs.get((judge.id, entry.id), 0) for judge in offers] for entry in demands]
    else:
        rows = [[costs(judge, entry) for judge in offers] for entry in demands]
    sound = all({*map(type, row)} <= {int} and _in_range(row) for row in rows)
    if not sound:
        faults = (
            Fault(f"cost of judge {judge.id} for entry {entry.id}", repr(cost), _COST)
            for entry, row in zip(demands, rows, strict=True)
            for judge, cost in zip(offers, row, strict=True)
            if not _is_whole(cost) or not 0 <= cost <= MOST_COST
        )
        raise InputError("panel request", tuple(faults))
    return rows


def _in_range(row: list[int]) -> bool:
    return not row or (min(row) >= 0 and max(row) <= MOST_COST)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(place: str, value: object, least: int) -> Iterator[Fault]:
    if not (isinstance(value, int) and _is_whole(value) and value >= least):
        yield Fault(place, repr(value), _WHOLE.format(least=least))


def _ids(kind: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, id in enumerate(ids):
        place = f"{kind}[{number}].id"
        if not is_code(id):
            yield Fault(place, repr(id), _CODE)
        elif id in seen:
            yield Fault(place, id, _ONCE)
        seen.add(id)


def _judge_faults(request: PanelRequest) -> Iterator[Fault]:
    yield from _ids("judges", (judge.id for judge in request.judges))
    for number, judge in enumerate(request.judges):
        yield from _whole(f"judges[{number}].experience", judge.experience, 0)
        if judge.capacity is not None:
            yield from _whole(f"judges[{number}].capacity", judge.capacity, 0)


def _entry_faults(request: PanelRequest) -> Iterator[Fault]:
    yield from _ids("entries", (entry.id for entry in request.entries))
    if not request.entries:
        yield Fault("entries", "", _ENTRIES)


def _conflict_faults(request: PanelRequest) -> Iterator[Fault]:
    judges = {judge.id for judge in request.judges}
    entries = {entry.id for entry in request.entries}
    for number, conflict in enumerate(request.conflicts):
        if conflict.judge not in judges:
            yield Fault(f"conflicts[{number}].judge", conflict.judge, _KNOWN_JUDGE)
        if conflict.entry not in entries:
            yield Fault(f"conflicts[{number}].entry", conflict.entry, _KNOWN_ENTRY)
        if not conflict.kind:
            yield Fault(f"conflicts[{number}].kind", conflict.kind, _KIND)


def _rule_faults(request: PanelRequest) -> Iterator[Fault]:
    yield from _whole("per_entry", request.per_entry, 1)
    yield from _whole("spread", request.spread, 1)
    if request.mix is not None:
        yield from _cost("mix.cost", request.mix.cost)
        bands = request.mix.bands
        sound = all(map(_is_whole, bands)) and all(a < b for a, b in pairwise((0, *bands)))
        if not sound:
            yield Fault("mix.bands", str(listing(bands)), _RISING)


def _pair_faults(request: PanelRequest) -> Iterator[Fault]:
    if isinstance(request.costs, SameGroup):
        yield from _cost("costs.cost", request.costs.cost)
    if not isinstance(request.costs, Mapping):
        return
    judges = {judge.id for judge in request.judges}
    entries = {entry.id for entry in request.entries}
    for pair, cost in request.costs.items():
        place = f"costs[{pair!r}]"
        if not _is_pair(pair, judges, entries):
            yield Fault(place, repr(pair), _KNOWN_PAIR)
        yield from _cost(place, cost)


def _is_pair(pair: object, judges: set[str], entries: set[str]) -> bool:
    match pair:
        case (judge, entry):
            return judge in judges and entry in entries
        case _:
            return False


def _cost(place: str, value: object) -> Iterator[Fault]:
    if not (isinstance(value, int) and _is_whole(value) and 0 <= value <= MOST_COST):
        yield Fault(place, repr(value), _COST)
