"""Attempts at the steps of a forum, made wrongly and made rightly."""

from datetime import date, timedelta
from typing import Any

from contests import CLERK, PEOPLE, PINNED, a_person, an_act, creating, refusals

from homeroom_core.errors import Refusal
from homeroom_core.people import OFFICE, TEACHER, Actor
from homeroom_core.testing.acts import MORNING, ORG
from homeroom_core.training import forum as f
from homeroom_core.training import forum_records as r
from homeroom_core.training.activity import ATTENDED, CONTRIBUTED, LED
from homeroom_core.training.attendance import Presence
from homeroom_core.training.deadline import CREDITING, Deadline
from refusals import TODAY, case

HOST, WRITER = Actor.of("person-1", TEACHER), Actor.of("person-2", TEACHER)
NEXT_WEEK = TODAY + timedelta(7)
ROSTER = (*PEOPLE, a_person(4), a_person(5), a_person(6))


def a_contribution(number: int = 1, by: str = WRITER.id, **more: Any) -> r.Contribution:
    given = {"kind": r.PUZZLE, "title": "late", "text": "always late", "on": TODAY, **more}
    return r.Contribution(number=number, by=by, **given)


def here(*people: str, part: str = ATTENDED, on: date = TODAY) -> tuple[Presence, ...]:
    return tuple(Presence(person=one, on=on, part=part, noted_by=CLERK.id) for one in people)


def a_forum(state: str = r.CALLED, **more: Any) -> r.Forum:
    given: dict[str, Any] = {"title": "Late again", "on": TODAY, "place": "room 1", **more}
    given = {"host": HOST.id, "closes": TODAY, **given}
    return r.Forum(id="forum-1", org=ORG, state=state, **given)


def plan(**more: Any) -> tuple[Refusal, ...]:
    given = {"title": "Late", "on": TODAY, "place": "room 1", "host": HOST.id, **more}
    return creating(f.plan, an_act(CLERK, new_id="forum-1"), **given)


case("forum.no_title", lambda title: plan(title=title), " ", "Late")
case("forum.unknown_form", lambda form: plan(form=form), "lecture", r.SALON)
case("forum.day_is_past", lambda on: plan(on=on), TODAY - timedelta(1), TODAY)


def call(on: date = NEXT_WEEK, closes: date = TODAY) -> tuple[Refusal, ...]:
    return refusals(a_forum(r.PLANNED, on=on), f.call, an_act(HOST), closes=closes)


case("forum.called_late", call, NEXT_WEEK - timedelta(1), NEXT_WEEK)
case(
    "forum.closes_outside",
    lambda closes: call(closes=closes),
    NEXT_WEEK + timedelta(1),
    NEXT_WEEK,
)


def extend(closes: date) -> tuple[Refusal, ...]:
    forum = a_forum(on=NEXT_WEEK)
    return refusals(forum, f.extend, an_act(HOST, reason="few came in"), closes=closes)


case("forum.deadline_not_later", extend, TODAY, TODAY + timedelta(1))
case("forum.closes_outside", extend, NEXT_WEEK + timedelta(1), NEXT_WEEK)


def postpone(on: date = NEXT_WEEK, **more: Any) -> tuple[Refusal, ...]:
    return refusals(a_forum(**more), f.postpone, an_act(HOST, reason="exams"), on=on)


case("forum.not_put_off", postpone, TODAY, TODAY + timedelta(1))
case("attendance.under_way", lambda there: postpone(presences=there), here("person-1"), ())
case(
    "attendance.under_way",
    lambda there: refusals(a_forum(presences=there), f.cancel, an_act(HOST, reason="storm")),
    here("person-1"),
    (),
)


def contribute(text: str = "小 A又迟到了", at: Any = MORNING, **more: Any) -> tuple[Refusal, ...]:
    given = {"kind": r.PUZZLE, "title": "late", "class_list": frozenset({"林一", "陈二二"}), **more}
    return refusals(a_forum(), f.contribute, an_act(WRITER, at=at), text=text, **given)


case(
    "forum.contributions_closed",
    lambda at: contribute(at=at),
    MORNING + timedelta(1),
    MORNING,
)
case("forum.unknown_kind", lambda kind: contribute(kind=kind), "poem", r.SUCCESS)
case("forum.empty_contribution", contribute, " ", "小 A又迟到了")
case("deidentify.pupil_named", contribute, "二二又迟到了", "小 A又迟到了")
case(
    "forum.no_class_list",
    lambda about: contribute(class_list=frozenset(), about_pupils=about),
    True,
    False,
)
case(
    "forum.no_such_contribution",
    lambda number: refusals(
        a_forum(contributions=(a_contribution(), a_contribution(2, HOST.id))),
        f.take_back,
        an_act(WRITER),
        number=number,
    ),
    2,
    1,
)


def sign_in(*contributed: str, **more: Any) -> tuple[Refusal, ...]:
    forum = a_forum(contributions=(a_contribution(),))
    return refusals(forum, f.sign_in, an_act(HOST, *ROSTER), contributed=contributed, **more)


case("forum.no_speech_text", sign_in, "person-3", "person-2")
case(
    "attendance.not_signed_in",
    lambda person: refusals(
        a_forum(presences=here("person-1")),
        f.strike,
        an_act(CLERK, reason="mistake"),
        person=person,
    ),
    "person-2",
    "person-1",
)


def hold(minutes: str = "we talked", **more: Any) -> tuple[Refusal, ...]:
    given = {"presences": here("person-1"), **more}
    arguments = {name: given.pop(name) for name in ("guests", "class_list") if name in given}
    return refusals(a_forum(**given), f.hold, an_act(HOST), minutes=minutes, **arguments)


case("attendance.not_over", lambda on: hold(on=on), TODAY + timedelta(1), TODAY)
case("attendance.nobody_signed_in", lambda there: hold(presences=there), (), here("person-1"))
case("forum.no_minutes", hold, " ", "we talked")
case("attendance.guests_below_zero", lambda guests: hold(guests=guests), -1, 0)
case(
    "deidentify.pupil_named",
    lambda name: hold(class_list=frozenset({name})),
    "talked",
    "Lin Yi",
)


VOTERS = tuple(f"person-{number}" for number in range(1, 6))
SPOKE = (*here("person-1", "person-2", part=CONTRIBUTED), *here(*VOTERS[2:]))
WROTE = (a_contribution(1, "person-1"), a_contribution(2, "person-2"))


def count(
    ballots: Any = ((1,), (2,), (1, 2)), voters: Any = VOTERS, reason: str = "", **more: Any
) -> tuple[Refusal, ...]:
    forum = a_forum(r.HELD, **{"presences": SPOKE, "contributions": WROTE, **more})
    act = an_act(CLERK, reason=reason)
    return refusals(forum, f.count_ballots, act, voters=voters, ballots=ballots)


NO_PRIZES = r.ForumPolicy(best_places=0, excellent_places=0)
case(
    "forum.no_ballot",
    lambda policy: count(((), ()), policy=policy),
    NO_PRIZES,
    r.ForumPolicy(excellent_places=0),
)
case("forum.no_candidates", lambda wrote: count((), contributions=wrote), (), WROTE)
case("forum.too_few_voters", lambda voters: count(voters=voters), VOTERS[:4], VOTERS)
case(
    "forum.voter_not_there",
    lambda one: count(voters=(*VOTERS[:4], one)),
    "person-6",
    "person-5",
)
case("forum.more_ballots_than_voters", count, ((),) * 6, ((),) * 5)
case("forum.ballot_invalid", lambda ballot: count((ballot,)), (1, 1), (1, 2))
case("forum.ballot_invalid", lambda ballot: count((ballot,)), (3,), ())
case("forum.own_votes", count, ((1,),) * 5, ((1,),) * 4)
COUNTED = r.BallotCount(by=CLERK.id, on=TODAY, ballots=1, votes={"1": 1})
case(
    "forum.counted_already",
    lambda reason: count(reason=reason, count=COUNTED),
    " ",
    "one was found under the table",
)
case(
    "forum.no_collection",
    lambda collection: refusals(
        a_forum(r.CREDITED), f.archive, an_act(HOST), collection=collection
    ),
    " ",
    "2025-7",
)
case(
    "lifecycle.not_granted",
    lambda keeper: refusals(
        a_forum(
            r.HELD,
            basis=PINNED,
            presences=(Presence(person="person-9", on=TODAY, part=LED, noted_by=keeper),),
        ),
        f.credit,
        an_act(Actor.of("person-9", OFFICE)),
    ),
    "person-9",
    CLERK.id,
)


def remind(due: date) -> tuple[Refusal, ...]:
    owed = Deadline(what=str(CREDITING), due=due)
    return refusals(a_forum(r.HELD, deadlines=(owed,)), f.remind, an_act(CLERK))


case("deadline.nothing_overdue", remind, TODAY, TODAY - timedelta(1))
