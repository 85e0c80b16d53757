"""Every field of every record of a training year, and of the values in it, has its label."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest

from homeroom_core import families
from homeroom_core.arguments import arguments_of
from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.glossary.codes import CODES
from homeroom_core.glossary.fields import FIELDS
from homeroom_core.labels import codes_in, declared_label, field_types, label_of
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.provided import Family
from homeroom_core.record import Record
from homeroom_core.testing.labels import classes_of, unlabelled
from homeroom_core.text import LANGUAGES, Text

LIFECYCLES = homeroom_lifecycles()
FAMILIES = {one.name for one in vars(families).values() if isinstance(one, Family)}


def arguments() -> Iterator[tuple[type[Record], str]]:
    for lifecycle in LIFECYCLES:
        for step in (*lifecycle.creations.values(), *lifecycle.transitions.values()):
            for argument in arguments_of(step):
                yield lifecycle.record, argument.name


CLASSES = tuple(dict.fromkeys(one for each in LIFECYCLES for one in classes_of(each)))


def faults(faulty: Callable[[type], object]) -> dict[str, object]:
    """What is wrong with the classes that have a fault, by their names."""
    return {one.__name__: found for one in CLASSES if (found := faulty(one))}


def test_all_of_them_are_looked_at() -> None:
    assert len(CLASSES) > 150


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda one: one.kind)
def test_nothing_is_read_raw(lifecycle: Lifecycle[Any]) -> None:
    assert unlabelled(lifecycle) == []


def test_labels_are_whole_in_every_language() -> None:
    def halves(one: type) -> list[str]:
        labels = {name: declared_label(one, name) for name in field_types(one)}
        return [n for n, text in labels.items() if text and not all(map(text.read, LANGUAGES))]

    assert faults(halves) == {}


def test_no_two_fields_of_a_class_are_called_alike() -> None:
    def alike(one: type) -> list[str]:
        labels = [text for name in field_types(one) if (text := declared_label(one, name))]
        called = [Counter(text.read(language) for text in labels) for language in LANGUAGES]
        return [words for found in called for words, times in found.items() if times > 1]

    assert faults(alike) == {}


def test_every_label_of_a_class_is_for_a_field_or_an_argument_of_it() -> None:
    asked = list(arguments())

    def stray(one: type) -> set[str]:
        known = {*field_types(one), *(name for record, name in asked if record is one)}
        tables = ("field_labels", "field_codes", "field_families")
        return {name for table in tables for name in vars(one).get(table, {})} - known

    assert faults(stray) == {}


def test_every_family_that_a_field_names_is_one() -> None:
    def unknown(one: type) -> set[str]:
        return set(vars(one).get("field_families", {}).values()) - FAMILIES

    assert faults(unknown) == {}


def test_every_indexed_field_has_a_label() -> None:
    for lifecycle in LIFECYCLES:
        record = lifecycle.record
        assert [name for name in record.indexed if not declared_label(record, name)] == []


def test_what_a_kind_is_known_by_and_lists_show_are_fields_with_labels() -> None:
    shown = [
        (one.record, path)
        for one in LIFECYCLES
        for path in (one.record.known_by, *one.record.listed)
        if path != Record.known_by or path in attrs.fields_dict(one.record)
    ]
    raw = [
        f"{record.__name__}.{path}"
        for record, path in shown
        if label_of(record, path) == Text.same(path.rpartition(".")[2])
    ]
    assert raw == []


def test_the_glossary_holds_nothing_that_no_record_uses() -> None:
    names = {name for one in CLASSES for name in field_types(one)}
    names |= {name for _, name in arguments()}
    names |= {name for lifecycle in LIFECYCLES for name in lifecycle.record.indexed}
    assert sorted(FIELDS.keys() - names) == []
    codes = {
        code for one in CLASSES for type in field_types(one).values() for code in codes_in(type)
    }
    assert sorted(CODES.keys() - codes) == []
