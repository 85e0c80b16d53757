from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from homeroom_core.award import Allotment, Award, Line, OpenDecision
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import (
    AwardRequest,
    NamedAwardPolicy,
    award_policy,
    broken_promises,
    give,
)
from homeroom_core.errors import DefinitionError, PluginError
from homeroom_core.provided import Origin
from homeroom_core.shipped_award_policies import SHIPPED_AWARD_POLICIES
from homeroom_core.text import LANGUAGES, Text

LABEL = Text("学校奖项", "學校獎項", "Prizes of the school")
FIRST = AwardLevel(id="first", label=Text("一等奖", "一等獎", "First prize"), count=1)
SECOND = AwardLevel(id="second", label=Text("二等奖", "二等獎", "Second prize"), count=2)
POLICY = AwardPolicy(levels=(FIRST, SECOND))
ORIGIN = Origin("ours", "2.1")


@attrs.frozen
class Place:
    entry: str
    rank: int
    ranked_on: Fraction


def places(*ranks: int) -> tuple[Place, ...]:
    return tuple(Place(f"e{at}", rank, Fraction(100 - rank)) for at, rank in enumerate(ranks, 1))


def request(*ranks: int, policy: AwardPolicy = POLICY, **more: Any) -> AwardRequest:
    standing = places(*ranks)
    return AwardRequest(policy=policy, standings=standing, field_size=len(standing), **more)


def named(answer: object, policy: AwardPolicy = POLICY) -> NamedAwardPolicy:
    function: Any = answer if callable(answer) else lambda _request: answer
    return award_policy("ours", label=LABEL, policy=policy)(function)


def refused(asked: AwardRequest, answer: object) -> str:
    with pytest.raises(PluginError) as caught:
        give(asked, named(answer, asked.policy), ORIGIN)
    assert caught.value.plugin == "ours"
    assert all(caught.value.text.read(language) for language in LANGUAGES)
    return caught.value.problem.en.partition("does not allow: ")[2] or caught.value.problem.en


def test_a_policy_bears_its_name_so_that_pinned_data_keeps_it() -> None:
    assert named({}).policy == attrs.evolve(POLICY, name="ours")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": "no name"}, "'no name' cannot be a name"),
        ({"label": Text("奖", "獎", "")}, "the label lacks a language"),
        ({"policy": attrs.evolve(POLICY, name="other")}, "its data bears the name 'other'"),
    ],
)
def test_a_policy_without_a_proper_name_is_refused(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        NamedAwardPolicy(**{"name": "ours", "label": LABEL, "policy": POLICY, **given})


def test_without_a_way_of_its_own_a_policy_gives_as_the_library_does() -> None:
    asked = request(1, 2, 3, 4)
    made = give(asked, NamedAwardPolicy(name="ours", label=LABEL, policy=POLICY), ORIGIN)
    assert made == attrs.evolve(asked.allot(), policy="ours", plugin="ours", plugin_version="2.1")


def test_a_plain_answer_becomes_an_allotment_with_its_arithmetic_and_origin() -> None:
    made = give(request(1, 2, 3, 4), named({"e3": "second", "e1": "first"}), ORIGIN)
    assert made.awards == (Award(entry="e1", level="first"), Award(entry="e3", level="second"))
    assert [(line.quota, line.slots, line.given, line.vacant) for line in made.lines] == [
        (1, 1, 1, 0),
        (2, 2, 1, 1),
    ]
    assert made.lines[1].text.zh_hans == "二等奖：名额 2；可评 2，实评 1"
    assert (made.policy, made.plugin, made.plugin_version) == ("ours", "ours", "2.1")


def test_a_function_works_on_the_policy_that_was_pinned_not_on_that_of_today() -> None:
    pinned = attrs.evolve(POLICY, levels=(attrs.evolve(FIRST, count=2),))
    seen: list[AwardPolicy] = []

    def way(asked: AwardRequest) -> Mapping[str, str]:
        seen.append(asked.policy)
        return {"e1": "first", "e2": "first"}

    made = give(request(1, 2, policy=pinned), named(way), ORIGIN)
    assert (seen, [line.given for line in made.lines]) == ([pinned], [2])


def test_standings_come_in_order_of_the_places_whatever_order_they_were_given_in() -> None:
    asked = AwardRequest(policy=POLICY, standings=places(2, 1, 2), field_size=3)
    assert [one.entry for one in asked.standings] == ["e2", "e1", "e3"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"e1": "first", "e2": "first"}, "First prize given 2 times, for 1 places"),
        ({"e9": "first"}, "e9 does not stand among the places"),
        ({"e1": "gold"}, "there is no level gold, only: first, second"),
        ([("e1", "first")], "a mapping from entry to level"),
        (None, "found None"),
        (lambda _: 1 / 0, "ZeroDivisionError"),
    ],
)
def test_an_answer_that_breaks_the_policy_is_an_error_of_the_plugin(
    answer: object, why: str
) -> None:
    assert why in refused(request(1, 2, 3, 4), answer)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    policy = attrs.evolve(POLICY, minimum_score=Decimal(98), per_unit=1)
    units = dict.fromkeys(("e1", "e2", "e3"), "7(1)")
    asked = request(1, 2, 3, policy=policy, units=units)
    assert refused(asked, {"e1": "first", "e2": "first", "e3": "second"}) == (
        "e3 is below the least of 98, First prize given 2 times, for 1 places, "
        "7(1) gets 3, a unit gets 1 at most"
    )


def line(level: str, given: int, open: int = 0) -> Line:
    return Line(level=level, quota=1, slots=1, given=given, open=open, vacant=0, text=LABEL)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (
            Allotment(
                awards=(Award(entry="e1", level="first"), Award(entry="e1", level="second")),
                lines=(line("first", 1), line("second", 1)),
            ),
            ["e1 stands there more than once"],
        ),
        (
            Allotment(
                awards=(Award(entry="e1", level="first"),),
                lines=(line("first", 1, open=1), line("second", 0)),
                open=(OpenDecision(candidates=("e2", "e3"), seats={"first": 1}),),
            ),
            ["First prize given 2 times, for 1 places"],
        ),
        (
            Allotment(awards=(), lines=(line("first", 1), line("second", 0))),
            ["the arithmetic of first does not say what was given"],
        ),
        (
            Allotment(awards=(), lines=(line("first", 0),)),
            ["the arithmetic of second does not say what was given"],
        ),
    ],
)
def test_an_allotment_of_its_own_is_held_against_the_policy(
    made: Allotment, why: list[str]
) -> None:
    assert [text.en for text in broken_promises(request(1, 2, 3), made)] == why


def test_only_a_tie_in_whole_may_go_over_the_places_and_only_where_the_policy_says_so() -> None:
    tied = {"e1": "first", "e2": "first"}
    including = attrs.evolve(POLICY, ties="include_all")
    made = give(request(1, 1, 3, policy=including), named(tied, including), ORIGIN)
    assert made.lines[0].given == 2
    assert "2 times, for 1" in refused(request(1, 1, 3), tied)
    assert "2 times, for 1" in refused(request(1, 1, 1, policy=including), tied)
    assert "2 times, for 1" in refused(request(1, 2, 2, policy=including), tied)


def test_a_debt_from_above_is_paid_by_the_next_level() -> None:
    including = attrs.evolve(POLICY, ties="include_all")
    tied = {"e1": "first", "e2": "first", "e3": "second", "e4": "second"}
    assert refused(request(1, 1, 3, 4, policy=including), tied) == (
        "Second prize given 2 times, for 1 places"
    )


def test_places_that_pass_down_may_be_given_one_level_lower_and_no_others() -> None:
    seconds = dict.fromkeys(("e1", "e2", "e3"), "second")
    passing = attrs.evolve(POLICY, vacancies="pass_down")
    made = give(request(1, 2, 3, policy=passing), named(seconds, passing), ORIGIN)
    assert [(one.slots, one.given, one.vacant) for one in made.lines] == [(1, 0, 0), (3, 3, 0)]
    assert refused(request(1, 2, 3), seconds) == "Second prize given 3 times, for 2 places"


def test_places_shared_out_among_groups_are_counted_group_by_group() -> None:
    policy = attrs.evolve(POLICY, levels=(SECOND,), by_group=True)
    groups = {"e1": "G7", "e2": "G7", "e3": "G8", "e4": "G8"}
    asked = request(1, 2, 3, 4, policy=policy, groups=groups)
    assert give(asked, named({"e1": "second", "e4": "second"}, policy), ORIGIN).awards
    assert refused(asked, {"e1": "second", "e2": "second"}) == (
        "Second prize given 2 times, for 1 places"
    )


def test_what_is_shipped_has_names_of_its_own_and_gives_by_the_library() -> None:
    assert [one.name for one in SHIPPED_AWARD_POLICIES] == [
        "class_meeting_prizes",
        "skills_prizes",
        "paper_prizes",
        "project_approvals",
    ]
    assert {one.function for one in SHIPPED_AWARD_POLICIES} == {None}
