"""Says why in Chinese only."""

from homeroom_core.errors import Refusal
from homeroom_core.text import Text

BROKEN_LAW = "veto.answers"


def homeroom_check_transition(request):
    if request.transition != "withdraw":
        return None
    return Refusal(code="school.no", text=Text("不行", "不行", ""), remedy=Text("算了", "算了", ""))
