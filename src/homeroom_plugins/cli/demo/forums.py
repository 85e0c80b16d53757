"""Forums (论坛): called for, held, voted on, credited; one a term."""

from datetime import date

from homeroom_core.training import forum as forums
from homeroom_core.training.forum_records import BEST, CALLED, HELD, PUZZLE, SUCCESS, Forum
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.crediting import credit_hours
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, Story

agenda = Agenda()

PUPILS = frozenset({"周小满", "沈知夏", "何以安"})
"""A class list, as it is handed in with a text about pupils; it is kept nowhere."""

NAMED = "周小满开学初不交作业，谈了三次以后每天主动来问。"
DE_IDENTIFIED = "学生甲开学初不交作业，谈了三次以后每天主动来问。"
SPEAKERS = 6


@agenda.on(2025, 10, 22)
def call_first(story: Story) -> None:
    """Plan the first forum, and call for a success or a puzzle."""
    _call(story, "让班会回到学生", date(2025, 11, 5), closes=date(2025, 11, 3))


@agenda.on(2025, 10, 31)
def contribute_first(story: Story) -> None:
    """Six hand in a text; one that names a pupil is refused until it is written otherwise."""
    _contribute(story, first=0)


@agenda.on(2025, 11, 5)
def hold_first(story: Story) -> None:
    """Sign-in, minutes, a secret ballot."""
    _hold(story, "六位班主任发言，围绕班会课的学生活动展开讨论。")


@agenda.on(2025, 11, 10)
def credit_first(story: Story) -> None:
    """Credit everybody who signed in, and archive."""
    _credit(story)


@agenda.on(2026, 3, 13)
def call_second(story: Story) -> None:
    """Plan the forum of the second term."""
    _call(story, "家校沟通的难点", date(2026, 3, 25), closes=date(2026, 3, 23))


@agenda.on(2026, 3, 20)
def contribute_second(story: Story) -> None:
    """Six others hand in a text."""
    _contribute(story, first=SPEAKERS)


@agenda.on(2026, 3, 25)
def hold_second(story: Story) -> None:
    """Sign-in, minutes, a secret ballot."""
    _hold(story, "六位班主任交流家校沟通案例，形成共识三条。")


@agenda.on(2026, 4, 1)
def credit_second(story: Story) -> None:
    """Credit everybody who signed in, and archive."""
    _credit(story)


def _call(story: Story, title: str, on: date, *, closes: date) -> None:
    cast = story.cast
    with story.desk(OFFICE_CLERK) as desk:
        planned = desk.create(
            forums.plan,
            title=title,
            on=on,
            place="图书馆报告厅",
            host=cast.leaders[0].id,
            recorder=cast.leaders[1].id,
        )
        desk.apply(forums.call, planned, closes=closes)


def _contribute(story: Story, *, first: int) -> None:
    (forum,) = story.find(Forum, state=CALLED)
    speakers = story.cast.teachers[first : first + SPEAKERS]
    story.expect_refusal(
        speakers[0].actor(),
        lambda desk: desk.apply(
            forums.contribute,
            desk.get(Forum, forum.id),
            kind=SUCCESS,
            title="一次谈话",
            text=NAMED,
            class_list=PUPILS,
        ),
    )
    for number, speaker in enumerate(speakers):
        with story.desk(speaker.actor()) as desk:
            desk.apply(
                forums.contribute,
                desk.get(Forum, forum.id),
                kind=PUZZLE if number % 2 else SUCCESS,
                title="一次谈话",
                text=DE_IDENTIFIED,
                class_list=PUPILS,
            )


def _hold(story: Story, minutes: str) -> None:
    (forum,) = story.find(Forum, state=CALLED)
    cast = story.cast
    spoke = tuple(one.by for one in forum.standing)
    led = (forum.host,)
    attended = tuple(one.id for one in (*cast.teachers, *cast.assistants) if one.id not in spoke)
    with story.desk(cast.leaders[1].actor()) as desk:
        signed = desk.apply(forums.sign_in, forum, attended=attended, contributed=spoke, led=led)
        held = desk.apply(forums.hold, signed, minutes=minutes, guests=2, class_list=PUPILS)
        voters = attended[:30]
        ballots = tuple(((at % 3) + 1, (at % 2) + 4) for at in range(len(voters)))
        counted = desk.apply(forums.count_ballots, held, voters=voters, ballots=ballots)
    best = [one.contribution for one in counted.prizes if one.level == BEST]
    story.say(
        f"论坛“{forum.title}”：{len(counted.present)} 人签到，{len(spoke)} 人发言；"
        f"无记名投票 {len(ballots)} 张，最佳为第 {best} 号",
        f"論壇「{forum.title}」：{len(counted.present)} 人簽到，{len(spoke)} 人發言；"
        f"無記名投票 {len(ballots)} 張，最佳為第 {best} 號",
        f"forum “{forum.title}”: {len(counted.present)} sign in, {len(spoke)} speak; "
        f"{len(ballots)} secret ballots, best is contribution {best}",
    )


def _credit(story: Story) -> None:
    (forum,) = story.find(Forum, state=HELD)
    with story.desk(OFFICE_CLERK) as desk:
        people = credit_hours(desk, desk.apply(forums.credit, forum))
        desk.apply(
            forums.archive,
            desk.get(Forum, forum.id),
            collection=f"校本论坛文集（{forum.on:%Y-%m}）",
        )
    story.say(
        f"论坛学时认定：{people} 人",
        f"論壇學時認定：{people} 人",
        f"hours of the forum are credited to {people} people",
    )
