"""What has to hold before the steps of a contest: its guards, each a rule of the contest."""

from collections.abc import Iterable, Sequence

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.dates import day_after
from homeroom_core.eligibility import judge_rules
from homeroom_core.errors import (
    ErasedError,
    HomeroomError,
    InputError,
    RecordNotFoundError,
    Refusal,
    UnknownError,
)
from homeroom_core.evaluation_checks import chain_faults, policy_faults
from homeroom_core.families import SCORING_METHODS, TIE_BREAKERS
from homeroom_core.scoring_policy import CRITERION, TieBreak
from homeroom_core.text import listing
from homeroom_core.training.contest_reasons import (
    DEADLINE_PAST,
    HAS_AWARDS,
    NO_ENTRIES,
    NO_PRELIMINARY,
    NO_TITLE,
    NOT_RECOUNTED,
    NOT_SCORABLE,
    NOT_UPHELD,
    NOTICE_DIFFERS,
    NOTICE_NOT_CLOSED,
    OPEN_DECISION,
    POLICY_UNFIT,
    PRELIMINARY_OPEN,
    RULES_UNFIT,
    SAME_PERSON,
    SHEETS_MISSING,
    STILL_CALLED,
    TOO_FEW_JUDGES,
)
from homeroom_core.training.contest_records import (
    AWARDED,
    PROPOSED,
    PUBLICISED,
    Contest,
    contest_state,
)
from homeroom_core.training.contest_scoring import (
    entries_of,
    judges_of,
    missing_sheets,
    proposed_lines,
    sheets_of,
    sheets_to_recount,
    standings_of,
)
from homeroom_core.training.notice import CLOSED as NOTICE_CLOSED
from homeroom_core.training.notice import VOID as NOTICE_VOID
from homeroom_core.training.notice import Notice
from homeroom_core.training.notice import notice as notices
from homeroom_core.training.tally import award_policy_gap


def has_title(contest: Contest, _act: Act) -> Refusal | None:
    """It has a title."""
    return None if contest.title.strip() else NO_TITLE()


def policy_fits(contest: Contest, act: Act) -> Iterable[Refusal]:
    """The scoring policy can work with the rubric; all that it and the awards name is there."""
    gap = award_policy_gap(contest.awards, act.provided)
    if gap is not None:
        yield POLICY_UNFIT(measured=gap[0], required=gap[1])
    yield from _chain_fits(contest, act, contest.scoring.tie_break, "tie_break")
    yield from _chain_fits(contest, act, contest.awards.cut_break, "awards.cut_break")
    try:
        method = act.provided(SCORING_METHODS, contest.scoring.method)
    except UnknownError as error:
        yield POLICY_UNFIT(measured=contest.scoring.method, required=listing(error.known))
        return
    for fault in policy_faults(change(contest.scoring, tie_break=()), contest.rubric, method):
        yield POLICY_UNFIT(measured=f"{fault.where}: {fault.found}", required=fault.accepted)


def _chain_fits(
    contest: Contest, act: Act, links: Sequence[TieBreak], place: str
) -> Iterable[Refusal]:
    breakers = {}
    for at, link in enumerate(links):
        try:
            if link.by != CRITERION:
                breakers[link.by] = act.provided(TIE_BREAKERS, link.by)
        except UnknownError as error:
            known = listing((CRITERION, *error.known))
            yield POLICY_UNFIT(measured=f"{place}[{at}]: {link}", required=known)
    for fault in chain_faults(links, contest.rubric, breakers, place=place):
        yield POLICY_UNFIT(measured=f"{fault.where}: {fault.found}", required=fault.accepted)


def rules_fit(contest: Contest, _act: Act) -> Refusal | None:
    """The rules of entry can be judged together."""
    try:
        judge_rules(contest.rules.rules if contest.rules else (), {})
    except InputError as error:
        return RULES_UNFIT(measured=error.text)
    return None


def deadline_ahead(contest: Contest, act: Act) -> Refusal | None:
    """There is time to enter: the deadline is today or later."""
    if contest.deadline >= act.on:
        return None
    return DEADLINE_PAST(measured=contest.deadline, required=act.on)


def preliminary_is_over(contest: Contest, act: Act) -> Refusal | None:
    """A final is called once the winners of its preliminary contest are known."""
    if not contest.follows:
        return None
    try:
        before = act.reader.get(Contest, contest.follows)
    except (RecordNotFoundError, ErasedError):
        return NO_PRELIMINARY(measured=contest.follows)
    if before.state == AWARDED:
        return None
    return PRELIMINARY_OPEN(measured=before.id, state=contest_state(before.state))


def deadline_has_passed(contest: Contest, act: Act) -> Refusal | None:
    """Nobody loses days that the call promised."""
    if act.on > contest.deadline:
        return None
    return STILL_CALLED(measured=contest.deadline, when=day_after(contest.deadline))


def has_entries(contest: Contest, act: Act) -> Refusal | None:
    """Somebody has entered."""
    return None if entries_of(contest, act.reader) else NO_ENTRIES()


def panel_is_large_enough(contest: Contest, act: Act) -> Iterable[Refusal]:
    """Every entry keeps enough judges after recusals and absences."""
    needed = contest.minimum_judges
    for entry in entries_of(contest, act.reader):
        judges = judges_of(contest, entry.id)
        if len(judges) < needed:
            yield TOO_FEW_JUDGES(entry=entry.id, measured=len(judges), required=needed)


def no_sheet_missing(contest: Contest, act: Act) -> Refusal | None:
    """Every judge has signed a sheet for every entry they score."""
    missing = missing_sheets(contest, act.reader)
    if not missing:
        return None
    which = listing(f"{entry}/{judge}" for entry, judge in missing[:10])
    return SHEETS_MISSING(measured=len(missing), which=which)


def can_be_scored(contest: Contest, act: Act) -> Refusal | None:
    """The method gives standings for the sheets as they are."""
    if missing_sheets(contest, act.reader) or any(panel_is_large_enough(contest, act)):
        return None  # said already, and the method would only say it again
    try:
        standings_of(contest, act.reader, act.provided)
    except HomeroomError as error:
        return NOT_SCORABLE(measured=error.text)
    return None


def counted_by_second_person(contest: Contest, act: Act) -> Iterable[Refusal]:
    """Enough sheets were counted again, and not by whoever made the tally."""
    if contest.tally is not None and contest.tally.by == act.actor.id:
        yield SAME_PERSON()
    left = sheets_to_recount(contest, sheets_of(contest, act.reader))
    if left:
        yield NOT_RECOUNTED(measured=len(left), which=listing(left[:10]))


def is_settled(contest: Contest, _act: Act) -> Refusal | None:
    """No tie at the cut waits for the jury."""
    if contest.allotment is None or not contest.allotment.open:
        return None
    return OPEN_DECISION(measured=listing(d.text for d in contest.allotment.open))


def notice_has_closed(contest: Contest, act: Act) -> Iterable[Refusal]:
    """The public notice has closed, on the list that is proposed."""
    notice = act.reader.get(Notice, contest.notice or "-")
    if notice.state != NOTICE_CLOSED:
        yield NOTICE_NOT_CLOSED(measured=notices.state(notice.state))
    if notice.lines != proposed_lines(contest, act.reader):
        yield NOTICE_DIFFERS()


def objection_was_upheld(contest: Contest, act: Act) -> Refusal | None:
    """Once there is a notice, scoring is only reopened for an objection that was upheld.

    A notice that was declared void leads nowhere any more, so then it is reopened as well.
    """
    if contest.state != PUBLICISED:
        return None
    notice = act.reader.get(Notice, contest.notice or "-")
    return None if notice.upheld_now or notice.state == NOTICE_VOID else NOT_UPHELD()


def awards_nothing(contest: Contest, _act: Act) -> Refusal | None:
    """A contest with a result is called off only when the result gives nobody an award."""
    if contest.state != PROPOSED or contest.allotment is None:
        return None
    given = sum(line.given + line.open for line in contest.allotment.lines)
    return HAS_AWARDS(measured=given) if given else None
