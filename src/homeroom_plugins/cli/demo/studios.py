"""The studio (工作研究室): named for three years, its first year planned and assessed from outside."""

import random
from datetime import date

from homeroom_core.people import Level
from homeroom_core.training import studio as studios
from homeroom_core.training.forum_records import Forum
from homeroom_core.training.seminar_records import Seminar
from homeroom_core.training.studio_records import LEARNER, Milestone, Studio
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.judging import marks_near
from homeroom_plugins.cli.demo.projects import OUTSIDERS
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

MEMBERS, LEARNERS = 6, 10
PLAN = (
    Milestone(id="forums", year=1, title="承办两次校级论坛", due=date(2026, 6, 30)),
    Milestone(id="project", year=2, title="完成一项区级课题", due=date(2027, 6, 30)),
    Milestone(id="book", year=3, title="汇编班会案例集", due=date(2028, 6, 30)),
)


@agenda.on(2025, 9, 30)
def name(story: Story) -> None:
    """Apply with a plan for three years; the principal names it, and learners join."""
    cast = story.cast
    leader, *members = cast.seniors[: 1 + MEMBERS]
    with story.desk(leader.actor()) as desk:
        applied = desk.create(
            studios.apply,
            title="班会课工作研究室",
            partner="师范大学教师教育学院",
            leader=leader.id,
            honour="市优秀班主任（2023）",
            honour_level=Level.CITY,
            starts=date(2025, 9, 1),
            plan=PLAN,
            members=frozenset(one.id for one in members),
        )
    with story.desk(PRESIDENT) as desk:
        named = desk.apply(studios.name, applied, document="校发〔2025〕8号")
    with story.desk(OFFICE_CLERK) as desk:
        for learner in cast.assistants[:LEARNERS]:
            named = desk.apply(studios.join, named, person=learner.id, part=LEARNER)
    story.say(
        f"工作研究室挂牌：成员 {MEMBERS} 人，学员 {LEARNERS} 人，三年规划 {len(PLAN)} 个节点",
        f"工作研究室掛牌：成員 {MEMBERS} 人，學員 {LEARNERS} 人，三年規劃 {len(PLAN)} 個節點",
        f"a studio is named: {MEMBERS} members, {LEARNERS} learners, a plan of {len(PLAN)} "
        "milestones in three years",
    )


@agenda.on(2026, 5, 8)
def reach(story: Story) -> None:
    """The first milestone is reached; the studio points to records that are there already."""
    records = [one.id for one in (*story.find(Forum), *story.find(Seminar))]
    (named,) = story.find(Studio)
    leader = next(one for one in story.cast.seniors if one.id == named.leader)
    with story.desk(leader.actor()) as desk:
        there = desk.get(Studio, named.id)
        for record in records:
            there = desk.apply(studios.link, there, record=record)
        desk.apply(studios.reach, there, milestone="forums", evidence=tuple(records))


@agenda.on(2026, 7, 8)
def assess(story: Story) -> None:
    """A team from outside reads files, looks around, talks to people, and marks."""
    team = frozenset(one.id for one in OUTSIDERS)
    with story.desk(OFFICE_CLERK) as desk:
        (named,) = desk.find(Studio)
        opened = desk.apply(
            studios.open_assessment, named, team=team, sheet="studio_assessment_studio"
        )
    rubric = opened.current.rubric
    chance = random.Random(len(rubric.leaves))  # noqa: S311  # a story that is the same every time
    for assessor in OUTSIDERS:
        with story.desk(assessor) as desk:
            there = desk.get(Studio, opened.id)
            if assessor is OUTSIDERS[0]:
                there = desk.apply(
                    studios.note,
                    there,
                    files="材料齐全",
                    site_visit="活动室与公开课",
                    talks="访谈成员六人",
                )
            desk.apply(studios.score, there, marks=marks_near(rubric, 0.97, chance))


@agenda.on(2026, 7, 10)
def conclude(story: Story) -> None:
    """The result of the first year; the studio keeps its name."""
    with story.desk(OFFICE_CLERK) as desk:
        (assessed,) = desk.find(Studio)
        concluded = desk.apply(studios.conclude, assessed)
    with story.desk(PRESIDENT) as desk:
        desk.apply(studios.keep_name, desk.get(Studio, concluded.id))
    result = concluded.results[-1]
    story.say(
        f"工作研究室第一年考核：{result.grade}",
        f"工作研究室第一年考核：{result.grade}",
        f"first year of the studio: {result.grade}",
    )
