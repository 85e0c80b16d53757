"""Composites: several sources and several sheets, weighed into one result.

A committee, peers, pupils and parents judge the same part, each with its weight; parts come from
sheets of their own and are scaled to what they are worth in the whole. Whatever is missing is dealt
with as the composite says, and never counts as zero.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import attrs

from homeroom_core.answer import Answer
from homeroom_core.composite_answers import Answers, ordered
from homeroom_core.composite_parts import Part, Source
from homeroom_core.criterion import sum_problem
from homeroom_core.errors import InputError, Refusal, UnknownError
from homeroom_core.exact import exact_sum
from homeroom_core.sheet_checks import (
    ITEM_SUM,
    NO_ITEMS,
    TOTAL,
    UNKNOWN,
    named,
    not_positive,
    repeated,
)
from homeroom_core.sheet_result import SheetResult, demand, points_digest
from homeroom_core.strict import check
from homeroom_core.text import Text
from homeroom_core.trace import made

_PART = Text("部分", "部分", "part")
_SOURCES_OF = Text("部分 {part}", "部分 {part}", "part {part}")
_NO_WEIGHT = Text(
    "部分 {part}：没有一个评价主体的权重大于 0",
    "部分 {part}：沒有任何評價主體的權重大於 0",
    "part {part}: none of its sources has a weight above 0",
)


@attrs.frozen(kw_only=True)
class Composite:
    """A composite, adopted in one version.

    Attributes:
        id: Its code.
        version: Its version, such as `1`.
        title: How it is called.
        total: Full points without any bonus; the maxima of `parts` add up to it.
        parts: Its parts of the first level, in the order of the sheet.
        source: Where it comes from: an address, a document number, or the school's own words.
        sources: Who judges; each part names those that judge it.

    Raises:
        DefinitionError: An id stands twice or is unknown, the sums differ, or a language is missing.
    """

    id: str
    version: str
    title: Text
    total: Decimal
    parts: tuple[Part, ...]
    source: str
    sources: tuple[Source, ...] = ()

    def __attrs_post_init__(self) -> None:
        counting = exact_sum(Fraction(part.maximum) for part in self.parts if not part.bonus)
        problems = [
            *named(self.id, self.title),
            not_positive(TOTAL, self.total),
            None if any(not part.bonus for part in self.parts) else NO_ITEMS,
            repeated([part.id for part in self.walk()]),
            repeated([source.id for source in self.sources]),
            *self._source_problems(),
            sum_problem(ITEM_SUM, counting, self.total),
        ]
        check(f"composite {self.id}", problems)

    def walk(self) -> Iterator[Part]:
        """Every part, in the order of the sheet."""
        for part in self.parts:
            yield from part.walk()

    def part(self, id: str) -> Part:
        """The part with this id.

        Raises:
            UnknownError: There is none.
        """
        found = {part.id: part for part in self.walk()}
        if id not in found:
            raise UnknownError(_PART, id, tuple(found))
        return found[id]

    @cached_property
    def structure_digest(self) -> str:
        """SHA-256 over what decides points; 64 hexadecimal digits."""
        return points_digest(self)

    def refuse(self, answers: Iterable[Answer]) -> tuple[Refusal, ...]:
        """Every reason why these answers give no result, or none yet (`source.waiting`).

        Args:
            answers: In any order.
        """
        return tuple(self._answers(answers).refusals())

    def result(self, answers: Iterable[Answer]) -> SheetResult:
        """What these answers come to. A bonus comes on top, so the total may pass `total`.

        Args:
            answers: In any order.

        Raises:
            InputError: Something is refused; the error lists every reason.
        """
        found = self._answers(answers)
        demand(f"composite {self.id}", found.refusals())
        counting = [part for part in self.parts if not part.bonus]
        whole = found.added(counting, Fraction(self.total), self.title)
        if whole is None:  # `refusals` found that before
            raise InputError(self.id, ())
        step, leaves = whole.step, dict(whole.leaves)
        extras = [one for p in self.parts if p.bonus and (one := found.worth(p)) is not None]
        if extras:
            step = made("sheet", "sum", [step, *(one.step for one in extras)], label=self.title)
        for one in extras:
            leaves |= one.leaves
        return SheetResult(
            sheet=self.id,
            structure_digest=self.structure_digest,
            total=step.value,
            maximum=self.total,
            parts=leaves,
            trace=step,
        )

    def _answers(self, answers: Iterable[Answer]) -> Answers:
        sources: Mapping[str, Source] = {source.id: source for source in self.sources}
        return Answers(self.parts, sources, ordered(list(answers)))

    def _source_problems(self) -> Iterator[Text | None]:
        weights = {source.id: source.weight for source in self.sources}
        for part in self.walk():
            what = _SOURCES_OF.format(part=part.id)
            unknown = [one for one in part.sources if one not in weights]
            for one in unknown:
                yield UNKNOWN.format(what=what, found=one)
            if part.sources and not unknown and not any(weights[one] for one in part.sources):
                yield _NO_WEIGHT.format(part=part.id)
