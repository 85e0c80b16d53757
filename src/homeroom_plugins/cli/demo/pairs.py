"""Mentoring pairs (师徒结对): 18 agreements, duties with evidence (六到位), term reviews, graduation."""

from collections.abc import Sequence
from datetime import date

from homeroom_core.people import ADVISOR
from homeroom_core.training import mentorship as pairs
from homeroom_core.training.mentorship_records import ACTIVE, REVIEWED, Mentorship
from homeroom_core.training.person import Person, appoint
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.crediting import credit_hours
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

STARTS = date(2025, 9, 10)
NEWCOMERS = date(2025, 8, 1)
"""Who began to work then is still an assistant next year."""


@agenda.on(2025, 9, 8)
def recognise(story: Story) -> None:
    """Colleagues recognise twelve experienced teachers as advisors, and one without the title."""
    cast = story.cast
    without_title = _without_title(cast.teachers)
    with story.desk(OFFICE_CLERK) as desk:
        for person in (*cast.seniors, without_title):
            roles = person.roles | {ADVISOR} if person in cast.seniors else person.roles
            desk.apply(appoint, person, roles=roles, recognised_by_peers=True)


@agenda.on(2025, 9, 10)
def pair(story: Story) -> None:
    """Teachers' Day: 18 agreements are signed; an advisor without senior title is refused."""
    cast = story.cast
    refused = _nominate(story, cast.assistants[0], _without_title(cast.teachers))
    story.expect_refusal(
        OFFICE_CLERK, lambda desk: desk.apply(pairs.qualify, desk.get(Mentorship, refused))
    )
    with story.desk(OFFICE_CLERK) as desk:
        desk.apply_because("顾问须有高级职称", pairs.end, desk.get(Mentorship, refused))
    for assistant, advisor in _matched(cast.assistants, cast.advisors):
        _agree(story, _nominate(story, assistant, advisor), assistant, advisor)
    story.say(
        f"教师节：{len(cast.assistants)} 份结对协议双方签字，顾问 {len(cast.advisors)} 人",
        f"教師節：{len(cast.assistants)} 份結對協議雙方簽字，顧問 {len(cast.advisors)} 人",
        f"Teachers' Day: {len(cast.assistants)} agreements are signed by both sides, with "
        f"{len(cast.advisors)} advisors",
    )


@agenda.on(2025, 9, 25)
def confirm(story: Story) -> None:
    """The pairs are older than the scheme: they come under it on record."""
    with story.desk(OFFICE_CLERK) as desk:
        running = tuple(desk.find(Mentorship, state=ACTIVE))
        for one in running:
            desk.apply_because("方案施行前结对", pairs.confirm, one)
    story.say(
        f"{len(running)} 对师徒纳入方案",
        f"{len(running)} 對師徒納入方案",
        f"{len(running)} pairs come under the scheme",
    )


@agenda.on(2025, 10, 17)
@agenda.on(2025, 11, 17)
@agenda.on(2025, 12, 17)
@agenda.on(2026, 1, 12)
@agenda.on(2026, 3, 13)
@agenda.on(2026, 4, 15)
@agenda.on(2026, 5, 15)
@agenda.on(2026, 6, 12)
@agenda.on(2026, 7, 3)
def check_month(story: Story) -> None:
    """The office looks in each month; the advisor was in class, and talked it over."""
    month = f"{story.today:%Y-%m}"
    for one in story.find(Mentorship, state=ACTIVE):
        advisor = story.get(Person, one.advisor)
        with story.desk(advisor.actor()) as desk:
            duties = ("class_meeting_coaching", "class_observation", "values_guidance")
            there = desk.get(Mentorship, one.id)
            desk.apply(pairs.record_duty, there, duties=duties, evidence=f"听课记录 {month}")
        with story.desk(OFFICE_CLERK) as desk:
            there = desk.get(Mentorship, one.id)
            desk.apply(
                pairs.record_duty,
                there,
                duties=("monthly_check",),
                evidence=f"月检查表 {month}",
            )


@agenda.on(2026, 1, 14)
def review_first_term(story: Story) -> None:
    """The reviews of the first term; in two pairs something fell short."""
    _sum_up(story, short=2)
    with story.desk(OFFICE_CLERK) as desk:
        reviewed = [desk.apply(pairs.review, one) for one in desk.find(Mentorship, state=ACTIVE)]
        for one in reviewed:
            desk.apply(pairs.carry_on, one)
    met = sum(one.reviews[-1].met for one in reviewed)
    story.say(
        f"师徒学期考核：{len(reviewed)} 对，{met} 对六到位，其余有缺项",
        f"師徒學期考核：{len(reviewed)} 對，{met} 對六到位，其餘有缺項",
        f"term review of {len(reviewed)} pairs: in {met} every duty was done",
    )


@agenda.on(2026, 7, 8)
def review_second_term(story: Story) -> None:
    """The reviews of the second term."""
    _sum_up(story, short=0)
    with story.desk(OFFICE_CLERK) as desk:
        for one in tuple(desk.find(Mentorship, state=ACTIVE)):
            desk.apply(pairs.review, one)


@agenda.on(2026, 7, 10)
def judge_year(story: Story) -> None:
    """Who is competent graduates; the newcomers of this year go on for another one."""
    graduated = []
    reviewed = story.find(Mentorship, state=REVIEWED)
    for one in reviewed:
        work_since = story.get(Person, one.assistant).details.work_since
        if work_since is not None and work_since >= NEWCOMERS:
            with story.desk(OFFICE_CLERK) as desk:
                desk.apply_because(
                    "入职第一年，继续结对", pairs.extend, desk.get(Mentorship, one.id)
                )
            continue
        with story.desk(PRESIDENT) as desk:
            there = desk.get(Mentorship, one.id)
            graduated.append(desk.apply(pairs.graduate, there, judgement="能独立带班，同意出师。"))
    with story.desk(OFFICE_CLERK) as desk:
        people = sum(credit_hours(desk, desk.get(Mentorship, one.id)) for one in graduated)
    story.say(
        f"{len(graduated)} 对出师，{len(reviewed) - len(graduated)} 对延长一年；认定学时 {people} 份",
        f"{len(graduated)} 對出師，{len(reviewed) - len(graduated)} 對延長一年；認定學時 {people} 份",
        f"{len(graduated)} pairs graduate, {len(reviewed) - len(graduated)} go on for a year; "
        f"hours are credited {people} times",
    )


def _without_title(teachers: Sequence[Person]) -> Person:
    return next(one for one in teachers if one.details.title == "first_grade")


def _matched(
    assistants: Sequence[Person], advisors: Sequence[Person]
) -> list[tuple[Person, Person]]:
    """Each assistant with an advisor of the same grade, in turn, two at most with one advisor."""
    found = []
    for grade in dict.fromkeys(one.details.grade for one in assistants):
        there = [one for one in advisors if one.details.grade == grade]
        young = [one for one in assistants if one.details.grade == grade]
        found += [(one, there[at % len(there)]) for at, one in enumerate(young)]
    return found


def _nominate(story: Story, assistant: Person, advisor: Person) -> str:
    with story.desk(OFFICE_CLERK) as desk:
        return desk.create(
            pairs.nominate, assistant=assistant.id, advisor=advisor.id, starts=STARTS
        ).id


def _agree(story: Story, id: str, assistant: Person, advisor: Person) -> None:
    with story.desk(OFFICE_CLERK) as desk:
        desk.apply(pairs.qualify, desk.get(Mentorship, id))
    with story.desk(advisor.actor()) as desk:
        plan = "每周跟班一次，每月谈一次，学期末由助理主持一次班会。"
        written = desk.apply(pairs.write_plan, desk.get(Mentorship, id), plan=plan)
        desk.apply(pairs.sign, written)
    with story.desk(assistant.actor()) as desk:
        desk.apply(pairs.sign, desk.get(Mentorship, id))
    with story.desk(OFFICE_CLERK) as desk:
        desk.apply(pairs.approve, desk.get(Mentorship, id))


def _sum_up(story: Story, *, short: int) -> None:
    """Each assistant has held a class meeting and sums the term up; some have not reflected."""
    on = story.today
    for at, one in enumerate(story.find(Mentorship, state=ACTIVE)):
        own = ("class_meeting",) if at < short else ("class_meeting", "reflection")
        with story.desk(story.get(Person, one.advisor).actor()) as desk:
            desk.apply(
                pairs.record_duty,
                desk.get(Mentorship, one.id),
                duties=("family_coaching", "feedback"),
                evidence=f"学期反馈 {on}",
            )
        with story.desk(story.get(Person, one.assistant).actor()) as desk:
            there = desk.apply(
                pairs.record_duty,
                desk.get(Mentorship, one.id),
                duties=own,
                evidence=f"班会记录 {on}",
            )
            desk.apply(pairs.summarise, there, summary="学会了从学生出发设计班会。")
