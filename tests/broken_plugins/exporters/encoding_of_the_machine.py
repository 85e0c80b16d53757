"""The encoding is that of the machine."""

import locale

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.same_elsewhere"


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".txt", media_type="text/plain")
def broken(request):
    words = [
        text.read(request.language)
        for one in request.lists
        for row in one.rows
        for text in row.values()
    ]
    return "\n".join(words).encode(locale.getpreferredencoding(False), "replace")


def homeroom_exporters():
    return [broken]
