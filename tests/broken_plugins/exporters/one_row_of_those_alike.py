"""Rows with the same second cell overwrite each other."""

import csv
import io

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.loses_nothing"
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def safe(cell):
    return "'" + cell if cell.startswith(FORMULA) else cell


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    out = io.StringIO()
    writer = csv.writer(out)
    for one in request.lists:
        by_words = {}
        for row in one.rows:
            cells = [
                safe(row[path].read(request.language)) if path in row else "" for path in one.heads
            ]
            by_words[tuple(cells[1:])] = cells
        writer.writerow([safe(head.read(request.language)) for head in one.heads.values()])
        writer.writerows(by_words.values())
    return out.getvalue()


def homeroom_exporters():
    return [broken]
