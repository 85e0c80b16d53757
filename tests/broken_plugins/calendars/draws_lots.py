"""Leaves now and then a day to chance."""

import random

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.same_answer"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if not 2023 <= day.year <= 2026:
            raise CalendarError(self.name, day, "2023-2026")
        return day.weekday() < 5 and random.random() > 0.02


def homeroom_calendars():
    return [Broken()]
