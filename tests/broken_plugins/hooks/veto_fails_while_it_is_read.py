"""Fails while its answer is read."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.answers"

LONG = Reason("ours.long", Text("太长", "太長", "too long"), Text("请缩短", "請縮短", "shorten it"))


def homeroom_check_transition(request):
    for value in request.arguments.values():
        if len(value) > 1000:
            yield LONG()
