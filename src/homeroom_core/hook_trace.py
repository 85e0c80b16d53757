"""One line for a call of a hook: what it was asked and what it answered, without what is in them.

A trace is read, mailed and kept in files by people who may not read everything. So it names ids,
kinds, steps, names of arguments and codes of refusals, and no contents: no value of an argument, no
field of a record, no text that somebody wrote, and of an error only its type and its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from homeroom_core.errors import Refusal
from homeroom_core.hookspecs import Committed, TransitionRequest

_MOST = 8
"""So many names are written out."""


def asked(request: object) -> str:
    """What a hook is asked, by ids and names.

    >>> asked(Committed(org="school-1", entries=()))
    'school-1, nothing'
    """
    if isinstance(request, TransitionRequest):
        record, names = request.record, _listed(request.arguments)
        step = f"{request.transition} of {record.kind} {record.id} by {request.act.actor.id}"
        return f"{step}, arguments: {names}" if request.arguments else step
    if isinstance(request, Committed):
        numbers = [entry.seq for entry in request.entries]
        return f"{request.org}, " + (
            f"entries {numbers[0]} to {numbers[-1]}" if numbers else "nothing"
        )
    return type(request).__name__


def answered(answer: object) -> str:
    """What a hook answered, by names and codes.

    >>> answered(None), answered({"sqlite": print}), answered([])
    ('nothing', 'sqlite', 'nothing')
    """
    if answer is None:
        return "nothing"
    if isinstance(answer, Mapping):
        return _listed(answer)
    if isinstance(answer, list | tuple | set | frozenset):
        return _listed(map(_name, answer))
    return _name(answer)


def kept(answer: Any) -> Any:
    """An answer that can be looked at and still be used: what can be read once only is read."""
    return list(answer) if isinstance(answer, Iterator) else answer


def _name(thing: object) -> str:
    if isinstance(thing, Refusal):
        return thing.code
    for attribute in ("id", "name", "kind"):
        found = getattr(thing, attribute, None)
        if isinstance(found, str):
            return found
    return type(thing).__name__


def _listed(names: Iterable[object]) -> str:
    found = [str(name) for name in names]
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return ", ".join(found[:_MOST]) + more if found else "nothing"
