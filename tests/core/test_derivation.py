"""Derived fields: how they are declared, and the step that accepts what they come to now."""

from fractions import Fraction
from typing import Any

import pytest
from results import (
    CLERK,
    OPEN,
    SHUT,
    Sum,
    Tin,
    Tins,
    a_counted_tin,
    an_office,
    put_up,
    tin,
)

from homeroom_core.change import change
from homeroom_core.errors import DefinitionError, RefusedError
from homeroom_core.explanation import Explanation, Question
from homeroom_core.grants import owner, staff
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.storage import MemoryStorage
from homeroom_core.text import Text

LABEL = Text("甲", "乙", "A")


def lifecycle() -> Lifecycle[Tin]:
    return Lifecycle(Tin, states=(OPEN, SHUT), initial=OPEN, final=(OPEN, SHUT))


def derive(into: Lifecycle[Tin], field: str = "total", **options: Any) -> None:
    def again(tin: Tin, reader: Reader, provided: Provided) -> Sum | None:
        return None

    into.derived(field, **{"label": LABEL, "by": staff, **options})(again)


@pytest.mark.parametrize(
    ("field", "options", "problem"),
    [
        ("totals", {}, "'totals' is no field of Tin"),
        ("state", {}, "'state' is no field of Tin that can be derived"),
        ("total", {"by": None}, "no grant"),
    ],
)
def test_faulty_declaration_is_an_error_that_names_the_place(
    field: str, options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DefinitionError, match=problem) as caught:
        derive(lifecycle(), field, **options)
    assert "test_derivation.py" in caught.value.place


def test_a_field_is_derived_once_and_before_the_lifecycle_is_sealed() -> None:
    into = lifecycle()
    derive(into)
    with pytest.raises(DefinitionError, match="'accept_total' is declared twice"):
        derive(into)
    with pytest.raises(DefinitionError, match="already sealed"):
        derive(tin, "title")


def test_an_explanation_is_declared_once_and_before_the_lifecycle_is_sealed() -> None:
    def why(tin: Tin, asked: Question) -> Explanation | None:
        return None

    into = lifecycle()
    assert into.explained(why) is why
    with pytest.raises(DefinitionError, match="declared twice"):
        into.explained(why)
    with pytest.raises(DefinitionError, match="already sealed"):
        tin.explained(why)


def test_the_step_that_accepts_is_declared_along_with_the_field() -> None:
    into = lifecycle()
    derive(into, by=owner, source=SHUT)
    step = into.step("accept_total")
    assert (step.sources, step.grant, step.reason_required) == ((SHUT,), owner, True)
    assert str(step.label) == "Accept recomputed A"
    assert step.parameters == ()
    assert into.acceptances == {"accept_total"}


def test_versions_alone_are_no_difference() -> None:
    derivation = tin.derivations["total"]
    stored = Sum(points=Fraction(1), coins=("coin-1",), version="1")
    record = Tin(id="tin-1", org="s1", state=SHUT, title="t", keeper="k", total=stored)
    assert derivation.same(record, change(stored, version="2"))
    assert not derivation.same(record, change(stored, points=Fraction(2)))
    assert not derivation.same(change(record, total=None), stored)


def accepting(office: Any, made: Tin, reason: str = "the rate of the bank") -> Tin:
    with office.desk("s1", by=CLERK) as desk:
        accepted: Tin = desk.apply_because(reason, tin.step("accept_total"), desk.get(Tin, made.id))
        return accepted


def test_what_is_computed_now_is_accepted_on_record() -> None:
    storage = MemoryStorage()
    made = a_counted_tin(an_office(storage))
    newer = an_office(storage, Tins("2", rate=3))
    accepted = accepting(newer, made)
    assert made.total is not None
    assert accepted.total == change(made.total, points=Fraction(11, 2), version="2")
    assert accepted.state == SHUT
    *_, counting, entry = newer.history("s1", made.id)
    assert (entry.transition, entry.actor, entry.reason) == (
        "accept_total",
        CLERK.id,
        "the rate of the bank",
    )
    points = [one.fields["total"]["points"] for one in (counting, entry)]
    assert points == ["11/3", "11/2"]
    assert list(newer.verify("s1")) == []


def refused(office: Any, made: Tin, reason: str = "because") -> list[str]:
    with pytest.raises(RefusedError) as caught:
        accepting(office, made, reason)
    return [refusal.code for refusal in caught.value.refusals]


def test_nothing_is_accepted_where_nothing_differs() -> None:
    office = an_office()
    made = a_counted_tin(office)
    assert refused(office, made) == ["recomputed.same"]


def test_nothing_is_accepted_without_a_reason() -> None:
    storage = MemoryStorage()
    made = a_counted_tin(an_office(storage))
    assert refused(an_office(storage, Tins(rate=3)), made, " ") == ["lifecycle.reason_required"]


def test_nothing_is_accepted_before_there_is_a_result() -> None:
    office = an_office()
    with office.desk("s1", by=CLERK) as desk:
        made = desk.create(put_up, title="empty")
    assert refused(office, made) == ["recomputed.nothing"]


def test_nothing_is_accepted_that_cannot_be_computed() -> None:
    storage = MemoryStorage()
    made = a_counted_tin(an_office(storage))
    assert refused(an_office(storage, Tins(rate=None)), made) == ["recomputed.impossible"]
