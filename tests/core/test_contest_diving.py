"""The judged final of a real competition, run as a contest from the call to the medals.

Source of `diving_m3m_2000.csv`: Diving2000 data set, J. W. Emerson, M. Seltzer and D. Lin (2009),
"Assessing Judging Bias: An Example From the 2000 Olympic Games", The American Statistician 63(2);
published totals: Olympic results of 26 September 2000, men's 3 m springboard. The totals of places
4 to 12 were computed from the same data with another program.
"""

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from reference import expected

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.criterion import Criterion
from homeroom_core.office import Office
from homeroom_core.people import JUDGE, OFFICE, PRINCIPAL, SCORER, SUPERVISOR, Actor, Organization
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.acts import WEEKDAYS, Clock
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.text import Text
from homeroom_core.trace import recomputed
from homeroom_core.training import contest as c
from homeroom_core.training import contest_entry as e
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training import score_sheet as s
from homeroom_core.training.contest_records import (
    Contest,
    ContestEntry,
    ContestPolicy,
    PanelMember,
    ScoreSheet,
)
from homeroom_core.training.contest_scoring import (
    entries_of,
    involved_in,
    proposed_lines,
    sheets_of,
    sheets_to_recount,
    standings_of,
)

DATA = Path(__file__).parents[1] / "data"
ORG = "pool-1"
ROUNDS = {"Semi": 5, "Final": 6}
JUDGES = tuple(Actor.of(f"j{number}", JUDGE) for number in range(1, 8))
CLERK, SCRIBE, AUDITOR, HEAD_OF_SPORT = (
    Actor.of("clerk-1", OFFICE),
    Actor.of("scribe-1", SCORER),
    Actor.of("auditor-1", SUPERVISOR),
    Actor.of("president-1", PRINCIPAL),
)

PUBLISHED = [
    ("diver-12", "708.72"),
    ("diver-05", "708.42"),
    ("diver-08", "703.20"),
]
RECOMPUTED = [
    ("diver-11", "671.04"),
    ("diver-06", "647.40"),
    ("diver-03", "642.72"),
    ("diver-07", "638.22"),
    ("diver-09", "634.47"),
    ("diver-01", "619.17"),
    ("diver-10", "616.53"),
    ("diver-04", "613.47"),
    ("diver-02", "583.80"),
]
MEDALS = AwardPolicy(
    levels=(
        AwardLevel(id="gold", label=Text("金牌", "金牌", "Gold"), count=1),
        AwardLevel(id="silver", label=Text("银牌", "銀牌", "Silver"), count=1),
        AwardLevel(id="bronze", label=Text("铜牌", "銅牌", "Bronze"), count=1),
    )
)


class _Plain:
    """A plugin with the working days of the pool: Monday to Friday."""

    @staticmethod
    def homeroom_calendars() -> list[object]:
        return [WEEKDAYS]


def _dive(id: str) -> Criterion:
    scale = FreeScale(maximum=Decimal(10), step=Decimal("0.5"), places=1)
    return Criterion(id=id, label=Text.same(id), maximum=Decimal(10), scale=scale)


def _rubric() -> Rubric:
    rounds = tuple(
        Criterion(
            id=name,
            label=Text.same(name),
            maximum=Decimal(10 * count),
            children=tuple(_dive(f"{name}-{number}") for number in range(1, count + 1)),
        )
        for name, count in ROUNDS.items()
    )
    title = Text("男子三米板", "男子三公尺跳板", "Men's 3 m springboard")
    return Rubric(
        id="m3m", version="2000", title=title, total=Decimal(110), criteria=rounds, source="FINA"
    )


class Competition:
    """The two rounds, as the data set has them, in an office that knows one local file."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.office = Office.open(
            "memory:",
            plugins=[_Plain()],
            files=[DATA / "diving_plugin.py"],
            installed=False,
            organizations=[Organization(ORG, calendar=WEEKDAYS.name)],
            clock=self.clock,
        )
        adopt_scheme(self.office, self.clock, org=ORG)
        self.difficulty: dict[str, dict[str, Decimal]] = defaultdict(dict)
        self.marks: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        with (DATA / "diving_m3m_2000.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                dive = f"{row['round']}-{row['dive_no']}"
                self.difficulty[row["diver"]][dive] = Decimal(row["difficulty"])
                for judge in JUDGES:
                    self.marks[row["diver"], judge.id][dive] = row[judge.id]

    def enter(self) -> None:
        with self.office.desk(ORG, by=CLERK) as desk:
            self.id = desk.create(
                c.call,
                title="Men's 3 m springboard",
                deadline=desk.act().on,
                rubric=_rubric(),
                scoring=ScoringPolicy(method="diving", minimum_panel=7),
                awards=MEDALS,
                policy=ContestPolicy(minimum_judges=7),
            ).id
            for diver, factors in self.difficulty.items():
                person = desk.create(p.register, staff_no=diver, details=p.Details(name=diver))
                desk.create(
                    e.enter,
                    contest=self.id,
                    contestant=person.id,
                    title=diver,
                    factors=factors,
                )
        self.clock.advance(days=1)

    def judge(self) -> None:
        panel = tuple(PanelMember(judge=j.id, presides=j is JUDGES[0]) for j in JUDGES)
        with self.office.desk(ORG, by=CLERK) as desk:
            contest = desk.apply(c.close_entries, desk.get(Contest, self.id))
            contest = desk.apply(c.appoint_panel, contest, panel=panel)
            contest = desk.apply(c.draw, contest, seed="2000-09-26")
            desk.apply(c.open_scoring, contest)
        for judge in JUDGES:
            with self.office.desk(ORG, by=judge) as desk:
                for entry in entries_of(desk.get(Contest, self.id), desk):
                    marks = self.marks[entry.title, judge.id]
                    semi = {dive: mark for dive, mark in marks.items() if dive.startswith("Semi")}
                    sheet = desk.create(
                        s.begin, contest=self.id, entry=entry.id, judge=judge.id, marks=semi
                    )
                    sheet = desk.apply(
                        s.mark, sheet, marks={k: marks[k] for k in marks.keys() - semi.keys()}
                    )
                    desk.apply(s.sign, sheet)

    def count(self) -> None:
        with self.office.desk(ORG, by=SCRIBE) as desk:
            desk.apply(c.tally, desk.get(Contest, self.id))
        with self.office.desk(ORG, by=AUDITOR) as desk:
            contest = desk.get(Contest, self.id)
            for id in sheets_to_recount(contest, tuple(sheets_of(contest, desk))):
                sheet = desk.get(ScoreSheet, id)
                desk.apply(
                    s.recount, sheet, total=sum(map(Decimal, sheet.marks.values()), Decimal(0))
                )
            desk.apply(c.confirm_count, contest)

    def award(self) -> None:
        with self.office.desk(ORG, by=CLERK) as desk:
            contest = desk.apply(c.propose, desk.get(Contest, self.id))
            notice = desk.create(
                n.publish,
                subject=contest.id,
                title="Medals",
                lines=proposed_lines(contest, desk),
                involved=involved_in(contest, desk),
            )
            desk.apply(c.publicise, contest, notice=notice.id)
        self.clock.advance(days=8)
        with self.office.desk(ORG, by=HEAD_OF_SPORT) as desk:
            desk.apply(n.close, desk.get(n.Notice, notice.id), document="2000-09-26")
            desk.apply(c.award, desk.get(Contest, self.id), number_prefix="M3M-")

    def result(self) -> Contest:
        return self.office.get(ORG, Contest, self.id)

    def diver(self, entry: str) -> str:
        return self.office.get(ORG, ContestEntry, entry).title


@pytest.fixture(scope="module")
def competition() -> Competition:
    held = Competition()
    held.enter()
    held.judge()
    held.count()
    held.award()
    return held


def test_the_contest_gives_the_published_totals_and_order(competition: Competition) -> None:
    tally = competition.result().tally
    assert tally is not None
    placed = [(competition.diver(x.entry), str(x.shown)) for x in tally.placings]
    assert placed == PUBLISHED + RECOMPUTED
    assert [placing.rank for placing in tally.placings] == list(range(1, 13))


def test_every_dive_and_every_round_of_the_contest(competition: Competition) -> None:
    """Single dives as published; the points of the rounds make up each total, mark by mark."""
    with competition.office.reading(ORG) as reading:
        result = standings_of(competition.result(), reading, competition.office.plugins)
    standings = {competition.diver(standing.entry): standing for standing in result.standings}
    single = expected("trimmed_diving_m3m_2000")["published"]["single_dives"]
    for name, points in single.items():
        diver, _, _, number = name.split()
        assert standings[diver].criteria[f"Final-{number}"] == Fraction(points)
    for standing in standings.values():
        parts = standing.criteria
        assert parts["Semi"] + parts["Final"] == standing.total == recomputed(standing.trace)
        for name, count in ROUNDS.items():
            dives = (parts[f"{name}-{number}"] for number in range(1, count + 1))
            assert parts[name] == sum(dives, Fraction(0))


def test_every_judge_of_the_seven_counts_for_every_diver(competition: Competition) -> None:
    tally = competition.result().tally
    assert tally is not None
    assert {placing.judges for placing in tally.placings} == {tuple(j.id for j in JUDGES)}


def test_the_medals_go_to_the_published_divers(competition: Competition) -> None:
    given = competition.result().certificates
    assert [(x.number, x.level, competition.diver(x.entry)) for x in given] == [
        ("M3M-001", "gold", "diver-12"),
        ("M3M-002", "silver", "diver-05"),
        ("M3M-003", "bronze", "diver-08"),
    ]


def test_the_tally_names_the_local_file_it_was_made_by(competition: Competition) -> None:
    tally = competition.result().tally
    assert tally is not None
    (plugin,) = [x for x in competition.office.plugins.plugins if x.name == "diving_plugin"]
    assert (tally.method, tally.plugin, tally.plugin_version) == (
        "diving",
        "diving_plugin",
        plugin.version,
    )


def test_the_whole_competition_verifies(competition: Competition) -> None:
    assert list(competition.office.verify(ORG)) == []


def test_the_plugin_is_at_most_forty_lines() -> None:
    assert len((DATA / "diving_plugin.py").read_text(encoding="utf-8").splitlines()) <= 40
