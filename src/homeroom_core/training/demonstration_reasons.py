"""Why a step of a demonstration lesson is refused, in words."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

INCOMPLETE = Reason(
    "demonstration.incomplete",
    Text("没有写明课题或地点", "沒有寫明課題或地點", "it has no topic or no place"),
    Text("两项都要写明", "兩項都要寫明", "give both"),
)
NOT_PUT_OFF = Reason(
    "demonstration.not_put_off",
    Text(
        "{measured}不晚于原定的{required}",
        "{measured}不晚於原定的{required}",
        "{measured} is not later than {required}, the day there is",
    ),
    Text("改期只能推后", "改期只能延後", "a lesson is only ever put off: choose a later day"),
)
NO_ROOM = Reason(
    "demonstration.too_few_seats",
    Text("席位不能是{measured}", "席位不能是{measured}", "there cannot be {measured} seats"),
    Text(
        "至少{required}席，已报名的都要有席位",
        "至少{required}席，已報名的都要有席位",
        "give {required} or more: one at least, and one for each who has registered",
    ),
)
NOT_A_CONTEST = Reason(
    "demonstration.not_a_contest",
    Text("没有评比{measured}", "沒有評比{measured}", "there is no contest {measured}"),
    Text(
        "请核对编号；不属于评比的可不写",
        "請核對編號；不屬於評比的可不寫",
        "check the id, or leave it out",
    ),
)
REGISTRATION_OVER = Reason(
    "demonstration.registration_over",
    Text("报名已于{measured}截止", "報名已於{measured}截止", "registration ended with {measured}"),
    Text("报名到开课当天为止", "報名到開課當天為止", "register until the day of the lesson"),
)
NO_YOUNG = Reason(
    "demonstration.no_young_teachers",
    Text(
        "{measured}没有尚未报名的青年教师",
        "{measured}沒有尚未報名的青年教師",
        "{measured} has no young teachers who have not registered",
    ),
    Text(
        "请核对花名册中的年级，或按人报名",
        "請核對花名冊中的年級，或按人報名",
        "check the grade in the roster, or name people",
    ),
)
YOUNG_UNKNOWN = Reason(
    "demonstration.young_unknown",
    Text(
        "{measured}的资料不全，无法判断是否为青年教师",
        "{measured}的資料不全，無法判斷是否為青年教師",
        "it is not known whether {measured} are young teachers",
    ),
    Text(
        "先在花名册补齐参加工作时间，或按人报名",
        "先在花名冊補齊參加工作時間，或按人報名",
        "put into the roster when they began to work, or name the people one by one",
    ),
)
HOST_WATCHES = Reason(
    "demonstration.host_watches",
    Text("{measured}是执教教师", "{measured}是執教教師", "{measured} gives the lesson"),
    Text("执教教师不占观摩席位", "執教教師不佔觀摩席位", "who gives it needs no seat"),
)
REGISTERED = Reason(
    "demonstration.registered_already",
    Text(
        "{measured}已经报名，或写了两次",
        "{measured}已經報名，或寫了兩次",
        "{measured}: registered already, or named twice",
    ),
    Text("每人一席", "每人一席", "each person has one seat"),
)
FULL = Reason(
    "demonstration.full",
    Text("{measured}人报名，席位不够", "{measured}人報名，席位不夠", "{measured} want seats"),
    Text(
        "还剩{required}席；可用 move 换大的场地",
        "還剩{required}席；可用 move 換大的場地",
        "{required} are left; `move` the lesson to a larger place",
    ),
)
NOT_YET = Reason(
    "demonstration.young_teachers_first",
    Text(
        "青年教师优先；不是青年教师：{measured}",
        "青年教師優先；不是青年教師：{measured}",
        "young teachers come first, and these are not: {measured}",
    ),
    Text(
        "其他教师自{when}起报名",
        "其他教師自{when}起報名",
        "others may register from {when}",
    ),
)
NO_SPARE_SEAT = Reason(
    "demonstration.no_spare_seat",
    Text(
        "余下的席位留给青年教师；不是青年教师：{measured}",
        "餘下的席位留給青年教師；不是青年教師：{measured}",
        "the seats left are for young teachers, and these are not: {measured}",
    ),
    Text(
        "其他教师现可用{required}席",
        "其他教師現可用{required}席",
        "{required} can be spared for others now",
    ),
)
NO_SEAT = Reason(
    "demonstration.has_no_seat",
    Text("{measured}没有报名", "{measured}沒有報名", "not registered: {measured}"),
    Text(
        "先用 register 或 enrol 报名（到开课当天为止）；已报名：{required}",
        "先用 register 或 enrol 報名（到開課當天為止）；已報名：{required}",
        "`register` or `enrol` them first, on the day at the latest; registered: {required}",
    ),
)
NOT_YOURS = Reason(
    "demonstration.not_your_seat",
    Text("这是{measured}的席位", "這是{measured}的席位", "it is the seat of {measured}"),
    Text(
        "由本人或德育处取消",
        "由本人或德育處取消",
        "ask them or the office to take it back",
    ),
)
WAS_THERE = Reason(
    "demonstration.signed_in",
    Text("{measured}已签到", "{measured}已簽到", "{measured} has signed in"),
    Text("签错的先用 strike 划去", "簽錯的先用 strike 劃去", "`strike` them out if that is wrong"),
)
WRONG_LEAD = Reason(
    "demonstration.led_by_another",
    Text(
        "{measured}的签到项目不对",
        "{measured}的簽到項目不對",
        "{measured}: signed in under the wrong part",
    ),
    Text(
        "执教（led）只填{required}，其他人填参加或发言",
        "執教（led）只填{required}，其他人填參加或發言",
        "{required} alone led it; the others attended or contributed",
    ),
)
NO_LEAD = Reason(
    "demonstration.host_not_signed_in",
    Text("执教教师{measured}没有签到", "執教教師{measured}沒有簽到", "{measured} did not sign in"),
    Text(
        "先签到（led）；没有开课的用 cancel 取消",
        "先簽到（led）；沒有開課的用 cancel 取消",
        "sign them in as `led`, or `cancel` a lesson that was not given",
    ),
)
NO_MINUTES = Reason(
    "demonstration.no_minutes",
    Text("没有评课记录", "沒有評課記錄", "there are no minutes of what was said about it"),
    Text("请写评课记录", "請寫評課記錄", "write them"),
)
EMPTY_NOTE = Reason(
    "demonstration.empty_note",
    Text("笔记是空的", "筆記是空的", "the note is empty"),
    Text("请写观摩所得", "請寫觀摩所得", "write what you take away from the lesson"),
)
NOTED = Reason(
    "demonstration.note_is_in",
    Text("您已于{measured}交过笔记", "您已於{measured}交過筆記", "yours came in on {measured}"),
    Text("每人一份", "每人一份", "one a person is enough"),
)
NOTES_OWED = Reason(
    "demonstration.notes_owed",
    Text("尚欠观摩笔记：{measured}", "尚欠觀摩筆記：{measured}", "notes are owed by {measured}"),
    Text(
        "交齐即可认定；{when}起，未交的不计学时",
        "交齊即可認定；{when}起，未交的不計學時",
        "credit when all are in, or from {when}: who still owes one then goes without hours",
    ),
)
NO_COLLECTION = Reason(
    "demonstration.no_collection",
    Text("没有写明归入哪一卷", "沒有寫明歸入哪一卷", "no collection is named"),
    Text("请写明案卷编号", "請寫明案卷編號", "give its number"),
)
