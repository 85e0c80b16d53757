"""Bookings of rooms: a number that no hint draws, so that its author says how bookings come about."""

from typing import ClassVar

import attrs

from homeroom_core.change import change
from homeroom_core.errors import Reason
from homeroom_core.grants import owner, staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.record import Record
from homeroom_core.text import Text

HOMEROOM_PRACTICE = "practise_booking:BookingMachine"


OPEN = State("open", "开放", "開放", "Open")
DONE = State("done", "完成", "完成", "Done")
NO_ROOM = Reason(
    "booking.no_room",
    Text("没有“{measured}”这间教室", "沒有「{measured}」這間教室", "there is no room {measured}"),
    Text(
        "教室编号为四位，各位之和为20",
        "教室編號為四位，各位之和為20",
        "four digits with a sum of 20",
    ),
)


@attrs.frozen(kw_only=True)
class Booking(Record):
    """A room that somebody booked."""

    kind: ClassVar[str] = "booking_sound"
    label: ClassVar[Text] = Text("预约", "預約", "Booking")
    field_labels: ClassVar[dict] = {
        "room": Text("教室", "教室", "Room"),
        "by": Text("预约人", "預約人", "Booked by"),
        "note": Text("备注", "備註", "Note"),
    }

    room: str
    by: str
    note: str = ""

    def owners(self):
        return frozenset((self.by,))


booking = Lifecycle(Booking, states=(OPEN, DONE), initial=OPEN, final=(DONE,))


@booking.creation(by=staff, label=Text("预约", "預約", "Book"))
def book(act, *, room: str):
    """Book a room."""
    return Booking(id=act.new_id, org=act.org, state=OPEN, room=room, by=act.actor.id)


@book.check
def is_a_room(booking, act, *, room):
    """A room has a number."""
    known = len(room) == 4 and room.isdecimal() and sum(map(int, room)) == 20
    return None if known else NO_ROOM(measured=room)


@booking.transition(source=OPEN, target=DONE, by=owner, label=Text("归还", "歸還", "Give back"))
def give_back(booking, act):
    """Give it back."""
    return change(booking, note=f"on {act.on}")


booking.seal()


def homeroom_lifecycles():
    return [booking]
