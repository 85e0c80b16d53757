"""A small lifecycle for tests of the engine: it has every kind of step, and no rules of a school."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

import attrs
from attrs.validators import ge

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import owner, staff
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.office import Office
from homeroom_core.people import OFFICE, TEACHER, Actor, Organization
from homeroom_core.plugins import Plugins
from homeroom_core.record import Record, Shelf
from homeroom_core.storage import MemoryStorage, Storage
from homeroom_core.text import Text

OPEN = State("open", "开放", "開放", "Open")
PAUSED = State("paused", "暂停", "暫停", "Paused")
CLOSED = State("closed", "已关闭", "已關閉", "Closed")

KEEPER = Actor.of("person-1", TEACHER)
ERASER = Actor.of("person-1", TEACHER, OFFICE)
OTHER = Actor.of("person-2", TEACHER)
STRANGER = Actor.of("guest-1")

START = datetime(2025, 9, 1, 8, tzinfo=UTC)


@attrs.frozen(kw_only=True)
class Tally(Record):
    """Something that is counted by its keeper."""

    kind: ClassVar[str] = "tally"
    label: ClassVar[Text] = Text("计数", "計數", "Tally")
    indexed: ClassVar[tuple[str, ...]] = ("keeper", "count")

    keeper: str
    count: int = attrs.field(default=0, validator=ge(0))
    mark: Decimal = Decimal(0)
    note: str = ""

    def owners(self) -> frozenset[str]:
        return frozenset((self.keeper,))


NOTHING_COUNTED = Reason(
    "tally.nothing_counted",
    Text("还没有计数", "還沒有計數", "nothing is counted yet"),
    Text("至少计{required}", "至少計{required}", "count at least {required}"),
)
NO_NOTE = Reason(
    "tally.no_note",
    Text("没有备注", "沒有備註", "there is no note"),
    Text("请先写备注", "請先寫備註", "write a note first"),
)
NOT_POSITIVE = Reason(
    "tally.not_positive",
    Text("{measured}不是正数", "{measured}不是正數", "{measured} is not positive"),
    Text("至少{required}", "至少{required}", "at least {required}"),
)

tally = Lifecycle(Tally, states=(OPEN, PAUSED, CLOSED), initial=OPEN, final=(CLOSED,))


def counted(tally: Tally, _act: Act) -> Refusal | None:
    return None if tally.count else NOTHING_COUNTED(required=1)


def noted(tally: Tally, _act: Act) -> Iterable[Refusal]:
    if not tally.note:
        yield NO_NOTE()


@tally.creation(by=staff, label=Text("开始", "開始", "Begin"))
def begin(act: Act, *, keeper: str, count: int = 0) -> Tally:
    """Begin to count."""
    return Tally(id=act.new_id, org=act.org, state=OPEN, keeper=keeper, count=count)


@begin.check
def begins_from_nothing(_tally: Tally, _act: Act, *, keeper: str, count: int = 0) -> Refusal | None:
    return NOT_POSITIVE(measured=count, required=0) if count > 1000 else None


@tally.transition(source=OPEN, target=STAY, by=staff, label=Text("计数", "計數", "Add"))
def add(tally: Tally, _act: Act, *, more: int = 1) -> Tally:
    """Count some more."""
    return change(tally, count=tally.count + more)


@add.check
def adds_something(_tally: Tally, _act: Act, *, more: int = 1) -> Refusal | None:
    return NOT_POSITIVE(measured=more, required=1) if more < 1 else None


@tally.transition(source=OPEN, target=STAY, by=staff, label=Text("备注", "備註", "Write"))
def write(tally: Tally, _act: Act, *, note: str) -> Tally:
    """Write a note."""
    return change(tally, note=note)


@tally.transition(source=OPEN, target=STAY, by=staff, label=Text("评分", "評分", "Mark"))
def mark(tally: Tally, _act: Act, points: Decimal) -> Tally:
    """Give a mark."""
    return change(tally, mark=points)


@tally.transition(
    source=OPEN,
    target=PAUSED,
    by=owner,
    label=Text("暂停", "暫停", "Pause"),
    reason_required=True,
)
def pause(tally: Tally, _act: Act) -> Tally:
    """Rest for a while."""
    return tally


@tally.transition(
    source=PAUSED, target=(OPEN, CLOSED), by=owner, label=Text("决定", "決定", "Settle")
)
def settle(tally: Tally, _act: Act, *, go_on: bool) -> Tally:
    """Go on, or end it."""
    return change(tally, state=OPEN if go_on else CLOSED)


@tally.transition(
    source=OPEN,
    target=CLOSED,
    by=owner,
    label=Text("关闭", "關閉", "Close"),
    guards=(counted, noted),
    reason_required=True,
)
def close(tally: Tally, _act: Act, *, more: int) -> Tally:
    """Count once more, and end it."""
    return change(tally, count=tally.count + more)


@close.check
def closes_with_something(_tally: Tally, _act: Act, *, more: int) -> Refusal | None:
    return NOT_POSITIVE(measured=more, required=1) if more < 1 else None


tally.seal()


class Tallies:
    """The plugin that provides the lifecycle."""

    def homeroom_lifecycles(self) -> list[Lifecycle[Any]]:
        return [tally]


def a_tally(**fields: Any) -> Tally:
    """A tally that no store knows of."""
    usual = {"id": "tally-1", "org": "school-1", "state": OPEN, "keeper": KEEPER.id}
    return Tally(**{**usual, **fields})


def an_act(actor: Actor = KEEPER, reason: str = "", *shelved: Record, new_id: str = "") -> Act:
    """An act at `START`."""
    return Act(
        actor=actor,
        at=START,
        on=date(2025, 9, 1),
        org="school-1",
        reason=reason,
        new_id=new_id,
        reader=Shelf(*shelved),
    )


def ticking(start: datetime = START, step: timedelta = timedelta(seconds=1)) -> Iterator[datetime]:
    """Moments, one step after the other."""
    return (start + step * n for n in itertools.count())


def an_office(
    storage: Storage | None = None,
    *plugins: object,
    clock: Callable[[], datetime] | None = None,
    organizations: Iterable[Organization] = (),
    **options: Any,
) -> Office:
    """An office that knows tallies, with a clock that ticks once a desk."""
    return Office(
        storage or MemoryStorage(),
        plugins=Plugins(Tallies(), *plugins),
        organizations=tuple(organizations),
        clock=clock or ticking().__next__,
        **options,
    )


def begun(office: Office, org: str = "school-1", **arguments: Any) -> Tally:
    """A tally, created and committed."""
    with office.desk(org, by=KEEPER) as desk:
        return desk.create(begin, keeper=KEEPER.id, **arguments)
