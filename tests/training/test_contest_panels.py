"""Not every judge scores every entry: panels worked out, assigned, and scored by."""

from decimal import Decimal

import pytest
from contests import (
    CLERK,
    ENTRIES,
    HEAD,
    JUDGES,
    PANEL,
    POLICY,
    Story,
    a_contest,
    a_person,
    an_act,
    refusals,
)

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.change import change
from homeroom_core.errors import InputError
from homeroom_core.panels.assignment import Assignment, assign_panels
from homeroom_core.panels.request import EntryDemand, JudgeOffer, PanelConflict
from homeroom_core.record import Shelf
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.testing.acts import ORG, SCHOOL_DAY
from homeroom_core.text import Text
from homeroom_core.training import contest as c
from homeroom_core.training import contest_records as r
from homeroom_core.training import person as p
from homeroom_core.training.conflict import DECLARED, OWN_CLASS, SAME_GROUP
from homeroom_core.training.contest_panels import panel_request
from homeroom_core.training.contest_scoring import judges_of

SMALL = change(POLICY, minimum_judges=2)


def conflict(kind: str, judge: int, entry: int, waived_by: str | None = None) -> r.Conflict:
    return r.Conflict(
        judge=f"judge-{judge}",
        entry=f"entry-{entry}",
        kind=kind,
        on=SCHOOL_DAY,
        by=CLERK.id,
        waived_by=waived_by,
    )


def test_a_contest_of_assigned_panels_is_scored_by_them_alone() -> None:
    story = Story(6, scoring=ScoringPolicy(method="mean"), policy=SMALL)
    story.draw()
    with story.walk.office.reading(ORG) as reader:
        found = assign_panels(panel_request(story.contest, reader, per_entry=2))
    assert isinstance(found, Assignment)
    contest = story.do(CLERK, c.assign, panels=found.panels)
    assert {entry: judges_of(contest, entry) for entry in story.entries} == {
        entry: frozenset(judges) for entry, judges in found.panels.items()
    }
    story.do(HEAD, c.open_scoring)
    story.score()
    tally = story.do(HEAD, c.tally).tally
    assert tally is not None
    assert {placing.entry: placing.judges for placing in tally.placings} == dict(found.panels)


def test_nobody_assigned_means_that_all_score() -> None:
    contest = a_contest(r.DRAWN, panels={"entry-1": ("judge-1",)})
    assert refusals(contest, c.assign, an_act(CLERK, *ENTRIES), panels={}) == ()
    assert judges_of(change(contest, panels={}), "entry-1") == contest.judges


def test_who_recuses_after_being_assigned_does_not_score() -> None:
    assigned = {"entry-1": ("judge-1", "judge-2")}
    contest = a_contest(r.DRAWN, panels=assigned, conflicts=(conflict(DECLARED, 2, 1),))
    assert judges_of(contest, "entry-1") == {"judge-1"}
    assert judges_of(contest, "entry-2") == {member.judge for member in PANEL}


def test_who_left_the_panel_is_on_none() -> None:
    contest = a_contest(r.DRAWN, panels={"entry-1": ("judge-1", "judge-9")})
    assert judges_of(contest, "entry-1") == {"judge-1"}


def test_a_request_knows_years_grades_and_conflicts() -> None:
    details = p.Details(
        name="Wang Fang", grade="G7", homeroom_years=Decimal("6.5"), counted_on=SCHOOL_DAY
    )
    judge = change(a_person(8), id="judge-1", details=details)
    contestant = a_person(1, details=p.Details(name="Li Lei", grade="G8"))
    contest = a_contest(
        r.ENTERED,
        conflicts=(
            conflict(SAME_GROUP, 1, 1),
            conflict(OWN_CLASS, 2, 1),
            conflict(SAME_GROUP, 3, 1, waived_by="head-1"),
        ),
    )
    request = panel_request(contest, Shelf(contest, *ENTRIES, judge, contestant), per_entry=2)
    assert request.judges[:2] == (
        JudgeOffer(id="judge-1", group="G7", experience=6),
        JudgeOffer(id="judge-2"),
    )
    assert request.entries[:2] == (EntryDemand("entry-1", "G8"), EntryDemand("entry-2"))
    assert request.conflicts == (
        PanelConflict(judge="judge-1", entry="entry-1", kind="same_group", waivable=True),
        PanelConflict(judge="judge-2", entry="entry-1", kind="own_class"),
    )


def test_where_everyone_is_a_colleague_the_fewest_waivers_are_named() -> None:
    kinds = tuple(conflict(SAME_GROUP, judge, entry) for judge in (1, 2, 3) for entry in (1, 2))
    contest = a_contest(r.ENTERED, conflicts=kinds, policy=SMALL)
    found = assign_panels(panel_request(contest, Shelf(contest, *ENTRIES), per_entry=2))
    assert isinstance(found, Assignment)
    assert len(found.waivers) == 2
    assert {waiver.kind for waiver in found.waivers} == {"same_group"}
    # As long as they are not waived on record, these panels are refused.
    act = an_act(CLERK, *ENTRIES)
    refused = refusals(contest, c.assign, act, panels=found.panels)
    assert {refusal.code for refusal in refused} == {"contest.judge_in_conflict"}
    waived = {(waiver.judge, waiver.entry) for waiver in found.waivers}
    waiving = tuple(
        change(one, waived_by=HEAD.id) if (one.judge, one.entry) in waived else one for one in kinds
    )
    contest = change(contest, conflicts=waiving)
    assert refusals(contest, c.assign, act, panels=found.panels) == ()


def test_awards_within_groups_need_no_judges_in_common() -> None:
    level = AwardLevel(id="first", label=Text.same("first"), count=1)
    contest = a_contest(
        r.ENTERED,
        awards=AwardPolicy(levels=(level,), by_group=True),
        policy=change(POLICY, minimum_judges=1),
    )
    apart = {"entry-1": ("judge-1",), "entry-2": ("judge-2",), "entry-3": ("judge-3",)}
    assert refusals(contest, c.assign, an_act(CLERK, *ENTRIES), panels=apart) == ()
    assert not panel_request(contest, Shelf(contest, *ENTRIES), per_entry=1).connected


def test_every_fault_of_some_panels_is_told_at_once() -> None:
    wrong = {"entry-1": ("judge-1", "judge-1", "judge-9"), "entry-9": ("judge-1",)}
    found = refusals(a_contest(r.ENTERED), c.assign, an_act(CLERK, *ENTRIES), panels=wrong)
    assert [refusal.code for refusal in found] == [
        "contest.unknown_entry",
        "contest.twice_on_panel",
        "contest.not_on_panel",
        "contest.too_few_judges",
        "contest.entry_unassigned",
        "contest.entry_unassigned",
    ]


def test_who_scores_what_is_not_for_contestants() -> None:
    contest = a_contest(r.SCORING, panels={"entry-1": ("judge-1",)})
    reader = Shelf(contest, *ENTRIES)
    assert "panels" in contest.hidden_from(JUDGES[1], reader)
    assert "panels" not in contest.hidden_from(CLERK, reader)


def test_a_contest_without_entries_has_no_panels_to_ask_for() -> None:
    with pytest.raises(InputError, match="at least one entry"):
        panel_request(a_contest(r.ENTERED), Shelf(), per_entry=2)
