"""What a store promises of its sessions: all or nothing, and who sees what when."""

from homeroom_core.errors import BusyError
from homeroom_core.journal import Head
from homeroom_core.testing.storage_contract.laws import ALL_OR_NOTHING, ORGANIZATIONS, SEEN
from homeroom_core.testing.storage_contract.promise import Trial, raising, same
from homeroom_core.testing.storage_contract.steps import (
    MANY,
    AbandonError,
    AbandonNowError,
    Step,
    document_of,
    everything,
    head_after,
    ids,
    patiently,
    plain,
    some,
)


@ALL_OR_NOTHING((AbandonError,), (AbandonNowError,), (BusyError,))
def an_exception_leaves_nothing(trial: Trial, error: type[BaseException]) -> None:
    """An error, a stop from the keyboard and a busy store all leave records as they were."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
        before = everything(session)
    with raising(error), trial.writing() as session:
        trial.step.add(
            session, "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}'
        )
        trial.step.add(session, "plan-2", index={"teacher": "b"})
        raise error(*(("store", "busy") if error is BusyError else ()))
    with trial.reading() as session:
        same(everything(session), before)
        found = (session.get("plan-2"), ids(session, where={"teacher": "b"}))
        same(found, (None, []))
        same(
            (ids(session, where={"teacher": "a"}), len(session.history("plan-1"))), (["plan-1"], 1)
        )


@ALL_OR_NOTHING()
def a_large_batch_is_abandoned_whole(trial: Trial) -> None:
    """Large in one write, and by many small ones."""
    with trial.writing() as session:
        trial.step.add(session, "plan-0")
        before = everything(session)
    with raising(AbandonError), trial.writing() as session:
        trial.step.many(session, [f"plan-{number}" for number in range(1, MANY + 1)])
        raise AbandonError
    with raising(AbandonError), trial.writing() as session:
        for number in range(1, 151):
            trial.step.add(session, f"plan-{number}")
        raise AbandonError
    with trial.reading() as session:
        same(everything(session), before)


@ALL_OR_NOTHING()
def an_exception_leaves_no_organization(trial: Trial) -> None:
    """Who only ever wrote in an abandoned session is not listed."""
    with raising(AbandonError), trial.writing() as session:
        trial.step.add(session, "plan-1")
        raise AbandonError
    same(list(trial.storage.organizations()), [])
    with trial.reading() as session:
        same((session.head(), session.get("plan-1"), list(session.entries())), (Head(), None, []))


@ALL_OR_NOTHING((AbandonError,), (AbandonNowError,))
def an_exception_gives_the_lock_back(trial: Trial, error: type[BaseException]) -> None:
    """The next writer is let in after any end of a session, twice over."""
    for _ in range(2):
        with raising(error), trial.writing():
            raise error
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
    with trial.reading() as session:
        same(session.head().seq, 1)


@ALL_OR_NOTHING()
def a_refused_write_takes_the_whole_session_with_it(trial: Trial) -> None:
    """What was written before the refusal is not committed either."""
    with raising(BusyError), trial.writing() as session:
        trial.step.add(session, "plan-1")
        stray = trial.step.entry(Head(7), "plan-2")
        session.write([stray], [document_of("plan-2", created=8)])
    same(list(trial.storage.organizations()), [])
    with trial.writing() as session:
        same((session.head(), session.get("plan-1")), (Head(), None))
        trial.step.add(session, "plan-3")
    with trial.reading() as session:
        same(ids(session), ["plan-3"])


@ALL_OR_NOTHING()
def all_of_a_session_is_committed(trial: Trial) -> None:
    """Several writes of a session are there together once it has ended."""
    with trial.writing() as session:
        written = [trial.step.add(session, f"plan-{n}", body=f'{{"v":{n}}}') for n in range(1, 5)]
        written += trial.step.many(session, ["plan-5", "plan-6", "plan-7"])
        written.append(trial.step.add(session, "plan-2", version=2, state="done"))
        written_first = plain(session.get("plan-1"))
    with trial.reading() as session:
        same(list(session.entries()), written)
        same(ids(session), [f"plan-{n}" for n in range(1, 8)])
        same((plain(session.get("plan-1")), some(session, "plan-2").version), (written_first, 2))


@ALL_OR_NOTHING()
def an_exception_while_reading_passes_through(trial: Trial) -> None:
    """A reading session swallows no error."""
    with raising(AbandonError), trial.reading():
        raise AbandonError


@ALL_OR_NOTHING()
def a_session_that_writes_nothing_changes_nothing(trial: Trial) -> None:
    """Empty writes and empty sessions add nothing."""
    with trial.writing() as session:
        last = trial.step.add(session, "plan-1")
    with trial.writing() as session:
        session.write([], [])
    with trial.writing() as session:
        pass
    with trial.reading() as session:
        same((session.head(), ids(session)), (head_after(last), ["plan-1"]))


@SEEN()
def a_session_reads_what_it_wrote(trial: Trial) -> None:
    """Head, entries, history, documents and finding answer with what was just written."""
    with trial.writing() as session:
        entry = trial.step.add(
            session, "plan-1", state="draft", index={"teacher": "a"}, body='{"v":1}'
        )
        found = some(session, "plan-1")
        same((found.state, found.body), ("draft", '{"v":1}'))
        same(dict(found.index or {}), {"teacher": "a"})
        same(session.head(), head_after(entry))
        same((list(session.entries()), list(session.history("plan-1"))), ([entry], [entry]))
        same(ids(session, states=frozenset({"draft"}), where={"teacher": "a"}), ["plan-1"])
        trial.step.add(session, "plan-1", version=2, state="done", index={"teacher": "b"})
        same((ids(session, where={"teacher": "a"}), some(session, "plan-1").version), ([], 2))


@SEEN()
def others_see_nothing_before_the_commit(trial: Trial) -> None:
    """A reader beside a writer sees the last commit, in whatever way it asks."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", state="draft")
    with trial.reading() as session:
        before = everything(session)
    with trial.writing() as writer:
        trial.step.add(writer, "plan-1", version=2, state="done", index={"x": 1}, body='{"v":2}')
        trial.step.add(writer, "plan-2")
        writer.erase("plan-1")
        with trial.reading() as reader:
            same(everything(reader), before)
            same((reader.get("plan-2"), ids(reader, where={"x": 1})), (None, []))
            same([len(reader.history(id)) for id in ("plan-1", "plan-2")], [1, 0])
    with trial.reading() as reader:
        same((reader.head().seq, ids(reader)), (3, ["plan-1", "plan-2"]))


@SEEN()
def others_see_no_organization_before_the_commit(trial: Trial) -> None:
    """A new organization is listed once its first session has ended."""
    with trial.writing() as writer:
        trial.step.add(writer, "plan-1")
        same(list(trial.storage.organizations()), [])
    same(list(trial.storage.organizations()), ["org-a"])


@SEEN()
def a_reading_session_goes_on_seeing_what_it_saw_first(trial: Trial) -> None:
    """Commits that come while somebody is reading are not shown to him."""
    with trial.writing() as writer:
        trial.step.add(writer, "plan-1", state="draft", body='{"v":1}')
    with trial.reading() as reader:
        before = everything(reader)
        with trial.writing() as writer:
            trial.step.add(writer, "plan-1", version=2, state="done", body='{"v":2}')
            trial.step.add(writer, "plan-2")
        same(everything(reader), before)
        same((ids(reader), len(reader.history("plan-1"))), (["plan-1"], 1))
        same((reader.get("plan-2"), ids(reader, states=frozenset({"done"}))), (None, []))
    with trial.reading() as reader:
        same(ids(reader), ["plan-1", "plan-2"])


@SEEN()
def sessions_do_not_end_each_other(trial: Trial) -> None:
    """Reading sessions may overlap, inside a writing one as well."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
    with trial.reading() as first:
        with trial.reading() as second:
            same(ids(second), ["plan-1"])
        same(ids(first), ["plan-1"])
        with raising(AbandonError), trial.reading():
            raise AbandonError
        same(ids(first), ["plan-1"])
    with trial.writing() as writer:
        trial.step.add(writer, "plan-2")
        with raising(AbandonError), trial.reading("org-b"):
            raise AbandonError
        with trial.reading() as reader:
            same(ids(reader), ["plan-1"])
        trial.step.add(writer, "plan-3")
    with trial.reading() as session:
        same(ids(session), ["plan-1", "plan-2", "plan-3"])


@ORGANIZATIONS()
def organizations_do_not_see_each_other(trial: Trial) -> None:
    """One id in two organizations is two records, with two histories."""
    other = Step("org-b")
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"}, body='{"of":"a"}')
        trial.step.add(session, "plan-2", index={"teacher": "b"})
    with trial.reading() as session:
        ours = everything(session)
    with trial.writing("org-b") as session:
        same((session.head(), session.get("plan-1"), ids(session)), (Head(), None, []))
        theirs = other.add(session, "plan-1", index={"teacher": "b"}, body='{"of":"b"}')
    with trial.reading("org-b") as session:
        found = some(session, "plan-1")
        same((found.body, dict(found.index or {})), ('{"of":"b"}', {"teacher": "b"}))
        same((list(session.entries()), list(session.history("plan-1"))), ([theirs], [theirs]))
        same((ids(session, where={"teacher": "a"}), session.get("plan-2")), ([], None))
        same(ids(session, where={"teacher": "b"}), ["plan-1"])
    with trial.reading() as session:
        same(everything(session), ours)
        same(ids(session, where={"teacher": "b"}), ["plan-2"])


@ORGANIZATIONS()
def an_exception_in_one_organization_leaves_the_others(trial: Trial) -> None:
    """Abandoning a session of one organization takes nothing from another."""
    with trial.writing("org-b") as session:
        kept = Step("org-b").add(session, "plan-1")
    with raising(AbandonError), trial.writing() as session:
        trial.step.add(session, "plan-1")
        raise AbandonError
    with trial.reading("org-b") as session:
        same(list(session.entries()), [kept])
    same(list(trial.storage.organizations()), ["org-b"])


@ORGANIZATIONS()
def organizations_are_listed_once_written_to(trial: Trial) -> None:
    """Sorted, each once; who only looked, or wrote nothing, is not among them."""
    for org in ("org-b", "Org", "org-a", "org-b", "org.c", "1"):
        with trial.writing(org) as session:
            version = session.head().seq + 1
            Step(org).add(session, "plan-1", version=version)
    with trial.reading("org-c"), trial.reading("org-d"):
        pass
    with trial.writing("org-e"):
        pass
    same(list(trial.storage.organizations()), ["1", "Org", "org-a", "org-b", "org.c"])


@ORGANIZATIONS()
def organizations_of_similar_names_are_not_confused(trial: Trial) -> None:
    """Codes that differ in case, in a sign or at the end are organizations of their own."""
    names = ["ab", "a", "A", "a.b", "a_b", "a-b", "aab", "a.json", "a.lock"]
    names += ["L" * 64, "L" * 63]  # the longer first, too: neither is the beginning of the other
    for name in names:
        with patiently(trial.storage, name) as session:
            same(session.head(), Head())
            Step(name).add(session, "plan-1", body=f'{{"of":"{name}"}}', index={"of": name})
    for name in names:
        with trial.reading(name) as session:
            same((some(session, "plan-1").body, session.head().seq), (f'{{"of":"{name}"}}', 1))
            same([entry.org for entry in session.entries()], [name])
            same(ids(session, where={"of": name}), ["plan-1"])
    same(list(trial.storage.organizations()), sorted(names))
