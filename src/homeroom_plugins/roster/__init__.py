"""Rosters of a school's staff (花名册), from the CSV files that spreadsheets export.

In three steps, each of which can be used alone:

    table = read_table(Path("roster.csv"))
    roster = read_roster(table, school_year=SchoolYear(2025))
    report = office.transact(org, actor, lambda desk: import_roster(desk, roster))

`rehearse_roster` does the last step without writing anything; the importer `roster` does all three.
National identity numbers never get past the first step; columns that are not needed never get past
the second.
"""

from collections.abc import Sequence

from homeroom_core.importing import Importer
from homeroom_core.tables.encoding import ENCODINGS, Encoding
from homeroom_core.tables.place import CellFault, Remark, RemarkKind
from homeroom_core.tables.table import Table, read_table
from homeroom_plugins.roster.demo import DEMO_ROSTER, demo_roster
from homeroom_plugins.roster.importer import roster
from homeroom_plugins.roster.importing import import_roster, rehearse_roster
from homeroom_plugins.roster.reading import read_roster
from homeroom_plugins.roster.report import ImportReport
from homeroom_plugins.roster.rows import Roster, RosterRow

__all__ = [
    "DEMO_ROSTER",
    "ENCODINGS",
    "CellFault",
    "Encoding",
    "ImportReport",
    "Remark",
    "RemarkKind",
    "Roster",
    "RosterRow",
    "Table",
    "demo_roster",
    "import_roster",
    "read_roster",
    "read_table",
    "rehearse_roster",
]


def homeroom_importers() -> Sequence[Importer]:
    """The roster."""
    return (roster,)
