"""What is looked at before a step of a forum, and when one is handed something."""

from collections.abc import Iterable
from datetime import date

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.errors import Refusal
from homeroom_core.text import Text, coded, listing
from homeroom_core.training.attendance import by_part, guests_are_counted, signing_in, striking
from homeroom_core.training.deidentify import identifying
from homeroom_core.training.forum_reasons import (
    BAD_BALLOT,
    CALLED_LATE,
    CLOSED,
    CLOSES_OUTSIDE,
    COUNTED,
    DAY_PAST,
    EMPTY_CONTRIBUTION,
    FEW_VOTERS,
    MORE_BALLOTS,
    NO_BALLOT,
    NO_CANDIDATES,
    NO_CLASS_LIST,
    NO_COLLECTION,
    NO_MINUTES,
    NO_SPEECH,
    NO_SUCH_CONTRIBUTION,
    NO_TITLE,
    NOT_LATER,
    NOT_PUT_OFF,
    OWN_VOTES,
    UNKNOWN_FORM,
    UNKNOWN_KIND,
    VOTER_ABSENT,
)
from homeroom_core.training.forum_records import CONTRIBUTION_KINDS, FORMS, FORUM, Forum
from homeroom_core.training.secret_ballot import fair_to_all


def called_in_time(forum: Forum, act: Act) -> Refusal | None:
    """Contributions are called for so many working days before the day."""
    days = forum.policy.call_working_days_before
    earliest = add_working_days(act.working_days(), act.on, days)
    if forum.on < earliest:
        return CALLED_LATE(measured=forum.on, required=earliest, days=days)
    return None


def still_open(forum: Forum, act: Act) -> Refusal | None:
    """Contributions are taken until the deadline, that day included, the same for all."""
    if forum.closes is not None and act.on > forum.closes:
        return CLOSED(measured=forum.closes)
    return None


def can_be_voted_on(forum: Forum, _act: Act) -> Iterable[Refusal]:
    """There are prizes by ballot, and somebody to vote for."""
    if not forum.policy.places:
        yield NO_BALLOT()
    if not forum.candidates:
        yield NO_CANDIDATES()


def plan_is_complete(
    forum: Forum, act: Act, *, title: str, on: date, form: str = FORUM, **_rest: object
) -> Iterable[Refusal]:
    """It has a topic, a known form, and a day that is not past."""
    del forum
    if not title.strip():
        yield NO_TITLE()
    if form not in FORMS:
        yield UNKNOWN_FORM(measured=form, required=coded(FORMS))
    if on < act.on:
        yield DAY_PAST(measured=on, required=act.on)


def closes_before_the_day(forum: Forum, act: Act, *, closes: date) -> Refusal | None:
    """The deadline lies between today and the day of the forum."""
    if act.on <= closes <= forum.on:
        return None
    return CLOSES_OUTSIDE(measured=closes, first=act.on, last=forum.on)


def deadline_is_later(forum: Forum, act: Act, *, closes: date) -> Iterable[Refusal]:
    """A deadline is only ever put off, and not beyond the day of the forum."""
    if not act.on <= closes <= forum.on:
        yield CLOSES_OUTSIDE(measured=closes, first=act.on, last=forum.on)
    if forum.closes is not None and closes <= forum.closes:
        yield NOT_LATER(measured=closes, required=forum.closes)


def another_day(forum: Forum, act: Act, *, on: date) -> Iterable[Refusal]:
    """The new day is a later one and not past."""
    if on <= forum.on:
        yield NOT_PUT_OFF(measured=on, required=forum.on)
    if on < act.on:
        yield DAY_PAST(measured=on, required=act.on)


def contribution_is_complete(
    forum: Forum, _act: Act, *, kind: str, title: str, text: str, **_rest: object
) -> Iterable[Refusal]:
    """It is of a known kind, and has a title and a text."""
    del forum
    if kind not in CONTRIBUTION_KINDS:
        yield UNKNOWN_KIND(measured=kind, required=coded(CONTRIBUTION_KINDS))
    if not (title.strip() and text.strip()):
        yield EMPTY_CONTRIBUTION()


def contribution_names_no_pupil(
    forum: Forum,
    _act: Act,
    *,
    title: str,
    text: str,
    about_pupils: bool = True,
    class_list: frozenset[str] = frozenset(),
    **_rest: object,
) -> Iterable[Refusal]:
    """What is about pupils comes with the class list, and nobody can tell from it who they are."""
    if about_pupils and forum.policy.class_list_needed and not class_list:
        yield NO_CLASS_LIST()
    written = [(_TITLE, title), (_TEXT, text)]
    yield from identifying(written, class_list, most_digits=forum.policy.most_digits)


def contribution_is_own(forum: Forum, act: Act, *, number: int) -> Refusal | None:
    """Only whoever wrote it takes it back, once."""
    own = [one.number for one in forum.standing if one.by == act.actor.id]
    return None if number in own else NO_SUCH_CONTRIBUTION(measured=number, required=listing(own))


def sign_in_is_right(
    forum: Forum,
    act: Act,
    *,
    attended: tuple[str, ...] = (),
    contributed: tuple[str, ...] = (),
    led: tuple[str, ...] = (),
) -> Iterable[Refusal]:
    """The day has come, everybody is known and signs in once, and who spoke has handed in a text."""
    named = by_part(attended, contributed, led)
    yield from signing_in(forum, act, forum.on, named)
    wrote = {one.by for one in forum.standing}
    silent = [person for person in contributed if person not in wrote]
    if silent:
        yield NO_SPEECH(measured=listing(silent))


def stands_on_the_sheet(forum: Forum, _act: Act, *, person: str) -> Refusal | None:
    """Only who stands on the sheet is struck out."""
    return striking(forum, person, forum.on)


def minutes_are_fit(
    forum: Forum,
    _act: Act,
    *,
    minutes: str,
    guests: int = 0,
    class_list: frozenset[str] = frozenset(),
    **_rest: object,
) -> Iterable[Refusal]:
    """There are minutes, from which nobody can tell who the pupils are; guests are counted."""
    if not minutes.strip():
        yield NO_MINUTES()
    miscounted = guests_are_counted(guests)
    if miscounted is not None:
        yield miscounted
    written = [(_MINUTES, minutes)]
    yield from identifying(written, class_list, most_digits=forum.policy.most_digits)


def ballots_are_right(
    forum: Forum, act: Act, *, voters: tuple[str, ...], ballots: tuple[tuple[int, ...], ...]
) -> Iterable[Refusal]:
    """Everybody present has one ballot with names of candidates, none of them their own."""
    if forum.count is not None and not act.reason.strip():
        yield COUNTED(measured=forum.count.on)
    if len(voters) < forum.policy.least_voters:
        yield FEW_VOTERS(measured=len(voters), required=forum.policy.least_voters)
    strange = sorted({one for one in voters if one not in forum.present or voters.count(one) > 1})
    if strange:
        yield VOTER_ABSENT(measured=listing(strange))
    if len(ballots) > len(voters):
        yield MORE_BALLOTS(measured=len(ballots), required=len(voters))
    known, most = forum.candidates, forum.policy.places
    invalid = [
        at
        for at, ballot in enumerate(ballots, 1)
        if len(ballot) > most or len(set(ballot)) < len(ballot) or not known.keys() >= set(ballot)
    ]
    if invalid:
        yield BAD_BALLOT(measured=listing(invalid), required=listing(known), most=most)
    elif len(ballots) <= len(voters) and not fair_to_all(ballots, voters, _own(forum, voters)):
        yield OWN_VOTES()


def collection_is_named(_forum: Forum, _act: Act, *, collection: str) -> Refusal | None:
    """It can be found again."""
    return None if collection.strip() else NO_COLLECTION()


def _own(forum: Forum, voters: tuple[str, ...]) -> dict[str, list[int]]:
    """From voter to the numbers that would be votes for themselves."""
    return {
        voter: [number for number, by in forum.candidates.items() if by == voter]
        for voter in voters
    }


_TITLE = Text("题目", "題目", "title")
_TEXT = Text("正文", "正文", "text")
_MINUTES = Text("会议记录", "會議記錄", "minutes")
