from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.criterion import Criterion
from homeroom_core.errors import InputError
from homeroom_core.provided import Origin
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.computed import share_of_target
from homeroom_core.sheets.evaluation import evaluate_sheet, refuse_inputs
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger, MarkedCard, SheetInputs
from homeroom_core.sheets.known_fact import known_facts
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerEntry, LedgerItem
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import Claim, MeritItem
from homeroom_core.sheets.parts import Part, Source
from homeroom_core.sheets.result import SheetResult
from homeroom_core.sheets.sheet import Sheet
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.trace import explain, recomputed


def label(words: str) -> Text:
    return Text(words, words, words)


def leaf(id: str, **more: Any) -> Criterion:
    scale = FreeScale(maximum=Decimal(10), step=Decimal("0.5"), places=1)
    return Criterion(id=id, label=label(id), maximum=Decimal(10), scale=scale, **more)


TALK = Rubric(
    id="talk",
    version="1",
    title=label("Talk"),
    total=Decimal(20),
    source="test",
    criteria=(leaf("voice"), leaf("slides")),
)
LATE = Tariff(id="late", label=label("late"), points=Decimal(1))
CITY = Tariff(id="city", label=label("city"), points=Decimal(6))
DUTY = Ledger(
    id="duty",
    version="1",
    title=label("Duty"),
    total=Decimal(10),
    source="test",
    period="term",
    items=(LedgerItem(id="meetings", label=label("meetings"), maximum=Decimal(10), deductions=(LATE,)),),
)  # fmt: skip


def merit(id: str) -> MeritSheet:
    item = MeritItem(id=f"{id}-honours", label=label(id), maximum=Decimal(8), awards=(CITY,))
    return MeritSheet(id=id, version="1", title=label(id), items=(item,), once=(), source="test")


COMMITTEE = Source(id="committee", label=label("committee"), weight=Fraction(3))
PUPILS = Source(
    id="pupils", label=label("pupils"), weight=Fraction(1), minimum_answers=3, confidential=True
)
HOURS = share_of_target("hours", label=label("hours"), done="done", target="target")
YEARLY = Composite(
    id="yearly",
    version="1",
    title=label("Yearly"),
    total=Decimal(100),
    source="test",
    sources=(COMMITTEE, PUPILS),
    once=(("awards", "papers"),),
    parts=(
        Part(id="judged", label=label("judged"), maximum=Decimal(40), sheet=TALK, sources=("committee", "pupils")),
        Part(id="diligence", label=label("diligence"), maximum=Decimal(20), sheet=DUTY),
        Part(id="awards", label=label("awards"), maximum=Decimal(8), sheet=merit("awards-sheet")),
        Part(id="papers", label=label("papers"), maximum=Decimal(12), use="papers-sheet", sheet_total=Decimal(8)),
        Part(id="training", label=label("training"), maximum=Decimal(20), computed="hours"),
    ),
)  # fmt: skip
SHEETS: dict[str, Sheet] = {"papers-sheet": merit("papers-sheet")}


def late(id: str) -> LedgerEntry:
    return LedgerEntry(id=id, item="meetings", kind="late", day=date(2025, 10, 8))


def claimed(part: str, item: str, *facts: str) -> ClaimedMerits:
    claims = tuple(Claim(id=f"{part}-{f}", fact=f, item=item, kind="city") for f in facts)
    return ClaimedMerits(part=part, year=2025, claims=claims)


INPUTS = SheetInputs(
    cards=(
        MarkedCard(part="judged", by="c1", source="committee", marks={"voice": "9", "slides": "7"}),
        MarkedCard(part="judged", by="c2", source="committee", marks={"voice": "8", "slides": "8"}),
    ),
    answers=tuple(Answer(part="judged", points=n, source="pupils") for n in (12, 14, 10)),
    ledgers=(KeptLedger(part="diligence", entries=(late("e1"), late("e2"))),),
    merits=(
        claimed("awards", "awards-sheet-honours", "prize"),
        claimed("papers", "papers-sheet-honours", "paper"),
    ),
    facts=known_facts({"done": 36, "target": 48}),
)


def evaluate(inputs: SheetInputs = INPUTS, sheet: Sheet = YEARLY) -> SheetResult:
    origins = {"hours": Origin("hours.py", "3")}
    return evaluate_sheet(sheet, inputs, sheets=SHEETS, criteria=[HOURS], origins=origins)


def codes(inputs: SheetInputs, sheet: Sheet = YEARLY) -> list[str]:
    refusals = refuse_inputs(sheet, inputs, sheets=SHEETS, criteria=[HOURS])
    assert all(r.text.read(one) and r.remedy.read(one) for r in refusals for one in LANGUAGES)
    return [refusal.code for refusal in refusals]


def test_all_kinds_of_sheet_make_one_exact_total() -> None:
    result = evaluate()
    assert result.parts == {
        "judged": Fraction(3 * 16 + 12, 4) * 2,
        "diligence": 16,
        "awards": 6,
        "papers": 9,
        "training": 15,
    }
    assert result.total == recomputed(result.trace) == 76


def test_the_trace_reaches_marks_entries_claims_and_facts() -> None:
    said = "\n".join(line.en for line in explain(evaluate().trace))
    for leaf in (
        "judge c1 marked voice '9', worth 9",
        "mean of 3 answers, not listed one by one",
        "2025-10-08, late: 1",
        "prize, city: 6",
        "computed by hours from: done = 36, target = 48",
    ):
        assert leaf in said


def test_the_facts_of_a_computed_part_are_evidence_in_the_result() -> None:
    evidence = evaluate().evidence
    assert evidence.keys() == {"training"}
    kept = evidence["training"]
    assert (kept.criterion, kept.plugin, kept.plugin_version) == ("hours", "hours.py", "3")
    assert kept.facts == {"done": "36", "target": "48"}


def test_a_result_is_stored_and_made_again() -> None:
    stored = from_json(SheetResult, to_json(evaluate()))
    again = evaluate(from_json(SheetInputs, to_json(INPUTS)))
    assert stored.differences(again) == ()


def test_another_entry_is_told_as_a_difference() -> None:
    kept = (KeptLedger(part="diligence", entries=(late("e1"),)),)
    again = evaluate(attrs.evolve(INPUTS, ledgers=kept))
    assert evaluate().differences(again) == ("inputs_digest", "total", "trace", "parts.diligence")


def test_answers_that_nobody_signed_may_come_in_any_order() -> None:
    again = evaluate(attrs.evolve(INPUTS, answers=INPUTS.answers[::-1], cards=INPUTS.cards[::-1]))
    assert evaluate().differences(again) == ()


def test_a_ledger_nobody_kept_is_missing_and_not_full() -> None:
    assert codes(attrs.evolve(INPUTS, ledgers=())) == ["part.missing"]


def test_claims_nobody_was_asked_for_are_missing_and_not_zero() -> None:
    assert codes(attrs.evolve(INPUTS, merits=INPUTS.merits[:1])) == ["part.missing"]
    asked = (INPUTS.merits[0], claimed("papers", "papers-sheet-honours"))
    assert evaluate(attrs.evolve(INPUTS, merits=asked)).parts["papers"] == 0


def test_one_fact_is_not_claimed_in_two_parts_that_count_it_once() -> None:
    both = (INPUTS.merits[0], claimed("papers", "papers-sheet-honours", "prize"))
    refusals = refuse_inputs(
        YEARLY, attrs.evolve(INPUTS, merits=both), sheets=SHEETS, criteria=[HOURS]
    )
    assert [str(one) for one in refusals] == [
        "'prize' is claimed in awards, papers, and counts once only; claim it in one of them"
    ]


def test_every_reason_is_given_at_once_and_what_is_refused_is_not_missing_too() -> None:
    wrong = SheetInputs(
        cards=(
            MarkedCard(part="judged", by="c1", source="committee", marks={"voice": "11"}),
            MarkedCard(part="nowhere", by="c1", marks={}),
            MarkedCard(part="diligence", by="c1", marks={}),
        ),
        ledgers=(KeptLedger(part="awards"),),
        merits=(claimed("papers", "honours", "paper"),),
        answers=(Answer(part="training", points=20),),
        facts=(*INPUTS.facts, *INPUTS.facts[:1]),
    )
    assert codes(wrong) == [
        "sheet.twice",
        "mark.out_of_range",
        "mark.missing",
        "answer.unknown_part",
        "part.wrong_sheet",
        "part.wrong_sheet",
        "sheet.unknown_item",
        "part.computed",
    ]


def test_a_criterion_that_nobody_provides_is_named() -> None:
    refusals = refuse_inputs(YEARLY, INPUTS, sheets=SHEETS)
    assert [one.code for one in refusals] == ["computed.unknown_criterion"]
    assert "'hours'" in str(refusals[0])


def test_a_fact_that_is_not_known_refuses_once() -> None:
    assert codes(attrs.evolve(INPUTS, facts=INPUTS.facts[:1])) == ["computed.missing_facts"]


def test_a_card_says_what_does_not_apply_and_only_of_its_own_criteria() -> None:
    card = MarkedCard(
        part="judged",
        by="c1",
        source="committee",
        marks={"voice": "9"},
        not_applicable=frozenset({"slides"}),
    )
    half = attrs.evolve(INPUTS, cards=(card,))
    assert evaluate(half).parts["judged"] == Fraction(3 * 18 + 12, 4) * 2
    strange = attrs.evolve(card, not_applicable=frozenset({"mood"}))
    assert codes(attrs.evolve(INPUTS, cards=(strange,))) == ["sheet.unknown_item", "mark.missing"]


def test_a_used_sheet_that_is_out_of_other_points_is_refused() -> None:
    doubled = attrs.evolve(YEARLY.parts[3], sheet_total=Decimal(16))
    sheet = attrs.evolve(YEARLY, parts=(*YEARLY.parts[:3], doubled, YEARLY.parts[4]))
    with pytest.raises(InputError, match="'papers-sheet' is out of 8"):
        evaluate(sheet=sheet)


def test_a_part_switched_off_takes_nothing_and_is_not_asked_for() -> None:
    parts = tuple(
        attrs.evolve(part, optional=part.id in ("diligence", "training")) for part in YEARLY.parts
    )
    sheet = attrs.evolve(YEARLY, parts=parts)
    off = attrs.evolve(INPUTS, off=frozenset({"diligence", "training"}), ledgers=(), facts=())
    result = evaluate(off, sheet)
    assert result.total == Fraction(30 + 6 + 9) * Fraction(100, 60)
    assert codes(attrs.evolve(off, ledgers=INPUTS.ledgers), sheet) == ["answer.unknown_part"]


def test_a_rubric_by_itself_is_the_mean_of_its_cards() -> None:
    cards = tuple(attrs.evolve(card, part="talk", source=None) for card in INPUTS.cards)
    result = evaluate_sheet(TALK, SheetInputs(cards=cards))
    assert (result.total, result.parts) == (
        Fraction(16),
        {"voice": Fraction(17, 2), "slides": Fraction(15, 2)},
    )
    assert result.maximum == 20


def test_a_ledger_and_a_merit_sheet_by_themselves_are_what_they_come_to() -> None:
    kept = KeptLedger(part="duty", entries=(late("e1"),))
    assert evaluate_sheet(DUTY, SheetInputs(ledgers=(kept,))) == DUTY.result([late("e1")])
    one = merit("alone")
    claims = claimed("alone", "alone-honours", "prize")
    assert evaluate_sheet(one, SheetInputs(merits=(claims,))).total == 6


@pytest.mark.parametrize(
    ("sheet", "inputs", "expected"),
    [
        (TALK, SheetInputs(), ["part.missing"]),
        (TALK, SheetInputs(ledgers=(KeptLedger(part="talk"),)), ["part.wrong_sheet"]),
        (
            TALK,
            SheetInputs(cards=(MarkedCard(part="talk", by="j", marks={"voice": "9", "slides": "9"}),) * 2),
            ["sheet.twice"],
        ),
        (DUTY, SheetInputs(ledgers=(KeptLedger(part="duty"),) * 2), ["answer.several"]),
        (DUTY, SheetInputs(ledgers=(KeptLedger(part="other"),)), ["answer.unknown_part", "part.missing"]),
        (
            DUTY,
            SheetInputs(ledgers=(KeptLedger(part="duty"),), answers=(Answer(part="duty", points=1),), off=frozenset({"meetings"})),
            ["answer.unknown_part", "sheet.not_optional"],
        ),
    ],
)  # fmt: skip
def test_a_sheet_by_itself_takes_its_own_kind_once(
    sheet: Sheet, inputs: SheetInputs, expected: list[str]
) -> None:
    assert codes(inputs, sheet) == expected
    with pytest.raises(InputError):
        evaluate(inputs, sheet)


def test_refused_inputs_have_no_total() -> None:
    with pytest.raises(InputError, match="hand them in"):
        evaluate(attrs.evolve(INPUTS, ledgers=()))
