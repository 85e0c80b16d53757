"""Works on no day that has passed."""

from datetime import date

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.same_answer"


class Broken:
    name = "broken"

    def is_working_day(self, day):
        if not 2020 <= day.year <= 2040:
            raise CalendarError(self.name, day, "2020-2040")
        return day.weekday() < 5 and day.toordinal() % 97 != date.today().toordinal() % 97


def homeroom_calendars():
    return [Broken()]
