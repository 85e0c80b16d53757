"""From the cards of a contest to its standings, by the policy that was adopted.

`evaluate` checks every card against the rubric, asks the scoring method, rounds what is shown once
from the exact total, gives places and breaks ties. The result carries the digests of all it was
made from, so that it can be made again and compared (`Result.differences`).
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import attrs

from homeroom_core.canonical import digest
from homeroom_core.errors import (
    InputError,
    PanelTooSmallError,
    PluginError,
    UnknownError,
    blamed_on,
)
from homeroom_core.evaluation_checks import (
    card_faults,
    chain_faults,
    complete_cards,
    entrant_faults,
    need_faults,
    policy_faults,
)
from homeroom_core.exact import exact_sum
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
from homeroom_core.scoring_methods import criteria_of
from homeroom_core.scoring_policy import CRITERION, ScoringPolicy, TieBreak
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.standing import LeftOut, Result, Standing
from homeroom_core.text import Text, listing
from homeroom_core.tie_breakers import SHIPPED_TIE_BREAKERS
from homeroom_core.trace import Step

T = TypeVar("T")

_METHOD = Text("计分办法", "計分辦法", "scoring method")
_TIE_BREAKER = Text("并列处理办法", "並列處理辦法", "tie-breaker")
_WRONG_ENTRIES = Text(
    "办法“{method}”给出的作品是 {found}，应为 {wanted}",
    "辦法「{method}」給出的作品是 {found}，應為 {wanted}",
    "method '{method}' answered for {found}, it was asked for {wanted}",
)
_METHOD_FAILS = Text(
    "办法“{method}”出错：{error}",
    "辦法「{method}」出錯：{error}",
    "method '{method}' fails: {error}",
)
_BREAKER_FAILS = Text(
    "并列处理办法“{name}”出错：{error}",
    "並列處理辦法「{name}」出錯：{error}",
    "tie-breaker '{name}' fails: {error}",
)
_BREAKER_WRONG = Text(
    "并列处理办法“{name}”须为 {group} 各给出一个 Fraction 或整数",
    "並列處理辦法「{name}」須為 {group} 各給出一個 Fraction 或整數",
    "tie-breaker '{name}' has to answer with a Fraction or an int for each of {group}",
)
_NOT_EXACT_PARTS = Text(
    "办法“{method}”为 {entry} 的指标给出 {found}：须为 Fraction 或整数",
    "辦法「{method}」為 {entry} 的指標給出 {found}：須為 Fraction 或整數",
    "method '{method}' answered {found} for a criterion of {entry}: a Fraction or an int is needed",
)
_NOT_EXACT = Text(
    "办法“{method}”为 {entry} 给出 {found}：总分须为 Fraction、整数或 Score",
    "辦法「{method}」為 {entry} 給出 {found}：總分須為 Fraction、整數或 Score",
    "method '{method}' answered {found} for {entry}: a total is a Fraction, an int or a Score",
)


def evaluate(
    policy: ScoringPolicy,
    rubric: Rubric,
    entrants: Iterable[Entrant],
    cards: Iterable[Card],
    *,
    methods: Iterable[ScoringMethod] = SHIPPED_METHODS,
    tie_breakers: Iterable[TieBreaker] = SHIPPED_TIE_BREAKERS,
    head_judge: str | None = None,
    seed: str = "",
    plugin: str = "homeroom",
    plugin_version: str = "",
    plugin_digest: str = "",
) -> Result:
    """Standings of the entrants; neither the order of cards nor that of entrants matters.

    Args:
        policy: How cards become places.
        rubric: What the cards were marked on.
        entrants: The entries, each once. A judge who steps aside simply has no card.
        cards: At most one a judge and entry.
        methods: The methods there are; the policy names one of them.
        tie_breakers: Those that the policy's chain may name besides `criterion`.
        head_judge: Id of the judge who presides, for a chain that asks for their card.
        seed: What lots are drawn from, for a chain that draws them.
        plugin: Name of the plugin that provides the method, kept in the result.
        plugin_version: Its version.
        plugin_digest: SHA-256 of its source.

    Raises:
        InputError: A card, an entrant or the policy does not fit the rubric, or the chain needs a
            head judge or a seed and there is none; lists all faults.
        UnknownError: There is no such method or tie-breaker.
        PanelTooSmallError: An entry has fewer cards that count than the policy asks for; the
            notes of the error name each such entry.
        PluginError: The method fails, or answered for other entries or with a number that is not
            exact.
    """
    scored = _scored(
        policy,
        rubric,
        tuple(sorted(entrants, key=lambda entrant: entrant.id)),
        tuple(sorted(cards, key=lambda card: (card.entry, card.judge))),
        links=policy.tie_break,
        methods=methods,
        tie_breakers=tie_breakers,
        head_judge=head_judge,
        seed=seed,
        plugin=plugin,
    )
    standings, broken = _standings(
        policy, scored.scores, scored.chain, lowest_wins=scored.method.lowest_wins
    )
    return Result(
        rubric=rubric.id,
        rubric_version=rubric.version,
        structure_digest=rubric.structure_digest,
        text_digest=rubric.text_digest,
        policy_digest=digest(policy),
        inputs_digest=digest(scored.inputs),
        method=scored.method.name,
        plugin=plugin,
        plugin_version=plugin_version,
        plugin_digest=plugin_digest,
        standings=standings,
        left_out=scored.left_out,
        tie_breaks=broken,
    )


def chain_for(
    links: Sequence[TieBreak],
    policy: ScoringPolicy,
    rubric: Rubric,
    entrants: Iterable[Entrant],
    cards: Iterable[Card],
    *,
    methods: Iterable[ScoringMethod] = SHIPPED_METHODS,
    tie_breakers: Iterable[TieBreaker] = SHIPPED_TIE_BREAKERS,
    head_judge: str | None = None,
    seed: str = "",
    plugin: str = "homeroom",
) -> tuple[tuple[str, Splitter], ...]:
    """A chain of tie-breaks over the cards of a contest, such as for a tie at the cut of an award.

    Args:
        links: The chain, as data.
        policy: As for `evaluate`, like all others.
        rubric: What the cards were marked on.
        entrants: The entries, each once.
        cards: At most one a judge and entry.
        methods: The methods there are.
        tie_breakers: Those that the chain may name besides `criterion`.
        head_judge: Id of the judge who presides.
        seed: What lots are drawn from.
        plugin: Name of the plugin that provides the method.

    Raises:
        InputError: As `evaluate`.
        UnknownError: As `evaluate`.
        PanelTooSmallError: As `evaluate`.
        PluginError: As `evaluate`.
    """
    return _scored(
        policy,
        rubric,
        tuple(sorted(entrants, key=lambda entrant: entrant.id)),
        tuple(sorted(cards, key=lambda card: (card.entry, card.judge))),
        links=links,
        methods=methods,
        tie_breakers=tie_breakers,
        head_judge=head_judge,
        seed=seed,
        plugin=plugin,
    ).chain


@attrs.frozen(kw_only=True)
class _Scored:
    """Cards that were checked and scored, and the chain that parts whoever is tied."""

    method: ScoringMethod
    scores: Mapping[str, Score]
    chain: tuple[tuple[str, Splitter], ...]
    left_out: tuple[LeftOut, ...]
    inputs: Mapping[str, object]


def _scored(
    policy: ScoringPolicy,
    rubric: Rubric,
    field: tuple[Entrant, ...],
    given: tuple[Card, ...],
    *,
    links: Sequence[TieBreak],
    methods: Iterable[ScoringMethod],
    tie_breakers: Iterable[TieBreaker],
    head_judge: str | None,
    seed: str,
    plugin: str,
) -> _Scored:
    method = _named(_METHOD, policy.method, {m.name: m for m in methods})
    breakers = {breaker.name: breaker for breaker in tie_breakers}
    faults = [
        *chain_faults(links, rubric, breakers),
        *policy_faults(attrs.evolve(policy, tie_break=()), rubric, method),
        *need_faults(links, breakers, head_judge=head_judge, seed=seed),
        *entrant_faults(rubric, field),
    ]
    if not faults:
        faults += card_faults(policy, rubric, field, given)
    if faults:
        raise InputError("evaluation", tuple(faults))
    # Where gaps are refused, every card has just been found complete.
    refused = policy.incomplete == "refuse"
    counted, left_out = (given, ()) if refused else complete_cards(rubric, field, given)
    request = ScoringRequest(
        rubric=rubric,
        entrants=field,
        cards=counted,
        parameters=method.settings(policy.parameters),
        rounding={stage: r for stage, r in policy.rounding.items() if stage != "total"},
        head_judge=head_judge,
        seed=seed,
    )
    _check_panels(request, policy.minimum_panel)
    scores = _scores(method, request, plugin)
    return _Scored(
        method=method,
        scores=scores,
        chain=tuple(_link(link, request, scores, breakers) for link in links),
        left_out=left_out,
        inputs={"entrants": field, "cards": given, **_needed(request, links, breakers)},
    )


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
    answers = _answers(method, request, plugin)
    wanted = [entrant.id for entrant in request.entrants]
    if sorted(answers) != wanted:
        problem = _WRONG_ENTRIES.format(
            method=method.name, found=listing(sorted(answers)), wanted=listing(wanted)
        )
        raise PluginError(plugin, problem)
    scores = {e: _score(method, request, e, answers[e], plugin) for e in wanted}
    if all(score.criteria for score in scores.values()):
        return scores
    means = _mean_criteria(request)
    return {e: attrs.evolve(s, criteria=s.criteria or means[e]) for e, s in scores.items()}


def _answers(method: ScoringMethod, request: ScoringRequest, plugin: str) -> dict[str, object]:
    """What the method answers; whatever it fails with is the plugin's error."""
    with blamed_on(plugin, _METHOD_FAILS, method=method.name):
        return dict(method(request))


def _score(
    method: ScoringMethod, request: ScoringRequest, entry: str, answer: object, plugin: str
) -> Score:
    score = answer if isinstance(answer, Score) else None
    total = answer if score is None else score.total
    if isinstance(total, bool) or not isinstance(total, int | Fraction):
        problem = _NOT_EXACT.format(method=method.name, entry=entry, found=repr(total))
        raise PluginError(plugin, problem)
    parts: Iterable[object] = () if score is None else score.criteria.values()
    for part in parts:
        if isinstance(part, bool) or not isinstance(part, int | Fraction):
            problem = _NOT_EXACT_PARTS.format(method=method.name, entry=entry, found=repr(part))
            raise PluginError(plugin, problem)
    score = score or Score(total=Fraction(total))
    stated = Step(stage="total", operation="stated", value=Fraction(total), note=method.label)
    judges = tuple(card.judge for card in request.by_entry[entry])
    return attrs.evolve(
        score,
        total=Fraction(total),
        trace=score.trace or stated,
        judges=judges if score.judges is None else score.judges,
    )


def _mean_criteria(request: ScoringRequest) -> dict[str, Mapping[str, Fraction]]:
    """Mean points of each criterion, for the ties of a method that says nothing about criteria."""
    sign = -1 if request.lower_is_better else 1
    found: dict[str, Mapping[str, Fraction]] = {}
    for entrant in request.entrants:
        leaves = {}
        for leaf, points in request.points_of(entrant.id).items():
            if points:  # no trace is kept of these, so the marks need no steps
                value = exact_sum(map(Fraction, points.values())) / len(points)
                step = Step(stage="criterion", operation="stated", value=value, criterion=leaf)
                leaves[leaf] = request.weighed(entrant, step, leaf)
        total = request.tree_step(leaves, stage="total")
        found[entrant.id] = {id: sign * one.value for id, one in criteria_of(total).items()}
    return found


def _needed(
    request: ScoringRequest, links: Sequence[TieBreak], breakers: Mapping[str, TieBreaker]
) -> dict[str, str | None]:
    """What a chain needs beyond the cards decides places, so it is part of the inputs."""
    needs = {n for k in links if k.by in breakers for n in breakers[k.by].needs}
    found = {"head_judge": request.head_judge, "seed": request.seed}
    return {name: value for name, value in found.items() if name in needs}


def _link(
    link: TieBreak,
    request: ScoringRequest,
    scores: Mapping[str, Score],
    breakers: Mapping[str, TieBreaker],
) -> tuple[str, Splitter]:
    if link.by == CRITERION:
        return str(link), lambda group: _criterion_values(str(link.of), group, scores)
    breaker = _named(_TIE_BREAKER, link.by, breakers)
    asked = attrs.evolve(request, of=breaker.setting(link.of))
    return str(link), lambda group: _values(breaker, asked, scores, group)


def _values(
    breaker: TieBreaker, request: ScoringRequest, scores: Mapping[str, Score], group: Group
) -> Mapping[str, Fraction]:
    """What a tie-breaker answers, checked; whatever it fails with is the plugin's error."""
    with blamed_on(breaker.name, _BREAKER_FAILS, name=breaker.name):
        values = dict(breaker.function(request, scores, group))
    exact = all(isinstance(v, int | Fraction) for v in values.values())
    if sorted(values) != sorted(group) or not exact:
        problem = _BREAKER_WRONG.format(name=breaker.name, group=listing(group))
        raise PluginError(breaker.name, problem)
    return {entry: Fraction(value) for entry, value in values.items()}


def _criterion_values(
    criterion: str, group: Group, scores: Mapping[str, Score]
) -> dict[str, Fraction]:
    """Points of a criterion; where it has none for one of the entries, it parts nobody."""
    if any(criterion not in scores[entry].criteria for entry in group):
        return dict.fromkeys(group, Fraction(0))
    return {entry: scores[entry].criteria[criterion] for entry in group}


def _standings(
    policy: ScoringPolicy,
    scores: Mapping[str, Score],
    chain: Sequence[tuple[str, Splitter]],
    *,
    lowest_wins: bool,
) -> tuple[tuple[Standing, ...], tuple[Broken, ...]]:
    shown = {entry: policy.rounding["total"](score.total) for entry, score in scores.items()}
    exact = policy.rank_on == "exact"
    sign = -1 if lowest_wins else 1
    keys = {e: sign * (s.total if exact else Fraction(shown[e])) for e, s in scores.items()}
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
