"""Explaining a record to somebody: what each reader gets, and what nobody gets who may not."""

from fractions import Fraction

import attrs
import pytest
from results import (
    CLERK,
    GIVER,
    KEEPER,
    OUTSIDER,
    STRANGER,
    Coin,
    Tin,
    Tins,
    a_counted_tin,
    an_office,
    put_up,
    rename,
    tin,
)

from homeroom_core.errors import RecordNotFoundError, RefusedError
from homeroom_core.explaining import Explained
from homeroom_core.explanation import recomputed
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.recomputing import NEWER, SAME
from homeroom_core.storage import MemoryStorage


def told(office: Office, id: str, to: Actor = KEEPER) -> Explained:
    return office.explain("s1", id, to=to)


def givers(found: Explained) -> list[tuple[str | None, Fraction | None]]:
    return [(part.who, part.number) for part in found.explanation.parts]


def test_a_lifecycle_explains_its_records_in_its_own_way() -> None:
    office = an_office()
    made = a_counted_tin(office)
    found = told(office, made.id)
    assert (found.record, found.kind, found.own) == (made.id, "tin", True)
    assert givers(found) == [
        ("person-1", Fraction(1, 3)),
        ("person-2", Fraction(1, 2)),
        ("person-2", Fraction(1)),
    ]
    assert recomputed(found.explanation) == Fraction(11, 3)
    assert [(one.field, one.verdict) for one in found.results] == [("total", SAME)]


def test_names_that_are_hidden_become_numbers_in_the_order_of_the_records() -> None:
    office = an_office()
    found = told(office, a_counted_tin(office).id, STRANGER)
    assert givers(found) == [("#1", Fraction(1, 2)), ("#1", Fraction(1)), ("#2", Fraction(1, 3))]
    assert recomputed(found.explanation) == Fraction(11, 3)
    assert found.numbered == 2
    assert [str(part.notes[0]) for part in found.explanation.parts] == [
        "given by #1.",
        "given by #1.",
        "given by #2.",
    ]
    assert "person-" not in "".join(found.explanation.lines("en"))


def test_an_explanation_that_rests_on_what_is_closed_is_refused() -> None:
    office = an_office()
    made = a_counted_tin(office)
    with pytest.raises(RefusedError) as caught:
        told(office, made.id, OUTSIDER)
    assert [refusal.code for refusal in caught.value.refusals] == ["explain.not_open"]


def test_a_record_that_is_hidden_altogether_is_not_there() -> None:
    office = an_office()
    a_counted_tin(office)
    (coin, *_) = office.list("s1", Coin.kind, to=KEEPER)
    with pytest.raises(RecordNotFoundError):
        told(office, coin.id, OUTSIDER)
    with pytest.raises(RecordNotFoundError):
        told(office, "tin-99")


def test_a_result_that_another_version_computes_otherwise_says_so() -> None:
    storage = MemoryStorage()
    made = a_counted_tin(an_office(storage))
    (result,) = told(an_office(storage, Tins("2", rate=3)), made.id).results
    assert result.verdict == NEWER


def test_what_was_accepted_is_told_with_who_when_why_and_both_values() -> None:
    storage = MemoryStorage()
    made = a_counted_tin(an_office(storage))
    newer = an_office(storage, Tins("2", rate=3))
    with newer.desk("s1", by=CLERK) as desk:
        step = tin.step("accept_total")
        desk.apply_because("the rate of the bank", step, desk.get(Tin, made.id))
    with newer.desk("s1", by=KEEPER) as desk:
        desk.apply(rename, desk.get(Tin, made.id), title="later")
    found = told(newer, made.id)
    assert [one.verdict for one in found.results] == [SAME]
    (accepted,) = found.accepted
    assert list(accepted.lines("en")) == [
        "Accept recomputed sum (office-1): 2025-09-10 16:00, Shut",
        "  reason: the rate of the bank",
        "  Total · Points: 11/3 → 11/2",
    ]
    assert 'Total · Points</span> <b class="value">11/3 → 11/2</b>' in (
        newer.explanation_page("s1", found, "en")
    )
    assert told(an_office(storage), made.id).accepted == found.accepted


def test_any_other_record_tells_what_it_is_how_it_came_there_and_what_is_next() -> None:
    office = an_office()
    with office.desk("s1", by=KEEPER) as desk:
        made = desk.create_because("for the trip", put_up, title="Coins")
    found = told(office, made.id)
    assert (found.own, found.results) == (False, ())
    assert list(found.explanation.lines("en")) == [
        f"Tin: Open [{made.id}]",
        "  'Coins'",
        "  What happened",
        "    Put up (person-1): 2025-09-10 16:00, Open",
        "      reason: for the trip",
        "  What you can do now",
        "    Count: count",
        "  Steps of other states",
        "    Shut: Rename",
    ]


def test_the_history_names_nobody_who_is_hidden() -> None:
    office = an_office()
    a_counted_tin(office)
    (coin, *_) = office.list("s1", Coin.kind, to=KEEPER)
    lines = "\n".join(told(office, coin.id, STRANGER).explanation.lines("en"))
    assert GIVER.id not in lines
    assert "hidden from you: giver" in lines
    assert "who did it is not shown" in lines
    assert GIVER.id in "\n".join(told(office, coin.id, CLERK).explanation.lines("en"))


def test_a_step_that_the_lifecycle_no_longer_has_keeps_its_bare_name() -> None:
    storage = MemoryStorage()
    office = an_office(storage)
    a_counted_tin(office)
    (coin, *_) = office.list("s1", Coin.kind, to=KEEPER)
    kept = storage._kept["s1"]
    renamed = tuple(attrs.evolve(e, transition="donate") for e in kept.entries)
    storage._kept["s1"] = attrs.evolve(kept, entries=renamed)
    lines = "\n".join(told(office, coin.id).explanation.lines("en"))
    assert "donate (person-2): 2025-09-10 16:00, Open" in lines
