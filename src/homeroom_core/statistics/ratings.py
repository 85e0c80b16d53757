"""Ratings: who gave which entry how many points; the table that agreement and fair scoring work on.

A rating that is not there is missing, never zero. Numbers are exact: a float is refused, because
the binary value is not the one that was written.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from homeroom_core.errors import Fault, InputError
from homeroom_core.exact import exact_sum, ratio_from
from homeroom_core.text import Text

Number = int | Decimal | Fraction | str
"""An exact number, or one as written: `8.5`, `17/2`."""

Ratings = Mapping[str, Mapping[str, Number | None]]
"""From entry to judge to points; `None`, and what is not there, is missing."""

Points = dict[str, dict[str, Fraction]]
"""Ratings that were read: exact, without gaps held open, in order of the ids."""

_NUMBER = Text(
    "准确的数，如 8.5、17/2（不接受二进制浮点数）",
    "準確的數，如 8.5、17/2（不接受二進位浮點數）",
    "an exact number such as 8.5 or 17/2 (no float)",
)
_SOME = Text("至少一个评分", "至少一個評分", "at least one rating")
_PRESENT = Text(
    "每位评委都有评分；缺失不作零分",
    "每位評委都有評分；缺漏不作零分",
    "a rating by every judge; a gap is not zero",
)


def read_ratings(ratings: Ratings) -> Points:
    """The ratings as exact fractions, entries and judges in order of their ids.

    Entries that nobody rated are left out.

    Raises:
        InputError: Something is no exact number, or there is no rating at all; lists all faults.

    >>> read_ratings({"e2": {"j1": "8.5", "j2": None}, "e1": {"j1": 7}})
    {'e1': {'j1': Fraction(7, 1)}, 'e2': {'j1': Fraction(17, 2)}}
    """
    faults: list[Fault] = []
    read: Points = {}
    for entry in sorted(ratings):
        for judge, written in sorted(ratings[entry].items()):
            if written is None:
                continue
            # Fractions are read again and again on their way down; the test costs a tenth.
            number = written if type(written) is Fraction else ratio_from(written)
            if number is None:
                faults.append(Fault(f"entry {entry}, judge {judge}", str(written), _NUMBER))
            else:
                read.setdefault(entry, {})[judge] = number
    if not (faults or read):
        faults.append(Fault("ratings", "", _SOME))
    if faults:
        raise InputError("ratings", tuple(faults))
    return read


def judges_of(points: Points) -> tuple[str, ...]:
    """The judges who rated anything, in order of their ids."""
    return tuple(sorted({judge for row in points.values() for judge in row}))


def by_judge(points: Points) -> Points:
    """The same ratings from judge to entry to points."""
    found: Points = {judge: {} for judge in judges_of(points)}
    for entry, row in points.items():
        for judge, value in row.items():
            found[judge][entry] = value
    return found


def is_complete(points: Points) -> bool:
    """Whether every judge rated every entry."""
    count = len(judges_of(points))
    return all(len(row) == count for row in points.values())


def complete_table(ratings: Ratings) -> list[list[Fraction]]:
    """One row an entry, one column a judge, in order of the ids.

    Raises:
        InputError: A rating is missing or no exact number; lists all faults.
    """
    points = read_ratings(ratings)
    judges = judges_of(points)
    faults = [
        Fault(f"entry {entry}, judge {judge}", "", _PRESENT)
        for entry in sorted(ratings)
        for judge in judges
        if judge not in points.get(entry, {})
    ]
    if faults:
        raise InputError("ratings", tuple(faults))
    return [list(row.values()) for row in points.values()]


def centred(points: Points) -> tuple[Fraction, Points]:
    """The mean of all ratings, and the ratings less that mean."""
    values = [value for row in points.values() for value in row.values()]
    mean = exact_sum(values) / len(values)
    shifted = {e: {j: v - mean for j, v in row.items()} for e, row in points.items()}
    return mean, shifted
