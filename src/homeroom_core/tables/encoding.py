"""Text files in the encodings that are met in schools, read without guessing."""

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from homeroom_core.errors import Fault, InputError
from homeroom_core.text import Text

Encoding = Literal["utf-8", "utf-16", "gb18030", "big5"]
"""An encoding that a table may be in."""

ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)

LARGEST_BYTES = 5_000_000
"""A file may be this large; the roster of a large school has some ten thousand bytes."""


def read_text(
    source: Path | bytes, called: str, encoding: Encoding | None = None
) -> tuple[str, Encoding]:
    """The text of a file, or of the bytes of one, and the encoding it is in.

    A byte order mark tells the encoding; else it is UTF-8 if the whole file is, else GB18030 (which
    holds GBK and GB2312) if the whole file is. Guessing by frequency is not done: short rosters in
    GBK then read as Korean. Big5 has to be asked for, as most of it is valid, wrong GB18030 too.

    Args:
        source: A file, or its contents.
        called: What to call it in errors.
        encoding: The encoding, where it is known; a byte order mark may still be there.

    Raises:
        InputError: The file cannot be read, is too large, or is no text in that encoding.

    >>> read_text("工号,姓名".encode("gbk"), "roster")
    ('工号,姓名', 'gb18030')
    """
    if encoding is not None and encoding not in ENCODINGS:
        raise _refused(called, str(encoding), Text.same(", ".join(ENCODINGS)))
    content = _content(source, called)
    for candidate in (encoding,) if encoding else _candidates(content):
        text = _decode(content, candidate)
        if text is not None and "\0" not in text:
            return text, candidate
    raise _refused(called, encoding or "-", _TEXT)


def _content(source: Path | bytes, called: str) -> bytes:
    if isinstance(source, bytes):
        content = source[: LARGEST_BYTES + 1]
    else:
        try:
            with source.open("rb") as file:
                content = file.read(LARGEST_BYTES + 1)
        except OSError as error:
            raise _refused(called, error.strerror or str(error.errno), _FILE) from None
    if len(content) > LARGEST_BYTES:
        raise _refused(called, f"> {LARGEST_BYTES}", _SMALLER)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _refused(called, "Excel", _AS_CSV)
    return content


def _candidates(content: bytes) -> Sequence[Encoding]:
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8",)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8", "gb18030")


def _decode(content: bytes, encoding: Encoding) -> str | None:
    """The text, or nothing; the error is not handed on, because it holds the whole file."""
    codec = {"utf-8": "utf-8-sig", "big5": "cp950"}.get(encoding, encoding)
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _refused(called: str, found: str, accepted: Text) -> InputError:
    return InputError(called, (Fault(called, found, accepted),))


_FILE = Text("可读取的文件", "可讀取的檔案", "a file that can be read")
_SMALLER = Text("不超过 5 MB 的文件", "不超過 5 MB 的檔案", "a file of at most 5 MB")
_AS_CSV = Text(
    "CSV 文件：请在电子表格中“另存为”CSV（UTF-8）",
    "CSV 檔：請在試算表中「另存新檔」為 CSV（UTF-8）",
    "a CSV file: in the spreadsheet, save it as CSV (UTF-8)",
)
_TEXT = Text(
    "UTF-8 或 GB18030（GBK）编码的文本；若为大五码，请指明 encoding=big5",
    "UTF-8 或 GB18030（GBK）編碼的文字；若為大五碼，請指明 encoding=big5",
    "text in UTF-8 or GB18030 (GBK); if it is Big5, say so: encoding=big5",
)
