"""Mentoring pairs, walked at random and, so that every step is surely made, once by hand."""

from decimal import Decimal

import pytest
from contests import codes
from hypothesis import settings
from lifecycle_machines import MentorshipMachine, walking

from homeroom_core.case import Pinned
from homeroom_core.errors import RefusedError
from homeroom_core.people import Actor
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, actor
from homeroom_core.testing.mentorship_strategies import mentoring_school
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import mentorship as m
from homeroom_core.training import mentorship_records as r
from homeroom_core.training import person as p
from homeroom_core.training.scheme_contents import scheme_contents

TestMentorshipMachine = MentorshipMachine.TestCase
TestMentorshipMachine.settings = settings(walking(), max_examples=walking().max_examples // 2)

OFFICE, MEETING = map(actor, ("moral_education_office-1", "school_affairs_meeting-1"))
ASSISTANT, ADVISOR, SUCCESSOR = (Actor.of(f"person-{n}", "teacher") for n in (1, 2, 3))
ALL_DUTIES = tuple(duty.id for duty in r.SIX_IN_PLACE if duty.side != r.OF_OFFICE)
POLICY = r.MentorshipPolicy(assistant_hours_per_term=Decimal(4))


def nominated(walk: Walk) -> r.Mentorship:
    return walk.create(
        OFFICE, m.nominate, assistant=ASSISTANT.id, advisor=ADVISOR.id, starts=SCHOOL_DAY
    )


def agreed(walk: Walk, pair: r.Mentorship, advisor: Actor = ADVISOR) -> r.Mentorship:
    pair = walk.apply(advisor, m.write_plan, pair, plan="observe each other weekly")
    pair = walk.apply(ASSISTANT, m.sign, pair)
    return walk.apply(advisor, m.sign, pair)


def a_term(walk: Walk, pair: r.Mentorship, number: int) -> r.Mentorship:
    """A term in which every duty is done, by evidence that answers all of them."""
    for month in range(4):
        walk.clock.advance(days=30)
        evidence = f"visit-{number}-{month}"
        pair = walk.apply(ASSISTANT, m.record_duty, pair, duties=ALL_DUTIES, evidence=evidence)
        check = f"check-{number}-{month}"
        pair = walk.apply(OFFICE, m.record_duty, pair, duties=("monthly_check",), evidence=check)
    pair = walk.apply(ASSISTANT, m.summarise, pair, summary="much learnt")
    return walk.apply(OFFICE, m.review, pair)


def test_every_step_of_a_mentorship_is_made() -> None:
    walk = Walk(m.mentorship)
    mentoring_school(walk)
    pair = walk.apply(OFFICE, m.end, nominated(walk), because="moved away")
    assert (pair.state, pair.credits) == (r.ENDED, ())
    pair = walk.apply(OFFICE, m.qualify, nominated(walk))
    pair = walk.apply(OFFICE, m.send_back, agreed(walk, pair), because="name the class")
    pair = walk.apply(OFFICE, m.approve, agreed(walk, pair))
    pair = walk.apply(ASSISTANT, m.rate, pair, points=Decimal(9))
    pair = a_term(walk, pair, 1)
    pair = walk.apply(OFFICE, m.carry_on, pair)
    pair = walk.apply(
        OFFICE,
        m.re_pair,
        pair,
        because="a long leave",
        advisor=SUCCESSOR.id,
        cause="leave",
        hand_over="observed six times",
    )
    pair = walk.apply(OFFICE, m.approve, agreed(walk, pair, SUCCESSOR))
    pair = a_term(walk, pair, 2)
    pair = walk.apply(OFFICE, m.extend, pair, because="not yet sure")
    pair = a_term(walk, pair, 3)
    pair = walk.apply(MEETING, m.graduate, pair, judgement="leads a class well")
    walk.check_journal()
    assert [review.advisor for review in pair.reviews] == ["person-2", "person-3", "person-3"]
    assert (pair.state, walk.untaken()) == (r.GRADUATED, ["mentorship.confirm"])


def test_a_pair_without_a_scheme_graduates_only_once_it_is_confirmed_under_one() -> None:
    walk = Walk(m.mentorship)
    with walk.office.desk(ORG, by=OFFICE) as desk:
        details = p.Details(name="Teacher", title="senior")
        staff = [desk.create(p.register, staff_no=no, details=details) for no in ("1", "2")]
        desk.apply(p.appoint, staff[1], roles=frozenset(), recognised_by_peers=True)
    pair = walk.apply(
        OFFICE, m.approve, agreed(walk, walk.apply(OFFICE, m.qualify, nominated(walk)))
    )
    pair = walk.apply(OFFICE, m.carry_on, a_term(walk, pair, 1))
    pair = a_term(walk, pair, 2)
    with pytest.raises(RefusedError) as caught:
        walk.apply(MEETING, m.graduate, pair, judgement="well done")
    assert codes(caught.value.refusals) == ["scheme.case_is_provisional"]
    walk.clock.advance(days=40)
    scheme = adopt_scheme(walk.office, walk.clock, scheme_contents({"mentorship": POLICY}))
    pair = walk.apply(OFFICE, m.confirm, pair, because="begun before the vote")
    assert (pair.basis, pair.policy) == (Pinned(scheme=scheme.id, digest=scheme.digest), POLICY)
    pair = walk.apply(MEETING, m.graduate, pair, judgement="well done")
    assert [(c.person, c.hours) for c in pair.credits] == [("person-1", Decimal(8))]
    walk.check_journal()


def test_nobody_approves_a_pair_they_are_in() -> None:
    walk = Walk(m.mentorship)
    mentoring_school(walk)
    both = actor("person-2")  # the advisor, and of the office as well
    pair = nominated(walk)
    with pytest.raises(RefusedError) as caught:
        walk.apply(both, m.qualify, pair)
    assert codes(caught.value.refusals) == ["lifecycle.not_granted"]
    pair = agreed(walk, walk.apply(OFFICE, m.qualify, pair))
    with pytest.raises(RefusedError) as caught:
        walk.apply(both, m.approve, pair)
    assert codes(caught.value.refusals) == ["lifecycle.not_granted"]
