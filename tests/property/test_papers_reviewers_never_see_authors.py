"""Whatever offices a reviewer holds, nothing they may see of a paper names an author."""

from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.people import ROLES, Actor
from homeroom_core.record import Shelf
from homeroom_core.testing.paper_strategies import paper_calls, papers
from homeroom_core.training import paper_records as r
from homeroom_core.view import view

BLIND = (r.REVIEWING, r.RANKED, r.PUBLICISED)
REVIEWED = (r.UNDER_REVIEW, r.REVISING, r.SCORED)


@given(
    paper=st.sampled_from(REVIEWED).flatmap(lambda state: papers(state=str(state))),
    call=st.sampled_from(BLIND).flatmap(lambda state: paper_calls(state=str(state))),
    roles=st.frozensets(st.sampled_from(ROLES).map(str)),
)
def test_nothing_a_reviewer_sees_names_an_author(
    paper: r.Paper, call: r.PaperCall, roles: frozenset[str]
) -> None:
    call = change(call, id=paper.call) if call.id != paper.call else call
    for reviewer in paper.reviewers:
        seen = view(paper, Actor(reviewer, roles), Shelf(paper, call))
        assert seen is not None
        assert "person-" not in str(seen.fields)
        assert {"authors", "reviewers"} <= set(seen.hidden)
