"""What must hold before cards are evaluated: every fault of policy, entrants and cards at once."""

from collections.abc import Iterator, Mapping, Sequence

from homeroom_core.errors import Fault, InputError
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, Entrant, Need, ScoringMethod, TieBreaker
from homeroom_core.scoring_policy import CRITERION, ScoringPolicy, TieBreak
from homeroom_core.standing import LeftOut
from homeroom_core.text import Text, listing

_KNOWN_ENTRY = Text("已登记的作品：{known}", "已登記的作品：{known}", "one of the entries: {known}")
_ONCE = Text("只能出现一次", "只能出現一次", "may stand there only once")
_KNOWN_CRITERION = Text(
    "评分细则中的项目：{known}", "評分細則中的項目：{known}", "a criterion of the rubric: {known}"
)
_POSITIVE = Text("大于 0 的有限小数", "大於 0 的有限小數", "a finite decimal above 0")
_NEEDS: dict[Need, Text] = {
    "head_judge": Text("一位评委组长", "一位評委組長", "a head judge"),
    "seed": Text(
        "评分前公布的抽签种子", "評分前公布的抽籤種子", "a seed made public before scoring began"
    ),
}
_BOTH = Text("{what}；{remedy}", "{what}；{remedy}", "{what}; {remedy}")


def policy_faults(policy: ScoringPolicy, rubric: Rubric, method: ScoringMethod) -> list[Fault]:
    """What in a policy does not fit the rubric and the method; ask before a policy is adopted.

    Of its chain, only what needs no tie-breaker; `chain_faults` says the rest.
    """
    faults = list(chain_faults(policy.tie_break, rubric, {}))
    try:
        method.settings(policy.parameters)
    except InputError as error:
        faults += [Fault(f"policy.{f.where}", f.found, f.accepted) for f in error.faults]
    return faults


def chain_faults(
    links: Sequence[TieBreak],
    rubric: Rubric,
    tie_breakers: Mapping[str, TieBreaker],
    *,
    place: str = "policy.tie_break",
) -> Iterator[Fault]:
    """What in a chain does not fit: criteria that are not there, links of what they are not of."""
    known = _KNOWN_CRITERION.format(known=listing(rubric.by_id))
    for number, link in enumerate(links):
        if link.by == CRITERION and link.of not in rubric.by_id:
            yield Fault(f"{place}[{number}]", str(link.of), known)
        elif link.by in tie_breakers:
            try:
                tie_breakers[link.by].setting(link.of)
            except InputError as error:
                for fault in error.faults:
                    yield Fault(f"{place}[{number}].of", fault.found, fault.accepted)


def need_faults(
    links: Sequence[TieBreak],
    tie_breakers: Mapping[str, TieBreaker],
    *,
    head_judge: str | None,
    seed: str,
) -> Iterator[Fault]:
    """What the links of the chain cannot do without, and is not there."""
    there = {"head_judge": bool(head_judge), "seed": bool(seed.strip())}
    for number, link in enumerate(links):
        breaker = tie_breakers.get(link.by)
        for need in breaker.needs if breaker else ():
            if not there[need]:
                yield Fault(f"policy.tie_break[{number}]", str(link), _NEEDS[need])


def entrant_faults(rubric: Rubric, entrants: Sequence[Entrant]) -> Iterator[Fault]:
    """What in the entrants does not fit the rubric, or stands there twice."""
    seen: set[str] = set()
    for entrant in entrants:
        place = f"entrant {entrant.id}"
        if entrant.id in seen:
            yield Fault(place, entrant.id, _ONCE)
        seen.add(entrant.id)
        known = _KNOWN_CRITERION.format(known=listing(rubric.by_id))
        for name in sorted(entrant.not_applicable - rubric.by_id.keys()):
            yield Fault(f"{place}.not_applicable", name, known)
        leaves = _KNOWN_CRITERION.format(known=listing(rubric.leaves))
        for name, factor in entrant.factors.items():
            if name not in rubric.leaves:
                yield Fault(f"{place}.factors", name, leaves)
            elif not (factor.is_finite() and factor > 0):
                yield Fault(f"{place}.factors.{name}", str(factor), _POSITIVE)


def card_faults(
    policy: ScoringPolicy, rubric: Rubric, entrants: Sequence[Entrant], cards: Sequence[Card]
) -> Iterator[Fault]:
    """What in the cards does not fit the rubric, the entrants or each other."""
    by_id = {entrant.id: entrant for entrant in entrants}
    seen: set[tuple[str, str]] = set()
    for card in cards:
        place = f"card of {card.judge} for {card.entry}"
        if card.entry not in by_id:
            yield Fault(place, card.entry, _KNOWN_ENTRY.format(known=listing(by_id)))
            continue
        if (card.entry, card.judge) in seen:
            yield Fault(place, card.judge, _ONCE)
        seen.add((card.entry, card.judge))
        refusals = rubric.refuse_marks(
            card.marks,
            complete=policy.incomplete == "refuse",
            not_applicable=by_id[card.entry].not_applicable,
        )
        for refusal in refusals:
            found = "" if refusal.measured is None else str(refusal.measured)
            accepted = _BOTH.format(what=refusal.text, remedy=refusal.remedy)
            yield Fault(place, found, accepted)


def complete_cards(
    rubric: Rubric, entrants: Sequence[Entrant], cards: Sequence[Card]
) -> tuple[tuple[Card, ...], tuple[LeftOut, ...]]:
    """Cards that count, and those that do not; all of them hold only marks that fit."""
    not_applicable = {entrant.id: entrant.not_applicable for entrant in entrants}
    counted, left_out = [], []
    for card in cards:
        why = rubric.refuse_marks(
            card.marks, complete=True, not_applicable=not_applicable[card.entry]
        )
        if why:
            texts = tuple(refusal.text for refusal in why)
            left_out.append(LeftOut(entry=card.entry, judge=card.judge, why=texts))
        else:
            counted.append(card)
    return tuple(counted), tuple(left_out)
