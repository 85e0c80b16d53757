"""Appraisals (发展性评价, 德能勤绩廉): from self review to archive, for all who led a class.

Twice: for the calendar year, as public institutions do, and for the school year. Both take the same
steps; a record that was credited in the one is not credited in the other.
"""

import random
from datetime import date
from decimal import Decimal

from homeroom_core.desk import Desk
from homeroom_core.people import APPRAISAL_COMMITTEE, HOMEROOM_TEACHER, Actor
from homeroom_core.sheets.ledger_items import LedgerEntry
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.training import appraisal as appraisals
from homeroom_core.training import appraisal_round as rounds
from homeroom_core.training import notice as notices
from homeroom_core.training.appraisal_grading import involved_in, proposed_lines
from homeroom_core.training.appraisal_records import (
    COLLECTED,
    GRADED,
    OPENED,
    PUBLICISED,
    SCORED,
    SELF_REVIEWED,
    SIGNED,
    VETO_CHECKED,
    Appraisal,
    AppraisalRound,
)
from homeroom_core.training.contest_records import Contest, ContestEntry
from homeroom_core.training.notice import Notice
from homeroom_core.training.person import WARNING, Person, appoint, impose_sanction
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.leave import SUCCESSOR
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

ROUNDS = {
    date(2026, 1, 12): ("2025 年度考核", date(2025, 9, 1), date(2025, 12, 31)),
    date(2026, 6, 8): ("2025 学年班主任考核", date(2025, 9, 1), date(2026, 8, 31)),
}
"""The rounds by the day they are opened: title and period."""

COMMITTEE = 3
LATE_EVERY = 7
SANCTIONED = "2001001"
"""Staff number of a teacher with good marks and a warning in the year."""

SANCTION_ON = date(2026, 4, 20)

REFUSES = "2013001"
"""Staff number of a teacher who does not sign."""

JUDGED = {
    "de": {"ethics": 10, "care": 6, "cooperation": 4},
    "neng": {"class_building": 10, "guidance": 7, "family_school": 5, "learning": 3},
    "ji_development": {"ji_development": 8},
    "lian": {"clean_hands": 5},
}
"""What the committee marks: most points by part and criterion of the bundled sheet."""


@agenda.on(2026, 4, 20)
def sanction(story: Story) -> None:
    """The principal imposes a warning on a teacher."""
    with story.desk(PRESIDENT) as desk:
        (person,) = desk.find(Person, staff_no=SANCTIONED)
        desk.apply_because(
            "违规收取资料费",
            impose_sanction,
            person,
            kind=WARNING,
            document="校纪〔2026〕1号",
            since=SANCTION_ON,
        )


@agenda.on(2026, 1, 9)
def appoint_committee(story: Story) -> None:
    """Three who have no case of their own."""
    with story.desk(OFFICE_CLERK) as desk:
        for member in story.cast.judges[:COMMITTEE]:
            person = desk.get(Person, member.id)
            desk.apply(appoint, person, roles=person.roles | {APPRAISAL_COMMITTEE})


@agenda.on(2026, 1, 12)
@agenda.on(2026, 6, 8)
def open_round(story: Story) -> None:
    """The round and a case for everybody who led a class in the year."""
    with story.desk(OFFICE_CLERK) as desk:
        title, first, last = ROUNDS[story.today]
        opened = desk.create(rounds.open_round, title=title, first=first, last=last)
        led = [
            one for one in desk.find(Person) if any(p.role == HOMEROOM_TEACHER for p in one.posts)
        ]
        for person in led:
            desk.create(appraisals.open_case, round=opened.id, teacher=person.id)
    story.say(
        f"{title}立案 {len(led)} 份",
        f"{title}立案 {len(led)} 份",
        f"appraisals from {first} to {last} are opened: {len(led)} cases",
    )


@agenda.on(2026, 1, 14)
@agenda.on(2026, 6, 10)
def review_oneself(story: Story) -> None:
    """Everybody reviews the year; nothing of that counts."""
    for case in story.find(Appraisal, state=OPENED):
        with story.desk(Actor(case.teacher)) as desk:
            desk.apply(appraisals.review_oneself, desk.get(Appraisal, case.id), text="本学年小结。")


@agenda.on(2026, 1, 19)
@agenda.on(2026, 6, 18)
def collect(story: Story) -> None:
    """Ledgers, anonymous surveys, evidence by the ids of records; who served too little is left."""
    winners = _winners(story) if story.today > SANCTION_ON else {}
    with story.desk(OFFICE_CLERK) as desk:
        for case in tuple(desk.find(Appraisal, state=SELF_REVIEWED)):
            person = desk.get(Person, case.teacher)
            if person.staff_no == SUCCESSOR:
                desk.apply_because("任职不足半年", appraisals.leave_ungraded, case)
                continue
            chance = random.Random(person.staff_no)  # noqa: S311  # a story that is always the same
            late = _late(person.staff_no)
            case = desk.apply(appraisals.keep_ledger, case, part="qin", entries=late)
            case = desk.apply(appraisals.keep_ledger, case, part="ji_routine")
            for source, answers in (("peers", 12), ("pupils_parents", 30)):
                for part, most in JUDGED.items():
                    points = Decimal(sum(most.values())) * chance.randint(80, 96) / 100
                    tally = {str(points.quantize(Decimal("0.5"))): answers}
                    case = desk.apply(
                        appraisals.count_survey, case, source=source, part=part, tally=tally
                    )
            claims = tuple(
                Claim(id="a1", fact=entry, item="achievements", kind="school")
                for entry in winners.get(case.teacher, ())[:1]
            )
            case = desk.apply(
                appraisals.draw_evidence, case, part="ji_achievements", year=2025, claims=claims
            )
            desk.apply(appraisals.collect, case)


@agenda.on(2026, 1, 20)
@agenda.on(2026, 6, 19)
def score(story: Story) -> None:
    """The committee marks and scores; the supervisor checks for sanctions."""
    committee = story.cast.judges[:COMMITTEE]
    collected = story.find(Appraisal, state=COLLECTED)
    qualities = {one.id: _quality(one.staff_no) for one in story.find(Person)}
    for member in committee:
        with story.desk(member) as desk:
            for case in collected:
                chance = random.Random(f"{member.id}/{case.teacher}")  # noqa: S311  # as above
                share = qualities[case.teacher]
                there = desk.get(Appraisal, case.id)
                for part, most in JUDGED.items():
                    marks = {id: _half(points * share, chance) for id, points in most.items()}
                    there = desk.apply(appraisals.mark, there, part=part, marks=marks)
    with story.desk(committee[0]) as desk:
        for case in tuple(desk.find(Appraisal, state=COLLECTED)):
            desk.apply(appraisals.score, case)
    with story.desk(story.cast.supervisor) as desk:
        for case in tuple(desk.find(Appraisal, state=SCORED)):
            desk.apply(appraisals.check_vetoes, case)


@agenda.on(2026, 1, 21)
@agenda.on(2026, 6, 22)
def grade(story: Story) -> None:
    """The committee grades all together: a fifth of each grade group, rounded down."""
    with story.desk(story.cast.judges[0]) as desk:
        opened = _running(desk)
        desk.apply(rounds.grade_all, opened)
        cases = [
            desk.apply(appraisals.grade, case)
            for case in tuple(desk.find(Appraisal, state=VETO_CHECKED))
        ]
        (person,) = desk.find(Person, staff_no=SANCTIONED)
    given = [case.in_force.grade for case in cases if case.in_force]
    capped = next(case for case in cases if case.teacher == person.id)
    counts = {grade: given.count(grade) for grade in dict.fromkeys(given)}
    told = "、".join(f"{grade} {count}" for grade, count in counts.items())
    story.say(
        f"考核小组评定：{told}",
        f"考核小組評定：{told}",
        f"the committee grades: {told}",
    )
    if capped.in_force and capped.score and person.sanctions:
        story.say(
            f"{person.id} 总分 {capped.score.shown}，因警告处分至多合格：{capped.in_force.grade}",
            f"{person.id} 總分 {capped.score.shown}，因警告處分至多合格：{capped.in_force.grade}",
            f"{person.id} has {capped.score.shown} points and a warning, which caps the grade: "
            f"{capped.in_force.grade}",
        )


@agenda.on(2026, 1, 23)
@agenda.on(2026, 6, 24)
def publicise(story: Story) -> None:
    """The grades are put up."""
    with story.desk(OFFICE_CLERK) as desk:
        graded = _running(desk)
        notice = desk.create(
            notices.publish,
            subject=graded.id,
            title="班主任学年考核结果公示",
            lines=proposed_lines(graded, desk),
            involved=involved_in(graded, desk),
        )
        desk.apply(rounds.publicise, graded, notice=notice.id)
        for case in tuple(desk.find(Appraisal, state=GRADED)):
            desk.apply(appraisals.publicise, case)
    story.say(
        f"考核结果公示至 {notice.closes}",
        f"考核結果公示至 {notice.closes}",
        f"the grades are put up until {notice.closes}",
    )


@agenda.on(2026, 1, 30)
@agenda.on(2026, 7, 7)
def close_notice(story: Story) -> None:
    """Nobody has objected, and the time to is over."""
    with story.desk(PRESIDENT) as desk:
        publicised = _running(desk)
        notice = desk.get(Notice, publicised.notice or "")
        desk.apply(notices.close, notice, document="校发〔2026〕9号")


@agenda.on(2026, 2, 2)
@agenda.on(2026, 7, 10)
def decide(story: Story) -> None:
    """The grades are final; everybody signs, and one says why not."""
    with story.desk(PRESIDENT) as desk:
        publicised = _running(desk)
        desk.apply(rounds.decide, publicised, document="校发〔2026〕9号")
    refused = next(one.id for one in story.find(Person, staff_no=REFUSES))
    of_school_year = story.today > SANCTION_ON
    for case in story.find(Appraisal, state=PUBLICISED):
        with story.desk(Actor(case.teacher)) as desk:
            there = desk.get(Appraisal, case.id)
            if case.teacher == refused and of_school_year:
                desk.apply_because("对勤的扣分有不同意见", appraisals.refuse_to_sign, there)
            else:
                desk.apply(appraisals.sign, there)


@agenda.on(2026, 2, 4)
@agenda.on(2026, 7, 13)
def archive(story: Story) -> None:
    """Each case goes into the archive, with an index and a checksum."""
    with story.desk(OFFICE_CLERK) as desk:
        signed = tuple(desk.find(Appraisal, state=SIGNED))
        for case in signed:
            desk.apply(appraisals.archive, case)
    story.say(
        f"考核归档 {len(signed)} 份，各有目录与校验值",
        f"考核歸檔 {len(signed)} 份，各有目錄與校驗值",
        f"{len(signed)} appraisals are archived, each with an index and a checksum",
    )


def _running(desk: Desk) -> AppraisalRound:
    """The round that was opened last."""
    return tuple(desk.find(AppraisalRound))[-1]


def _winners(story: Story) -> dict[str, list[str]]:
    """The entries with a prize in a final, by contestant."""
    found: dict[str, list[str]] = {}
    with story.looking() as reader:
        for contest in reader.find(Contest):
            if contest.variant != "preliminary":
                for one in contest.certificates:
                    contestant = reader.get(ContestEntry, one.entry).contestant
                    found.setdefault(contestant, []).append(one.entry)
    return found


def _late(staff_no: str) -> tuple[LedgerEntry, ...]:
    """Some were late once; it costs a point."""
    if int(staff_no) % LATE_EVERY:
        return ()
    late = LedgerEntry(
        id="l1", item="attendance", kind="late_or_left_early", day=date(2025, 10, 13)
    )
    return (late,)


def _quality(staff_no: str) -> float:
    """How good the year of somebody was, as a share of the points."""
    if staff_no == SANCTIONED:
        return 1.0
    return random.Random(staff_no).uniform(0.72, 0.96)  # noqa: S311  # as above


def _half(points: float, chance: random.Random) -> str:
    """A mark in half points, near so many points."""
    return str(Decimal(round(2 * points * chance.uniform(0.97, 1.0))) / 2)
