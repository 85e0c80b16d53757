"""Counts days in a table of 365: the last of a leap year is lost."""

from homeroom_core.errors import CalendarError
from homeroom_plugins.calendars.china import china_calendar

BROKEN_LAW = "calendar.loses_no_day"


class Broken:
    name = "broken"
    inside = china_calendar()

    def is_working_day(self, day):
        if day.timetuple().tm_yday > 365:
            raise CalendarError(self.name, day, "365")
        return self.inside.is_working_day(day)


def homeroom_calendars():
    return [Broken()]
