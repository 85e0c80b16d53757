"""A `homeroom` that is imported once and forked for every command of a page.

Starting Python and importing every lifecycle takes most of a second; the pages of the documentation
run hundreds of commands. The script `scripts/homeroom` passes words, folder, environment and its
three streams to a server, which forks: each command still has a process of its own. What a fresh
process does is tested in `tests/plugins/cli/test_process.py`.
"""

import atexit
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from zoneinfo import ZoneInfo

SCRIPTS = Path(__file__).with_name("scripts")


@cache
def address(environ: tuple[tuple[str, str], ...]) -> str:
    """Where the server of this test process listens; started when it is first asked for."""
    folder = tempfile.mkdtemp(prefix="warm-")
    path = f"{folder}/homeroom"
    server = subprocess.Popen(  # noqa: S603  # this interpreter, on this very file
        [sys.executable, __file__, path],
        env=dict(environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.wait)
    atexit.register(server.stdin.close)  # what the server waits for: runs first
    assert server.stdout.readline() == b"ready\n"
    server.stdout.close()
    return path


def main(path: str) -> None:
    """Serve until the test process is gone."""
    from homeroom_plugins.cli.commands import COMMANDS

    for command in COMMANDS.values():
        import_module(str(command.loads).partition(":")[0])
    for point in entry_points(group="homeroom"):
        point.load()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        os.write(1, b"ready\n")
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
        while True:
            ready, _, _ = select.select([listener.fileno(), 0], [], [])
            if 0 in ready:
                return
            caller, _ = listener.accept()
            with caller:
                if os.fork() == 0:
                    _answer(caller)


def _answer(caller: socket.socket) -> None:
    """Run one command in this process, which ends with it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    data, streams, _, _ = socket.recv_fds(caller, 1 << 20, 3)
    while more := caller.recv(1 << 20):
        data += more
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    call = json.loads(data)
    os.chdir(call["folder"])
    os.environ.clear()
    os.environ.update(call["environ"])
    try:
        _homeroom(call["words"], os.environ)
        code: object = 0
    except SystemExit as end:
        code = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    if not isinstance(code, int | None):
        sys.stderr.write(f"{code}\n")
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    caller.sendall(str(code or 0).encode())
    os._exit(0)


def _homeroom(words: list[str], environ: Mapping[str, str]) -> None:
    """The command, at nine in the morning of the page's day if it has one."""
    from homeroom_plugins.cli.root import homeroom
    from homeroom_plugins.cli.said import Outside

    clock = None
    if environ.get("DAY_OF_THE_PAGE"):
        day = datetime.fromisoformat(f"{environ['DAY_OF_THE_PAGE']}T09:00:00")
        moment = day.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
        clock = lambda: moment  # noqa: E731
    outside = Outside(environ=environ, folder=Path.cwd(), clock=clock)
    homeroom.main(words, "homeroom", obj=outside)


if __name__ == "__main__":
    main(sys.argv[1])
