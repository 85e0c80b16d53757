"""A round of growth plans: written, some returned, approved; inspected, and one adjusted."""

from collections.abc import Sequence
from datetime import date

from homeroom_core.change import change
from homeroom_core.dimensions import COMPETENCE, CONDUCT, RESULTS
from homeroom_core.people import TEACHER, Actor
from homeroom_core.training import growth_plan as plans
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.growth_plan import GrowthPlan
from homeroom_core.training.person import Person
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, Story

RETURNED_EVERY = 10
"""Every so many plans one is sent back for want of a measure that can be checked."""

STARTS, ENDS = date(2025, 9, 1), date(2028, 8, 31)


def write_and_approve(story: Story, teachers: Sequence[Person]) -> list[str]:
    """Every teacher writes a plan, some have to revise it, the office approves them all.

    Returns:
        Ids of the plans, in the order of the teachers.
    """
    story.on(2025, 9, 25)
    plan_ids = [_write(story, teacher) for teacher in teachers]
    count = len(plan_ids)
    story.say(
        f"{count} 份成长规划已提交",
        f"{count} 份成長規劃已提交",
        f"{count} growth plans were handed in",
    )
    story.expect_refusal(
        _as(teachers[0]),
        lambda desk: desk.create(
            plans.draft, teacher=teachers[0].id, title="第二份", starts=STARTS, ends=ENDS
        ),
    )
    story.on(2025, 9, 26)
    returned = list(zip(plan_ids, teachers, strict=True))[::RETURNED_EVERY]
    with story.desk(OFFICE_CLERK) as desk:
        for plan_id, _ in returned:
            plan = desk.get(GrowthPlan, plan_id)
            desk.apply(plans.send_back, plan, comment="目标的衡量办法不够具体，请写明可查的数据。")
    story.say(
        f"{len(returned)} 份被退回修改",
        f"{len(returned)} 份被退回修改",
        f"{len(returned)} of them were returned with comments",
    )
    story.on(2025, 9, 29)
    for plan_id, teacher in returned:
        with story.desk(_as(teacher)) as desk:
            plan = desk.get(GrowthPlan, plan_id)
            sharper = tuple(change(g, measure=g.measure + "，每学期统计一次") for g in plan.goals)
            plan = desk.apply(plans.write, plan, diagnosis=plan.diagnosis, goals=sharper)
            desk.apply(plans.submit, plan)
    story.on(2025, 9, 30)
    with story.desk(OFFICE_CLERK) as desk:
        for plan_id in plan_ids:
            desk.apply(plans.approve, desk.get(GrowthPlan, plan_id))
    story.say(
        f"{count} 份规划获批，成为基线",
        f"{count} 份規劃獲核准，成為基線",
        f"all {count} plans were approved as baselines",
    )
    return plan_ids


def inspect_and_adjust(story: Story, plan_ids: list[str], teachers: Sequence[Person]) -> str:
    """The office inspects the plans; one finds a goal off track, and is adjusted.

    Returns:
        Id of the plan that was adjusted.
    """
    story.on(2026, 1, 14)
    adjusted, teacher = plan_ids[6], teachers[6]
    with story.desk(OFFICE_CLERK) as desk:
        for plan_id in plan_ids:
            plan = desk.get(GrowthPlan, plan_id)
            findings = tuple(
                plans.Finding(
                    goal=goal.id,
                    outcome=plans.PARTLY
                    if (plan_id, goal.id) == (adjusted, "g2")
                    else plans.ON_TRACK,
                )
                for goal in plan.goals
            )
            plan = desk.apply(plans.inspect, plan, findings=findings)
            if plan_id != adjusted:
                desk.apply(plans.carry_on, plan)
    due = story.get(GrowthPlan, adjusted).inspections[-1].revise_by
    story.say(
        f"学期检查：{len(plan_ids)} 份，1 份有目标未达成，须于 {due} 前修订（{adjusted}）",
        f"學期檢查：{len(plan_ids)} 份，1 份有目標未達成，須於 {due} 前修訂（{adjusted}）",
        f"inspection of {len(plan_ids)} plans: one has a goal off track, "
        f"to be revised by {due} ({adjusted})",
    )
    story.expect_refusal(
        OFFICE_CLERK,
        lambda desk: desk.apply(plans.carry_on, desk.get(GrowthPlan, adjusted)),
    )
    story.on(2026, 1, 21)
    with story.desk(_as(teacher)) as desk:
        plan = desk.get(GrowthPlan, adjusted)
        goals = tuple(change(g, due=date(2027, 1, 15)) if g.id == "g2" else g for g in plan.goals)
        reasons = {"g2": "本学期兼任年级活动，家访推迟一学期完成。"}
        desk.apply(plans.adjust, plan, goals=goals, reasons=reasons)
    story.on(2026, 1, 23)
    with story.desk(OFFICE_CLERK) as desk:
        plan = desk.apply(plans.approve, desk.get(GrowthPlan, adjusted))
    changed = ", ".join(plans.compare_versions(plan, 1, 2).goals)
    story.say(
        f"{adjusted} 第 2 版获批（目标 {changed} 有调整），第 1 版保留",
        f"{adjusted} 第 2 版獲核准（目標 {changed} 有調整），第 1 版保留",
        f"version 2 of {adjusted} was approved (goal {changed} changed); version 1 is kept",
    )
    return adjusted


def _write(story: Story, teacher: Person) -> str:
    with story.desk(_as(teacher)) as desk:
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
            goals=_goals(),
        )
        return desk.apply(plans.submit, plan).id


def _goals() -> tuple[Goal, ...]:
    return (
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


def _as(person: Person) -> Actor:
    return Actor(person.id, person.roles | {str(TEACHER)})
