"""`homeroom`, the root of the command line: commands of its own and of plugins, and how a run ends."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import click

from homeroom_core.text import Text
from homeroom_plugins.cli.commands import COMMANDS
from homeroom_plugins.cli.language import spoken
from homeroom_plugins.cli.plugin_commands import found_in
from homeroom_plugins.cli.said import Outside, SaidGroup, SaidOption, language_of, language_option

_HERE = "homeroom_plugins.cli"


class Root(SaidGroup):
    """The root: settles the language before anything is parsed, and turns errors into exits."""

    def main(  # type: ignore[override]  # click's overloads only differ in what is returned
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *,
        obj: Outside | None = None,
        **more: Any,
    ) -> Any:
        """See click; `obj` is what is taken from the world around it, for tests.

        Raises:
            SystemExit: Always; `homeroom_plugins.cli.failures` lists the codes.
        """
        words = list(sys.argv[1:] if args is None else args)
        outside = obj or Outside(environ=os.environ, folder=Path.cwd())
        outside = attrs.evolve(outside, language=spoken(words, outside.environ, outside.folder))
        more |= {"standalone_mode": False, "windows_expand_args": False}
        try:
            code = super().main(words or ["--help"], prog_name or "homeroom", obj=outside, **more)
        except (Exception, KeyboardInterrupt) as error:  # those it does not know go on
            failures = import_module(f"{_HERE}.failures")
            code = failures.report(error, outside.language, as_json="--json" in words)
        sys.exit(code if isinstance(code, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See click; those of plugins come after its own."""
        return [*super().list_commands(ctx), *found_in(ctx).commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See click; plugins are looked for only where a command is not one of its own.

        Raises:
            PluginError: A plugin cannot be used, and the command may be its.
        """
        own = super().get_command(ctx, cmd_name)
        return own if own is not None else found_in(ctx).load(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its own commands, then those of plugins; a plugin that cannot be used is named."""
        super().format_commands(ctx, formatter)
        found = found_in(ctx)
        language = language_of(ctx)
        if found.commands:
            with formatter.section(_OF_PLUGINS.read(language)):
                formatter.write_dl(
                    [(name, one.label.read(language)) for name, one in found.commands.items()]
                )
        if found.problem is not None:
            formatter.write_paragraph()
            told = _BROKEN.format(problem=found.problem.text).read(language)
            formatter.write_text(import_module(f"{_HERE}.output").harmless(told))

    def invoke(self, ctx: click.Context) -> Any:
        """See click; that whoever reads us has stopped is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Keep Python from complaining when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


def _version(ctx: click.Context, _option: click.Parameter, asked: object) -> None:
    if asked:
        click.echo(f"homeroom {import_module('homeroom_core').__version__}")
        ctx.exit()


homeroom = Root(
    "homeroom",
    text=Text(
        "班主任培养的全过程：记录、评比、核验。\n\n"
        "设置依次取自选项、环境变量（HOMEROOM_STORE、HOMEROOM_ORG、HOMEROOM_AS、HOMEROOM_LANGUAGE）和 homeroom.toml。",
        "導師（班主任）培養的全過程：記錄、評比、核驗。\n\n"
        "設定依序取自選項、環境變數（HOMEROOM_STORE、HOMEROOM_ORG、HOMEROOM_AS、HOMEROOM_LANGUAGE）和 homeroom.toml。",
        "The training year of homeroom teachers: recorded, judged, verified.\n\n"
        "Settings are taken from options, then from the environment (HOMEROOM_STORE, HOMEROOM_ORG, HOMEROOM_AS, HOMEROOM_LANGUAGE), then from homeroom.toml.",
    ),
    lazy=COMMANDS,
    no_args_is_help=False,
    params=[
        SaidOption(
            "--version",
            text=Text("显示版本", "顯示版本", "Show the version and stop."),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
        ),
        language_option(),
    ],
    callback=lambda language: None,  # noqa: ARG005  # it was settled before parsing
)

_OF_PLUGINS = Text("插件提供的命令", "外掛提供的命令", "Commands of plugins")
_BROKEN = Text(
    "有插件不能使用，其命令未列出：{problem}",
    "有外掛不能使用，其命令未列出：{problem}",
    "Commands are not listed of what cannot be used: {problem}",
)
