"""Forums: called for, held, voted on, credited."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from contests import CLERK, PINNED, an_act, codes, refusals
from refusals import TODAY
from refusals.forum import (
    HOST,
    SPOKE,
    VOTERS,
    WRITER,
    WROTE,
    a_contribution,
    a_forum,
    count,
    here,
)

from homeroom_core.change import change
from homeroom_core.decision import perform
from homeroom_core.explanation import Explanation, Question, recomputed
from homeroom_core.people import OFFICE, Actor
from homeroom_core.testing.acts import MORNING
from homeroom_core.training import forum as f
from homeroom_core.training import forum_records as r
from homeroom_core.training.activity import ATTENDED, CONTRIBUTED, LED, Credit
from homeroom_core.training.attendance import PartHours
from homeroom_core.training.deadline import CREDITING, Deadline


def held(**more: Any) -> r.Forum:
    return a_forum(r.HELD, **{"basis": PINNED, "presences": SPOKE, "contributions": WROTE, **more})


def counted(*ballots: tuple[int, ...], **policy: Any) -> r.Forum:
    wrote = tuple(a_contribution(number, f"person-{number}") for number in range(1, 5))
    spoke = here("person-1", "person-2", "person-3", "person-4", part=CONTRIBUTED)
    forum = held(
        presences=(*spoke, *here("person-5")),
        contributions=wrote,
        policy=r.ForumPolicy(**policy),
    )
    return perform(forum, f.count_ballots, an_act(CLERK), voters=VOTERS, ballots=ballots)


def levels(forum: r.Forum) -> list[tuple[int, str]]:
    return [(prize.contribution, prize.level) for prize in forum.prizes]


def test_hours_are_those_of_the_part_on_the_sheet() -> None:
    forum = held(presences=(*here("person-1", part=LED), *here("person-3")))
    credited = perform(forum, f.credit, an_act(CLERK))
    assert credited.credits == (
        Credit(person="person-1", hours=Decimal(4), part=LED),
        Credit(person="person-3", hours=Decimal(2), part=ATTENDED),
    )


def test_hours_count_for_the_year_of_the_last_day_on_which_somebody_signed_in() -> None:
    earlier = here("person-1", on=TODAY - timedelta(days=1))
    assert held(presences=(*here("person-2"), *earlier)).earned_on() == TODAY
    assert held(presences=()).earned_on() is None


def test_hours_are_a_term_of_the_scheme() -> None:
    hours = PartHours(attended=Decimal("1.5"), contributed=Decimal("2.5"), led=Decimal(3))
    forum = held(policy=r.ForumPolicy(hours=hours))
    credited = perform(forum, f.credit, an_act(CLERK))
    assert [credit.hours for credit in credited.credits] == [
        Decimal(hours) for hours in ("2.5", "2.5", "1.5", "1.5", "1.5")
    ]


def test_who_was_struck_out_is_credited_nothing() -> None:
    struck = perform(held(), f.strike, an_act(HOST, reason="left early"), person="person-2")
    credited = perform(struck, f.credit, an_act(CLERK))
    assert "person-2" not in {credit.person for credit in credited.credits}


def test_crediting_is_due_five_working_days_after_the_day() -> None:
    forum = perform(a_forum(presences=here("person-1")), f.hold, an_act(HOST), minutes="m")
    assert forum.deadlines == (Deadline(what=CREDITING, due=date(2025, 9, 17)),)


def test_late_is_credited_all_the_same_and_stays_late() -> None:
    owed = Deadline(what=str(CREDITING), due=TODAY - timedelta(1))
    credited = perform(held(deadlines=(owed,)), f.credit, an_act(CLERK))
    assert [(one.met_on, one.late) for one in credited.deadlines] == [(TODAY, True)]


def test_the_host_does_not_credit_their_own_forum() -> None:
    clerk_too = Actor.of(HOST.id, OFFICE)
    assert codes(refusals(held(), f.credit, an_act(clerk_too))) == ["lifecycle.not_granted"]


def test_who_contributed_does_not_count_the_ballots() -> None:
    writer_too = Actor.of(WRITER.id, OFFICE)
    assert codes(
        refusals(held(), f.count_ballots, an_act(writer_too), voters=VOTERS, ballots=())
    ) == ["lifecycle.not_granted"]


def test_one_is_best_and_two_are_excellent() -> None:
    forum = counted((2, 3), (3,), (2, 1), (2,), (2,))
    assert forum.count is not None
    assert forum.count.votes == {"1": 1, "2": 4, "3": 2, "4": 0}
    assert levels(forum) == [(2, "best"), (1, "excellent"), (3, "excellent")]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("include_all", [(1, "best"), (2, "best"), (3, "excellent")]),
        ("exclude_all", [(1, "excellent"), (2, "excellent")]),
    ],
)
def test_equal_votes_at_the_cut_share_the_prize_or_go_without(
    ties: str, expected: list[tuple[int, str]]
) -> None:
    forum = counted((2, 3), (1,), (1, 2), (1, 2), (), prize_ties=ties)
    assert levels(forum) == expected


def test_nobody_without_a_vote_gets_a_prize() -> None:
    assert levels(counted((2,), (), (), (), ())) == [(2, "best")]


def test_the_box_says_when_somebody_voted_for_themselves() -> None:
    assert codes(count(((1,),) * 5)) == ["forum.own_votes"]
    assert codes(count(((1,),) * 4)) == []


def test_a_count_names_no_voter_and_the_voters_are_hidden() -> None:
    forum = counted((2,), (2, 1), (), (), ())
    assert forum.voters == frozenset(VOTERS)
    assert forum.hidden_from(WRITER, an_act(WRITER).reader) == {"voters"}
    assert forum.hidden_from(CLERK, an_act(CLERK).reader) == frozenset()


def test_striking_somebody_out_undoes_the_count() -> None:
    forum = counted((2,), (2, 1), (), (), ())
    struck = perform(forum, f.strike, an_act(CLERK, reason="was ill"), person="person-5")
    assert (struck.voters, struck.count, struck.prizes) == (frozenset(), None, ())


def test_who_spoke_and_listened_is_in_their_portfolio() -> None:
    withdrawn = a_contribution(3, "person-9", withdrawn=True)
    forum = held(recorder="person-8", contributions=(*WROTE, withdrawn))
    assert forum.people() == {*VOTERS, "person-8"}


def test_it_explains_the_hours_and_since_when_they_are_overdue() -> None:
    owed = Deadline(what=str(CREDITING), due=TODAY)
    tomorrow = TODAY + timedelta(1)
    told = f.why(held(deadlines=(owed,)), Question(actor=CLERK, on=tomorrow))
    assert told is not None
    assert [str(part.heading()) for part in told.parts] == [
        f"Crediting the hours: overdue since {tomorrow}: it was due on {TODAY} [forum-1]"
    ]
    credited = perform(held(), f.credit, an_act(CLERK))
    told = f.why(credited, Question(actor=CLERK, on=TODAY))
    assert told is not None
    hours = [part for part in told.parts if part.made is not None]
    assert [recomputed(part) for part in hours] == [Fraction(n) for n in (3, 3, 2, 2, 2)]


def test_it_explains_the_votes() -> None:
    told = f.why(counted((2,), (2, 1), (), (), ()), Question(actor=CLERK, on=TODAY))
    assert told is not None
    ballot: Explanation = told.parts[-1]
    assert [str(part.heading()) for part in ballot.parts] == [
        "Contribution 1 (person-1): 1 vote(s), Excellent",
        "Contribution 2 (person-2): 2 vote(s), Best",
        "Contribution 3 (person-3): 0 vote(s)",
        "Contribution 4 (person-4): 0 vote(s)",
    ]


def test_nothing_is_told_of_a_forum_that_nobody_came_to_yet() -> None:
    assert f.why(a_forum(), Question(actor=CLERK, on=TODAY)) is None


def test_recomputing_gives_the_prizes_of_the_votes() -> None:
    forum = counted((2,), (2, 1), (), (), ())
    again = f.forum.derivations["prizes"].again
    act = an_act(CLERK)
    assert again(forum, act.reader, act.provided) == forum.prizes
    assert again(change(forum, count=None), act.reader, act.provided) is None


def test_the_deadline_for_contributions_holds_until_the_end_of_its_day() -> None:
    late = an_act(WRITER, at=MORNING + timedelta(1))
    given = {"kind": r.SUCCESS, "title": "t", "text": "t", "about_pupils": False}
    assert codes(refusals(a_forum(), f.contribute, an_act(WRITER), **given)) == []
    assert codes(refusals(a_forum(), f.contribute, late, **given)) == ["forum.contributions_closed"]
