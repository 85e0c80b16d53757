"""What the file for `--each` holds before anybody fills it in: the review sheets that are owed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from cli_runs import Run
from papers import RESEARCH, a_call, a_paper, a_review

from homeroom_core.desk import Desk
from homeroom_core.people import Actor
from homeroom_core.record import Record, Shelf
from homeroom_core.training import paper_records as r
from homeroom_plugins.cli.prefilled import new_rows

CALL = a_call(r.REVIEWING)
PAPERS = (a_paper(1, r.UNDER_REVIEW), a_paper(2, r.UNDER_REVIEW), a_paper(3, r.SCORED))


class At(Shelf):
    """Records as somebody at a desk reads them."""

    def __init__(self, actor: Actor, *records: Record) -> None:
        super().__init__(*records)
        self.actor = actor


def owed(*records: Record, by: Actor = RESEARCH, **where: Any) -> list[Mapping[str, str]]:
    """Case and reviewer of every row."""
    desk = cast("Desk", At(by, CALL, *PAPERS, *records))
    return [dict(one.cells) for one in new_rows(("review_sheet", "begin"), desk, where)]


def pairs(rows: list[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(row["subject"], row["reviewer"]) for row in rows]


def test_every_sheet_of_every_case_under_review_is_a_row() -> None:
    assert pairs(owed()) == [
        ("paper-1", "expert-1"),
        ("paper-1", "expert-2"),
        ("paper-2", "expert-1"),
        ("paper-2", "expert-2"),
    ]


def test_one_case_can_be_asked_for() -> None:
    assert pairs(owed(subject="paper-2")) == [("paper-2", "expert-1"), ("paper-2", "expert-2")]


def test_a_sheet_that_was_begun_is_no_row() -> None:
    assert pairs(owed(a_review(1, 2))) == [
        ("paper-1", "expert-1"),
        ("paper-2", "expert-1"),
        ("paper-2", "expert-2"),
    ]


def test_whoever_may_not_know_the_reviewers_gets_no_row() -> None:
    assert owed(by=Actor.of("person-1", "teacher")) == []


def test_a_file_with_nothing_to_fill_in_says_so(run: Run, tmp_path: Path) -> None:
    run("init", "--org", "s1", "--as", "clerk")
    ran = run("lifecycle", "person", "register", "--each", "people.csv")
    assert (ran.code, ran.out.startswith("wrote people.csv with a header only: ")) == (0, True)
    assert "  roles: Roles: " in ran.out
    assert "one cell with ; between them" in ran.out
    header = (tmp_path / "people.csv").read_text("utf-8-sig").splitlines()
    assert len(header) == 1
