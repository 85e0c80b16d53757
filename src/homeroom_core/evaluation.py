"""From the cards of a contest to its standings, by the policy that was adopted.

`evaluate` checks every card against the rubric, asks the scoring method, rounds what is shown once
from the exact total, gives places and breaks ties. The result carries the digests of all it was
made from, so that it can be made again and compared (`Result.differences`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import attrs

from homeroom_core.canonical import digest
from homeroom_core.errors import Fault, InputError, PanelTooSmallError, PluginError, UnknownError
from homeroom_core.ranking import Broken, Group, Splitter, groups_of, ranks
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import (
    Card,
    Entrant,
    Score,
    ScoringMethod,
    ScoringRequest,
    TieBreaker,
)
from homeroom_core.scoring_methods import SHIPPED_METHODS
from homeroom_core.scoring_policy import CRITERION, ScoringPolicy, TieBreak
from homeroom_core.text import Text, listing
from homeroom_core.trace import Step

T = TypeVar("T")

_METHOD = Text("计分办法", "計分辦法", "scoring method")
_TIE_BREAKER = Text("并列处理办法", "並列處理辦法", "tie-breaker")
_KNOWN_ENTRY = Text("已登记的作品：{known}", "已登記的作品：{known}", "one of the entries: {known}")
_ONCE = Text("只能出现一次", "只能出現一次", "may stand there only once")
_KNOWN_CRITERION = Text(
    "评分细则中的项目：{known}", "評分細則中的項目：{known}", "a criterion of the rubric: {known}"
)
_POSITIVE = Text("大于 0 的有限小数", "大於 0 的有限小數", "a finite decimal above 0")
_BOTH = Text("{what}；{remedy}", "{what}；{remedy}", "{what}; {remedy}")
_WRONG_ENTRIES = Text(
    "办法“{method}”给出的作品是 {found}，应为 {wanted}",
    "辦法「{method}」給出的作品是 {found}，應為 {wanted}",
    "method '{method}' answered for {found}, it was asked for {wanted}",
)
_NOT_EXACT = Text(
    "办法“{method}”为 {entry} 给出 {found}：总分须为 Fraction、整数或 Score",
    "辦法「{method}」為 {entry} 給出 {found}：總分須為 Fraction、整數或 Score",
    "method '{method}' answered {found} for {entry}: a total is a Fraction, an int or a Score",
)


@attrs.frozen(kw_only=True)
class Standing:
    """Where one entry stands.

    Attributes:
        entry: Its id.
        rank: Its place, 1 for the best.
        tied_with: Ids of the others that share the place.
        total: Points, exact.
        shown: The total that is published: the exact one, rounded once.
        ranked_on: What the place was given on: `total`, or `shown` as a fraction.
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


def evaluate(
    policy: ScoringPolicy,
    rubric: Rubric,
    entrants: Iterable[Entrant],
    cards: Iterable[Card],
    *,
    methods: Iterable[ScoringMethod] = SHIPPED_METHODS,
    tie_breakers: Iterable[TieBreaker] = (),
    plugin: str = "homeroom",
    plugin_version: str = "",
) -> Result:
    """Standings of the entrants; neither the order of cards nor that of entrants matters.

    Args:
        policy: How cards become places.
        rubric: What the cards were marked on.
        entrants: The entries, each once. A judge who steps aside simply has no card.
        cards: At most one a judge and entry.
        methods: The methods there are; the policy names one of them.
        tie_breakers: Those that the policy's chain may name besides `criterion`.
        plugin: Name of the plugin that provides the method, kept in the result.
        plugin_version: Its version.

    Raises:
        InputError: A card, an entrant or the policy does not fit the rubric; lists all faults.
        UnknownError: There is no such method or tie-breaker.
        PanelTooSmallError: An entry has fewer cards that count than the policy asks for; the
            notes of the error name each such entry.
        PluginError: The method answered for other entries, or with a number that is not exact.
    """
    method = _named(_METHOD, policy.method, {m.name: m for m in methods})
    breakers = {breaker.name: breaker for breaker in tie_breakers}
    field = tuple(sorted(entrants, key=lambda entrant: entrant.id))
    given = tuple(sorted(cards, key=lambda card: (card.entry, card.judge)))
    faults = [*policy_faults(policy, rubric, method), *_entrant_faults(rubric, field)]
    if not faults:
        faults += _card_faults(policy, rubric, field, given)
    if faults:
        raise InputError("evaluation", tuple(faults))
    counted, left_out = _complete(rubric, field, given)
    request = ScoringRequest(
        rubric=rubric,
        entrants=field,
        cards=counted,
        parameters=method.settings(policy.parameters),
        rounding={stage: r for stage, r in policy.rounding.items() if stage != "total"},
    )
    _check_panels(request, policy.minimum_panel)
    scores = _scores(method, request, plugin)
    chain = [_link(link, request, scores, breakers) for link in policy.tie_break]
    standings, broken = _standings(policy, request, scores, chain)
    return Result(
        rubric=rubric.id,
        rubric_version=rubric.version,
        structure_digest=rubric.structure_digest,
        text_digest=rubric.text_digest,
        policy_digest=digest(policy),
        inputs_digest=digest({"entrants": field, "cards": given}),
        method=method.name,
        plugin=plugin,
        plugin_version=plugin_version,
        standings=standings,
        left_out=left_out,
        tie_breaks=broken,
    )


def policy_faults(policy: ScoringPolicy, rubric: Rubric, method: ScoringMethod) -> list[Fault]:
    """What in a policy does not fit the rubric and the method; ask before a policy is adopted."""
    faults = []
    known = _KNOWN_CRITERION.format(known=listing(rubric.by_id))
    for number, link in enumerate(policy.tie_break):
        if link.by == CRITERION and link.of not in rubric.by_id:
            faults.append(Fault(f"policy.tie_break[{number}]", str(link.of), known))
    try:
        method.settings(policy.parameters)
    except InputError as error:
        faults += [Fault(f"policy.{f.where}", f.found, f.accepted) for f in error.faults]
    return faults


def _entrant_faults(rubric: Rubric, entrants: Sequence[Entrant]) -> Iterator[Fault]:
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
            elif not (isinstance(factor, Decimal) and factor.is_finite() and factor > 0):
                yield Fault(f"{place}.factors.{name}", str(factor), _POSITIVE)


def _card_faults(
    policy: ScoringPolicy, rubric: Rubric, entrants: Sequence[Entrant], cards: Sequence[Card]
) -> Iterator[Fault]:
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


def _complete(
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


def _check_panels(request: ScoringRequest, needed: int) -> None:
    sizes = {entry: len(cards) for entry, cards in request.by_entry.items()}
    short = {entry: size for entry, size in sizes.items() if size < needed}
    if not short:
        return
    error = PanelTooSmallError(min(short.values()), needed)
    for entry, size in short.items():
        error.add_note(f"entry {entry}: {size} of {needed}")
    raise error


def _scores(method: ScoringMethod, request: ScoringRequest, plugin: str) -> dict[str, Score]:
    """The method's answers, checked and completed."""
    answers = dict(method(request))
    wanted = [entrant.id for entrant in request.entrants]
    if sorted(answers) != wanted:
        problem = _WRONG_ENTRIES.format(
            method=method.name, found=listing(sorted(answers)), wanted=listing(wanted)
        )
        raise PluginError(plugin, problem)
    return {entry: _score(method, request, entry, answers[entry], plugin) for entry in wanted}


def _score(
    method: ScoringMethod, request: ScoringRequest, entry: str, answer: object, plugin: str
) -> Score:
    score = answer if isinstance(answer, Score) else None
    total = answer if score is None else score.total
    if isinstance(total, bool) or not isinstance(total, int | Fraction):
        problem = _NOT_EXACT.format(method=method.name, entry=entry, found=repr(total))
        raise PluginError(plugin, problem)
    score = score or Score(total=Fraction(total))
    stated = Step(stage="total", operation="stated", value=Fraction(total), note=method.label)
    judges = tuple(card.judge for card in request.by_entry[entry])
    return Score(
        total=Fraction(total),
        trace=score.trace or stated,
        judges=judges if score.judges is None else score.judges,
        criteria=score.criteria or _plain_means(request, entry),
    )


def _plain_means(request: ScoringRequest, entry: str) -> dict[str, Fraction]:
    """Mean points of each leaf, for the ties of a method that says nothing about criteria."""
    return {
        leaf: sum((Fraction(p) for p in points.values()), Fraction(0)) / len(points)
        for leaf, points in request.points_of(entry).items()
        if points
    }


def _link(
    link: TieBreak,
    request: ScoringRequest,
    scores: Mapping[str, Score],
    breakers: Mapping[str, TieBreaker],
) -> tuple[str, Splitter]:
    if link.by == CRITERION:
        return str(link), lambda group: _criterion_values(str(link.of), group, scores)
    breaker = _named(_TIE_BREAKER, link.by, breakers)
    return str(link), lambda group: breaker.function(request, scores, group)


def _criterion_values(
    criterion: str, group: Group, scores: Mapping[str, Score]
) -> dict[str, Fraction]:
    """Points of a criterion; where it has none for one of the entries, it parts nobody."""
    if any(criterion not in scores[entry].criteria for entry in group):
        return dict.fromkeys(group, Fraction(0))
    return {entry: scores[entry].criteria[criterion] for entry in group}


def _standings(
    policy: ScoringPolicy,
    request: ScoringRequest,
    scores: Mapping[str, Score],
    chain: Sequence[tuple[str, Splitter]],
) -> tuple[tuple[Standing, ...], tuple[Broken, ...]]:
    shown = {entry: policy.rounding["total"](score.total) for entry, score in scores.items()}
    exact = policy.rank_on == "exact"
    keys = {e: score.total if exact else Fraction(shown[e]) for e, score in scores.items()}
    groups, broken = groups_of(keys, chain)
    places = ranks(groups, policy.ranking)
    standings = [
        Standing(
            entry=entry,
            rank=places[entry],
            tied_with=tuple(other for other in group if other != entry),
            total=scores[entry].total,
            shown=shown[entry],
            ranked_on=keys[entry],
            judges=scores[entry].judges or (),
            criteria=scores[entry].criteria,
            trace=_traced(scores[entry]),
        )
        for group in groups
        for entry in group
    ]
    return tuple(standings), broken


def _traced(score: Score) -> Step:
    return score.trace or Step(stage="total", operation="stated", value=score.total)


def _named(what: Text, name: str, known: Mapping[str, T]) -> T:
    if name not in known:
        raise UnknownError(what, name, tuple(known))
    return known[name]
