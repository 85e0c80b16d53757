"""The hand-over to the archive: results as pages to keep, an index, and a checksum for each file."""

import csv
from hashlib import sha256
from pathlib import Path

from homeroom_core.record import Record
from homeroom_core.training.appraisal_records import AppraisalRound
from homeroom_core.training.contest_records import Contest
from homeroom_core.training.forum_records import Forum
from homeroom_core.training.paper_records import PaperCall
from homeroom_core.training.project_records import ProjectCall
from homeroom_core.training.scheme_records import Scheme
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, ORG, Story

agenda = Agenda()

KINDS: tuple[type[Record], ...] = (Scheme, Contest, PaperCall, ProjectCall, AppraisalRound, Forum)
"""What is kept as a page: of each record how it came to be what it is."""


@agenda.on(2026, 7, 17)
def hand_over(story: Story) -> None:
    """Write the pages, the index and the checksums."""
    folder = story.folder / "archive"
    folder.mkdir()
    titles = {}
    for kind in KINDS:
        for record in story.find(kind):
            name = f"{record.id}.html"
            told = story.office.explain(ORG, record.id, to=OFFICE_CLERK)
            page = story.office.explanation_page(ORG, told, "zh-Hans")
            (folder / name).write_text(page, encoding="utf-8")
            titles[name] = told.explanation.title.zh_hans
    checksum = _write_index(folder, titles)
    story.say(
        f"档案移交：{len(titles)} 个文件，目录 archive/index.csv，目录校验值 {checksum[:16]}…",
        f"檔案移交：{len(titles)} 個檔案，目錄 archive/index.csv，目錄校驗值 {checksum[:16]}…",
        f"handed over to the archive: {len(titles)} files, their index archive/index.csv, its "
        f"checksum {checksum[:16]}…",
    )


def _write_index(folder: Path, titles: dict[str, str]) -> str:
    """Write the index of the files, and the checksums of files and index.

    Returns:
        The checksum of the index.
    """
    index = folder / "index.csv"
    rows = [
        (name, titles[name], (folder / name).stat().st_size, _checksum(folder / name))
        for name in sorted(titles)
    ]
    with index.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("文件", "标题", "字节", "SHA-256"))
        writer.writerows(rows)
    sums = [f"{checksum}  {name}\n" for name, _, _, checksum in rows]
    sums.append(f"{_checksum(index)}  {index.name}\n")
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return _checksum(index)


def _checksum(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
