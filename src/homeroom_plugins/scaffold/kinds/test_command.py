"""What the command prints."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from homeroom_plugins.cli.root import homeroom

from homeroom_plugins.scaffold.kinds.command import teachers


def run(command: click.Command, *words: str) -> str:
    """What a command prints that ends well."""
    done = CliRunner().invoke(command, [*words, "--language", "en"])
    assert done.exit_code == 0, done.output
    return done.output


def test_it_lists_the_teachers_of_a_subject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(homeroom, "init", "--org", "school-1", "--as", "clerk")
    for number, subject in (("T1", "语文"), ("T2", "数学")):
        details = f'details={{"name": "Teacher {number}", "subject": "{subject}"}}'
        words = ("--arg", f"staff_no={number}", "--arg", details)
        run(homeroom, "new", "person", "register", *words)
    assert run(teachers, "语文") == "person-1 Teacher T1\n"
    assert run(teachers, "体育") == ""
