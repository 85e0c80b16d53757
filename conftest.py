"""Run the examples of the README and of docs/: Python, doctests, console sessions, files.

The blocks of a document run in order, in one namespace and one empty folder of their own. In
parallel they must stay on one worker, so pyproject.toml says `--dist=loadfile`.
"""

import gc
import os
import sys
from contextlib import ExitStack, chdir
from doctest import ELLIPSIS
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from doc_examples import ConsoleParser, FileParser
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser


def pytest_configure(config: pytest.Config) -> None:
    """Look at every module once, not once in each of the many processes that the tests start.

    Where Python is told to leave no bytecode beside the sources, it goes into the cache of pytest.
    Hypothesis keeps the constants that stand in the sources beside the tests.
    """
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(config.rootpath / ".hypothesis"))
    cache = getattr(config, "cache", None)
    if sys.dont_write_bytecode and cache is not None:
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(cache.mkdir("bytecode"))
        sys.dont_write_bytecode = False
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """Take what was imported and collected, a million objects, out of every later collection."""
    gc.collect()
    gc.freeze()


def _enter(namespace: dict[str, Any]) -> None:
    stack = namespace["_folder"] = ExitStack()
    stack.enter_context(chdir(stack.enter_context(TemporaryDirectory())))


def _leave(namespace: dict[str, Any]) -> None:
    namespace["_folder"].close()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), ConsoleParser(), FileParser()],
    pattern="*.md",
    path=str(Path(__file__).parent),
    setup=_enter,
    teardown=_leave,
).pytest()
