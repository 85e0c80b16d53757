"""Goals of a growth plan: what they are, what a set of them has to fulfil, how two sets differ."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

import attrs

from homeroom_core.dimensions import DIMENSIONS
from homeroom_core.errors import Reason, Refusal
from homeroom_core.text import Text, coded

TOO_FEW = Reason(
    "growth_plan.too_few_goals",
    Text("只有{measured}个目标", "只有{measured}個目標", "there are only {measured} goals"),
    Text("至少写{required}个目标", "至少寫{required}個目標", "write at least {required}"),
)
SAME_ID = Reason(
    "growth_plan.same_goal_id",
    Text("目标编号{measured}重复", "目標編號{measured}重複", "goal id {measured} stands twice"),
    Text("每个目标用不同的编号", "每個目標用不同的編號", "give every goal an id of its own"),
)
EMPTY = Reason(
    "growth_plan.empty_goal",
    Text("目标{measured}缺少{what}", "目標{measured}缺少{what}", "goal {measured} has no {what}"),
    Text("请写明{what}", "請寫明{what}", "say what the {what} is"),
)
UNKNOWN_DIMENSION = Reason(
    "growth_plan.unknown_dimension",
    Text(
        "目标{goal}的维度是“{measured}”",
        "目標{goal}的向度是「{measured}」",
        "goal {goal} is of the dimension '{measured}'",
    ),
    Text("请从{required}中选", "請從{required}中選", "choose one of {required}"),
)
OUTSIDE = Reason(
    "growth_plan.due_outside_plan",
    Text(
        "目标{goal}的完成日期{measured}不在规划期内",
        "目標{goal}的完成日期{measured}不在規劃期內",
        "goal {goal} is due on {measured}, outside the plan",
    ),
    Text("应在{required}之间", "應在{required}之間", "it has to be within {required}"),
)

_TITLE = Text("标题", "標題", "title")
_MEASURE = Text("衡量办法", "衡量辦法", "measure")


@attrs.frozen(kw_only=True)
class Goal:
    """One goal of a plan.

    Attributes:
        id: Unique within the plan; kept when the goal is changed.
        title: What is to be reached.
        measure: How one will know that it has been.
        due: School date by which it is to be.
        dimension: Code of one of the five dimensions.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"dimension": DIMENSIONS}

    id: str
    title: str
    measure: str
    due: date
    dimension: str


@attrs.frozen(kw_only=True)
class GoalsDifference:
    """How one set of goals differs from another.

    Attributes:
        added: Ids of goals that only the later set has.
        dropped: Ids of goals that only the earlier set has.
        changed: For each goal in both that differs: field -> (before, after).
    """

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: Mapping[str, Mapping[str, tuple[Any, Any]]]

    @property
    def goals(self) -> tuple[str, ...]:
        """Ids of all goals that are not the same in both."""
        return (*self.added, *self.dropped, *self.changed)


def difference(before: Iterable[Goal], after: Iterable[Goal]) -> GoalsDifference:
    """What changed from one set of goals to another; their order does not matter."""
    old = {goal.id: goal for goal in before}
    new = {goal.id: goal for goal in after}
    return GoalsDifference(
        added=tuple(id for id in new if id not in old),
        dropped=tuple(id for id in old if id not in new),
        changed={id: _fields(old[id], new[id]) for id in new if id in old and old[id] != new[id]},
    )


def check_goals(
    goals: Iterable[Goal], *, first: date, last: date, at_least: int = 0
) -> Iterable[Refusal]:
    """Everything that keeps a set of goals from being a plan's.

    Args:
        goals: The goals.
        first: First day of the plan.
        last: Last day of the plan.
        at_least: How many there have to be.
    """
    listed = tuple(goals)
    if len(listed) < at_least:
        yield TOO_FEW(measured=len(listed), required=at_least)
    seen: set[str] = set()
    for goal in listed:
        if goal.id in seen:
            yield SAME_ID(measured=goal.id)
        seen.add(goal.id)
        for what, words in ((_TITLE, goal.title), (_MEASURE, goal.measure)):
            if not words.strip():
                yield EMPTY(measured=goal.id, what=what)
        if goal.dimension not in DIMENSIONS:
            yield UNKNOWN_DIMENSION(
                goal=goal.id, measured=goal.dimension, required=coded(DIMENSIONS)
            )
        if not first <= goal.due <= last:
            yield OUTSIDE(goal=goal.id, measured=goal.due, required=f"{first} – {last}", when=first)


def _fields(before: Goal, after: Goal) -> dict[str, tuple[Any, Any]]:
    names = [field.name for field in attrs.fields(Goal)]
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: (old, new) for name, (old, new) in pairs.items() if old != new}
