"""A school recommends winners to the district: sent, received once, confirmed."""

import pytest
from contests import CLERK, MEETING, Story

from homeroom_core.change import change
from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.errors import RecordNotFoundError, RefusedError
from homeroom_core.exchange import confirms, receive, recommendation
from homeroom_core.message import Message
from homeroom_core.people import BUREAU, Actor
from homeroom_core.training import contest as c
from homeroom_core.training import nomination as n
from homeroom_core.training import notice as notices

DISTRICT = "district-1"
OFFICER = Actor.of("officer-1", BUREAU)


@pytest.fixture(scope="module")
def story() -> Story:
    story = Story()
    story.proposed()
    notice = story.publicised()
    story.walk.clock.advance(days=9)
    story.walk.apply(MEETING, notices.close, notice, document="2025-7")
    story.do(MEETING, c.award, number_prefix="X")
    story.do(CLERK, c.recommend, to=DISTRICT, entries=story.entries[:2])
    return story


def test_a_message_received_twice_is_received_once(story: Story) -> None:
    office = story.walk.office
    message = recommendation(office, "school-1", story.id, to=DISTRICT)
    first = receive(office, DISTRICT, message, by=OFFICER)
    head = len(office.feed(DISTRICT))
    assert receive(office, DISTRICT, message, by=OFFICER) == first
    assert len(office.feed(DISTRICT)) == head == 2
    assert [(one.sender_entry, one.name, one.award) for one in first] == [
        (story.entries[0], "Teacher 1", "first"),
        (story.entries[1], "Teacher 2", "second"),
    ]
    assert list(office.verify(DISTRICT)) == []


def test_a_message_crosses_as_text_and_the_sender_confirms_it(story: Story) -> None:
    office = story.walk.office
    message = recommendation(office, "school-1", story.id, to=DISTRICT)
    crossed = from_json(Message, decode(encode(to_json(message))))
    assert crossed == message
    assert confirms(office, crossed)
    assert not confirms(office, change(message, digest="f" * 64))
    assert not confirms(office, change(message, seq=message.seq + 1000))


def test_a_message_for_somebody_else_is_refused_and_leaves_nothing(story: Story) -> None:
    message = recommendation(story.walk.office, "school-1", story.id, to=DISTRICT)
    with pytest.raises(RefusedError) as caught:
        receive(story.walk.office, "district-2", message, by=OFFICER)
    assert [one.code for one in caught.value.refusals] == ["nomination.not_for_us"]
    assert list(story.walk.office.feed("district-2")) == []


def test_without_a_recommendation_there_is_no_message(story: Story) -> None:
    with pytest.raises(RecordNotFoundError):
        recommendation(story.walk.office, "school-1", story.id, to="district-2")


def test_a_nomination_is_entered_or_declined_on_record(story: Story) -> None:
    office = story.walk.office
    message = recommendation(office, "school-1", story.id, to=DISTRICT)
    _, second = receive(office, DISTRICT, message, by=OFFICER)
    with office.desk(DISTRICT, by=OFFICER) as desk:
        declined = desk.apply_because("no room", n.decline, second)
    assert declined.state == n.DECLINED
