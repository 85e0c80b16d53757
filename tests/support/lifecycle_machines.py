"""The machines of the built-in lifecycles, for the tests that walk in them."""

from hypothesis import settings

from homeroom_core.testing.arguments import GROWTH_PLAN, NOTICE, PERSON
from homeroom_core.testing.attendance_strategies import school
from homeroom_core.testing.forum_strategies import FORUM
from homeroom_core.testing.lifecycle_machine import lifecycle_machine
from homeroom_core.testing.reflection_strategies import REFLECTION
from homeroom_core.testing.scheme_strategies import SCHEME
from homeroom_core.training import forum as f
from homeroom_core.training import growth_plan as g
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training import reflection as r
from homeroom_core.training import scheme as s

GrowthPlanMachine = lifecycle_machine(
    g.growth_plan,
    arguments=GROWTH_PLAN,
    not_by_owner=(g.send_back, g.approve, g.inspect, g.carry_on, g.complete, g.suspend, g.resume),
)
NoticeMachine = lifecycle_machine(n.notice, arguments=NOTICE)
PersonMachine = lifecycle_machine(p.person, arguments=PERSON)
ReflectionMachine = lifecycle_machine(
    r.reflection,
    arguments=REFLECTION,
    not_by_owner=(r.comment, r.verify_study, r.credit),
)
SchemeMachine = lifecycle_machine(s.scheme, arguments=SCHEME)
ForumMachine = lifecycle_machine(
    f.forum,
    arguments=FORUM,
    not_by_owner=(f.credit, f.confirm),
    world=school,
    days=(1, 3, 8),
)

MACHINES = (
    GrowthPlanMachine,
    NoticeMachine,
    PersonMachine,
    ReflectionMachine,
    SchemeMachine,
    ForumMachine,
)


def walking() -> settings:
    """How long a machine walks: fewer, longer runs than the examples of other properties."""
    profile = settings.default
    assert profile is not None
    return settings(max_examples=profile.max_examples * 2 // 5, stateful_step_count=30)
