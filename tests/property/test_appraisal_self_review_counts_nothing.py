"""Whatever a teacher says of the year, the total, the grade and the dimensions stay the same."""

from fractions import Fraction

from appraisals import LAST, ROUND, a_case, cards
from hypothesis import given
from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.testing.appraisals import PRACTICE_OFFER
from homeroom_core.training import appraisal_records as r
from homeroom_core.training.appraisal_scoring import score_of

CASE = change(a_case(1, r.COLLECTED), cards=cards())
WITHOUT = score_of(ROUND, change(CASE, self_review=None), PRACTICE_OFFER)


@given(de=st.integers(0, 80), words=st.text(max_size=9))
def test_a_self_review_changes_nothing_that_counts(de: int, words: str) -> None:
    review = r.SelfReview(on=LAST, text=words, points={"de": Fraction(de, 2)})
    found = score_of(ROUND, change(CASE, self_review=review), PRACTICE_OFFER)
    assert change(found, inputs_digest=WITHOUT.inputs_digest) == WITHOUT
