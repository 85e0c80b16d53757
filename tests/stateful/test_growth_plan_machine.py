"""Growth plans, walked at random and, so that no step is missed, once by hand."""

from homeroom_core.testing.arguments import GROWTH_PLAN
from homeroom_core.testing.lifecycle_machine import lifecycle_machine
from homeroom_core.training import growth_plan as g
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

NOT_BY_OWNER = (g.send_back, g.approve, g.inspect, g.carry_on, g.complete, g.suspend, g.resume)

GrowthPlanMachine = lifecycle_machine(
    g.growth_plan, arguments=GROWTH_PLAN, not_by_owner=NOT_BY_OWNER
)
GrowthPlanMachine.TestCase.settings = settings(stateful_step_count=30)
TestGrowthPlan = GrowthPlanMachine.TestCase
