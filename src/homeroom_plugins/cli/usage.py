"""What click finds wrong with a command line, said in three languages."""

import click

from homeroom_core.text import Text, listing


def usage_text(error: click.ClickException) -> Text:
    """What is wrong, and where the right way is shown."""
    said = _said(error)
    ctx = getattr(error, "ctx", None)
    if ctx is None:
        return said
    return _SEE.format(said=said, command=f"{ctx.command_path} --help")


def _said(error: click.ClickException) -> Text:
    if isinstance(error, click.NoSuchOption):
        close = getattr(error, "possibilities", None) or ()
        found = _NO_OPTION.format(name=error.option_name)
        return _MAYBE.format(said=found, close=listing(close)) if close else found
    if isinstance(error, click.MissingParameter):
        return _MISSING.format(name=_name(error))
    if isinstance(error, click.BadOptionUsage):
        return _NEEDS_VALUE.format(name=error.option_name)
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param is not None else None
        if isinstance(kind, click.Choice):
            return _CHOICE.format(name=_name(error), known=listing(map(str, kind.choices)))
        return Text.same(f"{_name(error)}: {error.message}")
    return _other(error)


def _other(error: click.ClickException) -> Text:
    ctx = getattr(error, "ctx", None)
    if ctx is not None and isinstance(ctx.command, click.Group):
        return _NO_COMMAND.format(known=listing(ctx.command.list_commands(ctx)))
    if "unexpected extra" in error.message:
        words = error.message.rpartition("(")[2].rstrip(").")
        return _EXTRA.format(words=words)
    return Text.same(error.message)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.human_readable_name


_SEE = Text("{said}；见 {command}", "{said}；請見 {command}", "{said}; see {command}")
_NO_OPTION = Text("没有选项 {name}", "沒有選項 {name}", "there is no option {name}")
_MAYBE = Text("{said}，是否指 {close}", "{said}，是否指 {close}", "{said}; did you mean {close}")
_MISSING = Text("缺少 {name}", "缺少 {name}", "{name} is missing")
_NEEDS_VALUE = Text(
    "选项 {name} 的用法不对", "選項 {name} 的用法不對", "option {name} is not used like that"
)
_CHOICE = Text("{name} 应为：{known}", "{name} 應為：{known}", "{name} is one of: {known}")
_NO_COMMAND = Text(
    "需要一个命令：{known}", "需要一個命令：{known}", "a command is expected, one of: {known}"
)
_EXTRA = Text("多余的参数：{words}", "多餘的參數：{words}", "there is too much: {words}")
