from fractions import Fraction

import pytest

from homeroom_core.ranking import Convention, fractional_ranks, groups_of, ranks

ABCD = {"A": Fraction(9), "B": Fraction(7), "C": Fraction(7), "D": Fraction(5)}
NINE = {str(n): Fraction(-v) for n, v in enumerate([1, 1, 2, 3, 3, 4, 5, 5, 5], 1)}


@pytest.mark.parametrize(
    ("convention", "places"),
    [("standard", [1, 2, 2, 4]), ("modified", [1, 3, 3, 4]), ("dense", [1, 2, 2, 3])],
)
def test_conventions_as_published(convention: Convention, places: list[int]) -> None:
    """Source: the encyclopaedia article "Ranking", strategies for handling ties."""
    assert list(ranks(groups_of(ABCD)[0], convention).values()) == places


def test_fractional_places_as_published() -> None:
    """Source: the same article, worked data set 1.0, 1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 5.0, 5.0."""
    found = fractional_ranks(groups_of(NINE)[0])
    expected = ["3/2", "3/2", "3", "9/2", "9/2", "6", "8", "8", "8"]
    assert [str(place) for place in found.values()] == expected


def test_a_chain_parts_what_it_can_and_writes_down_what_it_saw() -> None:
    values = dict.fromkeys("abc", Fraction(1)) | {"d": Fraction(0)}
    form = {"a": Fraction(1), "b": Fraction(2), "c": Fraction(1)}
    content = {"a": Fraction(5), "c": Fraction(5)}
    chain = [
        ("form", lambda group: {entry: form[entry] for entry in group}),
        ("content", lambda group: {entry: content[entry] for entry in group}),
    ]
    groups, log = groups_of(values, chain)
    assert groups == (("b",), ("a", "c"), ("d",))
    assert [(broken.link, dict(broken.values), broken.parted) for broken in log] == [
        ("form", form, True),
        ("content", content, False),
    ]


def test_nobody_is_ranked_where_there_is_nobody() -> None:
    assert (groups_of({}), ranks(()), fractional_ranks(())) == (((), ()), {}, {})
