"""The command line, `homeroom`; the extra `cli` brings what it needs.

Importing this loads nothing: each command is loaded when it is used, and help loads none of them.
"""

import sys
from importlib import import_module

_NEEDS = {"click", "rich"}
_INSTALL = (
    "homeroom: 缺少命令行所需的组件，请安装 / the command line needs more packages: "
    "pip install 'homeroom[cli]'"
)


def main() -> None:
    """Run the command that the process was called with, and exit with its code.

    Raises:
        SystemExit: Always; `homeroom_plugins.cli.failures` lists the codes.
    """
    try:
        root = import_module("homeroom_plugins.cli.root")
    except ModuleNotFoundError as error:
        if error.name not in _NEEDS:
            raise
        sys.exit(_INSTALL)
    root.homeroom()
