import pytest

from homeroom_core.errors import InputError
from homeroom_core.panels.request import (
    EntryDemand,
    ExperienceMix,
    JudgeOffer,
    PanelConflict,
    PanelRequest,
    SameGroup,
    cost_rows,
)


def test_a_plain_id_is_an_entry_without_a_group() -> None:
    request = PanelRequest(judges=[], entries=["e1", EntryDemand("e2", "g7")], per_entry=1)
    assert request.entries == (EntryDemand("e1"), EntryDemand("e2", "g7"))


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(InputError) as caught:
        PanelRequest(
            judges=[
                JudgeOffer(id="j1", experience=-1),
                JudgeOffer(id="j1", capacity=-2),
                JudgeOffer(id=""),
            ],
            entries=["e1", "e1"],
            per_entry=0,
            conflicts=[PanelConflict(judge="j9", entry="e9", kind="")],
            costs={("j1", "e1"): -1, ("j8", "e1"): 2},
            mix=ExperienceMix(bands=(5, 5), cost=-1),
            spread=0,
        )
    assert [fault.where for fault in caught.value.faults] == [
        "judges[1].id",
        "judges[2].id",
        "judges[0].experience",
        "judges[1].capacity",
        "entries[1].id",
        "conflicts[0].judge",
        "conflicts[0].entry",
        "conflicts[0].kind",
        "per_entry",
        "spread",
        "mix.cost",
        "mix.bands",
        "costs[('j1', 'e1')]",
        "costs[('j8', 'e1')]",
    ]


def test_a_request_needs_an_entry() -> None:
    with pytest.raises(InputError, match="at least one entry"):
        PanelRequest(judges=[JudgeOffer(id="j1")], entries=[], per_entry=1)


def test_a_pair_of_costs_names_a_judge_and_an_entry() -> None:
    with pytest.raises(InputError, match="a pair of ids"):
        PanelRequest(judges=[], entries=["e1"], per_entry=1, costs={"e1": 3})  # type: ignore[dict-item]  # what is tested


@pytest.mark.parametrize("cost", [-1, 1_000_001, 1.0, True])
def test_a_function_of_costs_gives_whole_numbers_in_range(cost: int) -> None:
    judge = JudgeOffer(id="j1")
    request = PanelRequest(judges=[judge], entries=["e1"], per_entry=1, costs=lambda *_: cost)
    with pytest.raises(InputError, match="cost of judge j1 for entry e1"):
        cost_rows(request, request.judges, request.entries)


def test_costs_by_pair_are_nothing_where_nothing_is_given() -> None:
    request = PanelRequest(
        judges=[JudgeOffer(id="j1"), JudgeOffer(id="j2")],
        entries=["e1", "e2"],
        per_entry=1,
        costs={("j2", "e1"): 4},
    )
    assert cost_rows(request, request.judges, request.entries) == [[0, 4], [0, 0]]


def test_no_group_is_no_common_group() -> None:
    assert SameGroup(20)(JudgeOffer(id="j1"), EntryDemand("e1")) == 0
    assert SameGroup(20)(JudgeOffer(id="j1", group="g7"), EntryDemand("e1", "g8")) == 0


def test_a_single_band_is_never_crowded() -> None:
    assert ExperienceMix(cost=10).crowding(5, bands_present=1) == (0, 0, 0, 0, 0)


def test_a_band_begins_in_its_first_year() -> None:
    assert [ExperienceMix((5, 15)).band(years) for years in (0, 4, 5, 14, 15)] == [0, 0, 1, 1, 2]
