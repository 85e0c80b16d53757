"""Going out (走出去): six teachers visit a school; classes are covered, and what they saw is shared."""

from datetime import date, time, timedelta
from decimal import Decimal

from homeroom_core.people import Level
from homeroom_core.training import visit as visits
from homeroom_core.training.person import Person
from homeroom_core.training.seminar_records import Seminar
from homeroom_core.training.visit_records import Visit, classes_left
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.crediting import credit_hours
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

STARTS, ENDS = date(2026, 4, 14), date(2026, 4, 16)
TRAVELLERS = 6


@agenda.on(2026, 3, 16)
def apply(story: Story) -> None:
    """Apply for six; without cover for their classes it is not approved."""
    leader, *others = story.cast.teachers[20 : 20 + TRAVELLERS]
    with story.desk(leader.actor()) as desk:
        applied = desk.create(
            visits.apply,
            leader=leader.id,
            companions=frozenset(one.id for one in others),
            destination="外市实验中学",
            purpose="学习主题班会与班级自治",
            starts=STARTS,
            ends=ENDS,
            budget=Decimal(9600),
            level=Level.DISTRICT,
        )
    story.expect_refusal(
        PRESIDENT, lambda desk: desk.apply(visits.approve, applied, document="校函〔2026〕4号")
    )


@agenda.on(2026, 3, 18)
def cover(story: Story) -> None:
    """Assistants agree to look after the classes; the principal approves."""
    with story.looking() as reader:
        (applied,) = reader.find(Visit)
        left = classes_left(applied, reader)
    colleagues = story.cast.assistants[: len(left)]
    for class_code, colleague in zip(left, colleagues, strict=True):
        with story.desk(OFFICE_CLERK) as desk:
            there = desk.get(Visit, applied.id)
            desk.apply(visits.name_cover, there, class_code=class_code, colleague=colleague.id)
        with story.desk(colleague.actor()) as desk:
            desk.apply(visits.agree, desk.get(Visit, applied.id))
    with story.desk(PRESIDENT) as desk:
        desk.apply(visits.approve, desk.get(Visit, applied.id), document="校函〔2026〕4号")
    story.say(
        f"外出考察获批：{len(applied.travellers)} 人，{len(left)} 个班有人代管",
        f"外出考察獲核准：{len(applied.travellers)} 人，{len(left)} 個班有人代管",
        f"a study visit of {len(applied.travellers)} is approved; {len(left)} classes are covered",
    )


@agenda.on(2026, 4, 17)
def return_home(story: Story) -> None:
    """Back home: who was there on each day."""
    (approved,) = story.find(Visit)
    with story.desk(story.get(Person, approved.leader).actor()) as desk:
        there = desk.get(Visit, approved.id)
        for past in range((ENDS - STARTS).days + 1):
            day = STARTS + timedelta(days=past)
            there = desk.apply(
                visits.sign_in,
                there,
                on=day,
                evidence=(f"对方签到 {day}",),
                attended=tuple(sorted(there.travellers)),
            )
        desk.apply(visits.travel, there)


@agenda.on(2026, 4, 22)
def report(story: Story) -> None:
    """The report; hours come only after sharing."""
    (travelled,) = story.find(Visit)
    with story.desk(story.get(Person, travelled.leader).actor()) as desk:
        desk.apply(visits.report, desk.get(Visit, travelled.id), text="学生自己主持，教师只提问。")
    story.expect_refusal(
        OFFICE_CLERK, lambda desk: desk.apply(visits.credit, desk.get(Visit, travelled.id))
    )


@agenda.on(2026, 4, 24, at=time(17))
def share(story: Story) -> None:
    """Shared at the seminar that the school hosts on these days; then the hours are credited."""
    (reported,) = story.find(Visit)
    (seminar,) = story.find(Seminar)
    with story.desk(story.get(Person, reported.leader).actor()) as desk:
        desk.apply(visits.share, desk.get(Visit, reported.id), event=seminar.id)
    with story.desk(OFFICE_CLERK) as desk:
        credited = desk.apply(visits.credit, desk.get(Visit, reported.id))
        people = credit_hours(desk, credited)
    story.say(
        f"外出考察在研讨会上分享，{people} 人认定学时",
        f"外出考察在研討會上分享，{people} 人認定學時",
        f"the visit is shared at the seminar; hours are credited to {people}",
    )
