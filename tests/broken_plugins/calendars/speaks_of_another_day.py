"""Names another day than the one it was asked for."""

from datetime import timedelta

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.never_guesses"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if not 2023 <= day.year <= 2026:
            raise CalendarError(self.name, day - timedelta(days=day.month > 1), "2023-2026")
        return day.weekday() < 5


def homeroom_calendars():
    return [Broken()]
