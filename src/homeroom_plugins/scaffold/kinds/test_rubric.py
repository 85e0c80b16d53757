"""What the rubric accepts, and what a card on it is worth."""

from fractions import Fraction

from homeroom_plugins.scaffold.kinds.rubric import homeroom_rubrics


def test_a_card_is_worth_the_sum_of_its_marks() -> None:
    (rubric,) = homeroom_rubrics()
    assert rubric.total == 100
    assert rubric.card_total({"content": "59.5", "told": "40"}) == Fraction(199, 2)


def test_marks_go_by_halves_and_none_may_be_missing() -> None:
    (rubric,) = homeroom_rubrics()
    refused = rubric.refuse_marks({"content": "59.2"}, complete=True)
    assert [str(one).partition(":")[0] for one in refused] == ["Content", "Telling"]
