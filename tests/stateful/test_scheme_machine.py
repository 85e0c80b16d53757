"""Schemes, walked at random and, so that every step is surely made, once by hand."""

from datetime import timedelta

from lifecycle_machines import SchemeMachine, walking

from homeroom_core.change import change
from homeroom_core.testing.acts import SCHOOL_DAY, actor
from homeroom_core.testing.schemes import PRACTICE_CONTENTS, PRACTICE_VOTE
from homeroom_core.testing.walk import Walk
from homeroom_core.training import scheme as s
from homeroom_core.training import scheme_records as sr
from homeroom_core.training.scheme_contents import Clause, SchemeContents

TestSchemeMachine = SchemeMachine.TestCase
TestSchemeMachine.settings = walking()

OFFICE, TEACHER, PRINCIPAL, CONGRESS = map(
    actor, ("moral_education_office-1", "teacher-1", "principal-1", "staff_congress-1")
)
OTHER = SchemeContents(clauses=(Clause(number="1", text="Otherwise."),))


def tabled(walk: Walk) -> sr.Scheme:
    made = walk.create(OFFICE, s.draft, title="Scheme", contents=PRACTICE_CONTENTS)
    made = walk.apply(OFFICE, s.consult, made)
    walk.clock.advance(days=10)
    return walk.apply(PRINCIPAL, s.table, made)


def test_every_step_of_a_scheme_is_made() -> None:
    walk = Walk(s.scheme)
    first = walk.create(OFFICE, s.draft, title="First", contents=PRACTICE_CONTENTS)
    first = walk.apply(OFFICE, s.consult, first)
    first = walk.apply(OFFICE, s.rework, first, because="a clause was missing")
    first = walk.apply(OFFICE, s.rewrite, first, contents=OTHER)
    first = walk.apply(OFFICE, s.consult, first)
    first = walk.apply(TEACHER, s.comment, first, text="too strict")
    first = walk.apply(OFFICE, s.answer_comment, first, number=1, answer="it is as last year")
    walk.clock.advance(days=10)
    first = walk.apply(PRINCIPAL, s.table, first)
    few = change(PRACTICE_VOTE, in_favour=22, against=18)
    first = walk.apply(CONGRESS, s.vote, first, vote=few)
    assert first.state == sr.REJECTED
    first = walk.apply(PRINCIPAL, s.withdraw, first, because="rejected")
    second = walk.apply(CONGRESS, s.vote, tabled(walk), vote=PRACTICE_VOTE)
    day = SCHOOL_DAY + timedelta(days=40)
    second = walk.apply(PRINCIPAL, s.put_in_force, second, document="7", effective_on=day)
    third = walk.apply(CONGRESS, s.vote, tabled(walk), vote=PRACTICE_VOTE)
    day += timedelta(days=1)
    walk.apply(PRINCIPAL, s.put_in_force, third, document="8", effective_on=day)
    walk.clock.advance(days=30)
    second = walk.apply(PRINCIPAL, s.supersede, second)
    walk.check_journal()
    assert (first.state, second.state, walk.untaken()) == (sr.WITHDRAWN, sr.SUPERSEDED, [])
