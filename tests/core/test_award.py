from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from homeroom_core.award import Allotment, allot, settle
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.codec import from_json, to_json
from homeroom_core.errors import DefinitionError, InputError
from homeroom_core.ranking import groups_of, ranks
from homeroom_core.scoring_policy import TieBreak
from homeroom_core.standing import Standing
from homeroom_core.text import Text
from homeroom_core.trace import Step

FIRST = Text("一等奖", "一等獎", "First prize")
SECOND = Text("二等奖", "二等獎", "Second prize")
THIRD = Text("三等奖", "三等獎", "Third prize")
STRANGE: Any = "nearest"


def levels(*percents: int) -> tuple[AwardLevel, ...]:
    named = zip(("first", "second", "third"), (FIRST, SECOND, THIRD), percents, strict=False)
    return tuple(AwardLevel(id=i, label=label, share=Fraction(p, 100)) for i, label, p in named)


def field(totals: Mapping[str, int]) -> list[Standing]:
    values = {entry: Fraction(total) for entry, total in totals.items()}
    places = ranks(groups_of(values)[0])
    return [
        Standing(
            entry=entry,
            rank=places[entry],
            tied_with=(),
            total=value,
            shown=Decimal(int(value)),
            ranked_on=value,
            judges=(),
            criteria={},
            trace=Step(stage="total", operation="stated", value=value),
        )
        for entry, value in values.items()
    ]


def distinct(size: int) -> list[Standing]:
    return field({f"e{n:02}": 100 - n for n in range(1, size + 1)})


def given(allotment: Allotment) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for award in allotment.awards:
        found.setdefault(award.level, []).append(award.entry)
    return found


def test_eighteen_entries_at_15_25_30_percent_give_2_4_5() -> None:
    found = allot(AwardPolicy(levels=levels(15, 25, 30)), distinct(18), 18)
    assert [line.given for line in found.lines] == [2, 4, 5]
    assert given(found)["second"] == ["e03", "e04", "e05", "e06"]
    assert (found.level_of("e11"), found.level_of("e12")) == ("third", None)


def test_the_arithmetic_is_shown_in_each_language() -> None:
    line = allot(AwardPolicy(levels=levels(15)), distinct(18), 18).lines[0]
    assert line.text == Text(
        "一等奖：18 × 0.15 = 2.7，舍去小数为 2；可评 2，实评 2",
        "一等獎：18 × 0.15 = 2.7，捨去小數為 2；可評 2，實評 2",
        "First prize: 18 × 0.15 = 2.7, rounded down to 2; 2 to give, 2 given",
    )


@pytest.mark.parametrize(
    ("size", "percent", "rounding", "quota"),
    [
        (18, 15, "floor", 2),
        (18, 15, "ceil", 3),
        (20, 15, "floor", 3),
        (20, 15, "ceil", 3),
        (6, 15, "floor", 0),
        (0, 15, "ceil", 0),
        (60, 20, "floor", 12),
    ],
)
def test_a_share_is_rounded_once_and_never_to_the_nearest(
    size: int, percent: int, rounding: Any, quota: int
) -> None:
    level = AwardLevel(id="x", label=FIRST, share=Fraction(percent, 100), rounding=rounding)
    assert level.quota(size) == quota


def test_shares_are_taken_of_the_field_not_of_those_who_stand() -> None:
    found = allot(AwardPolicy(levels=levels(20)), distinct(5), 10)
    assert given(found) == {"first": ["e01", "e02"]}


def test_cumulative_shares_lose_nothing_to_rounding() -> None:
    separate = AwardPolicy(levels=levels(15, 15))
    cumulative = AwardPolicy(levels=levels(15, 30), cumulative=True)
    counts = [
        [line.given for line in allot(policy, distinct(18), 18).lines]
        for policy in (separate, cumulative)
    ]
    assert counts == [[2, 2], [2, 3]]


def test_fixed_counts_need_no_share() -> None:
    policy = AwardPolicy(levels=(AwardLevel(id="first", label=FIRST, count=2),))
    found = allot(policy, distinct(3), 3)
    assert (given(found), found.lines[0].text.en) == (
        {"first": ["e01", "e02"]},
        "First prize: 2 places; 2 to give, 2 given",
    )


TIED = field({"a": 9, "b": 8, "c": 8, "d": 7, "e": 6, "f": 5, "g": 4, "h": 3, "i": 2, "j": 1})


@pytest.mark.parametrize(
    ("ties", "vacancies", "expected", "vacant"),
    [
        ("exclude_all", "lapse", {"first": ["a"], "second": ["b", "c"]}, {"first": 1}),
        ("exclude_all", "pass_down", {"first": ["a"], "second": ["b", "c", "d"]}, {}),
        ("include_all", "lapse", {"first": ["a", "b", "c"], "second": ["d"]}, {}),
    ],
)
def test_a_tie_at_the_cut_goes_by_the_policy(
    ties: Any, vacancies: Any, expected: dict[str, list[str]], vacant: dict[str, int]
) -> None:
    policy = AwardPolicy(levels=levels(20, 20), ties=ties, vacancies=vacancies)
    found = allot(policy, TIED, 10)
    assert (given(found), found.vacancies) == (expected, vacant)


def test_a_debt_from_above_may_take_a_whole_level() -> None:
    policy = AwardPolicy(levels=levels(10, 10, 20), ties="include_all")
    found = allot(policy, field({"a": 9, "b": 9, "c": 9, "d": 8}), 10)
    assert given(found) == {"first": ["a", "b", "c"], "third": ["d"]}
    assert [line.slots for line in found.lines] == [1, 0, 1]
    assert found.lines[1].text.en == (
        "Second prize: 10 × 0.1 = 1, rounded down to 1; carried over -2; 0 to give, 0 given"
    )


JURY = AwardPolicy(levels=levels(20, 20), ties="jury")


def test_a_jury_is_asked_and_the_rest_of_the_tie_comes_next() -> None:
    found = allot(JURY, TIED, 10)
    (decision,) = found.open
    assert (decision.candidates, decision.seats) == (("b", "c"), {"first": 1, "second": 1})
    assert given(found) == {"first": ["a"], "second": ["d"]}
    assert decision.text.en == "for b, c there are: first × 1, second × 1"


def test_a_jury_settles_what_is_open() -> None:
    settled = settle(allot(JURY, TIED, 10), {"c": "first", "b": "second"})
    assert given(settled) == {"first": ["a", "c"], "second": ["d", "b"]}
    assert (settled.open, [line.given for line in settled.lines]) == ((), [2, 2])


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"b": "first"},
        {"b": "first", "c": "first"},
        {"b": "first", "c": "second", "d": "first"},
        {"b": "first", "c": "third"},
    ],
)
def test_a_jury_fills_exactly_the_seats_there_are(choices: dict[str, str]) -> None:
    with pytest.raises(InputError):
        settle(allot(JURY, TIED, 10), choices)


def test_a_tie_larger_than_all_that_is_left_leaves_some_without() -> None:
    policy = AwardPolicy(levels=levels(20, 20), ties="jury")
    found = allot(policy, field(dict.fromkeys("abcdefghij", 5)), 10)
    (decision,) = found.open
    assert (len(decision.candidates), decision.seats) == (10, {"first": 2, "second": 2})
    assert found.awards == ()


def test_below_the_minimum_score_places_stay_empty() -> None:
    policy = AwardPolicy(levels=levels(20, 30), minimum_score=Decimal(7))
    found = allot(policy, TIED, 10)
    assert found.level_of("e") is None
    assert found.vacancies == {"first": 1}
    assert given(found) == {"first": ["a"], "second": ["b", "c", "d"]}


def test_a_field_that_cannot_be_is_refused() -> None:
    twice = [*distinct(2), distinct(1)[0]]
    with pytest.raises(InputError) as caught:
        allot(AwardPolicy(levels=levels(20)), twice, 2)
    assert [(f.where, f.found) for f in caught.value.faults] == [
        ("standings", "e01"),
        ("field_size", "2"),
    ]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: AwardPolicy(levels=()), "at least one level"),
        (lambda: AwardPolicy(levels=levels(60, 50)), "add up to 11/10, more than everybody"),
        (lambda: AwardPolicy(levels=levels(30, 20), cumulative=True), "may not fall"),
        (lambda: AwardPolicy(levels=levels(10) * 2), "stands there twice"),
        (
            lambda: AwardPolicy(levels=levels(10), ties=STRANGE),
            "include_all, exclude_all, break, jury",
        ),
        (lambda: AwardLevel(id="x", label=FIRST), "a share or a count"),
        (lambda: AwardLevel(id="x", label=FIRST, share=Fraction(1), count=1), "a share or a count"),
        (lambda: AwardLevel(id="x", label=FIRST, share=Fraction(0)), "above 0 and at most 1"),
        (lambda: AwardLevel(id="x", label=FIRST, count=-1), "may not be negative"),
        (lambda: AwardLevel(id="x", label=FIRST, count=1, rounding=STRANGE), "floor, ceil"),
        (lambda: AwardLevel(id="x", label=Text("", "", "x"), count=1), "lacks a language"),
    ],
)
def test_a_policy_that_cannot_work_is_refused(make: Any, problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        make()


def test_policy_and_allotment_survive_storage() -> None:
    found = allot(JURY, TIED, 10)
    assert from_json(AwardPolicy, to_json(JURY)) == JURY
    assert from_json(Allotment, to_json(found)) == found


# ---- a tie at the cut: all four policies ----


def by(**values: int) -> tuple[tuple[str, Any], ...]:
    """A chain of one link with these values."""
    return (("chair", lambda group: {e: Fraction(values[e]) for e in group}),)


TIED = field({"a": 9, "b": 8, "c": 8, "d": 7})


@pytest.mark.parametrize(
    ("ties", "awards", "text"),
    [
        ("include_all", {"first": ["a", "b", "c"]}, "First prize: 2 places; 2 to give, 3 given"),
        ("exclude_all", {"first": ["a"]}, "First prize: 2 places; 2 to give, 1 given"),
        ("break", {"first": ["a", "c"]}, "First prize: 2 places; 2 to give, 2 given"),
        (
            "jury",
            {"first": ["a"]},
            "First prize: 2 places; 2 to give, 1 given, 1 left to the jury",
        ),
    ],
)
def test_a_tie_at_the_cut_by_each_policy_with_its_arithmetic(
    ties: Any, awards: Mapping[str, list[str]], text: str
) -> None:
    policy = AwardPolicy(
        levels=(AwardLevel(id="first", label=FIRST, count=2),),
        ties=ties,
        cut_break=(TieBreak("head_judge"),) if ties == "break" else (),
    )
    found = allot(policy, TIED, 4, chain=by(b=1, c=2))
    assert given(found) == awards
    assert [line.text.en for line in found.lines] == [text]
    assert from_json(Allotment, to_json(found)) == found


def breaking(count: int, **more: Any) -> AwardPolicy:
    cut = (TieBreak("head_judge"),)
    level = AwardLevel(id="first", label=FIRST, count=count)
    return AwardPolicy(levels=(level,), ties="break", cut_break=cut, **more)


def test_only_the_tie_at_the_cut_is_broken_and_what_the_chain_saw_is_kept() -> None:
    standings = field({"a": 9, "b": 9, "c": 8, "d": 8})
    found = allot(breaking(3), standings, 4, chain=by(a=1, b=2, c=3, d=4))
    assert given(found) == {"first": ["a", "b", "d"]}
    assert [(broken.link, dict(broken.values)) for broken in found.tie_breaks] == [
        ("chair", {"c": Fraction(3), "d": Fraction(4)})
    ]


def test_what_the_chain_cannot_part_is_left_to_the_jury() -> None:
    found = allot(breaking(2), TIED, 4, chain=by(b=1, c=1))
    (decision,) = found.open
    assert (decision.candidates, decision.seats) == (("b", "c"), {"first": 1})


# ---- at most so many awards of a unit ----


def limited(*counts: int, **more: Any) -> AwardPolicy:
    named = zip(("first", "second", "third"), (FIRST, SECOND, THIRD), counts, strict=False)
    found = tuple(AwardLevel(id=id, label=label, count=count) for id, label, count in named)
    return AwardPolicy(levels=found, **{"per_unit": 1, **more})


def test_a_unit_that_has_its_award_is_passed_over_and_it_is_said() -> None:
    found = allot(
        limited(1, 2), field({"a": 9, "b": 8, "c": 7, "d": 6}), 4, units={"a": "3-1", "b": "3-1"}
    )
    assert given(found) == {"first": ["a"], "second": ["c", "d"]}
    (passed,) = found.passed_over
    assert (passed.entry, passed.unit) == ("b", "3-1")
    assert passed.text.en == "b: 3-1 has 1 already, a unit gets 1 at most"


def test_entries_without_a_unit_are_under_no_limit() -> None:
    assert given(allot(limited(3), field({"a": 9, "b": 8, "c": 7}), 3)) == {
        "first": ["a", "b", "c"]
    }


@pytest.mark.parametrize("ties", ["include_all", "exclude_all", "jury"])
def test_rivals_of_one_unit_are_left_to_the_jury_and_others_get_theirs(ties: Any) -> None:
    standings = field({"a": 9, "b": 9, "c": 9, "d": 7})
    found = allot(limited(2, 1, ties=ties), standings, 4, units={"a": "3-1", "b": "3-1"})
    assert given(found) == {"first": ["c"], "second": ["d"]}
    (decision,) = found.open
    assert (decision.candidates, decision.seats) == (("a", "b"), {"first": 1})
    assert given(settle(found, {"b": "first"})) == {"first": ["c", "b"], "second": ["d"]}


def test_the_chain_parts_rivals_of_one_unit_before_any_jury() -> None:
    standings = field({"a": 9, "b": 9, "c": 7})
    policy = breaking(2, per_unit=1)
    units = {"a": "3-1", "b": "3-1"}
    found = allot(policy, standings, 3, units=units, chain=by(a=1, b=2))
    assert given(found) == {"first": ["b", "c"]}
    assert [one.entry for one in found.passed_over] == ["a"]


def test_a_jury_may_not_give_a_unit_more_than_its_limit() -> None:
    standings = field({"a": 9, "b": 9, "c": 9})
    found = allot(
        limited(1, 1, ties="jury"), standings, 3, units={"a": "3-1", "b": "3-1", "c": "3-2"}
    )
    (decision,) = found.open
    assert (decision.seats, decision.most) == ({"first": 1, "second": 1}, {"3-1": 1, "3-2": 1})
    with pytest.raises(InputError, match="3-1: 1 at most"):
        settle(found, {"a": "first", "b": "second"})
    assert given(settle(found, {"a": "second", "c": "first"})) == {"first": ["c"], "second": ["a"]}


# ---- places shared out among groups ----


def test_places_are_shared_out_by_largest_remainders_and_given_within_each_group() -> None:
    standings = field({f"e{n:02}": 100 - n for n in range(1, 11)})
    groups = {s.entry: "G1" if n < 7 else "G2" for n, s in enumerate(standings)}
    policy = AwardPolicy(levels=levels(20, 30), by_group=True)
    found = allot(policy, standings, 10, groups=groups)
    assert given(found) == {"first": ["e01", "e08"], "second": ["e02", "e03", "e09"]}
    assert [(line.level, line.group, line.quota, line.given) for line in found.lines] == [
        ("first", "G1", 1, 1),
        ("first", "G2", 1, 1),
        ("second", "G1", 2, 2),
        ("second", "G2", 1, 1),
    ]
    assert found.lines[2].text.en == (
        "Second prize: 10 × 0.3 = 3, rounded down to 3; group G1, 7 of 10, gets 2 of 3 by largest "
        "remainders; 2 to give, 2 given"
    )


def test_vacancies_of_all_groups_add_up() -> None:
    standings = field({f"e{n}": 100 - 10 * n for n in range(1, 9)})
    groups = {s.entry: "G1" if n % 2 else "G2" for n, s in enumerate(standings)}
    policy = AwardPolicy(levels=levels(50), by_group=True, minimum_score=Decimal(80))
    assert allot(policy, standings, 8, groups=groups).vacancies == {"first": 2}


def test_without_entries_there_is_nothing_to_share_out() -> None:
    found = allot(AwardPolicy(levels=levels(50), by_group=True), [], 0)
    assert (found.awards, [line.given for line in found.lines]) == ((), [0])


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"ties": "break"}, "needs a chain in cut_break"),
        ({"cut_break": (TieBreak("lots"),)}, "needs a chain in cut_break"),
        ({"per_unit": 0}, "1 or more"),
    ],
)
def test_policies_that_say_half_of_it_are_refused(more: Any, problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        AwardPolicy(levels=levels(10), **more)


def test_a_unit_has_its_awards_in_all_groups_together_and_the_better_place_goes_first() -> None:
    standings = field({"e1": 90, "e2": 95, "e3": 80, "e4": 85})
    groups = {"e1": "G1", "e3": "G1", "e2": "G2", "e4": "G2"}
    policy = AwardPolicy(levels=levels(50), by_group=True, per_unit=1)
    found = allot(policy, standings, 4, groups=groups, units={"e1": "school 1", "e2": "school 1"})
    assert given(found) == {"first": ["e3", "e2"]}
    assert [one.entry for one in found.passed_over] == ["e1"]


def test_of_a_unit_that_shares_a_place_in_two_groups_the_first_group_goes_first() -> None:
    standings = field({"e1": 90, "e2": 90})
    policy = AwardPolicy(
        levels=(AwardLevel(id="first", label=FIRST, count=2),), by_group=True, per_unit=1
    )
    units = dict.fromkeys(("e1", "e2"), "school 1")
    found = allot(policy, standings, 2, groups={"e1": "G2", "e2": "G1"}, units=units)
    assert (given(found), found.open) == ({"first": ["e2"]}, ())
