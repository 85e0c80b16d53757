"""`homeroom portfolio`: a teacher's whole record, filtered for whoever reads it."""

import re

import click

from homeroom_core.errors import Fault, InputError, RecordNotFoundError
from homeroom_core.office import Office
from homeroom_core.school_year import SchoolYear
from homeroom_core.text import Text
from homeroom_core.training.person import Person
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.page import WRITTEN, write_page
from homeroom_plugins.cli.said import SaidOption

_YEAR = Text("学年，如 2025-2026", "學年，如 2025-2026", "a school year, such as 2025-2026")


@command(
    Text(
        "一位教师的成长档案：其参与的各类记录，按学年和种类排列，只含您可以看到的内容。",
        "一位教師的成長檔案：其參與的各類記錄，按學年和種類排列，只含您可以檢視的內容。",
        "The portfolio of a teacher: the records of every kind in which they take part, by school "
        "year and kind, as far as you may see them.",
    ),
    click.Argument(["person"]),
    SaidOption(
        "--year",
        metavar="YEAR",
        text=Text(
            "只含在这一学年开始的记录，如 2025-2026",
            "只含在這一學年開始的記錄，如 2025-2026",
            "Only what began in this school year, such as 2025-2026.",
        ),
    ),
    SaidOption(
        "--page",
        metavar="FILE",
        text=Text(
            "另存为可打印的网页（HTML）；同名的网页会被替换",
            "另存為可列印的網頁（HTML）；同名的網頁會被取代",
            "Write it as a page to print (HTML); a page of that name is replaced.",
        ),
    ),
)
def portfolio(here: Invocation, *, person: str, year: str | None, page: str | None) -> None:
    """Show a portfolio."""
    within = None if year is None else school_year(year)
    with here.office() as office:
        whose = _id_of(here, office, person)
        found = office.portfolio(here.org, whose, to=here.actor(office), year=within)
        if page is not None:
            told = office.portfolio_page(here.org, found, here.language)
            write_page(here.outside.folder / page, told, "homeroom portfolio")
    if page is not None:
        here.answer({**found.to_json(here.language), "page": page}, lambda: _say_page(here, page))
        return

    def show() -> None:
        for line in found.told().lines(here.language):
            here.say(line)

    here.answer(found.to_json(here.language), show)


def school_year(typed: str) -> SchoolYear:
    """The school year that was typed: `2025`, or both of its years.

    >>> str(school_year("2025-2026"))
    '2025-2026'

    Raises:
        InputError: It is none.
    """
    matched = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", typed)
    if matched is None or (matched[2] and int(matched[2]) != int(matched[1]) + 1):
        raise InputError("homeroom portfolio", (Fault("--year", typed, _YEAR),))
    return SchoolYear(int(matched[1]))


def _id_of(here: Invocation, office: Office, person: str) -> str:
    """The id of somebody who was named by it or by their staff number."""
    with office.reading(here.org) as reading:
        try:
            return reading.get(Person, person).id
        except RecordNotFoundError:
            return next((one.id for one in reading.find(Person, staff_no=person)), person)


def _say_page(here: Invocation, page: str) -> None:
    here.say(WRITTEN.format(page=page))
