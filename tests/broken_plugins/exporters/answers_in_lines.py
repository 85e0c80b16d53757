"""Answers with a list of lines."""

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.answers"


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    return [one.kind for one in request.lists]


def homeroom_exporters():
    return [broken]
