"""Public notices: the window, objections, amendments, the close and the review."""

from datetime import date, datetime
from typing import Any

import pytest
from contests import CLERK, MEETING, PRINCIPAL, SUPERVISOR, TEACHER, an_act, codes, refusals

from homeroom_core.act import Act
from homeroom_core.calendar import WeekdayCalendar
from homeroom_core.change import change
from homeroom_core.decision import originate, perform
from homeroom_core.errors import CalendarError
from homeroom_core.people import OFFICE, Actor
from homeroom_core.people import SUPERVISOR as SUPERVISOR_ROLE
from homeroom_core.record import Shelf
from homeroom_core.testing.acts import MORNING
from homeroom_core.training import notice as n

LI, WANG = (n.NoticeLine(name=name, unit="G7", award="first") for name in ("Li", "Wang"))
INVOLVED = Actor.of("judge-1", OFFICE, SUPERVISOR_ROLE)


def on(day: int, by: Actor = CLERK, month: int = 9, **more: Any) -> Act:
    """An act on a day of the autumn of 2025."""
    return an_act(by, at=MORNING.replace(day=day, month=month), **more)


def put_up(act: Act | None = None, **more: Any) -> n.Notice:
    given = {
        "subject": "contest-1",
        "title": "Awards",
        "lines": (LI,),
        "involved": frozenset({INVOLVED.id}),
        **more,
    }
    return originate(n.publish, act or on(10, new_id="notice-1"), **given)


def objected(notice: n.Notice, day: int = 11, by: Actor = TEACHER) -> n.Notice:
    return perform(notice, n.object_to, on(day, by), text="the sum of sheet 3")


def answered(notice: n.Notice, number: int = 1, *, upheld: bool, day: int = 12) -> n.Notice:
    return perform(notice, n.answer, on(day, SUPERVISOR), number=number, upheld=upheld, note="seen")


def test_it_is_put_up_for_five_working_days_the_first_included() -> None:
    notice = put_up()
    assert (notice.opens, notice.closes, notice.round) == (date(2025, 9, 10), date(2025, 9, 16), 1)


def test_a_make_up_saturday_counts_as_a_working_day() -> None:
    """A real notice ran from Saturday 8 to Thursday 13 May 2021: five working days."""
    shifted = WeekdayCalendar("shifted", {date(2021, 5, 5)}, {date(2021, 5, 8)}, 2021, 2021)
    at = datetime(2021, 5, 8, tzinfo=MORNING.tzinfo)
    notice = put_up(an_act(CLERK, at=at, calendar=shifted, new_id="notice-1"))
    assert (notice.opens, notice.closes) == (date(2021, 5, 8), date(2021, 5, 13))


def test_no_day_is_guessed_that_the_calendar_does_not_know() -> None:
    plain = WeekdayCalendar("plain", (), (), 2025, 2025)
    with pytest.raises(CalendarError):
        put_up(on(29, month=12, calendar=plain, new_id="notice-1"))


def test_objections_are_taken_to_the_end_of_the_last_day_and_no_longer() -> None:
    notice = put_up()
    last, after = (on(day, TEACHER) for day in (16, 17))
    assert codes(refusals(notice, n.object_to, last, text="sum")) == []
    assert codes(refusals(notice, n.object_to, after, text="sum")) == ["notice.too_late"]


def test_an_objection_has_a_number_and_a_day_to_be_answered_by() -> None:
    notice = objected(objected(put_up()), by=Actor.of("teacher-2", "teacher"))
    assert notice.state == n.OBJECTED
    assert [(o.number, o.by, o.round, o.answer_by) for o in notice.objections] == [
        (1, "teacher-1", 1, date(2025, 9, 18)),
        (2, "teacher-2", 1, date(2025, 9, 18)),
    ]


def test_it_stays_objected_until_all_are_answered() -> None:
    notice = objected(objected(put_up()))
    notice = answered(notice, 2, upheld=False)
    assert (notice.state, [o.number for o in notice.unanswered]) == (n.OBJECTED, [1])
    assert answered(notice, 1, upheld=False).state == n.OPEN


def test_spoken_objections_are_heard_where_the_policy_says_so() -> None:
    spoken = put_up(policy=n.NoticePolicy(spoken_objections=True))
    by = on(11, TEACHER)
    assert codes(refusals(spoken, n.object_to, by, text="sum", signed=False)) == []
    assert codes(refusals(put_up(), n.object_to, by, text="sum", signed=False)) == [
        "notice.not_signed"
    ]


def test_an_outsider_objects_to_nothing() -> None:
    by = on(11, Actor.of("outsider-1"))
    assert codes(refusals(put_up(), n.object_to, by, text="sum")) == ["lifecycle.not_granted"]


def test_all_that_is_wrong_with_an_answer_is_said_at_once() -> None:
    notice = objected(put_up(), by=SUPERVISOR)
    found = refusals(notice, n.answer, on(12, SUPERVISOR), number=1, upheld=True, note="")
    assert codes(found) == ["notice.own_objection", "notice.no_answer"]
    found = refusals(notice, n.answer, on(12, INVOLVED), number=7, upheld=True, note="n")
    assert codes(found) == ["lifecycle.not_granted", "notice.no_such_objection"]


def test_an_upheld_objection_needs_an_amended_list_and_a_full_new_window() -> None:
    notice = answered(objected(put_up()), upheld=True)
    late = on(30, MEETING)
    assert codes(refusals(notice, n.close, late, document="12")) == ["notice.not_amended"]
    amended = perform(notice, n.amend, on(15, CLERK, reason="objection 1"), lines=(WANG,))
    assert (amended.round, amended.opens, amended.closes, amended.lines) == (
        2,
        date(2025, 9, 15),
        date(2025, 9, 19),
        (WANG,),
    )
    assert amended.upheld_now == ()
    for day, expected in ((19, ["notice.still_up"]), (20, [])):
        assert codes(refusals(amended, n.close, on(day, MEETING), document="12")) == expected


def test_after_an_upheld_objection_the_same_list_may_be_put_up_anew() -> None:
    notice = answered(objected(put_up()), upheld=True)
    by = on(15, CLERK, reason="the recount changed no place")
    assert codes(refusals(notice, n.amend, by, lines=(LI,))) == []
    assert codes(refusals(put_up(), n.amend, by, lines=(LI,))) == ["notice.same_list"]
    assert codes(refusals(notice, n.amend, by, lines=())) == ["notice.empty_list"]


def test_an_objection_that_fails_does_not_move_the_window() -> None:
    before = put_up()
    after = answered(objected(before), upheld=False)
    assert (after.closes, after.round) == (before.closes, 1)


def test_a_refusal_to_close_says_from_when_it_may_be() -> None:
    (refusal,) = refusals(put_up(), n.close, on(16, MEETING), document="12")
    assert (refusal.code, refusal.when) == ("notice.still_up", date(2025, 9, 17))


@pytest.mark.parametrize("by", [MEETING, PRINCIPAL])
def test_only_the_leadership_closes_and_none_who_was_involved(by: Actor) -> None:
    notice = put_up(involved=frozenset({by.id}))
    assert codes(refusals(put_up(), n.close, on(17, by), document="12")) == []
    assert codes(refusals(notice, n.close, on(17, by), document="12")) == ["lifecycle.not_granted"]


def test_a_review_upholds_or_puts_it_up_anew() -> None:
    closed = perform(put_up(), n.close, on(17, MEETING), document="12")
    asked = perform(closed, n.ask_for_review, on(24, TEACHER, reason="not heard"))
    upheld = perform(asked, n.uphold, on(25, MEETING), review="nothing new")
    assert (upheld.state, upheld.review, upheld.document) == (n.CLOSED, "nothing new", "12")
    again = perform(asked, n.reopen, on(25, MEETING, reason="a new fact"))
    assert (again.state, again.round, again.opens, again.document, again.closed_on) == (
        n.OPEN,
        2,
        date(2025, 9, 25),
        "",
        None,
    )
    too_late = refusals(closed, n.ask_for_review, on(25, TEACHER, reason="not heard"))
    assert codes(too_late) == ["notice.review_too_late"]


def test_a_void_notice_stays_void() -> None:
    void = perform(put_up(), n.declare_void, on(11, MEETING, reason="wrong form"))
    assert n.notice.leaving(void.state) == ()


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        (CLERK, set()),
        (SUPERVISOR, set()),
        (MEETING, set()),
        (PRINCIPAL, set()),
        (TEACHER, {"objections", "involved"}),
        (INVOLVED, {"objections", "involved"}),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_objections_are_seen_by_those_who_hear_them(who: Actor, hidden: set[str]) -> None:
    assert put_up().hidden_from(who, Shelf()) == hidden


@pytest.mark.parametrize(
    "field", ["working_days", "answer_within_working_days", "review_within_working_days"]
)
def test_days_of_the_policy_are_at_least_one(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        change(n.NoticePolicy(), **{field: 0})
    assert getattr(change(n.NoticePolicy(), **{field: 1}), field) == 1


def test_a_notice_of_one_working_day_closes_on_the_day_it_opens() -> None:
    assert put_up(policy=n.NoticePolicy(working_days=1)).closes == date(2025, 9, 10)
