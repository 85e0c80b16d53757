"""One call of a command: its settings, its office, its actor, and how it answers."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from homeroom_core.codec import JSON
from homeroom_core.errors import (
    Fault,
    InputError,
    PluginError,
    RecordNotFoundError,
    StorageError,
    UnknownError,
)
from homeroom_core.families import CALENDARS, COMMANDS
from homeroom_core.office import Office, system_clock
from homeroom_core.people import Actor
from homeroom_core.record import Reader
from homeroom_core.text import Language, Text, listing
from homeroom_core.training.person import Person
from homeroom_plugins.cli.config import ONE_OF, Settings, choose, settle
from homeroom_plugins.cli.output import say, say_json
from homeroom_plugins.cli.plugin_commands import running
from homeroom_plugins.cli.said import Outside, SaidCommand, SaidOption, language_of, language_option

if TYPE_CHECKING:
    from homeroom_plugins.cli import tables

TRACE = "HOMEROOM_TRACE_PLUGINS"
"""The variable of the environment that, set to 1, has every call of a plugin shown."""

SHARED = ("store", "org", "actor", "language", "as_json")
"""Names of the options that every command has."""


class Invocation:
    """What a command works with; `click.pass_obj` hands it to the command.

    Args:
        outside: What is taken from the world around the command line.
        given: The shared options, by name.
        path: How the command was called, such as `homeroom list`.
        command: Name of the command, where it is a plugin's: it has a part in every step it makes.
    """

    def __init__(
        self, outside: Outside, given: Mapping[str, Any], path: str, command: str = ""
    ) -> None:
        self.outside = outside
        self._path = path
        self._command = command
        self.language: Language = outside.language
        self.as_json = bool(given.get("as_json"))
        self._given = {name: given.get(name) for name in SHARED if name != "as_json"}

    @cached_property
    def settings(self) -> Settings:
        """The settings in force.

        Raises:
            InputError: They are faulty.
        """
        return settle(self._given, self.outside.environ, self.outside.folder)

    @cached_property
    def asked(self) -> Settings:
        """What options and the environment say, no file: for setting up a folder.

        Raises:
            InputError: They are faulty.
        """
        return choose(self._given, self.outside.environ, Settings())

    @property
    def org(self) -> str:
        """The organization.

        Raises:
            InputError: None was named.
        """
        return self._needed(self.settings.org, "org", _ORG)

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The office of the store that was named; closed at the end.

        Raises:
            InputError: No store was named, or an organization names a calendar that nobody provides.
            StorageError: There is no such store.
            PluginError: A plugin cannot be used.
        """
        url = self._needed(self.settings.store, "store", _STORE)
        _exists(url)
        with self.open(url) as office:
            _check_calendars(office, self.settings)
            yield office

    def open(self, url: str, settings: Settings | None = None) -> Office:
        """The office of a store, made if it does not exist.

        Args:
            url: URL of the store.
            settings: Where plugins and organizations are taken from; those in force by default.

        Raises:
            StorageError: The store cannot be opened.
            PluginError: A plugin cannot be used.
        """
        settings = settings or self.settings
        trace = self.outside.environ.get(TRACE) == "1"
        _listen(trace=trace)
        office = Office.open(
            url,
            files=settings.plugins,
            disable=settings.disable,
            prefer=settings.prefer,
            organizations=tuple(settings.organizations.values()),
            names=settings.names,
            trace=trace,
            clock=self.outside.clock or system_clock,
            using=((COMMANDS, self._command),) if self._command else (),
        )
        for one in office.plugins.outdated:
            say(_WARNING.format(text=one.text).read(self.language), err=True)
        return office

    def handed_on(self) -> list[str]:
        """The shared options that were given, as words for another command."""
        words = {"store": "--store", "org": "--org", "actor": "--as", "language": "--language"}
        given = [(words[name], str(value)) for name, value in self._given.items() if value]
        return [word for pair in given for word in pair] + ["--json"] * self.as_json

    def open_sound(
        self, url: str, settings: Settings | None = None
    ) -> tuple[Office, PluginError | None]:
        """The office with those plugins that can be used, and what is wrong with the others.

        Only for what has to go on in any case; arguments as for `open`.

        Raises:
            StorageError: The store cannot be opened.
            PluginError: It is not enough to leave out the plugins that are named.
        """
        settings = settings or self.settings
        try:
            return self.open(url, settings), None
        except PluginError as error:
            # A name that is to be left out and is there no more is a problem too: it goes.
            disable = set(settings.disable) ^ {one.plugin for one in error.all}
            return self.open(url, attrs.evolve(settings, disable=tuple(sorted(disable)))), error

    def actor(self, office: Office) -> Actor:
        """Who acts, with the roles that `homeroom.toml` or their person record gives them.

        Raises:
            InputError: Nobody was named.
            UnknownError: There is no such actor and no such person.
        """
        named = self._needed(self.settings.actor, "actor", _ACTOR)
        with office.reading(self.org) as reading:
            return self.somebody(named, reading)

    def somebody(self, named: str, reader: Reader) -> Actor:
        """Somebody, with the roles that `homeroom.toml` or their person record gives them.

        Args:
            named: An id or a staff number.
            reader: Where people are read.

        Raises:
            UnknownError: There is no such actor and no such person.
        """
        roles = self.settings.actors.get(named)
        if roles is not None:
            return Actor(named, roles)
        try:
            return reader.get(Person, named).actor()
        except RecordNotFoundError:
            for person in reader.find(Person, staff_no=named):
                return person.actor()
        raise UnknownError(_WHO, named, tuple(sorted(self.settings.actors)))

    def read(self, text: Text) -> str:
        """A text in the language that is spoken."""
        return text.read(self.language)

    def say(self, text: Text | str = "") -> None:
        """Print a line."""
        say(text.read(self.language) if isinstance(text, Text) else text)

    def answer(self, data: JSON, show: Callable[[], None]) -> None:
        """Answer with JSON where that was asked for, else as `show` prints it."""
        if self.as_json:
            say_json(data)
        else:
            show()

    @property
    def tables(self) -> "type[tables.Table]":
        """What prints tables; loading it is put off until one is printed."""
        loaded = import_module("homeroom_plugins.cli.tables")
        table: type[tables.Table] = loaded.Table
        return table

    def _needed(self, value: str | None, option: str, what: Text) -> str:
        if value:
            return value
        place = {"store": "--store", "org": "--org", "actor": "--as"}[option]
        raise InputError(self._path, (Fault(place, "-", what),))


class HomeroomCommand(SaidCommand):
    """A command with the options that all have: store, org, actor, language, JSON."""

    def __init__(self, name: str | None = None, *, text: Text, **more: Any) -> None:
        super().__init__(name, text=text, **more)
        self.params[-1:-1] = _shared_options()

    def invoke(self, ctx: click.Context) -> Any:
        """See click; hands the command an `Invocation`."""
        given = {name: ctx.params.pop(name) for name in SHARED}
        ctx.obj = Invocation(_outside(ctx), given, ctx.command_path, running(ctx))
        return super().invoke(ctx)


def command(
    text: Text, *params: click.Parameter
) -> Callable[[Callable[..., Any]], HomeroomCommand]:
    """Decorator: a function becomes a command; it is handed the `Invocation` first.

    Args:
        text: What the command does, for its help; paragraphs are set apart by an empty line.
        *params: Its arguments and options.
    """

    def make(callback: Callable[..., Any]) -> HomeroomCommand:
        name = callback.__name__.removesuffix("_records")
        return HomeroomCommand(
            name, text=text, callback=click.pass_obj(callback), params=list(params)
        )

    return make


def _outside(ctx: click.Context) -> Outside:
    outside = ctx.find_root().obj
    if isinstance(outside, Outside):
        return outside
    return Outside(environ={}, folder=Path.cwd(), language=language_of(ctx))


def _shared_options() -> list[click.Parameter]:
    return [
        SaidOption("--store", metavar="URL", text=_STORE_HELP),
        SaidOption("--org", metavar="CODE", text=_ORG_HELP),
        SaidOption("--as", "actor", metavar="ID", text=_AS_HELP),
        language_option(),
        SaidOption("--json", "as_json", is_flag=True, text=_JSON_HELP),
    ]


def _exists(url: str) -> None:
    """Refuse a store in a file that is not there: reading must not make an empty one."""
    _, mark, rest = url.partition(":///")
    if mark and not Path(rest.partition("?")[0]).exists():
        raise StorageError(url, _NO_STORE)


def _check_calendars(office: Office, settings: Settings) -> None:
    """Refuse the name of a calendar that is none: working days would be missed only much later."""
    known = office.plugins.names(CALENDARS)
    faults = tuple(
        Fault(f"organizations.{code}.calendar", one.calendar, ONE_OF.format(known=listing(known)))
        for code, one in settings.organizations.items()
        if one.calendar not in known
    )
    if faults:
        raise InputError(str(settings.file), faults)


class _Told(logging.Handler):
    """Says on standard error, in a line, what the log has to say of plugins."""

    def emit(self, record: logging.LogRecord) -> None:
        say(record.getMessage(), err=True)


def _listen(*, trace: bool) -> None:
    log = logging.getLogger("homeroom.plugins")
    log.handlers[:] = [_Told()]
    log.setLevel(logging.INFO if trace else logging.WARNING)


_WARNING = Text("提醒：{text}", "提醒：{text}", "warning: {text}")
_STORE_HELP = Text(
    "存储的地址，如 sqlite:///school.db",
    "儲存的位址，如 sqlite:///school.db",
    "The store, such as sqlite:///school.db.",
)
_ORG_HELP = Text("单位的代码", "單位的代碼", "Code of the organization.")
_AS_HELP = Text(
    "由谁操作：编号或工号", "由誰操作：代號或教職員編號", "Who acts: an id or a staff number."
)
_JSON_HELP = Text("输出 JSON", "輸出 JSON", "Answer in JSON.")
_STORE = Text(
    "存储的地址：用 --store、HOMEROOM_STORE 或 homeroom.toml 指明，或先运行 homeroom init",
    "儲存的位址：用 --store、HOMEROOM_STORE 或 homeroom.toml 指明，或先執行 homeroom init",
    "the URL of a store: name it with --store, HOMEROOM_STORE or homeroom.toml, "
    "or begin with `homeroom init`",
)
_ORG = Text(
    "单位的代码：用 --org、HOMEROOM_ORG 或 homeroom.toml 指明",
    "單位的代碼：用 --org、HOMEROOM_ORG 或 homeroom.toml 指明",
    "the code of an organization: name it with --org, HOMEROOM_ORG or homeroom.toml",
)
_ACTOR = Text(
    "由谁操作：用 --as、HOMEROOM_AS 或 homeroom.toml 指明",
    "由誰操作：用 --as、HOMEROOM_AS 或 homeroom.toml 指明",
    "who acts: say it with --as, HOMEROOM_AS or homeroom.toml",
)
_WHO = Text(
    "操作者（homeroom.toml 的 [actors]、教职工的编号或工号）",
    "操作者（homeroom.toml 的 [actors]、教職員的代號或編號）",
    "actor (in [actors] of homeroom.toml) and no person with that id or staff number",
)
_NO_STORE = Text(
    "还不存在：请核对地址，或运行 homeroom init 建立",
    "尚不存在：請核對位址，或執行 homeroom init 建立",
    "it does not exist yet: check the URL, or make it with `homeroom init`",
)
