"""What is told, and what is not."""

import logging
from datetime import date

import pytest
from homeroom_core.testing import ORG, actor, practice_office, practice_plugins
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.growth_plan import approve, draft, submit, write
from homeroom_core.training.growth_plan_records import GrowthPlan

import homeroom_plugins.scaffold.kinds.listener as plugin

STARTS, ENDS = date(2025, 9, 1), date(2026, 8, 31)
GOAL = Goal(
    id="goal-1",
    title="读一本书",
    measure="读书笔记",
    due=date(2026, 6, 30),
    dimension="competence",
)


def test_a_plan_that_is_approved_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="sample_plugin")
    with practice_office(plugins=practice_plugins(plugin)) as office:
        with office.desk(ORG, by=actor("person-1")) as desk:
            plan = desk.create(draft, teacher="person-1", title="2025", starts=STARTS, ends=ENDS)
            plan = desk.apply(write, plan, diagnosis="读书少", goals=(GOAL,))
            plan = desk.apply(submit, plan)
        assert caplog.messages == []
        with office.desk(ORG, by=actor("moral_education_office-1")) as desk:
            desk.apply(approve, desk.get(GrowthPlan, plan.id))
    assert caplog.messages == [f"{ORG}: {plan.id} is active, by moral_education_office-1"]
