"""No steps on a Sunday; a listener that counts."""

from collections import Counter

from homeroom_core.errors import Reason
from homeroom_core.text import Text

SUNDAY = Reason(
    "ours.sunday",
    Text("星期日不办理", "星期日不辦理", "nothing is done on Sundays"),
    Text("请于星期一办理", "請於星期一辦理", "come on Monday"),
)
DONE = Counter()


def homeroom_check_transition(request):
    return SUNDAY() if request.act.on.isoweekday() == 7 else None


def homeroom_committed(request):
    DONE.update(entry.transition for entry in request.entries)
