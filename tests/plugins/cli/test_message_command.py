"""`homeroom message`: a recommendation written by a school and received by the district."""

import json
from pathlib import Path

import pytest
from cli_runs import Run
from contests import CLERK, MEETING, Story

from homeroom_core.office import Office
from homeroom_core.storage import Storage
from homeroom_core.testing.acts import ORG
from homeroom_core.training import contest as c
from homeroom_core.training import notice as notices
from homeroom_plugins.storage.sqlite import SqliteStorage

SETTINGS = f"""\
store = "sqlite:///school.db"
org = "{ORG}"
as = "office-1"
language = "en"

[organizations.district-1]
level = "district"

[actors.office-1]
roles = ["moral_education_office"]
"""


@pytest.fixture
def contest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Id of an awarded contest whose winners are recommended, in the store of the folder."""
    store: Storage = SqliteStorage.open(f"sqlite:///{tmp_path}/school.db")
    story = Story(storage=store)
    story.proposed()
    notice = story.publicised()
    story.walk.clock.advance(days=9)
    story.walk.apply(MEETING, notices.close, notice, document="2025-7")
    story.do(MEETING, c.award, number_prefix="X")
    story.do(CLERK, c.recommend, to="district-1", entries=story.entries[:2])
    store.close()
    (tmp_path / "homeroom.toml").write_text(SETTINGS, encoding="utf-8")
    return story.id


def test_a_recommendation_is_written_received_twice_and_confirmed(
    run: Run, contest: str, tmp_path: Path
) -> None:
    wrote = run("message", "write", contest, "--to", "district-1", "--out", "m.json")
    assert (wrote.code, wrote.err) == (0, "")
    first = run("message", "receive", "m.json", "--org", "district-1", "--json")
    again = run("message", "receive", "m.json", "--org", "district-1", "--json")
    assert first.data == again.data
    assert len(first.data["nominations"]) == 2
    with Office.open(f"sqlite:///{tmp_path}/school.db") as office:
        assert len(office.feed("district-1")) == 2
    assert run("message", "check", "m.json").code == 0


def test_a_message_that_was_altered_is_not_confirmed(
    run: Run, contest: str, tmp_path: Path
) -> None:
    run("message", "write", contest, "--to", "district-1", "--out", "m.json")
    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    (tmp_path / "m.json").write_text(json.dumps({**data, "digest": "0" * 64}), encoding="utf-8")
    assert run("message", "check", "m.json").code == 1


def test_a_message_for_another_organization_is_refused(run: Run, contest: str) -> None:
    run("message", "write", contest, "--to", "district-1", "--out", "m.json")
    ran = run("message", "receive", "m.json", "--org", ORG, "--json")
    assert (ran.code, ran.data["refusals"][0]["code"]) == (1, "nomination.not_for_us")


@pytest.mark.parametrize("text", ["", "{", '{"sender": 1}', "[]"])
def test_a_file_that_is_no_message_is_told_with_its_place(
    run: Run, contest: str, tmp_path: Path, text: str
) -> None:
    (tmp_path / "m.json").write_text(text, encoding="utf-8")
    ran = run("message", "receive", "m.json", "--org", "district-1")
    assert ran.code == 2
    assert "m.json" in ran.err
