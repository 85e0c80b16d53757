"""`homeroom plugin new`: what it writes works at once, and nothing is overwritten."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from cli_runs import Run
from depth import SEEDS, TRIED

from homeroom_core.hookspecs import HOOKS
from homeroom_core.testing.contracts.checking import tasks
from homeroom_core.testing.contracts.targets import Target, load
from homeroom_core.testing.contracts.trying import try_law
from homeroom_plugins import scaffold
from homeroom_plugins.scaffold import KINDS, Kind, module_of, proof_of

DOCS = Path(__file__).parents[3] / "docs"
KINDS_HERE = Path(scaffold.__file__).parent / "kinds"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "check"])  # .ci/run: it is slow
def test_a_file_keeps_every_law_of_what_it_adds(run: Run, tmp_path: Path, kind: str) -> None:
    ran = run("plugin", "new", "our_school", "--kind", kind, "--local")
    assert (ran.code, ran.err) == (0, "")
    target = load(str(tmp_path / "our_school.py"), tmp_path)
    assert isinstance(target, Target)
    found = [
        try_law(task.contract, task.law, task.subject, random_seed=seed, **TRIED)
        for seed in SEEDS
        for task in tasks(target)
    ]
    assert [one.finding for one in found if one.finding] == []
    assert any(one.declined is None for one in found) is (kind != "command")  # it has no laws


def test_a_plugin_that_no_law_is_about_is_not_said_to_contribute_nothing(run: Run) -> None:
    run("plugin", "new", "our_school", "--kind", "command", "--local")
    ran = run("plugin", "check", "our_school.py")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Not checked, as there are no laws for it: command our-school.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_is_packaged_typed_and_tested_under_its_name(
    run: Run, tmp_path: Path, kind: str
) -> None:
    ran = run("plugin", "new", "our_school", "--kind", kind, "--json")
    assert ran.data == {
        "kind": kind,
        "files": [
            f"our_school/{file}"
            for file in (
                "README.md",
                "pyproject.toml",
                "src/our_school/__init__.py",
                "src/our_school/py.typed",
                "tests/test_our_school.py",
            )
        ],
    }
    written = {path: (tmp_path / path).read_text("utf-8") for path in ran.data["files"]}
    project = tomllib.loads(written["our_school/pyproject.toml"])
    assert project["project"]["name"] == "our-school"
    assert project["project"]["entry-points"] == {"homeroom": {"our_school": "our_school"}}
    assert [path for path, text in written.items() if "sample" in text] == []


def test_there_is_a_kind_for_every_hook() -> None:
    assert sorted(kind.hook for kind in KINDS.values()) == sorted(HOOKS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_is_of_its_hook_and_goes_on_in_a_how_to(kind: Kind) -> None:
    assert f"\ndef {kind.hook}(" in module_of(kind, "ours")
    guide = DOCS / "how-to" / f"{kind.guide}.md"
    assert f"def {kind.hook}(" in guide.read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_proof_of_a_project_are_those_that_are_run_here(kind: Kind) -> None:
    here = (KINDS_HERE / f"test_{kind.module}.py").read_text("utf-8")
    there = proof_of(kind, "sample_plugin")
    assert f"homeroom_plugins.scaffold.kinds.{kind.module}" in here
    assert there == here.replace(f"homeroom_plugins.scaffold.kinds.{kind.module}", "sample_plugin")
    assert "\ndef test_" in there


def test_the_page_on_stores_shows_the_store_that_is_written() -> None:
    page = (DOCS / "how-to" / "write-a-store.md").read_text("utf-8")
    assert f"```python folder_store.py\n{module_of(KINDS['storage'], 'folder_store')}```" in page


@pytest.mark.parametrize("kind", ["rule"])  # .ci/run does so with every kind
def test_the_proof_of_a_project_pass_as_it_is_written(run: Run, tmp_path: Path, kind: str) -> None:
    run("plugin", "new", "our_school", "--kind", kind)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path / "our_school",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, " passed in " in done.stdout) == (0, True), done.stdout


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Our-School", "our_school"),
        ("2025", "our_2025"),
        ("my_homeroom", "my"),
        ("homeroom", "our_school"),
        ("class", "our_class"),
        ("../out", "out"),
        ("学校", "our_school"),
        ("json", "our_json"),
        ("attrs", "our_attrs"),
        ("roster", "our_roster"),
        ("ours_", "ours"),
        ("a_homeroom_b", "a_b"),
        ("hohomeroommeroom", "ho_meroom"),
        ("x" * 41, "x" * 36),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_one_that_can(
    run: Run, tmp_path: Path, name: str, near: str
) -> None:
    ran = run("plugin", "new", name)
    assert (ran.code, f"such as {near}\n" in ran.err) == (2, True), ran.err
    assert list(tmp_path.iterdir()) == []
    assert run("plugin", "new", near, "--local").code == 0


@pytest.mark.parametrize("form", [(), ("--local",)])
def test_what_is_there_is_left_alone(run: Run, tmp_path: Path, form: tuple[str, ...]) -> None:
    assert run("plugin", "new", "ours", *form).code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = run("plugin", "new", "ours", "--kind", "rule", *form)
    assert (ran.code, "a name that nothing here has yet" in ran.err) == (2, True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_rubric_plugin_is_thirty_lines_at_most(run: Run, tmp_path: Path) -> None:
    run("plugin", "new", "our_school", "--local")
    assert len((tmp_path / "our_school.py").read_text("utf-8").splitlines()) <= 30


def test_it_speaks_chinese(run: Run) -> None:
    ran = run("plugin", "new", "ours", "--local", "--language", "zh-Hans")
    assert ran.out.splitlines()[:2] == ["已写好 ours.py。", "检查：homeroom plugin check ours.py"]
