"""Lists make-up workdays, and takes every weekend off."""

from homeroom_core.calendar import WeekdayCalendar
from homeroom_plugins.calendars.china import china_calendar

BROKEN_LAW = "calendar.keeps_its_word"


class Weekdays(WeekdayCalendar):
    def is_working_day(self, day):
        return super().is_working_day(day) and day.weekday() < 5


def broken():
    china = china_calendar()
    return Weekdays(
        "broken", china.holidays, china.makeup_workdays, china.first_year, china.last_year
    )


def homeroom_calendars():
    return [broken()]
