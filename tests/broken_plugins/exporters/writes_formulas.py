"""Writes cells as they are: a spreadsheet runs those that are formulas."""

import csv
import io

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.writes_no_formula"


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    lines = io.StringIO()
    writer = csv.writer(lines)
    for one in request.lists:
        writer.writerows([text.read(request.language) for text in row.values()] for row in one.rows)
    return lines.getvalue()


def homeroom_exporters():
    return [broken]
