"""Covers a year but for its last day."""

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.loses_no_day"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if not ((2024, 1, 1) <= (day.year, day.month, day.day) < (2026, 12, 31)):
            raise CalendarError(self.name, day, "2024-2026")
        return day.weekday() < 5


def homeroom_calendars():
    return [Broken()]
