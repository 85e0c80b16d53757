"""Plugins of earlier versions, kept as they were written: they have to go on working."""

import warnings
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from homeroom_core import families
from homeroom_core.awarding import AwardRequest, give
from homeroom_core.discovery import from_file
from homeroom_core.errors import RefusedError
from homeroom_core.evaluation import evaluate
from homeroom_core.files import export_file, import_file
from homeroom_core.hookspecs import HOOKS
from homeroom_core.office import Office
from homeroom_core.people import TEACHER, Actor
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak

FILE = Path(__file__).parents[1] / "frozen" / "plugin_0_1.py"
DIGEST = "b7edde0143734356995670061ee0b10e0b45deea7a96d1e45d4d5291e74f5602"

KEEPER = Actor.of("person-1", TEACHER)
OTHER = Actor.of("person-2", TEACHER)


@pytest.fixture
def office() -> Office:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # nothing it uses goes by another name so far
        return Office.open("oldmemory:", files=[FILE], installed=False)


def plugin_of(office: Office) -> Any:
    return office.plugins.plugins[1].module


def test_file_is_as_it_was_written() -> None:
    assert sha256(FILE.read_bytes()).hexdigest() == DIGEST


def test_every_hook_of_its_time_is_used_and_still_there() -> None:
    used = {name for name in dir(from_file(FILE).module) if name.startswith("homeroom_")}
    assert used <= set(HOOKS)
    assert len(used) == 14


def test_everything_that_it_offers_is_there(office: Office) -> None:
    assert office.plugins.contributions(office.plugins.plugins[1]) == {
        "sheet": ("old_story",),
        "rubric": ("old_story",),
        "computed_criterion": ("old_share",),
        "rule_set": ("old",),
        "scoring_method": ("old_best",),
        "tie_breaker": ("old_order",),
        "award_policy": ("old_star",),
        "storage_backend": ("oldmemory",),
        "calendar": ("old_days",),
        "lifecycle": ("keepsake",),
        "importer": ("old_keepsakes",),
        "exporter": ("old_titles",),
        "command": ("old-hello",),
        "veto": ("homeroom_check_transition",),
        "notify": ("homeroom_committed",),
    }


def test_its_lifecycle_veto_and_news_work(office: Office) -> None:
    ours = plugin_of(office)
    with office.desk("s1", by=KEEPER) as desk:
        made = desk.create(ours.find, title="A cup")
    with pytest.raises(RefusedError) as caught, office.desk("s1", by=KEEPER) as desk:
        desk.apply(ours.keep, made, title="no")
    assert [refusal.code for refusal in caught.value.refusals] == ["keepsake.resting"]
    with office.desk("s1", by=KEEPER) as desk:
        desk.apply(ours.keep, made)
    assert ours.TOLD == [("s1", ["find"]), ("s1", ["keep"])]
    assert office.show("s1", made.id, to=OTHER).hidden == ("title",)
    assert list(office.verify("s1")) == []


def test_its_files_are_read_and_written(office: Office) -> None:
    made = import_file(
        office,
        "s1",
        "old_keepsakes",
        "标题\nA cup\nA flag\n".encode(),
        "things.csv",
        by=KEEPER,
        commit=True,
    )
    assert len(made.records) == 2
    written = [
        export_file(office, "s1", "old_titles", ["keepsake"], to=to) for to in (KEEPER, OTHER)
    ]
    assert written == [b"A cup\nA flag", b"-\n-"]


def test_its_functions_answer_as_they_did(office: Office) -> None:
    plugins = office.plugins
    assert plugins(families.CALENDARS, "old_days").is_working_day(date(2025, 9, 6)) is False
    share = plugins(families.COMPUTED_CRITERIA, "old_share")
    assert share.function({"done": Fraction(7)}, Fraction(5)) == 5
    rules = plugins(families.RULE_SETS, "old")
    assert [rules.judge({"work_years": years}).eligible for years in (2, 3)] == [False, True]
    rubric = plugins(families.RUBRICS, "old_story")
    assert rubric.card_total({"told": "7.5"}) == Fraction(15, 2)
    assert plugins(families.COMMANDS, "old-hello").load().name == "old-hello"


def test_its_scoring_and_awards_come_to_what_they_did(office: Office) -> None:
    plugins = office.plugins
    result = evaluate(
        ScoringPolicy(method="old_best", tie_break=(TieBreak("old_order"),)),
        plugins(families.RUBRICS, "old_story"),
        [Entrant(id="b"), Entrant(id="a"), Entrant(id="c")],
        [
            Card(entry=entry, judge=judge, marks={"told": mark})
            for entry, judge, mark in (
                ("a", "j1", "7"),
                ("a", "j2", "9"),
                ("b", "j1", "9"),
                ("c", "j2", "8.5"),
            )
        ],
        methods=[plugins(families.SCORING_METHODS, "old_best")],
        tie_breakers=[plugins(families.TIE_BREAKERS, "old_order")],
    )
    assert [(one.entry, one.rank, one.total) for one in result.standings] == [
        ("a", 1, 9),
        ("b", 2, 9),
        ("c", 3, Fraction(17, 2)),
    ]
    star = plugins(families.AWARD_POLICIES, "old_star")
    request = AwardRequest(policy=star.policy, standings=result.standings, field_size=3)
    made = give(request, star, plugins.origin(families.AWARD_POLICIES, "old_star"))
    assert [(award.entry, award.level) for award in made.awards] == [("a", "star")]
    assert (made.plugin, made.plugin_digest) == ("plugin_0_1", DIGEST)
