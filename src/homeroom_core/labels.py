"""What people call the fields of records, and the codes that stand in them.

A class may say its own: `field_labels` for names that mean something else there than in the glossary
or are not in it, `field_codes` for fields that hold codes. What nobody labels is shown as it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import EnumType
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from homeroom_core.glossary.codes import CODES
from homeroom_core.glossary.fields import FIELDS
from homeroom_core.text import LANGUAGES, Term, Text, coded, listing


def field_label(owner: type, name: str) -> Text:
    """What people call a field of a class, or an argument of a step of a record's lifecycle.

    >>> field_label(object, "due").zh_hans, field_label(object, "our_own").zh_hans
    ('期限', 'our_own')
    """
    return declared_label(owner, name) or Text.same(name)


def declared_label(owner: type, name: str) -> Text | None:
    """The same, or `None` where neither the class nor the glossary has a label."""
    for cls in owner.__mro__:
        own: Mapping[str, Text] = vars(cls).get("field_labels", {})
        if name in own:
            return own[name]
    return FIELDS.get(name)


def left_blank(value: object, *names: str) -> list[Text]:
    """What people call those of these text fields that nothing is written in."""
    owner = type(value)
    return [field_label(owner, name) for name in names if not getattr(value, name).strip()]


def typed_names(owner: type, names: Iterable[str]) -> Text:
    """Names of fields or arguments that somebody types, each with what it is called.

    >>> typed_names(object, ("due_on", "staff_no")).en, typed_names(object, ("due",)).zh_hans
    ('due_on, staff_no (Staff number)', 'due（期限）')
    """
    return listing(typed_name(owner, name) for name in names)


def typed_name(owner: type, name: str) -> Text:
    """A name that somebody types with what it is called, where that says any more."""
    label = declared_label(owner, name)
    return Text.same(name) if label is None else with_label(name, label)


def with_label(name: str, label: Text) -> Text:
    """A name with a label behind it, where that says any more in a language."""
    labels = (label.read(language) for language in LANGUAGES)
    known = (name, name.replace("_", " "))
    same = [words.casefold() in known for words in labels]
    called = coded((Term.of(name, label),))
    pairs = zip(same, (called.read(language) for language in LANGUAGES), strict=True)
    return Text(*(name if alike else words for alike, words in pairs))


def path_label(type: Any, path: str, *, above: Text | None = None) -> Text:
    """What people call a place inside of a value: the labels of the fields on the way to it.

    Args:
        type: The type of the value.
        path: The place, such as `awards.levels[0].share` or `reasons['g1']`; keys and what has no label stay.
        above: What the value itself is called, if that is to be said as well.
    """
    labels = [] if above is None else [above]
    types = alternatives(type)
    for token in path_tokens(path):
        label, types = _through(types, token)
        labels.append(label)
    text = labels[0] if labels else Text.same(path)
    for label in labels[1:]:
        text = _INSIDE.format(whole=text, part=label)
    return text


def path_tokens(path: str) -> tuple[str, ...]:
    """The names, keys and positions of a path.

    >>> path_tokens("awards.levels[0].share"), path_tokens("reasons['g1']")
    (('awards', 'levels', '[0]', 'share'), ('reasons', 'g1'))
    """
    return tuple(token.strip("'") for token in _TOKEN.findall(path))


def label_of(record: type, path: str) -> Text:
    """What people call the field at a path by itself, such as `details.name`."""
    label, types = Text.same(path), alternatives(record)
    for token in _TOKEN.findall(path):
        label, types = _through(types, token)
        types = tuple(inner for one in types for inner in (one, *get_args(one)))
    return label


@cache
def codes_of(owner: type, name: str) -> Mapping[str, Text]:
    """The codes that a field may hold with what each is called; empty for any other field.

    A code that is no `Term` is called what the glossary says, or is shown as it is.
    """
    for cls in owner.__mro__:
        declared = vars(cls).get("field_codes", {})
        if name in declared:
            return {str(code): _called(code) for code in declared[name]}
    return codes_in(field_types(owner).get(name))


def family_of(owner: type, name: str) -> str:
    """The name of the family whose things a field names, as `field_families` says; or nothing."""
    for cls in owner.__mro__:
        families: Mapping[str, str] = vars(cls).get("field_families", {})
        if name in families:
            return families[name]
    return ""


def codes_in(type: Any) -> Mapping[str, Text]:
    """The codes of every `Literal` and enumeration in a type, with what each is called.

    >>> from typing import Literal
    >>> codes_in(tuple[Literal["month", "term"], ...])["month"].en
    'A month'
    """
    return {code: _called(code) for code in _vocabulary(type)}


@cache
def field_types(owner: type) -> Mapping[str, Any]:
    """The types of the fields of an attrs class, by name; empty for another."""
    if not attrs.has(owner):
        return {}
    return {field.name: field.type for field in attrs.fields(attrs.resolve_types(owner))}


def alternatives(type: Any) -> tuple[Any, ...]:
    """The types that a type allows, less `None`.

    >>> alternatives(int | str | None)
    (<class 'int'>, <class 'str'>)
    """
    if get_origin(type) in (Union, UnionType):
        return tuple(inner for one in get_args(type) for inner in alternatives(one))
    return () if type in (None, _NO_TYPE) else (type,)


def _through(types: tuple[Any, ...], token: str) -> tuple[Text, tuple[Any, ...]]:
    """What a field, key or position is called, and the types of what stands there."""
    if token.startswith("["):
        inner = [get_args(one)[0] for one in types if get_origin(one) in (tuple, frozenset)]
        return Text.same(str(int(token[1:-1]) + 1)), tuple(
            b for a in inner for b in alternatives(a)
        )
    for one in types:
        if token in field_types(one):
            return field_label(one, token), alternatives(field_types(one)[token])
    keyed = [get_args(one)[1] for one in types if get_origin(one) is Mapping]
    return Text.same(token), tuple(b for a in keyed for b in alternatives(a))


def _vocabulary(type: Any) -> Iterator[str]:
    if isinstance(type, EnumType):
        members: Any = type
        yield from (str(member.value) for member in members)
    elif get_origin(type) is Literal:
        yield from map(str, get_args(type))
    else:
        for inner in get_args(type):
            yield from _vocabulary(inner)


def _called(code: str) -> Text:
    if isinstance(code, Term):
        return code.label
    return CODES.get(str(code)) or Text.same(str(code))


_NO_TYPE = type(None)
_TOKEN = re.compile(r"\[[0-9]+\]|[^.\[\]]+")
_INSIDE = Text("{whole} · {part}", "{whole} · {part}", "{whole} · {part}")
