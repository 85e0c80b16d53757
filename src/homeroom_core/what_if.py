"""What if: a scheme that is not in force, tried on the cases of one that is or was.

Every result of those cases is made again as it would be under the other terms; listed is whose
result changes, and which of the differing terms, and so which clause, changes it by itself. Nothing
is written: the cases are read through a reader that shows them as they would be.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from homeroom_core.canonical import canonical_json
from homeroom_core.case import Case, Pinned
from homeroom_core.change import change
from homeroom_core.codec import JSON, from_json, to_json
from homeroom_core.derivation import Derivation
from homeroom_core.errors import HomeroomError, InputError
from homeroom_core.json_difference import JsonDifference, json_differences
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.provided import Provided
from homeroom_core.record import R, Reader, Record
from homeroom_core.text import Text
from homeroom_core.training.scheme_contents import SchemeContents

Lifecycles = Mapping[str, Lifecycle[Any]]
TermsOf = Callable[[Case], Any]
"""The terms that a case is tried under; `None` for the terms that it has."""


@attrs.frozen(kw_only=True)
class Cause:
    """One differing term that by itself changes a result.

    Attributes:
        terms: For which cases it is set: `contest/class_meeting`.
        path: Where in the terms: `awards.levels[0].share`.
        before: What the cases have.
        after: What the other scheme says.
        clause: Number of the clause that lays it down; may be empty.
    """

    terms: str
    path: str
    before: JSON
    after: JSON
    clause: str = ""


@attrs.frozen(kw_only=True)
class ChangedResult:
    """A result that would be another.

    Attributes:
        record: Id of the record.
        kind: Its kind.
        field: Name of the derived field.
        label: What people call the result.
        differences: Where it differs; empty where it could not be computed.
        problem: Why it could not be computed under the other terms, if so.
        causes: The terms that change it by themselves; empty where only several together do.
    """

    record: str
    kind: str
    field: str
    label: Text
    differences: tuple[JsonDifference, ...]
    problem: Text | None = None
    causes: tuple[Cause, ...] = ()


@attrs.frozen(kw_only=True)
class WhatIf:
    """What came of trying a scheme.

    Attributes:
        cases: How many cases were tried: those with terms that the scheme sets otherwise.
        terms: Every term that it sets otherwise for one of them.
        changed: The results that would be others, by kind, then oldest first.
    """

    cases: int
    terms: tuple[Cause, ...]
    changed: tuple[ChangedResult, ...]


def what_if(
    contents: SchemeContents,
    reader: Reader,
    lifecycles: Lifecycles,
    provided: Provided,
    *,
    of: str | None = None,
) -> WhatIf:
    """Try the contents of a scheme on cases that rest on another.

    Args:
        contents: What is tried.
        reader: The organization.
        lifecycles: Those that are known, by kind.
        provided: What plugins provide.
        of: Id of the scheme whose cases are tried; those of every scheme by default.

    Raises:
        InputError: The terms that are tried are not what their kinds take.
    """

    def tried(case: Case) -> Any:
        rests = isinstance(case.basis, Pinned) and of in (None, case.basis.scheme)
        cls = case.terms_class
        return contents.terms_of(case.kind, cls, case.variant) if rests and cls else None

    terms = _differing_terms(reader, lifecycles, tried, contents)
    if not terms:
        return WhatIf(cases=0, terms=(), changed=())
    now = _stored(reader, lifecycles)
    whole = _tried(_AsIf(reader, lifecycles, provided, tried), now)
    alone = [
        (term.cause, _tried(_AsIf(reader, lifecycles, provided, term.terms_of), whole))
        for term in terms
    ]
    changed = []
    for key, would in whole.items():
        result, problem = now[key], would if isinstance(would, Text) else None
        causes = tuple(c for c, made in alone if made.get(key, result.value) != result.value)
        changed.append(
            ChangedResult(
                record=key[0],
                kind=result.kind,
                field=key[1],
                label=result.label,
                differences=() if problem else json_differences(result.value, would),
                problem=problem,
                causes=causes,
            )
        )
    touched: frozenset[str] = frozenset().union(*(term.cases for term in terms))
    return WhatIf(
        cases=len(touched), terms=tuple(term.cause for term in terms), changed=tuple(changed)
    )


@attrs.frozen(eq=False)
class _Term:
    """One differing term, and the cases that have it otherwise."""

    cause: Cause
    difference: JsonDifference
    cases: frozenset[str]

    def terms_of(self, case: Case) -> Any:
        """The terms of a case with nothing but this one changed; `None` if they do not fit so."""
        if case.id not in self.cases or case.terms_class is None:
            return None
        try:
            return from_json(case.terms_class, self.difference.put_into(to_json(case.terms)))
        except InputError:
            return None


@attrs.frozen(eq=False)
class _Result:
    """A derived field as it is stored."""

    kind: str
    label: Text
    value: JSON


Key = tuple[str, str]
"""Id of a record, and the name of one of its derived fields."""


def _differing_terms(
    reader: Reader, lifecycles: Lifecycles, tried: TermsOf, contents: SchemeContents
) -> list[_Term]:
    found: dict[tuple[str, str], tuple[Cause, JsonDifference, set[str]]] = {}
    for case in _cases(reader, lifecycles):
        terms = tried(case)
        if terms is None or terms == case.terms:
            continue
        name = f"{case.kind}/{case.variant}" if case.variant else case.kind
        for one in json_differences(to_json(case.terms), to_json(terms)):
            named = contents.clause_of(f"{name}.{one.path}")
            clause = named or contents.clause_of(f"{case.kind}.{one.path}")
            cause = Cause(
                terms=name,
                path=one.path,
                before=one.before,
                after=one.after,
                clause=clause.number if clause else "",
            )
            key = (f"{name}.{one.path}", canonical_json([one.before, one.after]))
            found.setdefault(key, (cause, one, set()))[2].add(case.id)
    return [_Term(cause, one, frozenset(ids)) for cause, one, ids in found.values()]


def _cases(reader: Reader, lifecycles: Lifecycles) -> Iterator[Case]:
    for lifecycle in lifecycles.values():
        if issubclass(lifecycle.record, Case):
            yield from reader.find(lifecycle.record)


def _stored(reader: Reader, lifecycles: Lifecycles) -> dict[Key, _Result]:
    """Every result there is, by kind, then oldest first."""
    found = {}
    for lifecycle in lifecycles.values():
        if not lifecycle.derivations:
            continue
        for record in reader.find(lifecycle.record):
            for field, derivation in lifecycle.derivations.items():
                value = _written(record, derivation)
                if value is not None:
                    found[record.id, field] = _Result(lifecycle.kind, derivation.label, value)
    return found


def _tried(reader: "_AsIf", keys: Iterable[Key]) -> dict[Key, JSON | Text]:
    """Of these results those that would be others: what they would be, or why they cannot be."""
    found: dict[Key, JSON | Text] = {}
    for id, field in keys:
        would = reader.any(id)
        problem = reader.problems.get((id, field))
        if problem is not None:
            found[id, field] = problem
            continue
        derivation = reader.lifecycle(would).derivations[field]
        value = _written(would, derivation)
        if value != _written(reader.stored(id), derivation):
            found[id, field] = value
    return found


def _written(record: Record, derivation: Derivation[Any]) -> JSON:
    """A derived field as JSON, less what says by which code and from what it was made."""
    value = to_json(record)[derivation.field]
    if isinstance(value, Mapping):
        apart = {*derivation.made_by, *derivation.made_from}
        return {name: one for name, one in value.items() if name not in apart}
    return value


class _AsIf:
    """A reader that shows every case under the terms it is tried under, results made again."""

    def __init__(
        self, reader: Reader, lifecycles: Lifecycles, provided: Provided, terms_of: TermsOf
    ) -> None:
        self.problems: dict[Key, Text] = {}
        self._reader = reader
        self._by_class = {lifecycle.record: lifecycle for lifecycle in lifecycles.values()}
        self._provided = provided
        self._terms_of = terms_of
        self._stored: dict[str, Record] = {}
        self._seen: dict[str, Record] = {}

    def get(self, type: type[R], id: str) -> R:
        return self._as_if(self._reader.get(type, id))

    def any(self, id: str) -> Record:
        return self._as_if(self._reader.any(id))

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        for record in self._reader.find(type, state=state, **where):
            yield self._as_if(record)

    def stored(self, id: str) -> Record:
        """The record as it is."""
        return self._stored[id]

    def lifecycle(self, record: Record) -> Lifecycle[Any]:
        """The lifecycle of a record."""
        return self._by_class[type(record)]

    def _as_if(self, record: R) -> R:
        known: Any = self._seen.get(record.id)
        if known is not None:
            return known  # type: ignore[no-any-return]  # it was made from this very record
        self._stored[record.id] = self._seen[record.id] = record
        would: Any = record
        if isinstance(would, Case):
            terms = self._terms_of(would)
            would = would if terms is None else would.under(terms)
        lifecycle = self._by_class.get(type(record))
        for field, derivation in (lifecycle.derivations if lifecycle else {}).items():
            if derivation.stored(would) is None:
                continue
            try:
                again = derivation.again(would, self, self._provided)
            except HomeroomError as error:
                self.problems[record.id, field] = error.text
                continue
            if again is not None:
                would = change(would, **{field: again})
        self._seen[record.id] = would
        return would  # type: ignore[no-any-return]  # the same record under other terms
