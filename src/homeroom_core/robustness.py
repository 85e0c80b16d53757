"""How much a result hangs on one judge, one weight, the method chosen, or plain luck.

A contest is evaluated again with any one judge left out, with any one weight moved a step, and by
other methods; what becomes of the winner and of each award is compared. Seeded draws from the model
of severity say how sure the places are. A report informs: it changes no result.

Read `RobustnessReport.words` first; it says all of it in plain sentences.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from homeroom_core.award import Allotment
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.awarding import AwardRequest, NamedAwardPolicy, give
from homeroom_core.criterion import Criterion
from homeroom_core.errors import HomeroomError
from homeroom_core.evaluation import chain_for, evaluate
from homeroom_core.fair_methods import card_ratings
from homeroom_core.provided import Origin
from homeroom_core.robustness_values import AwardChange, Boundary, Kind, Neighbours, Variation
from homeroom_core.robustness_words import (
    TO_THE_JURY,
    between,
    boundary_words,
    kind_words,
    neighbour_words,
    no_intervals_words,
    other_neighbours_words,
    verdict_words,
)
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, Entrant, ScoringMethod, ScoringRequest, TieBreaker
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.standing import Result
from homeroom_core.statistics.rank_intervals import RankInterval, rank_intervals
from homeroom_core.statistics.ratings import Points
from homeroom_core.statistics.severity import fit_severity, refuse_severity
from homeroom_core.text import Text
from homeroom_core.tie_breakers import SHIPPED_TIE_BREAKERS

OTHERS = ("mean", "trimmed_mean", "median", "severity_adjusted", "borda")
"""The methods a result is compared with, if nobody says otherwise."""

PODIUM = 3
"""So many of the first places are always worth a word."""

JURY = "jury"
"""What stands for a level where the jury would have to decide."""


@attrs.frozen(kw_only=True)
class Judged:
    """A contest as it was judged: all that `evaluate` needs to score it once more.

    Attributes:
        policy: How cards become places.
        rubric: What the cards were marked on.
        entrants: The entries.
        cards: The cards.
        methods: The methods there are; the policy names one of them.
        tie_breakers: Those that chains may name.
        head_judge: Id of the judge who presides.
        seed: What lots are drawn from.
        awards: How places become awards, if there are any.
        award_policy: The policy of that name, where the awards have one.
        units: From entry to its unit, where the awards of one are limited.
        groups: From entry to its group, where places are shared out among groups.
    """

    policy: ScoringPolicy
    rubric: Rubric
    entrants: tuple[Entrant, ...]
    cards: tuple[Card, ...]
    methods: tuple[ScoringMethod, ...] = SHIPPED_METHODS
    tie_breakers: tuple[TieBreaker, ...] = SHIPPED_TIE_BREAKERS
    head_judge: str | None = None
    seed: str = ""
    awards: AwardPolicy | None = None
    award_policy: NamedAwardPolicy | None = None
    units: Mapping[str, str] = attrs.Factory(dict)
    groups: Mapping[str, str] = attrs.Factory(dict)

    @property
    def judges(self) -> tuple[str, ...]:
        """Ids of the judges who have a card, in order."""
        return tuple(sorted({card.judge for card in self.cards}))

    def result(self) -> Result:
        """The standings.

        Raises:
            HomeroomError: As `evaluate`.
        """
        return evaluate(
            self.policy,
            self.rubric,
            self.entrants,
            self.cards,
            methods=self.methods,
            tie_breakers=self.tie_breakers,
            head_judge=self.head_judge,
            seed=self.seed,
        )

    def ratings(self, result: Result | None = None) -> Points:
        """What each card that counts is worth, by entry and judge, the higher the better.

        Raises:
            HomeroomError: As `evaluate`.
        """
        left_out = {(one.entry, one.judge) for one in (result or self.result()).left_out}
        request = ScoringRequest(
            rubric=self.rubric,
            entrants=self.entrants,
            cards=tuple(c for c in self.cards if (c.entry, c.judge) not in left_out),
            parameters=self.policy.parameters,
            rounding={s: r for s, r in self.policy.rounding.items() if s != "total"},
        )
        sign = -1 if request.lower_is_better else 1
        return {
            entry: {judge: sign * value for judge, value in row.items()}
            for entry, row in card_ratings(request).items()
        }

    def allotment(self, result: Result) -> Allotment | None:
        """The awards of these standings, if there are any to give.

        Raises:
            HomeroomError: As `give` and `chain_for`.
        """
        policy = self.awards
        if policy is None:
            return None
        chain = chain_for(
            policy.cut_break,
            self.policy,
            self.rubric,
            self.entrants,
            self.cards,
            methods=self.methods,
            tie_breakers=self.tie_breakers,
            head_judge=self.head_judge,
            seed=self.seed,
        ) if policy.cut_break else ()  # fmt: skip
        request = AwardRequest(
            policy=policy,
            standings=result.standings,
            field_size=len(result.standings),
            units=self.units,
            groups=self.groups,
            chain=chain,
        )
        named = self.award_policy
        return request.allot() if named is None else give(request, named, Origin("", ""))


@attrs.frozen(kw_only=True)
class RobustnessReport:
    """What a result hangs on.

    Attributes:
        result: The result itself.
        winners: Who is first.
        labels: What people call each level of award.
        variations: Everything that was tried, in this order: judges, weights, methods.
        boundaries: The line below each level of award; none where groups have lines of their own.
        intervals: Where each entry may stand, in the order of the result; empty where that cannot
            be estimated.
        no_intervals: Why not.
        neighbours: Entries at neighbouring places, in the order of the result.
        step: What weights of criteria were moved by.
        level: The share of draws that an interval holds, and that an order has to reach.
        draws: How many draws there were.
        seed: What they were drawn from: equal seeds give equal draws.
    """

    result: Result
    winners: tuple[str, ...]
    labels: Mapping[str, Text]
    variations: tuple[Variation, ...]
    boundaries: tuple[Boundary, ...]
    intervals: tuple[RankInterval, ...]
    no_intervals: Text | None
    neighbours: tuple[Neighbours, ...]
    step: Fraction
    level: Fraction
    draws: int
    seed: int

    @property
    def stable(self) -> bool:
        """Whether nothing that was tried changes the winner or an award."""
        return not any(variation.changes for variation in self.variations)

    @property
    def words(self) -> tuple[Text, ...]:
        """All of it in plain sentences, the most important first."""
        close = [pair for pair in self.neighbours if pair.close]
        tried = [one for one in self.variations if one.refused is None]
        said = [verdict_words(self.winners, len(tried), sum(one.changes for one in tried))]
        for kind in dict.fromkeys(one.kind for one in self.variations):
            of_kind = [one for one in self.variations if one.kind == kind]
            said += kind_words(kind, of_kind, self.step, self.labels)
        said += (boundary_words(boundary) for boundary in self.boundaries)
        said += (neighbour_words(pair) for pair in close if pair.at_stake)
        others = sum(not pair.at_stake for pair in close)
        if others:
            said.append(other_neighbours_words(others))
        if self.no_intervals is not None:
            said.append(no_intervals_words(self.no_intervals))
        elif not close and self.neighbours:
            said.append(between(self.level))
        return tuple(said)


def robustness(
    judged: Judged,
    *,
    others: Iterable[str] = OTHERS,
    step: Fraction = Fraction(1, 20),
    level: Fraction = Fraction(9, 10),
    draws: int = 1000,
    seed: int = 1,
) -> RobustnessReport:
    """Report what a result hangs on.

    Args:
        judged: The contest.
        others: Names of the methods to compare with; its own is left out.
        step: By which share of the whole each weight of a criterion is moved, up and down, the
            others keeping their proportions; above 0 and below 1.
        level: Share of draws that an interval holds, above 0 and below 1.
        draws: How many draws the intervals are made from, 1 or more.
        seed: Of the draws.

    Raises:
        HomeroomError: The contest itself cannot be evaluated; as `evaluate`, `allot` and
            `rank_intervals`.
        ValueError: The step is not between 0 and 1.

    Source: leave-one-out, weight and method sensitivity are usual practice; for rank intervals see
    `homeroom_core.statistics.rank_intervals`.
    """
    if not 0 < step < 1:
        msg = f"the step must be above 0 and below 1: {step}"
        raise ValueError(msg)
    base = _outcome(judged)
    tried = [
        _varied(base, kind, of, moved, case)
        for kind, of, moved, case in _cases(judged, step, others)
    ]
    intervals, why = _intervals(judged, base.result, level=level, draws=draws, seed=seed)
    return RobustnessReport(
        result=base.result,
        winners=base.winners,
        labels=_labels(judged.awards),
        variations=tuple(variation for variation, _ in tried),
        boundaries=tuple(_boundaries(judged, base, [one for _, one in tried if one is not None])),
        intervals=intervals,
        no_intervals=why,
        neighbours=tuple(_neighbours(base, intervals, level)),
        step=step,
        level=level,
        draws=draws,
        seed=seed,
    )


@attrs.frozen(kw_only=True)
class _Outcome:
    """What comes of a contest, as far as it is compared."""

    result: Result
    ranks: Mapping[str, int]
    levels: Mapping[str, str]
    passed_over: frozenset[str]

    @property
    def winners(self) -> tuple[str, ...]:
        best = min(self.ranks.values(), default=0)
        return tuple(sorted(entry for entry, rank in self.ranks.items() if rank == best))


def _outcome(judged: Judged) -> _Outcome:
    result = judged.result()
    allotment = judged.allotment(result)
    levels: dict[str, str] = {}
    passed: frozenset[str] = frozenset()
    if allotment is not None:
        levels = {entry: JURY for decision in allotment.open for entry in decision.candidates}
        levels |= {award.entry: award.level for award in allotment.awards}
        passed = frozenset(one.entry for one in allotment.passed_over)
    ranks = {standing.entry: standing.rank for standing in result.standings}
    return _Outcome(result=result, ranks=ranks, levels=levels, passed_over=passed)


def _cases(
    judged: Judged, step: Fraction, others: Iterable[str]
) -> Iterator[tuple[Kind, str, Fraction | None, Judged]]:
    """Everything that is tried: the kind, what it is of, the step, and the contest with it."""
    policy = judged.policy
    for judge in judged.judges:
        cards = tuple(card for card in judged.cards if card.judge != judge)
        # The fewest judges that the rules ask for are no reason not to look at one fewer.
        fewer = attrs.evolve(policy, minimum_panel=1)
        yield "judge", judge, None, attrs.evolve(judged, cards=cards, policy=fewer)
    for criterion, moved, rubric in _reweighted(judged.rubric, step):
        yield "weight", criterion, moved, attrs.evolve(judged, rubric=rubric)
    if policy.method == "weighted":
        for judge, by, weighed in _weights_of_judges(judged):
            yield "judge_weight", judge, by, attrs.evolve(judged, policy=weighed)
    for name in others:
        if name != policy.method:
            other = attrs.evolve(policy, method=name, parameters={})
            yield "method", name, None, attrs.evolve(judged, policy=other)


def _varied(
    base: _Outcome, kind: Kind, of: str, step: Fraction | None, case: Judged
) -> tuple[Variation, _Outcome | None]:
    label = _label(kind, of, case)
    try:
        found = _outcome(case)
    except HomeroomError as error:
        return Variation(kind=kind, of=of, step=step, label=label, refused=error.text), None
    awards = tuple(
        AwardChange(entry=entry, before=base.levels.get(entry), after=found.levels.get(entry))
        for entry in base.ranks
        if base.levels.get(entry) != found.levels.get(entry)
    )
    variation = Variation(
        kind=kind,
        of=of,
        step=step,
        label=label,
        winners=found.winners,
        winner_changes=found.winners != base.winners,
        awards=awards,
        moved=max((abs(base.ranks[e] - found.ranks[e]) for e in base.ranks), default=0),
    )
    return variation, found


def _label(kind: Kind, of: str, case: Judged) -> Text | None:
    if kind == "weight":
        return case.rubric.by_id[of].label
    return {m.name: m.label for m in case.methods}.get(of) if kind == "method" else None


def _labels(awards: AwardPolicy | None) -> dict[str, Text]:
    levels = awards.levels if awards is not None else ()
    return {**{level.id: level.label for level in levels}, JURY: TO_THE_JURY}


def _reweighted(rubric: Rubric, step: Fraction) -> Iterator[tuple[str, Fraction, Rubric]]:
    """The rubric with the share of one criterion of the first level moved, where there is a choice.

    Below a first level of one criterion, that of the next level counts.
    """
    criteria = _siblings(rubric.criteria)
    worth = {c.id: c.weight * Fraction(c.maximum) for c in criteria}
    whole = sum(worth.values(), Fraction(0))
    shares = {id: points / whole for id, points in worth.items()}
    if len(shares) < 2:
        return
    for id, share in shares.items():
        for moved in (step, -step):
            new = share + moved
            if not 0 < new < 1:
                continue
            rest = (1 - new) / (1 - share)
            varied = tuple(
                attrs.evolve(c, weight=c.weight * (new / share if c.id == id else rest))
                for c in criteria
            )
            yield id, moved, attrs.evolve(rubric, criteria=_in_place(rubric.criteria, varied))


def _siblings(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    while len(criteria) == 1 and criteria[0].children:
        criteria = criteria[0].children
    return criteria


def _in_place(
    criteria: tuple[Criterion, ...], varied: tuple[Criterion, ...]
) -> tuple[Criterion, ...]:
    if len(criteria) == 1 and criteria[0].children:
        return (attrs.evolve(criteria[0], children=_in_place(criteria[0].children, varied)),)
    return varied


def _weights_of_judges(judged: Judged) -> Iterator[tuple[str, Fraction, ScoringPolicy]]:
    policy = judged.policy
    otherwise = policy.parameters.get("otherwise", 1)
    listed = policy.parameters.get("weights", {})
    for judge in judged.judges:
        for moved in (1, -1):
            weight = listed.get(judge, otherwise) + moved
            if weight >= 0:
                parameters = {**policy.parameters, "weights": {**listed, judge: weight}}
                yield judge, Fraction(moved), attrs.evolve(policy, parameters=parameters)


def _intervals(
    judged: Judged, result: Result, *, level: Fraction, draws: int, seed: int
) -> tuple[tuple[RankInterval, ...], Text | None]:
    """Rank intervals by the model of severity, whatever the method, or why there are none."""
    if not result.standings:
        return (), None
    ratings = judged.ratings(result)
    refusals = refuse_severity(ratings)
    if refusals:
        return (), refusals[0].text
    order = [standing.entry for standing in result.standings]
    fit = fit_severity(ratings)
    return rank_intervals(fit, seed=seed, draws=draws, level=level, order=order), None


def _neighbours(
    base: _Outcome, intervals: Sequence[RankInterval], level: Fraction
) -> Iterator[Neighbours]:
    by_entry = {interval.entry: interval for interval in intervals}
    for first, second in pairwise(base.result.standings):
        interval = by_entry.get(first.entry)
        if interval is None or interval.ahead_of_next is None or first.rank == second.rank:
            continue
        yield Neighbours(
            first=first.entry,
            second=second.entry,
            first_rank=first.rank,
            second_rank=second.rank,
            ahead=interval.ahead_of_next,
            close=interval.ahead_of_next < level,
            at_stake=first.rank <= PODIUM
            or base.levels.get(first.entry) != base.levels.get(second.entry),
        )


def _boundaries(judged: Judged, base: _Outcome, found: Sequence[_Outcome]) -> Iterator[Boundary]:
    if judged.awards is None or judged.awards.by_group:  # every group has lines of its own
        return
    points = {standing.entry: standing.ranked_on for standing in base.result.standings}
    above: set[str] = set()
    for level in judged.awards.levels:
        above.add(level.id)
        inside = _at(base, above)
        outside = points.keys() - inside - base.passed_over
        if not inside or not outside:
            continue
        least, most = min(points[e] for e in inside), max(points[e] for e in outside)
        yield Boundary(
            level=level.id,
            label=level.label,
            last=tuple(sorted(e for e in inside if points[e] == least)),
            following=tuple(sorted(e for e in outside if points[e] == most)),
            margin=least - most,
            tried=len(found),
            crossed=sum(_at(one, above) != inside for one in found),
        )


def _at(outcome: _Outcome, levels: set[str]) -> set[str]:
    return {entry for entry, level in outcome.levels.items() if level in levels}
