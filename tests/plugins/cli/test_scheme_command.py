"""`homeroom scheme`: two schemes compared, and one tried on what there is."""

import json
from pathlib import Path

import pytest
from cli_runs import Run

from homeroom_core.codec import from_json
from homeroom_core.office import Office

CONTENTS = {
    "clauses": [{"number": "1", "text": "Plans.", "sets": ["growth_plan"]}],
    "terms": {"growth_plan": {"least_goals": 1}},
}


@pytest.fixture
def two(school: Run) -> tuple[str, str]:
    """Two drafts that differ in one number."""
    ids = []
    for goals in (1, 3):
        terms = {"growth_plan": {"least_goals": goals}}
        contents = json.dumps({**CONTENTS, "terms": terms})
        ran = school(
            "new", "scheme", "draft", "--arg", "title=x", "--arg", f"contents={contents}", "--json"
        )
        ids.append(ran.data["record"])
    return ids[0], ids[1]


def test_two_schemes_are_compared(school: Run, two: tuple[str, str]) -> None:
    found = school("scheme", "diff", *two, "--json").data["differences"]
    assert found == [{"path": "growth_plan.least_goals", "before": 1, "after": 3, "clause": "1"}]
    shown = school("scheme", "diff", *two).out
    assert "Growth plan · Fewest goals" in shown


def test_lists_of_terms_are_told_in_words(school: Run) -> None:
    ids = []
    for roles in ([], ["assistant", "homeroom_teacher"]):
        contents = json.dumps({"clauses": [], "terms": {"hours": {"required_roles": roles}}})
        drafted = ("--arg", "title=x", "--arg", f"contents={contents}", "--json")
        ids.append(school("new", "scheme", "draft", *drafted).data["record"])
    row = school("scheme", "diff", *ids, "--language", "zh-Hans").out.splitlines()[-1].split()
    assert row == ["学时", "·", "须达标的角色", "–", "班主任助理、班主任"]


def test_a_scheme_does_not_differ_from_itself(school: Run, two: tuple[str, str]) -> None:
    assert school("scheme", "diff", two[0], two[0]).out == "The two schemes are the same.\n"


def test_a_scheme_is_tried_and_nothing_rests_on_one_yet(school: Run, two: tuple[str, str]) -> None:
    told = school("scheme", "what-if", two[1])
    assert told.out == "The scheme sets nothing otherwise for any case there is.\n"
    assert school("scheme", "what-if", two[1], "--json").data["changed"] == []


def test_results_of_others_are_not_for_everybody(school: Run, two: tuple[str, str]) -> None:
    ran = school("scheme", "what-if", two[1], "--as", "visitor-1", "--json")
    assert ran.code == 1
    assert ran.data["refusals"][0]["code"] == "what_if.not_for_you"


def test_terms_are_written_as_a_draft_that_is_taken_as_it_is(school: Run, tmp_path: Path) -> None:
    text = school("scheme", "terms", "--language", "zh-Hans").out
    (tmp_path / "方案.toml").write_text(text.replace("…", "试行"), encoding="utf-8")
    ran = school("new", "scheme", "draft", "--args", "@方案.toml", "--json")
    assert (ran.code, ran.data["to"]) == (0, "draft"), ran.out
    terms = ran.data["view"]["fields"]["contents"]["terms"]
    with Office.open("memory:") as office:
        for kind, found in terms.items():
            cls = office.lifecycles[kind].record.terms_class
            assert cls is not None
            assert from_json(cls, found) == cls(), kind
    assert {"growth_plan", "notice", "mentorship", "forum"} <= terms.keys()


def test_terms_of_one_kind_are_those_asked_for(school: Run) -> None:
    data = school("scheme", "terms", "notice", "--json").data
    assert list(data["contents"]["terms"]) == ["notice"]
    ran = school("scheme", "terms", "score_sheet", "--json")
    assert (ran.code, ran.data["faults"][0]["found"]) == (2, "score_sheet")
    assert school("scheme", "terms", "nothing").code == 3


def test_terms_of_a_contest_are_named_and_written_out_in_the_draft(
    school: Run, tmp_path: Path
) -> None:
    draft = school("scheme", "terms", "contest").out
    assert 'rubric = "themed_class_meeting_contest"' in draft
    text = draft.replace('title = "…"', 'title = "t"').replace('text = "…"', 'text = "c"')
    (tmp_path / "scheme.toml").write_text(text, encoding="utf-8")
    made = school("new", "scheme", "draft", "--args", "@scheme.toml", "--json")
    terms = made.data["view"]["fields"]["contents"]["terms"]["contest"]
    assert (terms["rubric"]["id"], terms["awards"]["name"]) == (
        "themed_class_meeting_contest",
        "class_meeting_prizes",
    )
    assert terms["scoring"]["method"] == "trimmed_mean"


def test_a_scheme_that_names_no_such_rubric_is_refused(school: Run, tmp_path: Path) -> None:
    draft = school("scheme", "terms", "contest").out.replace("themed_class", "other_class")
    (tmp_path / "scheme.toml").write_text(draft, encoding="utf-8")
    ran = school("new", "scheme", "draft", "--args", "@scheme.toml", "--json")
    assert (ran.code, ran.data["error"]) == (3, "unknown")
