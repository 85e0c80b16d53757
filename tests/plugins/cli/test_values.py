import pytest

from homeroom_core.errors import InputError
from homeroom_core.training.contest_records import ScoreSheet
from homeroom_core.training.growth_plan import GrowthPlan, adjust, draft, note_progress
from homeroom_core.training.person import Person, appoint, register
from homeroom_core.training.score_sheet import recount
from homeroom_plugins.cli.values import assigned, step_data, where_values


def test_plain_values_are_taken_as_they_are_written() -> None:
    assert step_data(draft, ["title=a=b", "starts=2025-09-01", "advisor=7"], None) == {
        "title": "a=b",
        "starts": "2025-09-01",
        "advisor": "7",
    }
    assert step_data(recount, ["total=92.50"], None) == {"total": "92.50"}


def test_true_and_false_are_flags_where_a_flag_is_asked_for() -> None:
    assert step_data(appoint, ["recognised_by_peers=true"], None) == {"recognised_by_peers": True}
    assert step_data(appoint, ["recognised_by_peers=ja"], None) == {"recognised_by_peers": "ja"}
    assert step_data(draft, ["title=true"], None) == {"title": "true"}


def test_a_name_that_takes_a_list_may_come_several_times() -> None:
    once = {"roles": ["teacher"]}
    assert step_data(appoint, ["roles=teacher"], None) == once
    assert step_data(appoint, ['roles=["teacher"]'], None) == once
    assert step_data(note_progress, ["evidence=a", "evidence=b"], None) == {"evidence": ["a", "b"]}


def test_a_value_with_a_structure_is_written_in_json() -> None:
    assert step_data(register, ['details={"name":"王芳"}'], None) == {"details": {"name": "王芳"}}
    assert step_data(draft, ["policy=null"], None) == {"policy": None}
    assert step_data(adjust, ['reasons={"g1":"x"}'], '{"goals":[]}') == {
        "goals": [],
        "reasons": {"g1": "x"},
    }


def test_what_nobody_asks_for_is_kept_to_be_refused_with_the_rest() -> None:
    assert step_data(draft, ["titel=x"], None) == {"titel": "x"}


@pytest.mark.parametrize(
    ("pairs", "whole", "places"),
    [
        (["title"], None, ["--arg"]),
        (["=x", "y"], None, ["--arg", "--arg"]),
        (["title=a", "title=b"], None, ["title"]),
        (["titel=a", "titel=b"], None, ["titel"]),
        (["title=a"], '{"title":"b"}', ["title"]),
        (["policy={"], None, ["line 1, column 2"]),
        ([], "{", ["line 1, column 2"]),
        ([], "[]", ["--args"]),
    ],
)
def test_bad_input_is_named(pairs: list[str], whole: str | None, places: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        step_data(draft, pairs, whole)
    assert [fault.where for fault in caught.value.faults] == places


def test_an_empty_value_is_a_value() -> None:
    assert assigned(["title="], "--arg") == [("title", "")]


def test_records_are_looked_for_by_indexed_fields_only() -> None:
    assert where_values(Person, ["staff_no=1001"]) == {"staff_no": "1001"}
    assert where_values(ScoreSheet, ["judge=j1", "entry=e1"]) == {"judge": "j1", "entry": "e1"}
    with pytest.raises(InputError) as caught:
        where_values(GrowthPlan, ["title=x", "teacher=y", "ends=z"])
    assert [fault.found for fault in caught.value.faults] == ["title", "ends"]
