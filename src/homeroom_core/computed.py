"""Criteria computed from records: a named function makes points from facts, and the facts are kept.

What a fact is worth is the function's business; that nothing is guessed is seen to here: a fact that
is not known refuses, points that are not exact or out of range are the function's fault.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

import attrs

from homeroom_core.answer import Answer
from homeroom_core.composite_parts import Part
from homeroom_core.errors import DefinitionError, Refusal
from homeroom_core.fact import Facts, FactValue
from homeroom_core.sheet_reasons import MISSING_FACTS
from homeroom_core.sheet_result import demand
from homeroom_core.text import Text, listing
from homeroom_core.trace import show

_BAD_POINTS = Text(
    "对 {part} 给出 {found}，应为 0 至 {most} 的精确数（int、Decimal 或 Fraction）",
    "對 {part} 給出 {found}，應為 0 至 {most} 的精確數（int、Decimal 或 Fraction）",
    "answers {found} for {part}; an exact number (int, Decimal or Fraction) from 0 to {most} is expected",
)
_PLACE = "computed criterion {name}"


class ComputedCriterion(Protocol):
    """A named function that makes the points of a criterion from records.

    Attributes:
        name: What parts call it (`Part.computed`).
        label: What people call it.
        facts: Names of the facts that it needs; all of them.
    """

    @property
    def name(self) -> str:
        """What parts call it."""
        ...

    @property
    def label(self) -> Text:
        """What people call it."""
        ...

    @property
    def facts(self) -> tuple[str, ...]:
        """Names of the facts that it needs."""
        ...

    def points(self, facts: Facts, maximum: Fraction) -> Fraction:
        """The points that these facts are worth; a pure function of what it is given.

        Args:
            facts: The facts that it needs, all known.
            maximum: The most points there are.

        Returns:
            From 0 to `maximum`, exact.
        """
        ...


@attrs.frozen(kw_only=True)
class ShareOfTarget:
    """A criterion that is full once a target is reached, and in proportion below it.

    Attributes:
        name: What parts call it.
        label: What people call it.
        done: Name of the fact that says how much there is, such as the hours credited.
        target: Name of the fact that says how much is asked for.

    >>> hours = ShareOfTarget(name="hours", label=Text("学时", "學時", "Hours"),
    ...                       done="hours_credited", target="hours_required")
    >>> hours.points({"hours_credited": 36, "hours_required": 48}, Fraction(5))
    Fraction(15, 4)
    """

    name: str
    label: Text
    done: str
    target: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The two facts."""
        return self.done, self.target

    def points(self, facts: Facts, maximum: Fraction) -> Fraction:
        """See `ComputedCriterion.points`.

        Raises:
            TypeError: A fact is no number, or the target is not above 0.
        """
        done, target = _number(facts[self.done]), _number(facts[self.target])
        if target <= 0:
            msg = f"{self.target} must be above 0, it is {target}"
            raise TypeError(msg)
        return maximum * min(Fraction(1), max(Fraction(0), done / target))


def refuse_facts(criterion: ComputedCriterion, facts: Facts) -> Refusal | None:
    """Why the criterion cannot be computed: facts that are not known; or `None` if it can."""
    lacking = [name for name in criterion.facts if facts.get(name) is None]
    if not lacking:
        return None
    return MISSING_FACTS(measured=listing(lacking), criterion=criterion.label)


def computed_answer(part: Part, criterion: ComputedCriterion, facts: Facts) -> Answer:
    """The answer for a part that is computed; the facts it was made from are kept as evidence.

    Raises:
        InputError: A fact is not known; names all of them.
        DefinitionError: The criterion answers no exact number within range.
    """
    refusal = refuse_facts(criterion, facts)
    demand(f"{criterion.name} for {part.id}", [] if refusal is None else [refusal])
    known = {name: facts[name] for name in criterion.facts}
    given: object = criterion.points(known, part.out_of)
    points = _within(given, part.out_of)
    if points is None:
        problem = _BAD_POINTS.format(part=part.id, found=repr(given), most=show(part.out_of))
        raise DefinitionError(_PLACE.format(name=criterion.name), problem)
    evidence = {name: _shown(value) for name, value in known.items() if value is not None}
    return Answer(part=part.id, points=points, evidence=evidence)


def _within(points: object, most: Fraction) -> Fraction | None:
    """The points as an exact number from 0 to `most`, or `None` if they are none."""
    if isinstance(points, bool) or not isinstance(points, int | Decimal | Fraction):
        return None
    if isinstance(points, Decimal) and not points.is_finite():
        return None
    exact = Fraction(points)
    return exact if 0 <= exact <= most else None


def _number(value: FactValue | None) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        msg = f"a number is expected, found {value!r}"
        raise TypeError(msg)
    return Fraction(value)


def _shown(value: FactValue) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return show(value) if isinstance(value, Fraction) else str(value)
