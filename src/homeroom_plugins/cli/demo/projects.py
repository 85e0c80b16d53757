"""Projects (课题): 14 applications, two refused, eight approved, opened, checked, closed."""

import random
from collections.abc import Sequence
from datetime import date

from homeroom_core.desk import Desk
from homeroom_core.families import RUBRICS
from homeroom_core.people import EXPERT, Actor
from homeroom_core.rubric import Rubric
from homeroom_core.training import notice as notices
from homeroom_core.training import project as projects
from homeroom_core.training import project_call as calls
from homeroom_core.training import review_sheet as reviews
from homeroom_core.training.notice import Notice
from homeroom_core.training.person import Person
from homeroom_core.training.project_records import (
    APPLIED,
    APPROVED,
    CLOSING,
    MIDTERM_PASSED,
    OPENED,
    RECTIFYING,
    REVIEWED,
    UNDER_REVIEW,
    Project,
    ProjectCall,
)
from homeroom_core.training.ranked_call import involved_in, proposed_lines
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.judging import marks_near
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

LEADERS = 12
STARTS, ENDS = date(2025, 11, 3), date(2026, 11, 2)
OUTSIDERS = tuple(Actor.of(f"expert-{number}", EXPERT) for number in (1, 2, 3))
CLOSED_EARLY = 3
"""So many are done by the end of the school year."""


@agenda.on(2025, 9, 29)
def call(story: Story) -> None:
    """Call for projects, with the sheets of approval and closing."""
    with story.desk(story.cast.research) as desk:
        desk.create(
            calls.call,
            title="2025 年校级课题申报",
            deadline=date(2025, 10, 17),
            rubric=story.office.plugins(RUBRICS, "project_review_approval"),
            closing_rubric=story.office.plugins(RUBRICS, "project_review_closing"),
        )


@agenda.on(2025, 10, 17)
def apply(story: Story) -> None:
    """Fourteen applications; two leaders have an unfinished project already."""
    (called,) = story.find(ProjectCall)
    teachers = story.cast.teachers[10:]
    leaders, others = teachers[:LEADERS], teachers[LEADERS:]
    for at, leader in enumerate(leaders):
        members = tuple(one.id for one in others[2 * at : 2 * at + 2])
        _apply(story, called, leader, members)
    for leader in leaders[:2]:
        with story.desk(leader.actor()) as desk:
            second = _draft(desk, called, leader, ())
        _expect_limit(story, leader, second)
        with story.desk(leader.actor()) as desk:
            there = desk.get(Project, second.id)
            desk.apply_because("已有未结题的课题", projects.take_back, there)
    story.say(
        f"课题申报截止：{LEADERS + 2} 份，2 份因主持人有未结题课题不予受理",
        f"課題申報截止：{LEADERS + 2} 份，2 份因主持人有未結題課題不予受理",
        f"the call for projects closes: {LEADERS + 2} applications, two of them refused",
    )


@agenda.on(2025, 10, 20)
def assign(story: Story) -> None:
    """Three reviewers for each application."""
    cast = story.cast
    with story.desk(cast.research) as desk:
        (called,) = desk.find(ProjectCall)
        desk.apply(calls.close, called)
        for at, project in enumerate(tuple(desk.find(Project, state=APPLIED))):
            three = tuple(cast.judges[(at + step) % len(cast.judges)].id for step in range(3))
            desk.apply(projects.assign, project, reviewers=three)


@agenda.on(2025, 10, 24)
def review(story: Story) -> None:
    """The sheets, and the places that follow from them."""
    (called,) = story.find(ProjectCall)
    cast = story.cast
    _mark(story, story.find(Project, state=UNDER_REVIEW), called.rubric, cast.judges)
    with story.desk(cast.research) as desk:
        for project in tuple(desk.find(Project, state=UNDER_REVIEW)):
            desk.apply(projects.close_review, project)
        desk.apply(calls.rank, desk.get(ProjectCall, called.id))


@agenda.on(2025, 10, 27)
def publicise(story: Story) -> None:
    """Put up who is to be approved."""
    with story.looking() as reader:
        (called,) = reader.find(ProjectCall)
        lines, involved = proposed_lines(called, reader), involved_in(called, reader)
    with story.desk(OFFICE_CLERK) as desk:
        notice = desk.create(
            notices.publish,
            subject=called.id,
            title="拟立项课题公示",
            lines=lines,
            involved=involved,
        )
    with story.desk(story.cast.research) as desk:
        desk.apply(calls.publicise, desk.get(ProjectCall, called.id), notice=notice.id)
    story.say(
        f"拟立项课题 {len(lines)} 项，公示至 {notice.closes}",
        f"擬立項課題 {len(lines)} 項，公示至 {notice.closes}",
        f"{len(lines)} projects are to be approved; put up until {notice.closes}",
    )


@agenda.on(2025, 11, 3)
def decide(story: Story) -> None:
    """Eight are approved, under numbers."""
    with story.desk(PRESIDENT) as desk:
        (called,) = desk.find(ProjectCall)
        notice = desk.get(Notice, called.notice or "")
        desk.apply(notices.close, notice, document="校发〔2025〕10号")
        desk.apply(calls.decide, called, number_prefix="KT-2025-")
        decided = [
            desk.apply(projects.decide_approval, project)
            for project in tuple(desk.find(Project, state=REVIEWED))
        ]
    approved = sum(project.state == APPROVED for project in decided)
    story.say(
        f"立项 {approved} 项，未立项 {len(decided) - approved} 项",
        f"立項 {approved} 項，未立項 {len(decided) - approved} 項",
        f"{approved} projects are approved, {len(decided) - approved} are not",
    )


@agenda.on(2025, 11, 21)
def open_projects(story: Story) -> None:
    """Every leader gives the opening report; an expert gives an opinion."""
    approved = story.find(Project, state=APPROVED)
    for project in approved:
        with story.desk(_leader(story, project)) as desk:
            desk.apply(
                projects.open_project,
                desk.get(Project, project.id),
                report=f"{project.number} 开题报告",
                expert=OUTSIDERS[0].id,
                opinion="问题集中，方法可行。",
            )
    story.say(
        f"{len(approved)} 项课题开题",
        f"{len(approved)} 項課題開題",
        f"{len(approved)} projects are opened",
    )


@agenda.on(2026, 5, 20)
def check_midterm(story: Story) -> None:
    """The midterm check: one has to repair its records, one becomes a project of the district."""
    with story.desk(story.cast.research) as desk:
        weak, promoted, *good = desk.find(Project, state=OPENED)
        desk.apply(projects.ask_repairs, weak, repairs=("补齐前测数据",))
        for project in (promoted, *good):
            desk.apply(projects.pass_midterm, project, report=f"{project.number} 中期报告")
        there = desk.get(Project, promoted.id)
        desk.apply(projects.promote, there, level="district", document="区教科〔2026〕8号")
    story.say(
        f"课题中期检查：{len(good) + 1} 项通过，1 项限期整改；1 项升为区级课题，不再计入校级",
        f"課題中期檢查：{len(good) + 1} 項通過，1 項限期整改；1 項升為區級課題，不再計入校級",
        f"midterm check: {len(good) + 1} projects pass, one has to repair something; one becomes "
        "a project of the district, and is one of the school no more",
    )


@agenda.on(2026, 6, 5)
def check_repairs(story: Story) -> None:
    """The repairs are shown."""
    with story.desk(story.cast.research) as desk:
        (project,) = desk.find(Project, state=RECTIFYING)
        desk.apply(projects.pass_midterm, project, report=f"{project.number} 整改报告")


@agenda.on(2026, 7, 6)
def hand_in(story: Story) -> None:
    """Three hand in; a panel of five, with at most two of the own school."""
    cast = story.cast
    done = story.find(Project, state=MIDTERM_PASSED)[:CLOSED_EARLY]
    for project in done:
        with story.desk(_leader(story, project)) as desk:
            desk.apply(
                projects.hand_in,
                desk.get(Project, project.id),
                report=f"{project.number} 结题报告",
                results=(f"{project.number} 案例集",),
            )
    insiders = tuple(judge.id for judge in cast.judges[:5])
    story.expect_refusal(
        cast.research,
        lambda desk: desk.apply(
            projects.appoint_panel, desk.get(Project, done[0].id), panel=insiders
        ),
    )
    panel = (*insiders[:2], *(one.id for one in OUTSIDERS))
    with story.desk(cast.research) as desk:
        for project in done:
            desk.apply(projects.appoint_panel, desk.get(Project, project.id), panel=panel)


@agenda.on(2026, 7, 10)
def close(story: Story) -> None:
    """The sheets of the panel, and what they come to."""
    (called,) = story.find(ProjectCall)
    panel = (*story.cast.judges[:2], *OUTSIDERS)
    _mark(story, story.find(Project, state=CLOSING), called.closing_rubric, panel)
    with story.desk(PRESIDENT) as desk:
        closed = [
            desk.apply(projects.close_project, project)
            for project in tuple(desk.find(Project, state=CLOSING))
        ]
    grades = "、".join(str(one.closing.grade) for one in closed if one.closing)
    story.say(
        f"课题结题 {len(closed)} 项：{grades}",
        f"課題結題 {len(closed)} 項：{grades}",
        f"{len(closed)} projects are closed: {grades}",
    )


def _apply(story: Story, called: ProjectCall, leader: Person, members: tuple[str, ...]) -> None:
    with story.desk(leader.actor()) as desk:
        desk.apply(projects.apply, _draft(desk, called, leader, members))


def _draft(desk: Desk, called: ProjectCall, leader: Person, members: tuple[str, ...]) -> Project:
    return desk.create(
        projects.draft,
        call=called.id,
        title="班会课学生参与度的行动研究",
        leader=leader.id,
        members=members,
        method="行动研究",
        starts=STARTS,
        ends=ENDS,
    )


def _expect_limit(story: Story, leader: Person, second: Project) -> None:
    story.expect_refusal(leader.actor(), lambda desk: desk.apply(projects.apply, second))


def _leader(story: Story, project: Project) -> Actor:
    return story.get(Person, project.leader).actor()


def _mark(story: Story, due: Sequence[Project], rubric: Rubric, reviewers: Sequence[Actor]) -> None:
    chance = random.Random(len(due))  # noqa: S311  # a story that is the same every time
    quality = {project.id: chance.uniform(0.7, 0.95) for project in due}
    for reviewer in reviewers:
        with story.desk(reviewer) as desk:
            for project in due:
                if reviewer.id in project.reviewers:
                    marks = marks_near(rubric, quality[project.id], chance)
                    sheet = desk.create(
                        reviews.begin, subject=project.id, reviewer=reviewer.id, marks=marks
                    )
                    desk.apply(reviews.sign, sheet)
