"""Blindness: what each kind of reader may see of a contest, an entry and a sheet, and when."""

import pytest
from contests import (
    CLERK,
    ENTRIES,
    HEAD,
    JUDGES,
    POLICY,
    PRINCIPAL,
    SCORER,
    SUPERVISOR,
    TEACHER,
    a_contest,
    a_sheet,
    an_entry,
)

from homeroom_core.change import change
from homeroom_core.people import HEAD_JUDGE, OFFICE, Actor
from homeroom_core.people import PRINCIPAL as PRINCIPAL_ROLE
from homeroom_core.record import EVERYTHING, Shelf
from homeroom_core.training import contest_records as r

OFFICES = (CLERK, SCORER, SUPERVISOR, PRINCIPAL)
CONTESTANT = Actor.of("person-1", OFFICE)
RIVAL = Actor.of("person-2", HEAD_JUDGE)
JUDGE = JUDGES[1]
JUDGE_IN_OFFICE = Actor.of("judge-3", PRINCIPAL_ROLE, OFFICE)
OUTSIDE = (TEACHER, CONTESTANT, RIVAL, JUDGE, JUDGE_IN_OFFICE)
BEFORE = [state for state in r.CONTEST_STATES if state not in r.UNBLINDED]
BLIND = change(POLICY, blind_entries=True)
WHOSE = {"contestant", "class_code", "title", "group"}
REMARKS = {"warnings", "waived"}


@pytest.mark.parametrize("who", OUTSIDE, ids=lambda who: who.id)
def test_standings_are_hidden_until_they_are_proposed(who: Actor) -> None:
    shelf = Shelf(*ENTRIES)
    private = {"panels", "conflicts", "absences"}
    for state in BEFORE:
        assert a_contest(state).hidden_from(who, shelf) == private | {"tally", "allotment"}
    for state in r.UNBLINDED:
        assert a_contest(state).hidden_from(who, shelf) == private


@pytest.mark.parametrize("who", [*OFFICES, HEAD], ids=lambda who: who.id)
def test_those_who_run_the_contest_see_all_of_it(who: Actor) -> None:
    shelf = Shelf(*ENTRIES)
    assert {a_contest(s).hidden_from(who, shelf) for s in r.CONTEST_STATES} == {frozenset()}


def hidden_of_entry(who: Actor, state: str, policy: r.ContestPolicy) -> frozenset[str]:
    contest = a_contest(state, policy=policy)
    return ENTRIES[0].hidden_from(who, Shelf(contest, *ENTRIES))


@pytest.mark.parametrize("state", r.CONTEST_STATES)
def test_whose_an_entry_is_stays_hidden_from_judges_of_a_blind_contest(state: str) -> None:
    whose = WHOSE if state not in r.UNBLINDED else set()
    hidden = {who.id: hidden_of_entry(who, state, BLIND) for who in (*OUTSIDE, HEAD, CLERK)}
    assert hidden == {
        "teacher-1": REMARKS | whose,
        "person-1": set(),  # their own
        "person-2": REMARKS | whose,
        "judge-2": REMARKS | whose,
        "judge-3": whose,  # an office does not lift the blindness of a judge
        "judge-1": REMARKS | whose,
        "moral_education_office-1": set(),
    }


def test_in_an_open_contest_only_remarks_are_private() -> None:
    hidden = {who.id: hidden_of_entry(who, r.SCORING, POLICY) for who in (TEACHER, JUDGE, CLERK)}
    assert hidden == {
        "teacher-1": REMARKS,
        "judge-2": REMARKS,
        "moral_education_office-1": set(),
    }


@pytest.mark.parametrize("state", r.CONTEST_STATES)
def test_a_sheet_is_seen_by_its_judge_and_those_who_run_the_contest(state: str) -> None:
    sheet, shelf = a_sheet(1, 2), Shelf(a_contest(state), *ENTRIES)
    own = EVERYTHING if state not in r.UNBLINDED else frozenset({"judge", "keyed_by", "recounts"})
    everybody = (*OUTSIDE, HEAD, *OFFICES)
    hidden = {who.id: sheet.hidden_from(who, shelf) for who in everybody}
    assert hidden == {
        "teacher-1": EVERYTHING,
        "person-1": own,  # the contestant, whatever office they hold
        "person-2": EVERYTHING,
        "judge-2": frozenset(),
        "judge-3": EVERYTHING,
        "judge-1": frozenset(),
        **{office.id: frozenset() for office in OFFICES},
    }


def test_withdrawn_is_not_competing_any_more() -> None:
    gone = an_entry(1, r.ENTRY_WITHDRAWN)
    assert r.competes("contest-1", "person-1", Shelf(*ENTRIES))
    assert not r.competes("contest-1", "person-1", Shelf(gone))
    assert not r.competes("contest-2", "person-1", Shelf(*ENTRIES))


def test_a_state_read_back_from_a_store_knows_its_label_again() -> None:
    assert getattr(r.contest_state("scoring"), "label", None) == r.SCORING.label
    assert r.contest_state("of another release") == "of another release"


@pytest.mark.parametrize("field", ["recheck_rest_share", "recheck_all_above"])
def test_shares_of_the_policy_go_from_none_to_all(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        change(POLICY, **{field: 2})
    assert getattr(change(POLICY, **{field: 1}), field) == 1


def test_there_are_no_fewer_than_one_judge() -> None:
    with pytest.raises(ValueError, match="minimum_judges"):
        r.ContestPolicy(minimum_judges=0)
