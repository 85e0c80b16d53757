"""Who gets a prize."""

from fractions import Fraction

import attrs
from homeroom_core.awarding import AwardRequest, give
from homeroom_core.provided import Origin

from homeroom_plugins.scaffold.kinds.award import PRIZES


@attrs.frozen
class Placed:
    """An entry with its place."""

    entry: str
    rank: int
    ranked_on: Fraction


def test_shares_are_rounded_down_and_a_class_gets_one() -> None:
    standings = [Placed(f"entry-{rank}", rank, Fraction(100 - rank)) for rank in range(1, 11)]
    units = {one.entry: one.entry for one in standings} | {"entry-2": "entry-1"}
    request = AwardRequest(
        policy=PRIZES.policy, standings=standings, field_size=len(standings), units=units
    )
    made = give(request, PRIZES, Origin("sample_plugin", "1"))
    assert {one.entry: one.level for one in made.awards} == {
        "entry-1": "first",
        "entry-3": "second",
        "entry-4": "second",
        "entry-5": "second",
    }
