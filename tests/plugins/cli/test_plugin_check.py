"""`homeroom plugin check`, over whole plugins."""

from pathlib import Path

import pytest
from cli_runs import Run
from hypothesis import configuration

SOUND = '''
"""The mean of the cards."""
from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text


@scoring_method("our_mean", label=Text("本校平均", "本校平均", "Our mean"))
def our_mean(request):
    return {
        entrant.id: sum(
            (request.card_step(entrant, card).value for card in request.by_entry[entrant.id]),
            Fraction(0),
        ) / len(request.by_entry[entrant.id])
        for entrant in request.entrants
    }


def homeroom_scoring_methods():
    return [our_mean]
'''
RULES = """
from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.rule import Rule
from homeroom_core.text import Text

LABEL = Text("工作年限", "工作年限", "Years of work")
RULE = Rule(id="our.years", label=LABEL, fact="work_years", comparator="<", boundary=number(5))


def homeroom_eligibility_rules():
    return [RuleSet(id="our_rules", label=LABEL, rules=(RULE,))]
"""
FEW = ("--examples", "1")


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    path = tmp_path / "ours.py"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_a_sound_plugin_passes(run: Run, plugin: Path) -> None:
    ran = run("plugin", "check", "ours.py", *FEW)
    assert (ran.code, ran.out, ran.err) == (0, "scoring method our_mean: 19 laws hold\n", "")


def test_it_leaves_nothing_where_it_was_called(
    run: Run, plugin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str | None] = []
    monkeypatch.setattr(configuration, "set_hypothesis_home_dir", said.append)
    monkeypatch.delenv("HYPOTHESIS_STORAGE_DIRECTORY", raising=False)
    plugin.write_text(RULES, encoding="utf-8")
    assert run("plugin", "check", "ours.py", *FEW).out == "rule set our_rules: 8 laws hold\n"
    folder, nowhere = said
    assert (nowhere, Path(str(folder)).exists()) == (None, False)
    assert plugin.parent not in Path(str(folder)).parents


def test_a_broken_plugin_is_told_what_is_wrong(run: Run, plugin: Path) -> None:
    plugin.write_text(SOUND.replace("Fraction(0),", "Fraction(1),"), encoding="utf-8")
    ran = run("plugin", "check", "ours.py", *FEW)
    assert ran.code == 1
    assert (
        "✗ scoring.full_marks  Full marks from everybody give the rubric's full points" in ran.out
    )
    assert "  at: our_mean  " in ran.out
    assert "ours.py:9\n" in ran.out
    assert "  found: e1: 901/9\n" in ran.out
    assert ran.out.endswith("\n1 law is broken.\n")


def test_in_chinese(run: Run, plugin: Path) -> None:
    plugin.write_text(RULES, encoding="utf-8")
    ran = run("plugin", "check", "ours.py", *FEW, "--language", "zh-Hans")
    assert ran.out == "资格规则 our_rules：8 条规则成立\n"


def test_as_json(run: Run, plugin: Path) -> None:
    plugin.write_text(SOUND.replace("Fraction(0),", "Fraction(1),"), encoding="utf-8")
    ran = run("plugin", "check", "ours.py", *FEW, "--json")
    found = {one["law"]: one for one in ran.data["findings"]}
    assert (ran.code, ran.data["sound"]) == (1, False)
    assert found["scoring.full_marks"]["found"] == "e1: 901/9"
    assert (found["scoring.full_marks"]["file"], found["scoring.full_marks"]["line"]) == (
        str(plugin),
        9,
    )
    assert {one["holds"] for one in ran.data["laws"]} == {True, False, None}


def test_a_plugin_that_cannot_be_loaded_is_a_finding(run: Run, plugin: Path) -> None:
    plugin.write_text("import homeroom_core\n\nraise SystemExit(7)\n", encoding="utf-8")
    ran = run("plugin", "check", "ours.py")
    assert ran.code == 1
    assert "✗ plugin.loads  The plugin can be loaded as an office loads it." in ran.out
    assert f"{plugin}:3" in ran.out


def test_a_misspelt_hook_is_a_finding(run: Run, plugin: Path) -> None:
    plugin.write_text("def homeroom_scoring_method():\n    return []\n", encoding="utf-8")
    ran = run("plugin", "check", "ours.py")
    assert ran.code == 1
    assert "there is: homeroom_scoring_methods" in ran.out


def test_a_folder_with_a_project(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "scores" / "src" / "our_scores_of_a_test"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(RULES, encoding="utf-8")
    (tmp_path / "scores" / "pyproject.toml").write_text(
        '[project]\nname = "scores"\nversion = "1"\n'
        '[project.entry-points.homeroom]\nscores = "our_scores_of_a_test"\n',
        encoding="utf-8",
    )
    ran = run("plugin", "check", "./scores", *FEW)
    assert (ran.code, ran.out) == (0, "rule set our_rules: 8 laws hold\n")


def test_an_installed_plugin_by_its_name(run: Run) -> None:
    ran = run("plugin", "check", "calendars", "--examples", "0")
    assert ran.code == 0


def test_a_plugin_without_any_hook_is_a_finding(run: Run, plugin: Path) -> None:
    plugin.write_text("x = 1\n", encoding="utf-8")
    ran = run("plugin", "check", "ours.py")
    assert (ran.code, "✗ plugin.loads" in ran.out) == (1, True)


@pytest.mark.parametrize("named", ["nonesuch", "nonesuch.py", "./nonesuch"])
def test_what_is_not_there(run: Run, named: str) -> None:
    ran = run("plugin", "check", named)
    assert (ran.code, ran.err.startswith(f"error: plugin {named}: ")) == (5, True)


def test_without_the_extra_it_says_which(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name="hypothesis")

    monkeypatch.setattr("homeroom_plugins.cli.plugin_check.import_module", missing)
    ran = run("plugin", "check", "calendars")
    assert ran.code == 5
    assert ran.err == (
        "error: plugins are checked by the testing kit, which is not installed: "
        'pip install "homeroom[cli,testing]"\n'
    )


LOANS = (Path(__file__).parents[2] / "sound_plugins" / "loan.py").read_text(encoding="utf-8")


def test_names_without_words_are_a_hint_and_no_fault(run: Run, plugin: Path) -> None:
    plugin.write_text(
        LOANS.replace('"borrower": Text("借用人", "借用人", "Borrower"),', ""), encoding="utf-8"
    )
    ran = run("plugin", "check", "ours.py", "--examples", "1", "--json")
    assert ran.code == 0
    assert (
        "loan_sound: people would read these as they are: Loan.borrower. Give them words in "
        "field_labels, or in field_codes for codes." in ran.data["hints"]
    )


def test_a_step_that_nobody_can_make_is_a_hint(run: Run, plugin: Path) -> None:
    nobody = LOANS.replace("target=GRANTED, by=staff", "target=GRANTED, by=staff.but_not(staff)")
    plugin.write_text(nobody, encoding="utf-8")
    ran = run("plugin", "check", "ours.py", "--examples", "8")
    assert ran.code == 0
    assert "Hint: loan_sound: nobody came to make 'grant' (you (" in ran.out


def test_what_is_left_out_for_want_of_time_is_told(run: Run, plugin: Path) -> None:
    plugin.write_text(LOANS, encoding="utf-8")
    ran = run("plugin", "check", "ours.py", "--within", "0.001", "--json")
    assert [one["law"] for one in ran.data["laws"] if one["cut_short"]] == ["lifecycle.walks"]
