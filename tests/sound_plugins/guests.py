"""Guests from JSON: no table, and each step needs what the one before made."""

import json

from homeroom_core.errors import Fault
from homeroom_core.importing import ImportStep, importer
from homeroom_core.text import Text
from homeroom_core.training.person import Details, Person, register, take_class

LIST = Text("一个 JSON 列表", "一個 JSON 清單", "a list in JSON")
GUEST = Text(
    '{"no": "...", "name": "..."}', '{"no": "...", "name": "..."}', '{"no": "...", "name": "..."}'
)


@importer("sound", label=Text("客座", "客座", "Guests"), suffixes=(".json",))
def guests(request):
    try:
        listed = json.loads(request.content)
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list):
        yield Fault("1", request.source, LIST)
        return
    for number, one in enumerate(listed, 1):
        match one:
            case {"no": str(no), "name": str(name)} if no.strip() and name.strip():
                if any(request.reader.find(Person, staff_no=no)):
                    continue
                person = yield ImportStep(
                    where=str(number),
                    step=register,
                    arguments={"staff_no": no, "details": Details(name=name)},
                )
                if person is not None:
                    yield ImportStep(
                        where=str(number),
                        step=take_class,
                        record=person,
                        arguments={"class_code": "2025-G7-01"},
                    )
            case _:
                yield Fault(str(number), repr(one)[:60], GUEST)


def homeroom_importers():
    return [guests]
