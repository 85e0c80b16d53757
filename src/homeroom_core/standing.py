"""Standings and results: where entries stand, and what that was made from."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from homeroom_core.errors import UnknownError
from homeroom_core.ranking import Broken
from homeroom_core.text import Text
from homeroom_core.trace import Step


@attrs.frozen(kw_only=True)
class Standing:
    """Where one entry stands.

    Attributes:
        entry: Its id.
        rank: Its place, 1 for the best.
        tied_with: Ids of the others that share the place.
        total: Points, exact.
        shown: The total that is published: the exact one, rounded once.
        ranked_on: What the place was given on, the higher the better: `total`, or `shown` as a
            fraction; the negative of it where the method's lowest total wins.
        judges: Ids of the judges whose cards count.
        criteria: Exact points over the panel, by criterion.
        trace: How the total came about, down to the marks.
    """

    entry: str
    rank: int
    tied_with: tuple[str, ...]
    total: Fraction
    shown: Decimal
    ranked_on: Fraction
    judges: tuple[str, ...]
    criteria: Mapping[str, Fraction]
    trace: Step


@attrs.frozen(kw_only=True)
class LeftOut:
    """A card that does not count, because it is incomplete."""

    entry: str
    judge: str
    why: tuple[Text, ...]


@attrs.frozen(kw_only=True)
class Result:
    """Standings, with all that is needed to make them again.

    Attributes:
        rubric: Id of the rubric.
        rubric_version: Its version.
        structure_digest: Digest of what decides points in the rubric.
        text_digest: Digest of the whole rubric.
        policy_digest: Digest of the policy.
        inputs_digest: Digest of entrants and cards, whatever their order.
        method: Name of the scoring method.
        plugin: Name of the plugin that provides the method; the library's own are `homeroom`.
        plugin_version: Its version.
        plugin_digest: SHA-256 of its source; empty for the library's own.
        standings: All entries, best first, those that share a place in order of their ids.
        left_out: Cards that do not count.
        tie_breaks: What each link of the tie-break chain saw.
    """

    rubric: str
    rubric_version: str
    structure_digest: str
    text_digest: str
    policy_digest: str
    inputs_digest: str
    method: str
    plugin: str
    plugin_version: str
    standings: tuple[Standing, ...]
    left_out: tuple[LeftOut, ...] = ()
    tie_breaks: tuple[Broken, ...] = ()
    plugin_digest: str = ""

    def of(self, entry: str) -> Standing:
        """Where this entry stands.

        Raises:
            UnknownError: It was not evaluated.
        """
        for standing in self.standings:
            if standing.entry == entry:
                return standing
        known = tuple(standing.entry for standing in self.standings)
        raise UnknownError(Text("作品", "作品", "entry"), entry, known)

    def differences(self, again: "Result") -> tuple[str, ...]:
        """What differs between this result and another, as names of fields and entries.

        Nothing differs between two evaluations of the same cards by the same policy.
        """
        names = [field.name for field in attrs.fields(Result) if field.name != "standings"]
        found = [name for name in names if getattr(self, name) != getattr(again, name)]
        ours = {standing.entry: standing for standing in self.standings}
        theirs = {standing.entry: standing for standing in again.standings}
        entries = sorted(ours.keys() | theirs.keys())
        found += [f"standings.{e}" for e in entries if ours.get(e) != theirs.get(e)]
        return tuple(found)
