"""A themed class-meeting contest: 60 classes, 18 in the final, an error found, an objection upheld."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import attrs

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.evaluation import evaluate
from homeroom_core.families import RUBRICS
from homeroom_core.people import Actor
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, Entrant
from homeroom_core.standing import Result
from homeroom_core.text import Text
from homeroom_core.training import contest as contests
from homeroom_core.training import contest_entry as entries
from homeroom_core.training import notice as notices
from homeroom_core.training import score_sheet as sheets
from homeroom_core.training.conflict import RELATED
from homeroom_core.training.contest_records import (
    SHEET_DISPUTED,
    SHEET_SIGNED,
    Contest,
    ContestEntry,
    ContestTerms,
    PanelMember,
    ScoreSheet,
)
from homeroom_core.training.contest_scoring import (
    entries_of,
    involved_in,
    judges_of,
    proposed_lines,
    sheets_of,
    sheets_to_recount,
)
from homeroom_core.training.notice import Notice
from homeroom_core.training.person import Person
from homeroom_plugins.cli.demo.story import (
    OFFICE_CLERK,
    PRESIDENT,
    Cast,
    Story,
)
from homeroom_plugins.eligibility import contestant_rules
from homeroom_plugins.rubrics import bundled_policies

RUBRIC = "themed_class_meeting_contest"
SEED = 2025
FINALISTS_A_GRADE = 6

AWARDS = AwardPolicy(
    levels=(
        AwardLevel(
            id="first",
            label=Text("一等奖", "一等獎", "First prize"),
            share=Fraction(15, 100),
        ),
        AwardLevel(
            id="second",
            label=Text("二等奖", "二等獎", "Second prize"),
            share=Fraction(25, 100),
        ),
        AwardLevel(
            id="third",
            label=Text("三等奖", "三等獎", "Third prize"),
            share=Fraction(30, 100),
        ),
    )
)


Sheet = tuple[str, str]
"""Entry and judge."""


@attrs.define
class Final:
    """The final: who takes part, and what is on the judges' paper.

    Attributes:
        contest: Id of the contest.
        cast: Who plays what.
        paper: Entry and judge -> the marks as the judge wrote them.
        mixed_up: Two sheets that a judge wrote the wrong way round.
        typed_wrongly: A sheet that the score clerk will type wrongly.
    """

    contest: str
    cast: Cast
    paper: dict[Sheet, dict[str, str]]
    mixed_up: tuple[Sheet, Sheet]
    typed_wrongly: Sheet


def contest_terms(story: Story) -> ContestTerms:
    """What the scheme sets for class-meeting contests."""
    return ContestTerms(
        rubric=story.office.plugins(RUBRICS, RUBRIC),
        scoring=bundled_policies()[RUBRIC],
        awards=AWARDS,
        rules=contestant_rules(least_homeroom_years=0),
    )


def enter_and_choose(story: Story, teachers: Sequence[Person]) -> str:
    """Call the contest, let every class enter, and choose the finalists.

    Returns:
        Id of the contest.
    """
    story.on(2025, 10, 20)
    with story.desk(OFFICE_CLERK) as desk:
        contest = desk.create(
            contests.call_under_scheme,
            title="2025 年秋季主题班会评比",
            deadline=date(2025, 10, 31),
            variant="class_meeting",
        )
    story.on(2025, 10, 28)
    by_grade: dict[str, list[str]] = {}
    for teacher in teachers:
        with story.desk(Actor(teacher.id, teacher.roles)) as desk:
            entry = desk.create(
                entries.enter,
                contest=contest.id,
                contestant=teacher.id,
                title="我们的班级公约",
                class_code=teacher.posts[-1].class_code,
                group=teacher.details.grade,
            )
        by_grade.setdefault(teacher.details.grade, []).append(entry.id)
    story.on(2025, 11, 7)
    chance = random.Random(SEED)  # noqa: S311  # a story that is the same every time
    chosen = {e for group in by_grade.values() for e in chance.sample(group, FINALISTS_A_GRADE)}
    with story.desk(OFFICE_CLERK) as desk:
        for entry_id in (e for group in by_grade.values() for e in group):
            if entry_id not in chosen:
                entry = desk.get(ContestEntry, entry_id)
                desk.apply_because("年级初评未入选", entries.pass_over, entry)
        desk.apply(contests.close_entries, desk.get(Contest, contest.id))
    story.say(
        f"主题班会评比：{len(teachers)} 件参赛，初评选出 {len(chosen)} 件",
        f"主題班會評比：{len(teachers)} 件參賽，初評選出 {len(chosen)} 件",
        f"class-meeting contest: {len(teachers)} entries, {len(chosen)} chosen for the final",
    )
    return contest.id


def hold_final(story: Story, contest_id: str, cast: Cast) -> Final:
    """Panel, recusal, draw, sheets; one judge is late, and the tally has to wait."""
    story.on(2025, 11, 17)
    head, relative, late = cast.judges[0], cast.judges[4], cast.judges[-1]
    with story.desk(OFFICE_CLERK) as desk:
        contest = desk.get(Contest, contest_id)
        panel = tuple(PanelMember(judge=j.id, presides=j is head) for j in cast.judges)
        contest = desk.apply(contests.appoint_panel, contest, panel=panel)
        kin = entries_of(contest, desk)[3].id
        contest = desk.apply(
            contests.recuse, contest, judge=relative.id, entry=kin, conflict=RELATED
        )
        contest = desk.apply(contests.draw, contest, seed="2025-11-17 08:00")
    story.say(
        f"评委 {len(panel)} 人；{relative.id} 与 {kin} 选手有亲属关系，回避",
        f"評委 {len(panel)} 人；{relative.id} 與 {kin} 選手有親屬關係，迴避",
        f"{len(panel)} judges; {relative.id} is related to the contestant of {kin}: recused",
    )
    story.on(2025, 11, 18)
    with story.desk(head) as desk:
        contest = desk.apply(contests.open_scoring, desk.get(Contest, contest_id))
    final = _final(contest, cast)
    story.expect_refusal(
        relative,
        lambda desk: desk.create(sheets.begin, contest=contest_id, entry=kin, judge=relative.id),
    )
    for judge in cast.judges[:-1]:
        on_paper = judge.id == final.typed_wrongly[1]
        _hand_in(story, final, judge, by=cast.scorer if on_paper else judge)
    story.on(2025, 11, 19)
    story.expect_refusal(
        head, lambda desk: desk.apply(contests.tally, desk.get(Contest, contest_id))
    )
    story.on(2025, 11, 19, at=time(16))
    signed = _hand_in(story, final, late, by=late)
    story.say(
        f"{late.id} 补交 {signed} 份评分表",
        f"{late.id} 補交 {signed} 份評分表",
        f"{late.id} was late and has now signed {signed} sheets",
    )
    return final


def count_again(story: Story, final: Final) -> None:
    """Tally; a second person counts the sheets again and finds a sum that was typed wrongly."""
    story.on(2025, 11, 20)
    with story.desk(final.cast.judges[0]) as desk:
        desk.apply(contests.tally, desk.get(Contest, final.contest))
    wrong = _recount(story, final)
    found = ", ".join(f"{sheet.entry}/{sheet.judge}" for sheet in wrong)
    story.say(
        f"第二人核对发现录入错误：{found}",
        f"第二人核對發現輸入錯誤：{found}",
        f"the recount by a second person finds sheets typed wrongly: {found}",
    )
    story.expect_refusal(
        final.cast.supervisor,
        lambda desk: desk.apply(contests.confirm_count, desk.get(Contest, final.contest)),
    )
    _correct(story, final, wrong, reason="核对发现录入与原表不符")
    with story.desk(OFFICE_CLERK) as desk:
        contest = desk.apply(contests.propose, desk.get(Contest, final.contest))
    _say_awards(story, contest)


def publicise_and_hear(story: Story, final: Final) -> None:
    """The public notice; an objection is upheld, scoring reopened, and the notice begins anew."""
    story.on(2025, 11, 21)
    with story.desk(OFFICE_CLERK) as desk:
        contest = desk.get(Contest, final.contest)
        notice = desk.create(
            notices.publish,
            subject=contest.id,
            title="主题班会评比结果公示",
            lines=proposed_lines(contest, desk),
            involved=involved_in(contest, desk) | {final.cast.scorer.id},
        )
        desk.apply(contests.publicise, contest, notice=notice.id)
    before = notice.lines
    story.say(
        f"结果公示至 {notice.closes}（5 个工作日）",
        f"結果公示至 {notice.closes}（5 個工作日）",
        f"the result is put up until {notice.closes}, five working days",
    )
    story.expect_refusal(
        PRESIDENT,
        lambda desk: desk.apply(
            contests.award, desk.get(Contest, final.contest), number_prefix="X"
        ),
    )
    story.on(2025, 11, 25)
    first, second = final.mixed_up
    with story.desk(_contestant(story, first[0])) as desk:
        desk.apply(
            notices.object_to,
            desk.get(Notice, notice.id),
            text=f"评委 {first[1]} 把 {first[0]} 与 {second[0]} 的评分表写反了。",
        )
    story.on(2025, 11, 26)
    with story.desk(final.cast.supervisor) as desk:
        desk.apply(
            notices.answer,
            desk.get(Notice, notice.id),
            number=1,
            upheld=True,
            note="经评委本人确认，两份评分表写反，重新签字。",
        )
    story.say(
        "11 月 25 日的署名异议成立：两份评分表写反",
        "11 月 25 日的署名異議成立：兩份評分表寫反",
        "a signed objection of 25 November is upheld: two sheets were mixed up",
    )
    final.paper[first], final.paper[second] = final.paper[second], final.paper[first]
    with story.looking() as reader:
        sheets_now = sheets_of(reader.get(Contest, final.contest), reader)
    _correct(
        story,
        final,
        [s for s in sheets_now if (s.entry, s.judge) in final.mixed_up],
        reason="异议成立，评分表写反",
    )
    with story.desk(OFFICE_CLERK) as desk:
        contest = desk.apply(contests.propose, desk.get(Contest, final.contest))
        notice = desk.apply_because(
            "异议成立，名单更正",
            notices.amend,
            desk.get(Notice, notice.id),
            lines=proposed_lines(contest, desk),
        )
        desk.apply(contests.publicise, contest, notice=notice.id)
    moved = len(set(notice.lines) - set(before))
    if not moved:
        msg = "the demonstration expected the list to change here"
        raise AssertionError(msg)
    story.say(
        f"名单有 {moved} 行变化，重新公示至 {notice.closes}",
        f"名單有 {moved} 行變化，重新公示至 {notice.closes}",
        f"{moved} lines of the list change; it is put up anew until {notice.closes}",
    )


def give_awards(story: Story, final: Final) -> None:
    """The notice closes on the amended list, and the awards are given."""
    story.on(2025, 12, 5)
    with story.desk(PRESIDENT) as desk:
        contest = desk.get(Contest, final.contest)
        notice = desk.get(Notice, contest.notice or "")
        desk.apply(notices.close, notice, document="校发〔2025〕12号")
        contest = desk.apply(contests.award, contest, number_prefix="ZTBH-2025-")
    counts = [
        sum(certificate.level == level.id for certificate in contest.certificates)
        for level in AWARDS.levels
    ]
    story.say(
        "颁奖：一、二、三等奖 {}/{}/{}".format(*counts),
        "頒獎：一、二、三等獎 {}/{}/{}".format(*counts),
        "awards given: {}/{}/{} first, second and third prizes".format(*counts),
    )


def _final(contest: Contest, cast: Cast) -> Final:
    """What the judges put on paper, and where things will go wrong.

    One judge writes the sheets of the entry in sixth place and of the last one the wrong way round;
    the score clerk mistypes a sheet of the third.
    """
    paper = _paper(contest, cast)
    places = [s.entry for s in _evaluate(contest, paper).standings]
    judge = cast.judges[5].id
    mixed_up = ((places[5], judge), (places[-1], judge))
    first, second = mixed_up
    paper[first], paper[second] = paper[second], paper[first]
    return Final(contest.id, cast, paper, mixed_up, (places[2], cast.judges[2].id))


def _paper(contest: Contest, cast: Cast) -> dict[Sheet, dict[str, str]]:
    """What every judge would write: how good the entry is, how strict the judge, and chance."""
    chance = random.Random(SEED)  # noqa: S311  # a story that is the same every time
    severity = {judge.id: chance.gauss(0, 0.03) for judge in cast.judges}
    paper = {}
    for entry in contest.order:
        quality = chance.uniform(0.70, 0.94)
        for judge in severity:
            shares = {
                leaf: min(1.0, max(0.3, quality - severity[judge] + chance.gauss(0, 0.05)))
                for leaf in contest.rubric.leaves
            }
            if judge in judges_of(contest, entry):
                paper[entry, judge] = _marks(contest.rubric, shares)
    return paper


def _evaluate(contest: Contest, paper: Mapping[Sheet, Mapping[str, str]]) -> Result:
    return evaluate(
        contest.scoring,
        contest.rubric,
        [Entrant(id=entry) for entry in contest.order],
        [Card(entry=entry, judge=judge, marks=marks) for (entry, judge), marks in paper.items()],
    )


def _marks(rubric: Rubric, shares: Mapping[str, float]) -> dict[str, str]:
    """Marks in half points, the way a judge writes them."""
    return {
        leaf: str(Decimal(round(float(criterion.maximum) * shares[leaf] * 2)) / 2)
        for leaf, criterion in rubric.leaves.items()
    }


def _hand_in(story: Story, final: Final, judge: Actor, *, by: Actor) -> int:
    """Begin and sign the sheets of a judge, typed in by the judge or by the score clerk.

    Returns:
        How many there were.
    """
    signed = 0
    with story.desk(by) as desk:
        contest = desk.get(Contest, final.contest)
        for entry in contest.order:
            if (entry, judge.id) not in final.paper:
                continue
            marks = dict(final.paper[entry, judge.id])
            if (entry, judge.id) == final.typed_wrongly:
                marks["form_pupils"] = "1"
            sheet = desk.create(
                sheets.begin, contest=contest.id, entry=entry, judge=judge.id, marks=marks
            )
            desk.apply(sheets.sign, sheet)
            signed += 1
    return signed


def _recount(story: Story, final: Final) -> list[ScoreSheet]:
    """Count again, from paper, the sheets that have to be; gives those that were wrong."""
    wrong = []
    with story.desk(final.cast.supervisor) as desk:
        contest = desk.get(Contest, final.contest)
        while due := sheets_to_recount(contest, sheets_of(contest, desk)):
            found = [desk.get(ScoreSheet, id) for id in due]
            fresh = [s for s in found if s.state == SHEET_SIGNED]
            for sheet in fresh:
                total = sum(map(Decimal, final.paper[sheet.entry, sheet.judge].values()))
                sheet = desk.apply(sheets.recount, sheet, total=Decimal(total))
                if sheet.state == SHEET_DISPUTED:
                    wrong.append(sheet)
            if not fresh:
                break
    return wrong


def _correct(story: Story, final: Final, wrong: list[ScoreSheet], *, reason: str) -> None:
    """Reopen scoring, let the sheets be written as on paper, tally, and count again."""
    with story.desk(final.cast.judges[0]) as desk:
        desk.apply_because(reason, contests.reopen, desk.get(Contest, final.contest))
        for sheet in wrong:
            desk.apply_because(reason, sheets.reopen, desk.get(ScoreSheet, sheet.id))
    with story.desk(final.cast.scorer) as desk:
        for sheet in wrong:
            marks = final.paper[sheet.entry, sheet.judge]
            again = desk.apply(sheets.mark, desk.get(ScoreSheet, sheet.id), marks=marks)
            desk.apply(sheets.sign, again)
    with story.desk(final.cast.judges[0]) as desk:
        desk.apply(contests.tally, desk.get(Contest, final.contest))
    _recount(story, final)
    with story.desk(final.cast.supervisor) as desk:
        desk.apply(contests.confirm_count, desk.get(Contest, final.contest))


def _say_awards(story: Story, contest: Contest) -> None:
    lines = contest.allotment.lines if contest.allotment else ()
    given = "/".join(str(line.given) for line in lines)
    story.say(
        f"拟定奖项 {given}（{'；'.join(line.text.zh_hans for line in lines)}）",
        f"擬定獎項 {given}（{'；'.join(line.text.zh_hant for line in lines)}）",
        f"proposed awards {given} ({'; '.join(line.text.en for line in lines)})",
    )


def _contestant(story: Story, entry: str) -> Actor:
    found = story.get(ContestEntry, entry)
    return story.get(Person, found.contestant).actor()
