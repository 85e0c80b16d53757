"""Records of other systems that a record refers to by their ids."""

from homeroom_core.act import Act
from homeroom_core.errors import ErasedError, Reason, RecordNotFoundError
from homeroom_core.record import EVERYTHING, Record
from homeroom_core.text import Text
from homeroom_core.visibility import hidden_fields

NO_SUCH_RECORD = Reason(
    "linked.no_such_record",
    Text(
        "没有您可以看到的记录{measured}",
        "沒有您可以檢視的記錄{measured}",
        "there is no record {measured} that you may see",
    ),
    Text("请核对编号", "請核對編號", "check the id"),
)
LINKED_ALREADY = Reason(
    "linked.already",
    Text("已关联{measured}", "已關聯{measured}", "it is linked to {measured} already"),
    Text("不必重复", "不必重複", "once is enough"),
)


def seen_record(act: Act, id: str) -> Record | None:
    """The record with this id, unless it is hidden from whoever acts: to them both are one."""
    try:
        found = act.reader.any(id)
    except (RecordNotFoundError, ErasedError):
        return None
    return None if hidden_fields(found, act.actor, act.reader) == EVERYTHING else found
