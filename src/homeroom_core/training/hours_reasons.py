"""Why a step of hours of training is refused, in words for people."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

UNKNOWN_PERSON = Reason(
    "hours.unknown_person",
    Text("花名册中没有{measured}", "名冊中沒有{measured}", "the roster has no {measured}"),
    Text("请先登记该教师", "請先登記該教師", "register that person first"),
)
LOGGED_TWICE = Reason(
    "hours.logged_twice",
    Text(
        "同一活动或证书的学时已登记：{measured}",
        "同一活動或證書的學時已登記：{measured}",
        "the same training is logged already, {measured}",
    ),
    Text(
        "每人每项活动只计一次；有误请先由德育处不予认定，再重新登记",
        "每人每項活動僅計一次；有誤請先由德育處不予認定，再重新登記",
        "it counts once for each person; if that one is wrong, have the office reject it first",
    ),
)
NO_ACTIVITY = Reason(
    "hours.no_activity",
    Text(
        "{measured}不是本校的活动", "{measured}不是本校的活動", "{measured} is no activity of this school"
    ),
    Text(
        "请用活动的编号；校外培训请用 log_document 登记",
        "請用活動的代號；校外培訓請用 log_document 登記",
        "give the id of an activity; log what took place elsewhere with `log_document`",
    ),
)  # fmt: skip
NOT_EARNED = Reason(
    "hours.not_earned",
    Text(
        "{measured}没有给{person}记学时",
        "{measured}沒有給{person}記學時",
        "{measured} gives no hours to {person}",
    ),
    Text(
        "先在该活动中核记参加人员的学时",
        "先在該活動中核記參加人員的學時",
        "the activity has to credit its people first",
    ),
)
NO_DOCUMENT = Reason(
    "hours.no_document",
    Text("没有写明证书或平台记录编号", "沒有寫明證書或平台記錄編號", "no document is named"),
    Text(
        "请写明证书编号或平台记录编号",
        "請寫明證書編號或平台記錄編號",
        "give the number of the certificate or of the platform's record",
    ),
)
DOCUMENT_IS_ACTIVITY = Reason(
    "hours.document_is_activity",
    Text(
        "{measured}是本校的活动，不是证书",
        "{measured}是本校的活動，不是證書",
        "{measured} is an activity of this school, no certificate",
    ),
    Text("请用 log_activity 登记", "請用 log_activity 登記", "log it with `log_activity`"),
)
NO_TITLE = Reason(
    "hours.no_title",
    Text("没有写明培训名称", "沒有寫明培訓名稱", "the training has no name"),
    Text("请写明培训名称", "請寫明培訓名稱", "say what it was"),
)
NO_HOURS = Reason(
    "hours.no_hours",
    Text("学时为{measured}", "學時為{measured}", "{measured} hours are given"),
    Text("须大于0", "須大於0", "they have to be above 0"),
)
IN_THE_FUTURE = Reason(
    "hours.in_the_future",
    Text("{measured}还没有到", "{measured}尚未到", "{measured} is still to come"),
    Text("培训结束后再登记", "培訓結束後再登記", "log it once the training is over"),
)
DIFFERS = Reason(
    "hours.differs_from_activity",
    Text(
        "登记{measured}学时，活动现记{required}学时",
        "登記{measured}學時，活動現記{required}學時",
        "{measured} hours are logged, the activity now gives {required}",
    ),
    Text(
        "用 accept_hours 采用活动现记的学时，或不予认定",
        "用 accept_hours 採用活動現記的學時，或不予認定",
        "take over what the activity gives with `accept_hours`, or reject it",
    ),
)
NO_RECEIPT = Reason(
    "hours.no_receipt",
    Text("没有写明上报回执编号", "沒有寫明上報回執編號", "no receipt is named"),
    Text("请写明平台的回执编号", "請寫明平台的回執編號", "give what the platform answered with"),
)
