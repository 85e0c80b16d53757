"""The fakes are what the lifecycles themselves would have made."""

from datetime import timedelta

from homeroom_core.codec import from_json, to_json
from homeroom_core.decision import originate, perform
from homeroom_core.testing import act, public_notice, staff
from homeroom_core.testing.acts import MORNING
from homeroom_core.training.notice import Notice, NoticeLine, NoticePolicy, close, publish
from homeroom_core.training.person import Person

LINE = NoticeLine(name="Name of person-1", unit="2025-G7-03", award="First prize")


def test_an_open_notice_is_one_that_was_published() -> None:
    published = originate(
        publish,
        act("moral_education_office-1", new_id="notice-1"),
        subject="contest-1",
        title="Awards",
        lines=(LINE,),
        involved=frozenset({"judge-1"}),
        policy=NoticePolicy(working_days=7),
    )
    fake = public_notice("contest-1", working_days=7, closed=False, involved=["judge-1"])
    assert fake == published


def test_a_closed_notice_is_one_that_was_closed_the_day_after_its_last() -> None:
    open_one = public_notice("contest-1", closed=False)
    after = MORNING + (open_one.closes - open_one.opens) + timedelta(days=1)
    closed = perform(open_one, close, act("principal-1", at=after), document="2025-12")
    fake = public_notice("contest-1")
    assert (fake.state, fake.closed_on, fake.document) == (
        closed.state,
        closed.closed_on,
        closed.document,
    )


def test_staff_lead_the_class_that_was_said_and_act_in_their_roles() -> None:
    somebody = staff("person-7", roles=["teacher", "advisor"], leads="2025-G7-03", title="senior")
    assert somebody.latest_class == "2025-G7-03"
    assert somebody.actor().roles == {"teacher", "advisor", "homeroom_teacher"}
    assert somebody.details.title == "senior"


def test_whoever_leads_no_class_has_no_role_of_one() -> None:
    somebody = staff()
    assert somebody.latest_class is None
    assert somebody.roles == {"teacher"}
    assert somebody.posts == ()


def test_fakes_round_trip() -> None:
    notice, somebody = public_notice("contest-1"), staff(leads="2025-G7-03")
    assert from_json(Notice, to_json(notice)) == notice
    assert from_json(Person, to_json(somebody)) == somebody
