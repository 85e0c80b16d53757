"""Forums and what else people earn hours by, done with the command alone."""

from pathlib import Path

import pytest
from cli_runs import Run

PLAN = (
    "new", "forum", "plan", "--arg", "title=总是迟到", "--arg", "on=2025-09-24", "--arg",
    "place=305", "--arg", "host=person-1",
)  # fmt: skip


@pytest.fixture
def forum(school: Run) -> Run:
    """The school with a forum, `forum-4`, that is called."""
    assert school(*PLAN).code == 0
    assert school("do", "forum-4", "call", "--arg", "closes=2025-09-20").code == 0
    return school


def test_a_forum_is_planned_called_and_contributed_to_by_typing(forum: Run) -> None:
    said = ("--arg", "kind=puzzle", "--arg", "title=迟到", "--arg", "class_list=王小芳")
    more = ("--arg", "class_list=李雷", "--as", "1001", "--json")
    contribute = ("do", "forum-4", "contribute", *said, *more, "--arg")
    refused = forum(*contribute, "text=小芳又迟到了").data
    assert [one["code"] for one in refused["refusals"]] == ["deidentify.pupil_named"]
    made = forum(*contribute, "text=小 A又迟到了").data["view"]["fields"]["contributions"]
    assert [(one["by"], one["names_compared"]) for one in made] == [("person-1", 2)]


def test_what_can_be_done_is_listed_and_why_not_the_rest(forum: Run) -> None:
    data = forum("can", "forum-4", "--json").data
    assert {"sign_in", "extend", "hold"} & {step["name"] for step in data["can"]} == {
        "sign_in",
        "extend",
    }
    cannot = {step["name"]: step["refusals"] for step in data["cannot"]}
    assert [one["code"] for one in cannot["hold"]] == [
        "attendance.not_over",
        "attendance.nobody_signed_in",
    ]


def test_ballots_are_typed_as_lists_in_a_list(forum: Run) -> None:
    box = ("--arg", "voters=person-1", "--arg", "ballots=[[1],[]]", "--json")
    data = forum("do", "forum-4", "count_ballots", *box).data
    assert [one["code"] for one in data["refusals"]] == ["lifecycle.wrong_state"]


def test_a_forum_is_explained(forum: Run) -> None:
    assert forum("explain", "forum-4").out.startswith("Forum: Called [forum-4]\n")


APPLY = (
    "new", "visit", "apply", "--as", "1001", "--arg", "leader=person-1", "--arg",
    "companions=person-2", "--arg", "destination=城东中学", "--arg", "purpose=主题班会", "--arg",
    "starts=2025-10-09", "--arg", "ends=2025-10-10", "--arg", "level=city",
)  # fmt: skip


def test_a_visit_is_applied_for_and_approved_by_typing(school: Run) -> None:
    made = school(*APPLY, "--arg", "budget=1200.50", "--json").data["view"]["fields"]
    assert (made["companions"], made["budget"], made["level"]) == (["person-2"], "1200.50", "city")
    data = school("can", "visit-4", "--as", "1001", "--json").data
    assert [step["name"] for step in data["can"]] == ["name_cover", "cancel"]
    told = school("explain", "visit-4").out
    assert told.startswith("Visit: Applied [visit-4]\n")


def test_a_budget_that_is_no_amount_is_refused(school: Run) -> None:
    ran = school(*APPLY, "--arg", "budget=0.001", "--json")
    assert [one["code"] for one in ran.data["refusals"]] == ["attendance.bad_amount"]


HOST = (
    "new", "seminar", "apply", "--as", "1001", "--arg", "title=家校共育", "--arg", "level=city",
    "--arg", "organiser=市教研院", "--arg", "lead=person-1", "--arg", "starts=2025-10-09", "--arg",
    "ends=2025-10-10", "--arg", "place=报告厅", "--arg", "capacity=5", "--arg", "safety_plan=1",
    "--arg", "budget=3000",
)  # fmt: skip
TASKS = '[{"id":"hall","what":"w","assignee":"person-2","due":"2025-10-08"}]'


@pytest.fixture
def seminar(school: Run, tmp_path: Path) -> Run:
    """The school with a seminar, `seminar-4`, that is approved."""
    with (tmp_path / "homeroom.toml").open("a", encoding="utf-8") as settings:
        settings.write('[actors.head-1]\nroles = ["principal"]\n')
    assert school(*HOST).code == 0
    approve = ("do", "seminar-4", "approve", "--as", "head-1", "--arg", "document=2")
    assert school(*approve).code == 0
    return school


def test_a_seminar_is_prepared_and_registered_for_by_typing(seminar: Run) -> None:
    lead = ("do", "seminar-4")
    made = seminar(*lead, "prepare", "--arg", f"tasks={TASKS}", "--json").data
    assert made["view"]["fields"]["tasks"][0]["assignee"] == "person-2"
    assert seminar(*lead, "register_unit", "--arg", "unit=城东中学", "--arg", "seats=4").code == 0
    own = ("register_staff", "--arg", "people=person-1", "--arg", "people=person-2", "--json")
    refused = seminar(*lead, *own).data
    assert [one["code"] for one in refused["refusals"]] == ["seminar.full"]
    assert seminar(*lead, "finish", "--as", "1002", "--arg", "task=hall").code == 0
    told = seminar("explain", "seminar-4").out
    assert told.splitlines()[1] == "  Getting ready: due on 2025-09-25 [seminar-4]"


def test_a_seminar_is_called_off_with_numbers_of_registrations(seminar: Run) -> None:
    data = seminar("can", "seminar-4", "--json").data
    assert [step["name"] for step in data["can"]] == ["prepare", "cancel"]
    off = ("do", "seminar-4", "cancel", "--arg", "notice=3", "--arg", "notified=1", "--arg")
    assert seminar(*off, "notified=2", "--reason", "storm", "--json").data["to"] == "cancelled"


@pytest.fixture
def lesson(school: Run) -> Run:
    """The school with a lesson of person-1, `demonstration-6`, for which nobody has a seat yet."""
    details = '{"name":"王芳","homeroom_years":"6","counted_on":"2025-09-01"}'
    assert school("do", "person-1", "update", "--arg", f"details={details}").code == 0
    details = '{"name":"韩梅","grade":"七年级","work_since":"2024-08-01"}'
    new = ("new", "person", "register", "--arg", "staff_no=1003", "--arg", f"details={details}")
    assert school(*new, "--arg", "roles=teacher").code == 0
    announce = ("new", "demonstration", "announce", "--arg", "title=信任", "--arg", "host=person-1")
    where = ("--arg", "on=2025-09-24", "--arg", "place=305", "--arg", "seats=30")
    assert school(*announce, *where).code == 0
    return school


def test_a_grade_is_enrolled_for_a_lesson_by_typing(lesson: Run) -> None:
    enrol = ("do", "demonstration-6", "enrol", "--arg")
    made = lesson(*enrol, "grade=七年级", "--json").data["view"]["fields"]["registrations"]
    assert [(one["person"], one["young"]) for one in made] == [("person-5", True)]
    refused = lesson(*enrol, "people=person-2", "--json").data["refusals"]
    assert [one["code"] for one in refused] == ["demonstration.young_teachers_first"]
    told = lesson("explain", "demonstration-6").out
    assert told.splitlines()[1] == (
        "  Seats: 1 of 30 taken, 1 of them by young teachers [demonstration-6]"
    )


def test_what_a_teacher_can_do_with_a_lesson_is_listed(lesson: Run) -> None:
    data = lesson("can", "demonstration-6", "--as", "1003", "--json").data
    assert [step["name"] for step in data["can"]] == ["register"]
    cannot = {step["name"]: step["refusals"] for step in data["cannot"]}
    assert [one["code"] for one in cannot["enrol"]] == ["lifecycle.not_granted"]
