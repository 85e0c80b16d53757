"""Says that something is wrong, and not where."""

from homeroom_core.errors import Fault
from homeroom_core.importing import ImportColumn, importer
from homeroom_core.text import Text

BROKEN_LAW = "importer.faults_have_a_place"


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
        if not row["staff_no"].startswith("T"):
            yield Fault("", row["staff_no"], Text("工号", "職員編號", "a staff number"))


def homeroom_importers():
    return [broken]
