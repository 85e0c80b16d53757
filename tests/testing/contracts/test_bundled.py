"""Whatever comes with homeroom keeps to the contracts that plugins are checked by."""

from collections.abc import Iterable

import pytest
from depth import TRIED

from homeroom_core.discovery import from_entry_points
from homeroom_core.plugins import Plugins
from homeroom_core.testing.contracts.checking import Task, tasks
from homeroom_core.testing.contracts.targets import Target
from homeroom_core.testing.contracts.trying import try_law

PLUGINS = Plugins(*from_entry_points())
BUNDLED = Target(plugins=PLUGINS, checked=PLUGINS.plugins)

WALKED = {
    "appraisal_round",
    "expert",
    "forum",
    "growth_plan",
    "notice",
    "person",
    "project_call",
    "reflection",
    "scheme",
}
"""Lifecycles whose records can be created with arguments that may do; in the others
the machines of tests/stateful walk, with arguments of their own."""


def is_tried(task: Task) -> bool:
    return task.law.code != "lifecycle.walks" or task.subject.name in WALKED


def named(found: Iterable[Task]) -> list[object]:
    return [pytest.param(task, id=task.name) for task in found if is_tried(task)]


@pytest.mark.parametrize("task", named(tasks(BUNDLED)))
def test_it_holds(task: Task) -> None:
    outcome = try_law(task.contract, task.law, task.subject, **TRIED)
    finding = outcome.finding
    assert finding is None, "\n".join(map(str, finding.lines()))
