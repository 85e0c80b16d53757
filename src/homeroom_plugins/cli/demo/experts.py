"""Experts from outside (专家引领): appointed, on visit, what they found put right and rechecked."""

from datetime import date
from decimal import Decimal

from homeroom_core.training import expert as experts
from homeroom_core.training import expert_visit as visits
from homeroom_core.training.expert_records import (
    APPOINTED,
    DIAGNOSIS,
    LECTURE,
    SALON,
    Checked,
    Expert,
    ExpertVisit,
    Measure,
)
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.crediting import credit_hours
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

EXPERT = "expert-1"
FINDINGS = (
    "班会课多由教师讲，学生活动少。",
    "家校沟通以通知为主，缺少个别反馈。",
    "年轻班主任的个别谈话没有跟进。",
)


@agenda.on(2025, 9, 28)
def propose(story: Story) -> None:
    """Propose an expert, and invite her."""
    with story.desk(OFFICE_CLERK) as desk:
        proposed = desk.create(
            experts.propose,
            expert=EXPERT,
            name="程远方",
            institution="师范大学教师教育学院",
            specialty="班级建设与班主任专业成长",
            purpose="诊断校本培训，指导主题班会",
            fee_rule="按校外专家酬金标准",
        )
    with story.desk(PRESIDENT) as desk:
        desk.apply(experts.invite, proposed)


@agenda.on(2025, 10, 10)
def appoint(story: Story) -> None:
    """Appoint her for a year; ten years would be too long."""
    (invited,) = story.find(Expert)
    letter, since = "聘字〔2025〕1号", date(2025, 10, 10)
    story.expect_refusal(
        PRESIDENT,
        lambda desk: desk.apply(
            experts.appoint, invited, letter=letter, since=since, until=date(2035, 10, 9)
        ),
    )
    with story.desk(PRESIDENT) as desk:
        until = date(2026, 10, 9)
        desk.apply(experts.appoint, invited, letter=letter, since=since, until=until)


@agenda.on(2025, 10, 16)
def record_visits(story: Story) -> None:
    """Three days: she watches classes, lectures, and talks with the young ones."""
    cast = story.cast
    (appointed,) = story.find(Expert, state=APPOINTED)
    days = (
        (DIAGNOSIS, date(2025, 10, 14), "听课、访谈与档案查阅", cast.seniors, None),
        (LECTURE, date(2025, 10, 15), "班会课怎样让学生动起来", cast.teachers, Decimal(3)),
        (SALON, date(2025, 10, 16), "青年班主任的困惑", cast.assistants, Decimal(2)),
    )
    with story.desk(OFFICE_CLERK) as desk:
        for form, on, subject, present, hours in days:
            visit = desk.create(
                visits.visit, appointment=appointed.id, form=form, subject=subject, on=on
            )
            attended = frozenset(person.id for person in present)
            desk.apply(visits.sign_in, visit, attended=attended, hours=hours)
    story.say(
        "专家来校三天：诊断、讲座（班主任参加）、沙龙（助理参加）",
        "專家來校三天：診斷、講座（班主任參加）、沙龍（助理參加）",
        "an expert comes for three days: diagnosis, a lecture for homeroom teachers, a salon for "
        "assistants",
    )


@agenda.on(2025, 10, 24)
def report(story: Story) -> None:
    """She reports; a diagnosis has findings. The hours of lecture and salon are credited."""
    with story.desk(OFFICE_CLERK) as desk:
        diagnosis, *others = desk.find(ExpertVisit)
        desk.apply(visits.report, diagnosis, summary="优势与不足见报告。", findings=FINDINGS)
        for visit in others:
            reported = desk.apply(visits.report, visit, summary=f"{visit.subject}，现场互动。")
            credited = desk.apply(visits.credit, reported)
            credit_hours(desk, desk.apply(visits.close, credited))
    story.say(
        f"诊断报告提出 {len(FINDINGS)} 条问题；讲座与沙龙的学时已认定",
        f"診斷報告提出 {len(FINDINGS)} 條問題；講座與沙龍的學時已認定",
        f"the diagnosis has {len(FINDINGS)} findings; hours of lecture and salon are credited",
    )


@agenda.on(2025, 10, 31)
def improve(story: Story) -> None:
    """Each finding gets an owner and a date: the leaders of the grade groups."""
    due = date(2026, 1, 9)
    owners = story.cast.leaders
    plan = ("班会课学生活动不少于一半时间", "每月一次个别反馈", "谈话后两周内回访")
    measures = tuple(
        Measure(finding=number, owner=owner.id, what=what, due=due)
        for number, (owner, what) in enumerate(zip(owners, plan, strict=True), 1)
    )
    with story.desk(OFFICE_CLERK) as desk:
        diagnosis = next(iter(desk.find(ExpertVisit)))
        desk.apply(visits.improve, diagnosis, measures=measures)
    story.say(
        f"整改计划：{len(measures)} 条问题各有责任人，{due} 前完成",
        f"整改計劃：{len(measures)} 條問題各有責任人，{due} 前完成",
        f"improvement plan: each of {len(measures)} findings has an owner, due on {due}",
    )


@agenda.on(2026, 1, 9)
def recheck(story: Story) -> None:
    """Two are put right, one has to be looked at again; an owner cannot recheck."""
    diagnosis = story.find(ExpertVisit)[0]
    results = (
        Checked(finding=1, resolved=True, evidence="听课记录 12 份"),
        Checked(finding=2, resolved=True, evidence="家校沟通登记"),
        Checked(finding=3, resolved=False, evidence="回访记录不全", again_by=date(2026, 4, 30)),
    )
    owner = story.cast.leaders[0].actor()
    story.expect_refusal(owner, lambda desk: desk.apply(visits.recheck, diagnosis, results=results))
    with story.desk(OFFICE_CLERK) as desk:
        desk.apply(visits.recheck, diagnosis, results=results)


@agenda.on(2026, 4, 30)
def recheck_again(story: Story) -> None:
    """The last finding is put right."""
    last = (Checked(finding=3, resolved=True, evidence="回访记录 18 份"),)
    with story.desk(OFFICE_CLERK) as desk:
        diagnosis = next(iter(desk.find(ExpertVisit)))
        done = desk.apply(visits.recheck, diagnosis, results=last)
    story.say(
        f"{len(done.findings)} 条问题全部整改到位，复查 {len(done.rechecks)} 次",
        f"{len(done.findings)} 條問題全部整改到位，複查 {len(done.rechecks)} 次",
        f"all {len(done.findings)} findings are put right, after {len(done.rechecks)} rechecks",
    )
