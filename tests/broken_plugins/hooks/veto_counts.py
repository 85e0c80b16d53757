"""Refuses from the fourth time on."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.same_again"

OFTEN = Reason(
    "ours.often",
    Text("太多次", "太多次", "too often"),
    Text("明天再来", "明天再來", "come back tomorrow"),
)
ASKED = {}


def homeroom_check_transition(request):
    key = (request.act.actor.id, request.transition)
    ASKED[key] = ASKED.get(key, 0) + 1
    return OFTEN() if ASKED[key] > 3 else None
