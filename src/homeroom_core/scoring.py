"""What a scoring method works on and answers: cards, requests, scores; and how one is written.

A method is a pure function over a `ScoringRequest`; it knows no storage, clock or plugin. A plugin
author writes the function and puts `@scoring_method` before it; `homeroom_core.evaluation` checks
the cards first, so a method only ever sees marks that fit the rubric.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

import attrs

from homeroom_core.criterion import Criterion, weighted_maxima
from homeroom_core.errors import Fault, InputError
from homeroom_core.exact import Rounding
from homeroom_core.parameters import Parameter, settings
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import CRITERION, Stage
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text
from homeroom_core.trace import Step, made, mark

Need = Literal["head_judge", "seed"]
"""What a tie-breaker may need beyond the cards."""

_ONE = Fraction(1)
_BAD_NAME = Text("名称“{name}”不合规", "名稱「{name}」不合規", "'{name}' cannot be a name")
_NO_LABEL = Text("缺少某种语言的名称", "缺少某種語言的名稱", "the label lacks a language")


@attrs.frozen(kw_only=True)
class Card:
    """One judge's marks for one entry, as written.

    Attributes:
        entry: Id of the entry.
        judge: Id of the judge.
        marks: From id of a leaf criterion to a decimal such as `8.5`, or to a band's id. What is
            not there was not marked.
    """

    entry: str
    judge: str
    marks: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Entrant:
    """One entry of a contest, as scoring sees it.

    Attributes:
        id: Id of the entry.
        factors: From id of a leaf criterion to what its points are multiplied by, such as the
            difficulty of a dive; 1 where nothing is said.
        not_applicable: Ids of the criteria that do not apply to this entry, for all judges.
    """

    id: str
    factors: Mapping[str, Decimal] = attrs.Factory(dict)
    not_applicable: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True)
class ScoringRequest:
    """All that a scoring method may look at.

    Attributes:
        rubric: The rubric that the cards were marked on.
        entrants: The entries, in order of their ids.
        cards: The cards that count, in order of entry and judge; all fit the rubric.
        parameters: The method's parameters, checked, with defaults filled in.
        rounding: From stage to rounding, for the stages the policy names.
        head_judge: Id of the judge who presides, if anybody does.
        seed: What lots are drawn from: public before scoring began, or empty.
        of: For a tie-breaker: what its link of the chain says it is of, checked, or its default.
    """

    rubric: Rubric
    entrants: tuple[Entrant, ...]
    cards: tuple[Card, ...]
    parameters: Mapping[str, Any] = attrs.Factory(dict)
    rounding: Mapping[str, Rounding] = attrs.Factory(dict)
    head_judge: str | None = None
    seed: str = ""
    of: Any = None

    @property
    def lower_is_better(self) -> bool:
        """Whether judges wrote places, 1 for the best: the method's parameter `given` says so."""
        return self.parameters.get("given") == "places"

    @cached_property
    def by_entry(self) -> Mapping[str, tuple[Card, ...]]:
        """The cards of each entry, in order of the judges' ids."""
        found: dict[str, list[Card]] = {entrant.id: [] for entrant in self.entrants}
        for card in sorted(self.cards, key=lambda card: (card.entry, card.judge)):
            found[card.entry].append(card)
        return {entry: tuple(cards) for entry, cards in found.items()}

    def points_of(self, entry: str) -> dict[str, dict[str, Decimal]]:
        """Points of an entry by criterion and judge; criteria in the rubric's order.

        Only what was marked is there. Factors are not applied.
        """
        cards = self.by_entry[entry]
        return {
            leaf: {
                card.judge: self.rubric.points(leaf, card.marks[leaf])
                for card in cards
                if leaf in card.marks
            }
            for leaf in self.rubric.leaves
        }

    def mark_step(self, card: Card, criterion: str) -> Step:
        """The step that reads one mark, factor not applied."""
        written = card.marks[criterion]
        return mark(card.judge, criterion, written, self.rubric.points(criterion, written))

    def weighed(self, entrant: Entrant, step: Step, criterion: str) -> Step:
        """A criterion's value times its factor, then rounded if the policy says so there."""
        if criterion in entrant.factors:
            factor = Fraction(entrant.factors[criterion])
            step = made(
                "criterion", "times", [step], factor=factor, judge=step.judge, criterion=criterion
            )
        return self.rounded("criterion", step, criterion=criterion)

    def rounded(self, stage: Stage, step: Step, *, criterion: str | None = None) -> Step:
        """The step, rounded where the policy names this stage; else the step itself."""
        rounding = self.rounding.get(stage)
        if rounding is None:
            return step
        return made(
            stage, "round", [step], rounding=rounding, judge=step.judge, criterion=criterion
        )

    def card_step(self, entrant: Entrant, card: Card) -> Step:
        """What one card is worth, step by step: factors, weights, gaps and rounding applied."""
        leaves = {
            leaf: self.weighed(entrant, self.mark_step(card, leaf), leaf)
            for leaf in self.rubric.leaves
            if leaf in card.marks
        }
        return self.rounded("card", self.tree_step(leaves, stage="card", judge=card.judge))

    def tree_step(
        self, leaves: Mapping[str, Step], *, stage: str, judge: str | None = None
    ) -> Step:
        """Leaves added up along the rubric's tree.

        Where a leaf has no step (not applicable, or optional and not marked), the rest of its group
        is scaled up to the group's maximum.

        Raises:
            ValueError: There is no leaf at all.
        """
        step = _group_step(self.rubric.criteria, self.rubric.total, leaves, stage, judge, None)
        if step is None:
            msg = "there is no marked criterion to add up"
            raise ValueError(msg)
        return step


@attrs.frozen(kw_only=True)
class Score:
    """What a method answers for one entry.

    Attributes:
        total: Points, exact; the total that is shown is rounded from it.
        trace: How it came about; `None` if the method only states it.
        judges: Ids of the judges whose cards were counted, before any trimming.
        criteria: Exact points of criteria (leaves or groups) over the panel, by id, made by the
            same rule as the total, the higher the better; ties are broken on them.
    """

    total: Fraction
    trace: Step | None = None
    judges: tuple[str, ...] | None = None
    criteria: Mapping[str, Fraction] = attrs.Factory(dict)


ScoringFunction = Callable[[ScoringRequest], Mapping[str, Fraction] | Mapping[str, Score]]
"""What a plugin author writes: from entry to its exact total, or to a `Score` with its trace."""

TieBreakFunction = Callable[
    [ScoringRequest, Mapping[str, Score], tuple[str, ...]], Mapping[str, Fraction]
]
"""From the request, all scores and the tied entries to a value for each of these, high is better."""


@takes_plain_values
@attrs.frozen(kw_only=True)
class ScoringMethod:
    """A named way from cards to totals.

    Attributes:
        name: What policies call it.
        label: What people call it.
        function: The way itself.
        parameters: What a policy may set.
        lowest_wins: Whether the lowest total is the best, as with sums of places or times.
        own_scale: Whether totals are on a scale of their own, such as counts of judges or standard
            scores. Others are measured against the rubric when the method is checked: full marks
            give its full points, or a fixed sum of them.

    Raises:
        DefinitionError: The name is no id, or a label lacks a language.
    """

    name: str
    label: Text
    function: ScoringFunction
    parameters: tuple[Parameter, ...] = ()
    lowest_wins: bool = False
    own_scale: bool = False

    def __attrs_post_init__(self) -> None:
        _check_named(self.name, self.label)

    def __call__(self, request: ScoringRequest) -> Mapping[str, Fraction] | Mapping[str, Score]:
        """Score the entrants of a request."""
        return self.function(request)

    def settings(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters to work with: what is given, defaults for the rest.

        Raises:
            InputError: A parameter is unknown or its value is not accepted; lists all faults.
        """
        faults: list[Fault] = []
        found = settings(self.parameters, given, faults)
        if faults:
            raise InputError(f"method {self.name}", tuple(faults))
        return found


@takes_plain_values
@attrs.frozen(kw_only=True)
class TieBreaker:
    """A named way to part entries that are tied; the decorator is `tie_breaker`.

    Attributes:
        name: What policies call it.
        label: What people call it.
        function: The way itself.
        of: What a link of a chain may say it is of; nothing where there is none. The function
            finds the value as `request.of`.
        needs: What it cannot do without: the `head_judge`, the `seed`, or both.

    Raises:
        DefinitionError: The name is no id or is `criterion`, or the label lacks a language.
    """

    name: str
    label: Text
    function: TieBreakFunction
    of: Parameter | None = None
    needs: tuple[Need, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_named("" if self.name == CRITERION else self.name, self.label)

    def setting(self, of: str | None) -> Any:
        """What a link is of: what it says, checked, or the default.

        Raises:
            InputError: The value is not accepted, or there is nothing to say.
        """
        parameters = () if self.of is None else (attrs.evolve(self.of, name="of"),)
        faults: list[Fault] = []
        found = settings(parameters, {} if of is None else {"of": of}, faults)
        if faults:
            raise InputError(f"tie-breaker {self.name}", tuple(faults))
        return found.get("of")


def scoring_method(
    name: str,
    *,
    label: Text,
    parameters: tuple[Parameter, ...] = (),
    lowest_wins: bool = False,
    own_scale: bool = False,
) -> Callable[[ScoringFunction], ScoringMethod]:
    """Make a function a scoring method; what may be said of it is as in `ScoringMethod`.

    Raises:
        DefinitionError: The name is no id, or the label lacks a language.

    >>> @scoring_method("best_card", label=Text("取最高", "取最高", "Best card"))
    ... def best_card(request: ScoringRequest) -> Mapping[str, Fraction]:
    ...     return {
    ...         entrant.id: max(request.card_step(entrant, card).value
    ...                         for card in request.by_entry[entrant.id])
    ...         for entrant in request.entrants
    ...     }
    >>> best_card.name
    'best_card'
    """

    def wrap(function: ScoringFunction) -> ScoringMethod:
        return ScoringMethod(
            name=name,
            label=label,
            function=function,
            parameters=parameters,
            lowest_wins=lowest_wins,
            own_scale=own_scale,
        )

    return wrap


def tie_breaker(
    name: str, *, label: Text, of: Parameter | None = None, needs: tuple[Need, ...] = ()
) -> Callable[[TieBreakFunction], TieBreaker]:
    """Make a function a tie-breaker.

    Raises:
        DefinitionError: The name is no id or is `criterion`, or the label lacks a language.

    >>> @tie_breaker("last_letter", label=Text("末位字母", "末位字母", "The last letter"))
    ... def last_letter(request, scores, group):
    ...     return {entry: Fraction(ord(entry[-1])) for entry in group}
    >>> last_letter.name
    'last_letter'
    """

    def wrap(function: TieBreakFunction) -> TieBreaker:
        return TieBreaker(name=name, label=label, function=function, of=of, needs=needs)

    return wrap


def _group_step(
    criteria: tuple[Criterion, ...],
    maximum: Decimal,
    leaves: Mapping[str, Step],
    stage: str,
    judge: str | None,
    criterion_id: str | None,
) -> Step | None:
    found = [(c, _criterion_step(c, leaves, judge)) for c in criteria]
    parts = [(c, step) for c, step in found if step is not None]
    if not parts:
        return None
    complete = len(parts) == len(criteria)  # then the maxima add up to the maximum
    weights = [c.weight for c, _ in parts]
    return made(
        stage,
        "sum",
        [step for _, step in parts],
        weights=[] if all(weight is _ONE or weight == 1 for weight in weights) else weights,
        factor=_ONE if complete else Fraction(maximum) / weighted_maxima([c for c, _ in parts]),
        judge=judge,
        criterion=criterion_id,
    )


def _criterion_step(
    criterion: Criterion, leaves: Mapping[str, Step], judge: str | None
) -> Step | None:
    if criterion.is_leaf:
        return leaves.get(criterion.id)
    below, top = criterion.children, criterion.maximum
    return _group_step(below, top, leaves, "criterion", judge, criterion.id)


def _check_named(name: str, label: Text) -> None:
    bad = None if is_code(name) else _BAD_NAME.format(name=name)
    check(f"scoring method {name}", [bad, _NO_LABEL if lacks_language(label) else None])
