"""Answers with 1 and 0, which count for days in sums that nobody meant."""

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.loses_no_day"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if not 2023 <= day.year <= 2026:
            raise CalendarError(self.name, day, "2023-2026")
        return int(day.weekday() < 5)


def homeroom_calendars():
    return [Broken()]
