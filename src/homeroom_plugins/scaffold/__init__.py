"""The plugins that `homeroom plugin new` writes: one that works, of each kind, to be changed.

`kinds` has the modules, tried like any plugin; here is what makes a project of one.
"""

import keyword
import re
import sys
from importlib import metadata, resources
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.hookspecs import API_VERSION
from homeroom_core.text import Text
from homeroom_core.version import VERSION

SAMPLE = "sample_plugin"
"""The name that the modules in `kinds` go by; with a hyphen where no underscore may stand."""

_NAMED = re.compile(r"(?=.{1,40}\Z)[a-z][a-z0-9]*(_[a-z0-9]+)*")


@attrs.frozen
class Kind:
    """One kind of plugin.

    Attributes:
        name: What it is called on the command line, and its module in `kinds`.
        adds: What it adds, for the README.
        test: The body of a test of what it does, after the imports.
    """

    name: str
    adds: str
    test: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "rubric",
            "A rubric, `sample_plugin.story`: name it in the terms of a contest.",
            """from sample_plugin import homeroom_rubrics


def test_the_rubric_is_worth_a_hundred_points() -> None:
    (rubric,) = homeroom_rubrics()
    assert rubric.points("content", "59.5") + rubric.points("told", "40") == 99.5
    assert rubric.total == 100
""",
        ),
        Kind(
            "rule",
            "A set of eligibility rules, `sample_plugin.young`: name it in the terms of a contest.",
            """import pytest
from sample_plugin import YOUNG


@pytest.mark.parametrize(
    ("years", "title", "eligible"),
    [(4, "senior", True), (5, "senior", False), (5, "second_grade", True)],
)
def test_who_counts_as_young(years: int, title: str, eligible: bool) -> None:
    assert YOUNG.judge({"work_years": years, "title": title}).eligible is eligible
""",
        ),
        Kind(
            "scoring",
            "A scoring method, `sample_plugin.middle`: name it in a scoring policy.",
            """from sample_plugin import middle


def test_the_method_goes_by_the_name_of_the_plugin() -> None:
    assert middle.name == "sample_plugin.middle"
""",
        ),
        Kind(
            "storage",
            'A store, a folder of JSON files: `store = "sample-plugin:///school"` in '
            "`homeroom.toml`.",
            """from pathlib import Path

import pytest
from homeroom_core.storage import Storage
from homeroom_core.testing import StorageContract
from sample_plugin import FolderStorage


class TestFolderStorage(StorageContract):
    @pytest.fixture
    def storage(self, tmp_path: Path) -> FolderStorage:
        return FolderStorage(tmp_path / "store")

    def reopen(self, storage: Storage) -> FolderStorage:
        storage.close()
        return FolderStorage(Path(storage.url.removeprefix("sample-plugin:///")))
""",
        ),
        Kind(
            "lifecycle",
            "A lifecycle, `sample_plugin_leave`: `homeroom new sample_plugin_leave ask` begins a "
            "record.",
            """import pytest
from homeroom_core.decision import originate, perform
from homeroom_core.errors import RefusedError
from homeroom_core.testing import act
from sample_plugin import ask, grant


def test_a_request_is_granted_by_the_office() -> None:
    asked = originate(ask, act("person-1"), course="Class meetings")
    granted = perform(asked, grant, act("moral_education_office-1"), answer="Go")
    assert (granted.state, granted.answer) == ("granted", "Go")


def test_a_request_without_a_course_is_refused() -> None:
    with pytest.raises(RefusedError, match="name the course"):
        originate(ask, act("person-1"), course=" ")
""",
        ),
        Kind(
            "exporter",
            "An exporter: `homeroom export sample_plugin.board --kind person`.",
            """from sample_plugin import board


def test_it_writes_a_text_file() -> None:
    assert (board.name, board.suffix) == ("sample_plugin.board", ".txt")
""",
        ),
    )
}
"""Every kind, by name."""

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

A plugin for homeroom. {adds}

## Prove it

```bash
pip install -e '.[test]'
pytest
```

`pytest` runs the tests in `tests/`, and tries every law that homeroom has for what the plugin adds; so does `homeroom plugin check .`, which tells a broken one with the smallest example and the line.

## Use it

Installed beside homeroom, it is found by itself: `homeroom plugins` lists it.
"""

_API = """
HOMEROOM_API = {api}
\"\"\"Major version of the plugin API that this was made for.\"\"\"
"""


def module_of(kind: Kind, name: str) -> str:
    """The source of a plugin of one file."""
    found = resources.files(f"{__name__}.kinds").joinpath(f"{kind.name}.py")
    return _renamed(found.read_text(encoding="utf-8"), name)


def project_of(kind: Kind, name: str) -> dict[str, str]:
    """The files of a project, by their paths in its folder."""
    source = module_of(kind, name)
    texts = {
        "pyproject.toml": _renamed(_PROJECT.replace("{version}", VERSION), name),
        "README.md": _renamed(_README.replace("{adds}", kind.adds), name),
        f"tests/test_{name}.py": _renamed(f'"""What the plugin does."""\n\n{kind.test}', name),
        f"src/{name}/py.typed": "",
    }
    return {**texts, f"src/{name}/__init__.py": source + "\n" + _API.format(api=API_VERSION)}


def refuse_name(name: str) -> None:
    """See that a plugin can be called so.

    Raises:
        InputError: It cannot; the error says which name nearest to it could.
    """
    taken = {*keyword.kwlist, *sys.stdlib_module_names, *metadata.packages_distributions()}
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
