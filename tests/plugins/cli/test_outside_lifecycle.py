"""A lifecycle and a calendar of a school's own are nowhere second-class: a year with both."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Ran
from click.testing import CliRunner

from homeroom_plugins.cli.root import homeroom
from homeroom_plugins.cli.said import Outside

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "write-a-lifecycle.md"

CALENDAR = """
from datetime import date

class OurDays:
    name = "ours"

    def is_working_day(self, day: date) -> bool:
        return day.isoweekday() <= 6  # this school works on Saturdays

def homeroom_calendars():
    return [OurDays()]
"""

SETTINGS = """
store = "sqlite:///school.db"
org = "s1"
as = "clerk"
language = "en"
plugins = ["duty.py", "days.py"]

[organizations.s1]
calendar = "ours"

[actors.clerk]
roles = ["moral_education_office"]
[actors.principal]
roles = ["principal"]
[actors.congress]
roles = ["staff_congress"]
"""


class School:
    """Runs of the command line on a day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.today = dt.datetime(2025, 8, 18, 2, tzinfo=dt.UTC)

    def __call__(self, *words: str) -> Ran:
        outside = Outside(environ={}, folder=self.folder, clock=lambda: self.today)
        ran = CliRunner().invoke(homeroom, list(words), obj=outside)
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    def done(self, *words: str) -> Ran:
        """A run that goes well."""
        ran = self(*words)
        assert (ran.code, ran.err) == (0, ""), (words, ran.err)
        return ran

    def json(self, *words: str) -> Any:
        return json.loads(self.done(*words, "--json").out)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    monkeypatch.setenv("COLUMNS", "160")
    found = re.search(r"```python duty.py\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.S)
    assert found is not None
    (tmp_path / "duty.py").write_text(found[1], encoding="utf-8")
    (tmp_path / "days.py").write_text(CALENDAR, encoding="utf-8")
    (tmp_path / "homeroom.toml").write_text(SETTINGS, encoding="utf-8")
    school = School(tmp_path)
    school.done("init")
    for number in (1, 2):
        details = json.dumps({"name": f"T{number}"})
        school.done("new", "person", "register", "--arg", f"staff_no=T{number}",
                    "--arg", "roles=teacher", "--arg", f"details={details}")  # fmt: skip
    return school


def adopt(school: School) -> str:
    """A scheme with terms for the week on duty goes the whole way."""
    drafted = school.done("scheme", "terms", "duty_week", "hours").out
    drafted = drafted.replace("least_rounds = 5", "least_rounds = 2")
    drafted = drafted.replace("sets = []", 'sets = ["duty_week.least_rounds"]')
    drafted = drafted.replace('"…"', '"值周两次巡查"')
    (school.folder / "scheme.toml").write_text(drafted, encoding="utf-8")
    id: str = school.json("new", "scheme", "draft", "--args", "@scheme.toml")["record"]
    school.done("do", id, "consult")
    school.today += dt.timedelta(days=14)
    school.done("do", id, "table", "--as", "principal")
    votes = ("representatives=45", "teachers=30", "present=40", "in_favour=40",
             "against=0", "abstained=0")  # fmt: skip
    given = [word for vote in votes for word in ("--arg", f"vote.{vote}")]
    minutes = ("--arg", "vote.minutes=m")
    school.done("do", id, "vote", "--as", "congress", *given, *minutes)
    school.done("do", id, "put_in_force", "--as", "principal", "--arg", "document=d1",
                "--arg", "effective_on=2025-09-01")  # fmt: skip
    return id


def closed_week(school: School) -> str:
    """A week on duty under the scheme, closed with its hours."""
    school.today = dt.datetime(2025, 9, 1, 2, tzinfo=dt.UTC)
    week: str = school.json("new", "duty_week", "assign", "--arg", "teacher.staff_no=T1",
                            "--arg", "monday=2025-09-01")["record"]  # fmt: skip
    for found in ("clean", "quiet"):
        school.done("do", week, "note_round", "--as", "T1", "--arg", f"found={found}")
    school.done("do", week, "close")
    return week


def test_a_scheme_sets_its_terms_and_its_hours_are_credited(school: School) -> None:
    scheme = adopt(school)
    week = closed_week(school)
    shown = school.done("show", week).out
    assert "Rests on: " in shown
    assert "Fewest rounds: 2" in shown
    assert school.json("show", week)["fields"]["basis"]["scheme"] == scheme
    assert school.json("hours", "log", week)["logged"][0]["hours"] == "2"
    assert school.json("hours", "credit", week)["credited"] == 1
    report = school.json("hours", "report")["people"]
    assert [(one["person"], one["year"]["counted"]) for one in report] == [
        ("person-1", "2"),
        ("person-2", "0"),
    ]


def test_it_is_explained_listed_drawn_exported_and_in_the_portfolio(school: School) -> None:
    adopt(school)
    week = closed_week(school)
    assert school.done("explain", week).out.startswith("Week on duty: 2 rounds, at least 2")
    assert week in school.done("portfolio", "person-1").out
    assert week not in school.done("portfolio", "person-2").out
    assert "Assign" in school.done("lifecycle", "duty_week").out
    assert "on_duty --> closed" in school.done("lifecycle", "duty_week", "--format", "mermaid").out
    assert "duty_week" in school.done("lifecycle").out
    assert school.done("list", "duty_week", "--where", "teacher=person-1").out.endswith(": 1\n")
    heads, row = school.done("export", "csv", "--kind", "duty_week").out.splitlines()
    assert heads.lstrip("\ufeff").startswith("Id,State,Teacher,Monday,Rounds")
    assert row.startswith(f"{week},Closed,T1 (person-1),2025-09-01,")
    assert "clean" in row
    school.done("history", week)
    school.done("can", week)
    assert "1 stored result(s)" in school.done("verify").out


def test_a_later_scheme_is_tried_on_it(school: School) -> None:
    scheme = adopt(school)
    week = closed_week(school)
    terms = school.done("scheme", "terms", "duty_week", "hours").out
    assert "least_rounds = 2" in terms
    changed = terms.replace('hours = "2"', 'hours = "3"').replace("…", "x")
    (school.folder / "next.toml").write_text(changed, encoding="utf-8")
    later = school.json("new", "scheme", "draft", "--args", "@next.toml")["record"]
    (found,) = school.json("scheme", "diff", scheme, later)["differences"]
    assert (found["path"], found["before"], found["after"]) == ("duty_week.hours", "2", "3")
    assert (
        f"{week}: hours would be another"
        in school.done("scheme", "what-if", later, "--of", scheme).out
    )


def test_working_days_are_those_of_the_calendar_the_organization_names(school: School) -> None:
    school.today = dt.datetime(2025, 9, 5, 2, tzinfo=dt.UTC)  # a Friday
    line = '[{"name": "T1", "unit": "", "award": "a"}]'
    notice = school.json("new", "notice", "publish", "--arg", "subject=person-1",
                         "--arg", "title=t", "--arg", f"lines={line}")["record"]  # fmt: skip
    # Five working days, one of them a Saturday.
    assert "Put up until: 2025-09-10" in school.done("show", notice).out


def test_a_calendar_that_nobody_provides_is_an_error_that_lists_the_known(school: School) -> None:
    path = school.folder / "homeroom.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"ours"', '"hours"'), encoding="utf-8")
    ran = school("list", "person")
    assert (ran.code, ran.out) == (2, "")
    assert "organizations.s1.calendar: found 'hours', accepted: one of: china, ours" in ran.err
