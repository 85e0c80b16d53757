"""However a class changes hands: the shares of those who led it one after the other add up to 1."""

from datetime import timedelta
from fractions import Fraction

from appraisals import FIRST, LAST, a_teacher
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.exact import exact_sum
from homeroom_core.training.appraisal_service import service_of, shares_of_class
from homeroom_core.training.person import Person, Post

CODE = "2024-G7-01"


@st.composite
def handed_over(draw: st.DrawFn) -> list[Person]:
    """Two to four teachers, each taking the class the day after the one before gave it up."""
    turns = sorted(draw(st.sets(st.integers(0, 363), min_size=1, max_size=3)))
    ends = [FIRST + timedelta(days=turn) for turn in turns]
    begins = [FIRST, *(day + timedelta(days=1) for day in ends)]
    return [
        a_teacher(
            number,
            posts=(Post(class_code=CODE, role="homeroom_teacher", since=since, until=until),),
        )
        for number, (since, until) in enumerate(zip(begins, [*ends, None], strict=True), 1)
    ]


@given(handed_over())
def test_shares_add_up_to_one_and_so_do_the_days_of_each(people: list[Person]) -> None:
    found = shares_of_class(people, CODE, FIRST, LAST)
    assert exact_sum(found.values()) == 1
    half = Fraction(1, 2)
    served = [
        service_of(one, FIRST, LAST, on=LAST, month_from=half, year_from=half) for one in people
    ]
    assert [one.share for one in served] == [found[one.id] for one in people]
