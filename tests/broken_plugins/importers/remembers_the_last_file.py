"""Leaves out whoever it has read before."""

from homeroom_core.importing import ImportColumn, ImportStep, importer
from homeroom_core.text import Text
from homeroom_core.training.person import Details, register

BROKEN_LAW = "importer.same_answer"
SEEN = set()


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
        if row["staff_no"] in SEEN:
            continue
        SEEN.add(row["staff_no"])
        yield ImportStep(
            where=row.where,
            step=register,
            arguments={"staff_no": row["staff_no"], "details": Details(name=row["name"])},
        )


def homeroom_importers():
    return [broken]
