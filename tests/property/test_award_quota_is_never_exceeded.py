from collections import Counter
from fractions import Fraction
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.award import allot, settle
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.standing import Standing
from homeroom_core.testing.evaluation_strategies import award_policies, standings

Field = tuple[Standing, ...]


@given(award_policies(), standings(), st.integers(0, 5))
def test_no_more_awards_than_the_quota_unless_ties_are_all_included(
    policy: AwardPolicy, field: Field, absent: int
) -> None:
    size = len(field) + absent
    found = allot(policy, field, size)
    shares = [level.share or Fraction(0) for level in policy.levels]
    most = size * (shares[-1] if policy.cumulative else sum(shares, Fraction(0)))
    seats = sum(sum(decision.seats.values()) for decision in found.open)
    if policy.ties != "include_all":
        assert len(found.awards) + seats <= most
        assert all(line.given + line.open + line.vacant <= line.slots for line in found.lines)
    assert sum(line.given for line in found.lines) == len(found.awards)


@given(award_policies(), standings())
def test_nobody_gets_a_higher_award_than_somebody_placed_better(
    policy: AwardPolicy, field: Field
) -> None:
    found = allot(policy, field, len(field))
    order = {level.id: number for number, level in enumerate(policy.levels)}
    waiting = {entry for decision in found.open for entry in decision.candidates}
    levels = [
        order.get(found.level_of(s.entry) or "", len(order))
        for s in field
        if s.entry not in waiting
    ]
    assert levels == sorted(levels)


@given(award_policies(ties="jury"), standings())
def test_what_a_jury_decides_fills_every_open_seat(policy: AwardPolicy, field: Field) -> None:
    found = allot(policy, field, len(field))
    choices: dict[str, str] = {}
    for decision in found.open:
        seats = [level for level, number in decision.seats.items() for _ in range(number)]
        choices |= dict(zip(decision.candidates, seats, strict=False))
    settled = settle(found, choices)
    assert settled.open == ()
    assert len(settled.awards) == len(found.awards) + len(choices)
    assert all(settled.level_of(entry) == level for entry, level in choices.items())
    assert sum(line.given for line in settled.lines) == len(settled.awards)


@given(award_policies(), standings(), st.randoms(use_true_random=False))
def test_the_order_of_standings_does_not_matter(
    policy: AwardPolicy, field: Field, random: Random
) -> None:
    shuffled = list(field)
    random.shuffle(shuffled)
    assert allot(policy, shuffled, len(field)) == allot(policy, field, len(field))


@given(
    award_policies(),
    standings(),
    st.integers(1, 2),
    st.booleans(),
    st.lists(st.sampled_from(["", "3-1", "3-2", "4-1"]), min_size=30, max_size=30),
)
def test_no_unit_gets_more_than_its_limit_and_groups_share_the_quota(
    policy: AwardPolicy, field: Field, per_unit: int, by_group: bool, classes: list[str]
) -> None:
    policy = attrs.evolve(policy, per_unit=per_unit, by_group=by_group)
    units = {s.entry: unit for s, unit in zip(field, classes, strict=False) if unit}
    groups = {s.entry: unit[:1] for s, unit in zip(field, classes, strict=False)}
    found = allot(policy, field, len(field), units=units, groups=groups)
    choices: dict[str, str] = {}
    for decision in found.open:
        seats = [level for level, number in decision.seats.items() for _ in range(number)]
        left = dict(decision.most)
        for entry in decision.candidates:
            unit = decision.units.get(entry, "")
            if seats and left.get(unit, 1) > 0:
                choices[entry] = seats.pop(0)
                if unit in left:
                    left[unit] -= 1
    settled = settle(found, choices)
    given_to = Counter(units[award.entry] for award in settled.awards if award.entry in units)
    assert all(number <= per_unit for number in given_to.values())
    if policy.ties != "include_all":
        quotas = [level.quota(len(field)) for level in policy.levels]
        most = max(quotas, default=0) if policy.cumulative else sum(quotas)
        assert len(settled.awards) <= most
    assert len({award.entry for award in settled.awards}) == len(settled.awards)
    passed = {one.entry for one in settled.passed_over}
    assert not passed & {award.entry for award in settled.awards}
