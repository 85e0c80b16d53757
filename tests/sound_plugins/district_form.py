"""The district's form: always in Chinese, two columns under its own heads, in GB18030, one kind."""

import csv
import io

from homeroom_core.errors import Fault, InputError
from homeroom_core.exporting import exporter
from homeroom_core.text import Text

ONE_KIND = Text("一份表一类记录", "一份表一類記錄", "one kind for a form")


FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b")


def harmless(cell):
    return f"'{cell}" if cell.startswith(FORMULA) else cell


@exporter(
    "sound",
    label=Text("区里的表", "區裡的表", "District form"),
    suffix=".csv",
    media_type="text/csv",
)
def district_form(request):
    if len(request.lists) != 1:
        raise InputError("form", (Fault("kinds", str(len(request.lists)), ONE_KIND),))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["序号", "教师编号", "教师姓名"])
    for number, row in enumerate(request.lists[0].rows, 1):
        cells = [row[path].zh_hans if path in row else "" for path in ("staff_no", "details.name")]
        writer.writerow([number, *map(harmless, cells)])
    return text.getvalue().encode("gb18030")


def homeroom_exporters():
    return [district_form]
