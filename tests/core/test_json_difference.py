"""How two JSON values differ, and a difference put into a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.json_difference import JsonDifference, json_differences

SCALARS = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["a", "b"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
    ),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.sampled_from("pqr"), VALUES.filter(lambda v: v is not None))


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        (1, 2, "$"),
        ({"a": 1}, {"a": True}, "a"),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, "a.b[1]"),
        ({"a": [1]}, {"a": [1, 2]}, "a"),
        ({"a/b": {"c": 1}}, {"a/b": {}}, "a/b.c"),
    ],
)
def test_a_difference_says_where_it_is(before: object, after: object, path: str) -> None:
    assert [one.path for one in json_differences(before, after)] == [path]


def test_one_difference_put_in_changes_that_place_only() -> None:
    before, after = {"a": [1, 2], "b": {"c": 1}}, {"a": [1, 3], "b": {"c": 2}}
    first, second = json_differences(before, after)
    assert first.put_into(before) == {"a": [1, 3], "b": {"c": 1}}
    assert second.put_into(before) == {"a": [1, 2], "b": {"c": 2}}
    assert before == {"a": [1, 2], "b": {"c": 1}}


def test_what_is_gone_is_taken_out() -> None:
    (gone,) = json_differences({"a": {"b": 1, "c": 2}}, {"a": {"c": 2}})
    assert gone == JsonDifference(steps=("a", "b"), before=1, after=None)
    assert gone.put_into({"a": {"b": 1, "c": 2}}) == {"a": {"c": 2}}


@given(OBJECTS, OBJECTS)
def test_all_differences_put_in_one_after_the_other_lead_to_the_other_value(
    before: dict[str, object], after: dict[str, object]
) -> None:
    value: object = before
    for one in json_differences(before, after):
        value = one.put_into(value)
    assert json_differences(value, after) == ()
