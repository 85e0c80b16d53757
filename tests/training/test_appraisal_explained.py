"""How a case and a round explain themselves, and that what is kept can be made again."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from appraisals import (
    CLERK,
    COMMITTEE,
    LAST,
    PEOPLE,
    ROUND,
    TEACHERS,
    a_case,
    a_graded_case,
    all_cases,
    an_act,
    cards,
    graded,
)

from homeroom_core.change import change
from homeroom_core.explanation import Explanation, Question, recomputed
from homeroom_core.people import Actor
from homeroom_core.recomputing import recompute
from homeroom_core.record import Shelf
from homeroom_core.sheets.inputs import ClaimedMerits
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.testing.appraisals import PRACTICE_OFFER
from homeroom_core.training import appraisal as a
from homeroom_core.training import appraisal_records as r
from homeroom_core.training import appraisal_round as ar
from homeroom_core.training.appraisal_archive import archive_is_late, archive_of, checksum
from homeroom_core.training.appraisal_explained import explain_appraisal, explain_round

ROUND_GRADED = graded()
CASE = a_graded_case(1)


def explained(case: r.Appraisal, by: Actor = COMMITTEE) -> Explanation:
    shelf = Shelf(ROUND_GRADED, case, *PEOPLE)
    found = explain_appraisal(case, Question(actor=by, reader=shelf, provided=PRACTICE_OFFER))
    assert found is not None
    return found


def lines(node: Explanation) -> str:
    return "\n".join(node.lines("en"))


def test_the_total_is_made_again_from_the_leaves_of_its_tree() -> None:
    total = next(one for one in explained(CASE).parts if str(one.title) == "Total")
    assert CASE.score is not None
    assert recomputed(total) == Fraction(CASE.score.shown)


def test_the_grade_says_which_boundary_which_quota_and_which_place() -> None:
    said = lines(explained(CASE))
    assert "Grade given on 2025-08-31: Excellent" in said
    assert "the group has 3; 1/3 of it, rounded down, are 1 place(s)" in said
    assert "within the quota of 'Excellent'" in said
    assert "reach 'Pass' (at least 60)" in said


def test_a_cap_is_named_with_its_document() -> None:
    check = r.Check(by="x", on=LAST, sanctions=(r.Cap(cause="demerit", document="2025-3"),))
    case = a_case(1, r.VETO_CHECKED, checks=(check,))
    round = graded(cases=(case,))
    given = a_graded_case(1, round=round, checks=(check,))
    said = lines(explained(given))
    assert "because of Demerit it can be 'Basic pass' at best" in said
    assert "Demerit: 2025-3" in said


@pytest.mark.parametrize(("by", "seen"), [(COMMITTEE, True), (TEACHERS[0], False)])
def test_the_teacher_sees_what_the_committee_came_to_and_not_who_gave_what(
    by: Actor, seen: bool
) -> None:
    two = (*cards(), r.CommitteeMark(part="de", by="appraisal_committee-2", marks={"de": "40"}, on=LAST))  # fmt: skip
    case = a_graded_case(1, cards=two)
    said = lines(explained(case, by))
    assert ("committee (2)" in said) == seen
    assert "committee: " in said
    assert "appraisal_committee-2" not in said


def test_anonymous_sources_appear_as_their_mean_and_number_only() -> None:
    said = lines(explained(CASE))
    assert "mean of 3 answers, not listed one by one" in said


def test_what_has_no_score_tells_its_history_instead() -> None:
    question = Question(actor=COMMITTEE, reader=Shelf(ROUND), provided=PRACTICE_OFFER)
    assert explain_appraisal(a_case(1, r.COLLECTED), question) is None
    assert explain_round(ROUND, question) is None


def test_a_round_says_how_many_may_be_excellent_and_who_is() -> None:
    question = Question(actor=COMMITTEE, reader=Shelf(), provided=PRACTICE_OFFER)
    found = explain_round(ROUND_GRADED, question)
    assert found is not None
    said = lines(found)
    assert "Excellent: 3 × 1/3 = 1, rounded down to 1; 1 to give, 1 given" in said
    assert "case-1: Excellent" in said


@dataclass
class Stored:
    """A record with a derived field, what it refers to, and a value that is not its own."""

    record: Any
    field: str
    other: Any


SIGNED = change(
    a_graded_case(1, r.SIGNED),
    signatures=(r.Signature(by="person-1", on=LAST, signed=True),),
)
ARCHIVED = change(
    SIGNED,
    state=r.ARCHIVED,
    archives=(archive_of(SIGNED, ROUND_GRADED, an_act(CLERK, ROUND_GRADED)),),
)


def verdict(record: Any, field: str) -> str:
    lifecycle = ar.appraisal_round if isinstance(record, r.AppraisalRound) else a.appraisal
    shelf = Shelf(ROUND_GRADED, *all_cases(), *PEOPLE)
    derivation: Any = lifecycle.derivations[field]
    return str(recompute(record, derivation, shelf, PRACTICE_OFFER).verdict)


def wrong_score() -> r.Appraisal:
    assert CASE.score is not None
    return change(CASE, score=change(CASE.score, total=CASE.score.total + 1))


def wrong_outcome() -> r.AppraisalRound:
    made = ROUND_GRADED.outcome
    assert made is not None
    last = change(made.rulings[-1], grade="excellent")
    return change(ROUND_GRADED, outcome=change(made, rulings=(*made.rulings[:-1], last)))


@pytest.mark.parametrize(
    ("record", "field", "expected"),
    [
        (CASE, "score", "same"),
        (wrong_score(), "score", "differs"),
        (CASE, "grades", "same"),
        (change(CASE, grades=(change(CASE.grades[0], grade="pass"),)), "grades", "differs"),
        (ROUND_GRADED, "outcome", "same"),
        (wrong_outcome(), "outcome", "differs"),
        (ARCHIVED, "archives", "same"),
        (change(ARCHIVED, signatures=()), "archives", "differs"),
        (a_case(1, r.COLLECTED), "score", "nothing"),
    ],
)
def test_what_is_kept_is_what_its_sources_give(record: Any, field: str, expected: str) -> None:
    assert verdict(record, field) == expected


def test_an_archive_holds_the_round_and_says_when_it_was_due() -> None:
    (found,) = ARCHIVED.archives
    assert [(line.id, line.kind, line.version) for line in found.index] == [
        ("round-1", "appraisal_round", 1)
    ]
    assert archive_is_late(found) == (found.on > found.due)


def test_an_archive_lists_the_evidence_and_says_where_contents_were_erased() -> None:
    claims = tuple(
        Claim(id=fact, fact=fact, item="awards", kind="school", years=(2024,))
        for fact in ("person-1", "plan-9")
    )
    merits = (ClaimedMerits(part="ji_merits", year=2024, claims=claims),)
    case = change(SIGNED, merits=merits, fact_sources=("person-1",))
    made = archive_of(case, ROUND_GRADED, an_act(CLERK, ROUND_GRADED, *PEOPLE))
    assert [(line.id, line.kind, line.version, len(line.digest)) for line in made.index] == [
        ("round-1", "appraisal_round", 1, 64),
        ("person-1", "person", 1, 64),
        ("plan-9", "", 0, 0),
    ]


def test_a_checksum_changes_with_whatever_it_covers() -> None:
    (found,) = ARCHIVED.archives
    other = change(found, index=(change(found.index[0], version=9),))
    assert checksum(found) == found.checksum
    assert checksum(other) != found.checksum
