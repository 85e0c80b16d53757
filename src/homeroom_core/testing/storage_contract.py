"""The contract of a store, as tests: subclass it, say how your store is made, run pytest.

    from homeroom_core.testing import StorageContract

    class TestOurStore(StorageContract):
        @pytest.fixture
        def storage(self, tmp_path):
            with closing(OurStore(tmp_path / "store")) as store:
                yield store

        def reopen(self, storage):
            storage.close()
            return OurStore(storage.path)

Each promise of `homeroom_core.storage` is a test of its own. Text is any Unicode text without lone
surrogates; in indexed fields, which every engine has to compare, also without NUL. Whole numbers in
indexed fields have 64 bits.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import attrs
import pytest

from homeroom_core.codec import encode
from homeroom_core.errors import BusyError
from homeroom_core.journal import Entry, Head, next_entry, verify_chain
from homeroom_core.record import IndexValue
from homeroom_core.storage import Document, Query, Session, Storage

ODD_TEXTS = (
    "",
    " ",
    "德育处 德育處 ｡ﾟ",
    "\U0001f331\U00020bb7 astral",
    "e\u0301 is not \u00e9",
    "\u202eright to left",
    "quote ' \" back\\slash %s ? :a ; -- \n\r\t",
    "null NULL None 0 00 1e5 true",
)
"""Texts that stores have got wrong."""

KIND, OTHER = "plan", "notice"


class Step:
    """Entries and documents as the office would write them, with an easy hand.

    Args:
        org: The organization.
    """

    def __init__(self, org: str = "org-a") -> None:
        self.org = org

    def entry(self, head: Head, id: str, *, version: int = 1, kind: str = KIND) -> Entry:
        """The entry after `head` that brings a record to this version."""
        return next_entry(
            head,
            (head.seq + 1).to_bytes(16, "big"),
            org=self.org,
            kind=kind,
            record=id,
            version=version,
            transition="step",
            source="open" if version > 1 else "",
            target="open",
            actor="person-1",
            at=f"2025-09-10T00:00:{head.seq % 60:02}.000000+00:00",
            fields={"note": f"{id} at {version}"},
            reason="",
        )

    def add(
        self,
        session: Session,
        id: str,
        *,
        version: int = 1,
        kind: str = KIND,
        state: str = "open",
        index: dict[str, IndexValue] | None = None,
        body: str | None = "{}",
    ) -> Entry:
        """Write one step of a record, and give back its entry."""
        entry = self.entry(session.head(), id, version=version, kind=kind)
        known = session.get(id)
        document = Document(
            id=id,
            kind=kind,
            created=known.created if known else entry.seq,
            version=version,
            state=state,
            index=index if index is not None or known else {},
            body=body,
            body_version=version,
        )
        session.write([entry], [document])
        return entry


def head_after(entry: Entry) -> Head:
    """The head of a journal whose last entry this is."""
    return Head(entry.seq, entry.digest, entry.at)


class StorageContract:
    """Tests of every promise a store makes. Subclasses give the fixture `storage`: an empty store.

    A store that keeps anything beyond its own life overrides `reopen` as well.
    """

    def reopen(self, storage: Storage) -> Storage:
        """Close the store and give back another on the same data."""
        pytest.skip(f"{storage.url} does not outlive itself")

    @pytest.fixture
    def step(self) -> Step:
        """Writes in the organization `org-a`."""
        return Step()

    # ---- the journal

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
            document = _document("plan-1", version=2, body_version=2)
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
            session.write([stray], [_document("plan-3", created=seq)])
        with storage.session("org-a", write=False) as session:
            assert (session.head().seq, session.get("plan-3")) == (2, None)

    def test_a_journal_does_not_begin_with_a_gap(self, storage: Storage, step: Step) -> None:
        stray = step.entry(Head(1), "plan-1")
        with pytest.raises(BusyError), storage.session("org-a", write=True) as session:
            session.write([stray], [_document("plan-1", created=2)])
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

    # ---- documents

    def test_a_document_comes_back_as_written(self, storage: Storage, step: Step) -> None:
        index: dict[str, IndexValue] = {"teacher": "person-1", "advisor": None}
        with storage.session("org-a", write=True) as session:
            entry = step.add(session, "plan-1", state="draft", index=index, body='{"a":1}')
        expected = _document("plan-1", state="draft", created=entry.seq, index=index, body='{"a":1}')
        with storage.session("org-a", write=False) as session:
            assert _plain(session.get("plan-1")) == _plain(expected)

    def test_a_later_version_replaces_the_document(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            step.add(
                session, "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}'
            )
        expected = _document(
            "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}',
            body_version=2,
        )  # fmt: skip
        with storage.session("org-a", write=False) as session:
            assert _plain(session.get("plan-1")) == _plain(expected)

    def test_a_body_that_is_not_written_stays_as_it_was(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", body='{"v":1}')
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", version=2, state="done", index={"teacher": "b"}, body=None)
        expected = _document(
            "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":1}'
        )
        with storage.session("org-a", write=False) as session:
            assert _plain(session.get("plan-1")) == _plain(expected)

    def test_an_index_that_is_not_written_stays_as_it_was(
        self, storage: Storage, step: Step
    ) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a", "advisor": None})
            step.add(session, "plan-1", version=2, index=None, body='{"v":2}')
        with storage.session("org-a", write=False) as session:
            found = session.get("plan-1")
            assert found is not None
            assert found.index == {"teacher": "a", "advisor": None}
            assert _ids(session, where={"teacher": "a"}) == ["plan-1"]

    def test_a_step_may_write_neither_body_nor_index(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            step.add(session, "plan-1", version=2, state="done", body=None)
        expected = _document(
            "plan-1", version=2, state="done", index={"teacher": "a"}, body='{"v":1}'
        )
        with storage.session("org-a", write=False) as session:
            assert _plain(session.get("plan-1")) == _plain(expected)

    def test_an_old_index_value_finds_nothing_any_more(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"})
            step.add(session, "plan-1", version=2, index={"teacher": "b"})
        with storage.session("org-a", write=False) as session:
            found = [_ids(session, where={"teacher": teacher}) for teacher in "ab"]
            assert found == [[], ["plan-1"]]

    # ---- find

    def test_find_gives_one_kind_only(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            step.add(session, "notice-2", kind=OTHER)
        with storage.session("org-a", write=False) as session:
            assert (_ids(session), _ids(session, kind=OTHER)) == (["plan-1"], ["notice-2"])

    def test_find_gives_whole_documents(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            step.add(session, "plan-2", index={"teacher": "b"}, body='{"v":2}')
        with storage.session("org-a", write=False) as session:
            found = session.find(Query(kind=KIND))
            each = [session.get("plan-1"), session.get("plan-2")]
            assert [*map(_plain, found)] == [*map(_plain, each)]

    def test_find_orders_by_creation_not_by_id_nor_by_change(
        self, storage: Storage, step: Step
    ) -> None:
        ids = ["plan-10", "plan-9", "a", "Z"]
        with storage.session("org-a", write=True) as session:
            for id in ids:
                step.add(session, id)
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-10", version=2, state="done")
        with storage.session("org-a", write=False) as session:
            assert _ids(session) == ids

    @pytest.mark.parametrize(
        ("states", "expected"),
        [
            (None, ["plan-1", "plan-2", "plan-3"]),
            ({"draft"}, ["plan-1"]),
            ({"draft", "done"}, ["plan-1", "plan-3"]),
            ({"none"}, []),
            (set(), []),
        ],
        ids=["any", "one", "two", "unknown", "none"],
    )
    def test_find_by_state(
        self, storage: Storage, step: Step, states: set[str] | None, expected: list[str]
    ) -> None:
        with storage.session("org-a", write=True) as session:
            for number, state in enumerate(("draft", "open", "done"), 1):
                step.add(session, f"plan-{number}", state=state)
        with storage.session("org-a", write=False) as session:
            wanted = None if states is None else frozenset(states)
            assert _ids(session, states=wanted) == expected

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("1", ["text"]),
            (1, ["number"]),
            (7, ["other"]),
            (-(2**63), ["least"]),
            (2**63 - 1, ["most"]),
            (None, ["nothing"]),
            ("", ["blank"]),
            ("None", []),
            ("01", []),
        ],
        ids=repr,
    )
    def test_find_by_a_value_takes_its_type_seriously(
        self, storage: Storage, step: Step, value: IndexValue, expected: list[str]
    ) -> None:
        values: dict[str, IndexValue] = {
            "text": "1", "number": 1, "other": 7, "least": -(2**63), "most": 2**63 - 1,
            "nothing": None, "blank": "",
        }  # fmt: skip
        with storage.session("org-a", write=True) as session:
            for id, kept in values.items():
                step.add(session, id, index={"value": kept})
        with storage.session("org-a", write=False) as session:
            assert _ids(session, where={"value": value}) == expected

    @pytest.mark.parametrize(("value", "expected"), [(True, ["plan-1"]), (False, ["plan-2"])])
    def test_find_by_yes_and_no(
        self,
        storage: Storage,
        step: Step,
        value: bool,  # noqa: FBT001  # what is looked for
        expected: list[str],
    ) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"recognised": True})
            step.add(session, "plan-2", index={"recognised": False})
            step.add(session, "plan-3", index={"recognised": None})
        with storage.session("org-a", write=False) as session:
            assert _ids(session, where={"recognised": value}) == expected

    def test_find_by_several_fields_wants_all_of_them(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a", "advisor": "x"})
            step.add(session, "plan-2", index={"teacher": "a", "advisor": "y"})
            step.add(session, "plan-3", index={"teacher": "y", "advisor": "a"})
        with storage.session("org-a", write=False) as session:
            assert _ids(session, where={"teacher": "a", "advisor": "y"}) == ["plan-2"]
            assert _ids(session, where={"teacher": "x", "advisor": "x"}) == []

    def test_find_by_a_field_keeps_kinds_apart(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"})
            step.add(session, "notice-2", kind=OTHER, index={"teacher": "a"})
        with storage.session("org-a", write=False) as session:
            assert _ids(session, kind=OTHER, where={"teacher": "a"}) == ["notice-2"]

    def test_find_page_by_page_gives_each_document_once(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            for number in range(1, 12):
                step.add(session, f"plan-{number}", kind=KIND if number % 3 else OTHER)
        expected = [f"plan-{number}" for number in range(1, 12) if number % 3]
        with storage.session("org-a", write=False) as session:
            assert _paged(session, Query(kind=KIND, limit=3)) == expected

    def test_find_page_by_page_with_every_condition(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            for number in range(1, 14):
                state = "open" if number % 2 else "done"
                step.add(
                    session, f"plan-{number}", state=state, index={"teacher": "ab"[number > 8]}
                )
        query = Query(kind=KIND, states=frozenset({"open"}), where={"teacher": "a"}, limit=2)
        with storage.session("org-a", write=False) as session:
            assert _paged(session, query) == ["plan-1", "plan-3", "plan-5", "plan-7"]

    # ---- all or nothing

    def test_an_exception_leaves_nothing(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            kept = step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            before = _plain(session.get("plan-1"))
        with pytest.raises(_AbandonError), storage.session("org-a", write=True) as session:
            step.add(
                session, "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}'
            )
            step.add(session, "plan-2", index={"teacher": "b"})
            raise _AbandonError
        with storage.session("org-a", write=False) as session:
            assert (list(session.entries()), _plain(session.get("plan-1"))) == ([kept], before)
            assert (session.get("plan-2"), _ids(session, where={"teacher": "b"})) == (None, [])

    def test_an_exception_leaves_no_organization(self, storage: Storage, step: Step) -> None:
        with pytest.raises(_AbandonError), storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            raise _AbandonError
        assert list(storage.organizations()) == []

    def test_an_exception_gives_the_lock_back(self, storage: Storage, step: Step) -> None:
        with pytest.raises(_AbandonError), storage.session("org-a", write=True):
            raise _AbandonError
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
        with storage.session("org-a", write=False) as session:
            assert session.head().seq == 1

    def test_an_exception_while_reading_passes_through(self, storage: Storage) -> None:
        with pytest.raises(_AbandonError), storage.session("org-a", write=False):
            raise _AbandonError

    def test_a_session_that_writes_nothing_changes_nothing(
        self, storage: Storage, step: Step
    ) -> None:
        with storage.session("org-a", write=True) as session:
            last = step.add(session, "plan-1")
        with storage.session("org-a", write=True) as session:
            session.write([], [])
        with storage.session("org-a", write=False) as session:
            assert session.head() == head_after(last)

    # ---- views

    def test_a_session_reads_what_it_wrote(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            entry = step.add(session, "plan-1", state="draft", index={"teacher": "a"}, body='{"v":1}')
            found = session.get("plan-1")
            assert found is not None
            assert (found.state, found.body, found.index) == ("draft", '{"v":1}', {"teacher": "a"})
            assert session.head() == head_after(entry)
            assert list(session.entries()) == list(session.history("plan-1")) == [entry]
            assert _ids(session, states=frozenset({"draft"}), where={"teacher": "a"}) == ["plan-1"]

    def test_others_see_nothing_before_the_commit(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as writer:
            step.add(writer, "plan-1")
            with storage.session("org-a", write=False) as reader:
                assert (reader.head(), reader.get("plan-1"), _ids(reader)) == (Head(), None, [])
        with storage.session("org-a", write=False) as reader:
            assert (reader.head().seq, _ids(reader)) == (1, ["plan-1"])

    def test_a_reading_session_goes_on_seeing_what_it_saw_first(
        self, storage: Storage, step: Step
    ) -> None:
        with storage.session("org-a", write=True) as writer:
            step.add(writer, "plan-1", state="draft", body='{"v":1}')
        with storage.session("org-a", write=False) as reader:
            before = (reader.head(), list(reader.entries()), _plain(reader.get("plan-1")))
            with storage.session("org-a", write=True) as writer:
                step.add(writer, "plan-1", version=2, state="done", body='{"v":2}')
                step.add(writer, "plan-2")
            after = (reader.head(), list(reader.entries()), _plain(reader.get("plan-1")))
            assert after == before
            assert (_ids(reader), len(reader.history("plan-1"))) == (["plan-1"], 1)

    def test_organizations_do_not_see_each_other(self, storage: Storage, step: Step) -> None:
        other = Step("org-b")
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"of":"a"}')
        with storage.session("org-b", write=True) as session:
            assert (session.head(), session.get("plan-1"), _ids(session)) == (Head(), None, [])
            theirs = other.add(session, "plan-1", index={"teacher": "b"}, body='{"of":"b"}')
        with storage.session("org-b", write=False) as session:
            found = session.get("plan-1")
            assert found is not None
            assert (found.body, found.index) == ('{"of":"b"}', {"teacher": "b"})
            assert list(session.entries()) == list(session.history("plan-1")) == [theirs]
            assert _ids(session, where={"teacher": "a"}) == []

    def test_organizations_are_listed_once_written_to(self, storage: Storage) -> None:
        for org in ("org-b", "Org", "org-a", "org-b"):
            with storage.session(org, write=True) as session:
                version = session.head().seq + 1
                Step(org).add(session, "plan-1", version=version)
        with storage.session("org-c", write=False), storage.session("org-d", write=False):
            pass
        assert list(storage.organizations()) == ["Org", "org-a", "org-b"]

    # ---- contents

    @pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
    def test_odd_text_comes_back_unchanged(self, storage: Storage, step: Step, text: str) -> None:
        body = encode({"text": text})
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", state=text, index={"text": text}, body=body)
        with storage.session("org-a", write=False) as session:
            found = session.get("plan-1")
            assert found is not None
            assert (found.state, found.index, found.body) == (text, {"text": text}, body)
            assert _ids(session, where={"text": text}) == ["plan-1"]
            assert _ids(session, where={"text": text + " "}) == []

    def test_names_that_differ_only_in_case_or_accent_differ(
        self, storage: Storage, step: Step
    ) -> None:
        names = ["a", "A", "\u00e9", "e\u0301", "e"]
        with storage.session("org-a", write=True) as session:
            for at, name in enumerate(names):
                step.add(session, f"plan-{at}", index={"name": name})
        with storage.session("org-a", write=False) as session:
            found = [_ids(session, where={"name": name}) for name in names]
            assert found == [[f"plan-{at}"] for at in range(len(names))]

    def test_ids_that_differ_only_in_case_differ(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-a", body='{"v":1}')
            step.add(session, "plan-A", body='{"v":2}')
        with storage.session("org-a", write=False) as session:
            found = [session.get("plan-a"), session.get("plan-A")]
            assert [document and document.body for document in found] == ['{"v":1}', '{"v":2}']

    def test_long_text_comes_back_whole(self, storage: Storage, step: Step) -> None:
        body = encode({"text": "长" * 700_000})
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", body=body, index={"text": "长" * 10_000})
        with storage.session("org-a", write=False) as session:
            found = session.get("plan-1")
            assert found is not None
            assert (found.body == body, found.index) == (True, {"text": "长" * 10_000})

    # ---- erasing

    def test_erasing_forgets_the_contents_of_one_record(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            kept = step.add(session, "plan-2", index={"teacher": "a"}, body='{"v":2}')
            step.add(session, "plan-1", version=2)
        with storage.session("org-a", write=True) as session:
            session.erase("plan-1")
        with storage.session("org-a", write=False) as session:
            erased = session.get("plan-1")
            assert erased is not None
            assert (erased.body, dict(erased.index or {}), erased.version) == (None, {}, 2)
            history = session.history("plan-1")
            assert [(e.payload, e.salt) for e in history] == [(None, None), (None, None)]
            assert list(session.history("plan-2")) == [kept]
            assert _ids(session, where={"teacher": "a"}) == ["plan-2"]

    def test_erasing_leaves_the_chain_whole(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            last = step.add(session, "plan-2")
        with storage.session("org-a", write=True) as session:
            session.erase("plan-1")
        with storage.session("org-a", write=False) as session:
            assert session.head() == head_after(last)
            assert list(verify_chain(session.entries())) == []

    def test_an_erased_record_takes_a_further_entry(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"})
        with storage.session("org-a", write=True) as session:
            session.erase("plan-1")
            step.add(session, "plan-1", version=2, index=None, body=None)
        with storage.session("org-a", write=False) as session:
            found = session.get("plan-1")
            assert found is not None
            assert (found.version, found.body, dict(found.index or {})) == (2, None, {})
            assert [entry.payload is None for entry in session.history("plan-1")] == [True, False]

    def test_erasing_is_undone_by_an_exception(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            kept = step.add(session, "plan-1", index={"teacher": "a"})
            before = _plain(session.get("plan-1"))
        with pytest.raises(_AbandonError), storage.session("org-a", write=True) as session:
            session.erase("plan-1")
            raise _AbandonError
        with storage.session("org-a", write=False) as session:
            assert (list(session.entries()), _plain(session.get("plan-1"))) == ([kept], before)

    def test_erasing_touches_no_other_organization(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            kept = step.add(session, "plan-1")
        with storage.session("org-b", write=True) as session:
            Step("org-b").add(session, "plan-1")
            session.erase("plan-1")
        with storage.session("org-a", write=False) as session:
            found = session.get("plan-1")
            assert (list(session.entries()), found and found.body) == ([kept], "{}")

    # ---- several at once

    def test_a_second_writer_waits_or_is_told_that_the_store_is_busy(
        self, storage: Storage, step: Step
    ) -> None:
        holding, intruded, seen = threading.Event(), threading.Event(), list[int]()

        def second() -> None:
            holding.wait(_LONG_SECONDS)
            with _patiently(storage, "org-a") as session:
                seen.append(session.head().seq)
                intruded.set()

        thread = threading.Thread(target=second)
        thread.start()
        try:
            with storage.session("org-a", write=True) as session:
                holding.set()
                assert not intruded.wait(_SHORT_SECONDS), "two writers were let in together"
                step.add(session, "plan-1")
        finally:
            holding.set()
            thread.join()
        assert seen == [1]

    def test_writers_at_the_same_time_lose_nothing(self, storage: Storage, step: Step) -> None:
        each, writers = 10, 4
        ready = threading.Barrier(writers)

        def work(number: int) -> None:
            ready.wait(_LONG_SECONDS)
            for at in range(each):
                with _patiently(storage, "org-a") as session:
                    step.add(session, f"plan-{number}-{at}")

        threads = [threading.Thread(target=work, args=(number,)) for number in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with storage.session("org-a", write=False) as session:
            entries = session.entries()
            assert [entry.seq for entry in entries] == list(range(1, each * writers + 1))
            assert list(verify_chain(entries)) == []
            assert sorted(_ids(session)) == sorted(entry.record for entry in entries)

    # ---- lasting

    def test_everything_is_there_after_a_reopening(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a", "n": 1, "x": None}, body='{"v":1}')
            step.add(session, "plan-1", version=2, state="done", index=None, body=None)
            step.add(session, "plan-2")
            session.erase("plan-2")
        with storage.session("org-a", write=False) as session:
            before = _everything(session)
        again = self.reopen(storage)
        try:
            assert list(again.organizations()) == ["org-a"]
            with again.session("org-a", write=False) as session:
                assert _everything(session) == before
        finally:
            again.close()

    def test_nothing_abandoned_is_there_after_a_reopening(
        self, storage: Storage, step: Step
    ) -> None:
        with pytest.raises(_AbandonError), storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            raise _AbandonError
        again = self.reopen(storage)
        try:
            assert list(again.organizations()) == []
        finally:
            again.close()

    def test_a_reopened_store_goes_on_where_it_stood(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
        again = self.reopen(storage)
        try:
            with again.session("org-a", write=True) as session:
                step.add(session, "plan-1", version=2)
            with again.session("org-a", write=False) as session:
                assert list(verify_chain(session.entries())) == []
                assert session.head().seq == len(session.history("plan-1")) == 2
        finally:
            again.close()

    def test_its_address_is_a_url_of_a_scheme(self, storage: Storage) -> None:
        scheme, colon, _rest = storage.url.partition(":")
        assert (scheme.isidentifier(), colon) == (True, ":")


class _AbandonError(Exception):
    """Raised in a session to abandon it."""


_SHORT_SECONDS = 0.1  # long enough for an unlocked store to be caught, nothing depends on it else
_LONG_SECONDS = 30.0
_ATTEMPTS = 100


@contextmanager
def _patiently(storage: Storage, org: str) -> Iterator[Session]:
    """A writing session, asked for again while the store is busy."""
    for attempt in range(_ATTEMPTS):
        opening = storage.session(org, write=True)
        try:
            session = opening.__enter__()
        except BusyError:
            if attempt + 1 == _ATTEMPTS:
                raise
            continue
        break
    with _leaving(opening):
        yield session


@contextmanager
def _leaving(opened: object) -> Iterator[None]:
    """Leave a session that has been entered already, as `with` would."""
    leave = opened.__exit__  # type: ignore[attr-defined]  # a context manager
    try:
        yield
    except BaseException as error:
        if not leave(type(error), error, error.__traceback__):
            raise
    else:
        leave(None, None, None)


def _document(
    id: str,
    *,
    created: int = 1,
    version: int = 1,
    state: str = "open",
    index: dict[str, IndexValue] | None = None,
    body: str = "{}",
    body_version: int = 1,
) -> Document:
    return Document(
        id=id,
        kind=KIND,
        created=created,
        version=version,
        state=state,
        index=index or {},
        body=body,
        body_version=body_version,
    )


def _plain(document: Document | None) -> object:
    """All of a document, whatever kind of mapping its index is in."""
    if document is None:
        return None
    return attrs.astuple(attrs.evolve(document, index=dict(document.index or {})), recurse=False)


def _ids(
    session: Session,
    *,
    kind: str = KIND,
    states: frozenset[str] | None = None,
    where: dict[str, IndexValue] | None = None,
) -> list[str]:
    return [d.id for d in session.find(Query(kind=kind, states=states, where=where or {}))]


def _paged(session: Session, query: Query) -> list[str]:
    """The ids of all pages; a page is as long as the query says, but for the last."""
    found: list[str] = []
    while page := session.find(query):
        assert len(page) <= query.limit
        found += [document.id for document in page]
        query = attrs.evolve(query, after=page[-1].created)
    return found


def _everything(session: Session) -> object:
    documents = [_plain(document) for document in session.find(Query(kind=KIND))]
    return session.head(), list(session.entries()), documents
