"""A step of growth plans is checked by an argument that it does not have."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.answers"

FEW = Reason(
    "ours.few",
    Text("目标不足", "目標不足", "too few goals"),
    Text("至少三个", "至少三個", "three at least"),
)


def homeroom_check_transition(request):
    if request.record.kind == "growth_plan" and request.transition == "write":
        return FEW() if len(request.arguments["aims"]) < 3 else None
    return None
