"""The links a tie-break chain may name besides `criterion`; a plugin adds others by `tie_breaker`.

Each sees only the entries that are still tied and answers with a value for each of them, the higher
the better; where it cannot compare all of them it parts nobody. All compare what judges' cards are
worth, step by step as the rubric and the rounding have it.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from hashlib import sha256
from statistics import median as middle_of

from homeroom_core.parameters import Parameter
from homeroom_core.ranking import Group
from homeroom_core.scoring import Score, ScoringRequest, TieBreaker, tie_breaker
from homeroom_core.text import Text

Worth = Mapping[str, Mapping[str, Fraction]]
"""From tied entry to judge to what the card is worth."""


@tie_breaker("median", label=Text("中位数高者列前", "中位數高者列前", "The higher median"))
def median(
    request: ScoringRequest, _scores: Mapping[str, Score], group: Group
) -> Mapping[str, Fraction]:
    """The higher median of the judges' cards; with an even number, the mean of the middle two."""
    return _each(request, group, lambda cards: middle_of(cards.values()))


@tie_breaker(
    "fewer_low_marks",
    label=Text("低分少者列前", "低分少者列前", "Fewer low marks"),
    of=Parameter(
        name="of",
        kind="ratio",
        default=Fraction(6, 10),
        label=Text(
            "低于满分的多少算低分", "低於滿分的多少算低分", "below which share of the full marks"
        ),
    ),
)
def fewer_low_marks(
    request: ScoringRequest, _scores: Mapping[str, Score], group: Group
) -> Mapping[str, Fraction]:
    """The smaller share of cards below a share of the full marks; `of` says which, 6/10 if not."""
    if request.lower_is_better:  # a place is no share of anything
        return dict.fromkeys(group, Fraction(0))
    bound = Fraction(request.rubric.total) * request.of
    return _each(
        request, group, lambda cards: -Fraction(sum(c < bound for c in cards.values()), len(cards))
    )


@tie_breaker(
    "head_to_head",
    label=Text("较多评委认为更好者列前", "較多評委認為更好者列前", "Preferred by more judges"),
)
def head_to_head(
    request: ScoringRequest, _scores: Mapping[str, Score], group: Group
) -> Mapping[str, Fraction]:
    """How many of the other tied entries more judges place behind it than before it.

    Only judges of both entries are asked; preferences in a circle part nobody.
    """
    worth = _worth(request, group)

    def beats(one: str, other: str) -> bool:
        both = worth[one].keys() & worth[other].keys()
        ahead = sum(worth[one][judge] > worth[other][judge] for judge in both)
        return ahead > sum(worth[one][judge] < worth[other][judge] for judge in both)

    return {one: Fraction(sum(beats(one, other) for other in group)) for one in group}


@tie_breaker(
    "head_judge",
    label=Text("以评委组长评分为准", "以評委組長評分為準", "The head judge's card"),
    needs=("head_judge",),
)
def head_judge(
    request: ScoringRequest, _scores: Mapping[str, Score], group: Group
) -> Mapping[str, Fraction]:
    """The higher card of the judge who presides; parts nobody if one of the entries has none."""
    judge = request.head_judge
    worth = _worth(request, group)
    if judge is None or any(judge not in cards for cards in worth.values()):
        return dict.fromkeys(group, Fraction(0))
    return {entry: worth[entry][judge] for entry in group}


@tie_breaker("lots", label=Text("抽签决定", "抽籤決定", "Drawing lots"), needs=("seed",))
def lots(
    request: ScoringRequest, _scores: Mapping[str, Score], group: Group
) -> Mapping[str, Fraction]:
    """Lots drawn from the recorded seed; whoever is drawn first is the best.

    The lots are the SHA-256 digests of `SEED/lots/ENTRY`, the lowest first: anybody can draw them
    again. Fair only with a seed that was made public before anybody knew of the tie.
    """
    drawn = sorted(
        group, key=lambda entry: sha256(f"{request.seed}/lots/{entry}".encode()).digest()
    )
    return {entry: Fraction(len(drawn) - place) for place, entry in enumerate(drawn)}


SHIPPED_TIE_BREAKERS: tuple[TieBreaker, ...] = (
    median,
    fewer_low_marks,
    head_to_head,
    head_judge,
    lots,
)
"""All tie-breakers that are always there, in the order a list of choices shows them."""


def _worth(request: ScoringRequest, group: Group) -> Worth:
    entrants = {entrant.id: entrant for entrant in request.entrants}
    sign = -1 if request.lower_is_better else 1
    return {
        entry: {
            card.judge: sign * request.card_step(entrants[entry], card).value
            for card in request.by_entry[entry]
        }
        for entry in group
    }


def _each(
    request: ScoringRequest, group: Group, value: Callable[[Mapping[str, Fraction]], Fraction]
) -> dict[str, Fraction]:
    worth = _worth(request, group)
    if not all(worth.values()):
        return dict.fromkeys(group, Fraction(0))
    return {entry: value(cards) for entry, cards in worth.items()}
