"""The wording of every reason for a refusal, wherever one is defined."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from string import Formatter
from types import ModuleType
from typing import Any

import pytest

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
every_reason = pytest.mark.parametrize("reason", REASONS.values(), ids=list(REASONS))


def placeholders(text: Text, language: str = "en") -> set[str]:
    wording = {"en": text.en, "zh-Hans": text.zh_hans, "zh-Hant": text.zh_hant}[language]
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


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


CALLS = [call for module in MODULES for call in calls(module)]


def test_there_are_reasons_and_they_are_called() -> None:
    assert len(REASONS) > 30
    assert len(CALLS) > 30


@every_reason
def test_reason_has_words_in_every_language(reason: Reason) -> None:
    words = [text.read(lang).strip() for text in (reason.text, reason.remedy) for lang in LANGUAGES]
    assert "" not in words


@every_reason
def test_reason_tells_the_same_in_every_language(reason: Reason) -> None:
    for text in (reason.text, reason.remedy):
        hans, hant, en = (placeholders(text, language) for language in LANGUAGES)
        assert hans == hant == en


@every_reason
def test_refusal_has_no_unfilled_braces(reason: Reason) -> None:
    wanted = placeholders(reason.text) | placeholders(reason.remedy)
    given: dict[str, Any] = dict.fromkeys(wanted, "x")
    refusal = reason(**given)
    words = "".join(t.read(lang) for t in (refusal.text, refusal.remedy) for lang in LANGUAGES)
    assert not {"{", "}"} & set(words)


def test_codes_name_one_reason_each_and_its_subject() -> None:
    by_code = {reason.code: reason for reason in REASONS.values()}
    assert [r.code for r in REASONS.values() if by_code[r.code] != r] == []
    assert [code for code in by_code if code.count(".") != 1] == []


@pytest.mark.parametrize(("place", "reason", "keywords"), CALLS, ids=[c[0][-40:] for c in CALLS])
def test_every_call_hands_in_what_the_texts_want(
    place: str, reason: Reason, keywords: set[str]
) -> None:
    wanted = placeholders(reason.text) | placeholders(reason.remedy)
    assert "**" in keywords or wanted - keywords == set(), place
