"""What a store promises of its documents."""

from homeroom_core.record import IndexValue
from homeroom_core.storage import Storage
from homeroom_core.testing.storage_contract.steps import Promises, Step, document_of, ids, plain


class DocumentPromises(Promises):
    """Documents: what was written last, and what was not written as it was."""

    def test_a_document_comes_back_as_written(self, storage: Storage, step: Step) -> None:
        index: dict[str, IndexValue] = {"teacher": "person-1", "advisor": None}
        with storage.session("org-a", write=True) as session:
            entry = step.add(session, "plan-1", state="draft", index=index, body='{"a":1}')
        expected = document_of(
            "plan-1", state="draft", created=entry.seq, index=index, body='{"a":1}'
        )
        with storage.session("org-a", write=False) as session:
            assert plain(session.get("plan-1")) == plain(expected)

    def test_a_later_version_replaces_thedocument_of(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            step.add(
                session, "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}'
            )
        expected = document_of(
            "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":2}',
            body_version=2,
        )  # fmt: skip
        with storage.session("org-a", write=False) as session:
            assert plain(session.get("plan-1")) == plain(expected)

    def test_a_body_that_is_not_written_stays_as_it_was(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", body='{"v":1}')
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", version=2, state="done", index={"teacher": "b"}, body=None)
        expected = document_of(
            "plan-1", version=2, state="done", index={"teacher": "b"}, body='{"v":1}'
        )
        with storage.session("org-a", write=False) as session:
            assert plain(session.get("plan-1")) == plain(expected)

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
            assert ids(session, where={"teacher": "a"}) == ["plan-1"]

    def test_a_step_may_write_neither_body_nor_index(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            step.add(session, "plan-1", version=2, state="done", body=None)
        expected = document_of(
            "plan-1", version=2, state="done", index={"teacher": "a"}, body='{"v":1}'
        )
        with storage.session("org-a", write=False) as session:
            assert plain(session.get("plan-1")) == plain(expected)

    def test_an_old_index_value_finds_nothing_any_more(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"})
            step.add(session, "plan-1", version=2, index={"teacher": "b"})
        with storage.session("org-a", write=False) as session:
            found = [ids(session, where={"teacher": teacher}) for teacher in "ab"]
            assert found == [[], ["plan-1"]]
