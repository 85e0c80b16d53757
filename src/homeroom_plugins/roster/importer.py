"""The roster as an importer: the same reading and the same steps, for `homeroom import`."""

from collections.abc import Iterator, Mapping

from homeroom_core.importing import Found, ImportColumn, ImportRequest, importer
from homeroom_core.parameters import Parameter
from homeroom_core.school_year import SchoolYear
from homeroom_core.text import Text
from homeroom_plugins.roster.columns import FIELDS, HEADERS, REQUIRED, Field
from homeroom_plugins.roster.importing import Takeover
from homeroom_plugins.roster.reading import read_roster

_LABELS: Mapping[Field, Text] = {
    "staff_no": Text("工号", "職員編號", "Staff no."),
    "name": Text("姓名", "姓名", "Name"),
    "roles": Text("职务", "職務", "Roles"),
    "title": Text("职称", "職稱", "Title"),
    "subject": Text("任教学科", "任教學科", "Subject"),
    "grade": Text("年级", "年級", "Grade"),
    "class": Text("班级", "班級", "Class"),
    "work_since": Text("参加工作年月", "初任年月", "Work since"),
    "joined_on": Text("入校年月", "到職年月", "Joined on"),
    "homeroom_since": Text("班主任起始年月", "導師起始年月", "Homeroom since"),
    "homeroom_years": Text("累计班主任年限", "導師年資", "Homeroom years"),
}
_YEAR = Parameter(
    name="year",
    kind="whole",
    default=0,
    label=Text(
        "班级所属学年的起始年份；0 为今天所在的学年",
        "班級所屬學年的起始年份；0 為今天所在的學年",
        "year in which the school year of its classes begins; 0 for that of today",
    ),
)


@importer(
    "roster",
    label=Text("教职工花名册", "教職員名冊", "Roster of the staff"),
    columns=tuple(
        ImportColumn(
            name=field, label=_LABELS[field], required=field in REQUIRED, also=HEADERS[field]
        )
        for field in FIELDS
    ),
    parameters=(_YEAR,),
)
def roster(request: ImportRequest) -> Iterator[Found]:
    """Take over what a roster says; see `homeroom_plugins.roster.import_roster`."""
    year = request.settings["year"]
    school_year = SchoolYear(year) if year else SchoolYear.on(request.on)
    read = read_roster(request.table(), school_year=school_year)
    yield from Takeover(request.reader, read, request.on).steps()
