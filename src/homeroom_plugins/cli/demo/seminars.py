"""The school hosts a seminar of the city (承办研讨): tasks, receipts, sign-in, costs, summary."""

from datetime import date
from decimal import Decimal

from homeroom_core.people import Level
from homeroom_core.training import seminar as seminars
from homeroom_core.training.person import Person
from homeroom_core.training.seminar_records import Cost, Feedback, ProgrammeItem, Seminar, Task
from homeroom_core.training.visit_records import Visit
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.crediting import credit_hours
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

STARTS, ENDS = date(2026, 4, 23), date(2026, 4, 24)
UNITS = {"第二中学": 6, "实验学校": 8, "城北中学": 6}
"""Schools of the city that register, with the number of seats."""


@agenda.on(2026, 3, 9)
def apply(story: Story) -> None:
    """Apply to host it; the principal approves."""
    lead = story.cast.leaders[1]
    with story.desk(OFFICE_CLERK) as desk:
        applied = desk.create(
            seminars.apply,
            title="班会课的学生参与",
            level=Level.CITY,
            organiser="市教育局德育处",
            lead=lead.id,
            starts=STARTS,
            ends=ENDS,
            place="图书馆报告厅",
            capacity=120,
            safety_plan="安字〔2026〕2号",
            budget=Decimal(8000),
        )
    with story.desk(PRESIDENT) as desk:
        desk.apply(seminars.approve, applied, document="市教德〔2026〕6号")


@agenda.on(2026, 3, 12)
def prepare(story: Story) -> None:
    """Who prepares what, the programme, and the receipts."""
    cast = story.cast
    due = date(2026, 4, 13)
    tasks = tuple(
        Task(id=id, what=what, assignee=person.id, due=due)
        for (id, what), person in zip(
            (("hall", "会场与设备"), ("papers", "会议材料"), ("guests", "接待与回执")),
            cast.leaders,
            strict=True,
        )
    )
    items = (
        ProgrammeItem(on=STARTS, title="班会课展示四节", speaker="本校班主任"),
        ProgrammeItem(on=ENDS, title="外出学习分享与专家点评", speaker="考察小组"),
    )
    with story.desk(OFFICE_CLERK) as desk:
        (approved,) = desk.find(Seminar)
        preparing = desk.apply(seminars.prepare, approved, tasks=tasks)
        preparing = desk.apply(seminars.set_programme, preparing, items=items)
        for unit, seats in UNITS.items():
            preparing = desk.apply(seminars.register_unit, preparing, unit=unit, seats=seats)
        own = tuple(person.id for person in (*cast.teachers, *cast.assistants))
        preparing = desk.apply(seminars.register_staff, preparing, people=own)
    story.expect_refusal(OFFICE_CLERK, lambda desk: desk.apply(seminars.declare_ready, preparing))


@agenda.on(2026, 4, 10)
def finish_tasks(story: Story) -> None:
    """Everybody reports what was done; everything is ready."""
    (preparing,) = story.find(Seminar)
    for task in preparing.tasks:
        with story.desk(story.get(Person, task.assignee).actor()) as desk:
            desk.apply(seminars.finish, desk.get(Seminar, preparing.id), task=task.id)
    with story.desk(OFFICE_CLERK) as desk:
        desk.apply(seminars.declare_ready, desk.get(Seminar, preparing.id))


@agenda.on(2026, 4, 23)
@agenda.on(2026, 4, 24)
def sign_in(story: Story) -> None:
    """The sign-in of the day; on the second those who travelled speak of what they saw."""
    (ready,) = story.find(Seminar)
    last = story.today == ENDS
    spoke = {one.leader for one in story.find(Visit)} if last else set()
    own = {person for receipt in ready.standing for person in receipt.people} - {ready.lead}
    with story.desk(OFFICE_CLERK) as desk:
        there = desk.apply(
            seminars.sign_in,
            ready,
            on=story.today,
            attended=tuple(sorted(own - spoke)),
            contributed=tuple(sorted(spoke)),
            led=(ready.lead,),
        )
        if last:
            desk.apply(
                seminars.hold, there, guests=sum(UNITS.values()), materials=("YT-2026 材料",)
            )


@agenda.on(2026, 4, 30)
def sum_up(story: Story) -> None:
    """The costs, what those who came thought of it, and the hours."""
    costs = (
        Cost(what="资料印制", amount=Decimal("1860.50"), voucher="2026-0417"),
        Cost(what="专家劳务", amount=Decimal("3000.00"), voucher="2026-0421"),
    )
    with story.desk(OFFICE_CLERK) as desk:
        (held,) = desk.find(Seminar)
        stated = desk.apply(seminars.state_costs, held, costs=costs)
        feedback = Feedback(returned=18, very_good=13, good=4, fair=1)
        told = desk.apply(seminars.take_feedback, stated, feedback=feedback)
        done = desk.apply(seminars.summarise, told, summary="四节展示课，两天研讨，形成共识三条。")
        people = credit_hours(desk, done)
    story.say(
        f"承办市级研讨：来宾 {done.guests} 人，支出 {done.total} 元（预算 {done.budget} 元），"
        f"本校 {people} 人认定学时",
        f"承辦市級研討：來賓 {done.guests} 人，支出 {done.total} 元（預算 {done.budget} 元），"
        f"本校 {people} 人認定學時",
        f"the school has hosted a seminar of the city: {done.guests} guests, {done.total} of "
        f"{done.budget} yuan spent, hours credited to {people} of its own people",
    )
