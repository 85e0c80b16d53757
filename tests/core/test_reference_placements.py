"""Factored placements: ladies' singles of the Winter Olympics 2002, tie broken by the free skate."""

from fractions import Fraction

from reference import expected, rows

from homeroom_core.statistics.placements import Part, factored_placements

CASE = "tiebreak_factored_placements_2002"
PUBLISHED = expected(CASE)["published"]
SHORT = {row["skater"]: row["short_place"] for row in rows(CASE)}
FREE = {row["skater"]: row["free_place"] for row in rows(CASE)}


def parts(short: dict[str, str], free: dict[str, str]) -> list[Part]:
    return [
        Part(id="short", factor="0.5", places=short),
        Part(id="free", factor="1.0", places=free),
    ]


def test_totals_and_medals_as_published() -> None:
    found = factored_placements(parts(SHORT, FREE), tie_break=["free"])
    assert found.totals == {s: Fraction(t) for s, t in PUBLISHED["total"].items()}
    order = sorted(PUBLISHED["rank"], key=PUBLISHED["rank"].__getitem__)
    assert found.groups == tuple((skater,) for skater in order)


def test_a_later_skater_swaps_two_who_had_skated_before() -> None:
    """Before skater-b skated, skater-c led skater-a."""
    before = {"skater-a": "1", "skater-c": "2", "skater-d": "3"}
    found = factored_placements(parts({s: SHORT[s] for s in before}, before), tie_break=["free"])
    wanted = PUBLISHED["counterfactual_before_last_skater"]["total"]
    assert {s: found.totals[s] for s in wanted} == {s: Fraction(t) for s, t in wanted.items()}
    assert found.groups[:2] == (("skater-c",), ("skater-a",))
