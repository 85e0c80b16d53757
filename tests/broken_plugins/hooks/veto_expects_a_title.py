"""Takes every record to have a title."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.answers"

LONG = Reason(
    "ours.long",
    Text("题目太长", "題目太長", "the title is too long"),
    Text("请缩短", "請縮短", "shorten it"),
)


def homeroom_check_transition(request):
    return LONG() if len(request.record.title) > 100 else None
