"""Answers to the parts of a composite: why they cannot be taken, and what they come to."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import TypeVar

import attrs

from homeroom_core.canonical import digest
from homeroom_core.errors import Reason, Refusal
from homeroom_core.exact import exact_sum
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.parts import Part, Source
from homeroom_core.sheets.reasons import (
    MISSING_PART,
    MISSING_SOURCE,
    NONE_LEFT,
    OTHER_SHEET,
    OUT_OF_POINTS,
    SEVERAL,
    SWITCHED_OFF,
    TWICE,
    UNKNOWN_PART,
    UNKNOWN_SOURCE,
    WAITING_PART,
    WAITING_SOURCE,
)
from homeroom_core.text import Text, listing
from homeroom_core.trace import Step, made, show, stated

K = TypeVar("K", bound=Hashable)

_GIVEN = Text("{part}，得分", "{part}，得分", "{part}, points given")
_BY = Text("{source}（{by}）", "{source}（{by}）", "{source} ({by})")
_ANONYMOUS = Text(
    "{count} 份评价的平均，不逐份列出",
    "{count} 份評價的平均，不逐份列出",
    "mean of {count} answers, not listed one by one",
)
_SOURCES = Text("{part}，各方评价", "{part}，各方評價", "{part}, all sources")
_TOGETHER = Text(
    "某一方人数过少，各方得分不分列",
    "某一方人數過少，各方得分不分列",
    "a source has too few answers to be shown by itself, so the sources are not listed",
)
_OFF = Text("停用：{items}", "停用：{items}", "switched off: {items}")
_LEFT_OUT = Text("缺，不计入：{items}", "缺，不計入：{items}", "missing, left out: {items}")
_EVIDENCE = Text(
    "由 {name} 根据以下记录计算：{facts}",
    "由 {name} 依下列紀錄計算：{facts}",
    "computed by {name} from: {facts}",
)
_SOURCE_REASONS: dict[str, Reason] = {"refuse": MISSING_SOURCE, "wait": WAITING_SOURCE}
_PART_REASONS: dict[str, Reason] = {"refuse": MISSING_PART, "wait": WAITING_PART}


@attrs.frozen
class Worth:
    """What a part is worth: its step, and what each leaf below adds to it."""

    step: Step
    leaves: Mapping[str, Fraction]

    def times(self, factor: Fraction) -> dict[str, Fraction]:
        """What each leaf adds once the part is scaled."""
        return {leaf: points * factor for leaf, points in self.leaves.items()}


@attrs.frozen(slots=False)
class Answers:
    """The answers to one composite.

    Attributes:
        parts: The composite's parts of the first level.
        sources: Its sources, by id.
        given: The answers, in order of part, source, who answered and points.
        off: Ids of the parts that are switched off, with all below them.
    """

    parts: tuple[Part, ...]
    sources: Mapping[str, Source]
    given: tuple[Answer, ...]
    off: frozenset[str] = frozenset()

    @cached_property
    def leaves(self) -> dict[str, Part]:
        """The parts that take points, by id."""
        return {one.id: one for part in self.parts for one in part.walk() if one.is_leaf}

    def refusals(self, refused: AbstractSet[str] = frozenset()) -> Iterator[Refusal]:
        """Every reason why there is no result; what was refused before is not called missing."""
        for answer in self.given:
            yield from self._refuse(answer)
        said = Counter((one.part, one.source or "", one.by) for one in self.given if one.by)
        for one, times in sorted(said.items()):
            if times > 1:
                yield TWICE(measured=" / ".join(filter(None, one)))
        asked = [part for part in self.leaves.values() if part.id not in refused]
        missing = [refusal for part in asked for refusal in self._missing(part)]
        yield from missing
        if (
            not refused
            and not missing
            and all(self.worth(part) is None for part in self.parts if not part.bonus)
        ):
            yield NONE_LEFT()

    def worth(self, part: Part) -> Worth | None:
        """What a part is worth out of its maximum, or `None` if it is missing."""
        if part.id in self.off:
            return None
        if not part.is_leaf:
            return self.added(part.parts, Fraction(part.maximum), part.label, part.id)
        step = self._of_sources(part) if part.sources else self._alone(part)
        if step is None:
            return None
        factor = Fraction(part.maximum) / part.out_of
        if factor != 1:
            step = made("part", "times", [step], factor=factor, label=part.label, criterion=part.id)
        return Worth(step, {part.id: step.value})

    def added(
        self, parts: Sequence[Part], maximum: Fraction, label: Text, id: str | None = None
    ) -> Worth | None:
        """Parts added up; where some are missing, the rest is scaled up to the maximum."""
        found = [(part, self.worth(part)) for part in parts]
        there = [(part, one) for part, one in found if one is not None]
        if not there:
            return None
        factor = maximum / exact_sum(Fraction(part.maximum) for part, _ in there)
        off = [part.label for part in parts if part.id in self.off]
        lacking = [part.label for part, one in found if one is None and part.id not in self.off]
        step = made(
            "part" if id else "sheet",
            "sum",
            [one.step for _, one in there],
            factor=factor,
            label=label,
            criterion=id,
            note=_note((_OFF, off), (_LEFT_OUT, lacking)),
        )
        leaves: dict[str, Fraction] = {}
        for _, one in there:
            leaves |= one.times(factor)
        return Worth(step, leaves)

    def _alone(self, part: Part) -> Step | None:
        """The one number of a part without sources."""
        answer = next(iter(self._by_part.get(part.id, ())), None)
        return None if answer is None else _answer_step(answer, _GIVEN.format(part=part.label))

    def _of_sources(self, part: Part) -> Step | None:
        """The weighted mean of the sources that are there; weight 0 is shown and counts nothing."""
        steps = {id: self._of_source(part, self.sources[id]) for id in part.sources}
        there = {id: step for id, step in steps.items() if step is not None}
        counting = {id: step for id, step in there.items() if self.sources[id].weight}
        if not counting:
            return None
        label = _SOURCES.format(part=part.label)
        lacking = [self.sources[id].label for id in steps if id not in there]
        note = (_LEFT_OUT, lacking)
        few = {id for id in there if self._is_small(part, self.sources[id])}
        whole = _weighted(counting, self.sources, label, _note(note))
        if few & counting.keys():
            return stated("sources", label, whole.value, _note(note, (_TOGETHER, [label])))
        return _weighted(
            {id: step for id, step in there.items() if id not in few},
            self.sources,
            label,
            _note(note),
        )

    def _of_source(self, part: Part, source: Source) -> Step | None:
        answers = self._from(part, source)
        if len(answers) < source.minimum_answers:
            return None
        if source.confidential:
            mean = exact_sum(one.points for one in answers) / len(answers)
            return stated("source", source.label, mean, _ANONYMOUS.format(count=len(answers)))
        steps = [
            _answer_step(one, _BY.format(source=source.label, by=one.by or number))
            for number, one in enumerate(answers, 1)
        ]
        return made("source", "mean", steps, label=source.label)

    def _is_small(self, part: Part, source: Source) -> bool:
        """Whether a confidential source has too few answers to be shown by itself."""
        return source.confidential and len(self._from(part, source)) < source.shown_from

    @cached_property
    def _by_part(self) -> Mapping[str, Sequence[Answer]]:
        return _grouped(self.given, lambda one: one.part)

    @cached_property
    def _by_source(self) -> Mapping[tuple[str, str | None], Sequence[Answer]]:
        return _grouped(self.given, lambda one: (one.part, one.source))

    def _from(self, part: Part, source: Source) -> Sequence[Answer]:
        return self._by_source.get((part.id, source.id), ())

    def _missing(self, part: Part) -> Iterator[Refusal]:
        if part.id in self.off:
            return
        counting = [self.sources[id] for id in part.sources if self.sources[id].weight]
        lacking = [one for one in counting if len(self._from(part, one)) < one.minimum_answers]
        for source in lacking:
            if source.when_missing in _SOURCE_REASONS:
                yield _SOURCE_REASONS[source.when_missing](
                    measured=len(self._from(part, source)),
                    required=source.minimum_answers,
                    part=part.label,
                    source=source.label,
                )
        nothing = len(lacking) == len(counting) if part.sources else self._alone(part) is None
        dealt_with = any(source.when_missing in _SOURCE_REASONS for source in lacking)
        if nothing and not dealt_with and part.when_missing in _PART_REASONS:
            yield _PART_REASONS[part.when_missing](part=part.label)

    def _refuse(self, answer: Answer) -> Iterator[Refusal]:
        part = self.leaves.get(answer.part)
        if part is None:
            yield UNKNOWN_PART(measured=answer.part, accepted=listing(self.leaves))
            return
        if part.id in self.off:
            yield SWITCHED_OFF(measured=part.id, entry=answer.by or part.id, item=part.label)
        if (answer.source is not None or part.sources) and answer.source not in part.sources:
            accepted = listing(part.sources) if part.sources else "-"
            yield UNKNOWN_SOURCE(measured=answer.source or "-", part=part.label, accepted=accepted)
        if not 0 <= answer.points <= part.out_of:
            most = show(part.out_of)
            yield OUT_OF_POINTS(measured=show(answer.points), required=most, part=part.label)
        wanted = part.use or (part.sheet.id if part.sheet is not None else None)
        if wanted is not None and answer.sheet not in (None, wanted):
            yield OTHER_SHEET(measured=answer.sheet, required=wanted, part=part.label)
        same = self._by_part[part.id]
        if not part.sources and same[1:] and answer is same[0]:
            yield SEVERAL(measured=len(same), part=part.label)


def ordered(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers in an order that does not depend on how they came in."""
    found: list[Answer] = []
    for _, alike in groupby(sorted(answers, key=_key), key=_key):
        same = list(alike)
        differ = any(one != same[0] for one in same[1:])  # forms of a survey are mostly alike
        found += sorted(same, key=digest) if differ else same
    return tuple(found)


def _key(answer: Answer) -> tuple[str, str, str, Fraction]:
    return answer.part, answer.source or "", answer.by, answer.points


def _grouped(answers: Iterable[Answer], key: Callable[[Answer], K]) -> dict[K, list[Answer]]:
    found: dict[K, list[Answer]] = {}
    for one in answers:
        found.setdefault(key(one), []).append(one)
    return found


def _answer_step(answer: Answer, label: Text) -> Step:
    """An answer's own trace, named; or its number, with what it was made from."""
    if answer.trace is not None:
        return attrs.evolve(answer.trace, label=label)
    if answer.evidence is None:
        return stated("answer", label, answer.points)
    facts = listing(f"{name} = {value}" for name, value in answer.evidence.facts.items())
    note = _EVIDENCE.format(name=answer.evidence.criterion, facts=facts)
    return stated("answer", label, answer.points, note)


def _weighted(
    steps: Mapping[str, Step], sources: Mapping[str, Source], label: Text, note: Text | None
) -> Step:
    weights = [sources[id].weight for id in steps]
    return made(
        "sources", "weighted_mean", list(steps.values()), weights=weights, label=label, note=note
    )


def _note(*said: tuple[Text, Sequence[Text]]) -> Text | None:
    """What is to be said of lists that are not empty, or `None`."""
    lines = [wording.format(items=listing(items)) for wording, items in said if items]
    return listing(lines) if lines else None
