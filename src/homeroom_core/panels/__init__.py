"""Panels: who judges what. Begin at `homeroom_core.panels.assignment`."""
