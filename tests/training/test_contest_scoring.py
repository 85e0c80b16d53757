"""Who scores what, which sheets are counted again, and the list that a notice shows."""

from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from math import ceil
from typing import Any

import pytest
from contests import (
    AWARDS,
    ENTRIES,
    HEAD,
    OFFER,
    PEOPLE,
    POLICY,
    SUPERVISOR,
    a_contest,
    a_sheet,
    all_sheets,
    an_entry,
    proposed,
    tallied,
)

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.change import change
from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.record import Shelf
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak, by_criteria
from homeroom_core.testing.acts import SCHOOL_DAY
from homeroom_core.text import Text
from homeroom_core.training.contest_records import (
    CALLED,
    CHECKED,
    ENTRY_WITHDRAWN,
    SCORED,
    SCORING,
    SHEET_CHECKED,
    SHEET_DISPUTED,
    SHEET_SIGNED,
    Absence,
    Conflict,
    Contest,
    ContestEntry,
    Recount,
    ScoreSheet,
)
from homeroom_core.training.contest_scoring import (
    allotment_of,
    entries_of,
    involved_in,
    judges_of,
    missing_sheets,
    proposed_lines,
    sheets_of,
    sheets_to_recount,
    standings_of,
)
from homeroom_core.training.tally import tally_of

DRAWN = ("entry-3", "entry-1", "entry-2")


def conflict(judge: str, entry: str, waived_by: str | None = None) -> Conflict:
    return Conflict(
        judge=judge, entry=entry, kind="paired", on=SCHOOL_DAY, by="c", waived_by=waived_by
    )


def absence(judge: str, *entries: str) -> Absence:
    return Absence(judge=judge, entries=entries, on=SCHOOL_DAY, reason="ill")


def recounted(sheet: ScoreSheet, *agrees: bool, state: str = SHEET_CHECKED) -> ScoreSheet:
    recounts = tuple(
        Recount(by=SUPERVISOR.id, on=SCHOOL_DAY, total=Decimal(1), agrees=right) for right in agrees
    )
    return change(sheet, recounts=recounts, state=state)


def test_entries_come_in_the_order_of_the_draw_without_those_that_left() -> None:
    there = (ENTRIES[0], an_entry(2, ENTRY_WITHDRAWN), ENTRIES[2])
    found = entries_of(a_contest(SCORING, order=DRAWN), Shelf(*there))
    assert [entry.id for entry in found] == ["entry-3", "entry-1"]


def test_judges_of_an_entry_are_the_panel_less_conflicts_and_absences() -> None:
    contest = a_contest(
        SCORING,
        conflicts=(conflict("judge-1", "entry-1"), conflict("judge-2", "entry-1", "judge-1")),
        absences=(absence("judge-3"), absence("judge-4", "entry-2")),
    )
    assert {entry: sorted(judges_of(contest, entry)) for entry in ("entry-1", "entry-2")} == {
        "entry-1": ["judge-2", "judge-4"],
        "entry-2": ["judge-1", "judge-2"],
    }


def test_a_sheet_counts_only_when_signed_by_a_judge_who_scores_an_entry_that_is_in() -> None:
    contest = a_contest(SCORING, conflicts=(conflict("judge-1", "entry-1"),))
    sheets = (
        a_sheet(1, 1),
        a_sheet(1, 2),
        a_sheet(1, 3, "open"),
        a_sheet(1, 4, "void"),
        a_sheet(2, 1),
        a_sheet(3, 9),
    )
    shelf = Shelf(ENTRIES[0], an_entry(2, ENTRY_WITHDRAWN), ENTRIES[2], *sheets)
    assert [sheet.id for sheet in sheets_of(contest, shelf)] == ["sheet-1-2"]
    assert missing_sheets(contest, shelf) == (
        ("entry-1", "judge-3"),
        ("entry-1", "judge-4"),
        ("entry-3", "judge-1"),
        ("entry-3", "judge-2"),
        ("entry-3", "judge-3"),
        ("entry-3", "judge-4"),
    )


def test_a_tally_made_again_is_the_same_and_survives_json() -> None:
    contest = tallied(scoring=ScoringPolicy(method="mean", tie_break=by_criteria("a")))
    shelf = Shelf(contest, *ENTRIES, *reversed(all_sheets()))
    again = tally_of(standings_of(contest, shelf, OFFER), by=HEAD.id, on=SCHOOL_DAY)
    assert again == contest.tally
    assert from_json(Contest, decode(encode(to_json(contest)))) == contest


def test_a_tie_that_was_broken_is_kept_with_what_broke_it() -> None:
    sheets = tuple(
        change(sheet, marks={"a": a, "b": b})
        for sheet in all_sheets()
        for a, b in [{"entry-1": ("7", "9"), "entry-2": ("9", "7")}.get(sheet.entry, ("1", "1"))]
    )
    policy = ScoringPolicy(method="mean", tie_break=by_criteria("a"))
    tally = tallied(sheets=sheets, scoring=policy).tally
    assert tally is not None
    assert [placing.entry for placing in tally.placings] == ["entry-2", "entry-1", "entry-3"]
    (broken,) = tally.tie_breaks
    assert (broken.link, dict(broken.values), broken.parted) == (
        "criterion a",
        {"entry-1": Fraction(7), "entry-2": Fraction(9)},
        True,
    )


def test_the_head_judge_parts_a_tie_of_a_contest() -> None:
    marks = {(1, 1): "7", (1, 2): "9", (2, 1): "9", (2, 2): "7"}
    sheets = tuple(
        a_sheet(entry, judge, mark=marks.get((entry, judge), "8"))
        for entry in (1, 2, 3)
        for judge in (1, 2, 3, 4)
    )
    policy = ScoringPolicy(
        method="mean", tie_break=(TieBreak("median"), TieBreak("head_judge"), TieBreak("lots"))
    )
    tally = tallied(sheets=sheets, scoring=policy, seed="2025-09-11").tally
    assert tally is not None
    assert [placing.entry for placing in tally.placings] == ["entry-2", "entry-3", "entry-1"]
    assert [(broken.link, broken.parted) for broken in tally.tie_breaks] == [
        ("median", False),
        ("head_judge", True),
    ]


def test_lots_are_drawn_from_the_seed_of_the_draw() -> None:
    policy = ScoringPolicy(method="mean", tie_break=(TieBreak("lots"),))
    sheets = all_sheets(marks={1: "8", 2: "8", 3: "8"})
    tally = tallied(sheets=sheets, scoring=policy, seed="2025-09-11").tally
    assert tally is not None
    entries = ["entry-1", "entry-2", "entry-3"]
    drawn = sorted(entries, key=lambda e: sha256(f"2025-09-11/lots/{e}".encode()).digest())
    assert [placing.entry for placing in tally.placings] == drawn
    assert [placing.rank for placing in tally.placings] == [1, 2, 3]


# ---- awards: classes, groups, and the tie at the cut ----


def allotted(*entries: ContestEntry, awards: AwardPolicy, sheets: tuple[ScoreSheet, ...]) -> Any:
    contest = tallied(CHECKED, sheets=sheets, awards=awards, seed="2025-09-11")
    return allotment_of(contest, Shelf(contest, *entries, *sheets), OFFER)


def test_a_class_gets_one_award_where_the_policy_says_so() -> None:
    awards = AwardPolicy(levels=AWARDS.levels, per_unit=1)
    entries = tuple(an_entry(n, class_code=code) for n, code in ((1, "3-1"), (2, "3-1"), (3, "")))
    found = allotted(*entries, awards=awards, sheets=all_sheets())
    assert [(award.entry, award.level) for award in found.awards] == [
        ("entry-1", "first"),
        ("entry-3", "second"),
    ]
    assert [one.entry for one in found.passed_over] == ["entry-2"]


def test_each_group_of_entries_gets_its_part_of_the_places() -> None:
    level = AwardLevel(id="first", label=Text.same("first"), count=2)
    awards = AwardPolicy(levels=(level,), by_group=True)
    entries = tuple(an_entry(n, group=group) for n, group in ((1, "G1"), (2, "G1"), (3, "G2")))
    found = allotted(*entries, awards=awards, sheets=all_sheets())
    assert [award.entry for award in found.awards] == ["entry-1", "entry-3"]


def test_a_tie_at_the_cut_is_parted_by_the_chain_of_the_awards() -> None:
    marks = {(1, 1): "7", (1, 2): "9", (2, 1): "9", (2, 2): "7"}
    sheets = tuple(
        a_sheet(entry, judge, mark=marks.get((entry, judge), "8"))
        for entry in (1, 2, 3)
        for judge in (1, 2, 3, 4)
    )
    awards = AwardPolicy(
        levels=AWARDS.levels, ties="break", cut_break=(TieBreak("head_judge"), TieBreak("lots"))
    )
    found = allotted(*ENTRIES, awards=awards, sheets=sheets)
    assert [award.entry for award in found.awards] == ["entry-2", "entry-3"]
    assert [broken.link for broken in found.tie_breaks] == ["head_judge"]


# ---- recount: all of the best, a share of the rest, all above a share of errors ----


def due(contest: Contest, *sheets: ScoreSheet) -> set[str]:
    return set(sheets_to_recount(contest, sheets))


def test_all_sheets_of_the_best_and_a_share_of_the_rest_are_counted_again() -> None:
    contest = tallied(policy=change(POLICY, recheck_top=1, recheck_rest_share=Fraction(15, 100)))
    found = due(contest, *all_sheets())
    best = {f"sheet-1-{judge}" for judge in (1, 2, 3, 4)}
    assert best < found
    assert len(found - best) == ceil(Fraction(15, 100) * 8)


@pytest.mark.parametrize(("share", "rest"), [("0", 0), ("1/8", 1), ("13/100", 2), ("1", 8)])
def test_the_share_of_the_rest_is_rounded_up(share: str, rest: int) -> None:
    contest = tallied(policy=change(POLICY, recheck_rest_share=Fraction(share)))
    assert len(due(contest, *all_sheets())) == 4 + rest


def test_a_tie_with_the_last_of_the_best_is_one_of_the_best() -> None:
    sheets = all_sheets(marks={1: "8", 2: "8", 3: "7"})
    policy = change(POLICY, recheck_rest_share=Fraction(0))
    found = due(tallied(sheets=sheets, policy=policy), *sheets)
    assert found == {f"sheet-{entry}-{judge}" for entry in (1, 2) for judge in (1, 2, 3, 4)}


def test_what_was_counted_and_is_right_is_not_due_again() -> None:
    contest = tallied(policy=change(POLICY, recheck_rest_share=Fraction(1, 4)))
    sheets = [recounted(sheet, True) for sheet in all_sheets()]
    assert due(contest, *sheets[:4], *sheets[4:6], *all_sheets()[6:]) == set()


def test_a_wrong_sum_among_the_rest_is_due_until_it_is_right() -> None:
    """However many others were counted: a sum known to be wrong is never confirmed."""
    policy = change(POLICY, recheck_rest_share=Fraction(0), recheck_all_above=Fraction(1))
    contest = tallied(policy=policy)
    rest = [recounted(sheet, True) for sheet in all_sheets()]
    rest[-1] = recounted(all_sheets()[-1], False, state=SHEET_DISPUTED)
    assert due(contest, *rest) == {"sheet-3-4"}
    rest[-1] = recounted(all_sheets()[-1], False, state=SHEET_SIGNED)  # corrected, not yet counted
    assert due(contest, *rest) == {"sheet-3-4"}
    rest[-1] = recounted(all_sheets()[-1], False, True)
    assert due(contest, *rest) == set()


@pytest.mark.parametrize(("above", "everything"), [("1/4", False), ("24/100", True)])
def test_above_a_share_of_wrong_sums_every_sheet_is_counted(above: str, everything: bool) -> None:
    policy = change(POLICY, recheck_rest_share=Fraction(0), recheck_all_above=Fraction(above))
    contest = tallied(policy=policy)
    sheets = [recounted(sheet, True) for sheet in all_sheets()[:4]]
    sheets[0] = recounted(sheets[0], False, True)  # one of four was wrong, and is corrected
    rest = all_sheets()[4:]
    assert due(contest, *sheets, *rest) == ({sheet.id for sheet in rest} if everything else set())


def test_the_sample_of_the_rest_is_the_same_for_everybody_and_not_known_before_the_tally() -> None:
    policy = change(POLICY, recheck_top=0, recheck_rest_share=Fraction(1, 12))
    samples = set()
    for mark in ("5", "5.5", "6", "6.5", "7", "7.5"):
        sheets = all_sheets(marks={1: "9", 2: "8", 3: mark})
        contest = tallied(sheets=sheets, policy=policy)
        first = sheets_to_recount(contest, sheets)
        assert sheets_to_recount(contest, tuple(reversed(sheets))) == first
        samples |= set(first)
    assert len(samples) > 1


# ---- the list ----


def test_the_list_shows_name_class_and_award_in_order_of_the_awards() -> None:
    shelf = Shelf(*ENTRIES, *PEOPLE)
    assert [(x.name, x.unit, x.award) for x in proposed_lines(proposed(), shelf)] == [
        ("Teacher 1", "", "first"),
        ("Teacher 2", "", "second"),
    ]
    assert proposed_lines(a_contest(SCORED), shelf) == ()


def test_involved_are_judges_the_tallier_and_contestants() -> None:
    shelf = Shelf(*ENTRIES[:2], an_entry(3, ENTRY_WITHDRAWN))
    judges = {"judge-1", "judge-2", "judge-3", "judge-4"}
    assert involved_in(tallied(by="scorer-1"), shelf) == judges | {
        "scorer-1",
        "person-1",
        "person-2",
    }
    assert involved_in(a_contest(CALLED), Shelf()) == judges
