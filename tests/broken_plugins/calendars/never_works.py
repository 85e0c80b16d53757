"""Works on no day, so that no deadline ever ends."""

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.is_worked"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if not 2023 <= day.year <= 2026:
            raise CalendarError(self.name, day, "2023-2026")
        return False


def homeroom_calendars():
    return [Broken()]
