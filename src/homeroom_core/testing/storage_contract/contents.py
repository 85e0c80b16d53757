"""What a store promises of contents."""

import pytest

from homeroom_core.codec import encode
from homeroom_core.journal import verify_chain
from homeroom_core.storage import Storage
from homeroom_core.testing.storage_contract.steps import (
    ODD_TEXTS,
    AbandonError,
    Promises,
    Step,
    head_after,
    ids,
    plain,
)


class ContentPromises(Promises):
    """Contents: any text comes back unchanged, and what is erased is gone."""

    @pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
    def test_odd_text_comes_back_unchanged(self, storage: Storage, step: Step, text: str) -> None:
        body = encode({"text": text})
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", state=text, index={"text": text}, body=body)
        with storage.session("org-a", write=False) as session:
            found = session.get("plan-1")
            assert found is not None
            assert (found.state, found.index, found.body) == (text, {"text": text}, body)
            assert ids(session, where={"text": text}) == ["plan-1"]
            assert ids(session, where={"text": text + " "}) == []

    def test_names_that_differ_only_in_case_or_accent_differ(
        self, storage: Storage, step: Step
    ) -> None:
        names = ["a", "A", "\u00e9", "e\u0301", "e"]
        with storage.session("org-a", write=True) as session:
            for at, name in enumerate(names):
                step.add(session, f"plan-{at}", index={"name": name})
        with storage.session("org-a", write=False) as session:
            found = [ids(session, where={"name": name}) for name in names]
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

    def test_erasing_forgets_the_contents_of_one_record(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a", "x": None}, body='{"v":1}')
            kept = step.add(session, "plan-2", index={"teacher": "a", "x": None}, body='{"v":2}')
            step.add(session, "plan-1", version=2)
        with storage.session("org-a", write=True) as session:
            session.erase("plan-1")
        with storage.session("org-a", write=False) as session:
            erased = session.get("plan-1")
            assert erased is not None
            assert (erased.body, dict(erased.index or {})) == (None, {})
            assert (erased.version, erased.body_version) == (2, 0)
            history = session.history("plan-1")
            assert [(e.payload, e.salt) for e in history] == [(None, None), (None, None)]
            assert list(session.history("plan-2")) == [kept]
            assert ids(session, where={"teacher": "a"}) == ["plan-2"]
            assert ids(session, where={"x": None}) == ["plan-2"]
            assert ids(session) == ["plan-1", "plan-2"]

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
            before = plain(session.get("plan-1"))
        with pytest.raises(AbandonError), storage.session("org-a", write=True) as session:
            session.erase("plan-1")
            raise AbandonError
        with storage.session("org-a", write=False) as session:
            assert (list(session.entries()), plain(session.get("plan-1"))) == ([kept], before)

    def test_erasing_touches_no_other_organization(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            kept = step.add(session, "plan-1")
        with storage.session("org-b", write=True) as session:
            Step("org-b").add(session, "plan-1")
            session.erase("plan-1")
        with storage.session("org-a", write=False) as session:
            found = session.get("plan-1")
            assert (list(session.entries()), found and found.body) == ([kept], "{}")
