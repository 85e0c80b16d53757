"""The plugins that `homeroom plugin new` writes: one that works, of each kind, to be changed.

`kinds` has the modules and their tests, which are run here as they will be there; this is what makes
a project of one.
"""

import keyword
import re
import sys
from importlib import metadata, resources
from pathlib import Path
from tempfile import TemporaryDirectory

from homeroom_core.errors import Fault, InputError
from homeroom_core.hookspecs import API_VERSION, PROJECT
from homeroom_core.text import Text
from homeroom_core.version import VERSION
from homeroom_plugins.scaffold.kind import KINDS as KINDS
from homeroom_plugins.scaffold.kind import Kind as Kind

SAMPLE = "sample_plugin"
"""The name that the modules in `kinds` go by; with a hyphen where no underscore may stand."""

_KINDS = f"{__name__}.kinds"
_NAMED = re.compile(r"(?=.{1,40}\Z)[a-z][a-z0-9]*(_[a-z0-9]+)*")


_PROJECT = """[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "sample-plugin"
version = "0.1.0"
description = "A plugin for homeroom"
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["homeroom>={version}"]

[project.optional-dependencies]
test = ["homeroom[cli,testing]"]

[project.entry-points.homeroom]
sample_plugin = "sample_plugin"

[tool.hatch.build.targets.wheel]
packages = ["src/sample_plugin"]

[tool.pytest.ini_options]
addopts = ["--homeroom-plugin=."]
testpaths = ["tests"]
pythonpath = ["src"]
"""

_README = """# sample-plugin

A plugin for homeroom: {what}.

## Prove it

```bash
pip install -e '.[test]'
pytest
```

`pytest` runs the tests in `tests/`, and tries every law that homeroom has for what the plugin adds; so does `homeroom plugin check .`, which tells a broken one with the smallest example and the line.

## Use it

Installed beside homeroom, it is found by itself: `homeroom plugins` lists it.
{use}
"""

_API = """
HOMEROOM_API = {api}
\"\"\"Major version of the plugin API that this was made for.\"\"\"
"""


def module_of(kind: Kind, name: str) -> str:
    """The source of a plugin of one file."""
    return _renamed(_read(f"{kind.module}.py"), name)


def proof_of(kind: Kind, name: str) -> str:
    """The source of a test of what the plugin does, in a project of its own."""
    module = f"{_KINDS}.{kind.module}"
    text = _read(f"test_{kind.module}.py")
    return _renamed(text.replace(module, SAMPLE), name)


def project_of(kind: Kind, name: str) -> dict[str, str]:
    """The files of a project, by their paths in its folder."""
    readme = _README.replace("{what}", kind.what).replace("{use}", kind.use)
    return {
        "pyproject.toml": _renamed(_PROJECT.replace("{version}", VERSION), name),
        "README.md": _renamed(readme, name),
        f"tests/test_{name}.py": proof_of(kind, name),
        f"src/{name}/py.typed": "",
        f"src/{name}/__init__.py": f"{module_of(kind, name)}\n{_API.format(api=API_VERSION)}",
    }


def refuse_name(name: str) -> None:
    """See that a plugin can be called so.

    Raises:
        InputError: It cannot; the error says which name nearest to it could.
    """
    plugins = {point.name for point in metadata.entry_points(group=PROJECT)}
    modules = {*sys.stdlib_module_names, *metadata.packages_distributions()}
    taken = {*keyword.kwlist, *modules, *plugins}
    if _NAMED.fullmatch(name) and "homeroom" not in name and name not in taken:
        return
    words = re.findall("[a-z0-9]+", name.lower().replace("homeroom", "_"))
    near = "_".join(words)[:36].strip("_") or "our_school"
    near = near if near[0].isalpha() and near not in taken else f"our_{near}"
    raise InputError("homeroom plugin new", (Fault("NAME", name, _NAME.format(near=near)),))


def write_file(path: Path, text: str) -> None:
    """Write one new file.

    Raises:
        InputError: There is something of that name already.
    """
    refuse_existing(path)
    path.write_text(text, encoding="utf-8")


def write_project(folder: Path, files: dict[str, str]) -> None:
    """Write a new folder with files in it, whole or not at all.

    Raises:
        InputError: There is something of that name already.
    """
    refuse_existing(folder)
    with TemporaryDirectory(dir=folder.parent) as made:
        whole = Path(made) / folder.name
        for name, text in files.items():
            path = whole / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        whole.rename(folder)


def refuse_existing(path: Path) -> None:
    """See that nothing is there yet.

    Raises:
        InputError: Something is.
    """
    if path.exists():
        raise InputError("homeroom plugin new", (Fault("NAME", path.name, _FREE),))


def _read(file: str) -> str:
    return resources.files(_KINDS).joinpath(file).read_text(encoding="utf-8")


def _renamed(text: str, name: str) -> str:
    text = text.replace(SAMPLE.replace("_", "-"), name.replace("_", "-"))
    return text.replace(SAMPLE, name)


_NAME = Text(
    "小写字母开头的名称，最多40个字符，只含小写字母、数字和单个下划线，不以下划线结尾，不含 homeroom，"
    "也不与 Python 或已安装的模块同名，例如 {near}",
    "小寫字母開頭的名稱，最多40個字元，只含小寫字母、數字和單個底線，不以底線結尾，不含 homeroom，"
    "也不與 Python 或已安裝的模組同名，例如 {near}",
    "a name that begins with a small letter, of at most 40 small letters, digits and single "
    "underscores between them, without 'homeroom' in it, that no module of Python or of an "
    "installed package has, such as {near}",
)
_FREE = Text(
    "这里还没有的名称",
    "這裡還沒有的名稱",
    "a name that nothing here has yet",
)
