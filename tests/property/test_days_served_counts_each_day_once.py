from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.dates import days_served

DAYS = st.dates(date(2025, 1, 1), date(2025, 3, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(st.one_of(SPANS, st.tuples(DAYS, st.none())), max_size=6), SPANS)
def test_days_served_are_the_days_of_the_span_that_some_spell_covers(
    spells: list[tuple[date, date | None]], span: tuple[date, date]
) -> None:
    first, last = span
    days = [first + timedelta(days=past) for past in range((last - first).days + 1)]
    covered = [
        day
        for day in days
        if any(begin <= day and (end is None or day <= end) for begin, end in spells)
    ]
    assert days_served(spells, first, last) == len(covered)
