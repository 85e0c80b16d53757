"""What a documentation page may show besides Python, for sybil to run.

A `console` block holds commands after `$ ` and, below each, what it prints:

    ```console
    $ homeroom --version
    homeroom ...
    ```

Output and errors come together, as on a screen, and `...` stands for anything. A command that
ends with `\\` goes on in the next line. One that fails prints its exit status at the end, as
`[exit 1]`: a failure that the page does not show fails the test.

`homeroom` tells the time from a clock that stands still on the day of the last remark of this kind
above the block, and from the system where there is none:

    <!-- day: 2025-09-08 -->

A block with a file's name after its language is written to the folder that the page runs in:

    ```toml homeroom.toml
    language = "en"
    ```
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from doctest import DONT_ACCEPT_BLANKLINE, ELLIPSIS, REPORT_NDIFF, Example, OutputChecker
from pathlib import Path, PurePosixPath

import sybil
import warm_homeroom
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer
from sybil.parsers.myst import CodeBlockParser

import homeroom_core

SECONDS = 120
"""How long a command may take; a hanging one fails its page instead of stopping the run."""

WIDTH = 100
"""Columns of the terminal that commands are told of, so that tables look alike everywhere."""

_FLAGS = ELLIPSIS | DONT_ACCEPT_BLANKLINE | REPORT_NDIFF
_DAY = re.compile(r"^<!-- day: (\d{4}-\d{2}-\d{2}) -->$", re.MULTILINE)
_FILE = re.compile(r"(?P<language>[\w+-]+) (?P<name>[\w./-]+)[ \t]*$\n", re.MULTILINE)


class ConsoleParser(CodeBlockParser):
    """Run `console` blocks and compare what they print."""

    language = "console"

    def evaluate(self, example: sybil.Example) -> str | None:
        """The first command whose output is another, as a difference; None if all agree."""
        days = _DAY.findall(example.document.text, 0, example.start)
        for command, want in commands(example.parsed):
            got = run(command, day=days[-1] if days else None)
            if not OutputChecker().check_output(want, got, _FLAGS):
                shown = Example(command, want)
                return f"$ {command}\n{OutputChecker().output_difference(shown, got, _FLAGS)}"
        return None


class FileParser:
    """Write the blocks that carry a file's name."""

    def __init__(self) -> None:
        self._lexer = RawFencedCodeBlockLexer(_FILE)

    def __call__(self, document: sybil.Document) -> Iterable[sybil.Region]:
        for region in self._lexer(document):
            region.parsed = (region.lexemes["name"], str(region.lexemes["source"]))
            region.evaluator = _write
            yield region


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output expected of it.

    Raises:
        ValueError: The block does not start with a command.

    >>> list(commands("$ echo a \\\\\\n  b\\na b\\n$ true\\n"))
    [('echo a \\\\\\n  b', 'a b\\n'), ('true', '')]
    """
    first, *rest = re.split(r"^\$ ", block, flags=re.MULTILINE)
    if first.strip() or not rest:
        msg = f"a console block starts with '$ ' and a command, found {block[:40]!r}"
        raise ValueError(msg)
    for part in rest:
        command, output = re.fullmatch(r"((?:.*\\\n)*.*)\n?((?:.*\n?)*)", part).groups()  # type: ignore[union-attr]  # matches any text
        yield command, _tidy(output)


def run(command: str, *, day: str | None = None) -> str:
    """What a command prints in the present folder, with this environment's scripts on its path.

    `homeroom` is one whose clock stands still on a `day`, and who need not be imported each time.
    """
    done = subprocess.run(  # noqa: S602  # the pages are ours, and show what is typed in a shell
        command,
        shell=True,
        env=_environment(day),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        encoding="utf-8",
        check=False,
    )
    status = f"\n[exit {done.returncode}]" if done.returncode else ""
    return _tidy(done.stdout.rstrip("\n") + status)


def _environment(day: str | None) -> dict[str, str]:
    """Nothing of the caller's own but the homeroom under test, wherever it was imported from."""
    environ = {
        "PYTHONPATH": str(Path(homeroom_core.__file__).parents[1]),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "COLUMNS": str(WIDTH),
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    server = warm_homeroom.address(tuple(environ.items()))
    return environ | {
        "PATH": os.pathsep.join([str(warm_homeroom.SCRIPTS), environ["PATH"]]),
        "WARM_HOMEROOM": server,
        "DAY_OF_THE_PAGE": day or "",
        "HOME": str(Path.cwd()),
    }


def _tidy(output: str) -> str:
    """Without spaces at the ends of lines (tables are padded) and blank lines at the end."""
    lines = [line.rstrip() for line in output.rstrip().splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _write(example: sybil.Example) -> None:
    name, text = example.parsed
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        msg = f"a page writes files in its own folder only, not {name!r}"
        raise ValueError(msg)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
