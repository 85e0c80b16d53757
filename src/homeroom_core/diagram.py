"""Lifecycles drawn from their own definition: as a diagram, as a table, and as data."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from homeroom_core.arguments import Argument, arguments_of
from homeroom_core.codec import JSON
from homeroom_core.glossary.codes import NO, YES
from homeroom_core.labels import declared_label
from homeroom_core.lifecycle import STAY, Creation, Lifecycle, Operation, State, Transition
from homeroom_core.text import Language, Text, listing

Told = Callable[[Operation[Any, ...], Argument], Text]
"""How an argument of a step is told in a table."""


def mermaid(lifecycle: Lifecycle[Any], language: Language = "en") -> str:
    """The lifecycle as Mermaid text, a `stateDiagram-v2`.

    A step that leaves the state as it is stands inside of the state, as internal transitions do in
    UML; several steps between the same two states share an arrow: Mermaid draws further arrows of
    one pair over the first. States keep their codes as names, so that a diagram in another language
    has the same shape. Steps that accept a result as it is computed now are not drawn: they hang on
    nearly every state and lead nowhere.

    Args:
        lifecycle: The lifecycle.
        language: The language of the labels.
    """
    arrows: dict[tuple[str, str], list[str]] = {}
    inside: dict[State, list[str]] = {}
    for creation in lifecycle.creations.values():
        arrow = ("[*]", _name(lifecycle.initial))
        arrows.setdefault(arrow, []).append(_said(creation.label, language))
    for source, target, step in _edges(lifecycle):
        said = _said(step.label, language)
        if source == target:
            inside.setdefault(source, []).append(said)
        else:
            arrows.setdefault((_name(source), _name(target)), []).append(said)
    lines = ["stateDiagram-v2"]
    for state in lifecycle.states:
        lines.append(f'    state "{_said(state.label, language)}" as {_name(state)}')
        lines += [f"    {_name(state)} : {said}" for said in inside.get(state, ())]
    lines += [f"    {a} --> {b} : {'<br>'.join(said)}" for (a, b), said in arrows.items()]
    lines += [f"    {_name(state)} --> [*]" for state in lifecycle.final]
    return "\n".join(lines) + "\n"


def transition_table(
    lifecycle: Lifecycle[Any], language: Language = "en", *, told: Told | None = None
) -> str:
    """The steps of a lifecycle as a Markdown table, creations first.

    The columns are: the step, from, to, who may, whether a reason is owed, what is handed in; in
    English also what it does, which is the docstring of the step.

    Args:
        lifecycle: The lifecycle.
        language: The language of the labels.
        told: How what is handed in is told; by default by its name and label, in English, which
            those who write programs read, by its name and type.
    """
    heads = _HEADS if language == "en" else _HEADS[:-1]
    rows = [[_cell(head.read(language)) for head in heads], ["---"] * len(heads)]
    rows += [
        [_cell(one) for one in _row(step, language, told or _asked)[: len(heads)]]
        for step in _steps(lifecycle)
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def outline(lifecycle: Lifecycle[Any], language: Language = "en") -> dict[str, JSON]:
    """The lifecycle as JSON values: kind, states, creations and transitions.

    Args:
        lifecycle: The lifecycle.
        language: The language of the labels.
    """
    return {
        "kind": lifecycle.kind,
        "label": lifecycle.record.label.read(language),
        "states": [
            {
                "code": str(state),
                "label": state.label.read(language),
                "initial": state == lifecycle.initial,
                "final": state in lifecycle.final,
            }
            for state in lifecycle.states
        ],
        "creations": [step_outline(step, language) for step in lifecycle.creations.values()],
        "transitions": [
            {
                "from": [str(state) for state in step.sources],
                "to": [str(state) for state in step.targets if state is not STAY],
                "may_stay": STAY in step.targets,
                **step_outline(step, language),
            }
            for step in lifecycle.transitions.values()
        ],
    }


def step_outline(step: Operation[Any, ...], language: Language = "en") -> dict[str, JSON]:
    """What a creation or transition is called, who may make it, and what it asks for.

    Args:
        step: The creation or transition.
        language: The language of the labels.
    """
    return {
        "name": step.name,
        "label": step.label.read(language),
        "who": step.grant.label.read(language),
        "reason_required": step.reason_required,
        "arguments": [
            {"name": one.name, "type": one.type_name, "required": one.required}
            for one in arguments_of(step)
        ],
        "summary": step.summary,
    }


def _steps(lifecycle: Lifecycle[Any]) -> Iterator[Operation[Any, ...]]:
    yield from lifecycle.creations.values()
    yield from lifecycle.transitions.values()


def _edges(lifecycle: Lifecycle[Any]) -> Iterator[tuple[State, State, Transition[Any, ...]]]:
    for step in lifecycle.transitions.values():
        if step.name in lifecycle.acceptances:
            continue
        for source in step.sources:
            for target in dict.fromkeys(source if t is STAY else t for t in step.targets):
                yield source, target, step


def _row(step: Operation[Any, ...], language: Language, told: Told) -> list[str]:
    sources: Any = "–" if isinstance(step, Creation) else listing(_sources(step)).read(language)
    asked = (
        told(step, one).read(language) + ("" if one.required else _OPTIONAL.read(language))
        for one in arguments_of(step)
    )
    return [
        f"{step.label.read(language)} `{step.name}`",
        sources,
        listing(step.targets).read(language),
        step.grant.label.read(language),
        (YES if step.reason_required else NO).read(language),
        ("; " if language == "en" else "；").join(asked) or "–",
        " ".join(step.summary.split()),
    ]


def _asked(step: Operation[Any, ...], one: Argument) -> Text:
    label = declared_label(step.lifecycle.record, one.name)
    name, typed = f"`{one.name}`", f"`{one.name}`: {one.type_name}"
    if label is None:
        return Text(name, name, typed)
    return Text(f"{name}（{label.zh_hans}）", f"{name}（{label.zh_hant}）", typed)


def _sources(step: Operation[Any, ...]) -> tuple[State, ...]:
    return step.sources if isinstance(step, Transition) else ()


def _said(label: Text, language: Language) -> str:
    """A label that Mermaid takes for words: what has a meaning there is written as an entity."""
    words = " ".join(label.read(language).split())
    return re.sub(r'[#";:<>{}\[\]`]', lambda found: f"#{ord(found[0])};", words)


def _name(state: State) -> str:
    """The code of a state as a name in Mermaid, where a few words are taken."""
    name = re.sub(r"\W", "_", str(state))
    return f"{name}_" if name.lower() in _TAKEN else name


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


_TAKEN = frozenset({"state", "end", "note", "as", "direction", "class", "classdef", "style"})
_OPTIONAL = Text("（可省）", "（可省）", " (optional)")
_HEADS = (
    Text("步骤", "步驟", "Step"),
    Text("从", "從", "From"),
    Text("到", "到", "To"),
    Text("由谁", "由誰", "Who"),
    Text("须写理由", "須寫理由", "Reason owed"),
    Text("参数", "參數", "Arguments"),
    Text("作用", "作用", "What it does"),
)
