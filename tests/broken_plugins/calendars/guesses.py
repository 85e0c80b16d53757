"""Answers by the day of the week where it has no data."""

from homeroom_core.errors import CalendarError
from homeroom_plugins.calendars.china import china_calendar

BROKEN_LAW = "calendar.never_guesses"


class Broken:
    name = "broken"
    inside = china_calendar()

    def is_working_day(self, day):
        try:
            return self.inside.is_working_day(day)
        except CalendarError:
            return day.weekday() < 5


def homeroom_calendars():
    return [Broken()]
