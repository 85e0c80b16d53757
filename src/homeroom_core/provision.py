"""What each *provide* hook may answer, and under which names it is kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from homeroom_core.awarding import NamedAwardPolicy
from homeroom_core.commands import Command
from homeroom_core.eligibility import RuleSet
from homeroom_core.exporting import Exporter
from homeroom_core.families import (
    AWARD_POLICIES,
    CALENDARS,
    COMMANDS,
    COMPUTED_CRITERIA,
    EXPORTERS,
    IMPORTERS,
    LIFECYCLES,
    RUBRICS,
    RULE_SETS,
    SCORING_METHODS,
    SHEETS,
    STORAGE_BACKENDS,
    TIE_BREAKERS,
)
from homeroom_core.importing import Importer
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.provided import Family
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import ScoringMethod, TieBreaker
from homeroom_core.sheets.computed import ComputedCriterion
from homeroom_core.sheets.sheet import SHEET_TYPES

_LONGEST = 60
"""As many letters as are shown of what a plugin answered."""

Reader = Callable[[Any], Iterator[tuple[str, Any]]]
"""Reads an answer into things with their names; raises `TypeError` for an answer of another type."""


def _short(found: Any) -> str:
    """Something in a few words: as it is where that is short, else by its type."""
    words = repr(found)
    return words if len(words) <= _LONGEST else f"a {type(found).__name__}"


def _named(key: str, *types: type) -> Reader:
    """Reads an answer that is a list of things of these types, named by one attribute."""
    wanted = " or ".join(type.__name__ for type in types)

    def items(answer: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(answer, str | Mapping) or not isinstance(answer, Iterable):
            msg = f"a list of {wanted} is expected, found {_short(answer)}"
            raise TypeError(msg)
        for thing in answer:
            if not isinstance(thing, types):
                msg = f"{wanted} is expected, found {_short(thing)}"
                raise TypeError(msg)
            yield str(getattr(thing, key)), thing

    return items


def _lifecycles(answer: Any) -> Iterator[tuple[str, Any]]:
    for kind, lifecycle in _named("kind", Lifecycle)(answer):
        if not lifecycle.sealed:
            msg = f"a sealed lifecycle is expected: end the module of {kind!r} with .seal()"
            raise TypeError(msg)
        yield kind, lifecycle


def _openers(answer: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(answer, Mapping) or not all(map(callable, answer.values())):
        msg = f"a mapping from scheme to a function of the URL is expected, found {_short(answer)}"
        raise TypeError(msg)
    yield from answer.items()


def _calendars(answer: Any) -> Iterator[tuple[str, Any]]:
    for calendar in answer:
        if not callable(getattr(calendar, "is_working_day", None)):
            msg = f"a calendar (name, is_working_day) is expected, found {_short(calendar)}"
            raise TypeError(msg)
        yield calendar.name, calendar


PROVISIONS: tuple[tuple[Family[Any], str, Reader], ...] = (
    (SHEETS, "homeroom_rubrics", _named("id", *SHEET_TYPES)),
    (COMPUTED_CRITERIA, "homeroom_computed_criteria", _named("name", ComputedCriterion)),
    (RULE_SETS, "homeroom_eligibility_rules", _named("id", RuleSet)),
    (SCORING_METHODS, "homeroom_scoring_methods", _named("name", ScoringMethod)),
    (TIE_BREAKERS, "homeroom_tie_breaks", _named("name", TieBreaker)),
    (AWARD_POLICIES, "homeroom_award_policies", _named("name", NamedAwardPolicy)),
    (STORAGE_BACKENDS, "homeroom_storage_backends", _openers),
    (CALENDARS, "homeroom_calendars", _calendars),
    (LIFECYCLES, "homeroom_lifecycles", _lifecycles),
    (IMPORTERS, "homeroom_importers", _named("name", Importer)),
    (EXPORTERS, "homeroom_exporters", _named("name", Exporter)),
    (COMMANDS, "homeroom_commands", _named("name", Command)),
)
"""Family, hook, and the reader of its answers."""

NARROWED: tuple[tuple[Family[Any], Family[Any], type], ...] = ((RUBRICS, SHEETS, Rubric),)
"""Families that hold what is of one type in a wider one, under the same names."""
