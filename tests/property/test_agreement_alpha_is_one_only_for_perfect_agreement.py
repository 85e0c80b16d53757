from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_tables import renamed, tables

from homeroom_core.statistics.krippendorff import (
    MEASUREMENT_LEVELS,
    MeasurementLevel,
    krippendorff_alpha,
)
from homeroom_core.statistics.ratings import Points

levels = pytest.mark.parametrize("level", MEASUREMENT_LEVELS)


@levels
@given(table=tables())
def test_at_most_one_and_one_only_if_all_agree(level: MeasurementLevel, table: Points) -> None:
    value = krippendorff_alpha(table, level=level).value
    paired = [set(row.values()) for row in table.values() if len(row) > 1]
    if value is None:
        assert len(set().union(*paired)) < 2
    else:
        assert value <= 1
        assert (value == 1) == all(len(values) == 1 for values in paired)


@levels
@given(table=tables(), value=st.integers(0, 9))
def test_an_entry_with_one_rating_changes_nothing(
    level: MeasurementLevel, table: Points, value: int
) -> None:
    more = {**table, "single": {"j0": Fraction(value)}}
    before = krippendorff_alpha(table, level=level)
    after = krippendorff_alpha(more, level=level)
    assert (after.value, after.pairable) == (before.value, before.pairable)


@levels
@given(table=tables(), names=st.permutations([f"j{n}" for n in range(4)]))
def test_which_judge_gave_a_rating_does_not_matter(
    level: MeasurementLevel, table: Points, names: list[str]
) -> None:
    judges = {f"j{n}": name for n, name in enumerate(names)}
    entries = {entry: entry[::-1] for entry in table}
    other = renamed(table, entries, judges)
    assert (
        krippendorff_alpha(other, level=level).value == krippendorff_alpha(table, level=level).value
    )


@given(tables(), st.integers(-9, 9), st.integers(1, 9))
def test_interval_alpha_does_not_see_the_scale(table: Points, shift: int, times: int) -> None:
    moved = {e: {j: shift + times * v for j, v in row.items()} for e, row in table.items()}
    assert krippendorff_alpha(moved).value == krippendorff_alpha(table).value


@given(tables())
def test_ordinal_alpha_sees_the_order_alone(table: Points) -> None:
    cubed = {e: {j: v**3 for j, v in row.items()} for e, row in table.items()}
    before = krippendorff_alpha(table, level="ordinal").value
    assert krippendorff_alpha(cubed, level="ordinal").value == before
