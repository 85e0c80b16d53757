"""What a store promises of its journal."""

import pytest

from homeroom_core.errors import BusyError
from homeroom_core.journal import Head, verify_chain
from homeroom_core.storage import Query, Storage
from homeroom_core.testing.storage_contract.steps import (
    KIND,
    Promises,
    Step,
    document_of,
    head_after,
)


class JournalPromises(Promises):
    """Entries: in sequence, without a gap, as they were written."""

    def test_head_of_an_unknown_organization_is_the_beginning(self, storage: Storage) -> None:
        with storage.session("org-a", write=False) as session:
            assert session.head() == Head()

    def test_an_unknown_organization_is_empty(self, storage: Storage) -> None:
        with storage.session("org-a", write=False) as session:
            assert (list(session.entries()), session.get("plan-1")) == ([], None)
            assert list(session.find(Query(kind=KIND))) == []

    def test_head_is_the_last_entry(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            last = step.add(session, "plan-2")
        with storage.session("org-a", write=False) as session:
            assert session.head() == head_after(last)

    def test_entries_come_back_as_written_and_in_sequence(
        self, storage: Storage, step: Step
    ) -> None:
        with storage.session("org-a", write=True) as session:
            written = [step.add(session, f"plan-{n}") for n in range(1, 13)]
        with storage.session("org-a", write=False) as session:
            assert list(session.entries()) == written

    def test_entries_of_many_sessions_are_one_chain(self, storage: Storage, step: Step) -> None:
        for number in range(1, 6):
            with storage.session("org-a", write=True) as session:
                step.add(session, f"plan-{number}")
        with storage.session("org-a", write=False) as session:
            entries = list(session.entries())
            assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
            assert list(verify_chain(entries)) == []

    def test_several_entries_are_written_at_once(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            first = step.entry(Head(), "plan-1")
            second = step.entry(head_after(first), "plan-1", version=2)
            document = document_of("plan-1", version=2, body_version=2)
            session.write([first, second], [document])
        with storage.session("org-a", write=False) as session:
            assert list(session.entries()) == [first, second]

    @pytest.mark.parametrize(
        ("after", "limit", "expected"),
        [(0, 2, [1, 2]), (2, 2, [3, 4]), (4, 2, [5]), (5, 2, []), (3, None, [4, 5]), (9, None, [])],
    )
    def test_entries_are_read_page_by_page(
        self, storage: Storage, step: Step, after: int, limit: int | None, expected: list[int]
    ) -> None:
        with storage.session("org-a", write=True) as session:
            for number in range(1, 6):
                step.add(session, f"plan-{number}")
        with storage.session("org-a", write=False) as session:
            found = session.entries(after=after, limit=limit)
            assert [entry.seq for entry in found] == expected

    def test_pages_of_entries_go_on_into_what_the_session_wrote(
        self, storage: Storage, step: Step
    ) -> None:
        with storage.session("org-a", write=True) as session:
            for number in range(1, 4):
                step.add(session, f"plan-{number}")
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-4")
            step.add(session, "plan-5")
            pages = [[e.seq for e in session.entries(after=at, limit=2)] for at in (0, 2, 4)]
            assert pages == [[1, 2], [3, 4], [5]]

    @pytest.mark.parametrize("seq", [1, 2, 4, 7], ids=["first", "taken", "gap", "far"])
    def test_an_entry_that_does_not_follow_the_head_is_refused(
        self, storage: Storage, step: Step, seq: int
    ) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            step.add(session, "plan-2")
        stray = step.entry(Head(seq - 1), "plan-3")
        with pytest.raises(BusyError), storage.session("org-a", write=True) as session:
            session.write([stray], [document_of("plan-3", created=seq)])
        with storage.session("org-a", write=False) as session:
            assert (session.head().seq, session.get("plan-3")) == (2, None)

    def test_a_journal_does_not_begin_with_a_gap(self, storage: Storage, step: Step) -> None:
        stray = step.entry(Head(1), "plan-1")
        with pytest.raises(BusyError), storage.session("org-a", write=True) as session:
            session.write([stray], [document_of("plan-1", created=2)])
        assert list(storage.organizations()) == []

    def test_an_entry_is_not_written_twice(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            entry = step.add(session, "plan-1")
        with pytest.raises(BusyError), storage.session("org-a", write=True) as session:
            session.write([entry], [])

    def test_history_holds_the_entries_of_one_record(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            first = step.add(session, "plan-1")
            step.add(session, "plan-2")
            second = step.add(session, "plan-1", version=2)
        with storage.session("org-a", write=False) as session:
            assert list(session.history("plan-1")) == [first, second]
            assert list(session.history("plan-9")) == []

    @pytest.mark.parametrize(("after", "versions"), [(0, [1, 2, 3]), (1, [2, 3]), (3, [])])
    def test_history_begins_after_a_version(
        self, storage: Storage, step: Step, after: int, versions: list[int]
    ) -> None:
        with storage.session("org-a", write=True) as session:
            for version in (1, 2, 3):
                step.add(session, "plan-1", version=version)
        with storage.session("org-a", write=False) as session:
            found = session.history("plan-1", after_version=after)
            assert [entry.version for entry in found] == versions

    def test_history_of_more_than_nine_versions_is_in_sequence(
        self, storage: Storage, step: Step
    ) -> None:
        with storage.session("org-a", write=True) as session:
            for version in range(1, 13):
                step.add(session, "plan-1", version=version)
        with storage.session("org-a", write=False) as session:
            versions = [entry.version for entry in session.history("plan-1")]
            assert versions == list(range(1, 13))
