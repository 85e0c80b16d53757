"""Criteria computed from records: a named function makes points from facts, and the facts are kept.

What a fact is worth is the function's business; that nothing is guessed is seen to here: a fact that
is not known refuses, points that are not exact or out of range are the plugin's fault.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from homeroom_core.errors import PluginError, Refusal, blamed_on
from homeroom_core.fact import Facts, FactValue
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.provided import Origin
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.checks import BAD_NAME, NO_FACTS, named, repeated
from homeroom_core.sheets.known_fact import known_facts
from homeroom_core.sheets.parts import Part
from homeroom_core.sheets.reasons import MISSING_FACTS
from homeroom_core.sheets.result import Evidence, demand
from homeroom_core.strict import check, is_code
from homeroom_core.text import Text, listing
from homeroom_core.trace import show

ComputedFunction = Callable[[Mapping[str, Any], Fraction], Fraction | Decimal | int]
"""What a plugin author writes: from the facts, all known, and the most points there are to points
from 0 to that many, exact. Numbers among the facts are fractions."""

BUILT_IN = Origin("homeroom", "")
"""The origin of a criterion that no plugin provides."""

_BAD_POINTS = Text(
    "计算指标“{name}”对 {part} 给出 {found}，应为 0 至 {most} 的精确数（int、Decimal 或 Fraction）",
    "計算指標「{name}」對 {part} 給出 {found}，應為 0 至 {most} 的精確數（int、Decimal 或 Fraction）",
    "computed criterion '{name}' answers {found} for {part}; an exact number (int, Decimal or "
    "Fraction) from 0 to {most} is expected",
)
_FAILS = Text(
    "计算指标“{name}”出错：{error}",
    "計算指標「{name}」出錯：{error}",
    "computed criterion '{name}' fails: {error}",
)


@takes_plain_values
@attrs.frozen(kw_only=True)
class ComputedCriterion:
    """A named function that makes the points of a part from records; see `computed_criterion`.

    Attributes:
        name: What parts call it (`Part.computed`).
        label: What people call it.
        facts: Names of the facts that it needs; all of them.
        function: A pure function of the facts and the most points there are.

    Raises:
        DefinitionError: A name is no id or stands twice, there is no fact, or the label lacks a
            language.
    """

    name: str
    label: Text
    facts: tuple[str, ...]
    function: ComputedFunction

    def __attrs_post_init__(self) -> None:
        problems = [
            *named(self.name, self.label),
            None if self.facts else NO_FACTS,
            repeated(self.facts),
            *(BAD_NAME.format(found=fact) for fact in self.facts if not is_code(fact)),
        ]
        check(f"computed criterion {self.name}", problems)


def computed_criterion(
    name: str, *, label: Text, facts: tuple[str, ...]
) -> Callable[[ComputedFunction], ComputedCriterion]:
    """Make a function a computed criterion.

    Raises:
        DefinitionError: As `ComputedCriterion`.

    >>> @computed_criterion("open_lessons", label=Text("公开课", "公開課", "Open lessons"),
    ...                     facts=("open_lessons_held",))
    ... def open_lessons(facts, most):
    ...     return min(most, 2 * facts["open_lessons_held"])
    >>> open_lessons.function({"open_lessons_held": Fraction(3)}, Fraction(5))
    Fraction(5, 1)
    """

    def wrap(function: ComputedFunction) -> ComputedCriterion:
        return ComputedCriterion(name=name, label=label, facts=facts, function=function)

    return wrap


def share_of_target(name: str, *, label: Text, done: str, target: str) -> ComputedCriterion:
    """A criterion that is full once a target is reached, and in proportion below it.

    Args:
        name: What parts call it.
        label: What people call it.
        done: Name of the fact that says how much there is, such as the hours credited.
        target: Name of the fact that says how much is asked for; its value must be above 0.

    >>> hours = share_of_target("hours", label=Text("学时", "學時", "Hours"),
    ...                         done="hours_credited", target="hours_required")
    >>> hours.function({"hours_credited": Fraction(36), "hours_required": Fraction(48)}, Fraction(5))
    Fraction(15, 4)
    """

    def points(facts: Facts, most: Fraction) -> Fraction:
        reached, wanted = _number(done, facts[done]), _number(target, facts[target])
        if wanted <= 0:
            msg = f"{target} must be above 0, it is {show(wanted)}"
            raise ValueError(msg)
        return most * min(Fraction(1), max(Fraction(0), reached / wanted))

    return ComputedCriterion(name=name, label=label, facts=(done, target), function=points)


def refuse_facts(criterion: ComputedCriterion, facts: Facts) -> Refusal | None:
    """Why the criterion cannot be computed: facts that are not known; or `None` if it can."""
    lacking = [name for name in criterion.facts if facts.get(name) is None]
    if not lacking:
        return None
    return MISSING_FACTS(measured=listing(lacking), criterion=criterion.label)


def computed_answer(
    part: Part, criterion: ComputedCriterion, facts: Facts, *, origin: Origin = BUILT_IN
) -> Answer:
    """The answer for a part that is computed; the facts it was made from are kept as evidence.

    Args:
        part: The part.
        criterion: What makes its points.
        facts: Facts by name; more than it needs do no harm, and are not handed on.
        origin: Which plugin provides the criterion.

    Raises:
        InputError: A fact is not known; names all of them.
        PluginError: The function fails, or answers no exact number within range.
    """
    refusal = refuse_facts(criterion, facts)
    demand(f"{criterion.name} for {part.id}", [] if refusal is None else [refusal])
    stored = known_facts({name: facts[name] for name in criterion.facts})
    points = _points(part, criterion, {fact.name: fact.known for fact in stored}, origin)
    evidence = Evidence(
        criterion=criterion.name,
        plugin=origin.plugin,
        plugin_version=origin.version,
        plugin_digest=origin.digest,
        facts={fact.name: fact.value for fact in stored},
    )
    return Answer(part=part.id, points=points, evidence=evidence)


def _points(part: Part, criterion: ComputedCriterion, facts: Facts, origin: Origin) -> Fraction:
    with blamed_on(origin.plugin, _FAILS, name=criterion.name):
        given: object = criterion.function(facts, part.out_of)
    points = _within(given, part.out_of)
    if points is None:
        found = {"found": repr(given), "most": show(part.out_of)}
        problem = _BAD_POINTS.format(name=criterion.name, part=part.id, **found)
        raise PluginError(origin.plugin, problem)
    return points


def _within(points: object, most: Fraction) -> Fraction | None:
    """The points as an exact number from 0 to `most`, or `None` if they are none."""
    if isinstance(points, bool) or not isinstance(points, int | Decimal | Fraction):
        return None
    if isinstance(points, Decimal) and not points.is_finite():
        return None
    exact = Fraction(points)
    return exact if 0 <= exact <= most else None


def _number(name: str, value: FactValue | None) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        msg = f"{name}: a number is expected, found {value!r}"
        raise TypeError(msg)
    return Fraction(value)
