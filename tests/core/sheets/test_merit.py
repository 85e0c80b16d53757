from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.errors import DefinitionError, InputError
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_choice import MOST_STATES
from homeroom_core.sheets.merit_items import Claim, EntryLevel, MeritItem, Service
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.trace import explain, recomputed

LABEL = Text("项目", "項目", "Item")
POINTS = {"province": 8, "city": 6, "district": 4, "school": 1}
AWARDS = tuple(
    Tariff(id=id, label=Text(id, id, id), points=Decimal(points)) for id, points in POINTS.items()
)
LEVELS = (
    EntryLevel(id="backbone", label=LABEL, years=3),
    EntryLevel(id="named", label=LABEL, years=5),
)
NOW = 2025


def item(id: str, maximum: int = 8, **more: Any) -> MeritItem:
    fields = {"awards": AWARDS, **more}
    return MeritItem(id=id, label=Text(id, id, id), maximum=Decimal(maximum), **fields)


def service(counting: Any = "consecutive") -> Service:
    return Service(
        counting=counting, levels=LEVELS, entry_points=Decimal(2), further_points=Decimal(1)
    )


def sheet(*items: MeritItem, **more: Any) -> MeritSheet:
    fields = {"once": (), **more}
    return MeritSheet(
        id="merit",
        version="1",
        title=Text("业绩", "業績", "Merit"),
        items=items,
        source="test",
        **fields,
    )


def claim(number: int, item: str, kind: str, fact: str = "", **more: Any) -> Claim:
    return Claim(id=f"c{number}", fact=fact or f"f{number}", item=item, kind=kind, **more)


def total(merit: MeritSheet, *claims: Claim) -> Fraction:
    result = merit.result(claims, year=NOW)
    assert sum(result.parts.values()) - result.taken == result.total == recomputed(result.trace)
    return result.total


def test_facts_add_up_to_the_maximum_of_their_item() -> None:
    merit = sheet(item("honours"))
    assert total(merit, claim(1, "honours", "district")) == 4
    assert total(merit, claim(1, "honours", "district"), claim(2, "honours", "city")) == 8


def test_nothing_claimed_is_worth_nothing() -> None:
    assert total(sheet(item("honours"))) == 0


def test_of_a_highest_only_item_the_best_fact_counts() -> None:
    merit = sheet(item("honours", count="highest"))
    claims = [
        claim(1, "honours", "district"),
        claim(2, "honours", "city"),
        claim(3, "honours", "school"),
    ]
    assert total(merit, *claims) == 6


def test_of_a_group_of_items_the_highest_counts_and_the_others_are_worth_nothing() -> None:
    merit = sheet(item("a"), item("b"), item("c"), highest_of=(("c", "a"),))
    result = merit.result(
        [claim(1, "a", "city"), claim(2, "b", "school"), claim(3, "c", "city")], year=NOW
    )
    assert result.parts == {"a": 6, "b": 1, "c": 0}
    assert result.total == 7
    assert merit.reachable == 16


def test_what_is_above_the_cap_of_the_whole_is_taken_off() -> None:
    merit = sheet(item("a"), item("b"), cap=Decimal(10), total=Decimal(10))
    result = merit.result([claim(1, "a", "province"), claim(2, "b", "city")], year=NOW)
    assert [result.total, result.taken] == [10, 4]
    assert result.parts == {"a": 8, "b": 6}


def test_a_fact_may_be_used_twice_only_where_the_sheet_does_not_forbid_it() -> None:
    claims = [claim(1, "a", "city", "prize"), claim(2, "b", "city", "prize")]
    assert total(sheet(item("a"), item("b")), *claims) == 12
    assert total(sheet(item("a"), item("b"), once=(("a", "b"),)), *claims) == 6


def test_a_fact_that_counts_once_takes_its_better_place() -> None:
    merit = sheet(item("a"), item("b"), once=(("a", "b"),))
    claims = [claim(1, "a", "district", "prize"), claim(2, "b", "city", "prize")]
    result = merit.result(claims, year=NOW)
    assert result.parts == {"a": 0, "b": 6}
    assert "dropped: 4 (prize, district)" in [str(line).strip() for line in explain(result.trace)]


def test_the_better_place_is_the_one_that_is_not_full() -> None:
    merit = sheet(item("a", count="highest"), item("b"), once=(("a", "b"),))
    claims = [
        claim(1, "a", "province", "best"),
        claim(2, "a", "city", "prize"),
        claim(3, "b", "district", "prize"),
    ]
    assert merit.result(claims, year=NOW).parts == {"a": 8, "b": 4}


def test_of_equally_good_places_the_earlier_on_the_sheet_is_taken() -> None:
    merit = sheet(item("a"), item("b"), once=(("b", "a"),))
    claims = [claim(1, "b", "city", "prize"), claim(2, "a", "city", "prize")]
    for order in (claims, claims[::-1]):
        assert merit.result(order, year=NOW).parts == {"a": 6, "b": 0}


def test_a_choice_looks_at_years_of_service_in_the_same_group() -> None:
    served = MeritItem(id="years", label=LABEL, maximum=Decimal(8), service=service("cumulative"))
    merit = sheet(served, item("a"), item("b"), once=(("a", "b"),), highest_of=(("years", "a"),))
    claims = [
        claim(1, "years", "backbone", years=tuple(range(2016, 2026))),
        claim(2, "a", "city", "prize"),
        claim(3, "b", "district", "prize"),
    ]
    assert merit.result(claims, year=NOW).total == 12


def test_too_many_ways_to_place_facts_are_refused_instead_of_guessed() -> None:
    many = tuple(item(f"i{n}", 10**6, awards=tuple(
        Tariff(id=f"k{k}", label=LABEL, points=Decimal(3) ** k) for k in range(12))) for n in range(4))  # fmt: skip
    merit = sheet(*many, once=(tuple(one.id for one in many),))
    claims = [claim(12 * n + k, f"i{n}", f"k{k}", f"fact{k}") for n in range(4) for k in range(12)]
    assert MOST_STATES < 4**12
    assert [r.code for r in merit.refuse(claims, year=NOW)] == ["merit.too_many_choices"]


@pytest.mark.parametrize(
    ("counting", "years", "points"),
    [
        ("consecutive", (2023, 2024, 2025), 2),
        ("consecutive", (2021, 2023, 2024, 2025), 2),
        ("consecutive", (2020, 2021, 2022, 2023, 2024), 0),
        ("longest_run", (2020, 2021, 2022, 2023, 2025), 3),
        ("cumulative", (2015, 2017, 2019, 2021), 3),
        ("cumulative", (2024, 2025), 0),
        ("cumulative", tuple(range(2000, 2026)), 8),
    ],
)
def test_years_of_service_count_as_the_sheet_says(
    counting: str, years: tuple[int, ...], points: int
) -> None:
    served = MeritItem(id="years", label=LABEL, maximum=Decimal(8), service=service(counting))
    assert total(sheet(served), claim(1, "years", "backbone", years=years)) == points


def test_a_year_served_in_two_classes_counts_once() -> None:
    served = MeritItem(id="years", label=LABEL, maximum=Decimal(8), service=service("cumulative"))
    claims = [
        claim(1, "years", "backbone", years=(2023, 2024)),
        claim(2, "years", "backbone", years=(2024, 2025)),
    ]
    assert total(sheet(served), *claims) == 2


def test_open_points_are_written_within_their_limits() -> None:
    free = Tariff(id="open", label=LABEL, scale=FreeScale(maximum=Decimal(5), step=Decimal("0.5")))
    merit = sheet(item("a", awards=(free,)))
    assert total(merit, claim(1, "a", "open", written="2.5")) == Fraction(5, 2)


def test_every_reason_is_given_at_once() -> None:
    served = MeritItem(id="years", label=LABEL, maximum=Decimal(8), service=service())
    merit = sheet(item("a", window_years=5), served)
    claims = [
        claim(1, "mood", "city"),
        claim(2, "a", "galaxy", years=(2025,)),
        claim(3, "a", "city"),
        claim(4, "a", "city", years=(2020, 2026)),
        claim(5, "a", "city", "f4", years=(2025,), written="3"),
        claim(5, "years", "expert", years=(2024,)),
        claim(6, "years", "named", years=(2024,), written="4"),
        claim(7, "years", "named"),
    ]
    refusals = merit.refuse(claims, year=NOW)
    assert [(r.code, str(r.measured) if r.measured is not None else None) for r in refusals] == [
        ("sheet.twice", "c5"),
        ("sheet.twice", "f4 (a)"),
        ("sheet.unknown_item", "mood"),
        ("sheet.unknown_kind", "galaxy"),
        ("merit.no_years", None),
        ("merit.too_old", "2020"),
        ("merit.year_ahead", "2026"),
        ("sheet.fixed_points", "3"),
        ("sheet.unknown_kind", "expert"),
        ("sheet.fixed_points", "4"),
        ("merit.no_years", None),
        ("merit.mixed_levels", "expert, named"),
    ]
    assert all(r.text.read(one) and r.remedy.read(one) for r in refusals for one in LANGUAGES)
    with pytest.raises(InputError, match="has 12 fault"):
        merit.result(claims, year=NOW)


def test_the_window_begins_with_the_year_of_the_application() -> None:
    merit = sheet(item("a", window_years=5))
    assert total(merit, claim(1, "a", "city", years=(2021,))) == 6
    assert [r.required for r in merit.refuse([claim(1, "a", "city", years=(2020,))], year=NOW)] == [
        2021
    ]


@pytest.mark.parametrize(
    ("items", "more", "problem"),
    [
        ((), {}, "at least one item is needed"),
        ((item("a"), item("a")), {}, "ids used twice: a"),
        ((item("a"),), {"total": Decimal(9)}, "the items add up to 8, the total says 9"),
        ((item("a"), item("b")), {"total": Decimal(9), "cap": Decimal(10)}, "the cap is 10, the total says 9"),
        ((item("a"),), {"cap": Decimal(9)}, "reach 8 at most, never the cap 9"),
        ((item("a"),), {"cap": Decimal(0)}, "the cap must be above 0"),
        ((item("a"), item("b")), {"once": (("a", "x"),)}, "once: there is no x"),
        ((item("a"), item("b")), {"once": (("a",),)}, "at least two"),
        ((item("a"), item("b")), {"highest_of": (("a", "b"), ("b", "a"))}, "ids used twice: a, b"),
        ((item("a"), item("y", awards=(), service=service())), {"once": (("a", "y"),)}, "counts years"),
    ],
)  # fmt: skip
def test_a_sheet_that_does_not_fit_together_is_refused(
    items: tuple[MeritItem, ...], more: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem):
        sheet(*items, **more)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"awards": ()}, "either awards or years"),
        ({"service": service()}, "either awards or years"),
        ({"count": "most"}, "all, highest"),
        ({"window_years": 0}, "1 or more"),
        ({"maximum": Decimal(9), "count": "highest"}, "that is 8: the maximum 9 is never reached"),
        ({"awards": (AWARDS[0], AWARDS[0])}, "ids used twice: province"),
    ],
)
def test_an_item_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem):
        attrs.evolve(item("a"), **changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"counting": "some"}, "cumulative, longest_run, consecutive"),
        ({"levels": ()}, "at least one level"),
        ({"levels": (LEVELS[0], LEVELS[0])}, "ids used twice: backbone"),
        ({"entry_points": Decimal(0)}, "above 0"),
    ],
)
def test_years_of_service_that_do_not_fit_together_are_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem):
        attrs.evolve(service(), **changes)


def test_a_level_asks_for_at_least_a_year() -> None:
    with pytest.raises(DefinitionError, match="1 or more, it is 0"):
        EntryLevel(id="x", label=LABEL, years=0)


def test_a_sheet_is_stored_and_read_back() -> None:
    served = MeritItem(id="years", label=LABEL, maximum=Decimal(8), service=service())
    merit = sheet(item("a"), item("b"), served, once=(("a", "b"),), cap=Decimal(10))
    assert from_json(MeritSheet, to_json(merit)) == merit
