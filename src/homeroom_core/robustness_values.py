"""What a robustness report is made of: variations, lines below awards, neighbouring places."""

from fractions import Fraction
from typing import Literal

import attrs

from homeroom_core.text import Text

Kind = Literal["judge", "weight", "judge_weight", "method"]
"""What was otherwise: a judge left out, a criterion's weight, a judge's weight, the method."""


@attrs.frozen(kw_only=True)
class AwardChange:
    """An entry whose award would be another: ids of levels, `jury` for an open decision, or none."""

    entry: str
    before: str | None
    after: str | None


@attrs.frozen(kw_only=True)
class Variation:
    """The contest once more, with one thing otherwise.

    Attributes:
        kind: What was otherwise.
        of: Id of the judge or criterion, or name of the method.
        step: What the weight was moved by: a share of the whole for a criterion, whole weights for
            a judge.
        winners: Who would be first.
        winner_changes: Whether that is somebody else than it is.
        awards: Whose award would be another.
        moved: The most places that any entry would move.
        refused: Why it cannot be tried; then nothing else is said.
        label: What people call the criterion or the method; a judge goes by the id.
    """

    kind: Kind
    of: str
    step: Fraction | None = None
    winners: tuple[str, ...] = ()
    winner_changes: bool = False
    awards: tuple[AwardChange, ...] = ()
    moved: int = 0
    refused: Text | None = None
    label: Text | None = None

    @property
    def changes(self) -> bool:
        """Whether the winner or an award would be another."""
        return self.winner_changes or bool(self.awards)


@attrs.frozen(kw_only=True)
class Boundary:
    """The line below a level of award.

    Attributes:
        level: Id of the level.
        label: What people call it.
        last: Who has it, or a higher one, with the fewest points.
        following: Who has neither with the most points; those passed over are not counted.
        margin: By how many points the former are ahead.
        tried: How many variations could be tried.
        crossed: In how many of them the line would run between others.
    """

    level: str
    label: Text
    last: tuple[str, ...]
    following: tuple[str, ...]
    margin: Fraction
    tried: int
    crossed: int


@attrs.frozen(kw_only=True)
class Neighbours:
    """Two entries at neighbouring places, and how sure their order is.

    Attributes:
        first: The better one.
        second: The other.
        first_rank: Its place.
        second_rank: The place of the other.
        ahead: Share of the draws in which the first is ahead.
        close: Whether that is less than the level asked for: the two are closer than the judges
            agree.
        at_stake: Whether their order decides one of the first three places or an award.
    """

    first: str
    second: str
    first_rank: int
    second_rank: int
    ahead: Fraction
    close: bool
    at_stake: bool
