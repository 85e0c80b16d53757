"""Puts commas between cells, whatever stands in them."""

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.is_what_it_says"
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def safe(cell):
    return "'" + cell if cell.startswith(FORMULA) else cell


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    lines = []
    for one in request.lists:
        lines.append(",".join(head.read(request.language) for head in one.heads.values()))
        for row in one.rows:
            lines.append(
                ",".join(
                    safe(row[path].read(request.language)) if path in row else ""
                    for path in one.heads
                )
            )
    return "\n".join(lines)


def homeroom_exporters():
    return [broken]
