from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import ClassVar, Literal

import attrs
import pytest

from homeroom_core.glossary.codes import CODES
from homeroom_core.glossary.fields import FIELDS, TABLES
from homeroom_core.labels import (
    alternatives,
    codes_of,
    declared_label,
    field_label,
    label_of,
    path_label,
    typed_names,
)
from homeroom_core.text import LANGUAGES, Term, Text

OURS = Text("我们的", "我們的", "Ours")


class Pace(StrEnum):
    FAST = "fast"


@attrs.frozen
class Base:
    field_labels: ClassVar[Mapping[str, Text]] = {"due": OURS}
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "kind": (Term("a", "甲", "甲", "A"), "month", "odd")
    }

    kind: str
    due: str
    period: Literal["month", "our_own"]
    paces: tuple[Pace, ...] = ()


@attrs.frozen
class Whole:
    goals: tuple[Base, ...]
    parts: Mapping[str, Base | None]


@attrs.frozen
class Sub(Base):
    field_labels: ClassVar[Mapping[str, Text]] = {"kind": OURS}


def test_a_class_says_what_its_fields_are_called_before_the_glossary_does() -> None:
    assert field_label(Base, "due") == OURS
    assert field_label(Base, "kind") == FIELDS["kind"]


def test_a_subclass_has_the_labels_of_its_base() -> None:
    assert [field_label(Sub, name) for name in ("due", "kind")] == [OURS, OURS]


def test_what_nobody_labels_is_called_by_its_name() -> None:
    assert declared_label(Base, "our_own") is None
    assert field_label(Base, "our_own") == Text.same("our_own")


def test_codes_are_called_by_their_terms_and_else_by_the_glossary() -> None:
    assert codes_of(Sub, "kind") == {
        "a": Text("甲", "甲", "A"),
        "month": CODES["month"],
        "odd": Text.same("odd"),
    }


def test_literals_and_enumerations_are_codes_wherever_they_stand_in_a_type() -> None:
    assert codes_of(Base, "period") == {"month": CODES["month"], "our_own": Text.same("our_own")}
    assert codes_of(Base, "paces") == {"fast": Text.same("fast")}


def test_other_fields_hold_no_codes() -> None:
    assert codes_of(Base, "due") == {}
    assert codes_of(int, "due") == {}


@pytest.mark.parametrize(
    ("type", "found"),
    [(int, (int,)), (int | None, (int,)), (int | str | None, (int, str)), (None, ())],
)
def test_none_is_no_alternative(type: object, found: tuple[object, ...]) -> None:
    assert alternatives(type) == found


def test_no_name_is_in_two_tables_of_the_glossary() -> None:
    assert sum(map(len, TABLES)) == len(FIELDS)


def test_the_glossary_is_whole_in_every_language() -> None:
    texts = {**FIELDS, **{f"code {code}": text for code, text in CODES.items()}}
    missing = [n for n, text in texts.items() if not all(text.read(one) for one in LANGUAGES)]
    assert missing == []


@pytest.mark.parametrize(
    ("path", "called"),
    [
        ("goals", "Goals"),
        ("goals[1].due", "Goals · 2 · Ours"),
        ("parts.first.kind", "Parts · first · Kind"),
        ("parts.first.period.deeper", "Parts · first · Period · deeper"),
        ("parts['a.b'].due", "Parts · a · b · due"),
        ("parts['a'].due", "Parts · a · Ours"),
        ("nowhere[0].due", "nowhere · 1 · due"),
    ],
)
def test_a_place_is_called_by_the_fields_on_the_way_to_it(path: str, called: str) -> None:
    assert path_label(Whole, path).en == called
    assert path_label(Whole, path, above=Text.same("Above")).en == f"Above · {called}"


def test_a_path_is_called_by_its_last_field() -> None:
    assert label_of(Whole, "goals.due") == OURS
    assert label_of(Whole, "goals") == FIELDS["goals"]


def test_names_that_are_typed_stand_before_what_they_are_called() -> None:
    assert typed_names(Base, ["due", "strange"]).zh_hans == "due（我们的）、strange"
