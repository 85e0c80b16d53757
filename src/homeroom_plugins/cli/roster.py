"""`homeroom roster import`: the people of a school, from a CSV file."""

from pathlib import Path

import click

from homeroom_core.codec import JSON
from homeroom_core.dates import school_date
from homeroom_core.office import system_clock
from homeroom_core.school_year import SchoolYear
from homeroom_core.text import Text
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidGroup, SaidOption
from homeroom_plugins.roster import (
    ENCODINGS,
    Encoding,
    ImportReport,
    import_roster,
    read_roster,
    read_table,
    rehearse_roster,
)

_CHANGES = ("added", "updated", "unchanged", "missing")

roster = SaidGroup(
    "roster",
    text=Text("教职工花名册。", "教職員名冊。", "The roster of a school."),
    lazy={},
)


@command(
    Text(
        "导入 CSV 花名册。\n\n人员按工号识别；有任何错误时不写入。重复导入不产生变化。",
        "匯入 CSV 名冊。\n\n人員按教職員編號識別；有任何錯誤時不寫入。重複匯入不產生變化。",
        "Import a roster in CSV.\n\nPeople are told apart by staff number. If anything in it is "
        "wrong, nothing is written; importing it again changes nothing.",
    ),
    click.Argument(["file"], type=click.Path(path_type=Path)),
    SaidOption(
        "--dry-run",
        is_flag=True,
        text=Text("只说明会做什么，不写入", "只說明會做什麼，不寫入", "Say what would be done; write nothing."),
    ),
    SaidOption(
        "--year",
        type=click.IntRange(1, 9998),
        metavar="YEAR",
        text=Text(
            "班级所属学年的起始年份；默认为今天所在的学年",
            "班級所屬學年的起始年份；預設為今天所在的學年",
            "Year in which the school year of its classes begins; that of today by default.",
        ),
    ),
    SaidOption(
        "--encoding",
        type=click.Choice(ENCODINGS),
        text=Text(
            "文件编码；big5 须指明", "檔案編碼；big5 須指明", "Encoding of the file; big5 has to be named."
        ),
    ),
)  # fmt: skip
def import_file(
    here: Invocation, *, file: Path, dry_run: bool, year: int | None, encoding: Encoding | None
) -> None:
    """Import a roster."""
    table = read_table(here.outside.folder / file, encoding=encoding)
    with here.office() as office:
        actor = here.actor(office)
        zone = office.organization(here.org).zone
        today = school_date((here.outside.clock or system_clock)(), zone)
        people = read_roster(table, school_year=SchoolYear(year) if year else SchoolYear.on(today))
        if dry_run:
            report = rehearse_roster(office.desk(here.org, by=actor), people)
        else:
            report = office.transact(here.org, actor, lambda desk: import_roster(desk, people))
    here.answer(_json(here, report, dry_run=dry_run), lambda: _show(here, report, dry_run=dry_run))


roster.add_command(import_file, "import")


def _json(here: Invocation, report: ImportReport, *, dry_run: bool) -> dict[str, JSON]:
    return {
        "source": report.source,
        "encoding": report.encoding,
        "school_year": report.school_year,
        "dry_run": dry_run,
        **{name: list(getattr(report, name)) for name in _CHANGES},
        "steps": report.steps,
        "remarks": [
            {"kind": one.kind, "where": one.where, "text": here.read(one.text)}
            for one in report.remarks
        ],
    }


def _show(here: Invocation, report: ImportReport, *, dry_run: bool) -> None:
    for one in report.remarks:
        here.say(f"  {one.where}{here.read(_COLON)}{here.read(one.text)}")
    here.say(report.text)
    if dry_run:
        here.say(_NOTHING_WRITTEN)


_COLON = Text("：", "：", ": ")
_NOTHING_WRITTEN = Text("（演练，未写入）", "（演練，未寫入）", "(rehearsed; nothing was written)")
