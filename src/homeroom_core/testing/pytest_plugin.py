"""The pytest plugin of homeroom: plugins checked by an option, failures that show both sides.

`pytest --homeroom-plugin ourplugin.py` makes one test of each law and each thing that the plugin
contributes; no test code is needed, and the option may be given several times.

pytest rewrites the assertions of test modules only; those of the contracts and of `Walk` are
imported from here, so they are announced before anybody imports them.
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from homeroom_core.testing.contracts.checking import Task
    from homeroom_core.testing.contracts.trying import Finding

REWRITTEN = (
    "homeroom_core.testing.contracts",
    "homeroom_core.testing.storage_contract",
    "homeroom_core.testing.walk",
)
"""The modules (and packages) whose assertions are rewritten."""

pytest.register_assert_rewrite(*(name for name in REWRITTEN if name not in sys.modules))


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options: which plugin, and with which seed."""
    group = parser.getgroup("homeroom")
    group.addoption(
        "--homeroom-plugin",
        action="append",
        default=[],
        metavar="PATH|NAME",
        help="check this plugin: one test for each law and each thing it contributes",
    )
    group.addoption(
        "--homeroom-seed",
        type=int,
        default=0,
        metavar="N",
        help="what the random examples of --homeroom-plugin are drawn from",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add the tests of the plugins that were named."""
    for named in config.getoption("homeroom_plugin"):
        items.extend(_items(session, named, _folder(config, named)))


def _folder(config: pytest.Config, named: str) -> Path:
    """Where a path begins: where pytest was called, or, as in `addopts`, where its settings are."""
    settings = config.inipath.parent if config.inipath else config.rootpath
    there = {named, f"--homeroom-plugin={named}"} & set(config.getini("addopts"))
    return settings if there else config.invocation_params.dir


def _items(session: pytest.Session, named: str, folder: Path) -> Iterator["LawItem"]:
    targets = import_module("homeroom_core.testing.contracts.targets")
    checking = import_module("homeroom_core.testing.contracts.checking")
    try:
        target = targets.load(named, folder)
    except import_module("homeroom_core.errors").PluginError as error:
        msg = f"--homeroom-plugin: {error}"
        raise pytest.UsageError(msg) from error
    if not isinstance(target, targets.Target):
        yield LawItem.from_parent(session, name=f"{named}: {target.law}", tried=lambda: target)
        return
    seed = session.config.getoption("homeroom_seed")
    for task in checking.tasks(target):
        yield LawItem.from_parent(session, name=task.name, tried=_trying(task, seed))


def _trying(task: "Task", seed: int) -> "Callable[[], Finding | None]":
    def tried() -> "Finding | None":
        trying = import_module("homeroom_core.testing.contracts.trying")
        outcome = trying.try_law(task.contract, task.law, task.subject, random_seed=seed)
        if outcome.declined is not None:
            pytest.skip(str(outcome.declined))
        found: Finding | None = outcome.finding
        return found

    return tried


class LawItem(pytest.Item):
    """One law, tried on one thing."""

    def __init__(self, *, tried: "Callable[[], Finding | None]", **more: Any) -> None:
        super().__init__(**more)
        self._tried = tried

    def runtest(self) -> None:
        """See pytest; a broken law is raised as an error that tells the finding."""
        finding = self._tried()
        if finding is not None:
            raise _BrokenLawError(finding)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """See pytest; a broken law is told as `homeroom plugin check` tells it."""
        if isinstance(excinfo.value, _BrokenLawError):
            return "\n".join(str(line) for line in excinfo.value.finding.lines())
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """See pytest."""
        return self.path, None, self.name


class _BrokenLawError(Exception):
    def __init__(self, finding: "Finding") -> None:
        self.finding = finding
        super().__init__(finding.law)
