"""Writes the moment at which it was called."""

from datetime import datetime

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.same_bytes"


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    return f"{datetime.now():%Y-%m-%d %H:%M},{len(request.lists)}\n"


def homeroom_exporters():
    return [broken]
