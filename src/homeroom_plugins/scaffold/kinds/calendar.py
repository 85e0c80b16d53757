"""A calendar of working days: the national one, less the days on which our school is closed."""

from collections.abc import Sequence
from datetime import date

from homeroom_core.calendar import Calendar
from homeroom_plugins.calendars.china import china_calendar

CLOSED = (date(2025, 9, 26), date(2025, 10, 24))
"""The sports day and the anniversary of the school."""


def homeroom_calendars() -> Sequence[Calendar]:
    """The calendar."""
    return [china_calendar().with_closing_days("sample_plugin.school", CLOSED)]
