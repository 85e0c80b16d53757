from pathlib import Path

import pytest

from homeroom_core.errors import InputError
from homeroom_core.tables.encoding import LARGEST_BYTES, Encoding, read_text

WORDS = "工号,姓名\nT01,王芳\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16"),
        ("\ufeff".encode("utf-16-be") + WORDS.encode("utf-16-be"), "utf-16"),
        (WORDS.encode("gbk"), "gb18030"),
        (WORDS.encode("gb2312"), "gb18030"),
        ("\ufeff".encode("gb18030") + WORDS.encode("gb18030"), "gb18030"),
    ],
)
def test_the_encoding_is_told_by_the_mark_or_by_what_fits(content: bytes, encoding: str) -> None:
    assert read_text(content, "roster") == (WORDS, encoding)


def test_rare_characters_survive() -> None:
    assert read_text("㐂𠮷".encode("gb18030"), "roster") == ("㐂𠮷", "gb18030")


def test_a_short_file_in_gbk_is_not_taken_for_korean() -> None:
    assert read_text("王芳".encode("gbk"), "roster")[0] == "王芳"


def test_big5_is_read_when_it_is_asked_for_and_not_guessed() -> None:
    content = "姓名,職稱".encode("big5")
    assert read_text(content, "roster", "big5") == ("姓名,職稱", "big5")
    assert read_text(content, "roster")[0] != "姓名,職稱"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_encoding_that_is_asked_for_is_not_replaced_by_another(encoding: Encoding) -> None:
    with pytest.raises(InputError) as caught:
        read_text("王芳啊".encode("gbk")[:5], "roster", encoding)
    assert [(f.where, f.found) for f in caught.value.faults] == [("roster", encoding)]


@pytest.mark.parametrize("content", [b"\xff\xff\xff", b"a\0b", b"\x81"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="UTF-8 or GB18030"):
        read_text(content, "roster")


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_is_refused_with_what_to_do(start: bytes) -> None:
    with pytest.raises(InputError, match="save it as CSV"):
        read_text(start + b"rest", "roster")


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_bytes(b"a" * LARGEST_BYTES)
    assert len(read_text(file, "roster")[0]) == LARGEST_BYTES
    file.write_bytes(b"a" * (LARGEST_BYTES + 1))
    with pytest.raises(InputError, match="at most 5 MB"):
        read_text(file, "roster")
    with pytest.raises(InputError, match="at most 5 MB"):
        read_text(b"a" * (LARGEST_BYTES + 1), "roster")


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a file that can be read"):
        read_text(tmp_path / "none.csv", "none.csv")


def test_an_unknown_encoding_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="utf-8, utf-16, gb18030, big5"):
        read_text(b"a", "roster", "cp949")  # type: ignore[arg-type]  # what a command line may pass


def test_the_error_does_not_carry_the_file_along() -> None:
    with pytest.raises(InputError) as caught:
        read_text(b"secret\xff\xff", "roster")
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
