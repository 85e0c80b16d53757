"""`homeroom digest`: what tells a file from every other, where a step asks for it."""

import hashlib
from pathlib import Path

import click

from homeroom_core.codec import JSON
from homeroom_core.errors import Fault, InputError
from homeroom_core.text import Text
from homeroom_plugins.cli.invocation import Invocation, command


@command(
    Text(
        "写出文件的校验值（SHA-256）：稿件的 digest 填写它，内容改动一字即不同。\n\n"
        "示例：homeroom digest 论文.docx",
        "寫出檔案的校驗值（SHA-256）：稿件的 digest 填寫它，內容改動一字即不同。\n\n"
        "範例：homeroom digest 論文.docx",
        "Write the digest (SHA-256) of files: what `digest` of a manuscript asks for; it changes "
        "with every letter.\n\nExample: homeroom digest paper.docx",
    ),
    click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path)),
)
def digest(here: Invocation, *, files: tuple[Path, ...]) -> None:
    """Write the digests of files.

    Raises:
        InputError: Files cannot be read; names all of them.
    """
    found: dict[str, JSON] = {}
    faults = []
    for file in files:
        try:
            with (here.outside.folder / file).open("rb") as opened:
                found[str(file)] = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            faults.append(Fault(str(file), error.strerror or "", _FILE))
    if faults:
        raise InputError("homeroom digest", tuple(faults))
    here.answer(found, lambda: _show(here, found))


def _show(here: Invocation, found: dict[str, JSON]) -> None:
    for name, value in found.items():
        here.say(f"{value}  {name}")


_FILE = Text("可读取的文件", "可讀取的檔案", "a file that can be read")
