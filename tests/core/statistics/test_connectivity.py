import pickle

import pytest

from homeroom_core.errors import DisconnectedError
from homeroom_core.statistics.connectivity import (
    DISCONNECTED,
    Link,
    Subset,
    design_of,
    linking_ratings,
    refuse_disconnected,
    require_connected,
)
from homeroom_core.text import LANGUAGES

LINKED = {"e1": {"j1": 8, "j2": 7}, "e2": {"j2": 6, "j3": 7}, "e3": {"j1": 5, "j3": 9}}
APART = {
    "e1": {"j1": 8, "j2": 7},
    "e2": {"j1": 9, "j2": 7},
    "e3": {"j2": 5},
    "e4": {"j3": 6, "j4": 6},
    "e5": {"j3": 9},
}


def test_a_ring_of_judges_is_connected_without_bridges() -> None:
    design = design_of(LINKED)
    assert (design.connected, design.bridges) == (True, ())
    assert design.subsets == (Subset(("e1", "e2", "e3"), ("j1", "j2", "j3")),)
    assert design.shared == {("j1", "j2"): 1, ("j1", "j3"): 1, ("j2", "j3"): 1}
    assert refuse_disconnected(LINKED) is None
    assert linking_ratings(LINKED) == ()


def test_a_chain_hangs_on_every_link() -> None:
    chain = {"e1": {"j1": 1, "j2": 2}, "e2": {"j2": 2, "j3": 3}}
    assert design_of(chain).bridges == (
        Link("e1", "j1"),
        Link("e1", "j2"),
        Link("e2", "j2"),
        Link("e2", "j3"),
    )


def test_only_the_link_between_two_blocks_is_a_bridge() -> None:
    blocks = {
        "a1": {"j1": 1, "j2": 1},
        "a2": {"j1": 1, "j2": 1, "j3": 1},
        "b1": {"j3": 1, "j4": 1},
        "b2": {"j3": 1, "j4": 1},
    }
    assert design_of(blocks).bridges == (Link("a2", "j3"),)


def test_counts_of_the_design() -> None:
    design = design_of(APART)
    assert design.ratings_of_entry == {"e1": 2, "e2": 2, "e3": 1, "e4": 2, "e5": 1}
    assert design.entries_of_judge == {"j1": 2, "j2": 3, "j3": 2, "j4": 1}
    assert design.shared_with_rest == {"j1": 2, "j2": 2, "j3": 1, "j4": 1}
    assert design.thin() == ("j3", "j4")


def test_a_disconnected_design_is_refused_with_its_subsets_and_what_would_link_them() -> None:
    refusal = refuse_disconnected(APART)
    assert refusal is not None
    assert (refusal.code, refusal.measured, refusal.required) == (DISCONNECTED.code, 2, 1)
    assert linking_ratings(APART) == (Link("e5", "j1"), Link("e4", "j1"))
    for language in LANGUAGES:
        said = refusal.text.read(language) + refusal.remedy.read(language)
        assert all(name in said for name in (*APART, "j1", "j2", "j3", "j4"))


def test_the_proposed_ratings_connect_it() -> None:
    linked = {entry: dict(row) for entry, row in APART.items()}
    for link in linking_ratings(APART):
        linked[link.entry][link.judge] = 5
    require_connected(linked)
    assert design_of(linked).connected


def test_the_error_lists_the_subsets_and_survives_pickling() -> None:
    with pytest.raises(DisconnectedError) as caught:
        require_connected(APART)
    error = caught.value
    assert error.subsets == ((("e1", "e2", "e3"), ("j1", "j2")), (("e4", "e5"), ("j3", "j4")))
    assert "e4, e5" in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301  # our own bytes
