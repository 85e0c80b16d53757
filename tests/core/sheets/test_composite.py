from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.criterion import Criterion
from homeroom_core.errors import DefinitionError, InputError
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.answer import Answer, card_answer, result_answer
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerItem
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import MeritItem
from homeroom_core.sheets.parts import Part, Source
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.trace import explain, recomputed


def label(words: str) -> Text:
    return Text(words, words, words)


COMMITTEE = Source(id="committee", label=label("committee"), weight=Fraction(50))
PEERS = Source(id="peers", label=label("peers"), weight=Fraction(25), when_missing="wait")
PUPILS = Source(
    id="pupils",
    label=label("pupils"),
    weight=Fraction(25),
    minimum_answers=3,
    confidential=True,
    when_missing="leave_out",
)
SELF = Source(id="self", label=label("self"), weight=Fraction(0))
EVERYBODY = ("committee", "peers", "pupils", "self")


def part(id: str, maximum: int = 20, **more: Any) -> Part:
    return Part(id=id, label=label(id), maximum=Decimal(maximum), **more)


def composite(*parts: Part, **changes: Any) -> Composite:
    parts = parts or (part("conduct", sources=EVERYBODY), part("results", 80))
    fields: dict[str, Any] = {
        "id": "yearly",
        "version": "1",
        "title": label("Yearly"),
        "total": sum((one.maximum for one in parts if not one.bonus), Decimal(0)),
        "parts": parts,
        "source": "test",
        "sources": (COMMITTEE, PEERS, PUPILS, SELF),
    }
    return Composite(**{**fields, **changes})


def points(part: str, value: int | str, source: str | None = None, by: str = "") -> Answer:
    return Answer(part=part, points=Fraction(value), source=source, by=by)


PUPIL_ANSWERS = [points("conduct", n, "pupils") for n in (10, 11, 12)]
FULL = [
    points("conduct", 18, "committee", "c1"),
    points("conduct", 16, "peers", "p1"),
    *PUPIL_ANSWERS,
    points("results", 60),
]


def codes(sheet: Composite, answers: list[Answer], **more: Any) -> list[str]:
    refusals = sheet.refuse(answers, **more)
    assert all(r.text.read(one) and r.remedy.read(one) for r in refusals for one in LANGUAGES)
    return [refusal.code for refusal in refusals]


def test_sources_are_weighed_and_parts_added_up() -> None:
    result = composite().result(FULL)
    assert result.parts == {"conduct": Fraction(50 * 18 + 25 * 16 + 25 * 11, 100), "results": 60}
    assert result.total == recomputed(result.trace) == Fraction(315, 20) + 60


def test_several_answers_of_a_source_count_as_their_mean() -> None:
    both = [*FULL, points("conduct", 15, "committee", "c2")]
    mean = Fraction(33, 2)
    expected = Fraction(50 * mean + 25 * 16 + 25 * 11, 100)
    assert composite().result(both).parts["conduct"] == expected


def test_a_self_review_is_shown_and_changes_nothing() -> None:
    with_self = [*FULL, points("conduct", 20, "self", "t1")]
    result = composite().result(with_self)
    assert result.total == composite().result(FULL).total
    assert "self" in " ".join(str(line) for line in explain(result.trace))


def test_too_few_pupils_are_left_out_and_that_is_said() -> None:
    few = [one for one in FULL if one.source != "pupils"] + PUPIL_ANSWERS[:2]
    result = composite().result(few)
    assert result.parts["conduct"] == Fraction(50 * 18 + 25 * 16, 75)
    assert "missing, left out: pupils" in " ".join(str(line) for line in explain(result.trace))


def test_a_missing_committee_is_refused_missing_peers_are_awaited() -> None:
    without = [one for one in FULL if one.source not in ("committee", "peers")]
    assert codes(composite(), without) == ["source.missing", "source.waiting"]


def test_confidential_answers_appear_as_their_mean_and_number_only() -> None:
    lines = [line.en.strip() for line in explain(composite().result(FULL).trace)]
    assert "pupils: 11" in lines
    assert "mean of 3 answers, not listed one by one" in lines
    assert "pupils (1): 10" not in lines


def test_a_source_too_small_to_be_shown_counts_and_hides_among_the_others() -> None:
    assistant = Source(
        id="assistant", label=label("assistant"), weight=Fraction(12), confidential=True
    )
    office = Source(id="office", label=label("office"), weight=Fraction(8))
    rated = composite(
        part("ratings", 30, sources=("assistant", "office")), sources=(assistant, office)
    )
    answers = [points("ratings", 5, "assistant", "a1"), points("ratings", 30, "office", "o1")]
    result = rated.result(answers)
    assert result.total == recomputed(result.trace) == Fraction(12 * 5 + 8 * 30, 20)
    assert [line.en.strip() for line in explain(result.trace)] == [
        "Yearly: 15 add up to 15",
        "ratings, all sources: 15",
        "a source has too few answers to be shown by itself, so the sources are not listed",
    ]


def test_a_small_source_that_only_informs_is_not_shown_at_all() -> None:
    quiet = attrs.evolve(PUPILS, weight=Fraction(0), minimum_answers=1)
    rated = composite(part("ratings", sources=("committee", "pupils")), sources=(COMMITTEE, quiet))
    answers = [points("ratings", 9, "committee", "c1"), points("ratings", 3, "pupils")]
    said = " ".join(str(line) for line in explain(rated.result(answers).trace))
    assert "committee" in said
    assert "pupils" not in said


def test_a_part_is_scaled_from_its_own_sheet() -> None:
    sheet = composite(part("scenario", 30, sheet_total=Decimal(40)), part("rest", 70))
    result = sheet.result([points("scenario", 36), points("rest", 35)])
    assert result.parts == {"scenario": 27, "rest": 35}


def test_groups_add_up_and_what_is_left_out_is_scaled_within_the_group() -> None:
    below = (part("a", 20), part("b", 10, when_missing="leave_out"))
    sheet = composite(part("group", 30, parts=below), part("rest", 70))
    whole = sheet.result([points("a", 10), points("b", 10), points("rest", 70)])
    partly = sheet.result([points("a", 10), points("rest", 70)])
    assert whole.total == 90
    assert (partly.parts, partly.total) == ({"a": Fraction(15), "rest": Fraction(70)}, Fraction(85))


def test_a_bonus_comes_on_top_and_its_absence_takes_nothing() -> None:
    bonus = part("bonus", 10, bonus=True, when_missing="leave_out")
    sheet = composite(part("all", 100), bonus)
    assert sheet.total == 100
    assert sheet.result([points("all", 96), points("bonus", 7)]).total == 103
    assert sheet.result([points("all", 96)]).total == 96


def test_an_optional_part_can_be_switched_off_and_no_other() -> None:
    sheet = composite(part("a", 60), part("visits", 40, optional=True))
    result = sheet.result([points("a", 45)], off={"visits"})
    assert (result.total, result.parts) == (Fraction(75), {"a": Fraction(75)})
    assert "switched off: visits" in [str(line).strip() for line in explain(result.trace)]
    assert codes(sheet, [points("a", 45), points("visits", 1)], off={"visits"}) == [
        "sheet.switched_off"
    ]
    assert codes(sheet, [points("visits", 40)], off={"a"}) == ["sheet.not_optional"]


def test_every_reason_is_given_at_once() -> None:
    wrong = [
        points("mood", 5),
        points("conduct", 5),
        points("conduct", 21, "committee", "c1"),
        points("conduct", 3, "committee", "c1"),
        points("conduct", 3, "peers", "p1"),
        points("results", 1),
        points("results", 2),
        points("results", 3, "peers"),
    ]
    assert codes(composite(), wrong) == [
        "answer.unknown_source",
        "answer.out_of_range",
        "answer.unknown_part",
        "answer.several",
        "answer.unknown_source",
        "sheet.twice",
    ]


def test_nothing_at_all_is_no_total() -> None:
    sheet = composite(part("a", 100, when_missing="leave_out"))
    assert codes(sheet, []) == ["composite.none_left"]
    with pytest.raises(InputError, match="has 1 fault"):
        sheet.result([])


RUBRIC = Rubric(
    id="talk",
    version="1",
    title=label("talk"),
    total=Decimal(10),
    source="test",
    criteria=(
        Criterion(
            id="voice",
            label=label("voice"),
            maximum=Decimal(10),
            scale=FreeScale(maximum=Decimal(10)),
        ),
    ),
)
LATE = Tariff(id="late", label=label("late"), points=Decimal(1))
LEDGER = Ledger(
    id="duty",
    version="1",
    title=label("duty"),
    total=Decimal(10),
    source="test",
    period="term",
    items=(LedgerItem(id="x", label=label("x"), maximum=Decimal(10), deductions=(LATE,)),),
)
MERIT = MeritSheet(
    id="merit",
    version="1",
    title=label("merit"),
    once=(),
    source="test",
    items=(MeritItem(id="m", label=label("m"), maximum=Decimal(8), awards=(LATE,)),),
)


def test_a_card_and_a_ledger_are_traced_down_to_their_marks_and_entries() -> None:
    sheet = composite(part("talk", 50, sheet=RUBRIC), part("duty", 50, sheet=LEDGER))
    answers = [
        card_answer("talk", RUBRIC, {"voice": "8.5"}, by="j1"),
        result_answer("duty", LEDGER.result([])),
    ]
    result = sheet.result(answers)
    assert result.parts == {"talk": Fraction(85, 2), "duty": 50}
    said = " ".join(str(line) for line in explain(result.trace))
    assert "judge j1 marked voice '8.5'" in said
    assert "x, full points: 10" in said


def test_an_answer_from_another_sheet_is_refused() -> None:
    sheet = composite(part("talk", 100, sheet=RUBRIC))
    answer = result_answer("talk", LEDGER.result([]))
    assert codes(sheet, [answer]) == ["answer.other_sheet"]


@pytest.mark.parametrize("bad", [0.5, True, "5", None])
def test_points_are_exact_numbers(bad: Any) -> None:
    with pytest.raises(TypeError, match="must be an int, a Decimal or a Fraction"):
        Answer(part="a", points=bad)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"total": Decimal(90)}, "the items add up to 100, the total says 90"),
        ({"id": "a b"}, "'a b' cannot be an id"),
        ({"parts": (part("a"), part("a")), "total": Decimal(40)}, "ids used twice: a"),
        ({"parts": (part("a", bonus=True),)}, "at least one item is needed"),
        ({"sources": (COMMITTEE, COMMITTEE)}, "ids used twice: committee"),
        ({"sources": ()}, "part conduct: there is no committee"),
        ({"sources": tuple(attrs.evolve(s, weight=Fraction(0)) for s in (COMMITTEE, PEERS, PUPILS, SELF))},
         "part conduct: none of its sources has a weight above 0"),
        ({"once": (("conduct",),)}, "part conduct takes no claims.*at least two parts"),
        ({"once": (("nowhere", "conduct"),)}, "once: there is no nowhere"),
    ],
)  # fmt: skip
def test_a_composite_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem):
        composite(**changes)


def test_a_part_that_one_small_confidential_source_would_decide_is_refused() -> None:
    alone = attrs.evolve(PUPILS, minimum_answers=1)
    with pytest.raises(DefinitionError, match="confidential and may count with so few"):
        composite(part("a", sources=("pupils", "self")), sources=(alone, SELF))
    composite(part("a", sources=("pupils", "self")), sources=(PUPILS, SELF))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"maximum": Decimal(0)}, "the maximum must be above 0"),
        ({"when_missing": "zero"}, "refuse, leave_out, wait"),
        ({"sources": ("a", "a")}, "ids used twice: a"),
        ({"sheet": RUBRIC, "computed": "hours"}, "one of sheet, use and computed only"),
        ({"use": "talk"}, "has to say sheet_total"),
        ({"use": "a talk", "sheet_total": Decimal(10)}, "'a talk' cannot be an id"),
        ({"sheet": RUBRIC, "sheet_total": Decimal(9)}, "the sheet is out of 10, sheet_total says 9"),
        ({"sheet_total": Decimal(0)}, "sheet_total must be above 0"),
        ({"sheet": LEDGER, "sources": ("a",)}, "only a part that is judged has sources"),
        ({"computed": "hours", "sources": ("a",)}, "only a part that is judged has sources"),
        ({"parts": (part("b", 10),)}, "the items add up to 10, the total says 20"),
        ({"parts": (part("b"),), "use": "talk"}, "has parts below, so it cannot have: use"),
        ({"parts": (part("b", bonus=True),)}, "a bonus can only stand at the first level"),
    ],
)  # fmt: skip
def test_a_part_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem):
        attrs.evolve(part("a"), **changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"weight": Fraction(-1)}, "the weight may not be below 0, it is -1"),
        ({"minimum_answers": 0}, "minimum_answers must be a whole number, 1 or more, it is 0"),
        ({"shown_from": 0}, "shown_from must be a whole number"),
        ({"when_missing": "zero"}, "refuse, leave_out, wait"),
    ],
)
def test_a_source_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem):
        attrs.evolve(COMMITTEE, **changes)


def test_a_composite_is_stored_and_read_back_with_every_kind_of_sheet() -> None:
    sheet = composite(
        part("talk", sheet=RUBRIC, sources=EVERYBODY),
        part("duty", sheet=LEDGER),
        part("merit", sheet=MERIT),
        part("other", sheet=attrs.evolve(MERIT, id="other")),
        part("hours", computed="hours"),
        part("monthly", use="monthly", sheet_total=Decimal(100)),
        once=(("merit", "other"),),
    )
    assert from_json(Composite, to_json(sheet)) == sheet


def test_the_digest_of_the_structure_is_that_of_the_points() -> None:
    worded = composite(version="2", title=label("other words"), source="elsewhere")
    assert worded.structure_digest == composite().structure_digest
    assert worded.text_digest != composite().text_digest
    weighed = composite(sources=(attrs.evolve(COMMITTEE, weight=Fraction(51)), PEERS, PUPILS, SELF))
    assert weighed.structure_digest != composite().structure_digest
