"""Case: a record that rests on the scheme in force when it was opened, for as long as it runs.

What a scheme sets for a kind of case are its *terms*: a typed value, most often the case's policy.
A case keeps its terms and the digest of the scheme they come from, so that a later scheme changes
no running case. A case that was opened while no scheme was in force is provisional: its basis is of
another type, and no such case can be made final.
"""

from typing import Any, ClassVar, Literal, Self

import attrs
from attrs.validators import matches_re

from homeroom_core.change import change
from homeroom_core.people import CODE
from homeroom_core.record import Record

DIGEST = r"[0-9a-f]{64}"


@attrs.frozen(kw_only=True)
class Pinned:
    """The basis of a case that was opened under a scheme in force.

    Attributes:
        scheme: Id of the scheme.
        digest: SHA-256 of its contents, 64 hexadecimal digits.
    """

    scheme: str = attrs.field(validator=matches_re(CODE))
    digest: str = attrs.field(validator=matches_re(DIGEST))
    kind: Literal["pinned"] = "pinned"


@attrs.frozen(kw_only=True)
class Provisional:
    """The basis of a case that was opened while no scheme was in force; it cannot be made final."""

    kind: Literal["provisional"] = "provisional"


Basis = Pinned | Provisional
"""What a case rests on; in stored data `kind` tells which."""


@attrs.frozen(kw_only=True)
class Case(Record):
    """A record that is opened under a scheme.

    Subclasses set `terms_class` and keep the terms in a field `policy`; one that keeps them
    otherwise overrides `terms` and `under`.

    Attributes:
        basis: The scheme it rests on, or that there was none.
        variant: Which of several terms for its kind, such as `class_meeting`; most kinds have one.
    """

    terms_class: ClassVar[type | None] = None

    basis: Basis = attrs.Factory(Provisional)
    variant: str = ""

    @property
    def terms(self) -> Any:
        """What the scheme sets for it: an instance of `terms_class`."""
        return self.policy  # type: ignore[attr-defined]  # the field of the subclass

    def under(self, terms: Any) -> Self:
        """The case as it is under other terms; nothing is computed anew."""
        return change(self, policy=terms)
