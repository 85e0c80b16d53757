"""The demonstration from beginning to end: every system's scenes, in the order of their dates."""

from datetime import UTC, datetime

from homeroom_plugins.cli.demo import (
    appraisals,
    archive,
    class_meetings,
    congress,
    experts,
    forums,
    growth_plans,
    leave,
    pairs,
    papers,
    pre_service,
    projects,
    reappointment,
    roster,
    seminars,
    skills_contest,
    studios,
    training_hours,
    visits,
)

START = datetime(2025, 8, 1, tzinfo=UTC)

AGENDAS = tuple(
    system.agenda
    for system in (
        pre_service,
        roster,
        pairs,
        congress,
        growth_plans,
        experts,
        projects,
        forums,
        class_meetings,
        papers,
        studios,
        leave,
        skills_contest,
        visits,
        seminars,
        appraisals,
        training_hours,
        archive,
        reappointment,
    )
)
"""The agendas of all systems; of scenes at the same moment the earlier system plays first."""
