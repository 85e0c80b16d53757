"""Takes columns out of the rows as it writes them."""

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.changes_nothing"


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    lines = []
    for one in request.lists:
        for row in one.rows:
            lines.append(row.pop("id").read(request.language))
    return "\n".join(lines)


def homeroom_exporters():
    return [broken]
