"""The columns stand in the order of a set."""

import csv
import io

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.same_elsewhere"
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def safe(cell):
    return "'" + cell if cell.startswith(FORMULA) else cell


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    out = io.StringIO()
    writer = csv.writer(out)
    for one in request.lists:
        paths = {path for row in one.rows for path in row}
        writer.writerow([safe(one.heads[path].read(request.language)) for path in paths])
        for row in one.rows:
            writer.writerow(
                [safe(row[path].read(request.language)) if path in row else "" for path in paths]
            )
    return out.getvalue()


def homeroom_exporters():
    return [broken]
