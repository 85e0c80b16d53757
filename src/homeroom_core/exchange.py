"""Exchange: what one organization recommends to another, sent, received once, and confirmed.

    message = recommendation(school, "school-1", contest.id, to="district-1")
    receive(district, "district-1", message, by=clerk)   # as often as it comes

Both offices may be the same, or run in different places: a message is plain data.
"""

from collections.abc import Iterable

from homeroom_core.codec import to_json
from homeroom_core.desk import Desk
from homeroom_core.errors import RecordNotFoundError
from homeroom_core.message import Message
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.training.contest import recommend
from homeroom_core.training.contest_records import Contest
from homeroom_core.training.nomination import RECOMMENDATION, Nomination
from homeroom_core.training.nomination import receive as receive_one


def recommendation(office: Office, org: str, contest: str, *, to: str) -> Message:
    """The last recommendation of a contest to an organization, as a message.

    Args:
        office: The sender's office.
        org: The sender.
        contest: Id of the contest.
        to: The organization it was recommended to.

    Raises:
        RecordNotFoundError: There is no such contest, or it recommended nobody there.
        ErasedError: Its contents were erased.
    """
    found = office.get(org, Contest, contest)
    made = [one for one in found.recommendations if one.to == to]
    steps = [e for e in office.history(org, contest) if e.transition == recommend.name]
    if not made:
        raise RecordNotFoundError(org, f"{contest} → {to}")
    entry = steps[found.recommendations.index(made[-1])]
    return Message(
        sender=org,
        to=to,
        about=RECOMMENDATION,
        record=contest,
        seq=entry.seq,
        digest=entry.digest,
        contents=to_json(made[-1]),
    )


def receive(office: Office, org: str, message: Message, *, by: Actor) -> tuple[Nomination, ...]:
    """Receive what a message recommends; what was received before is left as it is.

    Args:
        office: The receiver's office.
        org: The receiver.
        message: The message.
        by: Who receives it.

    Returns:
        The nominations that came of the message, new or not, in its order.

    Raises:
        RefusedError: The message is not for this organization, or recommends nobody.
    """
    entries = [one["entry"] for one in message.contents.get("entries", ())] or [""]
    return office.transact(org, by, lambda desk: tuple(_received(desk, message, entries)))


def confirms(office: Office, message: Message) -> bool:
    """Whether the sender's journal holds the entry that a message rests on."""
    found = office.feed(message.sender, after=message.seq - 1, limit=1)
    return [(e.record, e.digest) for e in found] == [(message.record, message.digest)]


def _received(desk: Desk, message: Message, entries: Iterable[str]) -> Iterable[Nomination]:
    for entry in entries:
        known = list(desk.find(Nomination, message=message.id, sender_entry=entry))
        yield known[0] if known else desk.create(receive_one, message=message, entry=entry)
