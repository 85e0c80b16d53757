"""Numbers what it writes through, whoever asks."""

import itertools

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.same_bytes"
NUMBERS = itertools.count(1)


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".csv", media_type="text/csv")
def broken(request):
    return f"{next(NUMBERS)},{len(request.lists)}\n"


def homeroom_exporters():
    return [broken]
