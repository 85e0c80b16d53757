"""Every plugin of the catalogue is caught by the law that it breaks, whatever the seed."""

from pathlib import Path

import pytest
from depth import SEEDS

from homeroom_core.testing.contracts import storage_processes
from homeroom_core.testing.contracts.checking import tasks
from homeroom_core.testing.contracts.targets import LOADS, Target, load
from homeroom_core.testing.contracts.trying import try_law

CATALOGUE = Path(__file__).parents[2] / "broken_plugins"
FAMILIES = (
    "scoring_methods",
    "tie_breakers",
    "sheets",
    "computed_criteria",
    "lifecycles",
    "hooks",
    "importers",
    "exporters",
    "award_policies",
    "rule_sets",
    "calendars",
    "storage_backends",
)
FILES = sorted(file for family in FAMILIES for file in (CATALOGUE / family).glob("*.py"))


def law_of(file: Path) -> str:
    """The law that a plugin of the catalogue says it breaks."""
    said = next(line for line in file.read_text("utf-8").splitlines() if "BROKEN_LAW = " in line)
    return said.partition('"')[2].rstrip('"')


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for one of these waits in vain."""
    monkeypatch.setattr(storage_processes, "PATIENCE_SECONDS", 1.5)


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}-{file.stem}" for file in FILES])
def test_it_is_caught(file: Path) -> None:
    code = law_of(file)
    target = load(str(file), CATALOGUE)
    if not isinstance(target, Target):
        assert target.law == code == LOADS
        return
    (task,) = [task for task in tasks(target) if task.law.code == code]
    for seed in SEEDS if task.law.drawn else SEEDS[:1]:
        task.subject.known.clear()
        hangs = 1.5 if file.stem == "never_comes_back" else None
        finding = try_law(
            task.contract, task.law, task.subject, random_seed=seed, limit_seconds=hangs
        ).finding
        assert finding is not None
        assert finding.place is not None
        assert Path(finding.place.file).name == file.name
