"""A guard compares a day that need not be there."""

from datetime import date
from typing import ClassVar

import attrs

from homeroom_core.change import change
from homeroom_core.errors import Reason
from homeroom_core.grants import owner, role, staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.people import OFFICE
from homeroom_core.record import Record
from homeroom_core.text import Text

BROKEN_LAW = "lifecycle.walks"

ASKED = State("asked", "已申请", "已申請", "Asked")
GRANTED = State("granted", "已批准", "已核准", "Granted")
BACK = State("back", "已归还", "已歸還", "Back")


@attrs.frozen(kw_only=True)
class Loan(Record):
    """A loan of a projector."""

    kind: ClassVar[str] = "loan_compares_what_need_not_be_there"
    label: ClassVar[Text] = Text("借用", "借用", "Loan")
    field_labels: ClassVar[dict] = {
        "borrower": Text("借用人", "借用人", "Borrower"),
        "days": Text("天数", "天數", "Days"),
        "note": Text("备注", "備註", "Note"),
    }

    borrower: str
    days: int = 1
    note: str = ""
    due: date | None = None

    def owners(self):
        return frozenset((self.borrower,))


LATE = Reason(
    "fails_where_nothing_was_said.late",
    Text("已借{measured}天", "已借{measured}天", "{measured} days already"),
    Text("至多{required}天", "至多{required}天", "{required} at most"),
)
loan = Lifecycle(Loan, states=(ASKED, GRANTED, BACK), initial=ASKED, final=(BACK,))


def in_time(loan, act):
    """It is back in time."""
    return LATE(measured=act.on, required=loan.due) if loan.due < act.on else None


@loan.creation(by=staff, label=Text("申请", "申請", "Ask"))
def ask(act, *, days: int, due: date | None = None):
    """Ask for it."""
    return Loan(id=act.new_id, org=act.org, state=ASKED, borrower=act.actor.id, days=days, due=due)


@loan.transition(
    source=ASKED,
    target=GRANTED,
    by=role(OFFICE).but_not(owner),
    label=Text("批准", "核准", "Grant"),
)
def grant(loan, act):
    """Let them have it."""
    return change(loan, note="granted")


@loan.transition(
    source=GRANTED,
    target=BACK,
    by=owner | role(OFFICE),
    label=Text("归还", "歸還", "Bring back"),
    guards=(in_time,),
)
def bring_back(loan, act):
    """Bring it back."""
    return change(loan, note="back")


loan.seal()


def homeroom_lifecycles():
    return [loan]
