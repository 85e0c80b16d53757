"""The one table of all contracts: what is checked of whatever a plugin contributes."""

from collections.abc import Mapping
from typing import Any

from homeroom_core.provided import Family
from homeroom_core.testing.contracts.law import Contract
from homeroom_core.testing.contracts.scoring_methods import SCORING_METHOD_CONTRACT

CONTRACTS: Mapping[Family[Any], Contract] = {
    contract.family: contract for contract in (SCORING_METHOD_CONTRACT,)
}
"""For each family its contract, in the order in which they are tried."""
