"""Hypothesis finds the strategies by the entry point, whoever is imported first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
{first}
from hypothesis import strategies as st
from homeroom_core.training.growth_plan_records import GrowthPlan
print(st.from_type(GrowthPlan).example().kind)
"""


@pytest.mark.parametrize(
    "first",
    [
        "import hypothesis",
        "import homeroom_core.testing.registration",
        "from homeroom_core.testing import lifecycle_machine",
    ],
)
def test_a_growth_plan_is_drawn_whatever_is_imported_first(first: str, tmp_path: Path) -> None:
    told = tmp_path / "declares-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: declares\nVersion: 1\n")
    point = "homeroom = homeroom_core.testing.registration:register"
    (told / "entry_points.txt").write_text(f"[hypothesis]\n{point}\n")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(  # noqa: S603  # this very interpreter, on a program of our own
        [sys.executable, "-W", "ignore", "-c", PROGRAM.format(first=first)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
        cwd=tmp_path,
    )
    assert (done.stdout.strip(), done.stderr) == ("growth_plan", "")
