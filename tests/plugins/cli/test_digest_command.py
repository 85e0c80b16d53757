from hashlib import sha256
from pathlib import Path

from cli_runs import Run


def test_a_file_has_the_digest_of_its_bytes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(b"\x00paper")
    (tmp_path / "other.docx").write_bytes(b"")
    ran = run("digest", "paper.docx", "other.docx")
    assert ran.out.splitlines() == [
        sha256(b"\x00paper").hexdigest() + "  paper.docx",
        sha256(b"").hexdigest() + "  other.docx",
    ]
    assert run("digest", "paper.docx", "--json").data == {
        "paper.docx": sha256(b"\x00paper").hexdigest()
    }


def test_files_that_are_not_there_are_all_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(b"")
    ran = run("digest", "a.docx", "paper.docx", "b.docx", "--json")
    assert (ran.code, [fault["where"] for fault in ran.data["faults"]]) == (2, ["a.docx", "b.docx"])
