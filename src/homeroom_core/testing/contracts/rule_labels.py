"""What the labels of rules say about their limits: "at least 3 years", 不满五年, "3 to 5 lessons"."""

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from homeroom_core.rule import Rule
from homeroom_core.text import Text

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2}
_HAN = "[一二三四五六七八九十两兩]{1,3}"
_WORDS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
_ZH = rf"(?P<number>\d+(?:\.\d+)?|{_HAN})\s*(?P<unit>[年岁歲月天日次节節分个個项項])?"
_EN = rf"(?P<number>\d+(?:\.\d+)?|{'|'.join(_WORDS)})\b(?:\s+(?:full\s+)?(?P<unit>[a-z]+))?"
_LEAST, _ABOVE, _MOST, _BELOW = (">=",), (">",), ("<=",), ("<",)
_PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (rf"(?:至少|不少于|不少於|不低于|不低於|(?<![不未])[满滿])\s*{_ZH}", _LEAST),
    (rf"(?:不[满滿足]|未[满滿]|少于|少於|低于|低於)\s*{_ZH}", _BELOW),
    (rf"(?<!不)(?:超过|超過|多于|多於)\s*{_ZH}", _ABOVE),
    (rf"(?:至多|不超过|不超過|不多于|不多於)\s*{_ZH}", _MOST),
    (rf"{_ZH}(?:及以上|以上)", _LEAST),
    (rf"{_ZH}(?:以内|以內|以下|及以下)", _MOST),
    (
        rf"\b(?:at least|no less than|not less than|no fewer than|minimum(?: of)?)\s+{_EN}\b",
        _LEAST,
    ),
    (rf"(?<!no )(?<!not )\b(?:less than|fewer than|under|below)\s+{_EN}\b", _BELOW),
    (rf"(?<!no )(?<!not )\b(?:more than|over|above)\s+{_EN}\b", _ABOVE),
    (rf"\b(?:at most|no more than|not more than|up to|maximum(?: of)?)\s+{_EN}\b", _MOST),
    (rf"\b{_EN}\s+or\s+(?:more|older|longer)\b", _LEAST),
    (rf"\b{_EN}\s+or\s+(?:less|fewer|younger)\b", _MOST),
)
"""What a label claims, and the comparators that say the same; "不少于" is looked for before "少于"."""

_RANGE_ZH = rf"(\d+(?:\.\d+)?|{_HAN})\s*[年岁歲]?\s*(?:至|到|-|–|~|\uff5e)\s*{_ZH}"
_RANGE_EN = rf"\b(\d+(?:\.\d+)?|{'|'.join(_WORDS)})\s*(?:to|-|–)\s*{_EN}"
_SPANS = {"years": r"[年岁歲]|year|age|since", "months": "月|month", "days": "[天日]|day"}


@attrs.frozen
class Claim:
    """What a label says about a limit.

    Attributes:
        words: The label.
        number: The limit.
        fits: The comparators that say the same.
        unit: What it is counted in, where it says so.
    """

    words: str
    number: Fraction
    fits: tuple[str, ...]
    unit: str

    def is_about(self, rule: Rule) -> bool:
        """Whether it may be about the rule's own fact: "once in five years" counts no years."""
        own = rule.fact if rule.unit is None else f"{rule.unit.zh_hans} {rule.unit.en}"
        spans = _spans(self.unit)
        return not spans or bool(spans & _spans(own))


def _spans(words: str) -> set[str]:
    """The spans of time that a unit, or the name of a fact, speaks of."""
    return {span for span, pattern in _SPANS.items() if re.search(pattern, words.lower())}


def claims(label: Text) -> Iterator[Claim]:
    """What a label says about its limit, language by language."""
    for words in (label.zh_hans, label.zh_hant, label.en):
        left = words.lower()
        for pattern, fits in sorted(_PATTERNS, key=lambda one: "不" not in one[0]):
            for match in re.finditer(pattern, left):
                yield Claim(words, _number(match["number"]), fits, match["unit"] or "")
            left = re.sub(pattern, " ", left)


def ranges(label: Text) -> Iterator[tuple[str, set[Fraction]]]:
    """The two ends of a range that a label speaks of."""
    for words in (label.zh_hans, label.zh_hant, label.en):
        for pattern in (_RANGE_ZH, _RANGE_EN):
            for match in re.finditer(pattern, words.lower()):
                yield words, {_number(match[1]), _number(match["number"])}


def _number(words: str) -> Fraction:
    """A number in digits, in an English word, or in Chinese up to 99."""
    if words in _WORDS:
        return Fraction(_WORDS[words])
    if "十" in words:
        tens, _, ones = words.partition("十")
        return Fraction(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))
    return Fraction(_DIGITS.get(words[-1], words))
