"""No steps in the evening, in the zone of whatever machine."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.same_again"

LATE = Reason(
    "ours.late",
    Text("已下班", "已下班", "the office is closed"),
    Text("明天再来", "明天再來", "come back tomorrow"),
)


def homeroom_check_transition(request):
    return LATE() if request.act.at.hour >= 18 else None
