"""Goes on from the day that it was asked for before."""

from homeroom_core.errors import CalendarError

BROKEN_LAW = "calendar.same_answer"


class Broken:
    name = "broken"
    last = None

    def is_working_day(self, day):
        if not 2023 <= day.year <= 2026:
            raise CalendarError(self.name, day, "2023-2026")
        before, self.last = self.last, day
        return day.weekday() < 5 and not (before and before > day and day.day == 13)


def homeroom_calendars():
    return [Broken()]
