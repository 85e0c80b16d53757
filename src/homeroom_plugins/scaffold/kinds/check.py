"""A veto: a growth plan is not handed in with more goals than anybody can reach."""

from homeroom_core.errors import Reason, Refusal
from homeroom_core.hookspecs import TransitionRequest
from homeroom_core.text import Text
from homeroom_core.training.growth_plan_records import GrowthPlan

MOST = 3
TOO_MANY = Reason(
    "sample_plugin.too_many_goals",
    Text("有{measured}个目标", "有{measured}個目標", "there are {measured} goals"),
    Text("最多写{required}个", "最多寫{required}個", "keep the {required} that matter most"),
)


def homeroom_check_transition(request: TransitionRequest) -> Refusal | None:
    """Say no to a plan with too many goals, and nothing to any other step."""
    plan = request.record
    if isinstance(plan, GrowthPlan) and request.transition == "submit" and len(plan.goals) > MOST:
        return TOO_MANY(measured=len(plan.goals), required=MOST)
    return None
