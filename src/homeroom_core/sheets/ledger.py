"""Deduction ledgers: every item starts full, dated entries take points away, never below zero.

A ledger is kept month by month where its sheet says so: each month is scored by itself, and the
result of a term is the mean of its months. An item that is switched off (a policy may forbid to
judge teachers by it) is left out, and the rest is scaled up to the whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal, get_args

import attrs

from homeroom_core.canonical import digest
from homeroom_core.criterion import ITEM_SUM, sum_problem
from homeroom_core.errors import Refusal
from homeroom_core.exact import exact_sum
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.sheets.checks import (
    NO_ITEMS,
    TOTAL,
    named,
    not_positive,
    repeated,
)
from homeroom_core.sheets.ledger_items import LedgerEntry, LedgerItem
from homeroom_core.sheets.reasons import (
    ALL_OFF,
    BAD_MONTH,
    NO_MONTHS,
    NOT_MONTHLY,
    NOT_OPTIONAL,
    OUTSIDE_MONTHS,
    SWITCHED_OFF,
    TWICE,
    UNKNOWN_ITEM,
)
from homeroom_core.sheets.result import SheetResult, demand, points_digest
from homeroom_core.sheets.tariff import Tariff, refuse_kind
from homeroom_core.strict import check
from homeroom_core.text import Text, listing
from homeroom_core.trace import Step, made, stated

Period = Literal["month", "term"]
"""How often a ledger starts full again: every month, or once for the whole term."""

PERIODS: tuple[Period, ...] = get_args(Period)

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)
_FULL = Text("{item}满分", "{item}滿分", "{item}, full points")
_ENTRY = Text("{day} {kind}", "{day} {kind}", "{day}, {kind}")
_OFF = Text("停用：{items}", "停用：{items}", "switched off: {items}")
_ITEMS = Text("各项", "各項", "all items")
_BAD_PERIOD = Text("周期只能是：{known}", "週期只能是：{known}", "the period is one of: {known}")


@attrs.frozen
class _Scored:
    """What a period comes to: its step, the points of its items, and what the whole lost."""

    trace: Step
    parts: Mapping[str, Fraction]
    taken: Fraction


@takes_plain_values
@attrs.frozen(kw_only=True)
class Ledger:
    """A deduction ledger, adopted in one version.

    Attributes:
        id: Its code.
        version: Its version, such as `1`.
        title: How it is called.
        total: Full points; the weighted maxima of the items add up to it.
        items: Its items, in the order of the sheet.
        source: Where it comes from: an address, a document number, or the school's own words.
        period: `month`: every month starts full, a term is the mean of its months. `term`: once.
        deductions: What may be taken from the whole, beside the items.

    Raises:
        DefinitionError: An id stands twice, the sums differ, or a language is missing.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "source": Text("出处", "出處", "Source"),
        "total": Text("满分", "滿分", "Full points"),
    }

    id: str
    version: str
    title: Text
    total: Decimal
    items: tuple[LedgerItem, ...]
    source: str
    period: Period = "month"
    deductions: tuple[Tariff, ...] = ()

    def __attrs_post_init__(self) -> None:
        found = exact_sum(item.weight * Fraction(item.maximum) for item in self.items)
        bad_period = _BAD_PERIOD.format(known=listing(PERIODS))
        problems = [
            *named(self.id, self.title),
            not_positive(TOTAL, self.total),
            None if self.items else NO_ITEMS,
            None if self.period in PERIODS else bad_period,
            repeated([self.id, *(item.id for item in self.items)]),
            repeated([one.id for one in self.deductions]),
            sum_problem(ITEM_SUM, found, self.total),
        ]
        check(f"ledger {self.id}", problems)

    @cached_property
    def by_id(self) -> Mapping[str, LedgerItem]:
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

    def refuse(
        self,
        entries: Iterable[LedgerEntry],
        *,
        months: Sequence[str] = (),
        off: AbstractSet[str] = frozenset(),
    ) -> tuple[Refusal, ...]:
        """Every reason why the ledger cannot be scored with these entries; order of days.

        Args:
            entries: What was recorded, in any order.
            months: The months that ran, such as `2025-09`; only for a ledger kept by month.
            off: Ids of the items that are switched off.
        """
        found = [*self._refuse_months(months), *self._refuse_off(off)]
        seen: set[str] = set()
        for entry in sorted(entries, key=_place):
            found += [TWICE(measured=entry.id)] if entry.id in seen else []
            seen.add(entry.id)
            found += self._refuse_entry(entry, months, off)
        return tuple(found)

    def result(
        self,
        entries: Iterable[LedgerEntry],
        *,
        months: Sequence[str] = (),
        off: AbstractSet[str] = frozenset(),
    ) -> SheetResult:
        """What the ledger comes to; a month without an entry is full.

        Args:
            entries: What was recorded, in any order.
            months: The months that ran, such as `2025-09`; only for a ledger kept by month. The
                result is their mean.
            off: Ids of the items that are switched off.

        Raises:
            InputError: Something is refused; the error lists every reason.
        """
        entries = sorted(entries, key=_place)
        demand(f"ledger {self.id}", self.refuse(entries, months=months, off=off))
        given = {"entries": entries, "months": sorted(months), "off": sorted(off)}
        if self.period == "term":
            found = self._scored(entries, off)
        else:
            found = self._mean({m: self._month(entries, m, off) for m in sorted(months)})
        return self._result(found, digest(given))

    def _month(self, entries: Iterable[LedgerEntry], month: str, off: AbstractSet[str]) -> _Scored:
        """One month by itself, labelled with its name."""
        found = self._scored([one for one in entries if _month_of(one.day) == month], off)
        return attrs.evolve(found, trace=attrs.evolve(found.trace, label=Text.same(month)))

    def _mean(self, months: Mapping[str, _Scored]) -> _Scored:
        count = len(months)
        on = next(iter(months.values())).parts  # the same items in every month
        parts = {item: exact_sum(one.parts[item] for one in months.values()) / count for item in on}
        traces = [one.trace for one in months.values()]
        trace = made("sheet", "mean", traces, label=self.title)
        taken = exact_sum(one.taken for one in months.values()) / count
        return _Scored(trace, parts, taken)

    def _scored(self, entries: Sequence[LedgerEntry], off: AbstractSet[str]) -> _Scored:
        """One period: the items that are on, scaled to the whole, less what the whole loses."""
        on = [item for item in self.items if item.id not in off]
        steps = [self._item_step(item, entries) for item in on]
        left = exact_sum(item.weight * Fraction(item.maximum) for item in on)
        factor = Fraction(self.total) / left
        names = listing(item.label for item in self.items if item.id in off)
        whole = made(
            "sheet",
            "sum",
            steps,
            weights=[item.weight for item in on],
            factor=factor,
            label=_ITEMS if self.deductions else self.title,
            note=_OFF.format(items=names) if len(on) < len(self.items) else None,
        )
        pairs = zip(on, steps, strict=True)
        parts = {item.id: step.value * item.weight * factor for item, step in pairs}
        trace = whole
        if self.deductions:
            trace = _less(
                "sheet", whole, self._taken(self.id, self.deductions, entries), self.title
            )
        return _Scored(trace, parts, whole.value - trace.value)

    def _result(self, found: _Scored, inputs_digest: str) -> SheetResult:
        return SheetResult(
            sheet=self.id,
            version=self.version,
            structure_digest=self.structure_digest,
            text_digest=self.text_digest,
            inputs_digest=inputs_digest,
            total=found.trace.value,
            maximum=self.total,
            parts=found.parts,
            taken=found.taken,
            trace=found.trace,
        )

    def _item_step(self, item: LedgerItem, entries: Iterable[LedgerEntry]) -> Step:
        full = stated("item", _FULL.format(item=item.label), Fraction(item.maximum))
        taken = self._taken(item.id, item.deductions, entries)
        return _less("item", full, taken, item.label, item.id)

    def _taken(
        self, item: str, tariffs: tuple[Tariff, ...], entries: Iterable[LedgerEntry]
    ) -> list[Step]:
        by_id = {one.id: one for one in tariffs}
        return [_entry_step(one, by_id[one.kind]) for one in entries if one.item == item]

    def _refuse_months(self, months: Sequence[str]) -> Iterator[Refusal]:
        if self.period == "month" and not months:
            yield NO_MONTHS()
        if self.period == "term" and months:
            yield NOT_MONTHLY(measured=listing(months))
        for month in sorted(set(months)):
            if not _MONTH.fullmatch(month):
                yield BAD_MONTH(measured=month)
            if months.count(month) > 1:
                yield TWICE(measured=month)

    def _refuse_off(self, off: AbstractSet[str]) -> Iterator[Refusal]:
        optional = [item.id for item in self.items if item.optional]
        for one in sorted(off - set(optional)):
            yield NOT_OPTIONAL(measured=one, accepted=listing(optional))
        if off >= set(self.by_id):
            yield ALL_OFF()

    def _refuse_entry(
        self, entry: LedgerEntry, months: Sequence[str], off: AbstractSet[str]
    ) -> Iterator[Refusal]:
        month = _month_of(entry.day)
        if self.period == "month" and months and month not in months:
            accepted = listing(months)
            yield OUTSIDE_MONTHS(measured=entry.day, entry=entry.id, accepted=accepted)
        found = self._tariffs(entry.item)
        if found is None:
            known = listing([*self.by_id, self.id] if self.deductions else self.by_id)
            yield UNKNOWN_ITEM(measured=entry.item, entry=entry.id, accepted=known)
            return
        label, tariffs = found
        if entry.item in off:
            yield SWITCHED_OFF(measured=entry.item, entry=entry.id, item=label)
        yield from refuse_kind(entry.id, label, tariffs, entry.kind, entry.written)

    def _tariffs(self, item: str) -> tuple[Text, tuple[Tariff, ...]] | None:
        if item == self.id and self.deductions:
            return self.title, self.deductions
        found = self.by_id.get(item)
        return None if found is None else (found.label, found.deductions)


def _place(entry: LedgerEntry) -> tuple[date, str]:
    return entry.day, entry.id


def _month_of(day: date) -> str:
    return day.isoformat()[:7]


def _less(
    stage: str, full: Step, taken: Sequence[Step], label: Text, criterion: str | None = None
) -> Step:
    return made(stage, "deduct", [full, *taken], label=label, criterion=criterion)


def _entry_step(entry: LedgerEntry, tariff: Tariff) -> Step:
    label = _ENTRY.format(day=entry.day.isoformat(), kind=tariff.label)
    note = Text.same(entry.note) if entry.note else None
    return stated("entry", label, Fraction(tariff.worth(entry.written)), note)
