"""What a store promises to several users, and for another day."""

import threading

import pytest

from homeroom_core.journal import verify_chain
from homeroom_core.storage import Storage
from homeroom_core.testing.storage_contract.steps import (
    LONG_SECONDS,
    SHORT_SECONDS,
    AbandonError,
    Promises,
    Step,
    everything,
    ids,
    patiently,
)


class LastingPromises(Promises):
    """Writers at once, and stores opened again."""

    def test_a_second_writer_waits_or_is_told_that_the_store_is_busy(
        self, storage: Storage, step: Step
    ) -> None:
        holding, intruded, seen = threading.Event(), threading.Event(), list[int]()

        def second() -> None:
            holding.wait(LONG_SECONDS)
            with patiently(storage, "org-a") as session:
                seen.append(session.head().seq)
                intruded.set()

        thread = threading.Thread(target=second)
        thread.start()
        try:
            with storage.session("org-a", write=True) as session:
                holding.set()
                assert not intruded.wait(SHORT_SECONDS), "two writers were let in together"
                step.add(session, "plan-1")
        finally:
            holding.set()
            thread.join()
        assert seen == [1]

    def test_writers_at_the_same_time_lose_nothing(self, storage: Storage, step: Step) -> None:
        each, writers = 10, 4
        ready = threading.Barrier(writers)

        def work(number: int) -> None:
            ready.wait(LONG_SECONDS)
            for at in range(each):
                with patiently(storage, "org-a") as session:
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
            assert sorted(ids(session)) == sorted(entry.record for entry in entries)

    def test_everything_is_there_after_a_reopening(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a", "n": 1, "x": None}, body='{"v":1}')
            step.add(session, "plan-1", version=2, state="done", index=None, body=None)
            step.add(session, "plan-2")
            session.erase("plan-2")
        with storage.session("org-a", write=False) as session:
            before = everything(session)
        again = self.reopen(storage)
        try:
            assert list(again.organizations()) == ["org-a"]
            with again.session("org-a", write=False) as session:
                assert everything(session) == before
        finally:
            again.close()

    def test_nothing_abandoned_is_there_after_a_reopening(
        self, storage: Storage, step: Step
    ) -> None:
        with pytest.raises(AbandonError), storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            raise AbandonError
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
