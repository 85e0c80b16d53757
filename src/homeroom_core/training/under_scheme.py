"""How the systems of a training year rest on the scheme: opening a case, and making it final.

A creation asks `opening` for the basis and the terms, and has the guard `keeps_to_scheme`; each
transition that makes a case final has the guard `rests_on_scheme`; `confirmation` gives a lifecycle
the step by which a provisional case comes under a scheme.
"""

from datetime import date
from typing import Any, Generic, TypeVar

import attrs

from homeroom_core.act import Act
from homeroom_core.case import Basis, Case, Pinned, Provisional
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import Grant
from homeroom_core.lifecycle import STAY, Lifecycle, State, Transition
from homeroom_core.record import Reader, Record
from homeroom_core.text import Text
from homeroom_core.training.scheme_records import Scheme, scheme_in_force

C = TypeVar("C", bound=Case)
T = TypeVar("T")

PROVISIONAL = Reason(
    "scheme.case_is_provisional",
    Text(
        "立案时没有施行中的方案，属暂行",
        "立案時沒有施行中的方案，屬暫行",
        "it was opened while no scheme was in force, so it is provisional",
    ),
    Text(
        "须先由德育处用 confirm 纳入施行中的方案",
        "須先由德育處用 confirm 納入施行中的方案",
        "the office has to `confirm` it under a scheme in force first",
    ),
)
NO_SCHEME = Reason(
    "scheme.none_in_force",
    Text("目前没有施行中的方案", "目前沒有施行中的方案", "no scheme is in force"),
    Text(
        "须先由教代会通过方案并施行",
        "須先由教代會通過方案並施行",
        "the congress has to adopt one first, and it has to take effect",
    ),
)
RESTS_ALREADY = Reason(
    "scheme.case_rests_on_one",
    Text("已纳入方案{measured}", "已納入方案{measured}", "it rests on {measured} already"),
    Text("进行中的个案不换方案", "進行中的個案不換方案", "a running case keeps its scheme"),
)
TERMS_DIFFER = Reason(
    "scheme.terms_differ",
    Text(
        "所给的规定与施行中的方案{measured}不同",
        "所給的規定與施行中的方案{measured}不同",
        "what is given differs from {measured}, the scheme in force",
    ),
    Text(
        "不要另行给出；以方案为准", "不要另行給出；以方案為準", "leave it out: the scheme decides"
    ),
)


@attrs.frozen
class Opening(Generic[T]):
    """What a case is opened with: what it rests on, and the terms that hold for it."""

    basis: Basis
    terms: T


def opening(
    act: Act, case: type[Case], terms_class: type[T], given: T | None = None, *, variant: str = ""
) -> Opening[T]:
    """The basis and the terms of a case that is opened now.

    The terms are those that the scheme in force sets; where it sets none, or none is in force,
    those that are given, or else the ones that homeroom ships.

    Args:
        act: The circumstances of the creation.
        case: The class of the case.
        terms_class: Its terms; without arguments it gives the shipped ones.
        given: What whoever opens the case would have; `keeps_to_scheme` refuses it where the
            scheme says otherwise.
        variant: Which of several terms for this kind.

    Raises:
        InputError: The scheme's terms are not what the kind's terms are today.
    """
    scheme = scheme_in_force(act.reader, act.on)
    found = scheme.contents.terms_of(case.kind, terms_class, variant) if scheme else None
    basis = Pinned(scheme=scheme.id, digest=scheme.digest) if scheme else Provisional()
    if given is not None:
        return Opening(basis, given)
    return Opening(basis, found if found is not None else terms_class())


def terms_in_force(act: Act, record: type[Record], terms_class: type[T]) -> T:
    """What the scheme in force sets for a kind that is no case; else what homeroom ships.

    Raises:
        InputError: The scheme's terms are not what the kind's terms are today.
    """
    return terms_on(act.reader, act.on, record, terms_class)


def terms_on(reader: Reader, on: date, record: type[Record], terms_class: type[T]) -> T:
    """What the scheme that is in force on a day sets for a kind; else what homeroom ships.

    Raises:
        InputError: The scheme's terms are not what the kind's terms are today.
    """
    scheme = scheme_in_force(reader, on)
    found = scheme.contents.terms_of(record.kind, terms_class) if scheme else None
    return found if found is not None else terms_class()


def keeps_to_scheme(case: Case, act: Act) -> Refusal | None:
    """A case is opened with the terms that the scheme in force sets, and no others."""
    scheme = scheme_in_force(act.reader, act.on)
    if scheme is None:
        return None
    terms = _terms(scheme, case)
    return None if terms is None or terms == case.terms else TERMS_DIFFER(measured=scheme.id)


def rests_on_scheme(case: Case, _act: Act) -> Refusal | None:
    """Nothing is made final that no scheme stands behind."""
    return PROVISIONAL() if isinstance(case.basis, Provisional) else None


def is_provisional(case: Case, _act: Act) -> Refusal | None:
    """Only a case without a scheme is brought under one."""
    return RESTS_ALREADY(measured=case.basis.scheme) if isinstance(case.basis, Pinned) else None


def has_scheme(_case: Case, act: Act) -> Refusal | None:
    """There is a scheme to come under."""
    return NO_SCHEME() if scheme_in_force(act.reader, act.on) is None else None


def confirmation(
    lifecycle: Lifecycle[C], *, source: State | tuple[State, ...], by: Grant
) -> Transition[C, []]:
    """Declare the step `confirm`: a provisional case comes under the scheme in force, on record.

    From then on the scheme's terms hold for it; what was done stays done.

    Args:
        lifecycle: Whose step it is.
        source: The states in which nothing is decided yet.
        by: Who may.
    """

    @lifecycle.transition(
        source=source,
        target=STAY,
        by=by,
        label=Text("纳入方案", "納入方案", "Confirm"),
        guards=(is_provisional, has_scheme),
        reason_required=True,
    )
    def confirm(case: C, act: Act) -> C:
        """Bring a case that was opened without a scheme under the one in force."""
        scheme = scheme_in_force(act.reader, act.on)
        if scheme is None:  # the guard has said so
            return case
        terms = _terms(scheme, case)
        placed = case if terms is None else case.under(terms)
        return change(placed, basis=Pinned(scheme=scheme.id, digest=scheme.digest))

    return confirm


def _terms(scheme: Scheme, case: Case) -> Any:
    """What a scheme sets for a case; `None` where it sets nothing."""
    cls = case.terms_class
    return None if cls is None else scheme.contents.terms_of(case.kind, cls, case.variant)
