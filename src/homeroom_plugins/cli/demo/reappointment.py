"""Reappointment (续聘): who leads which class in the year to come, and the second scheme in force."""

from datetime import date

from homeroom_core.case import Pinned
from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.training import growth_plan as plans
from homeroom_core.training import scheme as schemes
from homeroom_core.training.growth_plan_records import GrowthPlan
from homeroom_core.training.person import IN_POST, Person, hand_over_class, take_class
from homeroom_core.training.scheme_records import IN_FORCE, Scheme
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.growth_plans import GOALS
from homeroom_plugins.cli.demo.leave import SUCCESSOR
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

ENDS = date(2029, 8, 31)

NEXT = {"2025-G7": "2026-G8", "2025-G8": "2026-G9", "2025-G9": "2026-G7"}
"""Classes go up; who has seen one through begins with a new one."""


@agenda.on(2026, 8, 21)
def hand_over(story: Story) -> None:
    """The classes of the year that is over are given up."""
    with story.desk(OFFICE_CLERK) as desk:
        for teacher in story.cast.teachers:
            code = teacher.class_led(story.today)
            desk.apply_because("学年结束", hand_over_class, teacher, class_code=code or "")


@agenda.on(2026, 8, 24)
def reappoint(story: Story) -> None:
    """They are appointed for the new year, and take their classes."""
    with story.desk(OFFICE_CLERK) as desk:
        led = [
            (person, person.posts[-1].class_code)
            for person in desk.find(Person)
            if person.posts and person.posts[-1].role == HOMEROOM_TEACHER
        ]
        appointed = [
            desk.apply(take_class, person, class_code=NEXT[code[:7]] + code[7:])
            for person, code in led
            if person.state == IN_POST
        ]
    story.say(
        f"续聘班主任 {len(appointed)} 人，接任新学年班级",
        f"續聘班主任 {len(appointed)} 人，接任新學年班級",
        f"{len(appointed)} homeroom teachers are reappointed and take their classes of the new year",
    )


@agenda.on(2026, 8, 24)
def turn_to_second_scheme(story: Story) -> None:
    """What is opened now rests on the second version; what runs keeps the first.

    Raises:
        AssertionError: A running case did not keep its scheme, so the story does not hold.
    """
    with story.desk(PRESIDENT) as desk:
        first, second = desk.find(Scheme, state=IN_FORCE)
        desk.apply(schemes.supersede, first)
        (successor,) = desk.find(Person, staff_no=SUCCESSOR)
    running = story.find(GrowthPlan)[0]
    with story.desk(successor.actor()) as desk:
        begun = desk.create(
            plans.draft,
            teacher=successor.id,
            title="2026—2029 成长规划",
            starts=story.today,
            ends=ENDS,
        )
        desk.apply(plans.write, begun, diagnosis="重回班主任岗位。", goals=GOALS[2:])
    pinned = [one.basis.scheme for one in (running, begun) if isinstance(one.basis, Pinned)]
    if pinned != [first.id, second.id]:
        msg = "the demonstration expected a running case to keep its scheme"
        raise AssertionError(msg)
    story.say(
        f"新学年施行方案第二版（{second.id}）；进行中的规划仍依第一版（{first.id}）",
        f"新學年施行方案第二版（{second.id}）；進行中的規劃仍依第一版（{first.id}）",
        f"the second scheme ({second.id}) holds in the new year; plans that run keep the first "
        f"({first.id})",
    )
