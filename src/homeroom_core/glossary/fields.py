"""All fields by name, from the tables of every subject."""

from collections.abc import Mapping

from homeroom_core.glossary.activities import ACTIVITIES
from homeroom_core.glossary.appraising import APPRAISING
from homeroom_core.glossary.everywhere import EVERYWHERE
from homeroom_core.glossary.governance import GOVERNANCE
from homeroom_core.glossary.guidance import GUIDANCE
from homeroom_core.glossary.judging import JUDGING
from homeroom_core.glossary.numbers import NUMBERS
from homeroom_core.glossary.research import RESEARCH
from homeroom_core.text import Text

TABLES = (
    EVERYWHERE,
    ACTIVITIES,
    GUIDANCE,
    GOVERNANCE,
    RESEARCH,
    JUDGING,
    APPRAISING,
    NUMBERS,
)
"""The tables; no name stands in two of them."""

FIELDS: Mapping[str, Text] = {name: text for table in TABLES for name, text in table.items()}
"""The label of every field whose name means the same in all kinds of record."""
