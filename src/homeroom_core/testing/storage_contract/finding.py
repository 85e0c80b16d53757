"""What a store promises of `find`."""

import pytest

from homeroom_core.record import IndexValue
from homeroom_core.storage import Query, Storage
from homeroom_core.testing.storage_contract.steps import (
    KIND,
    OTHER,
    Promises,
    Step,
    ids,
    paged,
    plain,
)


class FindPromises(Promises):
    """Finding: by kind, state and indexed fields, oldest first, page by page."""

    def test_find_gives_one_kind_only(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1")
            step.add(session, "notice-2", kind=OTHER)
        with storage.session("org-a", write=False) as session:
            assert (ids(session), ids(session, kind=OTHER)) == (["plan-1"], ["notice-2"])

    def test_find_gives_whole_documents(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
            step.add(session, "plan-2", index={"teacher": "b"}, body='{"v":2}')
        with storage.session("org-a", write=False) as session:
            found = session.find(Query(kind=KIND))
            each = [session.get("plan-1"), session.get("plan-2")]
            assert [*map(plain, found)] == [*map(plain, each)]

    def test_find_orders_by_creation_not_by_id_nor_by_change(
        self, storage: Storage, step: Step
    ) -> None:
        written = ["plan-10", "plan-9", "a", "Z"]
        with storage.session("org-a", write=True) as session:
            for id in written:
                step.add(session, id)
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-10", version=2, state="done")
        with storage.session("org-a", write=False) as session:
            assert ids(session) == written

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
            assert ids(session, states=wanted) == expected

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
            assert ids(session, where={"value": value}) == expected

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
            assert ids(session, where={"recognised": value}) == expected

    def test_find_by_several_fields_wants_all_of_them(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a", "advisor": "x"})
            step.add(session, "plan-2", index={"teacher": "a", "advisor": "y"})
            step.add(session, "plan-3", index={"teacher": "y", "advisor": "a"})
        with storage.session("org-a", write=False) as session:
            assert ids(session, where={"teacher": "a", "advisor": "y"}) == ["plan-2"]
            assert ids(session, where={"teacher": "x", "advisor": "x"}) == []

    def test_find_by_a_field_keeps_kinds_apart(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            step.add(session, "plan-1", index={"teacher": "a"})
            step.add(session, "notice-2", kind=OTHER, index={"teacher": "a"})
        with storage.session("org-a", write=False) as session:
            assert ids(session, kind=OTHER, where={"teacher": "a"}) == ["notice-2"]

    def test_find_page_by_page_gives_each_document_once(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            for number in range(1, 12):
                step.add(session, f"plan-{number}", kind=KIND if number % 3 else OTHER)
        expected = [f"plan-{number}" for number in range(1, 12) if number % 3]
        with storage.session("org-a", write=False) as session:
            assert paged(session, Query(kind=KIND, limit=3)) == expected

    def test_find_page_by_page_with_every_condition(self, storage: Storage, step: Step) -> None:
        with storage.session("org-a", write=True) as session:
            for number in range(1, 14):
                state = "open" if number % 2 else "done"
                step.add(
                    session, f"plan-{number}", state=state, index={"teacher": "ab"[number > 8]}
                )
        query = Query(kind=KIND, states=frozenset({"open"}), where={"teacher": "a"}, limit=2)
        with storage.session("org-a", write=False) as session:
            assert paged(session, query) == ["plan-1", "plan-3", "plan-5", "plan-7"]
