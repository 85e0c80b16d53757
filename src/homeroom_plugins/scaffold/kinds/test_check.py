"""Which step is refused, and which is not."""

from datetime import date

import pytest
from homeroom_core.errors import RefusedError
from homeroom_core.testing import ORG, actor, practice_office, practice_plugins
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.growth_plan import draft, submit, write

import homeroom_plugins.scaffold.kinds.check as plugin

STARTS, ENDS = date(2025, 9, 1), date(2026, 8, 31)


def hand_in(goals: int) -> str:
    """Hand in a plan with so many goals; the state it is in then."""
    written = tuple(
        Goal(
            id=f"goal-{number}",
            title="读一本书",
            measure="读书笔记",
            due=date(2026, 6, 30),
            dimension="competence",
        )
        for number in range(goals)
    )
    office = practice_office(plugins=practice_plugins(plugin))
    with office, office.desk(ORG, by=actor("person-1")) as desk:
        plan = desk.create(draft, teacher="person-1", title="2025", starts=STARTS, ends=ENDS)
        plan = desk.apply(write, plan, diagnosis="读书少", goals=written)
        return str(desk.apply(submit, plan).state)


def test_three_goals_are_enough() -> None:
    assert hand_in(3) == "submitted"


def test_four_are_too_many() -> None:
    with pytest.raises(RefusedError, match="keep the 3 that matter most"):
        hand_in(4)
