"""Two schemes without a difference have one digest, and a difference is never of equal values."""

from hypothesis import given

from homeroom_core.testing.scheme_strategies import contents
from homeroom_core.training.scheme_contents import SchemeContents, differences


def wordings(one: SchemeContents) -> list[tuple[str, str]]:
    return [(clause.number, clause.text) for clause in one.clauses]


@given(contents(), contents())
def test_no_difference_means_the_same_words_and_terms(
    one: SchemeContents, other: SchemeContents
) -> None:
    found = differences(one, other)
    same = (wordings(one), one.terms) == (wordings(other), other.terms)
    assert (found == ()) == same
    assert all(difference.before != difference.after for difference in found)


@given(contents())
def test_a_scheme_does_not_differ_from_itself(one: SchemeContents) -> None:
    assert differences(one, one) == ()
    assert one.digest == SchemeContents(clauses=one.clauses, terms=dict(one.terms)).digest


@given(contents(), contents())
def test_differences_turned_round_are_those_of_the_other_way(
    one: SchemeContents, other: SchemeContents
) -> None:
    there = {(d.path, str(d.before), str(d.after)) for d in differences(one, other)}
    back = {(d.path, str(d.after), str(d.before)) for d in differences(other, one)}
    assert there == back
