"""Explanations: trees that tell a person how something came about, down to its sources.

A lifecycle builds one with `@lifecycle.explained`; `homeroom_core.explaining` passes it through the
visibility filter, and it is then read as lines, as JSON or as a page. A node never names a person
in its words: whoever it is about stands in `who`, which those who may not know read as a number.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from homeroom_core.exact import Rounding
from homeroom_core.glossary.codes import CODES
from homeroom_core.people import Actor
from homeroom_core.provided import Offer, Provided
from homeroom_core.record import EVERYTHING, Reader, Record, Shelf
from homeroom_core.text import Language, Text, listing
from homeroom_core.trace import Operation, combined, show
from homeroom_core.visibility import hidden_fields


@attrs.frozen(kw_only=True)
class Question:
    """Who asks for an explanation, and where its author looks things up.

    Attributes:
        actor: Who asks.
        reader: Where other records are read.
        provided: What plugins provide.
        on: The school date on which it is asked, for what is overdue by then.
    """

    actor: Actor
    reader: Reader = attrs.Factory(Shelf)
    provided: Provided = attrs.Factory(Offer)
    on: date | None = None

    def sees(self, record: Record, *fields: str) -> bool:
        """Whether the one who asks may see these fields of a record; without any, the record."""
        hidden = hidden_fields(record, self.actor, self.reader)
        return hidden != EVERYTHING and hidden.isdisjoint(fields)


@attrs.frozen(kw_only=True)
class Made:
    """How a number is made from the numbers of its parts; see `homeroom_core.trace.Step`.

    Attributes:
        operation: What is done with them.
        weights: One a part, or empty where all count alike.
        factor: What a product or a sum is multiplied by.
        rounding: How a `round` rounds.
        limit: The most that a `cap` may come to.
    """

    operation: Operation
    weights: tuple[Fraction, ...] = ()
    factor: Fraction = Fraction(1)
    rounding: Rounding | None = None
    limit: Fraction | None = None

    def of(self, values: Sequence[Fraction]) -> Fraction:
        """The number that comes of these.

        Raises:
            ValueError: The operation makes nothing of them.
        """
        return combined(
            self.operation, tuple(values), self.weights, self.factor, self.rounding, self.limit
        )


@attrs.frozen(kw_only=True)
class Explanation:
    """One node: what it is, what it came to, and from which parts.

    Attributes:
        title: What is explained here; no id of a person, and nothing a field may hide.
        value: What it came to, for people; by default the number.
        number: The number that it came to, exact, where it is one.
        made: How the number is made from those of the parts; without it, it is read from `source`.
        clause: What the rule or the sheet says about it, in its own words.
        who: Pseudonymous id of the person it comes from, such as the judge.
        called: What that person is called, where the reader may know it; filled in when it is told.
        source: Id of the record it is read from.
        shows: Names of the fields of that record which it shows; closed to whom they are hidden.
        notes: What else a reader should know.
        parts: What it was made from.
        set_aside: What was looked at and does not count, such as the highest and the lowest score.
    """

    title: Text
    value: Text | None = None
    number: Fraction | None = None
    made: Made | None = None
    clause: Text | None = None
    who: str | None = None
    called: str | None = None
    source: str | None = None
    shows: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    parts: tuple["Explanation", ...] = ()
    set_aside: tuple["Explanation", ...] = ()

    @property
    def shown(self) -> Text | None:
        """What it came to, as people read it."""
        if self.value is not None or self.number is None:
            return self.value
        return Text.same(show(self.number))

    @property
    def by_whom(self) -> Text | None:
        """The person it comes from, as people read it: the name with the id, or the id alone."""
        if self.who is None:
            return None
        if self.called is None:
            return Text.same(self.who)
        return _NAMED.format(name=self.called, id=self.who)

    @property
    def arithmetic(self) -> Text | None:
        """How the number is made, as a sum that a person can do again."""
        if self.made is None:
            return None
        values = [show(part.number) for part in self.parts if part.number is not None]
        return _formula(self.made, values)

    def walk(self) -> Iterator["Explanation"]:
        """This node and all below it, what was set aside included."""
        yield self
        for part in (*self.parts, *self.set_aside):
            yield from part.walk()

    def to_json(self, language: Language) -> dict[str, Any]:
        """The tree as one JSON object, its texts in one language.

        Numbers are exact and written as text: a decimal where that is short, else a ratio.
        """
        value, arithmetic = self.shown, self.arithmetic
        return {
            "title": self.title.read(language),
            "value": None if value is None else value.read(language),
            "number": None if self.number is None else show(self.number),
            "operation": None if self.made is None else self.made.operation,
            "arithmetic": None if arithmetic is None else arithmetic.read(language),
            "clause": None if self.clause is None else self.clause.read(language),
            "who": self.who,
            "source": self.source,
            "notes": [note.read(language) for note in self.notes],
            "parts": [part.to_json(language) for part in self.parts],
            "set_aside": [part.to_json(language) for part in self.set_aside],
        }

    def lines(
        self, language: Language, *, indent: str = "", above: "Explanation | None" = None
    ) -> Iterator[str]:
        """The tree as lines of text, each level indented by two spaces more.

        Args:
            language: In which language.
            indent: What stands before each line.
            above: See `heading`.
        """
        yield indent + self.heading(above).read(language)
        deeper = indent + "  "
        for text in (self.clause, *self.notes):
            if text is not None:
                yield deeper + text.read(language)
        for part in self.parts:
            yield from part.lines(language, indent=deeper, above=self)
        for part in self.set_aside:
            first, *rest = part.lines(language, indent=deeper, above=self)
            yield deeper + SET_ASIDE.format(what=first.strip()).read(language)
            yield from rest

    def heading(self, above: "Explanation | None" = None) -> Text:
        """The node itself in one line: title, who, value, arithmetic, source.

        Args:
            above: The node that it is a part of; what is the same there is not said again.
        """
        value, arithmetic = self.shown, self.arithmetic
        if arithmetic is not None and value is not None:
            value = _EQUALS.format(formula=arithmetic, value=value)
        words = self.title
        if self.by_whom is not None and (above is None or above.who != self.who):
            words = _BY.format(title=words, who=self.by_whom)
        if value is not None:
            words = _CAME_TO.format(title=words, value=value)
        if self.source is None or (above is not None and above.source == self.source):
            return words
        return _FROM.format(words=words, source=self.source)


attrs.resolve_types(Explanation)


def recomputed(explanation: Explanation) -> Fraction:
    """The number of an explanation, made again from those at the ends of its tree.

    Raises:
        ValueError: It has no number, or the tree does not hold together.
    """
    made = explanation.made
    if made is None:
        if explanation.number is None:
            msg = f"{explanation.title} has no number"
            raise ValueError(msg)
        return explanation.number
    return made.of([recomputed(part) for part in explanation.parts])


def _formula(made: Made, values: list[str]) -> Text:
    if made.operation == "round":
        rounding = made.rounding or Rounding()
        return _ROUNDED.format(value=values[0], places=rounding.places, mode=CODES[rounding.mode])
    if made.operation == "times":
        return Text.same(f"{values[0]} × {show(made.factor)}")
    if made.operation == "deduct":
        return _DEDUCTED.format(sum=" - ".join(values))
    if made.operation == "cap":
        limit = "?" if made.limit is None else show(made.limit)
        return _CAPPED.format(sum=" + ".join(values), limit=limit)
    if made.operation == "highest":
        return _HIGHEST.format(values=listing(values))
    terms = values
    if made.weights:
        terms = [f"{show(w)} × {v}" for w, v in zip(made.weights, values, strict=True)]
    total = " + ".join(terms)
    if made.operation == "sum":
        return Text.same(total if made.factor == 1 else f"({total}) × {show(made.factor)}")
    below = sum(made.weights, Fraction(0)) if made.weights else Fraction(len(values))
    return Text.same(f"({total}) ÷ {show(below)}")


SET_ASIDE = Text("（不计入）{what}", "（不計入）{what}", "(set aside) {what}")
_BY = Text("{title}（{who}）", "{title}（{who}）", "{title} ({who})")
_NAMED = Text("{name}，{id}", "{name}，{id}", "{name}, {id}")
_CAME_TO = Text("{title}：{value}", "{title}：{value}", "{title}: {value}")
_EQUALS = Text("{formula} = {value}", "{formula} = {value}", "{formula} = {value}")
_FROM = Text("{words}〔{source}〕", "{words}〔{source}〕", "{words} [{source}]")
_DEDUCTED = Text("{sum}（扣完为止）", "{sum}（扣完為止）", "{sum}, never below 0,")
_CAPPED = Text("{sum}（上限 {limit}）", "{sum}（上限 {limit}）", "{sum}, at most {limit},")
_HIGHEST = Text("{values} 中的最高", "{values} 中的最高", "the highest of {values}")
_ROUNDED = Text(
    "{value} 保留 {places} 位小数（{mode}）",
    "{value} 取至小數 {places} 位（{mode}）",
    "{value} to {places} place(s), {mode}",
)
