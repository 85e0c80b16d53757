from pathlib import Path

import pytest
from cli_runs import Run

from homeroom_core.families import SHEETS
from homeroom_core.plugins import Plugins
from homeroom_core.text import LANGUAGES
from homeroom_plugins import rubrics
from homeroom_plugins.rubrics import bundled_sheets, bundled_text

LABEL = 'label = { zh_hans = "项目", zh_hant = "項目", en = "Item" }'
LATE = '{ id = "late", points = 1, label = { zh_hans = "迟到", zh_hant = "遲到", en = "Late" } }'
PUBLISHED = (10, 5, 10, 15, 5, 10, 10, 10, 5, 10, 5)
HOURS = """
from homeroom_core.sheets.computed import share_of_target
from homeroom_core.text import Text

HOURS = share_of_target("hours", label=Text("学时", "學時", "Hours"), done="done", target="asked")

def homeroom_computed_criteria():
    return [HOURS]
"""
SETTINGS = """
store = "memory:"
plugins = ["hours.py"]
"""


def ledger(total: int) -> str:
    """A published monthly list of eleven items, which states no total; they make 95."""
    items = "".join(
        f'[[items]]\nid = "i{number}"\n{LABEL}\nmaximum = {most}\ndeductions = [{LATE}]\n'
        for number, most in enumerate(PUBLISHED)
    )
    return f"""
model = "deduction_ledger"
id = "second_school"
version = "1"
total = {total}
source = "published list"
title = {{ zh_hans = "月度考核", zh_hant = "月度考核", en = "Monthly" }}
{items}"""


def composite(part: str) -> str:
    return f"""
model = "composite"
id = "mine"
version = "1"
total = 5
source = "ours"
title = {{ zh_hans = "考核", zh_hant = "考核", en = "Ours" }}

[[parts]]
id = "p"
{LABEL}
maximum = 5
{part}
"""


@pytest.fixture
def write(tmp_path: Path) -> "Writer":
    return Writer(tmp_path)


class Writer:
    """Writes files into the folder of the run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str, text: str) -> str:
        (self._folder / name).write_text(text, encoding="utf-8")
        return name


def test_a_published_list_that_makes_95_is_refused_with_both_sums(run: Run, write: Writer) -> None:
    ran = run("rubric", "check", write("monthly.toml", ledger(100)), "--language", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "monthly.toml has 1 fault(s)" in ran.err
    assert "the items add up to 95, the total says 100" in ran.err
    assert run("rubric", "check", write("monthly.toml", ledger(95))).code == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hans", "各项合计 95，总分写的是 100"),
        ("zh-Hant", "各項合計 95，總分寫的是 100"),
    ],
)
def test_faults_are_said_in_the_language_of_the_user(
    language: str, words: str, run: Run, write: Writer
) -> None:
    file = write("monthly.toml", ledger(100))
    assert words in run("rubric", "check", file, "--language", language).err


def test_every_fault_of_a_file_is_listed_with_its_place(run: Run, write: Writer) -> None:
    text = ledger(100).replace('en = "Late"', 'en = ""', 1).replace('id = "i2"', 'id = "i 2"')
    ran = run("rubric", "check", write("monthly.toml", text), "--json")
    assert ran.code == 2
    assert [fault["where"] for fault in ran.data["faults"]] == [
        "items[0].deductions[0].label.en",
        "items[2].id",
        "total",
    ]


def test_a_sound_file_is_told_by_kind_points_and_digest(run: Run, write: Writer) -> None:
    file = write("monthly.toml", ledger(95))
    ran = run("rubric", "check", file, "--language", "en")
    assert ran.out.startswith(
        "monthly.toml: in order. second_school, version 1, deduction ledger, 95 points, structure "
    )
    data = run("rubric", "check", file, "--json").data
    assert (data["model"], data["points"], data["policy"]) == ("deduction_ledger", "95", None)
    assert (len(data["structure_digest"]), data["id_is_bundled"]) == (64, False)


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ('use = "nowhere"\nsheet_total = 100', "a sheet there is: advisor_yearly_review"),
        ('use = "paper_review"\nsheet_total = 90', "'paper_review' is out of 100"),
        ('use = "mine"\nsheet_total = 5', "does not lead back to this one"),
        ('computed = "hours"', "a computed criterion that a plugin provides: -"),
    ],
)
def test_what_a_sheet_takes_its_points_from_has_to_be_there(
    part: str, problem: str, run: Run, write: Writer
) -> None:
    ran = run("rubric", "check", write("mine.toml", composite(part)), "--language", "en")
    assert (ran.code, problem in ran.err) == (2, True), ran.err


def test_a_computed_criterion_of_a_plugin_is_known(run: Run, write: Writer) -> None:
    write("hours.py", HOURS)
    write("homeroom.toml", SETTINGS)
    assert run("rubric", "check", write("mine.toml", composite('computed = "hours"'))).code == 0


def test_all_bundled_sheets_are_listed(run: Run) -> None:
    data = run("rubric", "list", "--json").data
    assert [row["id"] for row in data["sheets"]] == sorted(one.id for one in bundled_sheets())
    assert {row["model"] for row in data["sheets"]} == {
        "judged",
        "deduction_ledger",
        "merit_points",
        "composite",
    }
    assert data == run("rubric", "list", "--format", "json").data
    assert "班主任月度量化考核" in run("rubric", "list", "--language", "zh-Hans").out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", Plugins(rubrics).names(SHEETS))
def test_every_bundled_sheet_can_be_shown(id: str, language: str, run: Run) -> None:
    ran = run("rubric", "show", id, "--language", language)
    assert (ran.code, ran.err) == (0, "")
    assert f"({id}, " in ran.out or f"（{id}，" in ran.out


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("annual_appraisal_five_dimensions", ["at least 10 answers", "shown, never counted", "on top", "from monthly_quantified_appraisal", "-3"]),
        ("backbone_title_merit_points", ["only the highest", "one fact, one item", "of the last 5 school years", "3 years (without a gap up to now), 1 for each further one"]),
        ("monthly_quantified_appraisal", ["may be switched off", "× 0.6"]),
        ("studio_assessment_member", ["one fact, one part", "added up until full"]),
        ("advisor_yearly_review", ["confidential", "0 to 25 in steps of 0.5"]),
    ],
)  # fmt: skip
def test_a_sheet_shows_how_its_points_are_made(id: str, words: list[str], run: Run) -> None:
    out = " ".join(run("rubric", "show", id, "--language", "en").out.split())
    assert [one for one in words if one not in out] == []


def test_a_sheet_is_shown_whole_in_json(run: Run) -> None:
    data = run("rubric", "show", "monthly_quantified_appraisal", "--json").data
    assert (data["model"], data["total"], len(data["items"])) == ("deduction_ledger", "100", 4)
    assert len(data["structure_digest"]) == 64


def test_a_sheet_that_nobody_provides_is_refused_with_those_there_are(run: Run) -> None:
    ran = run("rubric", "show", "talk", "--language", "en")
    assert (ran.code, "no sheet 'talk'" in ran.err) == (3, True), ran.err
    assert "themed_class_meeting_contest" in ran.err


def test_a_bundled_sheet_is_copied_with_its_comments_and_passes_the_check(
    run: Run, tmp_path: Path
) -> None:
    ran = run("rubric", "copy", "paper_review", "ours.toml", "--language", "en")
    assert (ran.code, "ours.toml is written" in ran.out) == (0, True)
    assert (tmp_path / "ours.toml").read_text(encoding="utf-8") == bundled_text("paper_review")
    checked = run("rubric", "check", "ours.toml", "--language", "en")
    assert checked.out.splitlines()[1].startswith("Its id is that of a bundled sheet")
    assert run("rubric", "check", "ours.toml", "--json").data["policy"] == "mean"


def test_a_copy_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text("mine", encoding="utf-8")
    ran = run("rubric", "copy", "paper_review", "ours.toml")
    assert ran.code == 2
    assert (tmp_path / "ours.toml").read_text(encoding="utf-8") == "mine"


def test_only_bundled_sheets_are_copied(run: Run, tmp_path: Path) -> None:
    assert run("rubric", "copy", "talk", "ours.toml").code == 3
    assert not (tmp_path / "ours.toml").exists()


def test_ids_are_never_broken_into_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    words = run("rubric", "list").out.split()
    assert {sheet.id for sheet in bundled_sheets()} <= set(words)
    assert "late_with_serious_effect" in run("rubric", "show", "monthly_quantified_appraisal").out
