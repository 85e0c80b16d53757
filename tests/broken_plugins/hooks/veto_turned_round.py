"""Refuses whatever there is: the question is turned round."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.lets_something_pass"

LOCKED = Reason(
    "ours.locked", Text("已锁定", "已鎖定", "it is locked"), Text("请解锁", "請解鎖", "unlock it")
)


def homeroom_check_transition(request):
    return LOCKED() if not request.record.id.startswith("locked") else None
