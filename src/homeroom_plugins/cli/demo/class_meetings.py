"""Themed class meetings: 60 classes, 18 in the final, an error found, an objection upheld.

The contest of the first term is a series: the preliminary is awarded, with a public notice of its
own, before the final is called. The second term has a single contest.
"""

from datetime import date, time

import attrs

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring import Card, Entrant
from homeroom_core.training import contest as contests
from homeroom_core.training import contest_entry as entries
from homeroom_core.training import notice as notices
from homeroom_core.training import score_sheet as sheets
from homeroom_core.training.conflict import RELATED
from homeroom_core.training.contest_records import Contest, ContestEntry
from homeroom_core.training.contest_scoring import entries_of, proposed_lines, sheets_of
from homeroom_core.training.notice import Notice
from homeroom_core.training.person import Person
from homeroom_plugins.cli.demo import judging
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.judging import Judging, Sheet
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

PRELIMINARY, FINAL = "preliminary", "class_meeting"
TITLES = (
    "我们的班级公约",
    "从一张课桌说起",
    "和时间做朋友",
    "网络里的礼貌",
    "责任在我肩上",
    "一封给爸妈的信",
    "说“不”的勇气",
    "我们的校园四季",
)


# The preliminary: the leaders of the grade groups see all 60.


@agenda.on(2025, 10, 20)
def call_preliminary(story: Story) -> None:
    """Call the preliminary; a final cannot be called before it is over."""
    with story.desk(OFFICE_CLERK) as desk:
        called = desk.create(
            contests.call_under_scheme,
            title="2025 年秋季主题班会评比初评",
            deadline=date(2025, 10, 31),
            variant=PRELIMINARY,
        )
    story.expect_refusal(
        OFFICE_CLERK,
        lambda desk: desk.create(
            contests.call_under_scheme,
            title="决赛",
            deadline=date(2025, 11, 17),
            variant=FINAL,
            follows=called.id,
        ),
    )


@agenda.on(2025, 10, 28)
def enter_preliminary(story: Story) -> None:
    """Every class enters."""
    teachers = story.cast.teachers
    judging.enter_all(story, judging.running(story, PRELIMINARY).id, teachers, TITLES)
    story.say(
        f"主题班会初评：{len(teachers)} 个班全部报名",
        f"主題班會初評：{len(teachers)} 個班全部報名",
        f"class meetings, preliminary: all {len(teachers)} classes enter",
    )


@agenda.on(2025, 11, 3)
def begin_preliminary(story: Story) -> None:
    """Three grade leaders begin to watch 60 class meetings."""
    contest = judging.running(story, PRELIMINARY).id
    leaders = tuple(leader.actor() for leader in story.cast.leaders)
    judging.appoint_panel(story, contest, leaders)
    story.keep(judging.open_scoring(story, contest, leaders), contest)


@agenda.on(2025, 11, 7)
def end_preliminary(story: Story) -> None:
    """All sheets are in: 18 of 60, six of each grade."""
    contest = judging.running(story, PRELIMINARY).id
    judging.judge_all(story, story.kept(Judging, contest))
    judging.propose(story, contest)


@agenda.on(2025, 11, 10)
def publicise_preliminary(story: Story) -> None:
    """Put up who is in the final."""
    contest = judging.running(story, PRELIMINARY).id
    counted_by = story.kept(Judging, contest).scorer
    judging.publicise(story, contest, "主题班会初评入围名单公示", counted_by=counted_by)


# The final: seven judges, one recused from one entry, one late.


@agenda.on(2025, 11, 17)
def call_final(story: Story) -> None:
    """The preliminary is over; call the final, for its 18 winners alone."""
    preliminary = judging.running(story, PRELIMINARY)
    awarded = judging.give_awards(
        story, preliminary.id, document="校发〔2025〕11号", number_prefix="ZTBH-CP-2025-"
    )
    with story.desk(OFFICE_CLERK) as desk:
        final = desk.create(
            contests.call_under_scheme,
            title="2025 年秋季主题班会评比",
            deadline=date(2025, 11, 17),
            variant=FINAL,
            follows=preliminary.id,
        )
        won = {one.entry for one in awarded.certificates}
        through = {desk.get(ContestEntry, id).contestant for id in won}
    teachers = story.cast.teachers
    finalists = [one for one in teachers if one.id in through]
    judging.enter_all(story, final.id, finalists, TITLES)
    other = next(one for one in teachers if one.id not in through)
    story.say(
        f"主题班会决赛：{len(finalists)} 人参加",
        f"主題班會決賽：{len(finalists)} 人參加",
        f"class meetings, final: {len(finalists)} take part",
    )
    story.expect_refusal(
        other.actor(),
        lambda desk: desk.create(
            entries.enter, contest=final.id, contestant=other.id, title=TITLES[0]
        ),
    )


@agenda.on(2025, 11, 18, at=time(8))
def hold_final(story: Story) -> None:
    """Panel, recusal, draw; all judges but one hand in their sheets."""
    contest = judging.running(story, FINAL).id
    judges = story.cast.judges
    relative = judges[4]
    judging.appoint_panel(story, contest, judges)
    with story.desk(OFFICE_CLERK) as desk:
        kin = entries_of(desk.get(Contest, contest), desk)[3].id
        desk.apply(
            contests.recuse,
            desk.get(Contest, contest),
            judge=relative.id,
            entry=kin,
            conflict=RELATED,
        )
    story.say(
        f"评委 {len(judges)} 人；{relative.id} 与 {kin} 选手有亲属关系，回避",
        f"評委 {len(judges)} 人；{relative.id} 與 {kin} 選手有親屬關係，迴避",
        f"{len(judges)} judges; {relative.id} is related to the contestant of {kin}: recused",
    )
    final = judging.open_scoring(story, contest, judges)
    story.keep(final, contest)
    mishaps = _mishaps(story, final)
    story.keep(mishaps)
    story.expect_refusal(
        relative,
        lambda desk: desk.create(sheets.begin, contest=contest, entry=kin, judge=relative.id),
    )
    wrong = mishaps.typed_wrongly
    for judge in judges[:-1]:
        by = final.scorer if judge.id == wrong[1] else judge
        slip = {wrong: {"form_pupils": "1"}}
        judging.hand_in(story, final, judge, by=by, typed_wrongly=slip)


@agenda.on(2025, 11, 19)
def wait_for_late_judge(story: Story) -> None:
    """One judge is late, and the tally has to wait."""
    final = story.kept(Judging, judging.running(story, FINAL).id)
    late = final.judges[-1]
    story.expect_refusal(
        final.head, lambda desk: desk.apply(contests.tally, desk.get(Contest, final.contest))
    )
    story.wait_until(time(16))
    signed = judging.hand_in(story, final, late)
    story.say(
        f"{late.id} 补交 {signed} 份评分表",
        f"{late.id} 補交 {signed} 份評分表",
        f"{late.id} was late and has now signed {signed} sheets",
    )


@agenda.on(2025, 11, 20)
def count_again(story: Story) -> None:
    """Tally; a second person counts the sheets again and finds a sum that was typed wrongly."""
    final = story.kept(Judging, judging.running(story, FINAL).id)
    judging.tally(story, final)
    wrong = judging.recount(story, final)
    found = ", ".join(f"{sheet.entry}/{sheet.judge}" for sheet in wrong)
    story.say(
        f"第二人核对发现录入错误：{found}",
        f"第二人核對發現輸入錯誤：{found}",
        f"the recount by a second person finds sheets typed wrongly: {found}",
    )
    story.expect_refusal(
        final.supervisor,
        lambda desk: desk.apply(contests.confirm_count, desk.get(Contest, final.contest)),
    )
    judging.correct(story, final, wrong, reason="核对发现录入与原表不符")
    judging.propose(story, final.contest)


@agenda.on(2025, 11, 21)
def publicise(story: Story) -> None:
    """Put the result up; awards have to wait."""
    final = story.kept(Judging, judging.running(story, FINAL).id)
    judging.publicise(story, final.contest, "主题班会评比结果公示", counted_by=final.scorer)
    story.expect_refusal(
        PRESIDENT,
        lambda desk: desk.apply(
            contests.award, desk.get(Contest, final.contest), number_prefix="X"
        ),
    )


@agenda.on(2025, 11, 25)
def object_to_result(story: Story) -> None:
    """A contestant objects, with the facts and signed."""
    final = judging.running(story, FINAL)
    first, second = story.kept(Mishaps).mixed_up
    with story.looking() as reader:
        entry = reader.get(ContestEntry, first[0])
        contestant = reader.get(Person, entry.contestant)
    with story.desk(contestant.actor()) as desk:
        desk.apply(
            notices.object_to,
            desk.get(Notice, final.notice or ""),
            text=f"评委 {first[1]} 把 {first[0]} 与 {second[0]} 的评分表写反了。",
        )


@agenda.on(2025, 11, 26)
def uphold_objection(story: Story) -> None:
    """The objection is upheld: scoring is reopened, and the amended list is put up anew.

    Raises:
        AssertionError: The list put up anew is the old one, so the story does not hold.
    """
    contest = judging.running(story, FINAL)
    final = story.kept(Judging, contest.id)
    before = story.get(Notice, contest.notice or "")
    with story.desk(final.supervisor) as desk:
        desk.apply(
            notices.answer,
            desk.get(Notice, before.id),
            number=1,
            upheld=True,
            note="经评委本人确认，两份评分表写反，重新签字。",
        )
    story.say(
        "11 月 25 日的署名异议成立：两份评分表写反",
        "11 月 25 日的署名異議成立：兩份評分表寫反",
        "a signed objection of 25 November is upheld: two sheets were mixed up",
    )
    _swap(final, story.kept(Mishaps).mixed_up)
    with story.looking() as reader:
        wrong = [
            sheet
            for sheet in sheets_of(reader.get(Contest, final.contest), reader)
            if (sheet.entry, sheet.judge) in story.kept(Mishaps).mixed_up
        ]
    judging.correct(story, final, wrong, reason="异议成立，评分表写反")
    judging.propose(story, final.contest)
    with story.desk(OFFICE_CLERK) as desk:
        proposed = desk.get(Contest, final.contest)
        notice = desk.apply_because(
            "异议成立，名单更正",
            notices.amend,
            desk.get(Notice, before.id),
            lines=proposed_lines(proposed, desk),
        )
        desk.apply(contests.publicise, proposed, notice=notice.id)
    moved = len(set(notice.lines) - set(before.lines))
    if not moved:
        msg = "the demonstration expected the list to change here"
        raise AssertionError(msg)
    story.say(
        f"名单有 {moved} 行变化，重新公示至 {notice.closes}",
        f"名單有 {moved} 行變化，重新公示至 {notice.closes}",
        f"{moved} lines of the list change; it is put up anew until {notice.closes}",
    )


@agenda.on(2025, 12, 5)
def give_prizes(story: Story) -> None:
    """The notice closes on the amended list, and the awards are given."""
    contest = judging.running(story, FINAL).id
    judging.give_awards(story, contest, document="校发〔2025〕12号", number_prefix="ZTBH-2025-")


# The second term: one contest, for those who were not in the final.


@agenda.on(2026, 5, 11)
def call_second(story: Story) -> None:
    """Call the contest of the second term."""
    with story.desk(OFFICE_CLERK) as desk:
        desk.create(
            contests.call_under_scheme,
            title="2026 年春季主题班会评比",
            deadline=date(2026, 5, 15),
            variant=FINAL,
        )


@agenda.on(2026, 5, 15)
def enter_second(story: Story) -> None:
    """Twenty enter who were not in the final of the first term."""
    preliminary, contest = judging.running(story, PRELIMINARY), judging.running(story, FINAL)
    won = {one.entry for one in preliminary.certificates}
    with story.looking() as reader:
        there = {reader.get(ContestEntry, id).contestant for id in won}
    rest = [one for one in story.cast.teachers if one.id not in there][:20]
    judging.enter_all(story, contest.id, rest, ("和而不同：学会倾听", *TITLES[1:]))


@agenda.on(2026, 5, 18, at=time(8))
def begin_second(story: Story) -> None:
    """Five judges; the draw."""
    contest = judging.running(story, FINAL).id
    judges = story.cast.judges[:5]
    judging.appoint_panel(story, contest, judges)
    story.keep(judging.open_scoring(story, contest, judges, seed=2026), contest)


@agenda.on(2026, 5, 27)
def judge_second(story: Story) -> None:
    """The sheets, the places, the awards."""
    contest = judging.running(story, FINAL).id
    judging.judge_all(story, story.kept(Judging, contest))
    judging.propose(story, contest)
    counted_by = story.kept(Judging, contest).scorer
    judging.publicise(story, contest, "春季主题班会评比结果公示", counted_by=counted_by)


@agenda.on(2026, 6, 5)
def give_second_prizes(story: Story) -> None:
    """Nobody has objected."""
    contest = judging.running(story, FINAL).id
    judging.give_awards(story, contest, document="校发〔2026〕7号", number_prefix="ZTBH-2026-")


@attrs.frozen
class Mishaps:
    """Where things go wrong in the final.

    Attributes:
        mixed_up: Two sheets that a judge wrote the wrong way round.
        typed_wrongly: A sheet that the score clerk will type wrongly.
    """

    mixed_up: tuple[Sheet, Sheet]
    typed_wrongly: Sheet


def _mishaps(story: Story, final: Judging) -> Mishaps:
    """One judge mixes up the sheets of the sixth and the last place; the clerk mistypes the third."""
    contest = story.get(Contest, final.contest)
    result = evaluate(
        contest.scoring,
        contest.rubric,
        [Entrant(id=entry) for entry in contest.order],
        [Card(entry=entry, judge=judge, marks=m) for (entry, judge), m in final.paper.items()],
    )
    places = [standing.entry for standing in result.standings]
    judge = final.judges[5].id
    made = Mishaps(
        mixed_up=((places[5], judge), (places[-1], judge)),
        typed_wrongly=(places[2], final.judges[2].id),
    )
    _swap(final, made.mixed_up)
    return made


def _swap(final: Judging, mixed_up: tuple[Sheet, Sheet]) -> None:
    first, second = mixed_up
    final.paper[first], final.paper[second] = final.paper[second], final.paper[first]
