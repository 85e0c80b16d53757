"""Every reason that a system of training refuses for, produced once, beside what is allowed.

Each case (`tests/support/refusals`) is one attempt made wrongly and the same attempt made rightly.
The table has to be complete: a `Reason` that no case produces, and a guard that no case sees
refuse, are reported.
"""

import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

import pytest
from contests import codes
from refusals import Attempted, every_case
from refusals.score_sheet import begin

from homeroom_core import training
from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.errors import Reason, Refusal
from homeroom_core.lifecycle import Creation, Operation
from homeroom_core.people import HEAD_JUDGE, JUDGE, OFFICE, Actor
from homeroom_core.text import LANGUAGES

CASES = every_case()

OF_OTHERS = ("lifecycle.", "mark.", "card.", "recomputed.", "source.", "part.", "composite.")
"""Reasons that systems hand on: they are tested where they are defined."""


def reasons() -> dict[str, Reason]:
    """Every reason that is defined in a module of `homeroom_core.training`, by its code."""
    modules = [
        import_module(f"{training.__name__}.{module.name}")
        for module in pkgutil.iter_modules(training.__path__)
    ]
    found = [value for m in modules for value in vars(m).values() if isinstance(value, Reason)]
    return {reason.code: reason for reason in found if not reason.code.startswith(OF_OTHERS)}


def test_every_reason_has_its_case() -> None:
    codes = {one.code for one in CASES if not one.code.startswith(OF_OTHERS)}
    assert sorted(codes) == sorted(reasons())


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.code)
def test_it_is_refused_wrongly_in_every_language_and_allowed_rightly(one: Attempted) -> None:
    refusals = [refusal for refusal in one.wrongly() if refusal.code == one.code]
    texts = [text for refusal in refusals for text in (refusal.text, refusal.remedy)]
    said = [text.read(tag) for text in texts for tag in LANGUAGES]
    assert said
    assert all(words.strip() and "{" not in words and "None" not in words for words in said)
    assert codes(one.rightly()) == []


def guards(step: Operation[Any, ...]) -> Iterator[Callable[..., Any]]:
    yield from step.guards
    yield from step.checks
    if isinstance(step, Creation):
        yield from step.preconditions


def named(step: Operation[Any, ...], guard: Callable[..., Any]) -> str:
    """A guard's name; one that a factory made is another guard at each step."""
    name = f"{guard.__module__}.{guard.__qualname__}"
    made = "<locals>" in name and step.name not in step.lifecycle.acceptances
    return f"{name} of {step.lifecycle.kind}.{step.name}" if made else name


def test_every_guard_is_seen_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard that no case makes refuse might as well not be there."""
    seen: set[str] = set()

    def watched(step: Operation[Any, ...], guard: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*args: Any, **kwargs: Any) -> Any:
            answer = guard(*args, **kwargs)
            found = (answer,) if isinstance(answer, Refusal) else tuple(answer or ())
            if found:
                seen.add(named(step, guard))
            return found

        return asked

    known: set[str] = set()
    for lifecycle in homeroom_lifecycles():
        for step in (*lifecycle.creations.values(), *lifecycle.transitions.values()):
            known |= {named(step, guard) for guard in guards(step)}
            watch = partial(watched, step)
            monkeypatch.setattr(step, "guards", tuple(map(watch, step.guards)))
            monkeypatch.setattr(step, "checks", list(map(watch, step.checks)))
            if isinstance(step, Creation):
                before = list(map(watch, step.preconditions))
                monkeypatch.setattr(step, "preconditions", before)
    for one in CASES:
        one.wrongly()
    assert sorted(known - seen) == []


def test_roles_of_the_panel_are_not_needed_to_judge() -> None:
    """A judge is on the panel by id; the role alone opens nothing."""
    assert codes(begin(Actor.of("judge-9", JUDGE, OFFICE, HEAD_JUDGE))) == ["lifecycle.not_granted"]
