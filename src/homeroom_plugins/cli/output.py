"""Printing: plain lines, JSON, and JSON values for people. Stored data is never trusted here."""

import json
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import click

from homeroom_core.codec import JSON
from homeroom_core.errors import Fault, Refusal
from homeroom_core.text import Language, Term, Text
from homeroom_core.trace import show as show_number

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


_THREE = frozenset({"zh_hans", "zh_hant", "en"})
_LONGEST_CELL = 40


def harmless(text: str) -> str:
    """The text without control characters, which could move the cursor or turn the line around.

    >>> harmless("a" + chr(27) + "[2Jb") == "a" + chr(0xFFFD) + "[2Jb"
    True
    """
    return _CONTROL.sub("\ufffd", text)


def short(value: object) -> str:
    """A value for a cell of a list, cut where it is long."""
    text = str(value)
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def say(line: str = "", *, err: bool = False) -> None:
    """Print one or more lines."""
    click.echo(harmless(line), err=err)


def say_json(data: JSON) -> None:
    """Print JSON: indented, Chinese as it is, keys in the order they were given."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def plain(value: Any, language: Language) -> JSON:
    """A value of any kind as a JSON value: texts in one language, numbers exact, the rest as text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Text):
        return value.read(language)
    if isinstance(value, Term):
        return str(value)
    if isinstance(value, Fraction):
        return show_number(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one, language) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return [plain(one, language) for one in sorted(value, key=str)]
    if isinstance(value, list | tuple):
        return [plain(one, language) for one in value]
    return value.isoformat() if isinstance(value, date) else str(value)


def refusal_json(refusal: Refusal, language: Language) -> dict[str, JSON]:
    """A refusal as JSON values; texts in one language."""
    return {
        "code": refusal.code,
        "text": refusal.text.read(language),
        "remedy": refusal.remedy.read(language),
        "measured": plain(refusal.measured, language),
        "required": plain(refusal.required, language),
        "when": plain(refusal.when, language),
        "waiver": refusal.waiver,
    }


def fault_json(fault: Fault, language: Language) -> dict[str, JSON]:
    """A fault as JSON values; what is accepted in one language."""
    return {
        "where": fault.where,
        "found": fault.found,
        "accepted": fault.accepted.read(language),
    }


def in_language(value: JSON, language: Language) -> JSON:
    """JSON values with each text in three languages replaced by its wording in one.

    >>> in_language({"title": {"zh_hans": "甲", "zh_hant": "乙", "en": "c"}}, "en")
    {'title': 'c'}
    """
    if isinstance(value, list):
        return [in_language(one, language) for one in value]
    if not isinstance(value, Mapping):
        return value
    if value.keys() == _THREE:
        return Text(**value).read(language)
    return {name: in_language(one, language) for name, one in value.items()}
