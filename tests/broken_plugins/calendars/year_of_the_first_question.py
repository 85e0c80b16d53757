"""Loads the holidays of the year that is asked about first, and keeps to them."""

from datetime import date

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.same_answer"
HOLIDAYS = {2025: {date(2025, 1, 1), date(2025, 10, 1)}, 2026: {date(2026, 1, 1)}}


class Broken:
    name = "broken"
    loaded = None

    def is_working_day(self, day):
        if day.year not in HOLIDAYS:
            raise CalendarError(self.name, day, "2025-2026")
        if self.loaded is None:
            self.loaded = HOLIDAYS[day.year]
        return day.weekday() < 5 and day not in self.loaded


def homeroom_calendars():
    return [Broken()]
