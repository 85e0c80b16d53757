"""An exporter in another process, with another order of sets, locale, time zone and folder."""

import os
import pickle
import subprocess
import sys
import tempfile
import types
from collections.abc import Sequence

from homeroom_core.exporting import ExportRequest
from homeroom_core.testing.contracts.law import NotTried, Subject
from homeroom_core.text import Text

_SECONDS = 30

_ENVIRONMENT = {
    "PYTHONHASHSEED": "20250910",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "LC_ALL": "C",
    "LANG": "C",
    "LANGUAGE": "C",
    "TZ": "America/St_Johns",
}


def written_elsewhere(
    subject: Subject, requests: Sequence[ExportRequest]
) -> Sequence[bytes | None]:
    """What the exporter writes in another process; `None` for what it refuses or fails at.

    Raises:
        NotTried: The plugin cannot be loaded there, because it is no module.
    """
    module = subject.plugin.module
    if not isinstance(module, types.ModuleType) or not getattr(module, "__file__", None):
        raise NotTried(_NO_MODULE)
    alone = subject.plugin.origin == str(module.__file__)
    named = str(module.__file__) if alone else module.__name__
    order = pickle.dumps((list(sys.path), named, alone, subject.name, list(requests)))
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # the interpreter that runs this
            [sys.executable, "-m", "homeroom_core.testing.contracts.export_worker"],
            input=order,
            capture_output=True,
            cwd=folder,
            env={
                **os.environ,
                **_ENVIRONMENT,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            },
            timeout=_SECONDS,
            check=False,
        )
    if done.returncode:
        raise NotTried(_FAILED.format(said=done.stderr.decode(errors="replace")[-200:]))
    found: Sequence[bytes | None] = pickle.loads(done.stdout)  # noqa: S301  # as the worker wrote it
    return found


_NO_MODULE = Text("插件不是模块", "外掛不是模組", "the plugin is no module")
_FAILED = Text(
    "另一个进程没有答复：{said}",
    "另一個程序沒有答覆：{said}",
    "the other process did not answer: {said}",
)
