from pathlib import Path

import pytest

from homeroom_core.errors import InputError
from homeroom_plugins.cli.handed_in_files import from_toml, read_file


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("a.toml", "a = ", "-"),
        ("a.json", "{", "line 1, column 2"),
        ("a.csv", "id,id\n1,2\n", "1"),
        ("a.csv", "id,\n1,2\n", "1"),
        ("a.csv", "id\n1\n2,3\n", "3"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(
    name: str, text: str, where: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / name)
    assert (caught.value.source, [fault.where for fault in caught.value.faults]) == (name, [where])


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / "nowhere.csv")
    assert caught.value.source == "nowhere.csv"


def test_toml_keeps_digits_and_days() -> None:
    data = "a = [8.50, 1]\n[b]\nat = 2025-09-01T08:00:00+08:00\non = 2025-09-01\n"
    assert from_toml(data, source="x") == {
        "a": ["8.50", 1],
        "b": {"at": "2025-09-01T08:00:00+08:00", "on": "2025-09-01"},
    }
