"""The five dimensions of a teacher's development: 德能勤绩廉."""

from homeroom_core.text import Term

CONDUCT = Term("conduct", "德", "德", "Conduct")
COMPETENCE = Term("competence", "能", "能", "Competence")
DILIGENCE = Term("diligence", "勤", "勤", "Diligence")
RESULTS = Term("results", "绩", "績", "Results")
INTEGRITY = Term("integrity", "廉", "廉", "Integrity")

DIMENSIONS: tuple[Term, ...] = (CONDUCT, COMPETENCE, DILIGENCE, RESULTS, INTEGRITY)
"""In the order in which the five are always named."""
