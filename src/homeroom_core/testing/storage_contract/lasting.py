"""What a store promises to several users, and for another day."""

import threading

from homeroom_core.journal import verify_chain
from homeroom_core.storage import Document, Session
from homeroom_core.testing.storage_contract.laws import DURABLE, THREADS
from homeroom_core.testing.storage_contract.promise import Trial, is_true, raising, same
from homeroom_core.testing.storage_contract.steps import (
    LONG_SECONDS,
    SHORT_SECONDS,
    AbandonError,
    everything,
    ids,
    patiently,
    some,
    together,
)
from homeroom_core.text import Text


@THREADS()
def a_second_writer_waits_or_is_told_that_the_store_is_busy(trial: Trial) -> None:
    """While one thread is inside a writing session no other is let in."""
    holding, intruded, seen = threading.Event(), threading.Event(), list[int]()

    def second() -> None:
        holding.wait(LONG_SECONDS)
        with patiently(trial.storage, "org-a") as session:
            seen.append(session.head().seq)
            intruded.set()

    with together(second):
        try:
            with trial.writing() as session:
                holding.set()
                is_true(not intruded.wait(SHORT_SECONDS), _TWO, _ONE)
                trial.step.add(session, "plan-1")
        finally:
            holding.set()
    same(seen, [1])


@THREADS()
def writers_at_the_same_time_lose_nothing(trial: Trial) -> None:
    """Four threads count one record up; every step is there, in one chain."""
    each, writers = 10, 4
    ready = threading.Barrier(writers)

    def work(number: int) -> None:
        ready.wait(LONG_SECONDS)
        for at in range(each):
            with patiently(trial.storage, "org-a") as session:
                before = session.get("plan")
                version = before.version + 1 if before else 1
                trial.step.add(session, "plan", version=version, body=f'{{"v":{version}}}')
                trial.step.add(session, f"plan-{number}-{at}")

    with together(*(lambda number=number: work(number) for number in range(writers))):
        pass
    with trial.reading() as session:
        entries = session.entries()
        same([entry.seq for entry in entries], list(range(1, 2 * each * writers + 1)))
        same(list(verify_chain(entries)), [])
        same(sorted(ids(session)), sorted({entry.record for entry in entries}))
        counted = some(session, "plan")
        same((counted.version, counted.body), (each * writers, f'{{"v":{each * writers}}}'))
        same([e.version for e in session.history("plan")], list(range(1, each * writers + 1)))


@THREADS()
def a_reader_sees_whole_commits_only(trial: Trial) -> None:
    """Two records that change together are never seen apart, in whatever way they are read."""
    commits, done, torn = 12, threading.Event(), list[object]()

    def write() -> None:
        try:
            for version in range(1, commits + 1):
                with patiently(trial.storage, "org-a") as session:
                    for id in ("plan-1", "plan-2"):
                        trial.step.add(session, id, version=version, index={"n": version})
        finally:
            done.set()

    def read() -> None:
        last = 0
        while not done.is_set() or not last:
            with trial.reading() as session:
                head = session.head().seq
                pair = [document and document.version for document in _pair(session)]
                found = [document.version for document in _pair(session) if document]
                counts = (head, len(session.entries()), 2 * len(session.history("plan-2")))
                if pair[0] != pair[1] or set(counts) != {head} or head < last or sum(found) != head:
                    torn.append((pair, found, *counts))
                    return
            if done.is_set():
                return
            last = head

    with together(write, read, read):
        pass
    is_true(not torn, torn[:1], _WHOLE)


@THREADS()
def writers_in_two_organizations_keep_them_apart(trial: Trial) -> None:
    """Threads that write to three organizations mix nothing up."""

    def work(org: str) -> None:
        step = trial.step.of(org)
        for at in range(8):
            with patiently(trial.storage, org) as session:
                step.add(session, f"plan-{at}", body=f'{{"of":"{org}"}}')

    names = ("org-a", "org-b", "org-c")
    with together(*(lambda org=org: work(org) for org in names)):
        pass
    for org in names:
        with trial.reading(org) as session:
            same([(e.seq, e.org) for e in session.entries()], [(n, org) for n in range(1, 9)])
            same({some(session, id).body for id in ids(session)}, {f'{{"of":"{org}"}}'})
    same(list(trial.storage.organizations()), list(names))


@THREADS()
def a_writer_does_not_undo_what_came_meanwhile_in_another_organization(trial: Trial) -> None:
    """A commit puts back nothing of the others as they were when it began."""
    inside, done = threading.Event(), threading.Event()

    def work() -> None:
        inside.wait(LONG_SECONDS)
        with patiently(trial.storage, "org-b") as session:
            trial.step.of("org-b").add(session, "plan-1")
        done.set()

    with together(work):
        try:
            with trial.writing() as session:
                inside.set()
                done.wait(SHORT_SECONDS)  # a store with one lock for all lets the other wait
                trial.step.add(session, "plan-1")
        finally:
            inside.set()
    for org in ("org-a", "org-b"):
        with trial.reading(org) as session:
            same((org, session.head().seq, ids(session)), (org, 1, ["plan-1"]))


@THREADS()
def a_lock_left_by_an_exception_is_free_for_another_thread(trial: Trial) -> None:
    """Another thread gets in at once after a session was abandoned."""
    with raising(AbandonError), trial.writing() as session:
        trial.step.add(session, "plan-1")
        raise AbandonError

    def work() -> None:
        with trial.writing() as session:
            same(session.head().seq, 0)
            trial.step.add(session, "plan-2")

    with together(work):
        pass
    with trial.reading() as session:
        same(ids(session), ["plan-2"])


@DURABLE()
def everything_is_there_after_a_reopening(trial: Trial) -> None:
    """Entries, documents, indexes, erasures and organizations outlive the store that wrote them."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a", "n": 1, "x": None}, body='{"v":1}')
        trial.step.add(session, "plan-1", version=2, state="done", index=None, body=None)
        trial.step.add(session, "plan-2", body='{"v": 1.10}', note="长 \U0001f331 e\u0301")
        trial.step.add(session, "plan-3", index={"teacher": "a"})
        session.erase("plan-3")
    with trial.writing("org-b") as session:
        trial.step.of("org-b").add(session, "plan-1", index={"teacher": "b"})
    with trial.reading() as session:
        before = everything(session)
    trial.reopen()
    same(list(trial.storage.organizations()), ["org-a", "org-b"])
    with trial.reading() as session:
        same(everything(session), before)
        found = [ids(session, where={"teacher": "a"}), ids(session, states=frozenset({"done"}))]
        same(found, [["plan-1"], ["plan-1"]])
        same((ids(session, where={"n": 1}), ids(session, where={"x": None})), (["plan-1"],) * 2)
        same(list(verify_chain(session.entries())), [])


@DURABLE()
def nothing_abandoned_is_there_after_a_reopening(trial: Trial) -> None:
    """What was never committed does not come back, nor its organization."""
    with trial.writing("org-b") as session:
        trial.step.of("org-b").add(session, "plan-1")
    with raising(AbandonError), trial.writing() as session:
        trial.step.add(session, "plan-1")
        raise AbandonError
    trial.reopen()
    same(list(trial.storage.organizations()), ["org-b"])


@DURABLE()
def a_reopened_store_goes_on_where_it_stood(trial: Trial) -> None:
    """Opened again after every commit, the store goes on counting."""
    for version in range(1, 4):
        with trial.writing() as session:
            same(session.head().seq, version - 1)
            trial.step.add(session, "plan-1", version=version, body=f'{{"v":{version}}}')
        trial.reopen()
    with trial.reading() as session:
        same(list(verify_chain(session.entries())), [])
        same((session.head().seq, len(session.history("plan-1"))), (3, 3))
        same(some(session, "plan-1").body, '{"v":3}')


def _pair(session: Session) -> tuple[Document | None, Document | None]:
    return session.get("plan-1"), session.get("plan-2")


_TWO = Text("两个写者同时进入", "兩個寫者同時進入", "two writers were let in together")
_ONE = Text("一个写，其他等待", "一個寫，其他等待", "one writes, the others wait")
_WHOLE = Text("只看到完整的提交", "只看到完整的提交", "whole commits only")
