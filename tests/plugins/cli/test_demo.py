"""`homeroom demo`: the whole story, as a user would run it."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from homeroom_core.office import Office
from homeroom_core.text import LANGUAGES
from homeroom_core.training.contest_records import AWARDED, Contest
from homeroom_core.training.contest_scoring import standings_of
from homeroom_core.training.growth_plan import ACTIVE, GrowthPlan
from homeroom_plugins.cli.demo.story import ORG
from homeroom_plugins.cli.root import homeroom


def run(*words: str) -> Result:
    return CliRunner().invoke(homeroom, list(words))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    result = run("demo", "--out", str(folder), "--json")
    assert result.exit_code == 0, result.output
    (folder / "said.json").write_text(result.output, encoding="utf-8")
    return folder


def said(played: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((played / "said.json").read_text(encoding="utf-8"))
    return loaded


def test_the_chain_is_sound_and_everything_is_counted(played: Path) -> None:
    answer = said(played)
    with Office.open(f"sqlite:///{played / 'school.db'}") as office:
        assert list(office.verify(ORG)) == []
        assert answer["entries"] == len(office.feed(ORG))
    assert answer["flaws"] == []


def test_sixty_plans_are_in_force_and_one_was_adjusted(played: Path) -> None:
    with (
        Office.open(f"sqlite:///{played / 'school.db'}") as office,
        office.reading(ORG) as reading,
    ):
        plans = list(reading.find(GrowthPlan))
    assert Counter(str(plan.state) for plan in plans) == {ACTIVE: 60}
    assert sorted(len(plan.versions) for plan in plans) == [1] * 59 + [2]


def test_eighteen_entries_get_two_four_and_five_awards(played: Path) -> None:
    with (
        Office.open(f"sqlite:///{played / 'school.db'}") as office,
        office.reading(ORG) as reading,
    ):
        (contest,) = reading.find(Contest)
        again = standings_of(contest, reading, office.plugins)
    assert contest.state == AWARDED
    assert Counter(c.level for c in contest.certificates) == {"first": 2, "second": 4, "third": 5}
    assert len(contest.order) == 18
    assert contest.tally is not None
    assert [p.total for p in contest.tally.placings] == [s.total for s in again.standings]


def test_every_expected_refusal_is_told(played: Path) -> None:
    events = said(played)["events"]
    assert isinstance(events, list)
    assert sum(event["refused"] for event in events) == 7


def test_a_second_run_into_the_same_folder_is_refused(played: Path) -> None:
    result = run("demo", "--out", str(played))
    assert result.exit_code == 2
    assert "school.db" in result.output


def test_the_commands_work_in_the_folder_it_leaves(
    played: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(played)
    assert run("verify").exit_code == 0
    assert "Awarded" in run("--language", "en", "list", "contest").output


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_every_language(language: str, tmp_path: Path) -> None:
    result = run("--language", language, "demo", "--out", str(tmp_path / language))
    assert result.exit_code == 0
    assert {"zh-Hans": "颁奖", "zh-Hant": "頒獎", "en": "awards given"}[language] in result.output
