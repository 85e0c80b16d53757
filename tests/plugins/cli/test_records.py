from pathlib import Path

import pytest
from cli_runs import Run


def test_list_shows_a_table_and_counts(school: Run) -> None:
    ran = school("list", "person")
    rows = [line.split() for line in ran.out.splitlines()]
    assert rows[0] == ["Id", "State", "Staff", "number", "Name", "Roles", "Class"]
    assert rows[2:] == [
        ["person-1", "In", "post", "1001", "王芳", "Teacher"],
        ["person-2", "In", "post", "1002", "李雷", "Teacher"],
        ["Person:", "2"],
    ]


def test_list_speaks_chinese(school: Run) -> None:
    ran = school("list", "person", "--language", "zh-Hans")
    assert "状态" in ran.out
    assert "在岗" in ran.out
    assert ran.out.endswith("教职工：2 条\n")


def test_list_in_json_has_stable_keys(school: Run) -> None:
    ran = school("list", "growth_plan", "--json")
    assert list(ran.data) == ["kind", "records"]
    (record,) = ran.data["records"]
    assert list(record) == ["kind", "id", "org", "state", "version", "fields", "hidden"]
    assert (record["id"], record["state"], record["fields"]["title"]) == (
        "growth_plan-3",
        "draft",
        "三年规划",
    )


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--state", "draft"], ["growth_plan-3"]),
        (["--state", "submitted"], []),
        (["--state", "submitted", "--state", "draft"], ["growth_plan-3"]),
        (["--where", "teacher=person-1"], ["growth_plan-3"]),
        (["--where", "teacher=person-1", "--where", "advisor=x"], []),
    ],
)
def test_list_is_narrowed(words: list[str], ids: list[str], school: Run) -> None:
    found = school("list", "growth_plan", "--json", *words).data["records"]
    assert [record["id"] for record in found] == ids


@pytest.mark.parametrize(
    ("actor", "count"), [("office-1", 1), ("1001", 1), ("1002", 0), ("visitor-1", 0)]
)
def test_list_has_only_what_the_actor_may_see(actor: str, count: int, school: Run) -> None:
    ran = school("list", "growth_plan", "--as", actor)
    assert ran.out.splitlines()[-1] == f"Growth plan: {count}"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["plan"], 3, "there is no lifecycle 'plan'"),
        (["person", "--state", "gone"], 3, "there is no state 'gone'"),
        (["person", "--where", "name=x"], 2, "only these fields: staff_no (Staff number)"),
        (["person", "--where", "name"], 2, "name=value"),
        (["person", "--as", "nobody"], 3, "'nobody'"),
        (["person", "--store", "sqlite:////no/such.db"], 5, "it does not exist yet"),
        (["person", "--store", "nosuch:x"], 5, "nosuch"),
        ([], 2, "KIND is missing; see homeroom list --help"),
        (["person", "x"], 2, "there is too much: x"),
    ],
)
def test_list_refuses_bad_input(words: list[str], code: int, message: str, school: Run) -> None:
    ran = school("list", *words)
    assert (ran.code, ran.out, message in ran.err) == (code, "", True)


def test_a_missing_store_is_not_made_by_looking_for_it(school: Run, tmp_path: Path) -> None:
    (tmp_path / "school.db").unlink()
    assert school("list", "person").code == 5
    assert not (tmp_path / "school.db").exists()


def test_without_settings_every_missing_one_is_asked_for(run: Run) -> None:
    ran = run("list", "person", "--json")
    assert (ran.code, [fault["where"] for fault in ran.data["faults"]]) == (2, ["--store"])
    ran = run("list", "person", "--language", "zh-Hans")
    assert "用 --store、HOMEROOM_STORE 或 homeroom.toml 指明" in ran.err


def test_show_lays_out_a_record(school: Run) -> None:
    ran = school("show", "person-1")
    assert ran.out == (
        "Person person-1: In post, version 1\n"
        "  Details\n"
        "    Name: 王芳\n"
        "  Staff number: 1001\n"
        "  Roles: Teacher\n"
        "  Recognised by peers: no\n"
    )


def test_show_says_what_is_hidden(school: Run) -> None:
    ran = school("show", "person-1", "--as", "1002")
    assert "王芳" not in ran.out
    assert "  (hidden from you: Details, Recognised by peers, Sanctions)" in ran.out.splitlines()
    data = school("show", "person-1", "--as", "1002", "--json").data
    assert (data["hidden"], "details" in data["fields"]) == (
        ["details", "recognised_by_peers", "sanctions"],
        False,
    )


def test_show_in_json_has_the_label_of_the_state(school: Run) -> None:
    data = school("show", "growth_plan-3", "--json", "--language", "zh-Hant").data
    assert (data["state"], data["state_label"]) == ("draft", "草稿")


@pytest.mark.parametrize("command", ["show", "history", "can"])
def test_what_is_hidden_looks_like_what_is_not_there(command: str, school: Run) -> None:
    hidden = school(command, "growth_plan-3", "--as", "1002")
    missing = school(command, "growth_plan-9", "--as", "1002")
    assert hidden.code == missing.code == 3
    assert hidden.err.replace("growth_plan-3", "growth_plan-9") == missing.err


def test_history_tells_every_step(school: Run) -> None:
    reason = ("--reason", "换\x1b[2J岗")
    assert school("do", "growth_plan-3", "withdraw", "--as", "1001", *reason).code == 0
    ran = school("history", "growth_plan-3")
    rows = [line.split() for line in ran.out.splitlines()]
    assert rows[0] == ["version", "when", "who", "step", "state", "changed", "reason"]
    assert rows[-1] == [
        *("2", "2025-09-10", "16:00", "王芳", "(person-1)", "Withdraw", "Withdrawn"),
        "换\N{REPLACEMENT CHARACTER}[2J岗",
    ]


def test_somebody_without_a_record_is_called_as_the_settings_say(
    school: Run, tmp_path: Path
) -> None:
    settings = tmp_path / "homeroom.toml"
    named = '[actors.office-1]\nname = "李老师"'
    text = settings.read_text(encoding="utf-8").replace("[actors.office-1]", named)
    settings.write_text(text, encoding="utf-8")
    assert "李老师 (office-1)" in school("history", "person-1").out
    assert "李老师, office-1" in school("explain", "person-1").out


def test_history_in_json_has_the_changes(school: Run) -> None:
    data = school("history", "growth_plan-3", "--json").data
    (entry,) = data["entries"]
    assert (entry["transition"], entry["source"], entry["target"], entry["actor"]) == (
        "draft",
        "",
        "draft",
        "person-1",
    )
    assert entry["fields"]["title"] == "三年规划"


def test_history_hides_what_the_record_hides(school: Run) -> None:
    data = school("history", "person-1", "--as", "1002", "--json").data
    (entry,) = data["entries"]
    assert (entry["hidden"], entry["reason"]) == (
        ["details", "recognised_by_peers", "sanctions"],
        None,
    )
    assert "王芳" not in school("history", "person-1", "--as", "1002").out
    assert "(Details)" in school("history", "person-1", "--as", "1002").out
