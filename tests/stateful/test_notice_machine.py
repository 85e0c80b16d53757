"""Public notices, walked at random and, so that every step is surely made, once by hand."""

from lifecycle_machines import NoticeMachine, walking

from homeroom_core.testing.acts import actor
from homeroom_core.testing.walk import Walk
from homeroom_core.training import notice as n

TestNoticeMachine = NoticeMachine.TestCase
TestNoticeMachine.settings = walking()

OFFICE, TEACHER, MEETING = map(
    actor, ("moral_education_office-1", "teacher-1", "school_affairs_meeting-1")
)
FIRST, OTHER = (n.NoticeLine(name=name, unit="G7", award="first") for name in ("Li", "Wang"))


def test_every_step_of_a_notice_is_made() -> None:
    walk = Walk(n.notice)
    put_up = walk.create(OFFICE, n.publish, subject="contest-1", title="Awards", lines=(FIRST,))
    put_up = walk.apply(TEACHER, n.object_to, put_up, text="the sum is wrong")
    put_up = walk.apply(OFFICE, n.answer, put_up, number=1, upheld=True, note="so it is")
    put_up = walk.apply(OFFICE, n.amend, put_up, because="upheld", lines=(OTHER,))
    walk.clock.advance(days=10)
    put_up = walk.apply(MEETING, n.close, put_up, document="2025-7")
    put_up = walk.apply(TEACHER, n.ask_for_review, put_up, because="not convinced")
    put_up = walk.apply(MEETING, n.uphold, put_up, review="it stands")
    put_up = walk.apply(MEETING, n.reopen, put_up, because="a new fact")
    put_up = walk.apply(MEETING, n.declare_void, put_up, because="the contest is annulled")
    walk.check_journal()
    assert (put_up.state, put_up.round, walk.untaken()) == (n.VOID, 3, [])
