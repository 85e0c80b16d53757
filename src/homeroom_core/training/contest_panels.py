"""Panels of a contest in which not every judge scores every entry: what to ask for, what fits.

`homeroom_core.panels` works panels out; here a contest says what it knows of its judges and
entries, and what panels it accepts.
"""

from collections.abc import Iterator, Mapping, Sequence

from homeroom_core.errors import ErasedError, RecordNotFoundError, Refusal
from homeroom_core.panels.request import EntryDemand, JudgeOffer, PanelConflict, PanelRequest
from homeroom_core.record import Reader
from homeroom_core.statistics.connectivity import panel_subsets
from homeroom_core.text import listing
from homeroom_core.training.conflict import WAIVABLE
from homeroom_core.training.contest_reasons import (
    ENTRY_UNASSIGNED,
    IN_CONFLICT,
    NOT_ON_PANEL,
    PANELS_APART,
    TOO_FEW_JUDGES,
    TWICE_ON_PANEL,
    UNKNOWN_ENTRY,
)
from homeroom_core.training.contest_records import Contest
from homeroom_core.training.contest_scoring import entries_of
from homeroom_core.training.person import Person

Panels = Mapping[str, Sequence[str]]
"""From entry to the judges who score it."""


def panel_request(
    contest: Contest, reader: Reader, *, per_entry: int, waive: bool = True
) -> PanelRequest:
    """What `homeroom_core.panels.assignment.assign_panels` is asked for a contest.

    Judges are those of the panel, with the years and the grade group of their person record where
    they have one; an entry comes from its contestant's grade group. Conflicts are those recorded
    and not waived; only those of a kind that may be waived are offered for waiving.

    Args:
        contest: The contest, with its panel.
        reader: Of entries and persons.
        per_entry: How many judges each entry gets.
        waive: Whether conflicts may be waived where an entry cannot be judged otherwise.

    Raises:
        InputError: There are no entries, or `per_entry` is below 1.
    """
    entries = entries_of(contest, reader)
    ids = {entry.id for entry in entries}
    return PanelRequest(
        judges=tuple(_offer(judge, reader) for judge in sorted(contest.judges)),
        entries=tuple(EntryDemand(e.id, _grade(e.contestant, reader)) for e in entries),
        per_entry=per_entry,
        conflicts=tuple(
            PanelConflict(
                judge=c.judge, entry=c.entry, kind=str(c.kind), waivable=c.kind in WAIVABLE
            )
            for c in contest.conflicts
            if c.waived_by is None and c.entry in ids and c.judge in contest.judges
        ),
        waive=waive,
        connected=not contest.awards.by_group,
    )


def refuse_panels(contest: Contest, reader: Reader, panels: Panels) -> Iterator[Refusal]:
    """Every reason why these panels cannot be those of a contest.

    Each entry has enough judges of the panel, each once, none in a conflict that was not waived;
    and the panels hang together, unless awards are given within groups. No panels at all means that
    the whole panel scores everything.
    """
    if not panels:
        return
    entries = [entry.id for entry in entries_of(contest, reader)]
    for entry in sorted(panels.keys() - set(entries)):
        yield UNKNOWN_ENTRY(measured=entry, required=listing(entries))
    for entry in entries:
        if entry in panels:
            yield from _refuse_panel(contest, entry, panels[entry])
        else:
            yield ENTRY_UNASSIGNED(measured=entry)
    subsets = panel_subsets({entry: tuple(judges) for entry, judges in panels.items() if judges})
    if len(subsets) > 1 and not contest.awards.by_group:
        yield PANELS_APART(measured=len(subsets), which=listing(s.text for s in subsets))


def _refuse_panel(contest: Contest, entry: str, judges: Sequence[str]) -> Iterator[Refusal]:
    for judge in sorted(set(judges)):
        if judges.count(judge) > 1:
            yield TWICE_ON_PANEL(measured=judge)
        if judge not in contest.judges:
            yield NOT_ON_PANEL(measured=judge, required=listing(sorted(contest.judges)))
    for conflict in contest.conflicts:
        if conflict.entry == entry and conflict.judge in judges and not conflict.waived_by:
            yield IN_CONFLICT(measured=conflict.judge, entry=entry, conflict=conflict.kind)
    found, needed = len(set(judges)), contest.minimum_judges
    if found < needed:
        yield TOO_FEW_JUDGES(entry=entry, measured=found, required=needed)


def _offer(judge: str, reader: Reader) -> JudgeOffer:
    person = _person(judge, reader)
    if person is None:
        return JudgeOffer(id=judge)
    years = person.details.homeroom_years
    return JudgeOffer(id=judge, group=person.details.grade, experience=int(years or 0))


def _grade(person: str, reader: Reader) -> str:
    found = _person(person, reader)
    return found.details.grade if found is not None else ""


def _person(id: str, reader: Reader) -> Person | None:
    try:
        return reader.get(Person, id)
    except (RecordNotFoundError, ErasedError):  # an expert from outside has no record
        return None
