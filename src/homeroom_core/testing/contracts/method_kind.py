"""What kind of method it is that a law is tried on: found out by trying, once for each.

Whether it compares the entries, on what scale its totals are, whether higher marks are the better
ones. A law that is not about a kind says so by one of the `by_...` functions.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from homeroom_core.rubric import Rubric
from homeroom_core.scoring import ScoringMethod
from homeroom_core.testing.contracts.law import (
    BrokenLaw,
    NotTried,
    Subject,
    broken,
)
from homeroom_core.testing.contracts.method_answers import enough, keys, totals
from homeroom_core.testing.contracts.panel_changes import others_changed
from homeroom_core.testing.contracts.panel_rubrics import ALIKE, LARGE, ONE, TREE, Marks, best
from homeroom_core.testing.contracts.panels import (
    MOST_JUDGES,
    Panel,
    extremes,
    incomplete,
    ordinary,
    panel_of,
    points_panel,
    ties,
)
from homeroom_core.text import Text
from homeroom_core.trace import show

Scale = Literal["points", "share", "sum", "own"]
"""How full marks from everybody come out: as the rubric's points, one number, or a sum."""


def scale_of(subject: Subject) -> Scale:
    """On what scale the totals are, found out once from full marks.

    Raises:
        BrokenLaw: On none that can be made out, and the method does not say that it has its own.
    """
    if not by_the_rubric(subject):
        return "own"
    if "scale" not in subject.known:
        subject.known["scale"] = _found_scale(subject)
    found: Scale = subject.known["scale"]
    return found


def _found_scale(subject: Subject) -> Scale:
    least = max(enough(subject), 6)
    counts = range(least, MOST_JUDGES + 1) if least < MOST_JUDGES - 1 else (MOST_JUDGES,)
    full = {
        (rubric.id, n): totals(subject, agreed(rubric, best(rubric), n))["e1"]
        for rubric in (ONE, LARGE)
        for n in counts
    }
    points = {"one": Fraction(100), "large": Fraction(150)}
    shares = {key: value / points[key[0]] for key, value in full.items()}
    if set(shares.values()) == {Fraction(1)}:
        return "points"
    if len(set(full.values())) == 1 and min(full.values()) > 0:
        return "share"
    by_count = [{shares[rubric, n] for rubric in points} for n in counts]
    each = [next(iter(one)) for one in by_count if len(one) == 1]
    steps = {later - before for before, later in pairwise(each)}
    if len(each) == len(counts) and len(steps) == 1 and min(*steps, each[0]) > 0:
        return "sum"
    panel = agreed(ONE, best(ONE), counts[-1])
    total = totals(subject, panel)["e1"]
    return broken(found=f"e1: {shown(total)}", wanted=_FULL_POINTS, example=panel.lines())


def agreed(
    rubric: Rubric, card: Marks, count: int, given: Mapping[str, Any] | None = None
) -> Panel:
    """One entry, on which so many judges agree."""
    names = [f"j{n + 1}" for n in range(count)]
    return panel_of(rubric, {"e1": dict.fromkeys(names, card)}, parameters=given or {})


def by_the_rubric(subject: Subject) -> bool:
    """Whether its totals are measured by the rubric, and the highest wins."""
    method: ScoringMethod = subject.thing
    return not (method.own_scale or method.lowest_wins)


def by_own_marks(subject: Subject) -> None:
    """Go on if the method looks at the entry's own marks only.

    Raises:
        NotTried: It compares the entries.
    """
    if compares(subject):
        raise NotTried(_COMPARES)


def by_marks_on_a_scale(subject: Subject) -> None:
    """Go on if its totals are measured by the rubric, too.

    Raises:
        NotTried: It compares the entries, or its totals have a scale of their own.
    """
    if not by_the_rubric(subject):
        raise NotTried(OWN_SCALE)
    by_own_marks(subject)
    try:
        scale_of(subject)
    except BrokenLaw as error:
        raise NotTried(_NO_SCALE) from error


def by_higher_marks(subject: Subject) -> None:
    """Go on if higher marks are the better ones.

    Raises:
        NotTried: Lower marks are the better ones.
    """
    if not measured_upwards(subject):
        raise NotTried(_DOWNWARDS)


def compares(subject: Subject) -> bool:
    """Whether marks of others move the total of an entry on any panel; found out once."""
    if "compares" not in subject.known:
        subject.known["compares"] = any(_moved(subject, panel) for panel in _compared_panels())
    found: bool = subject.known["compares"]
    return found


def _compared_panels() -> Iterable[Panel]:
    yield ordinary(ONE)
    yield ordinary(ONE, entries=8, judges=MOST_JUDGES)
    yield ordinary(ALIKE, entries=7)
    yield ordinary(TREE)
    yield ties()
    yield incomplete(ONE)
    yield incomplete(ALIKE)
    yield points_panel(
        {
            "e1": {"j1": "60", "j2": "70", "j3": "80"},
            "e2": {"j1": "50", "j2": "70", "j3": "90"},
            "e3": {"j1": "60", "j2": "70", "j3": "70"},
            "e4": {"j1": "70", "j2": "70", "j3": "70"},
            "e5": {"j1": "70", "j2": "71", "j3": "99"},
        }
    )


def _moved(subject: Subject, panel: Panel) -> bool:
    try:
        before = totals(subject, panel)
    except NotTried:
        return False
    for entry in before:
        for other in others_changed(panel, entry):
            with suppress(NotTried):
                if totals(subject, other)[entry] != before[entry]:
                    return True
    return False


def measured_upwards(subject: Subject) -> bool:
    """Whether higher marks are better: not so where the lowest total wins on marks that are times."""
    if not subject.thing.lowest_wins:
        return True
    if "upwards" not in subject.known:
        ends = keys(subject, extremes(ONE, judges=MOST_JUDGES))
        subject.known["upwards"] = ends["e1"] >= ends["e2"]
    found: bool = subject.known["upwards"]
    return found


def shown(value: Fraction) -> str:
    """A number, exact where that is short."""
    if value.denominator < 10**6 and abs(value) < 10**9:
        return show(value)
    return f"{float(value):.12g}"


def shown_of(subject: Subject, panel: Panel, *entries: str) -> Text:
    """The totals of some entries, in one line."""
    found = totals(subject, panel)
    said = ", ".join(f"{entry}: {shown(found[entry])}" for entry in entries)
    return _LOWEST.format(said=said) if subject.thing.lowest_wins else Text.same(said)


_FULL_POINTS = Text(
    "e1: 100（满分），或固定的数，或各评委之和；总分另有尺度的办法请声明 own_scale=True",
    "e1: 100（滿分），或固定的數，或各評委之和；總分另有尺度的辦法請宣告 own_scale=True",
    "e1: 100 (the full points), or always one number, or a sum over the judges; a method whose "
    "totals are on a scale of their own says so: own_scale=True",
)
_COMPARES = Text(
    "该办法比较各作品", "該辦法比較各作品", "the method compares the entries with each other"
)
_NO_SCALE = Text(
    "scoring.full_marks 不成立", "scoring.full_marks 不成立", "scoring.full_marks is broken"
)
_DOWNWARDS = Text("分数越低越好", "分數越低越好", "lower marks are the better ones")
_LOWEST = Text("{said}（最低者胜）", "{said}（最低者勝）", "{said} (the lowest wins)")
OWN_SCALE = Text("总分另有尺度", "總分另有尺度", "its totals are on a scale of their own")
