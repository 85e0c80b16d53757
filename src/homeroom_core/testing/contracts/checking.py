"""Checking a plugin: every law that fits what it contributes, tried on each thing."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from homeroom_core.discovery import Plugin
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Family
from homeroom_core.testing.contracts.law import Contract, Law, Subject
from homeroom_core.testing.contracts.table import CONTRACTS
from homeroom_core.testing.contracts.targets import Target
from homeroom_core.testing.contracts.trying import Outcome, try_law

WITHIN_SECONDS = 50.0
"""So long random cases are drawn; after that, laws are tried only on the cases made by hand."""


@attrs.frozen(kw_only=True)
class Task:
    """One law to be tried on one thing.

    Attributes:
        contract: The contract that the law is one of.
        law: The law.
        subject: The thing.
    """

    contract: Contract
    law: Law
    subject: Subject

    @property
    def name(self) -> str:
        """What it is called where tests are listed."""
        return f"{self.subject.plugin.name}: {self.subject.name}: {self.law.code}"


def tasks(target: Target, contracts: Mapping[Family[Any], Contract] = CONTRACTS) -> list[Task]:
    """Every law that fits what the plugins contribute, on each thing."""
    return [
        Task(contract=contract, law=law, subject=subject)
        for plugin in target.checked
        for contract, subject in _subjects(plugin, target.plugins, contracts)
        for law in contract.laws
    ]


def without_contract(
    target: Target, contracts: Mapping[Family[Any], Contract] = CONTRACTS
) -> Mapping[str, tuple[str, ...]]:
    """What the plugins contribute and no contract is about: names, by family."""
    known = {family.name for family in contracts}
    found: dict[str, tuple[str, ...]] = {}
    for plugin in target.checked:
        for family, names in target.plugins.contributions(plugin).items():
            if family not in known:
                found[family] = (*found.get(family, ()), *names)
    return found


def run(
    found: Iterable[Task],
    *,
    random_seed: int = 0,
    examples: int | None = None,
    limit_seconds: float | None = None,
    within_seconds: float = WITHIN_SECONDS,
    tell: Callable[[Task], object] = lambda _task: None,
) -> Iterator[Outcome]:
    """Try each task in turn; a thing that hangs is not tried any further.

    Args:
        found: What to try.
        random_seed: What random cases are drawn from.
        examples: So many random cases for each law at most; by default what the law says.
        limit_seconds: After so long a law hangs; by default what the law says.
        within_seconds: After so long altogether, no more random cases are drawn.
        tell: Called before each task.
    """
    end = time.monotonic() + within_seconds
    hanging: set[int] = set()
    for task in found:
        if id(task.subject.thing) in hanging:
            continue
        tell(task)
        outcome = try_law(
            task.contract,
            task.law,
            task.subject,
            random_seed=random_seed,
            examples=examples if time.monotonic() < end else 0,
            limit_seconds=limit_seconds,
        )
        if outcome.hangs:
            hanging.add(id(task.subject.thing))
        yield outcome


def _subjects(
    plugin: Plugin, plugins: Plugins, contracts: Mapping[Family[Any], Contract]
) -> Iterator[tuple[Contract, Subject]]:
    contributed = plugins.contributions(plugin)
    for family, contract in contracts.items():
        for name in contributed.get(family.name, ()):
            thing = contract.thing(plugins, plugin, name)
            yield contract, Subject(name=name, thing=thing, plugin=plugin, plugins=plugins)
