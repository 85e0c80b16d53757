"""What a store promises of its journal: entries in sequence, without a gap, as they were written."""

import re

import attrs

from homeroom_core.errors import BusyError
from homeroom_core.journal import Entry, Head, verify_chain
from homeroom_core.storage import Query
from homeroom_core.testing.storage_contract.laws import (
    ENTRY_PAGES,
    FOLLOWS,
    HISTORY,
    JOURNAL,
    OPENS,
)
from homeroom_core.testing.storage_contract.promise import Trial, raising, same
from homeroom_core.testing.storage_contract.steps import (
    KIND,
    MOST,
    AbandonError,
    Step,
    document_of,
    head_after,
    ids,
)


@OPENS()
def its_address_is_a_url_of_a_scheme(trial: Trial) -> None:
    """The attribute `url` begins with a scheme, as messages show it."""
    scheme, colon, _rest = trial.storage.url.partition(":")
    named = re.fullmatch("[A-Za-z][A-Za-z0-9+.-]*", scheme) is not None  # RFC 3986, section 3.1
    same((named, colon), (True, ":"))


@OPENS()
def an_unknown_organization_is_empty(trial: Trial) -> None:
    """Who never wrote has no head, no entry and no document, and is not listed."""
    with trial.reading() as session:
        same(session.head(), Head())
        same((list(session.entries()), session.get("plan-1")), ([], None))
        same((list(session.find(Query(kind=KIND))), list(session.history("plan-1"))), ([], []))
    same(list(trial.storage.organizations()), [])


@JOURNAL()
def head_is_the_last_entry(trial: Trial) -> None:
    """Number, digest and moment of the last entry, before the commit and after it."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
        last = trial.step.add(session, "plan-2")
        same(session.head(), head_after(last))
    with trial.reading() as session:
        same(session.head(), head_after(last))


@JOURNAL()
def entries_come_back_as_written_and_in_sequence(trial: Trial) -> None:
    """Twelve entries of one session, so that 10 is not taken for less than 2."""
    with trial.writing() as session:
        written = [trial.step.add(session, f"plan-{n}") for n in range(1, 13)]
    with trial.reading() as session:
        same(list(session.entries()), written)


@JOURNAL()
def entries_of_many_sessions_are_one_chain(trial: Trial) -> None:
    """Each session goes on where the last one ended, and the chain verifies."""
    written = []
    for number in range(1, 12):
        with trial.writing() as session:
            same(session.head().seq, number - 1)
            written.append(trial.step.add(session, f"plan-{12 - number}"))
    with trial.reading() as session:
        same(list(session.entries()), written)
        same(list(verify_chain(session.entries())), [])


@JOURNAL()
def several_entries_and_documents_are_written_at_once(trial: Trial) -> None:
    """One write may bring several versions of a record; all stand in its history."""
    with trial.writing() as session:
        first = trial.step.entry(Head(), "plan-1")
        second = trial.step.entry(head_after(first), "plan-2")
        third = trial.step.entry(head_after(second), "plan-1", version=2)
        documents = [
            document_of("plan-1", version=2, body='{"v":2}', body_version=2),
            document_of("plan-2", created=2, state="draft", index={"teacher": "a"}),
        ]
        session.write([first, second, third], documents)
    with trial.reading() as session:
        same(list(session.entries()), [first, second, third])
        same([session.get("plan-1"), session.get("plan-2")], documents)
        same(list(session.history("plan-1")), [first, third])


@JOURNAL()
def entries_of_one_moment_stay_in_sequence(trial: Trial) -> None:
    """The clock stood still, and ids and versions fall while numbers rise."""
    moment, written = trial.step.entry(Head(), "plan-1").at, list[Entry]()
    for names in (("plan-9", "plan-3", "plan-1"), ("plan-2", "a", "Z")):
        with trial.writing() as session:
            for name in names:
                entry = trial.step.entry(session.head(), name, at=moment)
                session.write([entry], [document_of(name, created=entry.seq)])
                written.append(entry)
    with trial.reading() as session:
        same(list(session.entries()), written)
        same([e.seq for e in session.entries(after=2, limit=3)], [3, 4, 5])
        same(session.head(), head_after(written[-1]))
        same(ids(session), [entry.record for entry in written])


@JOURNAL()
def a_long_journal_comes_back_whole(trial: Trial) -> None:
    """Thousands of entries in one write come back unasked for pages, and so do their documents."""
    names = [f"plan-{number}" for number in range(1, MOST + 1)]
    with trial.writing() as session:
        written = trial.step.many(session, names)
    with trial.reading() as session:
        same(len(session.entries()), MOST)
        same(list(session.entries()), written)
        same(ids(session, limit=MOST * 2), names)
        same(session.head(), head_after(written[-1]))


@ENTRY_PAGES(
    (0, 2, [1, 2]), (2, 2, [3, 4]), (4, 2, [5]), (5, 2, []), (3, None, [4, 5]), (9, None, []),
    (0, 5, [1, 2, 3, 4, 5]), (1, 1, [2]), (0, 99, [1, 2, 3, 4, 5]), (9, 3, []),
)  # fmt: skip
def entries_are_read_page_by_page(
    trial: Trial, after: int, limit: int | None, expected: list[int]
) -> None:
    """Pages begin after a number and end at a limit, or at the end."""
    with trial.writing() as session:
        for number in range(1, 6):
            trial.step.add(session, f"plan-{number}")
    with trial.reading() as session:
        found = session.entries(after=after, limit=limit)
        same([entry.seq for entry in found], expected)


@ENTRY_PAGES()
def pages_of_entries_go_past_ten(trial: Trial) -> None:
    """Page after page, every entry comes once, two-digit numbers included."""
    with trial.writing() as session:
        for number in range(1, 24):
            trial.step.add(session, f"plan-{number}")
    with trial.reading() as session:
        found, page = [], session.entries(limit=3)
        while page:
            found += [entry.seq for entry in page]
            page = session.entries(after=found[-1], limit=3)
        same(found, list(range(1, 24)))


@ENTRY_PAGES()
def pages_of_entries_go_on_into_what_the_session_wrote(trial: Trial) -> None:
    """A page may begin among committed entries and end among those of the session."""
    with trial.writing() as session:
        for number in range(1, 4):
            trial.step.add(session, f"plan-{number}")
    with trial.writing() as session:
        trial.step.add(session, "plan-4")
        trial.step.add(session, "plan-5")
        pages = [[e.seq for e in session.entries(after=at, limit=2)] for at in (0, 2, 4)]
        same(pages, [[1, 2], [3, 4], [5]])


@FOLLOWS((1,), (2,), (4,), (7,))
def an_entry_that_does_not_follow_the_head_is_refused(trial: Trial, seq: int) -> None:
    """Too early or too late a number is a `BusyError`, and leaves nothing."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
        trial.step.add(session, "plan-2")
    stray = trial.step.entry(Head(seq - 1), "plan-3")
    with raising(BusyError), trial.writing() as session:
        session.write([stray], [document_of("plan-3", created=seq)])
    with trial.reading() as session:
        same((session.head().seq, session.get("plan-3")), (2, None))
        same(([e.record for e in session.entries()], ids(session)), (["plan-1", "plan-2"],) * 2)


@FOLLOWS()
def a_record_of_a_stale_version_is_refused(trial: Trial) -> None:
    """Two desks saw version 1; the one that comes second has lost, however late it comes."""
    with trial.writing() as session:
        seen = head_after(trial.step.add(session, "plan-1", body='{"v":1}'))
    with trial.writing() as session:
        trial.step.add(session, "plan-1", version=2, state="done", body='{"v":2}')
    late = trial.step.entry(seen, "plan-1", version=2)
    document = document_of("plan-1", version=2, state="lost", body='{"v":0}', body_version=2)
    with raising(BusyError), trial.writing() as session:
        session.write([late], [document])
    with trial.reading() as session:
        stored = session.get("plan-1")
        same(stored and (stored.version, stored.state, stored.body), (2, "done", '{"v":2}'))
        same([entry.seq for entry in session.history("plan-1")], [1, 2])


@FOLLOWS()
def a_journal_does_not_begin_with_a_gap(trial: Trial) -> None:
    """The first entry of an organization has the number 1."""
    stray = trial.step.entry(Head(1), "plan-1")
    with raising(BusyError), trial.writing() as session:
        session.write([stray], [document_of("plan-1", created=2)])
    same(list(trial.storage.organizations()), [])


@FOLLOWS()
def an_entry_is_not_written_twice(trial: Trial) -> None:
    """The same entry again is a `BusyError`, in another session and in the same."""
    with trial.writing() as session:
        entry = trial.step.add(session, "plan-1")
    with raising(BusyError), trial.writing() as session:
        session.write([entry], [])
    with raising(BusyError), trial.writing() as session:
        again = trial.step.add(session, "plan-2")
        session.write([again], [])
    with trial.reading() as session:
        same(list(session.entries()), [entry])


@FOLLOWS()
def what_was_abandoned_leaves_no_gap(trial: Trial) -> None:
    """The next entry takes the number that an abandoned one had."""
    with trial.writing() as session:
        first = trial.step.add(session, "plan-1")
    with raising(AbandonError), trial.writing() as session:
        trial.step.add(session, "plan-2")
        raise AbandonError
    with trial.writing() as session:
        same(session.head(), head_after(first))
        second = trial.step.add(session, "plan-3")
    with trial.reading() as session:
        same(list(session.entries()), [first, second])


@FOLLOWS()
def each_organization_counts_for_itself(trial: Trial) -> None:
    """The numbers of one organization say nothing about those of another."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
        trial.step.add(session, "plan-2")
    other = Step("org-b")
    with raising(BusyError), trial.writing("org-b") as session:
        session.write([other.entry(Head(2), "plan-1")], [document_of("plan-1", created=3)])
    with trial.writing("org-b") as session:
        same(other.add(session, "plan-1").seq, 1)


@HISTORY()
def history_holds_the_entries_of_one_record(trial: Trial) -> None:
    """Ids that begin alike or differ in case have histories of their own."""
    with trial.writing() as session:
        first = trial.step.add(session, "plan-1")
        trial.step.add(session, "plan-10")
        trial.step.add(session, "PLAN-1")
        second = trial.step.add(session, "plan-1", version=2)
        trial.step.add(session, "plan.1")
    with trial.reading() as session:
        same(list(session.history("plan-1")), [first, second])
        same((list(session.history("plan-9")), list(session.history("plan"))), ([], []))


@HISTORY((0, [1, 2, 3]), (1, [2, 3]), (2, [3]), (3, []), (9, []))
def history_begins_after_a_version(trial: Trial, after: int, versions: list[int]) -> None:
    """`after_version` is a version of the record, not a number in the journal."""
    with trial.writing() as session:
        trial.step.add(session, "plan-2")  # so that versions are no sequence numbers
        trial.step.add(session, "plan-3")
        for version in (1, 2, 3):
            trial.step.add(session, "plan-1", version=version)
    with trial.reading() as session:
        found = session.history("plan-1", after_version=after)
        same([entry.version for entry in found], versions)


@HISTORY()
def history_of_more_than_nine_versions_is_in_sequence(trial: Trial) -> None:
    """Version 10 comes after version 9, with other records between."""
    for first in (1, 5, 9):
        with trial.writing() as session:
            for version in range(first, first + 4):
                trial.step.add(session, "plan-1", version=version)
                trial.step.add(session, f"notice-{version}")
    with trial.reading() as session:
        same([e.version for e in session.history("plan-1")], list(range(1, 13)))
        later = session.history("plan-1", after_version=9)
        same([entry.version for entry in later], [10, 11, 12])


@HISTORY()
def history_goes_on_into_what_the_session_wrote(trial: Trial) -> None:
    """What the session wrote stands at the end of the history."""
    with trial.writing() as session:
        first = trial.step.add(session, "plan-1")
    with trial.writing() as session:
        second = trial.step.add(session, "plan-1", version=2)
        same(list(session.history("plan-1")), [first, second])
        same(list(session.history("plan-1", after_version=1)), [second])


@JOURNAL()
def every_part_of_an_entry_comes_back(trial: Trial) -> None:
    """Microseconds, odd numbers in the payload, empty and accented states: all as written."""
    plain = trial.step.entry(Head(), "plan-1")
    odd = attrs.evolve(
        plain, kind="Kind_1", record="A.b-c_9", transition="归档 ½", source="", target="e\u0301",
        actor="person-0001", at="2025-09-10T23:59:59.000001+00:00",
        payload='{"fields": {"n":1.10,"m":-0,"big":123456789012345678901234567890},"reason":"\\u0000"}',
    )  # fmt: skip
    with trial.writing() as session:
        session.write([odd], [document_of("A.b-c_9")])
        same(list(session.entries()), [odd])
    with trial.reading() as session:
        same(list(session.entries()), [odd])
        same(list(session.history("A.b-c_9")), [odd])
        same(session.head(), head_after(odd))
