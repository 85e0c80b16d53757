"""Click, speaking three languages: commands, groups and options whose help is a `Text`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import attrs
import click

from homeroom_core.commands import Command
from homeroom_core.text import LANGUAGES, Language, Text


@attrs.frozen(kw_only=True)
class Outside:
    """What the command line takes from the world around it.

    Attributes:
        environ: The environment.
        folder: Where it was called.
        clock: Tells the moment, aware; `None` for the system's.
        language: The language to speak.
    """

    environ: Mapping[str, str]
    folder: Path
    clock: Callable[[], Any] | None = None
    language: Language = "en"


class SaidOption(click.Option):
    """An option whose help is a `Text`."""

    def __init__(self, *declarations: str, text: Text, **more: Any) -> None:
        super().__init__(list(declarations), help=text.en, **more)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """See click."""
        self.help = self.text.read(language_of(ctx))
        return super().get_help_record(ctx)


class SaidCommand(click.Command):
    """A command whose help is a `Text`."""

    text: Text

    def __init__(self, name: str | None = None, *, text: Text, **more: Any) -> None:
        super().__init__(name, help=text.en, add_help_option=False, **more)
        self.text = text
        self.params.append(help_option())

    def get_short_help_str(self, limit: int = 45) -> str:
        """See click."""
        del limit
        return self.text.en.partition("\n")[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click."""
        _usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click."""
        _help_text(self.text, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click."""
        _options(self, ctx, formatter)


class SaidGroup(click.Group):
    """A group of commands whose help is a `Text`, and which loads a command when it is used.

    Args:
        name: Its name.
        text: What it is for.
        lazy: The commands, by name, in the order in which help lists them.
        **more: As for `click.Group`.
    """

    def __init__(
        self, name: str | None = None, *, text: Text, lazy: Mapping[str, Command], **more: Any
    ) -> None:
        super().__init__(name, help=text.en, add_help_option=False, **more)
        self.text = text
        self.lazy = dict(lazy)
        self.params.append(help_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See click; in the order of the table."""
        del ctx
        return [*self.lazy, *(name for name in self.commands if name not in self.lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See click."""
        if cmd_name in self.lazy and cmd_name not in self.commands:
            self.add_command(self.lazy[cmd_name].load(), cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click."""
        _usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click."""
        _help_text(self.text, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click."""
        _options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their line from the table: none is loaded for it."""
        language = language_of(ctx)
        rows = [(name, lazy.label.read(language)) for name, lazy in self.lazy.items()]
        rows += [
            (name, one.text.read(language).partition("\n")[0])
            for name, one in self.commands.items()
            if name not in self.lazy and isinstance(one, SaidCommand | SaidGroup)
        ]
        with formatter.section(_COMMANDS.read(language)):
            formatter.write_dl(rows)


def language_of(ctx: click.Context) -> Language:
    """The language to speak in a context."""
    outside = ctx.find_root().obj
    return outside.language if isinstance(outside, Outside) else "en"


def help_option() -> SaidOption:
    """`--help`, as every command has it."""
    return SaidOption(
        "--help", "-h", text=_HELP, is_flag=True, is_eager=True, expose_value=False, callback=_show
    )


def language_option() -> SaidOption:
    """`--language`; it was looked at before anything else, and is only checked here."""
    return SaidOption("--language", type=click.Choice(LANGUAGES), text=_LANGUAGE)


def _show(ctx: click.Context, _option: click.Parameter, asked: object) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        _leave(ctx)


def _leave(ctx: click.Context) -> NoReturn:
    ctx.exit()


def _usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces: Sequence[str] = command.collect_usage_pieces(ctx)
    prefix = _USAGE.read(language_of(ctx))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=prefix)


def _help_text(text: Text, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    for paragraph in text.read(language_of(ctx)).split("\n\n"):
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(paragraph)


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    records = [param.get_help_record(ctx) for param in command.get_params(ctx)]
    with formatter.section(_OPTIONS.read(language_of(ctx))):
        formatter.write_dl([record for record in records if record is not None])


_USAGE = Text("用法：", "用法：", "Usage: ")
_OPTIONS = Text("选项", "選項", "Options")
_COMMANDS = Text("命令", "命令", "Commands")
_HELP = Text("显示本说明", "顯示本說明", "Show this and stop.")
_LANGUAGE = Text("显示语言", "顯示語言", "Language of what is shown.")
