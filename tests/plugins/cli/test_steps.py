import json
from pathlib import Path

import pytest
from cli_runs import Run

GOALS = '[{"id":"g1","title":"t","measure":"m","due":"2026-06-01","dimension":"conduct"}]'
OURS = """
import attrs
from attrs.validators import ge
from homeroom_core.grants import staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.record import Record
from homeroom_core.text import Text

HUNG = State("hung", "挂", "掛", "Hung")

@attrs.frozen(kw_only=True)
class Lamp(Record):
    kind = "lamp"
    label = Text.same("Lamp")
    height: int = attrs.field(validator=ge(1))

lamp = Lifecycle(Lamp, states=(HUNG,), initial=HUNG, final=(HUNG,))

@lamp.creation(by=staff, label=Text.same("Hang"))
def hang(act, *, height: int):
    return Lamp(id=act.new_id, org=act.org, state=HUNG, height=height)

lamp.seal()

def homeroom_lifecycles():
    return [lamp]
"""
WRITE = ("do", "growth_plan-3", "write", "--as", "1001", "--arg", "diagnosis=d")


def test_can_says_what_is_open_and_what_it_asks_for(school: Run) -> None:
    data = school("can", "growth_plan-3", "--as", "1001", "--json").data
    assert (data["record"], data["actor"]) == ("growth_plan-3", "person-1")
    assert [(step["name"], step["reason_required"]) for step in data["can"]] == [
        ("write", False),
        ("withdraw", True),
    ]
    assert data["can"][0]["arguments"] == [
        {"name": "diagnosis", "type": "str", "required": True},
        {"name": "goals", "type": "tuple[Goal, ...]", "required": True},
    ]


def test_can_says_why_not_the_rest(school: Run) -> None:
    data = school("can", "growth_plan-3", "--as", "1001", "--json").data
    codes = {step["name"]: [r["code"] for r in step["refusals"]] for step in data["cannot"]}
    assert codes["submit"] == ["growth_plan.no_diagnosis", "growth_plan.too_few_goals"]
    assert codes["approve"] == ["lifecycle.wrong_state", "lifecycle.not_granted"]
    few = data["cannot"][0]["refusals"][1]
    assert (few["measured"], few["required"], few["remedy"]) == (0, 1, "write at least 1")


def test_can_says_each_thing_once_and_groups_the_rest(school: Run) -> None:
    lines = school("can", "growth_plan-3", "--as", "1001", "--language", "zh-Hans").out.splitlines()
    assert lines[0] == "您现在可以："
    assert any("--reason（须写理由）" in line for line in lines)
    at = lines.index("还不能：")
    assert lines[at + 1 : at + 4] == [
        "  submit（提交）",
        "    - 没有自我诊断；请用 write 填写",
        "    - 只有0个目标；至少写1个目标",
    ]
    at = lines.index("现在是“草稿”，以下步骤属于其他状态：")
    assert "  已提交、已修订待批：send_back（退回）、approve（批准）" in lines[at + 1 :]
    assert not any("现在可做" in line for line in lines)


def test_can_says_whose_the_open_steps_are(school: Run) -> None:
    lines = school("can", "growth_plan-3").out.splitlines()
    at = lines.index("Others can:")
    assert lines[at + 1] == "  the owner: write (Write)"


def test_can_says_so_when_there_is_nothing(school: Run) -> None:
    ran = school("can", "person-1", "--as", "visitor-1", "--language", "zh-Hant")
    assert ran.out.startswith("現在沒有您可做的步驟。\n由他人操作：\n  德育處、校長：")


def test_a_step_is_made_with_arguments_in_pairs_and_in_json(school: Run) -> None:
    ran = school(*WRITE, "--arg", f"goals={GOALS}", "--json")
    assert (ran.code, ran.data["from"], ran.data["to"], ran.data["version"]) == (
        0,
        "draft",
        "draft",
        2,
    )
    assert ran.data["view"]["fields"]["goals"] == json.loads(GOALS)
    whole = json.dumps({"goals": []})
    assert school(*WRITE, "--args", whole, "--json").data["view"]["fields"]["goals"] == []


def test_arguments_are_read_from_standard_input(school: Run) -> None:
    ran = school(*WRITE[:-2], "--args", "-", input=f'{{"diagnosis": "d", "goals": {GOALS}}}')
    assert (ran.code, "      Measure: m" in ran.out.splitlines()) == (0, True)


def test_a_step_tells_what_changed_and_what_is_next(school: Run) -> None:
    school(*WRITE, "--arg", f"goals={GOALS}")
    ran = school("do", "growth_plan-3", "submit", "--as", "1001", "--language", "zh-Hans")
    assert ran.out.splitlines() == [
        "已提交：growth_plan-3",
        "  草稿 → 已提交，第 3 版",
        "接下来可以：",
        "  您：withdraw（撤回）",
        "  德育处或该教师的顾问（本人除外）：send_back（退回）",
        "  德育处（本人除外）：approve（批准）、assign_advisor（指定顾问）",
        "  还不能：confirm（纳入方案）；原因见 homeroom can growth_plan-3",
    ]


def test_steps_that_wait_for_something_are_named_with_the_next_ones(school: Run) -> None:
    data = school(*WRITE, "--arg", "goals=[]", "--json").data
    assert (data["next"][0]["steps"], data["later"]) == (
        ["write", "withdraw"],
        ["submit", "confirm"],
    )


def test_a_step_shows_the_fields_that_it_changed(school: Run) -> None:
    ran = school(*WRITE, "--arg", f"goals={GOALS}")
    assert ran.out.splitlines()[:5] == [
        "Write: done, growth_plan-3",
        "  Draft, version 2",
        "  Self-diagnosis: d",
        "  Goals",
        "    g1: t",
    ]


def test_a_step_tells_what_changed_as_data(school: Run) -> None:
    data = school(*WRITE, "--arg", f"goals={GOALS}", "--json").data
    assert data["changed"] == ["diagnosis", "goals"]
    assert data["next"][0] == {"who": "you", "steps": ["write", "submit", "withdraw"]}


def test_a_new_record_is_told_in_short(school: Run) -> None:
    ran = school("new", "person", "register", "--arg", "staff_no=9", "--arg", "details.name=赵六")
    assert ran.out.splitlines()[:4] == [
        "Register: done, person-4",
        "  In post, version 1",
        "  Staff number: 9",
        "  Recognised by peers: no",
    ]
    assert "  … the rest: homeroom show person-4" in ran.out.splitlines()


def test_somebody_may_be_named_by_staff_number(school: Run) -> None:
    dates = ("--arg", "starts=2025-09-01", "--arg", "ends=2028-08-31")
    new = ("new", "growth_plan", "draft", "--arg", "title=x", *dates, "--json")
    made = school(*new, "--arg", "teacher.staff_no=1002")
    assert made.data["view"]["fields"]["teacher"] == "person-2"
    ran = school(*new, "--arg", "teacher.staff_no=1009")
    assert (ran.code, [fault["found"] for fault in ran.data["faults"]]) == (2, ["1009"])


def test_a_refused_step_gives_all_reasons_and_writes_nothing(school: Run) -> None:
    ran = school("do", "growth_plan-3", "submit", "--as", "1001", "--json")
    assert (ran.code, ran.data["error"]) == (1, "refused")
    assert [r["code"] for r in ran.data["refusals"]] == [
        "growth_plan.no_diagnosis",
        "growth_plan.too_few_goals",
    ]
    assert school("show", "growth_plan-3", "--json").data["version"] == 1
    chinese = school("do", "growth_plan-3", "submit", "--as", "1001", "--language", "zh-Hans")
    assert (chinese.out, chinese.err) == (
        "",
        "错误：growth_plan-3 不能“提交”：没有自我诊断（请用 write 填写）；"
        "只有0个目标（至少写1个目标）\n",
    )


def test_a_step_that_owes_a_reason_is_refused_without_one(school: Run) -> None:
    ran = school("do", "growth_plan-3", "withdraw", "--as", "1001", "--json")
    assert [r["code"] for r in ran.data["refusals"]] == ["lifecycle.reason_required"]
    assert school("do", "growth_plan-3", "withdraw", "--as", "1001", "--reason", "r").code == 0


@pytest.mark.parametrize(
    ("words", "code", "places"),
    [
        (["write"], 2, ["diagnosis", "goals"]),
        (["write", "--arg", "diagnose=x", "--args", '{"diagnosis":1,"goals":[]}'], 2,
         ["diagnose", "diagnosis"]),
        (["write", "--args", "{"], 2, ["line 1, column 2"]),
        (["submit", "--arg", "x"], 2, ["--arg"]),
        (["submit", "--expect", "7"], 2, ["--expect"]),
    ],
)  # fmt: skip
def test_bad_arguments_are_all_named(
    words: list[str], code: int, places: list[str], school: Run
) -> None:
    ran = school("do", "growth_plan-3", *words, "--as", "1001", "--json")
    assert (ran.code, [fault["where"] for fault in ran.data["faults"]]) == (code, places)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["growth_plan-3", "publish"], "there is no transition 'publish'"),
        (["growth_plan-9", "submit"], "has no record growth_plan-9"),
    ],
)
def test_what_is_not_there_is_not_found(words: list[str], message: str, school: Run) -> None:
    ran = school("do", *words)
    assert (ran.code, message in ran.err) == (3, True)


@pytest.mark.parametrize("transition", ["submit", "no_such_step"])
def test_a_step_on_a_hidden_record_tells_nothing_of_it(transition: str, school: Run) -> None:
    hidden = school("do", "growth_plan-3", transition, "--as", "1002")
    missing = school("do", "growth_plan-9", transition, "--as", "1002")
    assert hidden.code == missing.code == 3
    assert hidden.err.replace("growth_plan-3", "growth_plan-9") == missing.err


def test_a_step_on_a_version_that_is_past_is_a_conflict(school: Run) -> None:
    school(*WRITE, "--arg", f"goals={GOALS}")
    late = ("--arg", "diagnosis=late", "--arg", "goals=[]", "--expect", "1", "--json")
    ran = school(*WRITE[:-2], *late)
    assert (ran.code, ran.data["error"]) == (4, "conflict")
    assert (ran.data["expected"], ran.data["stored"]) == (1, 2)
    assert ran.data["attempted"] == {"diagnosis": "late", "goals": []}
    assert ran.data["current"] == {"diagnosis": "d", "goals": json.loads(GOALS)}


def test_a_step_on_the_version_that_was_seen_is_made(school: Run) -> None:
    assert school(*WRITE, "--arg", "goals=[]", "--expect", "1").code == 0
    assert school(*WRITE, "--arg", "goals=[]", "--expect", "2").code == 0


def test_a_record_is_created(school: Run) -> None:
    new = ("new", "person", "register", "--arg", "staff_no=1003", "--arg", 'details={"name":"x"}')
    ran = school(*new, "--arg", "roles=teacher", "--arg", "roles=advisor", "--json")
    assert (ran.code, ran.data["record"], ran.data["from"], ran.data["to"]) == (
        0,
        "person-4",
        None,
        "in_post",
    )
    assert ran.data["view"]["fields"]["roles"] == ["advisor", "teacher"]


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["person", "register", "--arg", "staff_no=1001", "--arg", 'details={"name":"x"}'], 1, "refused"),
        (["person", "register", "--arg", "staff_no=9", "--arg", "details={}"], 2, "input"),
        (["person", "register", "--arg", "staff_no=9", "--arg", 'details={"name":""}'], 2, "input"),
        (["person", "hire"], 3, "unknown"),
        (["staff", "register"], 3, "unknown"),
        (["person"], 2, "input"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_created_is_refused(
    words: list[str], code: int, error: str, school: Run
) -> None:
    ran = school("new", *words, "--json")
    assert (ran.code, ran.data["error"]) == (code, error)


def test_what_a_record_itself_refuses_is_bad_input(school: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(OURS, encoding="utf-8")
    path = tmp_path / "homeroom.toml"
    path.write_text(f'plugins = ["ours.py"]\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    assert school("new", "lamp", "hang", "--arg", "height=3").code == 0
    ran = school("new", "lamp", "hang", "--arg", "height=0")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: hang has 1 fault(s): \n  hang: found '-', accepted: 'height' must be >= 1: 0\n"
    )


def test_roles_of_the_settings_come_before_those_of_the_person(school: Run, tmp_path: Path) -> None:
    path = tmp_path / "homeroom.toml"
    known = path.read_text(encoding="utf-8")
    path.write_text(
        f'{known}\n[actors.person-1]\nroles = ["moral_education_office"]\n', encoding="utf-8"
    )
    new = ("new", "person", "register", "--arg", "staff_no=7", "--arg", 'details={"name":"x"}')
    assert school(*new, "--as", "person-1").code == 0
    assert school(*new, "--as", "1001").code == 1


def test_a_creation_that_is_not_named_is_answered_with_those_there_are(school: Run) -> None:
    ran = school("new", "contest", "--language", "zh-Hans")
    assert ran.code == 2
    assert "call（发通知）、call_under_scheme（按方案发通知）" in ran.err


def test_bad_arguments_are_answered_with_where_to_look(school: Run) -> None:
    ran = school("new", "scheme", "draft", "--arg", "title=x")
    assert ran.err.endswith("`homeroom lifecycle scheme draft` shows how each is written\n")


def test_what_a_step_asks_for_is_said_in_words(school: Run) -> None:
    ran = school("can", "person-1", "--language", "zh-Hans")
    assert "roles：多个：文字；recognised_by_peers：是或否（可省）" in ran.out
    assert "details：基本信息" in ran.out
    assert "homeroom lifecycle person 步骤" in ran.out


def test_a_step_takes_a_file(school: Run, tmp_path: Path) -> None:
    (tmp_path / "目标.csv").write_bytes(
        "id,title,measure,due,dimension\ng1,公开课,评议记录,2026.6.30,competence\n".encode("gbk")
    )
    ran = school("do", "growth_plan-3", "write", "--as", "1001", "--arg", "diagnosis=x",
                 "--arg", "goals=@目标.csv", "--json")  # fmt: skip
    assert (ran.code, ran.data["view"]["fields"]["goals"][0]["due"]) == (0, "2026-06-30")


def test_a_contest_is_called_with_a_sample_file_that_was_filled_in(
    school: Run, tmp_path: Path
) -> None:
    sample = school("lifecycle", "contest", "call").out
    filled = sample.replace("2025-09-01", "2025-12-01").replace('id = "…"', 'id = "first"')
    filled = filled.replace("[awards.levels.label]", "count = 2\n[awards.levels.label]")
    (tmp_path / "call.toml").write_text(filled.replace("…", "班会"), encoding="utf-8")
    ran = school("new", "contest", "call", "--args", "@call.toml", "--json")
    assert (ran.code, ran.data["to"]) == (0, "called"), ran.out


def test_scoring_is_named_by_a_rubric_that_comes_with_one(school: Run) -> None:
    ran = school("new", "contest", "call", "--arg", "scoring=nothing")
    assert (ran.code, "rubric that comes with a way of scoring" in ran.err) == (3, True)


@pytest.mark.parametrize("typed", ["1002", "李雷"])
def test_whose_record_it_is_has_to_be_on_the_roster(typed: str, school: Run) -> None:
    dates = ("--arg", "starts=2025-09-01", "--arg", "ends=2028-08-31")
    new = ("new", "growth_plan", "draft", "--arg", "title=x", *dates)
    ran = school(*new, "--arg", f"teacher={typed}", "--json")
    said = "the id, that is person-2; or the staff number: teacher.staff_no=1002"
    assert (ran.code, ran.data["faults"]) == (
        2,
        [{"where": "teacher", "found": typed, "accepted": said}],
    )
    nobody = school(*new, "--arg", "teacher=person-9")
    assert "the id of somebody on the roster" in nobody.err
    assert len(school("list", "growth_plan", "--json").data["records"]) == 1
