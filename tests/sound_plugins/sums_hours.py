"""Hours of the platform, a row a lesson: one document for each person, with the sum of its rows.

The platform leaves the staff number blank where it is that of the row above, and says whether a
lesson was passed; those that were not are left out, with a word about each.
"""

from datetime import date
from decimal import Decimal, InvalidOperation

from homeroom_core.importing import ImportColumn, ImportStep, importer
from homeroom_core.people import Level
from homeroom_core.tables.place import Remark
from homeroom_core.text import Text
from homeroom_core.training.hours import log_document
from homeroom_core.training.person import Person

NUMBER = Text("大于 0 的数", "大於 0 的數", "a number above 0")
STAFF = Text("花名册中的工号", "名冊中的職員編號", "a staff number of the roster")
YES_NO = Text("是或否", "是或否", "yes or no")
NOT_PASSED = Text("未通过，不计学时", "未通過，不計學時", "not passed, so it gives no hours")


def number(text):
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found > 0 else None


@importer(
    "sound",
    label=Text("课程学时", "課程學時", "Hours of lessons"),
    columns=(
        ImportColumn(name="staff_no", label=Text("工号", "職員編號", "Staff no."), required=False),
        ImportColumn(name="hours", label=Text("学时", "學時", "Hours")),
        ImportColumn(name="passed", label=Text("是否通过", "是否通過", "Passed")),
    ),
)
def sums_hours(request):
    people = {one.staff_no: one.id for one in request.reader.find(Person)}
    sums, first, staff_no, wrong = {}, {}, "", False
    for row in request.rows():
        staff_no = row["staff_no"] or staff_no
        hours = number(row["hours"])
        faults = []
        if staff_no not in people:
            faults.append(row.fault("staff_no", STAFF))
        if hours is None:
            faults.append(row.fault("hours", NUMBER))
        if row["passed"] not in ("是", "否"):
            faults.append(row.fault("passed", YES_NO))
        yield from faults
        wrong = wrong or bool(faults)
        if not faults and row["passed"] == "否":
            yield Remark(kind="left_out", where=row.where, text=NOT_PASSED)
        elif not faults:
            sums[staff_no] = sums.get(staff_no, Decimal(0)) + hours
            first.setdefault(staff_no, row.where)
    for number_, hours in ({} if wrong else sums).items():
        yield ImportStep(
            where=first[number_],
            step=log_document,
            arguments={
                "person": people[number_],
                "document": f"platform-{request.on.year}",
                "title": "platform",
                "hours": hours,
                "level": Level.DISTRICT,
                "earned_on": date(request.on.year, 9, 1),
                "platform": True,
            },
        )


def homeroom_importers():
    return [sums_hours]
