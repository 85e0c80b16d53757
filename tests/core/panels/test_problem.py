import attrs
import pytest

from homeroom_core.errors import PluginError
from homeroom_core.panels.problem import PanelProblem, Seating, check_seating

PROBLEM = PanelProblem(
    costs=((1, 2, 3), (4, 5, 6)),
    seats=(1, 2),
    options=(0b011, 0b111),
    seated=(0b100, 0b000),
    least=(1, 1, 0),
    most=(1, 2, 1),
    bands=(0, 1, 1),
    crowding=(0, 7),
)


def test_crowding_counts_those_who_are_seated_already() -> None:
    assert PROBLEM.cost((0b001, 0b110)) == 1 + 5 + 6 + 7
    assert PROBLEM.cost((0b010, 0b011)) == 2 + 7 + 4 + 5


def test_a_sound_seating_passes() -> None:
    check_seating(PROBLEM, Seating((0b001, 0b110), 18), "mine")


@pytest.mark.parametrize(
    ("seating", "problem"),
    [
        (Seating((0b100, 0b011), 0), "the panel of entry 0"),
        (Seating((0b001, 0b010), 0), "the panel of entry 1"),
        (Seating((0b001, 0b101), 0), "the load of judge 0"),
        (Seating((0b001, 0b110), 20), "a bound above its cost"),
    ],
)
def test_a_seating_that_breaks_the_problem_is_refused(seating: Seating, problem: str) -> None:
    with pytest.raises(PluginError, match=problem):
        check_seating(PROBLEM, seating, "mine")


def test_without_crowding_only_pairs_cost() -> None:
    assert attrs.evolve(PROBLEM, crowding=(0, 0)).cost((0b001, 0b110)) == 12
