"""Places shared out among groups in proportion to their size, by largest remainders; exact.

Adding one place by running this again can take one away from a group (the Alabama paradox): places
found later are given by hand, never by a new run.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import cycle, islice
from typing import Literal, get_args

from homeroom_core.errors import Fault, InputError
from homeroom_core.exact import ratio_from
from homeroom_core.statistics.ratings import Number
from homeroom_core.text import Text, listing

Quota = Literal["hare", "droop"]
"""What one place costs: all by the places, or the whole number next above all by one place more."""

QUOTAS: tuple[Quota, ...] = get_args(Quota)
_WHOLE = Text("不小于 0 的整数", "不小於 0 的整數", "a whole number, 0 or more")
_SIZE = Text("不小于 0 的准确数", "不小於 0 的準確數", "an exact number, 0 or more")
_SOME = Text("至少一组不为空", "至少一組不為空", "at least one group that is not empty")
_ONE_OF = Text("下列之一：{known}", "下列之一：{known}", "one of: {known}")


def largest_remainder(
    sizes: Mapping[str, Number], places: int, *, quota: Quota = "hare"
) -> dict[str, int]:
    """Places of each group; they always add up to `places`.

    Each group first gets its size over the quota, rounded down; what is left goes to the largest
    remainders, of equal ones to the larger group, then in the order of the ids.

    Args:
        sizes: From group to its size, such as entries of a grade: whole or other exact numbers.
        places: How many places there are.
        quota: What a place costs.

    Raises:
        InputError: A number is negative or not exact, all groups are empty, or the quota is unknown.

    >>> largest_remainder({"grade-7": 11, "grade-8": 6, "grade-9": 3}, 4)
    {'grade-7': 2, 'grade-8': 1, 'grade-9': 1}
    """
    exact = _read(sizes, places, quota)
    total = sum(exact.values(), Fraction(0))
    droop = Fraction(total // (places + 1) + 1)
    cost = droop if quota == "droop" or not places else total / places
    found = {group: int(size / cost) for group, size in exact.items()}
    rest = {group: size / cost - found[group] for group, size in exact.items()}
    order = sorted(exact, key=lambda group: (-rest[group], -exact[group], group))
    # With more places than candidates for them, a Droop quota leaves more than one a group.
    for group in islice(cycle(order), places - sum(found.values())):
        found[group] += 1
    return found


def _read(sizes: Mapping[str, Number], places: int, quota: str) -> dict[str, Fraction]:
    read = {group: ratio_from(size) for group, size in sizes.items()}
    exact = {group: size for group, size in read.items() if size is not None and size >= 0}
    faults = [Fault(f"sizes.{g}", str(sizes[g]), _SIZE) for g in sizes if g not in exact]
    if places < 0:
        faults.append(Fault("places", str(places), _WHOLE))
    if not faults and not sum(exact.values()):
        faults.append(Fault("sizes", "0", _SOME))
    if quota not in QUOTAS:
        faults.append(Fault("quota", quota, _ONE_OF.format(known=listing(QUOTAS))))
    if faults:
        raise InputError("places", tuple(faults))
    return exact
