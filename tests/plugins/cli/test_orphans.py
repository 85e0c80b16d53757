"""Orphaned records on the command line: their plugin is gone, or not active."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from cli_runs import Run

from homeroom_core.office import Office
from homeroom_core.people import OFFICE, TEACHER, Actor
from homeroom_core.training.person import Details, register

LOANS = '''
from typing import ClassVar

import attrs

from homeroom_core.change import change
from homeroom_core.grants import staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.record import Record
from homeroom_core.text import Text

LENT = State("lent", "已借出", "已借出", "Lent")
BACK = State("back", "已归还", "已歸還", "Back")


@attrs.frozen(kw_only=True)
class Loan(Record):
    kind: ClassVar[str] = "loan"
    label: ClassVar[Text] = Text("借用", "借用", "Loan")
    indexed: ClassVar[tuple[str, ...]] = ("borrower", "shelf")

    borrower: str
    title: str
    shelf: int = 1


loan = Lifecycle(Loan, states=(LENT, BACK), initial=LENT, final=(BACK,))


@loan.creation(by=staff, label=Text("借出", "借出", "Lend"))
def lend(act, *, borrower: str, title: str, shelf: int = 1) -> Loan:
    """Lend something."""
    return Loan(
        id=act.new_id, org=act.org, state=LENT, borrower=borrower, title=title, shelf=shelf
    )


@loan.transition(source=LENT, target=BACK, by=staff, label=Text("归还", "歸還", "Take back"))
def take_back(loan: Loan, act) -> Loan:
    """Take it back."""
    return change(loan)


loan.seal()


def homeroom_lifecycles():
    return [loan]
'''

SETTINGS = """\
store = "sqlite:///school.db"
org = "s1"
as = "head-1"
language = "en"
{plugins}
[organizations.s1]
name = "School 1"
{more}
[actors.office-1]
roles = ["moral_education_office"]
[actors.head-1]
roles = ["principal"]
[actors.visitor-1]
roles = []
"""

NOW = dt.datetime(2025, 9, 10, 8, tzinfo=dt.UTC)
READERS = "organizations.s1.orphan_readers in homeroom.toml"


def settle(folder: Path, plugins: str = "", more: str = "") -> None:
    settings = SETTINGS.format(plugins=plugins, more=more)
    (folder / "homeroom.toml").write_text(settings, encoding="utf-8")


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plugin, and a store with two people and two loans of the plugin."""
    folder = tmp_path_factory.mktemp("left")
    (folder / "loans.py").write_text(LOANS, encoding="utf-8")
    clerk, teacher = Actor.of("office-1", OFFICE), Actor.of("person-1", TEACHER)
    with Office.open(
        f"sqlite:///{folder}/school.db", files=[folder / "loans.py"], clock=lambda: NOW
    ) as office:
        loan = office.lifecycle("s1", "loan")
        lend, take_back = loan.creations["lend"], loan.transitions["take_back"]
        with office.desk("s1", by=clerk) as desk:
            for number, name in (("1001", "王芳"), ("1002", "李雷")):
                details = Details(name=name)
                desk.create(register, staff_no=number, details=details, roles=frozenset({TEACHER}))
            with desk.acting(teacher):
                made = desk.create(lend, borrower="person-1", title="谈话的艺术", shelf=3)
            desk.create(lend, borrower="person-1", title="Rules")
            desk.apply_because("read", take_back, made)
    return folder


@pytest.fixture
def gone(left: Path, run: Run, tmp_path: Path) -> Run:
    """The school after the plugin was taken out."""
    for file in left.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    settle(tmp_path)
    return run


def needed(run: Run) -> str:
    """What the journal says the plugin is: its digest is also its version."""
    needs = run("show", "loan-3", "--json").data["needs"]
    assert (needs["kind"], needs["plugin"], needs["provider"]) == ("loan", "loans", "")
    assert needs["version"] == needs["digest"][:12]
    return f"loans {needs['version']}"


def note(run: Run) -> str:
    return (
        "orphaned record: no plugin that is active here knows the kind 'loan', so it is told as it "
        "is stored; to read it with labels, go on with it or make its results again, install "
        f"plugin {needed(run)}, which the journal names"
    )


def test_it_is_shown_as_it_is_stored(gone: Run) -> None:
    ran = gone("show", "loan-3")
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "loan loan-3: back, version 2",
            "  borrower: person-1",
            "  title: 谈话的艺术",
            "  shelf: 3",
            note(gone),
        ],
    )
    told = gone("show", "loan-3", "--json").data
    assert (told["state"], told["state_label"], told["hidden"]) == ("back", "back", [])
    assert told["fields"] == {"borrower": "person-1", "title": "谈话的艺术", "shelf": 3}


def test_list_of_them_has_stored_columns(gone: Run) -> None:
    ran = gone("list", "loan")
    lines = [line.split() for line in ran.out.splitlines()]
    assert (ran.code, lines[0], lines[2], lines[3]) == (
        0,
        ["id", "state", "borrower", "title", "shelf"],
        ["loan-3", "back", "person-1", "谈话的艺术", "3"],
        ["loan-4", "lent", "person-1", "Rules", "1"],
    )
    assert ran.out.splitlines()[-2:] == ["loan: 2", note(gone)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--state", "lent"), ["loan-4"]),
        (("--where", "shelf=3"), ["loan-3"]),
        (("--where", "borrower=person-1", "--where", "shelf=1"), ["loan-4"]),
        (("--state", "never"), []),
    ],
)
def test_list_is_narrowed(gone: Run, words: tuple[str, ...], found: list[str]) -> None:
    told = gone("list", "loan", *words, "--json")
    assert (told.code, [one["id"] for one in told.data["records"]]) == (0, found)


def test_field_that_is_not_indexed_is_bad_input(gone: Run) -> None:
    ran = gone("list", "loan", "--where", "title=Rules")
    assert (ran.code, ran.err) == (
        2,
        "error: loan is not indexed by title; it is by borrower, shelf\n",
    )


def test_history_is_told_as_it_is_stored(gone: Run) -> None:
    lines = gone("history", "loan-3").out.splitlines()
    assert "lend" in lines[2]
    assert "王芳 (person-1)" in lines[2]
    assert "take_back" in lines[3]
    assert lines[3].rstrip().endswith("read")
    assert lines[-1] == note(gone)
    told = gone("history", "loan-3", "--json").data["entries"]
    assert [entry["needs"]["plugin"] for entry in told] == ["loans", "loans"]


def test_explanation_is_its_history(gone: Run, tmp_path: Path) -> None:
    lines = gone("explain", "loan-3").out.splitlines()
    assert lines[:2] == ["loan: back [loan-3]", f"  {note(gone)}"]
    assert "    take_back (office-1): 2025-09-10 16:00, back" in lines
    assert gone("explain", "loan-3", "--json").data["needs"]["plugin"] == "loans"
    assert gone("explain", "loan-3", "--page", "loan.html").code == 0
    assert "orphaned record" in (tmp_path / "loan.html").read_text(encoding="utf-8")


def test_portfolio_has_those_in_which_the_person_stands(gone: Run) -> None:
    lines = gone("portfolio", "1001").out.splitlines()
    assert "    loan: 2" in lines
    assert f"      {note(gone)}" in lines
    assert "        title: 谈话的艺术" in lines
    assert "loan" not in gone("portfolio", "1002").out


def test_portfolio_of_another_reader_says_what_is_left_out(gone: Run) -> None:
    for whose in ("1001", "1002"):
        ran = gone("portfolio", whose, "--as", "1001")
        assert "Orphaned records of the organization are left out, whoever takes part" in ran.out
        assert "谈话的艺术" not in ran.out
        told = gone("portfolio", whose, "--as", "1001", "--json").data
        assert [one["kind"] for one in told["left_out"]] == ["loan"]


def test_whoever_made_a_step_sees_their_own_steps(gone: Run) -> None:
    out = gone("show", "loan-3", "--as", "1001").out.splitlines()
    assert out == [
        "loan loan-3: back, version 2",
        note(gone),
        f"you see your own steps; what is in it is open to: Principal ({READERS})",
    ]
    history = gone("history", "loan-3", "--as", "1001").out
    assert ("lend" in history, "take_back" in history, "office-1" in history) == (
        True,
        False,
        False,
    )
    assert "***" in history


@pytest.mark.parametrize("words", [("show",), ("history",), ("explain",), ("can",)])
@pytest.mark.parametrize("id", ["loan-3", "loan-9"])
def test_nobody_else_sees_anything(gone: Run, words: tuple[str, ...], id: str) -> None:
    ran = gone(*words, id, "--as", "visitor-1")
    assert (ran.code, ran.out) == (3, "")
    assert f"install plugin {needed(gone)}" in ran.err
    assert f"may be read by: Principal ({READERS})" in ran.err
    told = gone(*words, id, "--as", "visitor-1", "--json")
    assert (told.data["error"], told.data["needs"]["plugin"]) == ("kind_unknown", "loans")


@pytest.mark.parametrize(
    "words",
    [
        ("can", "loan-3"),
        ("do", "loan-4", "take_back"),
        ("new", "loan", "lend"),
        ("do", "loan", "take_back", "--each", "loans.csv"),
        ("export", "csv", "--kind", "loan"),
    ],
)
def test_nothing_can_be_done_and_it_is_said_why(gone: Run, words: tuple[str, ...]) -> None:
    ran = gone(*words)
    assert (ran.code, ran.out) == (3, "")
    assert "so nothing can be done with them" in ran.err
    assert f"install plugin {needed(gone)}" in ran.err


def test_plugin_that_is_not_active_is_to_be_activated(gone: Run, tmp_path: Path) -> None:
    settle(tmp_path, 'plugins = ["loans.py"]', "plugins = []")
    words = "activate plugin loans, which is installed: add it to organizations.s1.plugins"
    shown = gone("show", "loan-3").out
    assert "title: 谈话的艺术" in shown
    assert words in shown
    for asked in (("can", "loan-3"), ("do", "loan-4", "take_back"), ("new", "loan", "lend")):
        ran = gone(*asked)
        assert (ran.code, words in ran.err) == (3, True)
    assert gone("export", "csv", "--kind", "person").code == 0
    assert gone("verify").code == 0


def test_settings_name_who_may_read_them(gone: Run, tmp_path: Path) -> None:
    settle(tmp_path, more='orphan_readers = ["moral_education_office"]')
    assert "title: Rules" in gone("show", "loan-4", "--as", "office-1").out
    assert gone("show", "loan-3", "--as", "head-1").code == 3


def test_it_is_said_in_three_languages(gone: Run) -> None:
    told = {
        language: gone("show", "loan-3", "--language", language).out
        for language in ("zh-Hans", "zh-Hant")
    }
    assert "孤立记录：现用插件都不认识“loan”这一类" in told["zh-Hans"]
    assert "孤立記錄：現用外掛都不認得「loan」這一類" in told["zh-Hant"]
