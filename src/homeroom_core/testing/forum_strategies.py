"""Hypothesis strategies for forums, and what the steps of a forum are usually handed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.dates import school_date
from homeroom_core.testing.acts import ORG, ZONE, actor
from homeroom_core.testing.attendance_strategies import (
    ROSTER,
    deadlines,
    part_hours,
    roster,
    school,
    sign_ins,
)
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.testing.walk import Walk
from homeroom_core.training import forum as f
from homeroom_core.training import forum_records as r
from homeroom_core.training.attendance import credits_of
from homeroom_core.training.deadline import CREDITING
from homeroom_core.training.secret_ballot import votes_in

Drawn = st.SearchStrategy[Mapping[str, Any]]

_KINDS = st.sampled_from(r.CONTRIBUTION_KINDS).map(str)
_PUPILS = frozenset({"林一", "陈二二", "阿依古丽·买买提"})
"""A class list of made-up names."""


def forum_school(walk: Walk) -> None:
    """The `school`, with a forum that is called and to which two have contributed.

    A machine that begins with a plan seldom comes to the day: so its world begins here.
    """
    school(walk)
    host, writer = (actor(id) for id in ROSTER[:2])
    now = walk.clock.moment
    on = school_date(now, ZONE) + timedelta(days=7)
    policy = r.ForumPolicy(least_voters=2)
    forum = walk.create(
        host, f.plan, title="Late again", on=on, place="305", host=host.id, policy=policy
    )
    forum = walk.apply(host, f.call, forum, closes=on)
    said = {"kind": "puzzle", "title": "late", "text": "again"}
    for somebody in (host, writer):
        forum = walk.apply(somebody, f.contribute, forum, about_pupils=False, **said)


def forum_policies() -> st.SearchStrategy[r.ForumPolicy]:
    """Policies with short spans, any number of prizes, and small ballots."""
    return st.builds(
        r.ForumPolicy,
        call_working_days_before=st.integers(1, 5),
        credit_within_working_days=st.integers(1, 10),
        hours=part_hours(),
        most_digits=st.integers(4, 8),
        class_list_needed=st.booleans(),
        best_places=st.integers(0, 2),
        excellent_places=st.integers(0, 2),
        prize_ties=st.sampled_from(["include_all", "exclude_all"]),
        least_voters=st.integers(2, 3),
    )


def contributions(
    *, number: int = 1, by: str | None = None, on: date | None = None
) -> st.SearchStrategy[r.Contribution]:
    """Contributions with this number, by somebody of the roster unless it is said by whom."""
    return st.builds(
        r.Contribution,
        number=st.just(number),
        by=st.sampled_from(ROSTER) if by is None else st.just(by),
        on=school_days() if on is None else st.just(on),
        kind=_KINDS,
        title=words(),
        text=words(),
        names_compared=st.integers(0, 50),
        withdrawn=st.booleans(),
    )


@st.composite
def ballot_counts(draw: st.DrawFn) -> r.BallotCount:
    """Counts of up to nine ballots for up to three contributions."""
    ballots = draw(st.integers(2, 9))
    votes = st.dictionaries(st.sampled_from(["1", "2", "3"]), st.integers(0, ballots - 1))
    return r.BallotCount(
        by="moral_education_office-1", on=draw(school_days()), ballots=ballots, votes=draw(votes)
    )


@st.composite
def forums(draw: st.DrawFn, *, state: str | None = None) -> r.Forum:
    """Forums, in this state or in any."""
    at = draw(st.sampled_from(r.FORUM_STATES)) if state is None else state
    on = draw(school_days())
    made = r.Forum(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        title=draw(words()),
        form=str(draw(st.sampled_from(r.FORMS))),
        on=on,
        place=draw(words()),
        host=draw(st.sampled_from(ROSTER[:2])),
        recorder=draw(st.none() | st.just("teacher-1")),
        policy=draw(forum_policies()),
    )
    if at == r.PLANNED:
        return made
    closes = on - timedelta(days=draw(st.integers(0, 3)))
    came = [
        draw(contributions(number=number, by=by, on=closes))
        for number, by in enumerate(ROSTER[: draw(st.integers(0, 3))], 1)
    ]
    made = change(made, closes=closes, contributions=tuple(came))
    if at in (r.CALLED, r.CANCELLED):
        return made
    return draw(_held(made))


@st.composite
def _held(draw: st.DrawFn, forum: r.Forum) -> r.Forum:
    wrote = {one.by for one in forum.standing}
    signed = tuple(
        one if one.person in wrote or one.part == "led" else change(one, part="attended")
        for one in draw(sign_ins([forum.on]))
    )
    done = forum.state in (r.CREDITED, r.ARCHIVED)
    forum = change(
        forum,
        presences=signed,
        minutes=draw(words()),
        guests=draw(st.integers(0, 20)),
        materials=tuple(draw(st.lists(codes(), max_size=2))),
        deadlines=(draw(deadlines(what=str(CREDITING), start=forum.on, done=done)),),
    )
    if forum.candidates and forum.policy.places and draw(st.booleans()):
        forum = draw(_counted(forum))
    if not done:
        return forum
    collection = draw(words()) if forum.state == r.ARCHIVED else ""
    return change(forum, credits=credits_of(forum), collection=collection)


@st.composite
def _counted(draw: st.DrawFn, forum: r.Forum) -> r.Forum:
    voters = sorted(forum.present)
    ballots = draw(_ballots(forum, voters))
    votes = votes_in(ballots, forum.candidates)
    count = r.BallotCount(
        by="moral_education_office-1",
        on=forum.on,
        ballots=len(ballots),
        votes={str(number): cast for number, cast in votes.items()},
    )
    counted = change(forum, voters=frozenset(voters), count=count)
    return change(counted, prizes=r.prizes_of(counted))


def _ballots(forum: r.Forum, voters: list[str]) -> st.SearchStrategy[tuple[tuple[int, ...], ...]]:
    """A ballot of each voter, with up to as many names as there are prizes, never their own."""
    ballots = [
        st.lists(
            st.sampled_from([n for n, by in forum.candidates.items() if by != voter] or [0]),
            unique=True,
            max_size=forum.policy.places,
        ).map(lambda ballot: tuple(number for number in ballot if number))
        for voter in voters
    ]
    return st.tuples(*ballots)


def _plan(scene: Scene) -> Drawn:
    return st.fixed_dictionaries(
        {
            "title": words(),
            "on": st.integers(6, 14).map(lambda days: scene.act.on + timedelta(days=days)),
            "place": words(),
            "host": st.sampled_from(ROSTER[:2]),
        },
        optional={
            "form": st.sampled_from(r.FORMS).map(str),
            "recorder": st.just("teacher-1"),
            "policy": forum_policies(),
        },
    )


def _closes(scene: Scene) -> Drawn:
    first = scene.act.on
    return st.fixed_dictionaries({"closes": st.dates(first, max(first, scene.record.on))})


def _postpone(scene: Scene) -> Drawn:
    later = max(scene.act.on, scene.record.on)
    days = st.integers(1, 14).map(lambda days: later + timedelta(days=days))
    return st.fixed_dictionaries({"on": days})


def _contribute(_scene: Scene) -> Drawn:
    said = {"kind": _KINDS, "title": words(), "text": words()}
    of_nobody = st.fixed_dictionaries({**said, "about_pupils": st.just(value=False)})
    return st.fixed_dictionaries({**said, "class_list": st.just(_PUPILS)}) | of_nobody


def _take_back(scene: Scene) -> Drawn:
    numbers = [one.number for one in scene.record.standing] or [1]
    return st.fixed_dictionaries({"number": st.sampled_from(numbers)})


@st.composite
def _sign_in(draw: st.DrawFn, scene: Scene) -> dict[str, tuple[str, ...]]:
    wrote = {one.by for one in scene.record.standing}
    people = [one for one in roster(scene.reader) if one not in scene.record.present]
    named: dict[str, list[str]] = {"attended": [], "contributed": [], "led": []}
    for person in people or roster(scene.reader):
        parts = ["attended", "led", *(["contributed"] * 3 if person in wrote else [])]
        named[draw(st.sampled_from(parts))].append(person)
    return {part: tuple(people) for part, people in named.items()}


def _strike(scene: Scene) -> Drawn:
    there = sorted(scene.record.present) or [ROSTER[0]]
    return st.fixed_dictionaries({"person": st.sampled_from(there)})


def _hold(_scene: Scene) -> Drawn:
    return st.fixed_dictionaries(
        {"minutes": words()}, optional={"guests": st.integers(0, 9), "class_list": st.just(_PUPILS)}
    )


def _count(scene: Scene) -> Drawn | None:
    voters = sorted(scene.record.present)
    if not voters or not scene.record.candidates:
        return None
    ballots = _ballots(scene.record, voters)
    return st.fixed_dictionaries({"voters": st.just(tuple(voters)), "ballots": ballots})


FORUM: Arguments = {
    f.plan: _plan,
    f.call: _closes,
    f.extend: _closes,
    f.postpone: _postpone,
    f.contribute: _contribute,
    f.take_back: _take_back,
    f.sign_in: _sign_in,
    f.strike: _strike,
    f.hold: _hold,
    f.count_ballots: _count,
    f.archive: lambda _scene: st.fixed_dictionaries({"collection": words() | texts()}),
}
"""For `homeroom_core.training.forum`."""
