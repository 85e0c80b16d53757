"""Has a table of a common year: after 29 February every day of the week is one off."""

from datetime import date

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.leap_day"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if day.year not in (2027, 2028):
            raise CalendarError(self.name, day, "2027-2028")
        past = day.timetuple().tm_yday - (day.year == 2028 and day.month > 2)
        return (date(day.year, 1, 1).weekday() + past - 1) % 7 < 5


def homeroom_calendars():
    return [Broken()]
