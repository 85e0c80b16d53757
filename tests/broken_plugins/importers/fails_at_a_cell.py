"""Fails at a cell that holds no number, instead of saying which."""

from homeroom_core.importing import ImportColumn, importer
from homeroom_core.text import Text

BROKEN_LAW = "importer.reads_or_says_why"


@importer(
    "broken",
    label=Text("名单", "名單", "List"),
    columns=(
        ImportColumn(name="staff_no", label=Text("工号", "職員編號", "Staff no.")),
        ImportColumn(name="name", label=Text("姓名", "姓名", "Name")),
    ),
)
def broken(request):
    for row in request.rows():
        int(row["staff_no"])
        yield from ()


def homeroom_importers():
    return [broken]
