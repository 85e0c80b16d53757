"""An activity of the plainest kind, for tests of what people earn hours by."""

from datetime import date
from typing import ClassVar

import attrs

from homeroom_core.act import Act
from homeroom_core.grants import staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.people import Level
from homeroom_core.text import Text
from homeroom_core.training.activity import Activity, Credit

HELD = State("held", "已举行", "已舉行", "Held")


@attrs.frozen(kw_only=True)
class PracticeActivity(Activity):
    """An activity that was held on a day, at a level.

    Attributes:
        held_on: The day.
        level: The level that its hours count for.
    """

    kind: ClassVar[str] = "practice_activity"
    label: ClassVar[Text] = Text("练习活动", "練習活動", "Practice activity")

    held_on: date | None = None
    level: Level = Level.SCHOOL

    def credit_level(self) -> str:
        """The level given."""
        return self.level

    def earned_on(self) -> date | None:
        """The day it was held, if that is known."""
        return self.held_on


practice_activity = Lifecycle(PracticeActivity, states=(HELD,), initial=HELD, final=(HELD,))


@practice_activity.creation(by=staff, label=Text("举行", "舉行", "Hold"))
def hold(
    act: Act,
    *,
    credits: tuple[Credit, ...],
    held_on: date | None = None,
    level: Level = Level.SCHOOL,
) -> PracticeActivity:
    """Hold it; everybody in `credits` earns hours."""
    return PracticeActivity(
        id=act.new_id, org=act.org, state=HELD, credits=credits, held_on=held_on, level=level
    )


practice_activity.seal()
