"""Has no data for any year."""

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.covers_a_year"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        raise CalendarError(self.name, day, "-")


def homeroom_calendars():
    return [Broken()]
