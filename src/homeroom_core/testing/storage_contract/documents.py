"""What a store promises of its documents: what was written last, and the rest as it was."""

from homeroom_core.record import IndexValue
from homeroom_core.storage import Query
from homeroom_core.testing.storage_contract.laws import COPIES, DOCUMENTS
from homeroom_core.testing.storage_contract.promise import Trial, same
from homeroom_core.testing.storage_contract.steps import (
    KIND,
    document_of,
    everything,
    ids,
    plain,
    some,
)


@DOCUMENTS()
def a_document_comes_back_as_written(trial: Trial) -> None:
    """Every field of a new document is read as it was written, `None` in the index included."""
    index: dict[str, IndexValue] = {"teacher": "person-1", "advisor": None}
    with trial.writing() as session:
        entry = trial.step.add(session, "plan-1", state="draft", index=index, body='{"a":1}')
    expected = document_of("plan-1", state="draft", created=entry.seq, index=index, body='{"a":1}')
    with trial.reading() as session:
        same(plain(session.get("plan-1")), plain(expected))


@DOCUMENTS()
def a_later_version_replaces_the_document(trial: Trial) -> None:
    """A whole later version stands in the place of the one before; `created` stays."""
    with trial.writing() as session:
        trial.step.add(session, "plan-0")
        trial.step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
    with trial.writing() as session:
        trial.step.add(
            session, "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}'
        )
    expected = document_of(
        "plan-1", created=2, version=2, state="done", index={"teacher": "b"}, body='{"v":2}',
        body_version=2,
    )  # fmt: skip
    with trial.reading() as session:
        same(plain(session.get("plan-1")), plain(expected))


@DOCUMENTS()
def a_body_that_is_not_written_stays_as_it_was(trial: Trial) -> None:
    """With `body=None` the old body stays, and says at which version it was written."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", body='{"v":1}')
    with trial.writing() as session:
        trial.step.add(
            session, "plan-1", version=2, state="done", index={"teacher": "b"}, body=None
        )
        found = session.get("plan-1")
    expected = document_of(
        "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":1}'
    )
    same(plain(found), plain(expected))
    with trial.reading() as session:
        same(plain(session.get("plan-1")), plain(expected))


@DOCUMENTS()
def an_index_that_is_not_written_stays_as_it_was(trial: Trial) -> None:
    """With `index=None` the old index stays, and is still found by."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a", "advisor": None})
    with trial.writing() as session:
        trial.step.add(session, "plan-1", version=2, index=None, body='{"v":2}')
    with trial.reading() as session:
        found = some(session, "plan-1")
        same((dict(found.index or {}), found.body_version), ({"teacher": "a", "advisor": None}, 2))
        same(ids(session, where={"teacher": "a"}), ["plan-1"])


@DOCUMENTS()
def a_step_may_write_neither_body_nor_index(trial: Trial) -> None:
    """Version and state go on, session after session, while body and index stay."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
        trial.step.add(session, "plan-1", version=2, state="done", body=None)
    with trial.writing() as session:
        trial.step.add(session, "plan-1", version=3, state="closed", body=None)
    expected = document_of(
        "plan-1", version=3, state="closed", index={"teacher": "a"}, body='{"v":1}'
    )
    with trial.reading() as session:
        same(plain(session.get("plan-1")), plain(expected))
        states = [ids(session, states=frozenset({s})) for s in ("open", "done", "closed")]
        same(states, [[], [], ["plan-1"]])


@DOCUMENTS()
def an_old_index_value_finds_nothing_any_more(trial: Trial) -> None:
    """Once a field has another value, only that one finds the record."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a", "n": 1})
        trial.step.add(session, "plan-1", version=2, index={"teacher": "b", "n": None})
        same(ids(session, where={"teacher": "a"}), [])
    with trial.reading() as session:
        same([ids(session, where={"teacher": one}) for one in "ab"], [[], ["plan-1"]])
        found: list[IndexValue] = [1, None]
        same([ids(session, where={"n": one}) for one in found], [[], ["plan-1"]])


@DOCUMENTS()
def a_change_of_one_record_leaves_the_others(trial: Trial) -> None:
    """Records whose ids begin alike keep body, index and state."""
    names = ["plan-1", "plan-10", "plan-11", "plan-2"]
    with trial.writing() as session:
        for number, name in enumerate(names):
            trial.step.add(session, name, index={"n": number}, body=f'{{"v":{number}}}')
        before = [plain(session.get(name)) for name in names[1:]]
    with trial.writing() as session:
        trial.step.add(session, "plan-1", version=2, state="done", index={"n": 9}, body="{}")
    with trial.reading() as session:
        same([plain(session.get(name)) for name in names[1:]], before)
        same([ids(session, where={"n": n}) for n in (0, 1, 9)], [[], ["plan-10"], ["plan-1"]])


@DOCUMENTS()
def a_document_says_what_kind_it_is(trial: Trial) -> None:
    """The kind is read as it was written."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
        trial.step.add(session, "plan-2", kind="plan_b")
    with trial.reading() as session:
        found = [some(session, name).kind for name in ("plan-1", "plan-2")]
        same(found, [KIND, "plan_b"])


@COPIES()
def changing_an_answer_changes_nothing(trial: Trial) -> None:
    """Lists and indexes that were handed out may be emptied by whoever has them."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"})
        trial.step.add(session, "plan-2", index={"teacher": "b"})
    with trial.reading() as session:
        before = everything(session)
        for answer in (session.entries(), session.find(_PLANS), session.history("plan-1")):
            _spoil(answer)
        _spoil(some(session, "plan-1").index)
        for document in session.find(_PLANS):
            _spoil(document.index)
        _spoil(trial.storage.organizations())
        same(everything(session), before)
    with trial.reading() as session:
        same(everything(session), before)
        same(ids(session, where={"teacher": "a"}), ["plan-1"])
    same(list(trial.storage.organizations()), ["org-a"])


@COPIES()
def changing_what_was_written_changes_nothing(trial: Trial) -> None:
    """Lists and indexes that were handed in may be changed afterwards."""
    index: dict[str, IndexValue] = {"teacher": "a"}
    with trial.writing() as session:
        entry = trial.step.entry(session.head(), "plan-1")
        entries, documents = [entry], [document_of("plan-1", index=index)]
        session.write(entries, documents)
        entries.clear()
        documents.clear()
        index["teacher"] = "b"
        index["advisor"] = "c"
    with trial.reading() as session:
        same(list(session.entries()), [entry])
        same(dict(some(session, "plan-1").index or {}), {"teacher": "a"})
        same(ids(session, where={"teacher": "b"}), [])


def _spoil(answer: object) -> None:
    """Do to an answer what somebody careless may do, if it lets itself be changed."""
    if isinstance(answer, list | dict):
        answer.clear()


_PLANS = Query(kind=KIND)
