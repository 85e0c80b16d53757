import tomllib
from pathlib import Path

import pytest
from cli_runs import Run

from homeroom_plugins.cli.config import read_file


def test_init_writes_settings_and_the_store(run: Run, tmp_path: Path) -> None:
    ran = run("init", "--org", "no1", "--as", "clerk-1", "--name", '第一"中学"\\', "--json")
    assert (ran.code, ran.data) == (
        0,
        {
            "file": str(tmp_path / "homeroom.toml"),
            "store": "sqlite:///school.db",
            "org": "no1",
            "as": "clerk-1",
        },
    )
    assert (tmp_path / "school.db").is_file()
    written = tomllib.loads((tmp_path / "homeroom.toml").read_text(encoding="utf-8"))
    assert written == {
        "store": "sqlite:///school.db",
        "org": "no1",
        "as": "clerk-1",
        "language": "en",
        "organizations": {"no1": {"name": '第一"中学"\\'}},
        "actors": {"clerk-1": {"roles": ["moral_education_office"]}},
    }


def test_what_init_wrote_is_understood_and_works_at_once(run: Run, tmp_path: Path) -> None:
    assert run("init").code == 0
    assert read_file(tmp_path / "homeroom.toml").store == f"sqlite:///{tmp_path}/school.db"
    ran = run("list", "person")
    assert (ran.code, ran.out) == (0, "Person: 0\n")


def test_init_remembers_the_language_it_was_called_in(run: Run) -> None:
    ran = run("init", "--language", "zh-Hant")
    assert "下一步：homeroom roster import 名冊.csv" in ran.out
    assert run("list", "person").out == "教職員：0 筆\n"


def test_init_refuses_to_overwrite(run: Run, tmp_path: Path) -> None:
    (tmp_path / "homeroom.toml").write_text("# mine", encoding="utf-8")
    ran = run("init", "--json")
    assert (ran.code, ran.data["error"]) == (1, "refused")
    assert [refusal["code"] for refusal in ran.data["refusals"]] == ["init.file_exists"]
    assert (tmp_path / "homeroom.toml").read_text(encoding="utf-8") == "# mine"
    assert not (tmp_path / "school.db").exists()


def test_init_leaves_an_existing_store_as_it_is(school: Run, tmp_path: Path) -> None:
    (tmp_path / "homeroom.toml").unlink()
    assert school("init", "--org", "s1").code == 0
    assert len(school("list", "person", "--json").data["records"]) == 2


def test_a_folder_below_has_settings_of_its_own(run: Run, tmp_path: Path) -> None:
    assert run("init", environ={"HOMEROOM_ORG": "from-environ"}).code == 0
    settings = read_file(tmp_path / "homeroom.toml")
    assert settings.org == "from-environ"


@pytest.mark.parametrize(
    ("words", "code", "places"),
    [
        (["--store", "memory:", "--as", "王 芳"], 2, ["--store", "--as"]),
        (["--org", "one two"], 2, ["--org, HOMEROOM_ORG"]),
    ],
)
def test_init_refuses_bad_input(
    words: list[str], code: int, places: list[str], run: Run, tmp_path: Path
) -> None:
    ran = run("init", "--json", *words)
    assert (ran.code, [fault["where"] for fault in ran.data["faults"]]) == (code, places)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("store", ["nosuch:x", "sqlite:///no/such/folder/school.db"])
def test_init_with_a_store_that_cannot_be_opened_writes_nothing(
    store: str, run: Run, tmp_path: Path
) -> None:
    assert run("init", "--store", store).code == 5
    assert list(tmp_path.iterdir()) == []
