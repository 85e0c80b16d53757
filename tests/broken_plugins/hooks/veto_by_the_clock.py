"""Refuses on odd days, by its own clock."""

from datetime import date

from homeroom_core.errors import Reason
from homeroom_core.text import Text

BROKEN_LAW = "veto.same_again"
ODD_DAY = Reason(
    "school.odd_day",
    Text("今天不办理", "今天不辦理", "not today"),
    Text("请明天再来", "請明天再來", "come back tomorrow"),
)


def homeroom_check_transition(request):
    return ODD_DAY() if date.today().toordinal() % 2 else None
