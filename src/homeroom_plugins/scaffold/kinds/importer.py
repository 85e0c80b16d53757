"""An importer: the certificates of an online platform become hours of training."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from homeroom_core.errors import Fault
from homeroom_core.importing import (
    ImportColumn,
    Importer,
    ImportRequest,
    ImportStep,
    importer,
)
from homeroom_core.people import Level
from homeroom_core.text import Text
from homeroom_core.training.hours import log_document
from homeroom_core.training.person import Person

DAY = Text("日期，如 2025-09-01", "日期，如 2025-09-01", "a day such as 2025-09-01")
HOURS = Text("学时数，如 2.5", "學時數，如 2.5", "a number of hours such as 2.5")
KNOWN = Text("花名册中的工号", "名冊中的職員編號", "a staff number of the roster")


@importer(
    "sample_plugin.certificates",
    label=Text("网络研修证书", "網路研修證書", "Certificates of the online platform"),
    columns=(
        ImportColumn(name="staff_no", label=Text("工号", "職員編號", "Staff no.")),
        ImportColumn(name="certificate", label=Text("证书编号", "證書編號", "Certificate")),
        ImportColumn(name="title", label=Text("课程", "課程", "Course"), also=("课程名称",)),
        ImportColumn(name="hours", label=Text("学时", "學時", "Hours")),
        ImportColumn(name="on", label=Text("完成日期", "完成日期", "Completed on")),
    ),
)
def certificates(request: ImportRequest) -> Iterator[ImportStep | Fault]:
    """A step for each row, or everything that is wrong with it."""
    people = {one.staff_no: one.id for one in request.reader.find(Person)}
    for row in request.rows():
        faults = [] if row["staff_no"] in people else [row.fault("staff_no", KNOWN)]
        try:
            hours = Decimal(row["hours"])
        except InvalidOperation:
            faults.append(row.fault("hours", HOURS))
        try:
            on = date.fromisoformat(row["on"])
        except ValueError:
            faults.append(row.fault("on", DAY))
        yield from faults
        if not faults:
            arguments = {
                "person": people[row["staff_no"]],
                "document": row["certificate"],
                "title": row["title"],
                "hours": hours,
                "level": Level.DISTRICT,
                "earned_on": on,
                "platform": True,
            }
            yield ImportStep(where=row.where, step=log_document, arguments=arguments)


def homeroom_importers() -> Sequence[Importer]:
    """The importer."""
    return [certificates]
