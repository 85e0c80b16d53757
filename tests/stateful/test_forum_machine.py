"""Forums, walked at random and, so that every step is surely made, once by hand."""

from datetime import timedelta
from typing import Any

import pytest
from lifecycle_machines import ForumMachine, walking

from homeroom_core.case import Pinned
from homeroom_core.errors import RefusedError
from homeroom_core.people import TEACHER, Actor
from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.attendance_strategies import ROSTER, school
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import forum as f
from homeroom_core.training import forum_records as r
from homeroom_core.training.attendance import credits_of

TestForumMachine = ForumMachine.TestCase
TestForumMachine.settings = walking()

CLERK = actor("moral_education_office-1")
HOST, WRITER, LISTENER = (Actor.of(id, TEACHER) for id in ROSTER)
DAY = SCHOOL_DAY + timedelta(days=14)
POLICY = r.ForumPolicy(least_voters=2)
CLASS_LIST = frozenset({"林一", "陈二二"})


def planned(walk: Walk) -> r.Forum:
    return walk.create(
        CLERK, f.plan, title="Late again", on=DAY, place="room 1", host=HOST.id, policy=POLICY
    )


def test_every_step_of_a_forum_is_made() -> None:
    walk = Walk(f.forum)
    school(walk)
    off = walk.apply(HOST, f.cancel, planned(walk), because="storm")
    assert off.state == r.CANCELLED
    forum = walk.apply(HOST, f.call, planned(walk), closes=SCHOOL_DAY)
    forum = walk.apply(HOST, f.extend, forum, because="few came in", closes=DAY)
    forum = walk.apply(HOST, f.postpone, forum, because="exams", on=DAY + timedelta(days=1))
    said: dict[str, Any] = {
        "kind": "puzzle",
        "title": "A",
        "text": "late",
        "class_list": CLASS_LIST,
    }
    forum = walk.apply(WRITER, f.contribute, forum, **said)
    forum = walk.apply(WRITER, f.take_back, forum, number=1)
    forum = walk.apply(WRITER, f.contribute, forum, **said)
    forum = walk.apply(LISTENER, f.contribute, forum, **said)
    walk.clock.advance(days=15)
    forum = walk.apply(HOST, f.sign_in, forum, led=(HOST.id,), attended=(WRITER.id,))
    forum = walk.apply(HOST, f.strike, forum, because="she spoke", person=WRITER.id)
    forum = walk.apply(HOST, f.sign_in, forum, contributed=(WRITER.id, LISTENER.id))
    forum = walk.apply(HOST, f.hold, forum, minutes="we talked", guests=2)
    box: dict[str, Any] = {"voters": ROSTER, "ballots": ((2,), (3,), (2, 3))}
    forum = walk.apply(CLERK, f.count_ballots, forum, **box)
    walk.clock.advance(days=31)
    forum = walk.apply(CLERK, f.remind, forum)
    forum = walk.apply(CLERK, f.credit, forum)
    forum = walk.apply(HOST, f.archive, forum, collection="2025-7")
    walk.check_journal()
    assert (forum.state, walk.untaken()) == (r.ARCHIVED, ["forum.confirm"])
    assert forum.credits == credits_of(forum)


def test_a_forum_planned_without_a_scheme_is_credited_only_once_it_is_confirmed() -> None:
    walk = Walk(f.forum)
    forum = walk.apply(CLERK, f.call, planned(walk), closes=DAY)
    walk.clock.advance(days=30)
    made = adopt_scheme(walk.office, walk.clock)
    forum = walk.apply(CLERK, f.confirm, forum, because="planned before the vote")
    assert forum.basis == Pinned(scheme=made.id, digest=made.digest)


def test_the_names_of_the_class_list_are_in_no_entry_of_the_journal() -> None:
    walk = Walk(f.forum)
    school(walk)
    forum = walk.apply(HOST, f.call, planned(walk), closes=DAY)
    said: dict[str, Any] = {"kind": "puzzle", "title": "late", "class_list": CLASS_LIST}
    with pytest.raises(RefusedError):
        walk.apply(WRITER, f.contribute, forum, text="林一又迟到了", **said)
    forum = walk.apply(WRITER, f.contribute, forum, text="又迟到了", **said)
    walk.clock.advance(days=20)
    forum = walk.apply(HOST, f.sign_in, forum, led=(HOST.id,))
    walk.apply(HOST, f.hold, forum, minutes="we talked", class_list=CLASS_LIST)
    written = "".join(repr(entry) + str(entry.payload) for entry in walk.office.feed("school-1"))
    assert [name for name in CLASS_LIST if name in written] == []
    assert forum.contributions[0].names_compared == len(CLASS_LIST)
