"""A composite filled in: from what was handed in for each part to the answers that count."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from homeroom_core.errors import InputError, Refusal
from homeroom_core.fact import Facts
from homeroom_core.provided import Origin
from homeroom_core.sheets.answer import Answer
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.computed import (
    BUILT_IN,
    ComputedCriterion,
    computed_answer,
    refuse_facts,
)
from homeroom_core.sheets.inputs import SheetInputs
from homeroom_core.sheets.parts import Part, PartSheet
from homeroom_core.sheets.pieces import piece_answer, pieces_of, refuse_piece
from homeroom_core.sheets.reasons import (
    COMPUTED_PART,
    FACT_USED_TWICE,
    TWICE,
    UNKNOWN_CRITERION,
    UNKNOWN_PART,
)
from homeroom_core.sheets.sheet import Sheet, use_faults
from homeroom_core.text import Text, listing


@attrs.frozen(slots=False)
class Filling:
    """A composite, what it was filled in with, and what its parts may use.

    Attributes:
        composite: The sheet.
        inputs: What was handed in.
        sheets: The sheets that its parts use, by id.
        criteria: The computed criteria there are, by name.
        origins: Which plugin provides a computed criterion, by its name.
    """

    composite: Composite
    inputs: SheetInputs
    sheets: Mapping[str, Sheet]
    criteria: Mapping[str, ComputedCriterion]
    origins: Mapping[str, Origin]

    @classmethod
    def of(
        cls,
        composite: Composite,
        inputs: SheetInputs,
        sheets: Mapping[str, Sheet],
        criteria: Iterable[ComputedCriterion],
        origins: Mapping[str, Origin],
    ) -> "Filling":
        """A filling; see `homeroom_core.sheets.evaluation.evaluate_sheet` for what goes in.

        Raises:
            InputError: A sheet that a part uses is out of other points than the part says.
        """
        given = {**sheets, composite.id: composite}
        there = {f"{composite.id}.{part.id}" for part in composite.walk() if part.use in given}
        faults = tuple(fault for fault in use_faults(composite, given) if fault.where in there)
        if faults:
            raise InputError(composite.id, faults)
        return cls(composite, inputs, sheets, {one.name: one for one in criteria}, origins)

    @cached_property
    def leaves(self) -> Mapping[str, Part]:
        """The parts that take points and are not switched off, by id."""
        walked = self.composite.walk()
        off = {one.id for part in walked if part.id in self.inputs.off for one in part.walk()}
        return {p.id: p for p in self.composite.walk() if p.is_leaf and p.id not in off}

    @cached_property
    def facts(self) -> Facts:
        """What the records say, by name."""
        return {fact.name: fact.known for fact in self.inputs.facts}

    def answers(self) -> tuple[Answer, ...]:
        """The answers that count, once nothing was refused."""
        handed = [
            piece_answer(piece, self._sheet(self.leaves[piece.part]))
            for piece in pieces_of(self.inputs)
        ]
        return (*self.inputs.answers, *handed, *self._computed())

    def refusals(self) -> Iterator[Refusal]:
        """Every reason why there is no result; what was refused is not called missing as well."""
        bad: set[str] = set()
        for part, refusal in self._refused():
            bad.add(part)
            yield refusal
        yield from self._once()
        sound = [one for one in self.inputs.answers if one.part not in bad]
        taken = [piece for piece in pieces_of(self.inputs) if piece.part not in bad]
        sound += [piece_answer(one, self._sheet(self.leaves[one.part])) for one in taken]
        sound += [one for one in self._computed() if one.part not in bad]
        yield from self.composite.refuse(sound, off=self.inputs.off, refused=frozenset(bad))

    def _refused(self) -> Iterator[tuple[str, Refusal]]:
        """What was refused, each with the part it was handed in for."""
        names = [fact.name for fact in self.inputs.facts]
        for one in sorted({one for one in names if names.count(one) > 1}):
            yield "", TWICE(measured=one)
        for piece in pieces_of(self.inputs):
            part = self.leaves.get(piece.part)
            if part is None:
                known = listing(self.leaves)
                yield piece.part, UNKNOWN_PART(measured=piece.part, accepted=known)
                continue
            for refusal in refuse_piece(piece, self._sheet(part), part.label):
                yield part.id, refusal
        for answer in self.inputs.answers:
            part = self.leaves.get(answer.part)
            if part is not None and part.computed is not None:
                yield part.id, COMPUTED_PART(required=part.computed, part=part.label)
        for part in self.leaves.values():
            refused = self._refuse_computed(part)
            if refused is not None:
                yield part.id, refused

    def _refuse_computed(self, part: Part) -> Refusal | None:
        if part.computed is None:
            return None
        criterion = self.criteria.get(part.computed)
        if criterion is None:
            known = listing(sorted(self.criteria)) if self.criteria else "-"
            return UNKNOWN_CRITERION(measured=part.computed, part=part.label, accepted=known)
        return refuse_facts(criterion, self.facts) if part.when_missing == "refuse" else None

    def _computed(self) -> Iterator[Answer]:
        """Answers for the parts whose facts are known."""
        for part in self.leaves.values():
            criterion = self.criteria.get(part.computed or "")
            if criterion is not None and refuse_facts(criterion, self.facts) is None:
                origin = self.origins.get(criterion.name, BUILT_IN)
                yield computed_answer(part, criterion, self.facts, origin=origin)

    def _once(self) -> Iterator[Refusal]:
        for group in self.composite.once:
            places: dict[str, list[Text]] = {}
            for one in self.inputs.merits:
                if one.part in group and one.part in self.leaves:
                    for fact in sorted({claim.fact for claim in one.claims}):
                        places.setdefault(fact, []).append(self.leaves[one.part].label)
            for fact, labels in sorted(places.items()):
                if labels[1:]:
                    yield FACT_USED_TWICE(measured=fact, parts=listing(labels))

    def _sheet(self, part: Part) -> PartSheet | None:
        """The sheet that a part is filled in on, its own or the one it uses."""
        found = part.sheet if part.use is None else self.sheets.get(part.use)
        return None if isinstance(found, Composite) else found
