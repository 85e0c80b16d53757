"""Who lends it is drawn."""

import random
from typing import ClassVar

import attrs

from homeroom_core.change import change
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

    kind: ClassVar[str] = "loan_draws_lots"
    label: ClassVar[Text] = Text("借用", "借用", "Loan")
    field_labels: ClassVar[dict] = {
        "borrower": Text("借用人", "借用人", "Borrower"),
        "days": Text("天数", "天數", "Days"),
        "note": Text("备注", "備註", "Note"),
    }

    borrower: str
    days: int = 1
    note: str = ""

    def owners(self):
        return frozenset((self.borrower,))


loan = Lifecycle(Loan, states=(ASKED, GRANTED, BACK), initial=ASKED, final=(BACK,))


@loan.creation(by=staff, label=Text("申请", "申請", "Ask"))
def ask(act, *, days: int):
    """Ask for it."""
    return Loan(id=act.new_id, org=act.org, state=ASKED, borrower=act.actor.id, days=days)


@loan.transition(
    source=ASKED,
    target=GRANTED,
    by=role(OFFICE).but_not(owner),
    label=Text("批准", "核准", "Grant"),
)
def grant(loan, act):
    """Let them have it."""
    return change(loan, note=random.choice(["A", "B", "C", "D", "E", "F"]))


@loan.transition(
    source=GRANTED, target=BACK, by=owner | role(OFFICE), label=Text("归还", "歸還", "Bring back")
)
def bring_back(loan, act):
    """Bring it back."""
    return change(loan, note="back")


loan.seal()


def homeroom_lifecycles():
    return [loan]
