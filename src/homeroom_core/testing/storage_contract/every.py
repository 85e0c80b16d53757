"""All promises of a store: importing it fills the laws."""

from homeroom_core.testing.storage_contract import (
    contents,
    documents,
    finding,
    journal,
    lasting,
    sessions,
)
from homeroom_core.testing.storage_contract.laws import LAWS

FILLED_BY = (journal, documents, finding, sessions, contents, lasting)
"""The modules whose promises stand in the laws."""

__all__ = ["FILLED_BY", "LAWS"]
