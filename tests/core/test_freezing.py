"""Values that nobody can change."""

import json
import pickle
from typing import Any

import attrs
import pytest

from homeroom_core.freezing import ReadOnly, frozen


@attrs.frozen
class Held:
    things: Any
    word: str = "a"


CHANGES = [
    lambda d: d.__setitem__("a", 1),
    lambda d: d.__delitem__("a"),
    lambda d: d.__ior__({"a": 1}),
    lambda d: d.clear(),
    lambda d: d.pop("a"),
    lambda d: d.popitem(),
    lambda d: d.setdefault("b", 1),
    lambda d: d.update(b=1),
]


@pytest.mark.parametrize("change", CHANGES)
def test_dictionary_that_is_read_only_refuses_every_change(change: Any) -> None:
    value = ReadOnly(a=1)
    with pytest.raises(TypeError, match="make a copy"):
        change(value)
    assert value == {"a": 1}


def test_frozen_value_is_equal_and_written_alike() -> None:
    value = {"a": {"b": (1, "x", None)}}
    made = frozen(value)
    assert (made, json.dumps(made)) == (value, json.dumps(value))
    assert pickle.loads(pickle.dumps(made)) == value  # noqa: S301  # pickled just here


def test_everything_inside_is_frozen_and_the_original_left_as_it_was() -> None:
    value = Held([{"a": [1]}, {2}, Held({"b": []})])
    made = frozen(value)
    assert made == Held(({"a": (1,)}, frozenset({2}), Held({"b": ()})))
    assert value == Held([{"a": [1]}, {2}, Held({"b": []})])
    assert [type(made.things[0]), type(made.things[2].things)] == [ReadOnly, ReadOnly]


@pytest.mark.parametrize("value", [1, "a", None, (1, (2, "b")), Held((1,)), frozenset({1})])
def test_what_cannot_be_changed_anyway_is_handed_back_as_it_is(value: object) -> None:
    assert frozen(value) is value


def test_frozen_twice_is_frozen_once() -> None:
    made = frozen({"a": [1]})
    assert frozen(made) is made
