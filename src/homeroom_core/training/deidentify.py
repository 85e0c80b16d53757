"""去标识化: what is passed on about pupils must not say who they are.

A text is held against the names of a class list and against long digit strings (pupil, telephone
and identity numbers). The list is handed in for the check alone and is kept nowhere, and a refusal
says where a name stands, never which.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import attrs

from homeroom_core.errors import Reason, Refusal
from homeroom_core.text import Text, listing

MOST_DIGITS = 5
"""Digits that may follow each other: a room, a year, a class code; a pupil number has more."""

_SEPARATED_DIGITS = 11
"""So many digits, written in groups, are a telephone or identity number all the same."""

_SHORTEST_NAME = 2
_DOTS = "·•・‧∙⋅"
"""What stands between the parts of a name, such as 阿依古丽·买买提."""

_INVISIBLE = "Cf"
_YEAR = r"(?:19|20)\d{2}"
_DATES = re.compile(
    rf"(?<!\d)(?<!\d-)(?:{_YEAR}([-/.])\d{{1,2}}\1\d{{1,2}}|{_YEAR}[-/–—~]{_YEAR})(?!-?\d)"
)
_GROUPED = re.compile(r"(?<!\d)\d+(?:[ -]\d+)+(?!\d)")

PUPIL_NAMED = Reason(
    "deidentify.pupil_named",
    Text(
        "班级名单中的姓名出现在：{measured}",
        "班級名單中的姓名出現在：{measured}",
        "a name of the class list stands in: {measured}",
    ),
    Text(
        "请改用“学生甲”之类的称呼，并略去能认出本人的细节",
        "請改用「學生甲」之類的稱呼，並略去能認出本人的細節",
        "write 'pupil A' or the like, and leave out what gives the pupil away",
    ),
)
LONG_NUMBER = Reason(
    "deidentify.long_number",
    Text(
        "出现了长串数字（可能是学号、电话或证件号）：{measured}",
        "出現了長串數字（可能是學號、電話或證件號碼）：{measured}",
        "long digit strings (a pupil, telephone or identity number?) stand in: {measured}",
    ),
    Text(
        "请删去；连续数字至多{required}位",
        "請刪去；連續數字至多{required}位",
        "take them out; at most {required} digits may follow each other",
    ),
)
NAME_TOO_SHORT = Reason(
    "deidentify.name_too_short",
    Text(
        "班级名单中有{measured}个条目不足两个字",
        "班級名單中有{measured}個條目不足兩個字",
        "{measured} entries of the class list have less than two characters",
    ),
    Text("请给出完整的姓名", "請給出完整的姓名", "give full names"),
)


def identifying(
    texts: Iterable[tuple[Text, str]],
    class_list: Iterable[str],
    *,
    most_digits: int = MOST_DIGITS,
) -> Iterator[Refusal]:
    """Everything in these texts that may tell who a pupil is.

    Names are found whatever their width, case, inner spaces or invisible characters (「王 芳」 is
    「王芳」); a name in letters has to stand as a word of its own. Of a name of three Chinese
    characters or more, the last two are looked for as well, and of one with a dot in it, each part:
    so a class calls its pupils. Simplified and traditional characters are not taken for each other.
    Dates and school years are no long digit strings.

    Args:
        texts: What each text is called, and the text.
        class_list: Full names of the pupils; empty where none is given.
        most_digits: How many digits may follow each other.

    >>> body = Text("正文", "正文", "text")
    >>> [str(found.measured) for found in identifying([(body, "今天王 芳哭了")], ["王芳"])]
    ['text, character 3']
    """
    given = {_Folded.of(name).joined: _called(name) for name in class_list}
    names = given.keys()
    short = sum(len(name) < _SHORTEST_NAME for name in names)
    if short:
        yield NAME_TOO_SHORT(measured=short)
    patterns = [_pattern(given[name]) for name in sorted(names) if len(name) >= _SHORTEST_NAME]
    named, numbers = [], []
    for label, text in texts:
        spaced, folded = _Folded.of(text, keep_spaces=True), _Folded.of(text)
        for pattern, spaces in patterns:
            looked_at = spaced if spaces else folded
            named += [
                (label, looked_at.places[m.start()]) for m in pattern.finditer(looked_at.joined)
            ]
        numbers += [(label, spaced.places[start]) for start in _numbers(spaced.joined, most_digits)]
    if named:
        yield PUPIL_NAMED(measured=_where(named))
    if numbers:
        yield LONG_NUMBER(measured=_where(numbers), required=most_digits)


@attrs.frozen
class _Folded:
    """A text with width and case folded, and where each of its characters stood."""

    joined: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, *, keep_spaces: bool = False) -> "_Folded":
        made = [
            (" " if one.isspace() else one, place)
            for place, written in enumerate(text)
            for one in unicodedata.normalize("NFKC", written).casefold()
            if unicodedata.category(one) != _INVISIBLE
            and (keep_spaces or not (one.isspace() or one in _DOTS))
        ]
        return cls("".join(one for one, _ in made), tuple(place for _, place in made))


def _called(name: str) -> tuple[str, ...]:
    """What somebody of this name is called, folded: the whole name first."""
    whole = _Folded.of(name).joined
    parts = [_Folded.of(part).joined for part in re.split(f"[{_DOTS}]", name)]
    if len(parts) > 1:
        return (whole, *(part for part in parts if len(part) >= _SHORTEST_NAME))
    if len(whole) > _SHORTEST_NAME and all(map(_is_ideograph, whole)):
        return whole, whole[-_SHORTEST_NAME:]
    return (whole,)


def _is_ideograph(char: str) -> bool:
    return unicodedata.name(char, "").startswith("CJK ")


def _pattern(names: tuple[str, ...]) -> tuple[re.Pattern[str], bool]:
    """How a name is found, and whether spaces count: letters make words, Chinese does not."""
    if all(name.isascii() for name in names):
        letters = "|".join(r"\s*".join(map(re.escape, name)) for name in names)
        return re.compile(rf"(?<![a-z0-9])(?:{letters})(?![a-z0-9])"), True
    return re.compile("|".join(map(re.escape, names))), False


def _numbers(text: str, most_digits: int) -> list[int]:
    """Where long digit strings begin."""
    rest = _DATES.sub(lambda found: "." * len(found[0]), text)
    plain = re.finditer(rf"[0-9]{{{most_digits + 1},}}", rest)
    grouped = (
        found
        for found in _GROUPED.finditer(rest)
        if sum(map(str.isdigit, found[0])) >= _SEPARATED_DIGITS
    )
    return sorted({found.start() for found in (*plain, *grouped)})


def _where(found: Iterable[tuple[Text, int]]) -> Text:
    return listing(
        _PLACE.format(text=label, number=place + 1) for label, place in dict.fromkeys(found)
    )


_PLACE = Text("{text}第{number}字", "{text}第{number}字", "{text}, character {number}")
