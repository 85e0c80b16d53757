"""Growth plans (成长规划): written, some returned, approved; inspected, and some revised."""

from collections.abc import Iterator
from datetime import date

from homeroom_core.change import change
from homeroom_core.dimensions import COMPETENCE, CONDUCT, RESULTS
from homeroom_core.training import growth_plan as plans
from homeroom_core.training import growth_plan_records as plansr
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.growth_plan_records import (
    ACTIVE,
    INSPECTED,
    REVISED,
    SUBMITTED,
    GrowthPlan,
)
from homeroom_core.training.person import Person
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, Story

agenda = Agenda()

RETURNED_EVERY = 10
"""Every so many plans one is sent back for want of a measure that can be checked."""

OFF_TRACK_FROM, OFF_TRACK_EVERY = 6, 9
"""From this one on, every so many plans have a goal off track at the inspection."""

STARTS, ENDS = date(2025, 9, 1), date(2028, 8, 31)


@agenda.on(2025, 9, 26)
def write(story: Story) -> None:
    """Every homeroom teacher writes a plan and hands it in; nobody has two."""
    teachers = story.cast.teachers
    for teacher in teachers:
        _write(story, teacher)
    story.say(
        f"{len(teachers)} 份成长规划已提交",
        f"{len(teachers)} 份成長規劃已提交",
        f"{len(teachers)} growth plans were handed in",
    )
    story.expect_refusal(
        teachers[0].actor(),
        lambda desk: desk.create(
            plans.draft, teacher=teachers[0].id, title="第二份", starts=STARTS, ends=ENDS
        ),
    )


@agenda.on(2025, 9, 28)
def send_back(story: Story) -> None:
    """The office sends some back, with a word on what has to be changed."""
    returned = story.find(GrowthPlan, state=SUBMITTED)[::RETURNED_EVERY]
    with story.desk(OFFICE_CLERK) as desk:
        for plan in returned:
            desk.apply(plans.send_back, plan, comment="目标的衡量办法不够具体，请写明可查的数据。")
    story.say(
        f"{len(returned)} 份被退回修改",
        f"{len(returned)} 份被退回修改",
        f"{len(returned)} of them were returned with comments",
    )


@agenda.on(2025, 9, 29)
def write_again(story: Story) -> None:
    """The teachers say how it can be measured, and hand in again."""
    for returned in story.find(GrowthPlan, state=plansr.RETURNED):
        with story.desk(_teacher(story, returned).actor()) as desk:
            plan = desk.get(GrowthPlan, returned.id)
            sharper = tuple(change(g, measure=g.measure + "，每学期统计一次") for g in plan.goals)
            plan = desk.apply(plans.write, plan, diagnosis=plan.diagnosis, goals=sharper)
            desk.apply(plans.submit, plan)


@agenda.on(2025, 9, 30)
def approve(story: Story) -> None:
    """All are approved as baselines."""
    with story.desk(OFFICE_CLERK) as desk:
        waiting = tuple(desk.find(GrowthPlan, state=SUBMITTED))
        for plan in waiting:
            desk.apply(plans.approve, plan)
    story.say(
        f"{len(waiting)} 份规划获批，成为基线",
        f"{len(waiting)} 份規劃獲核准，成為基線",
        f"all {len(waiting)} plans were approved as baselines",
    )


@agenda.on(2026, 1, 14)
def inspect(story: Story) -> None:
    """The office looks at every goal; where one is off track, the teacher has to adjust it."""
    with story.desk(OFFICE_CLERK) as desk:
        running = tuple(desk.find(GrowthPlan, state=ACTIVE))
        off_track = running[OFF_TRACK_FROM::OFF_TRACK_EVERY]
        for plan in running:
            late = ("g2",) if plan in off_track else ()
            inspected = desk.apply(plans.inspect, plan, findings=tuple(_findings(plan, late)))
            if not late:
                desk.apply(plans.carry_on, inspected)
    one = story.get(GrowthPlan, off_track[0].id)
    due = one.inspections[-1].revise_by
    story.say(
        f"学期检查：{len(running)} 份，{len(off_track)} 份有目标未达成，须于 {due} 前修订",
        f"學期檢查：{len(running)} 份，{len(off_track)} 份有目標未達成，須於 {due} 前修訂",
        f"inspection of {len(running)} plans: {len(off_track)} have a goal off track, to be "
        f"revised by {due}",
    )
    story.expect_refusal(OFFICE_CLERK, lambda desk: desk.apply(plans.carry_on, one))


@agenda.on(2026, 3, 4)
def adjust(story: Story) -> None:
    """The teachers put the goal off, and say why."""
    for inspected in story.find(GrowthPlan, state=INSPECTED):
        with story.desk(_teacher(story, inspected).actor()) as desk:
            plan = desk.get(GrowthPlan, inspected.id)
            later = date(2027, 1, 15)
            goals = tuple(change(g, due=later) if g.id == "g2" else g for g in plan.goals)
            reasons = {"g2": "本学期兼任年级活动，家访推迟一学期完成。"}
            desk.apply(plans.adjust, plan, goals=goals, reasons=reasons)


@agenda.on(2026, 3, 6)
def approve_revisions(story: Story) -> None:
    """Their second versions are approved; the baselines are kept."""
    with story.desk(OFFICE_CLERK) as desk:
        revised = [desk.apply(plans.approve, p) for p in desk.find(GrowthPlan, state=REVISED)]
    changed = ", ".join(plans.compare_versions(revised[0], 1, 2).goals)
    story.say(
        f"{len(revised)} 份规划第 2 版获批（目标 {changed} 有调整），第 1 版保留",
        f"{len(revised)} 份規劃第 2 版獲核准（目標 {changed} 有調整），第 1 版保留",
        f"version 2 of {len(revised)} plans was approved (goal {changed} changed); version 1 is "
        "kept",
    )


def _teacher(story: Story, plan: GrowthPlan) -> Person:
    return story.get(Person, plan.teacher)


def _findings(plan: GrowthPlan, late: tuple[str, ...]) -> Iterator[plansr.Finding]:
    for goal in plan.goals:
        outcome = plansr.PARTLY if goal.id in late else plansr.ON_TRACK
        yield plansr.Finding(goal=goal.id, outcome=outcome)


def _write(story: Story, teacher: Person) -> None:
    with story.desk(teacher.actor()) as desk:
        plan = desk.create(
            plans.draft,
            teacher=teacher.id,
            title="2025—2028 成长规划",
            starts=STARTS,
            ends=ENDS,
        )
        plan = desk.apply(
            plans.write,
            plan,
            diagnosis="能组织常规班会；个别辅导和家校沟通还不够系统。",
            goals=GOALS,
        )
        desk.apply(plans.submit, plan)


GOALS = (
    Goal(
        id="g1",
        title="每学期上一节校级主题班会公开课",
        measure="公开课记录与听课评议",
        due=date(2026, 6, 30),
        dimension=COMPETENCE,
    ),
    Goal(
        id="g2",
        title="每位学生的家庭每学年至少沟通一次",
        measure="家校沟通已有的登记",
        due=date(2026, 6, 30),
        dimension=CONDUCT,
    ),
    Goal(
        id="g3",
        title="写成一篇带班案例",
        measure="校内论坛交流或发表",
        due=date(2027, 6, 30),
        dimension=RESULTS,
    ),
)
