"""Sheets: what real schools fill in, and what each comes to, exactly and with its trace.

A judged rubric, a deduction ledger, merit points, and a composite that weighs several sources and
sheets into one result. `homeroom_core.sheets.evaluation` is the way in.
"""
