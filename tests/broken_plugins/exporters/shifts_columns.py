"""Writes what there is of a row, one cell after the other."""

import csv
import io

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.columns_in_place"
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def safe(cell):
    return "'" + cell if cell.startswith(FORMULA) else cell


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    out = io.StringIO()
    writer = csv.writer(out)
    for one in request.lists:
        writer.writerow([safe(head.read(request.language)) for head in one.heads.values()])
        for row in one.rows:
            writer.writerow([safe(text.read(request.language)) for text in row.values()])
    return out.getvalue()


def homeroom_exporters():
    return [broken]
