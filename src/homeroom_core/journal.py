"""The journal: one gapless, chained log an organization, from which every record can be rebuilt.

An entry says who did what to which record and when, and holds the fields that changed. Its digest
covers the entry before, so that nothing can be altered, dropped or put in between unseen. The
changed fields and the reason are the *payload*: only their salted digest enters the chain, so they
can be erased, as the law may ask, and the chain still verifies.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import attrs

from homeroom_core.change import constructor
from homeroom_core.codec import JSON, decode, encode, from_json
from homeroom_core.errors import ErasedError, Fault, InputError, RecordNotFoundError
from homeroom_core.provided import Origin
from homeroom_core.record import R
from homeroom_core.text import Text

GENESIS = "0" * 64
"""The digest before the first entry of every journal."""


@attrs.frozen
class Head:
    """The end of an organization's journal: what the next entry continues.

    Attributes:
        seq: Number of the last entry; 0 before the first.
        digest: Its digest.
        at: Its moment, as it stands in the entry; empty before the first.
    """

    seq: int = 0
    digest: str = GENESIS
    at: str = ""


@attrs.frozen
class Entry:
    """One step, as the journal keeps it.

    Attributes:
        org: The organization.
        seq: 1, 2, 3, ... without a gap within the organization.
        kind: Kind of the record.
        record: Its id.
        version: Its version after the step; 1 for a creation.
        transition: Name of the transition or the creation.
        source: State before; empty for a creation.
        target: State after.
        actor: Pseudonymous id of who did it.
        at: The moment, ISO 8601 in UTC; never earlier than the entry before.
        payload: JSON object of `fields` (changed fields), `reason` and, where plugins had a part in
            the step that are not homeroom's own, `plugins`; `None` once erased.
        salt: 32 hexadecimal digits that keep the payload from being guessed; `None` once erased.
        payload_digest: SHA-256 of salt and payload.
        digest: SHA-256 of the digest before and everything above but payload and salt.
    """

    org: str
    seq: int
    kind: str
    record: str
    version: int
    transition: str
    source: str
    target: str
    actor: str
    at: str
    payload: str | None = attrs.field(repr=False)
    salt: str | None = attrs.field(repr=False)
    payload_digest: str = attrs.field(repr=False)
    digest: str = attrs.field(repr=False)

    @property
    def moment(self) -> datetime:
        """When it happened, aware, in UTC."""
        return datetime.fromisoformat(self.at)

    @property
    def fields(self) -> dict[str, JSON]:
        """The changed fields as JSON values.

        Raises:
            ErasedError: They were erased.
            InputError: The payload was altered and is none any more.
        """
        fields: dict[str, JSON] = self._payload()["fields"]
        return fields

    @property
    def reason(self) -> str:
        """The reason given, or an empty text.

        Raises:
            ErasedError: It was erased.
            InputError: The payload was altered and is none any more.
        """
        reason: str = self._payload()["reason"]
        return reason

    @property
    def plugins(self) -> tuple[Origin, ...]:
        """The plugins that had a part in the step, less those that homeroom is shipped with.

        The one that provides the lifecycle comes first; then those that were asked before the step
        or that provide what the step used.

        Raises:
            ErasedError: The contents were erased.
            InputError: The payload was altered and is none any more.
        """
        named = self._payload().get("plugins", [])
        try:
            return tuple(Origin(**one) for one in named)
        except TypeError:
            fault = Fault("payload.plugins", str(named)[:80], _PLUGINS)
            raise InputError(f"entry {self.seq}", (fault,)) from None

    def _payload(self) -> dict[str, Any]:
        if self.payload is None:
            raise ErasedError(self.record)
        payload: dict[str, Any] = decode(self.payload, source=f"entry {self.seq}")
        match payload:
            case {"fields": dict(), "reason": str()}:
                return payload
        fault = Fault("payload", self.payload[:80], _CONTENTS)
        raise InputError(f"entry {self.seq}", (fault,))


new_entry = constructor(Entry)
"""Makes an `Entry` as the class does; feeds are long."""


@attrs.frozen
class Flaw:
    """Something that does not verify: where, and what is wrong."""

    seq: int
    record: str
    problem: Text

    def __str__(self) -> str:
        return f"entry {self.seq} ({self.record}): {self.problem}"


def timestamp(moment: datetime) -> str:
    """The moment as entries keep it: UTC, microseconds, so that text sorts as time does.

    >>> timestamp(datetime(2025, 9, 1, tzinfo=UTC))
    '2025-09-01T00:00:00.000000+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def next_entry(
    head: Head,
    salt: bytes,
    *,
    org: str,
    kind: str,
    record: str,
    version: int,
    transition: str,
    source: str,
    target: str,
    actor: str,
    at: str,
    fields: dict[str, JSON],
    reason: str,
    plugins: Iterable[Origin] = (),
) -> Entry:
    """The entry that continues the journal after `head`.

    Args:
        head: Where the journal stands.
        salt: 16 random bytes.
        org: As in `Entry`, like all that follow.
        kind: Kind of the record.
        record: Its id.
        version: Its version after the step.
        transition: Name of the step.
        source: State before.
        target: State after.
        actor: Who did it.
        at: The moment.
        fields: The changed fields as JSON values.
        reason: The reason given, or an empty text.
        plugins: Those that had a part in it, less homeroom's own: usually none.
    """
    contents: dict[str, JSON] = {"fields": fields, "reason": reason}
    named: list[JSON] = [attrs.asdict(origin) for origin in plugins]
    payload = encode({**contents, "plugins": named} if named else contents)
    salted = salt.hex()
    payload_digest = _payload_digest(salted, payload)
    header = (org, head.seq + 1, kind, record, version, transition, source, target, actor, at)
    digest = _digest(head.digest, (*header, payload_digest))
    return new_entry(*header, payload, salted, payload_digest, digest)


def verify_chain(entries: Iterable[Entry], head: Head | None = None) -> Iterator[Flaw]:
    """Every flaw of a stretch of journal that continues `head` (by default: from the beginning)."""
    at = head or Head()
    for entry in entries:
        if entry.seq != at.seq + 1:
            yield Flaw(entry.seq, entry.record, _GAP.format(expected=at.seq + 1))
        if entry.digest != _digest(at.digest, _header(entry)):
            yield Flaw(entry.seq, entry.record, _CHAIN)
        if entry.payload is not None and entry.payload_digest != _payload_digest(
            entry.salt or "", entry.payload
        ):
            yield Flaw(entry.seq, entry.record, _PAYLOAD)
        if entry.at < at.at:
            yield Flaw(entry.seq, entry.record, _BACKWARDS)
        at = Head(entry.seq, entry.digest, entry.at)


def fold(entries: Iterable[Entry], base: dict[str, JSON] | None = None) -> dict[str, JSON]:
    """The JSON object of a record: its entries, applied in order to what it was before them.

    Args:
        entries: Entries of one record, oldest first.
        base: The record at the version before the first of them; nothing for a creation.

    Raises:
        ErasedError: The contents of an entry were erased.
        InputError: The payload of an entry was altered and is none any more.
    """
    folded: dict[str, JSON] = dict(base or {})
    for entry in entries:
        folded.update(entry.fields)
        folded["id"], folded["org"] = entry.record, entry.org
        folded["state"], folded["version"] = entry.target, entry.version
    return folded


def replay(type: type[R], entries: Iterable[Entry]) -> R:
    """The record that its entries tell of, from creation to the last of them.

    Raises:
        RecordNotFoundError: There are no entries.
        ErasedError: The contents of the record were erased.
        InputError: The entries do not describe a record of this type.
    """
    folded = fold(entries)
    if not folded:
        raise RecordNotFoundError("journal", type.kind)
    return from_json(type, folded)


_CONTENTS = Text(
    "带有 fields 与 reason 的对象",
    "帶有 fields 與 reason 的物件",
    "an object with `fields` and `reason`",
)
_PLUGINS = Text(
    "插件列表：名称、版本、校验值",
    "外掛列表：名稱、版本、校驗值",
    "a list of plugins, each with `plugin`, `version` and `digest`",
)
_GAP = Text("应为第 {expected} 条", "應為第 {expected} 筆", "entry {expected} was expected here")
_CHAIN = Text(
    "条目或它前面的内容被改动过",
    "條目或它前面的內容被改動過",
    "it or what stands before it was altered",
)
_PAYLOAD = Text("内容被改动过", "內容被改動過", "its contents were altered")
_BACKWARDS = Text("时间早于前一条", "時間早於前一筆", "it is earlier than the entry before it")


def _header(entry: Entry) -> tuple[str | int, ...]:
    return (
        entry.org,
        entry.seq,
        entry.kind,
        entry.record,
        entry.version,
        entry.transition,
        entry.source,
        entry.target,
        entry.actor,
        entry.at,
        entry.payload_digest,
    )


def _digest(before: str, header: tuple[str | int, ...]) -> str:
    return hashlib.sha256((before + encode(header)).encode()).hexdigest()


def _payload_digest(salt: str, payload: str) -> str:
    return hashlib.sha256((salt + payload).encode()).hexdigest()
