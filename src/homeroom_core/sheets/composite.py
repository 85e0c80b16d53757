"""Composites: several sources and several sheets, weighed into one result.

A committee, peers, pupils and parents judge the same part, each with its weight; parts come from
sheets of their own and are scaled to what they are worth in the whole. Whatever is missing is dealt
with as the composite says, and never counts as zero.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

import attrs

from homeroom_core.canonical import digest
from homeroom_core.criterion import ITEM_SUM, sum_problem
from homeroom_core.errors import InputError, Refusal, UnknownError
from homeroom_core.exact import exact_sum
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.checks import (
    NO_ITEMS,
    TOTAL,
    UNKNOWN,
    named,
    not_positive,
    repeated,
)
from homeroom_core.sheets.composite_answers import Answers, ordered
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.parts import Part, Source
from homeroom_core.sheets.reasons import NOT_OPTIONAL
from homeroom_core.sheets.result import SheetResult, demand, points_digest
from homeroom_core.strict import check
from homeroom_core.text import Text, listing
from homeroom_core.trace import made

_PART = Text("部分", "部分", "part")
_SOURCES_OF = Text("部分 {part}", "部分 {part}", "part {part}")
_ONCE = Text("once", "once", "once")
_NO_CLAIMS = Text(
    "once：部分 {found} 没有业绩加分表",
    "once：部分 {found} 沒有業績加分表",
    "once: part {found} takes no claims",
)
_SHORT_GROUP = Text(
    "once：每组至少两个部分", "once：每組至少兩個部分", "once: each group takes at least two parts"
)
_HIDDEN_ALONE = Text(
    "部分 {part}：仅有保密的一方计分，且其人数可能少到不宜公布",
    "部分 {part}：僅有保密的一方計分，且其人數可能少到不宜公布",
    "part {part}: its only source that counts is confidential and may count with so few answers "
    "that they must not be shown",
)
_NO_WEIGHT = Text(
    "部分 {part}：没有一个评价主体的权重大于 0",
    "部分 {part}：沒有任何評價主體的權重大於 0",
    "part {part}: none of its sources has a weight above 0",
)


@takes_plain_values
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
        once: Groups of parts with merit points in which one fact counts once: who claims it in two
            of them is refused. Each part stands in at most one group.

    Raises:
        DefinitionError: An id stands twice or is unknown, the sums differ, or a language is missing.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "source": Text("出处", "出處", "Source"),
        "total": Text("满分", "滿分", "Full points"),
    }

    id: str
    version: str
    title: Text
    total: Decimal
    parts: tuple[Part, ...]
    source: str
    sources: tuple[Source, ...] = ()
    once: tuple[tuple[str, ...], ...] = ()

    def __attrs_post_init__(self) -> None:
        counting = exact_sum(Fraction(part.maximum) for part in self.parts if not part.bonus)
        problems = [
            *named(self.id, self.title),
            not_positive(TOTAL, self.total),
            None if any(not part.bonus for part in self.parts) else NO_ITEMS,
            repeated([part.id for part in self.walk()]),
            repeated([source.id for source in self.sources]),
            *self._source_problems(),
            *self._once_problems(),
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

    @cached_property
    def text_digest(self) -> str:
        """SHA-256 over everything, labels, version and source included; 64 hexadecimal digits."""
        return digest(self)

    def refuse(
        self,
        answers: Iterable[Answer],
        *,
        off: AbstractSet[str] = frozenset(),
        refused: AbstractSet[str] = frozenset(),
    ) -> tuple[Refusal, ...]:
        """Every reason why these answers give no result, or none yet (`source.waiting`).

        Args:
            answers: In any order.
            off: Ids of the parts that are switched off.
            refused: Ids of the parts for which something was handed in and refused: they are
                not called missing.
        """
        found = self._answers(answers, off).refusals(refused)
        return (*self._refuse_off(off), *found)

    def result(
        self, answers: Iterable[Answer], *, off: AbstractSet[str] = frozenset()
    ) -> SheetResult:
        """What these answers come to. A bonus comes on top, so the total may pass `total`.

        Args:
            answers: In any order.
            off: Ids of the parts that are switched off.

        Raises:
            InputError: Something is refused; the error lists every reason.
        """
        found = self._answers(answers, off)
        demand(f"composite {self.id}", [*self._refuse_off(off), *found.refusals()])
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
            version=self.version,
            structure_digest=self.structure_digest,
            text_digest=self.text_digest,
            inputs_digest=digest({"answers": found.given, "off": frozenset(off)}),
            total=step.value,
            maximum=self.total,
            parts=leaves,
            evidence={one.part: one.evidence for one in found.given if one.evidence is not None},
            trace=step,
        )

    def _answers(self, answers: Iterable[Answer], off: AbstractSet[str]) -> Answers:
        sources: Mapping[str, Source] = {source.id: source for source in self.sources}
        tops = [part for part in self.walk() if part.id in off]
        below = frozenset(one.id for part in tops for one in part.walk())
        return Answers(self.parts, sources, ordered(list(answers)), below)

    def _refuse_off(self, off: AbstractSet[str]) -> Iterator[Refusal]:
        optional = [part.id for part in self.walk() if part.optional]
        for one in sorted(off - set(optional)):
            yield NOT_OPTIONAL(measured=one, accepted=listing(optional))

    def _once_problems(self) -> Iterator[Text | None]:
        ids = [part for group in self.once for part in group]
        yield repeated(ids)
        leaves = {part.id: part for part in self.walk() if part.is_leaf}
        for one in ids:
            if one not in leaves:
                yield UNKNOWN.format(what=_ONCE, found=one)
            elif leaves[one].use is None and not isinstance(leaves[one].sheet, MeritSheet):
                yield _NO_CLAIMS.format(found=one)
        if any(len(group) < 2 for group in self.once):  # noqa: PLR2004, RUF100  # one has no choice
            yield _SHORT_GROUP

    def _source_problems(self) -> Iterator[Text | None]:
        weights = {source.id: source.weight for source in self.sources}
        for part in self.walk():
            what = _SOURCES_OF.format(part=part.id)
            unknown = [one for one in part.sources if one not in weights]
            for one in unknown:
                yield UNKNOWN.format(what=what, found=one)
            if part.sources and not unknown:
                yield self._weight_problem(part)

    def _weight_problem(self, part: Part) -> Text | None:
        counting = [one for one in self.sources if one.id in part.sources and one.weight > 0]
        if not counting:
            return _NO_WEIGHT.format(part=part.id)
        alone = len(counting) == 1 and counting[0].hides
        return _HIDDEN_ALONE.format(part=part.id) if alone else None
