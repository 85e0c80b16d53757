"""What is to be checked: a file, a folder with a project, or an installed plugin, by its name."""

import importlib
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from homeroom_core.discovery import Plugin, from_entry_points, from_file, said
from homeroom_core.errors import HomeroomError, PluginError
from homeroom_core.hookspecs import PROJECT
from homeroom_core.plugins import Plugins
from homeroom_core.testing.contracts.trying import Finding
from homeroom_core.testing.contracts.whereabouts import Place, causes, raised_at, syntax_error_at
from homeroom_core.text import Text, listing

PLUGIN = "plugin"
"""What stands for the family in a finding about a plugin as a whole."""

LOADS = "plugin.loads"
"""The law that a plugin can be loaded as an office loads it."""

LOADS_SAYS = Text(
    "插件能像在系统中那样载入",
    "外掛能像在系統中那樣載入",
    "The plugin can be loaded as an office loads it.",
)


@attrs.frozen(kw_only=True)
class Target:
    """Plugins to be checked, loaded among all that are installed.

    Attributes:
        plugins: All of them, as an office would have them.
        checked: Those to be checked.
    """

    plugins: Plugins
    checked: tuple[Plugin, ...]


def load(named: str, folder: Path) -> Target | Finding:
    """Load what is named, as an office would; or say why it cannot be.

    Args:
        named: A Python file, a folder, or the name of an installed plugin.
        folder: Where a relative path begins.

    Raises:
        PluginError: There is no such file, folder or installed plugin, or another plugin that is
            installed cannot be used: then it is not the plugin's fault.
    """
    installed = tuple(from_entry_points()) if not _is_path(named) else None
    if installed is None:
        return _load_path((folder / named).resolve(), named)
    wanted = tuple(plugin for plugin in installed if plugin.name == named)
    if not wanted:
        names = listing(sorted(plugin.name for plugin in installed))
        raise PluginError(named, _NOT_THERE.format(names=names))
    return _together(named, installed, wanted)


def _is_path(named: str) -> bool:
    return named.endswith(".py") or "/" in named or "\\" in named or Path(named).is_dir()


def _load_path(path: Path, named: str) -> Target | Finding:
    if not path.exists():
        raise PluginError(named, _NO_FILE)
    try:
        found = tuple(_from_folder(path)) if path.is_dir() else (from_file(path),)
    except (HomeroomError, Exception, SystemExit) as error:
        return _not_loaded(named, error)
    if not found:
        raise PluginError(named, _NO_PLUGIN)
    names = {(plugin.name, plugin.shipped) for plugin in found}  # it may be installed already
    others = tuple(one for one in from_entry_points() if (one.name, one.shipped) not in names)
    return _together(named, others, found)


def _together(named: str, others: Sequence[Plugin], wanted: tuple[Plugin, ...]) -> Target | Finding:
    rest = tuple(plugin for plugin in others if plugin not in wanted)
    Plugins(*rest)  # if these cannot be used together, that is no fault of the one that is checked
    try:
        return Target(plugins=Plugins(*rest, *wanted), checked=wanted)
    except PluginError as error:
        return _not_loaded(named, error, wanted)


def _from_folder(folder: Path) -> Iterator[Plugin]:
    """The plugins of a project by its entry points; without any project, those of its files."""
    project = folder / "pyproject.toml"
    if not project.exists():
        for file in sorted(folder.glob("*.py")):
            if not file.name.startswith(("test_", "conftest", "_")):
                yield from_file(file)
        return
    told = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {})
    points: dict[str, Any] = told.get("entry-points", {}).get(PROJECT, {})
    for name, value in sorted(points.items()):
        for root in (folder / "src", folder):
            if root.is_dir() and str(root) not in sys.path:
                sys.path.insert(0, str(root))
        module_name, _, attribute = str(value).partition(":")
        module: object = importlib.import_module(module_name.strip())
        for part in attribute.strip().split(".") if attribute.strip() else ():
            module = getattr(module, part)
        yield Plugin(name, str(told.get("version", "0")), f"entry point {value}", module)


def _not_loaded(named: str, error: BaseException, plugins: Sequence[Plugin] = ()) -> Finding:
    text = _problems(error) if isinstance(error, PluginError) else _AS_IT_IS.format(of=said(error))
    return Finding(
        law=LOADS,
        says=LOADS_SAYS,
        family=PLUGIN,
        name=named,
        plugin=plugins[0].name if plugins else named,
        example=(),
        found=text,
        wanted=_LOADED,
        place=_place(error, named, plugins),
    )


def _problems(error: PluginError) -> Text:
    """What is wrong; where there are several problems, each with its line."""
    if not error.others:
        return error.problem
    lines = (_ON_LINE.format(line=one.line or "?", problem=one.problem) for one in error.all)
    return listing(lines)


def _place(error: BaseException, named: str, plugins: Sequence[Plugin]) -> Place | None:
    """The last line in the plugin itself that the error, or what caused it, went through."""
    place = None
    for found in causes(error):
        place = syntax_error_at(found) or _last_in(found, Path(named).name) or place
    place = place or next((p for one in plugins if (p := raised_at(error, one))), None)
    if place is None and isinstance(error, PluginError) and error.line:
        return Place(error.file, error.line)
    return place


def _last_in(error: BaseException, name: str) -> Place | None:
    place, traceback = None, error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if name in Path(file).parts:
            place = Place(file, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


_AS_IT_IS = Text.same("{of}")
_ON_LINE = Text("第{line}行：{problem}", "第{line}行：{problem}", "line {line}: {problem}")
_LOADED = Text("载入，不出错", "載入，不出錯", "to be loaded without an error")
_NO_FILE = Text("没有这个文件或文件夹", "沒有這個檔案或資料夾", "there is no such file or folder")
_NOT_THERE = Text(
    "没有安装这个插件；已安装：{names}。文件请以 .py 结尾，文件夹请写作 ./名称",
    "沒有安裝這個外掛；已安裝：{names}。檔案請以 .py 結尾，資料夾請寫作 ./名稱",
    "no such plugin is installed; there are: {names}. A file ends in .py, a folder is written ./name",
)
_NO_PLUGIN = Text(
    "文件夹中没有插件：pyproject.toml 没有 [project.entry-points.homeroom]，也没有 .py 文件",
    "資料夾中沒有外掛：pyproject.toml 沒有 [project.entry-points.homeroom]，也沒有 .py 檔案",
    "there is no plugin in the folder: its pyproject.toml has no [project.entry-points.homeroom], "
    "or it has no .py file",
)
