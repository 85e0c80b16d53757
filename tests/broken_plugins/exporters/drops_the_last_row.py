"""The last row is taken for a total."""

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
        writer.writerow([safe(head.read(request.language)) for head in one.heads.values()])
        for row in one.rows[:-1] or one.rows:
            writer.writerow(
                [
                    safe(row[path].read(request.language)) if path in row else ""
                    for path in one.heads
                ]
            )
    return out.getvalue()


def homeroom_exporters():
    return [broken]
