"""Puts texts into a page as they are."""

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

BROKEN_LAW = "exporter.writes_no_markup"


@exporter("broken", label=Text("名单", "名單", "List"), suffix=".html", media_type="text/html")
def broken(request):
    parts = []
    for one in request.lists:
        for row in one.rows:
            parts.append(
                "<li>" + " ".join(text.read(request.language) for text in row.values()) + "</li>"
            )
    return "<!doctype html><meta charset=utf-8><ul>" + "".join(parts) + "</ul>"


def homeroom_exporters():
    return [broken]
