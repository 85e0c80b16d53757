"""What a file becomes, and what is said of a bad one."""

import pytest
from homeroom_core.errors import InputError
from homeroom_core.files import import_file
from homeroom_core.importing import Imported
from homeroom_core.testing import ORG, actor, practice_office, practice_plugins
from homeroom_core.training.person import Details, register

import homeroom_plugins.scaffold.kinds.importer as plugin

HEAD = "工号,证书编号,课程名称,学时,完成日期\n"


def imported(row: str) -> Imported:
    """What comes of a file with this row, in a school that has the teacher T1."""
    clerk = actor("moral_education_office-1")
    with practice_office(plugins=practice_plugins(plugin)) as office:
        with office.desk(ORG, by=clerk) as desk:
            desk.create(register, staff_no="T1", details=Details(name="林一"))
        content = f"{HEAD}{row}\n".encode("gbk")
        return import_file(
            office, ORG, "sample_plugin.certificates", content, "platform.csv", by=clerk
        )


def test_a_certificate_is_logged() -> None:
    assert imported("T1,P-001,班级管理,2.5,2025-09-06").steps == {"hours.log_document": 1}


def test_everything_that_is_wrong_with_a_row_is_said() -> None:
    with pytest.raises(InputError) as caught:
        imported("T9,P-001,班级管理,many,6 September")
    found = [fault.found for fault in caught.value.faults]
    assert found == ["T9", "many", "6 September"]
