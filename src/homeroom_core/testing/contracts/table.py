"""The one table of all contracts: what is checked of whatever a plugin contributes."""

from collections.abc import Mapping
from typing import Any

from homeroom_core.provided import Family
from homeroom_core.testing.contracts.award_policies import AWARD_POLICY_CONTRACT
from homeroom_core.testing.contracts.calendars import CALENDAR_CONTRACT
from homeroom_core.testing.contracts.computed_criteria import COMPUTED_CRITERION_CONTRACT
from homeroom_core.testing.contracts.exporters import EXPORTER_CONTRACT
from homeroom_core.testing.contracts.hook_functions import NOTIFY_CONTRACT, VETO_CONTRACT
from homeroom_core.testing.contracts.importers import IMPORTER_CONTRACT
from homeroom_core.testing.contracts.law import Contract
from homeroom_core.testing.contracts.lifecycles import LIFECYCLE_CONTRACT
from homeroom_core.testing.contracts.rule_sets import RULE_SET_CONTRACT
from homeroom_core.testing.contracts.scoring_methods import SCORING_METHOD_CONTRACT
from homeroom_core.testing.contracts.sheets import RUBRIC_CONTRACT, SHEET_CONTRACT
from homeroom_core.testing.contracts.storage_backends import STORAGE_CONTRACT
from homeroom_core.testing.contracts.tie_breakers import TIE_BREAKER_CONTRACT

CONTRACTS: Mapping[Family[Any], Contract] = {
    contract.family: contract
    for contract in (
        SCORING_METHOD_CONTRACT,
        TIE_BREAKER_CONTRACT,
        SHEET_CONTRACT,
        RUBRIC_CONTRACT,
        COMPUTED_CRITERION_CONTRACT,
        LIFECYCLE_CONTRACT,
        VETO_CONTRACT,
        NOTIFY_CONTRACT,
        AWARD_POLICY_CONTRACT,
        RULE_SET_CONTRACT,
        CALENDAR_CONTRACT,
        IMPORTER_CONTRACT,
        EXPORTER_CONTRACT,
        STORAGE_CONTRACT,
    )
}
"""For each family its contract, in the order in which they are tried."""
