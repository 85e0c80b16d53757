"""Fails for whoever has no role."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.answers"
GUESTS = Reason(
    "school.guests",
    Text("访客不得操作", "訪客不得操作", "guests may not"),
    Text("请联系办公室", "請聯絡辦公室", "ask the office"),
)


def homeroom_check_transition(request):
    first = sorted(request.act.actor.roles)[0]
    return GUESTS() if first == "guest" else None
