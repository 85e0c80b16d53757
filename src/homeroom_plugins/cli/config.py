"""How the command line is set up: options, the environment, `homeroom.toml`, in this order.

    store = "sqlite:///school.db"     # a relative path starts from the folder of this file
    org = "school-1"
    as = "office-1"
    language = "zh-Hans"
    plugins = ["rules/ours.py"]       # local files, from the folder of this file
    disable = ["vendor"]              # plugins that are left out, by name

    [prefer.sheet]                    # a name that several plugins offer, and whose counts
    essay = "ours"

    [organizations.school-1]
    name = "第一中学"                 # or { zh_hans = "…", zh_hant = "…", en = "…" }
    level = "school"
    time_zone = "Asia/Shanghai"
    calendar = "china"
    plugins = ["ours"]                # those that are active here, by name; by default all
    orphan_readers = ["principal"]    # roles that may read records whose plugin is gone

    [actors.office-1]
    roles = ["moral_education_office"]
    name = "李老师"                     # shown beside the id, if you like

Nothing here needs click: a program may read the same file.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from homeroom_core.errors import Fault, InputError
from homeroom_core.people import PRINCIPAL, ROLES, Level, Organization
from homeroom_core.strict import Table, is_code
from homeroom_core.text import LANGUAGES, Text, coded, listing
from homeroom_plugins.cli.language import find_file

VARIABLES = {
    "store": "HOMEROOM_STORE",
    "org": "HOMEROOM_ORG",
    "actor": "HOMEROOM_AS",
    "language": "HOMEROOM_LANGUAGE",
}
"""The variable of the environment for each setting that has one."""

MOST_BYTES = 1_000_000
"""A larger file is not read."""


@attrs.frozen(kw_only=True)
class Settings:
    """How the command line is set up; what is `None` was given nowhere.

    Attributes:
        store: URL of the store.
        org: Code of the organization.
        actor: Who acts: an id, or a staff number.
        language: Tag of the language that was asked for.
        plugins: Local plugin files.
        disable: Names of plugins that are left out.
        prefer: Which plugin provides a name that several offer, by family and name.
        organizations: What is known of organizations, by code.
        actors: Roles of actors that need no person record, by id.
        names: What such actors are called, by id, where that is said.
        file: The file that was read.
    """

    store: str | None = None
    org: str | None = None
    actor: str | None = None
    language: str | None = None
    plugins: tuple[Path, ...] = ()
    disable: tuple[str, ...] = ()
    prefer: Mapping[str, Mapping[str, str]] = attrs.Factory(dict)
    organizations: Mapping[str, Organization] = attrs.Factory(dict)
    actors: Mapping[str, frozenset[str]] = attrs.Factory(dict)
    names: Mapping[str, str] = attrs.Factory(dict)
    file: Path | None = None


def settle(given: Mapping[str, str | None], environ: Mapping[str, str], folder: Path) -> Settings:
    """The settings in force.

    Args:
        given: What options say: `store`, `org`, `actor`, `language`.
        environ: The environment.
        folder: Where to look for `homeroom.toml`: there, and in the folders above.

    Raises:
        InputError: The file, the environment or an option is wrong; lists every fault.
    """
    path = find_file(folder)
    return choose(given, environ, read_file(path) if path is not None else Settings())


def choose(
    given: Mapping[str, str | None], environ: Mapping[str, str], known: Settings
) -> Settings:
    """The settings in force over those that are known already; arguments as for `settle`.

    Raises:
        InputError: The environment or an option is wrong; lists every fault.
    """
    chosen: dict[str, Any] = {
        name: given.get(name) or environ.get(variable) or getattr(known, name)
        for name, variable in VARIABLES.items()
    }
    if chosen["org"] is None and len(known.organizations) == 1:
        chosen["org"] = next(iter(known.organizations))
    _check(chosen)
    return attrs.evolve(known, **chosen)


def read_file(path: Path) -> Settings:
    """What a `homeroom.toml` says.

    Raises:
        InputError: It cannot be read, is no TOML, or says something that is not understood; lists
            every fault with its place.
    """
    faults: list[Fault] = []
    table = Table(_load(path), "", faults)
    settings = Settings(
        store=_optional(table, "store"),
        org=table.code("org") if table.has("org") else None,
        actor=_optional(table, "as"),
        language=table.choice("language", LANGUAGES) if table.has("language") else None,
        plugins=tuple(path.parent / name for name in _words(table, "plugins", _FILE_NAME)),
        disable=tuple(_words(table, "disable", _PLUGIN_NAME)),
        prefer=_prefer(table),
        organizations=_organizations(table, faults),
        file=path,
    )
    actors = _actors(table)
    if not table.done():
        raise InputError(str(path), tuple(faults))
    return attrs.evolve(
        settings,
        store=_from_folder(settings.store, path.parent),
        actors={code: roles for code, (roles, _) in actors.items()},
        names={code: name for code, (_, name) in actors.items() if name is not None},
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
        if len(content) > MOST_BYTES:
            fault = Fault(path.name, str(len(content)), _TOO_LARGE.format(most=MOST_BYTES))
            raise InputError(str(path), (fault,))
        return tomllib.loads(content.decode())
    except OSError as error:
        fault = Fault(path.name, error.strerror or "", _READABLE)
    except UnicodeDecodeError as error:
        fault = Fault(f"byte {error.start}", repr(content[error.start : error.start + 1]), _UTF8)
    except (ValueError, RecursionError) as error:  # a number of 4,300 digits is a ValueError
        fault = Fault(path.name, str(error), _TOML)
    raise InputError(str(path), (fault,))


def _optional(table: Table, name: str) -> str | None:
    return table.word(name) if table.has(name) else None


def _words(table: Table, key: str, accepted: Text) -> Iterator[str]:
    for number, name in enumerate(table.items(key, ())):
        if isinstance(name, str) and name.strip():
            yield name
        else:
            table.refuse(f"{key}[{number}]", name, accepted)


def _prefer(table: Table) -> dict[str, dict[str, str]]:
    found = {}
    within = table.table("prefer", {})
    for family in within.keys():  # noqa: SIM118  # a method of Table that also marks them as known
        one = within.table(family)
        found[family] = {name: one.word(name) for name in one.keys()}  # noqa: SIM118  # as above
    return found


def _organizations(table: Table, faults: list[Fault]) -> dict[str, Organization]:
    found = {}
    within = table.table("organizations", {})
    for code in within.keys():  # noqa: SIM118  # a method of Table that also marks them as known
        one = within.table(code)
        if not is_code(code):
            within.refuse(code, code, _CODE)
        before = len(faults)
        name = _name(one, code)
        level = one.choice("level", tuple(Level), Level.SCHOOL)
        zone = _zone(one)
        calendar = one.word("calendar", "china")
        active = tuple(_words(one, "plugins", _PLUGIN_NAME)) if one.has("plugins") else None
        readers = _roles(one, "orphan_readers") if one.has("orphan_readers") else (PRINCIPAL,)
        one.done()
        if is_code(code) and len(faults) == before:
            found[code] = Organization(code, name, Level(level), zone, calendar, active, readers)
    return found


def _roles(table: Table, key: str) -> tuple[str, ...]:
    """Codes of roles; what is none is a fault."""
    roles = table.items(key)
    for number, role in enumerate(roles):
        if role not in ROLES:
            table.refuse(f"{key}[{number}]", role, ONE_OF.format(known=coded(ROLES)))
    return tuple(role for role in roles if isinstance(role, str))


def _name(table: Table, code: str) -> Text:
    name = table.value("name")
    if isinstance(name, Mapping):
        return table.text("name")
    return Text.same(table.word("name", code))


def _zone(table: Table) -> str:
    zone = table.word("time_zone", "Asia/Shanghai")
    try:
        ZoneInfo(zone)
    except (LookupError, ValueError, OSError):
        table.refuse("time_zone", zone, _ZONE)
    return zone


def _actors(table: Table) -> dict[str, tuple[frozenset[str], str | None]]:
    """Roles and name of each actor, by id."""
    found = {}
    within = table.table("actors", {})
    for code in within.keys():  # noqa: SIM118  # a method of Table that also marks them as known
        if not is_code(code):
            within.refuse(code, code, _CODE)
        one = within.table(code)
        roles, name = frozenset(_roles(one, "roles")), None
        if one.has("name"):
            name = one.word("name")
        one.done()
        found[code] = (roles, name)
    return found


def _from_folder(url: str | None, folder: Path) -> str | None:
    """A URL with a relative path, `scheme:///path`, read from a folder."""
    scheme, mark, path = (url or "").partition(":///")
    if not mark or Path(path).is_absolute():
        return url
    return f"{scheme}:///{folder / path}"


def _check(chosen: Mapping[str, str | None]) -> None:
    org, language, faults = chosen["org"], chosen["language"], []
    if org is not None and not is_code(org):
        faults.append(Fault("--org, HOMEROOM_ORG", org, _CODE))
    if language is not None and language not in LANGUAGES:
        accepted = ONE_OF.format(known=listing(LANGUAGES))
        faults.append(Fault("--language, HOMEROOM_LANGUAGE", language, accepted))
    if faults:
        raise InputError("homeroom", tuple(faults))


_READABLE = Text("可读取的文件", "可讀取的檔案", "a file that can be read")
_UTF8 = Text("UTF-8 编码的文件", "UTF-8 編碼的檔案", "a file in UTF-8")
_TOML = Text("有效的 TOML", "有效的 TOML", "valid TOML")
_TOO_LARGE = Text("不超过 {most} 字节", "不超過 {most} 位元組", "{most} bytes or less")
_FILE_NAME = Text("文件名", "檔案名稱", "the name of a file")
_PLUGIN_NAME = Text("插件名", "外掛名稱", "the name of a plugin")
_ZONE = Text("时区，如 Asia/Shanghai", "時區，如 Asia/Taipei", "a time zone such as Asia/Shanghai")
ONE_OF = Text("下列之一：{known}", "下列之一：{known}", "one of: {known}")
_CODE = Text(
    "代码：字母、数字、点、连字符或下划线，最多64个字符",
    "代碼：字母、數字、點、連字號或底線，最多64個字元",
    "a code: letters, digits, dot, hyphen or underscore, at most 64",
)
