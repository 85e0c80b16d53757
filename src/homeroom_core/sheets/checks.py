"""What every kind of sheet is checked for when it is defined: ids, languages, sums."""

from collections.abc import Sequence
from decimal import Decimal

from homeroom_core.strict import is_code, lacks_language
from homeroom_core.text import Text, listing

NO_ITEMS = Text("至少要有一项", "至少要有一項", "at least one item is needed")
NOT_POSITIVE = Text(
    "{what}须大于 0，现为 {found}",
    "{what}須大於 0，現為 {found}",
    "{what} must be above 0, it is {found}",
)
MAXIMUM = Text("满分", "滿分", "the maximum")
TOTAL = Text("总分", "總分", "the total")
WEIGHT = Text("权重", "權重", "the weight")
UNKNOWN = Text(
    "{what}：没有 {found} 这一项", "{what}：沒有 {found} 這一項", "{what}: there is no {found}"
)
BAD_NAME = Text("“{found}”不是代码", "「{found}」不是代碼", "'{found}' cannot be an id")
NO_FACTS = Text("至少要写明一个事实", "至少要寫明一個事實", "at least one fact is needed")
_BAD_ID = Text("代码“{id}”不合规", "代碼「{id}」不合規", "'{id}' cannot be an id")
_NO_LANGUAGE = Text(
    "名称缺少某种语言", "名稱缺少某種語言", "the label lacks one of the three languages"
)
_REPEATED = Text("代码重复：{ids}", "代碼重複：{ids}", "ids used twice: {ids}")


def named(id: str, label: Text) -> list[Text | None]:
    """The problems of an id and a label."""
    return [
        None if is_code(id) else _BAD_ID.format(id=id),
        _NO_LANGUAGE if lacks_language(label) else None,
    ]


def repeated(ids: Sequence[str]) -> Text | None:
    """The problem of ids that stand twice, or `None` if none does."""
    twice = sorted({one for one in ids if ids.count(one) > 1})
    return _REPEATED.format(ids=listing(twice)) if twice else None


def not_positive(what: Text, number: Decimal) -> Text | None:
    """The problem of a number that is not above zero, or `None` if it is."""
    if number > 0:
        return None
    return NOT_POSITIVE.format(what=what, found=number)
