"""What a scoring method answers for a panel, as an office would take it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from homeroom_core.errors import HomeroomError
from homeroom_core.evaluation import evaluate
from homeroom_core.scoring import Score, ScoringMethod
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Result
from homeroom_core.testing.contracts.law import NotTried, Subject, holds
from homeroom_core.testing.contracts.panel_rubrics import ALIKE, ONE
from homeroom_core.testing.contracts.panels import MOST_JUDGES, Panel, ordinary
from homeroom_core.text import Text, listing


def scores(subject: Subject, panel: Panel) -> dict[str, Score]:
    """What a method answers for a panel, as `evaluate` would take it.

    Raises:
        NotTried: The method declines it, or fails on a panel smaller than it answers for.
        BrokenLaw: It answers what is no answer.
    """
    method: ScoringMethod = subject.thing
    try:
        answer: Any = method(panel.request(method))
    except HomeroomError as error:
        raise NotTried(error.text) from error
    except Exception as error:
        if panel.fewest < enough(subject):
            raise NotTried(repr(error)) from error
        raise
    holds(
        isinstance(answer, Mapping), found=_TYPE.format(type=type(answer).__name__), wanted=_MAPPING
    )
    found = dict(answer)
    wanted = sorted(one.id for one in panel.entrants)
    holds(sorted(map(str, found)) == wanted, found=listing(found), wanted=listing(wanted))
    return {entry: _score(entry, found[entry]) for entry in wanted}


def _score(entry: str, answer: object) -> Score:
    score = answer if isinstance(answer, Score) else None
    total: Any = answer if score is None else score.total
    for name, number in {"": total, **dict(score.criteria if score else {})}.items():
        holds(
            isinstance(number, int | Fraction) and not isinstance(number, bool),
            found=f"{entry}{name and ', '}{name}: {number!r}",
            wanted=_FRACTION,
        )
    exact = Fraction(total)
    return Score(total=exact) if score is None else attrs.evolve(score, total=exact)


def totals(subject: Subject, panel: Panel) -> dict[str, Fraction]:
    """From entry to total; raises as `scores`."""
    return {entry: score.total for entry, score in scores(subject, panel).items()}


def keys(subject: Subject, panel: Panel) -> dict[str, Fraction]:
    """From entry to what its place is given on, the higher the better; raises as `scores`."""
    sign = -1 if subject.thing.lowest_wins else 1
    return {entry: sign * total for entry, total in totals(subject, panel).items()}


def evaluated(subject: Subject, panel: Panel) -> Result:
    """What comes of a panel by a method, with places; raises as `evaluate`."""
    method: ScoringMethod = subject.thing
    return evaluate(
        ScoringPolicy(method=method.name, parameters=panel.parameters),
        panel.rubric,
        panel.entrants,
        panel.cards,
        methods=[method],
        head_judge=panel.head_judge,
        plugin=subject.plugin.name,
    )


def enough(subject: Subject) -> int:
    """How many cards an entry needs for the method to answer, found out once.

    With fewer it may fail in any way: the policy's `minimum_panel` keeps such panels from it.

    Raises:
        BrokenLaw: It answers for no panel at all.
        Exception: It fails even with the most judges.
    """
    if "enough" in subject.known:
        found: int = subject.known["enough"]
        return found
    subject.known["enough"] = 0  # meanwhile nothing is declined for being small
    try:
        needed, why = _needed(subject)
    finally:
        del subject.known["enough"]
    holds(needed <= MOST_JUDGES, found=_REFUSES_ALL.format(why=why or ""), wanted=_SOME_ANSWER)
    subject.known["enough"] = needed
    return needed


def _needed(subject: Subject) -> tuple[int, Text | None]:
    why: Text | None = None
    needed = MOST_JUDGES + 1
    for count in range(MOST_JUDGES, 0, -1):
        for rubric in (ONE, ALIKE):
            try:
                scores(subject, ordinary(rubric, judges=count))
            except NotTried as error:
                why = error.why
            except Exception:
                if count == MOST_JUDGES:
                    raise
            else:
                needed = count
                break
        else:
            return needed, why
    return needed, why


_TYPE = Text("类型为 {type}", "類型為 {type}", "a {type}")
_MAPPING = Text(
    "从作品到总分的对照（dict）",
    "從作品到總分的對照（dict）",
    "a mapping (dict) from entry to total",
)
_FRACTION = Text("Fraction 或整数", "Fraction 或整數", "a Fraction or an int")
_REFUSES_ALL = Text(
    "连 {most} 位评委、6 件作品的完整评分也不受理：{{why}}",
    "連 {most} 位評委、6 件作品的完整評分也不受理：{{why}}",
    "it refuses even {most} judges who all marked 6 entries: {{why}}",
).format(most=MOST_JUDGES)
_SOME_ANSWER = Text("算出总分", "算出總分", "totals")
