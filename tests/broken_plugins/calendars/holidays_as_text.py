"""Lists its holidays as text, and looks for dates among them."""

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.keeps_its_word"


class Broken:
    name = "broken"
    holidays = ("2026-01-01", "2026-05-01", "2026-10-01")
    makeup_workdays = ()

    def is_working_day(self, day):
        if day.year != 2026:
            raise CalendarError(self.name, day, "2026")
        return day.weekday() < 5 and day not in self.holidays


def homeroom_calendars():
    return [Broken()]
