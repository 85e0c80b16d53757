"""How things are written in spreadsheets: widths, spaces, Chinese numerals."""

import re
import unicodedata

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FULL_WIDTH_ALPHANUMERIC = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0x00AD])
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_AS_TEXT = re.compile(r"=\"(.*)\"|'(.*)", re.DOTALL)
_NUMERALS = "零一二三四五六七八九"
_NUMERAL = re.compile(r"([一二三四五六七八九]?十)?([一二三四五六七八九])?")


def half_width(text: str) -> str:
    r"""Full-width letters, digits, signs and spaces as half-width ones, digits of any script as 0-9.

    Unlike a compatibility normalisation, no Chinese character is replaced by another, so that
    names stay as they are.

    >>> half_width("\uff12\uff10\uff11\uff19年（补）")
    '2019年(补)'
    """
    narrow = text.translate(_FULL_WIDTH)
    if narrow.isascii():
        return narrow
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in narrow)


def readable(text: str) -> str:
    r"""A text that may be shown: no line breaks, no codes that steer a terminal or turn the text.

    >>> readable("参加工作\n年月\x1b[31m")
    '参加工作 年月 [31m'
    """
    return text.translate(_CONTROLS | _DIRECTIONS)


def has_full_width(text: str) -> bool:
    """Whether a text holds full-width letters or digits, which look alike and compare unequal."""
    return _FULL_WIDTH_ALPHANUMERIC.search(text) is not None


def trimmed(text: str) -> str:
    """A cell without what spreadsheets add: outer spaces, invisible signs, marks of text cells.

    >>> trimmed(' ="0012" '), trimmed("'0012")
    ('0012', '0012')
    """
    bare = text.translate(_INVISIBLE).strip()
    marked = _AS_TEXT.fullmatch(bare)
    return (marked[1] or marked[2] or "").strip() if marked else bare


def whole_number(text: str) -> int | None:
    """A number from 0 to 99 in digits or in Chinese numerals; `None` if it is none.

    >>> [whole_number(written) for written in ("3", "03", "三", "十二", "二十", "二十一", "百", "")]
    [3, 3, 3, 12, 20, 21, None, None]
    """
    if re.fullmatch("[0-9]{1,2}", text):
        return int(text)
    parts = _NUMERAL.fullmatch(text)
    if not text or parts is None:
        return None
    tens, ones = parts[1], parts[2]
    ten = 0 if tens is None else 10 * (_NUMERALS.index(tens[0]) if len(tens) == 2 else 1)
    return ten + (_NUMERALS.index(ones) if ones else 0)
