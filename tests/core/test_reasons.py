"""The wording of every reason for a refusal, wherever one is defined."""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from string import Formatter
from types import ModuleType
from typing import Any

import homeroom_core
import homeroom_plugins
from homeroom_core.errors import Reason
from homeroom_core.text import LANGUAGES, Text


def modules() -> Iterator[ModuleType]:
    for package in (homeroom_core, homeroom_plugins):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


MODULES = list(modules())
REASONS = {
    f"{module.__name__}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Reason)
}


def placeholders(text: Text, language: str = "en") -> set[str]:
    wording = {"en": text.en, "zh-Hans": text.zh_hans, "zh-Hant": text.zh_hant}[language]
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def texts(reason: Reason) -> tuple[Text, Text]:
    return reason.text, reason.remedy


def wanted(reason: Reason) -> set[str]:
    """The keywords that its texts want."""
    return set().union(*map(placeholders, texts(reason)))


def calls(module: ModuleType) -> Iterator[tuple[str, Reason, set[str]]]:
    """Where a module calls a reason by its name, which one, and the keywords it hands in."""
    path = module.__file__
    assert path is not None
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  # a module's file is a plain str
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            reason = getattr(module, node.func.id, None)
            if isinstance(reason, Reason):
                keywords = {keyword.arg or "**" for keyword in node.keywords}
                yield f"{path}:{node.lineno}", reason, keywords


def lacks_words(reason: Reason) -> bool:
    return not all(text.read(language).strip() for text in texts(reason) for language in LANGUAGES)


def tells_otherwise(reason: Reason) -> bool:
    return any(
        placeholders(text, language) != placeholders(text)
        for text in texts(reason)
        for language in LANGUAGES
    )


def leaves_braces(reason: Reason) -> bool:
    given: dict[str, Any] = dict.fromkeys(wanted(reason), "x")
    refusal = reason(**given)
    words = "".join(t.read(one) for t in (refusal.text, refusal.remedy) for one in LANGUAGES)
    return bool({"{", "}"} & set(words))


def faults(faulty: Callable[[Reason], bool]) -> list[str]:
    """Where the reasons are defined that have a fault."""
    return [name for name, reason in REASONS.items() if faulty(reason)]


def test_there_are_reasons() -> None:
    assert len(REASONS) > 30


def test_reasons_have_words_in_every_language() -> None:
    assert faults(lacks_words) == []


def test_reasons_tell_the_same_in_every_language() -> None:
    assert faults(tells_otherwise) == []


def test_refusals_have_no_unfilled_braces() -> None:
    assert faults(leaves_braces) == []


def test_codes_name_one_reason_each_and_its_subject() -> None:
    by_code = {reason.code: reason for reason in REASONS.values()}
    assert [r.code for r in REASONS.values() if by_code[r.code] != r] == []
    assert [code for code in by_code if code.count(".") != 1] == []


def test_every_call_hands_in_what_the_texts_want() -> None:
    found = [call for module in MODULES for call in calls(module)]
    lacking = [
        f"{place}: {reason.code} lacks {', '.join(sorted(wanted(reason) - keywords))}"
        for place, reason, keywords in found
        if "**" not in keywords and not wanted(reason) <= keywords
    ]
    assert len(found) > 30
    assert lacking == []
