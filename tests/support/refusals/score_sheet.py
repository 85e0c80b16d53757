"""Attempts at the steps of a score sheet, made wrongly and made rightly."""

from decimal import Decimal
from typing import Any

from contests import (
    ENTRIES,
    JUDGES,
    SUPERVISOR,
    a_contest,
    a_sheet,
    an_act,
    creating,
    refusals,
    tallied,
)

from homeroom_core.errors import Refusal
from homeroom_core.people import Actor
from homeroom_core.training import contest_records as r
from homeroom_core.training import score_sheet as s
from refusals import case
from refusals.contest import conflict


def begin(
    by: Actor = JUDGES[1], state: str = r.SCORING, records: Any = ENTRIES, **more: Any
) -> tuple[Refusal, ...]:
    given = {"contest": "contest-1", "entry": "entry-1", "judge": "judge-2", **more}
    contest = a_contest(state, conflicts=(conflict(2, 3),))
    return creating(s.begin, an_act(by, contest, *records), **given)


case("score_sheet.no_contest", lambda it: begin(contest=it), "contest-9", "contest-1")
case("score_sheet.not_scoring", lambda state: begin(state=state), r.DRAWN, r.REOPENED)
case("score_sheet.not_theirs", lambda entry: begin(entry=entry), "entry-3", "entry-2")
case("score_sheet.entry_not_in", lambda entry: begin(entry=entry), "entry-9", "entry-1")
case(
    "score_sheet.two_sheets",
    lambda state: begin(records=(*ENTRIES, a_sheet(1, 2, state))),
    s.OPEN,
    s.VOID,
)
case(
    "score_sheet.bad_total",
    lambda total: refusals(
        a_sheet(),
        s.recount,
        an_act(SUPERVISOR, tallied(), *ENTRIES),
        total=Decimal(total),
    ),
    "NaN",
    "16",
)
case("mark.unknown_criterion", lambda leaf: begin(marks={leaf: "8"}), "z", "a")


def on_paper(step: Any, state: str = s.OPEN, of: str = r.SCORING, **marks: str) -> Any:
    """A step on a sheet with these marks, in a contest in this state."""
    sheet = a_sheet(1, 2, state, marks=marks or {"a": "8", "b": "8"})

    def attempt(**given: Any) -> tuple[Refusal, ...]:
        by = SUPERVISOR if step is s.recount else JUDGES[1]
        return refusals(sheet, step, an_act(by, a_contest(of), *ENTRIES), **given)

    return attempt


case(
    "mark.out_of_range",
    lambda mark: on_paper(s.mark)(marks={"a": mark}),
    "11",
    "10",
)
case("mark.missing", lambda marks: on_paper(s.sign, **marks)(), {"a": "8"}, {"a": "8", "b": "8"})
case(
    "score_sheet.not_scoring",
    lambda state: on_paper(s.recount, r.SHEET_SIGNED, state)(total=Decimal(16)),
    r.SCORING,
    r.SCORED,
)
