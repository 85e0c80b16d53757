"""Takes 29 February for no working day."""

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.leap_day"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if not 2023 <= day.year <= 2026:
            raise CalendarError(self.name, day, "2023-2026")
        return day.weekday() < 5 and (day.month, day.day) != (2, 29)


def homeroom_calendars():
    return [Broken()]
