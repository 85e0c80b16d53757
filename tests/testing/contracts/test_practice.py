"""An author says by HOMEROOM_PRACTICE how records come about that type hints do not make."""

from pathlib import Path

import pytest

from homeroom_core.testing.contracts.checking import tasks
from homeroom_core.testing.contracts.lifecycles import WALKS
from homeroom_core.testing.contracts.targets import Target, load
from homeroom_core.testing.contracts.trying import Outcome, try_law

ROOMS = Path(__file__).parents[2] / "sound_plugins" / "rooms"
SOURCE = (ROOMS / "booking.py").read_text(encoding="utf-8")
PRACTICE = 'HOMEROOM_PRACTICE = "practise_booking:BookingMachine"\n'


def walked(folder: Path, source: str) -> Outcome:
    (folder / "booking.py").write_text(source, encoding="utf-8")
    practice = (ROOMS / "practise_booking.py").read_text(encoding="utf-8")
    (folder / "practise_booking.py").write_text(practice, encoding="utf-8")
    target = load("booking.py", folder)
    assert isinstance(target, Target)
    (task,) = [task for task in tasks(target) if task.law.code == WALKS]
    return try_law(task.contract, task.law, task.subject, examples=3)


def test_it_is_walked_as_its_author_says(tmp_path: Path) -> None:
    outcome = walked(tmp_path, SOURCE)
    assert (outcome.finding, outcome.declined, outcome.tried) == (None, None, 3)


def test_and_again_when_it_is_loaded_anew(tmp_path: Path) -> None:
    for _ in range(2):
        assert walked(tmp_path, SOURCE).tried == 3


def test_without_that_no_record_can_be_made(tmp_path: Path) -> None:
    outcome = walked(tmp_path, SOURCE.replace(PRACTICE, ""))
    assert outcome.declined is not None
    assert "HOMEROOM_PRACTICE" in outcome.declined.en


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("practise_nothing:BookingMachine", "ModuleNotFoundError"),
        ("practise_booking:Machine", "AttributeError"),
    ],
)
def test_what_is_named_and_not_there_is_a_finding(tmp_path: Path, named: str, why: str) -> None:
    source = SOURCE.replace("practise_booking:BookingMachine", named)
    finding = walked(tmp_path, source).finding
    assert finding is not None
    assert why in finding.found.en


def test_a_fault_is_found_on_the_way_that_the_author_says(tmp_path: Path) -> None:
    source = SOURCE.replace('note=f"on {act.on}"', 'note=f"on {act.at.date()}"')
    finding = walked(tmp_path, source).finding
    assert finding is not None
    assert "take the day from act.on" in finding.found.en
