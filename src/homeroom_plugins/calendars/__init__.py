"""Calendars of working days."""

from collections.abc import Sequence

from homeroom_core.calendar import Calendar
from homeroom_plugins.calendars.china import china_calendar


def homeroom_calendars() -> Sequence[Calendar]:
    """The working days of mainland China, as published year by year: `china`."""
    return (china_calendar(),)
