"""Records for people: fields and codes by their labels, the people and records meant by their names.

What may be seen was settled before, in a `homeroom_core.view.View`; here it is only put in words.
The one thing that is looked up, the name of what an id refers to, passes the same filter.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any, get_args, get_origin

import attrs

from homeroom_core.codec import JSON
from homeroom_core.errors import ErasedError, RecordNotFoundError
from homeroom_core.explanation import Explanation
from homeroom_core.glossary.codes import NO, YES
from homeroom_core.labels import (
    alternatives,
    codes_in,
    codes_of,
    family_of,
    field_label,
    field_types,
    path_label,
    path_tokens,
)
from homeroom_core.people import Actor
from homeroom_core.record import Reader, Record
from homeroom_core.text import LANGUAGES, Language, Text, listing
from homeroom_core.trace import show
from homeroom_core.view import View, view
from homeroom_core.visibility import HEADER

RESTS_ON = ("variant", "basis", "policy")
"""What a record rests on, and no part of what somebody did: told last, and not in lists."""

_ID = re.compile(r"[a-z][a-z0-9_]*-[0-9]+")
_IN_WORDS = re.compile(rf"(?<![A-Za-z0-9_.-]){_ID.pattern}(?![A-Za-z0-9_-])")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_THREE = frozenset({"zh_hans", "zh_hant", "en"})
_MOST_COLUMNS = 5
_SHORT = 12
_ON_ONE_LINE = 3
"""A value of a list with no more fields than this is told in one line."""


_NONE: Mapping[str, Any] = MappingProxyType({})


class Telling:
    """Tells what one reader may see of records.

    Args:
        to: Who reads.
        reader: Where what is referred to is looked up.
        kinds: The class of each kind of record: what it is called, what a scheme sets for it.
        provided: What plugins provide by name is called, by family and name.
        names: What people without a record are called, by id.
    """

    def __init__(
        self,
        to: Actor,
        reader: Reader,
        *,
        kinds: Mapping[str, type[Record]] = _NONE,
        provided: Mapping[str, Mapping[str, Text]] = _NONE,
        names: Mapping[str, str] = _NONE,
    ) -> None:
        self._to = to
        self._reader = reader
        self._kinds = kinds
        self._provided = provided
        self._names = names
        self._views: dict[str, tuple[View | None, type[Record]]] = {}
        self._words: dict[str, Mapping[str, Text]] = {}
        self._last: tuple[View | None, Mapping[str, Text]] = (None, {})

    def name(self, id: str) -> str | None:
        """What the record or person with this id is known by, as far as the reader may see that.

        A person without a record is known by what names them, such as their appointment as an
        expert, or by what the office was told.
        """
        seen, record = self._referred(id) if _ID.fullmatch(id) else (None, Record)
        if seen is not None:
            return known_as(seen, record)
        return self._outsiders.get(id) or self._names.get(id)

    @cached_property
    def _outsiders(self) -> Mapping[str, str]:
        """The people whom records name that are not their own, by id."""
        found: dict[str, str] = {}
        for kind in self._kinds.values():
            for record in self._reader.find(kind) if kind.person_field else ():
                seen = view(record, self._to, self._reader)
                name = None if seen is None else known_as(seen, kind)
                if seen is not None and name is not None and kind.person_field in seen.fields:
                    found[seen.fields[kind.person_field]] = name
        return found

    def reference(self, id: str) -> Text:
        """An id with what it is known by in front, as far as the reader may see that."""
        name = self.name(id)
        return Text.same(id) if name is None else _NAMED.format(name=name, id=id)

    def named(self, text: Text) -> Text:
        """Words in which ids of records stand, with what each is known by in front of it."""

        def told(language: Language) -> str:
            words = text.read(language)
            return _IN_WORDS.sub(lambda found: self.reference(found[0]).read(language), words)

        return Text(*map(told, LANGUAGES))

    def fields(
        self, seen: View, record: type[Record], *, only: Container[str] | None = None
    ) -> tuple[Explanation, ...]:
        """Every field of a record that holds something, in the order in which people ask for them.

        What it is known by comes first, then its own fields, then those it shares with other kinds;
        what it rests on comes last.

        Args:
            seen: What may be seen of the record.
            record: Its class.
            only: Names of the fields that are wanted; by default all.
        """
        known = self._known(seen)
        return tuple(
            part
            for name in in_order(record)
            if name in seen.fields and (only is None or name in only)
            for part in [self._field(record, name, seen.fields[name], known)]
            if part is not None
        )

    def facts(self, seen: View, record: type[Record]) -> Iterator[Text]:
        """The simple fields in a line each, those one level down included; no list, no terms.

        What the record is known by is left out: it stands above them.
        """
        simple = _simple(seen.fields, record)
        simple.pop(record.known_by, None)
        for part in self.fields(seen, record, only=simple):
            yield from (_OF.format(whole=part.title, part=one.heading()) for one in part.parts)
            if not part.parts:
                yield part.heading()

    def columns(self, record: type[Record], seen: Iterable[View]) -> tuple[str, ...]:
        """The fields, as paths, that a list of these records shows."""
        if record.listed:
            return record.listed
        held = {
            name
            for one in seen
            for name, value in _simple(one.fields, record).items()
            if not isinstance(value, Mapping) or value.keys() == _THREE
        }
        return tuple(name for name in in_order(record) if name in held)[:_MOST_COLUMNS]

    def cell(self, seen: View, record: type[Record], path: str) -> Text:
        """What stands at a path in a record, in one line; empty where that may not be seen."""
        known = self._known(seen)
        found = [
            words
            for owner, name, value in _reached(record, seen.fields, path.split("."))
            for words in [self._line(self._place(owner, name), value, known)]
            if words is not None
        ]
        return listing(found)

    def term(self, terms: str, path: str) -> Text:
        """What people call a place in the terms that a scheme sets.

        Args:
            terms: For which cases they are set: `contest/class_meeting`.
            path: Where in them: `awards.levels[0].share`.
        """
        kind, _, variant = terms.partition("/")
        if kind not in self._kinds:
            return Text.same(f"{terms}.{path}")
        record = self._kinds[kind]
        return path_label(record.terms_class, path, above=_of_kind(record, variant))

    def term_value(self, terms: str, path: str, value: JSON, *, within: JSON) -> Text:
        """A value at such a place, in one line; what has no label stays.

        Args:
            terms: As for `term`.
            path: Where in them.
            value: What stands there.
            within: The whole terms, for what their own ids are called.
        """
        record = self._kinds.get(terms.partition("/")[0])
        owner = object if record is None else record.terms_class or object
        return self._brief(self._place_at(owner, path), value, _labels_in(within))

    def part(self, record: type[Record], path: str, value: JSON, *, of: str, within: JSON) -> Text:
        """A value at a place in a record, in one line; what has no label stays.

        Args:
            record: The class of the record.
            path: Where in it: `allotment.awards[0].level`.
            value: What stands there, or would.
            of: Id of the record.
            within: What else may say what ids are called, such as the terms of another scheme.
        """
        known = {**_labels_in(within), **self._labels_of(of)}
        return self._brief(self._place_at(record, path), value, known)

    def _place_at(self, owner: type, path: str) -> "_Place":
        place = _Place((owner,), {})
        for token in path_tokens(path):
            if token.startswith("["):
                place = place.item(int(token[1:-1]))
                continue
            held = (one for one in place.types if token in field_types(one))
            kind = next(held, None)
            place = place.values() if kind is None else self._place(kind, token)
        return place

    def _brief(self, place: "_Place", value: JSON, known: Mapping[str, Text]) -> Text:
        told = self._told(_NOTHING, place, value, known)
        if told is None:
            return _NOTHING
        if told.value is not None and not told.parts:
            return told.value
        parts = [one for one in told.walk() if one is not told and not one.parts]
        return _joined(part.heading() for part in parts) or _NOTHING

    def _known(self, seen: View) -> Mapping[str, Text]:
        """What ids are called, by the record itself and by those it refers to, as far as seen."""
        last, known = self._last
        if last is seen:  # the next cell of the same line
            return known
        ids = [one for one in seen.fields.values() if isinstance(one, str) and _ID.fullmatch(one)]
        told = (self._labels_of(id) for id in ids)
        known = {**{k: v for one in told for k, v in one.items()}, **_labels_in(seen.fields)}
        self._last = (seen, known)
        return known

    def _labels_of(self, id: str) -> Mapping[str, Text]:
        if id not in self._words:
            seen = self._referred(id)[0]
            self._words[id] = {} if seen is None else _labels_in(seen.fields)
        return self._words[id]

    def _referred(self, id: str) -> tuple[View | None, type[Record]]:
        """What may be seen of the record that an id refers to, if there is one; and its class."""
        if id not in self._views:
            try:
                record = self._reader.any(id)
            except (RecordNotFoundError, ErasedError):
                return None, Record
            self._views[id] = (view(record, self._to, self._reader), type(record))
        return self._views[id]

    def _place(self, owner: type, name: str) -> "_Place":
        place = _place(owner, name)
        names = self._provided.get(family_of(owner, name), {})
        return _Place(place.types, {**names, **place.codes}) if names else place

    def _field(
        self, owner: type, name: str, value: JSON, known: Mapping[str, Text]
    ) -> Explanation | None:
        # An id is typed where something asks for it, so it is shown as it is.
        words = {} if name == "id" else known
        return self._told(field_label(owner, name), self._place(owner, name), value, words)

    def _told(
        self, title: Text, place: "_Place", value: JSON, known: Mapping[str, Text]
    ) -> Explanation | None:
        """A value under its title: in one line, or its fields or items below."""
        if value in _EMPTY:
            return None
        line = self._line(place, value, known)
        if line is not None:
            return Explanation(title=title, value=line)
        if isinstance(value, list):
            items = [
                self._item(number, place.item(number - 1), one, known)
                for number, one in enumerate(value, 1)
            ]
            return Explanation(title=title, parts=tuple(items))
        kind = place.class_of(value)
        if kind is None:
            return Explanation(title=title, parts=tuple(self._by_key(place, value, known)))
        parts = tuple(self._inside(kind, value, known))
        return Explanation(title=title, value=_tag(kind, value), parts=parts)

    def _by_key(
        self, place: "_Place", value: Mapping[str, JSON], known: Mapping[str, Text]
    ) -> Iterator[Explanation]:
        """The values of an object that has no class, each under its key."""
        for key, one in value.items():
            title, inner = known.get(key) or place.codes.get(key), place.values()
            kind, _, variant = key.partition("/")
            if title is None and Any in inner.types and kind in self._kinds:
                record = self._kinds[kind]
                title = _of_kind(record, variant)
                inner = _Place((record.terms_class,), {})
            told = self._told(title or self.reference(key), inner, one, known)
            if told is not None:
                yield told

    def _item(
        self, number: int, place: "_Place", value: JSON, known: Mapping[str, Text]
    ) -> Explanation:
        """One of several: by its own id, number or name where it has one."""
        kind = place.class_of(value) if isinstance(value, Mapping) else None
        if kind is None:
            told = self._told(Text.same(str(number)), place, value, known)
            return told or Explanation(title=Text.same(str(number)))
        title = next(
            (str(value[name]) for name in ("id", "number") if value.get(name)), str(number)
        )
        head = next((name for name in _HEADS if value.get(name)), None)
        rest = {k: v for k, v in value.items() if k not in ("id", "number", head)}
        parts = tuple(self._inside(kind, rest, known))
        words = _tag(kind, value)
        if head is not None:
            words = self._line(self._place(kind, head), value[head], known)
        elif len(parts) <= _ON_ONE_LINE and not any(part.parts for part in parts):
            words, parts = _joined(part.heading() for part in parts), ()
        return Explanation(title=Text.same(title), value=words, parts=parts)

    def _inside(
        self, kind: type, value: Mapping[str, JSON], known: Mapping[str, Text]
    ) -> Iterator[Explanation]:
        for name, one in value.items():
            part = None if _is_tag(kind, name) else self._field(kind, name, one, known)
            if part is not None:
                yield part

    def _line(self, place: "_Place", value: JSON, known: Mapping[str, Text]) -> Text | None:
        """A value in one line, if it fits there: no object, and no list of objects."""
        if isinstance(value, Mapping):
            return Text(**value) if value.keys() == _THREE else None
        if isinstance(value, list):
            words = [self._line(place.item(at), one, known) for at, one in enumerate(value)]
            found = [one for one in words if one is not None]
            if len(found) < len(words):
                return None
            return _joined(found) if any(isinstance(one, list) for one in value) else listing(found)
        return self._word(place, value, known)

    def _word(self, place: "_Place", value: JSON, known: Mapping[str, Text]) -> Text:
        if isinstance(value, bool):
            return YES if value else NO
        if not isinstance(value, str):
            return Text.same(str(value))
        if value in place.codes:
            return place.codes[value]
        if Fraction in place.types:
            return Text.same(_ratio(value))
        if place.types and str not in place.types:
            return Text.same(value)
        if _DIGEST.fullmatch(value):
            return Text.same(f"{value[:_SHORT]}…")
        return known.get(value) or self.reference(value)


@attrs.frozen
class _Place:
    """What is known of the place where a value stands: its types, and the codes it may hold."""

    types: tuple[Any, ...]
    codes: Mapping[str, Text]

    def item(self, at: int) -> "_Place":
        """The place of an item of a list."""
        for type in self.types:
            inner = get_args(type)
            if get_origin(type) in (tuple, frozenset) and inner:
                found = inner[at] if at < len(inner) and inner[-1] is not ... else inner[0]
                return _Place(alternatives(found), self.codes)
        return _Place((), self.codes)

    def values(self) -> "_Place":
        """The place of a value of an object that has no class."""
        for type in self.types:
            if get_origin(type) is not None and len(get_args(type)) > 1:
                return _Place(alternatives(get_args(type)[1]), self.codes)
        return _Place((), self.codes)

    def class_of(self, value: Mapping[str, JSON]) -> type | None:
        """The class that an object was written from: that with its fields, and its tag."""
        for type in self.types:
            if attrs.has(type) and value.keys() <= field_types(type).keys():
                tags = codes_in(field_types(type).get(_TAG))
                if not _is_tag(type, _TAG) or value.get(_TAG) in tags:
                    return type
        return object if not self.types or Any in self.types else None


def _place(owner: type, name: str) -> _Place:
    return _Place(alternatives(field_types(owner).get(name)), codes_of(owner, name))


def in_order(record: type[Record]) -> list[str]:
    """The names of the fields, in the order in which people ask for them."""
    known_by = record.known_by.partition(".")[0]
    fields = attrs.fields(record)

    def rank(field: Any) -> int:  # the stubs of attrs know nothing of `inherited`
        if field.name == known_by:
            return 0
        return 3 if field.name in RESTS_ON else 1 + field.inherited

    return [field.name for field in sorted(fields, key=rank) if field.name not in HEADER]


def _simple(fields: Mapping[str, JSON], record: type[Record]) -> dict[str, JSON]:
    """Those that fit in one line, and small objects of nothing but such; no list."""
    found: dict[str, JSON] = {}
    for name in in_order(record):
        value = fields.get(name)
        if name in RESTS_ON or value in _EMPTY or isinstance(value, list):
            continue
        inside = value.values() if isinstance(value, Mapping) else ()
        if all(one in _EMPTY or isinstance(one, str | int) for one in inside):
            found[name] = value
    return found


def _reached(
    owner: type, fields: Mapping[str, JSON], path: list[str]
) -> Iterator[tuple[type, str, JSON]]:
    """The values at a path, each with the class and the field it stands in; lists are gone into."""
    name, *further = path
    value = fields.get(name)
    if value in _EMPTY:
        return
    if not further:
        yield owner, name, value
        return
    place = _place(owner, name)
    for at, one in enumerate(value if isinstance(value, list) else [value]):
        inner = place.item(at) if isinstance(value, list) else place
        kind = inner.class_of(one) if isinstance(one, Mapping) else None
        if kind is not None:
            yield from _reached(kind, one, further)


def known_as(seen: View, record: type[Record]) -> str | None:
    """What a record is known by; `None` where the reader may not see that."""
    value: JSON = seen.fields
    for name in record.known_by.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) and value else None


def _labels_in(value: JSON) -> dict[str, Text]:
    """What ids in a record are called, where it says so itself, and always the same."""
    found: dict[str, Text | None] = {}

    def look(one: JSON) -> None:
        if isinstance(one, Mapping):
            id, label = one.get("id"), one.get("label")
            if isinstance(id, str) and isinstance(label, Mapping) and label.keys() == _THREE:
                text = Text(**label)
                found[id] = text if found.setdefault(id, text) == text else None
            for inner in one.values():
                look(inner)
        elif isinstance(one, list):
            for inner in one:
                look(inner)

    look(value)
    return {id: text for id, text in found.items() if text is not None}


def _of_kind(record: type[Record], variant: str) -> Text:
    return _VARIANT.format(kind=record.label, variant=variant) if variant else record.label


def _is_tag(kind: type, name: str) -> bool:
    """Whether a field only says which of several classes it is: a literal with one value."""
    return name == _TAG and len(codes_in(field_types(kind).get(name))) == 1


def _tag(kind: type, value: Mapping[str, JSON]) -> Text | None:
    """What the kind of a value is called, where that is all its class says of it."""
    if not _is_tag(kind, _TAG):
        return None
    return codes_in(field_types(kind)[_TAG]).get(value.get(_TAG, ""))


def _joined(words: Iterable[Text]) -> Text | None:
    found = list(words)
    if not found:
        return None
    text = found[0]
    for more in found[1:]:
        text = _AND.format(one=text, more=more)
    return text


def _ratio(written: str) -> str:
    try:
        return show(Fraction(written))
    except (ValueError, ZeroDivisionError):
        return written


_TAG = "kind"
_EMPTY: tuple[JSON, ...] = (None, "", [], {})
_HEADS = ("label", "title", "name", "what", "text")
"""The fields by which one of several values is known, beside its id or number."""

_NAMED = Text("{name}（{id}）", "{name}（{id}）", "{name} ({id})")
_NOTHING = Text.same("–")
_VARIANT = Text("{kind}（{variant}）", "{kind}（{variant}）", "{kind} ({variant})")
_OF = Text("{whole} · {part}", "{whole} · {part}", "{whole} · {part}")
_AND = Text("{one}；{more}", "{one}；{more}", "{one}; {more}")
