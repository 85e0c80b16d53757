"""Why a step of somebody's record is refused."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NO_NUMBER = Reason(
    "person.no_staff_no",
    Text("没有工号", "沒有教職員編號", "there is no staff number"),
    Text("请写明工号", "請寫明編號", "give the school's own number"),
)
NUMBER_TAKEN = Reason(
    "person.staff_no_taken",
    Text(
        "工号{measured}已属于{required}",
        "教職員編號{measured}已屬於{required}",
        "staff number {measured} belongs to {required}",
    ),
    Text("请核对工号，或更新原记录", "請核對編號，或更新原記錄", "check it, or update that record"),
)
UNKNOWN_ROLE = Reason(
    "person.unknown_role",
    Text("没有角色“{measured}”", "沒有角色「{measured}」", "there is no role '{measured}'"),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
TITLE_NO_CODE = Reason(
    "person.title_no_code",
    Text(
        "职称“{measured}”不是代码",
        "職稱「{measured}」不是代碼",
        "the title '{measured}' is no code",
    ),
    Text(
        "可用：{required}；没有职称则留空",
        "可用：{required}；沒有職稱則留空",
        "write {required}, or nothing where there is no title",
    ),
)
CLASS_TAKEN = Reason(
    "person.class_has_a_leader",
    Text(
        "{measured}已由{other}任班主任",
        "{measured}已由{other}任班主任",
        "{measured} is already led by {other}",
    ),
    Text("先由对方交接", "先由對方交接", "that person has to hand it over first"),
)
LEADS_ALREADY = Reason(
    "person.leads_already",
    Text("已任{measured}班主任", "已任{measured}班主任", "they already lead {measured}"),
    Text("先交接原班级", "先交接原班級", "hand that class over first"),
)
HOLDS_POST = Reason(
    "person.holds_post_already",
    Text("已在{measured}任职", "已在{measured}任職", "they hold a post in {measured} already"),
    Text("先交接原职务", "先交接原職務", "hand that post over first"),
)
NO_CLASS = Reason(
    "person.no_class",
    Text("没有班级代码", "沒有班級代碼", "no class is named"),
    Text("请写明班级代码，如 2025-G7-03", "請寫明班級代碼，如 2025-G7-03", "name one: 2025-G7-03"),
)
NO_SUCH_POST = Reason(
    "person.no_such_post",
    Text("目前不在{measured}任职", "目前不在{measured}任職", "they hold no post in {measured} now"),
    Text("现任：{required}", "現任：{required}", "they hold posts in: {required}"),
)
UNKNOWN_SANCTION = Reason(
    "person.unknown_sanction",
    Text(
        "没有处分种类“{measured}”",
        "沒有處分種類「{measured}」",
        "there is no sanction '{measured}'",
    ),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
NO_DOCUMENT = Reason(
    "person.no_document",
    Text("没有写明处分文件编号", "沒有寫明處分文件編號", "no document with the decision is named"),
    Text("请写明文件编号", "請寫明文件編號", "give its number"),
)
ENDS_EARLY = Reason(
    "person.sanction_ends_before_start",
    Text(
        "处分期止于{measured}，早于起始日期",
        "處分期止於{measured}，早於起始日期",
        "it would end on {measured}, before it begins",
    ),
    Text("应不早于{required}", "應不早於{required}", "choose {required} or later"),
)
NO_SUCH_SANCTION = Reason(
    "person.no_such_sanction",
    Text(
        "没有可解除的处分{measured}",
        "沒有可解除的處分{measured}",
        "there is no sanction {measured} that runs",
    ),
    Text("处分期内：{required}", "處分期內：{required}", "those that run: {required}"),
)
