"""What a store promises of contents: any text comes back unchanged, and what is erased is gone."""

from homeroom_core.codec import encode
from homeroom_core.journal import Entry, verify_chain
from homeroom_core.testing.storage_contract.laws import ERASES, TEXTS
from homeroom_core.testing.storage_contract.promise import Trial, raising, same
from homeroom_core.testing.storage_contract.steps import (
    MANY,
    ODD_TEXTS,
    AbandonError,
    Step,
    document_of,
    everything,
    head_after,
    ids,
    plain,
    some,
)


@TEXTS(*((text,) for text in ODD_TEXTS))
def odd_text_comes_back_unchanged(trial: Trial, text: str) -> None:
    """Whatever stands in state, index, body or payload is read, and found by, as it was written."""
    body = encode({"text": text})
    with trial.writing() as session:
        entry = trial.step.add(
            session, "plan-1", state=text, index={"text": text}, body=body, note=text
        )
    with trial.reading() as session:
        found = some(session, "plan-1")
        same((found.state, found.body), (text, body))
        same(dict(found.index or {}), {"text": text})
        same(ids(session, where={"text": text}), ["plan-1"])
        same(ids(session, states=frozenset({text})), ["plan-1"])
        same(ids(session, where={"text": text + " "}), [])
        same(ids(session, where={"text": text + "%"}), [])
        same(list(session.entries()), [entry])
        same(list(verify_chain(session.entries())), [])


@TEXTS(
    ('{"b": 1.10, "a":1,\n "c":-0,"d":1E400}',),
    ('{"n":123456789012345678901234567890,"x":0.1000000000000000055}',),
    ('{"nul":"\\u0000","same":"\\u9752\\/","a":1,"a":2}',),
    ("  \r\n{}\t",),
)
def a_body_comes_back_to_the_letter(trial: Trial, body: str) -> None:
    """A body is text, not JSON to be written anew: spaces, digits and escapes stay."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", body=body)
    with trial.reading() as session:
        same(some(session, "plan-1").body, body)


@TEXTS()
def values_that_differ_only_in_case_or_accent_differ(trial: Trial) -> None:
    """Neither finding by a value nor by a state folds letters together."""
    names = ["a", "A", "\u00e9", "e\u0301", "e", "a ", " a", "\uff41", "\u00df", "ss"]
    with trial.writing() as session:
        for at, name in enumerate(names):
            trial.step.add(session, f"plan-{at}", index={"name": name}, state=name)
    with trial.reading() as session:
        each = [[f"plan-{at}"] for at in range(len(names))]
        same([ids(session, where={"name": name}) for name in names], each)
        same([ids(session, states=frozenset({name})) for name in names], each)


@TEXTS()
def ids_that_differ_only_in_case_differ(trial: Trial) -> None:
    """Ids are compared letter by letter, and `7` is not `007`."""
    names = ["plan-a", "plan-A", "plan_a", "plan.a", "plan-a1", "007", "7", "1e3", "1000"]
    with trial.writing() as session:
        for at, name in enumerate(names):
            trial.step.add(session, name, body=f'{{"v":{at}}}')
    with trial.reading() as session:
        found = [some(session, name).body for name in names]
        same(found, [f'{{"v":{at}}}' for at in range(len(names))])
        same([len(session.history(name)) for name in names], [1] * len(names))
        same((session.get("PLAN-A"), session.get("plan")), (None, None))


@TEXTS((254,), (257,), (1_001,), (4_097,), (65_537,), (700_001,))
def long_text_comes_back_whole(trial: Trial, length: int) -> None:
    """No column is too short for a text, and long values are compared to their ends."""
    text = "长" * (length - 1) + "尾"
    body = encode({"text": text})
    value = text[-min(length, 10_001) :]
    with trial.writing() as session:
        entry = trial.step.add(session, "plan-1", body=body, index={"text": value}, note=text)
        trial.step.add(session, "plan-2", index={"text": value[:-1] + "头"})
    with trial.reading() as session:
        found = some(session, "plan-1")
        same(found.body, body)
        same((found.index or {}).get("text"), value)
        same(ids(session, where={"text": value}), ["plan-1"])
        same(session.history("plan-1")[0].payload, entry.payload)


@ERASES()
def erasing_forgets_the_contents_of_one_record(trial: Trial) -> None:
    """Payload, salt, body and index of the record go; state and versions stay."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a", "x": None}, body='{"v":1}')
        kept = trial.step.add(session, "plan-10", index={"teacher": "a", "x": None}, body='{"v":2}')
        trial.step.add(session, "plan-1", version=2)
        other = plain(session.get("plan-10"))
    with trial.writing() as session:
        session.erase("plan-1")
        same((some(session, "plan-1").body, ids(session, where={"x": None})), (None, ["plan-10"]))
        same([entry.payload for entry in session.entries()], [None, kept.payload, None])
    with trial.reading() as session:
        erased = some(session, "plan-1")
        same((erased.body, dict(erased.index or {})), (None, {}))
        same((erased.version, erased.body_version, erased.state), (2, 0, "open"))
        history = session.history("plan-1")
        same([(e.payload, e.salt) for e in history], [(None, None), (None, None)])
        same((list(session.history("plan-10")), plain(session.get("plan-10"))), ([kept], other))
        same(ids(session, where={"teacher": "a"}), ["plan-10"])
        same(ids(session, where={"x": None}), ["plan-10"])
        same(ids(session), ["plan-1", "plan-10"])


@ERASES()
def erasing_forgets_a_long_history(trial: Trial) -> None:
    """Every version of a record is erased, however many there are."""
    with trial.writing() as session:
        head, entries = session.head(), list[Entry]()
        for version in range(1, MANY + 1):
            entries.append(trial.step.entry(head, "plan-1", version=version))
            head = head_after(entries[-1])
        session.write(entries, [document_of("plan-1", version=MANY, body_version=MANY)])
    with trial.writing() as session:
        session.erase("plan-1")
    with trial.reading() as session:
        history = session.history("plan-1")
        same([entry.version for entry in history], list(range(1, MANY + 1)))
        same([entry.version for entry in history if entry.payload or entry.salt], [])


@ERASES()
def erasing_leaves_the_chain_whole(trial: Trial) -> None:
    """Digests, actors and moments stay, so that the journal still verifies."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
        trial.step.add(session, "plan-2")
        before = list(session.entries())
    with trial.writing() as session:
        session.erase("plan-2")
    with trial.reading() as session:
        same(session.head(), head_after(before[-1]))
        same(list(verify_chain(session.entries())), [])
        same([e.digest for e in session.entries()], [e.digest for e in before])
        same([e.payload_digest for e in session.entries()], [e.payload_digest for e in before])
        same([(e.actor, e.at, e.target) for e in session.history("plan-2")],
             [(e.actor, e.at, e.target) for e in before[1:]])  # fmt: skip


@ERASES()
def an_erased_record_takes_a_further_entry(trial: Trial) -> None:
    """A step after the erasure is written, and brings nothing of the old contents back."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"})
    with trial.writing() as session:
        session.erase("plan-1")
        trial.step.add(session, "plan-1", version=2, index=None, body=None)
    with trial.reading() as session:
        found = some(session, "plan-1")
        same((found.version, found.body, dict(found.index or {})), (2, None, {}))
        same([entry.payload is None for entry in session.history("plan-1")], [True, False])


@ERASES()
def what_the_same_session_wrote_is_erased_as_well(trial: Trial) -> None:
    """A record that is created and erased in one session is committed without contents."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"})
        kept = trial.step.add(session, "plan-2")
        session.erase("plan-1")
    with trial.reading() as session:
        same([entry.payload for entry in session.entries()], [None, kept.payload])
        same((some(session, "plan-1").body, ids(session, where={"teacher": "a"})), (None, []))


@ERASES()
def erasing_is_undone_by_an_exception(trial: Trial) -> None:
    """An erasure is committed or abandoned like anything else."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"})
        before = everything(session)
    with raising(AbandonError), trial.writing() as session:
        session.erase("plan-1")
        raise AbandonError
    with trial.reading() as session:
        same(everything(session), before)
        same(ids(session, where={"teacher": "a"}), ["plan-1"])


@ERASES()
def erasing_touches_no_other_organization(trial: Trial) -> None:
    """A record of the same id in another organization keeps its contents."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"})
        before = everything(session)
    with trial.writing("org-b") as session:
        Step("org-b").add(session, "plan-1")
        session.erase("plan-1")
    with trial.reading() as session:
        same(everything(session), before)
        same(ids(session, where={"teacher": "a"}), ["plan-1"])


@ERASES()
def erasing_what_is_not_there_or_is_erased_changes_nothing(trial: Trial) -> None:
    """A second time, and an id that only begins like another, erase nothing."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
        trial.step.add(session, "plan-2")
        session.erase("plan-2")
        before = everything(session)
    with trial.writing() as session:
        session.erase("plan-2")
        session.erase("plan")
    with trial.reading() as session:
        same(everything(session), before)
