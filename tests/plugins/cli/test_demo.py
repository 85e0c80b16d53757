"""`homeroom demo`: the whole year, as a user would run it; it is played once here and no more."""

import csv
import json
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from homeroom_core.office import Office
from homeroom_core.text import LANGUAGES
from homeroom_core.training.appraisal_records import ARCHIVED, Appraisal, AppraisalRound
from homeroom_core.training.contest_records import AWARDED, Contest
from homeroom_core.training.contest_scoring import standings_of
from homeroom_core.training.growth_plan_records import ACTIVE, DRAFT, SUSPENDED, GrowthPlan
from homeroom_core.training.nomination import RECEIVED, Nomination
from homeroom_core.training.person import ON_LEAVE, Person
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
        assert list(office.verify(DISTRICT)) == []  # the school: test_the_commands_work_...
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
    assert Counter(str(plan.state) for plan in plans) == {ACTIVE: 59, SUSPENDED: 1, DRAFT: 1}
    assert Counter(len(plan.versions) for plan in plans) == {0: 1, 1: 54, 2: 6}


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
        "Professional title: found first_grade",
        "is already led by person-",
        "of the own school: 5 (2 at most)",
        "nobody has agreed to cover",
        "not done yet: hall, papers, guests",
        "it has to be 'Shared'",
    ],
)
def test_what_the_year_has_to_refuse_is_refused(played: Path, why: str) -> None:
    assert [text for text in refusals(played) if why in text]


def test_two_applications_are_refused_for_an_unfinished_project(played: Path) -> None:
    assert sum("not yet finished" in text for text in refusals(played)) == 2


def test_it_ends_with_counts_by_kind_and_state(played: Path) -> None:
    counts = said(played)["counts"]
    assert isinstance(counts, dict)
    wanted = {
        "appraisal": {"archived": 120, "ungraded": 1},
        "appraisal_round": {"decided": 2},
        "forum": {"archived": 2},
        "mentorship": {"active": 5, "graduated": 13, "ended": 1},
        "paper": {"rejected": 2, "awarded": 31, "unplaced": 1, "withdrawn": 1},
        "person": {"in_post": 102, "on_leave": 1},
        "scheme": {"in_force": 1, "superseded": 1},
        "seminar": {"summarised": 1},
        "studio": {"named": 1},
        "visit": {"credited": 1},
    }
    assert {kind: counts[kind] for kind in wanted} == wanted
    assert counts["project"]["closed"] == 3


def test_a_fifth_of_each_grade_group_is_excellent_and_a_sanction_caps_one(played: Path) -> None:
    with opened(played) as office, office.reading(ORG) as reading:
        *_, last = reading.find(AppraisalRound)
        cases = list(reading.find(Appraisal, round=last.id, state=ARCHIVED))
        (warned,) = (person for person in reading.find(Person) if person.sanctions)
    graded = [(case, case.in_force) for case in cases if case.in_force is not None]
    best = Counter(case.group for case, given in graded if given.grade == "excellent")
    assert best == {"七年级": 4, "八年级": 4, "九年级": 4}
    (capped,) = (case for case in cases if case.teacher == warned.id)
    assert capped.in_force is not None
    assert capped.in_force.grade == "pass"
    others = [
        case.score.shown
        for case, given in graded
        if (given.grade, case.group) == ("excellent", capped.group) and case.score is not None
    ]
    assert capped.score is not None
    assert capped.score.shown > min(others)


def test_a_class_that_changed_hands_is_led_without_a_gap_or_overlap(played: Path) -> None:
    with opened(played) as office, office.reading(ORG) as reading:
        (away,) = reading.find(Person, state=ON_LEAVE)
        posts = [
            (post.since, post.until)
            for person in reading.find(Person)
            for post in person.posts
            if post.class_code == away.posts[0].class_code and post.role == "homeroom_teacher"
        ]
    (first_since, first_until), (second_since, _) = sorted(posts)
    assert (first_since, first_until) == (date(2025, 9, 1), date(2026, 3, 2))
    assert second_since == date(2026, 3, 3)


def test_every_file_of_the_archive_has_the_checksum_that_its_index_says(played: Path) -> None:
    folder = played / "archive"
    with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    found = {name: sha256((folder / name).read_bytes()).hexdigest() for name, *_ in rows}
    assert found == {name: checksum for name, _, _, checksum in rows}
    assert {file.name for file in folder.iterdir()} == {*found, "index.csv", "SHA256SUMS"}


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


def test_fast_leaves_nothing_out(tmp_path: Path) -> None:
    words = ("--language", "en", "demo", "--until", FIRST_DAYS, "--out")
    slow = run(*words, str(tmp_path / "slow")).output
    fast = run(*words, str(tmp_path / "fast"), "--fast").output
    assert "2025-09-01" in slow
    assert fast[: fast.index("next:")] == slow[slow.index("\nKind") : slow.index("next:")]
    assert "the tutorial goes on from here" in fast


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
