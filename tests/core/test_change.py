import pickle
import weakref
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Generic, TypeVar

import attrs
import pytest
from attrs.validators import ge, instance_of
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.change import (
    change,
    compiled_changer,
    compiled_constructor,
    constructor,
    portable_changer,
)

T = TypeVar("T")


def as_tuple(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(words)


@attrs.frozen
class Root:
    """Holds the slot for weak references, as `Record` does for the records."""


@attrs.frozen
class Goal(Root):
    title: str
    points: int = attrs.field(default=0, validator=[instance_of(int), ge(0)])
    tags: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen
class Dated(Goal):
    due: str = "2025-09-01"
    _hidden: str = "s"
    late: bool = attrs.field(default=False, init=False)


@attrs.frozen
class Span(Root):
    first: int
    last: int

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            msg = f"{self.last} is before {self.first}"
            raise ValueError(msg)


@attrs.frozen
class Paired(Root):
    small: int = attrs.field(default=0)
    large: int = attrs.field(default=1)

    @large.validator
    def _larger(self, _attribute: object, value: int) -> None:
        if value <= self.small:
            msg = f"{value} is not larger than {self.small}"
            raise ValueError(msg)


# Without a type: mypy knows no converter that takes the instance.
SCALING: Any = attrs.Converter(
    lambda value, self: value * self.scale,  # type: ignore[call-overload]  # see above
    takes_self=True,
)
NAMING: Any = attrs.Converter(
    lambda value, self, field: f"{field.name}:{value}:{self.scale}",  # type: ignore[call-overload]  # see above
    takes_self=True,
    takes_field=True,
)


@attrs.frozen
class Scaled(Root):
    scale: int = 10
    value: Any = attrs.field(default=0, converter=SCALING)  # type: ignore[misc]  # see above
    name: Any = attrs.field(default="", converter=NAMING)  # type: ignore[misc]  # see above


@attrs.frozen(slots=False)
class OfDict:
    title: str
    points: int = attrs.field(default=0, validator=ge(0))


@attrs.frozen
class SlotsOnDict(OfDict):
    done: bool = False


@attrs.frozen
class Cached:
    points: int = 1

    @cached_property
    def doubled(self) -> int:
        return self.points * 2


@attrs.frozen(cache_hash=True)
class Hashed:
    points: int = 1


@attrs.frozen(cache_hash=True, slots=False)
class HashedOfDict:
    points: int = 1


@attrs.frozen
class Holding(Generic[T]):
    value: T


@attrs.frozen(weakref_slot=False)
class Light:
    points: int = 1


@attrs.frozen
class Journalled(Root):
    record: str = ""
    fields: str = ""
    cls: str = ""
    new: str = ""


@attrs.frozen
class Rootless:
    points: int = attrs.field(default=1, validator=ge(0))


@attrs.define(weakref_slot=False)
class Guarded:
    points: int = attrs.field(default=1, on_setattr=attrs.setters.frozen)


class Derived(Goal):
    """A plain subclass: it has a `__dict__`, and no fields of its own."""


TWINNED = [
    Goal("a", 1, ("x",)),
    Dated("a", due="2025-10-01", hidden="t"),
    Span(1, 2),
    Paired(1, 2),
    Scaled(10, 2, "n"),
    Light(2),
    Guarded(2),
    Journalled("r"),
    Rootless(2),
    Holding("a"),
]
PLAIN = [
    OfDict("a", 1),
    SlotsOnDict("a", 1, done=True),
    Cached(2),
    Hashed(2),
    HashedOfDict(2),
    Derived("a", 1),
]
EVERY = [*TWINNED, *PLAIN]

Way = Callable[[Any, dict[str, Any]], Any]


def by_default(record: Any, fields: dict[str, Any]) -> Any:
    return change(record, **fields)


def compiled(record: Any, fields: dict[str, Any]) -> Any:
    changer = compiled_changer(type(record))
    assert changer is not None
    return changer(record, fields)


def portable(record: Any, fields: dict[str, Any]) -> Any:
    return portable_changer(type(record))(record, fields)


every_way = pytest.mark.parametrize("way", [by_default, compiled, portable])


def named(record: object) -> str:
    return type(record).__name__


@pytest.mark.parametrize("record", TWINNED, ids=named)
def test_class_whose_slots_are_all_fields_is_copied_by_compiled_code(record: Any) -> None:
    assert compiled_changer(type(record)) is not None


@pytest.mark.parametrize("record", PLAIN, ids=named)
def test_class_with_other_slots_or_none_is_copied_by_the_loop(record: Any) -> None:
    assert compiled_changer(type(record)) is None


@pytest.mark.parametrize("record", EVERY, ids=named)
def test_copy_is_equal_of_the_same_class_and_another(record: Any) -> None:
    copy = change(record)
    assert (copy == record, type(copy), copy is record) == (True, type(record), False)


@pytest.mark.parametrize("record", [r for r in EVERY if type(r) is not Guarded], ids=named)
def test_copy_hashes_and_prints_as_the_original(record: Any) -> None:
    hash(record)
    assert (hash(change(record)), repr(change(record))) == (hash(record), repr(record))


@pytest.mark.parametrize("record", EVERY, ids=named)
def test_copy_comes_through_a_pickle(record: Any) -> None:
    assert pickle.loads(pickle.dumps(change(record))) == record  # noqa: S301  # pickled just here


@pytest.mark.parametrize("record", [r for r in EVERY if type(r) not in (Light, Guarded)], ids=named)
def test_copy_can_be_referred_to_weakly(record: Any) -> None:
    copy = change(record)
    assert weakref.ref(copy)() is copy


@pytest.mark.parametrize("record", EVERY, ids=named)
def test_unknown_field_is_refused_and_the_known_are_named(record: Any) -> None:
    known = attrs.fields(type(record))[0].name
    with pytest.raises(TypeError, match=rf"{named(record)} has no field 'colour'.*{known}"):
        change(record, colour="red")


@pytest.mark.parametrize("name", ["__class__", "__dict__", "__weakref__", "__doc__", "doubled"])
def test_name_that_is_no_field_is_refused_though_there_is_such_an_attribute(name: str) -> None:
    for record in (Goal("a"), Cached(), SlotsOnDict("a")):
        with pytest.raises(TypeError, match=name):
            change(record, **{name: None})


@every_way
@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (Goal("a", 1), {"title": "b", "points": 2}),
        (Dated("a"), {"title": "b", "due": "2025-11-01"}),
        (Span(1, 5), {"first": 7, "last": 9}),
        (Paired(1, 2), {"small": 5, "large": 6}),
        (Goal("a"), {"tags": ["x", "y"]}),
    ],
    ids=str,
)
def test_changed_fields_are_what_a_new_instance_would_hold(
    way: Way, record: Any, fields: dict[str, Any]
) -> None:
    assert way(record, fields) == attrs.evolve(record, **fields)


@every_way
def test_original_stays_as_it_was(way: Way) -> None:
    goal = Goal("a", 1)
    way(goal, {"points": 2})
    assert goal == Goal("a", 1)


@every_way
def test_changed_field_is_validated(way: Way) -> None:
    with pytest.raises(ValueError, match="points"):
        way(Goal("a"), {"points": -1})
    with pytest.raises(TypeError, match="points"):
        way(Goal("a"), {"points": "1"})


@every_way
def test_unchanged_field_is_not_validated_again(way: Way) -> None:
    broken = Goal("a")
    object.__setattr__(broken, "points", -1)
    assert way(broken, {"title": "b"}).points == -1


@every_way
def test_changed_field_is_converted_before_any_is_validated(way: Way) -> None:
    assert way(Goal("a"), {"tags": "xy"}).tags == ("x", "y")
    assert way(Paired(1, 2), {"large": 9, "small": 8}) == Paired(8, 9)


@every_way
def test_unchanged_field_is_not_converted_again(way: Way) -> None:
    assert way(Scaled(10, 2), {"scale": 3}).value == 20


@every_way
def test_converter_gets_the_copy_and_the_field_when_it_asks_for_them(way: Way) -> None:
    changed = way(Scaled(10, 2), {"scale": 3, "value": 5, "name": "n"})
    assert (changed.value, changed.name) == (15, "name:n:3")


@every_way
def test_validator_sees_the_other_changed_fields(way: Way) -> None:
    with pytest.raises(ValueError, match="5 is not larger than 7"):
        way(Paired(1, 2), {"large": 5, "small": 7})


@every_way
def test_fields_are_checked_against_each_other_after_every_change(way: Way) -> None:
    with pytest.raises(ValueError, match="2 is before 3"):
        way(Span(1, 2), {"first": 3})


@every_way
def test_private_field_is_named_as_it_stands_in_the_class(way: Way) -> None:
    assert way(Dated("a"), {"_hidden": "t"}) == Dated("a", hidden="t")
    with pytest.raises(TypeError, match=r"no field 'hidden'.*_hidden"):
        way(Dated("a"), {"hidden": "t"})


@every_way
def test_field_that_is_not_handed_to_init_is_kept(way: Way) -> None:
    late = way(Dated("a"), {"late": True})
    assert way(late, {"title": "b"}).late is True


@every_way
def test_fields_may_have_any_name(way: Way) -> None:
    fields = {"record": "a", "fields": "b", "cls": "c", "new": "d"}
    assert way(Journalled(), fields) == Journalled("a", "b", "c", "d")


@every_way
def test_copy_is_frozen(way: Way) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        way(Goal("a"), {"points": 2}).points = 3


def test_changed_copy_has_a_hash_of_its_own() -> None:
    for record in (Hashed(1), HashedOfDict(1)):
        hash(record)
        assert hash(change(record, points=2)) == hash(type(record)(2))


def test_cached_property_is_computed_anew_for_a_copy() -> None:
    one = Cached(1)
    assert (one.doubled, change(one, points=5).doubled) == (2, 10)


def test_only_attrs_instances_can_be_changed() -> None:
    with pytest.raises(TypeError, match="int is no attrs class"):
        change(3, real=1)


@given(
    before=st.builds(Goal, st.text(), st.integers(0), st.lists(st.text()).map(tuple)),
    fields=st.fixed_dictionaries(
        {},
        optional={
            "title": st.text(),
            "points": st.integers(0),
            "tags": st.lists(st.text()),
        },
    ),
)
def test_change_is_what_evolve_does(before: Goal, fields: dict[str, Any]) -> None:
    expected = attrs.evolve(before, **fields)
    assert [way(before, fields) for way in (by_default, compiled, portable)] == [expected] * 3


@attrs.frozen
class Numbered:
    """Arguments of every kind, and fields named like what generated code could use."""

    cls: int
    _new: str = "n"
    twin: int = attrs.field(default=3, alias="two")
    last: str = attrs.field(default="l", kw_only=True)
    must: int = attrs.field(kw_only=True)


@pytest.mark.parametrize(
    ("args", "more"),
    [
        ((1,), {"must": 2}),
        ((1, "a", 4), {"must": 2, "last": "z"}),
        ((), {"cls": 1, "new": "b", "two": 5, "must": 2}),
    ],
)
def test_constructor_makes_what_the_class_makes(args: Any, more: Any) -> None:
    make = compiled_constructor(Numbered)
    assert make is not None
    made = make(*args, **more)
    assert (made, type(made)) == (Numbered(*args, **more), Numbered)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.cls = 2


@pytest.mark.parametrize(
    ("args", "more"), [((), {"must": 1}), ((1,), {}), ((1,), {"must": 1, "_new": "a"})]
)
def test_constructor_refuses_what_the_class_refuses(args: Any, more: Any) -> None:
    with pytest.raises(TypeError):
        Numbered(*args, **more)
    with pytest.raises(TypeError, match="Numbered"):
        constructor(Numbered)(*args, **more)


@pytest.mark.parametrize(
    "cls", [Goal, Dated, Span, Paired, Scaled, OfDict, SlotsOnDict, Cached, Hashed, Derived]
)
def test_class_with_more_to_do_than_to_fill_slots_is_its_own_constructor(cls: Any) -> None:
    assert constructor(cls) is cls


def test_class_whose_defaults_are_made_is_its_own_constructor() -> None:
    @attrs.frozen
    class Listed:
        items: list[int] = attrs.Factory(list)

    assert constructor(Listed) is Listed
