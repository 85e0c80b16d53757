import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from cli_runs import Run
from results import NOW, a_counted_tin

from homeroom_core.office import Office


def spoil(tmp_path: Path, statement: str) -> None:
    with closing(sqlite3.connect(tmp_path / "school.db")) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_sound_store_is_said_to_be_sound(school: Run) -> None:
    ran = school("verify")
    assert (ran.code, ran.out) == (0, "s1: all 3 entries are sound\n")
    assert school("verify", "--language", "zh-Hans").out == "s1：3 条流水账全部无误\n"


def test_flaws_are_listed_and_the_exit_code_says_so(school: Run, tmp_path: Path) -> None:
    spoil(tmp_path, "UPDATE journal SET payload = replace(payload, '王芳', '王方') WHERE seq = 1")
    ran = school("verify")
    assert ran.code == 1
    assert ran.out.splitlines()[-1] == "s1: 2 of 3 entries are sound; 2 flaw(s) found"
    assert ran.out.splitlines()[0] == "s1, entry 1 (person-1): its contents were altered"


def test_flaws_in_json(school: Run, tmp_path: Path) -> None:
    spoil(tmp_path, "UPDATE record SET state = 'left' WHERE id = 'person-2'")
    data = school("verify", "--json").data
    assert data["organizations"][0].pop("replay")["results"] == 0
    assert data == {
        "sound": False,
        "organizations": [
            {
                "org": "s1",
                "entries": 3,
                "flawed": 1,
                "flaws": [
                    {
                        "seq": 2,
                        "record": "person-2",
                        "problem": "its state or version is not that of its last entry",
                    }
                ],
            }
        ],
    }


def test_every_organization_is_checked_unless_one_is_named(school: Run, tmp_path: Path) -> None:
    new = ("new", "person", "register", "--arg", "staff_no=1", "--arg", 'details={"name":"x"}')
    assert school(*new, "--org", "s2").code == 0
    (tmp_path / "homeroom.toml").write_text('store = "sqlite:///school.db"', encoding="utf-8")
    assert [org["org"] for org in school("verify", "--json").data["organizations"]] == ["s1", "s2"]
    named = school("verify", "--json", "--org", "s2").data["organizations"]
    assert [(org["org"], org["entries"]) for org in named] == [("s2", 1)]


def test_long_work_shows_how_far_it_is(school: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = SimpleNamespace(stderr=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("homeroom_plugins.cli.verify.sys", screen)
    assert school("verify").err == ""
    monkeypatch.setattr("homeroom_plugins.cli.verify._SHOW_FROM", 3)
    assert school("verify").err.strip() == "s1: 3 of 3 entries"


def test_an_empty_store_is_sound(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "homeroom.toml").write_text('store = "sqlite:///school.db"', encoding="utf-8")
    ran = run("verify")
    assert (ran.code, ran.out) == (0, "the store is empty\n")


def test_a_store_that_is_none_cannot_be_verified(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear parents, " * 100, encoding="utf-8")
    ran = run("verify", "--store", f"sqlite:///{tmp_path}/letter.db")
    assert (ran.code, ran.err.startswith("error: store sqlite:///")) == (5, True)


PLUGIN = """
from pathlib import Path
from results import Tins
tins = Tins(rate=int(Path(__file__).with_name("rate.txt").read_text()))
homeroom_lifecycles, homeroom_rubrics = tins.homeroom_lifecycles, tins.homeroom_rubrics
"""


def set_up(tmp_path: Path, code: str, rate: int) -> None:
    """A plugin file, whose digest is its version, and the rate that it reads."""
    (tmp_path / "tins.py").write_text(code, encoding="utf-8")
    (tmp_path / "rate.txt").write_text(str(rate), encoding="utf-8")
    settings = 'store = "sqlite:///school.db"\norg = "s1"\nplugins = ["tins.py"]\n'
    (tmp_path / "homeroom.toml").write_text(settings, encoding="utf-8")


@pytest.fixture
def tinned(run: Run, tmp_path: Path) -> Run:
    """A store with one tin of three coins, counted at a rate of 2."""
    set_up(tmp_path, PLUGIN, rate=2)
    url, files = f"sqlite:///{tmp_path}/school.db", [tmp_path / "tins.py"]
    with Office.open(url, files=files, clock=lambda: NOW) as office:
        a_counted_tin(office)
    return run


def test_results_are_made_again(tinned: Run) -> None:
    ran = tinned("verify")
    assert (ran.code, ran.out.splitlines()[-1]) == (
        0,
        "s1: all 1 stored result(s) made again come to the same",
    )


def test_what_a_newer_version_makes_otherwise_is_listed(tinned: Run, tmp_path: Path) -> None:
    set_up(tmp_path, f"{PLUGIN}# version 2", rate=3)
    ran = tinned("verify")
    assert ran.code == 0
    listed, sound, results = ran.out.splitlines()
    assert listed.startswith("s1: sum of tin-1: a newer version computes it otherwise; ")
    assert sound == "s1: all 5 entries are sound"
    assert results == "s1: of 1 stored result(s) made again, 0 come(s) to the same"
    replay = tinned("verify", "--json").data["organizations"][0]["replay"]
    assert [(one["record"], one["verdict"]) for one in replay["listed"]] == [("tin-1", "newer")]


def test_what_the_same_version_makes_otherwise_is_a_flaw(tinned: Run, tmp_path: Path) -> None:
    set_up(tmp_path, PLUGIN, rate=3)
    ran = tinned("verify")
    assert ran.code == 1
    assert "s1, entry 5 (tin-1): sum of tin-1: made again, it differs" in ran.out
