"""The contract as a class of tests has a test of each promise, and fails where one is not kept."""

from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from twisted import Twisted, in_memory

from homeroom_core.storage import Capabilities, Document, MemoryStorage, Query, capabilities_of
from homeroom_core.testing import StorageContract
from homeroom_core.testing.contracts.law import BrokenLaw
from homeroom_core.testing.contracts.storage_backends import STORAGE_CONTRACT
from homeroom_core.testing.storage_contract.every import LAWS
from homeroom_core.testing.storage_contract.promise import same


def test_every_promise_is_a_test() -> None:
    promises = {f"test_{promise.name}" for law in LAWS for promise in law.promises}
    assert {name for name in dir(StorageContract) if name.startswith("test_")} == promises


def test_no_law_is_empty_and_each_is_one_of_the_contract() -> None:
    assert [law.code for law in LAWS if not law.promises] == []
    assert {law.code for law in LAWS} <= {law.code for law in STORAGE_CONTRACT.laws}


def test_a_test_fails_where_its_promise_is_broken() -> None:
    class BeginsTooEarly(Twisted):
        def find(self, query: Query) -> Sequence[Document]:
            found: Sequence[Document] = self.inside.find(attrs.evolve(query, after=0))
            return found

    test: Any = StorageContract().test_a_page_begins_after_a_creation_of_any_kind  # type: ignore[attr-defined]  # made of its promise
    test(MemoryStorage(), (1, [3, 4]))
    with pytest.raises(BrokenLaw, match=r"found \[1, 3, 4\]; expected \[3, 4\]"):
        test(in_memory(BeginsTooEarly)("memory:"), (1, [3, 4]))


def test_what_is_not_promised_is_skipped() -> None:
    test: Any = StorageContract().test_nothing_abandoned_is_there_after_a_reopening  # type: ignore[attr-defined]  # made of its promise
    with pytest.raises(pytest.skip.Exception, match="does not promise 'durable'"):
        test(MemoryStorage(), ())


def test_a_store_that_says_nothing_promises_the_defaults() -> None:
    class Silent:
        url = "silent:"

    class Wrong(Silent):
        capabilities = "all"

    assert capabilities_of(Silent()) == Capabilities()  # type: ignore[arg-type]  # all that is asked of it
    with pytest.raises(TypeError, match=r"silent:: capabilities have to be a Capabilities, found"):
        capabilities_of(Wrong())  # type: ignore[arg-type]  # as above


def test_a_difference_is_told_by_its_place() -> None:
    one, other = Document(**DOCUMENT), Document(**{**DOCUMENT, "body": "x" * 200 + "b"})
    with pytest.raises(BrokenLaw) as caught:
        same([1, one], [1, other])
    assert caught.value.found.en == f"[1].body: '(201 characters) …{'x' * 20}a'"
    assert caught.value.wanted.en == f"[1].body: '(201 characters) …{'x' * 20}b'"


DOCUMENT: dict[str, Any] = {
    "id": "plan-1",
    "kind": "plan",
    "created": 1,
    "version": 1,
    "state": "open",
    "index": {},
    "body": "x" * 200 + "a",
    "body_version": 1,
}
