"""In which language to speak: needed before anything else is known, so it needs next to nothing."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from homeroom_core.text import LANGUAGES, Language

FILE = "homeroom.toml"
"""Name of the file that says how the command line is set up."""

_TRADITIONAL = ("zh_TW", "zh_HK", "zh_MO", "zh_Hant")


def find_file(folder: Path) -> Path | None:
    """The `homeroom.toml` of this folder or of the nearest one above it, if there is any."""
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
    return None


def spoken(args: Iterable[str], environ: Mapping[str, str], folder: Path) -> Language:
    """The language of everything the command line says.

    The first of these that names one: `--language`, `HOMEROOM_LANGUAGE`, `language` in
    `homeroom.toml`, the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`); English otherwise. What names
    none is passed over here, and complained about where settings are read.

    >>> spoken(["list", "--language=en"], {"LANG": "zh_CN.UTF-8"}, Path("/"))
    'en'
    >>> spoken(["list"], {"LANG": "zh_HK.UTF-8"}, Path("/"))
    'zh-Hant'
    """
    for said in (_option(args), environ.get("HOMEROOM_LANGUAGE"), _in_file(folder)):
        for language in LANGUAGES:
            if said == language:
                return language
    return _of_locale(environ)


def _option(args: Iterable[str]) -> str | None:
    before = ""
    for arg in args:
        if arg == "--":
            return None
        if before == "--language":
            return arg
        if arg.startswith("--language="):
            return arg.partition("=")[2]
        before = arg
    return None


def _in_file(folder: Path) -> object:
    path = find_file(folder)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")).get("language") if path else None
    except (OSError, ValueError):
        return None


def _of_locale(environ: Mapping[str, str]) -> Language:
    named = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, named), "")
    if locale.startswith(_TRADITIONAL):
        return "zh-Hant"
    return "zh-Hans" if locale.startswith("zh") else "en"
