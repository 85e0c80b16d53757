"""Keeps one row of each person, and says nothing of the others."""

from datetime import date
from decimal import Decimal, InvalidOperation

from homeroom_core.importing import ImportColumn, ImportStep, importer
from homeroom_core.people import Level
from homeroom_core.text import Text
from homeroom_core.training.hours import log_document
from homeroom_core.training.person import Person

BROKEN_LAW = "importer.passes_over_nothing"
NUMBER = Text("学时数，如 2.5", "學時數，如 2.5", "a number of hours such as 2.5")
KNOWN = Text("花名册中的工号", "名冊中的職員編號", "a staff number of the roster")


def hours_of(text):
    try:
        hours = Decimal(text)
    except InvalidOperation:
        return None
    return hours if hours.is_finite() else None


@importer(
    "broken",
    label=Text("网络研修学时", "網路研修學時", "Hours of the online platform"),
    columns=(
        ImportColumn(name="staff_no", label=Text("工号", "職員編號", "Staff no.")),
        ImportColumn(name="certificate", label=Text("证书编号", "證書編號", "Certificate")),
        ImportColumn(name="hours", label=Text("学时", "學時", "Hours")),
    ),
)
def broken(request):
    people = {one.staff_no: one.id for one in request.reader.find(Person)}
    by_person = {row["staff_no"]: row for row in request.rows()}
    for row in by_person.values():
        if row["staff_no"] not in people:
            yield row.fault("staff_no", KNOWN)
        elif hours_of(row["hours"]) is None:
            yield row.fault("hours", NUMBER)
        else:
            yield ImportStep(
                where=row.where,
                step=log_document,
                arguments={
                    "person": people[row["staff_no"]],
                    "document": row["certificate"],
                    "title": "platform",
                    "hours": hours_of(row["hours"]),
                    "level": Level.DISTRICT,
                    "earned_on": date(2025, 9, 1),
                    "platform": True,
                },
            )


def homeroom_importers():
    return [broken]
