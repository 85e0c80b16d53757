"""`homeroom demo`: the whole year, as a user would run it; it is played twice here and no more."""

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
from homeroom_core.training.nomination import RECEIVED, Nomination
from homeroom_plugins.cli.demo.story import DISTRICT, ORG
from homeroom_plugins.cli.root import homeroom

FIRST_DAYS = "2025-09-01"
"""Up to here the year takes a moment."""


def run(*words: str) -> Result:
    return CliRunner().invoke(homeroom, list(words))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    result = run("--language", "en", "demo", "--out", str(folder), "--json")
    assert result.exit_code == 0, result.output
    (folder / "said.json").write_text(result.output, encoding="utf-8")
    return folder


def said(played: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((played / "said.json").read_text(encoding="utf-8"))
    return loaded


def refusals(played: Path) -> list[str]:
    events = said(played)["events"]
    assert isinstance(events, list)
    return [event["text"] for event in events if event["refused"]]


def opened(played: Path) -> Office:
    return Office.open(f"sqlite:///{played / 'school.db'}")


def test_the_journals_are_sound_and_every_result_is_the_same_again(played: Path) -> None:
    answer = said(played)
    with opened(played) as office:
        assert [list(office.verify(org)) for org in (ORG, DISTRICT)] == [[], []]
        assert answer["entries"] == sum(len(office.feed(org)) for org in (ORG, DISTRICT))
    assert answer["flaws"] == []
    assert answer["same"] == answer["results"] != 0


def test_the_days_only_go_forward(played: Path) -> None:
    events = said(played)["events"]
    assert isinstance(events, list)
    days = [event["on"] for event in events]
    assert days == sorted(days)
    assert days[0] == "2025-08-25"


def test_sixty_plans_are_in_force_and_some_were_revised(played: Path) -> None:
    with opened(played) as office, office.reading(ORG) as reading:
        plans = list(reading.find(GrowthPlan))
    assert Counter(str(plan.state) for plan in plans) == {ACTIVE: 60}
    assert Counter(len(plan.versions) for plan in plans) == {1: 54, 2: 6}


def test_eighteen_of_sixty_reach_the_final_and_get_two_four_and_five_prizes(played: Path) -> None:
    with opened(played) as office, office.reading(ORG) as reading:
        preliminary, final = list(reading.find(Contest))[:2]
        again = standings_of(final, reading, office.plugins)
    assert {contest.state for contest in (preliminary, final)} == {AWARDED}
    assert (len(preliminary.order), len(preliminary.certificates)) == (60, 18)
    assert Counter(c.level for c in final.certificates) == {"first": 2, "second": 4, "third": 5}
    assert (final.follows, len(final.order)) == (preliminary.id, 18)
    assert final.tally is not None
    assert [p.total for p in final.tally.placings] == [s.total for s in again.standings]


def test_the_district_has_the_three_winners_once(played: Path) -> None:
    with opened(played) as office, office.reading(DISTRICT) as reading:
        states = [str(nomination.state) for nomination in reading.find(Nomination)]
    assert states == [RECEIVED] * 3


@pytest.mark.parametrize(
    "why",
    [
        "opened while no scheme was in force",
        "comments are taken until 2025-09-18",
        "the teacher already has an open plan",
        "the term would end on 2035-10-09",
        "the preliminary contest contest-",
        "a name of the class list stands in: text",
        "did not win in the preliminary contest",
        "does not score contest_entry-",
        "sheets missing (18)",
        "sheets not yet counted and found right by a second person (1)",
        "the notice is 'Open'",
        "all places are taken",
        "Similarity: found 30.0 %",
        "Similarity: found 41.5 %",
        "two of them are 21.5 points apart",
        "but not the owner",
        "goals not on track: g2",
        "Years as homeroom teacher: found 0 years",
    ],
)
def test_what_the_year_has_to_refuse_is_refused(played: Path, why: str) -> None:
    assert [text for text in refusals(played) if why in text]


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


def test_fast_leaves_nothing_out(played: Path, tmp_path: Path) -> None:
    result = run("--language", "en", "demo", "--fast", "--out", str(tmp_path / "fast"))
    assert result.exit_code == 0
    assert f"verified: all {said(played)['entries']} journal entries are sound." in result.output
    assert "2025-09-01" not in result.output
    assert "the tutorial goes on from here" in result.output


def test_it_stops_on_the_day_it_is_told(tmp_path: Path) -> None:
    result = run("demo", "--out", str(tmp_path / "part"), "--until", FIRST_DAYS, "--json")
    assert result.exit_code == 0
    assert json.loads(result.output)["events"][-1]["on"] == FIRST_DAYS


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    result = run("--language", "en", "demo", "--out", str(tmp_path / "none"), "--until", "soon")
    assert result.exit_code == 2
    assert "a date, such as 2025-12-05" in result.output


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_every_language(language: str, tmp_path: Path) -> None:
    folder = str(tmp_path / language)
    result = run("--language", language, "demo", "--out", folder, "--until", FIRST_DAYS)
    assert result.exit_code == 0
    wanted = {"zh-Hans": "岗前培训开班", "zh-Hant": "崗前培訓開班", "en": "training begins"}
    assert wanted[language] in result.output
