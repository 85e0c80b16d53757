"""What the file says."""

from homeroom_core.files import export_file
from homeroom_core.testing import ORG, actor, practice_office, practice_plugins
from homeroom_core.training.person import Details, register

import homeroom_plugins.scaffold.kinds.exporter as plugin


def test_it_writes_a_numbered_line_for_each_record() -> None:
    clerk = actor("moral_education_office-1")
    with practice_office(plugins=practice_plugins(plugin)) as office:
        with office.desk(ORG, by=clerk) as desk:
            for number, name in (("T1", "林一"), ("T2", "陈二")):
                desk.create(register, staff_no=number, details=Details(name=name))
        content = export_file(office, ORG, "sample_plugin.board", ["person"], to=clerk)
    head, first, second = content.decode().splitlines()
    assert (head, first[:3], second[:3]) == ("Person", "1. ", "2. ")
    assert ("林一" in first, "陈二" in second) == (True, True)
