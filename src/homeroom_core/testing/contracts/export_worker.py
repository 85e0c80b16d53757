"""A process of its own in which an exporter writes; started by the law `exporter.same_elsewhere`.

It is told on its standard input, by pickle, which plugin to load and what to write, and answers
likewise: the bytes of each request, `None` for what the exporter refuses or fails at.
"""

import pickle
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from homeroom_core.discovery import from_file
from homeroom_core.errors import HomeroomError
from homeroom_core.exporting import Exporter, ExportRequest


def main() -> None:
    """Write what is asked for on standard input."""
    path, named, alone, name, requests = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  # from the process that started this one
    sys.path[:] = path
    out, sys.stdout = sys.stdout, sys.stderr  # whatever a plugin prints is no answer
    module: object = from_file(Path(named)).module if alone else import_module(named)
    provided: Sequence[Exporter] = module.homeroom_exporters()  # type: ignore[attr-defined]  # it was loaded
    (exporter,) = [one for one in provided if one.name == name]
    out.buffer.write(pickle.dumps([_answer(exporter, request) for request in requests]))


def _answer(exporter: Exporter, request: ExportRequest) -> bytes | None:
    try:
        made = exporter.function(request)
    except (HomeroomError, Exception):
        return None
    return made.encode() if isinstance(made, str) else bytes(made)


if __name__ == "__main__":
    main()
