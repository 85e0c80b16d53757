"""What is looked at when a step of a contest is handed something: panels, conflicts, awards.

The lifecycle in `contest` names each of these beside its step; guards that look at the contest
alone are in `contest_guards`.
"""

from collections.abc import Iterable, Mapping

from homeroom_core.act import Act
from homeroom_core.award import settle
from homeroom_core.change import change
from homeroom_core.errors import HomeroomError, RecordNotFoundError, Refusal
from homeroom_core.text import Text, coded, listing
from homeroom_core.training.conflict import WAIVABLE
from homeroom_core.training.contest_explained import tally_again
from homeroom_core.training.contest_guards import panel_is_large_enough
from homeroom_core.training.contest_reasons import (
    AWARDS_DIFFER,
    HAS_SIGNED,
    JUDGE_COMPETES,
    NO_DECISION,
    NO_PREFIX,
    NO_RECEIVER,
    NOBODY_RECOMMENDED,
    NOT_A_WINNER,
    NOT_ON_PANEL,
    NOT_WAIVABLE,
    NOTHING_OPEN,
    NUMBER_TAKEN,
    ONE_PRESIDES,
    OTHER_NOTICE,
    OWN_CONFLICT,
    PANEL_TOO_SMALL,
    RECOMMENDED_ALREADY,
    SIGNED_ALREADY,
    TOO_MANY_RECOMMENDED,
    TWICE_ON_PANEL,
    UNKNOWN_ENTRY,
)
from homeroom_core.training.contest_records import (
    AWARDED,
    ENTRY_IN,
    PUBLICISED,
    Absence,
    Conflict,
    Contest,
    ContestEntry,
    PanelMember,
    ScoreSheet,
    competes,
)
from homeroom_core.training.contest_scoring import (
    SIGNED,
    allotment_of,
    awards_in_order,
    entries_of,
    involved_in,
    proposed_lines,
)
from homeroom_core.training.notice import OPEN as NOTICE_OPEN
from homeroom_core.training.notice import Notice
from homeroom_core.training.tally import Certificate, Tally, numbered


def panel_fits(contest: Contest, act: Act, *, panel: tuple[PanelMember, ...]) -> Iterable[Refusal]:
    """Each judge once, one presiding, enough of them, none who competes; who has signed stays."""
    judges = [member.judge for member in panel]
    for judge in sorted({judge for judge in judges if judges.count(judge) > 1}):
        yield TWICE_ON_PANEL(measured=judge)
    preside = sum(member.presides for member in panel)
    if preside != 1:
        yield ONE_PRESIDES(measured=preside, required=1)
    if len(set(judges)) < contest.minimum_judges:
        yield PANEL_TOO_SMALL(measured=len(set(judges)), required=contest.minimum_judges)
    for judge in sorted(set(judges)):
        if competes(contest.id, judge, act.reader):
            yield JUDGE_COMPETES(measured=judge)
    for judge in sorted(contest.judges - set(judges)):
        if any(signed_sheets(contest, act, judge)):
            yield HAS_SIGNED(measured=judge)


def is_waivable(contest: Contest, act: Act, *, judge: str, entry: str) -> Iterable[Refusal]:
    """Only slight conflicts are waived, and nobody waives their own."""
    if judge == act.actor.id:
        yield OWN_CONFLICT(measured=judge)
    if not any(may_be_waived(c, judge, entry) for c in contest.conflicts):
        yield NOT_WAIVABLE(required=coded(WAIVABLE))


def enough_judges_stay(
    contest: Contest, act: Act, *, judge: str, entries: tuple[str, ...] = ()
) -> Iterable[Refusal]:
    """The judge is on the panel, has signed nothing there, and every entry keeps enough judges."""
    unknown = tuple(judge_and_entries(contest, act, judge, entries))
    if unknown:
        yield from unknown
        return
    for sheet in signed_sheets(contest, act, judge):
        if not entries or sheet.entry in entries:
            yield SIGNED_ALREADY(measured=judge, entry=sheet.entry)
    absence = Absence(judge=judge, entries=entries, on=act.on, reason=act.reason)
    yield from panel_is_large_enough(change(contest, absences=(*contest.absences, absence)), act)


def choices_fit(contest: Contest, _act: Act, *, choices: Mapping[str, str]) -> Refusal | None:
    """The choices are just those that were open."""
    if contest.allotment is None or not contest.allotment.open:
        return NOTHING_OPEN()
    try:
        settle(contest.allotment, choices)
    except HomeroomError as error:
        needed = listing(decision.text for decision in contest.allotment.open)
        return NO_DECISION(measured=error.text, required=needed)
    return None


def notice_fits(contest: Contest, act: Act, *, notice: str) -> Iterable[Refusal]:
    """The notice is open, about this contest, under its policy, with its list and all involved."""
    try:
        found = act.reader.get(Notice, notice)
    except RecordNotFoundError as error:
        yield OTHER_NOTICE(measured=notice, why=error.text)
        return
    problems = (
        (found.subject != contest.id, Text("对象不同", "對象不同", "it is about another record")),
        (found.state != NOTICE_OPEN, Text("不在公示中", "不在公示中", "it is not open")),
        (found.policy != contest.policy.notice,
         Text("公示天数等规定不同", "公示天數等規定不同", "it is put up under another policy")),
        (found.lines != proposed_lines(contest, act.reader),
         Text("名单不同", "名單不同", "it shows another list")),
        (not involved_in(contest, act.reader) <= found.involved,
         Text("未列明全部参与者", "未列明全部參與者", "it does not name all who are involved")),
    )  # fmt: skip
    for wrong, why in problems:
        if wrong:
            yield OTHER_NOTICE(measured=notice, why=why)


def numbers_are_free(contest: Contest, act: Act, *, number_prefix: str) -> Iterable[Refusal]:
    """There is a prefix, and no certificate of another contest has one of the numbers."""
    if not number_prefix.strip():
        yield NO_PREFIX()
    numbers = {certificate.number for certificate in certificates_of(contest, number_prefix)}
    for other in act.reader.find(Contest, state=AWARDED):
        for certificate in other.certificates:
            if certificate.number in numbers:
                yield NUMBER_TAKEN(measured=certificate.number, other=other.id)
                break


def winners_are_recommended(
    contest: Contest, act: Act, *, to: str, entries: tuple[str, ...]
) -> Iterable[Refusal]:
    """To another organization; only winners, each once, and no more than the contest allows."""
    if to == act.org or not to.strip():
        yield NO_RECEIVER(measured=to or "–")
    if not entries:
        yield NOBODY_RECOMMENDED()
    won = [certificate.entry for certificate in contest.certificates]
    for entry in sorted(set(entries) - set(won)):
        yield NOT_A_WINNER(measured=entry, required=listing(won) if won else "–")
    sent = {entry for there, entry in contest.recommended if there == to}
    for entry in sorted(sent & set(entries)):
        yield RECOMMENDED_ALREADY(measured=entry, to=to)
    most = contest.policy.recommend_at_most
    if len(sent | set(entries)) > most:
        yield TOO_MANY_RECOMMENDED(measured=len(sent | set(entries)), required=most)


def awards_stay(contest: Contest, act: Act) -> Refusal | None:
    """Once awards are put up, other arithmetic is accepted only if it changes no award."""
    if contest.state not in (PUBLICISED, AWARDED) or contest.tally is None:
        return None
    again = tally_again(contest, act.reader, act.provided)
    same = again is None or _outcome(contest, act, again) == _outcome(contest, act, contest.tally)
    return None if same else AWARDS_DIFFER()


def may_be_waived(conflict: Conflict, judge: str, entry: str) -> bool:
    """Whether a conflict is of this judge and entry, slight, and not waived yet."""
    here = (conflict.judge, conflict.entry, conflict.waived_by) == (judge, entry, None)
    return here and conflict.kind in WAIVABLE


def judge_and_entries(
    contest: Contest, act: Act, judge: str, entries: Iterable[str]
) -> Iterable[Refusal]:
    """The judge is on the panel, and the entries are in the contest."""
    if judge not in contest.judges:
        yield NOT_ON_PANEL(measured=judge, required=listing(sorted(contest.judges)))
    strange = [entry for entry in entries if not _is_in(contest, act, entry)]
    if strange:
        known = listing(entry.id for entry in entries_of(contest, act.reader))
        yield from (UNKNOWN_ENTRY(measured=entry, required=known) for entry in strange)


def signed_sheets(contest: Contest, act: Act, judge: str) -> Iterable[ScoreSheet]:
    """The sheets that a judge has signed."""
    return act.reader.find(ScoreSheet, contest=contest.id, judge=judge, state=SIGNED)


def certificates_of(contest: Contest, prefix: str) -> tuple[Certificate, ...]:
    """The certificates of the proposed awards, numbered in order of the places."""
    return numbered(awards_in_order(contest), prefix)


def _outcome(contest: Contest, act: Act, tally: Tally) -> object:
    """What a tally decides: the order of the entries, their places, and the awards."""
    made = allotment_of(change(contest, tally=tally), act.reader, act.provided)
    return [(p.entry, p.rank) for p in tally.placings], made.awards, made.open


def _is_in(contest: Contest, act: Act, entry: str) -> bool:
    try:
        found = act.reader.get(ContestEntry, entry)
    except HomeroomError:  # there is none, or its contents were erased
        return False
    return (found.contest, found.state) == (contest.id, ENTRY_IN)
