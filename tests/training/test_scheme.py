"""The scheme in force, and what a vote comes to."""

from datetime import date, timedelta

import pytest
from contests import an_act
from refusals.scheme import CONGRESS, a_scheme, acting

from homeroom_core.case import Pinned, Provisional
from homeroom_core.change import change
from homeroom_core.decision import perform
from homeroom_core.errors import InputError
from homeroom_core.record import Shelf
from homeroom_core.testing.acts import SCHOOL_DAY
from homeroom_core.testing.schemes import PRACTICE_VOTE
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training import scheme as s
from homeroom_core.training import scheme_records as sr
from homeroom_core.training.notice import NoticePolicy
from homeroom_core.training.scheme_contents import SchemeContents, scheme_contents
from homeroom_core.training.scheme_records import scheme_in_force
from homeroom_core.training.under_scheme import opening

NEXT = SCHOOL_DAY + timedelta(days=30)
OLD = a_scheme(sr.IN_FORCE)
NEW = a_scheme(
    sr.IN_FORCE,
    id="scheme-2",
    effective_on=NEXT,
    contents=scheme_contents({"growth_plan": gr.GrowthPolicy(least_goals=3)}),
)


@pytest.mark.parametrize(
    ("in_favour", "state"), [(22, sr.REJECTED), (23, sr.ADOPTED), (38, sr.ADOPTED)]
)
def test_a_majority_of_all_representatives_adopts_not_of_those_present(
    in_favour: int, state: str
) -> None:
    vote = change(PRACTICE_VOTE, in_favour=in_favour, against=41 - in_favour, abstained=0)
    assert perform(a_scheme(sr.TABLED), s.vote, acting(CONGRESS), vote=vote).state == state


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (SCHOOL_DAY - timedelta(days=1), None),
        (SCHOOL_DAY, OLD),
        (NEXT - timedelta(days=1), OLD),
        (NEXT, NEW),
    ],
)
def test_a_scheme_is_in_force_from_its_day_until_a_later_one_is(
    on: date, found: sr.Scheme | None
) -> None:
    assert scheme_in_force(Shelf(NEW, OLD), on) == found


def test_what_was_in_force_on_a_past_day_is_found_after_it_was_superseded() -> None:
    old = change(OLD, state=sr.SUPERSEDED)
    days = (SCHOOL_DAY, NEXT - timedelta(days=1), NEXT)
    assert [scheme_in_force(Shelf(NEW, old), on) for on in days] == [old, old, NEW]


def test_a_case_opens_with_the_terms_of_the_scheme_in_force() -> None:
    opened = opening(
        an_act("person-1", change(NEW, effective_on=SCHOOL_DAY)), gr.GrowthPlan, gr.GrowthPolicy
    )
    assert opened.basis == Pinned(scheme=NEW.id, digest=NEW.digest)
    assert opened.terms == gr.GrowthPolicy(least_goals=3)


def test_where_the_scheme_says_nothing_the_shipped_terms_hold() -> None:
    opened = opening(an_act("person-1", OLD), gr.GrowthPlan, gr.GrowthPolicy)
    assert (opened.basis, opened.terms) == (
        Pinned(scheme=OLD.id, digest=OLD.digest),
        gr.GrowthPolicy(),
    )


def test_without_a_scheme_a_case_is_provisional() -> None:
    given = gr.GrowthPolicy(least_goals=2)
    opened = opening(an_act("person-1"), gr.GrowthPlan, gr.GrowthPolicy, given)
    assert (opened.basis, opened.terms) == (Provisional(), given)


def test_a_variant_that_is_not_named_has_the_terms_of_its_kind() -> None:
    contents = scheme_contents(
        {"notice": NoticePolicy(working_days=7), "notice/short": NoticePolicy(working_days=3)}
    )
    named = [contents.terms_of("notice", NoticePolicy, one) for one in ("", "short", "long")]
    assert [terms.working_days for terms in named] == [7, 3, 7]


def test_terms_that_no_longer_fit_are_an_error_that_names_their_place() -> None:
    contents = SchemeContents(terms={"growth_plan": {"least_aims": 2}})
    with pytest.raises(InputError) as caught:
        contents.terms_of("growth_plan", gr.GrowthPolicy)
    assert caught.value.source == "growth_plan"


def test_terms_hold_no_floats() -> None:
    with pytest.raises(TypeError, match="canonical form"):
        SchemeContents(terms={"notice": {"working_days": 5.0}})
