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
            "added": [],
            "made_store": True,
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


def test_init_refuses_where_nothing_is_missing(school: Run, tmp_path: Path) -> None:
    before = (tmp_path / "homeroom.toml").read_text(encoding="utf-8")
    ran = school("init", "--json")
    assert (ran.code, [refusal["code"] for refusal in ran.data["refusals"]]) == (
        1,
        ["init.complete"],
    )
    assert (tmp_path / "homeroom.toml").read_text(encoding="utf-8") == before


def test_init_makes_the_store_that_the_settings_name(run: Run, tmp_path: Path) -> None:
    mine = 'store = "sqlite:///ours.db"\norg = "no1"\nas = "a"\nlanguage = "en"\n'
    mine += '[organizations.no1]\nname = "One"\n[actors.a]\nroles = ["moral_education_office"]\n'
    (tmp_path / "homeroom.toml").write_text(mine, encoding="utf-8")
    assert "homeroom init" in run("list", "person").err
    ran = run("init")
    assert ran.out.splitlines()[0] == f"made the store sqlite:///{tmp_path}/ours.db."
    assert (tmp_path / "homeroom.toml").read_text(encoding="utf-8") == mine
    assert run("list", "person").out == "Person: 0\n"


def test_init_adds_to_settings_what_they_lack(run: Run, tmp_path: Path) -> None:
    mine = '# mine\nplugins = []\n\n[actors.boss]\nroles = ["principal"]\n'
    (tmp_path / "homeroom.toml").write_text(mine, encoding="utf-8")
    ran = run("init", "--org", "no1", "--json")
    assert ran.data["added"] == [
        "store", "org", "as", "language", 'organizations."no1"', 'actors."office"',
    ]  # fmt: skip
    text = (tmp_path / "homeroom.toml").read_text(encoding="utf-8")
    assert mine.rstrip() in text
    written = tomllib.loads(text)
    assert written["actors"]["boss"] == {"roles": ["principal"]}
    assert (written["org"], written["as"]) == ("no1", "office")
    assert run("list", "person").code == 0


def test_init_refuses_settings_that_cannot_be_added_to(run: Run, tmp_path: Path) -> None:
    mine = 'actors = { boss = { roles = ["principal"] } }\n'
    (tmp_path / "homeroom.toml").write_text(mine, encoding="utf-8")
    assert run("init").code == 2
    assert (tmp_path / "homeroom.toml").read_text(encoding="utf-8") == mine
    assert not (tmp_path / "school.db").exists()


def test_init_names_others_who_act_at_once_and_later(run: Run, tmp_path: Path) -> None:
    ran = run("init", "--actor", "head=principal,school_affairs_meeting", "--json")
    assert (ran.code, ran.data["made_store"]) == (0, True)
    ran = run("init", "--actor", "congress=staff_congress")
    assert ran.out.splitlines()[0].endswith('homeroom.toml: actors."congress".')
    assert read_file(tmp_path / "homeroom.toml").actors == {
        "office": {"moral_education_office"},
        "head": {"principal", "school_affairs_meeting"},
        "congress": {"staff_congress"},
    }


def test_init_refuses_actors_that_it_does_not_understand(run: Run, tmp_path: Path) -> None:
    words = [("--actor", one) for one in ("nobody", "x=boss", "x=principal")]
    ran = run("init", *(word for pair in words for word in pair), "--json")
    assert (ran.code, [fault["found"] for fault in ran.data["faults"]]) == (
        2,
        ["nobody", "boss", "x"],
    )
    assert list(tmp_path.iterdir()) == []


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
