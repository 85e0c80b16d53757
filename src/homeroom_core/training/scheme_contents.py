"""What a scheme holds: its clauses in words, its terms as data; its digest; how two differ."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

import attrs
from attrs.validators import min_len

from homeroom_core.canonical import canonical_json, digest
from homeroom_core.codec import JSON, from_json, to_json
from homeroom_core.json_difference import json_differences
from homeroom_core.text import Text


@attrs.frozen(kw_only=True)
class Clause:
    """One clause of a scheme.

    Attributes:
        number: As the document counts it, such as `3.2`.
        text: Its wording.
        sets: Which terms it lays down, as paths: `growth_plan`, `growth_plan.least_goals`.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "number": Text("条号", "條號", "Number"),
    }

    number: str = attrs.field(validator=min_len(1))
    text: str = attrs.field(validator=min_len(1))
    sets: tuple[str, ...] = ()


def _has_canonical_form(_scheme: object, _attribute: object, value: Mapping[str, JSON]) -> None:
    canonical_json(value)


@attrs.frozen(kw_only=True)
class SchemeContents:
    """Everything that a staff congress votes on.

    Attributes:
        clauses: The clauses, in the order of the document.
        terms: For a kind of record, or `kind/variant`, the terms that cases of it are opened under,
            as `homeroom_core.codec` writes them. A kind that is not named keeps the terms that
            homeroom ships.

    Raises:
        TypeError: The terms hold what has no canonical form, such as a float.
    """

    clauses: tuple[Clause, ...] = ()
    terms: Mapping[str, JSON] = attrs.field(factory=dict, validator=_has_canonical_form)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the contents, 64 hexadecimal digits; equal contents, equal digest."""
        return digest(self)

    def terms_of(self, kind: str, cls: type[Any], variant: str = "") -> Any:
        """The terms for a kind of record; `None` where the scheme says nothing of it.

        A variant that is not named has the terms of its kind.

        Raises:
            InputError: They are not what the kind's terms are today.
        """
        name = f"{kind}/{variant}" if variant else kind
        found = self.terms.get(name, self.terms.get(kind))
        return None if found is None else from_json(cls, found, source=name)

    def clause_of(self, path: str) -> Clause | None:
        """The clause that lays down the term at a path: the one that names most of the path."""
        best: tuple[int, Clause | None] = (0, None)
        for clause in self.clauses:
            for named in clause.sets:
                within = path == named or path.startswith((f"{named}.", f"{named}[", f"{named}/"))
                if within and len(named) > best[0]:
                    best = (len(named), clause)
        return best[1]


def scheme_contents(terms: Mapping[str, Any], clauses: tuple[Clause, ...] = ()) -> SchemeContents:
    """Contents with terms given as the values they are, by kind or `kind/variant`.

    >>> from homeroom_core.training.notice import NoticePolicy
    >>> contents = scheme_contents({"notice": NoticePolicy(working_days=7)})
    >>> contents.terms["notice"]["working_days"]
    7
    """
    return SchemeContents(
        clauses=clauses, terms={name: to_json(one) for name, one in terms.items()}
    )


@attrs.frozen(kw_only=True)
class SchemeDifference:
    """One place in which two schemes differ.

    Attributes:
        path: Where: `clauses.3.2`, `contest/class_meeting.scoring.method`.
        before: What stood there, as a JSON value; `None` where nothing did.
        after: What stands there now.
        clause: Number of the later clause that lays it down, or of the earlier one; may be empty.
    """

    path: str
    before: JSON
    after: JSON
    clause: str = ""


def differences(before: SchemeContents, after: SchemeContents) -> tuple[SchemeDifference, ...]:
    """Every place in which two schemes differ, clauses first, sorted by path.

    >>> one, two = (SchemeContents(terms={"notice": {"working_days": days}}) for days in (5, 7))
    >>> [(d.path, d.before, d.after) for d in differences(one, two)]
    [('notice.working_days', 5, 7)]
    """
    words = [{c.number: c.text for c in contents.clauses} for contents in (before, after)]
    found = [
        SchemeDifference(
            path=f"clauses.{number}",
            before=words[0].get(number),
            after=words[1].get(number),
            clause=number,
        )
        for number in sorted(words[0].keys() | words[1].keys())
        if words[0].get(number) != words[1].get(number)
    ]
    for one in json_differences(dict(before.terms), dict(after.terms)):
        clause = after.clause_of(one.path) or before.clause_of(one.path)
        number = clause.number if clause else ""
        found.append(
            SchemeDifference(path=one.path, before=one.before, after=one.after, clause=number)
        )
    return tuple(found)
