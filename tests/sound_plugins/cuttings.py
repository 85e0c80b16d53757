"""Cuttings about the school: noted once, and never changed; known by a date in an index, as text."""

from datetime import date
from typing import ClassVar

import attrs

from homeroom_core.grants import staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.record import Record
from homeroom_core.text import Text

NOTED = State("noted", "已登记", "已登記", "Noted")


@attrs.frozen(kw_only=True)
class Cutting(Record):
    """A cutting, and when it was printed."""

    kind: ClassVar[str] = "cutting_sound"
    label: ClassVar[Text] = Text("剪报", "剪報", "Cutting")
    indexed: ClassVar[tuple] = ("printed",)
    known_by: ClassVar[str] = "paper"
    listed: ClassVar[tuple] = ("paper", "printed")
    field_labels: ClassVar[dict] = {
        "paper": Text("报刊", "報刊", "Paper"),
        "printed_on": Text("刊登日期", "刊登日期", "Printed on"),
    }

    paper: str
    printed_on: date

    @property
    def printed(self):
        return self.printed_on.isoformat()


cutting = Lifecycle(Cutting, states=(NOTED,), initial=NOTED, final=(NOTED,))


@cutting.creation(by=staff, label=Text("登记", "登記", "Note"))
def note(act, *, paper: str, printed_on: date):
    """Note it."""
    return Cutting(id=act.new_id, org=act.org, state=NOTED, paper=paper, printed_on=printed_on)


cutting.seal()


def homeroom_lifecycles():
    return [cutting]
