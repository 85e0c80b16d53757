"""Papers (论文): 34 handed in, two over the limit of similarity, blind review, awards."""

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

from homeroom_core.desk import Desk
from homeroom_core.families import RUBRICS
from homeroom_core.people import Actor
from homeroom_core.training import notice as notices
from homeroom_core.training import paper as papers
from homeroom_core.training import paper_call as calls
from homeroom_core.training import review_sheet as reviews
from homeroom_core.training.notice import Notice
from homeroom_core.training.paper_records import (
    ACCEPTED,
    SCORED,
    SUBMITTED,
    UNDER_REVIEW,
    Manuscript,
    Paper,
    PaperCall,
)
from homeroom_core.training.ranked_call import involved_in, proposed_lines
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.judging import marks_near
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

RUBRIC = "paper_review"
AUTHORS = 34
FIRST_PRIZES_LAST_YEAR = 4
SIMILARITY = {7: Decimal("30.0"), 21: Decimal("41.5")}
"""Which of the papers, by number, has a similarity that is too high: below 30 % is asked for."""

CONTESTED = 12
"""The paper about which two reviewers differ by more than 15 points."""


@agenda.on(2025, 11, 24)
def call(story: Story) -> None:
    """Call for papers: 30 % of the staff may hand in, and one more for each first prize."""
    cast = story.cast
    with story.desk(cast.research) as desk:
        called = desk.create(
            calls.call,
            title="2025 年班主任论文评选",
            deadline=date(2025, 12, 19),
            rubric=story.office.plugins(RUBRICS, RUBRIC),
            staff=len(cast.everybody),
            first_prizes=FIRST_PRIZES_LAST_YEAR,
        )
    story.say(
        f"论文征集：教职工 {called.staff} 人，可交 {called.places} 篇",
        f"論文徵集：教職員 {called.staff} 人，可交 {called.places} 篇",
        f"call for papers: {called.places} places for a staff of {called.staff}",
    )


@agenda.on(2025, 12, 19)
def hand_in(story: Story) -> None:
    """All places are taken on the last day; a further paper finds none."""
    (called,) = story.find(PaperCall)
    *authors, late = story.cast.teachers[: AUTHORS + 1]
    for number, author in enumerate(authors, 1):
        _submit(story, called, author.actor(), number)
    story.say(
        f"论文收稿截止：{len(authors)} 篇",
        f"論文收稿截止：{len(authors)} 篇",
        f"{len(authors)} papers are in",
    )
    with story.desk(late.actor()) as desk:
        draft = desk.create(papers.draft, call=called.id, title="带班札记", authors=(late.id,))
    story.expect_refusal(
        late.actor(),
        lambda desk: desk.apply(papers.submit, draft, manuscript=_manuscript(AUTHORS + 1)),
    )
    with story.desk(late.actor()) as desk:
        desk.apply_because("名额已满，明年再交", papers.withdraw, desk.get(Paper, draft.id))


@agenda.on(2025, 12, 22)
def gate(story: Story) -> None:
    """The gate: two are over the limit of similarity and turned down; codes are drawn."""
    research = story.cast.research
    handed_in = story.find(Paper, state=SUBMITTED)
    over = [
        p for p in handed_in if p.manuscript and (p.manuscript.similarity_percent or 0) >= 30
    ]  # the limit of the scheme
    for paper in over:
        _expect_closed_gate(story, research, paper)
    with story.desk(research) as desk:
        (called,) = desk.find(PaperCall)
        closed = desk.apply(calls.close, called)
        for paper in handed_in:
            if paper in over:
                desk.apply_because("查重率超过规定", papers.reject, paper)
            else:
                desk.apply(papers.accept, paper)
        begun = desk.apply(calls.begin_review, closed, seed="2025-12-22 封存")
    story.say(
        f"受理 {len(begun.order)} 篇，{len(over)} 篇查重未过；匿名评审至 {begun.review_by}",
        f"受理 {len(begun.order)} 篇，{len(over)} 篇查重未過；匿名評審至 {begun.review_by}",
        f"{len(begun.order)} papers pass the gate, {len(over)} do not; blind review until "
        f"{begun.review_by}",
    )


@agenda.on(2025, 12, 24)
def assign(story: Story) -> None:
    """Three reviewers each, in turn."""
    cast = story.cast
    with story.desk(cast.research) as desk:
        for at, paper in enumerate(desk.find(Paper, state=ACCEPTED)):
            three = _in_turn(cast.judges, at, 3)
            desk.apply(papers.assign, paper, reviewers=tuple(one.id for one in three))


@agenda.on(2026, 1, 7)
def review(story: Story) -> None:
    """Every reviewer hands in sheets; where two differ too much, there has to be a further one."""
    (called,) = story.find(PaperCall)
    cast = story.cast
    due = story.find(Paper, state=UNDER_REVIEW)
    chance = random.Random(len(due))  # noqa: S311  # a story that is the same every time
    quality = {paper.id: chance.uniform(0.68, 0.93) for paper in due}
    contested = due[CONTESTED]
    for reviewer in cast.judges:
        with story.desk(reviewer) as desk:
            for paper in due:
                if reviewer.id in paper.reviewers:
                    harsh = paper is contested and reviewer.id == paper.reviewers[0]
                    share = 0.55 if harsh else quality[paper.id]
                    _sign(desk, paper, reviewer, marks_near(called.rubric, share, chance))
    story.expect_refusal(cast.research, lambda desk: desk.apply(papers.close_review, contested))
    fourth = next(one for one in cast.judges if one.id not in contested.reviewers)
    with story.desk(cast.research) as desk:
        four = (*contested.reviewers, fourth.id)
        contested = desk.apply(papers.assign, contested, reviewers=four)
    with story.desk(fourth) as desk:
        marks = marks_near(called.rubric, quality[contested.id], chance)
        _sign(desk, contested, fourth, marks)


@agenda.on(2026, 1, 9)
def rank(story: Story) -> None:
    """Close the review of every paper, and work out places and awards."""
    with story.desk(story.cast.research) as desk:
        for paper in tuple(desk.find(Paper, state=UNDER_REVIEW)):
            desk.apply(papers.close_review, paper)
        (called,) = desk.find(PaperCall)
        ranked = desk.apply(calls.rank, called)
    lines = ranked.allotment.lines if ranked.allotment else ()
    story.say(
        f"论文评审结束，拟定奖项：{'；'.join(line.text.zh_hans for line in lines)}",
        f"論文評審結束，擬定獎項：{'；'.join(line.text.zh_hant for line in lines)}",
        f"papers are ranked, awards proposed: {'; '.join(line.text.en for line in lines)}",
    )


@agenda.on(2026, 1, 13)
def publicise(story: Story) -> None:
    """Put the proposed awards up."""
    with story.looking() as reader:
        (called,) = reader.find(PaperCall)
        lines, involved = proposed_lines(called, reader), involved_in(called, reader)
    with story.desk(OFFICE_CLERK) as desk:
        notice = desk.create(
            notices.publish,
            subject=called.id,
            title="论文评选结果公示",
            lines=lines,
            involved=involved,
        )
    with story.desk(story.cast.research) as desk:
        desk.apply(calls.publicise, desk.get(PaperCall, called.id), notice=notice.id)
    story.say(
        f"论文评选结果公示至 {notice.closes}",
        f"論文評選結果公示至 {notice.closes}",
        f"the awards for papers are put up until {notice.closes}",
    )


@agenda.on(2026, 1, 20)
def award(story: Story) -> None:
    """Give the awards, note them with the papers, and archive the call."""
    with story.desk(PRESIDENT) as desk:
        (called,) = desk.find(PaperCall)
        notice = desk.get(Notice, called.notice or "")
        desk.apply(notices.close, notice, document="校发〔2026〕1号")
        awarded = desk.apply(calls.award, called, number_prefix="LW-2025-")
    with story.desk(story.cast.research) as desk:
        for paper in tuple(desk.find(Paper, state=SCORED)):
            desk.apply(papers.conclude, paper)
        documents = ("LW-2025 征集通知", "LW-2025 评审表", "LW-2025 结果")
        desk.apply(calls.archive, desk.get(PaperCall, called.id), documents=documents)
    count = len(awarded.certificates)
    story.say(
        f"论文表彰 {count} 篇，档案已归",
        f"論文表彰 {count} 篇，檔案已歸",
        f"{count} papers get an award; the call is archived",
    )


def _submit(story: Story, called: PaperCall, author: Actor, number: int) -> None:
    with story.desk(author) as desk:
        paper = desk.create(
            papers.draft, call=called.id, title="班级公约是怎样立起来的", authors=(author.id,)
        )
        desk.apply(papers.submit, paper, manuscript=_manuscript(number))


def _expect_closed_gate(story: Story, research: Actor, paper: Paper) -> None:
    story.expect_refusal(research, lambda desk: desk.apply(papers.accept, paper))


def _manuscript(number: int) -> Manuscript:
    return Manuscript(
        digest=sha256(f"paper {number}".encode()).hexdigest(),
        characters=3_000 + 100 * number,
        similarity_percent=SIMILARITY.get(number, Decimal(8 + number % 17)),
        report=f"CC-2025-{number:03d}",
        anonymous=True,
        original=True,
    )


def _sign(desk: Desk, paper: Paper, reviewer: Actor, marks: dict[str, str]) -> None:
    sheet = desk.create(reviews.begin, subject=paper.id, reviewer=reviewer.id, marks=marks)
    desk.apply(reviews.sign, sheet)


def _in_turn(people: Sequence[Actor], at: int, count: int) -> list[Actor]:
    return [people[(at + step) % len(people)] for step in range(count)]
