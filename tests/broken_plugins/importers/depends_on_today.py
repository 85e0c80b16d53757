"""Takes the day from the clock."""

from datetime import date

from homeroom_core.importing import ImportColumn, ImportStep, importer
from homeroom_core.text import Text
from homeroom_core.training.person import Details, register

BROKEN_LAW = "importer.same_answer"


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
        yield ImportStep(
            where=row.where,
            step=register,
            arguments={
                "staff_no": row["staff_no"],
                "details": Details(name=row["name"], joined_on=date.today()),
            },
        )


def homeroom_importers():
    return [broken]
