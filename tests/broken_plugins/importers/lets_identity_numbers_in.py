"""Reads the file by itself, identity numbers and all."""

from homeroom_core.importing import ImportColumn, ImportStep, importer
from homeroom_core.text import Text
from homeroom_core.training.person import Details, register

BROKEN_LAW = "importer.drops_identity_numbers"


@importer(
    "broken",
    label=Text("名单", "名單", "List"),
    columns=(
        ImportColumn(name="staff_no", label=Text("工号", "職員編號", "Staff no.")),
        ImportColumn(name="name", label=Text("姓名", "姓名", "Name")),
    ),
)
def broken(request):
    try:
        lines = request.content.decode().splitlines()[1:]
    except UnicodeDecodeError:
        request.rows()
        return
    for number, line in enumerate(lines, 2):
        staff_no, _, name = line.partition(",")
        yield ImportStep(
            where=f"A{number}",
            step=register,
            arguments={"staff_no": staff_no, "details": Details(name=name)},
        )


def homeroom_importers():
    return [broken]
