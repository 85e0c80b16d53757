"""Hypothesis strategies for schemes, and what the steps of a scheme are usually handed."""

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from homeroom_core.calendar import window
from homeroom_core.case import Basis, Pinned, Provisional
from homeroom_core.change import change
from homeroom_core.codec import to_json
from homeroom_core.testing.acts import ORG, WEEKDAYS
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.testing.training_strategies import PEOPLE, growth_policies, notice_policies
from homeroom_core.training import scheme as s
from homeroom_core.training import scheme_records as sr
from homeroom_core.training.scheme_contents import Clause, SchemeContents

CLERKS = st.just("moral_education_office-1")


def bases() -> st.SearchStrategy[Basis]:
    """What a case may rest on."""
    pinned = st.builds(
        Pinned, scheme=codes(), digest=st.text("0123456789abcdef", min_size=64, max_size=64)
    )
    return st.builds(Provisional) | pinned


def clauses(number: str | None = None) -> st.SearchStrategy[Clause]:
    """Clauses, with this number or any."""
    return st.builds(
        Clause,
        number=codes() if number is None else st.just(number),
        text=words(),
        sets=st.lists(st.sampled_from(["notice", "growth_plan.least_goals"]), max_size=2).map(
            tuple
        ),
    )


@st.composite
def contents(draw: st.DrawFn) -> SchemeContents:
    """Contents with one to three clauses, and terms for some kinds."""
    count = draw(st.integers(1, 3))
    terms: dict[str, Any] = {}
    if draw(st.booleans()):
        terms["notice"] = to_json(draw(notice_policies()))
    if draw(st.booleans()):
        terms["growth_plan"] = to_json(draw(growth_policies()))
    return SchemeContents(
        clauses=tuple(draw(clauses(str(number))) for number in range(1, count + 1)), terms=terms
    )


def scheme_policies() -> st.SearchStrategy[sr.SchemePolicy]:
    """Charters: consultations of one to ten working days, and shares that can be reached."""
    shares = st.sampled_from([Fraction(1, 2), Fraction(3, 5), Fraction(2, 3)])
    return st.builds(
        sr.SchemePolicy,
        consult_working_days=st.integers(1, 10),
        quorum=shares,
        majority=st.sampled_from([Fraction(1, 3), Fraction(1, 2)]),
        teachers=shares,
    )


@st.composite
def votes(draw: st.DrawFn, *, adopts: bool | None = None) -> sr.Vote:
    """Votes of a congress of 3 to 60 that had its quorum; that adopt, reject, or either."""
    policy = sr.SchemePolicy()
    everybody = draw(st.integers(3, 60))
    present = draw(st.integers(policy.present_needed(everybody), everybody))
    needed = policy.votes_needed(everybody)
    wanted = draw(st.booleans()) if adopts is None else adopts
    adopted = wanted and needed <= present
    span = (needed, present) if adopted else (0, min(needed - 1, present))
    in_favour = draw(st.integers(*span))
    against = draw(st.integers(0, present - in_favour))
    return sr.Vote(
        representatives=everybody,
        teachers=everybody,
        present=present,
        in_favour=in_favour,
        against=against,
        abstained=present - in_favour - against,
        minutes=draw(words()),
    )


@st.composite
def schemes(draw: st.DrawFn, *, state: str | None = None) -> sr.Scheme:
    """Schemes, in this state or in any."""
    at = draw(st.sampled_from(s.scheme.states)) if state is None else state
    made = sr.Scheme(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        title=draw(words()),
        contents=draw(contents()),
    )
    if at in (sr.DRAFT, sr.WITHDRAWN):
        return made
    up = window(WEEKDAYS, draw(school_days()), made.policy.consult_working_days)
    fields: dict[str, Any] = {"opens": up.opens, "closes": up.closes}
    answered = at != sr.CONSULTED or draw(st.booleans())
    said = [_comment(draw, number, up, answered=answered) for number in (1, 2)]
    fields["comments"] = tuple(said[: draw(st.integers(0, 2))])
    voted = up.closes + timedelta(days=draw(st.integers(1, 20)))
    if at in (sr.ADOPTED, sr.IN_FORCE, sr.SUPERSEDED):
        fields |= {"vote": draw(votes(adopts=True)), "voted_on": voted}
    if at == sr.REJECTED:
        fields |= {"vote": draw(votes(adopts=False)), "voted_on": voted}
    if at in (sr.IN_FORCE, sr.SUPERSEDED):
        fields |= {"document": draw(words()), "effective_on": voted + timedelta(days=1)}
    return change(made, **fields)


def _comment(draw: st.DrawFn, number: int, up: Any, *, answered: bool) -> sr.SchemeComment:
    made = sr.SchemeComment(number=number, by=draw(PEOPLE), on=up.opens, text=draw(words()))
    if not answered:
        return made
    answer = {"answer": draw(words()), "answered_by": draw(CLERKS), "answered_on": up.closes}
    return change(made, **answer)


def _answer(scene: Scene) -> st.SearchStrategy[Mapping[str, Any]]:
    numbers = [comment.number for comment in scene.record.unanswered] or [1]
    return st.fixed_dictionaries({"number": st.sampled_from(numbers), "answer": words()})


def _put_in_force(scene: Scene) -> st.SearchStrategy[Mapping[str, Any]]:
    days = st.integers(0, 5).map(lambda days: scene.act.on + timedelta(days=days))
    return st.fixed_dictionaries({"document": words(), "effective_on": days})


SCHEME: Arguments = {
    s.draft: lambda _scene: st.fixed_dictionaries({"title": words(), "contents": contents()}),
    s.rewrite: lambda _scene: st.fixed_dictionaries({"contents": contents()}),
    s.comment: lambda _scene: st.fixed_dictionaries({"text": words() | texts()}),
    s.answer_comment: _answer,
    s.vote: lambda _scene: st.fixed_dictionaries({"vote": votes()}),
    s.put_in_force: _put_in_force,
}
"""For `homeroom_core.training.scheme`."""
