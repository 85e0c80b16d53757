"""A hand-over in mid-year: a homeroom teacher goes on leave, a colleague takes the class."""

from homeroom_core.training import growth_plan as plans
from homeroom_core.training.growth_plan_records import ACTIVE, GrowthPlan
from homeroom_core.training.person import Person, facts, go_on_leave, take_class
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, Story

agenda = Agenda()

ON_LEAVE, SUCCESSOR = "2016004", "2003002"
"""Staff numbers of who goes on leave and who takes the class."""


@agenda.on(2026, 3, 2)
def leave(story: Story) -> None:
    """Today is the last day with the class; the growth plan rests."""
    with story.desk(OFFICE_CLERK) as desk:
        (person,) = desk.find(Person, staff_no=ON_LEAVE)
        class_code = person.class_led(story.today)
        desk.apply_because("产假", go_on_leave, person)
        (plan,) = desk.find(GrowthPlan, teacher=person.id, state=ACTIVE)
        desk.apply_because("产假", plans.suspend, plan)
    story.say(
        f"{person.id} 请假离岗，{class_code} 今日交接，成长规划暂停",
        f"{person.id} 請假離崗，{class_code} 今日交接，成長規劃暫停",
        f"{person.id} goes on leave and hands {class_code} over today; the growth plan rests",
    )
    story.expect_refusal(
        OFFICE_CLERK,
        lambda desk: desk.apply(
            take_class, next(desk.find(Person, staff_no=SUCCESSOR)), class_code=class_code or ""
        ),
    )


@agenda.on(2026, 3, 3)
def succeed(story: Story) -> None:
    """From the next day on a colleague leads it; the years of both are counted by days."""
    with story.desk(OFFICE_CLERK) as desk:
        (before,) = desk.find(Person, staff_no=ON_LEAVE)
        (after,) = desk.find(Person, staff_no=SUCCESSOR)
        class_code = before.posts[-1].class_code
        after = desk.apply(take_class, after, class_code=class_code)
    first, second = (facts(one, story.today)["homeroom_years"] for one in (before, after))
    story.say(
        f"{after.id} 接任 {class_code}；班主任年限：前任 {first} 年，继任 {second} 年",
        f"{after.id} 接任 {class_code}；班主任年限：前任 {first} 年，繼任 {second} 年",
        f"{after.id} takes {class_code}; full years as homeroom teacher: {first} before, {second} "
        "after",
    )
