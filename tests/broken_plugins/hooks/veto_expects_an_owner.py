"""Fails at a record that has no owner."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.answers"

OWN = Reason(
    "ours.own",
    Text("本人不得操作", "本人不得操作", "not in your own case"),
    Text("请他人操作", "請他人操作", "ask somebody else"),
)


def homeroom_check_transition(request):
    first = sorted(request.record.owners())[0]
    return OWN() if first == request.act.actor.id and request.transition == "approve" else None
