"""Tally: the places of entries as a record keeps them, and the certificates that follow from them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs

from homeroom_core.award import Allotment, Award, settle
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.awarding import AwardRequest, give
from homeroom_core.errors import UnknownError
from homeroom_core.families import AWARD_POLICIES
from homeroom_core.provided import Provided
from homeroom_core.ranking import Broken
from homeroom_core.standing import Result
from homeroom_core.text import Text, listing
from homeroom_core.version import VERSION

MADE_FROM = ("rubric_digest", "policy_digest", "inputs_digest", "by", "on", "stale")
"""What a tally says of its sources and of its making: no part of who stands where."""

ALLOTTED_BY = ("homeroom_version", "plugin", "plugin_version", "plugin_digest")
"""What an allotment says of the code that made it: no part of who gets what."""


@attrs.frozen(kw_only=True)
class Placing:
    """Where an entry stands in a tally: see `homeroom_core.standing.Standing`."""

    entry: str
    rank: int
    tied_with: tuple[str, ...]
    total: Fraction
    shown: Decimal
    ranked_on: Fraction
    judges: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Tally:
    """The standings of a contest and what they were made from; made again, they are the same.

    Attributes:
        placings: All entries, best first.
        rubric_digest: Digest of the whole rubric.
        policy_digest: Digest of the scoring policy.
        inputs_digest: Digest of entries and cards.
        tie_breaks: What each link of the tie-break chain saw.
        method: Name of the scoring method.
        plugin: Name of the plugin that provides it.
        plugin_version: Its version.
        by: Who had it made.
        on: When.
        stale: Whether scoring was reopened since, so that it has to be made again.
        plugin_digest: SHA-256 of the source of the plugin; empty for homeroom's own.
        homeroom_version: Version of homeroom that gave the places and parted the ties.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "method": Text("计分方法", "計分方法", "Scoring method"),
    }
    field_families: ClassVar[Mapping[str, str]] = {"method": "scoring_method"}

    placings: tuple[Placing, ...]
    rubric_digest: str
    policy_digest: str
    inputs_digest: str
    tie_breaks: tuple[Broken, ...] = ()
    method: str
    plugin: str
    plugin_version: str
    by: str
    on: date
    stale: bool = False
    plugin_digest: str = ""
    homeroom_version: str = VERSION


@attrs.frozen(kw_only=True)
class Certificate:
    """An award given, with the number of its certificate."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "level": Text("奖项", "獎項", "Award"),
        "number": Text("证书编号", "證書編號", "Number of the certificate"),
    }

    entry: str
    level: str
    number: str


def tally_of(result: Result, *, by: str, on: date) -> Tally:
    """What a contest keeps of its standings."""
    return Tally(
        placings=tuple(
            Placing(
                entry=standing.entry,
                rank=standing.rank,
                tied_with=standing.tied_with,
                total=standing.total,
                shown=standing.shown,
                ranked_on=standing.ranked_on,
                judges=standing.judges,
            )
            for standing in result.standings
        ),
        rubric_digest=result.text_digest,
        policy_digest=result.policy_digest,
        inputs_digest=result.inputs_digest,
        tie_breaks=result.tie_breaks,
        method=result.method,
        plugin=result.plugin,
        plugin_version=result.plugin_version,
        plugin_digest=result.plugin_digest,
        by=by,
        on=on,
    )


def allotted(request: AwardRequest, provided: Provided) -> Allotment:
    """The awards of a request, in the way of the policy that it names, or in this library's own.

    Raises:
        UnknownError: No plugin provides a policy of that name any more.
        PluginError: The way of the policy fails, or its awards break the policy.
    """
    name = request.policy.name
    if not name:
        return request.allot()
    return give(request, provided(AWARD_POLICIES, name), provided.origin(AWARD_POLICIES, name))


def award_policy_gap(policy: AwardPolicy, provided: Provided) -> tuple[str, Text] | None:
    """The name that a policy bears and no plugin provides, and those that there are."""
    try:
        if policy.name:
            provided(AWARD_POLICIES, policy.name)
    except UnknownError as error:
        return f"awards: {policy.name}", listing(error.known) if error.known else Text.same("–")
    return None


def in_order(
    policy: AwardPolicy, tally: Tally | None, allotment: Allotment | None
) -> tuple[Award, ...]:
    """The proposed awards, the highest level first, and within a level the better place first."""
    levels = [level.id for level in policy.levels]
    placings = tally.placings if tally else ()
    places = {placing.entry: at for at, placing in enumerate(placings)}
    awards = allotment.awards if allotment else ()
    return tuple(sorted(awards, key=lambda a: (levels.index(a.level), places[a.entry])))


def numbered(awards: tuple[Award, ...], prefix: str) -> tuple[Certificate, ...]:
    """A certificate for each award, numbered in their order: the prefix and three digits."""
    return tuple(
        Certificate(entry=award.entry, level=award.level, number=f"{prefix}{at:03d}")
        for at, award in enumerate(awards, start=1)
    )


def settled_alike(made: Allotment, stored: Allotment) -> Allotment:
    """An allotment made again, with what a jury chose in the one that is stored.

    Raises:
        InputError: Other decisions are open now than the jury settled.
    """
    if stored.open:
        return made
    candidates = (entry for decision in made.open for entry in decision.candidates)
    chosen = {entry: stored.level_of(entry) for entry in candidates}
    return settle(made, {entry: level for entry, level in chosen.items() if level is not None})
