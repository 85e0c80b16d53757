"""However the rows of a roster are ordered, the same people come of it, ids included."""

from hypothesis import given
from hypothesis import strategies as st
from rosters import imported, people, school, staff_rows


@given(st.data())
def test_order_of_rows_does_not_matter(data: st.DataObject) -> None:
    older, newer = data.draw(staff_rows()), data.draw(staff_rows())
    offices = school(), school()
    for rows in (older, newer):
        shuffled = data.draw(st.permutations(rows))
        reports = [imported(offices[0], *rows), imported(offices[1], *shuffled)]
        sums = [(r.added, r.updated, r.unchanged, r.missing, r.steps) for r in reports]
        assert sums[0] == sums[1]
        assert people(offices[0]) == people(offices[1])
