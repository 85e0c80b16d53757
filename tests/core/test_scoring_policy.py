from typing import Any

import pytest

from homeroom_core.codec import from_json, to_json
from homeroom_core.errors import DefinitionError
from homeroom_core.exact import Rounding
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak, by_criteria


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"method": "a b"}, "'a b' cannot be a name"),
        ({"rounding": {}}, "the rounding of 'total' must be given"),
        ({"rounding": {"total": Rounding(), "judge": Rounding()}}, "criterion, card, total"),
        ({"rank_on": "shown"}, "rank_on can only be: exact, rounded"),
        ({"ranking": "1224"}, "ranking can only be: standard, modified, dense"),
        ({"incomplete": "zero"}, "incomplete can only be: refuse, leave_out"),
        ({"minimum_panel": 0}, "minimum_panel must be 1 or more, it is 0"),
        ({"tie_break": by_criteria("form", "form")}, "criterion form stands there twice"),
    ],
)
def test_a_policy_that_cannot_work_is_refused(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        ScoringPolicy(**{"method": "mean", **fields})


def test_a_policy_survives_storage() -> None:
    policy = ScoringPolicy(
        method="weighted",
        parameters={"weights": {"j1": 2}, "level": "criterion"},
        rounding={"card": Rounding(1, "floor"), "total": Rounding(2)},
        tie_break=(*by_criteria("form"), TieBreak("seniority")),
        minimum_panel=5,
    )
    assert from_json(ScoringPolicy, to_json(policy)) == policy
