"""Explaining a record to somebody: its own explanation or its history, behind the one filter.

What a lifecycle tells of its records is built with everything in view, for a total needs all marks.
Before anybody sees it, each node is held against the record it shows: where a field is hidden from
the reader the explanation is refused, and where only a name is, the name becomes a number. Numbers
follow the order in which the records came into being, and so do the parts they stand on, so that
an alphabetical order gives nobody away.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any, Protocol

import attrs

from homeroom_core.act import Act
from homeroom_core.codec import JSON, to_json
from homeroom_core.decision import Option, available
from homeroom_core.errors import Reason, RecordNotFoundError, RefusedError, UnknownError
from homeroom_core.explanation import Explanation, Question
from homeroom_core.journal import Entry
from homeroom_core.labels import field_label, path_label, typed_names
from homeroom_core.lifecycle import ACCEPT, Lifecycle, Operation, State
from homeroom_core.origin import MissingPlugin, Origin
from homeroom_core.orphans import Orphan
from homeroom_core.recomputing import Recomputed, brief, differences, recompute_all
from homeroom_core.record import EVERYTHING, Reader, Record
from homeroom_core.telling import Telling, known_as
from homeroom_core.text import LANGUAGES, Text, listing
from homeroom_core.unexplained import Watched, unexplained
from homeroom_core.view import EntryView, View, history_view, view
from homeroom_core.visibility import hidden_fields, texts_in

NOT_FOR_YOU = Reason(
    "explain.not_open",
    Text("您现在还不能查看", "您目前還不能檢視", "you may not see it now"),
    Text(
        "公示后再查看，或请德育处说明",
        "公示後再檢視，或請德育處說明",
        "ask again once the result is put up, or ask the moral education office",
    ),
)
_LABEL = Text("说明", "說明", "Explain")


class Archive(Reader, Protocol):
    """A reader that also tells what happened to a record."""

    def lifecycle_of(self, id: str) -> Lifecycle[Any]:
        """The lifecycle of the record with this id."""
        ...

    def history(self, id: str) -> tuple[Entry, ...]:
        """All entries of a record, oldest first."""
        ...


@attrs.frozen(kw_only=True)
class Explained:
    """An explanation as one reader may see it.

    Attributes:
        record: Id of the record asked about.
        kind: Its kind.
        explanation: The tree.
        own: Whether the lifecycle's own explanation was given; else it is the history.
        results: The stored results that it shows, made again.
        accepted: When such a result was replaced by what it came to then: who accepted that, why,
            and both values.
        numbered: How many people stand in it as numbers, because the reader may not know them.
        needs: The plugin without which the record is an orphaned one, so that its history is told
            by stored names; `None` for every other.
    """

    record: str
    kind: str
    explanation: Explanation
    own: bool
    results: tuple[Recomputed, ...] = ()
    accepted: tuple[Explanation, ...] = ()
    numbered: int = 0
    needs: MissingPlugin | None = None


def explain(
    archive: Archive,
    id: str,
    act: Act,
    zone: tzinfo,
    telling: Telling,
    here: Collection[Origin] = (),
) -> Explained:
    """How a record came to be what it is, as the actor of the act may see it.

    Where its own explanation asks for a plugin that is not here, its history is told, with a note
    on what is missing.

    Args:
        archive: Where records and their history are read.
        id: Id of the record.
        act: Who asks, when; what plugins provide.
        zone: Time zone in which moments are told.
        telling: Tells what people are called.
        here: The plugins that are here.

    Raises:
        RecordNotFoundError: There is no such record, or the actor may not see it at all.
        RefusedError: The record explains itself by something that is closed to the actor.
        ErasedError: Its contents were erased.
        DefinitionError: The lifecycle's explanation shows a field that there is not.
    """
    record = archive.any(id)
    if hidden_fields(record, act.actor, archive) == EVERYTHING:
        raise RecordNotFoundError(act.org, id)
    lifecycle = archive.lifecycle_of(id)
    watched = Watched(archive, record)
    question = Question(actor=act.actor, reader=watched, provided=act.provided, on=act.on)
    own, notes = None, []
    try:
        own = None if lifecycle.explainer is None else lifecycle.explainer(record, question)
    except UnknownError as error:
        notes.append(unexplained(error, watched, archive.history, act.actor, here))
    if own is None:
        told = _history(archive, lifecycle, record, act, zone)
        told = attrs.evolve(told, notes=(*told.notes, *notes))
        return Explained(record=id, kind=record.kind, explanation=_called(told, telling), own=False)
    sources = {node.source: archive.any(node.source) for node in own.walk() if node.source}
    hidden = {key: hidden_fields(one, act.actor, archive) for key, one in sources.items()}
    if any(_closed(node, hidden) for node in own.walk()):
        raise RefusedError(id, "explain", _LABEL, (NOT_FOR_YOU(),))
    numbers = _numbers(own, sources, hidden)
    results = tuple(_results(archive, own, sources, act))
    return Explained(
        record=id,
        kind=record.kind,
        explanation=_titled(_called(_numbered(own, numbers), telling), telling.name(id)),
        own=True,
        results=results,
        accepted=tuple(
            _called(one, telling)
            for result in results
            for one in _accepted(archive, sources[result.id], result, act, zone)
        ),
        numbered=len(numbers),
    )


def explain_orphan(orphan: Orphan, telling: Telling, zone: tzinfo) -> Explained:
    """What can be told of an orphaned record: its history, by the names that are stored.

    Args:
        orphan: What its reader may see of it.
        telling: What names people for the same reader.
        zone: Time zone in which moments are told.
    """
    seen = orphan.view
    steps = (
        _step(Text.same(entry.transition), entry, Text.same(entry.target), zone)
        for entry in orphan.history
    )
    told = Explanation(
        title=Text.same(seen.kind),
        value=Text.same(seen.state),
        source=seen.id,
        notes=orphan.notes,
        parts=(Explanation(title=_STEPS, parts=tuple(steps)),),
    )
    return Explained(
        record=seen.id,
        kind=seen.kind,
        explanation=_called(told, telling),
        own=False,
        needs=seen.needs,
    )


def _called(node: Explanation, telling: Telling) -> Explanation:
    """The tree with the names of the people and records in it, as far as the reader may know them."""
    return attrs.evolve(
        node,
        title=telling.named(node.title),
        value=None if node.value is None else telling.named(node.value),
        notes=tuple(map(telling.named, node.notes)),
        called=None if node.who is None else telling.name(node.who),
        parts=tuple(_called(part, telling) for part in node.parts),
        set_aside=tuple(_called(part, telling) for part in node.set_aside),
    )


def _titled(top: Explanation, name: str | None) -> Explanation:
    """The tree with what the record is known by, where its first line does not say so."""
    if name is None or name in top.heading().en:
        return top
    return attrs.evolve(top, notes=(_TITLED.format(title=name), *top.notes))


def _closed(node: Explanation, hidden: Mapping[str, frozenset[str]]) -> bool:
    behind = hidden.get(node.source or "", frozenset())
    return behind == EVERYTHING or not behind.isdisjoint(node.shows)


def _results(
    archive: Archive, own: Explanation, sources: Mapping[str, Record], act: Act
) -> Iterator[Recomputed]:
    """The derived fields that the explanation shows, each once."""
    shown = dict.fromkeys((node.source, field) for node in own.walk() for field in node.shows)
    for source in dict.fromkeys(source for source, _ in shown if source is not None):
        lifecycle = archive.lifecycle_of(source)
        if any((source, field) in shown for field in lifecycle.derivations):
            for result in recompute_all(lifecycle, sources[source], archive, act.provided):
                if (source, result.field) in shown:
                    yield result


def _accepted(
    archive: Archive, source: Record, result: Recomputed, act: Act, zone: tzinfo
) -> Iterator[Explanation]:
    """The steps that put another value of a result in the place of what stood."""
    lifecycle, field = archive.lifecycle_of(source.id), result.field
    step = lifecycle.step(ACCEPT.format(field=field))
    stood: JSON = None
    for entry in history_view(archive.history(source.id), source, act.actor, archive) or ():
        if field not in entry.fields:
            continue
        value = entry.fields[field]
        if entry.transition == step.name:
            made_by = lifecycle.derivations[field].made_by
            parts = [p for p in differences(stood, value) if p.path not in made_by]
            yield attrs.evolve(
                _step(step.label, entry, lifecycle.state(entry.target).label, zone),
                parts=tuple(
                    Explanation(
                        title=path_label(
                            lifecycle.record, f"{field}.{part.path}" if part.path else field
                        ),
                        value=_BECAME.format(was=brief(part.stored), now=brief(part.again)),
                    )
                    for part in parts
                ),
            )
        stood = value


def _numbers(
    own: Explanation, sources: Mapping[str, Record], hidden: Mapping[str, frozenset[str]]
) -> dict[str, int]:
    """A number for everybody whose name is hidden in a record that the explanation rests on."""
    secret: dict[str, set[str]] = {}
    for key, record in sources.items():
        if hidden[key]:
            fields = to_json(record)
            secret[key] = set(texts_in([fields[name] for name in sorted(hidden[key])]))
    named = {node.who for node in own.walk() if node.who is not None}
    numbers: dict[str, int] = {}
    for key in sorted(secret, key=_by_age):
        for who in sorted(named & secret[key]):
            numbers.setdefault(who, len(numbers) + 1)
    return numbers


def _by_age(id: str) -> tuple[int, str]:
    """In which order records came into being: the desk numbers them."""
    number = id.rpartition("-")[2]
    return (int(number) if number.isdecimal() else 0, id)


def _numbered(node: Explanation, numbers: Mapping[str, int]) -> Explanation:
    """The tree with numbers in the place of names, and its parts in the order of the numbers."""
    if not numbers:
        return node
    parts, made = node.parts, node.made
    if made is None or made.operation not in _IN_ORDER:
        order = sorted(range(len(parts)), key=lambda at: _place(parts[at], numbers))
        parts = tuple(parts[at] for at in order)
        if made is not None and made.weights:
            made = attrs.evolve(made, weights=tuple(made.weights[at] for at in order))
    aside = sorted(node.set_aside, key=lambda part: _place(part, numbers))
    return attrs.evolve(
        node,
        title=_said(node.title, numbers),
        value=None if node.value is None else _said(node.value, numbers),
        clause=None if node.clause is None else _said(node.clause, numbers),
        notes=tuple(_said(note, numbers) for note in node.notes),
        who=_name(node, numbers),
        made=made,
        parts=tuple(_numbered(part, numbers) for part in parts),
        set_aside=tuple(_numbered(part, numbers) for part in aside),
    )


def _said(text: Text, numbers: Mapping[str, int]) -> Text:
    """The words with numbers in the place of names, should a plugin have put one there."""
    names = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True))
    name = re.compile(rf"(?<![A-Za-z0-9])({names})(?![A-Za-z0-9])")
    return Text(
        *(
            name.sub(lambda found: f"#{numbers[found[1]]}", text.read(language))
            for language in LANGUAGES
        )
    )


def _name(node: Explanation, numbers: Mapping[str, int]) -> str | None:
    number = _place(node, numbers)
    return f"#{number}" if number else node.who


def _place(node: Explanation, numbers: Mapping[str, int]) -> int:
    return 0 if node.who is None else numbers.get(node.who, 0)


def _history(
    archive: Archive, lifecycle: Lifecycle[Any], record: Record, act: Act, zone: tzinfo
) -> Explanation:
    """What any record can tell: what it is, where it stands, how it came there, what is next."""
    seen = view(record, act.actor, archive)
    entries = history_view(archive.history(record.id), record, act.actor, archive)
    if seen is None or entries is None:
        raise RecordNotFoundError(act.org, record.id)
    options = available(lifecycle, record, act)
    can = [option for option in options if option.decision]
    # That nothing is to be accepted, as nearly always, is no news.
    rare = lifecycle.acceptances
    cannot = [o for o in options if not o.decision and o.transition.name not in rare]
    here = [option for option in cannot if not option.is_elsewhere]
    elsewhere = [option for option in cannot if option.is_elsewhere]
    return Explanation(
        title=lifecycle.record.label,
        value=lifecycle.state(record.state).label,
        source=record.id,
        notes=tuple(_about(seen, lifecycle.record)),
        parts=(
            Explanation(title=_STEPS, parts=tuple(_steps(lifecycle, entries, zone))),
            *([Explanation(title=_CAN, parts=tuple(map(_open_step, can)))] if can else ()),
            *([Explanation(title=_CANNOT, parts=tuple(map(_shut_step, here)))] if here else ()),
            *([Explanation(title=_ELSEWHERE, parts=_by_states(elsewhere))] if elsewhere else ()),
        ),
    )


def _about(seen: View, record: type[Record]) -> Iterator[Text]:
    title = known_as(seen, record)
    if title is not None:
        yield _TITLED.format(title=title)
    if seen.hidden:
        yield _HIDDEN.format(fields=listing(field_label(record, name) for name in seen.hidden))


def _steps(
    lifecycle: Lifecycle[Any], entries: Iterable[EntryView], zone: tzinfo
) -> Iterator[Explanation]:
    known: dict[str, Operation[Any, ...]] = {**lifecycle.creations, **lifecycle.transitions}
    for entry in entries:
        step = known.get(entry.transition)
        label = Text.same(entry.transition) if step is None else step.label
        yield _step(label, entry, lifecycle.state(entry.target).label, zone)


def _step(label: Text, entry: EntryView, state: Text, zone: tzinfo) -> Explanation:
    """One step: when, by whom, why, and to which state."""
    moment = datetime.fromisoformat(entry.at).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    notes = [] if entry.actor is not None else [_SOMEBODY]
    if entry.reason:
        notes.append(_REASON.format(reason=entry.reason))
    return Explanation(
        title=label,
        value=_WHEN.format(moment=moment, state=state),
        who=entry.actor,
        notes=tuple(notes),
    )


def _open_step(option: Option) -> Explanation:
    name, asks = option.transition.name, option.asks
    record = option.transition.lifecycle.record
    return Explanation(
        title=option.transition.label,
        value=_ASKS.format(name=name, asks=typed_names(record, asks)) if asks else Text.same(name),
    )


def _shut_step(option: Option) -> Explanation:
    return Explanation(
        title=option.transition.label,
        notes=tuple(
            _WHY_NOT.format(text=refusal.text, remedy=refusal.remedy)
            for refusal in option.decision.refusals
        ),
    )


def _by_states(options: Iterable[Option]) -> tuple[Explanation, ...]:
    """Steps of other states, by the states that they wait for."""
    waiting: dict[tuple[State, ...], list[Text]] = {}
    for option in options:
        waiting.setdefault(option.transition.sources, []).append(option.transition.label)
    return tuple(
        Explanation(title=listing(states), value=listing(steps))
        for states, steps in waiting.items()
    )


_IN_ORDER = ("deduct", "times", "round")
"""Operations in which it matters which part comes first."""

_BECAME = Text("{was} → {now}", "{was} → {now}", "{was} → {now}")
_STEPS = Text("经过", "經過", "What happened")
_CAN = Text("您现在可做", "您目前可做", "What you can do now")
_CANNOT = Text("您现在不能做", "您目前不能做", "What you cannot do now")
_ELSEWHERE = Text("其他状态的步骤", "其他狀態的步驟", "Steps of other states")
_TITLED = Text("“{title}”", "「{title}」", "'{title}'")
_HIDDEN = Text("您不可见：{fields}", "您不可見：{fields}", "hidden from you: {fields}")
_SOMEBODY = Text("由谁操作不公开", "由誰操作不公開", "who did it is not shown")
_REASON = Text("理由：{reason}", "理由：{reason}", "reason: {reason}")
_WHEN = Text("{moment}，{state}", "{moment}，{state}", "{moment}, {state}")
_ASKS = Text("{name}，需要 {asks}", "{name}，需要 {asks}", "{name}, asks for {asks}")
_WHY_NOT = Text("{text}；{remedy}", "{text}；{remedy}", "{text}; {remedy}")
