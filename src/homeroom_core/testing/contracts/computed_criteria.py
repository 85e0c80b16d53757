"""The contract of computed criteria: exact points from facts, within what there is to have."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from typing import Any

from hypothesis import strategies as st

from homeroom_core.families import COMPUTED_CRITERIA
from homeroom_core.sheets.computed import ComputedCriterion
from homeroom_core.testing.contracts.elsewhen import (
    MOMENTS,
    Moment,
    at_moments,
    luck,
    provided_again,
)
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, holds, told
from homeroom_core.text import Text

COMPUTED_CRITERION_CONTRACT = Contract(
    COMPUTED_CRITERIA, source=lambda criterion: criterion.function
)

_law = COMPUTED_CRITERION_CONTRACT.law

Known = Mapping[str, Any]
"""Facts by name, all known; numbers are fractions."""

_FLOAT_BITS = 20
_NUMBERS = tuple(
    Fraction(written)
    for written in ["1", "2", "1/2", "7/3", "3", "5", "9.99", "10", "11", "48", "100", "1000000"]
)
_SAMPLES: tuple[tuple[Any, ...], ...] = (
    _NUMBERS,
    (True, False),
    ("a", "senior", "优秀"),
    (date(2025, 9, 1), date(2024, 2, 29), date(2030, 12, 31)),
)
"""Values of each kind of fact: numbers, yes or no, words, dates."""

_NOTHING: tuple[tuple[Any, ...], ...] = ((Fraction(0),), (False,), ("",), _SAMPLES[3])
"""Of each kind a value at which a function takes its other ways."""

_MOST = (Fraction(5), Fraction(10), Fraction(1), Fraction(5, 2), Fraction(100))
_MOST_KINDS = 64
_MOST_ALONE = 8


class _Watched(dict[str, Any]):
    """Facts that notice what is asked for beyond what there is."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.beyond: list[str] = []
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """See dict."""
        self.seen.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """See dict."""
        self.seen.add(name)
        if name not in self:
            self.beyond.append(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        there = super().__contains__(name)
        if not there:
            self.beyond.append(str(name))
        return there


def _kinds(subject: Subject) -> tuple[int, ...]:
    """Which kind each fact is of, as far as the function tells by what it takes; found out once.

    Raises:
        Exception: It takes none: what it raised on numbers.
    """
    if "kinds" not in subject.known:
        subject.known["kinds"] = _found_kinds(subject.thing)
    found: tuple[int, ...] = subject.known["kinds"]
    return found


def _found_kinds(criterion: ComputedCriterion) -> tuple[int, ...]:
    """The first kinds that it takes, of those at which it looks at the most facts."""
    first: Exception | None = None
    taken: dict[tuple[int, ...], int] = {}
    for kinds in islice(product(range(len(_SAMPLES)), repeat=len(criterion.facts)), _MOST_KINDS):
        try:
            taken[kinds] = len(_looked_at(criterion, kinds))
        except Exception as error:  # a plugin may raise anything
            first = first or error
    if taken:
        return max(taken, key=lambda kinds: taken[kinds])
    assert first is not None
    raise first


def _looked_at(criterion: ComputedCriterion, kinds: tuple[int, ...]) -> set[str]:
    """The facts it looks at if they are of these kinds; where they are nothing it may fail.

    Raises:
        Exception: It does not take them.
    """
    seen: set[str] = set()
    for row in (_SAMPLES, _NOTHING):
        each = zip(criterion.facts, kinds, strict=True)
        facts = _Watched({name: row[kind][0] for name, kind in each})
        try:
            criterion.function(facts, Fraction(5))
        except (AttributeError, TypeError):
            raise
        except Exception:
            if row is _SAMPLES:
                raise
        seen |= facts.seen
    return seen


def _cases(subject: Subject) -> Iterator[Case]:
    """Facts along all samples, one after the other and all together, for different points."""
    names, kinds = subject.thing.facts, _kinds(subject)
    for most in _MOST:
        for row in range(len(_NUMBERS)):
            for shift in (0, 1, 5):
                facts = {}
                for n, (name, kind) in enumerate(zip(names, kinds, strict=True)):
                    values = _SAMPLES[kind]
                    facts[name] = values[(row + shift * n) % len(values)]
                yield facts, most


def _drawn(subject: Subject) -> st.SearchStrategy[Case]:
    numbers = st.integers(1, 2000).map(lambda n: Fraction(n, 4)) | st.integers(1, 500).map(Fraction)
    kinds = _kinds(subject)
    values = {
        name: numbers if kind == 0 else st.sampled_from(_SAMPLES[kind])
        for name, kind in zip(subject.thing.facts, kinds, strict=True)
    }
    return st.tuples(st.fixed_dictionaries(values), st.sampled_from(_MOST))


def _points(subject: Subject, facts: Known, most: Fraction) -> Fraction:
    found: Any = subject.thing.function(dict(facts), most)
    exact = isinstance(found, int | Decimal | Fraction) and not isinstance(found, bool)
    finite = exact and not (isinstance(found, Decimal) and not found.is_finite())
    holds(finite, found=repr(found), wanted=_EXACT)
    return Fraction(found)


@_law(
    "computed.within",
    Text(
        "给出 0 至满分之间的分数",
        "給出 0 至滿分之間的分數",
        "It gives from 0 points to as many as there are, whatever the facts.",
    ),
    cases=_cases,
    drawn=_drawn,
)
def within(subject: Subject, facts: Known, most: Fraction) -> None:
    """Never below nothing, never above the most."""
    points = _points(subject, facts, most)
    holds(0 <= points <= most, found=told(points), wanted=_WITHIN.format(most=told(most)))


@_law(
    "computed.exact",
    Text(
        "分数精确：不经过浮点数，也不在中途截断",
        "分數精確：不經過浮點數，也不在中途截斷",
        "Its points are exact: nothing went through a float or was cut off on the way.",
    ),
    cases=_cases,
    drawn=_drawn,
)
def exact(subject: Subject, facts: Known, most: Fraction) -> None:
    """No denominator is one that only binary or cut-off fractions have."""
    points = _points(subject, facts, most)
    below = points.denominator
    holds(below % 2**_FLOAT_BITS, found=f"{points.numerator}/{below}", wanted=_EXACT)


@_law(
    "computed.same_again",
    Text(
        "相同的事实总得到相同的分数：不看时钟、不靠随机、不记前一次",
        "相同的事實總得到相同的分數：不看時鐘、不靠隨機、不記前一次",
        "The same facts always give the same points: no clock, no chance, no memory.",
    ),
    cases=lambda subject: at_moments(_cases(subject)),
    drawn=lambda subject: st.builds(
        lambda case, moment: (*case, moment), _drawn(subject), st.sampled_from(MOMENTS)
    ),
)
def same_again(subject: Subject, facts: Known, most: Fraction, moment: Moment) -> None:
    """After other facts, and from the plugin loaded anew at another moment: the same answer."""
    with luck(1):
        first = _points(subject, facts, most)
    other = next(iter(_cases(subject)))
    _points(subject, *other)
    after = _points(subject, facts, most)
    with provided_again(subject, "homeroom_computed_criteria", moment) as fresh:
        later = _points(fresh, facts, most)
    for again in (after, later):
        holds(first == again, found=told(again), wanted=told(first))


@_law(
    "computed.its_facts",
    Text(
        "只用它声明的事实，且不改动它们",
        "只用它宣告的事實，且不改動它們",
        "It looks at the facts it names and at no others, and changes none of them.",
    ),
    cases=_cases,
    drawn=_drawn,
)
def its_facts(subject: Subject, facts: Known, most: Fraction) -> None:
    """What is not among its facts is not there when it counts."""
    watched = _Watched(facts)
    subject.thing.function(watched, most)
    beyond = sorted(set(watched.beyond))
    declared = ", ".join(subject.thing.facts)
    holds(not beyond, found=_BEYOND.format(names=", ".join(beyond)), wanted=declared)
    holds(dict(watched) == dict(facts), found=told(dict(watched)), wanted=told(dict(facts)))


@_law(
    "computed.zero",
    Text(
        "事实为零时给出分数，或明确说明为何不能",
        "事實為零時給出分數，或明確說明為何不能",
        "Where facts are zero it gives points, or says by a ValueError why it cannot.",
    ),
    cases=lambda subject: _zeros(subject),
)
def zero(subject: Subject, facts: Known, most: Fraction) -> None:
    """Nothing done is a usual case, and none to divide by.

    Raises:
        NotTried: It says by a ValueError why it cannot.
    """
    try:
        points = _points(subject, facts, most)
        its_facts(subject, facts, most)
    except ValueError as error:
        raise NotTried(str(error)) from error
    holds(0 <= points <= most, found=told(points), wanted=_WITHIN.format(most=told(most)))


def _zeros(subject: Subject) -> Iterator[Case]:
    """All facts that are numbers are zero, and each of them by itself."""
    names, kinds = subject.thing.facts, _kinds(subject)
    numbers = [name for name, kind in zip(names, kinds, strict=True) if kind == 0]
    if not numbers:
        raise NotTried(_NO_NUMBERS)
    some = {name: _SAMPLES[kind][0] for name, kind in zip(names, kinds, strict=True)}
    for nothing in (numbers, *([name] for name in numbers[:_MOST_ALONE])):
        for most in _MOST:
            yield {**some, **dict.fromkeys(nothing, Fraction(0))}, most


_EXACT = Text(
    "精确数：int、Decimal 或 Fraction，不用 float",
    "精確數：int、Decimal 或 Fraction，不用 float",
    "an exact number: an int, Decimal or Fraction, and no float on the way",
)
_WITHIN = Text("0 至 {most}", "0 至 {most}", "from 0 to {most}")
_BEYOND = Text("还查询了：{names}", "還查詢了：{names}", "it asked for {names} as well")
_NO_NUMBERS = Text("没有一个事实是数", "沒有任何事實是數", "none of its facts is a number")
