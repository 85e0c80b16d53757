"""A contest being judged: what the judges put on paper, sheets, tally, recount, notice, awards.

Whatever contest a scene plays, it plays it with these.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import cycle

import attrs

from homeroom_core.people import Actor
from homeroom_core.rubric import Rubric
from homeroom_core.training import contest as contests
from homeroom_core.training import contest_entry as entries
from homeroom_core.training import notice as notices
from homeroom_core.training import score_sheet as sheets
from homeroom_core.training.contest_records import (
    CANCELLED,
    SHEET_DISPUTED,
    SHEET_SIGNED,
    Contest,
    PanelMember,
    ScoreSheet,
)
from homeroom_core.training.contest_scoring import (
    involved_in,
    judges_of,
    proposed_lines,
    sheets_of,
    sheets_to_recount,
)
from homeroom_core.training.notice import Notice
from homeroom_core.training.person import Person
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

Sheet = tuple[str, str]
"""Entry and judge."""

Paper = dict[Sheet, dict[str, str]]
"""What the judges wrote: their marks, by entry and judge."""


@attrs.define
class Judging:
    """A contest, who judges it, and what is on the judges' paper.

    Attributes:
        contest: Id of the contest.
        judges: The judges; the first presides.
        paper: What they wrote.
        scorer: Types in what is on paper.
        supervisor: Counts it again.
    """

    contest: str
    judges: tuple[Actor, ...]
    paper: Paper
    scorer: Actor
    supervisor: Actor

    @property
    def head(self) -> Actor:
        """The judge who presides."""
        return self.judges[0]


def running(story: Story, variant: str) -> Contest:
    """The contest of a variant that was called last."""
    found = [one for one in story.find(Contest) if one.variant == variant]
    return [one for one in found if one.state != CANCELLED][-1]


def enter_all(
    story: Story, contest: str, contestants: Iterable[Person], titles: Sequence[str]
) -> None:
    """Let everybody enter for themselves, with one title after the other."""
    for person, title in zip(contestants, cycle(titles), strict=False):
        with story.desk(person.actor()) as desk:
            desk.create(
                entries.enter,
                contest=contest,
                contestant=person.id,
                title=title,
                class_code=person.class_led(story.today) or "",
                group=person.details.grade,
            )


def appoint_panel(story: Story, contest: str, judges: Sequence[Actor]) -> None:
    """Close the entries, and name the judges; the first presides."""
    with story.desk(OFFICE_CLERK) as desk:
        closed = desk.apply(contests.close_entries, desk.get(Contest, contest))
        panel = tuple(PanelMember(judge=one.id, presides=one is judges[0]) for one in judges)
        desk.apply(contests.appoint_panel, closed, panel=panel)


def open_scoring(
    story: Story, contest: str, judges: Sequence[Actor], *, seed: int = 2025
) -> Judging:
    """Draw the order of appearance, and let the judges begin."""
    with story.desk(OFFICE_CLERK) as desk:
        desk.apply(contests.draw, desk.get(Contest, contest), seed=f"{story.today} 08:00")
    with story.desk(judges[0]) as desk:
        opened = desk.apply(contests.open_scoring, desk.get(Contest, contest))
    cast = story.cast
    return Judging(
        contest=contest,
        judges=tuple(judges),
        paper=written_by(opened, judges, seed),
        scorer=cast.scorer,
        supervisor=cast.supervisor,
    )


def written_by(contest: Contest, judges: Sequence[Actor], seed: int) -> Paper:
    """What every judge would write: how good the entry is, how strict the judge, and chance."""
    chance = random.Random(seed)  # noqa: S311  # a story that is the same every time
    severity = {judge.id: chance.gauss(0, 0.03) for judge in judges}
    paper: Paper = {}
    for entry in contest.order:
        quality = chance.uniform(0.70, 0.94)
        for judge in severity:
            marks = marks_near(contest.rubric, quality - severity[judge], chance)
            if judge in judges_of(contest, entry):
                paper[entry, judge] = marks
    return paper


def marks_near(rubric: Rubric, share: float, chance: random.Random) -> dict[str, str]:
    """Marks that come to about a share of the most points, in half points, as judges write them."""
    shares = {leaf: min(1.0, max(0.3, share + chance.gauss(0, 0.05))) for leaf in rubric.leaves}
    return {
        leaf: str(Decimal(round(float(criterion.maximum) * shares[leaf] * 2)) / 2)
        for leaf, criterion in rubric.leaves.items()
    }


def hand_in(
    story: Story,
    judging: Judging,
    judge: Actor,
    *,
    by: Actor | None = None,
    typed_wrongly: Mapping[Sheet, Mapping[str, str]] | None = None,
) -> int:
    """Begin and sign the sheets of a judge, typed in by the judge or by the score clerk.

    Returns:
        How many there were.
    """
    signed = 0
    with story.desk(by or judge) as desk:
        for entry in desk.get(Contest, judging.contest).order:
            place = (entry, judge.id)
            if place not in judging.paper:
                continue
            marks = judging.paper[place] | dict((typed_wrongly or {}).get(place, {}))
            sheet = desk.create(
                sheets.begin, contest=judging.contest, entry=entry, judge=judge.id, marks=marks
            )
            desk.apply(sheets.sign, sheet)
            signed += 1
    return signed


def recount(story: Story, judging: Judging) -> list[ScoreSheet]:
    """Count again, from paper, the sheets that have to be; gives those that were wrong."""
    wrong = []
    with story.desk(judging.supervisor) as desk:
        contest = desk.get(Contest, judging.contest)
        while due := sheets_to_recount(contest, sheets_of(contest, desk)):
            fresh = [one for id in due if (one := desk.get(ScoreSheet, id)).state == SHEET_SIGNED]
            if not fresh:
                break
            for sheet in fresh:
                total = sum(map(Decimal, judging.paper[sheet.entry, sheet.judge].values()))
                counted = desk.apply(sheets.recount, sheet, total=Decimal(total))
                if counted.state == SHEET_DISPUTED:
                    wrong.append(counted)
    return wrong


def correct(story: Story, judging: Judging, wrong: Iterable[ScoreSheet], *, reason: str) -> None:
    """Reopen scoring, let sheets be written as they are on paper, tally, and count again."""
    with story.desk(judging.head) as desk:
        desk.apply_because(reason, contests.reopen, desk.get(Contest, judging.contest))
        reopened = [
            desk.apply_because(reason, sheets.reopen, desk.get(ScoreSheet, sheet.id))
            for sheet in wrong
        ]
    with story.desk(judging.scorer) as desk:
        for sheet in reopened:
            marks = judging.paper[sheet.entry, sheet.judge]
            desk.apply(sheets.sign, desk.apply(sheets.mark, sheet, marks=marks))
    tally(story, judging)
    recount(story, judging)
    confirm_count(story, judging)


def tally(story: Story, judging: Judging) -> None:
    """Work out the places; the judge who presides does."""
    with story.desk(judging.head) as desk:
        desk.apply(contests.tally, desk.get(Contest, judging.contest))


def confirm_count(story: Story, judging: Judging) -> None:
    """Confirm the count, as a second person."""
    with story.desk(judging.supervisor) as desk:
        desk.apply(contests.confirm_count, desk.get(Contest, judging.contest))


def judge_all(story: Story, judging: Judging) -> None:
    """Every judge hands in, the places are worked out and counted again: nothing goes wrong."""
    for judge in judging.judges:
        hand_in(story, judging, judge)
    tally(story, judging)
    recount(story, judging)
    confirm_count(story, judging)


def propose(story: Story, contest: str) -> Contest:
    """Work out the awards from the places, and tell the arithmetic."""
    with story.desk(OFFICE_CLERK) as desk:
        proposed = desk.apply(contests.propose, desk.get(Contest, contest))
    lines = proposed.allotment.lines if proposed.allotment else ()
    given = "/".join(str(line.given) for line in lines)
    story.say(
        f"拟定奖项 {given}（{'；'.join(line.text.zh_hans for line in lines)}）",
        f"擬定獎項 {given}（{'；'.join(line.text.zh_hant for line in lines)}）",
        f"proposed awards {given} ({'; '.join(line.text.en for line in lines)})",
    )
    return proposed


def publicise(story: Story, contest: str, title: str, *, counted_by: Actor) -> Notice:
    """Put the proposed awards up."""
    with story.desk(OFFICE_CLERK) as desk:
        proposed = desk.get(Contest, contest)
        notice = desk.create(
            notices.publish,
            subject=contest,
            title=title,
            lines=proposed_lines(proposed, desk),
            involved=involved_in(proposed, desk) | {counted_by.id},
        )
        desk.apply(contests.publicise, proposed, notice=notice.id)
    story.say(
        f"{title}至 {notice.closes}（{notice.policy.working_days} 个工作日）",
        f"{title}至 {notice.closes}（{notice.policy.working_days} 個工作日）",
        f"the result of {contest} is put up until {notice.closes}, "
        f"{notice.policy.working_days} working days",
    )
    return notice


def give_awards(story: Story, contest: str, *, document: str, number_prefix: str) -> Contest:
    """Close the notice, and give the awards."""
    with story.desk(PRESIDENT) as desk:
        publicised = desk.get(Contest, contest)
        notice = desk.get(Notice, publicised.notice or "")
        desk.apply(notices.close, notice, document=document)
        awarded = desk.apply(contests.award, publicised, number_prefix=number_prefix)
    given = [
        sum(c.level == level.id for c in awarded.certificates) for level in awarded.awards.levels
    ]
    names = [level.label for level in awarded.awards.levels]
    counts = "/".join(map(str, given))
    story.say(
        f"颁奖：{awarded.title}，{'、'.join(n.zh_hans for n in names)} {counts}",
        f"頒獎：{awarded.title}，{'、'.join(n.zh_hant for n in names)} {counts}",
        f"awards given: {awarded.title}, {counts} ({', '.join(n.en for n in names)})",
    )
    return awarded
