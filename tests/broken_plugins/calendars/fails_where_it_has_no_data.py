"""Raises any error where it has no data."""

BROKEN_LAW = "calendar.never_guesses"


class Broken:
    name = "broken"
    days = {2025: {(5, 1)}, 2026: {(5, 1)}}

    def is_working_day(self, day):
        return day.weekday() < 5 and (day.month, day.day) not in self.days[day.year]


def homeroom_calendars():
    return [Broken()]
