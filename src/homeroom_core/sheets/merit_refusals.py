"""Why claims to merit points cannot be taken."""

from collections.abc import Iterator, Mapping, Sequence

from homeroom_core.errors import Refusal
from homeroom_core.sheets.merit_items import Claim, MeritItem, Service
from homeroom_core.sheets.reasons import (
    FIXED,
    MIXED_LEVELS,
    NO_YEARS,
    TOO_OLD,
    TWICE,
    UNKNOWN_ITEM,
    UNKNOWN_KIND,
    YEAR_AHEAD,
)
from homeroom_core.sheets.tariff import refuse_kind
from homeroom_core.text import listing


def claim_refusals(
    items: Mapping[str, MeritItem], claims: Sequence[Claim], year: int
) -> Iterator[Refusal]:
    """Every reason why these claims cannot be taken together, in the order given.

    Args:
        items: The items of the sheet, by id.
        claims: What is claimed.
        year: The year in which the school year of the application begins.
    """
    for place in ([c.id for c in claims], [f"{c.fact} ({c.item})" for c in claims]):
        for one in sorted({one for one in place if place.count(one) > 1}):
            yield TWICE(measured=one)
    for claim in claims:
        if claim.item in items:
            yield from _of_claim(claim, items[claim.item], year)
        else:
            yield UNKNOWN_ITEM(measured=claim.item, entry=claim.id, accepted=listing(items))
    for item in items.values():
        kinds = sorted({claim.kind for claim in claims if claim.item == item.id})
        if item.service is not None and kinds[1:]:
            yield MIXED_LEVELS(measured=listing(kinds), item=item.label)


def _of_claim(claim: Claim, item: MeritItem, year: int) -> Iterator[Refusal]:
    if item.service is None:
        yield from refuse_kind(claim.id, item.label, item.awards, claim.kind, claim.written)
    else:
        yield from _of_service(claim, item, item.service)
    if not claim.years and (item.service is not None or item.window_years is not None):
        yield NO_YEARS(entry=claim.id, item=item.label)
    for one in claim.years:
        first = one if item.window_years is None else year - item.window_years + 1
        if one > year:
            yield YEAR_AHEAD(measured=one, required=year, entry=claim.id)
        elif one < first:
            yield TOO_OLD(measured=one, required=first, entry=claim.id)


def _of_service(claim: Claim, item: MeritItem, service: Service) -> Iterator[Refusal]:
    levels = [level.id for level in service.levels]
    if claim.kind not in levels:
        known = listing(levels)
        yield UNKNOWN_KIND(measured=claim.kind, entry=claim.id, item=item.label, accepted=known)
    elif claim.written is not None:
        level = next(one for one in service.levels if one.id == claim.kind)
        points = str(service.entry_points)
        yield FIXED(measured=claim.written, required=points, kind=level.label)
