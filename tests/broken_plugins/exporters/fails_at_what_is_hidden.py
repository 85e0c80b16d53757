"""Expects a field that the reader may not see."""

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.answers"


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    names = [one.fields["details"]["name"] for kind in request.lists for one in kind.views]
    return str(len(names))


def homeroom_exporters():
    return [broken]
