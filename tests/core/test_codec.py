import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from attrs.validators import instance_of, matches_re, min_len
from tally import a_tally

from homeroom_core.codec import changed_fields, decode, encode, from_json, to_json
from homeroom_core.criterion import Criterion
from homeroom_core.errors import InputError
from homeroom_core.lifecycle import State
from homeroom_core.people import TEACHER
from homeroom_core.scale import FreeScale
from homeroom_core.text import LANGUAGES, Text

LABEL = Text("形式", "形式", "Form")


class Colour(Enum):
    RED = "red"


class Level(StrEnum):
    SCHOOL = "school"


class Rank(IntEnum):
    FIRST = 1


@attrs.frozen
class Inner:
    name: str
    points: Decimal = Decimal(0)


@attrs.frozen(kw_only=True)
class Outer:
    id: str = attrs.field(validator=[instance_of(str), matches_re("[a-z0-9-]+")])
    inner: Inner | None = None
    items: tuple[Inner, ...] = ()
    by_name: Mapping[str, Inner] = attrs.Factory(dict)
    nested: Mapping[str, tuple[int, ...]] = attrs.Factory(dict)
    pair: tuple[str, int] = ("a", 1)
    on: date | None = None


@attrs.frozen
class Node:
    name: str
    children: "tuple[Node, ...]" = ()


@attrs.frozen
class Holder:
    words: tuple[str, ...] = attrs.field(default=(), validator=min_len(1))


@attrs.frozen
class All:
    """One field for each row of the codec's table."""

    text: str
    number: int
    flag: bool
    nothing: str | None
    decimal: Decimal
    fraction: Fraction
    day: date
    moment: datetime
    plain: Colour
    word: Level
    rank: Rank
    row: tuple[int, ...]
    bag: frozenset[str]
    table: Mapping[str, int]
    inner: Inner


EXAMPLE = All(
    text='班主任 "x"\n',
    number=-3,
    flag=True,
    nothing=None,
    decimal=Decimal("8.50"),
    fraction=Fraction(15, 2),
    day=date(2025, 9, 1),
    moment=datetime(2025, 9, 1, 8, 0, 0, 5, tzinfo=timezone(timedelta(hours=8))),
    plain=Colour.RED,
    word=Level.SCHOOL,
    rank=Rank.FIRST,
    row=(3, 1, 2),
    bag=frozenset({"b", "a", "c"}),
    table={"x": 1},
    inner=Inner("n", Decimal("-0.0")),
)
WRITTEN = {
    "text": '班主任 "x"\n',
    "number": -3,
    "flag": True,
    "nothing": None,
    "decimal": "8.50",
    "fraction": "15/2",
    "day": "2025-09-01",
    "moment": "2025-09-01T08:00:00.000005+08:00",
    "plain": "red",
    "word": "school",
    "rank": 1,
    "row": [3, 1, 2],
    "bag": ["a", "b", "c"],
    "table": {"x": 1},
    "inner": {"name": "n", "points": "-0.0"},
}


def test_every_type_is_written_as_the_table_says() -> None:
    assert json.loads(encode(to_json(EXAMPLE))) == WRITTEN


def test_every_type_comes_back_as_it_went_in() -> None:
    back = from_json(All, json.loads(encode(to_json(EXAMPLE))))
    assert (back, str(back.decimal), type(back.word), type(back.rank)) == (
        EXAMPLE,
        "8.50",
        Level,
        Rank,
    )


def test_plain_values_only_are_written() -> None:
    plain = (str, int, list, tuple, dict, type(None))
    assert [v for v in to_json(EXAMPLE).values() if not isinstance(v, plain)] == []


@pytest.mark.parametrize(
    "number", ["1E+3", "1e-7", "-0", "0.000", "123456789012345678901234567890.5"]
)
def test_digits_of_a_decimal_are_kept(number: str) -> None:
    value = Inner("a", Decimal(number))
    assert from_json(Inner, to_json(value)).points.as_tuple() == Decimal(number).as_tuple()


def test_whole_ratio_is_written_as_a_ratio() -> None:
    written = to_json(attrs.evolve(EXAMPLE, fraction=Fraction(-3)))["fraction"]
    assert written == "-3/1"
    assert [from_json(Fraction, text) for text in ("-3/1", "3")] == [Fraction(-3), Fraction(3)]


def test_moment_in_universal_time_may_be_written_with_z() -> None:
    assert from_json(datetime, "2025-09-01T08:00:00Z") == datetime(2025, 9, 1, 8, tzinfo=UTC)


def test_class_that_holds_its_own_kind_comes_back() -> None:
    tree = Node("a", (Node("b", (Node("c"),)), Node("d")))
    assert from_json(Node, json.loads(encode(to_json(tree)))) == tree


def test_term_is_written_as_its_code() -> None:
    state = State("draft", "草稿", "草稿", "Draft")
    written = encode(to_json(attrs.evolve(EXAMPLE, text=state, bag=frozenset({TEACHER}))))
    assert json.loads(written) == {**WRITTEN, "text": "draft", "bag": ["teacher"]}


@pytest.mark.parametrize(
    ("field", "value", "accepted"),
    [
        ("text", 5, "text"),
        ("text", None, "text"),
        ("number", 3.0, "a whole number"),
        ("number", "3", "a whole number"),
        ("number", True, "a whole number"),
        ("number", None, "a whole number"),
        ("flag", 1, "true or false"),
        ("flag", "true", "true or false"),
        ("nothing", 0, "text"),
        ("decimal", 8.5, "a decimal as text"),
        ("decimal", 8, "a decimal as text"),
        ("decimal", "", "a decimal as text"),
        ("decimal", "8,5", "a decimal as text"),
        ("decimal", " 8.5", "a decimal as text"),
        ("decimal", "8_5", "a decimal as text"),
        ("decimal", "\uff18.\uff15", "a decimal as text"),
        ("decimal", "NaN", "a decimal as text"),
        ("decimal", "Infinity", "a decimal as text"),
        ("fraction", 0.5, "a ratio as text"),
        ("fraction", "0.5", "a ratio as text"),
        ("fraction", "1/0", "a ratio as text"),
        ("fraction", " 1/2", "a ratio as text"),
        ("fraction", "1e999999999", "a ratio as text"),
        ("day", "2025-02-30", "a date such as"),
        ("day", "20250901", "a date such as"),
        ("day", "2025-09-01T00:00:00", "a date such as"),
        ("day", 20250901, "a date such as"),
        ("moment", "2025-09-01T08:00:00", "a moment with its zone"),
        ("moment", "2025-09-01", "a moment with its zone"),
        ("moment", 0, "a moment with its zone"),
        ("plain", "blue", "red"),
        ("plain", ["red"], "red"),
        ("word", "district", "school"),
        ("rank", 2, "1"),
        ("rank", 1.0, "1"),
        ("rank", True, "1"),
        ("row", "312", "a list"),
        ("row", {"3": 1}, "a list"),
        ("row", None, "a list"),
        ("bag", "abc", "a list"),
        ("bag", ["a", "a"], "a list without repetitions"),
        ("table", [["x", 1]], "an object of keys and values"),
        ("inner", "n", "an object of keys and values"),
        ("inner", None, "an object of keys and values"),
    ],
)
def test_value_of_another_type_is_refused_and_never_converted(
    field: str, value: Any, accepted: str
) -> None:
    with pytest.raises(InputError) as caught:
        from_json(All, {**WRITTEN, field: value})
    (fault,) = caught.value.faults
    assert (fault.where, fault.found) == (field, repr(value))
    assert str(fault.accepted).startswith(accepted)
    assert all(fault.accepted.read(language) for language in LANGUAGES)


def test_every_fault_is_found_with_the_path_to_its_place() -> None:
    data = {
        "id": 7,
        "inner": {"name": "n", "points": 8.5},
        "items": [{"name": "a"}, {"points": "1"}, {"name": "c", "colour": "red"}, 4],
        "by_name": {"k": {"name": None}, "a @ b": {"name": 1}},
        "nested": {"k": [1, 2.0]},
        "pair": ["a", 1, 2],
        "on": "soon",
    }
    with pytest.raises(InputError) as caught:
        from_json(Outer, data, source="plans.json")
    assert caught.value.source == "plans.json"
    assert {fault.where: fault.found for fault in caught.value.faults} == {
        "id": "7",
        "inner.points": "8.5",
        "items[1].name": "-",
        "items[2]": "colour",
        "items[3]": "4",
        "by_name['k'].name": "None",
        "by_name['a @ b'].name": "1",
        "nested['k'][1]": "2.0",
        "pair": "['a', 1, 2]",
        "on": "'soon'",
    }


def test_missing_field_must_be_given() -> None:
    with pytest.raises(InputError) as caught:
        from_json(Inner, {})
    assert [(f.where, str(f.accepted)) for f in caught.value.faults] == [("name", "must be given")]


def test_unknown_keys_are_refused_and_the_known_named() -> None:
    with pytest.raises(InputError) as caught:
        from_json(Inner, {"name": "a", "colour": 1, "age": 2, 3: 4})
    (fault,) = caught.value.faults
    assert (fault.where, fault.found) == ("$", "3, age, colour")
    assert str(fault.accepted) == "only these keys: name, points"


@pytest.mark.parametrize(
    ("type", "data", "where"),
    [
        (Outer, {"id": "A!"}, "$.id"),
        (Holder, {"words": []}, "$"),
    ],
)
def test_validator_of_a_class_is_a_fault_with_its_words(type: Any, data: Any, where: str) -> None:
    with pytest.raises(InputError) as caught:
        from_json(type, data)
    (fault,) = caught.value.faults
    assert fault.where == where
    assert next(iter(data)) in str(fault.accepted)


@pytest.mark.parametrize("type", [int | None, tuple[int, ...], Mapping[str, int], Decimal])
def test_value_that_is_in_no_class_is_named_by_its_type(type: Any) -> None:
    with pytest.raises(InputError) as caught:
        from_json(type, "x")
    assert (caught.value.source.strip() != "", caught.value.faults[0].where) == (True, "$")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"a": 1,\n "b": }', "line 2, column 7"),
        ("", "line 1, column 1"),
        ('{"a": NaN}', "$"),
        ("-Infinity", "$"),
        ("9" * 5000, "$"),
        ("[" * 100_000, "$"),
    ],
    ids=range(6),
)
def test_text_that_is_no_json_is_refused_with_its_place(text: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(text, source="body")
    assert (caught.value.source, caught.value.faults[0].where) == ("body", where)


def test_text_is_compact_and_keeps_chinese() -> None:
    assert encode({"a": ["班", 1, None, True]}) == '{"a":["班",1,null,true]}'


def test_without_a_record_before_every_field_has_changed() -> None:
    assert changed_fields(None, a_tally()) == {
        "keeper": "person-1",
        "count": 0,
        "mark": "0",
        "note": "",
    }


def test_only_changed_fields_are_told_and_the_header_is_not() -> None:
    after = a_tally(id="tally-2", state="closed", version=9, count=4)
    assert changed_fields(a_tally(), after) == {"count": 4}


def test_nothing_has_changed_between_equal_records() -> None:
    assert changed_fields(a_tally(mark=Decimal("8.5")), a_tally(mark=Decimal("8.5"))) == {}


def test_other_digits_of_an_equal_number_are_a_change() -> None:
    before, after = a_tally(mark=Decimal("8.5")), a_tally(mark=Decimal("8.50"))
    assert (before == after, changed_fields(before, after)) == (True, {"mark": "8.50"})


@attrs.frozen
class Levels:
    """A list of members of an enumeration whose members are texts as well."""

    held: tuple[Level, ...]
    best: Level | None = None


def test_members_of_an_enumeration_are_written_as_plain_values_wherever_they_stand() -> None:
    written = to_json(Levels((Level.SCHOOL,), Level.SCHOOL))
    assert written == {"held": ["school"], "best": "school"}
    assert [type(written["held"][0]), type(written["best"])] == [str, str]
    assert from_json(Levels, written) == Levels((Level.SCHOOL,), Level.SCHOOL)


def criterion(**descriptors: Text) -> Criterion:
    ten = Decimal(10)
    scale = FreeScale(maximum=ten)
    return Criterion(id="form", label=LABEL, maximum=ten, scale=scale, descriptors=descriptors)


def test_a_definition_read_again_is_the_same_and_cannot_be_changed() -> None:
    data = to_json(criterion(good=LABEL))
    one, again = from_json(Criterion, data), from_json(Criterion, dict(data))
    assert one is again
    with pytest.raises(TypeError, match="cannot be changed"):
        one.descriptors["bad"] = LABEL  # type: ignore[index]  # what is refused
    other = from_json(Criterion, {**data, "maximum": "10.0"})
    assert (str(other.maximum), str(one.maximum)) == ("10.0", "10")


@pytest.mark.parametrize("wrong", [{1: to_json(LABEL)}, {"1": {**to_json(LABEL), "en": True}}])
def test_a_definition_that_was_read_lets_nothing_else_pass(wrong: Any) -> None:
    data = to_json(criterion(**{"1": LABEL}))
    assert from_json(Criterion, data).id == "form"
    with pytest.raises(InputError):
        from_json(Criterion, {**data, "descriptors": wrong})
