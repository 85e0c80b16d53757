"""Working-day calendars."""
