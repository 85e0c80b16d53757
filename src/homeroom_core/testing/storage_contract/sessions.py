"""What a store promises of its sessions."""

import pytest

from homeroom_core.journal import Head
from homeroom_core.storage import Storage
from homeroom_core.testing.storage_contract.steps import (
    AbandonError,
    Promises,
    Step,
    head_after,
    ids,
    plain,
)


class SessionPromises(Promises):
    """Sessions: all or nothing, seen by nobody before the end, each organization by itself."""

    def test_an_exception_leaves_nothing(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            kept = step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            before = plain(session.get("plan-1"))
        with pytest.raises(AbandonError), storage.session("org-a", write=True) as session:
            step.add(
                session, "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}'
            )
            step.add(session, "plan-2", index={"teacher": "b"})
            raise AbandonError
        with storage.session("org-a", write=False) as session:
            assert (list(session.entries()), plain(session.get("plan-1"))) == ([kept], before)
            assert (session.get("plan-2"), ids(session, where={"teacher": "b"})) == (None, [])

    def test_an_exception_leaves_no_organization(self, storage: Storage, step: Step) -> None:
        with pytest.raises(AbandonError), storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            raise AbandonError
        assert list(storage.organizations()) == []

    def test_an_exception_gives_the_lock_back(self, storage: Storage, step: Step) -> None:
        with pytest.raises(AbandonError), storage.session("org-a", write=True):
            raise AbandonError
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
        with storage.session("org-a", write=False) as session:
            assert session.head().seq == 1

    def test_an_exception_while_reading_passes_through(self, storage: Storage) -> None:
        with pytest.raises(AbandonError), storage.session("org-a", write=False):
            raise AbandonError

    def test_a_session_that_writes_nothing_changes_nothing(
        self, storage: Storage, step: Step
    ) -> None:
        with storage.session("org-a", write=True) as session:
            last = step.add(session, "plan-1")
        with storage.session("org-a", write=True) as session:
            session.write([], [])
        with storage.session("org-a", write=False) as session:
            assert session.head() == head_after(last)

    def test_a_session_reads_what_it_wrote(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            entry = step.add(
                session, "plan-1", state="draft", index={"teacher": "a"}, body='{"v":1}'
            )
            found = session.get("plan-1")
            assert found is not None
            assert (found.state, found.body, found.index) == ("draft", '{"v":1}', {"teacher": "a"})
            assert session.head() == head_after(entry)
            assert list(session.entries()) == list(session.history("plan-1")) == [entry]
            assert ids(session, states=frozenset({"draft"}), where={"teacher": "a"}) == ["plan-1"]

    def test_others_see_nothing_before_the_commit(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as writer:
            step.add(writer, "plan-1")
            with storage.session("org-a", write=False) as reader:
                assert (reader.head(), reader.get("plan-1"), ids(reader)) == (Head(), None, [])
        with storage.session("org-a", write=False) as reader:
            assert (reader.head().seq, ids(reader)) == (1, ["plan-1"])

    def test_a_reading_session_goes_on_seeing_what_it_saw_first(
        self, storage: Storage, step: Step
    ) -> None:
        with storage.session("org-a", write=True) as writer:
            step.add(writer, "plan-1", state="draft", body='{"v":1}')
        with storage.session("org-a", write=False) as reader:
            before = (reader.head(), list(reader.entries()), plain(reader.get("plan-1")))
            with storage.session("org-a", write=True) as writer:
                step.add(writer, "plan-1", version=2, state="done", body='{"v":2}')
                step.add(writer, "plan-2")
            after = (reader.head(), list(reader.entries()), plain(reader.get("plan-1")))
            assert after == before
            assert (ids(reader), len(reader.history("plan-1"))) == (["plan-1"], 1)

    def test_organizations_do_not_see_each_other(self, storage: Storage, step: Step) -> None:
        other = Step("org-b")
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"of":"a"}')
        with storage.session("org-b", write=True) as session:
            assert (session.head(), session.get("plan-1"), ids(session)) == (Head(), None, [])
            theirs = other.add(session, "plan-1", index={"teacher": "b"}, body='{"of":"b"}')
        with storage.session("org-b", write=False) as session:
            found = session.get("plan-1")
            assert found is not None
            assert (found.body, found.index) == ('{"of":"b"}', {"teacher": "b"})
            assert list(session.entries()) == list(session.history("plan-1")) == [theirs]
            assert ids(session, where={"teacher": "a"}) == []

    def test_organizations_are_listed_once_written_to(self, storage: Storage) -> None:
        for org in ("org-b", "Org", "org-a", "org-b"):
            with storage.session(org, write=True) as session:
                version = session.head().seq + 1
                Step(org).add(session, "plan-1", version=version)
        with storage.session("org-c", write=False), storage.session("org-d", write=False):
            pass
        assert list(storage.organizations()) == ["Org", "org-a", "org-b"]
