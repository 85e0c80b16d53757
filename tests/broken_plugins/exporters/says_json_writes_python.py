"""Writes what Python shows of a list, and calls it JSON."""

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.is_what_it_says"


@exporter(
    "broken", label=Text("名单", "名單", "List"), suffix=".json", media_type="application/json"
)
def broken(request):
    return str([dict(view.fields) for one in request.lists for view in one.views])


def homeroom_exporters():
    return [broken]
