"""The skills contest (基本功大赛): three winners go to the district, which receives each once."""

from datetime import date, time

from homeroom_core.exchange import confirms, receive, recommendation
from homeroom_core.training import contest as contests
from homeroom_core.training import contest_entry as entries
from homeroom_core.training.contest_records import Contest
from homeroom_core.training.nomination import Nomination
from homeroom_plugins.cli.demo import judging
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.judging import Judging
from homeroom_plugins.cli.demo.pre_service import FIRST_APPOINTED
from homeroom_plugins.cli.demo.story import BUREAU_CLERK, DISTRICT, OFFICE_CLERK, ORG, Story

agenda = Agenda()

SKILLS = "skills"
CONTESTANTS = 12
LEAST_YEARS = 3


@agenda.on(2026, 3, 16)
def call(story: Story) -> None:
    """Call it; whoever leads a class for the first time may not enter yet."""
    with story.desk(OFFICE_CLERK) as desk:
        contest = desk.create(
            contests.call_under_scheme,
            title="2026 年班主任基本功大赛",
            deadline=date(2026, 3, 20),
            variant=SKILLS,
        )
    newcomer = next(
        one for one in story.cast.teachers if one.details.homeroom_since == FIRST_APPOINTED
    )
    story.expect_refusal(
        newcomer.actor(),
        lambda desk: desk.create(
            entries.enter, contest=contest.id, contestant=newcomer.id, title="带班方略"
        ),
    )


@agenda.on(2026, 3, 18)
def enter(story: Story) -> None:
    """Twelve teachers with some years of experience enter."""
    contest = judging.running(story, SKILLS)
    experienced = [
        one for one in story.cast.teachers if (one.details.homeroom_years or 0) >= LEAST_YEARS
    ]
    chosen = experienced[::4][:CONTESTANTS]
    judging.enter_all(story, contest.id, chosen, ("带班方略",))
    story.say(
        f"班主任基本功大赛：{len(chosen)} 人报名",
        f"班主任基本功大賽：{len(chosen)} 人報名",
        f"skills contest: {len(chosen)} enter",
    )


@agenda.on(2026, 3, 23, at=time(8))
def begin(story: Story) -> None:
    """Five judges; the draw."""
    contest = judging.running(story, SKILLS).id
    judges = story.cast.judges[:5]
    judging.appoint_panel(story, contest, judges)
    story.keep(judging.open_scoring(story, contest, judges, seed=316), contest)


@agenda.on(2026, 3, 27)
def judge(story: Story) -> None:
    """Story, strategy, class meeting, scenario: the sheets, the places, the awards."""
    contest = judging.running(story, SKILLS).id
    judging.judge_all(story, story.kept(Judging, contest))
    judging.propose(story, contest)


@agenda.on(2026, 3, 30)
def publicise(story: Story) -> None:
    """Put the result up."""
    contest = judging.running(story, SKILLS).id
    counted_by = story.kept(Judging, contest).scorer
    judging.publicise(story, contest, "基本功大赛结果公示", counted_by=counted_by)


@agenda.on(2026, 4, 10)
def recommend(story: Story) -> None:
    """Give the awards, and recommend the best three; the message comes twice and counts once.

    Raises:
        AssertionError: The district has one of them twice, so the story does not hold.
    """
    contest = judging.running(story, SKILLS).id
    awarded = judging.give_awards(
        story, contest, document="校发〔2026〕5号", number_prefix="JBG-2026-"
    )
    best = tuple(one.entry for one in awarded.certificates[:3])
    with story.desk(OFFICE_CLERK) as desk:
        desk.apply(contests.recommend, desk.get(Contest, contest), to=DISTRICT, entries=best)
    message = recommendation(story.office, ORG, contest, to=DISTRICT)
    for _ in range(2):
        received = receive(story.office, DISTRICT, message, by=BUREAU_CLERK)
    with story.office.reading(DISTRICT) as reader:
        there = len(list(reader.find(Nomination)))
    if (there, confirms(story.office, message)) != (len(received), True):
        msg = "the demonstration expected the district to have each of them once"
        raise AssertionError(msg)
    story.say(
        f"推荐到区：{len(best)} 人；区里收到同一消息两次，记录仍为 {there} 条，学校流水账可以印证",
        f"推薦到區：{len(best)} 人；區裡收到同一訊息兩次，記錄仍為 {there} 筆，學校流水帳可以印證",
        f"{len(best)} go on to the district, which receives the message twice and has {there} "
        "nominations; the school's journal confirms it",
    )
