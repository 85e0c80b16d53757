"""The laws of scoring methods: importing this fills their contract, module by module."""

from homeroom_core.testing.contracts import (
    scoring_answers,
    scoring_direction,
    scoring_equality,
    scoring_points,
)
from homeroom_core.testing.contracts.scoring_contract import SCORING_METHOD_CONTRACT

FILLED_BY = (scoring_answers, scoring_direction, scoring_equality, scoring_points)
"""The modules whose laws stand in the contract, in their order."""

__all__ = ["FILLED_BY", "SCORING_METHOD_CONTRACT"]
