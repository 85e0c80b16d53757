"""New titles of people who are on the books: a step each, and none where nothing is new."""

import attrs

from homeroom_core.importing import ImportColumn, ImportStep, importer
from homeroom_core.text import Text
from homeroom_core.training.person import Person, update

TITLES = {"二级教师": "second_grade", "一级教师": "first_grade", "高级教师": "senior"}
KNOWN = Text("花名册中的工号", "名冊中的職員編號", "a staff number of the roster")
TITLE = Text("、".join(TITLES), "、".join(TITLES), ", ".join(TITLES))
ONCE = Text("每人一行", "每人一列", "one row for each person")


@importer(
    "sound",
    label=Text("职称", "職稱", "Titles"),
    columns=(
        ImportColumn(name="staff_no", label=Text("工号", "職員編號", "Staff no.")),
        ImportColumn(name="title", label=Text("职称", "職稱", "Title")),
    ),
)
def updates_titles(request):
    seen = set()
    for row in request.rows():
        person = next(iter(request.reader.find(Person, staff_no=row["staff_no"])), None)
        if person is None:
            yield row.fault("staff_no", KNOWN)
        if row["staff_no"] in seen:
            yield row.fault("staff_no", ONCE)
        seen.add(row["staff_no"])
        if row["title"] not in TITLES:
            yield row.fault("title", TITLE)
        elif person is not None and person.details.title != TITLES[row["title"]]:
            details = attrs.evolve(person.details, title=TITLES[row["title"]])
            yield ImportStep(
                where=row.where, step=update, record=person, arguments={"details": details}
            )


def homeroom_importers():
    return [updates_titles]
