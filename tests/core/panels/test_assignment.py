from collections.abc import Iterable
from fractions import Fraction

import attrs
import pytest

from homeroom_core.errors import PluginError
from homeroom_core.panels.assignment import Assignment, Unassignable, assign_panels
from homeroom_core.panels.problem import PanelProblem, Seating
from homeroom_core.panels.request import (
    EntryDemand,
    ExperienceMix,
    JudgeOffer,
    PanelConflict,
    PanelRequest,
    SameGroup,
)

HARD = "own_class"
SOFT = "same_group"


def a_request(judges: int, entries: int, per_entry: int, **more: object) -> PanelRequest:
    """Judges j1, j2, ... without limits or groups, entries e1, e2, ..."""
    parts = {"mix": None, **more}
    return PanelRequest(
        judges=[JudgeOffer(id=f"j{n}") for n in range(1, judges + 1)],
        entries=[f"e{n}" for n in range(1, entries + 1)],
        per_entry=per_entry,
        **parts,  # type: ignore[arg-type]  # each test names real fields
    )


def conflicts(*pairs: str, kind: str = HARD) -> list[PanelConflict]:
    """From "j1 e2" and the like."""
    return [
        PanelConflict(judge=judge, entry=entry, kind=kind, waivable=kind == SOFT)
        for judge, entry in (pair.split() for pair in pairs)
    ]


def limited(request: PanelRequest, **capacities: int) -> PanelRequest:
    """The request with limits for these judges."""
    judges = [attrs.evolve(j, capacity=capacities.get(j.id, j.capacity)) for j in request.judges]
    return attrs.evolve(request, judges=judges)


def assigned(request: PanelRequest) -> Assignment:
    found = assign_panels(request)
    assert isinstance(found, Assignment), found
    return found


def refused(request: PanelRequest) -> Unassignable:
    found = assign_panels(request)
    assert isinstance(found, Unassignable)
    return found


def codes(found: Unassignable) -> list[str]:
    return [refusal.code for refusal in found.refusals]


def test_loads_are_even_and_panels_complete() -> None:
    found = assigned(a_request(4, 6, 2))
    assert {len(set(panel)) for panel in found.panels.values()} == {2}
    assert found.loads == {"j1": 3, "j2": 3, "j3": 3, "j4": 3}
    assert (found.cost, found.bound, found.gap) == (0, 0, Fraction(0))


def test_a_judge_is_kept_away_from_a_conflict_whatever_it_costs() -> None:
    away = {("j2", "e1"): 1_000_000, ("j3", "e1"): 1_000_000}
    found = assigned(a_request(3, 3, 2, conflicts=conflicts("j1 e1"), costs=away))
    assert found.panels["e1"] == ("j2", "j3")
    assert found.cost == 2_000_000


def test_one_conflict_that_may_not_be_waived_rules_the_pair_out() -> None:
    both = [*conflicts("j1 e1", kind=SOFT), *conflicts("j1 e1")]
    assert codes(refused(a_request(2, 1, 2, conflicts=both))) == ["panel.entry_lacks_judges"]


def test_judges_from_other_groups_are_preferred() -> None:
    judges = [JudgeOffer(id=f"j{n}", group="g7" if n < 3 else "g8") for n in range(6)]
    entries = [EntryDemand("e1", "g7"), EntryDemand("e2", "g8")]
    found = assigned(
        PanelRequest(
            judges=judges, entries=entries, per_entry=3, connected=False, costs=SameGroup(5)
        )
    )
    assert found.panels == {"e1": ("j3", "j4", "j5"), "e2": ("j0", "j1", "j2")}


def test_panels_mix_experience() -> None:
    judges = [JudgeOffer(id=f"j{n}", experience=years) for n, years in enumerate([1, 2, 20, 21])]
    request = PanelRequest(judges=judges, entries=["e1", "e2"], per_entry=2, connected=False)
    mixed = assigned(request)
    assert all(len({"j0", "j1"} & set(panel)) == 1 for panel in mixed.panels.values())
    assert (mixed.cost, mixed.mix_cost) == (0, 0)


def test_crowding_is_weighed_against_what_else_is_preferred() -> None:
    judges = [JudgeOffer(id=f"j{n}", experience=years) for n, years in enumerate([1, 2, 20, 21])]
    costs = {("j2", "e1"): 4, ("j3", "e1"): 4, ("j0", "e2"): 4, ("j1", "e2"): 4}
    request = PanelRequest(
        judges=judges, entries=["e1", "e2"], per_entry=2, costs=costs, connected=False
    )
    cheap = assigned(attrs.evolve(request, mix=ExperienceMix(cost=3)))
    dear = assigned(attrs.evolve(request, mix=ExperienceMix(cost=5)))
    assert (cheap.panels["e1"], cheap.cost, cheap.mix_cost) == (("j0", "j1"), 6, 6)
    assert (dear.cost, dear.mix_cost) == (8, 0)


def test_capacities_make_loads_uneven_no_more_than_they_must() -> None:
    found = assigned(limited(a_request(4, 6, 2), j1=1))
    assert sorted(found.loads.values()) == [1, 3, 4, 4]


def test_conflicts_make_loads_uneven_no_more_than_they_must() -> None:
    pairs = [f"j1 e{n}" for n in range(1, 6)]
    found = assigned(a_request(3, 6, 1, conflicts=conflicts(*pairs), connected=False))
    assert found.loads == {"j1": 1, "j2": 3, "j3": 2} or found.loads == {"j1": 1, "j2": 2, "j3": 3}


def test_a_wider_spread_lets_cheaper_judges_take_more() -> None:
    costs = {("j1", f"e{n}"): 9 for n in range(1, 5)}
    request = a_request(2, 4, 1, costs=costs, connected=False)
    assert assigned(request).loads == {"j1": 2, "j2": 2}
    wide = assigned(attrs.evolve(request, spread=2))
    assert (wide.loads, wide.cost) == ({"j1": 1, "j2": 3}, 9)


def test_nothing_is_waived_where_it_can_be_avoided() -> None:
    pairs = [f"j1 e{n}" for n in range(1, 4)]
    found = assigned(a_request(3, 4, 2, conflicts=conflicts(*pairs, kind=SOFT)))
    assert found.waivers == ()
    assert found.loads == {"j1": 1, "j2": 4, "j3": 3} or found.loads == {"j1": 1, "j2": 3, "j3": 4}


def test_a_school_of_colleagues_gets_the_least_conflicted_panels_and_the_waivers_to_record() -> (
    None
):
    everyone = [f"j{j} e{e}" for j in range(1, 4) for e in range(1, 4)]
    own = conflicts("j1 e1", "j2 e2", "j3 e3")
    colleagues = conflicts(*everyone, kind=SOFT)
    taught = [attrs.evolve(c, kind="paired", waivable=True) for c in conflicts("j2 e1", "j1 e3")]
    found = assigned(a_request(3, 3, 2, conflicts=[*own, *colleagues, *taught]))
    assert found.panels == {"e1": ("j2", "j3"), "e2": ("j1", "j3"), "e3": ("j1", "j2")}
    assert [(w.entry, w.judge, w.kind) for w in found.waivers] == [
        ("e1", "j2", "paired"),
        ("e1", "j2", SOFT),
        ("e1", "j3", SOFT),
        ("e2", "j1", SOFT),
        ("e2", "j3", SOFT),
        ("e3", "j1", "paired"),
        ("e3", "j1", SOFT),
        ("e3", "j2", SOFT),
    ]


def test_the_pair_with_fewer_conflicts_is_waived() -> None:
    soft = conflicts("j1 e1", "j2 e1", kind=SOFT)
    more = [attrs.evolve(soft[0], kind="paired")]
    found = assigned(a_request(3, 1, 2, conflicts=[*soft, *more]))
    assert found.panels == {"e1": ("j2", "j3")}
    assert found.waivers == (soft[1],)


def test_where_nothing_may_be_waived_the_refusal_says_what_could_be() -> None:
    request = a_request(3, 1, 2, conflicts=conflicts("j1 e1", "j2 e1", kind=SOFT), waive=False)
    (refusal,) = refused(request).refusals
    assert (refusal.code, refusal.measured, refusal.required) == ("panel.waivers_needed", 1, 0)
    assert str(refusal.remedy) in {
        f"these may be waived, on record: {judge} and e1 (same_group)" for judge in ("j1", "j2")
    }


def test_too_few_judges_are_refused() -> None:
    (refusal,) = refused(a_request(2, 3, 3)).refusals
    assert (refusal.code, refusal.measured, refusal.required) == ("panel.too_few_judges", 2, 3)
    assert str(refusal.remedy) == "find 1 more, or give each entry fewer judges"


def test_every_entry_that_lacks_judges_is_named_with_what_rules_them_out() -> None:
    found = refused(a_request(3, 3, 2, conflicts=conflicts("j1 e1", "j2 e1", "j1 e3", "j3 e3")))
    assert [str(refusal.text) for refusal in found.refusals] == [
        "entry e1 needs 2 judges, only 1 may and can score it (1 lacking); "
        "ruled out: j1 and e1 (own_class), j2 and e1 (own_class)",
        "entry e3 needs 2 judges, only 1 may and can score it (1 lacking); "
        "ruled out: j1 and e3 (own_class), j3 and e3 (own_class)",
    ]


def test_entries_that_compete_for_too_few_places_are_named() -> None:
    request = limited(a_request(3, 4, 2, conflicts=conflicts("j3 e1", "j3 e2")), j1=1)
    (refusal,) = refused(request).refusals
    assert str(refusal.text) == (
        "entries e1, e2 depend on judges j1 for 2 seats, these have room for 1 (1 lacking)"
    )
    assert (refusal.code, refusal.measured, refusal.required) == (
        "panel.entries_lack_capacity",
        1,
        2,
    )


def test_a_long_list_of_entries_is_cut_short() -> None:
    request = a_request(2, 20, 2)
    (refusal,) = refused(limited(request, j1=1, j2=1)).refusals
    assert "e19, e2 and others (20 in all) depend on judges j1, j2 for 40 seats" in str(
        refusal.text
    )


def test_a_lack_within_an_entry_and_a_lack_of_places_are_both_said() -> None:
    pairs = ("j1 e1", "j2 e1")
    request = limited(a_request(3, 4, 2, conflicts=conflicts(*pairs)), j1=1, j2=1, j3=4)
    assert codes(refused(request)) == ["panel.entry_lacks_judges", "panel.entries_lack_capacity"]


def test_panels_that_fell_apart_are_linked_at_the_least_cost() -> None:
    near = {(f"j{j}", f"e{e}"): 5 * ((j < 3) != (e < 3)) for j in range(1, 5) for e in range(1, 5)}
    apart = a_request(4, 4, 2, costs=near, connected=False)
    assert len(assigned(apart).subsets) == 2
    found = assigned(attrs.evolve(apart, connected=True))
    assert len(found.subsets) == 1
    assert set(found.loads.values()) == {2}
    assert (found.cost, found.bound) == (10, 0)


def test_linking_makes_loads_uneven_only_where_no_swap_is_allowed() -> None:
    across = [f"j{j} e{e}" for j in range(1, 5) for e in range(1, 5) if (j < 3) != (e < 3)]
    pairs = set(across) - {"j3 e1"}
    found = assigned(a_request(4, 4, 2, conflicts=conflicts(*sorted(pairs))))
    assert len(found.subsets) == 1
    assert "j3" in found.panels["e1"]
    assert sorted(found.loads.values()) == [1, 2, 2, 3]


def test_linking_waives_a_conflict_only_as_a_last_resort() -> None:
    across = [f"j{j} e{e}" for j in range(1, 5) for e in range(1, 5) if (j < 3) != (e < 3)]
    hard = conflicts(*sorted(set(across) - {"j3 e1"}))
    request = a_request(4, 4, 2, conflicts=[*hard, *conflicts("j3 e1", kind=SOFT)])
    assert [(w.judge, w.entry) for w in assigned(request).waivers] == [("j3", "e1")]
    assert codes(refused(attrs.evolve(request, waive=False))) == ["panel.cannot_connect"]


def test_subsets_that_cannot_be_linked_are_listed() -> None:
    across = [f"j{j} e{e}" for j in range(1, 5) for e in range(1, 5) if (j < 3) != (e < 3)]
    request = a_request(4, 4, 2, conflicts=conflicts(*across))
    (refusal,) = refused(request).refusals
    assert (refusal.code, refusal.measured, refusal.required) == ("panel.cannot_connect", 2, 1)
    assert "[entries e1, e2; judges j1, j2]" in str(refusal.text)
    assert len(assigned(attrs.evolve(request, connected=False)).subsets) == 2


def test_one_judge_an_entry_links_nothing() -> None:
    assert codes(refused(a_request(2, 4, 1))) == ["panel.cannot_connect"]


def test_bridges_are_the_seats_nobody_may_be_absent_from() -> None:
    found = assigned(a_request(3, 2, 2))
    assert {(link.entry, link.judge) for link in found.bridges} == {
        (entry, judge) for entry, panel in found.panels.items() for judge in panel
    }


def test_the_summary_reads_in_three_languages() -> None:
    text = assigned(a_request(4, 6, 2)).text
    assert str(text) == (
        "6 entries with 2 judges each, 3 to 3 entries a judge; cost 0, proved to be no less than 0; "
        "0 conflicts to be waived"
    )
    assert text.zh_hans.startswith("6 件作品各有 2 位评委")
    assert text.zh_hant.startswith("6 件作品各有 2 位評委")


class Careless:
    """A solver that seats the first options, whatever they are asked for."""

    def solve(self, problem: PanelProblem) -> Seating:
        return Seating(tuple(mask & -mask for mask in problem.options), 0)


def test_a_solver_that_breaks_what_was_asked_for_is_named() -> None:
    with pytest.raises(PluginError, match="Careless"):
        assign_panels(a_request(4, 6, 2), solver=Careless())


def test_an_assignment_is_true_and_a_refusal_false() -> None:
    found: Iterable[object] = (assign_panels(a_request(2, 2, 2)), assign_panels(a_request(1, 2, 2)))
    assert [bool(one) for one in found] == [True, False]
