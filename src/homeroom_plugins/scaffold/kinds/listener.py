"""A listener: whenever a growth plan becomes active, a line of the log says so."""

import logging

from homeroom_core.hookspecs import Committed

log = logging.getLogger("sample_plugin")


def homeroom_committed(request: Committed) -> None:
    """Tell of every plan that became active by this commit."""
    for entry in request.entries:
        if entry.kind == "growth_plan" and entry.target == "active" != entry.source:
            log.info("%s: %s is active, by %s", request.org, entry.record, entry.actor)
