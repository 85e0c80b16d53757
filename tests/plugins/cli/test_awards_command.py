from pathlib import Path

from cli_runs import Run

PLUGIN = """
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import award_policy
from homeroom_core.text import Text

STAR = AwardLevel(id="star", label=Text("之星", "之星", "Star"), count=1)

@award_policy("star", label=Text("年度之星", "年度之星", "Star of the year"),
              policy=AwardPolicy(levels=(STAR,)))
def star(request):
    return {request.standings[-1].entry: "star"}

def homeroom_award_policies():
    return [star]
"""


def test_award_policies_are_listed_with_their_plugins(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "homeroom.toml").write_text('plugins = ["ours.py"]', encoding="utf-8")
    found = run("awards", "--json").data["award_policies"]
    assert [(one["name"], one["plugin"], one["own_way"]) for one in found] == [
        ("class_meeting_prizes", "homeroom", False),
        ("paper_prizes", "homeroom", False),
        ("project_approvals", "homeroom", False),
        ("skills_prizes", "homeroom", False),
        ("star", "ours", True),
    ]
    assert "年度之星" in run("awards", "--language", "zh-Hans").out


def test_a_policy_is_written_as_terms_take_it(run: Run) -> None:
    data = run("awards", "project_approvals").data
    assert (data["name"], data["minimum_score"], data["levels"][0]["id"]) == (
        "project_approvals",
        "60",
        "approved",
    )
    assert run("awards", "pizes").code == 3
