from fractions import Fraction
from itertools import product

import attrs
import pytest

from homeroom_core.panels.auction import AuctionSolver
from homeroom_core.panels.problem import PanelProblem, Seating, check_seating

EXACT = AuctionSolver()
COARSE = AuctionSolver(gap=Fraction(1, 10), exact_up_to=0)


def a_square(size: int) -> PanelProblem:
    """As many judges as entries, one each; costs without a pattern."""
    return PanelProblem(
        costs=tuple(tuple(7 * e * j % 31 + e * e % 13 for j in range(size)) for e in range(size)),
        seats=(1,) * size,
        options=((1 << size) - 1,) * size,
        seated=(0,) * size,
        least=(1,) * size,
        most=(1,) * size,
        bands=(0,) * size,
        crowding=(0,),
    )


def test_the_answer_is_exact_and_proved_where_few_seats_are_open() -> None:
    problem = a_square(40)
    seating = EXACT.solve(problem)
    check_seating(problem, seating, "auction")
    assert seating.bound == problem.cost(seating.chosen)


def test_a_coarse_answer_stays_within_its_gap() -> None:
    problem = a_square(40)
    seating = COARSE.solve(problem)
    least = EXACT.solve(problem).bound
    assert (
        seating.bound <= least <= problem.cost(seating.chosen) <= Fraction(11, 10) * seating.bound
    )


def test_places_that_may_stay_empty_stay_empty_where_that_is_cheapest() -> None:
    problem = attrs.evolve(a_square(2), costs=((1, 9), (1, 9)), least=(0, 0), most=(2, 2))
    assert EXACT.solve(problem) == Seating((0b01, 0b01), 2)


def test_where_everything_costs_the_same_anything_sound_will_do() -> None:
    problem = attrs.evolve(a_square(12), costs=((3,) * 12,) * 12)
    seating = EXACT.solve(problem)
    check_seating(problem, seating, "auction")
    assert seating.bound == 36


def test_nothing_open_costs_nothing() -> None:
    problem = attrs.evolve(
        a_square(2), seats=(0, 0), options=(0, 0), seated=(1, 2), least=(0, 0), most=(0, 0)
    )
    assert EXACT.solve(problem) == Seating((0, 0), 0)


@pytest.mark.parametrize("step", [3, 8, 20])
def test_crowding_is_part_of_what_is_cheapest(step: int) -> None:
    problem = PanelProblem(
        costs=((0, 1, 9, 9), (9, 9, 0, 1)),
        seats=(2, 2),
        options=(0b1111, 0b1111),
        seated=(0, 0),
        least=(1, 1, 1, 1),
        most=(1, 1, 1, 1),
        bands=(0, 0, 1, 1),
        crowding=(0, step),
    )
    ways = (mask for mask in range(16) if mask.bit_count() == 2)
    least = min(problem.cost((mask, 0b1111 ^ mask)) for mask in ways)
    seating = EXACT.solve(problem)
    assert seating.bound == problem.cost(seating.chosen) == least


def test_small_squares_are_solved_as_by_trying_everything() -> None:
    problem = a_square(5)
    ways = (way for way in product(range(5), repeat=5) if len(set(way)) == 5)
    least = min(sum(problem.costs[e][j] for e, j in enumerate(way)) for way in ways)
    assert EXACT.solve(problem).bound == least
