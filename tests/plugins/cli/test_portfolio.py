"""`homeroom portfolio`: as text, as JSON, as a page."""

from pathlib import Path

import pytest
from cli_runs import Run


def test_a_portfolio_is_shown_by_id_or_staff_number(school: Run) -> None:
    lines = school("portfolio", "1001").out.splitlines()
    assert lines[:3] == [
        "Portfolio (person-1): 王芳",
        "  School year 2025-2026",
        "    Growth plan: 1",
    ]
    assert "      三年规划: Draft, since 2025-09-10 [growth_plan-3]" in lines
    assert school("portfolio", "person-1").out.splitlines() == lines


def test_a_portfolio_in_json_is_that_of_its_reader(school: Run) -> None:
    mine = school("portfolio", "1001", "--json").data
    assert [group["kind"] for group in mine["groups"]] == ["growth_plan", "person"]
    theirs = school("portfolio", "1001", "--as", "1002", "--json").data
    assert [group["kind"] for group in theirs["groups"]] == ["person"]


def test_a_portfolio_of_one_year(school: Run) -> None:
    assert school("portfolio", "1001", "--year", "2024", "--json").data["groups"] == []
    whole = school("portfolio", "1001", "--json").data
    assert school("portfolio", "1001", "--year", "2025-2026", "--json").data == whole


@pytest.mark.parametrize("year", ["25", "2025-2027", "twenty"])
def test_what_is_no_school_year_is_bad_input(school: Run, year: str) -> None:
    ran = school("portfolio", "1001", "--year", year)
    assert (ran.code, "2025-2026" in ran.err) == (2, True)


def test_a_portfolio_is_written_as_a_page(school: Run, tmp_path: Path) -> None:
    assert school("portfolio", "1001", "--page", "wang.html").out == "wrote wang.html\n"
    page = (tmp_path / "wang.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "三年规划" in page
    told = school("portfolio", "1001", "--page", "wang.html", "--json").data
    assert (told["person"], told["page"]) == ("person-1", "wang.html")


def test_a_page_replaces_nothing_but_a_page(school: Run) -> None:
    assert school("portfolio", "1001", "--page", "homeroom.toml").code == 2
