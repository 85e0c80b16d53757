import pytest

from homeroom_core.errors import UnknownError
from homeroom_core.provided import Family, Offer, Origin
from homeroom_core.text import Text

WORDS: Family[str] = Family("word", Text("词", "詞", "word"))
NUMBERS: Family[int] = Family("number", Text("数", "數", "number"))
OFFER = Offer({WORDS: {"b": "B", "a": "A"}})


def test_what_is_offered_is_found_by_family_and_name() -> None:
    assert OFFER(WORDS, "a") == "A"


def test_unknown_name_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(UnknownError) as caught:
        OFFER(WORDS, "c")
    assert str(caught.value) == "there is no word 'c'; there is: a, b"


@pytest.mark.parametrize("offer", [OFFER, Offer()])
def test_family_that_nobody_offers_has_no_names(offer: Offer) -> None:
    with pytest.raises(UnknownError) as caught:
        offer(NUMBERS, "a")
    assert caught.value.known == ()


def test_what_is_given_by_hand_comes_from_no_plugin() -> None:
    assert OFFER.origin(WORDS, "a") == Origin("", "")


def test_origin_of_what_is_not_offered_is_unknown() -> None:
    with pytest.raises(UnknownError):
        OFFER.origin(WORDS, "c")
