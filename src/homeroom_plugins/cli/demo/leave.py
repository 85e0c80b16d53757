"""A hand-over in mid-year: a homeroom teacher goes on leave, a colleague takes the class."""

from homeroom_plugins.cli.demo.agenda import Agenda

agenda = Agenda()

ON_LEAVE, SUCCESSOR = 14, 0
"""Which of the homeroom teachers goes on leave, and which of the seniors takes the class."""
