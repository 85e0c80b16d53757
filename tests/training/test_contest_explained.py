"""Results of a contest made again, and explained from the total to the marks."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from contests import (
    ENTRIES,
    HEAD,
    OFFER,
    PRINCIPAL,
    SUPERVISOR,
    a_contest,
    a_sheet,
    all_sheets,
    an_act,
    an_entry,
    codes,
    proposed,
    refusals,
    tallied,
)

from homeroom_core.award import settle
from homeroom_core.change import change
from homeroom_core.decision import perform
from homeroom_core.explanation import Explanation, Question, recomputed
from homeroom_core.people import Actor
from homeroom_core.recomputing import DIFFERS, NEWER, SAME, recompute_all
from homeroom_core.record import Record, Shelf
from homeroom_core.scoring_policy import ScoringPolicy, by_criteria
from homeroom_core.testing.acts import SCHOOL_DAY
from homeroom_core.training import contest as c
from homeroom_core.training import contest_records as r
from homeroom_core.training.contest_explained import (
    explain_contest,
    explain_entry,
    explain_sheet,
    tally_again,
)

TRIMMED = ScoringPolicy(method="trimmed_mean", parameters={"at_least": 3})
SHEETS = all_sheets()


def asked(*records: Record, by: Actor = HEAD) -> Question:
    return Question(actor=by, reader=Shelf(*records), provided=OFFER)


def verdicts(contest: r.Contest, *records: Record) -> list[tuple[str, str]]:
    found = recompute_all(c.contest, contest, Shelf(contest, *ENTRIES, *records), OFFER)
    return [(one.field, one.verdict) for one in found if one.verdict != "nothing"]


def test_a_tally_and_its_awards_are_the_same_again() -> None:
    assert verdicts(proposed(), *SHEETS) == [("tally", SAME), ("allotment", SAME)]


def test_awards_that_the_jury_settled_are_the_same_again() -> None:
    tied = all_sheets(marks={1: "9", 2: "9", 3: "7"})
    contest = proposed(sheets=tied)
    assert verdicts(contest, *tied) == [("tally", SAME), ("allotment", SAME)]
    assert contest.allotment is not None
    chosen = settle(contest.allotment, {"entry-2": "first", "entry-1": "second"})
    assert verdicts(change(contest, allotment=chosen), *tied)[1] == ("allotment", SAME)


def test_awards_that_the_standings_do_not_give_differ() -> None:
    contest = proposed()
    assert contest.allotment is not None
    first, second = contest.allotment.awards
    swapped = (change(first, entry=second.entry), change(second, entry=first.entry))
    contest = change(contest, allotment=change(contest.allotment, awards=swapped))
    assert verdicts(contest, *SHEETS) == [("tally", SAME), ("allotment", DIFFERS)]


def test_a_stale_tally_is_not_compared() -> None:
    contest = tallied()
    assert contest.tally is not None
    stale = change(contest, state=r.REOPENED, tally=change(contest.tally, stale=True))
    assert verdicts(stale, *all_sheets(marks={1: "1", 2: "2", 3: "3"})) == []
    assert tally_again(a_contest(), Shelf(), OFFER) is None


def an_older(contest: r.Contest, **more: Any) -> r.Contest:
    """The contest with a tally of an older version of the method."""
    assert contest.tally is not None
    first, *rest = contest.tally.placings
    placings = (change(first, total=first.total + Fraction(1, 100), **more), *rest)
    return change(contest, tally=change(contest.tally, placings=placings, plugin_version="0"))


@pytest.mark.parametrize("state", [r.SCORED, r.CHECKED, r.PROPOSED, r.PUBLICISED, r.AWARDED])
def test_arithmetic_of_a_newer_version_is_accepted_on_record(state: str) -> None:
    contest = an_older(proposed(state))
    assert verdicts(contest, *SHEETS) == [("tally", NEWER), ("allotment", SAME)]
    act = an_act(PRINCIPAL, contest, *ENTRIES, *SHEETS, reason="a fault was mended")
    after = perform(contest, c.contest.step("accept_tally"), act)
    assert (after.tally, after.state) == (tallied().tally, state)


def test_no_contestant_accepts_it() -> None:
    contest = an_older(proposed())
    rival = Actor("person-1", PRINCIPAL.roles)
    act = an_act(rival, contest, *ENTRIES, *SHEETS, reason="mine is better now")
    assert codes(refusals(contest, c.contest.step("accept_tally"), act)) == [
        "lifecycle.not_granted"
    ]


def titles(told: Explanation) -> list[str]:
    return [str(node.heading()) for node in told.walk()]


def test_a_contest_tells_its_standings_and_the_arithmetic_of_its_awards() -> None:
    told = explain_contest(proposed(), asked())
    assert told is not None
    assert titles(told) == [
        "Contest: Class meetings [contest-1]",
        "Standings [contest-1]",
        "Place 1, entry-1: 18.00 points (18 exactly)",
        "Place 2, entry-2: 16.00 points (16 exactly)",
        "Place 3, entry-3: 14.00 points (14 exactly)",
        "Awards [contest-1]",
        "first: entry-1",
        "second: entry-2",
    ]
    assert [str(node.notes[0]) for node in told.walk() if str(node.title) == "first"] == [
        "first: 1 places; 1 to give, 1 given"
    ]


def test_a_contest_without_a_tally_has_nothing_of_its_own_to_tell() -> None:
    assert explain_contest(a_contest(), asked()) is None
    contest = a_contest(r.SCORING)
    assert explain_entry(ENTRIES[0], asked(contest, *ENTRIES)) is None


def test_a_stale_tally_says_so() -> None:
    contest = tallied()
    assert contest.tally is not None
    told = explain_contest(change(contest, tally=change(contest.tally, stale=True)), asked())
    assert told is not None
    assert "out of date" in str(told.notes[1])


def test_a_tie_that_was_looked_at_is_told_at_its_entries() -> None:
    tied = all_sheets(marks={1: "9", 2: "9", 3: "7"})
    scoring = ScoringPolicy(method="mean", tie_break=by_criteria("a"))
    contest = tallied(sheets=tied, scoring=scoring)
    told = explain_contest(contest, asked())
    assert told is not None
    first, second, third = told.parts[0].parts
    words = "tie looked at by a: entry-1 9, entry-2 9: still tied"
    assert [str(note) for note in first.notes] == ["tied with entry-2", words]
    assert [str(note) for note in second.notes] == ["tied with entry-1", words]
    assert third.notes == ()


def test_an_entry_is_told_from_its_total_to_its_marks() -> None:
    sheets = (*all_sheets()[1:], a_sheet(1, 1, mark="2"))
    contest = proposed(sheets=sheets, scoring=TRIMMED)
    told = explain_entry(ENTRIES[0], asked(contest, *ENTRIES, *sheets))
    assert told is not None
    assert titles(told)[:4] == [
        "Contest entry: place 1, 18.00 points [entry-1]",
        "Published total: 18 to 2 place(s), half up = 18.00 [contest-1]",
        "Total: (18 + 18) ÷ 2 = 18",
        "Score sheet (judge-3): 9 + 9 = 18 [sheet-1-3]",
    ]
    published, award = told.parts
    assert recomputed(published) == 18
    assert str(award.heading()) == "Award: first [contest-1]"
    aside = [str(one.heading()) for one in published.parts[0].set_aside]
    assert aside == [
        "Score sheet (judge-1): 2 + 2 = 4 [sheet-1-1]",
        "Score sheet (judge-2): 9 + 9 = 18 [sheet-1-2]",
    ]


def test_an_entry_that_was_not_placed_has_nothing_of_its_own_to_tell() -> None:
    contest = proposed()
    other = change(an_entry(1), id="entry-9")
    assert explain_entry(other, asked(contest, *ENTRIES, *SHEETS)) is None


def test_a_sheet_is_told_mark_by_mark_with_its_recounts() -> None:
    counted = r.Recount(by="scorer-1", on=SCHOOL_DAY, total=Decimal(18), agrees=True)
    sheet = a_sheet(mark="9", recounts=(counted,))
    told = explain_sheet(sheet, asked(tallied(), *ENTRIES, sheet, by=SUPERVISOR))
    assert told is not None
    assert titles(told) == [
        "Score sheet: 18 [sheet-1-1]",
        "Score sheet (judge-1): 9 + 9 = 18 [sheet-1-1]",
        "a (judge-1): 9 of 10 [sheet-1-1]",
        "b (judge-1): 9 of 10 [sheet-1-1]",
        "Recount (scorer-1): 18, 2025-09-10 [sheet-1-1]",
    ]


def test_a_sheet_shows_its_recounts_only_to_those_who_may_know() -> None:
    contest = proposed()
    sheet = a_sheet(recounts=(r.Recount(by="s", on=SCHOOL_DAY, total=Decimal(16), agrees=True),))
    told = explain_sheet(sheet, asked(contest, *ENTRIES, sheet, by=Actor.of("person-1")))
    assert told is not None
    assert len(told.parts) == 1


def test_a_sheet_in_the_making_does_not_add_up_yet() -> None:
    sheet = a_sheet(marks={"a": "9"})
    assert explain_sheet(sheet, asked(a_contest(r.SCORING), *ENTRIES, sheet)) is None
