"""Why a step of a visit is refused, in words."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

INCOMPLETE = Reason(
    "visit.incomplete",
    Text("没有写明目的地或目的", "沒有寫明目的地或目的", "it has no destination or no purpose"),
    Text("两项都要写明", "兩項都要寫明", "give both"),
)
STILL_OWES = Reason(
    "visit.still_owes",
    Text(
        "{measured}的{what}自{since}起逾期未办",
        "{measured}的{what}自{since}起逾期未辦",
        "of {measured}, this is overdue since {since}: {what}",
    ),
    Text("先补办，再申请外出", "先補辦，再申請外出", "do that first, then apply again"),
)
NO_SUCH_CLASS = Reason(
    "visit.no_such_class",
    Text(
        "外出期间不缺班主任的班：{measured}",
        "外出期間不缺班主任的班：{measured}",
        "nobody who goes leads {measured} in those days",
    ),
    Text("须代管的班：{required}", "須代管的班：{required}", "classes to be covered: {required}"),
)
GOES_ALONG = Reason(
    "visit.cover_goes_along",
    Text("{measured}自己也外出", "{measured}自己也外出", "{measured} is away as well"),
    Text("请另选留校的同事", "請另選留校的同事", "choose a colleague who stays"),
)
COVERS_ALREADY = Reason(
    "visit.covers_already",
    Text("{measured}已代管{other}", "{measured}已代管{other}", "{measured} covers {other} already"),
    Text("一人只代管一个班", "一人只代管一個班", "one colleague covers one class"),
)
AGREED_ALREADY = Reason(
    "visit.agreed_already",
    Text("您已于{measured}同意", "您已於{measured}同意", "you agreed on {measured}"),
    Text("无需再同意", "無需再同意", "nothing more is asked"),
)
NOT_COVERED = Reason(
    "visit.not_covered",
    Text(
        "无人答应代管：{measured}",
        "無人答應代管：{measured}",
        "nobody has agreed to cover {measured}",
    ),
    Text(
        "先用 name_cover 指定在岗同事，由其本人 agree",
        "先用 name_cover 指定在職同事，由其本人 agree",
        "`name_cover` a colleague in post, who has to `agree`",
    ),
)
APPROVED_LATE = Reason(
    "visit.approved_late",
    Text(
        "离出发日{measured}已不足{days}个工作日",
        "離出發日{measured}已不足{days}個工作日",
        "{measured} is less than {days} working days ahead",
    ),
    Text(
        "最早可在{required}出发，请重新申请",
        "最早可在{required}出發，請重新申請",
        "it could start on {required}: apply again",
    ),
)
NO_DOCUMENT = Reason(
    "visit.no_document",
    Text("没有写明批准文件编号", "沒有寫明核准文件編號", "no document with the approval is named"),
    Text("请写明编号", "請寫明編號", "give its number"),
)
NOT_A_TRAVELLER = Reason(
    "visit.not_a_traveller",
    Text("{measured}不在外出名单", "{measured}不在外出名單", "{measured} were not to go"),
    Text("外出名单：{required}", "外出名單：{required}", "those who were: {required}"),
)
NO_EVIDENCE = Reason(
    "visit.no_evidence",
    Text("没有外出的凭证", "沒有外出的憑證", "nothing shows that they were there"),
    Text(
        "请写签到表或车票的编号",
        "請寫簽到表或車票的編號",
        "give the number of a sign-in sheet or a ticket",
    ),
)
NO_REPORT = Reason(
    "visit.empty_report",
    Text("报告是空的", "報告是空的", "the report says nothing"),
    Text("请写报告", "請寫報告", "write it"),
)
NOT_SHOWN = Reason(
    "visit.sharing_not_shown",
    Text("没有写明在哪里分享", "沒有寫明在哪裡分享", "it is not said where it was shared"),
    Text(
        "请写论坛等记录的编号，或文件编号",
        "請寫論壇等記錄的編號，或文件編號",
        "give the id of a forum or the like, or the number of a document",
    ),
)
NOT_SHARED_THERE = Reason(
    "visit.not_shared_there",
    Text(
        "{measured}中没有您在{required}当天或以后发言的签到",
        "{measured}中沒有您在{required}當天或以後發言的簽到",
        "{measured} has no sign-in of yours as a speaker on or after {required}",
    ),
    Text(
        "请写您发言的那次活动，或改写文件编号",
        "請寫您發言的那次活動，或改寫文件編號",
        "name the activity at which you spoke, or a document instead",
    ),
)
