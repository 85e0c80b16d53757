"""Merit points: facts give points by level or kind, under caps and highest-only rules.

Whether one fact may be used twice is said by the sheet, never left open: `once` names the items of
which one fact counts in a single one. To have no fact at all is worth nothing; that is an answer,
not a gap.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

import attrs

from homeroom_core.canonical import digest
from homeroom_core.criterion import ITEM_SUM, sum_problem
from homeroom_core.errors import Refusal
from homeroom_core.exact import exact_sum
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.sheets.checks import (
    NO_ITEMS,
    TOTAL,
    UNKNOWN,
    named,
    not_positive,
    repeated,
)
from homeroom_core.sheets.merit_choice import Place, placed
from homeroom_core.sheets.merit_items import Claim, MeritItem, Service
from homeroom_core.sheets.merit_refusals import claim_refusals
from homeroom_core.sheets.reasons import TOO_MANY_CHOICES
from homeroom_core.sheets.result import SheetResult, demand, points_digest
from homeroom_core.strict import check
from homeroom_core.text import Text, listing
from homeroom_core.trace import Step, made, stated

_CAP = Text("总上限", "總上限", "the cap")
_CAP_SUM = Text(
    "总上限为 {found}，总分写的是 {stated}",
    "總上限為 {found}，總分寫的是 {stated}",
    "the cap is {found}, the total says {stated}",
)
_CAP_HIGH = Text(
    "各项最多合计 {found}，达不到总上限 {cap}",
    "各項最多合計 {found}，達不到總上限 {cap}",
    "the items reach {found} at most, never the cap {cap}",
)
_ONCE = Text("once", "once", "once")
_GROUP = Text("highest_of", "highest_of", "highest_of")
_NO_AWARDS = Text(
    "once：{found} 按年限计分，不能列入",
    "once：{found} 依年限計分，不能列入",
    "once: {found} counts years of service and cannot stand there",
)
_SHORT_GROUP = Text(
    "{what}：每组至少两项", "{what}：每組至少兩項", "{what}: each takes at least two items"
)
_NO_FACT = Text("没有申报", "沒有申報", "nothing is claimed")
_HIGHEST_OF = Text("{items}只计最高", "{items}僅計最高", "the highest of {items}")
_ENTRY_YEARS = Text(
    "{level}，满 {years} 年", "{level}，滿 {years} 年", "{level}, {years} years reached"
)
_FURTHER = Text("再满 {years} 年", "再滿 {years} 年", "{years} further year(s)")
_TOO_FEW_YEARS = Text(
    "{level}要求 {years} 年，现有 {count} 年",
    "{level}要求 {years} 年，現有 {count} 年",
    "{level} asks for {years} years, there are {count}",
)


@takes_plain_values
@attrs.frozen(kw_only=True)
class MeritSheet:
    """A table of merit points, adopted in one version.

    Attributes:
        id: Its code.
        version: Its version, such as `1`.
        title: How it is called.
        items: Its items, in the order of the sheet.
        once: Groups of items of which one fact counts in a single one; an item stands in at most
            one. Empty if one fact may be used in several items; that has to be said.
        source: Where it comes from: an address, a document number, or the school's own words.
        total: The points it claims to be out of, or `None` if it claims none.
        cap: The most that the whole may be worth, or `None` if the items' maxima alone limit it.
        highest_of: Groups of items of which only the highest counts.

    Raises:
        DefinitionError: An id stands twice or is unknown, the sums differ, the cap is never
            reached, or a language is missing.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "source": Text("出处", "出處", "Source"),
        "total": Text("满分", "滿分", "Full points"),
    }

    id: str
    version: str
    title: Text
    items: tuple[MeritItem, ...]
    once: tuple[tuple[str, ...], ...]
    source: str
    total: Decimal | None = None
    cap: Decimal | None = None
    highest_of: tuple[tuple[str, ...], ...] = ()

    def __attrs_post_init__(self) -> None:
        problems = [
            *named(self.id, self.title),
            None if self.items else NO_ITEMS,
            repeated([item.id for item in self.items]),
            *self._group_problems(_ONCE, self.once),
            *self._group_problems(_GROUP, self.highest_of),
            *self._sums(),
        ]
        check(f"merit sheet {self.id}", problems)

    @cached_property
    def by_id(self) -> Mapping[str, MeritItem]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def structure_digest(self) -> str:
        """SHA-256 over what decides points; 64 hexadecimal digits."""
        return points_digest(self)

    @cached_property
    def text_digest(self) -> str:
        """SHA-256 over everything, labels, version and source included; 64 hexadecimal digits."""
        return digest(self)

    @property
    def reachable(self) -> Fraction:
        """The most points that the whole can be worth."""
        return self._worth({item.id: Fraction(item.maximum) for item in self.items})

    def refuse(self, claims: Iterable[Claim], *, year: int) -> tuple[Refusal, ...]:
        """Every reason why these claims cannot be taken; in order of their ids.

        Args:
            claims: What is claimed, in any order.
            year: The year in which the school year of the application begins.
        """
        claims = sorted(claims, key=lambda claim: claim.id)
        found = tuple(claim_refusals(self.by_id, claims, year))
        if not found and self._counted(claims, year) is None:
            return (TOO_MANY_CHOICES(),)
        return found

    def result(self, claims: Iterable[Claim], *, year: int) -> SheetResult:
        """What these claims come to.

        Args:
            claims: What is claimed, in any order.
            year: The year in which the school year of the application begins.

        Raises:
            InputError: Something is refused; the error lists every reason.
        """
        claims = sorted(claims, key=lambda claim: claim.id)
        demand(f"merit sheet {self.id}", self.refuse(claims, year=year))
        counted = self._counted(claims, year) or frozenset()
        steps = {item.id: self._item_step(item, claims, counted, year) for item in self.items}
        points = {item: step.value for item, step in steps.items()}
        winners = self._winners(points)
        parts = {item: value if item in winners else Fraction(0) for item, value in points.items()}
        trace = self._whole_step(steps)
        return SheetResult(
            sheet=self.id,
            version=self.version,
            structure_digest=self.structure_digest,
            text_digest=self.text_digest,
            inputs_digest=digest({"claims": claims, "year": year}),
            total=trace.value,
            maximum=self.total,
            parts=parts,
            taken=exact_sum(parts.values()) - trace.value,
            trace=trace,
        )

    def _whole_step(self, steps: Mapping[str, Step]) -> Step:
        """The items, grouped where only the highest counts, up to the cap."""
        whole: list[Step] = []
        for items in self._groups():
            inputs = [steps[item] for item in items]
            label = _HIGHEST_OF.format(items=listing(self.by_id[item].label for item in items))
            whole.append(made("item", "highest", inputs, label=label) if inputs[1:] else inputs[0])
        if self.cap is None:
            return made("sheet", "sum", whole, label=self.title)
        return made("sheet", "cap", whole, limit=Fraction(self.cap), label=self.title)

    def _groups(self) -> Iterator[tuple[str, ...]]:
        """Every item once, in the order of the sheet, with those it shares its highest with."""
        grouped = {item: group for group in self.highest_of for item in group}
        for item in self.items:
            group = grouped.get(item.id, (item.id,))
            members = tuple(one.id for one in self.items if one.id in group)
            if members[0] == item.id:
                yield members

    def _winners(self, points: Mapping[str, Fraction]) -> frozenset[str]:
        """The items that count: of each group the highest, the earliest of equals."""
        return frozenset(max(group, key=lambda item: points[item]) for group in self._groups())

    def _worth(self, points: Mapping[str, Fraction]) -> Fraction:
        whole = self._uncapped(points)
        return whole if self.cap is None else min(whole, Fraction(self.cap))

    def _uncapped(self, points: Mapping[str, Fraction]) -> Fraction:
        return exact_sum(max(points[item] for item in group) for group in self._groups())

    def _counted(self, claims: Sequence[Claim], year: int) -> frozenset[str] | None:
        """Ids of the claims that count, or `None` if there are too many ways to choose."""
        contested: list[list[Place]] = []
        for group in self.once:
            for fact in sorted({claim.fact for claim in claims if claim.item in group}):
                places = [self._place(c) for c in claims if c.fact == fact and c.item in group]
                if places[1:]:
                    contested.append(sorted(places, key=self._preferred))
        open_ids = {claim for places in contested for claim, _, _ in places}
        sure = [claim for claim in claims if claim.id not in open_ids]
        held = {item.id: self._held(item, sure, year) for item in self.items}
        chosen = placed(contested, held, self._hold, self._worth)
        return None if chosen is None else chosen | {claim.id for claim in sure}

    def _place(self, claim: Claim) -> Place:
        tariff = next(one for one in self.by_id[claim.item].awards if one.id == claim.kind)
        return claim.id, claim.item, Fraction(tariff.worth(claim.written))

    def _preferred(self, place: Place) -> tuple[Fraction, int]:
        _, item, points = place
        return -points, list(self.by_id).index(item)

    def _held(self, item: MeritItem, claims: Iterable[Claim], year: int) -> Fraction:
        own = [claim for claim in claims if claim.item == item.id]
        if item.service is None:
            return item.held([self._place(claim)[2] for claim in own])
        return item.held([_service_step(item, item.service, own, year).value] if own else [])

    def _hold(self, item: str, has: Fraction, more: Fraction) -> Fraction:
        return self.by_id[item].held([has, more])

    def _item_step(
        self, item: MeritItem, claims: Iterable[Claim], counted: frozenset[str], year: int
    ) -> Step:
        own = [claim for claim in claims if claim.item == item.id]
        if not own:
            return attrs.evolve(_none(item, _NO_FACT), criterion=item.id)
        if item.service is not None:
            return _service_step(item, item.service, own, year)
        used = [self._claim_step(claim) for claim in own if claim.id in counted]
        set_aside = [self._claim_step(claim) for claim in own if claim.id not in counted]
        if not used:
            return attrs.evolve(_none(item, None), dropped=tuple(set_aside), criterion=item.id)
        if item.count == "highest":
            used = [made("item", "highest", used, label=item.label)]
        limit = Fraction(item.maximum)
        return made("item", "cap", used, limit=limit, label=item.label, criterion=item.id,
                    dropped=set_aside)  # fmt: skip

    def _claim_step(self, claim: Claim) -> Step:
        tariff = next(one for one in self.by_id[claim.item].awards if one.id == claim.kind)
        label = Text("{fact}，{kind}", "{fact}，{kind}", "{fact}, {kind}")
        return stated(
            "claim",
            label.format(fact=claim.fact, kind=tariff.label),
            self._place(claim)[2],
            Text.same(claim.note) if claim.note else None,
        )

    def _group_problems(
        self, what: Text, groups: tuple[tuple[str, ...], ...]
    ) -> Iterator[Text | None]:
        ids = [item for group in groups for item in group]
        yield repeated(ids)
        known = {item.id: item for item in self.items}
        for one in ids:
            if one not in known:
                yield UNKNOWN.format(what=what, found=one)
            elif what is _ONCE and known[one].service is not None:
                yield _NO_AWARDS.format(found=one)
        if any(len(group) < 2 for group in groups):  # noqa: PLR2004, RUF100  # one has no choice
            yield _SHORT_GROUP.format(what=what)

    def _sums(self) -> Iterator[Text | None]:
        found = self._uncapped({item.id: Fraction(item.maximum) for item in self.items})
        if self.cap is not None:
            yield not_positive(_CAP, self.cap)
            if found < Fraction(self.cap):
                yield _CAP_HIGH.format(found=found, cap=self.cap)
        if self.total is None:
            return
        yield not_positive(TOTAL, self.total)
        if self.cap is not None:
            yield sum_problem(_CAP_SUM, Fraction(self.cap), self.total)
        else:
            yield sum_problem(ITEM_SUM, found, self.total)


def _none(item: MeritItem, note: Text | None) -> Step:
    return stated("item", item.label, Fraction(0), note)


def _service_step(item: MeritItem, service: Service, claims: Sequence[Claim], year: int) -> Step:
    """Points for years of service, as far as the maximum goes."""
    count = service.count((one for claim in claims for one in claim.years), year)
    level = next(one for one in service.levels if one.id == claims[0].kind)
    if count < level.years:
        note = _TOO_FEW_YEARS.format(level=level.label, years=level.years, count=count)
        return attrs.evolve(_none(item, note), criterion=item.id)
    label = _ENTRY_YEARS.format(level=level.label, years=level.years)
    inputs = [stated("years", label, Fraction(service.entry_points))]
    more = service.points(level, count) - Fraction(service.entry_points)
    if more:
        inputs.append(stated("years", _FURTHER.format(years=count - level.years), more))
    limit = Fraction(item.maximum)
    return made("item", "cap", inputs, limit=limit, label=item.label, criterion=item.id)
