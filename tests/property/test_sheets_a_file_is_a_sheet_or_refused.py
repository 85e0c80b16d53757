"""Whatever a file holds, it is a sheet or an `InputError` that says why not, and soon."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from homeroom_core.errors import InputError
from homeroom_core.sheets.data import sheet_from
from homeroom_plugins import rubrics

NAMES = (
    "annual_appraisal_five_dimensions",
    "backbone_title_merit_points",
    "monthly_quantified_appraisal",
    "themed_class_meeting_contest",
)
FILES = {
    name: resources.files(rubrics).joinpath(f"{name}.toml").read_text("utf-8") for name in NAMES
}
STRANGE: list[Any] = [
    None, True, -1, 0, 10**13, 16**5000, Decimal("NaN"), Decimal("-Infinity"), Decimal("1e999999999"),
    Decimal("1e-999999999"), Decimal("0.1234567890123"), 0.5, "", " ", "1/0", "a b", "x" * 200, [], {}, [[]],
    {"kind": "free"}, [{"id": "a"}],
]  # fmt: skip


def read(name: str) -> dict[str, Any]:
    """What a file holds, without the policy."""
    data = tomllib.loads(FILES[name], parse_float=Decimal)
    data.pop("policy", None)
    return data


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where anything stands in a file: the keys and numbers that lead there."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in inner:
        yield (*path, key)
        if isinstance(below, dict | list):
            yield from places(below, (*path, key))


def put(data: Any, path: tuple[Any, ...], value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


@given(st.sampled_from(NAMES), st.integers(min_value=0), st.sampled_from(STRANGE))
@example("monthly_quantified_appraisal", 0, 16**5000)
def test_one_strange_value_anywhere_is_harmless_or_refused(
    name: str, number: int, strange: Any
) -> None:
    data = read(name)
    found = list(places(data))
    path = found[number % len(found)]
    put(data, path, strange)
    with suppress(InputError):
        assert sheet_from(data, name).id


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", ["maximum", "total"])
def test_a_number_too_long_to_be_written_out_is_refused_at_once(name: str, key: str) -> None:
    data = read(name)
    path = next((one for one in places(data) if one[-1] == key), ("total",))
    for long in (Decimal("1e999999999"), 16**5000):
        put(data, path, long)
        with pytest.raises(InputError, match="accepted: a decimal such as"):
            sheet_from(data, name)
