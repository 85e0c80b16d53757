"""Reflections: who reads them, what they credit, and what sharing refuses."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from contests import CLERK, PINNED, PRINCIPAL, TEACHER, an_act, codes, refusals
from refusals.reflection import a_study, an_entry

from homeroom_core.case import Provisional
from homeroom_core.change import change
from homeroom_core.decision import originate, perform
from homeroom_core.explanation import Question, recomputed
from homeroom_core.people import OFFICE, Actor
from homeroom_core.record import EVERYTHING, Shelf
from homeroom_core.testing.acts import actor
from homeroom_core.training import reflection as r
from homeroom_core.training import reflection_records as rr
from homeroom_core.training.activity import STUDIED, Credit

COLLEAGUE = actor("person-1")
NOBODY = actor("outsider-1")
OTHERS = (CLERK, PRINCIPAL, COLLEAGUE, actor("everyone-1"), NOBODY)


def hidden(entry: rr.Reflection, who: Actor) -> bool:
    return entry.hidden_from(who, Shelf()) == EVERYTHING


def test_an_entry_belongs_to_whoever_writes_it() -> None:
    entry = originate(r.draft, an_act(TEACHER, new_id="reflection-1"), title="Monday")
    assert (entry.author, entry.owners(), entry.people()) == (
        TEACHER.id,
        frozenset({TEACHER.id}),
        frozenset({TEACHER.id}),
    )


def test_a_private_entry_is_hidden_from_everybody_else_whatever_their_office() -> None:
    assert [hidden(an_entry(), who) for who in (TEACHER, *OTHERS)] == [False, *[True] * 5]


def test_a_shared_entry_is_open_to_those_who_are_named() -> None:
    entry = an_entry(rr.SHARED, readers=frozenset({COLLEAGUE.id}))
    assert [hidden(entry, who) for who in (TEACHER, *OTHERS)] == [
        False, True, True, False, True, True,
    ]  # fmt: skip


def test_an_entry_shared_with_all_staff_is_open_to_whoever_holds_a_role() -> None:
    entry = an_entry(rr.SHARED, readers=frozenset(), all_staff=True)
    assert [hidden(entry, who) for who in OTHERS] == [False, False, False, False, True]


def test_sharing_is_not_taken_back_and_says_so() -> None:
    entry = an_entry(rr.COMMENTED, readers=frozenset({CLERK.id, COLLEAGUE.id}))
    found = refusals(entry, r.share, an_act(TEACHER), readers=frozenset({CLERK.id}))
    assert (codes(found), str(found[0])) == (
        ["reflection.cannot_unshare"],
        "it is shared with person-1 already, and sharing is not taken back; "
        "keep those readers; you may add others",
    )


def test_sharing_further_keeps_the_day_and_the_comments() -> None:
    entry = an_entry(rr.COMMENTED, readers=frozenset({CLERK.id}))
    wider = perform(entry, r.share, an_act(TEACHER), readers=entry.readers, all_staff=True)
    assert (wider.state, wider.shared_on, wider.all_staff) == (
        rr.COMMENTED,
        entry.shared_on,
        True,
    )


def test_all_that_keeps_an_entry_from_being_shared_is_said_at_once() -> None:
    entry = an_entry(text="王芳 13800138000", title="Monday")
    found = refusals(
        entry, r.share, an_act(TEACHER), readers=frozenset(), class_list=frozenset({"王芳", "李"})
    )
    assert codes(found) == [
        "reflection.no_readers",
        "deidentify.name_too_short",
        "deidentify.pupil_named",
        "deidentify.long_number",
    ]


def test_a_class_list_is_kept_nowhere() -> None:
    with_clerk, names = frozenset({CLERK.id}), frozenset({"王芳"})
    entry = perform(an_entry(), r.share, an_act(TEACHER), readers=with_clerk, class_list=names)
    assert "王芳" not in repr(entry)


def test_what_is_shared_is_not_rewritten() -> None:
    found = refusals(an_entry(rr.SHARED), r.write, an_act(TEACHER), title="t", text="")
    assert codes(found) == ["lifecycle.wrong_state"]


@pytest.mark.parametrize("step", [r.comment, r.verify_study, r.credit])
def test_only_those_it_is_shared_with_work_on_it_and_never_the_author(step: Any) -> None:
    both = Actor.of(TEACHER.id, OFFICE)
    clerk = Actor.of("clerk-9", OFFICE)
    entry = an_entry(rr.SHARED, readers=frozenset({CLERK.id, TEACHER.id}))
    held = [step.grant.holds(entry, an_act(who)) for who in (CLERK, both, clerk)]
    assert held == [True, False, False]


# ---- hours ----


def credited(*verified: str, most: str = "4") -> rr.Reflection:
    entry = an_entry(
        rr.SHARED,
        studies=tuple(a_study(n, hours) for n, hours in enumerate(verified, 1)),
        policy=rr.ReflectionPolicy(most_hours=Decimal(most)),
    )
    return perform(entry, r.credit, an_act(CLERK))


@pytest.mark.parametrize(
    ("verified", "hours"),
    [(("2", "1.99"), "3.99"), (("2", "2"), "4"), (("2.01", "2"), "4"), (("0", "3"), "3")],
)
def test_verified_hours_count_up_to_the_limit(verified: tuple[str, ...], hours: str) -> None:
    earned = Credit(person=TEACHER.id, hours=Decimal(hours), part=STUDIED)
    assert credited(*verified).credits == (earned,)


def test_hours_are_explained_and_made_again() -> None:
    entry = credited("3", "2")
    told = r.explain_hours(entry, Question(actor=TEACHER))
    assert told is not None
    assert (recomputed(told), told.number) == (Fraction(4), Fraction(4))
    assert next(iter(told.lines("en"))) == (
        "Hours of self-study credited: 3 + 2, at most 4, = 4 [reflection-1]"
    )
    derivation = r.reflection.derivations["credits"]
    shelf = Shelf()
    assert derivation.same(entry, derivation.again(entry, shelf, an_act(CLERK).provided))
    assert r.explain_hours(an_entry(), Question(actor=TEACHER)) is None


def test_an_entry_without_studies_is_filed_without_the_office() -> None:
    entry = an_entry(rr.SHARED, readers=frozenset({COLLEAGUE.id}))
    assert perform(entry, r.file, an_act(TEACHER)).state == rr.FILED


def test_an_entry_that_no_scheme_stands_behind_is_confirmed_by_its_author() -> None:
    entry = change(an_entry(rr.SHARED), basis=Provisional())
    assert codes(refusals(entry, r.file, an_act(TEACHER))) == ["scheme.case_is_provisional"]
    assert r.confirm.grant.holds(entry, an_act(TEACHER))
    assert not r.confirm.grant.holds(change(entry, basis=PINNED), an_act(PRINCIPAL))
