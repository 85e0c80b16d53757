"""Derived fields: results kept in a record, and the pure function that makes them again.

Declared with `@lifecycle.derived`. What is stored stays in force; where the code of today would
make something else of the same sources, that is found by `homeroom verify` and put in its place
only by a step, on record.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import attrs

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import HomeroomError, Reason, Refusal
from homeroom_core.provided import Provided
from homeroom_core.record import Reader, Record
from homeroom_core.text import Text

R = TypeVar("R", bound=Record)

Again = Callable[[R, Reader, Provided], Any]
"""Makes a field again from the record and what it refers to; `None`: nothing to compare now."""

SAME_AGAIN = Reason(
    "recomputed.same",
    Text(
        "按现行算法重算“{measured}”，结果相同",
        "按現行算法重算「{measured}」，結果相同",
        "computed again, '{measured}' is the same",
    ),
    Text("无需采用", "無需採用", "there is nothing to accept"),
)
NOT_AGAIN = Reason(
    "recomputed.impossible",
    Text(
        "现在无法重算：{measured}", "目前無法重算：{measured}", "it cannot be computed: {measured}"
    ),
    Text(
        "现有结果继续有效；先补齐所缺的插件或记录",
        "現有結果繼續有效；先補齊所缺的外掛或記錄",
        "what is stored stays in force; bring back the plugin or record it needs",
    ),
)
NOTHING_NOW = Reason(
    "recomputed.nothing",
    Text(
        "“{measured}”现在没有可比较的结果",
        "「{measured}」目前沒有可比較的結果",
        "there is no result '{measured}' to compare now",
    ),
    Text("先计算出结果", "先計算出結果", "have it worked out first"),
)


@attrs.frozen(kw_only=True, eq=False)
class Derivation(Generic[R]):
    """A derived field of a lifecycle's record.

    Attributes:
        field: Name of the field.
        label: What people call the result.
        body: The pure function that makes it again.
        made_by: Names of the attributes of the value that say which code made it (method, plugin,
            version). They are no part of the result: two values that differ in nothing else are
            the same.
        made_from: Names of the attributes that say what it was made from (digests, who, when).
            They tell of the sources: whoever tries other terms looks past them.
    """

    field: str
    label: Text
    body: Again[R] = attrs.field(repr=False)
    made_by: tuple[str, ...] = ()
    made_from: tuple[str, ...] = ()

    def again(self, record: R, reader: Reader, provided: Provided) -> Any:
        """The value made again from its sources; `None` where there is nothing to compare now."""
        return self.body(record, reader, provided)

    def stored(self, record: R) -> Any:
        """The value that stands in the record."""
        return getattr(record, self.field)

    def same(self, record: R, again: Any) -> bool:
        """Whether a value made again says the same as what stands, whichever code made it."""
        stored = self.stored(record)
        if type(stored) is not type(again):
            return False
        theirs = {name: getattr(stored, name) for name in self.made_by}
        return bool((change(again, **theirs) if theirs else again) == stored)

    def makers(self, value: Any) -> dict[str, str]:
        """Which code made a value, as it says itself."""
        return {name: str(getattr(value, name, "")) for name in self.made_by}

    def differs_now(self, record: R, act: Act) -> Refusal | None:
        """Made again, it is not what stands."""
        try:
            again = self.again(record, act.reader, act.provided)
        except HomeroomError as error:
            return NOT_AGAIN(measured=error.text)
        if again is None:
            return NOTHING_NOW(measured=self.label)
        return SAME_AGAIN(measured=self.label) if self.same(record, again) else None
