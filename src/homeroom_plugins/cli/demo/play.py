"""The demonstration from beginning to end: every system's scenes, in the order of their dates."""

from datetime import UTC, datetime

from homeroom_plugins.cli.demo import (
    class_meetings,
    congress,
    experts,
    forums,
    growth_plans,
    papers,
    pre_service,
    roster,
    skills_contest,
)

START = datetime(2025, 8, 1, tzinfo=UTC)

AGENDAS = tuple(
    system.agenda
    for system in (
        pre_service,
        roster,
        congress,
        growth_plans,
        experts,
        forums,
        class_meetings,
        papers,
        skills_contest,
    )
)
"""The agendas of all systems."""
