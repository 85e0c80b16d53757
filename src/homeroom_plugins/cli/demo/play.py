"""The demonstration from beginning to end."""

from datetime import UTC, datetime
from typing import Any

from homeroom_core.school_year import SchoolYear
from homeroom_core.training.growth_plan import GrowthPolicy
from homeroom_core.training.notice import NoticePolicy
from homeroom_core.training.person import IN_POST, Person
from homeroom_core.training.scheme_contents import Clause
from homeroom_plugins.cli.demo.class_meetings import (
    contest_terms,
    count_again,
    enter_and_choose,
    give_awards,
    hold_final,
    publicise_and_hear,
)
from homeroom_plugins.cli.demo.congress import adopt
from homeroom_plugins.cli.demo.growth_plans import inspect_and_adjust, write_and_approve
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, ORG, Cast, Story
from homeroom_plugins.roster import DEMO_ROSTER, demo_roster, import_roster, read_roster, read_table

START = datetime(2025, 9, 1, tzinfo=UTC)


def play(story: Story) -> None:
    """Play every step; what happened is in `story.events`."""
    cast = import_the_roster(story)
    adopt(story, cast, terms(story), CLAUSES)
    plan_ids = write_and_approve(story, cast.teachers)
    contest_id = enter_and_choose(story, cast.teachers)
    final = hold_final(story, contest_id, cast)
    count_again(story, final)
    publicise_and_hear(story, final)
    give_awards(story, final)
    inspect_and_adjust(story, plan_ids, cast.teachers)


CLAUSES = (
    Clause(number="2", text="成长规划至少两个目标，三年一周期。", sets=("growth_plan",)),
    Clause(
        number="3", text="主题班会评比每学期一次，去掉一个最高分和一个最低分。", sets=("contest",)
    ),
    Clause(number="9", text="公示五个工作日，异议五个工作日内答复。", sets=("notice",)),
)


def terms(story: Story) -> dict[str, Any]:
    """What the scheme of the demonstration sets."""
    return {
        "growth_plan": GrowthPolicy(least_goals=2),
        "contest/class_meeting": contest_terms(story),
        "notice": NoticePolicy(),
    }


def import_the_roster(story: Story) -> Cast:
    """Import the shipped roster, twice: the second time nothing changes."""
    story.on(2025, 9, 1)
    table = read_table(demo_roster(), name=DEMO_ROSTER)
    roster = read_roster(table, school_year=SchoolYear(2025))
    for _ in range(2):
        report = story.office.transact(ORG, OFFICE_CLERK, lambda desk: import_roster(desk, roster))
        text = report.text
        story.say(text.zh_hans, text.zh_hant, text.en)
    for kind in ("dropped", "repaired"):
        for remark in report.about(kind):
            said = (remark.text.zh_hans, remark.text.zh_hant, remark.text.en)
            story.say(*(f"  {remark.where}: {words}" for words in said))
    with story.looking() as reader:
        return Cast.of(reader.find(Person, state=IN_POST))
