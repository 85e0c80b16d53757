"""Hypothesis strategies for ledgers, merit sheets, composites, and what they are filled in with.

Everything drawn is valid by construction and shrinks towards one item, one entry and few points.
What is drawn for a sheet is complete: evaluating it gives a result.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.computed import ComputedCriterion, share_of_target
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger, MarkedCard, SheetInputs
from homeroom_core.sheets.known_fact import KnownFact, known_facts
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerEntry, LedgerItem
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import (
    COUNTINGS,
    COUNTS,
    Claim,
    EntryLevel,
    MeritItem,
    Service,
)
from homeroom_core.sheets.parts import MISSING_POLICIES, Part, PartSheet, Source
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.testing.evaluation_strategies import cards, rubrics
from homeroom_core.text import Text

COMPUTED: ComputedCriterion = share_of_target(
    "share", label=Text("完成比例", "完成比例", "Share done"), done="done", target="target"
)
"""The computed criterion that parts of the drawn composites name; hand it to `evaluate_sheet`."""

YEAR = 2025
"""The year in which the school year of every drawn application begins."""

MONTHS = ("2025-09", "2025-10")
"""The months that a drawn ledger kept by month ran."""

_LABEL = Text("项目", "項目", "Item")
_FIRST_DAY = date(2025, 9, 1)
_DAYS = 60  # of September and October, without the last
_FREE = FreeScale(minimum=Decimal(1), maximum=Decimal(6), places=0)


@st.composite
def tariffs(draw: st.DrawFn, *, name: str = "kind", most: int = 6) -> Tariff:
    """Tariffs of a fixed whole number of points up to `most`, or free within 1 to 6."""
    if draw(st.integers(0, 3)) == 3:  # noqa: PLR2004, RUF100  # one in four
        return Tariff(id=name, label=_LABEL, scale=_FREE)
    return Tariff(id=name, label=_LABEL, points=Decimal(draw(st.integers(1, most))))


@st.composite
def ledgers(draw: st.DrawFn, *, id: str = "ledger") -> Ledger:
    """Ledgers of one to three items, kept once or by month, perhaps with deductions of the whole."""
    items = tuple(
        LedgerItem(
            id=f"{id}-i{n}",
            label=_LABEL,
            maximum=Decimal(draw(st.integers(1, 12))),
            deductions=(draw(tariffs(name="one")), draw(tariffs(name="two"))),
            weight=Fraction(draw(st.sampled_from([1, 2])), draw(st.sampled_from([1, 2, 4]))),
            optional=n > 0 and draw(st.booleans()),
        )
        for n in range(draw(st.integers(1, 3)))
    )
    total = sum((item.weight * Fraction(item.maximum) for item in items), Fraction(0))
    return Ledger(
        id=id,
        version="1",
        title=_LABEL,
        total=_decimal(total),
        items=items,
        source="drawn by hypothesis",
        period=draw(st.sampled_from(["term", "month"])),
        deductions=(draw(tariffs(name="grave")),) if draw(st.booleans()) else (),
    )


@st.composite
def ledger_entries(
    draw: st.DrawFn, *, ledger: Ledger, id: str = "e0", off: frozenset[str] = frozenset()
) -> LedgerEntry:
    """Entries that fit a ledger, on a day of its months, for an item that is on."""
    kinds = [
        (item.id, one) for item in ledger.items if item.id not in off for one in item.deductions
    ]
    item, tariff = draw(st.sampled_from([*kinds, *((ledger.id, one) for one in ledger.deductions)]))
    return LedgerEntry(
        id=id,
        item=item,
        kind=tariff.id,
        day=_FIRST_DAY + timedelta(days=draw(st.integers(0, _DAYS - 1))),
        written=draw(_written(tariff)),
    )


@st.composite
def kept_ledgers(draw: st.DrawFn, *, ledger: Ledger, part: str | None = None) -> KeptLedger:
    """A ledger as it was kept, with up to six entries; some optional items may be off."""
    optional = [item.id for item in ledger.items if item.optional]
    off = frozenset(one for one in optional if draw(st.booleans()))
    count = draw(st.integers(0, 6))
    entries = [draw(ledger_entries(ledger=ledger, id=f"e{n}", off=off)) for n in range(count)]
    return KeptLedger(
        part=part or ledger.id,
        entries=tuple(entries),
        months=MONTHS if ledger.period == "month" else (),
        off=off,
    )


@st.composite
def merit_sheets(draw: st.DrawFn, *, id: str = "merit") -> MeritSheet:
    """Merit sheets of one to four items: awards or years of service, with groups and a cap."""
    items = tuple(draw(_merit_item(f"{id}-i{n}")) for n in range(draw(st.integers(1, 4))))
    awarded = [item.id for item in items if item.service is None]
    once = (tuple(awarded),) if len(awarded) > 1 and draw(st.booleans()) else ()
    paired = [item.id for item in items[:2]]
    highest_of = (tuple(paired),) if len(paired) > 1 and draw(st.booleans()) else ()
    plain = MeritSheet(
        id=id,
        version="1",
        title=_LABEL,
        items=items,
        once=once,
        source="drawn by hypothesis",
        highest_of=highest_of,
    )
    if not draw(st.booleans()):
        return plain
    cap = draw(st.integers(1, int(plain.reachable)))
    return MeritSheet(
        id=id,
        version="1",
        title=_LABEL,
        items=items,
        once=once,
        source="drawn by hypothesis",
        highest_of=highest_of,
        cap=Decimal(cap),
        total=draw(st.sampled_from([None, Decimal(cap)])),
    )


@st.composite
def claims(draw: st.DrawFn, *, sheet: MeritSheet, id: str = "c0", fact: str = "f0") -> Claim:
    """Claims that fit a merit sheet."""
    item = draw(st.sampled_from(sheet.items))
    years = draw(st.lists(st.integers(YEAR - 4, YEAR), min_size=1, max_size=5, unique=True))
    if item.service is not None:  # all at one level, so that claims never contradict each other
        level = item.service.levels[0]
        return Claim(id=id, fact=fact, item=item.id, kind=level.id, years=tuple(years))
    tariff = draw(st.sampled_from(item.awards))
    written = draw(_written(tariff))
    return Claim(id=id, fact=fact, item=item.id, kind=tariff.id, years=(YEAR,), written=written)


@st.composite
def claimed_merits(
    draw: st.DrawFn, *, sheet: MeritSheet, part: str | None = None, facts: str = "f"
) -> ClaimedMerits:
    """Up to six claims to a merit sheet, some of the same fact in several items."""
    found: dict[tuple[str, str], Claim] = {}
    for number in range(draw(st.integers(0, 6))):
        fact = f"{facts}{draw(st.integers(0, 3))}"
        one = draw(claims(sheet=sheet, id=f"c{number}", fact=fact))
        found.setdefault((one.fact, one.item), one)
    return ClaimedMerits(part=part or sheet.id, year=YEAR, claims=tuple(found.values()))


@st.composite
def sources(draw: st.DrawFn, *, id: str = "s0") -> Source:
    """Sources that count, of one to three answers, some of them confidential."""
    return Source(
        id=id,
        label=_LABEL,
        weight=Fraction(draw(st.integers(1, 4)), draw(st.sampled_from([1, 3]))),
        minimum_answers=draw(st.integers(1, 3)),
        confidential=draw(st.booleans()),
        when_missing=draw(st.sampled_from(MISSING_POLICIES)),
    )


@st.composite
def composites(draw: st.DrawFn, *, most_parts: int = 4) -> Composite:
    """Composites of judged parts, ledgers, merit sheets and computed parts, perhaps grouped."""
    judging = (
        draw(sources(id="s0")),
        draw(sources(id="s1")),
        Source(id="self", label=_LABEL, weight=Fraction(0)),
    )
    names = [f"p{n}" for n in range(draw(st.integers(1, most_parts)))]
    parts = [draw(_part(name)) for name in names]
    if len(parts) > 2 and draw(st.booleans()):  # noqa: PLR2004, RUF100  # a group and one beside it
        group = tuple(parts[1:])
        maximum = sum((part.maximum for part in group), Decimal(0))
        parts = [parts[0], Part(id="group", label=_LABEL, maximum=maximum, parts=group)]
    total = sum((part.maximum for part in parts), Decimal(0))
    if draw(st.booleans()):
        bonus = Part(id="bonus", label=_LABEL, maximum=Decimal(5), bonus=True)
        parts.append(bonus)
    return Composite(
        id="composite",
        version="1",
        title=_LABEL,
        total=total,
        parts=tuple(parts),
        source="drawn by hypothesis",
        sources=judging,
    )


@st.composite
def sheet_inputs(draw: st.DrawFn, *, composite: Composite) -> SheetInputs:
    """What fills in a composite whole: every part, every source with enough answers."""
    by_id = {source.id: source for source in composite.sources}
    handed: list[MarkedCard | KeptLedger | ClaimedMerits | Answer] = []
    for part in (one for one in composite.walk() if one.is_leaf):
        if part.sources:
            for id in part.sources:
                least = by_id[id].minimum_answers
                quiet = by_id[id].confidential  # then nobody is told apart
                for number in range(draw(st.integers(least, least + 1))):
                    by = "" if quiet else f"{id}-{number}"
                    handed += [draw(_judged(part, source=id, by=by))]
        elif part.computed is None:
            handed.append(draw(_filled(part)))
    return SheetInputs(
        cards=tuple(one for one in handed if isinstance(one, MarkedCard)),
        ledgers=tuple(one for one in handed if isinstance(one, KeptLedger)),
        merits=tuple(one for one in handed if isinstance(one, ClaimedMerits)),
        answers=tuple(one for one in handed if isinstance(one, Answer)),
        facts=draw(st.sampled_from([_facts(0, 4), _facts(3, 4), _facts(9, 4)])),
    )


def filled_sheets() -> st.SearchStrategy[SheetInputs]:
    """Inputs of some composite; draw the composite first where you need it as well."""
    return composites().flatmap(lambda composite: sheet_inputs(composite=composite))


@st.composite
def answers(draw: st.DrawFn, *, part: Part | None = None, source: str | None = None) -> Answer:
    """Points for a part, from nothing to all of them in quarters."""
    out_of = Fraction(10) if part is None else part.out_of
    quarters = Fraction(draw(st.integers(0, int(4 * out_of))), 4)
    return Answer(part="part" if part is None else part.id, points=quarters, source=source)


def all_facts() -> st.SearchStrategy[KnownFact]:
    """Stored facts of every kind."""
    values: st.SearchStrategy[Mapping[str, bool | int | Fraction | str | date]] = st.one_of(
        st.booleans().map(lambda value: {"fact": value}),
        st.integers(-99, 99).map(lambda value: {"fact": value}),
        st.fractions(-99, 99, max_denominator=9).map(lambda value: {"fact": value}),
        st.text(max_size=5).map(lambda value: {"fact": value}),
        st.dates().map(lambda value: {"fact": value}),
    )
    return values.map(lambda facts: known_facts(facts)[0])


@st.composite
def _merit_item(draw: st.DrawFn, id: str) -> MeritItem:
    if draw(st.integers(0, 3)) == 3:  # noqa: PLR2004, RUF100  # one in four
        service = Service(
            counting=draw(st.sampled_from(COUNTINGS)),
            levels=(EntryLevel(id="level", label=_LABEL, years=draw(st.integers(1, 3))),),
            entry_points=Decimal(2),
            further_points=Decimal(1),
        )
        return MeritItem(id=id, label=_LABEL, maximum=Decimal(5), service=service)
    awards = tuple(draw(tariffs(name=f"a{n}")) for n in range(draw(st.integers(1, 3))))
    count = draw(st.sampled_from(COUNTS))
    top = int(max(one.most for one in awards))
    most = top if count == "highest" else 2 * top
    return MeritItem(
        id=id,
        label=_LABEL,
        maximum=Decimal(draw(st.integers(1, most))),
        awards=awards,
        count=count,
        window_years=draw(st.sampled_from([None, 1])),
    )


@st.composite
def _part(draw: st.DrawFn, id: str) -> Part:
    kind = draw(st.sampled_from(["bare", "judged", "ledger", "merit", "computed"]))
    sheet: PartSheet | None = None
    if kind == "judged":
        sheet = draw(rubrics(most_criteria=2, depth=1))
    elif kind == "ledger":
        sheet = draw(ledgers(id=f"{id}-ledger"))
    elif kind == "merit":
        sheet = draw(merit_sheets(id=f"{id}-merit"))
    judged = kind in ("bare", "judged") and draw(st.booleans())
    return Part(
        id=id,
        label=_LABEL,
        maximum=Decimal(draw(st.integers(1, 30))),
        sheet=sheet,
        computed=COMPUTED.name if kind == "computed" else None,
        sources=("s0", "s1", "self") if judged else (),
        when_missing=draw(st.sampled_from(MISSING_POLICIES)),
        optional=draw(st.booleans()),
    )


@st.composite
def _judged(draw: st.DrawFn, part: Part, *, source: str | None, by: str) -> MarkedCard | Answer:
    if not isinstance(part.sheet, Rubric):
        points = draw(answers(part=part)).points
        return Answer(part=part.id, points=points, source=source, by=by)
    marks = draw(cards(part.sheet)).marks
    return MarkedCard(part=part.id, by=by, marks=marks, source=source)


@st.composite
def _filled(draw: st.DrawFn, part: Part) -> MarkedCard | KeptLedger | ClaimedMerits | Answer:
    if isinstance(part.sheet, Ledger):
        return draw(kept_ledgers(ledger=part.sheet, part=part.id))
    if isinstance(part.sheet, MeritSheet):
        return draw(claimed_merits(sheet=part.sheet, part=part.id, facts=f"{part.id}-f"))
    return draw(_judged(part, source=None, by="reviewer"))


def _written(tariff: Tariff) -> st.SearchStrategy[str | None]:
    """What is written for one fact: nothing where its points are fixed."""
    return st.none() if tariff.scale is None else st.integers(1, 6).map(str)


def _facts(done: int, target: int) -> tuple[KnownFact, ...]:
    return known_facts({"done": done, "target": target})


def _decimal(value: Fraction) -> Decimal:
    """A fraction whose denominator is a small power of two, as the decimal it is."""
    return Decimal(value.numerator) / Decimal(value.denominator)
