"""Pages to print, as files."""

from pathlib import Path

from homeroom_core.errors import Fault, InputError
from homeroom_core.text import Text

_OURS = b'<meta name="generator" content="homeroom">'


def write_page(path: Path, told: str, source: str) -> None:
    """Write a page whole, or not at all; only a file that is no page of ours is not replaced.

    Args:
        path: Where.
        told: The page.
        source: The command that writes it, such as `homeroom explain`.

    Raises:
        InputError: It cannot be written there, or something else is there.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        if path.exists() and _OURS not in path.read_bytes():
            raise InputError(source, (Fault("--page", str(path), _OTHER_FILE),))
        beside.write_text(told, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        why = _UNWRITABLE.format(why=error.strerror or error)
        raise InputError(source, (Fault("--page", str(path), why),)) from error


_OTHER_FILE = Text(
    "网页文件的名称，或尚不存在的文件：同名文件不是网页",
    "網頁檔案的名稱，或尚不存在的檔案：同名檔案不是網頁",
    "the name of a page, or of no file yet: what is there is no page",
)
_UNWRITABLE = Text(
    "可以写入的文件：{why}", "可以寫入的檔案：{why}", "a file that can be written: {why}"
)
WRITTEN = Text("已写入 {page}", "已寫入 {page}", "wrote {page}")
