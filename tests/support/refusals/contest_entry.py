"""Attempts at the steps of an entry of a contest, made wrongly and made rightly."""

from decimal import Decimal
from typing import Any

from contests import (
    CLERK,
    ENTRIES,
    PEOPLE,
    a_contest,
    a_person,
    an_act,
    an_entry,
    creating,
    refusals,
)

from homeroom_core.change import change
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import Refusal
from homeroom_core.fact import number, words
from homeroom_core.people import Actor
from homeroom_core.rule import Rule
from homeroom_core.testing.acts import MORNING
from homeroom_core.text import Text
from homeroom_core.training import contest_entry as e
from homeroom_core.training import contest_records as r
from homeroom_core.training import person as p
from homeroom_core.training.tally import Certificate
from refusals import LATER, case


def rule(id: str = "years", fact: str = "homeroom_years", **more: Any) -> Rule:
    given = {"comparator": ">=", "boundary": number(3), **more}
    return Rule(id=id, label=Text.same(id), fact=fact, **given)


def rules(*listed: Rule) -> RuleSet:
    return RuleSet(id="rules", label=Text.same("rules"), rules=listed)


def enter(
    by: Actor = CLERK,
    contest: r.Contest | None = None,
    /,
    records: Any = (),
    on_roster: Any = PEOPLE,
    at: Any = MORNING,
    **more: Any,
) -> tuple[Refusal, ...]:
    given = {"contest": "contest-1", "contestant": "person-1", "title": "Ours", **more}
    called = contest or a_contest()
    return creating(e.enter, an_act(by, called, *on_roster, *records, at=at), **given)


OWNER = Actor.of("person-1", "teacher")
case("contest_entry.no_title", lambda title: enter(title=title), " ", "Ours")
case("contest_entry.unknown_contest", lambda it: enter(contest=it), "contest-9", "contest-1")
case("contest_entry.closed", lambda at: enter(at=at), LATER, MORNING)
case("contest_entry.unknown_person", lambda who: enter(contestant=who), "person-9", "person-2")
case(
    "contest_entry.not_in_post",
    lambda state: enter(on_roster=(a_person(1, state),)),
    p.ON_LEAVE,
    p.IN_POST,
)
case(
    "contest_entry.rules_unfit",
    lambda boundary: enter(CLERK, a_contest(rules=rules(rule(comparator="==", boundary=boundary)))),
    words("five"),
    number(5),
)
case(
    "contest_entry.unknown_rule",
    lambda it: enter(CLERK, a_contest(rules=rules(rule())), waived=(it,)),
    "age",
    "years",
)
case("contest_entry.office_sets", lambda by: enter(by, factors={"a": Decimal(2)}), OWNER, CLERK)
case(
    "contest_entry.entered_twice",
    lambda state: enter(records=(an_entry(1, state),)),
    e.PASSED_OVER,
    e.WITHDRAWN,
)
case(
    "contest_entry.is_judge",
    lambda judge: enter(CLERK, a_contest(panel=(r.PanelMember(judge=judge),))),
    "person-1",
    "person-2",
)
case(
    "contest_entry.criteria_unfit",
    lambda factor: enter(factors={"a": Decimal(factor)}),
    -1,
    "3.5",
)


def leave(step: Any, state: str) -> tuple[Refusal, ...]:
    return refusals(ENTRIES[0], step, an_act(CLERK, a_contest(state), reason="ill"))


case("contest_entry.past_choice", lambda at: leave(e.pass_over, at), r.DRAWN, r.ENTERED)
case("contest_entry.has_result", lambda at: leave(e.withdraw, at), r.PROPOSED, r.REOPENED)
case("contest_entry.contest_over", lambda at: leave(e.disqualify, at), r.AWARDED, r.SCORING)


def enter_final(number: int) -> tuple[Refusal, ...]:
    before = change(
        a_contest(r.AWARDED, id="contest-0"),
        certificates=(Certificate(entry="entry-1", level="first", number="X-1"),),
    )
    earlier = change(an_entry(1), contest="contest-0")
    final = a_contest(follows="contest-0")
    act = an_act(CLERK, before, final, earlier, *PEOPLE, new_id="entry-9")
    given = {"contest": "contest-1", "contestant": f"person-{number}", "title": "Ours"}
    return creating(e.enter, act, **given)


case("contest_entry.not_through", enter_final, 2, 1)
