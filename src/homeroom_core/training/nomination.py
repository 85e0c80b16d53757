"""推荐: a work that another organization recommends, received by the one above it.

A school recommends winners of its contest to the district's; the district receives each of them
once, however often the message comes, and enters them in its own contest or declines.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs
from attrs.validators import min_len

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.codec import from_json
from homeroom_core.errors import ErasedError, InputError, Reason, RecordNotFoundError, Refusal
from homeroom_core.grants import role
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.message import Message
from homeroom_core.people import BUREAU, OFFICE, PRINCIPAL, Actor
from homeroom_core.record import Record
from homeroom_core.text import Text, listing
from homeroom_core.training.contest_records import ENTRY_IN, ContestEntry, Recommendation

RECEIVED = State("received", "已收到", "已收到", "Received")
ENTERED = State("entered", "已报名", "已報名", "Entered")
DECLINED = State("declined", "未采纳", "未採納", "Declined")

RECOMMENDATION = "recommendation"
"""What a message is about that recommends the winners of a contest."""


@attrs.frozen(kw_only=True)
class Nomination(Record):
    """One recommended work.

    Attributes:
        message: Id of the message that it came with.
        sender: Code of the organization that recommends it.
        sender_entry: Id of the entry there.
        name: Name of the contestant, as on notices.
        unit: Their class or unit.
        title: Title of the work.
        award: What it was awarded there.
        contest_entry: Id of the entry here, once there is one.
    """

    kind: ClassVar[str] = "nomination"
    label: ClassVar[Text] = Text("推荐作品", "推薦作品", "Nomination")
    indexed: ClassVar[tuple[str, ...]] = ("message", "sender", "sender_entry")
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "name",
        "unit",
        "award",
        "sender",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "title": Text("作品标题", "作品標題", "Title of the work"),
        "award": Text("原获奖项", "原獲獎項", "Award there"),
    }

    message: str
    sender: str
    sender_entry: str
    name: str = attrs.field(validator=min_len(1))
    unit: str
    title: str
    award: str
    contest_entry: str | None = None

    def hidden_from(self, actor: Actor, reader: object) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Whose work it is, from all but the office."""
        if any(map(actor.has, (OFFICE, BUREAU, PRINCIPAL))):
            return frozenset()
        return frozenset({"name", "unit"})


NOT_FOR_US = Reason(
    "nomination.not_for_us",
    Text("该推荐发给{measured}", "該推薦發給{measured}", "the message is for {measured}"),
    Text("应发给{required}", "應發給{required}", "it has to be for {required}"),
)
NOT_A_RECOMMENDATION = Reason(
    "nomination.not_a_recommendation",
    Text(
        "消息“{measured}”不是评比推荐",
        "訊息「{measured}」不是評比推薦",
        "a message about '{measured}' recommends nobody",
    ),
    Text("应为“{required}”", "應為「{required}」", "it has to be about {required}"),
)
NOT_NAMED = Reason(
    "nomination.not_named",
    Text(
        "推荐名单中没有{measured}",
        "推薦名單中沒有{measured}",
        "the message does not recommend {measured}",
    ),
    Text("名单：{required}", "名單：{required}", "it recommends {required}"),
)
RECEIVED_ALREADY = Reason(
    "nomination.received_already",
    Text("已收到，记录为{measured}", "已收到，記錄為{measured}", "it was received as {measured}"),
    Text("无须再收", "無須再收", "nothing has to be done"),
)
NO_ENTRY = Reason(
    "nomination.no_entry",
    Text(
        "没有在评的参赛作品{measured}",
        "沒有在評的參賽作品{measured}",
        "there is no entry {measured} in a contest",
    ),
    Text("请先为其报名", "請先為其報名", "enter it in a contest first"),
)

nomination = Lifecycle(
    Nomination,
    states=(RECEIVED, ENTERED, DECLINED),
    initial=RECEIVED,
    final=(ENTERED, DECLINED),
)

office = role(OFFICE, BUREAU)


def received_once(nomination: Nomination, act: Act) -> Refusal | None:
    """However often a message comes, what it recommends is received once."""
    found = act.reader.find(
        Nomination, message=nomination.message, sender_entry=nomination.sender_entry
    )
    for other in found:
        return RECEIVED_ALREADY(measured=other.id)
    return None


@nomination.creation(by=office, label=Text("接收", "接收", "Receive"), guards=(received_once,))
def receive(act: Act, *, message: Message, entry: str) -> Nomination:
    """Receive one of the works that a message recommends."""
    named = next(one for one in _recommended(message).entries if one.entry == entry)
    return Nomination(
        id=act.new_id,
        org=act.org,
        state=RECEIVED,
        message=message.id,
        sender=message.sender,
        sender_entry=entry,
        name=named.name,
        unit=named.unit,
        title=named.title,
        award=named.award,
    )


@receive.precondition
def message_recommends_it(act: Act, *, message: Message, entry: str) -> Iterable[Refusal]:
    """The message is for this organization, is a recommendation, and names the entry."""
    if message.to != act.org:
        yield NOT_FOR_US(measured=message.to, required=act.org)
    try:
        named = [one.entry for one in _recommended(message).entries]
    except InputError:
        named = None
    if message.about != RECOMMENDATION or named is None:
        yield NOT_A_RECOMMENDATION(measured=message.about, required=RECOMMENDATION)
    elif entry not in named:
        yield NOT_NAMED(measured=entry, required=listing(named))


@nomination.transition(
    source=RECEIVED,
    target=ENTERED,
    by=office,
    label=Text("列入评比", "列入評比", "Enter"),
)
def enter(nomination: Nomination, _act: Act, *, contest_entry: str) -> Nomination:
    """Say as which entry it takes part here."""
    return change(nomination, contest_entry=contest_entry)


@enter.check
def entry_is_in(_nomination: Nomination, act: Act, *, contest_entry: str) -> Refusal | None:
    """The entry is in a contest."""
    try:
        found = act.reader.get(ContestEntry, contest_entry)
    except (RecordNotFoundError, ErasedError):
        return NO_ENTRY(measured=contest_entry)
    return None if found.state == ENTRY_IN else NO_ENTRY(measured=contest_entry)


@nomination.transition(
    source=RECEIVED,
    target=DECLINED,
    by=office,
    label=Text("不采纳", "不採納", "Decline"),
    reason_required=True,
)
def decline(nomination: Nomination, _act: Act) -> Nomination:
    """Do not take it, and say why."""
    return nomination


nomination.seal()


def _recommended(message: Message) -> Recommendation:
    return from_json(Recommendation, dict(message.contents), source=f"message {message.id}")
