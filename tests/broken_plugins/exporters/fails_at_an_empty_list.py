"""Fails where there is nothing to write."""

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.answers"


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    return ",".join(request.lists[0].rows[0])


def homeroom_exporters():
    return [broken]
