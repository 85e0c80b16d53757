"""Reflections, walked at random and, so that every step is surely made, once by hand."""

from datetime import timedelta
from decimal import Decimal

from hypothesis.stateful import invariant
from lifecycle_machines import ReflectionMachine, walking

from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import growth_plan as g
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training import reflection as r
from homeroom_core.training import reflection_records as rr
from homeroom_core.training.activity import STUDIED, Credit
from homeroom_core.training.growth_goal import Goal

AUTHOR, CLERK, ADVISOR = map(actor, ("person-1", "moral_education_office-1", "advisor-1"))


class CreditingMachine(ReflectionMachine):  # type: ignore[misc,valid-type]  # a class made at run time
    """Reflections that credit what the office verified, and no more."""

    @invariant()
    def hours_are_verified_shared_and_within_the_limit(self) -> None:
        for entry in self.walk.records():
            assert isinstance(entry, rr.Reflection)
            hours = sum((credit.hours for credit in entry.credits), Decimal(0))
            assert hours <= min(entry.policy.most_hours, entry.verified_hours)
            assert not hours or entry.state != rr.PRIVATE
            assert all(one.verified_by != entry.author for one in entry.studies)


TestReflectionMachine = CreditingMachine.TestCase
TestReflectionMachine.settings = walking()


def planned(walk: Walk) -> gr.GrowthPlan:
    ends = SCHOOL_DAY + timedelta(days=300)
    plan = walk.create(AUTHOR, g.draft, teacher=AUTHOR.id, title="x", starts=SCHOOL_DAY, ends=ends)
    goal = Goal(id="g1", title="listen", measure="talks", due=ends, dimension="conduct")
    return walk.apply(AUTHOR, g.write, plan, diagnosis="d", goals=(goal,))


def test_every_step_of_a_reflection_is_made() -> None:
    walk = Walk(r.reflection, g.growth_plan)
    entry = walk.create(AUTHOR, r.draft, title="Monday")
    walk.clock.advance(days=40)
    adopt_scheme(walk.office, walk.clock)
    plan = planned(walk)
    entry = walk.apply(AUTHOR, r.write, entry, title="Monday", text="too loud")
    for title in ("Emile", "Dear Teacher"):
        entry = walk.apply(
            AUTHOR, r.log_study, entry, form="reading", title=title, hours=Decimal(3), on=SCHOOL_DAY
        )
    entry = walk.apply(AUTHOR, r.drop_study, entry, number=1)
    entry = walk.apply(AUTHOR, r.link_record, entry, record=plan.id)
    entry = walk.apply(AUTHOR, r.unlink, entry, record=plan.id)
    entry = walk.apply(AUTHOR, r.link_goal, entry, plan=plan.id, goal="g1")
    entry = walk.apply(AUTHOR, r.share, entry, readers=frozenset({CLERK.id}))
    entry = walk.apply(AUTHOR, r.share, entry, readers=entry.readers | {ADVISOR.id})
    entry = walk.apply(ADVISOR, r.comment, entry, text="well seen")
    entry = walk.apply(AUTHOR, r.reply, entry, text="thank you")
    entry = walk.apply(
        CLERK, r.verify_study, entry, number=2, hours=Decimal("2.5"), evidence="her notes"
    )
    entry = walk.apply(CLERK, r.confirm, entry, because="begun before the vote")
    entry = walk.apply(CLERK, r.credit, entry)
    entry = walk.apply(AUTHOR, r.file, entry)
    walk.check_journal()
    assert entry.credits == (Credit(person=AUTHOR.id, hours=Decimal("2.5"), part=STUDIED),)
    assert (entry.state, entry.earned_on()) == (rr.FILED, SCHOOL_DAY)
    left = [step for step in walk.untaken() if step.startswith("reflection.")]
    assert left == []
