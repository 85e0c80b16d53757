from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from rating_tables import RUBRIC, contest_of, tables

from homeroom_core.evaluation import evaluate
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak
from homeroom_core.statistics.ratings import Points
from homeroom_core.tie_breakers import SHIPPED_TIE_BREAKERS

PLAIN = ScoringPolicy(method="mean")
CHAINS = st.lists(st.sampled_from([breaker.name for breaker in SHIPPED_TIE_BREAKERS]), unique=True)
MORE: dict[str, Any] = {"head_judge": "j0", "seed": "2025"}


@settings(max_examples=50)
@given(tables(), CHAINS)
def test_who_is_better_stays_better_and_the_order_of_cards_does_not_matter(
    table: Points, names: list[str]
) -> None:
    entrants, cards = contest_of(table)
    policy = attrs.evolve(PLAIN, tie_break=tuple(map(TieBreak, names)))
    found = evaluate(policy, RUBRIC, entrants, cards, **MORE)
    plain = {s.entry: s.rank for s in evaluate(PLAIN, RUBRIC, entrants, cards).standings}
    parted = {s.entry: s.rank for s in found.standings}
    assert all(parted[a] < parted[b] for a in plain for b in plain if plain[a] < plain[b])
    assert evaluate(policy, RUBRIC, entrants[::-1], cards[::-1], **MORE) == found


@settings(max_examples=50)
@given(tables())
def test_lots_part_everybody(table: Points) -> None:
    policy = attrs.evolve(PLAIN, tie_break=(TieBreak("lots"),))
    found = evaluate(policy, RUBRIC, *contest_of(table), **MORE)
    assert [s.rank for s in found.standings] == list(range(1, len(table) + 1))
