"""Checking a plugin: every law that fits what it contributes, tried on each thing."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from homeroom_core.discovery import Plugin
from homeroom_core.families import LIFECYCLES
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Family
from homeroom_core.testing.contracts.law import Contract, Law, Subject
from homeroom_core.testing.contracts.lifecycles import WALKS
from homeroom_core.testing.contracts.table import CONTRACTS
from homeroom_core.testing.contracts.targets import Target
from homeroom_core.testing.contracts.trying import Outcome, try_law
from homeroom_core.testing.labels import unlabelled
from homeroom_core.text import Text

WITHIN_SECONDS = 45.0
"""So long a check takes, if nothing hangs; each law is tried on one case all the same."""

SHARE = 4
"""A law may take so many times what would be left for each."""


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
        within_seconds: So long the whole may take. Each law has its share of what is left, and is
            tried on one case at least; what was left out is told by `Outcome.cut`.
        tell: Called before each task.
    """
    end = time.monotonic() + within_seconds
    tasks, hanging = list(found), set[int]()
    for number, task in enumerate(tasks):
        if id(task.subject.thing) in hanging:
            continue
        tell(task)
        left = max(end - time.monotonic(), 0)
        outcome = try_law(
            task.contract,
            task.law,
            task.subject,
            random_seed=random_seed,
            examples=examples,
            limit_seconds=limit_seconds,
            within_seconds=left * min(1, SHARE / (len(tasks) - number)),
            until=end,
        )
        if outcome.hangs:
            hanging.add(id(task.subject.thing))
        yield outcome


def hints(target: Target, outcomes: Iterable[Outcome]) -> list[Text]:
    """What is no fault, but worth looking at: names without words, steps that nobody came to make."""
    found = []
    for plugin in target.checked:
        for kind in target.plugins.contributions(plugin).get(LIFECYCLES.name, ()):
            raw = unlabelled(target.plugins(LIFECYCLES, kind))
            if raw:
                found.append(_RAW.format(kind=kind, names=", ".join(raw)))
    for one in outcomes:
        untaken: Mapping[str, Text] = one.subject.known.get("untaken", {})
        if one.law.code == WALKS and one.finding is None:
            found += [
                _UNTAKEN.format(kind=one.subject.name, step=step, why=why)
                for step, why in untaken.items()
            ]
    return found


_RAW = Text(
    "{kind}：人们会看到这些名称的原样：{names}。请在 field_labels（代码在 field_codes）里写上说法",
    "{kind}：人們會看到這些名稱的原樣：{names}。請在 field_labels（代碼在 field_codes）裡寫上說法",
    "{kind}: people would read these as they are: {names}. Give them words in field_labels, or in "
    "field_codes for codes.",
)
_UNTAKEN = Text(
    "{kind}：试走中没有人做成“{step}”（{why}）。请看一看是否有人能做",
    "{kind}：試走中沒有人做成「{step}」（{why}）。請看一看是否有人能做",
    "{kind}: nobody came to make '{step}' ({why}). Look whether somebody can.",
)


def _subjects(
    plugin: Plugin, plugins: Plugins, contracts: Mapping[Family[Any], Contract]
) -> Iterator[tuple[Contract, Subject]]:
    contributed = plugins.contributions(plugin)
    for family, contract in contracts.items():
        for name in contributed.get(family.name, ()):
            thing = contract.thing(plugins, plugin, name)
            yield contract, Subject(name=name, thing=thing, plugin=plugin, plugins=plugins)
