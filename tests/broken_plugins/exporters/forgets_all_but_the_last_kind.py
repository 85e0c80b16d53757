"""Begins anew with each kind."""

import json

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.loses_nothing"


@exporter(
    "broken", label=Text("名单", "名單", "List"), suffix=".json", media_type="application/json"
)
def broken(request):
    found = []
    for one in request.lists:
        found = [
            {path: text.read(request.language) for path, text in row.items()} for row in one.rows
        ]
    return json.dumps(found, ensure_ascii=False)


def homeroom_exporters():
    return [broken]
