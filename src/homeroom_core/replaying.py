"""The replay certificate: every stored result of an organization, made again from its sources.

What is stored stays in force whatever comes out. A result that the very code that made it now
makes otherwise is a flaw; one that another version makes otherwise is listed, until somebody
accepts it (`Lifecycle.derived`) or the version goes.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from homeroom_core.codec import JSON
from homeroom_core.errors import HomeroomError
from homeroom_core.journal import Flaw, Head
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.provided import Provided
from homeroom_core.reading import Reading
from homeroom_core.recomputing import (
    DIFFERS,
    NEWER,
    NOTHING,
    SAME,
    UNCHECKED,
    Recomputed,
    recompute_all,
)
from homeroom_core.record import R, Record
from homeroom_core.text import Text, listing


@attrs.frozen(kw_only=True)
class ReplayCertificate:
    """What came of making every result of an organization again.

    Attributes:
        org: The organization.
        seq: Number of the last journal entry that was taken into account; 0 for none.
        digest: Its digest: whoever has the same journal can make the same certificate.
        results: Every result there is, by kind in order of their names, then oldest first.
    """

    org: str
    seq: int
    digest: str
    results: tuple[Recomputed, ...]

    @property
    def same(self) -> int:
        """How many came to the same."""
        return sum(result.verdict == SAME for result in self.results)

    @property
    def listed(self) -> tuple[Recomputed, ...]:
        """Those that did not, and those that could not be made again."""
        return tuple(result for result in self.results if result.verdict != SAME)

    def to_json(self) -> dict[str, JSON]:
        """The certificate as one JSON object; of what came to the same only the number."""
        return {
            "org": self.org,
            "seq": self.seq,
            "digest": self.digest,
            "results": len(self.results),
            "same": self.same,
            "listed": [result.to_json() for result in self.listed],
        }


def replay(reading: Reading, provided: Provided) -> ReplayCertificate:
    """Make every result of an organization again.

    Records that cannot be read are left out: a verification names them.

    Args:
        reading: The organization.
        provided: What plugins provide: the code of today.
    """
    head: Head = reading.head()
    return ReplayCertificate(
        org=reading.org,
        seq=head.seq,
        digest=head.digest,
        results=tuple(_replayed(reading, provided)),
    )


def flaws_of(certificate: ReplayCertificate, reading: Reading) -> Iterator[Flaw]:
    """The results that their own code makes otherwise, each at the entry that put it there."""
    for result in certificate.results:
        if result.verdict == DIFFERS:
            yield Flaw(_put_at(reading, result.id, result.field), result.id, result.text)


def _replayed(reading: Reading, provided: Provided) -> Iterator[Recomputed]:
    for kind in sorted(reading.lifecycles):
        lifecycle = reading.lifecycles[kind]
        if not lifecycle.derivations:
            continue
        for record in _readable(reading, lifecycle):
            watched = _Watched(reading)
            for result in recompute_all(lifecycle, record, watched, provided):
                if result.verdict != NOTHING:
                    yield _excused(result, reading, watched)


def _readable(reading: Reading, lifecycle: Lifecycle[Any]) -> Iterator[Record]:
    for id in reading.ids(lifecycle.kind):
        try:
            yield reading.get(lifecycle.record, id)
        except HomeroomError:  # erased, or a flaw that a verification reports by itself
            continue


def _excused(result: Recomputed, reading: Reading, watched: "_Watched") -> Recomputed:
    """A result that differs may rest on what was erased since: then nobody can say."""
    if result.verdict not in (DIFFERS, NEWER):
        return result
    since = _put_at(reading, result.id, result.field)
    gone = sorted(id for id, seq in watched.erased().items() if seq > since)
    if not gone:
        return result
    problem = _ERASED.format(ids=listing(gone))
    return attrs.evolve(result, verdict=UNCHECKED, problem=problem)


def _put_at(reading: Reading, id: str, field: str) -> int:
    """Number of the entry that last put a value in a field; 0 where that cannot be read."""
    try:
        entries = reading.history(id)
        return max((entry.seq for entry in entries if field in entry.fields), default=0)
    except HomeroomError:
        return 0


class _Watched:
    """A reader that remembers of which kinds it was asked for all there are."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._kinds: set[str] = set()

    def get(self, type: type[R], id: str) -> R:
        return self._reading.get(type, id)

    def any(self, id: str) -> Record:
        return self._reading.any(id)

    def find(
        self, type: type[R], *, state: str | Iterable[str] | None = None, **where: Any
    ) -> Iterator[R]:
        self._kinds.add(type.kind)
        return self._reading.find(type, state=state, **where)

    def erased(self) -> Mapping[str, int]:
        """The records of these kinds whose contents are gone, and in which entry they went."""
        return {
            id: self._reading.history(id)[-1].seq
            for kind in sorted(self._kinds)
            for id in self._reading.erased(kind)
        }


_ERASED = Text(
    "计算后已删除内容：{ids}",
    "計算後已刪除內容：{ids}",
    "contents erased since it was computed: {ids}",
)
