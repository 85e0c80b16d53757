"""Friday is no working day any more once it is five o'clock, whatever day it is."""

import datetime as dt

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.same_answer"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if day.year != 2026:
            raise CalendarError(self.name, day, "2026")
        return day.weekday() < (4 if dt.datetime.now().hour >= 17 else 5)


def homeroom_calendars():
    return [Broken()]
