"""Sound plugins, tricky ones among them, keep to every law: none is accused."""

from pathlib import Path

import pytest
from depth import SEEDS, TRIED

from homeroom_core.testing.contracts.checking import tasks
from homeroom_core.testing.contracts.targets import Target, load
from homeroom_core.testing.contracts.trying import try_law

FILES = sorted((Path(__file__).parents[2] / "sound_plugins").glob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_nothing_is_found(file: Path) -> None:
    target = load(str(file), file.parent)
    assert isinstance(target, Target), "\n".join(map(str, target.lines()))
    findings = [
        try_law(task.contract, task.law, task.subject, random_seed=seed, **TRIED).finding
        for seed in SEEDS
        for task in tasks(target)
    ]
    told = [str(line) for one in findings if one is not None for line in one.lines()]
    assert told == []
