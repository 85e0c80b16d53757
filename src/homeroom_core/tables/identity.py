"""National identity numbers: recognised at the door, and never let in.

Rosters of schools contain them, because official forms ask for them; nothing in homeroom needs one.
Whatever is read from a file passes through `withhold` first, so that no table, error, report or
journal made from it can show one.
"""

import re
from datetime import date

from homeroom_core.tables.wording import half_width

WITHHELD = "***"
"""What stands where a number was withheld."""

_INSIDE = r"[\s\-\u2010-\u2015_.·/\u200b-\u200f\u2060\ufeff]{0,3}"
_LONG_NUMBER = re.compile(rf"(?:\d{_INSIDE}){{14,}}[\dXx\uff38\uff58]")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
_CHECK_CHARACTERS = "10X98765432"
_HEADER_PARTS = (
    *("身份证", "身份証", "身分证", "身分證", "身份證", "公民身份", "居民身份"),
    *("证件号码", "證件號碼", "护照", "護照", "居留证", "居留證", "通行证", "通行證"),
    *("idcard", "nationalid", "identitynumber", "identityno", "identitycard", "passport"),
)
_HEADER_WORDS = frozenset(
    {"idno", "idnumber", "idnum", "residentid", "citizenid", "身份号", "hkid"}
)


def withhold(text: str) -> str:
    """The text without anything that could be an identity number.

    Every run of 15 or more digits goes, its check digit right or not, split by single spaces or
    dashes or not, in digits of any script: nothing that homeroom needs is that long.

    >>> withhold("王芳 11010119900307 0000 (临时)")
    '王芳 *** (临时)'
    """
    return _LONG_NUMBER.sub(WITHHELD, text)


def is_identity_number(text: str) -> bool:
    """Whether a text is one identity number and nothing else, of 18 characters or the older 15.

    Source: GB 11643-1999 (18 characters, the last one the check character of ISO 7064 MOD 11-2);
    GB 11643-1989 (15 digits, no check).

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    number = _NOT_ALPHANUMERIC.sub("", half_width(text)).upper()
    if re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return number[17] == check_character(number[:17]) and _is_day(number[6:14])
    return re.fullmatch(r"[0-9]{15}", number) is not None and _is_day(f"19{number[6:12]}")


def check_character(seventeen: str) -> str:
    """The 18th character of an identity number, from the 17 digits before it.

    Source: GB 11643-1999.

    >>> check_character("11010519491231002")
    'X'
    """
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def is_identity_header(header: str) -> bool:
    """Whether a column so headed holds identity numbers, of the mainland or of anywhere else.

    >>> is_identity_header("身份证号 *"), is_identity_header("ID Number"), is_identity_header("工号")
    (True, True, False)
    """
    name = _NOT_ALPHANUMERIC.sub("", half_width(header)).casefold()
    return name in _HEADER_WORDS or any(part in name for part in _HEADER_PARTS)


def _is_day(digits: str) -> bool:
    try:
        date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except ValueError:
        return False
    return True
